"""A floor to stand above: what quotation marks, capitals and a list of verbs find by themselves.

Not Firsthand, and no system that anybody uses. Each pair of double quotation marks that holds three words or more is a
statement; its cue is the nearest verb of saying outside quotation marks in the same paragraph, its source the nearest
capitalised name, else the nearest personal pronoun, there.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bench.attributions import Marked
from firsthand.schema import Span

QUOTED = re.compile(r"“[^“”\n]*”|\"[^\"\n]*\"")
_VERB = re.compile(
    r"\b(?:sa(?:id|ys?|ying)|t(?:old|ells?)|add(?:ed|s)|ask(?:ed|s)|wr(?:ote|ites)|tweeted|claim(?:ed|s)|"
    r"argue[ds]|warn(?:ed|s)|announce[ds]|explain(?:ed|s)|repl(?:ied|ies)|insist(?:ed|s)|according to)\b"
)
_OPENER = r"(?:The|This|That|These|Those|There|It|He|She|They|We|You|An?|In|On|At|As|If|But|And|Or|So|For|When|While)\b"
_CAPITAL = r"[A-Z][\w’'-]+"
_NAME = re.compile(rf"\b(?!{_OPENER}){_CAPITAL}(?: (?:[A-Z]\.|{_CAPITAL}|(?:of|de|van|von|bin|al)(?= [A-Z])))*")
_PRONOUN = re.compile(r"\b(?:he|she|they|we|I)\b", re.I)
_PARAGRAPH = re.compile(r"[^\n]+")


def read(text: str) -> list[Marked]:
    """The quotations of three words or more that have both a verb and a name or pronoun in their paragraph."""
    outside = QUOTED.sub(lambda quotation: "\0" * len(quotation[0]), text)
    made = []
    for paragraph in _PARAGRAPH.finditer(text):
        quotations = [Span(*q.span()) for q in QUOTED.finditer(text, *paragraph.span())]
        verbs, names, pronouns = (
            [Span(*m.span()) for m in pattern.finditer(outside, *paragraph.span())] if quotations else []
            for pattern in (_VERB, _NAME, _PRONOUN)
        )
        for quotation in quotations:
            cue, source = _nearest(verbs, quotation), _nearest(names or pronouns, quotation)
            inner = Span(quotation.start + 1, quotation.end - 1)
            if cue and source and len(text[inner.start : inner.end].split()) >= 3:
                made.append(Marked((source,), (cue,), (inner,)))
    return made


def _nearest(spans: Sequence[Span], to: Span) -> Span | None:
    return min(spans, key=lambda s: max(s.start - to.end, to.start - s.end), default=None)
