import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.reading.caveats import find_caveats
from firsthand.schema import Passage


def caveats(text: str) -> list[tuple[str, str | None]]:
    found = find_caveats(text)
    for caveat in found:
        assert 0 <= caveat.start < caveat.end <= len(text)
    return [(caveat.kind, caveat.by) for caveat in found]


@pytest.mark.parametrize(
    ("text", "kind", "by"),
    [
        ("The Morning Anvil could not independently verify the figures.", "unverified", "The Morning Anvil"),
        ("Brodno Radio has not been able to verify the video.", "unverified", "Brodno Radio"),
        ("Reuters was unable to verify the report.", "unverified", "Reuters"),
        ("The claim could not be independently confirmed.", "unverified", "The claim"),
        ("The footage has yet to be verified.", "unverified", "The footage"),
        ("The mine’s owner did not immediately respond to a request for comment.", "no-response", "The mine’s owner"),
        ("Lund did not reply.", "no-response", "Lund"),
        ("Lund didn't answer calls seeking comment.", "no-response", "Lund"),
        ("Two other officials did not return calls or emails.", "no-response", "Two other officials"),
        ("Mr. Lund could not be reached for comment.", "no-response", "Mr. Lund"),
        ("The owner has yet to respond.", "no-response", "The owner"),
        ("The owner was not available for comment.", "no-response", "The owner"),
        ("Calls to the mine’s office went unanswered.", "no-response", "the mine’s office"),
        ("Varga spoke, but her deputy declined to comment.", "declined", "her deputy"),
        ("A spokesman for Dr. Lund refused to comment on the leak.", "declined", "A spokesman for Dr. Lund"),
        ("The ministry would neither confirm nor deny the leak.", "declined", "The ministry"),
        ("Lund, who runs the mine, declined to be interviewed.", "declined", "Lund, who runs the mine"),
        ("The ministry would not comment.", "declined", "The ministry"),
        ("The Anvil has reached out to the mine for comment.", "awaiting-comment", "the mine"),
        ("We have reached out to the mine and will update this page.", "awaiting-comment", "the mine"),
        ("The mine has been contacted for comment.", "awaiting-comment", "The mine"),
        ("The Anvil has asked the mine and its owner for comment.", "awaiting-comment", "the mine and its owner"),
        ("Petra Lund was approached for comment.", "awaiting-comment", "Petra Lund"),
        ("The Anvil put the allegations to the mine.", "awaiting-comment", "the mine"),
    ],
)
def test_each_kind_of_caveat_and_who_it_is_about(text: str, kind: str, by: str):
    assert caveats(text) == [(kind, by)]


@pytest.mark.parametrize(
    "text",
    [
        "“I could not verify the video,” she said.",
        "The crew did not respond to the fire for an hour.",
        "He did not answer the door.",
        "The union has reached out to younger voters.",
        "The ministry has not confirmed the deaths.",
        "The trail could not be reached by road.",
        "He declined the offer.",
        "Varga asked the council for money.",
        "",
    ],
)
def test_these_are_no_caveats(text: str):
    assert caveats(text) == []


def test_several_caveats_come_in_the_order_of_the_text():
    text = "Lund did not reply. Varga declined to comment.\nThe Anvil could not verify the count."
    assert [kind for kind, _ in caveats(text)] == ["no-response", "declined", "unverified"]


def test_the_span_is_the_clause():
    text = "It rained. On the phone Lund spoke, but Varga declined to comment on the leak. It stopped."
    (caveat,) = find_caveats(text)
    assert text[caveat.start : caveat.end] == "Varga declined to comment on the leak"


def test_only_passages_in_which_the_report_speaks_are_read():
    text = "Lund declined to comment.\n\nVarga declined to comment."
    passages = [Passage(kind="headline", start=0, end=25), Passage(kind="paragraph", start=27, end=len(text))]
    assert [caveat.by for caveat in find_caveats(text, passages)] == ["Varga"]


@given(st.text(max_size=300))
def test_any_text_gives_spans_inside_it(text: str):
    caveats(text)


WORDS = [
    "did",
    "not",
    "respond",
    "to",
    "requests",
    "for",
    "comment",
    "verify",
    "Lund",
    ",",
    ".",
    "“",
    "”",
    "reached out",
]


@given(st.lists(st.sampled_from(WORDS)))
def test_any_mix_of_the_words_gives_spans_inside_it(words: list[str]):
    caveats(" ".join(words))


@pytest.mark.parametrize(
    "unit",
    [
        "did not immediately ",
        "immediately ",
        "has reached out to ",
        "A",
        "Mr. ",
        "could not be ",
        "declined to ",
        "\n",
        " ",
    ],
)
def test_long_input_is_quick(unit: str):
    text = "He did not " + unit * (200_000 // len(unit))
    began = time.process_time()
    find_caveats(text)
    assert time.process_time() - began < 8
