"""What is neither country, division nor settlement: continents and areas, waters, mountains, islands, airports."""

from __future__ import annotations

import csv
from pathlib import Path

from training.gazetteer.raw import Raw
from training.gazetteer.tables import point_of, read_table, split

_PROMINENCE = {"continent": 2_000_000_000, "area": 5_000_000, "feature": 1_000_000}
_CODES = {"AIRP", "AIRB", "ISL", "ISLS", "ATOL", "LK", "PRK", "MT", "BAY", "HBR", "RESH"}
# Words that say nothing of which airport it is.
_ANY_AIRPORT = {
    *("International", "Airport", "City", "County", "Regional", "Municipal", "Memorial", "Metropolitan", "National"),
    *("Executive", "Intercontinental", "Field", "Island", "Area", "Central", "Downtown", "North", "South", "East"),
    *("West", "Domestic", "Civil", "Metro", "New", "Old"),
}


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
            place.add_all(_shorter(row["name"], row["city_name_list"]))
            for other in row["alt_name_section"].split("="):
                language, name, use, *_ = [*other.split("|"), "", "", ""]
                if language == "en" and (len(name.split()) > 1 or ("s" in use and name.istitle())):
                    place.add(name, "variant")
            places[number] = place
    return list(places.values())


def _shorter(name: str, cities: str) -> list[str]:
    """What reports make of an airport's name: "Dulles International Airport", "Washington Dulles Airport", "Dulles
    Airport" for "Washington Dulles International Airport"; not "Regional Airport" for "Monterey Regional Airport".
    """
    if not name.endswith(" Airport"):
        return []
    names = [name.replace(" International ", " ")]
    for city in cities.split("=")[0].split(","):
        rest = name.removeprefix(f"{city} ")
        if city and rest != name and not set(rest.split()) <= _ANY_AIRPORT:
            names += [rest, rest.replace(" International ", " ")]
    return names
