"""The grammar of stretches that the calendar or the text names: years, months, seasons, quarters, "last week"."""

from __future__ import annotations

import re
from typing import Literal

from firsthand.reading.times.points import month_number, ordinal, spelled_year
from firsthand.reading.times.senses import Comparison, Fixed, Here, Kind, Match, Named, Sense, Shift
from firsthand.reading.times.tokens import Tokens
from firsthand.reading.times.words import DECADES, PARTS_OF_DAY, REFERENCES, SEASONS, UNITS

_TURN: dict[str, Literal[-1, 0, 1]] = {"h": 0, "l": -1, "g": 1, "c": 0, "v": -1, "f": 1, "y": 0}
_FISCAL = re.compile(r"t?J-?U?(?P<y>Y)(?:[-/](?:9|1|Y))?|t?(?P<y2>Y)(?:-(?:9|1|Y))?J(?:U)?")
_QUARTER = re.compile(
    r"(?:(?P<turn>[hlgy])U')?t?(?P<y>Y)?(?:J-?)?(?P<o>o)-?(?:J-?)?(?P<q>[QX])"
    r"(?:O?t?(?:J-?U?)?(?P<y2>Y)|O(?P<turn2>[hlg])U)?"
)
_SHORT_QUARTER = re.compile(r"(?P<q>\*)(?:O|,)?(?:J)?(?P<y>Y)|(?P<y2>Y)-?(?P<q2>\*)")
_COMPARED = re.compile(
    r"(?:tQ)?(?P<t>[ta])?(?P<a>U)(?P<h>-)?(?P<w>G|L)(?P<u>(?:o-?)?[UQ$])?|t?(?P<y>Y)[Q$]|t(?P<l>l)[Q$]|(?P<of>l)U'[Q$]"
)
_TURNED = re.compile(r"(?P<the>t|h(?=[lg]))?(?P<turn>[hlgcvfy])J?(?P<u>[UQE])(?:&~)?")
_TURNED_NAME = re.compile(r"(?P<the>t|h(?=[lg]))?(?P<turn>[hlgy])(?:(?P<s>S)|(?P<m>M)(?![;]?[1o])|(?P<b>B))")
_NAME = re.compile(r"(?P<the>t)?(?:(?P<s>S)(?:O?(?P<y>Y))?|(?P<b>B)(?:(?P<week>U|E)|,?(?P<y2>Y))?)")
_MONTH = re.compile(r"(?P<m>M);?(?:O(?P<turn>[hlg])U)?")
_YEAR = re.compile(r"(?:tU)?(?P<y>Y)|(?:tU)?(?P<n>nn(?:-?n)?)")
_DECADE = re.compile(r"t?d")
_CENTURY = re.compile(r"t?(?P<o>o)-?(?P<u>U)")
_THE = re.compile(r"t(?:J|A)?(?P<u>[UQES])")
_DAY_PART = re.compile(r"t?(?P<d>D)")
_REFERENCE = re.compile(r"b?R|t(?P<past>l)|(?P<future>t#?N)|(?P<then>!)")
_END = re.compile(r"(?P<u>U)(?:-|')?(?P<z>Z)")
_BEFORE_DAY_PART = frozenset({"in", "during", "through", "throughout", "of", "into", "for", "overnight", "by", "at",
    "early", "late", "mid", "until", "before", "since", "after", "from"})  # fmt: skip
_LIGHT = frozenset({"dawn", "dusk", "sunset", "sunrise", "nightfall", "daybreak", "first light"})
_BEFORE_THE = frozenset({"in", "for", "over", "during", "of", "by", "throughout", "since", "at"})
_BEFORE_NAME = frozenset({"in", "since", "until", "till", "by", "last", "next", "this", "through", "during", "of",
    "from", "to", "between", "before", "after", "early", "late", "mid", "for", "and", "the", "on", "over", "around",
    "or", "throughout", "’s", "'s", "a", "their", "its", "his", "her", "than"})  # fmt: skip
_BEFORE_VERB_TOO = frozenset({"through", "throughout", "into", "over", "of"})
"""Before fall and spring, which may be no seasons there."""
_BEFORE_SEASON = _BEFORE_VERB_TOO | {"in", "early", "late", "mid", "during", "by", "since", "until"}
_BEFORE_YEAR = frozenset({"in", "since", "until", "till", "by", "during", "from", "before", "after", "of", "late",
    "early", "mid", "between", "through", "throughout", "around", "the"})  # fmt: skip
_COUNTED = frozenset({"people", "troops", "soldiers", "men", "women", "children", "miles", "km", "metres", "meters",
    "feet", "tons", "tonnes", "kilometres", "kilometers", "percent", "per", "dollars", "euros", "pounds", "homes",
    "houses", "jobs", "workers", "members", "residents", "students", "acres", "hectares", "yards", "seats", "refugees",
    "police", "officers", "employees", "votes", "points", "families", "civilians"})  # fmt: skip
_NUMBERED_THINGS = frozenset({"$", "€", "£", "¥", "#", "no", "number", "flight", "route", "highway", "room", "article",
    "section", "bill", "suite", "page", "resolution", "building", "channel", "unit", "model", "version", "sec",
    "chapter", "order", "case"})  # fmt: skip
_NO_NOUNS = frozenset({"when", "because", "by", "but", "has", "have", "had", "was", "were", "is", "are", "will",
    "would", "he", "she", "they", "it", "we", "i", "to", "that", "with", "on", "as", "than", "though", "who", "which",
    "his", "her", "their"})  # fmt: skip
_GIVEN_NAMES = frozenset({"april", "may", "june", "august", "jan", "march", "dec", "mar", "sep", "jun"})


def period_at(tokens: Tokens, first: int) -> Match | None:
    """The stretch of time that starts there."""
    for read in (_fiscal, _quarter, _compared, _end, _turned, _month, _named, _decade, _year, _reference, _the):
        if found := read(tokens, first):
            return found
    return None


def _fiscal(tokens: Tokens, first: int) -> Match | None:
    found = _FISCAL.match(tokens.kinds, first)
    if not found:
        return None
    return Match(first, found.end(), Sense("DATE", Fixed(tokens.word(max(found.start("y"), found.start("y2"))))))


def _quarter(tokens: Tokens, first: int) -> Match | None:
    if found := _SHORT_QUARTER.match(tokens.kinds, first):
        year = max(found.start("y"), found.start("y2"))
        name = tokens.word(found.start("q") if found["q"] else found.start("q2")).upper()
        return Match(first, found.end(), Sense("DATE", Fixed(f"{tokens.word(year)}-{name}")))
    found = _QUARTER.match(tokens.kinds, first)
    if not found:
        return None
    half = found["q"] == "X"
    if tokens.word(found.start("q")) in ("quarters", "halves"):
        return None
    index = ordinal(tokens.word(found.start("o")))
    if not 1 <= index <= (2 if half else 4):
        return None
    year = max(found.start("y"), found.start("y2"))
    if year >= 0:
        return Match(first, found.end(), Sense("DATE", Fixed(f"{tokens.word(year)}-{'H' if half else 'Q'}{index}")))
    turn = found["turn"] or found["turn2"]
    within = Shift("year", _TURN[turn], "clock") if turn else None
    kind: Kind = "half" if half else "quarter"
    adjective = tokens.kinds[found.start("q") - 1] == "-" and tokens.kinds[first] == "t"
    return Match(first + adjective, found.end(), Sense("DATE", Named(kind, index, year=within)))


def _compared(tokens: Tokens, first: int) -> Match | None:
    """The year-ago period, a year earlier, the 1988 quarter, the latest quarter."""
    found = _COMPARED.match(tokens.kinds, first)
    if not found:
        return None
    if found["l"]:
        return Match(first, found.end(), Sense("DATE", Comparison(0))) if tokens.word(first + 1) == "latest" else None
    if found["of"]:
        return Match(first, found.end(), Sense("DATE", Comparison(1)))
    if found["y"]:
        return Match(first, found.end(), Sense("DATE", Comparison(0, tokens.word(found.start("y")))))
    if UNITS[tokens.word(found.start("a"))] != "year" or tokens.word(found.start("w")) == "later":
        return None
    # "The year-ago results" has the article of its noun, "the year-ago quarter" its own.
    start = found.start("a") if found["h"] and not found["u"] else first
    return Match(start, found.end(), Sense("DATE", Comparison(1)))


def _end(tokens: Tokens, first: int) -> Match | None:
    """Year-end, the month's end."""
    found = _END.match(tokens.kinds, first)
    if not found or tokens.word(found.start("z")) != "end":
        return None
    unit = UNITS[tokens.word(first)]
    if unit not in ("year", "month", "week"):
        return None
    return Match(first, found.end(), Sense("DATE", Shift(unit, 0, "clock"), mod="END"))


def _turned(tokens: Tokens, first: int) -> Match | None:
    """This week, last year, the following month, that day; last summer, next March."""
    if found := _TURNED_NAME.match(tokens.kinds, first):
        return _turned_name(tokens, found)
    found = _TURNED.match(tokens.kinds, first)
    if not found:
        return None
    word = tokens.word(found.start("turn"))
    unit = UNITS[tokens.word(found.start("u"))]
    by = _TURN[found["turn"]]
    if word == "recent":
        return None
    if word == "past" and tokens.kinds[first] == "h":
        return Match(first, found.end(), Sense("DATE", Shift(unit, -1, "clock")))
    if word == "past" or (word in ("coming", "upcoming") and unit in ("week", "month")):
        return None if unit in ("quarter", "weekend") else _passing(first, found.end(), unit)
    if unit == "hour" and word in ("that", "same"):
        return Match(first, found.end(), Sense("TIME", Shift("hour", 0, "text")))
    if unit in ("minute", "hour", "second", "millennium", "night") or word in ("these", "those"):
        return None
    if unit == "weekend" and by == 0 and found["turn"] == "h":
        return Match(first, found.end(), Sense("DATE", Named("weekday", "weekend", turn=0)))
    from_text = found["turn"] in "vfy" or (word == "next" and unit == "day")
    if tokens.kinds[first] in "vf" or (tokens.kinds[first] == "y" and word == "same"):
        return None
    return Match(first, found.end(), Sense("DATE", Shift(unit, by, "text" if from_text else "clock")))


def _passing(first: int, end: int, unit: str) -> Match | None:
    length = {"day": "P1D", "week": "P1W", "month": "P1M", "year": "P1Y", "decade": "P10Y", "century": "P100Y",
              "hour": "PT1H", "minute": "PT1M", "fortnight": "P2W"}.get(unit)  # fmt: skip
    return Match(first, end, Sense("DURATION", Fixed(length))) if length else None


def _turned_name(tokens: Tokens, found: re.Match[str]) -> Match | None:
    turn = _TURN[found["turn"]]
    if found["s"]:
        at = Named("season", SEASONS[tokens.word(found.start("s"))], turn=turn)
    elif found["b"]:
        at = Named("holiday", feast(tokens, found.start("b")), turn=turn)
    else:
        at = Named("month", month_number(tokens, found.start("m")), turn=turn)
    return Match(found.start(), found.end(), Sense("DATE", at))


def _month(tokens: Tokens, first: int) -> Match | None:
    """A month alone, where it is no given name and no verb."""
    found = _MONTH.match(tokens.kinds, first)
    if not found:
        return None
    word, before, after = tokens.word(first), tokens.word(first - 1), tokens.raw(first + 1)
    if before == "-":
        before = tokens.word(first - 2)
    if word in _GIVEN_NAMES and before not in _BEFORE_NAME:
        return None
    if word in _GIVEN_NAMES and before not in ("in", "since", "last", "next", "this", "until") and after[:1].isupper():
        return None
    if len(word) <= 4 and word not in ("may", "june", "july") and tokens.kinds[first + 1 : first + 2] != ";":
        return None
    within = Shift("year", _TURN[found["turn"]], "clock") if found["turn"] else None
    end = found.end() if found["turn"] or tokens.kinds[found.end() - 1] == ";" else first + 1
    return Match(first, end, Sense("DATE", Named("month", month_number(tokens, first), year=within)))


def _named(tokens: Tokens, first: int) -> Match | None:
    """A season or a holiday."""
    found = _NAME.match(tokens.kinds, first)
    if not found:
        return None
    if found["s"]:
        word, season = tokens.word(found.start("s")), SEASONS[tokens.word(found.start("s"))]
        if found["y"]:
            year = tokens.word(found.start("y"))
            return Match(first, found.end(), Sense("DATE", Fixed(f"{year}-{season}")))
        before = tokens.word(first - 1)
        if before not in _BEFORE_SEASON or (word in ("fall", "spring") and before in _BEFORE_VERB_TOO):
            return None
        return Match(first, found.end(), Sense("DATE", Named("season", season)))
    name = feast(tokens, found.start("b"))
    if found["the"]:
        return None
    if found["week"]:
        return Match(first, found.end(), Sense("DATE", Named("holiday", f"{name} week")))
    return (
        Match(first, found.end(), Sense("DATE", Named("holiday", name), mod=None))
        if not found["y2"]
        else Match(first, found.end(), Sense("DATE", Named("holiday", name, day=int(tokens.word(found.start("y2"))))))
    )


def feast(tokens: Tokens, at: int) -> str:
    """The holiday's name as the tables write it."""
    return " ".join(tokens.word(at).replace("’", "'").split())


def _decade(tokens: Tokens, first: int) -> Match | None:
    """The 1990s, the nineties; the 20th century."""
    if found := _DECADE.match(tokens.kinds, first):
        word = tokens.word(found.end() - 1)
        if tokens.word(first - 1) in ("his", "her", "their", "my", "your", "our", "its"):
            return None  # ages, and temperatures in the 70s are as rare
        digits = re.sub(r"[^0-9]", "", word)
        value = digits[:3] if len(digits) == 4 else f"19{(digits or str(DECADES.get(word, 0)))[0]}"
        apart = word[0] in "'’‘"
        # "The 20s", without a mark, are degrees or years of age as often.
        named = len(digits) == 4 or apart or (tokens.kinds[first] == "t" and digits not in ("10", "20"))
        return Match(first, found.end(), Sense("DATE", Fixed(value))) if named else None
    found = _CENTURY.match(tokens.kinds, first)
    if not found or UNITS[tokens.word(found.start("u"))] != "century":
        return None
    number = ordinal(tokens.word(found.start("o")))
    return Match(first, found.end(), Sense("DATE", Fixed(f"{number - 1:02}"))) if 1 <= number <= 30 else None


def _year(tokens: Tokens, first: int) -> Match | None:
    """A year, in digits or, as broadcasters' transcripts have it, in words."""
    found = _YEAR.match(tokens.kinds, first)
    if not found:
        return None
    if found["n"]:
        year = spelled_year(tokens, found.start("n"), found.end("n"))
        return Match(first, found.end(), Sense("DATE", Fixed(str(year)))) if year else None
    at = found.start("y")
    word, before, after = tokens.word(at), tokens.word(first - 1), tokens.word(at + 1)
    if "," in word or before in _NUMBERED_THINGS or after in _COUNTED or after in ("%", "/"):
        return None
    if tokens.text[tokens.starts[at] - 1 : tokens.starts[at]].isalnum():
        return None
    if tokens.kinds[at + 1 : at + 2] in [*"UVQEzp"] or (before == "-" and tokens.kinds[first - 2] in "19F"):
        return None
    if not "1900" <= word <= "2049" and before not in _BEFORE_YEAR:
        return None
    return Match(first, found.end(), Sense("DATE", Fixed(word)))


def _reference(tokens: Tokens, first: int) -> Match | None:
    """Now, recently, soon; the past."""
    found = _REFERENCE.match(tokens.kinds, first)
    if not found:
        return None
    at = found.end() - 1
    word, after = tokens.word(at), tokens.word(at + 1)
    if found["future"]:
        if after.islower() and tokens.kinds[at + 1] == "x" and after not in _NO_NOUNS:
            return None
        return Match(first, found.end(), Sense("DATE", Fixed("FUTURE_REF")))
    if found["then"]:
        timely = tokens.word(first - 1) in ("until", "till", "by", "since")
        return Match(first, found.end(), Sense("DATE", Shift("day", 0, "text"))) if timely else None
    if found["past"]:
        alone = word == "past" and tokens.kinds[at + 1 : at + 2] not in [*"19YnqUVQESWMDoJX"]
        timely = tokens.word(first - 1) in ("in", "of", "from", "than", "with", "to", "about")
        noun = after[:1].isalpha() and tokens.kinds[at + 1] == "x" and after not in _NO_NOUNS
        return Match(first, found.end(), Sense("DATE", Fixed("PAST_REF"))) if alone and timely and not noun else None
    if word == "soon" and (after in ("as", "after", "afterward", "afterwards") or tokens.word(at - 1) == "as"):
        return None
    prefixed = tokens.kinds[first] == "b"
    if prefixed and tokens.word(first) not in ("more", "just", "right"):
        return None
    return Match(first, found.end(), Sense("DATE", Fixed(REFERENCES[word])))


def _the(tokens: Tokens, first: int) -> Match | None:
    """The week, the quarter: those that the text speaks of; the evening of a day that it speaks of."""
    kinds = tokens.kinds
    before = tokens.word(first - 1)
    if (found := _DAY_PART.match(kinds, first)) and before in _BEFORE_DAY_PART:
        word = tokens.word(found.start("d"))
        the = kinds[first] == "t"
        after = tokens.word(found.end())
        if the and kinds[found.end() : found.end() + 1] == "x" and after.isalpha() and after not in _NO_NOUNS:
            return None  # the morning shows
        if (the and before in ("in", "during", "through", "throughout", "of", "for", "into")) or (
            not the and (before in ("early", "late", "mid") or word in _LIGHT)
        ):
            # "During the night", on its own, is the one before the report.
            day = Shift("day", -1, "clock") if word == "night" else Shift("day", 0, "text") if the else Here()
            return Match(first, found.end(), Sense("TIME", day, "T" + PARTS_OF_DAY[word]))
        return None
    found = _THE.match(kinds, first)
    if not found or found["u"] == "S":
        return None
    unit = UNITS[tokens.word(found.start("u"))]
    after = tokens.word(found.end())
    if unit in ("year", "quarter") and after in ("ended", "ending", "to") and before in ("in", "for", "of"):
        if unit == "quarter":
            return Match(first, found.end(), Sense("DATE", Named("quarter", "ended")))
        return Match(first, found.end(), Sense("DURATION", Fixed("P1Y")))
    if kinds[found.end() : found.end() + 1] in [*"kOoL"] or before not in _BEFORE_THE:
        return None
    if unit == "quarter":
        return Match(first, found.end(), Sense("DATE", Comparison(0)))
    if unit == "weekend" and before in ("over", "for", "during", "since", "at", "throughout"):
        return Match(first, found.end(), Sense("DATE", Named("weekday", "weekend")))
    if unit in ("year", "week", "month") and (before in ("for", "of") or (before == "in" and unit == "year")):
        return Match(first, found.end(), Sense("DATE", Shift(unit, 0, "clock")))
    return None
