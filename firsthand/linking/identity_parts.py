"""The records of identities: a source as one report shows it, and one source over all reports."""

from __future__ import annotations

from typing import Literal

from firsthand.schema import Record, SourceCategory, SourceKind, Span


class Appearance(Record, frozen=True, kw_only=True):
    """One source in one report, with what telling it from others needs. A pure function of the reading."""

    report: str
    source: str
    """Its id in the reading."""
    name: str
    aliases: tuple[str, ...] = ()
    kind: SourceKind
    category: SourceCategory
    role: str | None = None
    mentions: tuple[Span, ...] = ()
    name_words: tuple[str, ...] = ()
    """The folded words of a proper name, without titles; of an unnamed source none."""
    words: tuple[str, ...] = ()
    """The folded content words of its description: of an organisation the name's, of others noun and modifiers."""
    heads: tuple[str, ...] = ()
    """The nouns it is called by, singular: "spokeswoman", "resident", "memo"."""
    gender: Literal["male", "female"] | None = None
    age: int | None = None
    speaks_for: str | None = None
    """The words for whom it speaks ("Border Service"); "" where they do not tell; None: for nobody but itself."""
    guessed: bool = False
    """For whom it speaks is only what stands near."""
    spokesperson: bool = False
    """It speaks for that as its spokesperson; else as its head, or as "the firm's Ann Lee"."""
    principal: str | None = None
    """The source of the same reading that it speaks for, where it is one."""
    own: bool = False
    """It is the publisher's own voice or reporter ("this newspaper", "our correspondent")."""
    anonymous: bool = False
    """Unnamed and introduced as one of many ("a nurse"), not as the holder of an office ("the mayor")."""
    said: tuple[str, ...] = ()
    """Folded stems of what it says."""
    day: int | None = None
    """The day of publication, counted from 0001-01-01 (``date.toordinal``)."""
    context: tuple[str, ...] = ()
    """Keys of the places, people and organisations that the report names: what event it is about."""


class Ref(Record, frozen=True):
    """A stretch of a report that mentions the source meant. Spans outlast a new reading, ids of sources do not."""

    report: str
    start: int
    end: int


class Decided(Record, frozen=True, kw_only=True):
    """What a person decided on identities; a later decision wins over an earlier one.

    ``merge``: all of ``these`` are one source. ``split``: ``these`` (one with another) are not ``those``. The inverse
    of either is to take it back: without it everything is as before.
    """

    kind: Literal["merge", "split"]
    these: tuple[Ref, ...]
    those: tuple[Ref, ...] = ()


class Likeness(Record, frozen=True, kw_only=True):
    """Whether two appearances are one source: 0.5 and more says yes."""

    score: float
    because: str
    barred: bool = False
    """They cannot be one, not even by way of a third."""
    short: bool = False
    """One side gives less than the whole name, so that it may fit others as well."""


class Identity(Record, frozen=True, kw_only=True):
    """One source over all reports."""

    id: str
    """Made from its earliest appearance, whatever the order in which reports were added."""
    name: str
    aliases: tuple[str, ...] = ()
    kind: SourceKind
    category: SourceCategory
    roles: tuple[str, ...] = ()
    appearances: tuple[tuple[str, str], ...]
    """(report, source id in its reading), the earliest published first."""
    speaks_for: str | None = None
    """The identity of the organisation for which it speaks: the two are one origin."""
