"""What cutting a passage into sentences promises."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.reading.sentences import split_sentences
from firsthand.schema import Span


def _sentences(text: str) -> list[str]:
    return [text[s.start : s.end] for s in split_sentences(text, Span(0, len(text)))]


@pytest.mark.parametrize(
    "parts",
    [
        ["The port is shut.", "It will open on Friday."],
        ["Is it shut?", "Yes!", "Until when?"],
        ["“We lost a wall.”", "She wept."],
        ["“We lost a wall.", "We lost two cranes,” she said.", "“Why?”"],
        ['"We lost a wall."', "She wept.", '"Why?" he said.'],
        ["''We lost a wall,'' she said.", "''Why?''"],
        ["(The port is shut.)", "It rained."],
        ["Mr. Reyes met Dr. Voss and Gen. T. J. Holm at St. Anne’s.", "They talked."],
        ["He landed in the U.S. Navy port on Jan. 5 at 6 a.m. Monday.", "It rained."],
        ["He lives in the U.S.", "He likes it."],
        ["It closed at 6 p.m.", "“Go home,” she said."],
        ["He works for Tidewall Inc.", "It builds walls."],
        ["The wall, No. 12, is 3.5 metres high and cost $1.2 million.", "No.", "It fell."],
        ["It was… odd.", "It was ... odd.", "It fell…", "It rose."],
        ["“Why?” Ada Voss asked.", "“Because . . . it fell!” he said."],
        ["Sen. Ada Voss (R-Maine) spoke.", "3,000 people listened."],
        ["He fell ill.", "Voss stayed.", "They sell art.", "Reyes paints."],
        ["It fell in May.", "In June it rose."],
        ["It fell on Sept.", "It rose again."],
    ],
)
def test_sentences_end_at_stops_and_not_at_abbreviations(parts: list[str]) -> None:
    assert _sentences(" ".join(parts)) == parts


def test_line_ends_and_white_space_do_not_matter() -> None:
    assert _sentences("  The port\nis shut.\n\tIt rained. \n") == ["The port\nis shut.", "It rained."]


def test_only_the_given_span_is_cut() -> None:
    text = "One. Two. Three. Four."
    assert [text[s.start : s.end] for s in split_sentences(text, Span(5, 16))] == ["Two.", "Three."]


@given(st.text(alphabet=st.sampled_from(list("aB1 .!?…\n\"”’')“U.S.Mr")) | st.characters(), max_size=80), st.data())
def test_any_span_is_covered_in_order_without_overlap(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    sentences = split_sentences(text, Span(start, end))
    assert all(a.end <= b.start for a, b in pairwise(sentences))
    assert all(start <= s.start < s.end <= end for s in sentences)
    assert all(text[s.start : s.end] == text[s.start : s.end].strip() for s in sentences)
    covered = {i for s in sentences for i in range(s.start, s.end)}
    assert all(i in covered or text[i].isspace() for i in range(start, end))


@pytest.mark.parametrize("unit", [".", ". ", "a", "A. ", "U.S. ", '" ', '." ', " ", "(", "? A ", ".a", "– ", " ."])
def test_long_hostile_passages_take_linear_time(unit: str) -> None:
    text = "A. " + unit * (200_000 // len(unit))
    started = time.process_time()
    split_sentences(text, Span(0, len(text)))
    assert time.process_time() - started < 5
