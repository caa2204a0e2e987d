"""From the tag head's scores to spans: the best sequence that is a legal one.

Tags are BIOES per role (Ramshaw and Marcus 1995, with ends and singles marked): a span has one beginning and one end.
The best legal sequence is found by the Viterbi algorithm, for all passages of a text side by side.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from firsthand.reading.pointers import Floats

ROLES = ("source", "cue", "content")
TAG_COUNT = 1 + 4 * len(ROLES)

_B, _I, _E, _S = range(4)
_NEVER = np.float32(-1e4)


class TaggedSpan(NamedTuple):
    """A run of pieces with one role; ``score`` is the mean log-probability of its tags."""

    first: int
    last: int
    role: int
    score: float


def tagged_spans(scores: Floats, passages: list[tuple[int, int]], transitions: Floats) -> list[TaggedSpan]:
    """The spans of the best legal tag sequence of each passage (first, last piece, last excluded), in order.

    ``scores``: (n, TAG_COUNT), not normalised. ``transitions``: (TAG_COUNT, TAG_COUNT), what passing from the row's tag
    to the column's adds, as a linear-chain CRF learns it (Lafferty et al. 2001).
    """
    if not passages:
        return []
    logs = log_softmax(scores)
    tags = _viterbi(logs, passages, _LEGAL + transitions)
    found = []
    for first, last in passages:
        start = first
        for i in range(first, last):
            tag = int(tags[i])
            role, edge = divmod(tag - 1, 4)
            if tag and edge in (_B, _S):
                start = i
            if tag and edge in (_E, _S):
                score = float(logs[np.arange(start, i + 1), tags[start : i + 1]].mean())
                found.append(TaggedSpan(start, i, role, score))
    return found


def log_softmax(scores: Floats) -> Floats:
    """Log-probabilities along the last axis."""
    top = scores - scores.max(-1, keepdims=True)
    return top - np.log(np.exp(top).sum(-1, keepdims=True))


def _legal() -> Floats:
    allowed = np.full((TAG_COUNT, TAG_COUNT), _NEVER, np.float32)
    outside = [0] + [1 + 4 * r + e for r in range(len(ROLES)) for e in (_E, _S)]
    starts = [0] + [1 + 4 * r + e for r in range(len(ROLES)) for e in (_B, _S)]
    for tag in outside:
        allowed[tag, starts] = 0
    for r in range(len(ROLES)):
        base = 1 + 4 * r
        for tag in (base + _B, base + _I):
            allowed[tag, [base + _I, base + _E]] = 0
    return allowed


_LEGAL = _legal()


def _viterbi(logs: Floats, passages: list[tuple[int, int]], transitions: Floats) -> npt.NDArray[np.int64]:
    """The best tag of each piece; before and after a passage stands "outside" (tag 0)."""
    starts, ends = np.array(passages).T
    lengths = ends - starts
    best = logs[starts] + transitions[0]
    came_from = np.zeros(logs.shape, np.int8)
    for t in range(1, int(lengths.max())):
        rows = np.flatnonzero(t < lengths)
        reach = best[rows][:, :, None] + transitions
        came_from[starts[rows] + t] = reach.argmax(1)
        best[rows] = reach.max(1) + logs[starts[rows] + t]
    tag = (best + transitions[:, 0]).argmax(1)
    result = np.zeros(len(logs), np.int64)
    for t in range(int(lengths.max()) - 1, -1, -1):
        rows = np.flatnonzero(t < lengths)
        at = starts[rows] + t
        result[at] = tag[rows]
        tag[rows] = came_from[at, tag[rows]]
    return result
