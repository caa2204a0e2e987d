"""The ledger: one reading set out for a person in a terminal.

For every statement it says who, said how, what, when, to whom and through whom, and what times, places and numbers the
words are about. A narrow terminal gets one column, a wide one two: who and how in the margin, the words beside them.
Nothing here decides anything; it only shows what the reading holds.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import Literal, TextIO

from rich.console import Console
from rich.text import Text

from firsthand.ledger_marks import NOBODY, Mark, marks
from firsthand.ledger_values import (
    in_order,
    place_in_words,
    quantity_in_words,
    reckoning,
    undated_in_words,
    value_in_words,
    when,
)
from firsthand.ledger_words import (
    CAVEATS,
    MIN_WIDTH,
    RELAYS,
    clean,
    count,
    description,
    moment,
    other_names,
    packed,
    words,
)
from firsthand.schema import Caveat, Reading, Relay, Source, Span, Statement, Time

_WIDE = 112
_WIDEST = 150
_MARGIN = 46
_INDENT = 5
_DEEPEST = 3
_DOUBTFUL = 0.5
_MOST_FACTS = 4
_DIM = "dim"


Color = Literal["auto", "always", "never"]


def make_console(stream: TextIO, *, color: Color = "auto", width: int | None = None) -> Console:
    """A console for ``print_ledger``.

    ``color`` is ``auto`` (in a terminal, unless NO_COLOR is set), ``always`` or ``never``; ``width`` is in columns, by
    default the terminal's, or 80 where there is none.
    """
    always = color == "always"
    console = Console(
        file=stream,
        width=width,
        color_system=None if color == "never" else "truecolor" if always else "auto",
        force_terminal=True if always else None,
        no_color=False if always else None,
        highlight=False,
        emoji=False,
        markup=False,
    )
    if console.width < MIN_WIDTH:
        console.width = MIN_WIDTH
    return console


def print_ledger(reading: Reading, console: Console) -> None:
    """Print one reading's ledger."""
    for line in _Ledger(reading, console).lines():
        line.rstrip()
        console.print(line, soft_wrap=True)


class _Ledger:
    """What every part of one report's ledger needs to know: the text, its sources and their marks, and the width."""

    def __init__(self, reading: Reading, console: Console) -> None:
        self.reading, self.console = reading, console
        self.width = min(console.width, _WIDEST)
        self.sources: Mapping[str, Source] = {s.id: s for s in reading.sources}
        # Those who speak come first: there are more sources than colors, and colors serve to tell speakers apart.
        speaking = {s.source for s in reading.statements}
        self.marks = marks(sorted(reading.sources, key=lambda source: source.id not in speaking))
        self.colored = console.color_system is not None and not console.no_color
        self.introduced: set[str] = set()

    def lines(self) -> Iterator[Text]:
        yield from self._head()
        if self.reading.statements:
            yield from self._heading("Statements")
            for statement, depth in _nested(self.reading.statements):
                yield from self._statement(statement, depth)
        else:
            yield Text()
            yield Text("No statements were found in this report.")
        if self.reading.caveats:
            yield from self._heading("Caveats")
            for caveat in self.reading.caveats:
                yield from self._caveat(caveat)
        if self.reading.sources:
            yield from self._heading("Sources")
            yield from self._source_list()
        yield from self._facts_of_all()
        if self.reading.statements:
            yield Text()
            for line in _counts(self.reading):
                yield from self._wrap(Text(line, style="bold"), Text(), Text("  "))

    def _head(self) -> Iterator[Text]:
        report = self.reading.report
        title = report.title or self._first_headline() or report.file or report.id
        yield from self._wrap(Text(clean(title), style="bold"), Text(), Text())
        facts = [clean(report.outlet) if report.outlet else "outlet not stated"]
        facts += [f"by {clean(report.author)}"] if report.author else []
        facts += [f"supplied by {clean(report.agency)}"] if report.agency else []
        facts += [f"published {moment(report.published)}" if report.published else "publication time not stated"]
        facts += [f"modified {moment(report.modified)}"] if report.modified else []
        facts += [f"captured {moment(report.captured)}"] if report.captured else []
        facts += [f"file {clean(report.file)}"] if report.file and title != report.file else []
        for line in packed(facts, self.width):
            yield from self._wrap(Text(line), Text(), Text("  "))
        if origin := self.reading.origin:
            shown = words(report.text, [Span(origin.start, origin.end)])
            because = "" if clean(origin.because) == shown else f", because {clean(origin.because)}"
            line = f"Own work of {clean(origin.outlet)}{because}" + (f": “{shown}”" if shown else "")
            line += self._doubt(origin.confidence)
            yield from self._wrap(Text(line), Text(), Text("  "))
        else:
            unknown = Text("Whose own work it is, the text does not show.", style=_DIM)
            yield from self._wrap(unknown, Text(), Text("  "))

    def _first_headline(self) -> str | None:
        found = next((p for p in self.reading.passages if p.kind == "headline"), None)
        return self.reading.report.text[found.start : found.end] if found else None

    def _heading(self, title: str) -> Iterator[Text]:
        yield Text()
        yield Text(f"── {title} ".ljust(self.width, "─"), style=_DIM)

    def _statement(self, statement: Statement, depth: int) -> Iterator[Text]:
        mark = self._mark(statement.source)
        indent = Text(" " * _INDENT * min(depth, _DEEPEST))
        rule = Text(" ┊   " if statement.stance == "rumour" else " │   ", style=mark.ink if self.colored else "")
        introducing = statement.source in self.sources and statement.source not in self.introduced
        who = Text.assemble(self._chip(mark), " ", *self._who(statement))
        facts = [Text(f, style=style) for f, style in self._facts(statement)]
        content = Text(words(self.reading.report.text, statement.content))
        blank = Text(" " * _INDENT)
        yield Text()
        if self.width < _WIDE:
            if not introducing:
                who.append("  ").append_text(facts.pop(0))
            yield from self._wrap(who, indent, indent + blank)
            if introducing:
                yield from self._wrap(facts.pop(0), indent + blank, indent + blank)
            yield from self._wrap(content, indent + rule, indent + rule)
            for fact in facts:
                yield from self._wrap(fact, indent + blank, indent + blank + Text("  "))
            return
        margin = [*self._wrap(who, indent, indent + blank, _MARGIN)]
        for fact in facts:
            margin += self._wrap(fact, indent + blank, indent + blank + Text("  "), _MARGIN)
        body = [*self._wrap(content, indent + rule, indent + rule, self.width - _MARGIN - 1)]
        empty = indent + rule
        for left, right in zip_longest(margin, body):
            line = left.copy() if left else Text()
            line.pad_right(max(0, _MARGIN + 1 - line.cell_len))
            yield line + (right if right else empty)

    def _who(self, statement: Statement) -> Iterator[tuple[str, str]]:
        """The name, and what the source is: in full at its first statement, then only that it has no real name here."""
        source = self.sources.get(statement.source or "")
        if source is None:
            yield "no source stated", "italic"
            return
        yield clean(source.name), "bold"
        if source.id not in self.introduced:
            self.introduced.add(source.id)
            yield f"  {description(source)}", ""
        elif source.kind != "named":
            yield f"  {source.kind}", ""

    def _facts(self, statement: Statement) -> Iterator[tuple[str, str]]:
        """The manner first, then what else is known of the saying, each a line of its own."""
        text = self.reading.report.text
        manner = ["✗ denies" if statement.stance == "denies" else statement.stance]
        manner += ["✗ negated"] if statement.negated else []
        manner += [statement.mode]
        manner += [f"“{words(text, statement.cue)}”"] if statement.cue else []
        yield " · ".join(manner), "italic"
        if to := statement.addressee:
            yield f"to {self._name(to.source, to.name) or words(text, [Span(to.start, to.end)])}", _DIM
        if statement.relay:
            yield "through " + " → ".join(self._hop(r) for r in statement.relay) + " → this report", _DIM
        if said := statement.said:
            shown = f" (“{words(text, [Span(said.start, said.end)])}”)" if said.end > said.start else ""
            yield f"said {value_in_words(said.value) if said.value else 'at a time not worked out'}{shown}", _DIM
        room = self.width - _INDENT * 2 - 2 if self.width < _WIDE else _MARGIN - _INDENT - 2
        for line in packed(self._about(statement), room):
            yield line, _DIM
        if doubt := self._doubt(statement.confidence):
            yield doubt.removeprefix(", "), _DIM

    def _about(self, statement: Statement) -> Iterator[str]:
        """When, how long, where and how many, as far as the words of the statement give it."""
        times = [self.reading.times[i] for i in statement.times]
        dated = [value_in_words(t.value) for t in times if t.value and when(t.value)]
        undated = [f"“{self._words(t)}” (no date)" for t in times if t.unresolved and not when(t.value)]
        places = (self.reading.places[i] for i in statement.places)
        quantities = (self.reading.quantities[i] for i in statement.quantities)
        told = (
            ("when", dated + undated),
            ("how long", [value_in_words(t.value) for t in times if t.value and t.type == "DURATION"]),
            ("where", [place_in_words(p) for p in places if p.use == "literal"]),
            ("how many", [quantity_in_words(q) for q in quantities]),
        )
        for name, many in told:
            if many:
                yield f"{name} {_few(many)}"

    def _words(self, time: Time) -> str:
        return words(self.reading.report.text, [Span(time.start, time.end)])

    def _facts_of_all(self) -> Iterator[Text]:
        """The report's times in their order, its places and its quantities, each once."""
        reading, text = self.reading, self.reading.report.text
        if reading.times:
            dated = [value_in_words(t.value or "") for _, t in in_order(reading.times)]
            yield from self._heading("Times")
            yield from self._listed(dated)
            for line in (*undated_in_words(text, reading.times), *reckoning(reading.times)):
                yield from self._wrap(Text(line, style=_DIM), Text("  "), Text("    "))
        if reading.places:
            mapped = [p for p in reading.places if p.use == "literal" and p.lat is not None]
            yield from self._heading("Places")
            yield from self._listed([place_in_words(p) for p in mapped])
            for line in _apart(reading):
                yield from self._wrap(Text(line, style=_DIM), Text("  "), Text("    "))
        if reading.quantities:
            yield from self._heading("Quantities")
            yield from self._listed([quantity_in_words(q) for q in reading.quantities])

    def _listed(self, many: Sequence[str]) -> Iterator[Text]:
        """Each once, with how often it stands there, in as few lines as hold them."""
        counted = Counter(many)
        shown = [f"{one} ({number})" if number > 1 else one for one, number in counted.items()]
        for line in packed(shown, self.width - 4):
            yield from self._wrap(Text(line), Text("  "), Text("    "))

    def _hop(self, relay: Relay) -> str:
        name = self._name(relay.source, relay.name)
        if name is None:
            return "a translation" if relay.how == "translated" else f"somebody not named ({RELAYS[relay.how]})"
        return f"{name} ({RELAYS[relay.how]})"

    def _name(self, source: str | None, name: str | None) -> str | None:
        """A source's name with its letters, else the words themselves."""
        if known := self.sources.get(source or ""):
            return f"{clean(known.name)} [{self.marks[known.id].letters}]"
        return clean(name) if name else None

    def _doubt(self, confidence: float) -> str:
        return f", uncertain ({confidence:.0%} sure)" if confidence < _DOUBTFUL else ""

    def _caveat(self, caveat: Caveat) -> Iterator[Text]:
        by = self._name(caveat.by, caveat.by)
        line = Text.assemble("  ", (CAVEATS[caveat.kind], "bold"), f"  {by}" if by else "")
        yield from self._wrap(line, Text(), Text("    "))
        evidence = Text(f"“{words(self.reading.report.text, [Span(caveat.start, caveat.end)])}”", style=_DIM)
        yield from self._wrap(evidence, Text("    "), Text("    "))

    def _source_list(self) -> Iterator[Text]:
        said = Counter(s.source for s in self.reading.statements)
        hanging = Text(" " * _INDENT)
        for source in self.reading.sources:
            mark = self.marks[source.id]
            spoke = count(said[source.id], "statement") if said[source.id] else "only mentioned"
            name = clean(source.name), "bold"
            line = Text.assemble(self._chip(mark), f" {mark.shape} ", name, f"  {description(source)} · {spoke}")
            yield from self._wrap(line, Text(), hanging + Text("  "))
            if others := other_names(source):
                also = Text(f"also: {others}", style=_DIM)
                yield from self._wrap(also, hanging + Text("  "), hanging + Text("  "))

    def _mark(self, source: str | None) -> Mark:
        return self.marks.get(source or "", NOBODY)

    def _chip(self, mark: Mark) -> tuple[str, str]:
        return (f" {mark.letters} ", mark.chip) if self.colored and mark.chip else (f"[{mark.letters}]", "")

    def _wrap(self, text: Text, first: Text, rest: Text, width: int | None = None) -> Iterator[Text]:
        """The text in lines that fit ``width`` together with what they start with."""
        room = max(12, (width or self.width) - max(first.cell_len, rest.cell_len))
        for index, line in enumerate(text.wrap(self.console, room)):
            line.rstrip()
            yield (rest if index else first) + line


def _nested(statements: Sequence[Statement]) -> Iterator[tuple[Statement, int]]:
    """Every statement once, each followed by those that lie within it, with its depth."""
    inner: dict[str | None, list[Statement]] = {}
    ids = {s.id for s in statements}
    for statement in statements:
        inner.setdefault(statement.within if statement.within in ids else None, []).append(statement)
    waiting = [(s, 0) for s in reversed(inner.get(None, []))]
    while waiting:
        statement, depth = waiting.pop()
        yield statement, depth
        waiting += [(s, depth + 1) for s in reversed(inner.get(statement.id, []))]


def _few(many: Sequence[str]) -> str:
    """Each once; of many only the first."""
    once = [*dict.fromkeys(many)]
    more = [f"{len(once) - _MOST_FACTS} more"] if len(once) > _MOST_FACTS else []
    return "; ".join(once[:_MOST_FACTS] + more)


def _apart(reading: Reading) -> Iterator[str]:
    """The places that are not on the map, and why; and those whose names only describe something else."""
    why: dict[str, dict[str, None]] = {}
    for place in reading.places:
        if place.lat is None and place.use == "literal":
            why.setdefault(clean(place.unresolved or "no reason given"), {})[clean(place.name)] = None
    for reason, names in why.items():
        yield f"not on the map, {reason}: {', '.join(names)}"
    describing = dict.fromkeys(clean(p.name) for p in reading.places if p.use == "associative")
    if describing:
        yield f"only in a name or a description: {', '.join(describing)}"


def _counts(reading: Reading) -> Iterator[str]:
    speaking = {s.source for s in reading.statements}
    kinds = Counter(s.kind for s in reading.sources if s.id in speaking)
    by = ", ".join(f"{n} {kind}" for kind in ("named", "pseudonymous", "unnamed") if (n := kinds[kind]))
    yield f"{count(len(reading.statements), 'statement')} by {count(kinds.total(), 'source')}" + (by and f": {by}")
    stances = Counter(s.stance for s in reading.statements)
    nouns = (("denies", "denial"), ("rumour", "rumour"), ("believes", "belief"))
    extras = [count(n, noun) for stance, noun in nouns if (n := stances[stance])]
    extras += [count(len(reading.caveats), "caveat")] if reading.caveats else []
    if extras:
        yield " · ".join(extras)
