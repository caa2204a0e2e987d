"""The records that go into an archive and come out of it, beside those of the schema."""

from __future__ import annotations

from typing import Literal

import msgspec

from firsthand.schema import Reading, Record, Report, Span

How = Literal["file", "stdin", "feed", "warc", "chat"]
Outcome = Literal["new", "revision", "recaptured", "known"]


class Collected(Record, frozen=True, kw_only=True):
    """How a report was collected (Berkeley Protocol: by whom, how, when, from where)."""

    how: How
    by: str
    """Who collected it: a user's name."""
    at: str
    """When: ISO 8601 in UTC."""
    file: str | None = None
    """The file's name, or the feed's address."""
    detail: dict[str, str] = msgspec.field(default_factory=dict)
    """What else is known: a WARC record's id, target URI and digest, a member of a WACZ file."""


class Filing(Record, frozen=True, kw_only=True):
    """One report that is to be filed with its reading."""

    report: Report
    data: bytes
    """The bytes as they were collected, whose SHA-256 the report names."""
    reading: Reading
    dossier: bytes
    """What linking knows of it; opaque here."""
    model: str
    """The version of the weights that read it."""
    collected: Collected


class Added(Record, frozen=True, kw_only=True):
    """What became of a report that was added."""

    number: int
    """The report's number in this archive, from 1 in the order of arrival."""
    key: str
    """The report's name in this archive: its own id, with ``~2``, ``~3`` … where another report has that already."""
    outcome: Outcome
    """``new``: first seen; ``revision``: another text of a page that is here; ``recaptured``: the same text collected
    again, its bytes kept; ``known``: it was here already, and nothing was added."""
    current: bool
    """Whether it is the latest revision of its page."""
    replaced: int | None = None
    """The number of the report that was its page's latest revision until now."""


class Filed(Record, frozen=True, kw_only=True):
    """A report in the archive, without its text."""

    number: int
    key: str
    id: str
    url: str | None
    outlet: str | None
    title: str | None
    published: str | None
    captured: str | None
    language: str | None
    superseded_by: int | None
    """The number of the next revision; ``None``: this is the current one."""


class Capture(Record, frozen=True, kw_only=True):
    """One time that a report was collected, and the bytes that were."""

    number: int
    sha256: str
    collected: Collected


class Hit(Record, frozen=True, kw_only=True):
    """A report that a search found, and where the words stand."""

    filed: Filed
    text: str
    title_spans: tuple[Span, ...] = ()
    """Code points of the report's title."""
    text_spans: tuple[Span, ...] = ()
    """Code points of the report's text."""


class Decision(Record, frozen=True, kw_only=True):
    """What a person decided. Never edited: an undo is a decision of its own."""

    number: int
    kind: str
    body: dict[str, object]
    reason: str
    actor: str
    at: str
    undoes: int | None = None
    """The number of the decision that this one takes back (kind ``undo``)."""
    in_force: bool = True
    """Whether it has not been taken back."""


class Fault(Record, frozen=True, kw_only=True):
    """Something in an archive that is not as it was put there."""

    where: str
    """The table and the row, and the report's key where there is one."""
    what: str
