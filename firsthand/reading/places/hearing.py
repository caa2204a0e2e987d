"""Place names as the network hears them: stretches of word pieces with how sure it is, and how they are used."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from firsthand.reading.encoder import Output
from firsthand.reading.features import Pieces

FAINTEST = 0.1
"""What is less likely a place than this is not passed on."""


class Heard(NamedTuple):
    """A stretch that may name a place: ``chance`` that it does, and ``literal``, the chance that it is meant as a
    location rather than for its people, its government or a property (Gritta et al. 2020)."""

    start: int
    end: int
    chance: float
    literal: float


def heard_places(pieces: Pieces, output: Output, passages: Sequence[tuple[int, int]]) -> list[Heard]:
    """The stretches that the head ``places`` marks, in order, never over the end of a passage.

    A word is judged by its first piece; words marked as inside a name go on it.
    """
    scores = output.heads["places"]
    shares = np.exp(scores - scores.max(1, keepdims=True))
    shares /= shares.sum(1, keepdims=True)
    inside = 1 - shares[:, 0]
    begins = shares[:, 1] >= shares[:, 2]
    uses = output.heads["uses"]
    literal = 1 / (1 + np.exp(uses[:, 1] - uses[:, 0]))
    likely = np.flatnonzero((inside > FAINTEST) & pieces.first)
    found: list[Heard] = []
    bounds = iter(passages)
    first, last = next(bounds, (0, 0))
    at = -1
    for i in likely.tolist():
        if i < at:
            continue
        while i >= last:
            following = next(bounds, None)
            if following is None:
                return found
            first, last = following
        if i < first:
            continue
        at = i + 1
        while at < last and (not pieces.first[at] or (inside[at] > FAINTEST and not begins[at])):
            at += 1
        words = [k for k in range(i, at) if pieces.first[k]]
        chance = float(inside[words].mean())
        start, end = int(pieces.start[i]), int(pieces.end[at - 1])
        found.append(Heard(start, end, chance, float(literal[i])))
    return found
