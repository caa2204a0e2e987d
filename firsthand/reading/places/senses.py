"""The names of places in a report, each with its mentions, its candidates and what qualifies it.

One sense a discourse (Gale, Church and Yarowsky 1992): a name means the same place all through a report, except where
the report itself qualifies it in two ways ("Paris, Texas" and "Paris, France").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from firsthand.gazetteer import Entry, Match, lookup
from firsthand.reading.places.toponyms import Toponym
from firsthand.schema import PlaceKind

MOST_CANDIDATES = 60
"""Of one name, the most populous: hardly any name has more, and of those that do the rest are hamlets."""
_WIDE: tuple[PlaceKind, ...] = ("country", "region", "district")

_AFTER = re.compile(r"(?:,\s?|\s\(|\sin\s)((?:the\s)?[A-Z][\w.’'-]{0,30}(?:\s(?:of\s|and\s)?[A-Z][\w.’'-]{0,30}){0,3})")
_BEFORE = re.compile(
    r"([A-Z][\w.’-]{0,30}(?:\s[A-Z][\w.’-]{0,30}){0,2})(?:[’']s?)?\s"
    r"(?:(?:region|province|state|county|oblast|district|prefecture|governorate)(?:[’']s)?\s)?"
    r"(?:(?:capital|port|border|resort|mining|industrial|market|university|seaside|coastal|holiday)\s)?"
    r"(?:city|town|village|suburb|hamlet|settlement|capital|port|resort|community|municipality|county|province|state"
    r"|region|district|island)(?:\sof)?\s$"
)
_KIND_BEFORE = re.compile(
    r"\b(?:(cit(?:y|ies)|towns?|villages?|suburbs?|hamlet|settlement|port|municipality)|(count(?:y|ies)|districts?|parish)"
    r"|(states?|provinces?|regions?|oblast)|(republic|kingdom|nation)|(rivers?|lakes?|islands?|mount|gulf))\sof(?:\sthe)?\s$",
    re.I,
)
_KIND_AFTER = re.compile(
    r"\s(?:(city|town|village)|(county|counties|parish|district)|(state|province|region|oblast|governorate|prefecture)"
    r"|(republic)|(river|lake|islands?|mountains?|sea|valley))\b(?!\s+(?:council|hall|university|college|school))",
    re.I,
)
_KINDS: tuple[PlaceKind, ...] = ("settlement", "district", "region", "country", "feature")
_OPENING = re.compile(
    r"^(?:[Tt]he\s+|(?:[Cc]ity|[Tt]own|[Vv]illage|[Ss]tate|[Cc]ounty|[Pp]rovince|[Rr]epublic|[Kk]ingdom)\s+of\s+"
    r"|(?:[Gg]reater|[Dd]owntown|[Uu]ptown|[Cc]entral|[Uu]pstate|[Mm]etro(?:politan)?|[Mm]ainland|rural|suburban|inner|outer"
    r"|occupied|(?:[Nn]orth|[Ss]outh|[Ee]ast|[Ww]est|[Mm]id)(?:(?:[Ee]ast|[Ww]est)?ern)?(?:[-\s]?(?:[Ee]ast|[Ww]est)(?:ern)?)?)"
    r"[-\s]+)"
)
"""What may stand before a name and say which part of it, or that it is one."""
_CLOSING = re.compile(r"(?:[’'][sS]?|\s+(?:city|town|area|region|metro|proper|mainland))$")
_LARGE = 100_000
"""Inhabitants of a place of which "North X" is likelier a part than another place altogether."""


class Sense(NamedTuple):
    """One name in one sense."""

    name: str
    """The words as they first stand."""
    mentions: tuple[int, ...]
    """Indexes into the toponyms."""
    matches: tuple[Match, ...]
    whole: bool
    """Whether the gazetteer knows all of the words ("Venezuela") or only a part ("southern Venezuela")."""
    within: frozenset[str]
    """Codes of the countries, regions and districts that qualify the name (see ``codes_of``)."""
    kinds: frozenset[PlaceKind]
    """What the words beside it say that it is ("the city of ...")."""


def senses_of(text: str, toponyms: Sequence[Toponym]) -> list[Sense]:
    """The senses in the order of their first mentions; each toponym is in exactly one."""
    qualifiers = [_qualifiers(text, t) for t in toponyms]
    known = {words: candidates_of(words) for words in dict.fromkeys(text[t.start : t.end] for t in toponyms)}
    groups: dict[str, list[int]] = {}
    for i, toponym in enumerate(toponyms):
        groups.setdefault(known[text[toponym.start : toponym.end]].name, []).append(i)
    made: list[Sense] = []
    for group in groups.values():
        first = toponyms[group[0]]
        found = known[text[first.start : first.end]]
        for part, within in _apart(group, qualifiers, found.matches):
            kinds = frozenset[PlaceKind](k for i in part for k in _kinds_beside(text, toponyms[i]))
            made.append(Sense(text[first.start : first.end], tuple(part), found.matches, found.whole, within, kinds))
    return sorted(made, key=lambda s: s.mentions[0])


def codes_of(entry: Entry) -> tuple[str | None, str | None, str | None]:
    """Codes of the country, the region and the district that the place is or lies in: "US", "US.LA", "US.LA/Rapides
    Parish"."""
    district = entry.name if entry.kind == "district" else entry.district
    return entry.country, entry.region, f"{entry.region}/{district}" if district else None


class Known(NamedTuple):
    """What the gazetteer knows of a name: under which of its words, in lower case, and whether those are all."""

    name: str
    matches: tuple[Match, ...]
    whole: bool


def candidates_of(words: str) -> Known:
    """What the gazetteer has under the words, or else under what is left of them without ones such as "southern"."""
    name = " ".join(words.split())
    whole = True
    while True:
        found = lookup(name)
        if found:
            break
        less = _CLOSING.sub("", name)
        if less == name:
            less = _OPENING.sub("", name)
            whole = whole and name.casefold() == f"the {less.casefold()}"
        if less == name or not less:
            break
        name = less
    if not whole and name != words and words[0].isupper():
        found = tuple(m for m in found if m.entry.kind in ("country", "region") or m.entry.population >= _LARGE)
    if whole and name.isalpha() and name[0].isupper():
        have = {m.entry.index for m in found}
        found += tuple(m for m in lookup(f"{name} County") if m.entry.index not in have and m.form == "name")
    return Known(name.casefold(), found[:MOST_CANDIDATES], whole)


def _apart(
    group: Sequence[int], qualifiers: Sequence[frozenset[str]], matches: Sequence[Match]
) -> list[tuple[list[int], frozenset[str]]]:
    """The mentions of one name, parted where they are qualified by different countries or regions that both have a
    place of that name. A mention without a qualifier goes with the one before it, else with the first."""
    known = frozenset(code for m in matches for code in codes_of(m.entry) if code)
    parts: list[tuple[list[int], frozenset[str]]] = []
    at = 0
    for i in group:
        own = qualifiers[i] & known
        if not own and parts:
            parts[at][0].append(i)
            continue
        at = next((k for k, (_, codes) in enumerate(parts) if not own or not codes or codes & own), len(parts))
        if at == len(parts):
            parts.append(([], own))
        parts[at][0].append(i)
        parts[at] = (parts[at][0], parts[at][1] | own)
    return parts


def _qualifiers(text: str, toponym: Toponym) -> frozenset[str]:
    """Codes of what the words right after or before the name say it lies in."""
    codes: set[str] = set()
    after = _AFTER.match(text, toponym.end)
    if after:
        codes.update(_codes(after.group(1), from_end=False))
    before = _BEFORE.search(text[max(0, toponym.start - 120) : toponym.start])
    if before:
        codes.update(_codes(before.group(1), from_end=True))
    return frozenset(codes)


def _codes(words: str, from_end: bool) -> tuple[str, ...]:
    """The code of the longest run of the words, from one end, that names a country, region or district."""
    parts = words.split()
    for n in range(len(parts), 0, -1):
        run = parts[-n:] if from_end else parts[:n]
        name = re.sub(r"[’']s?$", "", " ".join(run))
        for candidate in (name, name.rstrip(".")):
            codes = (
                codes_of(m.entry)[_WIDE.index(m.entry.kind)] for m in lookup(candidate)[:20] if m.entry.kind in _WIDE
            )
            held = tuple(code for code in codes if code)
            if held:
                return held
    return ()


def _kinds_beside(text: str, toponym: Toponym) -> list[PlaceKind]:
    made: list[PlaceKind] = []
    before = _KIND_BEFORE.search(text[max(0, toponym.start - 30) : toponym.start])
    for found in (before, _KIND_AFTER.match(text, toponym.end)):
        if found and found.lastindex:
            made.append(_KINDS[found.lastindex - 1])
    return made
