"""Find the time expressions of a passage and what each says: the parts of the grammar, tried in turn."""

from __future__ import annotations

import re

from firsthand.reading.times.amounts import event_at, length_at, set_at
from firsthand.reading.times.days import valid_day
from firsthand.reading.times.periods import period_at
from firsthand.reading.times.points import point_at
from firsthand.reading.times.senses import Fixed, Here, Match, Named, Sense, Shift
from firsthand.reading.times.tokens import Tokens
from firsthand.reading.times.words import PARTS_OF_DAY
from firsthand.schema import TimeMod

_QUOTES = ("“", "‘", '"', "'", "`")
_RUN = re.compile(r"[^x]+")
_CORE = re.compile(r"[MWwPYUVQESTHDKBRIdjzp%$N!]|[us]to|\*|C|n-?n|t[lo]|[X1n][lk>][1n]|@n|eo|2a")
"""What a run of kinds must hold to be worth reading."""
_PREFIX = re.compile(r"(?:t?(?P<z>Z)O)|(?:t?(?P<m>m)-?[Oiu]?(?=[tylhgvfMWTYdcSQUoDB1]))|(?P<l>L)[iu]?(?=[tylhgTWMo])")
_MODS: dict[str, TimeMod] = {
    "end": "END", "beginning": "START", "start": "START", "middle": "MID", "early": "START", "late": "END",
    "mid": "MID",
}  # fmt: skip
_BARE_HOUR = re.compile(r"n(?=[.,iuh]|\Z)")
_PART_OF = re.compile(r"t?m?(?P<d>D)[Ou]t?")
_MEASURED = frozenset({"number", "numbers", "toll", "total", "count", "figure", "figures", "price", "prices", "rate",
    "rates", "stood", "stands", "stand", "remained", "remains", "rank", "ranked", "valued", "estimated", "estimate",
    "put", "puts", "putting", "unchanged", "aged", "table"})  # fmt: skip
"""After these "at four" is how many."""
_RANGE = re.compile(
    r"(?P<a>[1o])[-&>]t?[1o]O?(?P<m>M)|(?P<m2>M);?(?P<a2>[1o])(?P<sep>[-&>])(?P<b>[1o])(?![-UV%p1])(?:,?(?P<y>Y))?"
)


def matches_of(tokens: Tokens) -> list[Match]:
    """Every time expression, in order; none overlap. Takes linear time."""
    made: list[Match] = []
    for run in _RUN.finditer(tokens.kinds):
        if not _CORE.search(tokens.kinds, run.start(), run.end()):
            continue
        at = run.start()
        while at < run.end():
            found = _range(tokens, at) or _at(tokens, at)
            for match in found:
                made.append(match)
                at = match.end
            at += not found
    return made


def _at(tokens: Tokens, first: int) -> tuple[Match, ...]:
    found = _prefixed(tokens, first) or _plain(tokens, first)
    return (found,) if found and not _is_title(tokens, found) else ()


def _is_title(tokens: Tokens, found: Match) -> bool:
    """Whether the words are a name: ABC's “This Week”, the WXYZ Today."""
    words = [tokens.raw(i) for i in range(found.first, found.end)]
    before = tokens.raw(found.first - 1)
    if words[0] not in ("Today", "TODAY", "This"):
        return False
    named = len(before) > 1 and before.isupper()
    quoted = before in _QUOTES and words[0] == "This"
    return (named or quoted) and all(word[0].isupper() for word in words)


def _plain(tokens: Tokens, first: int) -> Match | None:
    return (
        event_at(tokens, first)
        or _part_of(tokens, first)
        or point_at(tokens, first)
        or _first_long(tokens, first)
        or set_at(tokens, first)
        or _hour(tokens, first)
    )


def _first_long(tokens: Tokens, first: int) -> Match | None:
    """A period or a length, whichever takes more words."""
    period, length = period_at(tokens, first), length_at(tokens, first)
    if period and length:
        return length if length.end > period.end else period
    return period or length


def _prefixed(tokens: Tokens, first: int) -> Match | None:
    """The end of the month, early 1990, late on Wednesday, earlier this year."""
    found = _PREFIX.match(tokens.kinds, first)
    if not found:
        return None
    rest = point_at(tokens, found.end()) or period_at(tokens, found.end())
    if not rest or rest.sense.type == "DURATION" or (rest.sense.type == "TIME" and rest.sense.time[1:2].isdigit()):
        return None
    mod = _MODS.get(tokens.word(found.start("z" if found["z"] else "m"))) if not found["l"] else None
    sense = rest.sense
    if mod == "END" and found["m"] and _is_day(sense) and not sense.time:
        return Match(first, rest.end, Sense("TIME", sense.at, "TNI"))  # late on a day is its night
    return Match(first, rest.end, sense._replace(mod=mod))


def _is_day(sense: Sense) -> bool:
    match sense.at:
        case Named(kind="weekday", which=int()) | Shift(unit="day"):
            return True
        case Named(kind="month", day=int()):
            return True
        case Fixed(value):
            return len(value) == 10
        case _:
            return False


def _part_of(tokens: Tokens, first: int) -> Match | None:
    """The night of 4 July, dawn on Thursday: a part of a day that is named after it."""
    found = _PART_OF.match(tokens.kinds, first)
    day = point_at(tokens, found.end()) if found else None
    if not found or not day or day.sense.time or not _is_day(day.sense):
        return None
    return Match(first, day.end, Sense("TIME", day.sense.at, "T" + PARTS_OF_DAY[tokens.word(found.start("d"))]))


def _hour(tokens: Tokens, first: int) -> Match | None:
    """At six: an hour without o'clock, between "at" and the end of a clause."""
    if tokens.kinds[first] != "@" or not _BARE_HOUR.match(tokens.kinds, first + 1):
        return None
    if longer := point_at(tokens, first + 1):
        return longer
    near = max(0, first - 8)
    near = max(near, tokens.kinds.rfind(".", near, first))
    if any(tokens.word(i) in _MEASURED for i in range(near, first)):
        return None
    hours = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
    word = tokens.word(first + 1)
    if word not in hours:
        return None
    return Match(first + 1, first + 2, Sense("TIME", Here(), f"T{hours.index(word) + 1:02}:00", vague_half=True))


def _range(tokens: Tokens, first: int) -> tuple[Match, ...]:
    """Two days of one month: "2 and 4 March", "April 24 and 25"."""
    found = _RANGE.match(tokens.kinds, first)
    if not found:
        return ()
    if found["m2"]:
        one = point_at(tokens, first)
        if not one or one.end != found.end("a2"):
            return ()
        month = one.sense
        if found["y"] and isinstance(month.at, Named):
            year, which = int(tokens.word(found.start("y"))), int(month.at.which)
            day = valid_day(year, which, month.at.day or 1)
            if not day:
                return ()
            month = Sense("DATE", Fixed(str(day)))
        second = _day_like(month, tokens, found.start("b"))
        return (one._replace(sense=month), Match(found.start("b"), found.end(), second)) if second else ()
    rest = next((m for m in (point_at(tokens, i) for i in range(first + 2, found.end("m"))) if m), None)
    if not rest:
        return ()
    start = _day_like(rest.sense, tokens, first)
    return (Match(first, first + 1, start), rest) if start else ()


def _day_like(sense: Sense, tokens: Tokens, at: int) -> Sense | None:
    """The day of the month that the token gives, in the month of another day."""
    number = int(re.sub(r"[^0-9]", "", tokens.word(at)) or 0)
    if not 1 <= number <= 31:
        return None
    match sense.at:
        case Named(kind="month", day=int()) as named:
            return Sense("DATE", named._replace(day=number, weekday=None))
        case Fixed(value) if len(value) == 10 and (day := valid_day(int(value[:4]), int(value[5:7]), number)):
            return Sense("DATE", Fixed(str(day)))
        case _:
            return None
