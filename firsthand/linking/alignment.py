"""Aligns two reports: stretches they share word for word, and sentences that say the same in order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]

RUN = 5
"""Words in a row that count as shared: longer than the set phrases of the language, as in work on plagiarism (Clough
and Stevenson 2011, "Developing a corpus of plagiarised short answers", who find 5-grams the sharpest)."""


class Run(NamedTuple):
    """``size`` words in a row that stand in both texts, from word ``a`` of one and word ``b`` of the other."""

    a: int
    b: int
    size: int


def shared_runs(a: Sequence[str], b: Sequence[str], least: int = RUN) -> list[Run]:
    """The longest stretches that two texts share word for word, each word of either in one stretch at most.

    Greedy string tiling (Wise 1993, "String similarity via greedy string tiling and running Karp-Rabin matching"):
    the longest first. In the order of ``a``. Swapping the texts swaps the sides of the result.
    """
    found: list[Run] = []
    free_a, free_b = bytearray(b"\1" * len(a)), bytearray(b"\1" * len(b))
    heap = sorted(_maximal(a, b, least), key=lambda run: (-run.size, run.a + run.b, min(run.a, run.b)))
    for run in heap:
        for part in _free_parts(run, free_a, free_b, least):
            found.append(part)
            free_a[part.a : part.a + part.size] = bytes(part.size)
            free_b[part.b : part.b + part.size] = bytes(part.size)
    return sorted(found)


def _maximal(a: Sequence[str], b: Sequence[str], least: int) -> list[Run]:
    """Every stretch of at least ``least`` words that both texts hold and that cannot be made longer."""
    places: dict[tuple[str, ...], list[int]] = {}
    for j, gram in enumerate(zip(*(b[i:] for i in range(least)), strict=False)):
        places.setdefault(gram, []).append(j)
    found: list[Run] = []
    for i, gram in enumerate(zip(*(a[i:] for i in range(least)), strict=False)):
        for j in places.get(gram, ()):
            if i and j and a[i - 1] == b[j - 1]:
                continue
            size = least
            while i + size < len(a) and j + size < len(b) and a[i + size] == b[j + size]:
                size += 1
            found.append(Run(i, j, size))
    return found


def _free_parts(run: Run, free_a: bytearray, free_b: bytearray, least: int) -> list[Run]:
    """What is left of a stretch when the words that longer ones took are gone."""
    parts: list[Run] = []
    start: int | None = None
    for k in range(run.size + 1):
        open_ = k < run.size and free_a[run.a + k] and free_b[run.b + k]
        if open_ and start is None:
            start = k
        elif not open_ and start is not None:
            if k - start >= least:
                parts.append(Run(run.a + start, run.b + start, k - start))
            start = None
    return parts
