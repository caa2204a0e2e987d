"""Reckon the values of a report's time expressions, from its clock and from the times that its text names.

In two rounds: first those that lean on the clock or on nothing, then, in the order of the text, those that lean on
others ("the day before", "that evening", "7.15 p.m.").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from firsthand.reading.times.days import Day, days_later, valid_day, week_start
from firsthand.reading.times.reckoning import named_value, shifted
from firsthand.reading.times.senses import Comparison, Fixed, Here, Named, Sense, Shift
from firsthand.reading.times.words import SEASON_MONTHS
from firsthand.schema import Clock, Span

_NO_CLOCK = "no date of publication"
_NO_HOUR = "the report's clock has no time of day"
_NO_ANCHOR = "nothing in the text to reckon it from"
_OFF_CALENDAR = "no such day"
_LOOK_BACK = 60
"""How many expressions back an anchor is looked for, which keeps the work linear."""
_NEAR_QUARTER = 900
"""Characters within which "a year earlier" is that of a quarter just named."""
_HOURS = {"MO": 8, "MI": 12, "AF": 15, "EV": 19, "NI": 21, "DT": 12}
_MONTH_IN = re.compile(r"([0-9]{4})-(0[1-9]|1[0-2])(?![0-9])")
_TIME_IN = re.compile(r"T([0-9]{2}):([0-9]{2})\Z")
_DAY_IN = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_LONG = re.compile(r"P(?:[3-9]|1[0-2])M|P1Y")
_QUARTER_IN = re.compile(r"([0-9]{4})-([QH][1-4])\Z")
_PRECISION = {
    "minute": 5,
    "hour": 5,
    "day": 4,
    "night": 4,
    "week": 3,
    "fortnight": 3,
    "weekend": 3,
    "month": 2,
    "quarter": 2,
}


class ReportClock(NamedTuple):
    """The report's own day, and which of its times states it; both ``None`` where none does."""

    day: Day | None
    clock: Clock | None


class Found(NamedTuple):
    """An expression in the text, what it says and how it leans; ``sentence`` counts through the report."""

    start: int
    end: int
    sense: Sense
    direction: int
    spoken: bool
    sentence: int


class Value(NamedTuple):
    """A value, what it was reckoned from, and why it says less than the words do."""

    value: str | None
    clock: Clock | None = None
    anchor: Span | None = None
    unresolved: str | None = None


def values_of(found: Sequence[Found], clock: ReportClock) -> list[Value]:
    """A value for each expression, in order."""
    values: list[Value | None] = []
    years: dict[str, str] = {}
    for one in found:
        value = None if _leans_on_text(one.sense.at) else _timed(one.sense, _on_clock(one, clock, years))
        seen = _MONTH_IN.match(value.value) if value and value.value else None
        if seen:
            years[seen[2]] = seen[1]
        values.append(value)
    for at, one in enumerate(found):
        if values[at] is None:
            values[at] = _halved(at, found, values, _timed(one.sense, _on_text(at, found, values, clock)))
        elif one.sense.vague_half:
            values[at] = _halved(at, found, values, values[at] or Value(None))
    return [value or Value(None, unresolved=_NO_ANCHOR) for value in values]


def _leans_on_text(at: object) -> bool:
    match at:
        case Shift(base="text") | Shift(base="clause") | Comparison() | Here() | Named(which="ended"):
            return True
        case _:
            return False


def _on_clock(one: Found, clock: ReportClock, years: dict[str, str]) -> Value:
    at = one.sense.at
    match at:
        case Fixed(value):
            return Value(value)
        case Shift(unit, by, _):
            if not clock.day:
                return Value(None, unresolved=_NO_CLOCK)
            if unit in ("hour", "minute", "second"):
                return Value(None, clock.clock, unresolved=_NO_HOUR)
            return _checked(shifted(unit, by, clock.day), clock)
        case Named():
            return _named(at, one.direction, clock, years)
        case _:
            return Value(None, unresolved=_NO_ANCHOR)


def _named(named: Named, direction: int, clock: ReportClock, years: dict[str, str]) -> Value:
    known = years.get(f"{named.which:02}") if named.kind == "month" and named.turn is None else None
    if known and not named.year and isinstance(named.which, int):
        # A month named before: the same one, unless the clock is near one of that name, or the words look ahead of it.
        value = f"{known}-{named.which:02}" + (f"-{named.day:02}" if named.day else "")
        behind = clock.day is not None and value < str(clock.day)[: len(value)]
        near = clock.day is not None and (named.which - clock.day.month + 1) % 12 <= 2
        real = named.day is None or valid_day(int(known), named.which, named.day)
        if real and not near and not (direction > 0 and behind):
            return Value(value, clock.clock)
    if named.kind == "holiday" and named.day is not None:
        return Value(named_value(named, direction, Day(named.day, 1, 1)))
    if not clock.day:
        return Value(_without_year(named), unresolved=_NO_CLOCK)
    if named.year:
        # "The third quarter of last year": the year is reckoned first, and the name then looked for in it.
        year = shifted("year", named.year.by, clock.day)
        value = named_value(named._replace(year=None, turn=0), 0, Day(int(year), 12, 31)) if year else None
        return _checked(value, clock)
    return _checked(named_value(named, direction, clock.day), clock)


def _without_year(named: Named) -> str | None:
    """What is certain of a name when no clock says which year or week."""
    match named.kind, named.which:
        case "month", int(index):
            return f"XXXX-{index:02}" + (f"-{named.day:02}" if named.day else "")
        case "weekday", int(index):
            return f"XXXX-WXX-{index}"
        case "season", str(season):
            return f"XXXX-{season}"
        case "quarter" | "half", int(index):
            return f"XXXX-{'Q' if named.kind == 'quarter' else 'H'}{index}"
        case _:
            return None


def _checked(value: str | None, clock: ReportClock) -> Value:
    return Value(value, clock.clock) if value else Value(None, clock.clock, unresolved=_OFF_CALENDAR)


def _on_text(at: int, found: Sequence[Found], values: Sequence[Value | None], clock: ReportClock) -> Value:
    one = found[at]
    match one.sense.at:
        case Shift(unit, by, base):
            anchor = _apposed(at, found, values) if base == "clause" else None
            if anchor is not None:
                return _leaning(found[anchor], values[anchor], "day", 0)
            anchor = _clause_anchor(at, found, values) if base == "clause" else None
            if anchor is None:
                anchor = _back(at, found, values, _PRECISION.get(unit, 1), spoken=True)
            if anchor is not None:
                return _leaning(found[anchor], values[anchor], unit, by)
            if not clock.day:
                return Value(None, unresolved=_NO_CLOCK)
            return _checked(shifted(unit, by, clock.day), clock)
        case Here():
            return _here(at, found, values, clock)
        case Comparison(0, None) if clock.day:  # the latest quarter: the one that ended last
            return _checked(shifted("quarter", -1, clock.day), clock)
        case Comparison(years, year):
            return _compared(at, found, values, clock, years, year)
        case _:
            after = values[at + 1] if at + 1 < len(found) else None
            month = _MONTH_IN.match(after.value) if after and after.value else None
            if not month:
                return _compared(at, found, values, clock, 0, None)
            value = f"{month[1]}-Q{(int(month[2]) + 2) // 3}"
            return Value(value, after.clock if after else None, Span(found[at + 1].start, found[at + 1].end))


def _leaning(anchor: Found, value: Value | None, unit: str, by: int) -> Value:
    day = start_of(value.value) if value and value.value else None
    moved = shifted(unit, by, day) if day else None
    if day and value and unit in ("minute", "hour") and (time := _TIME_IN.search(value.value or "")):
        minutes = 60 * int(time[1]) + int(time[2]) + by * (60 if unit == "hour" else 1)
        later = days_later(day, minutes // 1440)
        moved = f"{later}T{minutes // 60 % 24:02}:{minutes % 60:02}" if later else None
    clock = value.clock if value else None
    return Value(moved, clock, Span(anchor.start, anchor.end), None if moved else _OFF_CALENDAR)


def _back(
    at: int,
    found: Sequence[Found],
    values: Sequence[Value | None],
    precision: int,
    spoken: bool,
    latest: str | None = None,
) -> int | None:
    """The nearest time before that is precise enough to reckon from; without ``spoken``, none that only says when
    somebody spoke; none after the day ``latest``."""
    for i in range(at - 1, max(-1, at - _LOOK_BACK), -1):
        value = values[i]
        if not value or not value.value or precision_of(value.value) < precision:
            continue
        if (spoken or not found[i].spoken) and (latest is None or value.value[:10] <= latest):
            return i
    return None


def _apposed(at: int, found: Sequence[Found], values: Sequence[Value | None]) -> int | None:
    """The date right before, with only a comma between: "Nov. 3, the day before the search" is that date."""
    if at and 0 < found[at].start - found[at - 1].end <= 2 and found[at - 1].sentence == found[at].sentence:
        value = values[at - 1]
        if value and value.value and precision_of(value.value) >= 4:
            return at - 1
    return None


def _clause_anchor(at: int, found: Sequence[Found], values: Sequence[Value | None]) -> int | None:
    """The first date after it in its sentence: that of the event in its clause."""
    for i in range(at + 1, min(len(found), at + 4)):
        value = values[i]
        if found[i].sentence != found[at].sentence:
            return None
        if value and value.value and precision_of(value.value) >= 3:
            return i
    return None


def _here(at: int, found: Sequence[Found], values: Sequence[Value | None], clock: ReportClock) -> Value:
    """The day of a bare time of day: in its own sentence the day before it or after it, else the last one of an event,
    else the report's own day."""
    near = [i for i in range(max(0, at - 6), at) if found[i].sentence == found[at].sentence]
    near = [*reversed(near), *(i for i in range(at + 1, min(len(found), at + 5)))]
    for i in near:
        value = values[i]
        here = found[i].sentence == found[at].sentence and (not found[i].spoken or found[i].sense.type == "TIME")
        if here and value and value.value and precision_of(value.value) >= 4:
            return _leaning(found[i], value, "day", 0)
    if clock.day and found[at].sense.time == "TMO":
        return Value(str(clock.day), clock.clock)  # "at dawn": that of the day the report tells of
    # What has been was not on a day to come.
    latest = str(clock.day) if clock.day and found[at].direction <= 0 else None
    anchor = _back(at, found, values, 4, spoken=False, latest=latest)
    if anchor is not None:
        return _leaning(found[anchor], values[anchor], "day", 0)
    if clock.day:
        return Value(str(clock.day), clock.clock)
    anchor = _back(at, found, values, 4, spoken=True)
    if anchor is not None:
        return _leaning(found[anchor], values[anchor], "day", 0)
    return Value("XXXX-XX-XX", unresolved=_NO_CLOCK)


def _compared(
    at: int,
    found: Sequence[Found],
    values: Sequence[Value | None],
    clock: ReportClock,
    years: int,
    year: str | None,
) -> Value:
    for i in range(at - 1, max(-1, at - _LOOK_BACK), -1):
        value = values[i]
        quarter = _QUARTER_IN.match(value.value) if value and value.value else None
        near = found[at].start - found[i].end <= _NEAR_QUARTER or not years
        if years and value and value.value and _LONG.fullmatch(value.value):
            break  # after "the nine months", a year earlier is the same months of the year before
        if quarter and clock.day and value and not _is_over(value.value or "", clock.day):
            continue
        if quarter and near and not isinstance(found[i].sense.at, Comparison):
            shown = year or f"{int(quarter[1]) - years:04}"
            return Value(f"{shown}-{quarter[2]}", value.clock if value else None, Span(found[i].start, found[i].end))
    if year:
        return Value(year)
    if not clock.day:
        return Value(None, unresolved=_NO_CLOCK)
    return Value(f"{clock.day.year - years:04}" + ("" if years else "-QX"), clock.clock)


def _is_over(quarter: str, day: Day) -> bool:
    """Whether the quarter or half ended before the day: only such a one has results to compare."""
    begun = start_of(quarter)
    months = 3 if "Q" in quarter else 6
    return begun is not None and (day.year - begun.year) * 12 + day.month - begun.month >= months


def start_of(value: str) -> Day | None:
    """The first day of what a value spans; ``None`` if it spans no stretch of the calendar."""
    if found := _DAY_IN.match(value):
        return valid_day(*map(int, found.groups()))
    if found := re.match(r"([0-9]{4})-W([0-9]{2})", value):
        return week_start(int(found[1]), int(found[2]))
    if found := _MONTH_IN.match(value):
        return valid_day(int(found[1]), int(found[2]), 1)
    if found := re.match(r"([0-9]{4})-(?:Q([1-4])|H([12])|(SP|SU|FA|WI))", value):
        if found[4]:
            return valid_day(int(found[1]), SEASON_MONTHS[found[4]], 1)
        return valid_day(int(found[1]), 3 * int(found[2]) - 2 if found[2] else 6 * int(found[3]) - 5, 1)
    if re.fullmatch(r"[0-9]{4}", value):
        return valid_day(int(value), 1, 1)
    return None


def precision_of(value: str) -> int:
    """How finely a value places itself: 5 an hour, 4 a day, 3 a week, 2 a month or season, 1 a year, 0 no place."""
    if _DAY_IN.match(value):
        return 5 if _TIME_IN.search(value) else 4
    if re.match(r"[0-9]{4}-W[0-9]", value):
        return 3
    if _MONTH_IN.match(value) or re.match(r"[0-9]{4}-(?:[QH][1-4]|S[PU]|FA|WI)", value):
        return 2
    return 1 if re.fullmatch(r"[0-9]{4}", value) else 0


def _timed(sense: Sense, value: Value) -> Value:
    """The day with its time of day."""
    if not sense.time or not value.value:
        return value
    if sense.time == "T24:00" and isinstance(sense.at, Here):
        day = start_of(value.value)
        after = days_later(day, 1) if day else None
        return value._replace(value=f"{after}T00:00") if after else value._replace(value=f"{value.value}T24:00")
    return value._replace(value=f"{value.value[:10]}{sense.time}")


def _halved(at: int, found: Sequence[Found], values: Sequence[Value | None], value: Value) -> Value:
    """An hour that may be before or after noon: the one nearer to the last time of day named; else, from one to six,
    after noon."""
    if not found[at].sense.vague_half or not value.value or "T" not in value.value:
        return value
    day, _, time = value.value.partition("T")
    hour = int(time[:2]) % 12
    last = None
    for i in range(at - 1, max(-1, at - _LOOK_BACK), -1):
        before = values[i]
        if before and before.value and before.value[0] in "0123456789X" and "T" in before.value:
            part = before.value.partition("T")[2]
            last = _HOURS[part] if part in _HOURS else int(part[:2])
            break
    late = 0 <= hour <= 6 if last is None else abs(hour + 12 - last) < abs(hour - last)
    return value._replace(value=f"{day}T{hour + 12 * late:02}{time[2:]}")
