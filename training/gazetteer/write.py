"""Writes the gazetteer's file (its layout: ``firsthand/gazetteer/store.py``)."""

from __future__ import annotations

import json
import zlib
from collections import defaultdict
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from firsthand.gazetteer.store import ENTRY_BITS, FORM_BITS, FORMS, KINDS, MAGIC, SCALE, hash_of
from training.gazetteer.raw import Raw

Array = npt.NDArray[Any]


def write(places: list[Raw], file: Path, facts: dict[str, Any]) -> None:
    """Writes places, ordered by prominence, to ``file``; ``facts`` go into the header as they are."""
    places = sorted(
        places,
        key=lambda p: (-max(p.prominence, p.population), KINDS.index(p.kind), p.geonameid or 0, p.name, p.lat, p.lon),
    )
    regions = {p.region: i for i, p in enumerate(places) if p.kind == "region" and p.region}
    districts = {p.district: i for i, p in enumerate(places) if p.kind == "district" and p.district}
    countries = {p.country: i for i, p in enumerate(places) if p.kind == "country" and p.country}
    region_codes, country_codes = sorted(regions), sorted(countries)
    region_of = {code: i + 1 for i, code in enumerate(region_codes)}
    district_of = {code: i + 1 for i, code in enumerate(sorted(districts))}
    country_of = {code: i + 1 for i, code in enumerate(country_codes)}
    names = [p.name.encode("utf-8") for p in places]
    sections: dict[str, Array] = {
        "lat": np.array([round(p.lat / SCALE) for p in places], "<i4"),
        "lon": np.array([round(p.lon / SCALE) for p in places], "<i4"),
        "population": np.array([p.population for p in places], "<u4"),
        "geonameid": np.array([p.geonameid or 0 for p in places], "<u4"),
        "region": np.array([region_of.get(p.region or "", 0) for p in places], "<u2"),
        "district": np.array([district_of.get(p.district or "", 0) for p in places], "<u2"),
        "country": np.array([country_of.get(p.country or "", 0) for p in places], "u1"),
        "kind": np.array([KINDS.index(p.kind) | p.capital << 4 for p in places], "u1"),
        "name_at": np.cumsum([0, *map(len, names)]).astype("<u4"),
        "names": np.frombuffer(b"".join(names), "u1"),
        "region_entry": np.array([0, *(regions[code] for code in region_codes)], "<u4"),
        "district_entry": np.array([0, *(districts[code] for code in sorted(districts))], "<u4"),
        "country_entry": np.array([0, *(countries[code] for code in country_codes)], "<u4"),
        **_names(places),
    }
    header = {"count": len(places), "countries": country_codes, "regions": region_codes, **facts}
    file.write_bytes(_packed(sections, header))


def _names(places: list[Raw]) -> dict[str, Array]:
    rows: list[tuple[int, int, int]] = []
    lengths: defaultdict[int, int] = defaultdict(int)
    for i, place in enumerate(places):
        for key, (form, capitals) in place.forms.items():
            rows.append((*hash_of(key), i | FORMS.index(form) << ENTRY_BITS | capitals << (ENTRY_BITS + FORM_BITS)))
            words = key.split()
            if len(words) > 1:
                lengths[hash_of(words[0])[1]] |= 1 << (len(words) - 1)
    rows.sort(key=lambda row: (row[0], row[1], row[2] & ((1 << ENTRY_BITS) - 1)))
    buckets = np.searchsorted([row[0] for row in rows], range(0x10001))
    firsts = sorted(lengths)
    return {
        "buckets": buckets.astype("<u4"),
        "hashes": np.array([row[1] for row in rows], "<u4"),
        "postings": np.array([row[2] for row in rows], "<u4"),
        "first_hashes": np.array(firsts, "<u4"),
        "first_lengths": np.array([lengths[first] for first in firsts], "u1"),
    }


def _packed(sections: dict[str, Array], header: dict[str, Any]) -> bytes:
    """The whole file. The header tells where sections are, and its own length moves them: until both agree."""
    packed = b""
    while True:
        at, where = _aligned(16 + len(packed)), {}
        body = b""
        for name, array in sections.items():
            data = array.tobytes()
            where[name] = [at + len(body), len(data)]
            body += data + bytes(-len(data) % 8)
        full = {**header, "sections": where, "size": at + len(body), "crc32": zlib.crc32(body)}
        packed = json.dumps(full, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
        packed += b" " * (-len(packed) % 64)
        if _aligned(16 + len(packed)) == at:
            front = MAGIC + len(packed).to_bytes(4, "little") + zlib.crc32(packed).to_bytes(4, "little") + packed
            return front + bytes(at - len(front)) + body


def _aligned(at: int) -> int:
    return (at + 7) // 8 * 8
