"""Keeps an attribution's content where content stands.

Words that are not quoted stand in their cue's own sentence: in PolNeAR, 98.5% of such pieces do. A sentence before a
quotation or after it is the reporter's.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

import msgspec

from firsthand.reading.parts import Attribution, Quotation
from firsthand.reading.sentences import split_sentences
from firsthand.schema import Passage, Span

_SETTING = re.compile(
    r"(?:at|in|on|after|before|during|under|amid|following|within|asked|speaking|quizzed|pressed|when asked)\s", re.I
)

_LEAD = re.compile(r"(?:(?:consist\w*|made\s+up|composed|compris\w*)\s+of|by|from|of|with|among)\s+")


def within_bounds(
    text: str, passages: Sequence[Passage], quotations: Sequence[Quotation], attributions: Sequence[Attribution]
) -> tuple[Attribution, ...]:
    """The attributions, content cut to what is quoted or stands in the cue's sentence; a phrase before source and cue
    that only sets the scene ("At the hospital, she said …") is left out too."""
    outer = [q for q in quotations if q.depth == 0]
    edges = _edges(text, passages, outer)
    made = []
    for attribution in attributions:
        if not attribution.cue:
            made.append(attribution)
            continue
        home = bisect_right(edges, attribution.cue[0].start)
        content = [part for span in attribution.content for part in _parts(span, edges, home, outer)]
        if len(content) > 1 and _sets_the_scene(text, content[0], content[1], attribution):
            content = content[1:]
        if content:
            source = tuple(_without_lead(text, span) for span in attribution.source)
            made.append(msgspec.structs.replace(attribution, content=tuple(content), source=source))
    return tuple(made)


def _edges(text: str, passages: Sequence[Passage], outer: Sequence[Quotation]) -> list[int]:
    """Where sentences start; a quotation of several sentences stands in the one that it starts in."""
    starts = [s.start for p in passages for s in split_sentences(text, Span(p.start, p.end))]
    opened = [q.start for q in outer]
    kept = []
    for start in starts:
        at = bisect_right(opened, start) - 1
        if at < 0 or not outer[at].start < start < outer[at].end:
            kept.append(start)
    return kept


def _parts(span: Span, edges: list[int], home: int, outer: Sequence[Quotation]) -> list[Span]:
    """The parts of a piece, cut at sentence starts, that are at home or quoted; neighbouring ones stay one piece."""
    first, last = bisect_right(edges, span.start), bisect_right(edges, span.end - 1)
    if first == last == home:
        return [span]
    parts: list[Span] = []
    for number in range(first, last + 1):
        start = span.start if number == first else edges[number - 1]
        end = span.end if number == last else edges[number]
        if number != home and not _quoted(Span(start, end), outer):
            continue
        if parts and parts[-1].end == start:
            parts[-1] = Span(parts[-1].start, end)
        else:
            parts.append(Span(start, end))
    return parts


def _without_lead(text: str, source: Span) -> Span:
    """The source without a verb or preposition that only leads up to it ("consisted of a group of …")."""
    lead = _LEAD.match(text, source.start, source.end)
    return Span(lead.end(), source.end) if lead and lead.end() < source.end else source


def _quoted(span: Span, outer: Sequence[Quotation]) -> bool:
    first = max(0, bisect_right(outer, span.start, key=lambda q: q.start) - 1)
    covered = 0
    for q in outer[first : bisect_right(outer, span.end, key=lambda q: q.start)]:
        covered += max(0, min(span.end, q.end) - max(span.start, q.start))
    return 2 * covered > span.end - span.start


def _sets_the_scene(text: str, before: Span, after: Span, attribution: Attribution) -> bool:
    own = [*attribution.source, *attribution.cue]
    return (
        all(before.end <= s.start for s in own)
        and attribution.cue[0].end <= after.start
        and _SETTING.match(text, before.start, before.end) is not None
    )
