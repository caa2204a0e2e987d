"""Feeds: RSS 0.9 to 2.0, RSS 1.0 (RDF) and Atom, parsed by feedparser; JSON Feed by ``jsonfeed.py``.

A feed's own declarations of entities are never expanded and nothing that it points to is fetched. Only what an entry
states counts; whoever ``<source>`` names published it (RSS 2.0 specification, "source": the channel that the item came
from), the feed's own name stands for the outlet otherwise.

This module is slow to import (feedparser, lxml), so it is imported only once a feed is met.
"""

from __future__ import annotations

import io
import json
import re
import warnings
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin

import feedparser

from firsthand.errors import InputError
from firsthand.intake.capture import Capture
from firsthand.intake.dates import stated_time, unix_time
from firsthand.intake.declared import without_outlet
from firsthand.intake.entries import Entry, Feed, captures_of
from firsthand.intake.html import words_of_fragment
from firsthand.intake.jsonfeed import is_json_feed, json_feed
from firsthand.intake.stated import Stated, one_line

_LARGEST = 16 << 20
"""Bytes of one feed: they are small, and a parsed one takes many times its size in memory."""
_REMEDY = "Give a feed in RSS, Atom or JSON Feed"
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*>")
_PROLOG = re.compile(rb"(?:\xef\xbb\xbf)?\s*(<\?xml[^>]*>)?")
_ROOT = re.compile(rb"<(?:[A-Za-z][\w.-]*:)?(?:rss|feed|rdf)[\s/>]", re.IGNORECASE)
# What is not closed goes on to the end: so no part of a feed is looked at twice.
_ENTRY_TAG = re.compile(
    rb"<!--(?:.*?-->|.*)|<!\[CDATA\[(?:.*?\]\]>|.*)|<(/?)(?:[A-Za-z][\w.-]*:)?(?:item|entry)(?=[\s/>])[^<>]*>",
    re.DOTALL,
)
_MARKUP = re.compile(r"</?[a-zA-Z][^<>]*>|&#?\w+;")
_ZONE = re.compile(r"\b(?:Z|UTC?|GMT|[A-Z]{2,4}T)\b|\d\s*[+-]\d{2}:?\d{2}\b|\dZ\b")
_PERIODS = {"hourly": 60, "daily": 1440, "weekly": 10_080, "monthly": 43_200, "yearly": 525_600}
"""Minutes of the RSS 1.0 syndication module's periods."""


def captures_from_feed(data: bytes, name: str, text: str | None = None) -> Iterator[Capture | InputError]:
    """A report for each entry of the feed, an ``InputError`` for what cannot be read; ``text`` as for ``read_feed``.

    Raises ``InputError`` when the input is no feed or too large.
    """
    return captures_of(read_feed(data, name, text), name)


def read_feed(data: bytes, name: str, text: str | None = None) -> Feed:
    """The feed in ``data``; ``text`` is what it holds where it is decoded already (UTF-16, UTF-32).

    Raises ``InputError`` when the input ``name`` is no feed or too large.
    """
    if len(data) > _LARGEST:
        raise InputError(name, f"the feed is larger than {_LARGEST >> 20} MiB", remedy="Split it")
    xml = data if text is None else _DECLARATION.sub("", text).encode("utf-8")
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return _json(data, name)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # its own deprecations are no business of the reader's
        try:
            # From a stream: a string it would take for an address to fetch.
            parsed: Any = feedparser.parse(
                io.BytesIO(_without_prolog(xml)), sanitize_html=False, resolve_relative_uris=False
            )
        except Exception as error:  # somebody else's parser on anybody's feed: no feed may stop the inputs after it
            raise InputError(name, f"the feed cannot be parsed ({error})", remedy=_REMEDY) from None
    if not parsed.get("version") and not parsed.entries:
        raise InputError(name, "it is no feed that can be read", remedy=_REMEDY)
    feed, pieces = parsed.feed, _pieces(data)
    raws = pieces if len(pieces) == len(parsed.entries) else [data] * len(parsed.entries)
    entries = tuple(
        _entry(item, feed, number, raw, str(parsed.get("version") or ""))
        for number, (item, raw) in enumerate(zip(parsed.entries, raws, strict=True), 1)
    )
    return Feed(title=_title(feed), entries=entries, every=_every(feed))


def _json(data: bytes, name: str) -> Feed:
    try:
        value = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        value = None
    if not isinstance(value, dict) or not is_json_feed(value):
        raise InputError(name, "it is no feed that can be read", remedy=_REMEDY)
    return json_feed(value, data, name)


def _without_prolog(data: bytes) -> bytes:
    """The feed with nothing before its first element but the XML declaration: a DOCTYPE's entities are never expanded.
    Those of HTML are known without it."""
    root, prolog = _ROOT.search(data), _PROLOG.match(data)
    declaration = prolog[1] if prolog and prolog[1] else b""
    return declaration + data[root.start() :] if root else data


def _pieces(data: bytes) -> list[bytes]:
    """The bytes of each entry, from its opening tag to its closing one, or to the end where the feed is cut off."""
    pieces: list[bytes] = []
    start: int | None = None
    for tag in _ENTRY_TAG.finditer(data):
        if tag[1] is None:
            continue
        if tag[1] == b"":
            start = tag.start()
        elif start is not None:
            pieces.append(data[start : tag.end()])
            start = None
    return pieces if start is None else [*pieces, data[start:]]


def _entry(item: Any, feed: Any, number: int, raw: bytes, version: str) -> Entry:
    source = item.get("source") or {}
    title, feed_title = _title(item), _title(feed)
    outlet = _title(source) or (None if source.get("href") else _words(item.get("publisher")) or feed_title)
    published, bad = _time(item, "published")
    modified, bad_too = _time(item, "updated")
    detail = {"entry": str(number), "feed": feed_title, "feed_url": _link(feed, feed), "source_url": source.get("href")}
    return Entry(
        number=number,
        stated=Stated(
            id=_words(item.get("id")),
            url=_words(item.get("feedburner_origlink")) or _link(item, feed),
            outlet=outlet,
            title=without_outlet(title, outlet),
            published=published or modified,
            modified=modified if published and modified != published else None,
            language=_language(item, feed),
            author=_author(item) or (_author(feed) if version.startswith("atom") else None),
        ),
        text=_text(item),
        raw=raw,
        detail={key: value for key, value in detail.items() if isinstance(value, str) and value},
        bad_date=bad or bad_too,
    )


def _text(item: Any) -> str | None:
    """The entry's words: its content where it has some, else its summary."""
    summary = item.get("summary_detail")
    for part in [*item.get("content", ()), *([summary] if summary else ())]:
        words = _plain(part)
        if words and words.strip():
            return words
    return None


def _plain(part: Any) -> str:
    """The words of a piece of content, which may be markup whatever its type says."""
    value = part.get("value") or ""
    return words_of_fragment(value) if _MARKUP.search(value) else value


def _title(part: Any) -> str | None:
    detail = part.get("title_detail")
    return one_line(_plain(detail)) if detail else _words(part.get("title"))


def _time(item: Any, key: str) -> tuple[str | None, str | None]:
    """A date in the schema's form with its zone as stated, and the words of one that cannot be read."""
    written = _words(dict.get(item, key))  # feedparser's own ``get`` lends one date's value to another
    if written is None:
        return None, None
    stated = stated_time(written)
    if stated is None:
        import calendar

        moment = dict.get(item, f"{key}_parsed")
        stated = unix_time(calendar.timegm(moment)) if moment else None
        if stated and not _ZONE.search(written):
            stated = stated.removesuffix("Z")
    return stated, None if stated else written


def _author(part: Any) -> str | None:
    names = [_words(author.get("name")) for author in part.get("authors", ()) if author]
    return ", ".join(dict.fromkeys(name for name in names if name)) or _words(part.get("author"))


def _language(item: Any, feed: Any) -> str | None:
    parts = [*item.get("content", ()), item.get("summary_detail"), item.get("title_detail"), feed]
    return next((_words(part.get("language")) for part in parts if part and part.get("language")), None)


def _link(part: Any, feed: Any) -> str | None:
    link = _words(part.get("link"))
    if link is None:
        return None
    absolute = urljoin(_words(feed.get("link")) or "", link)
    return absolute if absolute.startswith(("http://", "https://")) else None


def _every(feed: Any) -> int | None:
    """Minutes: the channel's ``ttl``, or its ``sy:updatePeriod`` over ``sy:updateFrequency``; the longer of the two."""
    ttl = _words(feed.get("ttl"))
    minutes = int(ttl) if ttl and ttl.isdecimal() and len(ttl) < 7 else 0
    period = _PERIODS.get((_words(feed.get("sy_updateperiod")) or "").lower(), 0)
    often = _words(feed.get("sy_updatefrequency"))
    per = int(often) if often and often.isdecimal() and 0 < len(often) < 7 and int(often) else 1
    return max(minutes, period // per) or None


def _words(value: Any) -> str | None:
    return one_line(value) if isinstance(value, str) else None
