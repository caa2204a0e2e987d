"""How the ledger puts a record's values into words. Everything that comes from a report passes through ``clean``."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from datetime import date, datetime

from firsthand.schema import CaveatKind, RelayHow, Source, Span

MIN_WIDTH = 40
"""The narrowest ledger, in columns: below this, indents leave no room for words."""

CAVEATS: dict[CaveatKind, str] = {
    "unverified": "not verified",
    "no-response": "no response",
    "declined": "declined to comment",
    "awaiting-comment": "comment awaited",
}
RELAYS: dict[RelayHow, str] = {
    "told": "was told",
    "obtained": "obtained it",
    "published": "published it",
    "reported": "reported it",
    "translated": "translated it",
}

_OPENING = "\"'“‘«„‹"
_CLOSING = "\"'”’»“›"
_CLOSING_AFTER = re.compile(rf"[.,!?…;]?[{_CLOSING}]")
_PARAGRAPH_BREAK = re.compile(r"[^\S\n]*\n[^\S\n]*\n\s*")
_NEXT_PARAGRAPH = re.compile(rf"[{_CLOSING}.,]*\s*\n\s*[{_OPENING}]*")
_ARTICLE = re.compile(r"^(?:an?|the)\s+")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def clean(text: str) -> str:
    """The text on one line and safe to print.

    White space is folded; control characters (with which a hostile report could drive the terminal) and those that
    reorder what is shown (bidirectional overrides) become U+FFFD.
    """
    folded = " ".join(text.split())
    return "".join("\ufffd" if unicodedata.category(c) in ("Cc", "Cs") or _reorders(c) else c for c in folded)


def _reorders(character: str) -> bool:
    return "\u202a" <= character <= "\u202e" or "\u2066" <= character <= "\u2069"


def words(text: str, spans: Iterable[Span]) -> str:
    """The words under the spans as they stand: pieces joined by an ellipsis, paragraphs kept on lines of their own.

    A quotation mark that touches a piece from outside belongs to the words as a person reads them, so it is shown.
    """
    shown, before = "", None
    for span in spans:
        if before is not None:
            shown += "\n" if _NEXT_PARAGRAPH.fullmatch(text, before.end, span.start) else " … "
        shown += "\n".join(clean(p) for p in _PARAGRAPH_BREAK.split(_with_marks(text, span)))
        before = span
    return shown


def _with_marks(text: str, span: Span) -> str:
    start, end = span.start, span.end
    if start > 0 and text[start - 1] in _OPENING:
        start -= 1
    if start < span.start and (closing := _CLOSING_AFTER.match(text, end)):
        end = closing.end()
    elif end < len(text) and text[end] in "”»":
        end += 1
    return text[start:end]


def moment(value: str) -> str:
    """An ISO 8601 day or moment in words, in the zone in which it was stated; any other value as it is."""
    try:
        if _DAY.fullmatch(value):
            day = date.fromisoformat(value)
            return f"{day.day} {day:%b %Y}"
        if _DAY.match(value) and "T" in value:
            at = datetime.fromisoformat(value)
            zone = "" if at.tzinfo is None else " UTC" if value.endswith("Z") else f" {value[-6:]}"
            return f"{at.day} {at:%b %Y}, {at:%H:%M}{zone}"
    except ValueError:
        pass
    return clean(value)


def description(source: Source) -> str:
    """What a source is, in a few words: kind, category and role."""
    what = f"{source.kind} {source.category}"
    if not source.role or _bare(source.role) in _bare(source.name):
        return what
    return f"{what}, {clean(source.role)}"


def other_names(source: Source) -> str:
    """What else the report calls a source, without those that differ from its name in case or article only."""
    others = {_bare(alias): clean(alias) for alias in reversed(source.aliases)}
    others.pop(_bare(source.name), None)
    return "; ".join(reversed(others.values()))


def _bare(name: str) -> str:
    return _ARTICLE.sub("", clean(name).casefold())


def packed(facts: Iterable[str], width: int) -> Iterator[str]:
    """The facts in as few lines of ``width`` as hold them, broken between facts only."""
    line = ""
    for fact in facts:
        if line and len(line) + len(fact) + 3 > width:
            yield line
            line = fact
        else:
            line = f"{line} · {fact}" if line else fact
    if line:
        yield line


def count(number: int, noun: str, plural: str | None = None) -> str:
    """ "1 caveat", "3 caveats"."""
    return f"{number} {noun}" if number == 1 else f"{number} {plural or noun + 's'}"
