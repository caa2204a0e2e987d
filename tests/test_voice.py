"""Passive cues: the one who was told is not the one who said it."""

from __future__ import annotations

import pytest

from firsthand.reading.parts import Attribution
from firsthand.reading.voice import active
from firsthand.schema import Span


def at(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


@pytest.mark.parametrize(
    ("text", "source", "cue", "speaker", "addressee"),
    [
        ("The men were told that the pier was safe.", "The men", "were told", None, "The men"),
        ("Clerks had been instructed by a foreman to wait.", "Clerks", "had been instructed", "a foreman", "Clerks"),
        ("She was repeatedly asked whether it leaked.", "She", "was repeatedly asked", None, "She"),
        ("The men told us that the pier was safe.", "The men", "told", "The men", None),
        ("The pier is said to be safe.", None, "is said", None, None),
    ],
)  # fmt: skip
def test_who_is_told_is_addressed(
    text: str, source: str | None, cue: str, speaker: str | None, addressee: str | None
) -> None:
    given = Attribution(
        source=(at(text, source),) if source else (), cue=(at(text, cue),), content=(Span(30, len(text)),), score=0.9
    )
    made, heard = active(text, given)
    assert [text[s.start : s.end] for s in made.source] == ([speaker] if speaker else [])
    assert (heard and text[heard.start : heard.end]) == addressee
