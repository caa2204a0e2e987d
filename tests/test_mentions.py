"""Mentions by rule, and their union with the network's."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.reading.mentions import merge_mentions, rule_mentions
from firsthand.reading.parts import Mention
from firsthand.schema import Passage


def _paragraphs(text: str) -> list[Passage]:
    out: list[Passage] = []
    at = 0
    for paragraph in text.split("\n\n"):
        if paragraph:
            out.append(Passage(kind="paragraph", start=at, end=at + len(paragraph)))
        at += len(paragraph) + 2
    return out


def _found(text: str, form: str) -> list[str]:
    return [text[m.start : m.end] for m in rule_mentions(text, _paragraphs(text)) if m.form == form]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("On Monday Aoibh O’Brien-Katz left.", "Aoibh O’Brien-Katz"),
        ("They met Ludwig van der Meer at noon.", "Ludwig van der Meer"),
        ("They met Samir al-Jabri at noon.", "Samir al-Jabri"),
        ("They met J. T. Quill at noon.", "J. T. Quill"),
        ("They met Žofie Černá at noon.", "Žofie Černá"),
        ("They met Dr Ann Lee at noon.", "Dr Ann Lee"),
        ("They wrote to the Ministry of Fisheries at noon.", "the Ministry of Fisheries"),
        ("He asked the harbour master, Ann Lee, for help.", "the harbour master, Ann Lee"),
    ],
)
def test_names_are_found_whole(text: str, name: str) -> None:
    assert name in _found(text, "name")


@pytest.mark.parametrize(
    "text", ["Later on Tuesday it rained.", "However, in May it rained.", "Speaking slowly, it rained."]
)
def test_a_capital_at_the_start_or_in_the_calendar_is_no_name(text: str) -> None:
    assert _found(text, "name") == []


def test_nouns_for_people_bodies_and_papers_are_found() -> None:
    text = "A nurse gave the union an internal memo. Senior officials and residents of Northmoor read it."
    assert set(_found(text, "nominal")) >= {
        "A nurse", "the union", "an internal memo", "Senior officials", "residents of Northmoor",
    }  # fmt: skip


def test_pronouns_are_found_and_a_numeral_is_none() -> None:
    text = "She told them that I knew. World War I is over."
    assert _found(text, "pronoun") == ["She", "them", "I"]


def test_boilerplate_is_not_read() -> None:
    text = "Ann Lee spoke."
    assert rule_mentions(text, [Passage(kind="boilerplate", start=0, end=len(text))]) == ()


def _mention(start: int, end: int, head: int, *antecedents: tuple[int, float]) -> Mention:
    return Mention(start=start, end=end, head=head, entity="person", form="nominal", antecedents=antecedents)


def test_merging_keeps_the_networks_mentions_and_their_links() -> None:
    learned = [_mention(10, 20, 15), _mention(40, 50, 45, (0, 0.9))]
    rule = [_mention(0, 5, 0), _mention(12, 20, 15), _mention(30, 35, 30)]
    merged = merge_mentions(rule, learned)
    assert [(m.start, m.end) for m in merged] == [(0, 5), (10, 20), (30, 35), (40, 50)]
    assert merged[3].antecedents == ((1, 0.9),)


@given(st.text(max_size=400))
def test_spans_lie_inside_the_text_and_hold_something(text: str) -> None:
    for mention in rule_mentions(text, _paragraphs(text)):
        assert 0 <= mention.start <= mention.head < mention.end <= len(text)
        assert text[mention.start : mention.end].strip()


@pytest.mark.parametrize("unit", ["Ann ", "the ", "the mayor, Ann Lee, ", "of ", "’s ", "A.", "senior "])
def test_long_texts_take_little_time(unit: str) -> None:
    text = unit * (200_000 // len(unit))
    start = time.process_time()
    rule_mentions(text, _paragraphs(text))
    assert time.process_time() - start < 10.0
