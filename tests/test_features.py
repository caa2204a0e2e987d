"""What the network sees of a text: pieces in their place, with case and quotation."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.reading.features import BREAK, CLS, SEP, TYPES, Pieces, pieces_of
from firsthand.reading.quotations import find_quotations
from firsthand.schema import Span

WILD = st.text(st.characters(exclude_categories=["Cs"]), max_size=120) | st.text(
    st.sampled_from("aB é́ß'\"“”[]\u200b\u0000\u202e漢字😀\u200d\n"), max_size=60
)


def seen(text: str, *spans: Span) -> Pieces:
    spans = spans or (Span(0, len(text)),)
    return pieces_of(text, spans, find_quotations(text, spans))


def words(text: str, pieces: Pieces) -> list[str]:
    return [text[a:b] for a, b in zip(pieces.start.tolist(), pieces.end.tolist(), strict=True)]


def test_pieces_are_cut_out_of_the_text_as_it_stands() -> None:
    text = "Åsa's dam—HELD!"
    pieces = seen(text)
    assert "".join(words(text, pieces)) == text.replace(" ", "")
    assert [text[int(a) :][:1] for a, first in zip(pieces.start, pieces.first, strict=True) if first] == list("Å'sd—H!")


def test_types_tell_case_and_quotation() -> None:
    text = 'Anna said "No NATO here" today'
    kinds = dict(zip(words(text, pieces := seen(text)), pieces.types.tolist(), strict=True))
    assert {w: kinds[w] for w in ("Anna", "said", "No", "NATO", "here", "today")} == {
        "Anna": 1, "said": 0, "No": 4, "NATO": 5, "here": 3, "today": 0,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("“Go,” she said", '"Go," she said'),
        ("«Go,» she said", "„Go,“ she said"),
        ("''Go,'' she said", '"Go," she said'),
    ],
)
def test_every_style_of_quotation_mark_looks_the_same(one: str, other: str) -> None:
    a, b = seen(one), seen(other)
    assert a.ids.tolist() == b.ids.tolist()
    assert a.types.tolist() == b.types.tolist()


def test_passages_are_parted_by_a_break_and_do_not_touch_one_another() -> None:
    text = "Anna said “no.\nthat was it” maybe"
    first, second = Span(0, 14), Span(15, len(text))
    quotations = find_quotations(text, [first, second])
    both = pieces_of(text, [first, second], quotations)
    alone = [pieces_of(text, [span], quotations) for span in (first, second)]
    at = both.ids.tolist().index(BREAK)
    for column in range(len(both)):
        assert both[column][:at].tolist() == alone[0][column].tolist()
        assert both[column][at + 1 :].tolist() == alone[1][column].tolist()
    assert (both.start[at], both.end[at]) == (15, 15)


@pytest.mark.parametrize("text", ["[SEP] said [CLS]", "[unused0]", "[MASK] [PAD] [UNK]", "\x01 \u2028"])
def test_names_of_special_pieces_in_a_text_are_only_words(text: str) -> None:
    assert not {CLS, SEP, BREAK, 0, 103} & set(seen(text).ids.tolist())


@given(text=WILD, cuts=st.lists(st.integers(0, 120), max_size=8))
@settings(max_examples=300, deadline=None, derandomize=True)
def test_any_text_has_pieces_in_order_inside_it(text: str, cuts: list[int]) -> None:
    edges = sorted({min(c, len(text)) for c in cuts} | {0, len(text)})
    spans = [Span(a, b) for a, b in pairwise(edges)] or [Span(0, 0)]
    pieces = pieces_of(text, spans, find_quotations(text, spans))
    assert len({len(column) for column in pieces}) == 1
    at = 0
    for piece_id, kind, start, end in zip(
        pieces.ids.tolist(), pieces.types.tolist(), pieces.start.tolist(), pieces.end.tolist(), strict=True
    ):
        assert start >= at or piece_id == BREAK
        assert 0 <= start <= end <= len(text)
        assert start < end or piece_id == BREAK
        assert 0 <= kind < TYPES
        at = start


@pytest.mark.parametrize(
    "text", ["a" * 100_000, "😀" * 20_000, "é" * 20_000, "\u0301" * 20_000, '"' * 20_000, " " * 200_000]
)
def test_long_runs_are_read(text: str) -> None:
    assert len(seen(text).ids) <= len(text)


def test_no_passage_no_piece() -> None:
    assert len(pieces_of("abc", [], []).ids) == 0
