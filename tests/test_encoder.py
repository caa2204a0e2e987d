"""Windows, distances and pointers: no seam shows, whatever the length of a text."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.reading.encoder import AFTER, BEFORE, WINDOW, encode, load_model, windows_of
from firsthand.reading.features import BREAK, pieces_of
from firsthand.reading.pointers import (
    BUCKETS,
    HEAD_SIZES,
    POINTER_SIZE,
    bucket,
    none_scores,
    pointer_scores,
)  # fmt: skip
from firsthand.schema import Span


@given(length=st.integers(0, 6000), seed=st.integers(0, 10**6), share=st.sampled_from([0.0, 0.005, 0.03, 0.5, 1.0]))
@settings(max_examples=300, deadline=None, derandomize=True)
def test_cores_tile_the_pieces_and_fit_a_window_with_their_context(length: int, seed: int, share: float) -> None:
    breaks = np.flatnonzero(np.random.default_rng(seed).random(length) < share).tolist()
    cores = windows_of(breaks, length)
    assert [a for a, _ in cores] == [0, *(b for _, b in cores)][: len(cores)]
    assert (cores[-1][1] if cores else 0) == length
    for first, last in cores:
        assert first < last
        assert min(length, last + AFTER) - max(0, first - BEFORE) <= WINDOW
    assert len(cores) <= 1 + length // ((WINDOW - BEFORE - AFTER) // 2)


def test_what_fits_one_window_is_one_window() -> None:
    assert windows_of([100, 300], WINDOW) == [(0, WINDOW)]
    assert len(windows_of([100, 300], WINDOW + 1)) == 2


@pytest.mark.parametrize("breaks", [range(60, 3000, 61), range(100, 3000, 150), range(10, 3000, 11)])
def test_cores_are_cut_where_passages_end(breaks: range) -> None:
    edges = [b for _, b in windows_of(list(breaks), 3000)][:-1]
    assert edges
    assert set(edges) <= set(breaks)


def test_distances_are_exact_up_to_four_and_then_by_powers_of_two() -> None:
    assert bucket(np.arange(5)).tolist() == [0, 1, 2, 3, 4]
    assert bucket(np.array([5, 7, 8, 15, 16, 31, 32, 63, 64, 127, 128, 255, 256, 511])).tolist() == [
        4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10,
    ]  # fmt: skip
    assert bucket(np.array([512, 10**6])).tolist() == [11, 11]


@given(st.integers(-(10**6), 10**6))
def test_distances_back_and_forth_are_kept_apart(offset: int) -> None:
    there, back = bucket(np.array([offset, -offset])).tolist()
    assert 0 <= there < BUCKETS
    assert abs(there - back) == (BUCKETS // 2 if offset else 0)
    assert (there >= BUCKETS // 2) == (offset < 0)
    assert bucket(np.array([abs(offset) + 1]))[0] >= bucket(np.array([abs(offset)]))[0]


def test_a_pointers_score_is_its_scaled_product_and_the_bias_of_the_distance() -> None:
    made = np.random.default_rng(4)
    head = made.standard_normal((9, 2 * POINTER_SIZE)).astype(np.float32)
    none = made.standard_normal((2, 2 * POINTER_SIZE)).astype(np.float32)
    table = made.standard_normal(BUCKETS).astype(np.float32)
    scores = pointer_scores(head, table, np.array([7, 2]), np.array([0, 3, 8]))
    for i, row in enumerate([7, 2]):
        for j, column in enumerate([0, 3, 8]):
            product = float(head[row, :POINTER_SIZE] @ head[column, POINTER_SIZE:]) / math.sqrt(POINTER_SIZE)
            bias = float(table[bucket(np.array([row - column]))[0]])
            assert scores[i, j] == pytest.approx(product + bias, abs=1e-4)
    nothing = none_scores(head[:2], none, table, np.array([3, 100]))
    for i, place in enumerate([3, 100]):
        product = float(head[i, :POINTER_SIZE] @ none[i, POINTER_SIZE:]) / math.sqrt(POINTER_SIZE)
        assert nothing[i] == pytest.approx(product + float(table[bucket(np.array([place]))[0]]), abs=1e-4)


def lines(count: int) -> tuple[str, list[Span]]:
    text, spans = "", []
    for i in range(count):
        line = f"The river at place {i} rose by {i % 7} feet, said Anna Berg, and the road was shut."
        spans.append(Span(len(text), len(text) + len(line)))
        text += line + "\n"
    return text, spans


@pytest.mark.parametrize("count", [1, 14, 15, 60])
def test_every_piece_has_a_row_and_its_windows_start(count: int) -> None:
    text, spans = lines(count)
    pieces = pieces_of(text, spans, [])
    output = encode(load_model(1), pieces)
    n = len(pieces.ids)
    cores = windows_of(np.flatnonzero(pieces.ids == BREAK).tolist(), n)
    assert {name: head.shape for name, head in output.heads.items()} == {k: (n, v) for k, v in HEAD_SIZES.items()}
    assert {name: head.shape for name, head in output.none.items()} == {
        k: (len(cores), v) for k, v in HEAD_SIZES.items()
    }
    assert output.window.tolist() == [w for w, (a, b) in enumerate(cores) for _ in range(a, b)]
    assert output.place.min() == 1
    assert output.place.max() <= WINDOW
    for (a, b), (first, _) in zip(pairwise(range(n)), pairwise(output.window.tolist()), strict=True):
        if output.window[b] == first:
            assert output.place[b] == output.place[a] + 1
    assert all(np.isfinite(head).all() for head in output.heads.values())


def test_a_windows_output_does_not_depend_on_what_lies_beyond_it() -> None:
    text, spans = lines(60)
    one, other = pieces_of(text, spans, []), pieces_of(text, spans, [])
    first = windows_of(np.flatnonzero(one.ids == BREAK).tolist(), len(one.ids))[0][1]
    other.ids[first + AFTER :] = other.ids[first + AFTER :][::-1].copy()
    breaks = np.flatnonzero(one.ids == BREAK)
    other.ids[other.ids == BREAK] = one.ids[0]
    other.ids[breaks] = BREAK
    rows = [encode(load_model(1), pieces).heads["tags"] for pieces in (one, other)]
    assert np.array_equal(rows[0][:first], rows[1][:first])
    assert not np.array_equal(rows[0][first + AFTER :], rows[1][first + AFTER :])


def test_no_piece_no_row() -> None:
    output = encode(load_model(1), pieces_of("", [], []))
    assert [len(head) for head in output.heads.values()] == [0] * len(HEAD_SIZES)
    assert len(output.window) == len(output.place) == 0


def test_a_passage_without_end_is_cut_between_its_sentences() -> None:
    stops = list(range(37, 3000, 37))
    edges = [b for _, b in windows_of([], 3000, stops)][:-1]
    assert edges
    assert set(edges) <= set(stops)
    assert windows_of([200], 3000, stops)[0] == (0, 200), "passages end first"
