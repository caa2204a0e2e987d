"""Finding reports by their words.

Ranking every report that has a common word would take longer with every report added. So the matches are taken in
windows, from the latest added to the first, a thousand at a time, and ranked inside their window (BM25, Robertson and
Zaragoza 2009, a word in the title counting four times).
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterator

from sqlalchemy import Connection, select

from firsthand.archive import sqlite
from firsthand.archive.fetching import FILED, decoded
from firsthand.archive.filters import Filters, conditions
from firsthand.archive.parts import Filed, Hit
from firsthand.archive.store import Store, snapshot
from firsthand.archive.tables import reports
from firsthand.archive.wanted import expression_of
from firsthand.errors import SearchError
from firsthand.schema import Record, Report, Span

_WINDOW = 1000
_CURSOR = re.compile(r"(\d{1,18}):(\d{1,9})")


class HitPage(Record, frozen=True, kw_only=True):
    """Some of what a search found, the best first, and where to go on."""

    hits: tuple[Hit, ...]
    cursor: str | None
    """What to give to get the next page; ``None`` after the last."""


def search(
    store: Store, words: str, filters: Filters | None = None, *, limit: int = 20, cursor: str | None = None
) -> HitPage:
    """The reports that hold the words (see ``expression_of`` for what may be typed) and pass the filters.

    Without a word in it, all that pass the filters, the latest added first. ``limit`` is the most that one page
    holds; ``cursor`` is a page's, to go on behind it. Raises ``SearchError`` when a filter or the cursor cannot be
    understood; no words can do that.
    """
    filters, expression = filters or Filters(), expression_of(words)
    below, offset = _place(cursor)
    with snapshot(store) as connection:
        if expression is None:
            rows = select(reports.c.number).where(*conditions(connection, filters, reports.c.number))
            rows = rows if below is None else rows.where(reports.c.number < below)
            window = [*connection.execute(rows.order_by(reports.c.number.desc()).limit(_WINDOW)).scalars()]
            best = window
        else:
            narrow = conditions(connection, filters, sqlite.NUMBER)
            window = sqlite.matching(connection, expression, narrow, below=below, limit=_WINDOW)
            best = sqlite.ranked(connection, expression, window)
        numbers = best[offset : offset + limit]
        hits = tuple(_hits(store, connection, numbers, expression))
    return HitPage(hits=hits, cursor=_next_place(window, below, offset + limit))


def _place(cursor: str | None) -> tuple[int | None, int]:
    """Below which number the window is, and how many of it were shown."""
    if cursor is None:
        return None, 0
    found = _CURSOR.fullmatch(cursor)
    if found is None:
        raise SearchError(f"{cursor!r} is no place to go on from. Give the cursor of a page, as it was")
    return int(found[1]), int(found[2])


def _next_place(window: list[int], below: int | None, shown: int) -> str | None:
    if shown < len(window):
        return f"{window[0] + 1 if below is None else below}:{shown}"
    return f"{window[-1]}:0" if len(window) == _WINDOW else None


def _hits(store: Store, connection: Connection, numbers: list[int], expression: str | None) -> Iterator[Hit]:
    # Nobody can have written these into a report: they are drawn anew for every search.
    opening, closing = f"\x02{secrets.token_hex(8)}", f"\x03{secrets.token_hex(8)}"
    marked = sqlite.marked(connection, expression, numbers, opening, closing) if expression else {}
    for number in numbers:
        row = connection.execute(select(*FILED, reports.c.record).where(reports.c.number == number)).one()
        *columns, record = row
        filed = Filed(**dict(zip(Filed.__struct_fields__, columns, strict=True)))
        text = decoded(store, record, f"the report {filed.key}", Report).text
        spans = [_spans(each, opening, closing) for each in marked.get(number, ("", ""))]
        yield Hit(filed=filed, text=text, title_spans=spans[0], text_spans=spans[1])


def _spans(marked: str, opening: str, closing: str) -> tuple[Span, ...]:
    """Where the marks are, counted as if they were not there."""
    spans: list[Span] = []
    at = 0
    for piece in marked.split(opening):
        inside, mark, after = piece.partition(closing)
        if mark:
            spans.append(Span(at, at + len(inside)))
        at += len(inside) + len(after)
    return tuple(spans)
