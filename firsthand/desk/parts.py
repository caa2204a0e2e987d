"""What the desk hands out beside the records of the schema and of the archive."""

from __future__ import annotations

from firsthand.archive.parts import Capture, Filed
from firsthand.schema import (
    Claim,
    Conflict,
    Derivation,
    Reading,
    Record,
    SourceCategory,
    SourceKind,
    Span,
    Stance,
)


class Quote(Record, frozen=True, kw_only=True):
    """A stretch of a report with the words that stand there."""

    report: str
    start: int
    end: int
    words: str


class Trace(Record, frozen=True, kw_only=True):
    """A claim with all that it rests on: what an answer to "why?" needs."""

    claim: Claim
    likeness: float | None = None
    """How sure it is that the claim says what the sentence says that was asked for; ``None``: asked for by its id."""
    reports: tuple[Filed, ...] = ()
    """Those that carry the claim or show a step of its paths, in the order of their publication."""
    derivations: tuple[Derivation, ...] = ()
    """Those between two of the reports."""
    conflicts: tuple[Conflict, ...] = ()
    against: tuple[Claim, ...] = ()
    """The claims on the other side of the conflicts."""
    quotes: tuple[Quote, ...] = ()
    """The words under every span that the claim, its paths and its conflicts name."""


class SourceEntry(Record, frozen=True, kw_only=True):
    """A source over all reports."""

    id: str
    name: str
    kind: SourceKind
    category: SourceCategory
    role: str | None = None
    aliases: tuple[str, ...] = ()
    reports: int
    outlets: tuple[str, ...] = ()
    """Which outlets have its statements."""
    statements: int
    complete: bool = True
    """Whether every report was looked at: of a source in very many, names, outlets and statements are those of the
    first, so that there are at least so many."""


class Saying(Record, frozen=True, kw_only=True):
    """One statement of a source."""

    report: Filed
    statement: str
    stance: Stance
    said: str | None
    """When (TIMEX3), if the report tells."""
    words: tuple[Quote, ...]
    claims: tuple[str, ...] = ()
    """The claims that it is part of."""


class SourceFile(Record, frozen=True, kw_only=True):
    """A source and all it said."""

    source: SourceEntry
    sayings: tuple[Saying, ...]


class Link(Record, frozen=True, kw_only=True):
    """A derivation in which a report has a part, with the aligned words on both sides."""

    derivation: Derivation
    quotes: tuple[tuple[Quote, Quote], ...] = ()
    """For each aligned passage the words of the report and those that they were made from."""


class ReportFile(Record, frozen=True, kw_only=True):
    """A report and all that the archive knows of it."""

    filed: Filed
    reading: Reading
    revisions: tuple[Filed, ...]
    """Oldest first, itself too."""
    captures: tuple[Capture, ...]
    made_from: tuple[Link, ...] = ()
    went_into: tuple[Link, ...] = ()
    claims: tuple[Claim, ...] = ()


class Reread(Record, frozen=True, kw_only=True):
    """A report that was read again."""

    number: int
    key: str


def quote_of(report: str, text: str, span: Span) -> Quote:
    """The words under a span of a report's text."""
    return Quote(report=report, start=span.start, end=span.end, words=text[span.start : span.end])
