"""The keys under which reports find each other: words in a row, and what they are about."""

from __future__ import annotations

from datetime import datetime, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.linking.fingerprints import SHINGLE, WINDOW, bands_of
from firsthand.linking.parts import Dossier
from firsthand.linking.reuse_cells import cells_near, cells_of, gist_of, near
from firsthand.schema import Passage, Reading, Report, Span

RUN = SHINGLE + WINDOW - 1
WORDS = st.sampled_from(["harbour", "tide", "ferry", "anchor", "chain", "buoy", "quay", "lamp", "rope", "sail"])


def bare(text: str, published: str | None = None, captured: str | None = None, rows: int = 1) -> Dossier:
    """A report of one sentence, as it would be without a network: its vectors are made up."""
    report = Report(id="r", sha256="", text=text, published=published, captured=captured)
    passage = Passage(kind="paragraph", start=0, end=len(text))
    vectors = np.cos(np.arange(rows * 384).reshape(rows, 384) * (1 + len(text))) * 100
    return Dossier(
        reading=Reading(report=report, passages=(passage,)),
        sentences=(Span(0, len(text)),) * rows,
        propositions=(),
        packed=vectors.astype(np.int8).tobytes(),
    )


@given(
    shared=st.lists(WORDS, min_size=RUN, max_size=RUN + 10),
    one=st.lists(WORDS, max_size=60),
    other=st.lists(WORDS, max_size=60),
    tail=st.lists(WORDS, max_size=60),
)
def test_every_long_enough_shared_run_gives_a_shared_key(
    shared: list[str], one: list[str], other: list[str], tail: list[str]
) -> None:
    a, b = bare(" ".join([*one, *shared, *tail])), bare(" ".join([*other, *shared]))
    assert set(bands_of(a)) & set(bands_of(b))


@given(st.text(max_size=200))
def test_keys_of_any_text_are_distinct_signed_integers_of_64_bits(text: str) -> None:
    bands = bands_of(bare(text))
    assert list(bands) == sorted(set(bands))
    assert all(-(2**63) <= band < 2**63 for band in bands)


def test_keys_are_the_same_on_every_machine() -> None:
    assert bands_of(bare("The ferry ran onto a sandbank")) == (-1262227149695848160,)


def test_case_and_punctuation_make_no_difference() -> None:
    plain = "the ferry ran onto a sandbank on monday night with 73 people on board and lay there"
    printed = "The ferry ran onto a sandbank, on Monday night, with 73 people on board – and lay there."
    assert bands_of(bare(plain)) == bands_of(bare(printed))


def test_texts_of_other_words_share_no_key() -> None:
    a = bare("Two swans have nested on the roof of the pumping station and will not be moved before June.")
    b = bare("The council wants bids for a new lift at the library, which has been out of order since Easter.")
    assert not set(bands_of(a)) & set(bands_of(b))


def test_keys_are_far_fewer_than_words() -> None:
    words = [f"word{i * i % 1009}" for i in range(1000)]
    assert len(bands_of(bare(" ".join(words)))) < 300


DAYS = st.integers(-400, 400)


@given(st.none() | DAYS, st.none() | DAYS)
def test_cells_are_mutual_and_join_what_lies_within_a_fortnight(one: int | None, other: int | None) -> None:
    a, b = (bare("x", None if d is None else _day(d)) for d in (one, other))
    met = bool(set(cells_near(a)) & set(cells_of(b)))
    assert met == bool(set(cells_near(b)) & set(cells_of(a)))
    if one is None or other is None or abs(one - other) <= 14:
        assert met
    elif abs(one - other) > 30:
        assert not met


def _day(number: int) -> str:
    return (datetime(2024, 3, 1) + timedelta(days=number)).isoformat() + "Z"


def test_the_time_of_capture_stands_in_for_one_that_is_not_stated() -> None:
    captured = bare("x", captured="2024-03-02T10:00:00Z")
    assert cells_of(captured) == cells_of(bare("x", "2024-03-02T08:00:00Z"))


@pytest.mark.parametrize("published", ["", "yesterday", "2024-13-40", "0001-01-01", "9999-12-31"])
def test_no_stated_time_breaks_the_cells(published: str) -> None:
    assert cells_of(bare("x", published))


@given(st.lists(st.integers(1, 6), min_size=2, max_size=6))
def test_near_is_symmetric_and_a_report_is_near_itself(sizes: list[int]) -> None:
    gists = [gist_of(bare("x" * size, rows=size)) for size in sizes]
    assert near(gists[0], gists[:1]) == [True]
    table = [near(gist, gists) for gist in gists]
    assert table == [list(column) for column in zip(*table, strict=True)]


def test_a_report_without_sentences_is_near_nothing() -> None:
    nothing, some = gist_of(bare("", rows=0)), gist_of(bare("x"))
    assert len(nothing) == len(some) == 384
    assert near(nothing, [some, nothing]) == [False, False]
    assert near(some, []) == []
