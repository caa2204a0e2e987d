"""Groups what is alike: average-link clustering (Sokal and Michener 1958) over a sparse table of likenesses.

The result is a function of the set of likenesses alone: ties are broken by the order of the nodes, never by the order
in which they came.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

import numpy as np

Node = TypeVar("Node", bound=tuple[Any, int])

UNTIED = 0.02
"""The likeness of two nodes that have none on record: what was too unlike to keep."""
LARGEST = 1500
"""Nodes that are clustered at once, which takes memory and time with their square. A larger set that hangs together is
cut at its weakest ties until each part is small enough."""


def components(nodes: Sequence[Node], likeness: Mapping[Any, float], least: float) -> list[list[Node]]:
    """The sets of nodes that hang together by likenesses of at least ``least``, each in order, by their first node."""
    parent = {node: node for node in nodes}

    def root(node: Node) -> Node:
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for (a, b), value in likeness.items():
        if value >= least and a in parent and b in parent:
            low, high = sorted((root(a), root(b)))
            parent[high] = low
    sets: dict[Node, list[Node]] = {}
    for node in sorted(nodes):
        sets.setdefault(root(node), []).append(node)
    return [sets[node] for node in sorted(sets)]


def grouped(
    nodes: Sequence[Node],
    likeness: Mapping[Any, float],
    least: float,
    apart: frozenset[tuple[Node, Node]] = frozenset(),
) -> list[list[Node]]:
    """The groups whose mean likeness is at least ``least`` at every join; ``apart`` are pairs that never share one.

    ``likeness`` holds each pair once, either way round.
    """
    made: list[list[Node]] = []
    waiting = [(part, least) for part in components(nodes, likeness, least)]
    while waiting:
        part, strength = waiting.pop()
        if len(part) > LARGEST and strength < 1:
            inside = set(part)
            own = {pair: value for pair, value in likeness.items() if pair[0] in inside and pair[1] in inside}
            stronger = strength + 0.1
            waiting += [(smaller, stronger) for smaller in components(part, own, stronger)]
        else:
            made += _average_link(part, likeness, least, apart)
    return sorted(made)


def _average_link(
    nodes: Sequence[Node],
    likeness: Mapping[Any, float],
    least: float,
    apart: frozenset[tuple[Node, Node]],
) -> list[list[Node]]:
    count = len(nodes)
    if count == 1:
        return [list(nodes)]
    row = {node: i for i, node in enumerate(nodes)}
    near = np.full((count, count), UNTIED)
    for (a, b), value in likeness.items():
        if a in row and b in row:
            near[row[a], row[b]] = near[row[b], row[a]] = value
    for a, b in apart:
        if a in row and b in row:
            near[row[a], row[b]] = near[row[b], row[a]] = -np.inf
    np.fill_diagonal(near, -np.inf)
    sets: list[list[Node]] = [[node] for node in nodes]
    size = np.ones(count)
    while True:
        # The first of equals in the order of the nodes; rounded, so that the order of additions does not decide.
        i, j = divmod(int(np.round(near, 9).argmax()), count)
        if not near[i, j] >= least:
            break
        i, j = min(i, j), max(i, j)
        mean = (near[i] * size[i] + near[j] * size[j]) / (size[i] + size[j])
        near[i], near[:, i], near[i, i] = mean, mean, -np.inf
        near[j], near[:, j] = -np.inf, -np.inf
        sets[i], sets[j] = sorted(sets[i] + sets[j]), []
        size[i] += size[j]
    return [part for part in sets if part]
