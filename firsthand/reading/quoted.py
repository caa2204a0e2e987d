"""Squares the network's attributions with the quotation grammar.

A quotation that is somebody's words belongs to them whole: the network may stop short, or lose a quote that runs on after
its cue or into the next paragraph. Scare quotes, titles and slogans stay what they are: no statements.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

import msgspec

from firsthand.reading.attributions import Found
from firsthand.reading.parts import Attribution, Quotation
from firsthand.schema import Passage, Span

_LEAST_WORDS = 4
"""Shorter quotations are more often scare quotes or names than speech (1,200 of 3,100 such in news are nobody's words)."""

_SIGNED = re.compile(r"\s*(?P<cue>[-–—―]{1,2})\s*(?P<name>[A-Z@][\w.'’@-]*(?:\s+(?:[a-z]{2,3}\s+)?[A-Z][\w.'’-]*){0,4})(?=[\s,.;]|$)")
_LABEL = re.compile(r"(?P<name>[A-Z][\w.'’-]*(?:\s+[A-Z][\w.'’-]*){0,3})\s?(?P<cue>:)\s+(?=[“\"„«‘'])")


def with_quotations(
    text: str, passages: Sequence[Passage], quotations: Sequence[Quotation], found: Found
) -> tuple[Attribution, ...]:
    """The attributions with whole quotations as their content, and those that only the quotation grammar can see."""
    outer = [q for q in quotations if q.depth == 0]
    made = [_widened(text, a, outer) for a in found.attributions]
    starts = [p.start for p in passages]
    for index, quotation in enumerate(outer):
        owner = _owner(made, quotation)
        if owner is not None or len(text[quotation.inner.start : quotation.inner.end].split()) < _LEAST_WORDS:
            continue
        passage = passages[bisect_right(starts, quotation.start) - 1]
        before = outer[index - 1] if index else None
        signed = _signed(text, quotation, passage)
        if signed is not None:
            made.append(signed)
        elif before is not None and quotation.continues and (owner := _owner(made, before)) is not None:
            made[owner] = _with_content(made[owner], quotation.inner)
        elif (owner := _neighbour(text, made, outer, index, passage)) is not None:
            made[owner] = _with_content(made[owner], quotation.inner)
    return tuple(sorted(made, key=lambda a: (a.content[0].start, -a.content[-1].end)))


def _widened(text: str, attribution: Attribution, outer: Sequence[Quotation]) -> Attribution:
    """Content that holds most of a quotation takes the rest of it too, unless its own cue or source lies there."""
    content: list[Span] = []
    own = (*attribution.cue, *attribution.source)
    for span in attribution.content:
        for q in outer:
            low, high = max(span.start, q.inner.start), min(span.end, q.inner.end)
            size = q.inner.end - q.inner.start
            if size and high - low >= 0.5 * size and not any(s.start < q.inner.end and q.inner.start < s.end for s in own):
                span = Span(min(span.start, q.inner.start), max(span.end, q.inner.end))
        if content and not any(c.isalnum() for c in text[content[-1].end : span.start]):
            content[-1] = Span(content[-1].start, max(content[-1].end, span.end))
        else:
            content.append(span)
    return msgspec.structs.replace(attribution, content=tuple(content))


def _with_content(attribution: Attribution, span: Span) -> Attribution:
    return msgspec.structs.replace(attribution, content=tuple(sorted((*attribution.content, span), key=lambda s: s.start)))


def _owner(made: Sequence[Attribution], quotation: Quotation) -> int | None:
    """The attribution whose content covers most of the quotation's words."""
    half = (quotation.inner.end - quotation.inner.start) / 2
    for i, attribution in enumerate(made):
        covered = sum(
            max(0, min(s.end, quotation.inner.end) - max(s.start, quotation.inner.start)) for s in attribution.content
        )
        if covered > half:
            return i
    return None


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


def _neighbour(
    text: str, made: Sequence[Attribution], outer: Sequence[Quotation], index: int, passage: Passage
) -> int | None:
    """``"A," he said. "B."``: B, a whole sentence, goes with the quotation before it in its passage."""
    quotation = outer[index]
    words = text[quotation.inner.start : quotation.inner.end]
    if not words[:1].isupper() or words[-1:] not in ".!?,…" or index == 0:
        return None
    before = outer[index - 1]
    between = text[before.end : quotation.start]
    if before.start < passage.start or len(between) > 160 or between.count(".") > 1:
        return None
    return _owner(made, before)
