"""Numbers as news writes them, in digits and in words, and what they are worth.

Digits come with English, continental or Indian separators ("1,200.50", "1.200,50", "2,00,000"), with thin spaces, with
vulgar fractions and with a scale ("1.2m", "3 billion", "200 crore"); words up to the millions ("two hundred and
fifty", "half a million", "two dozen"); fractions as shares ("two-thirds", "a quarter of").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

_SMALL = {
    w: float(i)
    for i, w in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
}
_TENS = {
    w: 10.0 * i for i, w in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2)
}
_SCALES = {
    "dozen": 12.0, "hundred": 1e2, "thousand": 1e3, "lakh": 1e5, "million": 1e6, "crore": 1e7, "billion": 1e9,
    "trillion": 1e12,
}  # fmt: skip
_LETTERS = {
    "k": 1e3, "K": 1e3, "m": 1e6, "M": 1e6, "mn": 1e6, "mln": 1e6, "b": 1e9, "B": 1e9, "bn": 1e9, "Bn": 1e9,
    "bln": 1e9, "t": 1e12, "tn": 1e12, "trn": 1e12, "cr": 1e7,
}  # fmt: skip
_PARTS = {
    "half": 2, "third": 3, "thirds": 3, "quarter": 4, "quarters": 4, "fifth": 5, "fifths": 5, "sixth": 6,
    "sixths": 6, "seventh": 7, "sevenths": 7, "eighth": 8, "eighths": 8, "ninth": 9, "ninths": 9, "tenth": 10,
    "tenths": 10,
}  # fmt: skip
_VULGAR = {"½": 1 / 2, "⅓": 1 / 3, "⅔": 2 / 3, "¼": 1 / 4, "¾": 3 / 4, "⅕": 1 / 5, "⅛": 1 / 8}

_SPACES = "\u00a0\u2009\u202f"
_WORDS = "|".join(sorted({*_SMALL, *_TENS, *_SCALES, *_PARTS, "couple"}, key=lambda w: (-len(w), w)))
_TRIGGER = re.compile(rf"(?P<digit>(?<!\d)\d)|(?P<vulgar>[½⅓⅔¼¾])|(?<!\w)(?i:{_WORDS})(?!\w)")
_DIGITS = re.compile(
    rf"(?P<group>\d{{1,3}}(?P<sep>[,.'’ {_SPACES}])\d{{3}}(?:(?P=sep)\d{{3}}){{0,5}}(?!\d))"
    r"(?P<rest>[.,]\d{1,4}(?!\d))?"
    r"|(?P<indian>\d{1,2}(?:,\d{2}){1,4},\d{3})(?!\d)(?P<rupee>\.\d{1,4}(?!\d))?"
    r"|(?P<plain>\d{1,15})(?:(?P<point>[.,])(?P<decimals>\d{1,6})(?!\d|[.,]\d))?(?!\d)"
)
_FRACTION_AFTER = re.compile(rf"[ {_SPACES}-]?(?:(?P<vulgar>[½⅓⅔¼¾⅕⅛])|(?P<top>\d)/(?P<bottom>[2-9])(?![\d/]))")
_SCALE_AFTER = re.compile(rf"(?P<gap>[ {_SPACES}-]?)(?P<word>[A-Za-z]{{1,8}})(?![\w])")
_AND_A_HALF = re.compile(r"(?P<gap>[\s-]and[\s-])an?[\s-](?P<word>half|quarter)(?!\w)", re.I)
_NEXT_WORD = re.compile(r"(?P<gap>-and-|-|\s(?:and\s)?)(?P<word>[A-Za-z]{3,9})(?!\w)")
_BEFORE_SCALE = re.compile(
    r"(?<!\w)(?P<lead>(?P<half>half[\s-](?:an?[\s-])?|an?[\s-]half[\s-])|(?P<quarter>(?:an?[\s-])?quarter(?:[\s-]of)?[\s-]"
    r"(?:an?[\s-])?)|(?P<couple>a\scouple\s(?:of\s)?)|(?:an?[\s-]))$",
    re.I,
)
_LONGEST = 12  # words of one number
_ARTICLE = re.compile(r"(?:^|\W)(?P<a>an?[\s-])$", re.I)
_OF = re.compile(r"\sof\s")
_CONTINENTAL = re.compile(
    r"(?<!\d)\d{1,3}(?:\.\d{3}){1,6},\d|(?<!\d)\d{1,3}(?:\.\d{3}){2,6}(?!\d)|(?<![\d,])\d{1,3},\d{1,2}(?![\d,])"
)
_ENGLISH = re.compile(
    r"(?<!\d)\d{1,3}(?:,\d{3}){1,6}\.\d|(?<!\d)\d{1,3}(?:,\d{3}){2,6}(?!\d)|(?<![\d.])\d{1,3}\.\d{1,2}(?![\d.])"
)


class Numeral(NamedTuple):
    """A number as it stands: its span, its value, and how it is written."""

    start: int
    end: int
    value: float
    raw: float
    """The value before the scale: 3 in "3 billion"; equal to the value where there is none."""
    form: str
    """``digits``, ``words``, ``fraction`` (a share: "two-thirds", "half") or ``couple``."""
    plain: bool
    """Digits and nothing else: what a year, a house number or a flight may look like too."""
    letter: str | None = None
    """A scale's letter joined to the digits ("5m"), which without a currency may be a unit."""

    @property
    def scale(self) -> float:
        return self.value / self.raw if self.raw else 1.0


def is_continental(text: str) -> bool:
    """Whether the text's clear numbers have decimal commas: "1.200,50", "3,5", and none "1,200.50" or "3.5"."""
    return _CONTINENTAL.search(text) is not None and _ENGLISH.search(text) is None


def find_numerals(text: str, start: int, end: int, continental: bool) -> list[Numeral]:
    """The numbers between ``start`` and ``end`` in order, none overlapping. Linear in the stretch."""
    made: list[Numeral] = []
    at = start
    while match := _TRIGGER.search(text, at, end):
        at = match.end()
        if match["digit"]:
            found = _digits(text, match.start(), end, continental)
        elif match["vulgar"]:
            found = Numeral(match.start(), at, _VULGAR[match[0]], _VULGAR[match[0]], "fraction", False)
        else:
            found = _spelled(text, start, match.start(), match.end(), end)
        if found:
            at = max(at, found.end)
            if made and found.start < made[-1].end:  # "two" of "two-thirds"
                made.pop()
            made.append(found)
    return made


def _digits(text: str, start: int, end: int, continental: bool) -> Numeral | None:
    match = _DIGITS.match(text, start, end)
    if match is None:
        return None
    at, raw, plain = match.end(), *_worth(match, continental)
    if match["sep"] == " " and (match["group"][0] == "0" or (match["rest"] is not None and match["rest"][0] == ",")):
        return None
    part = _FRACTION_AFTER.match(text, at, end)
    if part and (part["vulgar"] or text[at] in f" {_SPACES}-"):
        raw += _VULGAR[part["vulgar"]] if part["vulgar"] else int(part["top"]) / int(part["bottom"])
        at, plain = part.end(), False
    value, letter = raw, None
    if half := _AND_A_HALF.match(text, at, end):
        raw = value = raw + (0.5 if half["word"].lower() == "half" else 0.25)
        at, plain = half.end(), False
    for _ in range(2):  # "2 lakh crore", "10 thousand million"
        scale = _SCALE_AFTER.match(text, at, end)
        if scale is None:
            break
        by = _SCALES.get(scale["word"].lower())
        if by is None and not scale["gap"] and letter is None and value == raw:
            by = _LETTERS.get(scale["word"])
            letter = scale["word"] if by else None
        if by is None:
            break
        value, at, plain = value * by, scale.end(), False
        if letter:
            break
    return Numeral(start, at, value, raw, "digits", plain, letter)


def _worth(match: re.Match[str], continental: bool) -> tuple[float, bool]:
    """The value of matched digits, and whether they are nothing but digits."""
    if match["indian"]:
        return float(match["indian"].replace(",", "") + (match["rupee"] or "")), False
    if match["plain"]:
        return float(match["plain"] + (f".{match['decimals']}" if match["point"] else "")), match["point"] is None
    group, sep, rest = match["group"], match["sep"], match["rest"]
    if rest and rest[0] == sep:  # "1.200.5", "1,200,5": no number that anybody writes; the first group counts
        rest = None
    if sep in ".," and group.count(sep) == 1 and rest is None and (sep == ".") != continental:
        return float(group.replace(sep, ".")), False
    return float(group.replace(sep, "") + (f".{rest[1:]}" if rest else "")), False


def _spelled(text: str, low: int, start: int, at: int, end: int) -> Numeral | None:
    """The number in words whose first word stands between ``start`` and ``at``."""
    word = text[start:at].lower()
    if word in _PARTS:
        return _share(text, low, start, at, word, end)
    if word == "couple":
        article = _ARTICLE.search(text, max(low, start - 3), start)
        of = _OF.match(text, at, end)
        if not article or not of:
            return None
        return Numeral(article.start("a"), of.end() - 1, 2.0, 2.0, "couple", False)
    lead, begin, form = 0.0, start, "words"
    if word in _SCALES:
        before = _BEFORE_SCALE.search(text, max(low, start - 20), start)
        if before is None:  # "several hundred", "per thousand": no number is stated
            return None
        begin, form = before.start("lead"), "couple" if before["couple"] else "words"
        lead = 2.0 if before["couple"] else 0.5 if before["half"] else 0.25 if before["quarter"] else 1.0
    words, ends = [(word, False)], [at]
    while len(words) < _LONGEST and (more := _AND_A_HALF.match(text, at, end) or _NEXT_WORD.match(text, at, end)):
        words.append((more["word"].lower(), "and" in more["gap"]))
        at = more.end()
        ends.append(at)
    value, used = _sum(words, lead)
    scale = _SCALES.get(words[used - 1][0], 1.0)
    return Numeral(begin, ends[used - 1], value, value / scale, form, False)


def _sum(words: Sequence[tuple[str, bool]], lead: float) -> tuple[float, int]:
    """What the words are worth as far as they make one number, and how many of them do.

    Each word comes with whether "and" stands before it; ``lead`` is what stands before a scale ("half a" million).
    """
    total, current, least, used = 0.0, lead, 1e15, 0
    kind = "lead" if lead else ""
    for word, joined in words:
        open_ = kind in ("", "hundred", "scale")
        if word in ("half", "quarter"):
            part = 1 / _PARTS[word]
            if kind == "scale":
                return total + part * least, used + 1
            if not joined or kind not in ("small", "tens"):
                break
            current, kind = current + part, "half"
        elif joined and kind not in ("hundred", "scale"):
            break
        elif word in _SMALL and (open_ or (kind == "tens" and 0 < _SMALL[word] < 10)):
            current, kind = current + _SMALL[word], "small"
        elif word in _TENS and open_:
            current, kind = current + _TENS[word], "tens"
        elif word == "hundred" and 0 < current < 100 and kind != "hundred":
            current, kind = current * 100, "hundred"
        elif word in _SCALES and word != "hundred" and current and _SCALES[word] < least:
            least = _SCALES[word]
            total, current, kind = total + current * least, 0.0, "scale"
        else:
            break
        used += 1
    return total + current, used


def _share(text: str, low: int, start: int, at: int, word: str, end: int) -> Numeral | None:
    """A share of a whole: "a third of", "two-thirds", "half of", "three quarters". None for an ordinal ("a third man",
    "third quarter") and where it only helps another number ("half a million")."""
    after = text[at : min(end, at + 12)].lower()
    before = re.search(r"(?:^|[^\w-])(?P<count>an?|one|two|three|four|five|six|seven|eight|nine)(?P<gap>[\s-])$",
                       text[max(low, start - 7) : start], re.I)  # fmt: skip
    back = max(low, start - 7)
    of = re.match(r"\s+of\s", after) is not None
    if word == "half":
        lead = text[max(low, start - 8) : start].lower()
        if after[:1] == "-" or re.search(r"(?:first|second|other|latter|top|bottom|in|and a|-)\s?$", lead):
            return None
        hour = re.match(r"\s+an?\s+(?:hour|mile|century|day|year|decade|pound|metre|meter|minute|percent|point)", after)
        if of or hour or re.match(r"\s+(?:the|its|their|his|her|our|my|those|these|that|all)\s", after):
            begin = back + before.start("count") if before and before["count"].lower() in ("a", "one") else start
            return Numeral(begin, at + 1 + len(hour[0].split()[0]) if hour else at, 0.5, 0.5, "fraction", False)
        return (
            Numeral(start, at, 0.5, 0.5, "fraction", False)
            if re.search(r"(?:than|about|nearly|almost)\s$", lead) and re.match(r"[^\w\s]|\s*$", after)
            else None
        )
    if before is None:
        return None
    count = _SMALL.get(before["count"].lower(), 1.0)
    plural = word.endswith("s")
    if plural != (count > 1) or count >= _PARTS[word]:
        return None
    alone = plural or before["gap"] == "-" or re.match(r"[^\w\s-]|\s*$", after)
    if not (of or (alone and word not in ("quarter", "fifth", "sixth"))):
        return None
    return Numeral(back + before.start("count"), at, count / _PARTS[word], count / _PARTS[word], "fraction", False)
