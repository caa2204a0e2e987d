"""What a time expression says, before it is reckoned from a clock or from the text."""

from __future__ import annotations

from typing import Literal, NamedTuple

from firsthand.schema import TimeMod, TimeType

Base = Literal["clock", "text", "clause"]
Turn = Literal[-1, 0, 1]
Kind = Literal["month", "weekday", "day", "season", "quarter", "half", "holiday"]


class Fixed(NamedTuple):
    """A value that the words themselves fix: ``1999-03-12``, ``P2D``, ``PAST_REF``."""

    value: str


class Shift(NamedTuple):
    """So many units from a day: "last week", "two days later". ``base`` says from which: the report's clock, the time
    that the text speaks of, or that of the clause that follows ("the day before the vote")."""

    unit: str
    by: int
    base: Base


class Named(NamedTuple):
    """Something that comes again and again, by its name: a weekday, a day or month of the year, a season."""

    kind: Kind
    which: int | str
    day: int | None = None
    turn: Turn | None = None
    """-1 for "last", 0 for "this", 1 for "next"; ``None`` where the words do not say which."""
    year: Shift | None = None
    weekday: int | None = None


class Comparison(NamedTuple):
    """The same stretch of an earlier year ("the year-ago period"), or, with 0 years, the one spoken of ("the latest
    period"). ``year``: the year itself, where the words give it ("the 1988 quarter")."""

    years: int
    year: str | None = None


class Here(NamedTuple):
    """The day that the text speaks of: that of a bare time of day."""


Finder = Fixed | Shift | Named | Comparison | Here


class Sense(NamedTuple):
    """The meaning of an expression."""

    type: TimeType
    at: Finder
    time: str = ""
    """What follows the day: ``T22:00`` or ``TMO``; empty if nothing does."""
    vague_half: bool = False
    """Whether the hour may be before or after noon."""
    mod: TimeMod | None = None


class Match(NamedTuple):
    """An expression in a passage: its tokens, ``first`` included and ``end`` excluded, and what it says."""

    first: int
    end: int
    sense: Sense
