"""Cues in the passive: who "was told" something is its addressee, and whoever said it stands after "by"."""

from __future__ import annotations

import re

import msgspec

from firsthand.reading.addressees import noun_phrase
from firsthand.reading.parts import Attribution
from firsthand.schema import Span

_PASSIVE = re.compile(
    r"(?:(?:has|have|had|having)\s+)?(?:been|was|were|is|are|be|being)\s+(?:\w+\s+){0,2}?"
    r"(?:told|informed|assured|warned|advised|instructed|ordered|notified|asked|urged|reminded)\b",
    re.I,
)
_BY = re.compile(r"\s+(?:\w+\s+){0,2}?by\s+")
_LONGEST_AGENT = 120


def active(text: str, attribution: Attribution) -> tuple[Attribution, Span | None]:
    """The attribution with its speaker as source, and the span of whom it was said to where the passive shows that.

    "The men were told by a guard that …" is laid to a guard and addressed to the men; without "by", to nobody.
    """
    cue = attribution.cue[0] if attribution.cue else None
    source = attribution.source[0] if attribution.source else None
    if cue is None or _PASSIVE.match(text, cue.start, cue.end) is None:
        return attribution, None
    by = _BY.match(text, cue.end, cue.end + _LONGEST_AGENT)
    agent = noun_phrase(text, by.end(), min(len(text), by.end() + _LONGEST_AGENT)) if by else None
    if source is not None and source.start > cue.start:
        return attribution, None
    return msgspec.structs.replace(attribution, source=(agent,) if agent else ()), source
