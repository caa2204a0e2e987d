"""A claim's trace: the figures, the tree of how it reached each report, denials, rumours and conflicts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

from rich.console import Console
from rich.text import Text

from firsthand.archive.parts import Filed
from firsthand.casebook.layout import (
    DIM,
    WARN,
    Page,
    called,
    heading,
    origin_line,
    origin_marks,
    page_on,
    quoted,
    short,
    wrapped,
)
from firsthand.casebook.tree import Node, tree_of
from firsthand.desk.parts import Quote, Trace
from firsthand.ledger_marks import Mark
from firsthand.ledger_words import clean
from firsthand.schema import ClaimOrigin, ClaimStance, ClaimStatement, Clash, Conflict, Span, StepHow

_HOW: dict[StepHow, str] = {
    "heard": "heard by",
    "copy": "copied by",
    "edited": "edited by",
    "rewrite": "re-worded by",
    "cites": "cited by",
}
_SECTIONS: tuple[tuple[ClaimStance, str], ...] = (
    ("asserts", "What supports it"),
    ("denies", "What denies it"),
    ("rumour", "Rumours, which count for nothing"),
)
_Place = tuple[str, int, int]


def trace_lines(trace: Trace, console: Console) -> Iterator[Text]:
    """The trace of one claim."""
    yield from _Picture(trace, page_on(console)).lines()


class _Picture:
    """What every part of one trace needs to know: the page, the reports, the words under the spans, the marks."""

    def __init__(self, trace: Trace, page: Page) -> None:
        self.trace, self.claim, self.page = trace, trace.claim, page
        self.filed: Mapping[str, Filed] = {filed.key: filed for filed in trace.reports}
        self.order = {filed.key: index for index, filed in enumerate(trace.reports)}
        self.words: Mapping[_Place, Quote] = {(q.report, q.start, q.end): q for q in trace.quotes}
        self.origins: Mapping[str, ClaimOrigin] = {origin.name: origin for origin in self.claim.origins}
        self.marks: Mapping[str, Mark] = origin_marks(self.claim.origins)

    def lines(self) -> Iterator[Text]:
        yield from wrapped(self.page, Text(f"“{clean(self.claim.gist)}”", style="bold"))
        yield from wrapped(self.page, Text(clean(self.claim.because), style="bold"), "  ")
        for flag in self.claim.flags:
            yield from wrapped(self.page, Text(f"! {clean(flag)}", style=self._warning()), "  ")
        likeness = "" if self.trace.likeness is None else f" · {self.trace.likeness:.0%} like what was asked for"
        yield from wrapped(self.page, Text(f"claim {self.claim.id}{likeness}", style=DIM), "  ")
        for stance, title in _SECTIONS:
            told = sorted((s for s in self.claim.statements if s.stance == stance), key=self._rank)
            if told:
                yield from heading(self.page, title)
                yield from self._trees(tree_of(told), stance)
        if self.trace.conflicts:
            yield from heading(self.page, "What cannot hold together with it")
            for conflict in self.trace.conflicts:
                yield from self._conflict(conflict)

    def _rank(self, statement: ClaimStatement) -> tuple[int, int, int]:
        """Origins come as the claim has them, reports as they were published, a path's start before what follows."""
        names = [*self.origins]
        origin = names.index(statement.origin) if statement.origin in names else len(names)
        return origin, len(statement.path), self.order.get(statement.report, 0)

    def _trees(self, roots: Iterable[Node], stance: ClaimStance) -> Iterator[Text]:
        for index, root in enumerate(roots):
            if index:
                yield Text()
            yield from wrapped(self.page, self._root(root, stance))
            yield from self._branches(root, "")

    def _root(self, root: Node, stance: ClaimStance) -> Text:
        if root.hop.kind == "nobody":
            return Text("nobody is named" if stance != "rumour" else "nobody", style="italic")
        if origin := self.origins.get(root.hop.name):
            return origin_line(origin, self.marks[origin.name], colored=self.page.colored)
        mark = Text("✗ ", style=self._warning()) if stance == "denies" else Text("· ")
        return mark.append(clean(root.hop.name), "bold")

    def _branches(self, node: Node, indent: str) -> Iterator[Text]:
        children = [*node.children.values()]
        for index, child in enumerate(children):
            last = index == len(children) - 1
            below = indent + ("   " if last else "│  ")
            label = self._label(child, node)
            yield from wrapped(self.page, label, indent + ("└─ " if last else "├─ "), below)
            inner = below + ("│  " if child.children else "   ")
            for words in self._said(child, node):
                yield from wrapped(self.page, words, inner, inner)
            yield from self._branches(child, below)

    def _label(self, node: Node, parent: Node) -> Text:
        name = node.hop.name
        if node.hop.kind != "report":
            return Text.assemble("passed on by ", (clean(name), "bold"))
        how = _HOW[node.hop.how or "heard"]
        if node.hop.how == "heard" and parent.hop.kind != "origin":
            how = "published by" if parent.hop.kind == "nobody" else "told by"
        filed = self.filed.get(name)
        outlet = clean(filed.outlet) if filed and filed.outlet else None
        if outlet is None:
            title = clean(filed.title) if filed and filed.title else "a report"
            return Text.assemble(f"{how} ", (title, "italic"), (f" · {called(filed, name)}", DIM))
        rest = called(filed, name).removeprefix(outlet)
        return Text.assemble(f"{how} ", (outlet, "bold"), (rest, DIM))

    def _said(self, node: Node, parent: Node) -> Iterator[Text]:
        """The words in the report; where they are those of the report above, only where they stand."""
        above = {self._words(s.report, s.content) for s in parent.statements}
        for statement in node.statements:
            words = self._words(statement.report, statement.content)
            places = ", ".join(f"{span.start}–{span.end}" for span in statement.content)
            if words in above:
                yield Text(f"the same words, {places}", style=DIM)
            else:
                yield Text.assemble(f"“{words}” ", (places, DIM))

    def _words(self, report: str, spans: Iterable[Span]) -> str:
        found = (self.words.get((report, span.start, span.end)) for span in spans)
        return quoted(quote for quote in found if quote is not None)

    def _conflict(self, conflict: Conflict) -> Iterator[Text]:
        ours, theirs = conflict.a_words, conflict.b_words
        other = conflict.b
        if conflict.b == self.claim.id:
            ours, theirs, other = theirs, ours, conflict.a
        against = next((claim for claim in self.trace.against if claim.id == other), None)
        gist = f"“{clean(against.gist)}”  " if against else ""
        yield from wrapped(self.page, Text.assemble(("≠ ", self._warning()), (gist, "bold"), (other, DIM)), "", "  ")
        yield from wrapped(self.page, Text(clean(conflict.because)), "  ")
        for side, clashes in (("here", ours), ("there", theirs)):
            told = dict.fromkeys(chain.from_iterable(self._clash(clash) for clash in clashes))
            if told:
                yield from wrapped(self.page, Text(f"{side}: {'; '.join(told)}", style=DIM), "  ", "    ")

    def _clash(self, clash: Clash) -> Iterator[str]:
        quote = self.words.get((clash.report, clash.start, clash.end))
        if quote is not None:
            yield f"“{clean(quote.words)}” ({short(clash.report)} {clash.start}–{clash.end})"

    def _warning(self) -> str:
        return WARN if self.page.colored else ""
