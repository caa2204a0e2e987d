"""The layout of the network's output and how one word piece points to another.

A pointer head gives each piece a query and a key. How well piece j answers piece i's question (which cue is this
content of? which source is this cue of? what does this mention refer back to?) is their scaled product plus a learned
bias for the distance between them: dot-product attention with relative positions (Shaw et al. 2018), kept apart per
question.
"""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

POINTER_SIZE = 64
BUCKETS = 24
HEAD_SIZES = {
    "tags": 13,
    "mentions": 15,
    "places": 3,
    "uses": 2,
    "cue_of": 2 * POINTER_SIZE,
    "source_of": 2 * POINTER_SIZE,
    "antecedent": 2 * POINTER_SIZE,
    "vector": 384,
}
"""Columns of the network's output, in order."""

Floats = npt.NDArray[np.float32]


def _bucket_of(offset: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    size = np.abs(offset).astype(np.float64)
    step = np.where(size <= 4, size, 2 + np.log2(np.maximum(size, 4)))
    return np.minimum(np.floor(step), BUCKETS // 2 - 1).astype(np.int64) + (offset < 0) * (BUCKETS // 2)


_FARTHEST = 1024
_BUCKET_OF = _bucket_of(np.arange(-_FARTHEST, _FARTHEST + 1))


def bucket(offset: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Signed distances in pieces to buckets: exact up to 4, then by powers of two, each sign apart."""
    return _BUCKET_OF[np.clip(offset, -_FARTHEST, _FARTHEST) + _FARTHEST]


def pointer_scores(
    head: Floats, distance: Floats, rows: npt.NDArray[np.int64], columns: npt.NDArray[np.int64]
) -> Floats:
    """Scores of shape (rows, columns) for the pieces at these indices; ``head`` is the pointer head's output."""
    query, key = head[rows, :POINTER_SIZE], head[columns, POINTER_SIZE:]
    bias = distance[bucket(rows[:, None] - columns[None, :])]
    return query @ key.T / np.float32(math.sqrt(POINTER_SIZE)) + bias


def none_scores(head: Floats, none: Floats, distance: Floats, place: npt.NDArray[np.int64]) -> Floats:
    """Scores of shape (n,) for the answer "nothing": ``head`` and ``none`` are the rows (n, columns) of the asking
    pieces and of their windows' [CLS], ``place`` the distance between the two."""
    product = (head[:, :POINTER_SIZE] * none[:, POINTER_SIZE:]).sum(1)
    return product / np.float32(math.sqrt(POINTER_SIZE)) + distance[bucket(place)]
