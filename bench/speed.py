"""``python -m bench speed``: whole reading beside nothing but its encoder's forward pass, over the same texts."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple, cast
from unittest.mock import patch

import numpy as np
import onnxruntime

from bench.corpus import reports_in, word_count
from bench.stopwatch import stage_table
from bench.tables import Cell, Outcome, Table
from firsthand.reading import reader as room
from firsthand.reading.encoder import WINDOW, Model, load_model
from firsthand.reading.features import CLS, SEP, Pieces
from firsthand.reading.reader import Reader
from firsthand.schema import Report

Feed = dict[str, Any]
TASKS = ("whole reading", "bare pass, plain windows", "bare pass, the windows reading uses")


class Windows(NamedTuple):
    """What the network is fed for one report: in plain windows without overlap, and as reading feeds it."""

    plain: list[Feed]
    reading: list[Feed]


class Seconds(NamedTuple):
    """What one task took over one report."""

    wall: float
    processor: float


class _Recorder:
    """Stands where the session stands, and keeps what it is fed."""

    def __init__(self, session: onnxruntime.InferenceSession) -> None:
        self._session = session
        self.feeds: list[Feed] = []

    def run(self, outputs: list[str] | None, feed: Feed) -> Sequence[Any]:
        self.feeds.append(feed)
        return self._session.run(outputs, feed)


def run(folder: Path, most: int, threads: int) -> Outcome:
    """Times the three tasks report by report, one after the other, in an order that turns."""
    reports = reports_in(folder, most)
    model, reader = load_model(threads), Reader(threads)
    windows = [windows_of(model, report) for report in reports]  # which warms everything up, too
    spent = [_times(reader, model, r, w, turn) for turn, (r, w) in enumerate(zip(reports, windows, strict=True))]
    words = sum(word_count(r.text) for r in reports)
    pieces, fed = sum(size_of(w.plain) for w in windows), sum(size_of(w.reading) for w in windows)
    rows: list[tuple[Cell, ...]] = []
    for task, name in enumerate(TASKS):
        wall, processor = (sum(s[task][clock] for s in spent) for clock in (0, 1))
        speeds = (round(words / processor), round(pieces / processor))
        rows.append((name, round(wall, 1), round(processor, 1), *speeds, pieces if task == 1 else fed))
    title = f"{len(reports)} reports, {words:,} words, {pieces:,} word pieces, {threads} thread(s)"
    columns = ("task", "wall s", "processor s", "words/s", "word pieces/s", "word pieces fed")
    return Outcome(
        (
            Table(title, columns, tuple(rows)),
            Table("Whole reading, as a multiple", ("of", "wall", "processor", "median report"), _ratios(spent)),
            stage_table(reader, reports),
        ),
        (
            "Words and word pieces a second are of processor time and of the text: a piece that two windows share "
            f"counts once. The plain windows hold {WINDOW} of the pieces of the passages where people speak; those "
            "that reading uses overlap, and include its second look into statements for nested ones. Cutting a text "
            "into pieces is part of reading, not of the bare pass.",
        ),
    )


def windows_of(model: Model, report: Report) -> Windows:
    """The feeds for one report. The plain windows are cut from the pieces that reading looks at first."""
    recorder = _Recorder(model.session)
    watched = model._replace(session=cast(onnxruntime.InferenceSession, recorder))
    looked_at: list[Pieces] = []

    def watching(*args: Any) -> Pieces:
        looked_at.append(pieces_of(*args))
        return looked_at[-1]

    pieces_of = room.pieces_of
    with patch.object(room, "pieces_of", watching):
        Reader(model=watched).read(report)
    plain = [_feed(p, start) for p in looked_at for start in range(0, len(p.ids), WINDOW)]
    return Windows(plain, recorder.feeds)


def size_of(feeds: Sequence[Feed]) -> int:
    """Word pieces in the feeds, without [CLS] and [SEP]."""
    return sum(feed["ids"].shape[1] - 2 for feed in feeds)


def _feed(pieces: Pieces, start: int) -> Feed:
    ids, types = pieces.ids[start : start + WINDOW], pieces.types[start : start + WINDOW]
    return {"ids": np.concatenate(([CLS], ids, [SEP]))[None], "types": np.concatenate(([0], types, [0]))[None]}


def _times(reader: Reader, model: Model, report: Report, windows: Windows, turn: int) -> list[Seconds]:
    tasks: list[Callable[[], object]] = [
        lambda: reader.read(report),
        lambda: [model.session.run(None, feed) for feed in windows.plain],
        lambda: [model.session.run(None, feed) for feed in windows.reading],
    ]
    taken: dict[int, Seconds] = {}
    for step in range(len(tasks)):
        task = (turn + step) % len(tasks)
        wall, processor = time.perf_counter(), time.process_time()
        tasks[task]()
        taken[task] = Seconds(time.perf_counter() - wall, time.process_time() - processor)
    return [taken[task] for task in range(len(tasks))]


def _ratios(spent: Sequence[Sequence[Seconds]]) -> tuple[tuple[Cell, ...], ...]:
    made: list[tuple[Cell, ...]] = []
    for task in (1, 2):
        totals = [sum(s[0][clock] for s in spent) / sum(s[task][clock] for s in spent) for clock in (0, 1)]
        typical = median(s[0].processor / s[task].processor for s in spent)
        made.append((TASKS[task], *(round(x, 2) for x in (*totals, typical))))
    return tuple(made)
