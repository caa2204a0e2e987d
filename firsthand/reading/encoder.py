"""Runs the network over a text of any length and gives every word piece its row of output.

Long texts are read in overlapping windows. Each piece's row comes from the one window whose core holds it, cores are
cut where passages end, and the windows of a text depend on nothing but that text, so no seam and no neighbour shows.
"""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import onnxruntime

from firsthand.errors import WeightsError
from firsthand.reading.features import BREAK, CLS, SEP, Pieces
from firsthand.reading.pointers import BUCKETS, HEAD_SIZES, Floats

WINDOW = 382
"""Pieces in a window, without [CLS] and [SEP]; what the network was trained on."""
BEFORE, AFTER = 32, 16
"""Context pieces around a window's core. More before than after, since references mostly point back."""

_STOPS, _MARKS = (1012, 999, 1029), (1000, 1005)
"""Where . ! ? and " ' stand in BERT's vocabulary."""

_WEIGHTS = Path(__file__).resolve().parent.parent / "weights"


_TABLES = {"cue_of": (BUCKETS,), "source_of": (BUCKETS,), "antecedent": (BUCKETS,), "tags": (HEAD_SIZES["tags"],) * 2}


class Model(NamedTuple):
    """The weights as loaded: the network, what each head has beside its columns (a pointer its
    bias by distance, the tags their transitions), and the calibration."""

    session: onnxruntime.InferenceSession
    tables: dict[str, Floats]
    settings: dict[str, Any]


class Output(NamedTuple):
    """The network's output for n pieces: ``heads`` maps a head's name to (n, columns).

    ``none`` holds the rows of [CLS], one a window, whose keys stand for "nothing" in a pointer's question; ``window``
    is each piece's row there and ``place`` its distance from that [CLS].
    """

    heads: dict[str, Floats]
    none: dict[str, Floats]
    window: npt.NDArray[np.int64]
    place: npt.NDArray[np.int64]


@cache
def load_model(threads: int | None = None, folder: Path = _WEIGHTS) -> Model:
    """Loads the weights that ship in the package, or those in ``folder``; ``threads`` is onnxruntime's, by default
    one a physical core.

    Raises ``WeightsError`` when a file is missing or is not what this version of the package expects.
    """
    try:
        settings = json.loads((folder / "model.json").read_text("utf-8"))
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads or 0
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        session = onnxruntime.InferenceSession(
            str(folder / "encoder.onnx"), options, providers=["CPUExecutionProvider"]
        )
    except Exception as error:  # onnxruntime raises its own, undocumented classes
        raise WeightsError(f"{folder}: the weights cannot be loaded ({error}). Install firsthand again.") from error
    width = session.get_outputs()[0].shape[-1]
    if not isinstance(settings, dict) or settings.get("heads") != HEAD_SIZES or width != sum(HEAD_SIZES.values()):
        raise WeightsError(f"{folder}: these weights are for another version of firsthand. Install it again.")
    tables = {name: np.array(table, np.float32) for name, table in settings.get("tables", {}).items()}
    if {name: table.shape for name, table in tables.items()} != _TABLES:
        raise WeightsError(f"{folder}: model.json lacks its heads' tables. Install firsthand again.")
    return Model(session, tables, settings)


def encode(model: Model, pieces: Pieces) -> Output:
    """The network's output for the pieces of one text."""
    rows: list[Floats] = []
    none: list[Floats] = []
    window, place = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
    breaks, stops = np.flatnonzero(pieces.ids == BREAK), np.flatnonzero(_ends_sentence(pieces.ids)) + 1
    for first, last in windows_of(breaks.tolist(), len(pieces.ids), stops.tolist()):
        start, end = max(0, first - BEFORE), min(len(pieces.ids), last + AFTER)
        output = run_window(model, pieces.ids[start:end], pieces.types[start:end])
        rows.append(output[1 + first - start : 1 + last - start])
        window.append(np.full(last - first, len(none)))
        none.append(output[:1])
        place.append(np.arange(1 + first - start, 1 + last - start))
    width = sum(HEAD_SIZES.values())
    return Output(_heads(rows, width), _heads(none, width), np.concatenate(window), np.concatenate(place))


def run_window(model: Model, ids: npt.NDArray[np.int64], types: npt.NDArray[np.int64]) -> Floats:
    """One forward pass, by itself: (n + 2, columns), [CLS] first and [SEP] last.

    Windows are never batched: dynamic quantisation takes its scale over a whole batch, so that a result would depend on
    what else is in it.
    """
    row_ids = np.concatenate(([CLS], ids, [SEP]))[None]
    row_types = np.concatenate(([0], types, [0]))[None]
    return np.asarray(model.session.run(None, {"ids": row_ids, "types": row_types})[0])[0]


def _ends_sentence(ids: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
    """Where a stop stands, or the quotation mark right after one."""
    stop = np.isin(ids, _STOPS)
    mark = np.isin(ids, _MARKS) & np.roll(stop, 1)
    return (stop & ~np.roll(mark, -1)) | mark


def windows_of(breaks: Sequence[int], length: int, stops: Sequence[int] = ()) -> list[tuple[int, int]]:
    """The cores: (first, last) pieces, of like size, cut where passages end, else where sentences do (``stops``), else
    anywhere. Both are in order."""
    if length <= WINDOW:
        return [(0, length)] if length else []
    most = WINDOW - BEFORE - AFTER
    found, start = [], 0
    while start < length:
        left = length - start
        if left <= most:
            end = length
        else:
            aim = start + -(-left // -(-left // most))
            low, high = start + most // 2 + 1, min(start + most, length)
            near = _between(breaks, low, high) or _between(stops, low, high)
            end = min(near, key=lambda b: abs(b - aim)) if near else high
        found.append((start, end))
        start = end
    return found


def _between(edges: Sequence[int], low: int, high: int) -> Sequence[int]:
    return edges[bisect_left(edges, low) : bisect_left(edges, high)]


def _heads(rows: list[Floats], width: int) -> dict[str, Floats]:
    whole = np.concatenate(rows) if rows else np.zeros((0, width), np.float32)
    cuts = np.cumsum(list(HEAD_SIZES.values()))[:-1]
    return dict(zip(HEAD_SIZES, np.split(whole, cuts, axis=1), strict=True))
