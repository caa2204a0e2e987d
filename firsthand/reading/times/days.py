"""Days of the Gregorian calendar and the arithmetic that time expressions need.

Reading may not see a clock, and ``datetime`` holds one; this is all of the calendar that is needed. The conversion
between a date and the count of days is Howard Hinnant's ``days_from_civil`` (2013); weeks are those of ISO 8601.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?!\d)", re.ASCII)
FIRST_YEAR, LAST_YEAR = 1, 9999


class Day(NamedTuple):
    """A day, 1 January of the year 1 to 31 December 9999."""

    year: int
    month: int
    day: int

    def __str__(self) -> str:
        return f"{self.year:04}-{self.month:02}-{self.day:02}"


def day_of(stamp: str | None) -> Day | None:
    """The day that an ISO 8601 time states, in whatever zone it is stated; ``None`` if it states none."""
    found = _ISO.match(stamp or "")
    return valid_day(*map(int, found.groups())) if found else None


def valid_day(year: int, month: int, day: int) -> Day | None:
    """The day, if there is one."""
    if FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= 12 and 1 <= day <= month_length(year, month):
        return Day(year, month, day)
    return None


def month_length(year: int, month: int) -> int:
    """How many days the month (1 to 12) has."""
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return 29 if month == 2 and leap else _LENGTHS[month - 1]


def count_of(day: Day) -> int:
    """How many days lie between 1 January 1970 and the day."""
    year = day.year - (day.month <= 2)
    era, year_of_era = divmod(year, 400)
    day_of_year = (153 * ((day.month + 9) % 12) + 2) // 5 + day.day - 1
    return era * 146097 + year_of_era * 365 + year_of_era // 4 - year_of_era // 100 + day_of_year - 719468


def day_at(count: int) -> Day | None:
    """The day that ``count_of`` counts so; ``None`` outside the years 1 to 9999."""
    era, day_of_era = divmod(count + 719468, 146097)
    year_of_era = (day_of_era - day_of_era // 1460 + day_of_era // 36524 - day_of_era // 146096) // 365
    day_of_year = day_of_era - (365 * year_of_era + year_of_era // 4 - year_of_era // 100)
    shifted = (5 * day_of_year + 2) // 153
    month = (shifted + 2) % 12 + 1
    return valid_day(year_of_era + era * 400 + (month <= 2), month, day_of_year - (153 * shifted + 2) // 5 + 1)


def days_later(day: Day, days: int) -> Day | None:
    """The day so many days later, earlier if negative."""
    return day_at(count_of(day) + days)


def months_later(year: int, month: int, months: int) -> tuple[int, int] | None:
    """The year and month (1 to 12) so many months later; ``None`` outside the years 1 to 9999."""
    years, month0 = divmod(year * 12 + month - 1 + months, 12)
    return (years, month0 + 1) if FIRST_YEAR <= years <= LAST_YEAR else None


def weekday(day: Day) -> int:
    """1 for Monday to 7 for Sunday."""
    return (count_of(day) + 3) % 7 + 1


def iso_week(day: Day) -> tuple[int, int] | None:
    """The ISO 8601 year and week."""
    thursday = days_later(day, 4 - weekday(day))
    return (thursday.year, (count_of(thursday) - count_of(Day(thursday.year, 1, 1))) // 7 + 1) if thursday else None


def week_start(year: int, week: int) -> Day | None:
    """The Monday of an ISO 8601 week."""
    fourth = Day(year, 1, 4)
    return days_later(fourth, (week - 1) * 7 - weekday(fourth) + 1)


def nth_weekday(year: int, month: int, which: int, nth: int) -> Day | None:
    """The ``nth`` such weekday (1 is Monday) of the month; from the end if ``nth`` is -1."""
    if nth > 0:
        first = Day(year, month, 1)
        return days_later(first, (which - weekday(first)) % 7 + 7 * (nth - 1))
    last = Day(year, month, month_length(year, month))
    return days_later(last, -((weekday(last) - which) % 7))


def easter(year: int) -> Day:
    """Easter Sunday of the western churches (the anonymous Gregorian algorithm; Meeus 1991, ch. 8)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return Day(year, month, day + 1)
