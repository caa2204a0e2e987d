"""JSON Feed, versions 1 and 1.1: https://www.jsonfeed.org/version/1.1/."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from firsthand.errors import InputError
from firsthand.intake.capture import Capture
from firsthand.intake.dates import stated_time
from firsthand.intake.entries import Entry, Feed, captures_of
from firsthand.intake.jsonparts import Part, parts_of
from firsthand.intake.stated import Stated, one_line

_VERSION = ("https://jsonfeed.org/version/", "http://jsonfeed.org/version/", "https://www.jsonfeed.org/version/")


def is_json_feed(value: dict[str, Any]) -> bool:
    """Whether a JSON object is a JSON Feed."""
    version = value.get("version")
    return isinstance(version, str) and version.startswith(_VERSION) and isinstance(value.get("items"), list)


def captures_from_json_feed(value: dict[str, Any], raw: bytes, name: str) -> Iterator[Capture | InputError]:
    """The entries of a JSON Feed that was read from the bytes ``raw``."""
    return captures_of(json_feed(value, raw, name), name)


def json_feed(value: dict[str, Any], raw: bytes, name: str) -> Feed:
    """The feed that ``value``, read from the bytes ``raw``, is."""
    parts = parts_of(io.BytesIO(raw), name, "items")
    entries = tuple(_entry(part, value) for part in parts if part.number and isinstance(part.value, dict))
    return Feed(title=_string(value.get("title")), entries=entries)


def _entry(part: Part, feed: dict[str, Any]) -> Entry:
    item: dict[str, Any] = part.value
    dates = [_string(item.get(key)) for key in ("date_published", "date_modified")]
    published, modified = (stated_time(date) for date in dates)
    given = item.get("id")
    title = _string(feed.get("title"))
    return Entry(
        number=part.number,
        stated=Stated(
            id=str(given) if isinstance(given, int | float) else _string(given),
            url=_string(item.get("url")),
            outlet=title,
            title=_string(item.get("title")),
            published=published or modified,
            modified=modified if published and modified != published else None,
            language=_string(item.get("language")) or _string(feed.get("language")),
            author=_authors(item) or _authors(feed),
        ),
        text=_text(item),
        raw=part.words.encode("utf-8", "replace"),
        detail={"entry": str(part.number)} | ({"feed": title} if title else {}),
        bad_date=next((date for date in dates if date and stated_time(date) is None), None),
    )


def _text(item: dict[str, Any]) -> str | None:
    for key in ("content_text", "content_html", "summary"):
        words = item.get(key)
        if isinstance(words, str) and words.strip():
            if key == "content_html":
                from firsthand.intake.html import words_of_fragment  # slow to import: only for markup

                words = words_of_fragment(words)
            if words:
                return words
    return None


def _authors(value: dict[str, Any]) -> str | None:
    given = value.get("authors")
    authors = given if isinstance(given, list) else [value.get("author")]
    names = [_string(author.get("name")) for author in authors if isinstance(author, dict)]
    return ", ".join(name for name in names if name) or None


def _string(value: Any) -> str | None:
    return one_line(value) if isinstance(value, str) else None
