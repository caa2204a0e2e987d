"""What a report tells about its whereabouts apart from the names of places in its text: its outlet, its address, the
telephone codes and states it mentions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from firsthand.gazetteer import Match, lookup
from firsthand.reading.places.outlets import Home, home_of
from firsthand.schema import Passage, Report

_NEWS = (
    "news|times|daily|herald|post|press|tribune|gazette|journal|register|record|courier|star|sun|chronicle|ledger"
    "|telegraph|examiner|enquirer|inquirer|observer|dispatch|sentinel|review|reporter|leader|mail|express|echo|globe"
    "|mercury|beacon|citizen|advocate|advertiser|independent|online|today|local|live|web|tv|radio|online|weekly"
    "|morning|evening|sunday|standard|argus|bulletin|banner|democrat|republican|republic|standard|world|voice|city"
)
_HOST = re.compile(r"^(?:[a-z]+://)?(?:[^/@]*@)?([^/:?#]+)", re.I)
_NEWS_END = re.compile(rf"(?:{_NEWS})s?$")
_NEWS_START = re.compile(rf"^(?:the|my|this ?is|{_NEWS})")
_SECOND_LEVEL = frozenset({"co", "com", "org", "net", "gov", "ac", "edu", "news"})
_NOT_COUNTRIES = frozenset({"co", "tv", "me", "io", "ai", "fm", "ly", "cc", "ws", "to", "la", "gg", "eu", "uk"})
"""Top-level domains of two letters that are sold the world over, or are no country's ISO code."""


class Clues(NamedTuple):
    """The report's own place, as its outlet shows it."""

    outlet: str
    """Letters of the outlet's name and host, run together: "dallasnews"."""
    country: str | None
    """By the host's top-level domain, or its known home."""
    of_no_country: bool
    """Whether the host's top-level domain is one of those that are customary in the United States."""
    home: str
    """What is left of the outlet's name or host without words such as "News", where the gazetteer knows it."""
    homes: tuple[Match, ...]
    """What the gazetteer knows under it."""
    title: str
    """Letters of the title, run together with single spaces."""
    dateline: tuple[int, int] | None
    """The stretch of the text that is its dateline, if it has one."""


def clues_of(report: Report, passages: Sequence[Passage]) -> Clues:
    """The clues that the report's metadata and passages give."""
    found = _HOST.match(report.url or "")
    labels = found.group(1).lower().split(".") if found else []
    if labels and labels[0] == "www":
        labels = labels[1:]
    country, top = None, ""
    if len(labels) > 1:
        top = labels.pop()
        if len(top) == 2 and top not in _NOT_COUNTRIES:
            country = top.upper()
        elif top == "uk":
            country = "GB"
        if len(labels) > 1 and labels[-1] in _SECOND_LEVEL:
            labels.pop()
    named = [*labels, *([report.outlet] if report.outlet else [])]
    known = home_of(found.group(1).lower().removeprefix("www.")) if found else None
    if known:
        country = known.within[:2]
        home, homes = _known(known)
    else:
        home, homes = next((h for h in map(_home, named) if h[1]), ("", ()))
    dateline = next(((p.start, p.end) for p in passages if p.kind == "dateline"), None)
    outlet = " ".join(squeezed(n) for n in named)
    return Clues(
        outlet,
        country,
        top in ("com", "net", "org"),
        home,
        homes,
        " ".join((report.title or "").casefold().split()),
        dateline,
    )


def squeezed(words: str) -> str:
    """Only letters and digits, in lower case."""
    return "".join(c for c in words.casefold() if c.isalnum())


def _known(home: Home) -> tuple[str, tuple[Match, ...]]:
    """The largest settlement of the name in the region or country: the one that has the newspaper."""
    for match in lookup(home.city):
        if match.entry.kind == "settlement" and home.within in (match.entry.country, match.entry.region):
            return home.city, (match,)
    return "", ()


def _home(name: str) -> tuple[str, tuple[Match, ...]]:
    """The places that the outlet's name holds: the name less news words at either end, as long as some are left."""
    left = name.casefold()
    while len(left) > 3:
        found = tuple(m for m in lookup(left) if m.form in ("name", "variant"))
        if found:
            return left, found[:20]
        less = _NEWS_END.sub("", left).strip(" -")
        if less == left:
            less = _NEWS_START.sub("", left).strip(" -")
        if less == left:
            break
        left = less
    return "", ()
