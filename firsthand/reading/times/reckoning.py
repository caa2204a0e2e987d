"""Calendar values, reckoned from a day: "last week", "on Friday", "in March", "the third quarter"."""

from __future__ import annotations

from firsthand.reading.times.days import (
    Day,
    count_of,
    days_later,
    easter,
    iso_week,
    month_length,
    months_later,
    nth_weekday,
    valid_day,
    weekday,
)
from firsthand.reading.times.senses import Named
from firsthand.reading.times.words import EASTER_HOLIDAYS, ELECTION_DAY, HOLIDAYS, MOVABLE_HOLIDAYS, SEASON_MONTHS

_AGAINST_DAYS, _AGAINST_MONTHS, _AGAINST_QUARTERS = 285, 8, 6
"""How much farther away a day, a month or a quarter (in months) may lie that the verb leans to, beside a nearer one of
the same name that it leans away from. Verbs mislead: near names are meant near."""


def shifted(unit: str, by: int, day: Day) -> str | None:
    """The value of the unit so many units later; ``None`` where a day is too little to say, or out of range."""
    match unit:
        case "day" | "night":
            return _text(days_later(day, by))
        case "week" | "fortnight" | "weekend":
            return week_value(days_later(day, 7 * by), "-WE" if unit == "weekend" else "")
        case "month":
            moved = months_later(day.year, day.month, by)
            return f"{moved[0]:04}-{moved[1]:02}" if moved else None
        case "quarter":
            moved = months_later(day.year, day.month, 3 * by)
            return f"{moved[0]:04}-Q{(moved[1] + 2) // 3}" if moved else None
        case "year":
            return f"{day.year + by:04}" if 1 <= day.year + by <= 9999 else None
        case "decade":
            return f"{day.year // 10 + by:03}" if 0 <= day.year // 10 + by <= 999 else None
        case "century":
            return f"{day.year // 100 + by:02}" if 0 <= day.year // 100 + by <= 99 else None
        case _:
            return None


def week_value(day: Day | None, tail: str = "") -> str | None:
    """The ISO week that holds the day."""
    week = iso_week(day) if day else None
    return f"{week[0]:04}-W{week[1]:02}{tail}" if week else None


def named_value(named: Named, direction: int, clock: Day) -> str | None:
    """The one meant of those that bear the name: the last, this or the next where the words say so, else the one that
    ``direction`` leans to, else the nearer one before the clock. ``None`` if the calendar has none."""
    turn = named.turn
    match named.kind, named.which:
        case "weekday", int(index):
            return _text(days_later(clock, _to_weekday(index, turn, direction, clock)))
        case "weekday", _:
            back = 0 if weekday(clock) >= 6 else 1 - max(direction, 0)
            if turn == 0:  # "this weekend", of what has been, is the last one until the middle of the week
                back = int(weekday(clock) <= 3 and direction < 0)
            return week_value(days_later(clock, -7 * back), "-WE")
        case "day", int(index):
            return _day_number(index, direction, clock)
        case "month", int(index):
            return _month(index, named.day, turn, direction, clock)
        case "season", str(season):
            return f"{_season_year(season, turn, direction, clock):04}-{season}"
        case "quarter" | "half", int(index):
            size = 3 if named.kind == "quarter" else 6
            year = _year_of(index * size - clock.month, direction or -1, _AGAINST_QUARTERS) + clock.year
            return f"{year:04}-{'Q' if size == 3 else 'H'}{index}"
        case "holiday", str(name):
            return _holiday(name, named.day, turn, direction, clock)
        case _:
            return None


def _text(day: Day | None) -> str | None:
    return str(day) if day else None


def _to_weekday(index: int, turn: int | None, direction: int, clock: Day) -> int:
    """Days to the weekday, 0 for today."""
    ahead = (index - weekday(clock)) % 7
    if turn == -1:
        return ahead - 7
    if turn == 1:
        return ahead or 7
    if turn == 0:
        return ahead - 7 if direction < 0 and ahead else ahead
    return ahead if direction > 0 or not ahead else ahead - 7


def _day_number(index: int, direction: int, clock: Day) -> str | None:
    """The 27th: of this month or the one before, or of the one to come."""
    step = 0
    if index > clock.day and direction <= 0:
        step = -1
    elif index < clock.day and direction > 0:
        step = 1
    moved = months_later(clock.year, clock.month, step)
    return _text(valid_day(*moved, index)) if moved else None


def _month(index: int, number: int | None, turn: int | None, direction: int, clock: Day) -> str | None:
    if number is None:
        year = clock.year
        if turn == -1:
            year -= index >= clock.month
        elif turn == 1:
            year += index <= clock.month
        elif turn is None:
            year += _year_of(index - clock.month, direction, _AGAINST_MONTHS)
        return f"{year:04}-{index:02}" if 1 <= year <= 9999 else None
    years = [y for y in range(clock.year - 4, clock.year + 5) if valid_day(y, index, number)]
    days = [(day, count_of(day) - count_of(clock)) for y in years if (day := valid_day(y, index, number))]
    past = max(((d, n) for d, n in days if n <= 0), key=lambda pair: pair[1], default=None)
    ahead = min(((d, n) for d, n in days if n >= 0), key=lambda pair: pair[1], default=None)
    if not past or not ahead:
        chosen = past or ahead
    elif turn:
        chosen = past if turn < 0 else ahead
    else:
        chosen = ahead if ahead[1] + past[1] < _AGAINST_DAYS * direction else past
    return str(chosen[0]) if chosen else None


def _year_of(months: int, direction: int, against: int) -> int:
    """Years to add to what lies so many months ahead, so that it is the nearest of its name that the verb allows."""
    if not months:
        return 0
    behind, ahead = (months, months + 12) if months < 0 else (months - 12, months)
    return ((ahead if ahead + behind < against * direction else behind) - months) // 12


def _season_year(season: str, turn: int | None, direction: int, clock: Day) -> int:
    """A winter belongs to the year in which it begins."""
    starts = SEASON_MONTHS[season]
    months = clock.month - starts
    if season == "WI" and clock.month <= 2:
        months += 12
    year = clock.year - (season == "WI" and clock.month <= 2)
    running = 0 <= months <= 2
    if turn == 0:
        return clock.year if season != "WI" or clock.month > 2 else year
    if turn == -1:
        return year - (months < 0 or running)
    if turn == 1 or direction > 0:
        return year + (months > 2 or (running and turn == 1))
    return year - (months < 0 and (direction < 0 or months < -6))


def _holiday(name: str, year: int | None, turn: int | None, direction: int, clock: Day) -> str | None:
    week = name.endswith(" week")
    feast = name.removesuffix(" week").removesuffix(" weekend")
    tail = "" if week else "-WE" if name.endswith(" weekend") else None
    if year is not None:
        day = _feast_day(feast, year)
    else:
        days = [d for y in range(clock.year - 1, clock.year + 2) if (d := _feast_day(feast, y))]
        past = [d for d in days if d <= clock and not (turn == -1 and d == clock)]
        ahead = [d for d in days if d >= clock]
        forward = turn == 1 or (turn is None and direction > 0)
        if turn == 0:
            day = next((d for d in days if d.year == clock.year), None)
        elif turn is None and direction == 0 and past and ahead:
            near = count_of(ahead[0]) - count_of(clock) < count_of(clock) - count_of(past[-1])
            day = ahead[0] if near else past[-1]
        else:
            day = (ahead[0] if ahead else None) if forward else (past[-1] if past else None)
    return week_value(day, tail) if tail is not None else _text(day)


def _feast_day(name: str, year: int) -> Day | None:
    if not 1 <= year <= 9999:
        return None
    if name in HOLIDAYS:
        return valid_day(year, *HOLIDAYS[name])
    if name in MOVABLE_HOLIDAYS:
        month, which, nth = MOVABLE_HOLIDAYS[name]
        return nth_weekday(year, month, which, nth)
    if name == ELECTION_DAY:
        monday = nth_weekday(year, 11, 1, 1)
        return days_later(monday, 1) if monday else None
    return days_later(easter(year), EASTER_HOLIDAYS[name]) if name in EASTER_HOLIDAYS else None


def last_day(year: int, month: int) -> Day:
    """The last day of the month."""
    return Day(year, month, month_length(year, month))
