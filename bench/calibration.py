"""Whether a confidence of 0.8 means right four times in five."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from bench.tables import Cell, Table, share

BINS = 10


class Verdict(NamedTuple):
    """One statement: the confidence it was given, and whether it was right."""

    confidence: float
    found: bool
    """The gold has a statement with about this content: what the confidence foretells."""
    who_what: bool
    """And its source is the same."""


def expected_calibration_error(verdicts: Sequence[Verdict]) -> float | None:
    """In points: how far confidence and the share found lie apart in ten equal bins, weighted by their statements
    (Naeini, Cooper and Hauskrecht 2015, "Obtaining Well Calibrated Probabilities Using Bayesian Binning")."""
    if not verdicts:
        return None
    gaps = (abs(sum(v.confidence - v.found for v in members)) for members in _bins(verdicts))
    return round(100 * sum(gaps) / len(verdicts), 1)


def calibration_table(verdicts: Sequence[Verdict]) -> Table:
    """The bins that hold statements."""
    rows: list[tuple[Cell, ...]] = []
    for number, members in enumerate(_bins(verdicts)):
        if members:
            count = len(members)
            given = share(sum(v.confidence for v in members), count)
            right = [share(sum(v[i] for v in members), count) for i in (1, 2)]
            rows.append((f"{number / BINS:.1f}-{(number + 1) / BINS:.1f}", count, given, *right))
    return Table(
        f"Confidence (expected calibration error {expected_calibration_error(verdicts)} points)",
        ("bin", "statements", "mean confidence %", "found %", "who-what %"),
        tuple(rows),
    )


def _bins(verdicts: Sequence[Verdict]) -> list[list[Verdict]]:
    made: list[list[Verdict]] = [[] for _ in range(BINS)]
    for v in verdicts:
        made[min(BINS - 1, int(v.confidence * BINS + 1e-9))].append(v)
    return made
