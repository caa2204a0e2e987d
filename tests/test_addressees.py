import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.reading.addressees import addressee_of
from firsthand.schema import Span


def find(text: str, *pieces: str) -> tuple[Span, ...]:
    return tuple(Span(text.index(piece), text.index(piece) + len(piece)) for piece in pieces)


def addressee(text: str, cue: str, source: str = "", content: str = "") -> str | None:
    span = addressee_of(
        text,
        Span(0, len(text)),
        find(text, cue),
        find(text, source) if source else (),
        find(text, content) if content else (),
    )
    return None if span is None else text[span.start : span.end]


@pytest.mark.parametrize(
    ("text", "cue", "expected"),
    [
        ("Ilse Varga told reporters that the dam was safe.", "told", "reporters"),
        ("Ilse Varga told reporters in Brodno that the dam was safe.", "told", "reporters"),
        ("Ilse Varga told reporters the dam was safe.", "told", "reporters"),
        ("Varga told the Evening Courier on Monday that the dam was safe.", "told", "the Evening Courier"),
        ("Varga told the Evening Courier she had seen it.", "told", "the Evening Courier"),
        ("Varga told Courier TV’s Jan Holub that the dam was safe.", "told", "Courier TV’s Jan Holub"),
        ("Varga told a news conference in the town hall that it was safe.", "told", "a news conference"),
        ("Varga told members of the council that it was safe.", "told", "members of the council"),
        ("Varga told him he was wrong.", "told", "him"),
        ("She asked the minister whether the dam was safe.", "asked", "the minister"),
        ("The warden warned residents that the water would rise.", "warned", "residents"),
        ("He called on the government to act.", "called on", "the government"),
        ("He wrote to Petra Lund that the dam was safe.", "wrote", "Petra Lund"),
        ("“It is safe,” he said to his mother.", "said", "his mother"),
        ("In a letter to the president, the miners said they were starving.", "said", "the president"),
        ("The miners recorded a message specifically addressed to Varga and said they were starving.", "said", "Varga"),
        ("Speaking to journalists after the vote, Varga said it was safe.", "said", "journalists"),
        ("In an interview with Radio Brodno, Varga said it was safe.", "said", "Radio Brodno"),
        ("Residents had been told by police that it was safe.", "had been told", "Residents"),
        ("The dam was safe, Varga said.", "said", None),
        ("Varga warned of floods.", "warned", None),
        ("Varga denied that the dam leaked.", "denied", None),
        ("Varga said on Friday that it was safe.", "said", None),
        ("Varga appealed to stop the work.", "appealed to", None),
    ],
)
def test_the_addressee_is_the_noun_phrase_it_was_said_to(text: str, cue: str, expected: str | None):
    assert addressee(text, cue) == expected


def test_the_phrase_ends_where_the_content_begins():
    text = "Varga told Brodno people were leaving."
    assert addressee(text, "told", "Varga", "people were leaving") == "Brodno"


def test_words_of_the_content_or_the_source_are_no_addressee():
    text = "Varga told a joke."
    assert addressee(text, "told", "Varga", "a joke") is None
    text = "Varga said the letter to the mayor was lost."
    assert addressee(text, "said", "Varga", "the letter to the mayor was lost") is None


def test_without_a_cue_there_is_nobody():
    assert addressee_of("He told us.", Span(0, 11), ()) is None


@given(st.text(max_size=300), st.integers(0, 300), st.integers(0, 20))
def test_any_text_gives_a_span_inside_it(text: str, start: int, length: int):
    start = min(start, len(text))
    span = addressee_of(text, Span(0, len(text)), (Span(start, min(len(text), start + length)),))
    assert span is None or 0 <= span.start < span.end <= len(text)


@pytest.mark.parametrize("unit", ["told ", "A", "said to the ", "a letter ", "told A, ", " "])
def test_long_input_is_quick(unit: str):
    text = "He told " + unit * (200_000 // len(unit))
    began = time.process_time()
    addressee_of(text, Span(0, len(text)), (Span(3, 7),))
    assert time.process_time() - began < 4
