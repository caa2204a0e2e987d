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


def match_in_order(similar: Floats, least: float = 0.0) -> tuple[float, list[tuple[int, int]]]:
    """The best way to lay the rows (sentences of one text) along the columns (of the other) without going back.

    ``similar`` (n, m) says how alike each two are; what is not above ``least`` never matches. Several rows may lie on
    one column, rows and columns may be left out. Gives the sum over the matches, and the matches as (row, column).
    Local alignment without a penalty for gaps, as texts are cut and filled (Smith and Waterman 1981; for sentences of
    comparable texts Barzilay and Elhadad 2003, "Sentence Alignment for Monolingual Comparable Corpora").
    """
    rows, columns = similar.shape
    if not rows or not columns:
        return 0.0, []
    gain = np.where(similar > least, similar, 0)
    best = np.zeros((rows + 1, columns))
    for i in range(rows):
        best[i + 1] = np.maximum.accumulate(best[i] + gain[i])
    pairs: list[tuple[int, int]] = []
    j = columns - 1
    for i in range(rows, 0, -1):
        j = int(np.argmax(best[i, : j + 1] >= best[i, j]))
        if gain[i - 1, j] > 0:
            pairs.append((i - 1, j))
    return float(best[rows, -1]), pairs[::-1]


def order_score(similar: Floats) -> tuple[float, float]:
    """How well the rows lie along the columns in order, and how well they would if the columns stood in no order.

    Both a row. The second is the mean over fixed shuffles of the columns: two reports of one event have many sentences
    alike, but only a text made from the other has them alike in its order.
    """
    rows, columns = similar.shape
    if not rows or not columns:
        return 0.0, 0.0
    gain = np.maximum(similar, 0.0)
    shuffled = gain[:, _shuffles(columns)].transpose(1, 0, 2)
    best = np.zeros(shuffled.shape[::2])
    for i in range(rows):
        best = np.maximum.accumulate(best + shuffled[:, i], axis=1)
    return match_in_order(similar)[0] / rows, float(best[:, -1].mean()) / rows


def _shuffles(size: int) -> npt.NDArray[np.int64]:
    """Sixteen fixed orders of ``size`` things: by the fractional parts of multiples of square roots (Weyl 1916)."""
    primes = np.array([2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53])
    return np.argsort(np.outer(np.sqrt(primes), np.arange(1, size + 1)) % 1.0, axis=1, kind="stable")
