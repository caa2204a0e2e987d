"""The names of places in a report, each with its mentions, its candidates and what qualifies it.

One sense a discourse (Gale, Church and Yarowsky 1992): a name means the same place all through a report, except where
the report itself qualifies it in two ways ("Paris, Texas" and "Paris, France").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from firsthand.gazetteer import Match, lookup
from firsthand.reading.places.beside import Beside, beside, codes_of, known_as
from firsthand.reading.places.toponyms import Toponym
from firsthand.schema import PlaceKind

MOST_CANDIDATES = 60
"""Of one name, the most populous: hardly any name has more, and of those that do the rest are hamlets."""
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
_METROPOLIS = 1_000_000
"""Inhabitants of a city that lists name beside others: "Rome, New York and London" says nothing of Rome."""


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


def senses_of(text: str, toponyms: Sequence[Toponym]) -> list[Sense]:
    """The senses in the order of their first mentions; each toponym is in exactly one."""
    about = [beside(text, t) for t in toponyms]
    known = {words: candidates_of(words) for words in dict.fromkeys(text[t.start : t.end] for t in toponyms)}
    groups: dict[tuple[str, frozenset[PlaceKind]], list[int]] = {}
    for i, toponym in enumerate(toponyms):
        found = known[text[toponym.start : toponym.end]]
        kinds = _said(about[i], found.matches)
        groups.setdefault((found.name, kinds - {"settlement"}), []).append(i)
    made: list[Sense] = []
    for (_, kinds), group in groups.items():
        first = toponyms[group[0]]
        found = known[text[first.start : first.end]]
        said = kinds or frozenset(k for i in group for k in _said(about[i], found.matches))
        matches = tuple(m for m in found.matches if m.entry.kind in said) or found.matches
        if any(m.entry.population >= _METROPOLIS for m in matches if m.entry.kind == "settlement"):
            stated = [b if b.surely else b._replace(within=frozenset[str]()) for b in about]
        else:
            stated = about
        for part, within in _apart(group, stated, matches):
            mentioned = tuple(part)
            sure = any(stated[i].surely and stated[i].within & within for i in part)
            held = _held(matches, within) if sure else matches
            made.append(Sense(text[first.start : first.end], mentioned, held, found.whole, within))
    return sorted(made, key=lambda s: s.mentions[0])


def _said(about: Beside, matches: Sequence[Match]) -> frozenset[PlaceKind]:
    """What one mention is said to be, as far as candidates are that: "Donetsk region", but not "U.S. city"."""
    have = {m.entry.kind for m in matches}
    after = about.after
    if "country" in have or ("region" in have and "region" not in after) or any(m.form == "demonym" for m in matches):
        after = frozenset[PlaceKind]()
    return (about.kinds | after) & have


def _held(matches: tuple[Match, ...], within: frozenset[str]) -> tuple[Match, ...]:
    """The candidates that lie in what the report says; all where one is a country or region itself, since the words may
    then be a list ("Georgia, Armenia and Turkey")."""
    if any(m.entry.kind in ("country", "region") and m.form == "name" for m in matches):
        return matches
    return tuple(m for m in matches if within.intersection(codes_of(m.entry))) or matches


class Known(NamedTuple):
    """What the gazetteer knows of a name: under which of its words, in lower case unless the capitals tell it from
    another name ("US", "us"), and whether those are all."""

    name: str
    matches: tuple[Match, ...]
    whole: bool


def candidates_of(words: str) -> Known:
    """What the gazetteer has under the words, or else under what is left of them without ones such as "southern"."""
    name = " ".join(words.split())
    whole = True
    while True:
        found = known_as(name)
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
    capitals_tell = not found or any(m.form == "abbreviation" for m in found)
    return Known(name if capitals_tell else name.casefold(), found[:MOST_CANDIDATES], whole)


def _apart(
    group: Sequence[int], about: Sequence[Beside], matches: Sequence[Match]
) -> list[tuple[list[int], frozenset[str]]]:
    """The mentions of one name, parted where they are said to lie in different countries or regions that both have a
    place of that name. A mention of which nothing is said goes with the one before it, else with the first."""
    known = frozenset(code for m in matches for code in codes_of(m.entry) if code)
    parts: list[tuple[list[int], frozenset[str]]] = []
    at = 0
    for i in group:
        own = about[i].within & known
        if not own and parts:
            parts[at][0].append(i)
            continue
        at = next((k for k, (_, codes) in enumerate(parts) if not own or not codes or codes & own), len(parts))
        if at == len(parts):
            parts.append(([], own))
        parts[at][0].append(i)
        parts[at] = (parts[at][0], parts[at][1] | own)
    return parts
