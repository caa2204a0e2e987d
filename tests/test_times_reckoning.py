"""Times: the clock and the anchors they are reckoned from, and what holds of any text. All texts are invented."""

from __future__ import annotations

import time
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.reading.passages import split_passages
from firsthand.reading.times import ReportClock, clock_of, find_times, is_timex3
from firsthand.schema import Clock, Passage, Report, Time

DATELINE = "OSK, May 15, 2024 (Marrow Wire) — "
LEANING = (
    "The mill burned yesterday. It will reopen next month. It was built in March, dried last summer, sold on Friday, "
    "shut this morning and robbed on Christmas Day."
)


def report_of(text: str, **fields: str | None) -> Report:
    return Report(id="r", sha256="0" * 64, text=text, **fields)


def times_of(report: Report) -> tuple[Time, ...]:
    passages = split_passages(report.text, report.title)
    return find_times(report.text, passages, clock_of(report, passages))


def clock(text: str, **fields: str | None) -> tuple[str | None, Clock | None]:
    report = report_of(text, **fields)
    day, stated = clock_of(report, split_passages(text, None))
    return (str(day) if day else None, stated)


@pytest.mark.parametrize(
    ("text", "published", "captured", "expected"),
    [
        ("It rained.", "2024-05-15T09:00:00Z", "2024-06-01T09:00:00Z", ("2024-05-15", "published")),
        ("It rained.", "2024-05-15", None, ("2024-05-15", "published")),
        ("It rained.", "2024-05-15T23:30:00-05:00", None, ("2024-05-15", "published")),
        ("It rained.", "2024-05-16T00:30:00+09:00", None, ("2024-05-16", "published")),
        (f"{DATELINE}It rained.\n\nIt stopped.", "2024-05-16", None, ("2024-05-16", "published")),
        (f"{DATELINE}It rained.\n\nIt stopped.", None, "2024-06-01", ("2024-05-15", "dateline")),
        (f"{DATELINE}It rained.\n\nIt stopped.", None, None, ("2024-05-15", "dateline")),
        ("OSK, 15 May 2024 — It rained.\n\nIt stopped.", None, None, ("2024-05-15", "dateline")),
        ("OSK, May 15 (Marrow Wire) — It rained.\n\nIt stopped.", None, None, (None, None)),
        ("OSK, May 15 (Marrow Wire) — It rained.\n\nIt stopped.", None, "2024-06-01", ("2024-06-01", "captured")),
        ("It rained on 3 March 2021.", None, "2024-06-01T09:00:00Z", ("2024-06-01", "captured")),
        ("It rained on 3 March 2021.", None, None, (None, None)),
        ("It rained.", "last week", None, (None, None)),
        ("It rained.", "2024-02-30", "2024-06-01", ("2024-06-01", "captured")),
    ],
)
def test_the_clock_is_publication_else_the_dateline_else_capture(
    text: str, published: str | None, captured: str | None, expected: tuple[str | None, Clock | None]
) -> None:
    assert clock(text, published=published, captured=captured) == expected


@pytest.mark.parametrize(
    ("text", "fields", "stated"),
    [
        (LEANING, {"published": "2024-05-15"}, "published"),
        (LEANING, {"captured": "2024-05-15"}, "captured"),
        (f"{DATELINE}{LEANING}", {}, "dateline"),
    ],
)
def test_a_time_says_which_clock_it_leans_on(text: str, fields: dict[str, str], stated: Clock) -> None:
    leaning = [t for t in times_of(report_of(text, **fields)) if text[t.start : t.end] in LEANING]
    assert {t.clock for t in leaning} == {stated}
    assert all(t.value and t.unresolved is None for t in leaning)
    assert [t.value for t in leaning][:2] == ["2024-05-14", "2024-06"]


@pytest.mark.parametrize("words", ["3 March 2021", "1987", "the 1920s", "the summer of 2022", "Christmas Day 2004"])
def test_a_time_that_is_whole_by_itself_has_its_value_without_a_clock(words: str) -> None:
    text = f"It rained on {words} in Osk."
    (bare,), (dated,) = times_of(report_of(text)), times_of(report_of(text, published="2024-05-15"))
    assert bare == dated
    assert bare.value
    assert (bare.clock, bare.unresolved) == (None, None)


def test_without_a_clock_what_leans_on_it_has_no_date_and_says_why() -> None:
    found = times_of(report_of(LEANING))
    assert len(found) == 7
    assert {t.unresolved for t in found} == {"no date of publication"}
    assert {t.clock for t in found} == {None}
    assert all(t.value is None or t.value.startswith("XXXX") for t in found)


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("yesterday", None),
        ("last week", None),
        ("three days ago", None),
        ("this morning", None),
        ("in March", "XXXX-03"),
        ("on May 6", "XXXX-05-06"),
        ("on Friday", "XXXX-WXX-5"),
    ],
)
def test_without_a_clock_only_what_is_certain_is_said(words: str, value: str | None) -> None:
    (found,) = times_of(report_of(f"It rained {words} in Osk."))
    assert (found.value, found.unresolved) == (value, "no date of publication")


def test_a_length_and_a_habit_need_no_clock() -> None:
    found = times_of(report_of("It rained for three days. The ferry runs every Sunday."))
    assert [(t.value, t.unresolved) for t in found] == [("P3D", None), ("XXXX-WXX-7", None)]


def test_today_is_never_the_day_of_reading() -> None:
    today = date.today().isoformat()
    found = times_of(report_of(f"{LEANING} It rains today, tonight, now, this week, this month and this year."))
    assert not any(t.value and (today.startswith(t.value) or t.value.startswith(today[:4])) for t in found)


BEGAN = "The search began on 3 March 2021. "


@pytest.mark.parametrize(
    ("text", "words", "value", "anchor"),
    [
        (BEGAN + "Two days later the boat was found.", "Two days later", "2021-03-05", "3 March 2021"),
        (BEGAN + "Lind had left the day before.", "the day before", "2021-03-02", "3 March 2021"),
        (BEGAN + "Lind had left the previous day.", "the previous day", "2021-03-02", "3 March 2021"),
        (BEGAN + "It ended the next day.", "the next day", "2021-03-04", "3 March 2021"),
        (BEGAN + "It ended the following day.", "the following day", "2021-03-04", "3 March 2021"),
        (BEGAN + "It ended the same day.", "the same day", "2021-03-03", "3 March 2021"),
        (BEGAN + "It ended the following week.", "the following week", "2021-W10", "3 March 2021"),
        (BEGAN + "It ended the following month.", "the following month", "2021-04", "3 March 2021"),
        (BEGAN + "It ended later that year.", "later that year", "2021", "3 March 2021"),
        (BEGAN + "Rain fell two weeks earlier.", "two weeks earlier", "2021-W07", "3 March 2021"),
        (BEGAN + "It ended that evening.", "that evening", "2021-03-03TEV", "3 March 2021"),
        (BEGAN + "It ended the next morning.", "the next morning", "2021-03-04TMO", "3 March 2021"),
        (BEGAN + "Lind had left the previous evening.", "the previous evening", "2021-03-02TEV", "3 March 2021"),
        (BEGAN + "It stopped at 7:15 p.m. in the rain.", "7:15 p.m.", "2021-03-03T19:15", "3 March 2021"),
        ("The dam broke in 1974. It was rebuilt three years later.", "three years later", "1977", "1974"),
        ("The dam broke in June 1974. It fell the following year.", "the following year", "1975", "June 1974"),
        ("It broke on Friday. It was inspected a week earlier.", "a week earlier", "2024-W18", "Friday"),
        ("It fell on 31 December 2020. It rose the next day.", "the next day", "2021-01-01", "31 December 2020"),
        ("It fell on 28 February 2020. It rose the next day.", "the next day", "2020-02-29", "28 February 2020"),
        ("He quit the day before the tape was aired on Monday.", "the day", "2024-05-12", "Monday"),
    ],
)
def test_a_time_in_a_story_is_reckoned_from_the_one_it_leans_on(text: str, words: str, value: str, anchor: str) -> None:
    found = times_of(report_of(text, published="2024-05-15"))
    (one,) = [t for t in found if text[t.start : t.end].startswith(words)]
    assert one.anchor
    assert (one.value, text[one.anchor.start : one.anchor.end]) == (value, anchor)


def test_a_time_reckoned_from_another_shares_its_clock() -> None:
    _, whole = times_of(report_of(BEGAN + "It ended the next day.", captured="2024-05-15"))
    _, leaning = times_of(report_of("It began on Friday. It ended the next day.", captured="2024-05-15"))
    assert (whole.clock, leaning.clock) == (None, "captured")
    assert leaning.value == "2024-05-11"


def test_the_reader_is_not_told_what_a_page_is_framed_with() -> None:
    text = "Share this article on Friday\n\nThe mill burned on Friday, officials said."
    (found,) = times_of(report_of(text, published="2024-05-15"))
    assert found.start > text.index("\n")


def test_no_time_crosses_from_one_passage_to_the_next() -> None:
    text = "The mill burned on 3 March\n\n2021 was a dry year."
    passages = [Passage(kind="paragraph", start=0, end=26), Passage(kind="paragraph", start=28, end=len(text))]
    report = report_of(text, published="2024-05-15")
    found = find_times(text, passages, clock_of(report, passages))
    assert [(text[t.start : t.end], t.value) for t in found] == [("3 March", "2024-03-03"), ("2021", "2021")]


VALUES = """
2024 2024-05 2024-05-15 2024-05-15T09:30 2024-05-15T24:00 2024-05-15TMO 2024-W20 2024-W20-WE 2024-Q1 2024-H2 2024-SU 202
20 XXXX-12-25 XXXX-WXX-7 P3D P2.5Y PXW PT20M PT30M PAST_REF PRESENT_REF FUTURE_REF
"""
NO_VALUES = """
tomorrow 2024-13 2024-5-1 2024-W54 2024-Q5 2024-05-15T25:00 2024-05-32 P PT P3 24-05-15 2024/05/15 -P3D PAST 2024T 20245
"""


@pytest.mark.parametrize("value", VALUES.split())
def test_a_timex3_value(value: str) -> None:
    assert is_timex3(value)


@pytest.mark.parametrize("value", [*NO_VALUES.split(), "", " 2024", "2024\n", "2024-05-15 09:30", "\uff12024"])
def test_no_timex3_value(value: str) -> None:
    assert not is_timex3(value)


WORDS = """
January Feb. March May june 12 3 31 0 1987 2024 '80s 1920s 1st 12th 7:40 7.15 24:00 25/12/2019 2021-02-30 p.m. am
o'clock GMT Monday Sat. Sundays yesterday today tomorrow tonight morning night noon midnight day days week weekend
months year years decade century quarter half first third twenty three hundred a an the this that last next past
previous following early late mid end of in at on by until since from to and or before after ago later earlier about
more than at least every each daily fiscal spring summer Christmas Easter eve Thanksgiving now recently then same old
aged will said - – , . ; ( ) “ ” ’s % $
"""
PIECES = [*WORDS.split(), "\n", "\n\n"]
DAYS = st.one_of(st.none(), st.dates().map(date.isoformat), st.text(max_size=12))
SHUFFLED = st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join)
JAMMED = st.lists(st.one_of(st.sampled_from(PIECES), st.integers(0, 99999).map(str)), max_size=25).map("".join)


@given(text=st.one_of(st.text(max_size=120), SHUFFLED, JAMMED), published=DAYS, captured=DAYS)
def test_whatever_the_text_times_are_valid(text: str, published: str | None, captured: str | None) -> None:
    report = report_of(text, published=published, captured=captured)
    passages = split_passages(text, None)
    day = clock_of(report, passages)
    found = find_times(text, passages, day)
    assert found == find_times(text, passages, day)
    for one in found:
        assert any(p.start <= one.start < one.end <= p.end for p in passages if p.kind != "boilerplate")
        assert text[one.start : one.end] == text[one.start : one.end].strip()
        assert one.unresolved if one.value is None else is_timex3(one.value)
        assert one.anchor is None or 0 <= one.anchor.start < one.anchor.end <= len(text)
        assert one.clock in (None, day.clock)
    assert all(a.end <= b.start for a, b in pairwise(found))


@given(text=SHUFFLED)
def test_without_a_clock_nothing_is_reckoned_from_one(text: str) -> None:
    found = find_times(text, split_passages(text, None), ReportClock(None, None))
    assert all(t.clock is None for t in found)


@given(text=st.text())
def test_is_timex3_takes_any_string(text: str) -> None:
    assert is_timex3(text) in (True, False)


HOSTILE = [
    *("the last ", "12", "1,000,", "three ", "Monday, ", "March 3, ", "2021-", "the day before ", "early late ", "-"),
    *("twenty-", "7:15 p.m. ", "that evening. ", "the third quarter of ", "two and a half ", "3 March 2021 to ", "\n"),
]


@pytest.mark.parametrize("piece", HOSTILE)
def test_a_long_text_takes_linear_time(piece: str) -> None:
    text = (piece * (200_000 // len(piece) + 1))[:200_000]
    passages = [Passage(kind="paragraph", start=0, end=len(text))]
    report = report_of(text, published="2024-05-15")
    start = time.process_time()
    find_times(text, passages, clock_of(report, passages))
    assert time.process_time() - start < 5
