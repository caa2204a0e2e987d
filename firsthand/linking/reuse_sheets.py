"""What comparing two reports needs of each: its words, which of them are quoted, and the facts of every sentence.

All of it is computed from the dossier alone. A sheet is made once for a run of comparisons (``sheet_of`` remembers the
last few) and never kept.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import NamedTuple

from firsthand.linking.alignment import RUN, Floats
from firsthand.linking.parts import Dossier, vectors_of
from firsthand.reading.quotations import find_quotations
from firsthand.schema import Report, Span

PHRASE = 4
"""Words in a row that show a quotation to be the same; a quotation of fewer words shows nothing."""
_WORD = re.compile(r"[^\W_]+(?:[.,]\d+)*")
_POSSESSIVE = re.compile(r"[’'](?:s\b)?")
_NAME = re.compile(r"(?:[^\W\d_]|[’'-](?=\w))+")
_LENGTH = re.compile(r"(PT?)(\d+(?:\.\d+)?)([HMDWY])")
_IN_MINUTES = {"PTM": 1, "PTH": 60, "PD": 1440, "PW": 10080, "PM": 43830, "PY": 525960}
_DAY = timedelta(days=1)
_MADE = 256
"""Sheets remembered: comparing one report with its candidates needs the same ones again and again."""


class Sheet(NamedTuple):
    """A report made ready for comparing. ``words`` are those of its sentences, folded; the rest is parallel to them."""

    dossier: Dossier
    words: tuple[str, ...]
    spans: tuple[Span, ...]
    runs: frozenset[tuple[str, ...]]
    """Every RUN words in a row."""
    phrases: frozenset[tuple[str, ...]]
    """Every PHRASE words in a row."""
    quoted: bytes
    """1 for a word between quotation marks."""
    sentence: tuple[int, ...]
    """The sentence of each word."""
    paragraph: tuple[int, ...]
    """The paragraph of each sentence."""
    vectors: Floats
    """(sentences, 384)"""
    clauses: Floats
    """(clauses, 384) in the order of the text."""
    facts: tuple[frozenset[str], ...]
    """For each sentence the names, numbers, days, clock times and lengths of time in it."""
    amounts: tuple[tuple[float, ...], ...]
    """For each sentence its counts and measures, and its lengths of time in minutes."""
    quotes: tuple[tuple[str, ...], ...]
    """The words of each quotation, in order."""
    people: tuple[str, ...]
    """The last names of people whom statements are laid to."""
    known: tuple[datetime, datetime] | None
    """The report was published at or after the first and before the second; ``None`` when it gives no time."""


@lru_cache(maxsize=_MADE)
def sheet_of(dossier: Dossier) -> Sheet:
    """The sheet of one report."""
    text = dossier.text
    paragraphs = [Span(p.start, p.end) for p in dossier.reading.passages if p.kind == "paragraph"]
    quotations = [q for q in find_quotations(text, paragraphs) if q.depth == 0]
    words: list[str] = []
    spans: list[Span] = []
    sentence: list[int] = []
    for number, stretch in enumerate(dossier.sentences):
        for match in _WORD.finditer(text, stretch.start, stretch.end):
            words.append(match[0].casefold())
            spans.append(Span(match.start(), match.end()))
            sentence.append(number)
    starts = [span.start for span in spans]
    quoted = bytearray(len(words))
    quotes: list[tuple[str, ...]] = []
    for quotation in quotations:
        first, last = bisect_right(starts, quotation.start), bisect_right(starts, quotation.end - 1)
        quoted[first:last] = b"\1" * (last - first)
        quotes.append(tuple(words[first:last]))
    vectors = vectors_of(dossier)
    return Sheet(
        dossier=dossier,
        words=tuple(words),
        spans=tuple(spans),
        runs=frozenset(zip(*(words[i:] for i in range(RUN)), strict=False)),
        phrases=frozenset(zip(*(words[i:] for i in range(PHRASE)), strict=False)),
        quoted=bytes(quoted),
        sentence=tuple(sentence),
        paragraph=tuple(bisect_right([p.start for p in paragraphs], s.start) - 1 for s in dossier.sentences),
        vectors=vectors[: len(dossier.sentences)],
        clauses=vectors[[number for _, number in sorted((p.spans[0].start, p.vector) for p in dossier.propositions)]],
        facts=_facts(dossier),
        amounts=_amounts(dossier),
        quotes=tuple(quotes),
        people=_people(dossier),
        known=published_between(dossier.reading.report),
    )


def published_between(report: Report) -> tuple[datetime, datetime] | None:
    """The earliest and latest moment at which the report can have been published.

    A day without a time is any moment of it in any zone's reckoning of UTC's day; a capture only says "not after".
    """
    stated = _moment(report.published or report.modified)
    if stated:
        return stated
    captured = _moment(report.captured)
    return (datetime.min.replace(tzinfo=UTC), captured[1]) if captured else None


def _moment(value: str | None) -> tuple[datetime, datetime] | None:
    if not value:
        return None
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    try:
        return (moment, moment + _DAY) if "T" not in value and len(value) <= 10 else (moment, moment)
    except OverflowError:
        return None


def _facts(dossier: Dossier) -> tuple[frozenset[str], ...]:
    text, reading = dossier.text, dossier.reading
    found: list[set[str]] = [set() for _ in dossier.sentences]
    starts = [span.start for span in dossier.sentences]

    def put(start: int, fact: str) -> None:
        at = bisect_right(starts, start) - 1
        if at >= 0 and start < dossier.sentences[at].end:
            found[at].add(fact)

    for quantity in reading.quantities:
        put(quantity.start, f"{quantity.value:g}")
    for time in reading.times:
        if time.value and "T" in time.value and time.type == "TIME":
            put(time.start, "at " + time.value.split("T")[1])
        elif time.value and (time.type == "DURATION" or len(time.value) > 4):
            put(time.start, time.value)
    for place in reading.places:
        if place.geonameid is not None:
            put(place.start, f"place {place.geonameid}")
    for at, stretch in enumerate(dossier.sentences):
        names = _NAME.finditer(text, stretch.start, stretch.end)
        next(names, None)  # a sentence's first word is capital whatever it is
        found[at].update(name for match in names if len(name := _name(match[0])) > 2 and match[0][0].isupper())
    return tuple(frozenset(facts) for facts in found)


def _amounts(dossier: Dossier) -> tuple[tuple[float, ...], ...]:
    starts = [span.start for span in dossier.sentences]
    found: list[list[float]] = [[] for _ in dossier.sentences]
    reading = dossier.reading
    lengths = [(time.start, minutes) for time in reading.times if (minutes := _minutes(time.value))]
    for start, value in [*((q.start, q.value) for q in reading.quantities), *lengths]:
        at = bisect_right(starts, start) - 1
        if at >= 0 and value > 0:
            found[at].append(value)
    return tuple(tuple(amounts) for amounts in found)


def _minutes(value: str | None) -> float | None:
    match = _LENGTH.fullmatch(value or "")
    return float(match[2]) * _IN_MINUTES[match[1] + match[3]] if match else None


def _name(word: str) -> str:
    return _POSSESSIVE.sub("", word).casefold()


def _people(dossier: Dossier) -> tuple[str, ...]:
    people = [s for s in dossier.reading.sources if s.category == "person" and s.kind != "unnamed"]
    lasts = (_NAME.findall(person.name) for person in people)
    return tuple(dict.fromkeys(_name(names[-1]) for names in lasts if names))
