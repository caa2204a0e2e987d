"""Fits what tells rewrites and finds them: ``python -m training.derivations --data DIR``.

DIR holds the unpacked data sets ``polnear``, ``onestopenglish`` and ``basil``. Makes ``weights/derivations.json``: a
logistic model over pairs of reports, by maximum likelihood with an L2 penalty, and the mean of the sentence vectors of
varied news. Positive pairs are the rewrites of ``training/stories``; negative ones are all their other pairs that no
chain of copies joins, and pairs of reports of one event in BASIL. Of BASIL only events at even places are learned from.
Both rest on the encoder: fit them again after it has changed.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import permutations
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bench.rewrites import texts_of
from firsthand.linking.alignment import shared_runs
from firsthand.linking.dossiers import make_dossier
from firsthand.linking.parts import Dossier, dossier_from_bytes, dossier_to_bytes, vectors_of
from firsthand.linking.reuse_cells import REWRITE, gist_of, near
from firsthand.linking.reuse_direction import taken_in_time
from firsthand.linking.reuse_features import FEATURES, features_of, likeness_of
from firsthand.linking.reuse_sheets import Sheet, sheet_of
from firsthand.reading.reader import Reader
from firsthand.schema import Report

PENALTY = 1.0
EACH = 7
"""One in so many pairs of different stories is learned from."""
VARIED = 500
"""Texts of PolNeAR's train part that stand for varied news beside OneStopEnglish's."""

Floats = NDArray[np.float64]


class Pair(NamedTuple):
    """What the model sees of two reports. ``group``: the story or event, kept together when folds are made."""

    group: str
    later: str
    earlier: str
    rewrite: bool
    features: tuple[float, ...]


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m training.derivations", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="where the data sets are unpacked")
    parser.add_argument("--stories", type=Path, default=Path("training/stories"))
    parser.add_argument("--work", type=Path, default=Path("work"), help="readings are kept there (default: work)")
    parser.add_argument("--weights", type=Path, default=Path("firsthand/weights"), help="where the weights go")
    chosen = parser.parse_args()
    chosen.work.mkdir(parents=True, exist_ok=True)
    texts = texts_of(chosen.data / "onestopenglish", chosen.data / "basil")
    events = sorted({t.event for t in texts if t.event != t.family})
    even = {event for i, event in enumerate(events) if i % 2 == 0}
    varied = [t.report for t in texts if t.event == t.family] + list(_polnear(chosen.data / "polnear"))
    read = _Kept(chosen.work / "dossiers")
    middle = middle_of([read(report) for report in varied])
    pairs = [pair for story in sorted(chosen.stories.iterdir()) for pair in _story_pairs(story, read)]
    pairs += _strangers(sorted(chosen.stories.iterdir()), read)
    for event in sorted(even):
        pairs += _pairs(event, [read(t.report) for t in texts if t.event == event], {})
    weights, bias = fit_model(pairs)
    held = {"weights": weights, "bias": bias, "middle": middle}
    (chosen.weights / "derivations.json").write_text(json.dumps(held) + "\n", "utf-8")


class _Kept:
    """Reads reports, each once: what was made of a text is kept in a folder."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(exist_ok=True)
        self._folder, self._reader = folder, Reader()

    def __call__(self, report: Report) -> Dossier:
        key = hashlib.sha256(repr(report).encode()).hexdigest()
        path = self._folder / key
        if not path.exists():
            path.write_bytes(dossier_to_bytes(make_dossier(report, self._reader)))
        return dossier_from_bytes(path.read_bytes())


def middle_of(dossiers: Sequence[Dossier]) -> list[int]:
    """The mean of all sentences, in ten-thousandths."""
    sentences = [vectors_of(d)[: len(d.sentences)].astype(np.float64) for d in dossiers if len(d.sentences)]
    return np.rint(np.concatenate(sentences).mean(0) * 10_000).astype(int).tolist()


def fit_model(pairs: Sequence[Pair]) -> tuple[dict[str, float], float]:
    """Weights and bias, fitted on all pairs; prints how the groups fare, each when it is left out."""
    rows = np.array([p.features for p in pairs])
    right = np.array([p.rewrite for p in pairs], float)
    groups = np.array([p.group for p in pairs])
    held_out = np.zeros(len(pairs))
    for group in sorted({p.group for p in pairs if p.rewrite}):
        weights, bias = _logistic(rows[groups != group], right[groups != group])
        held_out[groups == group] = 1 / (1 + np.exp(-(rows[groups == group] @ weights + bias)))
    found = held_out >= 0.3
    print(f"left out: {int((found & (right > 0)).sum())} of {int(right.sum())} rewrites found,", end=" ")
    print(f"{int((found & (right == 0)).sum())} of {int((right == 0).sum())} other pairs taken for one")
    weights, bias = _logistic(rows, right)
    named = {name: round(float(w), 4) for name, w in zip(FEATURES, weights, strict=True)}
    return named, round(bias, 4)


def _logistic(rows: Floats, right: Floats) -> tuple[Floats, float]:
    """Newton's method on standardised features; weights and bias for the features as they are."""
    mean, spread = rows.mean(0), rows.std(0) + 1e-9
    inputs = np.c_[(rows - mean) / spread, np.ones(len(rows))]
    penalty = np.full(inputs.shape[1], PENALTY)
    penalty[-1] = 1e-6
    found = np.zeros(inputs.shape[1])
    for _ in range(60):
        likely = 1 / (1 + np.exp(-inputs @ found))
        slope = inputs.T @ (likely - right) + penalty * found
        bend = (inputs * (likely * (1 - likely))[:, None]).T @ inputs + np.diag(penalty)
        found -= np.linalg.solve(bend, slope)
    weights = found[:-1] / spread
    return weights, float(found[-1] - mean @ weights)


def _story_pairs(folder: Path, read: _Kept) -> list[Pair]:
    gold = json.loads((folder / "gold.json").read_text("utf-8"))
    kinds = {(d["report"], d["from"]): d["kind"] for d in gold["derivations"]}
    return _pairs(folder.name, [read(report) for report in _reports(folder / "reports.jsonl")], kinds)


def _strangers(folders: Sequence[Path], read: _Kept) -> Iterator[Pair]:
    """Pairs of different stories that are as near as rewrites are: no such pair is one."""
    told = [(folder.name, read(report)) for folder in folders for report in _reports(folder / "reports.jsonl")]
    gists = [gist_of(dossier) for _, dossier in told]
    for i, (story, later) in enumerate(told):
        others = [j for j in range(i % EACH, len(told), EACH) if told[j][0] != story]
        hits = near(gists[i], [gists[j] for j in others], REWRITE)
        for j in (j for j, hit in zip(others, hits, strict=True) if hit):
            yield Pair("strangers", later.id, told[j][1].id, False, _features(sheet_of(later), sheet_of(told[j][1])))


def _reports(path: Path) -> Iterator[Report]:
    for line in path.read_text("utf-8").splitlines():
        held = json.loads(line)
        fields = {name: held.get(name) for name in ("id", "url", "outlet", "title", "published", "text")}
        yield Report(sha256=hashlib.sha256(line.encode()).hexdigest(), **fields)


def _pairs(group: str, dossiers: Sequence[Dossier], kinds: dict[tuple[str, str], str]) -> list[Pair]:
    """The ordered pairs of a group that teach something: not of one text, nor a rewrite with its origin's copies."""
    text_of = {later: earlier for (later, earlier), kind in kinds.items() if kind in ("copy", "edited")}

    def origin(name: str) -> str:
        while name in text_of:
            name = text_of[name]
        return name

    rewrites = {(later, origin(earlier)) for (later, earlier), kind in kinds.items() if kind == "rewrite"}
    found = []
    for later, earlier in permutations([sheet_of(d) for d in dossiers], 2):
        names = later.dossier.id, earlier.dossier.id
        rewrite = kinds.get(names) == "rewrite"
        one_text = origin(names[0]) == origin(names[1]) or (not rewrite and (names[0], origin(names[1])) in rewrites)
        if not one_text and taken_in_time(later, earlier):
            found.append(Pair(group, *names, rewrite, _features(later, earlier)))
    return found


def _features(later: Sheet, earlier: Sheet) -> tuple[float, ...]:
    runs = shared_runs(later.words, earlier.words)
    share = sum(run.size for run in runs) / max(len(later.words), 1)
    return features_of(later, earlier, likeness_of(later, earlier), share)


def _polnear(root: Path) -> Iterable[Report]:
    for path in sorted((root / "train" / "text").glob("*.txt"))[:VARIED]:
        yield Report(id=path.stem, sha256="", text=path.read_text("utf-8"))


if __name__ == "__main__":
    main()
