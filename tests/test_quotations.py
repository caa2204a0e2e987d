# ruff: noqa: RUF001 - this file is about look-alike marks
"""What the grammar of quotation marks promises."""

from __future__ import annotations

import re
import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.reading.parts import Quotation
from firsthand.reading.quotations import canonical_marks, find_quotations, quote_mask
from firsthand.schema import Span


def _paragraphs(text: str) -> list[Span]:
    return [Span(m.start(), m.end()) for m in re.finditer(r"[^\n]+", text)]


def _quotations(text: str) -> tuple[Quotation, ...]:
    return find_quotations(text, _paragraphs(text))


def _words(text: str, depth: int = 0) -> list[str]:
    return [text[q.inner.start : q.inner.end] for q in _quotations(text) if q.depth == depth]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We waited,” she said. “No one came.”", ["We waited,", "No one came."]),
        ('"We waited," she said. "No one came."', ["We waited,", "No one came."]),
        ("‘We waited,’ she said. ‘No one came.’", ["We waited,", "No one came."]),
        ("'We waited,' she said. 'No one came.'", ["We waited,", "No one came."]),
        ("«We waited», she said.", ["We waited"]),
        ("« We waited », she said.", [" We waited "]),
        ("»We waited«, she said.", ["We waited"]),
        ("„We waited“, she said, „and no one came.“", ["We waited", "and no one came."]),
        ("„We waited”, she said.", ["We waited"]),
        ("‟We waited,” she said.", ["We waited,"]),
        ("''We waited,'' she said.", ["We waited,"]),
        ("``We waited,'' she said.", ["We waited,"]),
        ("`We waited,' she said.", ["We waited,"]),
        ("＂We waited,＂ she said.", ["We waited,"]),
        ("‘‘We waited,’’ she said.", ["We waited,"]),
        ("The plan is “ambitious”, “bold” and “late”.", ["ambitious", "bold", "late"]),
        ('The plan is "ambitious", "bold" and "late".', ["ambitious", "bold", "late"]),
        ("The plan is 'ambitious', 'bold' and 'late'.", ["ambitious", "bold", "late"]),
        ('It was late—"too late"—he said.', ["too late"]),
        ('He said ("off the record") no.', ["off the record"]),
        ('"I was going to—" he began.', ["I was going to—"]),
        ('She asked,"Why?" and left.', ["Why?"]),
    ],
)
def test_marks_of_every_kind_are_paired(text: str, expected: list[str]) -> None:
    assert _words(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The soldiers’ pay didn’t come, and the officers' pay wasn't late.",
        "’Tis the season of rock ’n’ roll, rock 'n' roll and the ’90s, he’ll say.",
        "'Twas the winter of '09 and the '80s band's drummers' tour.",
        'He is 6\'2" tall and the gun has a 12" barrel.',
        "She is 6' 2\" and her sister 5' 11\".",
        "Tell ’em the boys’ and girls’ schools are shut.",
        "Goin' home and singin' songs with ol' friends.",
        "We go,” he said.",
        'We go," he said.',
    ],
)
def test_apostrophes_inches_and_stray_closers_are_no_quotations(text: str) -> None:
    assert _quotations(text) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("‘The soldiers’ boots don’t fit,’ she said.", ["The soldiers’ boots don’t fit,"]),
        ("'The soldiers' boots don't fit,' she said.", ["The soldiers' boots don't fit,"]),
        ("'The miners' strike' divided the town.", ["The miners' strike"]),
        ("The 'miners' and the 'bosses' met.", ["miners", "bosses"]),
        ("'We liked the '90s,' she said.", ["We liked the '90s,"]),
        ("'It's rock 'n' roll,' he said.", ["It's rock 'n' roll,"]),
        ('"He is 6\'2" and heavy," she said.', ["He is 6'2\" and heavy,"]),
        ('"The 12" pipe burst," he said.', ['The 12" pipe burst,']),
        ('He wore "number 12" that day.', ["number 12"]),
        ("They call it 'rock 'n' roll'.", ["rock 'n' roll"]),
    ],
)
def test_apostrophes_and_inches_inside_quotations_do_not_close_them(text: str, expected: list[str]) -> None:
    assert _words(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("”We waited,” she said.", ["We waited,"]),
        ("“We waited,“ she said.", ["We waited,"]),
        ("”We waited,“ she said.", ["We waited,"]),
        ('"We waited, "she said. "No one came."', ["We waited, ", "No one came."]),
        ('He said" We waited," and left.', [" We waited,"]),
        ("’We waited,’ she said.", ["We waited,"]),
    ],
)
def test_marks_the_wrong_way_round_are_tolerated(text: str, expected: list[str]) -> None:
    assert _words(text) == expected


@pytest.mark.parametrize(
    ("text", "outer", "inner"),
    [
        ("“He told me ‘run’ twice,” she said.", "He told me ‘run’ twice,", "run"),
        ("\"He told me 'run' twice,\" she said.", "He told me 'run' twice,", "run"),
        ("‘He told me “run” twice,’ she said.", "He told me “run” twice,", "run"),
        ("'He told me \"run\" twice,' she said.", 'He told me "run" twice,', "run"),
        ("“He told me, ‘Run.’” Then he left.", "He told me, ‘Run.’", "Run."),
        ("“He told me, ‘Run.’ ” Then he left.", "He told me, ‘Run.’ ", "Run."),
        ("\"'Run,' he told me,\" she said.", "'Run,' he told me,", "Run,"),
        ("''He told me, 'Run,''' she said.", "He told me, 'Run,'", "Run,"),
        ("'''Run,' he told me,'' she said.", "'Run,' he told me,", "Run,"),
        ("“He told me “run” twice,” she said.", "He told me “run” twice,", "run"),
        ('"He told me “run” twice, and', "He told me “run” twice, and", "run"),
        ('"He told me "run" twice," she said.', 'He told me "run" twice,', "run"),
    ],
)
def test_nested_quotations_have_depth_one(text: str, outer: str, inner: str) -> None:
    assert _words(text) == [outer]
    assert _words(text, 1) == [inner]


@pytest.mark.parametrize(("mark", "end"), [("“", "”"), ('"', '"'), ("‘", "’"), ("'", "'"), ("''", "''")])
def test_a_quotation_over_paragraphs_is_continued(mark: str, end: str) -> None:
    text = (
        f"She said: {mark}The men’s boots leaked.\n{mark}Nobody came.\n{mark}We left.{end} She wept.\n{mark}Why?{end}"
    )
    flags = [(text[q.inner.start : q.inner.end], q.closed, q.continues) for q in _quotations(text)]
    assert flags == [
        ("The men’s boots leaked.", False, False),
        ("Nobody came.", False, True),
        ("We left.", True, True),
        ("Why?", True, False),
    ]


def test_a_stray_mark_stays_in_its_paragraph() -> None:
    text = "The so-called “hero went home.\nHe slept.\n“Good,” she said."
    assert [(q.start, q.end, q.closed, q.continues) for q in _quotations(text)] == [
        (14, 30, False, False),
        (41, 48, True, False),
    ]


def test_a_forgotten_closing_mark_ends_where_the_next_quotation_opens() -> None:
    text = '"We waited, she said. "No one came," she added. "Not one."'
    assert _words(text)[-2:] == ["No one came,", "Not one."]


def test_mask_and_canonical_marks() -> None:
    text = "‘He said “go”,’ ''she'' didn’t."
    quotations = _quotations(text)
    assert canonical_marks(text, quotations) == '"He said \'go\'," " she"  didn’t.'
    mask = quote_mask(len(text), quotations)
    assert "".join(c for c, inside in zip(text, mask, strict=True) if inside) == "He said “go”,she"


_WILD = st.text(alphabet=st.sampled_from(list("ab s.,1\n—(“”‘’'\"`«»„n\u00a0")) | st.characters(), max_size=80)


@given(_WILD)
def test_any_text_gives_sound_quotations(text: str) -> None:
    paragraphs = _paragraphs(text)
    quotations = find_quotations(text, paragraphs)
    assert [q.start for q in quotations] == sorted(q.start for q in quotations)
    for q in quotations:
        assert 0 <= q.start < q.inner.start < q.inner.end <= q.end <= len(text)
        assert (q.inner.end < q.end) == q.closed
        assert any(p.start <= q.start and q.end <= p.end for p in paragraphs)
    outer = [q for q in quotations if q.depth == 0]
    assert all(a.end <= b.start for a, b in pairwise(outer))
    assert all(any(o.inner.start <= q.start and q.end <= o.inner.end for o in outer) for q in quotations if q.depth)
    assert len(canonical_marks(text, quotations)) == len(text)
    assert sum(quote_mask(len(text), quotations)) == sum(q.inner.end - q.inner.start for q in outer)


@pytest.mark.parametrize("unit", ["'", '"', "“", "‘a ", 'a" ', '"a ', "'a' ", "“a ‘b ", "s' ", "''", " '\u00a0"])
def test_long_hostile_paragraphs_take_linear_time(unit: str) -> None:
    text = unit * (200_000 // len(unit))
    started = time.process_time()
    quotations = _quotations(text)
    canonical_marks(text, quotations)
    assert time.process_time() - started < 5
