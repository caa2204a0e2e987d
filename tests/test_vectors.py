"""Vectors of stretches of text, pooled from its pieces."""

from __future__ import annotations

import numpy as np
import pytest

from firsthand.reading.vectors import piece_vectors, vector_of
from firsthand.schema import Span

ROWS = np.random.default_rng(1).standard_normal((6, 384)).astype(np.float32)
STARTS = np.array([0, 4, 9, 12, 20, 31])


def test_a_vector_has_length_one_and_depends_on_its_span_alone() -> None:
    span = Span(4, 13)
    vector = vector_of(piece_vectors([STARTS], [ROWS]), [span])
    assert vector.shape == (384,)
    assert float(np.linalg.norm(vector)) == pytest.approx(1, abs=1e-5)
    other = ROWS.copy()
    other[[0, 4, 5]] = 7
    assert np.allclose(vector_of(piece_vectors([STARTS], [other]), [span]), vector, atol=1e-6)


def test_chapters_make_no_difference() -> None:
    whole = piece_vectors([STARTS], [ROWS])
    parts = piece_vectors([STARTS[:2], STARTS[2:]], [ROWS[:2], ROWS[2:]])
    spans = [Span(0, 10), Span(20, 40)]
    assert np.array_equal(vector_of(whole, spans), vector_of(parts, spans))


def test_no_piece_no_direction() -> None:
    assert not vector_of(piece_vectors([], []), [Span(0, 5)]).any()
