"""Sets, on held-out articles, the few numbers that reading needs beside the weights."""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import product
from pathlib import Path
from typing import NamedTuple

import numpy as np

from bench.attributions import Marked, Tally, match, tally
from firsthand.reading.attributions import Weighing, find_attributions
from firsthand.reading.bounds import within_bounds
from firsthand.reading.confidence import FEATURES, features_of
from firsthand.reading.encoder import Model, Output, encode
from firsthand.reading.features import Pieces, pieces_of
from firsthand.reading.parts import Attribution, Quotation
from firsthand.reading.quotations import find_quotations
from firsthand.reading.quoted import with_quotations
from firsthand.reading.statements import mode_of
from firsthand.schema import Passage
from training.corpora import Example

OUTSIDE = (-0.5, 0.0, 0.5, 1.0)
MARKED = (0.0, 1.0, 2.0)
LEAST = (-9.0, -2.5, -2.0, -1.5, -1.2)


class _Read(NamedTuple):
    example: Example
    pieces: Pieces
    output: Output
    passages: list[Passage]
    quotations: tuple[Quotation, ...]


def tune(model: Model, held_out: Sequence[Example], weights: Path) -> dict[str, float]:
    """Chooses the weighing, fits the confidence, writes both into ``model.json``; gives the held-out scores."""
    read = [_read(model, e) for e in held_out]
    best, made = (-1.0, Weighing(0.0, 1.0, LEAST[0])), []
    for outside, marked, least in product(OUTSIDE, MARKED, LEAST):
        weighing = Weighing(outside, marked, least)
        tried = [(r, _attributions(model, r, weighing)) for r in read]
        found = score([(r.example, a) for r, a in tried])
        mean = sum(found.values()) / len(found)
        if mean > best[0]:
            best, made = (mean, weighing), tried
    rows, hits = [], []
    for r, attributions in made:
        text = r.example.text
        matched = {m.found for m in match(text, _gold(r.example), _marked(attributions))}
        for j, attribution in enumerate(attributions):
            rows.append(features_of(text, attribution, mode_of(text, attribution.content, r.quotations)))
            hits.append(j in matched)
    fitted = _logistic(np.array(rows), np.array(hits, np.float64))
    path = weights / "model.json"
    settings = json.loads(path.read_text("utf-8"))
    settings["weighing"] = best[1]._asdict()
    settings["confidence"] = {"constant": fitted[0], "weights": fitted[1:]}
    path.write_text(json.dumps(settings, indent=1) + "\n", "utf-8")
    return score([(r.example, a) for r, a in made])


def _read(model: Model, example: Example) -> _Read:
    quotations = find_quotations(example.text, example.paragraphs)
    pieces = pieces_of(example.text, example.paragraphs, quotations)
    passages = [Passage(kind="paragraph", start=s.start, end=s.end) for s in example.paragraphs]
    return _Read(example, pieces, encode(model, pieces), passages, quotations)


def _attributions(model: Model, read: _Read, weighing: Weighing) -> tuple[Attribution, ...]:
    found = find_attributions(read.pieces, read.output, model.tables, weighing)
    whole = with_quotations(read.example.text, read.passages, read.quotations, found)
    return within_bounds(read.example.text, read.passages, read.quotations, whole)


def score(pairs: Sequence[tuple[Example, Sequence[Attribution]]]) -> dict[str, float]:
    """F1 in percent of ``found``, ``exact`` and ``who-what``, as the bench defines them."""
    total = Tally()
    for example, attributions in pairs:
        total += tally(example.text, _gold(example), _marked(attributions))
    return {name: total.f1(name.replace("-", "_")).f for name in ("found", "exact", "who-what")}


def _gold(example: Example) -> list[Marked]:
    return [Marked(*gold) for gold in example.attributions or ()]


def _marked(attributions: Sequence[Attribution]) -> list[Marked]:
    return [Marked(a.source, a.cue, a.content) for a in attributions]


def _logistic(rows: np.ndarray, hits: np.ndarray) -> list[float]:
    """Constant and weights of a logistic regression, lightly ridged, by Newton's method."""
    x = np.column_stack([np.ones(len(rows)), rows])
    w = np.zeros(1 + len(FEATURES))
    for _ in range(30):
        p = 1 / (1 + np.exp(-x @ w))
        hessian = (x * (p * (1 - p))[:, None]).T @ x + np.eye(len(w))
        w += np.linalg.solve(hessian, x.T @ (hits - p) - w)
    return [round(float(v), 4) for v in w]
