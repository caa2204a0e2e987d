"""What an input states about a report besides its text, and the step that makes a ``Report`` of both."""

from __future__ import annotations

import re
from hashlib import sha256

from firsthand.schema import Record, Report

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


class Stated(Record, frozen=True):
    """The facts a report's input states. ``None`` where it states none; times as ``dates.stated_time`` writes them."""

    id: str | None = None
    url: str | None = None
    outlet: str | None = None
    title: str | None = None
    published: str | None = None
    modified: str | None = None
    captured: str | None = None
    language: str | None = None
    author: str | None = None
    agency: str | None = None
    forwarded_from: str | None = None


def either(first: Stated, second: Stated) -> Stated:
    """What ``first`` states, and what ``second`` states where ``first`` is silent."""
    return Stated(
        **{field: _first(getattr(first, field), getattr(second, field)) for field in Stated.__struct_fields__}
    )


def sound(text: str) -> str:
    """The text with U+FFFD for every lone surrogate, which no encoding can write. Offsets do not move."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return _LONE_SURROGATE.sub("\ufffd", text)
    return text


def one_line(value: str | None) -> str | None:
    """A metadata value on one line, without white space around it; ``None`` for an empty one."""
    if value is None:
        return None
    return " ".join(sound(value).split()) or None


def make_report(stated: Stated, text: str, raw: bytes, file: str | None) -> Report:
    """The report of ``text``. ``raw`` are the bytes that were taken in, ``file`` the input's name."""
    text = sound(text)
    return Report(
        id=stated.id or sha256(text.encode("utf-8")).hexdigest(),
        file=None if file is None else sound(file),
        url=stated.url,
        outlet=stated.outlet,
        title=stated.title,
        published=stated.published,
        modified=stated.modified,
        captured=stated.captured,
        language=stated.language,
        author=stated.author,
        agency=stated.agency,
        forwarded_from=stated.forwarded_from,
        sha256=sha256(raw).hexdigest(),
        text=text,
    )


def _first(first: str | None, second: str | None) -> str | None:
    return second if first is None else first
