"""The grammar of lengths and of shifts by a length: durations, "two days ago", "a week later", "every year"."""

from __future__ import annotations

import re

from firsthand.reading.times.senses import Fixed, Match, Sense, Shift
from firsthand.reading.times.tokens import Tokens
from firsthand.reading.times.words import FREQUENCIES, MONTHS, NUMBERS, PARTS_OF_DAY, PERIODS, SEASONS, UNITS, WEEKDAYS
from firsthand.schema import TimeMod

_ABOUT = r"(?P<about>(?:@b|b{1,3}(?:>|(?=[^>]))))?"
_COUNT = r"(?:a?n(?:-?n){0,4}|[19YF]n?)"
_AMOUNT = (
    rf"(?:(?P<vague>a?qO?)|(?P<half>aX|Xan?)|(?P<low>{_COUNT})(?P<plus>&aX)?"
    rf"(?:(?:>|&|-)(?P<high>{_COUNT}))?|(?P<a>[aA]))"
)
_UNIT = r"(?P<hyphen>-)?(?:[bAJ]-?)?(?P<u>[UVQE]|o)(?:-?=)?"
_LENGTH = re.compile(rf"{_ABOUT}(?:t?(?P<turn>[lgvfcoA]))?t?{_AMOUNT}{_UNIT}(?P<late>&aX)?(?:&~)?(?P<tail>G|L)?")
_BARE = re.compile(r"(?P<t>t)?(?P<turn>[lghy])?(?P<u>V)(?P<tail>G|L)?")
_EVERY = re.compile(
    rf"e(?P<o>o)?(?:(?P<n>{_COUNT})(?P<v>V)|(?P<u>[UQE])|(?P<w>W)(?P<wd>D)?|(?P<m>M)|(?P<s>S)|(?P<d>D))"
)
_EVENT = re.compile(r"(?P<a>t|a)(?P<u>U)(?P<k>k)(?:(?P<t>T)|(?P<last>l))?")
_QUARTER_HOUR = re.compile(r"a?QOaU")
_OFTEN = re.compile(r"2a(?P<u>U)")
_WEEKDAYS = re.compile(r"(?P<w>P)|(?P<wd>W)(?P<d>D)")
_LASTING = frozenset({"for", "in", "within", "after", "over", "than", "nearly", "almost", "about", "least", "last",
    "lasted", "lasts", "lasting", "took", "take", "takes", "taking", "spent", "spend", "under", "up", "to", "every",
    "through", "during", "until", "before", "just", "only", "been", "of", "roughly", "around", "once", "half", "and",
    "another", "waited", "wait"})  # fmt: skip
_NOT_LENGTHS = frozenset({"my", "our", "your", "his", "her", "their", "its", "closing", "final", "opening", "waning"})
"""Before a bare "days of" these make it an age or a part of something."""
_OLD = re.compile(r"(?:\s|[-‐‑])*(?:olds?\b|of age\b)")
_MODS: tuple[tuple[str, TimeMod], ...] = (
    ("no more", "EQUAL_OR_LESS"), ("at most", "EQUAL_OR_LESS"), ("up to", "EQUAL_OR_LESS"),
    ("no less", "EQUAL_OR_MORE"), ("no fewer", "EQUAL_OR_MORE"),
    ("at least", "EQUAL_OR_MORE"), ("more", "MORE_THAN"), ("over", "MORE_THAN"),
    ("less", "LESS_THAN"), ("fewer", "LESS_THAN"), ("under", "LESS_THAN"), ("nearly", "LESS_THAN"),
    ("almost", "LESS_THAN"), ("about", "APPROX"), ("around", "APPROX"), ("roughly", "APPROX"),
    ("approximately", "APPROX"), ("some", "APPROX"),
)  # fmt: skip
_NOT_APART = {"no", "up", "most", "exactly", "virtually", "well", "than", "right", "just"}
_MODALS = {"will", "would", "could", "may", "might", "can", "should"}


def length_at(tokens: Tokens, first: int) -> Match | None:
    """A duration, or a shift by one ("two days ago", "a week later"), that starts there."""
    quarter = _QUARTER_HOUR.match(tokens.kinds, first)
    if quarter and tokens.word(quarter.end() - 1) == "hour":
        return Match(first, quarter.end(), Sense("DURATION", Fixed("PT15M")))
    found = _LENGTH.match(tokens.kinds, first)
    if not found:
        return _bare(tokens, first)
    unit = UNITS.get(tokens.word(found.start("u")))
    about = _about(tokens, found)
    if not unit or about is None or _is_age(tokens, found.end()) or _is_rate(tokens, found):
        return None
    if unit == "second" and tokens.word(found.start("u")) == "second":
        return None
    if tokens.word(found.start("u"))[:1] != tokens.raw(found.start("u"))[:1] and not _shouted(tokens, found.start("u")):
        return None  # a title: 60 Minutes
    low = _amount(tokens, found)
    if found["low"] and tokens.kinds[found.start("low")] == "Y" and found["u"] == "U" and not found["hyphen"]:
        return None  # the 2018 week in sport
    if unit == "quarter" and (found["hyphen"] or tokens.kinds[found.end() : found.end() + 1] == "O"):
        return None  # a fraction: three-quarters of the town
    if unit == "weekend" and low == 1:
        return None
    if unit == "day" and low == 1 and tokens.word(first - 1) in _MODALS:
        return Match(first, found.end(), Sense("DATE", Fixed("FUTURE_REF")))
    if not found["tail"]:
        first = _without_determiner(tokens, found)
    mod: TimeMod | None = next((m for words, m in _MODS if about.startswith(words)), None)
    tail = tokens.word(found.start("tail")) if found["tail"] else ""
    if tail and not (found["turn"] or ""):
        if low is None:
            # "Several years ago" fixes no more than that it is past.
            kept = tail == "ago"
            sense = Sense("DATE", Fixed("PAST_REF")) if kept else Sense("DURATION", Fixed(_period(unit, None)))
            return Match(first, found.end() if kept else found.start("tail"), sense)
        sense = _shifted(unit, low, tail, mod)
        if sense:
            return Match(first, found.end(), sense)
    end = found.start("tail") if found["tail"] else found.end()
    return Match(first, end, Sense("DURATION", Fixed(_period(unit, low)), mod=mod))


def _without_determiner(tokens: Tokens, found: re.Match[str]) -> int:
    """Where the expression starts: "a two-year boom" has the article of its noun, "a hundred years" its own."""
    first = found.start()
    adjective = found["hyphen"] or tokens.kinds[found.start("u")] == "U"
    if adjective and found["low"]:
        words = (i for i in range(found.start("low"), found.end("low")) if tokens.kinds[i] != "a")
        number = next(words, first)
        if tokens.word(number) in ("hundred", "thousand", "million", "dozen"):
            return first
        if found["hyphen"] or (tokens.kinds[first] == "a" and tokens.word(number) != "one"):
            return number
    return first


def event_at(tokens: Tokens, first: int) -> Match | None:
    """The day before yesterday; the day before something happened, a day before it happened; the day before."""
    found = _EVENT.match(tokens.kinds, first)
    if not found:
        return None
    unit = UNITS[tokens.word(found.start("u"))]
    step = -1 if tokens.word(found.start("k")) == "before" else 1
    if found["last"]:
        past = tokens.word(found.end() - 1) == "last" and step < 0 and unit in ("week", "month", "year")
        return Match(first, found.end(), Sense("DATE", Shift(unit, -2, "clock"))) if past else None
    if found["t"]:
        word = tokens.word(found.start("t"))
        if found["a"] == "a" or (word, step) not in (("yesterday", -1), ("tomorrow", 1)):
            return None
        return Match(first, found.end(), Sense("DATE", Shift("day", 2 * step, "clock")))
    follows = tokens.kinds[found.end() : found.end() + 1] not in ("", ".", ",", "-")
    if found["a"] == "a" and (unit not in ("day", "week", "month") or not follows):
        return None
    return Match(first, found.end() - follows, Sense("DATE", Shift(unit, step, "clause")))


def set_at(tokens: Tokens, first: int) -> Match | None:
    """Every year, each July, Fridays, daily."""
    kinds = tokens.kinds
    if kinds[first] == "j":
        word = tokens.word(first)
        # With another capital beside it, it is part of a name: the Daily Harbour, the Harbour Daily.
        if tokens.raw(first)[0].isupper() and tokens.raw(first - 1)[:1].isupper():
            return None
        if tokens.raw(first + 1)[:1].isupper() and tokens.kinds[first + 1] == "x":
            return None
        return Match(first, first + 1, Sense("SET", Fixed(FREQUENCIES[word])))
    if found := _OFTEN.match(kinds, first):
        return Match(first, found.end(), Sense("SET", Fixed(_period(UNITS[tokens.word(found.start("u"))], 1))))
    if found := _WEEKDAYS.match(kinds, first):
        word = tokens.word(found.start())
        if found["w"]:
            part = PARTS_OF_DAY.get(tokens.word(found.end()), "") if kinds[found.end() : found.end() + 1] == "D" else ""
            value = f"XXXX-WXX-{WEEKDAYS[word[:-1]]}" + (f"T{part}" if part else "")
            return Match(first, found.end() + bool(part), Sense("SET", Fixed(value)))
        part = tokens.word(found.start("d"))
        if part.endswith("s"):
            return Match(first, found.end(), Sense("SET", Fixed(f"XXXX-WXX-{WEEKDAYS[word]}T{PARTS_OF_DAY[part]}")))
        return None
    found = _EVERY.match(kinds, first)
    value = _every(tokens, found) if found else None
    return Match(first, found.end(), Sense("SET", Fixed(value))) if found and value else None


def _every(tokens: Tokens, found: re.Match[str]) -> str | None:
    name = found.lastgroup
    if name in (None, "o"):
        return None
    word = tokens.word(found.start("u" if found["u"] else "w" if found["w"] else name))
    if found["w"]:
        part = "T" + PARTS_OF_DAY[tokens.word(found.start("wd"))] if found["wd"] else ""
        return f"XXXX-WXX-{WEEKDAYS[word]}{part}"
    if found["m"]:
        return f"XXXX-{MONTHS[word]:02}"
    if found["s"]:
        return f"XXXX-{SEASONS[word]}"
    if found["d"]:
        return f"XXXX-XX-XXT{PARTS_OF_DAY[word]}"
    if found["n"]:
        return _period(UNITS[tokens.word(found.start("v"))], _count(tokens, found.start("n"), found.end("n")))
    if word not in UNITS:
        return None
    many = 2 if tokens.word(found.start("o")) == "second" and found["o"] else 1
    return None if found["o"] and many == 1 else _period(UNITS[word], many)


def _bare(tokens: Tokens, first: int) -> Match | None:
    """Units without a number: "for weeks", "years ago", "recent months", "these days"."""
    found = _BARE.match(tokens.kinds, first)
    if not found or _is_age(tokens, found.end()):
        return None
    word, before, after = tokens.word(found.start("u")), tokens.word(first - 1), tokens.word(found.end())
    if not tokens.raw(found.start("u")).islower() or word not in UNITS:
        return None
    unit = UNITS[word]
    period = Sense("DURATION", Fixed(_period(unit, None)))
    if found["turn"]:
        if tokens.word(found.start("turn")) == "these" and word == "days" and not found["t"]:
            return Match(first, found.end(), Sense("DATE", Fixed("PRESENT_REF")))
        return Match(first, found.end(), period) if found["turn"] in "lg" else None
    if found["tail"] == "G":
        return Match(first, found.end(), Sense("DATE", Fixed("PAST_REF")))
    if found["t"]:
        return Match(first, found.end(), period) if before == "over" else None
    if unit == "second" or tokens.kinds[first - 1 : first] in ("m", "o") or before in _NOT_LENGTHS:
        return None
    if found["tail"] or before in ("for", "within", "lasting", "lasted", "after") or after in ("of", "before", "after"):
        return Match(first, found.end() - bool(found["tail"]), period)
    return None


def _shifted(unit: str, count: float, tail: str, mod: TimeMod | None) -> Sense | None:
    if count != int(count) or PERIODS[unit][0] in ("NI", "WE"):
        return None
    by, name = _as_shift(unit, int(count))
    kind = "TIME" if PERIODS[name][0].startswith("T") else "DATE"
    back = tail in ("ago", "earlier")
    return Sense(kind, Shift(name, -by if back else by, "clock" if tail == "ago" else "text"), mod=mod)


def _as_shift(unit: str, count: int) -> tuple[int, str]:
    """Fortnights as weeks, quarters as months, decades and centuries as years: units that a date can be moved by."""
    if unit == "fortnight":
        return 2 * count, "week"
    if unit == "quarter":
        return 3 * count, "month"
    return (PERIODS[unit][1] * count, "year") if PERIODS[unit][0] == "Y" else (count, unit)


def _period(unit: str, count: float | None) -> str:
    letter, times = PERIODS[unit]
    many = "X" if count is None else f"{count * times:g}" if count * times < 1e6 else str(int(count * times))
    if letter in ("NI", "WE"):
        return f"P{many}D" if letter == "NI" else "P2D" if many == "1" else f"P{many}WE"
    if letter[0] == "T" and many.endswith(".5") and letter[1] in "HM":
        whole = int(count or 0)
        smaller = "30M" if letter == "TH" else "30S"
        return f"PT{f'{whole}{letter[1]}' if whole else ''}{smaller}"
    return f"PT{many}{letter[1]}" if letter[0] == "T" else f"P{many}{letter}"


def _amount(tokens: Tokens, found: re.Match[str]) -> float | None:
    """How many; ``None`` if the words leave that open. Of a range, the lower end."""
    if found["vague"]:
        return 2 if "couple" in tokens.text[tokens.starts[found.start("vague")] :][:12].lower() else None
    if found["half"]:
        return 0.5
    half = 0.5 if found["late"] or found["plus"] else 0
    if found["a"]:
        return 1 + half
    return _count(tokens, found.start("low"), found.end("low")) + half


def _count(tokens: Tokens, first: int, end: int) -> float:
    """The number that the tokens write, in words or digits."""
    total: float = 0
    part: float = 0
    for at in range(first, end):
        word, kind = tokens.word(at), tokens.kinds[at]
        if kind in "19YF":
            part = float(word.replace(",", "")) if len(word) < 16 else 1e15
        elif kind == "n":
            value = NUMBERS[word]
            if value == 100:
                part = (part or 1) * 100
            elif value >= 1000:
                total, part = total + (part or 1) * value, 0
            elif value == 12 and word == "dozen":
                part = (part or 1) * 12
            else:
                part += value
    return total + part


def _about(tokens: Tokens, found: re.Match[str]) -> str | None:
    """The words before the number that make it rough; ``None`` where they are no such thing."""
    if not found["about"]:
        return ""
    words = " ".join(tokens.word(i) for i in range(found.start("about"), found.end("about")))
    # "Over a week" is a length, "over the last week" and "over several weeks" are no more than the length after it.
    if words == "over" and (found["vague"] or found["turn"] or tokens.kinds[found.end("about")] == "t"):
        return None
    return None if words in _NOT_APART else words


def _is_age(tokens: Tokens, end: int) -> bool:
    return _OLD.match(tokens.text, tokens.ends[end - 1]) is not None


def _is_rate(tokens: Tokens, found: re.Match[str]) -> bool:
    """Whether "a day" says how often: "$35 a night", "twice a week"."""
    if found["a"] != "a" or tokens.kinds[found.end("a") : found.end("a") + 1] == "A":
        return False
    if found["about"] or found["turn"] or found["late"] or found["tail"]:
        return False
    return tokens.word(found.start() - 1) not in _LASTING


def _shouted(tokens: Tokens, at: int) -> bool:
    return tokens.raw(at).isupper()
