"""Vectors of stretches of a text, pooled from its word pieces: what one stretch is compared with another by."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from firsthand.reading.pointers import HEAD_SIZES, Floats
from firsthand.schema import Span

WIDTH = HEAD_SIZES["vector"]


class PieceVectors(NamedTuple):
    """Where each word piece of a text starts (n), in order, and the running sum of their vectors (n + 1, 384)."""

    start: npt.NDArray[np.int64]
    sums: npt.NDArray[np.float64]


def piece_vectors(starts: Sequence[npt.NDArray[np.int64]], vectors: Sequence[Floats]) -> PieceVectors:
    """The vectors of a text's pieces, given chapter by chapter: the starts (n) and the rows (n, 384) of each."""
    start = np.concatenate(starts) if starts else np.zeros(0, np.int64)
    rows = np.concatenate(vectors) if vectors else np.zeros((0, WIDTH), np.float32)
    return PieceVectors(start, np.vstack([np.zeros((1, WIDTH)), np.cumsum(rows, 0, dtype=np.float64)]))


def vector_of(pieces: PieceVectors, spans: Sequence[Span]) -> Floats:
    """The unit vector (384) of some stretches together: the mean over their pieces, of length 1.

    Zeros when no piece starts within them.
    """
    total = np.zeros(WIDTH)
    for span in spans:
        first, last = np.searchsorted(pieces.start, [span.start, span.end])
        total += pieces.sums[last] - pieces.sums[first]
    return (total / max(float(np.linalg.norm(total)), 1e-9)).astype(np.float32)
