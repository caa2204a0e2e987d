import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.reading.parts import Attribution
from firsthand.reading.relays import relays_of, survey
from firsthand.schema import Passage, Relay, Span


def find(text: str, piece: str) -> tuple[Span, ...]:
    return (Span(text.index(piece), text.index(piece) + len(piece)),) if piece else ()


def paragraphs(text: str) -> list[Passage]:
    found, at = [], 0
    for line in text.split("\n"):
        if line:
            found.append(Passage(kind="paragraph", start=at, end=at + len(line)))
        at += len(line) + 1
    return found


def chain(
    text: str,
    cue: str,
    content: str,
    source: str = "",
    *,
    persons: tuple[str, ...] | None = None,
    own: tuple[str, ...] = (),
    outer: Attribution | None = None,
) -> list[tuple[str, str | None]]:
    trail = survey(text, paragraphs(text), persons, own)
    line = next(p for p in paragraphs(text) if p.start <= text.index(cue) < p.end)
    attribution = Attribution(source=find(text, source), cue=find(text, cue), content=find(text, content), score=1.0)
    relays = relays_of(text, Span(line.start, line.end), attribution, trail, [outer] if outer else [])
    for relay in relays:
        assert relay.start is not None
        assert relay.end is not None
        assert 0 <= relay.start < relay.end <= len(text)
    return [(relay.how, relay.name) for relay in relays]


@pytest.mark.parametrize(
    ("text", "cue", "content", "source", "expected"),
    [
        (
            "Ilse Varga told the Morning Anvil that the dam leaked.",
            "told",
            "the dam leaked",
            "Ilse Varga",
            [("told", "Morning Anvil")],
        ),
        (
            "In an interview with Radio Brodno, Varga said the dam leaked.",
            "said",
            "the dam leaked",
            "Varga",
            [("told", "Radio Brodno")],
        ),
        (
            "The dam leaked, Ilse Varga said, the Brodno Gazette reported.",
            "said",
            "The dam leaked",
            "Ilse Varga",
            [("reported", "Brodno Gazette")],
        ),
        (
            "The Brodno Gazette, citing the Morning Anvil, reports that Varga warned of a leak.",
            "warned",
            "of a leak",
            "Varga",
            [("reported", "Morning Anvil"), ("reported", "Brodno Gazette")],
        ),
        (
            "The Brodno Gazette quoted the mayor, Ilse Varga, as saying the dam leaked.",
            "as saying",
            "the dam leaked",
            "Ilse Varga",
            [("reported", "Brodno Gazette")],
        ),
        (
            "The dam leaked, Varga said, according to the Morning Anvil.",
            "said",
            "The dam leaked",
            "Varga",
            [("reported", "Morning Anvil")],
        ),
        (
            "“It leaks,” Varga told Reuters, according to an English translation.",
            "told",
            "It leaks",
            "Varga",
            [("told", "Reuters"), ("translated", None)],
        ),
        (
            "“It leaks,” Varga wrote in a post on Telegram.",
            "wrote",
            "It leaks",
            "Varga",
            [("published", "Telegram")],
        ),
        (
            "In a letter obtained by the Morning Anvil, Varga said the dam leaked.",
            "said",
            "the dam leaked",
            "Varga",
            [("obtained", "Morning Anvil")],
        ),
    ],
)
def test_the_words_around_a_statement_give_its_hops(
    text: str, cue: str, content: str, source: str, expected: list[tuple[str, str | None]]
):
    assert chain(text, cue, content, source) == expected


@pytest.mark.parametrize(
    ("text", "cue", "content", "source"),
    [
        ("Ilse Varga told reporters that the dam leaked.", "told", "the dam leaked", "Ilse Varga"),
        ("Ilse Varga told this newspaper that the dam leaked.", "told", "the dam leaked", "Ilse Varga"),
        ("Ilse Varga told us that the dam leaked.", "told", "the dam leaked", "Ilse Varga"),
        ("Ilse Varga told Parliament that the dam leaked.", "told", "the dam leaked", "Ilse Varga"),
        ("Ilse Varga told Jan Holub that the dam leaked.", "told", "the dam leaked", "Ilse Varga"),
        ("The Morning Anvil reported that the dam leaked.", "reported", "the dam leaked", "The Morning Anvil"),
        ("A memo seen by reporters says the dam leaked.", "says", "the dam leaked", "A memo"),
        ("Varga said the Morning Anvil reported a leak.", "said", "the Morning Anvil reported a leak", "Varga"),
    ],
)
def test_these_are_no_relays(text: str, cue: str, content: str, source: str):
    assert chain(text, cue, content, source) == []


def test_the_reports_own_outlet_is_no_relay():
    text = "Ilse Varga told the Morning Anvil that the dam leaked."
    assert chain(text, "told", "the dam leaked", "Ilse Varga", own=("The Morning Anvil",)) == []
    assert chain(text, "told", "the dam leaked", "Ilse Varga", own=("Brodno Gazette",)) == [("told", "Morning Anvil")]


def test_an_unknown_name_is_an_outlet_only_when_it_is_known_to_be_no_person():
    text = "Ilse Varga told Zvezdan Mir that the dam leaked."
    assert chain(text, "told", "the dam leaked", "Ilse Varga") == []
    assert chain(text, "told", "the dam leaked", "Ilse Varga", persons=("Ilse Varga", "Zvezdan Mir")) == []
    assert chain(text, "told", "the dam leaked", "Ilse Varga", persons=("Ilse Varga",)) == [("told", "Zvezdan Mir")]


def test_a_name_that_the_report_calls_a_newspaper_is_an_outlet():
    text = "The women went to the weekly Zvezdan.\nIlse Varga told Zvezdan that the dam leaked."
    assert chain(text, "told", "the dam leaked", "Ilse Varga") == [("told", "Zvezdan")]


def test_the_paper_is_the_outlet_named_before():
    text = "Ilse Varga told the Morning Anvil it leaked.\n“Nobody came,” she informed the paper."
    assert chain(text, "informed", "Nobody came", "she") == [("told", "Morning Anvil")]


CARRIER = (
    "A video shows miners asking for help.\n“We are hungry,” the men in the video say.\n"
    "The footage was passed to the families and obtained from the local weekly Brodno Echo.\n"
    "The mine made a loss, an accountant said."
)


def test_a_recordings_path_belongs_to_what_is_said_in_it():
    hops = [("obtained", "families"), ("obtained", "Brodno Echo")]
    assert chain(CARRIER, "say", "We are hungry", "the men in the video") == hops
    assert chain(CARRIER, "said", "The mine made a loss", "an accountant") == []


def test_whoever_says_that_it_was_said_is_a_relay():
    text = "Residents said the mayor had told them that the school was hit."
    outer = Attribution(
        source=find(text, "Residents"),
        cue=find(text, "said"),
        content=find(text, "the mayor had told them that the school was hit"),
        score=1.0,
    )
    assert chain(text, "had told", "the school was hit", "the mayor", outer=outer) == [("told", "Residents")]


def test_relays_are_records_of_the_contract():
    text = "Ilse Varga told the Morning Anvil that the dam leaked."
    attribution = Attribution(cue=find(text, "told"), content=find(text, "the dam leaked"), score=1.0)
    relays = relays_of(text, Span(0, len(text)), attribution, survey(text))
    start = text.index("the Morning")
    assert relays == (Relay(name="Morning Anvil", how="told", start=start, end=start + len("the Morning Anvil")),)


@given(st.text(max_size=300), st.integers(0, 300), st.integers(0, 20))
def test_any_text_gives_spans_inside_it(text: str, start: int, length: int):
    start = min(start, len(text))
    cue = Span(start, min(len(text), start + length))
    attribution = Attribution(cue=(cue,), content=(Span(0, start),), score=0.5)
    for relay in relays_of(text, Span(0, len(text)), attribution, survey(text, paragraphs(text))):
        assert relay.start is not None
        assert relay.end is not None
        assert 0 <= relay.start < relay.end <= len(text)


@pytest.mark.parametrize("unit", ["told A ", "A", "A ", "the video was ", "A.A.", " ", "A, citing ", "the footage "])
def test_long_input_is_quick(unit: str):
    text = "He told " + unit * (200_000 // len(unit))
    began = time.process_time()
    trail = survey(text, paragraphs(text))
    relays_of(text, Span(0, len(text)), Attribution(cue=(Span(3, 7),), content=(Span(0, 2),), score=1.0), trail)
    assert time.process_time() - began < 6
