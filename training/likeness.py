"""Fits what tells whether two propositions are one claim, and whether they clash: ``python -m training.likeness``.

Makes ``weights/likeness.json`` and ``weights/conflicts.json`` from ``training/stories``, read with the weights that
ship: boosted trees (Friedman 2001; scikit-learn's histogram-based ones, after LightGBM, Ke et al. 2017) over the
features of all pairs of one story's propositions. First it prints how trees of one half of the stories do on the other
half: the odd ones by name and the even ones. Both files rest on the encoder and on the features: fit them again after
either has changed.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.metrics import average_precision_score, roc_auc_score

from bench import linking
from bench.findings import Score, score
from bench.tables import Cell, Outcome, Table, as_text, share
from firsthand.linking.likeness import FEATURES, judge
from firsthand.linking.together import claims_among, ties_in
from firsthand.linking.trees import Trees, probability, trees_of
from firsthand.reading.reader import Reader
from firsthand.schema import Findings
from training import card
from training.pairs import Pairs, Story, pairs_of, story_of

TREES = {"likeness": (150, 0.06), "conflicts": (120, 0.05)}
"""How many trees, and how much each adds: chosen on the halves."""
_COLUMNS = (
    "learned from", "same: ROC AUC", "same: AP", "clash: ROC AUC", "clash: AP", "claims", "grouping P", "grouping R",
    "grouping F1", "independent %", "channels %", "conflicts F1",
)  # fmt: skip
LEAVES, LEAST, SHRINK = 15, 40, 1.0
"""Of one tree at most, pairs in a leaf at least, and what is added to a leaf's curvature."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Measures by halves, then fits on all and writes."""
    parser = argparse.ArgumentParser(prog="python -m training.likeness", description=__doc__)
    parser.add_argument("--stories", type=Path, default=Path("training/stories"))
    parser.add_argument("--weights", type=Path, default=Path("firsthand/weights"), help="where the weights go")
    parser.add_argument("--card", type=Path, default=Path("docs/model-card.md"), help="where the figures go")
    chosen = parser.parse_args(arguments)
    reader = Reader(threads=1)
    stories = [story_of(told, reader) for told in linking.stories_in(chosen.stories)]
    halves = (("odd", stories[0::2]), ("even", stories[1::2]))
    rows = [_held_out(name, taught, left) for (name, taught), (_, left) in (halves, halves[::-1])]
    print(as_text(Outcome((Table("One half's trees on the other half", _COLUMNS, tuple(rows)),))), flush=True)
    for which in TREES:
        path = chosen.weights / f"{which}.json"
        path.write_text(json.dumps(fit(which, pairs_of(which, stories)), separators=(",", ":")) + "\n", "utf-8")
        print(f"{path}: {path.stat().st_size / 1000:.0f} kB")
    card.write_linking(chosen.card, Table("", _COLUMNS, tuple(rows)), len(stories))


def _held_out(name: str, taught: Sequence[Story], left: Sequence[Story]) -> tuple[Cell, ...]:
    """How well trees of some stories rank the pairs of others, and what linking finds there with them."""
    trees, ranked = {}, []
    for which in TREES:
        trees[which] = trees_of(fit(which, pairs_of(which, taught)))
        rows, right = pairs_of(which, left)
        likely = probability(trees[which], rows)
        ranked += [share(roc_auc_score(right, likely), 1), share(average_precision_score(right, likely), 1)]
    _, claims, precision, recall, grouping, independent, channels, _, _, *conflicts = _found(left, trees)
    return (
        f"{name} on the others", *ranked, claims, precision, recall, grouping, independent, channels, conflicts[-1]
    )  # fmt: skip


def fit(which: str, pairs: Pairs) -> dict[str, Any]:
    """The trees, as ``firsthand.linking.trees`` reads them."""
    count, rate = TREES[which]
    model = HistGradientBoostingClassifier(
        max_iter=count, learning_rate=rate, max_leaf_nodes=LEAVES, min_samples_leaf=LEAST, l2_regularization=SHRINK,
        random_state=0,
    ).fit(pairs.rows, pairs.right)  # fmt: skip
    # scikit-learn shows a fitted tree's nodes only through these.
    trees = [_tree(predictor.nodes) for (predictor,) in model._predictors]
    return {"features": list(FEATURES), "base": float(model._baseline_prediction[0, 0]), "trees": trees}


def _tree(nodes: NDArray[np.void]) -> dict[str, list[float]]:
    leaves = nodes["is_leaf"].tolist()
    thresholds = zip(leaves, nodes["num_threshold"].tolist(), strict=True)
    values = zip(leaves, nodes["value"].round(5).tolist(), strict=True)
    return {
        "feature": np.where(nodes["is_leaf"], -1, nodes["feature_idx"].astype(int)).tolist(),
        "threshold": [0 if leaf else threshold for leaf, threshold in thresholds],
        "left": nodes["left"].tolist(),
        "right": nodes["right"].tolist(),
        "value": [value if leaf else 0 for leaf, value in values],
    }


def _found(stories: Sequence[Story], trees: Mapping[str, Trees]) -> tuple[Cell, ...]:
    """The whole of linking with these trees, scored as ``bench linking`` does."""
    pooled = Score()
    for story in stories:
        profiles = list(story.scene.profiles.values())
        ties = []
        for (i, j), made in story.made.items():
            compared = judge(profiles[i], profiles[j], made, trees["likeness"], trees["conflicts"])
            ties += ties_in(profiles[i], profiles[j], compared)
        claims, conflicts = claims_among(story.scene, ties)
        found = Findings(
            claims=tuple(claim for claim, _ in claims), derivations=story.derivations, conflicts=tuple(conflicts)
        )
        pooled += score(story.told.gold, story.told.texts, story.told.outlets, found)
    return linking.row_of("", pooled)


if __name__ == "__main__":
    main()
