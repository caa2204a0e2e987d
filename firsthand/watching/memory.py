"""What watching remembers from one look at a feed to the next. Whoever watches keeps it; times are Unix seconds."""

from __future__ import annotations

from typing import Literal

from firsthand.errors import InputError
from firsthand.intake.capture import Capture
from firsthand.schema import Record

Status = Literal["new", "unchanged", "waiting", "gone", "refused", "failed"]


class HostRules(Record, frozen=True, kw_only=True):
    """The robots.txt of a host (``origin``: scheme, name and port), good until ``until``."""

    origin: str
    text: str
    fetched: int
    until: int


class FeedMemory(Record, frozen=True, kw_only=True):
    """What is known of one feed. It holds plain values only, so it can be kept as JSON."""

    url: str
    """As the user gave it."""
    moved: str | None = None
    """Where the feed's server says that it is from now on."""
    etag: str | None = None
    modified: str | None = None
    """The Last-Modified header, as it was sent."""
    asks: int = 0
    """The minutes between two looks that the feed itself asks for."""
    due: int = 0
    """Not to be asked before."""
    failures: int = 0
    """How often it failed in a row."""
    gone: bool = False
    """Its server says that it is gone for good (410)."""
    seen: tuple[str, ...] = ()
    """Short hashes of the entries that were taken in, the latest last."""
    rules: tuple[HostRules, ...] = ()


class Polled(Record, frozen=True, kw_only=True):
    """What came of one look at a feed."""

    status: Status
    because: str | None = None
    """Why it was refused or failed."""
    memory: FeedMemory
    """To be kept, once the captures are, and given to the next look."""
    captures: tuple[Capture | InputError, ...] = ()
    retry_after: int
    """Seconds until the next look."""


class Event(Record, frozen=True):
    """Something that came of watching ``feed``: a report, an entry that cannot be read, or, last, the look's outcome
    (without the captures, which came before it)."""

    feed: str
    item: Capture | InputError | Polled
