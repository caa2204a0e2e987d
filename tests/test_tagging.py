"""Tags to spans: the best legal sequence, found for each passage by itself."""

from __future__ import annotations

from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.reading.pointers import Floats
from firsthand.reading.tagging import ROLES, TAG_COUNT, TaggedSpan, log_softmax, tagged_spans

B, INSIDE, E, S = range(4)
LIMITS = settings(max_examples=60, deadline=None, derandomize=True)


def tag(role: int, edge: int) -> int:
    return 1 + 4 * role + edge


def is_legal(tags: tuple[int, ...]) -> bool:
    """BIOES by its definition: every span opens once, stays in its role, and closes once."""
    inside: int | None = None
    for t in tags:
        role, edge = divmod(t - 1, 4)
        opens = t == 0 or edge in (B, S)
        if opens != (inside is None) or (inside is not None and role != inside):
            return False
        inside = role if t and edge in (B, INSIDE) else None
    return inside is None


def spans_of(tags: tuple[int, ...], start: int = 0) -> list[tuple[int, int, int]]:
    found, first = [], 0
    for i, t in enumerate(tags, start):
        role, edge = divmod(t - 1, 4)
        if t and edge in (B, S):
            first = i
        if t and edge in (E, S):
            found.append((first, i, role))
    return found


NEUTRAL = np.zeros((TAG_COUNT, TAG_COUNT), np.float32)


def brute_force(scores: Floats, transitions: Floats) -> tuple[int, ...]:
    """The best legal sequence by trying them all; "outside" stands before and after it."""

    def total(tags: tuple[int, ...]) -> float:
        steps = sum(float(transitions[a, b]) for a, b in pairwise((0, *tags, 0)))
        return steps + sum(float(scores[i, t]) for i, t in enumerate(tags))

    return max((tags for tags in product(range(TAG_COUNT), repeat=len(scores)) if is_legal(tags)), key=total)


def random_scores(seed: int, length: int, spread: float = 4.0) -> Floats:
    return (np.random.default_rng(seed).standard_normal((length, TAG_COUNT)) * spread).astype(np.float32)


def places(found: list[TaggedSpan]) -> list[tuple[int, int, int]]:
    return [(s.first, s.last, s.role) for s in found]


def scores_for(tags: list[int]) -> Floats:
    scores = np.zeros((len(tags), TAG_COUNT), np.float32)
    scores[np.arange(len(tags)), tags] = 10
    return scores


@LIMITS
@given(seed=st.integers(0, 10**6), length=st.integers(1, 4))
def test_the_best_of_all_legal_sequences_is_found(seed: int, length: int) -> None:
    scores = random_scores(seed, length)
    transitions = random_scores(seed + 1, TAG_COUNT, spread=1.0)
    best = brute_force(log_softmax(scores), transitions)
    assert places(tagged_spans(scores, [(0, length)], transitions)) == spans_of(best)


@LIMITS
@given(seed=st.integers(0, 10**6), lengths=st.lists(st.integers(1, 40), min_size=1, max_size=8))
def test_passages_of_unequal_length_do_not_touch_one_another(seed: int, lengths: list[int]) -> None:
    scores = random_scores(seed, sum(lengths) + len(lengths))
    passages, at = [], 0
    for length in lengths:
        passages.append((at, at + length))
        at += length + 1  # a break stands between two passages
    together = tagged_spans(scores, passages, NEUTRAL)
    apart = [span for passage in passages for span in tagged_spans(scores, [passage], NEUTRAL)]
    assert places(together) == places(apart)
    assert [s.score for s in together] == pytest.approx([s.score for s in apart])
    assert all(any(a <= s.first <= s.last < b for a, b in passages) for s in together)


@LIMITS
@given(seed=st.integers(0, 10**6), length=st.integers(1, 400), spread=st.sampled_from([0.1, 4.0, 60.0]))
def test_spans_are_ordered_apart_and_scored_as_log_probabilities(seed: int, length: int, spread: float) -> None:
    found = tagged_spans(random_scores(seed, length, spread), [(0, length)], NEUTRAL)
    assert all(0 <= s.first <= s.last < length and s.role in range(len(ROLES)) and s.score <= 0 for s in found)
    assert all(a.last < b.first for a, b in pairwise(found))


@pytest.mark.parametrize(
    ("tags", "expected"),
    [
        ([0, tag(0, S), 0], [(1, 1, 0)]),
        ([tag(2, B), tag(2, INSIDE), tag(2, E), tag(1, S)], [(0, 2, 2), (3, 3, 1)]),
        ([tag(1, B), tag(1, E), tag(1, B), tag(1, E)], [(0, 1, 1), (2, 3, 1)]),
        ([0, 0, 0], []),
    ],
)
def test_a_clear_sequence_is_read_as_it_stands(tags: list[int], expected: list[tuple[int, int, int]]) -> None:
    assert places(tagged_spans(scores_for(tags), [(0, len(tags))], NEUTRAL)) == expected


def test_a_span_that_never_ends_is_closed_at_its_passages_edge() -> None:
    tags = [tag(2, B), *[tag(2, INSIDE)] * 5, 0, *[tag(2, INSIDE)] * 3]
    found = places(tagged_spans(scores_for(tags), [(0, 6), (7, 10)], NEUTRAL))
    assert found == [(0, 5, 2), (7, 9, 2)]


def test_no_passage_no_span() -> None:
    assert tagged_spans(np.zeros((0, TAG_COUNT), np.float32), [], NEUTRAL) == []


def test_many_short_passages_beside_a_long_one_cost_no_more_than_their_pieces() -> None:
    # Padded to one length these would need gigabytes.
    passages = [(2 * i, 2 * i + 1) for i in range(5000)] + [(10_000, 25_000)]
    found = tagged_spans(scores_for([tag(0, S)] * 25_000), passages, NEUTRAL)
    assert len(found) == 5000 + 15_000
