"""``python -m bench quantise``: what the int8 weights that ship cost, beside the float32 ones they were made from."""

from __future__ import annotations

from pathlib import Path

from bench.corpus import read_all
from bench.polnear import COLUMNS, articles_in, row_of, samples_of
from bench.tables import Cell, Outcome, Table
from firsthand.reading.encoder import load_model
from firsthand.reading.reader import Reader


def run(folder: Path, float32: Path) -> Outcome:
    """Reads a part of PolNeAR with both. The settings, calibration included, are the shipped ones for both, so that
    nothing but the numbers' width differs.

    Raises ``WeightsError`` when ``float32`` holds no weights.
    """
    shipped = load_model(1)
    other = load_model(1, float32)._replace(settings=shipped.settings)
    articles = articles_in(folder)
    rows, speeds = list[tuple[Cell, ...]](), list[str]()
    for name, model in (("int8", shipped), ("float32", other)):
        read = read_all(Reader(model=model), (a.report for a in articles))
        rows.append(row_of(name, samples_of(articles, read.readings)))
        speeds.append(f"{name} {read.words_a_second:,}")
    rows.append(("int8 less float32", *(_less(a, b) for a, b in zip(rows[0][1:], rows[1][1:], strict=True))))
    note = f"Words a second of processor time, one thread: {', '.join(speeds)}."
    return Outcome((Table("Statements", ("weights", *COLUMNS[1:]), tuple(rows)),), (note,))


def _less(a: Cell, b: Cell) -> Cell:
    return round(a - b, 1) if isinstance(a, int | float) and isinstance(b, int | float) else None
