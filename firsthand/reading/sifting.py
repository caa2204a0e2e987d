"""Leaves out what looks like an attribution and is none.

That somebody declined to comment or could not verify is the report's own caveat. A translation or an interpreter said
nothing: it is a relay of what the speaker inside said. A sign, a banner or a motto speaks for nobody. That a source
asked not to be named, or goes by another name, tells of the source and not of the matter.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from firsthand.reading.parts import Attribution
from firsthand.schema import Caveat, Span

_TRANSLATION = re.compile(
    r"(?:an?|the|its|their|our|his|her)?\s*(?:(?:\w+\s+){0,3}(?:translations?|translators?|interpreters?|subtitles)"
    r"|subtitled version)\b",
    re.I,
)

_WRITING = (
    r"(?:sign|sign-?board|billboard|banner|poster|placard|plaque|mural|graffiti|slogan|motto|sticker|badge|flag"
    r"|t-?shirt|shirt|cap|hoarding|noticeboard|inscription|epitaph|headstone|gravestone|logo|catchphrase|title)s?"
)
_SHOWN = re.compile(rf"\b{_WRITING}\b", re.I)
_STOP = re.compile(r"[.;!?\n]")
_REACH = 80
_NAMING = re.compile(
    r"\b(?:to\s+be\s+(?:\w+\s+)?(?:named|identified|quoted(?:\s+by\s+name)?"
    r"|(?:known|called|referred\s+to)(?:\s+only)?\s+(?:as|by))"
    r"|(?:gave|give|given|using|giving)\s+only\s+(?:his|her|their|a)\s+(?:first|last|given|nick)?\s*-?names?"
    r"|only\s+(?:his|her|their|a)\s+(?:first|last|given)\s+names?"
    r"|(?:is|are|was|were)\s+calling\b|(?:using|under)\s+(?:a|the)\s+(?:pseudonym|false\s+name)|goes\s+by\b)",
    re.I,
)
_LONGEST_NAMING, _NEAR = 160, 12


def sift(text: str, attributions: Sequence[Attribution], caveats: Sequence[Caveat]) -> tuple[Attribution, ...]:
    """The attributions that are statements; what lies within one left out moves up to what held it."""
    told = [_without_naming(text, a) for a in _spoken(text, attributions)]
    left_out = [t is None or _is_caveat(t, caveats) or _is_translation(text, t) or _is_writing(text, t) for t in told]
    places: list[int | None] = []
    kept: list[Attribution] = []
    for attribution, out in zip(told, left_out, strict=True):
        if out or attribution is None:
            places.append(None)
            continue
        outer = attribution.within
        while outer is not None and left_out[outer]:
            outer = attributions[outer].within
        places.append(len(kept))
        kept.append(msgspec.structs.replace(attribution, within=None if outer is None else places[outer]))
    return tuple(kept)


def _is_caveat(attribution: Attribution, caveats: Sequence[Caveat]) -> bool:
    at = attribution.cue[0] if attribution.cue else None
    return at is not None and any(c.start < at.end and at.start < c.end for c in caveats)


def _spoken(text: str, attributions: Sequence[Attribution]) -> list[Attribution]:
    """The attributions; a speaker found inside what a translation "says" gets the rest of those words too."""
    made = list(attributions)
    for i, inner in enumerate(attributions):
        outer = None if inner.within is None else attributions[inner.within]
        if outer is not None and _is_translation(text, outer):
            own = (*inner.cue, *inner.source, *inner.content)
            rest = [s for s in outer.content if not any(s.start < o.end and o.start < s.end for o in own)]
            content = tuple(sorted((*inner.content, *rest), key=lambda s: s.start))
            made[i] = msgspec.structs.replace(inner, content=content)
    return made


def _is_translation(text: str, attribution: Attribution) -> bool:
    return any(_TRANSLATION.match(text, span.start, span.end) for span in attribution.source)


def _is_writing(text: str, attribution: Attribution) -> bool:
    """``A banner read "…"``: the writing is the source, or stands right before a cue that has none."""
    if any(_SHOWN.search(text, c.start, c.end) for c in attribution.cue):
        return True
    if attribution.source:
        return any(_is_about_writing(text, s.start, s.end) for s in attribution.source)
    first, last = attribution.content[0], attribution.content[-1]
    before = _STOP.split(text[max(0, first.start - _REACH) : first.start])[-1]
    after = _STOP.split(text[last.end : last.end + _REACH])[0]
    return _SHOWN.search(before) is not None or _SHOWN.search(after) is not None


def _is_about_writing(text: str, start: int, end: int) -> bool:
    """Whether the phrase is about the writing itself, not about whoever has it ("a man with a banner")."""
    head = re.split(r",|\b(?:with|who|holding|carrying|of|in|on|at|beside|above|near|outside)\b", text[start:end])[0]
    return _SHOWN.search(head) is not None


def _without_naming(text: str, attribution: Attribution) -> Attribution | None:
    """The attribution without those pieces of content that only tell how its source is called; None if none is left."""
    content = tuple(s for s in attribution.content if not _is_naming(text, s, attribution.cue))
    return msgspec.structs.replace(attribution, content=content) if content else None


def _is_naming(text: str, piece: Span, cue: Sequence[Span]) -> bool:
    start = next((c.start for c in cue if 0 <= piece.start - c.end <= _NEAR), piece.start)
    short = piece.end - piece.start <= _LONGEST_NAMING
    return short and _NAMING.search(text, start, min(piece.end, piece.start + 40)) is not None
