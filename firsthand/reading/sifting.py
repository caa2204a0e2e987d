"""Leaves out what looks like an attribution and is none.

That somebody declined to comment or could not verify is the report's own caveat. A translation or an interpreter said
nothing: it is a relay of what the speaker inside said.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from firsthand.reading.parts import Attribution
from firsthand.schema import Caveat

_TRANSLATION = re.compile(
    r"(?:an?|the|its|their|our|his|her)?\s*(?:(?:\w+\s+){0,3}(?:translations?|translators?|interpreters?|subtitles)"
    r"|subtitled version)\b",
    re.I,
)


def sift(text: str, attributions: Sequence[Attribution], caveats: Sequence[Caveat]) -> tuple[Attribution, ...]:
    """The attributions that are statements; what lies within one left out moves up to what held it."""
    left_out = [_is_caveat(a, caveats) or _is_translation(text, a) for a in attributions]
    places: list[int | None] = []
    kept: list[Attribution] = []
    for attribution, out in zip(attributions, left_out, strict=True):
        outer = attribution.within
        while outer is not None and left_out[outer]:
            outer = attributions[outer].within
        places.append(None if out else len(kept))
        if not out:
            within = None if outer is None else places[outer]
            kept.append(msgspec.structs.replace(attribution, within=within))
    return tuple(kept)


def _is_caveat(attribution: Attribution, caveats: Sequence[Caveat]) -> bool:
    at = attribution.cue[0] if attribution.cue else None
    return at is not None and any(c.start < at.end and at.start < c.end for c in caveats)


def _is_translation(text: str, attribution: Attribution) -> bool:
    return any(_TRANSLATION.match(text, span.start, span.end) for span in attribution.source)
