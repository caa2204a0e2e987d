"""One number with its unit: money, percentage, measure, span of time, or the noun that it counts."""

from __future__ import annotations

import re
from typing import NamedTuple

from firsthand.reading.name_tables import words_of
from firsthand.reading.quantities.counted import CASUALTY, PEOPLE, counted_after
from firsthand.reading.quantities.hedges import AFTER, Hedge, hedge_after
from firsthand.reading.quantities.numerals import Numeral
from firsthand.reading.quantities.units import (
    CURRENCIES,
    DURATIONS,
    MONEY_BEFORE,
    PERCENT,
    POWER,
    Named,
    currency_of_sign,
    currency_of_word,
    measure_of,
    power_of,
)

_HYPHENED = words_of(
    "member person people man woman story storey seat bed bedroom room floor vote point car lane page count game "
    "match nation country state city town ton strong acre head player team judge hour mile foot metre meter degree "
    "item step shot run goal round stage part volume turbine unit home house truck ship"
)
"""What is counted in "a 12-member panel"; after other hyphens a number counts nothing ("two-way", "one-time")."""
_UNIT_WORD = re.compile(r"(?P<gap>[\s\u00a0\u202f-]?)(?P<word>[^\W\d_]{1,40}(?:/[a-z])?|°|º)(?P<more>[²³])?(?!\w)")
_MONEY_WORD = re.compile(
    r"(?P<gap>[\s-])(?P<whose>(?:(?:New|South|North|Hong|Sri)\s)?[A-Z][\w.]{0,40}\s)?(?P<word>[^\W\d_]{1,40})(?![\w])(?P<after>\sof\b|\ssterling\b)?"
)
_WHOSE_AFTER = re.compile(r"\s\(?(?:(US|U\.S\.|USD|American)|(Canadian|CAD)|(Australian|AUD)|(NZD|New Zealand))\b\)?")
_WHOSE = ("USD", "CAD", "AUD", "NZD")
_WEIGHS = re.compile(r"\bweigh(?:s|ed|ing)?\s(?:\w+\s){0,2}$")
_JOINED_PENCE = re.compile(r"p(?!\w|\.\s?m)")
_METRE_NOUNS = words_of(
    "waves hurdles heats finals sprints runners swimmers races titles champions records metres meters"
)
_FATE = re.compile(
    r"(?:\s+(?:people|of\s+(?:them|those|these|whom|us)))?\s+(?:(?:were|was|are|is|have|has|had|being|been|be|remain|remained|still|also|later|since|"
    r"reported|reportedly|confirmed|feared|presumed|believed|more|others?|\w+ly|left|or\s+more)\s+){0,4}(?P<fate>"
    + "|".join(sorted({*CASUALTY, "died", "drowned", "perished", "survived"}, key=lambda w: (-len(w), w))).replace(
        "-", "[- ]"
    )
    + r")\b",
    re.I,
)


class Amount(NamedTuple):
    """A number with what it measures or counts."""

    start: int
    """With the currency's sign, where one stands before it."""
    number: Numeral
    value: float
    unit: str | None
    kind: str
    """``money``, ``percent``, ``measure``, ``duration``, ``count``, ``fate`` or ``bare``."""
    end: int
    hedge: Hedge = Hedge()
    """What the words after it say."""


def amount_at(
    text: str, low: int, number: Numeral, end: int, named: Named, *, titled: bool = False, share: bool = False
) -> Amount:
    """The number with its unit, as far as the text before ``end`` shows one.

    ``named`` is what ``named_in`` found in the report; ``titled`` and ``share`` are as in ``counted_after``.
    """
    sign = MONEY_BEFORE.search(text, max(low, number.start - 6), number.start) if number.form == "digits" else None
    at, value = number.end, number.value
    after = AFTER.match(text, at, end)
    hedge = hedge_after(after)
    if sign and (code := currency_of_sign(named, sign["sign"], sign["gap"])):
        whose = _WHOSE_AFTER.match(text, at, end) if code == "$" else None
        if whose:
            code, at = _WHOSE[(whose.lastindex or 1) - 1], whose.end()
        kind = "glued" if text[at : at + 1].isalpha() else "money"  # "$20s"
        return Amount(sign.start("sign"), number, value, code, kind, at, hedge)
    at = after.end() if after else at
    if number.letter in ("m", "t"):
        made = _letter(text, number, value, at, end, named, titled)
    else:
        made = _worded(text, number, value, at, end, named, titled, share)
    return made._replace(hedge=hedge) if after else made


def _letter(text: str, number: Numeral, value: float, at: int, end: int, named: Named, titled: bool) -> Amount:
    """ "5m people" are millions, "5m" alone are metres; so with tonnes."""
    counted = counted_after(text, at, end, value, titled=titled)
    money = _money(text, number, value, at, end, named)
    if money:
        return money
    if counted and number.letter == "m" and counted.unit.lower() not in _METRE_NOUNS:
        return Amount(number.start, number, value, counted.unit, "count", counted.end)
    plain = number._replace(value=number.raw)
    return Amount(number.start, plain, number.raw, number.letter, "measure", number.end)


def _worded(
    text: str, number: Numeral, value: float, at: int, end: int, named: Named, titled: bool, share: bool
) -> Amount:
    if percent := PERCENT.match(text, at, end):
        words = percent[0].lower()
        unit = (
            "basis points"
            if "basis" in words
            else "percentage points"
            if ("p" in words[-7:] and "po" in words) or "ppt" in words
            else "%"
        )
        return Amount(number.start, number, value, unit, "percent", percent.end())
    if power := POWER.match(text, at, end):
        return Amount(number.start, number, value, power_of(power), "measure", power.end())
    if money := _money(text, number, value, at, end, named):
        return money
    match = _UNIT_WORD.match(text, at, end)
    if match:
        word, lower = match["word"], match["word"].lower()
        digits = number.form == "digits" and match["gap"] != "-"
        symbol = measure_of(text, word + (match["more"] or ""), match.end(), digits=digits)
        if symbol and (lower != "in"):
            return Amount(number.start, number, value, symbol, "measure", match.end())
        if lower in DURATIONS:
            return Amount(number.start, number, value, word, "duration", match.end())
        if match["gap"] == "-":
            if lower in _HYPHENED:
                return Amount(number.start, number, value, word, "count", match.end())
            return Amount(number.start, number, value, None, "glued", number.end)
        if not match["gap"]:
            return Amount(number.start, number, value, None, "glued", number.end)
    counted = counted_after(text, at, end, value, titled=titled, share=share)
    if counted:
        kind = "fate" if counted.unit.lower() in CASUALTY else "count"
        return Amount(number.start, number, value, counted.unit, kind, counted.end)
    if fate := _FATE.match(text, at, end):
        return Amount(number.start, number, value, fate["fate"], "fate", fate.end())
    return Amount(number.start, number, value, None, "bare", number.end)


def _money(text: str, number: Numeral, value: float, at: int, end: int, named: Named) -> Amount | None:
    """Money whose currency stands after the number: "1.5 million euros", "500 Kenyan shillings", "50p"."""
    if number.form == "digits" and number.plain and (pence := _JOINED_PENCE.match(text, at, end)):
        return Amount(number.start, number, value / 100, "GBP", "money", pence.end())
    match = _MONEY_WORD.match(text, at, end)
    if match is None:
        return None
    word, whose = match["word"].lower(), (match["whose"] or "").strip()
    if word not in CURRENCIES:
        sign = MONEY_BEFORE.match(text[match.start("word") : match.end("word")]) if match["gap"] == " " else None
        if sign and not whose and len(sign["sign"]) == 3 and (code := currency_of_sign(named, sign["sign"], "")):
            return Amount(number.start, number, value, code, "money", match.end("word"))
        return None
    if word == "won" and value < 100:
        return None
    stop = match.end("word")
    if word in ("pound", "pounds"):
        unit = _pounds(text, number.start, match, value, whose, named)
        return Amount(number.start, number, value, unit, "measure" if unit == "lb" else "money", stop)
    unit = currency_of_word(named, match["word"], whose.removeprefix("Sri "))
    if unit == "pence":
        value, unit = value / 100, "GBP"
    return Amount(number.start, number, value, unit, "money", stop)


def _pounds(text: str, at: int, match: re.Match[str], value: float, whose: str, named: Named) -> str:
    """Pounds weigh where something is "of" them, weighs them or is hyphened to them; they are money where the text says
    so or uses the sign; else the word stands."""
    if whose:
        return currency_of_word(named, "pounds", whose)
    if match["after"]:
        return "GBP" if "sterling" in match["after"] else "lb"
    if match["gap"] == "-":
        return "GBP" if value >= 1e5 else "lb"
    if _WEIGHS.search(text, max(0, at - 24), at):
        return "lb"
    if "£" in named or "sterling" in named:
        return "GBP"
    return currency_of_word(named, "pounds", "") if value >= 1e5 else match["word"]


def is_people(unit: str | None) -> bool:
    """Whether the unit is a word for people or for what befell them."""
    return unit is not None and (unit.lower() in PEOPLE or unit.lower() in CASUALTY)
