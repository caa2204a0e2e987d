"""Who is heard in an archive, and all that one source said."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.console import Console
from rich.text import Text

from firsthand.casebook.layout import DIM, WARN, Page, called, heading, page_on, quoted, wrapped
from firsthand.desk.parts import SourceEntry, SourceFile
from firsthand.ledger_marks import marks
from firsthand.ledger_values import value_in_words
from firsthand.ledger_words import clean, count
from firsthand.schema import Source

_MOST = 6


def source_lines(entries: Iterable[SourceEntry], console: Console) -> Iterator[Text]:
    """A block of lines for each source."""
    page = page_on(console)
    for index, entry in enumerate(entries):
        if index:
            yield Text()
        yield from _entry(entry, page)


def source_file_lines(file: SourceFile, console: Console) -> Iterator[Text]:
    """A source, and its statements under the reports in which they stand."""
    page = page_on(console)
    yield from _entry(file.source, page)
    yield from heading(page, "Statements")
    before = None
    for saying in file.sayings:
        if saying.report.key != before:
            yield Text()
            yield from wrapped(page, Text(called(saying.report, saying.report.key), style="bold"))
        before = saying.report.key
        denies = saying.stance == "denies"
        stance = Text("✗ denies" if denies else saying.stance, style=WARN if denies and page.colored else "italic")
        words = Text.assemble(stance, f"  “{quoted(saying.words)}”")
        yield from wrapped(page, words, "  ", "    ")
        facts = [f"said {value_in_words(saying.said)}"] if saying.said else []
        facts += [f"{quote.start}–{quote.end}" for quote in saying.words]
        facts += [f"claim {', '.join(saying.claims)}"] if saying.claims else []
        yield from wrapped(page, Text(" · ".join(facts), style=DIM), "    ")


def _entry(entry: SourceEntry, page: Page) -> Iterator[Text]:
    stand_in = Source(id=entry.id, name=entry.name, kind=entry.kind, category=entry.category)
    mark = marks([stand_in])[entry.id]
    what = f"{entry.kind} {entry.category}" + (f", {clean(entry.role)}" if entry.role else "")
    name = Text.assemble(f"{mark.shape} ", (clean(entry.name), "bold"), f"  {what}")
    yield from wrapped(page, name, "", "    ")
    least = "" if entry.complete else "at least "
    outlets = f" · {_few(entry.outlets)}" if entry.outlets else ""
    figures = f"{least}{count(entry.statements, 'statement')} in {count(entry.reports, 'report')}{outlets}"
    yield from wrapped(page, Text(figures), "  ", "    ")
    if entry.aliases:
        yield from wrapped(page, Text(f"also: {_few(entry.aliases)}", style=DIM), "  ", "    ")
    yield from wrapped(page, Text(entry.id, style=DIM), "  ")


def _few(names: Iterable[str]) -> str:
    shown = [*dict.fromkeys(clean(name) for name in names)]
    more = len(shown) - _MOST
    return "; ".join(shown[:_MOST]) + (f"; {more} more" if more > 0 else "")
