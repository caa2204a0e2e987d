"""Fits the weights that resolve places: ``python -m training.places CORPUS.xml...``.

Only articles at even index (0, 2, 4 ...) are learned from; the others are for measuring. Each corpus weighs the same.
The model is a conditional logit over the candidates of each name, by maximum likelihood with an L2 penalty, once for
candidates alone and once for each round that looks at the other names; a round learns from what the rounds before it
say of articles that they were not fitted on (five folds), as it will be used. Boosted trees refine the last round.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Sequence
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray

from bench.places import Article, articles_in, km_between
from firsthand.reading.passages import split_passages
from firsthand.reading.places import Toponym
from firsthand.reading.places.field import OWN, SHARED, Field, Floats, field_of
from firsthand.reading.places.ranking import ranked, trust_features, weights_from
from training.boosting import Groups, boost

ROUNDS = 2
TREES = 150
FOLDS = 5
TRUST_FOLDS = 3
PENALTY = 3.0
FEW, FEW_WEIGHT = 2, 0.3
RIGHT_KM = 60
"""A candidate this near to the annotated point counts as right: a town and its county's centre are no error."""
WRONG_KM = 500
"""No candidate nearer than this: the gazetteer lacks the place. In between, the two may put one point to it apart."""
EXACT = 0.3
"""How much it counts that the very entry is found."""


class Example(NamedTuple):
    """One article's field, with the rows that are right and those that are exactly the annotated entry."""

    field: Field
    right: Floats
    exact: Floats
    weight: Floats
    """Of each sense: how many of its mentions are annotated, damped; 0 where no row is right."""
    judged: NDArray[np.bool_]
    """Of each sense: whether it is annotated, with a candidate that is clearly right or none that may be."""
    corpus: int
    article: str


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m training.places", description=__doc__)
    parser.add_argument("corpora", metavar="CORPUS.xml", nargs="+", type=Path)
    parser.add_argument("--weights", type=Path, default=Path("firsthand/weights/places.json"), help="where they go")
    chosen = parser.parse_args()
    torch.set_default_dtype(torch.float64)
    torch.set_num_threads(1)  # sums in one order, so that the same data give the same weights
    articles = [(a, k) for k, path in enumerate(chosen.corpora) for a in [*articles_in(path)][::2]]
    stored = learn([examples_of(a, k) for a, k in articles])
    chosen.weights.write_text(json.dumps(stored, indent=1) + "\n", "utf-8")


def learn(articles: Sequence[Sequence[Example]]) -> dict[str, Any]:
    """The weights as ``ranking.weights_from`` takes them, from each article's examples."""
    stored = learn_ranks([*chain.from_iterable(articles)])
    rows, right = [], []
    for fold in range(TRUST_FOLDS):
        rest = (a for i, a in enumerate(articles) if i % TRUST_FOLDS != fold)
        weights = weights_from(learn_ranks([*chain.from_iterable(rest)]))
        for example in chain.from_iterable(articles[fold::TRUST_FOLDS]):
            features, likely = ranked(example.field, weights)
            judged = trust_features(features, likely)
            for k in np.flatnonzero(example.judged & (np.diff(example.field.starts) > 0)):
                best = example.field.starts[k] + np.argmax(
                    likely[example.field.starts[k] : example.field.starts[k + 1]]
                )
                rows.append(judged[best])
                right.append(float(example.right[best] > 0))
    trust = fit_trust(np.array(rows), np.array(right))
    names = (*OWN, *SHARED, "likely", "constant")
    return {**stored, "trust": {n: round(float(v), 4) for n, v in zip(names, trust, strict=True)}}


def learn_ranks(examples: Sequence[Example]) -> dict[str, Any]:
    """The weights of the rounds and the trees; none of the trust."""
    examples = [e for e in examples if e.weight.any()]
    features = [e.field.own for e in examples]
    rounds = [fit(examples, features)]
    for _ in range(ROUNDS):
        unseen = _unseen(examples, features)
        features = [np.hstack([e.field.own, e.field.shared(p)]) for e, p in zip(examples, unseen, strict=True)]
        rounds.append(fit(examples, features))
    x, groups = np.concatenate(features), _groups(examples)
    trees = boost(x, x @ rounds[-1], groups, EXACT, TREES)
    names = OWN + SHARED
    return {
        "rounds": [{n: round(float(v), 4) for n, v in zip(names, w, strict=False)} for w in rounds],
        "trees": [
            {
                "asks": [(names[c], round(float(v), 5)) for c, v in zip(columns, limits, strict=True)],
                "values": [round(float(v), 4) for v in values],
            }
            for columns, limits, values in zip(*trees, strict=True)
        ],
        "trust": dict.fromkeys((*names, "likely", "constant"), 0.0),
    }


def examples_of(article: Article, corpus: int) -> list[Example]:
    """The article's annotated names all together, and again a few at a time, since many a report names few places: what
    a name says by itself would otherwise never be learned from articles in which other names say it too."""
    names = article.oracle
    few = (
        [example_of(article, corpus, names[i : i + FEW]) for i in range(0, len(names), FEW)] if len(names) > FEW else []
    )
    lighter = [e._replace(weight=e.weight * FEW_WEIGHT) for e in few]
    return [example_of(article, corpus, names), *lighter]


def example_of(article: Article, corpus: int, toponyms: Sequence[Toponym]) -> Example:
    """The toponyms as the resolver sees them, with what is right."""
    report = article.report
    passages = split_passages(report.text, report.title)
    senses, field = field_of(report.text, report, passages, toponyms)
    gold = {(g.start, g.end): g for g in article.gold}
    right, exact = np.zeros(len(field.matches)), np.zeros(len(field.matches))
    weight, judged = np.zeros(len(senses)), np.zeros(len(senses), dtype=bool)
    for k, sense in enumerate(senses):
        rows, nearest = range(field.starts[k], field.starts[k + 1]), np.inf
        for i in sense.mentions:
            g = gold[toponyms[i].start, toponyms[i].end]
            if g.lat is None or g.lon is None:
                continue
            for r in rows:
                entry = field.matches[r].entry
                exact[r] += entry.geonameid is not None and entry.geonameid == g.geonameid
                away = km_between(g.lat, g.lon, entry.lat, entry.lon)
                right[r] += away <= RIGHT_KM
                judged[k], nearest = True, min(nearest, away)
        if len(rows) and right[rows].any():
            weight[k] = 1 + np.log2(right[rows].max())
            right[rows] /= right[rows].max()
            exact[rows] /= max(exact[rows].max(), 1)
        judged[k] &= not RIGHT_KM < nearest < WRONG_KM
    return Example(field, right, exact, weight, judged, corpus, article.report.id)


def fit(examples: Sequence[Example], features: Sequence[Floats]) -> Floats:
    """The weights of most likelihood, for features as they are."""
    x = np.concatenate(features)
    scale = np.maximum(x.std(axis=0), 1e-6)
    scale[x.std(axis=0) == 0] = np.inf  # what never shows gets no weight
    groups = _groups(examples)
    rows, where, right, exact, weight = (torch.tensor(a) for a in (x / scale, *groups))
    n = len(groups.weight)
    has_exact = torch.zeros(n).index_add(0, where, exact) > 0
    w = torch.zeros(x.shape[1], requires_grad=True)

    def loss() -> torch.Tensor:
        scores = rows @ w
        grown = torch.exp(scores - scores.max().detach())
        whole = torch.zeros(n).index_add(0, where, grown) + 1e-12
        log_right = torch.log(torch.zeros(n).index_add(0, where, grown * right) / whole + 1e-9)
        log_exact = torch.log(torch.zeros(n).index_add(0, where, grown * exact) / whole + 1e-9)
        return -(weight * (log_right + EXACT * has_exact * log_exact)).sum() + PENALTY * (w * w).sum()

    return _least(loss, w) / scale


def fit_trust(rows: Floats, right: Floats) -> Floats:
    """Logistic regression: how likely a first candidate is right. The last column of ``rows`` is the constant."""
    scale = np.maximum(rows.std(axis=0), 1e-6)
    scale[:-1][rows.std(axis=0)[:-1] == 0] = np.inf
    scale[-1] = 1
    x, y = torch.tensor(rows / scale), torch.tensor(right)
    w = torch.zeros(rows.shape[1], requires_grad=True)

    def loss() -> torch.Tensor:
        error = torch.nn.functional.binary_cross_entropy_with_logits(x @ w, y, reduction="sum")
        return error + PENALTY * (w[:-1] * w[:-1]).sum()

    return _least(loss, w) / scale


def _least(loss: Callable[[], torch.Tensor], w: torch.Tensor) -> Floats:
    """The ``w`` for which the convex loss is least."""
    optimiser = torch.optim.LBFGS([w], max_iter=300, line_search_fn="strong_wolfe")

    def step() -> torch.Tensor:
        optimiser.zero_grad()
        value = loss()
        value.backward()
        return value

    optimiser.step(step)
    return w.detach().numpy()


def _groups(examples: Sequence[Example]) -> Groups:
    """All the examples' rows, grouped by sense; each corpus has the same weight altogether."""
    sizes = np.concatenate([np.diff(e.field.starts) for e in examples])
    totals = {k: sum(float(e.weight.sum()) for e in examples if e.corpus == k) for k in {e.corpus for e in examples}}
    mean = sum(totals.values()) / len(totals)
    return Groups(
        np.repeat(np.arange(len(sizes)), sizes),
        np.concatenate([e.right for e in examples]),
        np.concatenate([e.exact for e in examples]),
        np.concatenate([e.weight * mean / totals[e.corpus] for e in examples]),
    )


def _unseen(examples: Sequence[Example], features: Sequence[Floats]) -> list[Floats]:
    """What weights that were fitted on the other folds say of each example; an article's are all in one fold."""
    made: list[Floats] = [np.zeros(0)] * len(examples)
    number = {article: n for n, article in enumerate(dict.fromkeys((e.corpus, e.article) for e in examples))}
    folds = [number[e.corpus, e.article] % FOLDS for e in examples]
    for fold in range(FOLDS):
        rest = [i for i in range(len(examples)) if folds[i] != fold]
        weights = fit([examples[i] for i in rest], [features[i] for i in rest])
        for i in range(len(examples)):
            if folds[i] == fold:
                made[i] = examples[i].field.likely(features[i] @ weights)
    return made


if __name__ == "__main__":
    main()
