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
TimeType = Literal["DATE", "TIME", "DURATION", "SET"]
TimeMod = Literal[
    "BEFORE", "AFTER", "ON_OR_BEFORE", "ON_OR_AFTER", "LESS_THAN", "MORE_THAN", "EQUAL_OR_LESS", "EQUAL_OR_MORE",
    "START", "MID", "END", "APPROX",
]  # fmt: skip
Clock = Literal["published", "dateline", "captured"]
PlaceUse = Literal["literal", "associative"]
PlaceKind = Literal["country", "region", "district", "settlement", "feature"]
CaveatKind = Literal["unverified", "no-response", "declined", "awaiting-comment"]
DerivationKind = Literal["copy", "edited", "rewrite", "cites"]
Direction = Literal["time", "citation", "credit", "containment"]
Alignment = Literal["verbatim", "reworded", "cited"]
ClaimStance = Literal["asserts", "denies", "rumour"]
StepHow = Literal["said", "published", "relayed", "heard", "copy", "edited", "rewrite", "cites"]
ConflictKind = Literal["numbers", "times", "denial", "assertions"]


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
    forwarded_from: str | None = None
    """The channel or person that a chat message was forwarded from, as the message itself says."""
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
    times: tuple[int, ...] = ()
    """What the content is about: indexes into the reading's ``times``; so with ``places`` and ``quantities``."""
    places: tuple[int, ...] = ()
    quantities: tuple[int, ...] = ()
    confidence: float
    """Calibrated: of statements given 0.8, about four in five are right (see ``docs/model-card.md``)."""


class Time(Record, frozen=True, kw_only=True):
    """A time expression and its value in TIMEX3 (ISO-TimeML)."""

    start: int
    end: int
    type: TimeType
    value: str | None
    """What the text fixes and no more: a year where it gives a year. ``None`` where ``unresolved`` says why."""
    mod: TimeMod | None = None
    """TIMEX3's modifier: "about a year" is APPROX, "late March" END."""
    clock: Clock | None = None
    """Which of the report's own times the value was reckoned from; ``None`` where the words suffice."""
    anchor: Span | None = None
    """The event or time in the text that the value was reckoned from ("the day before *the video was released*")."""
    unresolved: str | None = None
    """Why there is no value, or only one without a date ("no date of publication")."""


class Place(Record, frozen=True, kw_only=True):
    """A place that the text names."""

    start: int
    end: int
    name: str
    """The gazetteer's name for it, or, unresolved, the words as they stand."""
    lat: float | None = None
    lon: float | None = None
    country: str | None = None
    """ISO 3166-1, two letters."""
    geonameid: int | None = None
    use: PlaceUse = "literal"
    kind: PlaceKind | None = None
    unresolved: str | None = None
    """Why it has no coordinates ("not in the gazetteer")."""


class Quantity(Record, frozen=True, kw_only=True):
    """A count or measure with what is counted."""

    start: int
    end: int
    value: float
    """The lower end of a range; of a fraction of another count ("four of the 30") the part."""
    unit: str | None = None
    """What is counted or measured: the words' head in the singular or plural as it stands, a unit's symbol ("km", "%"),
    or a currency's ISO 4217 code."""
    approximate: bool = False
    high: float | None = None
    """The upper end of a range ("between 10 and 15")."""
    bound: Literal["at least", "at most"] | None = None
    whole: float | None = None
    """What the value is a part of: 30 in "four of the 30"."""


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


class AlignedPassage(Record, frozen=True, kw_only=True):
    """A stretch of one report and the stretch of another that it was made from: the evidence for a derivation."""

    start: int
    end: int
    from_start: int
    from_end: int
    how: Alignment


class Derivation(Record, frozen=True, kw_only=True):
    """One report was made from another, wholly or in part."""

    report: str
    source_report: str = msgspec.field(name="from")
    kind: DerivationKind
    confidence: float
    because: str
    """One sentence for a person: what shows it."""
    direction: Direction | None = None
    """What shows which came first; ``None``: it cannot be told, and the two are named in the order of their ids."""
    passages: tuple[AlignedPassage, ...] = ()


class Step(Record, frozen=True, kw_only=True):
    """One hop on the way from a first-hand source to a report, with the words that show it where there are some."""

    how: StepHow
    name: str
    """Who or what the words came from at this hop: a source, a relay, an outlet."""
    report: str | None = None
    """The report whose words show the hop."""
    spans: tuple[Span, ...] = ()


class ClaimOrigin(Record, frozen=True, kw_only=True):
    """Where paths end: a first-hand source, folded over all reports."""

    name: str
    kind: SourceKind
    category: SourceCategory | None = None
    role: str | None = None
    identity: str | None = None
    """The source across reports, as ``firsthand sources`` names it."""
    outlets: tuple[str, ...] = ()
    """The outlets that heard it themselves."""


class ClaimStatement(Record, frozen=True, kw_only=True):
    """One statement's part in a claim, and its path: the first step is nearest to the origin, the last the report."""

    report: str
    statement: str | None = None
    """``None`` where the report says so in its own voice."""
    content: tuple[Span, ...]
    stance: ClaimStance
    source: str | None = None
    """The name of who says it in that report."""
    origin: str | None = None
    """The name of the origin at the path's end; ``None`` where no first-hand source could be told."""
    path: tuple[Step, ...] = ()


class Claim(Record, frozen=True, kw_only=True):
    """Statements across reports that assert, or deny, the same thing, and the first-hand sources behind them."""

    id: str
    gist: str
    """The clearest wording among its statements, as it stands in a report."""
    independent_sources: int
    independent_range: tuple[int, int]
    """The least and the most it can be: wider than one number where a path ends nowhere."""
    channels: int
    because: str
    """One sentence: how the count comes about."""
    origins: tuple[ClaimOrigin, ...] = ()
    outlets: tuple[str, ...] = ()
    """Every outlet that carries it, by name."""
    statements: tuple[ClaimStatement, ...] = ()
    flags: tuple[str, ...] = ()
    """What warns of it: a correction or retraction of what it rests on."""


class Clash(Record, frozen=True, kw_only=True):
    """The words on one side of a conflict."""

    report: str
    start: int
    end: int


class Conflict(Record, frozen=True, kw_only=True):
    """Two claims that cannot both hold, with the words that clash."""

    a: str
    b: str
    kind: ConflictKind
    because: str
    a_words: tuple[Clash, ...] = ()
    b_words: tuple[Clash, ...] = ()


class Findings(Record, frozen=True, kw_only=True):
    """All that an archive's reports show together."""

    claims: tuple[Claim, ...] = ()
    derivations: tuple[Derivation, ...] = ()
    conflicts: tuple[Conflict, ...] = ()


def to_json(record: msgspec.Struct) -> str:
    """The record as one line of JSON, in the contract's field order, with non-ASCII letters as they are."""
    return msgspec.json.encode(record).decode("utf-8")


def reading_from_json(line: str | bytes) -> Reading:
    """A reading from the line of JSON that ``to_json`` wrote.

    Raises ``msgspec.ValidationError`` or ``msgspec.DecodeError`` when the line is not a reading.
    """
    return msgspec.json.decode(line, type=Reading)
