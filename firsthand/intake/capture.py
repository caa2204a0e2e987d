"""What intake hands to whoever keeps evidence: a report, the bytes it was read from, and how they were collected."""

from __future__ import annotations

from typing import Literal

import msgspec

from firsthand.schema import Record, Report

How = Literal["file", "stdin", "feed", "warc", "chat"]


class Capture(Record, frozen=True, kw_only=True):
    """A report with the bytes it was read from. ``report.sha256`` is the SHA-256 of ``data``."""

    report: Report
    data: bytes
    """A whole file or page; of JSON Lines, feeds and chats the item's own bytes; of a WARC record its payload."""
    how: How
    detail: dict[str, str] = msgspec.field(default_factory=dict)
    """What else is known of how it was collected; ``docs/formats.md`` lists the keys of each format."""
