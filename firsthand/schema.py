"""The records that flow through Firsthand.

Every record is frozen and holds plain values, so that the output of one stage is the whole input of the next. The
names are those of the reading contract (``docs/reading-contract.md``): the JSON that ``firsthand read --json`` prints
is these records, field for field. ``None`` always means *not stated or not found*; nothing is ever filled in by
guessing.

Spans count Unicode code points of ``Report.text``, which is never rewritten, so ``text[span.start:span.end]`` cuts
out the words as they stand (W3C Web Annotation, TextPositionSelector).
"""

from __future__ import annotations

from typing import Literal

import msgspec

PassageKind = Literal["header", "headline", "dateline", "paragraph", "caption", "credit", "boilerplate"]
SourceKind = Literal["named", "pseudonymous", "unnamed"]
SourceCategory = Literal["person", "group", "organisation", "document"]
Mode = Literal["direct", "indirect", "mixed"]
Stance = Literal[
    "says", "claims", "denies", "confirms", "announces", "alleges", "warns", "asks", "orders", "believes", "declines",
    "rumour",
]  # fmt: skip
RelayHow = Literal["told", "obtained", "published", "reported", "translated"]
CaveatKind = Literal["unverified", "no-response", "declined", "awaiting-comment"]


class Record(msgspec.Struct, frozen=True):
    """The base of all records: immutable, compared by value, written to JSON in the order of its fields."""


class Span(msgspec.Struct, frozen=True):
    """A stretch of a report's text, ``start`` included and ``end`` excluded, in Unicode code points."""

    start: int
    end: int


class Report(Record, frozen=True, kw_only=True):
    """One news item as it was captured.

    Times are ISO 8601 with the zone they were stated in (``Z`` for UTC), or a bare date where only a day was stated.
    """

    id: str
    """The identifier that the input carried, else the SHA-256 of the text."""
    file: str | None = None
    url: str | None = None
    outlet: str | None = None
    title: str | None = None
    published: str | None = None
    modified: str | None = None
    captured: str | None = None
    language: str | None = None
    author: str | None = None
    agency: str | None = None
    """The agency that the input's own metadata names as supplier; never inferred from the text (see ``Origin``)."""
    sha256: str
    """SHA-256 of the bytes that were taken in (of the JSON line for JSON Lines)."""
    text: str


class Passage(Record, frozen=True, kw_only=True):
    """A stretch of a report that plays one role."""

    kind: PassageKind
    start: int
    end: int


class Source(Record, frozen=True, kw_only=True):
    """Whoever statements are laid to: one person, group, organisation or document, with every mention of it."""

    id: str
    name: str
    """The fullest name the report gives, else the source's own words ("a senior official"). Never a guess."""
    aliases: tuple[str, ...] = ()
    kind: SourceKind
    category: SourceCategory
    role: str | None = None
    mentions: tuple[Span, ...] = ()


class Addressee(Record, frozen=True, kw_only=True):
    """Whom a statement was said to: one of the reading's sources where it is one, and the words that say so."""

    source: str | None = None
    name: str | None = None
    start: int
    end: int


class Said(Record, frozen=True, kw_only=True):
    """When a statement was said (TIMEX3 value), and the words that show it."""

    value: str | None
    start: int
    end: int


class Relay(Record, frozen=True, kw_only=True):
    """One hop between a statement's source and this report, and the words that show it."""

    source: str | None = None
    name: str | None = None
    how: RelayHow
    start: int | None = None
    end: int | None = None


class Statement(Record, frozen=True, kw_only=True):
    """One attribution: content, the cue that introduces it, and the source it is laid to."""

    id: str
    source: str | None = None
    source_span: Span | None = None
    cue: tuple[Span, ...] = ()
    content: tuple[Span, ...]
    mode: Mode
    stance: Stance
    negated: bool = False
    addressee: Addressee | None = None
    within: str | None = None
    """The id of the statement whose content holds this one (nested attribution)."""
    said: Said | None = None
    relay: tuple[Relay, ...] = ()
    """Nearest to the speaker first."""
    confidence: float
    """Calibrated: of statements given 0.8, about four in five are right (see ``docs/model-card.md``)."""


class Time(Record, frozen=True, kw_only=True):
    """A time expression and its TIMEX3 value (ISO-TimeML)."""

    start: int
    end: int
    type: Literal["DATE", "TIME", "DURATION", "SET"]
    value: str | None


class Place(Record, frozen=True, kw_only=True):
    """A place that the text names."""

    start: int
    end: int
    name: str
    lat: float | None = None
    lon: float | None = None
    country: str | None = None
    geonameid: int | None = None
    use: Literal["literal", "associative"] = "literal"


class Quantity(Record, frozen=True, kw_only=True):
    """A count or measure with what is counted."""

    start: int
    end: int
    value: float
    unit: str | None = None
    approximate: bool = False


class Caveat(Record, frozen=True, kw_only=True):
    """A limit that the report itself states."""

    kind: CaveatKind
    by: str | None = None
    """Who could not verify, did not answer or declined: a source's id where it is one, else the words as they stand."""
    start: int
    end: int


class Origin(Record, frozen=True, kw_only=True):
    """The outlet whose own work the text shows, with the words that show it."""

    outlet: str
    because: str
    start: int
    end: int
    confidence: float


class Reading(Record, frozen=True, kw_only=True):
    """All that one report yields. A pure function of the report and the weights."""

    report: Report
    passages: tuple[Passage, ...] = ()
    sources: tuple[Source, ...] = ()
    statements: tuple[Statement, ...] = ()
    times: tuple[Time, ...] = ()
    places: tuple[Place, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    caveats: tuple[Caveat, ...] = ()
    origin: Origin | None = None


def to_json(record: msgspec.Struct) -> str:
    """The record as one line of JSON, in the contract's field order, with non-ASCII letters as they are."""
    return msgspec.json.encode(record).decode("utf-8")


def reading_from_json(line: str | bytes) -> Reading:
    """A reading from the line of JSON that ``to_json`` wrote.

    Raises ``msgspec.ValidationError`` or ``msgspec.DecodeError`` when the line is not a reading.
    """
    return msgspec.json.decode(line, type=Reading)
