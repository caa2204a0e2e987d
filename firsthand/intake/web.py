"""Pages as a web server or a web archive gives them: bytes, and the HTTP Content-Type that says what they are."""

from __future__ import annotations

import re

from firsthand.intake.encoding import decode
from firsthand.intake.text import report_from_plain_text
from firsthand.schema import Report

_PAGES = frozenset(("text/html", "application/xhtml+xml"))
_TEXTS = frozenset(("text/plain",))
_CHARSET = re.compile(r"""charset\s*=\s*["']?([\w.:-]{2,20})""", re.IGNORECASE)


def is_readable(content_type: str | None) -> bool:
    """Whether what has this Content-Type may be a report: a page or plain text."""
    return _kind(content_type) in _PAGES | _TEXTS


def report_from_answer(data: bytes, content_type: str | None, name: str) -> Report | None:
    """The report of a page or text; ``None`` where the Content-Type says that it is neither.

    Raises ``InputError`` for the input ``name`` when there is no report in it.
    """
    if not is_readable(content_type):
        return None
    named = _CHARSET.search(content_type or "")
    charset = named[1] if named else None
    if _kind(content_type) in _PAGES:
        from firsthand.intake.html import report_from_html  # slow to import: only for pages

        return report_from_html(data, name, charset=charset)
    return report_from_plain_text(decode(data, name, charset), data, name)


def _kind(content_type: str | None) -> str:
    return (content_type or "").partition(";")[0].strip().lower()
