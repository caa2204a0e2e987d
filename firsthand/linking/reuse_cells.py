"""Which reports are worth comparing although they share no words in a row: rewrites, and reports of the same event.

A report's gist is the mean of its sentence vectors, less what all news has in common. Its cell is its fortnight: what
it is filed under (``cells_of``) and where its neighbours are looked for (``cells_near``, with the fortnights beside).
Within these, ``near`` compares gists, one matrix product over 384 bytes a report. All are functions of one report and
the weights.

Finer cells were tried and lose what is looked for. Two reports of one event have gists at a cosine of 0.4 and more,
others have -0.4 to 0.4: too near for hashing (64 centroids, each report in its nearest six: every other pair of the
archive still meets; in its nearest three: every tenth pair of one event is lost). Names and numbers as keys lose every
fourth rewrite, since rewrites leave the names out.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import numpy as np

from firsthand.errors import WeightsError
from firsthand.linking.parts import Dossier, Floats, vectors_of
from firsthand.linking.reuse_sheets import published_between

REWRITE = 0.5
"""Cosine of two gists from which one report may be the other in other words: all rewrites in our stories do."""
EVENT = 0.4
"""From which two may be of one event, or one may cite the other: 98 of 100 pairs of one event and every citation reach
it, and two of 100 pairs of world news of one fortnight that have nothing to do with each other."""
_DAYS = 14
_UNDATED, _DATED = -1, -2
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_WEIGHTS = Path(__file__).resolve().parent.parent / "weights" / "derivations.json"


def gist_of(dossier: Dossier) -> bytes:
    """What a report is about: 384 signed bytes, of a length that does not tell. Zeros where it has no sentences."""
    sentences = vectors_of(dossier)[: len(dossier.sentences)]
    if not len(sentences):
        return bytes(sentences.shape[1])
    gist = sentences.mean(0) - _middle()
    return np.rint(gist * (127 / max(float(np.abs(gist).max()), 1e-9))).astype(np.int8).tobytes()


def near(gist: bytes, others: Sequence[bytes], least: float = EVENT) -> list[bool]:
    """Of each other gist, whether it is near enough for the two reports to be compared. Symmetric."""
    if not others:
        return []
    rows = np.frombuffer(b"".join(others), np.int8).reshape(len(others), -1).astype(np.float32)
    one = np.frombuffer(gist, np.int8).astype(np.float32)
    # Sums of products of small integers are exact in this type, so that it does not matter who is compared with whom.
    lengths = np.sqrt((rows * rows).sum(1, dtype=np.float64) * (one * one).sum(dtype=np.float64))
    return ((rows @ one).astype(np.float64) >= least * np.maximum(lengths, 1e-9)).tolist()


def cells_of(dossier: Dossier) -> tuple[int, ...]:
    """The cells that a report is filed under: its fortnight, and one for those that do not know theirs."""
    fortnight = _fortnight(dossier)
    return (_UNDATED,) if fortnight is None else (_DATED, fortnight)


def cells_near(dossier: Dossier) -> tuple[int, ...]:
    """The cells where the reports stand that may be of the same event: of its fortnight or one beside it, or undated;
    all, when the report itself is undated.

    Mutual: a report finds another just when that one would find it.
    """
    fortnight = _fortnight(dossier)
    return (_DATED, _UNDATED) if fortnight is None else (_UNDATED, fortnight - 1, fortnight, fortnight + 1)


def _fortnight(dossier: Dossier) -> int | None:
    """Of the time of publication, else of capture, counted from the year 1 so that none is negative."""
    known = published_between(dossier.reading.report)
    return (known[1] - _EPOCH).days // _DAYS + 100_000 if known else None


@cache
def _middle() -> Floats:
    """The mean (384) of the sentences of varied news."""
    try:
        return (np.array(json.loads(_WEIGHTS.read_text("utf-8"))["middle"]) / 10_000).astype(np.float32)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise WeightsError(f"{_WEIGHTS}: the weights cannot be loaded ({error}). Install firsthand again.") from error
