"""How probable it is that one report is another told in other words, from what survives re-wording.

The order in which the facts come, the facts themselves (names, numbers, times), and the absence of any quotation,
speaker or fact of its own. No one of these suffices: reports of one press conference share the facts, but each orders
them in its own way and has something that the other lacks. A small logistic model weighs them (``training/derivations``
fits it; ``weights/derivations.json`` holds it).
"""

from __future__ import annotations

import json
import math
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np

from firsthand.errors import WeightsError
from firsthand.linking.alignment import Floats, match_in_order, order_score
from firsthand.linking.reuse_sheets import PHRASE, Sheet

_WEIGHTS = Path(__file__).resolve().parent.parent / "weights" / "derivations.json"
_FACT = 0.12
"""What one fact that two sentences alone share adds to their likeness."""
_NEAR_WORTH, _ROUNDED, _SMALL = 0.5, 0.1, 20
"""What an amount is worth that is not the same but within a tenth; small numbers are never rounded."""
_STRANGERS = 2
"""Reports that share fewer facts are of one event only when everything else speaks for it."""
_CLAUSE = 0.3
"""Likeness of two clauses, less what all have in common, from which they may say the same."""

FEATURES = (
    "order",
    "order beyond chance",
    "clauses alike",
    "sentences alike",
    "laid along",
    "facts of its own",
    "facts shared",
    "strangers",
    "quotes of its own",
    "people of its own",
    "words in a row",
)


class Likeness(NamedTuple):
    """The sentences of two reports compared: rows are the later report's, columns the earlier's."""

    raw: Floats
    """Cosines."""
    centred: Floats
    """What is left of the cosines, and of shared facts, without what all sentences of the two have in common."""


def likeness_of(later: Sheet, earlier: Sheet) -> Likeness:
    """How alike each two sentences are."""
    raw: Floats = later.vectors @ earlier.vectors.T
    if not raw.size:
        return Likeness(raw, raw)
    return Likeness(raw, (_centred(raw) + _FACT * _shared_facts(later, earlier)).astype(np.float32))


def reworded(like: Likeness) -> list[tuple[int, int]]:
    """The sentences that say the same in the same order, as (of the later, of the earlier)."""
    alike = (like.raw >= 0.4) | (like.centred >= 0.3)
    return match_in_order(like.centred * alike, 0.08)[1]


def features_of(later: Sheet, earlier: Sheet, like: Likeness, run_share: float) -> tuple[float, ...]:
    """The numbers that the model weighs, in the order of ``FEATURES``; all between about -1 and 2.

    ``run_share``: how much of the later report stands word for word in the earlier.
    """
    clauses = later.clauses @ earlier.clauses.T
    if not like.raw.size or not clauses.size:
        return (0.0,) * len(FEATURES)
    particular = _centred(clauses)
    order, chance = order_score(particular)
    mine, theirs = frozenset().union(*later.facts), frozenset().union(*earlier.facts)
    theirs_loose = theirs | frozenset(earlier.words)
    return (
        5 * order,
        5 * (order - chance),
        float((particular.max(1) > _CLAUSE).mean()),
        2 * float(like.raw.max(1).mean()),
        len({row for row, _ in reworded(like)}) / len(later.facts),
        len(mine - theirs_loose) / max(len(mine), 1),
        math.log1p(len(mine & theirs)) / 3,
        float(len(mine & theirs) < _STRANGERS),
        min(1.0, 5 * _own_quotes(later, earlier) / max(len(later.words), 1)),
        min(1.0, sum(name not in theirs_loose for name in later.people) / 3),
        5 * run_share,
    )


@cache
def _model() -> tuple[np.ndarray, float]:
    """The weights of the features, and the bias."""
    try:
        held = json.loads(_WEIGHTS.read_text("utf-8"))
        return np.array([held["weights"][name] for name in FEATURES]), float(held["bias"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise WeightsError(f"{_WEIGHTS}: the weights cannot be loaded ({error}). Install firsthand again.") from error


def rewrite_probability(features: tuple[float, ...]) -> float:
    """How probable it is that the later report is the earlier one told in other words."""
    weights, bias = _model()
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, float(weights @ np.array(features)) + bias))))


def _centred(raw: Floats) -> Floats:
    return (raw - raw.mean(1, keepdims=True) - raw.mean(0, keepdims=True) + raw.mean()).astype(np.float32)


def _shared_facts(later: Sheet, earlier: Sheet) -> Floats:
    """(rows, columns): for each two sentences the facts in both, each the less the more sentences have it."""
    shared = np.zeros((len(later.facts), len(earlier.facts)), np.float32)
    where: dict[str, list[int]] = {}
    for column, facts in enumerate(earlier.facts):
        for fact in facts:
            where.setdefault(fact, []).append(column)
    rows: dict[str, list[int]] = {}
    for row, facts in enumerate(later.facts):
        for fact in facts & where.keys():
            rows.setdefault(fact, []).append(row)
    for fact in sorted(rows):
        worth = 1 / math.sqrt(len(rows[fact]) * len(where[fact]))
        shared[np.ix_(rows[fact], where[fact])] += worth
    amounts = [(column, y) for column, theirs in enumerate(earlier.amounts) for y in theirs if y >= _SMALL]
    for row, mine in enumerate(later.amounts):
        for x in mine:
            for column in {column for column, y in amounts if _near(x, y)} if x >= _SMALL else ():
                shared[row, column] += _NEAR_WORTH
    return np.minimum(shared, 2.0)


def _near(x: float, y: float) -> bool:
    """Two amounts may be one, rounded: "almost 32,000" and 31,906, "over 120 minutes" and two hours."""
    return x != y and abs(x - y) <= _ROUNDED * max(x, y)


def _own_quotes(later: Sheet, earlier: Sheet) -> int:
    """The words that the later report quotes and of which the earlier has no four in a row."""
    return sum(
        len(quote)
        for quote in later.quotes
        if len(quote) >= PHRASE and earlier.phrases.isdisjoint(zip(*(quote[i:] for i in range(PHRASE)), strict=False))
    )
