"""Times, places and quantities in words, and times in order."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from firsthand.ledger_words import clean, count, moment
from firsthand.schema import Clock, Place, Quantity, Time

_VALUE = re.compile(
    r"(?P<year>\d{4}|\d{2,3}(?![\d-]))"
    r"(?:-(?:(?P<month>\d\d)(?:-(?P<day>\d\d))?|W(?P<week>\d\d)(?:-(?P<end>WE|[1-7]))?|(?P<part>SP|SU|FA|WI|[QH]\d)))?"
    r"(?:T(?P<time>\d\d(?::\d\d)?(?::\d\d)?(?:Z|[+-]\d\d:?\d\d)?|MO|MI|AF|EV|NI|DT))?"
)
_SEASONS = {"SP": ("spring", 3), "SU": ("summer", 6), "FA": ("autumn", 9), "WI": ("winter", 12)}
_HOURS = {
    "MO": ("morning", 6), "MI": ("midday", 12), "AF": ("afternoon", 13), "DT": ("daytime", 9), "EV": ("evening", 18),
    "NI": ("night", 21),
}  # fmt: skip
_UNITS = {
    "Y": "year", "M": "month", "W": "week", "D": "day", "DE": "decade", "CE": "century", "Q": "quarter",
    "WE": "weekend", "H": "hour", "MI": "minute", "S": "second",
}  # fmt: skip
_CLOCKS: dict[Clock, str] = {
    "published": "the day of publication",
    "dateline": "the dateline’s date",
    "captured": "the day of capture, for want of a date of publication: they may be wrong",
}
_PERIOD = re.compile(
    r"P(?=\w)(?P<days>(?:(?:\d+(?:\.\d+)?|X+)(?:DE|CE|WE|[YQMWD]))*)(?:T(?P<hours>(?:(?:\d+(?:\.\d+)?|X+)[HMS])+))?"
)
_AMOUNT = re.compile(r"(\d+(?:\.\d+)?|X+)([A-Z]+)")


class When(NamedTuple):
    """A calendar value as a timeline shows it: where it stands in order, the date, and the time of day if it has one.

    Values that start at the same instant are in order of their length, the longest first: the month before its days.
    """

    order: tuple[int, int, str]
    date: str
    hour: str


def when(value: str | None) -> When | None:
    """A TIMEX3 value's place in time, or ``None`` for one without a calendar date (a duration, a set, "now")."""
    found = _VALUE.fullmatch(value or "")
    if not found:
        return None
    try:
        first, grain, label = _date(found)
    except ValueError:
        return None
    minute, hour = _hour(found["time"])
    return When((first * 1440 + minute, 0 if found["time"] else -grain, label), label, hour)


def _date(found: re.Match[str]) -> tuple[int, int, str]:
    """The first day, how many days it lasts at most, and the label. Raises ``ValueError`` for a day that is none."""
    year = found["year"]
    if len(year) < 4:
        century = len(year) == 2
        first = int(year) * (100 if century else 10)
        label = f"{first}–{first + 99}" if century else f"{first}s"
        return date(max(1, first), 1, 1).toordinal(), 36_525 if century else 3_653, label
    if found["day"]:
        day = date(int(year), int(found["month"]), int(found["day"]))
        return day.toordinal(), 1, moment(f"{year}-{found['month']}-{found['day']}")
    if found["month"]:
        first_day = date(int(year), int(found["month"]), 1)
        return first_day.toordinal(), 31, f"{first_day:%b} {year}"
    if found["week"]:
        return _week(found)
    if part := found["part"]:
        if part in _SEASONS:
            name, month = _SEASONS[part]
            return date(int(year), month, 1).toordinal(), 92, f"{name} {year}"
        length = 3 if part[0] == "Q" else 6
        first_day = date(int(year), (int(part[1]) - 1) * length + 1, 1)
        which = "quarter" if length == 3 else "half"
        return first_day.toordinal(), 31 * length, f"{which} {part[1]} of {year}"
    return date(int(year), 1, 1).toordinal(), 366, year


def _week(found: re.Match[str]) -> tuple[int, int, str]:
    year, week, end = int(found["year"]), int(found["week"]), found["end"]
    if end and end != "WE":
        day = date.fromisocalendar(year, week, int(end))
        return day.toordinal(), 1, moment(day.isoformat())
    monday = date.fromisocalendar(year, week, 6 if end else 1)
    return monday.toordinal(), 2 if end else 7, f"{'weekend' if end else 'week'} of {moment(monday.isoformat())}"


def _hour(stated: str | None) -> tuple[int, str]:
    """Minutes since midnight, and the time of day in words."""
    if stated is None:
        return 0, ""
    if stated in _HOURS:
        name, hour = _HOURS[stated]
        return hour * 60, name
    minutes = int(stated[3:5]) if stated[2:3] == ":" else 0
    zone = re.search(r"(?:Z|[+-]\d\d:?\d\d)\Z", stated)
    clock = stated[: zone.start()] if zone else stated
    shown = clock if ":" in clock else f"{clock}:00"
    return int(stated[:2]) * 60 + minutes, shown + (f" {zone[0].replace('Z', 'UTC')}" if zone else "")


def value_in_words(value: str) -> str:
    """A TIMEX3 value for a person: "8 Nov 2023, 19:40", "Dec 2022", "3 weeks"; one that has no words as it stands."""
    if at := when(value):
        return f"{at.date}, {at.hour}" if at.hour else at.date
    if period := _PERIOD.fullmatch(value):
        amounts = [*_AMOUNT.findall(period["days"] or "")]
        amounts += [(n, "MI" if unit == "M" else unit) for n, unit in _AMOUNT.findall(period["hours"] or "")]
        return " ".join(_amount(number, _UNITS[unit]) for number, unit in amounts)
    return clean(value)


def _amount(number: str, unit: str) -> str:
    plural = "centuries" if unit == "century" else f"{unit}s"
    if number[0] == "X":
        return f"some {plural}"
    return f"{number} {unit if number == '1' else plural}"


def place_in_words(place: Place) -> str:
    """A place with its country: "Ptuj, SI"; one that is not on the map says so."""
    name = clean(place.name)
    if place.lat is None:
        return f"{name} (not on the map)"
    return f"{name}, {place.country}" if place.country and place.kind != "country" else name


def quantity_in_words(quantity: Quantity) -> str:
    """A quantity with what is counted: "at least 12 people", "about 10–15 km", "4 of 30 soldiers"."""
    number = _number(quantity.value)
    if quantity.high is not None:
        number += f"–{_number(quantity.high)}"
    if quantity.whole is not None:
        number += f" of {_number(quantity.whole)}"
    unit = clean(quantity.unit) if quantity.unit else ""
    number += unit if unit in ("%", "°C", "°F", "°") else f" {unit}" if unit else ""
    words = [quantity.bound or "", "about" if quantity.approximate and not quantity.bound else "", number]
    return " ".join(w for w in words if w)


def _number(value: float) -> str:
    return f"{int(value):,}" if float(value).is_integer() else f"{value:,.10g}"


def in_order(times: Sequence[Time]) -> list[tuple[When, Time]]:
    """The times that have a calendar date, in order of it, then as they stand."""
    dated = [(at, t) for t in times if t.type in ("DATE", "TIME") and (at := when(t.value))]
    return sorted(dated, key=lambda pair: (pair[0].order, pair[1].start))


def reckoning(times: Sequence[Time]) -> list[str]:
    """A line for each of the report's own times that others were reckoned from; that of the capture is flagged."""
    used = Counter(t.clock for t in times if t.clock)
    return [f"{count(used[clock], 'time')} reckoned from {how}" for clock, how in _CLOCKS.items() if used[clock]]


def undated_in_words(text: str, times: Sequence[Time]) -> list[str]:
    """A line for each kind of time that has no calendar date: how long, how often, vague, and unresolved with why."""
    lengths: dict[str, None] = {}
    sets: dict[str, None] = {}
    vague: dict[str, None] = {}
    unresolved: dict[str, dict[str, None]] = {}
    for time in times:
        stated = f"“{clean(text[time.start : time.end])}”"
        if time.unresolved:
            unresolved.setdefault(time.unresolved, {})[stated] = None
        elif time.type == "DURATION":
            lengths[stated] = None
        elif time.type == "SET":
            sets[stated] = None
        elif when(time.value) is None:
            vague[stated] = None
    kinds = (("how long", lengths), ("how often", sets), ("no date", vague))
    lines = [f"{kind}: {', '.join(found)}" for kind, found in kinds if found]
    return lines + [f"unresolved, {clean(why)}: {', '.join(found)}" for why, found in unresolved.items()]
