"""Groups what is alike: average-link clustering (Sokal and Michener 1958) over a sparse table of likenesses.

The result is a function of the set of likenesses alone: ties are broken by the order of the nodes, never by the order
in which they came.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeVar

import numpy as np

Node = TypeVar("Node", bound=tuple[Any, int])

UNTIED = 0.03
"""The likeness of two nodes that have none on record: what was too unlike to keep."""
LARGEST = 500
"""Nodes that are clustered at once, which takes memory and time with their square."""
_STRONGER = (0.4, 0.6, 0.8, 0.95)
"""Likenesses by which alone a set hangs together that is too large by weaker ones."""


def part_of(seed: Node, alike: Callable[[Node], Mapping[Node, float]], least: float) -> set[Node]:
    """What is clustered together with a node: all that hangs together with it by likenesses of at least ``least``, or,
    where that is more than ``LARGEST`` nodes, of at least the first stronger one that leaves no more. Where none does,
    the node alone. The same for each node of the part.
    """
    for strength in (least, *(s for s in _STRONGER if s > least)):
        found, waiting = {seed}, [seed]
        while waiting and len(found) <= LARGEST:
            for other, value in alike(waiting.pop()).items():
                if value >= strength and other not in found:
                    found.add(other)
                    waiting.append(other)
        if len(found) <= LARGEST:
            return found
    return {seed}


def grouped(
    nodes: Iterable[Node],
    likeness: Mapping[tuple[Node, Node], float],
    least: float,
    apart: frozenset[tuple[Node, Node]] = frozenset(),
) -> list[list[Node]]:
    """The groups whose mean likeness is at least ``least`` at every join; ``apart`` are pairs that never share one.

    ``likeness`` holds each pair once, either way round.
    """
    alike: dict[Node, dict[Node, float]] = {node: {} for node in nodes}
    for (a, b), value in likeness.items():
        if a in alike and b in alike:
            alike[a][b] = alike[b][a] = value
    made: list[list[Node]] = []
    done: set[Node] = set()
    for node in sorted(alike):
        if node not in done:
            part = part_of(node, alike.__getitem__, least)
            done |= part
            made += _average_link(sorted(part), alike, least, apart)
    return sorted(made)


def _average_link(
    nodes: Sequence[Node],
    alike: Mapping[Node, Mapping[Node, float]],
    least: float,
    apart: frozenset[tuple[Node, Node]],
) -> list[list[Node]]:
    count = len(nodes)
    if count == 1:
        return [list(nodes)]
    row = {node: i for i, node in enumerate(nodes)}
    near = np.full((count, count), UNTIED)
    for a, i in row.items():
        for b, value in alike[a].items():
            if b in row:
                near[i, row[b]] = value
    for a, b in apart:
        if a in row and b in row:
            near[row[a], row[b]] = near[row[b], row[a]] = -np.inf
    np.fill_diagonal(near, -np.inf)
    sets: list[list[Node]] = [[node] for node in nodes]
    size = np.ones(count)
    # Compared rounded, so that the order of additions does not decide; each row's best is kept, so that a join costs
    # the rows that it changes.
    rounded = np.round(near, 9)
    best = rounded.max(1)
    while True:
        i = int(best.argmax())
        if not best[i] >= least:
            return [part for part in sets if part]
        j = int(rounded[i].argmax())
        mean = (near[i] * size[i] + near[j] * size[j]) / (size[i] + size[j])
        stale = np.flatnonzero((rounded[:, i] == best) | (rounded[:, j] == best))
        near[i], near[:, i], near[i, i] = mean, mean, -np.inf
        near[j], near[:, j] = -np.inf, -np.inf
        rounded[i] = rounded[:, i] = np.round(near[i], 9)
        rounded[j], rounded[:, j] = -np.inf, -np.inf
        best = np.maximum(best, rounded[:, i])
        best[j] = -np.inf
        fresh = np.append(stale, i)
        best[fresh] = rounded[fresh].max(1)
        sets[i], sets[j] = sorted(sets[i] + sets[j]), []
        size[i] += size[j]
