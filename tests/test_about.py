import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.reading.about import about
from firsthand.schema import Place, Quantity, Span, Statement, Time

TEXT = "Residents of Osk said on Friday that the mayor told them on Monday that 12 had died in Brod in May."


def span(words: str, text: str = TEXT) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def statement(name: str, *content: Span, source: str | None = None, within: str | None = None) -> Statement:
    return Statement(
        id=name, source=source, content=content, mode="indirect", stance="says", within=within, confidence=0.9
    )


def time(words: str) -> Time:
    return Time(start=span(words).start, end=span(words).end, type="DATE", value=None)


def place(words: str) -> Place:
    return Place(start=span(words).start, end=span(words).end, name=words)


TIMES = [time("Friday"), time("Monday"), time("May")]
PLACES = [place("Osk"), place("Brod")]
COUNT = [Quantity(start=span("12").start, end=span("12").end, value=12, unit="died")]
OUTER = span("the mayor told them on Monday that 12 had died in Brod in May")
INNER = span("12 had died in Brod in May")


def found(*statements: Statement) -> list[tuple[tuple[int, ...], tuple[int, ...], tuple[int, ...]]]:
    return [(s.times, s.places, s.quantities) for s in about(statements, TIMES, PLACES, COUNT)]


def test_what_stands_in_the_content_is_what_the_statement_is_about():
    assert found(statement("s1", OUTER, source="p1")) == [((1, 2), (1,), (0,))]


def test_what_somebody_else_is_said_to_have_said_is_theirs():
    outer, inner = statement("s1", OUTER, source="p1"), statement("s2", INNER, source="p2", within="s1")
    assert found(outer, inner) == [((1,), (), ()), ((2,), (1,), (0,))]
    assert found(inner, outer) == [((2,), (1,), (0,)), ((1,), (), ())]


def test_one_speakers_words_within_their_own_stay_with_both():
    outer, inner = statement("s1", OUTER, source="p1"), statement("s2", INNER, source="p1", within="s1")
    assert found(outer, inner) == [((1, 2), (1,), (0,)), ((2,), (1,), (0,))]


def test_words_of_nobody_known_are_not_the_outer_speakers():
    outer, inner = statement("s1", OUTER), statement("s2", INNER, within="s1")
    assert found(outer, inner) == [((1,), (), ()), ((2,), (1,), (0,))]


def test_content_in_pieces_is_about_what_stands_in_any_of_them():
    assert found(statement("s1", span("on Monday"), span("died in Brod"))) == [((1,), (1,), ())]


@pytest.mark.parametrize("content", [span("Residents"), span("that the mayor"), Span(span("Monday").start + 2, 70)])
def test_nothing_is_inherited_and_nothing_cut_through_counts(content: Span):
    assert found(statement("s1", content)) == [((), (), ())]


def test_indexes_are_those_of_the_lists_as_given_whatever_their_order():
    made = about([statement("s1", OUTER)], TIMES[::-1], PLACES[::-1], COUNT)[0]
    assert (made.times, made.places) == ((0, 1), (0,))


SPANS = st.tuples(st.integers(0, 60), st.integers(1, 20)).map(lambda p: Span(p[0], p[0] + p[1]))


@given(st.lists(st.tuples(st.lists(SPANS, min_size=1, max_size=3), st.integers(-1, 4)), max_size=5), st.lists(SPANS))
def test_every_index_is_of_a_record_inside_the_content(statements: list[tuple[list[Span], int]], items: list[Span]):
    made = [
        statement(f"s{i}", *content, within=f"s{w}" if 0 <= w < i else None)
        for i, (content, w) in enumerate(statements)
    ]
    times = [Time(start=s.start, end=s.end, type="DATE", value=None) for s in items]
    for before, after in zip(made, about(made, times, (), ()), strict=True):
        assert after.content == before.content
        assert list(after.times) == sorted(set(after.times))
        for i in after.times:
            assert any(c.start <= items[i].start and items[i].end <= c.end for c in after.content)
