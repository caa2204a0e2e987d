"""Propositions: what a report says, cut into the least that can be asserted or denied by itself."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.linking.propositions import clauses_of, propositions_of
from firsthand.reading.sentences import split_sentences
from firsthand.schema import Reading, Report, Span, Statement
from tests.conftest import TEXT, span

WORDS = [
    "and",
    "but",
    "that",
    ";",
    ":",
    ".",
    "?",
    "“",
    "”",
    "\n",
    " ",
    "was",
    "had",
    "it",
    "two",
    "killed",
    "Orvik",
    "É",
    "😀",
]


def cut(text: str) -> list[str]:
    return [text[c.start : c.end] for c in clauses_of(text, Span(0, len(text)))]


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("The sluice is closed. The lock is not.", ["The sluice is closed.", "The lock is not."]),
        (
            "The quay was closed on Friday and that she expected it to reopen in June.",
            ["The quay was closed on Friday", "she expected it to reopen in June."],
        ),
        ("that the shed was empty and that two guards slept", ["the shed was empty", "two guards slept"]),
        ("The winch failed; the spare had been sold.", ["The winch failed", "the spare had been sold."]),
        ("The winch failed, but nobody was told", ["The winch failed", "nobody was told"]),
        ("The fire began at noon – nobody knew why", ["The fire began at noon", "nobody knew why"]),
        ("The lane was shut while divers looked at the pier.", ["The lane was shut", "divers looked at the pier."]),
        ("the mill had leaked twice and was fined in May", ["the mill had leaked twice", "was fined in May"]),
        ("the river rose two metres and the town flooded", ["the river rose two metres", "the town flooded"]),
        ("Nine people were killed and eleven were hurt.", ["Nine people were killed", "eleven were hurt."]),
        ("Nine people killed and two wounded.", ["Nine people killed", "two wounded."]),
    ],
)  # fmt: skip
def test_two_assertions_that_are_joined_are_cut(text: str, clauses: list[str]) -> None:
    assert cut(text) == clauses


@pytest.mark.parametrize(
    "text",
    [
        "The mayor and the council of Orvik were told of the crack.",
        "a ferry, a barge and two small boats with broken masts and torn sails",
        "She bought bread and milk for the newly widowed and badly injured crew.",
        "the ministry of transport and energy approved the plan",
        "police and firefighters arrived within minutes",
        "no crane or lorry could pass",
        "The letter of 3 May",
        "and",
    ],
)
def test_what_is_joined_inside_a_phrase_stays_whole(text: str) -> None:
    assert cut(text) == [text]


def test_what_holds_no_letter_and_no_digit_is_no_clause() -> None:
    assert cut("") == cut(" \n ") == cut("… – ;") == []


@given(
    st.lists(st.sampled_from(WORDS))
    .map(" ".join)
    .flatmap(lambda text: st.tuples(st.just(text), st.integers(0, len(text)), st.integers(0, len(text))))
)
def test_clauses_lie_inside_the_stretch_in_order_and_apart(case: tuple[str, int, int]) -> None:
    text, one, other = case
    stretch = Span(min(one, other), max(one, other))
    clauses = clauses_of(text, stretch)
    assert all(stretch.start <= c.start < c.end <= stretch.end for c in clauses)
    assert all(a.end <= b.start for a, b in pairwise(clauses))
    assert all(text[c.start : c.end].strip() == text[c.start : c.end] for c in clauses)
    assert all(any(letter.isalnum() for letter in text[c.start : c.end]) for c in clauses)


@given(st.text())
def test_any_string_can_be_cut_and_no_figure_is_lost(text: str) -> None:
    clauses = clauses_of(text, Span(0, len(text)))
    assert all(0 <= c.start < c.end <= len(text) for c in clauses)
    kept = "".join(text[c.start : c.end] for c in clauses)
    assert [x for x in kept if x.isdigit()] == [x for x in text if x.isdigit()]


def of(reading: Reading) -> list[tuple[str | None, str]]:
    text = reading.report.text
    sentences = split_sentences(text, Span(text.index("\n"), len(text)))
    return [(statement, text[c.start : c.end]) for statement, c in propositions_of(reading, sentences)]


def test_statements_come_first_each_with_its_clauses(reading: Reading) -> None:
    found = of(reading)
    assert found[0] == ("s1", "the pump had failed twice since spring")
    assert [statement for statement, _ in found] == sorted((s for s, _ in found if s), key=lambda s: int(s[1:])) + [
        None for s, _ in found if s is None
    ]
    assert ("s2", "“I have been patient for eleven weeks.") in found
    assert ("s4", "any letter had arrived") in found


def test_the_words_of_a_statement_within_another_are_the_inner_ones(reading: Reading) -> None:
    """The clerk's answer stands within the keeper's words and is not hers."""
    answer = "Boil it and be patient"
    assert [statement for statement, words in of(reading) if answer in words] == ["s3"]


def test_what_no_statement_covers_is_the_reports_own() -> None:
    text = """
The crane fell at noon and nobody was hurt. The winch had been inspected in May, owner Ida Roe said. Ida Roe said: “It \
ran.” Roe, who owns two more cranes and lives in the lock-keeper's house at Orvik, said it ran."""

    def said(number: int, who: Span, words: str) -> Statement:
        content = (span(words, text),)
        return Statement(
            id=f"s{number}", source_span=who, content=content, mode="indirect", stance="says", confidence=1.0
        )

    statements = (
        said(1, span("owner Ida Roe", text), "The winch had been inspected in May"),
        said(2, span("Ida Roe", text, 1), "It ran"),
        said(3, span("Roe", text, 2), "it ran"),
    )
    assert of(Reading(report=Report(id="r", sha256="0" * 64, text=text), statements=statements)) == [
        ("s1", "The winch had been inspected in May"),
        ("s2", "It ran"),
        ("s3", "it ran"),
        (None, "The crane fell at noon"),
        (None, "nobody was hurt."),
        (None, "Roe, who owns two more cranes and lives in the lock-keeper's house at Orvik, said it ran."),
    ]


def test_nothing_said_gives_nothing() -> None:
    assert list(propositions_of(Reading(report=Report(id="r", sha256="0" * 64, text=TEXT)), ())) == []
