"""Evaluates boosted decision trees (Friedman 2001) that training has written to the package's weights."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from firsthand.errors import WeightsError
from firsthand.linking.parts import Floats

_WEIGHTS = Path(__file__).resolve().parent.parent / "weights"


class Trees(NamedTuple):
    """T trees of at most N nodes, side by side, each (T, N): the feature a node asks (-1: a leaf), the threshold up to
    which it goes left, the nodes to its left and right, the leaf's value. ``base`` is added to the sum."""

    feature: npt.NDArray[np.int32]
    threshold: npt.NDArray[np.float64]
    left: npt.NDArray[np.int32]
    right: npt.NDArray[np.int32]
    value: npt.NDArray[np.float64]
    base: float


@cache
def load_trees(name: str, features: tuple[str, ...]) -> Trees:
    """The trees of ``weights/NAME.json``. Raises ``WeightsError`` when they are missing or ask other features."""
    path = _WEIGHTS / f"{name}.json"
    try:
        kept = json.loads(path.read_text("utf-8"))
        if tuple(kept["features"]) != features:
            raise WeightsError(f"{path}: these weights are for another version of firsthand. Install it again.")
        widest = max(len(tree["feature"]) for tree in kept["trees"])

        def table(key: str, empty: float) -> npt.NDArray[np.float64]:
            return np.array([tree[key] + [empty] * (widest - len(tree[key])) for tree in kept["trees"]])

        return Trees(
            table("feature", -1).astype(np.int32),
            table("threshold", 0),
            table("left", 0).astype(np.int32),
            table("right", 0).astype(np.int32),
            table("value", 0),
            float(kept["base"]),
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise WeightsError(f"{path}: the weights cannot be loaded ({error}). Install firsthand again.") from error


def probability(trees: Trees, rows: Floats) -> Floats:
    """The probability that the trees give each of R rows of features, (R)."""
    total = np.full(len(rows), trees.base, np.float64)
    each = np.arange(len(rows))
    for feature, threshold, left, right, value in zip(*trees[:5], strict=True):
        node = np.zeros(len(rows), np.int32)
        while True:
            asks = feature[node]
            inner = asks >= 0
            if not inner.any():
                break
            goes_left = rows[each, np.maximum(asks, 0)] <= threshold[node]
            node = np.where(inner, np.where(goes_left, left[node], right[node]), node)
        total += value[node]
    return (1 / (1 + np.exp(-total))).astype(np.float32)
