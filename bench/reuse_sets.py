"""Two sets on re-use by others, with the measures that derivations rest on, beside what was published on them.

Clough and Stevenson (2011): 95 short answers written from a Wikipedia article by near copy, light or heavy revision, or
without it; which of the four is told from the measures of an answer and its article. SemEval-2022 Task 8 (Chen et al.):
pairs of news articles with a score for how alike what they report is; a sample of the English pairs.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from bench.tables import Outcome, Table, share
from firsthand.linking.alignment import shared_runs
from firsthand.linking.dossiers import make_dossier
from firsthand.linking.parts import Dossier
from firsthand.linking.reuse_cells import gist_of
from firsthand.linking.reuse_features import features_of, likeness_of
from firsthand.linking.reuse_sheets import Sheet, sheet_of
from firsthand.reading.reader import Reader
from firsthand.schema import Report

Floats = npt.NDArray[np.float64]

LEVELS = ("non", "light", "heavy", "cut")
FOLDS = 19
"""Of five answers each, dealt out one by one, so that a fold holds every task."""
ROUNDS, RATE, PENALTY = 1500, 0.5, 0.02


def run(clough_stevenson: Path | None, semeval: Path | None) -> Outcome:
    """Those of the two sets that are given: the folder ``Corpus`` of the one, a CSV of pairs of the other."""
    reader = Reader()
    tables: list[Table] = []
    if clough_stevenson:
        tables.append(_clough_stevenson(clough_stevenson, reader))
    if semeval:
        tables.append(_semeval(semeval, reader))
    return Outcome(tuple(tables), (_NOTE,))


_NOTE = (
    "Clough and Stevenson: five answers left out at a time, softmax regression; theirs are the paper's (n-gram"
    " containment and longest common subsequence, naive Bayes). SemEval: the published figure is on the official test"
    " set, of which the sample holds a part; ours is the plain cosine of gists, fitted to nothing."
)


def _clough_stevenson(root: Path, reader: Reader) -> Table:
    with (root / "all-plagiarised-files.txt").open(encoding="utf-8") as lines:
        rows = [tuple(row) for row in csv.reader(lines) if len(row) == 3]
    sheets = {name: sheet_of(_read(root / name, reader)) for row in rows for name in row[:2]}
    pairs = [(sheets[answer], sheets[source]) for source, answer, _ in rows]
    usual = np.array([_usual(*pair) for pair in pairs])
    measures = np.c_[usual, [_measures(*pair) for pair in pairs]]
    levels = np.array([LEVELS.index(level) for _, _, level in rows])
    found = _left_out(measures, levels, len(LEVELS))
    alone = _left_out(usual, levels, len(LEVELS))
    return Table(
        "Clough and Stevenson's short answers: accuracy (%)",
        ("system", "four levels", "copied or not"),
        (
            ("n-grams, subsequence and Firsthand's measures", *_accuracy(found, levels)),
            ("n-grams and subsequence, the same model", *_accuracy(alone, levels)),
            ("Clough and Stevenson 2011", 80.0, 94.7),
        ),
    )


def _accuracy(found: npt.NDArray[np.int64], levels: npt.NDArray[np.int64]) -> tuple[float | None, float | None]:
    return share((found == levels).sum(), len(levels)), share(((found > 0) == (levels > 0)).sum(), len(levels))


def _read(path: Path, reader: Reader) -> Dossier:
    data = path.read_bytes()
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")
    return make_dossier(Report(id=path.name, sha256="", text=text), reader)


def _usual(later: Sheet, earlier: Sheet) -> tuple[float, ...]:
    """The measures of Clough and Stevenson: containment of 1- to 5-grams, longest common subsequence."""
    shares = []
    for size in range(1, 6):
        mine, theirs = (set(zip(*(s.words[i:] for i in range(size)), strict=False)) for s in (later, earlier))
        shares.append(len(mine & theirs) / max(len(mine), 1))
    return (*shares, _subsequence(later.words, earlier.words) / max(len(later.words), 1))


def _subsequence(a: Sequence[str], b: Sequence[str]) -> int:
    best = [0] * (len(b) + 1)
    for word in a:
        before = 0
        for j, other in enumerate(b, 1):
            before, best[j] = best[j], before + 1 if word == other else max(best[j], best[j - 1])
    return best[-1]


def _measures(later: Sheet, earlier: Sheet) -> tuple[float, ...]:
    runs = [run.size for run in shared_runs(later.words, earlier.words)]
    covered = sum(runs) / max(len(later.words), 1)
    likeness = features_of(later, earlier, likeness_of(later, earlier), covered)
    return (covered, np.log1p(max(runs, default=0)) / 5, *likeness[:5])


def _left_out(inputs: Floats, levels: npt.NDArray[np.int64], kinds: int) -> npt.NDArray[np.int64]:
    """The level that each row is given by a model of the rows outside its fold."""
    found = np.zeros(len(levels), np.int64)
    fold = np.arange(len(levels)) % FOLDS
    for number in range(FOLDS):
        taught = fold != number
        mean, spread = inputs[taught].mean(0), inputs[taught].std(0) + 1e-9
        rows = np.c_[(inputs - mean) / spread, np.ones(len(inputs))]
        weights = _softmax_regression(rows[taught], np.eye(kinds)[levels[taught]])
        found[~taught] = (rows[~taught] @ weights).argmax(1)
    return found


def _softmax_regression(rows: Floats, right: Floats) -> Floats:
    weights = np.zeros((rows.shape[1], right.shape[1]))
    for _ in range(ROUNDS):
        scores = rows @ weights
        likely = np.exp(scores - scores.max(1, keepdims=True))
        likely /= likely.sum(1, keepdims=True)
        weights -= RATE * (rows.T @ (likely - right) / len(rows) + PENALTY * weights)
    return weights


def _semeval(path: Path, reader: Reader) -> Table:
    csv.field_size_limit(sys.maxsize)
    with path.open(encoding="utf-8", newline="") as lines:
        rows = {row["pair_id"]: row for row in csv.DictReader(lines) if row["lang1"] == row["lang2"] == "en"}
    given, found = [], []
    for row in rows.values():
        pair = [make_dossier(Report(id=side, sha256="", text=row[side]), reader) for side in ("text1", "text2")]
        given.append(4 - float(row["Overall"]))
        found.append(_cosine([gist_of(dossier) for dossier in pair]))
    figure = round(float(np.corrcoef(given, found)[0, 1]), 3)
    return Table(
        "SemEval-2022 Task 8, English pairs: Pearson's r with the human score",
        ("system", "pairs", "r"),
        (("Firsthand's gists", len(given), figure), ("HFL, winner (official test set)", None, 0.872)),
    )


def _cosine(gists: Sequence[bytes]) -> float:
    a, b = (np.frombuffer(gist, np.int8).astype(float) for gist in gists)
    return float(a @ b / max(np.linalg.norm(a) * np.linalg.norm(b), 1e-9))
