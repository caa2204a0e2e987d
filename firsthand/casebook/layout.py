"""What all pages of the casebook share: width, color, wrapped lines, and how a report and a count are called."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from rich.console import Console
from rich.text import Text

from firsthand.archive.parts import Filed
from firsthand.desk.parts import Quote
from firsthand.ledger_marks import Mark, marks
from firsthand.ledger_words import clean, moment
from firsthand.schema import ClaimOrigin, Source

DIM = "dim"
WARN = "#B00020"
"""Of conflicts and denials, and of nothing else."""
_WIDEST = 120


class Page(NamedTuple):
    """Where lines are drawn."""

    console: Console
    width: int
    colored: bool


def page_on(console: Console) -> Page:
    """A page of the console's width, but no wider than can be read."""
    return Page(console, min(console.width, _WIDEST), console.color_system is not None and not console.no_color)


def wrapped(page: Page, text: Text, first: Text | str = "", rest: Text | str | None = None) -> Iterator[Text]:
    """The text in lines that fit, the first behind ``first`` and the others behind ``rest`` (as wide, but blank)."""
    lead = Text(first) if isinstance(first, str) else first
    follow = Text(" " * lead.cell_len) if rest is None else Text(rest) if isinstance(rest, str) else rest
    room = max(12, page.width - max(lead.cell_len, follow.cell_len))
    for index, line in enumerate(text.wrap(page.console, room) or [Text()]):
        line.rstrip()
        yield (follow if index else lead) + line


def heading(page: Page, title: str) -> Iterator[Text]:
    """A blank line and a rule with the title."""
    yield Text()
    yield Text(f"── {title} ".ljust(page.width, "─"), style=DIM)


def called(filed: Filed | None, key: str) -> str:
    """A report as a line names it: outlet, time of publication, key."""
    if filed is None:
        return clean(key)
    outlet = clean(filed.outlet) if filed.outlet else "no outlet"
    when = moment(filed.published) if filed.published else "no date"
    return f"{outlet} · {when} · {short(key)}"


def short(key: str) -> str:
    """A report's key, the hash that stands for one shortened: enough of it for ``firsthand show``."""
    cleaned = clean(key)
    return f"{cleaned[:12]}…" if len(cleaned) == 64 and all(c in "0123456789abcdef" for c in cleaned) else cleaned


def ranged(low: int, high: int) -> str:
    """ "1", or "1–2" where it is not certain."""
    return str(low) if low == high else f"{low}–{high}"


def quoted(quotes: Iterable[Quote]) -> str:
    """The words of some spans."""
    return " … ".join(clean(quote.words) for quote in quotes)


def origin_marks(origins: Iterable[ClaimOrigin]) -> dict[str, Mark]:
    """A mark for each origin, by name: shape and color as in the ledger."""
    stand_ins = [
        Source(id=o.name, name=o.name, kind=o.kind, category=o.category or "person", role=o.role) for o in origins
    ]
    return dict(marks(stand_ins))


def origin_line(origin: ClaimOrigin, mark: Mark, *, colored: bool) -> Text:
    """Who an origin is."""
    what = f"{origin.kind} {origin.category or 'source'}" + (f", {clean(origin.role)}" if origin.role else "")
    ink = mark.ink if colored else ""
    return Text.assemble((f"{mark.shape} ", ink), (clean(origin.name), f"bold {ink}".strip()), f"  {what}")
