"""What is neither a country, a division nor a settlement: continents and areas, waters, mountains, islands, airports."""

from __future__ import annotations

import csv
from pathlib import Path

from training.gazetteer.raw import Raw
from training.gazetteer.tables import point_of, read_table, split

_PROMINENCE = {"continent": 2_000_000_000, "area": 5_000_000, "feature": 1_000_000}
_CODES = {"AIRP", "AIRB", "ISL", "ISLS", "ATOL", "LK", "PRK", "MT", "BAY", "HBR", "RESH"}


def read_areas() -> list[Raw]:
    """The areas and features of our own table."""
    areas: list[Raw] = []
    for kind, country, number, point, names, demonyms in read_table("world"):
        where = point_of(point)
        first, *others = split(names)
        if where is None:
            raise ValueError(f"world.tsv: {first} has no point")
        area = Raw(first, "feature" if kind == "feature" else "region", *where, country=country or None)
        area.geonameid = int(number) if number else None
        area.prominence = _PROMINENCE[kind]
        area.add_all(others, "name")
        area.add_all(split(demonyms), "demonym")
        areas.append(area)
    return areas


def read_transport(packages: dict[str, Path]) -> list[Raw]:
    """Airports, air bases, islands and other features of OpenTravelData that have a GeoNames number."""
    places: dict[int, Raw] = {}
    file = packages["neobase"] / "neobase" / "optd_por_public.csv"
    with file.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="^"):
            known = row["page_rank"] or row["fcode"] == "AIRB"
            number = int(row["geoname_id"] or 0)
            if not number or number in places or row["fcode"] not in _CODES or row["date_until"] or not known:
                continue
            where = float(row["latitude"]), float(row["longitude"])
            place = Raw(row["name"], "feature", *where, country=row["country_code"], geonameid=number)
            place.region = f"{row['country_code']}.{row['adm1_code']}"
            place.prominence = int(float(row["page_rank"] or 0) * 100_000)
            for other in row["alt_name_section"].split("="):
                language, name, *_ = [*other.split("|"), "", ""]
                if language == "en" and len(name.split()) > 1:
                    place.add(name, "variant")
            places[number] = place
    return list(places.values())
