"""Quotations that are somebody's words belong to them whole; scare quotes, titles and slogans are nobody's."""

from __future__ import annotations

import time

import pytest

from firsthand.reading.parts import Attribution, Quotation
from firsthand.reading.quotations import find_quotations
from firsthand.reading.quoted import with_quotations
from firsthand.schema import Passage, Span


def laid_out(text: str) -> tuple[list[Passage], tuple[Quotation, ...]]:
    """Each line a paragraph, with its quotations."""
    passages, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            passages.append(Passage(kind="paragraph", start=at, end=at + len(line)))
        at += len(line) + 1
    return passages, find_quotations(text, [Span(p.start, p.end) for p in passages])


def span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def heard(text: str, source: str, cue: str, *content: str) -> Attribution:
    return Attribution(
        source=(span(text, source),), cue=(span(text, cue),), content=tuple(span(text, c) for c in content), score=0.8
    )


def read(text: str, *found: Attribution) -> list[tuple[str, str, list[str]]]:
    made = with_quotations(text, *laid_out(text), found)
    return [
        (
            " ".join(text[s.start : s.end] for s in a.source),
            " ".join(text[s.start : s.end] for s in a.cue),
            [text[s.start : s.end].strip('"“”‘’,') for s in a.content],
        )
        for a in made
    ]


@pytest.mark.parametrize(
    ("text", "source", "cue", "words"),
    [
        ("“The river took the whole road.” – Mara Lund", "Mara Lund", "–", "The river took the whole road."),
        ('"The river took the whole road." - Mara Lund, farmer', "Mara Lund", "-", "The river took the whole road."),
        ("“The river took the whole road” — Jan van Holm.", "Jan van Holm", "—", "The river took the whole road"),
        ('Mara Lund: "The river took the whole road."', "Mara Lund", ":", "The river took the whole road."),
        ("Lund : “The river took the whole road.”", "Lund", ":", "The river took the whole road."),
    ],
)  # fmt: skip
def test_a_signed_or_labelled_quotation_needs_no_verb(text: str, source: str, cue: str, words: str) -> None:
    assert read(text) == [(source, cue, [words])]


@pytest.mark.parametrize(
    "text",
    [
        "The so-called “people's bridge” is shut.",
        "The film “The Long Road to the Coast and Back” opens on Friday.",
        "He wore a shirt with the words “we will all be back here soon” on it.",
        "“The river took the whole road.” It was shut.",
        "“Short words” – Mara Lund",
        "“The river took the whole road.”\n– Mara Lund",
    ],
)
def test_a_quotation_that_nothing_lays_to_somebody_is_no_statement(text: str) -> None:
    assert read(text) == []


def test_content_that_stops_short_takes_the_whole_quotation() -> None:
    text = "“The river took the whole road and two barns,” said Mara Lund."
    assert read(text, heard(text, "Mara Lund", "said", "The river took the whole road")) == [
        ("Mara Lund", "said", ["The river took the whole road and two barns"])
    ]


def test_content_that_holds_only_some_words_of_a_quotation_keeps_to_them() -> None:
    text = "“The river took the whole road and two barns by night, as it had before,” said Mara Lund."
    assert read(text, heard(text, "Mara Lund", "said", "The river"))[0][2] == ["The river"]


def test_a_quotation_that_goes_on_after_its_cue_is_one_statement() -> None:
    text = "“The river took the road,” said Mara Lund. “We walked to the village in the dark.”"
    assert read(text, heard(text, "Mara Lund", "said", "The river took the road,")) == [
        ("Mara Lund", "said", ["The river took the road", "We walked to the village in the dark."])
    ]


def test_a_later_quotation_across_other_sentences_is_not_taken() -> None:
    text = (
        "“The river took the road,” said Mara Lund. The bridge fell. The barns burned. "
        "“We walked to the village in the dark.”"
    )
    assert read(text, heard(text, "Mara Lund", "said", "The river took the road,"))[0][2] == ["The river took the road"]


def test_a_quotation_carried_over_paragraphs_is_one_statement() -> None:
    text = (
        "Mara Lund said: “The river took the road.\n"
        "“We walked to the village in the dark.\n"
        "“Nobody came for us until the morning.”\n"
        "“This is nobody's and stands apart.”"
    )
    (made,) = read(text, heard(text, "Mara Lund", "said", "The river took the road."))
    assert made[2] == [
        "The river took the road.", "We walked to the village in the dark.", "Nobody came for us until the morning.",
    ]  # fmt: skip


def test_each_quotation_has_one_owner() -> None:
    text = "“The river took the road,” said Mara Lund. “It was the dam that broke,” said Tomas Reyl."
    found = [
        heard(text, "Mara Lund", "said", "The river took the road,"),
        heard(text, "Tomas Reyl", "said Tomas", "It was the dam that broke,"),
    ]
    assert [(who, what) for who, _, what in read(text, *found)] == [
        ("Mara Lund", ["The river took the road"]),
        ("Tomas Reyl", ["It was the dam that broke"]),
    ]


def test_a_statement_between_the_halves_of_a_quotation_does_not_swallow_its_cue() -> None:
    text = "“The river,” said Mara Lund, “took the whole road.”"
    (made,) = with_quotations(text, *laid_out(text), [heard(text, "Mara Lund", "said", "The river", "took the whole")])
    assert all(c.end <= made.cue[0].start or made.source[0].end <= c.start for c in made.content)
    assert [text[c.start : c.end] for c in made.content] == ["The river,", "took the whole road."]


def test_what_has_no_quotation_is_left_as_it_is() -> None:
    text = "Mara Lund said the river took the road."
    found = heard(text, "Mara Lund", "said", "the river took the road")
    assert with_quotations(text, *laid_out(text), [found]) == (found,)
    assert with_quotations("", [], [], []) == ()


@pytest.mark.parametrize(
    "unit",
    [
        pytest.param("“We walked to the village.” ", id="quotations that go on"),
        pytest.param("“We walked to the village.” – Mara Lund. ", id="signed quotations"),
        pytest.param("“We walked to the village.\n", id="quotations carried over"),
        pytest.param("“We walked to the village.” Aa Bb Cc Dd ", id="names"),
    ],
)
def test_thousands_of_quotations_take_linear_time(unit: str) -> None:
    def seconds(count: int) -> float:
        text = "“The river took the road,” said Mara Lund. " + unit * count
        found = [heard(text, "Mara Lund", "said", "The river took the road,")]
        passages, quotations = laid_out(text)
        assert len(quotations) > count
        start = time.process_time()
        with_quotations(text, passages, quotations, found)
        return time.process_time() - start

    assert seconds(8000) < 3 * 8 * seconds(1000) + 0.3
