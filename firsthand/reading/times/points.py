"""The grammar of points in time that the calendar names: dates, weekdays, holidays, and times of day."""

from __future__ import annotations

import re
from typing import NamedTuple

from firsthand.reading.times.days import valid_day
from firsthand.reading.times.senses import Finder, Fixed, Here, Match, Named, Sense, Shift, Turn
from firsthand.reading.times.tokens import Tokens
from firsthand.reading.times.words import MONTHS, NUMBERS, ORDINALS, PARTS_OF_DAY, WEEKDAYS

_WEEKDAY = r"(?:(?P<w>W|w;?),?)?"
_DATES = tuple(
    re.compile(form)
    for form in (
        _WEEKDAY + r"(?P<m>M);?t?(?P<d>[1o])(?![p%])(?:,?(?P<y>Y))?",
        _WEEKDAY + r"t?(?P<d>[1o])O?(?P<m>M);?(?:,?(?P<y>Y))?",
    )
)
_ISO = re.compile(r"I")
_DAY_NUMBER = re.compile(r"t(?P<d>o)(?=[.,u]|\Z)")
_WEEKDAY_NUMBER = re.compile(r"(?P<w>W),?t?(?P<d>o)")
_MONTH_YEAR = re.compile(r"(?P<m>M);?,?O?(?P<y>Y)(?![p%])")
_MONTH_SPELLED = re.compile(r"(?P<m>M),?(?P<y>nn(?:-?n)?)")
_DEICTIC = re.compile(r"(?P<t>T)(?P<p>D)?|(?P<h>H)")
_TURNED = re.compile(r"(?:t|h(?=[lg]))?(?P<turn>[hlgyvf])?(?P<w>W)(?P<p>D)?")
_PART = re.compile(r"t?(?P<turn>[hlgyvf])(?P<p>D)(?!\?)")
_CLOCK = re.compile(
    r"(?P<c>C)(?P<p>p)?|(?P<n>[1n])%?(?P<p2>p)|(?P<n2>[1n])%(?:@(?P<d>D)|it(?P<d2>D))?"
    r"|(?P<n3>[1n])(?:@(?P<d3>D)|it(?P<d4>D)|(?=u?WD))|(?P<z>[Y9])(?=z)|(?P<k>K)"
    r"|(?:a?(?P<q>[QX])|(?P<minutes>[1n](?:-?n)?))(?P<past>[lk>])(?P<n4>[1n])"
)
_ZONE = re.compile(r"z(?:z|\?)*")
_MINUTES = {"five": 5, "ten": 10, "twenty": 20, "twenty-five": 25, "quarter": 15, "half": 30, "a quarter": 15}
_BEFORE_DAY_NUMBER = frozenset({"on", "since", "until", "till", "by"})
_SUNDAY_PAPERS = frozenset({"times", "telegraph", "mirror", "mail", "express", "herald", "independent", "world",
    "people", "post", "sun", "star", "business", "review", "tribune"})  # fmt: skip
_TURNS: dict[str, Turn] = {"h": 0, "l": -1, "g": 1, "y": 0, "v": -1, "f": 1}


class _Clock(NamedTuple):
    time: str
    vague: bool
    end: int


class _Day(NamedTuple):
    at: Finder
    time: str
    end: int


def point_at(tokens: Tokens, first: int) -> Match | None:
    """The date, the time of day, or both together in either order, that starts there."""
    clock = _clock(tokens, first)
    if clock:
        step = clock.end
        while step < len(tokens.kinds) and tokens.kinds[step] in ",uOt" and step < clock.end + 2:
            step += 1
        day = _day(tokens, step) if tokens.kinds[step - 1 : step] != "t" else None
        day = day or _day(tokens, clock.end)
        if day:
            vague = clock.vague and not day.time
            return Match(first, day.end, Sense("TIME", day.at, _in_part(clock.time, day.time), vague))
        return Match(first, clock.end, Sense("TIME", Here(), clock.time, clock.vague))
    day = _day(tokens, first)
    if not day:
        return None
    if isinstance(day.at, Fixed) and len(day.at.value) < 10:
        return Match(first, day.end, Sense("DATE", day.at))
    step = day.end
    while step < len(tokens.kinds) and tokens.kinds[step] in ",@" and step < day.end + 2:
        step += 1
    clock = _clock(tokens, step)
    if clock and not (step == day.end and clock.vague):
        vague = clock.vague and not day.time
        return Match(first, clock.end, Sense("TIME", day.at, _in_part(clock.time, day.time), vague))
    return Match(first, day.end, Sense("TIME" if day.time else "DATE", day.at, day.time))


def month_number(tokens: Tokens, at: int) -> int:
    """The month that the token names, 1 to 12."""
    return MONTHS[tokens.word(at)]


def ordinal(word: str) -> int:
    """What "third" or "3rd" counts."""
    return ORDINALS.get(word) or int(re.sub(r"[^0-9]", "", word) or 0)


def spelled_year(tokens: Tokens, first: int, end: int) -> int | None:
    """The year that words spell: nineteen ninety-six, two thousand."""
    numbers = [NUMBERS[tokens.word(i)] for i in range(first, end) if tokens.kinds[i] == "n"]
    if numbers == [2, 1000]:
        return 2000
    if numbers[0] not in (18, 19) or numbers[1] > 90 or numbers[1] < 10:
        return None
    if len(numbers) == 3 and (numbers[1] < 20 or not 1 <= numbers[2] <= 9):
        return None
    return numbers[0] * 100 + sum(numbers[1:])


def _day(tokens: Tokens, first: int) -> _Day | None:
    kinds = tokens.kinds
    for form in _DATES:
        if found := form.match(kinds, first):
            return _date(tokens, found)
    if _ISO.match(kinds, first):
        return _digits(tokens, first)
    if found := _WEEKDAY_NUMBER.match(kinds, first):
        number = ordinal(tokens.word(found.start("d")))
        if 1 <= number <= 31:
            return _Day(Named("day", number), "", found.end())
    if (found := _DAY_NUMBER.match(kinds, first)) and tokens.word(first - 1) in _BEFORE_DAY_NUMBER:
        number = ordinal(tokens.word(first + 1)) if tokens.word(first + 1)[0].isdigit() else 0
        if 1 <= number <= 31:
            return _Day(Named("day", number), "", found.end())
    if found := _MONTH_YEAR.match(kinds, first):
        value = f"{tokens.word(found.start('y'))}-{month_number(tokens, found.start('m')):02}"
        return _Day(Fixed(value), "", found.end())
    if found := _MONTH_SPELLED.match(kinds, first):
        year = spelled_year(tokens, found.start("y"), found.end("y"))
        if year:
            return _Day(Fixed(f"{year}-{month_number(tokens, first):02}"), "", found.end())
    if found := _DEICTIC.match(kinds, first):
        return _deictic(tokens, found)
    if found := _PART.match(kinds, first):
        return _part(tokens, found)
    if (found := _TURNED.match(kinds, first)) and (found["turn"] or kinds[first] != "t"):
        if tokens.word(found.end()) in _SUNDAY_PAPERS and tokens.raw(found.end())[0].isupper():
            return None
        turn = _TURNS[found["turn"]] if found["turn"] else None
        part = "T" + PARTS_OF_DAY[tokens.word(found.start("p"))] if found["p"] else ""
        return _Day(Named("weekday", WEEKDAYS[tokens.word(found.start("w"))], turn=turn), part, found.end())
    return None


def _date(tokens: Tokens, found: re.Match[str]) -> _Day | None:
    month = month_number(tokens, found.start("m"))
    number = ordinal(tokens.word(found.start("d")))
    if not valid_day(2000, month, number):
        return None
    if found["y"]:
        day = valid_day(int(tokens.word(found.start("y"))), month, number)
        return _Day(Fixed(str(day)), "", found.end()) if day else None
    weekday = WEEKDAYS.get(tokens.word(found.start("w"))) if found["w"] else None
    return _Day(Named("month", month, number, weekday=weekday), "", found.end())


def _digits(tokens: Tokens, first: int) -> _Day | None:
    """A date in digits; with slashes only where they can be read in one way."""
    written = tokens.word(first)
    if "-" in written:
        day = valid_day(*map(int, written.split("-")))
    else:
        one, two, year = map(int, written.split("/"))
        american, british = valid_day(year, one, two), valid_day(year, two, one)
        day = american or british
        if american and british and american != british:
            return None
    return _Day(Fixed(str(day)), "", first + 1) if day else None


def _deictic(tokens: Tokens, found: re.Match[str]) -> _Day:
    word = tokens.word(found.start())
    if found["h"]:
        if word == "overnight" and tokens.kinds[found.end() : found.end() + 1] == "W":
            return _Day(Named("weekday", WEEKDAYS[tokens.word(found.end())]), "TNI", found.end() + 1)
        return _Day(Shift("day", 0 if word == "tonight" else -1, "clock"), "TNI", found.end())
    by = {"yesterday": -1, "today": 0, "tomorrow": 1}[word]
    part = "T" + PARTS_OF_DAY[tokens.word(found.start("p"))] if found["p"] else ""
    return _Day(Shift("day", by, "clock"), part, found.end())


def _part(tokens: Tokens, found: re.Match[str]) -> _Day | None:
    """This morning, last night, that evening, the previous night, the next morning."""
    word, turn = tokens.word(found.start("turn")), found["turn"]
    part = PARTS_OF_DAY[tokens.word(found.start("p"))]
    with_the = tokens.kinds[found.start()] == "t"
    if word == "these" or word == "those" or (turn == "l" and (with_the or part != "NI")):
        return None
    by = -1 if turn == "l" else _TURNS[turn]
    base = "clock" if turn in "hl" else "text"
    return _Day(Shift("day", by, base), f"T{part}", found.end())


def _clock(tokens: Tokens, first: int) -> _Clock | None:
    found = _CLOCK.match(tokens.kinds, first)
    if not found:
        return None
    name = found.lastgroup
    hour, minute, after_noon = -1, 0, None
    if found["c"]:
        hour, minute = (int(part) for part in re.split(r"[:.]", tokens.word(found.start("c"))))
        if not found["p"] and ("." in tokens.word(found.start("c")) or not _stands_alone(tokens, first)):
            return None
    elif found["k"]:
        return _Clock("T" + PARTS_OF_DAY[tokens.word(first)], False, _after_zone(tokens, found.end()))
    elif found["z"]:
        written = tokens.word(first)
        if len(written) != 4:
            return None
        hour, minute = int(written[:2]), int(written[2:])
    elif found["past"]:
        return _spoken(tokens, found)
    else:
        at = max(found.start(group) for group in ("n", "n2", "n3"))
        hour = _number(tokens, at)
    meridian = max(found.start("p"), found.start("p2"))
    part = max(found.start(group) for group in ("d", "d2", "d3", "d4"))
    if meridian >= 0:
        after_noon = tokens.word(meridian).startswith("p")
    elif part >= 0:
        after_noon = PARTS_OF_DAY[tokens.word(part)] != "MO"
    if hour > 24 or minute > 59 or (after_noon is not None and not 1 <= hour <= 12) or (not name and hour > 12):
        return None
    if after_noon is not None:
        if part >= 0 and hour == 12 and tokens.word(part) == "night":
            after_noon = False
        hour = hour % 12 + 12 * after_noon
    vague = after_noon is None and not found["z"] and 1 <= hour <= 12 and not tokens.word(first).startswith("0")
    if hour == 24 and minute:
        return None
    return _Clock(f"T{hour:02}:{minute:02}", vague, _after_zone(tokens, found.end()))


def _spoken(tokens: Tokens, found: re.Match[str]) -> _Clock | None:
    """Half past six, a quarter to nine, twenty to eight."""
    minutes = (
        tokens.word(found.start("q"))
        if found["q"]
        else "-".join(
            tokens.word(i) for i in range(found.start("minutes"), found.end("minutes")) if tokens.kinds[i] != "-"
        )
    )
    word, hour = tokens.word(found.start("past")), _number(tokens, found.start("n4"))
    minute = _MINUTES.get(minutes)
    if minute is None or not 1 <= hour <= 12 or word not in ("past", "to") or (word == "to" and minute == 30):
        return None
    if word == "to":
        # "From ten to twelve", "ten to one in favour": only a preposition of time makes it a time of day.
        before = tokens.word(found.start() - 1)
        if before not in ("at", "about", "around", "by", "until", "after", "before", "nearly", "almost"):
            return None
        if tokens.kinds[found.end() : found.end() + 1] in [*"UVQ"]:
            return None
        hour, minute = (hour - 1) % 12 or 12, 60 - minute
    return _Clock(f"T{hour:02}:{minute:02}", True, _after_zone(tokens, found.end()))


def _stands_alone(tokens: Tokens, first: int) -> bool:
    """Whether a 7:40 without a.m. or p.m. is a time and no score, ratio or verse: a zone follows, or the words before
    it place it in time."""
    zone = tokens.kinds[first + 1 : first + 2] == "z"
    before = tokens.word(first - 1)
    return zone or before in ("at", "around", "about", "by", "until", "since", "from", "after", "before", "till")


def _number(tokens: Tokens, at: int) -> int:
    word = tokens.word(at)
    return NUMBERS.get(word, 99) if tokens.kinds[at] == "n" else int(word)


def _after_zone(tokens: Tokens, end: int) -> int:
    zone = _ZONE.match(tokens.kinds, end)
    # "11 p.m. local officials said": "local" is a zone only with "time".
    if not zone or (tokens.word(end) in ("local", "eastern", "pacific") and tokens.kinds[zone.end() - 1] != "?"):
        return end
    return zone.end()


def _in_part(time: str, part: str) -> str:
    """A time of day within a part of the day: eight in the evening is 20:00."""
    if not part or part[1:2].isdigit():
        return time
    hour, minute = int(time[1:3]) if time[1:3].isdigit() else -1, time[3:]
    if 1 <= hour < 12 and part in ("TAF", "TEV", "TNI") and not (part == "TNI" and hour < 6):
        return f"T{hour + 12:02}{minute}"
    return time
