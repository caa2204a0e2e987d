"""Statements inside statements: "residents said the mayor had told them that …".

The network gives each word one role. What lies inside a statement's content is therefore read once more by itself,
where a cue shows that somebody else may be speaking there.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

import msgspec

from firsthand.reading.attributions import Weighing, find_attributions
from firsthand.reading.encoder import Model, encode
from firsthand.reading.features import pieces_of
from firsthand.reading.parts import Attribution
from firsthand.reading.quotations import find_quotations
from firsthand.schema import Span

_TELLING = re.compile(
    r"\b(?:sa(?:id|ys?|ying)|t(?:old|ells?|elling)|spoke|wr(?:ote|ites?)|read|asked|asks|ordered|instructed|den(?:ied|ies|y)"
    r"|(?:claim|warn|announce|admit|insist|promise|accuse|assure|inform|confirm|report|reply|replie|advise|state|declare"
    r"|complain|allege|explain|acknowledge|tweet|post|testifie|vow|demand|urge|threaten|argue|add|suggest|describe|reject"
    r"|dismiss|conclude|estimate|concede|boast|joke|predict)t?e?[ds]|according\s+to)\b",
    re.I,
)
"""Verbs of speech. Inside a statement a noun ("his claim") or an attitude is part of what its speaker says."""
_UNREAL = re.compile(r"\b(?:to|will|would|should|could|can|may|might|must|shall|if|’ll|'ll)\b", re.I)
_LEAST_SCORE = 0.85
_AT_ONCE = 200
"""Pieces of content read in one go, which bounds memory."""
_LONGEST = 1200
"""Characters of content that are looked into: a longer one is a speech, whose quotations were seen at the first
reading."""


def with_nested(
    text: str, attributions: Sequence[Attribution], model: Model, weighing: Weighing
) -> tuple[Attribution, ...]:
    """The attributions, each followed by those found inside it, which carry its index as ``within``."""
    spans = _worth_a_look(text, attributions)
    inside: dict[int, list[Attribution]] = {}
    for at in range(0, len(spans), _AT_ONCE):
        some = [_unquoted(text, span) for span in spans[at : at + _AT_ONCE]]
        pieces = pieces_of(text, some, find_quotations(text, some))
        starts = [s.start for s in some]
        for inner in find_attributions(pieces, encode(model, pieces), model.tables, weighing):
            number = bisect_right(starts, inner.content[0].start) - 1
            fits = inner.source and _is_part(inner, some[number]) and _is_speech(text, inner)
            if fits and inner.score >= _LEAST_SCORE:
                inside.setdefault(spans[at + number].start, []).append(inner)
    made: list[Attribution] = []
    for attribution in attributions:
        outer = len(made)
        made.append(attribution)
        for span in attribution.content:
            made += [msgspec.structs.replace(inner, within=outer) for inner in inside.pop(span.start, ())]
    return tuple(made)


def _worth_a_look(text: str, attributions: Sequence[Attribution]) -> list[Span]:
    """The pieces of content that may hold a statement, in order and apart from one another."""
    found: list[Span] = []
    for span in sorted((s for a in attributions for s in a.content), key=lambda s: (s.start, -s.end)):
        apart = not found or span.start >= found[-1].end
        if apart and span.end - span.start <= _LONGEST and _TELLING.search(text, span.start, span.end):
            found.append(span)
    return found


def _unquoted(text: str, span: Span) -> Span:
    """The span without quotation marks around all of it: what a quoted speaker tells is read like any text."""
    whole = (q.inner for q in find_quotations(text, [span]) if 2 * (q.end - q.start) > span.end - span.start)
    inner = next(whole, span)
    return inner if inner.end - inner.start > 0.9 * (span.end - span.start) else span


def _is_speech(text: str, attribution: Attribution) -> bool:
    """Whether the cue tells of words that were spoken, not of words that may be."""
    cues = [text[c.start : c.end] for c in attribution.cue]
    return any(_TELLING.search(cue) and not _UNREAL.search(cue.removesuffix(" to")) for cue in cues)


def _is_part(attribution: Attribution, span: Span) -> bool:
    """A nested statement lies within what holds it, and is smaller, as its source and cue lie there too."""
    size = sum(s.end - s.start for s in attribution.content)
    parts = (*attribution.source, *attribution.cue, *attribution.content)
    return size < 0.95 * (span.end - span.start) and all(span.start <= s.start and s.end <= span.end for s in parts)
