"""The gazetteer's file: its layout, and reading from it by memory map.

::

    magic (8 bytes) | length of the header (u32) | CRC-32 of the header (u32) | header (JSON) | sections

All numbers are little-endian; a section starts at a multiple of 8. Places are in order of population, so that a
smaller index is a larger place. A name is found by the BLAKE2b hash of its key: 16 bits choose a bucket, 32 bits the
rows in it; of a million names that are not in the gazetteer about two are mistaken for one that is.
"""

from __future__ import annotations

import json
import mmap
import sys
import zlib
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Any, Literal, NamedTuple, get_args

from firsthand.errors import WeightsError
from firsthand.schema import PlaceKind

Form = Literal["name", "variant", "former", "abbreviation", "demonym"]

MAGIC = b"FHPLACE1"
ENTRY_BITS, FORM_BITS = 24, 3
"""A posting: the entry's index, above it the form's, above that whether the name is written in capitals."""
SCALE = 1e-5
"""Degrees in a unit of the stored coordinates."""

KINDS: tuple[PlaceKind, ...] = get_args(PlaceKind)
FORMS: tuple[Form, ...] = get_args(Form)

FILE = Path(__file__).resolve().parent / "places.bin"

_TYPES: dict[str, Literal["B", "H", "I", "i"]] = {
    "lat": "i", "lon": "i", "population": "I", "geonameid": "I", "region": "H", "district": "H", "country": "B",
    "kind": "B", "name_at": "I", "names": "B", "buckets": "I", "hashes": "I", "postings": "I", "first_hashes": "I",
    "first_lengths": "B", "region_entry": "I", "district_entry": "I", "country_entry": "I",
}  # fmt: skip


class Entry(NamedTuple):
    """A place. ``index`` is its rank by population; ``lat`` and ``lon`` are WGS 84 degrees."""

    index: int  # pyright: ignore[reportIncompatibleMethodOverride]  # a place is not searched as a tuple
    name: str
    lat: float
    lon: float
    country: str | None
    """ISO 3166-1, two letters; ``None`` where several countries share it."""
    region: str | None
    """The GeoNames code of its first-level region, such as "US.TX"; a region's own code."""
    district: str | None
    """The name of its second-level district ("Rapides Parish")."""
    kind: PlaceKind
    population: int
    """0 when not known. A region's or district's is at least what its known settlements add up to."""
    geonameid: int | None
    capital: int
    """2 the capital of a country, 1 of a region, 0 neither."""


class Match(NamedTuple):
    """A place that a name may mean, and how the name is related to it."""

    entry: Entry
    form: Form
    cased: bool
    """Whether it is written with the capitals that such a name has: "us" and "Us" are not "US"."""


class Store:
    """The mapped file. ``header`` has the sources and licences; every section is an attribute, a flat array."""

    def __init__(self, file: Path) -> None:
        try:
            with file.open("rb") as opened:
                self._map = mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ)
            self.body = memoryview(self._map)
            self.header = _header(self.body)
            self.sections = {
                name: self.body[start : start + length].cast(_TYPES[name])
                for name, (start, length) in self.header["sections"].items()
            }
            self.countries: list[str | None] = [None, *self.header["countries"]]
            self.regions: list[str | None] = [None, *self.header["regions"]]
            self.region_number = {code: i for i, code in enumerate(self.regions) if code}
            self.country_number = {code: i for i, code in enumerate(self.countries) if code}
            self.count: int = self.header["count"]
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise _damaged(file, error) from error
        if set(self.sections) != set(_TYPES) or sys.byteorder != "little":
            raise WeightsError(f"{file}: this gazetteer is for another version of firsthand. Install it again.")
        s = self.sections
        self.buckets, self.hashes, self.postings = s["buckets"], s["hashes"], s["postings"]
        self.first_hashes, self.first_lengths = s["first_hashes"], s["first_lengths"]
        self._file = file

    def name(self, index: int) -> str:
        """The name of the place at ``index``."""
        start, end = self.sections["name_at"][index : index + 2]
        return bytes(self.sections["names"][start:end]).decode("utf-8")

    def entry(self, index: int) -> Entry:
        """The place at an index that the file gives; raises ``WeightsError`` when there is none: it is damaged."""
        s = self.sections
        try:
            district = s["district"][index]
            return Entry(
                index,
                self.name(index),
                round(s["lat"][index] * SCALE, 5),
                round(s["lon"][index] * SCALE, 5),
                self.countries[s["country"][index]],
                self.regions[s["region"][index]],
                self.name(s["district_entry"][district]) if district else None,
                KINDS[s["kind"][index] & 15],
                s["population"][index],
                s["geonameid"][index] or None,
                s["kind"][index] >> 4,
            )
        except (IndexError, ValueError) as error:
            raise self.damaged(error) from error

    def damaged(self, error: object) -> WeightsError:
        """What to raise for a file in which something leads nowhere."""
        return _damaged(self._file, error)

    def verify(self) -> None:
        """Reads the whole file and raises ``WeightsError`` when a bit of it has changed since it was built."""
        start = min(start for start, _ in self.header["sections"].values())
        if zlib.crc32(self.body[start:]) != self.header["crc32"]:
            raise self.damaged("its checksum is wrong")


def hash_of(key: str) -> tuple[int, int]:
    """The bucket (16 bits) and the hash within it (32 bits) of a key."""
    number = int.from_bytes(blake2b(key.encode("utf-8", "surrogatepass"), digest_size=6).digest(), "little")
    return number & 0xFFFF, number >> 16


@cache
def store(file: Path = FILE) -> Store:
    """The gazetteer, opened once. Raises ``WeightsError`` when it is missing, damaged or of another version."""
    return Store(file)


def verify(file: Path = FILE) -> None:
    """Checks every byte of the gazetteer against its checksum; raises ``WeightsError`` when it is damaged."""
    Store(file).verify()


def _header(body: memoryview) -> dict[str, Any]:
    if bytes(body[:8]) != MAGIC:
        raise ValueError("it is not a gazetteer of this version")
    length, crc = int.from_bytes(body[8:12], "little"), int.from_bytes(body[12:16], "little")
    packed = bytes(body[16 : 16 + length])
    if zlib.crc32(packed) != crc:
        raise ValueError("its header is damaged")
    header = json.loads(packed)
    if header["size"] != len(body):
        raise ValueError(f"it has {len(body)} bytes instead of {header['size']}")
    return header


def _damaged(file: Path, error: object) -> WeightsError:
    return WeightsError(f"{file}: the gazetteer cannot be read ({error}). Install firsthand again.")
