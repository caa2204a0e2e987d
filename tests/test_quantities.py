import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.reading.quantities import find_quantities
from firsthand.schema import Passage, Quantity, Time, TimeType

LINES = (Path(__file__).parent / "data" / "quantities.txt").read_text(encoding="utf-8").splitlines()
EXAMPLES = [line.split(" =>", 1) for line in LINES if not line.startswith("#")]


def paragraph(text: str) -> list[Passage]:
    return [Passage(kind="paragraph", start=0, end=len(text))]


def quantities(text: str, *times: Time) -> tuple[Quantity, ...]:
    return find_quantities(text, paragraph(text), times)


def shown(text: str, quantity: Quantity) -> str:
    flags = [
        "" if quantity.high is None else f"hi={quantity.high:.11g}",
        "~" if quantity.approximate else "",
        quantity.bound or "",
        "" if quantity.whole is None else f"/{quantity.whole:.11g}",
    ]
    words = text[quantity.start : quantity.end]
    return " ".join([words, "=", f"{quantity.value:.11g}", str(quantity.unit), *filter(None, flags)])


@pytest.mark.parametrize(("sentence", "expected"), EXAMPLES, ids=[e[0] for e in EXAMPLES])
def test_what_is_counted_in_a_sentence(sentence: str, expected: str):
    assert "; ".join(shown(sentence, q) for q in quantities(sentence)) == expected.strip()


def time_of(text: str, words: str, kind: TimeType) -> Time:
    start = text.index(words)
    return Time(start=start, end=start + len(words), type=kind, value=None)


@pytest.mark.parametrize(
    ("text", "words", "kind", "left"),
    [
        ("Over 2020 people were moved.", "2020", "DATE", []),
        ("The siege took 40 days.", "40 days", "DURATION", ["40 days"]),
        ("It will open in 40 days.", "in 40 days", "DATE", []),
        ("The bus runs 3 times a day with 9 drivers.", "3 times a day", "SET", ["9 drivers"]),
    ],
)
def test_dates_are_no_counts_and_spans_of_time_are(text: str, words: str, kind: TimeType, left: list[str]):
    assert [text[q.start : q.end] for q in quantities(text, time_of(text, words, kind))] == left


def test_a_headline_with_capitals_throughout_counts_too():
    text = "Police Kill Five Protesters in Osk\n\nThe Five Nations met."
    passages = [Passage(kind="headline", start=0, end=34), Passage(kind="paragraph", start=36, end=len(text))]
    assert [shown(text, q) for q in find_quantities(text, passages, ())] == ["Five Protesters = 5 Protesters"]


@pytest.mark.parametrize("kind", ["header", "dateline", "credit", "boilerplate"])
def test_only_where_the_report_speaks(kind: str):
    passages = [Passage(kind=kind, start=0, end=18)]  # pyright: ignore[reportArgumentType]
    assert find_quantities("Join 9,000 readers", passages, ()) == ()


@pytest.mark.parametrize(
    ("report", "unit"),
    [
        ("Rs 500 was paid in Delhi, India.", "INR"),
        ("Rs 500 was paid in Lahore, Pakistan.", "PKR"),
        ("Rs 500 was paid at the border of India and Pakistan.", "Rs"),
        ("Rs 500 was paid.", "Rs"),
        ("A clerk lost 500 pounds.", "pounds"),
        ("A clerk lost 500 pounds, and his £20 deposit.", "GBP"),
        ("A clerk lost 500 Egyptian pounds.", "EGP"),
        ("The tax is $500 (US).", "USD"),
        ("The tax is 500 dollars.", "$"),
        ("The toll is ¥500 in Kobe, Japan.", "JPY"),
        ("The toll is ¥500.", "¥"),
    ],
)
def test_money_shared_by_countries_is_told_apart_only_by_the_report(report: str, unit: str):
    assert quantities(report)[0].unit == unit


@pytest.mark.parametrize(
    ("report", "value"),
    [
        ("The field has 1.200 trees.", 1.2),
        ("The field has 1.200 trees and the next one 1.200.000.", 1200),
        ("The field has 1.200 trees. It rained 3,5 cm.", 1200),
        ("The field has 1.200 trees. It rained 3.5 cm.", 1.2),
        ("The field has 1,200 trees.", 1200),
    ],
)
def test_the_rest_of_the_report_decides_what_a_lone_separator_means(report: str, value: float):
    assert quantities(report)[0].value == value


@pytest.mark.parametrize("space", [" ", "\u00a0", "\u2009", "\u202f"])
def test_thousands_may_be_set_apart_by_any_space(space: str):
    assert [q.value for q in quantities(f"The town has 12{space}500 people.")] == [12500]


PIECES = """
the of in to and or between from about at least more than killed dead people soldiers 12 30 1,200 3.5 2016 a half third
two-thirds dozen million hundred percent % $ £ Rs km years -5 10-15 10–15 one two five ( ) , . ; “ ” 's ½ 1/2 Osk May
aged year-old US$ bn 5m crore per cent °C the 30
"""
WORDS = st.sampled_from(["\n", *PIECES.split()])


def check(text: str) -> None:
    found = quantities(text)
    for quantity in found:
        assert 0 <= quantity.start < quantity.end <= len(text)
        assert text[quantity.start : quantity.end].strip() == text[quantity.start : quantity.end]
        assert quantity.high is None or quantity.high > quantity.value
        assert quantity.whole is None or 0 <= quantity.value <= quantity.whole
        assert quantity.unit is None or quantity.unit.strip()
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert found == quantities(text)


@given(st.text())
def test_any_text_gives_sound_quantities(text: str):
    check(text)


@given(st.lists(WORDS, max_size=25))
def test_any_run_of_number_words_gives_sound_quantities(words: list[str]):
    check(" ".join(words))


@given(st.integers(0, 10**12), st.sampled_from(["{:d}", "{:,d}"]))
def test_whole_numbers_keep_their_value(number: int, form: str):
    found = quantities(f"They counted about {form.format(number)} tonnes.")
    assert [(q.value, q.unit, q.approximate) for q in found] == [(number, "t", True)]


@pytest.mark.parametrize(
    "text",
    [
        "1 " * 30_000,
        "two " * 20_000,
        "1" * 200_000,
        "1." * 30_000,
        "1-" * 30_000,
        "half of " * 25_000,
        "3 of 4 " * 10_000,
        "of the 30 men, 4 " * 12_000,
        "one hundred and " * 12_500,
        "12 " + "a" * 200_000,
        "12 " + "A" * 200_000 + " Street",
        "1" + " " * 200_000,
        "Rs 5 " * 40_000,
        "½" * 30_000,
        ".000" * 50_000 + " 5",
        "A crowd of 7 " + "x-" * 100_000,
    ],
    ids=lambda text: text[:16],
)
def test_hostile_text_takes_time_in_proportion(text: str):
    start = time.process_time()
    quantities(text)
    assert time.process_time() - start < 3
