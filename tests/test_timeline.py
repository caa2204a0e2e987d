"""The timeline: order, what happened beside what was said, how exact a date is, and what has no date."""

from __future__ import annotations

import io
import re
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from rich.cells import cell_len

from firsthand.ledger import make_console
from firsthand.ledger_values import quantity_in_words, value_in_words, when
from firsthand.schema import Passage, Quantity, Reading, Report, Said, Source, Span, Statement, Time
from firsthand.timeline import print_timeline

ESCAPE = "\x1b"
TEXT = """OSK, March 6 (Mercury) - The weir at Osk gave way late on Monday, clerk Ada Lind said on Tuesday.

“It had leaked since December 2023,” she told reporters. It will open by April 2, Lind added.

Every Friday for three weeks, and on some day long ago, it was looked at. In 2019 it was painted. It is shut now."""


def at(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def time(
    words: str, kind: Literal["DATE", "TIME", "DURATION", "SET"], value: str | None, why: str | None = None
) -> Time:
    return Time(start=at(words).start, end=at(words).end, type=kind, value=value, unresolved=why)


def statement(number: int, cue: str, content: str, said: str | None = None, **fields: object) -> Statement:
    tuesday = at("Tuesday")
    return Statement(
        id=f"s{number}",
        source="p1",
        cue=(at(cue),),
        content=(at(content),),
        mode="direct" if "since" in content else "indirect",
        stance="says",
        said=Said(value=said, start=tuesday.start, end=tuesday.end) if said else None,
        confidence=0.9,
    )


READING = Reading(
    report=Report(
        id="w1", outlet="Osk Mercury", title="Weir gives way", published="2024-03-06T08:00:00Z", sha256="0", text=TEXT
    ),
    passages=(
        Passage(kind="dateline", start=0, end=at("The weir").start),
        Passage(kind="paragraph", start=at("The weir").start, end=at("on Tuesday.").end),
        Passage(kind="paragraph", start=at("“It had").start, end=at("Lind added.").end),
        Passage(kind="paragraph", start=at("Every").start, end=len(TEXT)),
    ),
    sources=(Source(id="p1", name="Ada Lind", kind="named", category="person"),),
    statements=(
        statement(1, "said", "The weir at Osk gave way late on Monday", "2024-03-05"),
        statement(2, "told", "It had leaked since December 2023", "2024-03-05"),
        statement(3, "added", "It will open by April 2"),
    ),
    times=(
        time("March 6", "DATE", "2024-03-06"),
        time("late on Monday", "TIME", "2024-03-04TNI"),
        time("Tuesday", "DATE", "2024-03-05"),
        time("December 2023", "DATE", "2023-12"),
        time("April 2", "DATE", "2024-04-02"),
        time("Every Friday", "SET", "XXXX-WXX-5"),
        time("three weeks", "DURATION", "P3W"),
        time("some day", "DATE", None, "nothing says which"),
        time("In 2019"[3:], "DATE", "2019"),
        time("now", "DATE", "PRESENT_REF"),
    ),
)


def timeline(reading: Reading, *, width: int = 80, color: str = "never") -> str:
    stream = io.StringIO()
    print_timeline(reading, make_console(stream, color=color, width=width))  # pyright: ignore[reportArgumentType]
    return stream.getvalue()


def labels(shown: str) -> list[str]:
    return [m[1].strip() for m in re.finditer(r"^ (.*\S) +[┼│] *(?:[●○»◆]|$)", shown, re.M)]


def test_dates_stand_in_order_each_as_exactly_as_the_report_gives_it() -> None:
    wanted = ["2019", "Dec 2023", "4 Mar 2024", "night", "5 Mar 2024", "6 Mar 2024", "2 Apr 2024"]
    assert labels(timeline(READING)) == wanted


def test_what_a_source_tells_what_was_said_and_what_the_report_tells_are_told_apart() -> None:
    shown = timeline(READING, width=120)
    assert "○ Ada Lind says: The weir at Osk gave way late on Monday" in shown
    assert "» Ada Lind says: The weir at Osk gave way late on Monday (and 1 more statement)" in shown
    assert "● In 2019 it was painted." in shown
    assert "○ Ada Lind says: “It had leaked since December 2023”" in shown
    assert "◆ this report was published" in shown
    assert shown.count("5 Mar 2024") == 1


def test_what_has_no_date_stands_below_with_the_reason() -> None:
    below = timeline(READING).split("Not on the axis")[1]
    assert "how long: “three weeks”" in below
    assert "how often: “Every Friday”" in below
    assert "no date: “now”" in below
    assert "unresolved, nothing says which: “some day”" in below


def test_a_report_without_times_says_so() -> None:
    assert "No times were found in this report." in timeline(replace(READING, times=()))


def test_a_report_whose_times_have_no_date_says_so() -> None:
    undated = tuple(t for t in READING.times if t.type in ("DURATION", "SET"))
    shown = timeline(replace(READING, times=undated, statements=()))
    assert "None of its times has a date." in shown
    assert "how long: “three weeks”" in shown


def test_the_clock_is_shown_and_that_of_the_capture_is_flagged() -> None:
    times = (replace(READING.times[1], clock="captured"),)
    report = replace(READING.report, published=None, captured="2024-03-07T10:00:00Z")
    shown = timeline(replace(READING, report=report, times=times), width=120)
    assert "publication time not stated · captured 7 Mar 2024, 10:00 UTC" in shown
    assert "1 time reckoned from the day of capture, for want of a date of publication: they may be wrong" in shown
    assert "was published" not in shown
    assert "3 times reckoned from the day of publication" in timeline(
        replace(READING, times=tuple(replace(t, clock="published") for t in READING.times[1:4]))
    )


@pytest.mark.parametrize("width", [40, 60, 80, 120, 300])
@pytest.mark.parametrize("color", ["always", "never"])
def test_no_line_is_wider_than_asked(width: int, color: str) -> None:
    plain = re.sub(rf"{ESCAPE}\[[\d;]*m", "", timeline(READING, width=width, color=color))
    assert max(cell_len(line) for line in plain.splitlines()) <= width


def test_color_only_where_it_is_wanted() -> None:
    assert ESCAPE not in timeline(READING)
    assert ESCAPE in timeline(READING, color="always")


def test_a_hostile_report_cannot_drive_the_terminal() -> None:
    hostile = f"{ESCAPE}]0;owned\x07 \u202egnihton {ESCAPE}[2J "
    report = replace(READING.report, title=hostile, outlet=hostile, text=(hostile * 40)[: len(TEXT)])
    source = replace(READING.sources[0], name=hostile)
    shown = timeline(replace(READING, report=report, sources=(source,)))
    assert not set(shown) & {ESCAPE, "\x07", "\u202e"}


@given(
    text=st.text(min_size=1, max_size=60),
    spans=st.lists(st.tuples(st.integers(0, 59), st.integers(1, 60)), max_size=5),
    value=st.one_of(st.sampled_from([None, "2024-03-05", "2024", "2024-02-31", "9999-12-31T25:61", "P3D"]), st.text()),
)
def test_any_text_and_any_value_can_be_drawn(text: str, spans: list[tuple[int, int]], value: str | None) -> None:
    inside = [(s % len(text), min(len(text), s % len(text) + n)) for s, n in spans]
    times = tuple(Time(start=a, end=b, type="DATE", value=value) for a, b in sorted(inside))
    made = Reading(report=Report(id="1", sha256="0", text=text), times=times)
    for width in (40, 100):
        assert max(cell_len(line) for line in timeline(made, width=width).splitlines()) <= width


IN_ORDER = [
    "19", "199", "1995", "2023", "2023-H1", "2023-Q1", "2023-01", "2023-01-01", "2023-W07", "2023-02-13",
    "2023-02-14TMO", "2023-02-14T11:30", "2023-02-14TAF", "2023-02-14T18:00", "2023-02-14TNI", "2023-02-15",
    "2023-W07-WE", "2023-SP", "2023-SU", "2023-FA", "2023-WI",
]  # fmt: skip


def test_values_have_an_order() -> None:
    known = {v: found.order for v in IN_ORDER if (found := when(v))}
    assert sorted(known, key=lambda v: known[v]) == IN_ORDER


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("2023-02-14T18:00", "14 Feb 2023, 18:00"),
        ("2023-02-14T18:00Z", "14 Feb 2023, 18:00 UTC"),
        ("2023-02-14T09:30+02:00", "14 Feb 2023, 09:30 +02:00"),
        ("2023-02-14TEV", "14 Feb 2023, evening"),
        ("2022-12", "Dec 2022"),
        ("2023-W07", "week of 13 Feb 2023"),
        ("2023-W07-WE", "weekend of 18 Feb 2023"),
        ("2024-SU", "summer 2024"),
        ("2024-Q3", "quarter 3 of 2024"),
        ("199", "1990s"),
        ("P3W", "3 weeks"),
        ("P1Y6M", "1 year 6 months"),
        ("PT25M", "25 minutes"),
        ("PXD", "some days"),
        ("P1CE", "1 century"),
        ("PRESENT_REF", "PRESENT_REF"),
        ("2023-02-30", "2023-02-30"),
        ("P", "P"),
    ],
)
def test_values_in_words(value: str, shown: str) -> None:
    assert value_in_words(value) == shown


@given(st.text())
def test_any_value_has_words(value: str) -> None:
    assert len(value_in_words(value).splitlines()) <= 1


@pytest.mark.parametrize(
    ("quantity", "shown"),
    [
        (Quantity(start=0, end=1, value=300000, unit="troops"), "300,000 troops"),
        (Quantity(start=0, end=1, value=12.5, unit="%"), "12.5%"),
        (Quantity(start=0, end=1, value=10, high=15, unit="km", approximate=True), "about 10–15 km"),
        (Quantity(start=0, end=1, value=4, whole=30, unit="soldiers"), "4 of 30 soldiers"),
        (Quantity(start=0, end=1, value=12, unit="people", bound="at least"), "at least 12 people"),
        (Quantity(start=0, end=1, value=7), "7"),
    ],
)
def test_quantities_in_words(quantity: Quantity, shown: str) -> None:
    assert quantity_in_words(quantity) == shown
