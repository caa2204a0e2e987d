"""What the entries of every kind of feed become."""

from __future__ import annotations

from collections.abc import Iterator

from firsthand.errors import InputError
from firsthand.intake.capture import Capture
from firsthand.intake.stated import Stated, make_report
from firsthand.schema import Record


class Entry(Record, frozen=True, kw_only=True):
    """One entry of a feed, with its words where it has some."""

    number: int
    """From 1, in the order of the feed."""
    stated: Stated
    text: str | None
    raw: bytes
    """The entry's own bytes, cut out of the feed."""
    detail: dict[str, str]
    bad_date: str | None = None
    """A date that the entry states and nobody can read."""


class Feed(Record, frozen=True, kw_only=True):
    """A feed: its name, how often it wants to be asked, and its entries."""

    title: str | None
    entries: tuple[Entry, ...]
    every: int | None = None
    """Minutes between two looks at it that the feed itself asks for."""


def captures_of(feed: Feed, name: str) -> Iterator[Capture | InputError]:
    """A report for each entry of the feed in the input ``name``, an ``InputError`` for what cannot be read."""
    if not feed.entries:
        yield InputError(name, "the feed has no entries", remedy="Give a feed that has some")
    for entry in feed.entries:
        yield from captures_of_entry(entry, name)


def captures_of_entry(entry: Entry, name: str) -> Iterator[Capture | InputError]:
    """The entry's report, or the error that it has no words. A date that cannot be read is an error of its own, after
    the report, which is taken in without it: no words are lost for it."""
    part = f"entry {entry.number}"
    if entry.text is None:
        what = f" ({entry.stated.title[:80]!r})" if entry.stated.title else ""
        yield InputError(name, f"the entry has no text{what}", part=part, remedy="Give the page that it links to")
    else:
        report = make_report(entry.stated, entry.text, entry.raw, name)
        yield Capture(report=report, data=entry.raw, how="feed", detail=entry.detail)
    if entry.bad_date is not None:
        remedy = "The report is taken in without it" if entry.text is not None else "Correct the feed"
        yield InputError(name, f"its date cannot be read ({entry.bad_date[:60]!r})", part=part, remedy=remedy)
