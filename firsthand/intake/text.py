"""Plain text, and the feed form: a first line of ``<unix seconds> <headline>``, then the report."""

from __future__ import annotations

import re

from firsthand.errors import InputError
from firsthand.intake.dates import unix_time
from firsthand.intake.stated import Stated, make_report, one_line
from firsthand.schema import Report

_FEED_LINE = re.compile(r"\ufeff?(\d{9,10})[ \t]+(\S.*)")
_LINE_END = re.compile(r"\r\n|[\n\r]")
_ELLIPSIS = re.compile(r"\s*(?:…|\.\.\.)$")
# Headlines rarely pass this; a paragraph's first line usually does.
_LONGEST_HEADLINE = 160
_SHORTEST_CUT = 20
_NOT_HEADLINE = re.compile(
    r"(?:by|from|to|cc|subject|date|sent|updated?|published|posted|photos?)\b(?=\s*:|\s+(?-i:[A-Z0-9]))"
    r"|(?:for immediate release|press release)\b"
    r"|https?:|www\.|dear\b|[\d\W]+$"
    r"|(?:\w+day,?\s+)?(?:\d{1,2}\s+)?(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?\s+\d",
    re.IGNORECASE,
)
_LOOK_AT = 4000


def report_from_plain_text(text: str, data: bytes, name: str) -> Report:
    """The report that the text of the input ``name`` is. Raises ``InputError`` if there is nothing in it."""
    if not text.strip():
        cause = "it is empty: there is nothing but white space in it"
        raise InputError(name, cause, remedy="Give the words of the report")
    return make_report(stated_in_text(text), text, data, name)


def stated_in_text(text: str) -> Stated:
    """What the text itself states of its report: capture time and headline in the feed form, else its headline if it
    opens with one. The text stays whole; this only looks."""
    lines = [line.strip() for line in _LINE_END.split(text[:_LOOK_AT])]
    feed = _FEED_LINE.match(lines[0])
    captured = unix_time(int(feed[1])) if feed else None
    if feed and captured:
        following = next((line for line in lines[1:] if line), "")
        return Stated(captured=captured, title=one_line(_fuller(feed[2], following)))
    return Stated(title=one_line(_headline(lines)))


def _fuller(headline: str, following: str) -> str:
    """The headline, or the line under it when that is the same headline not cut short."""
    start = _ELLIPSIS.sub("", headline)
    if not following.startswith(start) or len(start) < _SHORTEST_CUT or len(following) > 2 * _LONGEST_HEADLINE:
        return headline
    # A full stop shows a paragraph that happens to begin with the headline's words ("… U.S." is no full stop).
    return headline if re.search(r"[^A-Z.]\.$", following) else following


def _headline(lines: list[str]) -> str | None:
    """The first line if it looks like a headline: short, no full stop, set off from a longer paragraph."""
    while lines and not lines[0]:
        lines = lines[1:]
    if len(lines) < 3 or lines[1]:
        return None
    first, later = lines[0].removeprefix("\ufeff"), [line for line in lines[2:] if line][:3]
    if (
        not 10 <= len(first) <= _LONGEST_HEADLINE
        or len(first.split()) < 2
        or first.endswith((".", ",", ":", ";", "-", "–", "—"))
    ):
        return None
    if _NOT_HEADLINE.match(first) or first[0].islower():
        return None
    return first if any(len(line) > max(len(first), 60) for line in later) else None
