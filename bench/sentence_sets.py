"""``python -m bench sentence-sets``: pairs of sentences by others, and the measures of ours that claims rest on.

The news parts of SemEval's Semantic Textual Similarity tasks 2012-2016 (Agirre et al.), the Microsoft Research
Paraphrase Corpus (Dolan and Brockett 2005), and SICK (Marelli et al. 2014). ``bench/README.md`` says what is counted.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from bench.tables import Cell, Outcome, Table, share
from firsthand.linking.dossiers import dossier_of
from firsthand.linking.likeness import compare
from firsthand.linking.profiles import Profiles, profiles_of
from firsthand.reading.reader import Reader
from firsthand.reading.vectors import vector_of
from firsthand.schema import Report, Span

Floats = npt.NDArray[np.float64]

LEVELS = ("CONTRADICTION", "NEUTRAL", "ENTAILMENT")
_NOTE = (
    "The others' figures were published for the very same pairs: by dataset-sts (github.com/brmson/dataset-sts), whose"
    " split of the paraphrase corpus this is, and by the winner of 2015's task. Our cosine is fitted to nothing here"
    " but its threshold, on the training pairs. Our likeness was trained on reports of one event; here it gets"
    " sentences without speakers or surroundings. SICK describes pictures: its rows show how little the measures of"
    " claims, clash above all, tell of sentences that are no claims in the news."
)
_PUBLISHED_STS = {"headlines 2015": 82.5}
"""DLS@CU-S1, the winner."""
_PUBLISHED_MSRP: tuple[tuple[str, float, float], ...] = (
    ("always yes", 69.4, 81.9), ("TF-IDF (dataset-sts)", 70.4, 81.8), ("attn1511 (dataset-sts)", 76.5, 84.1),
)  # fmt: skip


class Pair(NamedTuple):
    """Two sentences, what people say of them, and for SICK whether one follows from the other."""

    a: str
    b: str
    score: float
    level: str = ""


class Measures(NamedTuple):
    """Of P pairs, (P) each: the cosine of the vectors, the likeliest of two propositions to be one claim, to clash."""

    cosine: Floats
    same: Floats
    clash: Floats


def run(sts: Path | None, msrp: Path | None, sick: Path | None) -> Outcome:
    """Those of the sets whose folders are given."""
    reader = Reader(threads=1)
    tables: list[Table] = []
    if sts:
        tables.append(_sts(sts, reader))
    if msrp:
        tables.append(_msrp(msrp, reader))
    if sick:
        tables.append(_sick(sick, reader))
    if not tables:
        sys.exit("there is nothing to measure: name the folder of at least one set")
    return Outcome(tuple(tables), (_NOTE,))


def measured(pairs: Iterable[Pair], reader: Reader) -> Measures:
    """The pairs' measures, each sentence read as a report."""
    rows = [_measure(pair, reader) for pair in pairs]
    return Measures(*np.array(rows, np.float64).reshape(-1, 3).T)


def best_threshold(values: Floats, right: npt.NDArray[np.bool_]) -> float:
    """The value from which on to say yes is right the most often; of equals the least."""
    order = np.argsort(values, kind="stable")
    hits = np.r_[0, np.cumsum(~right[order])] + np.r_[np.cumsum(right[order][::-1])[::-1], 0]
    at = int(hits[:-1].argmax())
    return float(values[order][at])


def area(values: Floats, right: npt.NDArray[np.bool_]) -> float | None:
    """The share of pairs of a right and a wrong one in which the right one has the higher value (ROC AUC), in percent;
    ties count half. ``None`` without both."""
    yes, no = values[right], values[~right]
    if not len(yes) or not len(no):
        return None
    above = (yes[:, None] > no[None, :]).mean() + (yes[:, None] == no[None, :]).mean() / 2
    return share(above, 1)


def _measure(pair: Pair, reader: Reader) -> tuple[float, float, float]:
    (one, mine), (other, theirs) = (_read(side, text, reader) for side, text in (("a", pair.a), ("b", pair.b)))
    compared = compare(mine, theirs)
    same, clash = (float(found.max(initial=0.0)) for found in compared)
    return float(one @ other), same, clash


def _read(side: str, text: str, reader: Reader) -> tuple[Floats, Profiles]:
    reading, vectors = reader.study(Report(id=side, sha256="", text=text))
    return vector_of(vectors, [Span(0, len(text))]).astype(np.float64), profiles_of(dossier_of(reading, vectors))


def _sts(root: Path, reader: Reader) -> Table:
    rows: list[tuple[Cell, ...]] = []
    for path in sorted(root.rglob("*.test.tsv")):
        name = f"{path.name.removesuffix('.test.tsv')} {path.parent.name}"
        pairs = [Pair(a, b, float(score)) for score, a, b in _lines(path, 3) if score]
        if len(pairs) < 2:
            continue
        found, given = measured(pairs, reader), np.array([pair.score for pair in pairs])
        figures = (_correlation(found.cosine, given), _correlation(found.same, given))
        rows.append((name, len(pairs), *figures, _PUBLISHED_STS.get(name)))
    title = "Semantic Textual Similarity: Pearson's r with the human score, times 100"
    return Table(title, ("set", "pairs", "our cosine", "our likeness", "published"), tuple(rows))


def _msrp(root: Path, reader: Reader) -> Table:
    def read(part: str) -> tuple[Measures, npt.NDArray[np.bool_]]:
        (path,) = root.rglob(f"msr-para-{part}.tsv")
        pairs = [Pair(a, b, float(quality)) for quality, _, _, a, b in _lines(path, 5) if quality.isdigit()]
        return measured(pairs, reader), np.array([pair.score > 0 for pair in pairs])

    (taught, known), (found, right) = read("train"), read("val")
    rows: list[tuple[Cell, ...]] = []
    for name, learned, values in (
        ("our cosine", taught.cosine, found.cosine), ("our likeness", taught.same, found.same),
    ):  # fmt: skip
        said = values >= best_threshold(learned, known)
        hits = int((said & right).sum())
        rows.append((name, share((said == right).sum(), len(right)), share(2 * hits, said.sum() + right.sum())))
    return Table(
        f"Microsoft Research Paraphrase Corpus: its {len(right)} validation pairs",
        ("system", "accuracy", "F1"),
        (*rows, *_PUBLISHED_MSRP),
    )


def _sick(root: Path, reader: Reader) -> Table:
    (path,) = root.rglob("SICK_trial.txt")
    pairs = [Pair(a, b, float(score), level) for _, a, b, score, level in _lines(path, 5) if level in LEVELS]
    found, given = measured(pairs, reader), np.array([pair.score for pair in pairs])
    levels = np.array([pair.level for pair in pairs])
    entailed, contrary = levels == "ENTAILMENT", levels == "CONTRADICTION"
    rows = tuple(
        (name, _correlation(values, given), area(values, entailed), area(values, contrary))
        for name, values in (("our cosine", found.cosine), ("our likeness", found.same), ("our clash", found.clash))
    )
    columns = ("measure", "relatedness: r, times 100", "entailment: ROC AUC", "contradiction: ROC AUC")
    return Table(f"SICK: its {len(pairs)} trial pairs", columns, rows)


def _correlation(values: Floats, given: Floats) -> float:
    return round(100 * float(np.corrcoef(values, given)[0, 1]), 1)


def _lines(path: Path, fields: int) -> Iterator[Sequence[str]]:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        for row in csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            if len(row) >= fields:
                yield [cell.strip() for cell in row[:fields]]
