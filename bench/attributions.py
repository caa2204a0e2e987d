"""Scores attributions against gold ones, by the definitions that ``bench/README.md`` gives.

Letters and digits count, white space and punctuation do not, so that an annotator's comma decides nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from firsthand.schema import Reading, Span, Statement

ROLES = ("source", "cue", "content")
HALF = 0.5


class Marked(NamedTuple):
    """One attribution, annotated or found: the spans of its three roles."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]


class Match(NamedTuple):
    """A gold attribution and a found one (as indices) that lay claim to about the same content."""

    gold: int
    found: int
    overlap: float
    """Jaccard, of the letters of both contents."""
    same_source: bool


class F1(NamedTuple):
    """Precision, recall and their harmonic mean, in percent to one decimal."""

    precision: float
    recall: float
    f: float


class Tally(NamedTuple):
    """Counts that add up over texts; ``roles`` has (hit, found, gold) letters for each of ``ROLES``."""

    texts: int = 0
    gold: int = 0
    predicted: int = 0
    found: int = 0
    exact: int = 0
    who_what: int = 0
    roles: tuple[tuple[int, int, int], ...] = ((0, 0, 0),) * len(ROLES)

    def __add__(self, other: object) -> Tally:
        if not isinstance(other, Tally):
            return NotImplemented
        roles = tuple((a + x, b + y, c + z) for (a, b, c), (x, y, z) in zip(self.roles, other.roles, strict=True))
        return Tally(*(a + b for a, b in zip(self[:-1], other[:-1], strict=True)), roles=roles)

    def f1(self, figure: str) -> F1:
        """Of ``found``, ``exact`` or ``who_what``."""
        return f1(getattr(self, figure), self.predicted, self.gold)

    def role_f1(self, role: str) -> F1:
        """Of the letters of a role."""
        return f1(*self.roles[ROLES.index(role)])


def f1(hit: float, predicted: float, gold: float) -> F1:
    """Nothing found, or nothing to find, is 0."""
    precision, recall = (hit / predicted if predicted else 0.0), (hit / gold if gold else 0.0)
    mean = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return F1(round(100 * precision, 1), round(100 * recall, 1), round(100 * mean, 1))


def marked(statement: Statement) -> Marked:
    """The spans of a statement."""
    return Marked((statement.source_span,) if statement.source_span else (), statement.cue, statement.content)


def all_marked(reading: Reading) -> list[Marked]:
    """The spans of every statement of the reading."""
    return [marked(s) for s in reading.statements]


def tally(text: str, gold: Sequence[Marked], predicted: Sequence[Marked]) -> Tally:
    """The counts for one text."""
    matches = match(text, gold, predicted)
    roles = []
    for role in range(len(ROLES)):
        left, right = _union(text, (g[role] for g in gold)), _union(text, (p[role] for p in predicted))
        roles.append((len(left & right), len(right), len(left)))
    return Tally(
        texts=1,
        gold=len(gold),
        predicted=len(predicted),
        found=len(matches),
        exact=sum(m.overlap == 1.0 for m in matches),
        who_what=sum(m.same_source for m in matches),
        roles=tuple(roles),
    )


def match(text: str, gold: Sequence[Marked], predicted: Sequence[Marked]) -> list[Match]:
    """Pairs whose contents overlap by half or more, one to one: greatest overlap first, and of equal ones those with
    the same source first."""
    left = [letters(text, g.content) for g in gold]
    right = [letters(text, p.content) for p in predicted]
    candidates = []
    for i, mine in enumerate(left):
        for j, theirs in enumerate(right):
            shared = len(mine & theirs)
            if shared and shared >= HALF * len(mine | theirs):
                overlap = shared / len(mine | theirs)
                candidates.append((overlap, _same_source(gold[i].source, predicted[j].source), i, j))
    taken_gold, taken_found, made = set(), set(), []
    for overlap, same, i, j in sorted(candidates, reverse=True):
        if i not in taken_gold and j not in taken_found:
            taken_gold.add(i)
            taken_found.add(j)
            made.append(Match(i, j, overlap, same))
    return made


def letters(text: str, spans: Iterable[Span]) -> set[int]:
    """Where the letters and digits of the spans stand."""
    return {i for i in _positions(spans) if text[i : i + 1].isalnum()}


def _positions(spans: Iterable[Span]) -> set[int]:
    return {i for s in spans for i in range(s.start, s.end)}


def _union(text: str, many: Iterable[tuple[Span, ...]]) -> set[int]:
    return letters(text, (s for spans in many for s in spans))


def _same_source(a: tuple[Span, ...], b: tuple[Span, ...]) -> bool:
    """They share half of the shorter one, or there is none on either side."""
    left, right = _positions(a), _positions(b)
    if not left or not right:
        return not left and not right
    return len(left & right) >= HALF * min(len(left), len(right))
