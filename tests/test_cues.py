import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.reading.cues import is_continuation, is_negated, stance_of
from firsthand.schema import Span


def find(text: str, *pieces: str) -> tuple[Span, ...]:
    return tuple(Span(text.index(piece), text.index(piece) + len(piece)) for piece in pieces)


def stance(cue: str, source: str = "Ilse Varga", content: str = "the dam was safe"):
    text = f"{source} {cue} {content}." if source else f"{cue} {content}."
    return stance_of(text, find(text, cue), find(text, content), find(text, source) if source else ())


@pytest.mark.parametrize(
    ("cue", "expected"),
    [
        ("said", "says"),
        ("told", "says"),
        ("according to", "says"),
        (":", "says"),
        ("—", "says"),
        ("said in a statement", "says"),
        ("in the words of", "says"),
        ("went on to say", "says"),
        ("said he believes", "says"),
        ("expressed hope", "says"),
        ("has promised", "says"),
        ("snorfled", "says"),
        ("claimed", "claims"),
        ("has long insisted", "claims"),
        ("maintains", "claims"),
        ("contention", "claims"),
        ("denied", "denies"),
        ("dismissed", "denies"),
        ("rejects", "denies"),
        ("disputing", "denies"),
        ("rebutted", "denies"),
        ("refuted", "denies"),
        ("brushed off", "denies"),
        ("flat denial", "denies"),
        ("confirmed", "confirms"),
        ("grudgingly admitted", "confirms"),
        ("acknowledgement", "confirms"),
        ("announced", "announces"),
        ("declared", "announces"),
        ("unveiled", "announces"),
        ("alleged", "alleges"),
        ("accused", "alleges"),
        ("the accusation", "alleges"),
        ("warned of", "warns"),
        ("a warning that", "warns"),
        ("began by warning", "warns"),
        ("asked", "asks"),
        ("called for", "asks"),
        ("appealed to", "asks"),
        ("wondered", "asks"),
        ("ordered", "orders"),
        ("commanded", "orders"),
        ("thinks", "believes"),
        ("wanted", "believes"),
        ("had hoped", "believes"),
        ("is expected", "believes"),
        ("planned", "believes"),
        ("opposes", "believes"),
        ("support for", "believes"),
        ("were wary of", "believes"),
        ("would like", "believes"),
        ("seemed", "believes"),
        ("declined to comment on", "declines"),
        ("refused to say", "declines"),
        ("would not discuss", "declines"),
        ("pleaded not guilty", "denies"),
    ],
)
def test_a_cue_takes_the_stance_of_its_deciding_word(cue: str, expected: str):
    assert stance(cue) == expected


@pytest.mark.parametrize(
    "cue",
    [
        "reportedly",
        "are said to have",
        "was rumoured",
        "is rumored",
        "is widely believed to",
        "it is alleged",
        "it is understood",
        "rumour has it",
        "word is",
        "there is talk",
    ],
)
def test_hearsay_without_a_source_is_rumour(cue: str):
    assert stance(cue, source="") == "rumour"


def test_the_same_words_with_a_source_are_that_sources_speech():
    text = "The ferry was said by its captain to be full."
    assert stance_of(text, find(text, "was said"), find(text, "to be full"), find(text, "its captain")) == "says"


def test_a_bare_participle_after_be_is_hearsay_too():
    text = "Two of the divers are said to have drowned."
    assert stance_of(text, find(text, "said"), find(text, "Two of the divers", "to have drowned")) == "rumour"


def test_telling_somebody_to_do_something_is_an_order():
    text = "The warden told them to stay indoors."
    assert stance_of(text, find(text, "told"), find(text, "to stay indoors"), find(text, "The warden")) == "orders"
    text = "The warden told them the road was shut."
    assert stance_of(text, find(text, "told"), find(text, "the road was shut"), find(text, "The warden")) == "says"


def test_curly_apostrophes_read_as_straight_ones():
    assert stance("wouldn’t say") == stance("wouldn't say") == "declines"


@pytest.mark.parametrize(
    ("text", "cue", "expected"),
    [
        ("Ilse Varga did not say that the dam was safe.", "did not say", True),
        ("Ilse Varga has not confirmed that the dam was safe.", "confirmed", True),
        ("She never claimed that the dam was safe.", "claimed", True),
        ("She didn’t immediately announce a date.", "announce", True),
        ("They neither confirmed nor denied the leak.", "neither confirmed nor denied", True),
        ("The mayor refused to confirm the leak.", "refused to confirm", True),
        ("The mayor has yet to confirm the leak.", "has yet to confirm", True),
        ("Nor did she say when the dam would close.", "say", True),
        ("Nobody said the dam was safe.", "said", False),
        ("Ilse Varga said the dam was not safe.", "said", False),
        ("Ilse Varga not only said it, she wrote it.", "not only said", False),
        ("Ilse Varga denied the leak.", "denied", False),
        ("The mayor declined to comment.", "declined to comment", False),
        ("It was not cold. She said the dam was safe.", "said", False),
    ],
)
def test_negation_is_that_of_the_cue_itself(text: str, cue: str, expected: bool):
    assert is_negated(text, find(text, cue)) is expected


def test_a_source_of_nobody_negates():
    text = "No official confirmed that the dam was safe."
    assert is_negated(text, find(text, "confirmed"), find(text, "No official"))
    text = "The official confirmed that the dam was safe."
    assert not is_negated(text, find(text, "confirmed"), find(text, "The official"))


@pytest.mark.parametrize("cue", ["added", "she went on", "continues", "adding"])
def test_additive_cues_continue(cue: str):
    assert is_continuation(cue, (Span(0, len(cue)),))
    assert not is_continuation("said", (Span(0, 4),))


@given(st.text(max_size=200), st.integers(0, 200), st.integers(0, 60))
def test_any_text_gets_a_stance(text: str, start: int, length: int):
    start = min(start, len(text))
    cue = (Span(start, min(len(text), start + length)),)
    assert stance_of(text, cue) in stance_names()
    assert is_negated(text, cue) in (True, False)


def stance_names() -> set[str]:
    return {"says", "claims", "denies", "confirms", "announces", "alleges", "warns", "asks", "orders", "believes",
            "declines", "rumour"}  # fmt: skip


@pytest.mark.parametrize("unit", ["not ", "is said ", "word in the ", "a", "never\u2019t ", "to to "])
def test_long_input_is_quick(unit: str):
    text = unit * (200_000 // len(unit))
    began = time.process_time()
    for cue in ((Span(0, len(text)),), (Span(len(text) - 3, len(text)),)):
        stance_of(text, cue)
        is_negated(text, cue)
    assert time.process_time() - began < 4
