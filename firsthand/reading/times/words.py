"""The words that time expressions are made of: their kinds, one letter each, and what they mean.

The idea that a time expression is a run of tokens of few kinds, which general rules put together, is SynTime's (Zhong,
Sun and Cambria 2017, "Time Expression Analysis and Recognition Using Syntactic Token Types and General Heuristic
Rules"). A letter a token lets the grammar be regular expressions over a string of kinds.
"""

from __future__ import annotations

from collections.abc import Mapping


def _numbered(table: str, first: int) -> dict[str, int]:
    """Each word with its number; words that mean the same are joined by a slash."""
    rows = table.split()
    return {word: number for number, row in enumerate(rows, first) for word in row.split("/")}


MONTHS = _numbered(
    "january/jan february/feb march/mar april/apr may june/jun july/jul august/aug september/sep/sept october/oct"
    " november/nov december/dec",
    1,
)
WEEKDAYS = _numbered(
    "monday/mon tuesday/tue/tues wednesday/wed thursday/thu/thur/thurs friday/fri saturday/sat sunday/sun", 1
)
_FULL_WEEKDAYS = tuple(word for word in WEEKDAYS if word.endswith("day"))

NUMBERS: Mapping[str, int] = {
    **_numbered(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
        " seventeen eighteen nineteen",
        0,
    ),
    **{word: 10 * ten for word, ten in _numbered("twenty thirty forty fifty sixty seventy eighty ninety", 2).items()},
    "dozen": 12,
    "hundred": 100,
    "thousand": 1000,
    "million": 1_000_000,
    "billion": 1_000_000_000,
}
_TENS = {"twent": 2, "thirt": 3, "fort": 4, "fift": 5, "sixt": 6, "sevent": 7, "eight": 8, "ninet": 9}
DECADES = {f"{stem}ies": 10 * ten for stem, ten in _TENS.items()}
ORDINALS = {
    **_numbered(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth"
        " fifteenth sixteenth seventeenth eighteenth nineteenth",
        1,
    ),
    **{f"{stem}ieth": 10 * ten for stem, ten in _TENS.items()},
    "final": 4,
}

UNITS: Mapping[str, str] = {
    **dict.fromkeys(("second", "seconds", "sec", "secs"), "second"),
    **dict.fromkeys(("minute", "minutes", "min", "mins"), "minute"),
    **dict.fromkeys(("hour", "hours", "hr", "hrs"), "hour"),
    **dict.fromkeys(("day", "days"), "day"),
    **dict.fromkeys(("night", "nights"), "night"),
    **dict.fromkeys(("week", "weeks"), "week"),
    **dict.fromkeys(("fortnight", "fortnights"), "fortnight"),
    **dict.fromkeys(("weekend", "weekends"), "weekend"),
    **dict.fromkeys(("month", "months"), "month"),
    **dict.fromkeys(("quarter", "quarters"), "quarter"),
    **dict.fromkeys(("year", "years", "yr", "yrs"), "year"),
    **dict.fromkeys(("decade", "decades"), "decade"),
    **dict.fromkeys(("century", "centuries"), "century"),
    **dict.fromkeys(("millennium", "millennia"), "millennium"),
}
"""Every word for a unit; the singular names it."""
PERIODS: Mapping[str, tuple[str, int]] = {
    "second": ("TS", 1), "minute": ("TM", 1), "hour": ("TH", 1), "day": ("D", 1), "night": ("NI", 1), "week": ("W", 1),
    "fortnight": ("W", 2), "weekend": ("WE", 1), "month": ("M", 1), "quarter": ("Q", 1), "year": ("Y", 1),
    "decade": ("Y", 10), "century": ("Y", 100), "millennium": ("Y", 1000),
}  # fmt: skip
"""TIMEX3's letter for a length in the unit, and how many of them the unit is; ``T`` marks units under a day."""

SEASONS = {"spring": "SP", "summer": "SU", "fall": "FA", "autumn": "FA", "winter": "WI"}
SEASON_MONTHS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
"""The month in which a season of the northern hemisphere begins (as TIMEX3 takes them)."""
PARTS_OF_DAY = {
    "morning": "MO", "mornings": "MO", "dawn": "MO", "daybreak": "MO", "sunrise": "MO", "forenoon": "MO",
    "afternoon": "AF", "afternoons": "AF", "midafternoon": "AF", "lunchtime": "MI", "midmorning": "MO",
    "evening": "EV", "evenings": "EV", "dusk": "EV", "sunset": "EV", "nightfall": "EV", "night": "NI", "nights": "NI",
    "daytime": "DT", "first light": "MO", "noon": "12:00", "midday": "12:00", "midnight": "24:00",
}  # fmt: skip
"""What stands after ``T`` in the value."""
FREQUENCIES = {
    "hourly": "PT1H", "daily": "P1D", "nightly": "P1D", "weekly": "P1W", "fortnightly": "P2W", "biweekly": "P2W",
    "monthly": "P1M", "bimonthly": "P2M", "yearly": "P1Y", "annually": "P1Y", "biannually": "P6M",
    "biennially": "P2Y",
}  # fmt: skip
REFERENCES = {
    "now": "PRESENT_REF", "currently": "PRESENT_REF", "nowadays": "PRESENT_REF", "presently": "PRESENT_REF",
    "recently": "PAST_REF", "lately": "PAST_REF", "formerly": "PAST_REF",
    "soon": "FUTURE_REF",
}  # fmt: skip
HOLIDAYS = {
    "new year": (1, 1), "new year's": (1, 1), "new year's day": (1, 1), "new year's eve": (12, 31),
    "epiphany": (1, 6), "valentine's day": (2, 14), "st. patrick's day": (3, 17), "st patrick's day": (3, 17),
    "april fools' day": (4, 1), "april fool's day": (4, 1), "may day": (5, 1), "bastille day": (7, 14),
    "halloween": (10, 31), "guy fawkes night": (11, 5), "bonfire night": (11, 5),
    "all saints' day": (11, 1), "armistice day": (11, 11), "veterans day": (11, 11), "remembrance day": (11, 11),
    "christmas eve": (12, 24), "christmas": (12, 25), "christmas day": (12, 25), "boxing day": (12, 26),
    "juneteenth": (6, 19), "groundhog day": (2, 2), "earth day": (4, 22),
}  # fmt: skip
"""Feasts with a date of their own: month, day."""
MOVABLE_HOLIDAYS = {
    "martin luther king jr. day": (1, 1, 3), "martin luther king day": (1, 1, 3), "presidents' day": (2, 1, 3),
    "presidents day": (2, 1, 3), "memorial day": (5, 1, -1), "father's day": (6, 7, 3),
    "labor day": (9, 1, 1), "columbus day": (10, 1, 2), "thanksgiving": (11, 4, 4),
    "thanksgiving day": (11, 4, 4), "black friday": (11, 5, 4), "cyber monday": (11, 1, 5),
}  # fmt: skip
"""Feasts on a weekday of a month, as the United States keep them: month, weekday, which of them. Feasts that countries
keep on different days under one name, such as Independence Day, have none."""
ELECTION_DAY = "election day"
"""In the United States: the day after the first Monday of November."""
EASTER_HOLIDAYS = {
    "shrove tuesday": -47, "ash wednesday": -46, "palm sunday": -7, "maundy thursday": -3, "good friday": -2,
    "easter": 0, "easter sunday": 0, "easter monday": 1, "ascension day": 39, "pentecost": 49, "whit monday": 50,
    "corpus christi": 60,
}  # fmt: skip
"""Feasts so many days after Easter Sunday."""


def _kinds() -> dict[str, str]:
    table = {
        "M": tuple(MONTHS),
        "W": _FULL_WEEKDAYS,
        "w": tuple(word for word in WEEKDAYS if not word.endswith("day")),
        "P": tuple(f"{word}s" for word in _FULL_WEEKDAYS),
        "n": tuple(NUMBERS),
        "o": tuple(ORDINALS),
        "d": tuple(DECADES),
        "U": ("minute", "hour", "day", "week", "fortnight", "month", "year", "decade", "century", "millennium", "yr"),
        "V": tuple(word for word in UNITS if word.endswith("s") or word in ("centuries", "millennia")),
        "Q": ("quarter", "quarters"),
        "X": ("half", "halves"),
        "E": ("weekend", "weekends"),
        "S": tuple(SEASONS),
        "D": tuple(word for word, part in PARTS_OF_DAY.items() if ":" not in part),
        "K": ("noon", "midday", "midnight"),
        "T": ("today", "yesterday", "tomorrow"),
        "H": ("tonight", "overnight"),
        "R": tuple(REFERENCES),
        "j": tuple(FREQUENCIES),
        "e": ("every", "each"),
        "a": ("a", "an"),
        "t": ("the",),
        "h": ("this", "these"),
        "y": ("that", "those", "same"),
        "l": ("last", "past", "latest", "recent"),
        "g": ("next", "coming", "upcoming"),
        "c": ("current", "present"),
        "v": ("previous", "preceding", "prior"),
        "f": ("following", "subsequent", "ensuing"),
        "m": ("early", "late", "mid"),
        "L": ("earlier", "later"),
        "Z": ("end", "beginning", "start", "middle"),
        "b": (
            "about", "around", "nearly", "almost", "approximately", "roughly", "over", "under", "least", "most", "more",
            "less", "fewer", "than", "up", "just", "right", "no", "some", "exactly", "virtually", "well",
        ),
        "A": ("another", "additional", "extra", "full", "whole", "entire", "single", "straight", "consecutive"),
        "G": ("ago",),
        "k": ("before", "after"),
        "q": ("several", "few", "couple", "many", "dozens", "numerous", "various", "multiple"),
        "i": ("in", "during", "within", "for", "throughout"),
        "u": ("on",),
        "O": ("of",),
        "@": ("at",),
        "s": ("since",),
        "r": ("from", "by", "until", "till", "through", "between"),
        ">": ("to",),
        "&": ("and", "or"),
        "J": ("fiscal", "fy", "academic", "financial", "school", "calendar", "trading", "business", "working", "tax"),
        "z": (
            "gmt", "utc", "est", "edt", "et", "cst", "cdt", "ct", "mst", "mdt", "mt", "pst", "pdt", "pt", "bst", "cet",
            "cest", "eet", "eest", "msk", "ist", "jst", "local", "eastern", "pacific", "standard", "daylight",
        ),
        "p": ("am", "pm"),
        "?": ("time",),
        "~": ("so",),
        "2": ("once", "twice"),
        "$": ("period", "periods"),
        "=": ("long",),
        "N": ("future",),
        "#": ("near",),
        "!": ("then",),
    }  # fmt: skip
    kinds = {word: kind for kind, words in table.items() for word in words}
    # Where a word is of two kinds, the one that news means more often; the grammar knows of the other.
    kinds.update({"second": "o", "quarters": "Q", "nights": "D", "weekends": "E"})
    return kinds


_KINDS = _kinds()
CAPITALISED_KINDS: Mapping[str, str] = _KINDS
"""The kind of every word, in lower case, that can be part of a time expression."""
KINDS: Mapping[str, str] = {word: kind for word, kind in _KINDS.items() if kind not in "MWwP"}
"""The same without the words that are names, written with a capital: march and sat are other words."""
