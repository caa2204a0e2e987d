"""Evaluates boosted decision trees (Friedman 2001) that training has written to the package's weights."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from firsthand.errors import WeightsError
from firsthand.linking.parts import Floats

_WEIGHTS = Path(__file__).resolve().parent.parent / "weights"
_AT_ONCE = 128
"""Rows that go through all trees together: as many as stay in a processor's cache."""


class Trees(NamedTuple):
    """T trees of at most N nodes, one after the other, each (T * N): the feature a node asks, the threshold up to which
    it goes left, the nodes to its left and right (2 * T * N, in turn), the leaf's value. A leaf leads to itself.
    ``roots`` (T); ``depth``: steps from a root to the farthest leaf; ``base`` is added to the sum."""

    feature: npt.NDArray[np.intp]
    threshold: npt.NDArray[np.float64]
    children: npt.NDArray[np.intp]
    value: npt.NDArray[np.float64]
    roots: npt.NDArray[np.intp]
    depth: int
    base: float


@cache
def load_trees(name: str, features: tuple[str, ...]) -> Trees:
    """The trees of ``weights/NAME.json``. Raises ``WeightsError`` when they are missing or ask other features."""
    path = _WEIGHTS / f"{name}.json"
    try:
        kept = json.loads(path.read_text("utf-8"))
        if tuple(kept["features"]) != features:
            raise WeightsError(f"{path}: these weights are for another version of firsthand. Install it again.")
        return trees_of(kept)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise WeightsError(f"{path}: the weights cannot be loaded ({error}). Install firsthand again.") from error


def trees_of(kept: Mapping[str, Any]) -> Trees:
    """The trees as the weights' JSON holds them: ``base``, and in ``trees`` the lists ``feature``, ``threshold``,
    ``left``, ``right`` and ``value`` of each one's nodes, the root first; a leaf's feature is -1."""
    widest = max(len(tree["feature"]) for tree in kept["trees"])

    def table(key: str, empty: float) -> npt.NDArray[np.float64]:
        return np.array([tree[key] + [empty] * (widest - len(tree[key])) for tree in kept["trees"]])

    feature = table("feature", -1).astype(np.intp)
    nodes = np.arange(feature.size).reshape(feature.shape)
    sides = (table(side, 0).astype(np.intp) + nodes[:, :1] for side in ("left", "right"))
    children = np.stack([np.where(feature < 0, nodes, side) for side in sides], -1).reshape(-1)
    return Trees(
        feature=np.maximum(feature, 0).reshape(-1),
        threshold=table("threshold", 0).reshape(-1),
        children=children,
        value=table("value", 0).reshape(-1),
        roots=nodes[:, 0].copy(),
        depth=_depth(nodes[:, 0], children),
        base=float(kept["base"]),
    )


def _depth(roots: npt.NDArray[np.intp], children: npt.NDArray[np.intp]) -> int:
    depth, now = 0, roots
    while (below := np.setdiff1d(np.append(children[2 * now], children[2 * now + 1]), now)).size:
        depth, now = depth + 1, below
    return depth


def probability(trees: Trees, rows: Floats) -> Floats:
    """The probability that the trees give each of R rows of features, (R)."""
    total = np.full(len(rows), trees.base, np.float64)
    flat = np.ascontiguousarray(rows, np.float64).reshape(-1)
    starts = np.arange(len(rows), dtype=np.intp)[:, None] * rows.shape[1]
    for first in range(0, len(rows), _AT_ONCE):
        own = starts[first : first + _AT_ONCE]
        node = np.broadcast_to(trees.roots, (len(own), len(trees.roots)))
        for _ in range(trees.depth):
            asked = flat.take(trees.feature.take(node) + own)
            node = trees.children.take(2 * node + (asked > trees.threshold.take(node)))
        total[first : first + _AT_ONCE] += trees.value.take(node).sum(1)
    return (1 / (1 + np.exp(-total))).astype(np.float32)
