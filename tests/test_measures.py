"""Figures: brought to one unit a kind, so that "0.4 metres" and "40 cm" are one and "30 cm" is another."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.intake import report_from_text
from firsthand.linking.measures import Measure, agree, comparable, days_of, measures_in
from firsthand.reading.reader import Reader
from firsthand.schema import Span


def measured(reader: Reader, text: str) -> list[Measure]:
    return list(measures_in(reader.read(report_from_text(text)), [Span(0, len(text))]))


def told(reader: Reader, text: str) -> list[tuple[str, float, str | None]]:
    return [(m.kind, round(m.low, 1), m.of) for m in measured(reader, text)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The crack in the pier is 0.4 metres wide.", "A diver said the crack measured 40 cm."),
        ("The owner said 300 tonnes of grain had spoiled.", "The union said 300,000 kg of grain had spoiled."),
        ("The line will be shut for three weeks.", "The line was shut for 21 days."),
        ("The detour is 5 miles long.", "The detour is 8 km long."),
        ("The field covers 2 hectares.", "The field covers 20,000 square metres."),
        ("Twelve people were killed in the fall.", "The fall killed 12 workers."),
        ("The firm was fined 60,000 euros.", "The fine was €60,000."),
    ],
)
def test_one_figure_in_two_units_agrees(reader: Reader, one: str, other: str) -> None:
    (a,), (b,) = measured(reader, one), measured(reader, other)
    assert comparable(a, b)
    assert agree(a, b)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The crack in the pier is 0.4 metres wide.", "A diver said the crack measured 30 cm."),
        ("The work would last eight months.", "The work would last two years."),
        ("Twelve people were killed.", "Fourteen people were killed."),
        ("Police said 11 dockers were arrested.", "The union said 13 men were held."),
        ("The firm was fined 60,000 euros.", "The fine was €90,000."),
        ("The bank holds 40 paintings.", "The bank holds 60 paintings."),
    ],
)
def test_two_figures_for_one_thing_differ(reader: Reader, one: str, other: str) -> None:
    (a,), (b,) = measured(reader, one), measured(reader, other)
    assert comparable(a, b)
    assert not agree(a, b)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Twelve people were killed.", "Fourteen people were injured."),
        ("The bank holds 40 paintings.", "The bank holds 60 statues."),
        ("The crack is 40 cm wide.", "The work would last eight months."),
        ("The firm was fined 60,000 euros.", "The firm was fined 90,000 yen."),
    ],
)
def test_figures_for_two_things_are_not_set_against_each_other(reader: Reader, one: str, other: str) -> None:
    (a,), (b,) = measured(reader, one), measured(reader, other)
    assert not comparable(a, b)


def test_what_became_of_people_is_told_by_the_nearest_word(reader: Reader) -> None:
    text = "The mayor said 14 people were killed, that 12 were injured and that three were missing."
    assert told(reader, text) == [("people", 14, "dead"), ("people", 12, "hurt"), ("people", 3, "missing")]


def test_a_day_is_no_figure(reader: Reader) -> None:
    assert measured(reader, "The quay was closed on 3 May 2024 at 11:30.") == []


def test_only_what_stands_in_the_stretches_counts_and_in_order(reader: Reader) -> None:
    text = "She counted 40 swans and 60 herons, and after nine days 20 storks."
    reading = reader.read(report_from_text(text))
    at = text.index("60")
    assert [m.of for m in measures_in(reading, [Span(at, len(text))])] == ["heron", None, "stork"]
    assert [text[m.start : m.end] for m in measures_in(reading, [Span(at, at + 9)])] == ["60 herons"]
    assert measures_in(reading, [Span(at + 1, at + 9)]) == ()


@pytest.mark.parametrize(
    ("value", "days"),
    [("P3W", 21.0), ("P2D", 2.0), ("PT12H", 0.5), ("P1DT12H", 1.5), ("P1Y", 365.25), ("PXM", None), ("P", None),
     ("2024-03", None), ("PT", None)],
)  # fmt: skip
def test_a_duration_in_days(value: str, days: float | None) -> None:
    assert days_of(value) == days


@given(st.text(alphabet="PTYMWDHS0123456789.X-"))
def test_any_other_value_has_no_days(value: str) -> None:
    days = days_of(value)
    assert days is None or (value[0] == "P" and days >= 0)


measures = st.builds(
    lambda kind, low, wide, of, rough: Measure(
        kind=kind, low=low, high=low + wide, of=of, approximate=rough, start=0, end=1
    ),
    st.sampled_from(["m", "days", "people", "count", "EUR"]),
    st.floats(0, 1e9),
    st.floats(0, 1e6),
    st.sampled_from([None, "dead", "hurt", "swan"]),
    st.booleans(),
)


@given(measures, measures)
def test_comparing_does_not_depend_on_the_order(a: Measure, b: Measure) -> None:
    assert comparable(a, b) == comparable(b, a)
    if comparable(a, b):
        assert agree(a, b) == agree(b, a)


@given(measures)
def test_a_figure_agrees_with_itself(measure: Measure) -> None:
    assert comparable(measure, measure)
    assert agree(measure, measure)


def test_counts_of_people_must_be_equal_and_rough_ones_nearly() -> None:
    def people(count: float, *, rough: bool = False, high: float | None = None) -> Measure:
        return Measure(kind="people", low=count, high=high or count, approximate=rough, start=0, end=1)

    assert not agree(people(200), people(201))
    assert agree(people(200, rough=True), people(205))
    assert not agree(people(200, rough=True), people(240))
    assert agree(people(10, high=15), people(12))
    assert not agree(people(10, high=15), people(16))
