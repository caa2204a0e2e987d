"""What the words right beside a name say about it: what it lies in ("Paris, Texas") and what it is ("Oblast")."""

from __future__ import annotations

import re
from typing import NamedTuple

from firsthand.gazetteer import Entry, Match, lookup
from firsthand.reading.places.toponyms import Toponym
from firsthand.schema import PlaceKind

_WIDE: tuple[PlaceKind, ...] = ("country", "region", "district")
_LARGE = 300_000
"""Inhabitants of a city that may be the next member of a list rather than a region ("New York")."""

_NAME = r"[A-Z][\w.’'-]{0,30}(?:\s(?:of\s|and\s)?[A-Z][\w.’'-]{0,30}){0,3}"
_AFTER = re.compile(rf"(?:,\s?|\s\(|\sin\s)((?:the\s)?{_NAME})")
_BEFORE = re.compile(
    r"([A-Z][\w.’-]{0,30}(?:\s[A-Z][\w.’-]{0,30}){0,2})\s"
    r"(?:(?:region|province|state|county|oblast|district|prefecture|governorate)(?:[’']s)?\s)?"
    r"(?:(?:capital|port|border|resort|mining|industrial|market|university|seaside|coastal|holiday)\s)?"
    r"(?:city|town|village|suburb|hamlet|settlement|capital|port|resort|community|municipality|county|province|state"
    r"|region|district|island)(?:\sof)?\s$"
)
_KIND_BEFORE = re.compile(
    r"\b(?:(city|town|village|suburb|hamlet|settlement|port|municipality)|(county|district)"
    r"|(state|province|region|oblast)|(republic|kingdom)|(river|lake|island|gulf))\sof(?:\sthe)?\s$",
    re.I,
)
_KIND_AFTER = re.compile(
    r"\s(?:(city|town|village)|(county|parish|district)|(state|province|region|oblast|governorate|prefecture)"
    r"|(republic)|(river|lake|island|mountains?|sea|valley))\b"
    r"(?!\s+(?:council|hall|university|college|school|department|police))",
    re.I,
)
_KINDS: tuple[PlaceKind, ...] = ("settlement", "district", "region", "country", "feature")


class Beside(NamedTuple):
    """What stands beside one mention of a name."""

    within: frozenset[str]
    """Codes (see ``codes_of``) of what it may be said to lie in."""
    surely: bool
    """Whether that can hardly be another member of a list."""
    kinds: frozenset[PlaceKind]
    """What it is said to be, before it ("the city of ...")."""
    after: frozenset[PlaceKind]
    """What it is said to be, after it ("... city"), unless it is a country or a region and that lies there."""


def beside(text: str, toponym: Toponym) -> Beside:
    """What the words right before and after the toponym say about it."""
    within: set[str] = set()
    surely = True
    after = _AFTER.match(text, toponym.end)
    before = _BEFORE.search(text[max(0, toponym.start - 120) : toponym.start])
    for found, from_end in ((after, False), (before, True)):
        codes, sure = _codes(found.group(1), from_end) if found else ((), True)
        within.update(codes)
        surely &= sure
    kind_before = _KIND_BEFORE.search(text[max(0, toponym.start - 30) : toponym.start])
    return Beside(frozenset(within), surely, _kinds(kind_before), _kinds(_KIND_AFTER.match(text, toponym.end)))


def known_as(name: str) -> tuple[Match, ...]:
    """What the gazetteer has under the name, save abbreviations in other letters: "Va." is Virginia and so is "VA", but
    "Va" is not."""
    return tuple(m for m in lookup(name) if m.cased or m.form != "abbreviation" or name.endswith("."))


def codes_of(entry: Entry) -> tuple[str | None, str | None, str | None]:
    """Codes of the country, the region and the district that the place is or lies in: "US", "US.LA", "US.LA/Rapides
    Parish"."""
    district = entry.name if entry.kind == "district" else entry.district
    return entry.country, entry.region, f"{entry.region}/{district}" if district else None


def _kinds(found: re.Match[str] | None) -> frozenset[PlaceKind]:
    return frozenset({_KINDS[found.lastindex - 1]} if found and found.lastindex else ())


def _codes(words: str, from_end: bool) -> tuple[tuple[str, ...], bool]:
    """The codes of the longest run of the words, from one end, that names a country, region or district; and whether it
    names no large city."""
    parts = words.split()
    for n in range(len(parts), 0, -1):
        name = re.sub(r"[’']s?$", "", " ".join(parts[-n:] if from_end else parts[:n]))
        for candidate in dict.fromkeys((name, name.rstrip("."))):
            matches = [m for m in known_as(candidate) if from_end or m.form != "demonym"][:20]
            wide = [m.entry for m in matches if m.entry.kind in _WIDE]
            codes = tuple(code for e in wide if (code := codes_of(e)[_WIDE.index(e.kind)]))
            if codes:
                city = any(m.entry.kind == "settlement" and m.entry.population >= _LARGE for m in matches)
                return codes, not city
    return (), True
