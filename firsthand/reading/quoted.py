"""Squares the network's attributions with the quotation grammar.

A quotation that is somebody's words belongs to them whole: the network may stop short, or lose a quote that runs on
after its cue or into the next paragraph. Scare quotes, titles and slogans stay what they are: no statements.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

import msgspec

from firsthand.reading.parts import Attribution, Quotation
from firsthand.schema import Passage, Span

_LEAST_WORDS = 4
"""Shorter quotations are more often scare quotes or names than speech (1,200 of 3,100 such in news are nobody's
words)."""

_SIGNED = re.compile(
    r"\s*(?P<cue>[-–—―]{1,2})\s*(?P<name>[A-Z@](?:\.|[\w.'’@-]*\w)?(?:\s+(?:[a-z]{2,3}\s+)?[A-Z](?:\.|[\w.'’-]*\w)?){0,4})"
    r"(?=[\s,.;]|$)"
)
_LABEL = re.compile(r"(?P<name>[A-Z][\w.'’-]*(?:\s+[A-Z][\w.'’-]*){0,3})\s?(?P<cue>:)\s+(?=[“\"„«‘'])")


def with_quotations(
    text: str, passages: Sequence[Passage], quotations: Sequence[Quotation], found: Sequence[Attribution]
) -> tuple[Attribution, ...]:
    """The attributions with whole quotations as their content, and those that only the quotation grammar can see."""
    outer = [q for q in quotations if q.depth == 0]
    made = [_widened(text, a, outer) for a in found]
    owners = _owners(made, outer)
    starts = [p.start for p in passages]
    more: dict[int, list[Span]] = {}
    ends = sorted((max(s.end for s in (*a.content, *a.cue)), i) for i, a in enumerate(made))
    for index, quotation in enumerate(outer):
        if owners[index] is not None or len(text[quotation.inner.start : quotation.inner.end].split()) < _LEAST_WORDS:
            continue
        passage = passages[bisect_right(starts, quotation.start) - 1]
        signed = _signed(text, quotation, passage)
        if signed is not None:
            owners[index] = len(made)
            made.append(signed)
            continue
        owner = None
        if index and quotation.continues:
            owner = owners[index - 1]
        elif before := bisect_right(ends, (quotation.start, len(made))):
            end, last = ends[before - 1]
            owner = last if end >= passage.start and _goes_on(text, end, quotation) else None
        if owner is not None:
            owners[index] = owner
            more.setdefault(owner, []).append(quotation.inner)
    for owner, spans in more.items():
        content = tuple(sorted((*made[owner].content, *spans), key=lambda s: s.start))
        made[owner] = msgspec.structs.replace(made[owner], content=content)
    return tuple(sorted(made, key=lambda a: (a.content[0].start, -a.content[-1].end)))


def _widened(text: str, attribution: Attribution, outer: Sequence[Quotation]) -> Attribution:
    """Content that holds most of a quotation takes the rest of it too, unless its own cue or source lies there."""
    content: list[Span] = []
    own = (*attribution.cue, *attribution.source)
    for span in attribution.content:
        first = max(0, bisect_right(outer, span.start, key=lambda q: q.start) - 1)
        last = bisect_right(outer, span.end, key=lambda q: q.start)
        for q in outer[first:last]:
            shared = min(span.end, q.inner.end) - max(span.start, q.inner.start)
            interrupted = any(s.start < q.inner.end and q.inner.start < s.end for s in own)
            if shared > 0 and shared >= 0.5 * (q.inner.end - q.inner.start) and not interrupted:
                span = Span(min(span.start, q.inner.start), max(span.end, q.inner.end))
        if content and not any(c.isalnum() for c in text[content[-1].end : span.start]):
            content[-1] = Span(content[-1].start, max(content[-1].end, span.end))
        else:
            content.append(span)
    return msgspec.structs.replace(attribution, content=tuple(content))


def _owners(made: Sequence[Attribution], outer: Sequence[Quotation]) -> list[int | None]:
    """For each quotation, the attribution whose content covers most of its words."""
    owners: list[int | None] = [None] * len(outer)
    for number, attribution in enumerate(made):
        covered: dict[int, int] = {}
        for span in attribution.content:
            first = max(0, bisect_right(outer, span.start, key=lambda q: q.start) - 1)
            for i in range(first, bisect_right(outer, span.end, key=lambda q: q.start)):
                inner = outer[i].inner
                covered[i] = covered.get(i, 0) + max(0, min(span.end, inner.end) - max(span.start, inner.start))
        for i, size in covered.items():
            if owners[i] is None and 2 * size > outer[i].inner.end - outer[i].inner.start:
                owners[i] = number
    return owners


def _signed(text: str, quotation: Quotation, passage: Passage) -> Attribution | None:
    """``"…" – Name`` and ``Name: "…"``."""
    after = _SIGNED.match(text, quotation.end, passage.end)
    if after and "\n" not in after[0]:
        return _ruled(Span(*after.span("name")), Span(*after.span("cue")), quotation)
    for label in _LABEL.finditer(text, max(passage.start, quotation.start - 80), quotation.start + 1):
        if label.end() == quotation.start:
            return _ruled(Span(*label.span("name")), Span(*label.span("cue")), quotation)
    return None


def _ruled(source: Span, cue: Span, quotation: Quotation) -> Attribution:
    return Attribution(source=(source,), cue=(cue,), content=(quotation.inner,), score=0.9)


def _goes_on(text: str, end: int, quotation: Quotation) -> bool:
    """``"A," he said. "B."``: B, a whole sentence, goes with the statement that ends before it in its passage."""
    words = text[quotation.inner.start : quotation.inner.end]
    between = text[end : quotation.start]
    whole = words[:1].isupper() and words[-1:] in ".!?,…"
    return whole and len(between) <= 160 and between.count(".") <= 1
