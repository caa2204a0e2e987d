"""From attributions and folded sources to the contract's statements."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import Any, NamedTuple

import msgspec

from firsthand.reading.confidence import confidence_of
from firsthand.reading.cues import is_continuation, is_negated
from firsthand.reading.name_tables import words_of
from firsthand.reading.parts import Attribution, Quotation
from firsthand.reading.sources import Folded
from firsthand.schema import Addressee, Mode, Relay, Span, Stance, Statement

_EMPTY = words_of("who whom which what that it this him her them me us you so")
"""Content that is nothing but one of these says nothing."""
_LEAST_CONFIDENCE = 0.4
"""Where nobody is named as the source, what is less likely right than this is left out."""


class Draft(NamedTuple):
    """An attribution with what the words around it show, before its parties are told apart."""

    attribution: Attribution
    stance: Stance
    addressee: Span | None
    relays: tuple[Relay, ...]

    @property
    def parties(self) -> list[Span]:
        """The spans, other than the source's, that name somebody: the addressee's first, then the relays'."""
        relays = [Span(r.start, r.end) for r in self.relays if r.name and r.start is not None and r.end is not None]
        return [self.addressee, *relays] if self.addressee else relays


def make_statements(
    text: str, drafts: Sequence[Draft], folded: Folded, quotations: Sequence[Quotation], settings: dict[str, Any]
) -> tuple[Statement, ...]:
    """The statements, "s1", "s2", … in the order of the drafts; ``folded`` was made from the drafts' attributions
    and, as extra spans, all their parties in order. ``settings`` holds the fitted confidence."""
    names = {s.id: s.name for s in folded.sources}
    made: list[Statement] = []
    ids: dict[int, str] = {}
    party = 0
    for index, (draft, source) in enumerate(zip(drafts, folded.of_attribution, strict=True)):
        attribution = draft.attribution
        of_party = folded.of_extra[party : party + len(draft.parties)]
        party += len(draft.parties)
        near = _touching(attribution.content, quotations)
        content = trimmed(text, attribution.content, near)
        outer = attribution.within
        retold = outer is not None and source is not None and source == folded.of_attribution[outer]
        if not content or retold:  # what somebody says of their own words is the statement that holds them
            continue
        if len(content) == 1 and text[content[0].start : content[0].end].lower() in _EMPTY:
            continue
        mode = mode_of(text, content, near)
        confidence = confidence_of(text, attribution, mode, settings)
        if source is None and draft.stance != "rumour" and confidence < _LEAST_CONFIDENCE:
            continue
        ids[index] = f"s{len(made) + 1}"
        relays = _placed(draft.relays, of_party[draft.addressee is not None :], names)
        before = made[-1] if made else None
        if not relays and before and before.source == source and is_continuation(text, attribution.cue):
            relays = before.relay
        heard = draft.addressee
        made.append(
            Statement(
                id=ids[index],
                source=source,
                source_span=attribution.source[0] if attribution.source else None,
                cue=attribution.cue,
                content=content,
                mode=mode,
                stance=draft.stance,
                negated=is_negated(text, attribution.cue, attribution.source),
                addressee=heard
                and Addressee(source=of_party[0], name=text[heard.start : heard.end], start=heard.start, end=heard.end),
                within=None if outer is None else ids.get(outer),
                relay=relays,
                confidence=confidence,
            )
        )
    return tuple(made)


def _placed(relays: Sequence[Relay], parties: Sequence[str | None], names: dict[str, str]) -> tuple[Relay, ...]:
    """The relays with the sources that their spans were folded into, and those sources' names."""
    made, left = [], list(parties)
    for relay in relays:
        source = left.pop(0) if relay.name and relay.start is not None and relay.end is not None else None
        name = names[source] if source else relay.name
        made.append(msgspec.structs.replace(relay, source=source, name=name))
    return tuple(made)


def _touching(content: Sequence[Span], quotations: Sequence[Quotation]) -> Sequence[Quotation]:
    """Those of the quotations, which are in order, that may overlap the content."""
    low = bisect_right(quotations, content[0].start, key=lambda q: q.start) - 1
    while low > 0 and quotations[low].depth:
        low -= 1
    return quotations[max(0, low) : bisect_right(quotations, content[-1].end, key=lambda q: q.start)]


def mode_of(text: str, content: Sequence[Span], quotations: Sequence[Quotation]) -> Mode:
    """direct when all words stand in quotation marks, mixed when some do, else indirect."""
    quoted = total = 0
    outer = [q.inner for q in quotations if q.depth == 0]
    for span in content:
        near = [q for q in outer if q.start < span.end and span.start < q.end]
        total += _letters(text, span.start, span.end)
        quoted += sum(_letters(text, max(span.start, q.start), min(span.end, q.end)) for q in near)
    if not quoted:
        return "indirect"
    return "direct" if quoted >= 0.95 * total else "mixed"


def trimmed(text: str, content: Sequence[Span], quotations: Sequence[Quotation]) -> tuple[Span, ...]:
    """Content pieces without the white space, commas and paired quotation marks around them."""
    made = []
    edges = {q.start: q.inner.start for q in quotations} | {q.end: q.inner.end for q in quotations}
    for span in content:
        start, end = span.start, span.end
        changed = True
        while changed and start < end:
            before = (start, end)
            while start < end and text[start] in " \t\r\n\u00a0,;:":
                start += 1
            while start < end and text[end - 1] in " \t\r\n\u00a0,;:":
                end -= 1
            opening, closing = start in edges and edges[start] > start, end in edges and edges[end] < end
            lone_opening = opening and not any(q.start == start and q.end < end for q in quotations)
            lone_closing = closing and not any(q.end == end and q.start > start for q in quotations)
            if lone_opening:
                start = edges[start]
            if lone_closing:
                end = edges[end]
            changed = (start, end) != before
        if start < end and any(c.isalnum() for c in text[start:end]):
            made.append(Span(start, end))
    return tuple(made)


def _letters(text: str, start: int, end: int) -> int:
    return sum(c.isalnum() for c in text[start:end])
