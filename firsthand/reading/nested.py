"""Statements inside statements: "residents said the mayor had told them that …".

The network gives each word one role. What lies inside a statement's content is therefore read once more by itself,
where a cue shows that somebody else may be speaking there.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from firsthand.reading.attributions import Weighing, find_attributions
from firsthand.reading.cues import has_cue
from firsthand.reading.encoder import Model, encode
from firsthand.reading.features import pieces_of
from firsthand.reading.parts import Attribution
from firsthand.reading.quotations import find_quotations
from firsthand.schema import Span

_LEAST_SCORE = 0.5
_LONGEST = 1200
"""Characters of content that are looked into: a longer one is a speech, whose quotations were seen at the first
reading."""


def with_nested(
    text: str, attributions: Sequence[Attribution], model: Model, weighing: Weighing
) -> tuple[Attribution, ...]:
    """The attributions, each followed by those found inside it, which carry its index as ``within``."""
    made: list[Attribution] = []
    for attribution in attributions:
        outer = len(made)
        made.append(attribution)
        for span in attribution.content:
            if span.end - span.start > _LONGEST or not has_cue(text[span.start : span.end]):
                continue
            for inner in _inside(text, span, model, weighing):
                made.append(msgspec.structs.replace(inner, within=outer))
    return tuple(made)


def _inside(text: str, span: Span, model: Model, weighing: Weighing) -> list[Attribution]:
    pieces = pieces_of(text, [span], find_quotations(text, [span]))
    output = encode(model, pieces)
    found = find_attributions(pieces, output, model.distance, weighing)
    return [a for a in found if a.source and a.score >= _LEAST_SCORE and _is_part(a, span) and _is_speech(text, a)]


def _is_speech(text: str, attribution: Attribution) -> bool:
    """Inside a statement only a clear cue counts: attitudes and deeds told of there are the speaker's account."""
    return any(has_cue(text[c.start : c.end]) for c in attribution.cue)


def _is_part(attribution: Attribution, span: Span) -> bool:
    """A nested statement leaves its own source and cue outside its content, so it is always smaller than what holds
    it."""
    size = sum(s.end - s.start for s in attribution.content)
    return size < 0.95 * (span.end - span.start)
