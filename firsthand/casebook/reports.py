"""A report in the archive: what it was made from and what was made from it, its revisions, and how it was collected.

And what a search found, with the words that were looked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher

from rich.console import Console
from rich.text import Text

from firsthand.archive.parts import Capture, Hit
from firsthand.casebook.layout import DIM, Page, called, heading, page_on, short, wrapped
from firsthand.desk.parts import Link, Quote, ReportFile
from firsthand.ledger_words import clean, count, moment
from firsthand.schema import Span

_MOST = 12
_AROUND = 70
"""Characters on either side of a word that was found."""
_SNIPPETS = 2
_HIT = "bold underline"
_CHANGED = "underline"


def report_lines(file: ReportFile, console: Console) -> Iterator[Text]:
    """What stands below a report's ledger."""
    page = page_on(console)
    yield from heading(page, "Made from")
    if not file.made_from:
        yield from wrapped(page, Text("No other report here."), "  ")
    for link in file.made_from:
        yield from _link(link, link.derivation.source_report, page)
    if file.went_into:
        yield from heading(page, "Made from it")
        for link in file.went_into:
            derivation = link.derivation
            line = Text.assemble((derivation.kind, "bold"), f"  {short(derivation.report)}")
            yield from wrapped(page, line.append(f"  {clean(derivation.because)}", DIM), "  ", "    ")
    if file.claims:
        yield from heading(page, "Claims")
        for claim in file.claims:
            line = Text.assemble((claim.id, DIM), f"  “{clean(claim.gist)}”", (f"  {clean(claim.because)}", DIM))
            yield from wrapped(page, line, "  ", "    ")
    if len(file.revisions) > 1:
        yield from heading(page, "Revisions")
        for filed in file.revisions:
            mark = "this one" if filed.key == file.filed.key else "current" if filed.superseded_by is None else ""
            yield from wrapped(page, Text(called(filed, filed.key)).append(f"  {mark}", "bold"), "  ", "    ")
    yield from heading(page, "In the archive")
    yield from wrapped(page, Text(f"report {file.filed.number}, {clean(file.filed.key)}"), "  ", "    ")
    if file.filed.url:
        yield from wrapped(page, Text(clean(file.filed.url)), "  ", "    ")
    for capture in file.captures:
        yield from _capture(capture, page)


def hit_lines(hits: Iterable[Hit], console: Console) -> Iterator[Text]:
    """Each report that a search found: what it is, its headline, and the words around what was found."""
    page = page_on(console)
    for index, hit in enumerate(hits):
        if index:
            yield Text()
        title = hit.filed.title or _line(hit.text)
        yield from wrapped(page, _marked(title, 0, hit.title_spans if hit.filed.title else (), style="bold"))
        yield from wrapped(page, Text(called(hit.filed, hit.filed.key), style=DIM), "  ", "    ")
        for start, end in _windows(hit):
            before, after = "… " if start else "", " …" if end < len(hit.text) else ""
            inside = [s for s in hit.text_spans if start <= s.start and s.end <= end]
            snippet = Text.assemble(before, _marked(hit.text[start:end], start, inside), after)
            yield from wrapped(page, snippet, "  ")


def _link(link: Link, other: str, page: Page) -> Iterator[Text]:
    derivation = link.derivation
    sure = f"{derivation.confidence:.0%} sure"
    which = "" if derivation.direction else "; which came first cannot be told"
    line = Text.assemble((derivation.kind, "bold"), f"  {short(other)}", (f"  {sure}{which}", DIM))
    yield from wrapped(page, line, "  ", "    ")
    yield from wrapped(page, Text(clean(derivation.because)), "    ")
    for alignment, (ours, theirs) in list(zip(derivation.passages, link.quotes, strict=True))[:_MOST]:
        yield from _aligned(alignment.how, ours, theirs, page)
    if len(link.quotes) > _MOST:
        rest = f"{count(len(link.quotes) - _MOST, 'more passage')}: firsthand show {short(derivation.report)} --json"
        yield from wrapped(page, Text(rest, style=DIM), "    ")


def _aligned(how: str, ours: Quote, theirs: Quote, page: Page) -> Iterator[Text]:
    """A passage here beside the one there, the words that differ underlined; the same words only once."""
    places = f"{how}  {ours.start}–{ours.end} from {theirs.start}–{theirs.end}"
    yield from wrapped(page, Text(places, style=DIM), "    ")
    here, there = _compared(ours.words, theirs.words)
    yield from wrapped(page, here, "    │ ", "    │ ")
    if here.plain != there.plain:
        yield from wrapped(page, there, "    ┊ ", "    ┊ ")


def _compared(ours: str, theirs: str) -> tuple[Text, Text]:
    a, b = clean(ours).split(), clean(theirs).split()
    here, there = Text(), Text()
    for what, i1, i2, j1, j2 in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        style = "" if what == "equal" else _CHANGED
        for made, words in ((here, a[i1:i2]), (there, b[j1:j2])):
            if words:
                made.append(" " if made else "").append(" ".join(words), style)
    return here, there


def _capture(capture: Capture, page: Page) -> Iterator[Text]:
    collected = capture.collected
    where = f" from {clean(collected.file)}" if collected.file else ""
    line = f"collected {moment(collected.at[:19] + 'Z')} by {clean(collected.by)} ({collected.how}){where}"
    yield from wrapped(page, Text(line), "  ", "    ")
    for name, value in collected.detail.items():
        yield from wrapped(page, Text(f"{clean(name)}: {clean(value)}", style=DIM), "    ", "      ")
    yield from wrapped(page, Text(f"SHA-256 of the bytes: {capture.sha256}", style=DIM), "    ", "      ")


def _windows(hit: Hit) -> Iterator[tuple[int, int]]:
    """The stretches around the first words found, that do not overlap, cut between words."""
    last = -1
    made = 0
    for span in hit.text_spans:
        if span.start <= last:
            continue
        if made == _SNIPPETS:
            return
        start = max(0, span.start - _AROUND)
        start = hit.text.find(" ", start, span.start) + 1 if start else 0
        end = hit.text.rfind(" ", span.end, span.end + _AROUND)
        end = len(hit.text) if span.end + _AROUND >= len(hit.text) else max(end, span.end)
        yield start, end
        made, last = made + 1, end


def _marked(text: str, offset: int, spans: Iterable[Span], style: str = "") -> Text:
    """The text with what was found underlined. ``offset``: where the text starts in what the spans count."""
    made, at = Text(style=style), 0
    for span in spans:
        made.append(_kept(text[at : span.start - offset]))
        made.append(_kept(text[span.start - offset : span.end - offset]), _HIT)
        at = span.end - offset
    return made.append(_kept(text[at:]))


def _kept(text: str) -> str:
    """Cleaned, with a blank at either end where there was white space."""
    cleaned = clean(text)
    before = " " if text[:1].isspace() else ""
    after = " " if cleaned and text[-1:].isspace() else ""
    return f"{before}{cleaned}{after}"


def _line(text: str) -> str:
    return next((line for line in text.splitlines() if line.strip()), "")[:120]
