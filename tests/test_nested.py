"""Statements inside statements: found within the words of the one that holds them, and marked as such."""

from __future__ import annotations

import pytest

from firsthand.reading.attributions import Weighing
from firsthand.reading.encoder import load_model
from firsthand.reading.nested import with_nested
from firsthand.reading.parts import Attribution
from firsthand.schema import Span

HEARD = Weighing(outside=0.5, marked=1.0, least=-5.0)


def outer(text: str, *contents: str) -> list[Attribution]:
    made, at = [], 0
    for content in contents:
        start = text.index(content, at)
        at = start + len(content)
        cue = Span(0, 4)
        made.append(Attribution(source=(), cue=(cue,), content=(Span(start, at),), score=0.9))
    return made


def read(text: str, *contents: str) -> list[tuple[str, str, str, int | None]]:
    found = with_nested(text, outer(text, *contents), load_model(1), HEARD)
    return [
        (
            " ".join(text[s.start : s.end] for s in a.source),
            " ".join(text[s.start : s.end] for s in a.cue),
            " ".join(text[s.start : s.end] for s in a.content),
            a.within,
        )
        for a in found
    ]


INNER = "Anna Berg, the district engineer, told them on Monday: “The dam will hold until spring.”"


def test_an_unmistakable_statement_inside_another_is_found_with_its_own_source() -> None:
    text = f"Said residents: {INNER} The road is shut."
    first, *inside = read(text, INNER)
    assert first == ("", "Said", INNER, None)
    assert [(a[1], a[3]) for a in inside] == [("told", 0)]
    assert "Anna Berg" in inside[0][0]
    assert "The dam will hold until spring" in inside[0][2]


def test_each_follows_what_holds_it_and_none_reaches_out_of_it() -> None:
    quiet = "that the road said to be shut was open"
    text = f"Said {quiet}. Said {INNER} Said {quiet}. Said {INNER}"
    spans = outer(text, quiet, INNER, quiet, INNER)
    found = with_nested(text, spans, load_model(1), HEARD)
    assert [a for a in found if a.within is None] == spans
    inside = [a for a in found if a.within is not None]
    assert len(inside) == 2
    for index, a in enumerate(found):
        if a.within is not None:
            assert a.within < index
            (whole,) = found[a.within].content
            parts = [*a.source, *a.cue, *a.content]
            assert all(whole.start <= s.start and s.end <= whole.end for s in parts)


@pytest.mark.parametrize(
    "content",
    [
        pytest.param("that the dam would hold until spring", id="nobody else speaks"),
        pytest.param("“The dam will hold until spring”", id="a quotation by itself"),
        pytest.param("that the mayor was ill and had gone home on Monday", id="a deed"),
        pytest.param(INNER + " It is far." * 120, id="a speech"),
    ],
)
def test_nothing_is_made_up(content: str) -> None:
    text = f"Said {content}"
    assert len(read(text, content)) == 1


def test_a_report_without_statements_has_none_inside() -> None:
    assert with_nested("", [], load_model(1), HEARD) == ()


def test_however_many_contents_each_is_read() -> None:
    # Contents are read some hundred at a time, so that memory is bounded: no batch is lost.
    count = 450
    text = " ".join(f"Said {INNER}" for _ in range(count))
    found = with_nested(text, outer(text, *[INNER] * count), load_model(1), HEARD)
    assert sum(a.within is None for a in found) == count
    places = [a.content[0].start / len(text) for a in found if a.within is not None]
    assert all(any(third <= 3 * place < third + 1 for place in places) for third in range(3))
