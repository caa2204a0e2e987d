"""Weighs the candidates of every name by learned weights, first alone, then beside what the others may be."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from firsthand.errors import WeightsError
from firsthand.reading.places.field import OWN, SHARED, Field, Floats

DEPTH = 3
"""Questions in a tree."""


class Trees(NamedTuple):
    """Symmetric decision trees: (trees, DEPTH) columns and limits, (trees, 2 ** DEPTH) values.

    At each level the answer is whether a row's column exceeds the limit; the answers, first level highest, are the
    binary number of the value.
    """

    columns: NDArray[np.int64]
    limits: Floats
    values: Floats

    def scores(self, rows: Floats) -> Floats:
        """The sum of the trees' values for each row."""
        answers = rows[:, self.columns] > self.limits
        leaf = answers @ (1 << np.arange(DEPTH - 1, -1, -1))
        return self.values[np.arange(len(self.values)), leaf].sum(axis=1)


class Weights(NamedTuple):
    """What the ranker weighs the features with.

    ``rounds``: for each round one weight a feature, the first round's for ``OWN``, later ones' for ``OWN + SHARED``.
    ``trees`` refine the last round's scores. ``trust``: one weight for each of ``OWN + SHARED``, one for the logarithm
    of a candidate's likelihood, and a constant: with them, how likely it is that a name means any of its candidates.
    """

    rounds: tuple[Floats, ...]
    trees: Trees
    trust: Floats


class Ranking(NamedTuple):
    """By row of the field: how likely it is what its name means, if that is one of the name's candidates (they sum to
    1 in each sense); and how likely it is right at all, which only means something for the first of each sense."""

    likely: Floats
    trust: Floats


def rank(field: Field, weights: Weights) -> Ranking:
    """Weighs the rows: a softmax within each sense, first of each candidate alone, then again beside what the others
    most likely are, once a round."""
    features, likely = ranked(field, weights)
    return Ranking(likely, 1 / (1 + np.exp(-(trust_features(features, likely) @ weights.trust))))


def trust_features(features: Floats, likely: Floats) -> Floats:
    """What the trust in a row is judged by."""
    return np.column_stack([features, np.log(np.maximum(likely, 1e-6)), np.ones(len(likely))])


def ranked(field: Field, weights: Weights) -> tuple[Floats, Floats]:
    """The features of the last round, rows by ``OWN + SHARED``, and how likely each row is."""
    features = field.own
    likely = field.likely(features @ weights.rounds[0])
    for round_weights in weights.rounds[1:]:
        features = np.hstack([field.own, field.shared(likely)])
        likely = field.likely(features @ round_weights)
    scores = features @ weights.rounds[-1] + weights.trees.scores(features)
    return features, field.likely(scores)


@cache
def load_weights() -> Weights:
    """The weights that ship with the package.

    Raises ``WeightsError`` when they cannot be read or are for other features.
    """
    try:
        return weights_from(json.loads(files("firsthand.weights").joinpath("places.json").read_text("utf-8")))
    except (OSError, KeyError, TypeError, ValueError) as error:
        raise WeightsError(f"the weights for places cannot be loaded ({error!r}). Install firsthand again.") from error


def weights_from(stored: dict[str, Any]) -> Weights:
    """The weights as ``training.places`` stores them. Raises ``KeyError`` or ``ValueError`` when they do not fit."""
    rounds = tuple(np.array([r[name] for name in (OWN + SHARED if i else OWN)]) for i, r in enumerate(stored["rounds"]))
    place = {name: i for i, name in enumerate(OWN + SHARED)}
    trees = stored["trees"]
    columns = np.array([[place[name] for name, _ in t["asks"]] for t in trees], dtype=np.int64).reshape(-1, DEPTH)
    limits = np.array([[limit for _, limit in t["asks"]] for t in trees]).reshape(-1, DEPTH)
    values = np.array([t["values"] for t in trees]).reshape(-1, 1 << DEPTH)
    trust = np.array([stored["trust"][name] for name in (*OWN, *SHARED, "likely", "constant")])
    return Weights(rounds, Trees(columns, limits, values), trust)
