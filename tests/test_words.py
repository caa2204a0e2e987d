"""Words as linking compares them: which count, how much, and how near two are."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.errors import WeightsError
from firsthand.linking import words
from firsthand.linking.words import content_words, plain, similarities, stem, weight_of, word_table


def test_content_words_leave_out_what_tells_nothing() -> None:
    told = "The mayor's office said that 14 of the Štajerski dockers hadn't come, and @orvik_port did."
    assert content_words(told) == [
        "mayor", "office", "stajerski", "dockers", "hadn't", "come", "@orvik_port",
    ]  # fmt: skip
    assert content_words("it is not 40") == []


@given(st.text())
def test_content_words_of_any_string_are_words(text: str) -> None:
    assert all(word and not word[0].isspace() for word in content_words(text))


def test_accents_and_case_do_not_matter() -> None:
    assert plain("Štajerski") == plain("STAJERSKI") == "stajerski"


@pytest.mark.parametrize(
    "forms",
    [("crack", "cracks", "cracked", "cracking"), ("close", "closed", "closing"), ("injury", "injuries"),
     ("announce", "announced", "announces"), ("stop", "stopped", "stopping"), ("evacuate", "evacuation")],
)  # fmt: skip
def test_the_forms_of_one_word_have_one_stem(forms: tuple[str, ...]) -> None:
    assert len({stem(form) for form in forms}) == 1


def test_other_words_have_other_stems() -> None:
    names = ["crack", "close", "injury", "stop", "bridge", "bride", "is", "gas", "police", "quay"]
    assert len({stem(name) for name in names}) == len(names)


def test_a_rare_word_weighs_more_than_a_common_one() -> None:
    assert 0.3 <= weight_of("people") < weight_of("sluice") <= weight_of("xyloquart")
    assert weight_of("xyloquart") == pytest.approx(3.77, abs=0.01)


def test_nearness_is_a_table_of_both_sides() -> None:
    one, other = ["hospital", "cracks", "xyloquart"], ["clinic", "crack", "banana", "xyloquart"]
    near = similarities(one, other)
    assert near.shape == (3, 4)
    assert np.all((near >= 0) & (near <= 1 + 1e-6))
    assert near[1, 1] == near[2, 3] == 1
    assert near[0, 0] > 0.4 > near[0, 2]
    assert near[2, 0] == 0
    assert np.allclose(similarities(other, one), near.T, atol=1e-6)


@pytest.mark.parametrize(("one", "other"), [([], ["crack"]), (["crack"], []), ([], [])])
def test_no_words_have_no_nearness(one: list[str], other: list[str]) -> None:
    assert similarities(one, other).shape == (len(one), len(other))


def test_missing_word_vectors_are_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(words, "_WEIGHTS", tmp_path)
    word_table.cache_clear()
    try:
        with pytest.raises(WeightsError, match=r"words\.npz cannot be loaded .*Install firsthand again"):
            word_table()
    finally:
        monkeypatch.undo()
        word_table.cache_clear()
