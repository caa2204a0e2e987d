"""The timeline: what one report tells of, in the order in which it happened and was said, in a terminal.

Every dated time stands on a vertical axis, as exactly as the report gives it and no more exactly: a month is a month.
What happened and what was said are told apart, and so is what the report tells itself and what it lays to a source.
Times without a date stand below, with the reason. Nothing here decides anything; it only shows what the reading holds.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from rich.console import Console
from rich.text import Text

from firsthand.ledger_marks import marks
from firsthand.ledger_values import When, in_order, reckoning, undated_in_words, when
from firsthand.ledger_words import clean, count, moment, words
from firsthand.reading.sentences import split_sentences
from firsthand.schema import Passage, Reading, Source, Span, Statement, Time

_WIDEST = 120
_BEFORE, _AFTER = 110, 150
"""Characters of an entry's words that are shown on either side of its time."""
_DIM = "dim"
_TELLS, _TOLD, _SAID, _REPORT = "●", "○", "»", "◆"
_LEGEND = f"{_TELLS} the report tells it  {_TOLD} a source tells it  {_SAID} when it was said"


class _Entry(NamedTuple):
    """One thing on the axis: when, where the time stands in the text, a mark and the words."""

    at: When
    position: int
    mark: str
    body: Text


def print_timeline(reading: Reading, console: Console) -> None:
    """Print one reading's timeline on a console that ``firsthand.ledger.make_console`` made."""
    for line in _Timeline(reading, console).lines():
        line.rstrip()
        console.print(line, soft_wrap=True)


class _Timeline:
    """What every part of one report's timeline needs to know: the text, who speaks, the colors and the width."""

    def __init__(self, reading: Reading, console: Console) -> None:
        self.reading, self.console, self.text = reading, console, reading.report.text
        self.width = min(console.width, _WIDEST)
        self.sources: Mapping[str, Source] = {s.id: s for s in reading.sources}
        speaking = {s.source for s in reading.statements}
        self.marks = marks(sorted(reading.sources, key=lambda source: source.id not in speaking))
        self.colored = console.color_system is not None and not console.no_color

    def lines(self) -> Iterator[Text]:
        yield from self._head()
        yield Text()
        if not self.reading.times:
            yield Text("No times were found in this report.")
            return
        entries = sorted([*self._said(), *self._told()], key=lambda e: (e.at.order, e.mark == _SAID, e.position))
        if entries:
            yield from self._axis([*self._published(), *entries])
            yield Text()
            yield from self._wrap(Text(_LEGEND, style=_DIM), Text(), Text())
        else:
            yield Text("None of its times has a date.")
        yield from self._undated()

    def _head(self) -> Iterator[Text]:
        report = self.reading.report
        yield from self._wrap(Text(clean(report.title or report.file or report.id), style="bold"), Text(), Text())
        facts = [clean(report.outlet)] if report.outlet else []
        facts += [f"published {moment(report.published)}" if report.published else "publication time not stated"]
        facts += [f"captured {moment(report.captured)}"] if report.captured and not report.published else []
        yield from self._wrap(Text(" · ".join(facts)), Text(), Text("  "))
        for line in reckoning(self.reading.times):
            yield from self._wrap(Text(line, style=_DIM), Text(), Text("  "))

    def _published(self) -> Iterator[_Entry]:
        """The report itself: a day, since the times beside it may be of another zone."""
        if at := when((self.reading.report.published or "")[:10]):
            yield _Entry(at, -1, _REPORT, Text("this report was published", style="italic"))

    def _said(self) -> Iterator[_Entry]:
        """An entry for each occasion on which a source spoke."""
        spoken: dict[tuple[str | None, str, int], list[Statement]] = {}
        for statement in self.reading.statements:
            if (said := statement.said) and said.value:
                spoken.setdefault((statement.source, said.value, said.start), []).append(statement)
        for (_, value, position), statements in spoken.items():
            if at := when(value):
                body = self._teller(statements[0])
                content = words(self.text, statements[0].content).replace("\n", " ")
                body.append(_clipped(content.removeprefix("that ")))
                if len(statements) > 1:
                    body.append(f" (and {count(len(statements) - 1, 'more statement')})", style=_DIM)
                yield _Entry(at, position, _SAID, body)

    def _told(self) -> Iterator[_Entry]:
        """An entry for each dated time that is not that of a saying."""
        of_sayings = {s.said.start for s in self.reading.statements if s.said}
        for at, time in in_order(self.reading.times):
            if time.start in of_sayings:
                continue
            statement = self._statement_with(time)
            if statement is None:
                passage = self._passage_with(time)
                mark = _REPORT if passage.kind in ("dateline", "header") else _TELLS
                if mark == _REPORT and any(e.at.date == at.date for e in self._published()):
                    continue
                yield _Entry(at, time.start, mark, self._around(Span(passage.start, passage.end), time))
                continue
            piece = next(c for c in statement.content if c.start <= time.start < c.end)
            shown = self._around(piece, time)
            if statement.mode == "direct":
                shown = Text.assemble("“", shown, "”")
            yield _Entry(at, time.start, _TOLD, self._teller(statement).append_text(shown))

    def _statement_with(self, time: Time) -> Statement | None:
        """The innermost statement whose content holds the time."""
        holding = [s for s in self.reading.statements if any(c.start <= time.start < c.end for c in s.content)]
        return min(holding, key=lambda s: sum(c.end - c.start for c in s.content), default=None)

    def _passage_with(self, time: Time) -> Passage:
        passages = self.reading.passages
        index = bisect_right(passages, time.start, key=lambda p: p.start) - 1
        found = index >= 0 and time.end <= passages[index].end
        return passages[index] if found else Passage(kind="paragraph", start=0, end=len(self.text))

    def _teller(self, statement: Statement) -> Text:
        known = self.sources.get(statement.source or "")
        stance = "✗ denies" if statement.stance == "denies" else statement.stance
        if known is None:
            return Text.assemble(("somebody not named", "italic"), f" {stance}: ")
        ink = self.marks[known.id].ink if self.colored else ""
        return Text.assemble((clean(known.name), f"bold {ink}".strip()), f" {stance}: ")

    def _around(self, span: Span, time: Time) -> Text:
        """The words of the span around the time, which is underlined."""
        window, cut_before, cut_after = _window(self.text, span, time)
        end_of_time = min(time.end, window.end)
        before, after = self.text[window.start : time.start], self.text[end_of_time : window.end]
        made = Text("… " if cut_before else "")
        made.append((clean(before) + (" " if before[-1:].isspace() else "")).removeprefix("that "))
        made.append(clean(self.text[time.start : end_of_time]), style="underline")
        made.append((" " if after[:1].isspace() else "") + clean(after))
        return made.append(" …" if cut_after else "")

    def _axis(self, entries: Sequence[_Entry]) -> Iterator[Text]:
        """The entries under their dates, and of a date under their times of day."""
        label = max(len(e.at.date) for e in entries)
        groups = groupby(sorted(entries, key=lambda e: e.at.order), key=lambda e: (e.at.date, e.at.hour))
        before = None
        for (day, hour), together in groups:
            left = Text(hour.rjust(label))
            if day != before:
                if before is not None:
                    yield Text(f" {'':{label}} │")
                left = Text(day.rjust(label), style="bold")
                if hour:
                    yield Text.assemble(" ", left, " ┼")
                    left = Text(hour.rjust(label))
            before = day
            for number, entry in enumerate(together):
                first = Text.assemble(" ", left if number == 0 else " " * label, " │ " if number or hour else " ┼ ")
                rest = Text(f" {'':{label}} │   ")
                yield from self._wrap(Text(f"{entry.mark} ") + entry.body, first, rest)

    def _undated(self) -> Iterator[Text]:
        """What has no place on the axis, and why."""
        shown = undated_in_words(self.text, self.reading.times)
        if shown:
            yield Text()
            yield Text("Not on the axis", style="bold")
        for line in shown:
            yield from self._wrap(Text(line), Text("  "), Text("    "))

    def _wrap(self, text: Text, first: Text, rest: Text) -> Iterator[Text]:
        """The text in lines that fit the width together with what they start with."""
        room = max(12, self.width - max(first.cell_len, rest.cell_len))
        for index, line in enumerate(text.wrap(self.console, room)):
            line.rstrip()
            yield (rest if index else first) + line


def _window(text: str, span: Span, time: Time) -> tuple[Span, bool, bool]:
    """The sentence of the time in the span, and whether it was cut, at a word, before and after."""
    sentence = next((s for s in split_sentences(text, span) if s.start <= time.start < s.end), span)
    start, end = sentence.start, sentence.end
    if time.start - start > _BEFORE:
        start = text.find(" ", time.start - _BEFORE, time.start) + 1 or time.start
    if end - time.end > _AFTER:
        cut = text.rfind(" ", time.end, time.end + _AFTER)
        end = cut if cut > 0 else time.end
    return Span(start, end), start > sentence.start, end < sentence.end


def _clipped(shown: str) -> str:
    """The words, cut at a word where they are long."""
    most = _BEFORE + _AFTER
    return shown if len(shown) <= most else f"{shown[:most].rsplit(' ', 1)[0]} …"
