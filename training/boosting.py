"""Gradient boosting of small symmetric trees for choosing one row out of each group of rows.

The loss is that of a conditional logit, -log of the softmax within the group; trees are fitted to its gradients by
Newton steps (Friedman 2001), every level of a tree asking one question of all rows (oblivious trees; Prokhorenkova et
al. 2018), so that a tree is three comparisons and a table of eight numbers.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from firsthand.reading.places.ranking import DEPTH, Floats, Trees

BINS = 24
RATE = 0.1
SHRINK = 4.0
"""Added to each leaf's curvature: what a leaf of few rows says is taken with doubt."""


class Groups(NamedTuple):
    """Rows in groups that lie one after the other; ``right`` marks what should be chosen, ``exact`` the best of it."""

    group: NDArray[np.int64]
    right: Floats
    exact: Floats
    weight: Floats
    """Of each group."""


def boost(x: Floats, base: Floats, groups: Groups, exact_share: float, trees: int) -> Trees:
    """Trees whose values, added to ``base``, make what is right likely. ``x``: rows by features."""
    x, base, groups = _telling(x, base, groups)
    cuts = [_cuts(x[:, f]) for f in range(x.shape[1])]
    binned = np.stack([np.searchsorted(c, x[:, f], side="left") for f, c in enumerate(cuts)], axis=1)
    scores = base.astype(np.float64).copy()
    features, limits = np.zeros((trees, DEPTH), dtype=np.int64), np.zeros((trees, DEPTH))
    values = np.zeros((trees, 1 << DEPTH))
    for t in range(trees):
        slope, bend = _slopes(scores, groups, exact_share)
        leaf = np.zeros(len(x), dtype=np.int64)
        for level in range(DEPTH):
            f, b = _best_cut(binned, cuts, leaf, 1 << level, slope, bend)
            features[t, level] = f
            limits[t, level] = cuts[f][b]
            leaf = 2 * leaf + (binned[:, f] > b)
        n = 1 << DEPTH
        values[t] = -RATE * np.bincount(leaf, slope, n) / (np.bincount(leaf, bend, n) + SHRINK)
        scores += values[t][leaf]
    return Trees(features, limits, values)


def _telling(x: Floats, base: Floats, groups: Groups) -> tuple[Floats, Floats, Groups]:
    """Without the groups of no weight or of one row only, from which there is nothing to learn."""
    tells = (groups.weight > 0) & (np.bincount(groups.group, minlength=len(groups.weight)) > 1)
    rows = tells[groups.group]
    number = np.cumsum(tells) - 1
    kept = Groups(number[groups.group[rows]], groups.right[rows], groups.exact[rows], groups.weight[tells])
    return x[rows], base[rows], kept


def _cuts(column: Floats) -> Floats:
    """Limits between the feature's values at its quantiles, at most ``BINS``; zero, which most values are, apart."""
    values = np.unique(np.round(column, 6))
    if len(values) > BINS:
        own = column[column != 0]
        values = np.unique(np.round(np.quantile(own, np.linspace(0, 1, BINS)), 6))
        values = np.unique([*values, 0.0]) if (column == 0).any() else values
    return np.round((values[:-1] + values[1:]) / 2, 6) if len(values) > 1 else np.array([np.inf])


def _slopes(scores: Floats, groups: Groups, exact_share: float) -> tuple[Floats, Floats]:
    """First and second derivatives of the loss by each row's score."""
    group, n = groups.group, len(groups.weight)
    most = np.full(n, -np.inf)
    np.maximum.at(most, group, scores)
    grown = np.exp(scores - most[group])
    likely = grown / np.bincount(group, grown, n)[group]

    def wanted(target: Floats) -> Floats:
        held = likely * target
        whole = np.bincount(group, held, n)[group]
        return np.divide(held, whole, out=np.zeros_like(held), where=whole > 0)

    right, exact = wanted(groups.right), wanted(groups.exact)
    has_exact = np.bincount(group, groups.exact, n)[group] > 0
    target = np.where(has_exact, (right + exact_share * exact) / (1 + exact_share), right)
    weight = groups.weight[group]
    return weight * (likely - target), weight * likely * (1 - likely)


def _best_cut(
    binned: NDArray[np.int64], cuts: list[Floats], leaf: NDArray[np.int64], leaves: int, slope: Floats, bend: Floats
) -> tuple[int, int]:
    """The feature and the bin after which to cut, for most gain over all leaves together."""
    best, at = -1.0, (0, 0)
    for f, c in enumerate(cuts):
        width = len(c) + 1
        where = leaf * width + binned[:, f]
        s = np.bincount(where, slope, leaves * width).reshape(leaves, width).cumsum(axis=1)
        h = np.bincount(where, bend, leaves * width).reshape(leaves, width).cumsum(axis=1)
        left = s[:, :-1] ** 2 / (h[:, :-1] + SHRINK)
        right = (s[:, -1:] - s[:, :-1]) ** 2 / (h[:, -1:] - h[:, :-1] + SHRINK)
        gains = (left + right).sum(axis=0)
        b = int(np.argmax(gains))
        if gains[b] > best + 1e-9:
            best, at = float(gains[b]), (f, b)
    return at
