"""From numbers with their units to quantities: ranges, parts of a whole, hedges, and what is left out."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from firsthand.reading.name_tables import words_of
from firsthand.reading.passages import SPOKEN
from firsthand.reading.quantities.amounts import Amount, amount_at, is_people
from firsthand.reading.quantities.contexts import changes, fate_before, fate_of, stands_alone, toll_before
from firsthand.reading.quantities.counted import counted_after
from firsthand.reading.quantities.hedges import Hedge, hedge_before
from firsthand.reading.quantities.not_counts import (
    follows_name,
    glued_after,
    glued_before,
    is_age,
    is_date,
    is_glued,
    is_kin,
    is_moment,
    is_name,
    is_year,
)
from firsthand.reading.quantities.numerals import Numeral, find_numerals, is_continental
from firsthand.reading.quantities.units import Named, named_in
from firsthand.schema import Passage, Quantity, Time

_LINK = re.compile(r"\s?(?P<dash>[-‐‑–−]|—)\s?|\s(?P<to>to)\s|-(?P<hyphened>to)-|\s(?P<or>or)\s|\s(?P<and>and)\s")
_OF = re.compile(
    r"\s+(?:(?P<out>out\s+)?of|(?P<in>in))\s+(?P<which>(?:the|its|their|his|her|our|my|your|those|these|all|every|some|about"
    r"|more\s+than|at\s+least|nearly|around|a\s+total\s+of|an\s+estimated|an?)\s+){0,3}"
)
_OF_HALF = re.compile(r"(?P<in>(?!))?\s+(?P<which>(?:the|its|their|his|her|our|my|those|these|that|all)\s+)", re.I)
_OF_THEM = re.compile(r"\sof\s(?:them|those|these|whom|us|which|it|this|that)\b")
_YEARLY = words_of("a an the in of since by until before after during from")
_LEVELS = words_of("below above over under beyond")
_NOT_ONE = words_of("no any every each this that which another the only some at")
_DETERMINERS = words_of("the its their those these some all about our his her")
_RANGING = words_of("range ranges ranged ranging anywhere vary varies varied varying")
_OPENING = "(“\"‘'[«"
_LINKED = 14  # characters between the two ends of a range
_BACK = 44  # characters looked at before a number
_NEAR = 90  # characters from a whole to a part of it in the same sentence
_IN_WHOLES = frozenset({2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0, 12.0, 20.0, 50.0, 100.0, 1e3, 1e4, 1e5, 1e6})


class _Stretch(NamedTuple):
    """One passage of the text, and the spans in it that are dates."""

    text: str
    low: int
    end: int
    titled: bool
    named: Named
    dates: Sequence[tuple[int, int]]

    def is_date(self, start: int, end: int) -> bool:
        """Whether a date overlaps the span."""
        at = bisect_left(self.dates, (end, 0)) - 1
        return at >= 0 and self.dates[at][1] > start

    def amount(self, number: Numeral) -> Amount:
        share = number.form == "fraction"
        return amount_at(self.text, self.low, number, self.end, self.named, titled=self.titled, share=share)

    def words_before(self, start: int) -> list[str]:
        """The words before ``start``, as they stand, without the marks that open them."""
        words = self.text[max(self.low, start - _BACK) : start].split()
        if words and start and not self.text[start - 1].isspace():
            words = words if words[-1].strip(_OPENING) else []
        return [w.lstrip(_OPENING) for w in words]


class _Found(NamedTuple):
    """A quantity, if there is one, and how many numbers it took up."""

    quantity: Quantity | None = None
    used: int = 1


def find_quantities(text: str, passages: Sequence[Passage], times: Sequence[Time]) -> tuple[Quantity, ...]:
    """The counts and measures in the headline, paragraphs and captions, in the order of the text, none overlapping.

    ``Quantity.start``/``end`` take in the number and, where it stands beside it, what is counted ("300,000 troops",
    "four of the 30 soldiers", "killed 12"), not the words that make it about or at least. ``unit`` is, first that
    holds: a currency's ISO 4217 code (the sign or word as it stands where several currencies share it), "%" or
    "percentage points", a measure's symbol, the noun counted as it stands ("troops"), what became of those counted
    ("killed" in "killed 12" and in "12 were killed", "dead" in "a dozen dead"), or None where nothing says.
    Money is in full units (1200000.0 for "$1.2 million"); shares are parts of the whole 1 ("a third of residents":
    1/3, whole 1, unit residents), or of the whole stated ("half of the 30": 15, whole 30). Words without a number
    ("dozens") give none; "a couple of" is about 2. ``times`` tells which numbers are dates.
    """
    dates = sorted((t.start, t.end) for t in times if t.type != "DURATION")
    continental, named = is_continental(text), named_in(text)
    made: list[Quantity] = []
    for passage in passages:
        if passage.kind in SPOKEN:
            titled = passage.kind == "headline" and _is_titled(text[passage.start : passage.end])
            stretch = _Stretch(text, passage.start, passage.end, titled, named, dates)
            made += _quantities(stretch, find_numerals(text, passage.start, passage.end, continental))
    return tuple(made)


def _quantities(stretch: _Stretch, numbers: Sequence[Numeral]) -> list[Quantity]:
    made: list[Quantity] = []
    at, topic = 0, None
    while at < len(numbers):
        following = numbers[at + 1] if at + 1 < len(numbers) else None
        found = _found(stretch, numbers[at], following, topic)
        if (quantity := found.quantity) and not (made and quantity.start < made[-1].end):
            made.append(quantity)
            if _is_topic(stretch, quantity):
                topic = quantity
        at += found.used
    return made


def _found(stretch: _Stretch, number: Numeral, following: Numeral | None, topic: Quantity | None) -> _Found:
    text, end = stretch.text, stretch.end
    if stretch.is_date(number.start, number.end):
        return _Found()
    amount = stretch.amount(number)
    words = stretch.words_before(amount.start)
    lower = [w.lower() for w in words]
    if following and following.start - amount.end <= _LINKED:
        ranged = _range(stretch, amount, following, lower)
        if ranged:
            return ranged
    if is_glued(text, amount.start, number, end) or is_age(text, number, end, lower):
        return _Found()
    previous = words[-1] if words else ""
    hedge = hedge_before(lower, duration=amount.kind == "duration")
    if (
        number.form in ("words", "digits")
        and is_name(text, stretch.low, amount.start, number, end, previous)
        and not stretch.titled
    ):
        return _Found()
    if part := _part(stretch, amount, following, lower, hedge):
        return part
    return _Found(_alone(stretch, amount, words, lower, hedge, topic))


def _range(stretch: _Stretch, first: Amount, following: Numeral, words: list[str]) -> _Found | None:
    """The range that the amount and the next number make ("10 to 15 people", "$5-10 million", "between 2 and 4"); an
    empty find where they are a score, a span of ages or another pair that counts nothing; None where they are apart."""
    text = stretch.text
    second = stretch.amount(following)
    link = _LINK.fullmatch(text, first.end, second.start) if first.end < second.start else None
    if link is None or stretch.is_date(following.start, following.end):
        return None
    if is_age(text, following, stretch.end, words) or is_age(text, first.number, stretch.end, words):
        return _Found(used=2)
    hedge = hedge_before(words)
    between = words[-1 - hedge.words :][:1] == ["between"]
    joined = link["dash"] is not None
    if (link["and"] and not between) or (joined and link[0].strip() == "—"):
        return None
    open_ended = first.kind == "money" and second.kind == "bare"
    apart = (
        not open_ended
        and first.unit is not None
        and (first.kind not in ("money", "percent", "measure", "duration") or first.unit != second.unit)
    )
    if (
        apart
        or glued_before(text, first.start)
        or glued_after(text, following.end, stretch.end)
        or second.kind == "glued"
    ):
        return _Found(used=2) if joined and not apart else None
    value = first.value
    if (
        first.unit is None
        and first.number.scale == 1.0
        and following.scale >= 1000
        and first.number.raw < following.raw
    ):
        value *= following.scale  # "two to three million", "$5-10 million"
    if (
        first.kind == "money"
        and first.number.scale == 1.0
        and following.scale >= 1000
        and first.number.raw < following.raw
    ):
        value *= following.scale
    if value >= second.value:
        return _Found(used=2) if joined else None
    if second.kind == "bare" and not (between or hedge.words or open_ended):
        return _Found(used=2) if joined else None
    if words and words[-1] == "from" and not _RANGING.intersection(words[-4:]):
        return None  # "from 10 to 15": a change
    if second.kind == "duration" and is_moment(text, second.end, stretch.end, words[-1] if words else ""):
        return _Found(used=2)
    if second.kind in ("count", "bare") and is_year(text, first.number) and is_year(text, following):
        return _Found(used=2)
    unit = second.unit or first.unit
    start = first.start
    approximate = hedge.approximate or second.hedge.approximate
    return _Found(
        Quantity(
            start=start, end=second.end, value=value, unit=unit, approximate=approximate, high=second.value,
            bound=hedge.bound or second.hedge.bound,
        ),
        2,
    )  # fmt: skip


def _part(
    stretch: _Stretch, amount: Amount, following: Numeral | None, words: list[str], hedge: Hedge
) -> _Found | None:
    """The part of a whole that the amount begins: "four of the 30 soldiers", "one in five", "half of the village"."""
    text, number = stretch.text, amount.number
    share = number.form == "fraction"
    if (amount.kind != "bare" and not share) or (
        amount.unit and amount.kind in ("duration", "measure", "money", "percent")
    ):
        return None
    match = _OF.match(text, number.end, stretch.end) or (
        _OF_HALF.match(text, number.end, stretch.end) if share else None
    )
    value, whole, unit, end, used = number.value, 1.0 if share else None, amount.unit, amount.end, 1
    if match:
        second = stretch.amount(following) if following and following.start - match.end() <= 4 else None
        if second and share and second.start == match.end() and second.kind == "percent":  # "half of 1 percent"
            value, whole, unit, end, used = value * second.value, None, second.unit, second.end, 2
        elif second and second.start == match.end() and _is_whole(stretch, amount, second, match["in"] is not None):
            value = value * second.value if share else value
            whole, unit, end, used = second.value, second.unit, second.end, 2
        elif match["in"]:
            return None
        elif share or (match["which"] and not is_year(text, number)):
            counted = counted_after(text, match.end() - 1, stretch.end, 2.0, titled=stretch.titled, share=share)
            if counted is None and not (share and _OF_THEM.match(text, number.end, stretch.end)):
                return None
            if not share and number.value == 1 and not (hedge.words or fate_before(words, hedge)):
                return None
            unit, end = (counted.unit, counted.end) if counted else (None, number.end)
        else:
            return None
    elif not share:
        return None
    approximate = hedge.approximate or (share and used == 2 and whole is not None and not float(value).is_integer())
    return _Found(
        Quantity(
            start=amount.start, end=end, value=value, unit=unit, approximate=approximate,
            bound=hedge.bound or amount.hedge.bound, whole=whole,
        ),
        used,
    )  # fmt: skip


def _is_whole(stretch: _Stretch, part: Amount, whole: Amount, inside: bool) -> bool:
    number = whole.number
    if number.form == "fraction" or whole.kind in ("glued", "percent") or stretch.is_date(number.start, number.end):
        return False
    if part.number.form != "fraction" and part.value > whole.value:
        return False
    if is_glued(stretch.text, whole.start, number, stretch.end) or (is_year(stretch.text, number) and not whole.unit):
        return False
    return not inside or (number.value in _IN_WHOLES and whole.kind not in ("duration", "measure", "money"))


def _alone(
    stretch: _Stretch, amount: Amount, words: list[str], lower: list[str], hedge: Hedge, topic: Quantity | None
) -> Quantity | None:
    """The quantity that the amount is by itself, if it is one."""
    text, number, kind = stretch.text, amount.number, amount.kind
    previous = words[-1] if words else ""
    if kind == "glued":
        return None
    start, end, value, unit, whole = amount.start, amount.end, amount.value, amount.unit, None
    fate = fate_before(lower, hedge) if kind == "bare" else None
    if kind not in ("money", "percent"):
        if is_date(text, stretch.low, number, stretch.end, previous.lower()):
            return None
        if (
            kind in ("bare", "count", "fate")
            and is_kin(lower)
            and not is_people(amount.unit if kind == "count" else None)
        ):
            return None
        if kind != "measure" and not _may_count(text, amount, previous, hedge):
            return None
        if number.value == 1 and number.form == "words" and not fate and not _is_one(amount, lower, hedge):
            return None
    if kind == "duration" and is_moment(text, amount.end, stretch.end, previous.lower()):
        return None
    part = (
        topic is not None and kind in ("bare", "fate") and number.value <= topic.value and _is_near(text, topic, start)
    )
    if topic and part:
        unit, whole, end = topic.unit, topic.value, number.end
    elif kind == "bare":
        if fate:
            start, unit = _start_of(text, start, fate), fate_of(fate)
        elif not stands_alone(text, stretch.end, amount, lower, hedge):
            return None
        else:
            unit = toll_before(text, stretch.low, start) if changes(lower, hedge) else None
    elif (
        kind in ("measure", "percent", "money")
        and start
        and text[start - 1] in "-−–"
        and text[start - 2 : start - 1] in (" ", "")
    ):
        start, value = start - 1, -value
    return Quantity(
        start=start, end=end, value=value, unit=unit,
        approximate=hedge.approximate or amount.hedge.approximate or number.form == "couple",
        bound=hedge.bound or amount.hedge.bound, whole=whole,
    )  # fmt: skip


def _may_count(text: str, amount: Amount, previous: str, hedge: Hedge) -> bool:
    """Whether digits that look like a year or a number in a name count something after all."""
    number = amount.number
    if is_year(text, number):
        firm = (hedge.words > 0 and previous.lower() not in _LEVELS) or is_people(amount.unit)
        if number.value < 1900:
            firm = firm or amount.kind == "count"
        return firm and previous.lower() not in _YEARLY
    if number.plain and follows_name(previous):
        return hedge.words > 0 or is_people(amount.unit)
    return True


def _is_one(amount: Amount, words: list[str], hedge: Hedge) -> bool:
    """Whether "one" is a number: "one soldier", "at least one", not "no one", "one day", "one of the largest"."""
    if words and not hedge.words and words[-1] in _NOT_ONE:
        return False
    if amount.kind == "duration":
        return amount.unit not in ("day", "second", "minute") or hedge.words > 0
    return amount.kind != "bare" or (hedge.words > 0 and hedge.bound is not None)


def _start_of(text: str, before: int, word: str) -> int:
    """Where ``word`` (lower case), which stands shortly before the number, starts."""
    low = max(0, before - _BACK)
    return low + text[low:before].lower().rindex(word)


def _is_topic(stretch: _Stretch, quantity: Quantity) -> bool:
    """Whether a clause opens with the quantity as the whole that is then told apart: "Of the 30 soldiers, four"."""
    words = [w.lower() for w in stretch.words_before(quantity.start)]
    at = len(words) - 1 if words and words[-1] in _DETERMINERS else len(words)
    return at > 0 and words[at - 1] in ("of", "among")


def _is_near(text: str, topic: Quantity, start: int) -> bool:
    if start - topic.end > _NEAR:
        return False
    between = text[topic.end : start]
    return "," in between and not any(mark in between for mark in ".;!?\n")


def _is_titled(words: str) -> bool:
    """Whether most longer words of a headline are capitalised."""
    longer = [w for w in words.split() if len(w) > 3 and w[0].isalpha()]
    return bool(longer) and sum(w[0].isupper() for w in longer) > 0.7 * len(longer)
