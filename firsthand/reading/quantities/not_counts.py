"""Numbers that count nothing: years, dates, times of day, ages, scores, numbers that are names, house numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence

from firsthand.reading.name_tables import words_of
from firsthand.reading.quantities.numerals import Numeral

_NAMING = words_of(
    "no no. nos nos. number numbers # route routes highway interstate article articles section sections chapter "
    "level tier stage grade page pages p. pp. flight phase magnitude category paragraph clause verse volume vol. "
    "version ver. resolution directive protocol room gate apt. ext. tel tel. fax ranked fig. mk"
)
"""What numbers name rather than count, also without a capital."""
_FUNCTION = words_of(
    "in on at to from by with for of about above over under after before between during since until than and or but "
    "as some all the these those another other only just also when while where if that including among around nearly "
    "almost roughly approximately more fewer less up least most its their his her our my your a an is was are were "
    "has had have then there now today yesterday meanwhile however thus so yet still even every each both not out off "
    "per i he she it they we you who killing killed injuring wounding leaving arresting police firefighters officials "
    "rescuers"
)
_MONTH = words_of(
    "jan feb mar apr may jun jul aug sep sept oct nov dec january february march april june july august september "
    "october november december jan. feb. mar. apr. jun. jul. aug. sep. sept. oct. nov. dec."
)
_AGED = words_of("aged age ages aging turned turns turning")
_MONTH_AFTER = re.compile(
    r"(?:\s+of)?\s+(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)(?:uary|ruary|ch|il|e|y|ust|ember|tember|ober|\.)?"
    r"(?![a-z])"
)
_OLD = re.compile(
    r"(?:-?\s?(?:to|and|or|-|–)\s?\d{1,3}(?=-year))?"
    r"(?:\s+|-)(?:(?:year|yr|month|week|day)s?|mo|yo)(?:\s+|-)(?:old|of\s+age)|\s*(?:yo|y/o)\b|\s*-?year-olds?|-somethings?\b"
)
_CLOCK = re.compile(
    r"(?:[.:]\d\d)?\s?(?:[ap]\.?\s?m\b|[ap]m\b|o['’]\s?clock|GMT\b|UTC\b|noon\b|hours?\s+GMT)"
    r"|\s+(?:past|minutes\s+to)\s+\w+|\s+(?:in\s+the\s+(?:morning|afternoon|evening)|at\s+night)\b",
    re.I,
)
_ADDRESS = re.compile(
    r"\s+(?:(?:[NSEW]\.?|North|South|East|West|Rue|Via|Calle|Avenue|Boulevard)\s+)?(?:[A-Z0-9][\w.’'-]*\s+){1,3}"
    r"(?:Street|St|Road|Rd|Avenue|Ave|Boulevard|Blvd|Lane|Drive|Dr"
    r"|Way|Square|Court|Terrace|Place|Parkway|Highway|Crescent|Quay)\b|\s+Rue\s|\s+Downing\b"
)
_AGO = re.compile(
    r"[\s’'-]+(?:(?:and|or)\s+(?:a\s+half|\w+)\s+)?(?:ago|earlier|later|before|after|afterwards|previously|old|from\s+now"
    r"|from\s+today|hence|away|until|till|to\s+go|of\s+age|since"
    r"|into|on(?=,))\b"
)
_BEFORE_SPAN = words_of(
    "last past next coming previous following preceding every each first final these those opening closing"
)
_KIN = words_of("family father mother parent parents grandfather grandmother household dad mum mom couple")
_IN_GROUPS = re.compile(r"\d \d{1,3} \d{3}")
"""A number in groups that more digits stand before: a telephone's."""
_GROUP = re.compile(r"\bGroup\s+of\s+$")
_OPENERS = ".!?:;—–“”\"‘’'([•*\n"


def is_kin(words: Sequence[str]) -> bool:
    """Whether the number tells of a family: "a father of three", "a family of four"."""
    return len(words) > 1 and words[-1] == "of" and words[-2] in _KIN


def opens(text: str, low: int, start: int) -> bool:
    """Whether a sentence, a quotation or the passage opens at ``start``."""
    at = start - 1
    while at >= low and text[at].isspace():
        at -= 1
    return at < low or text[at] in _OPENERS


def is_glued(text: str, start: int, number: Numeral, end: int) -> bool:
    """Whether the number is part of something longer: "9/11", "10:40", "G20", "MH17", "[12]", "0800 123 456", "3-1"."""
    if _IN_GROUPS.match(text, max(0, start - 2), number.end):
        return True
    return glued_before(text, start) or glued_after(text, number.end, end)


def glued_before(text: str, start: int) -> bool:
    """Whether what stands right before ``start`` belongs to the same word or figure."""
    before = text[start - 1] if start else " "
    if before.isalnum() or before in "_#@/=&\\+.^*":
        return True
    return before in "-‐‑–−:,'’" and start > 1 and text[start - 2].isalnum()


def glued_after(text: str, at: int, end: int) -> bool:
    """Whether what stands right after ``at`` belongs to the same figure."""
    after, following = (text[at : at + 2] + "  ")[:2] if at < end else "  "
    return after in "_@\\=^" or (after in ":/.,'’‐‑-–" and following.isdigit())


def is_date(text: str, low: int, number: Numeral, end: int, previous: str) -> bool:
    """Whether the number is a year, a day of the month or a time of day."""
    if previous in _MONTH or _CLOCK.match(text, number.end, end):
        return True
    if not number.plain:
        return False
    return number.value <= 31 and _MONTH_AFTER.match(text, number.end, end) is not None


def is_year(text: str, number: Numeral) -> bool:
    """Whether the digits look like a year of our time: whether they are one, what they stand beside must tell."""
    return number.plain and number.end - number.start == 4 and 1500 <= number.value < 2100


def is_age(text: str, number: Numeral, end: int, words: Sequence[str]) -> bool:
    """Whether the number is somebody's age: "aged 12", "12 years old", "a 12-year-old", "between the ages of 21"."""
    if words and (words[-1] in _AGED or (words[-1] in ("of", "between", "from") and _AGED.intersection(words[-3:-1]))):
        return True
    return _OLD.match(text, number.end, end) is not None


def is_name(text: str, low: int, start: int, number: Numeral, end: int, previous: str) -> bool:
    """Whether the number belongs to a name: "Route 66", "Flight 12", "the Group of Seven", "12 Oak Street".

    ``previous`` is the word right before the number as it stands, or empty.
    """
    if previous == "of" and _GROUP.search(text, max(low, start - 12), start):
        return True
    if number.form == "digits":
        if previous.lower() in _NAMING:
            return True
        return number.plain and _ADDRESS.match(text, number.end, end) is not None
    return text[start].isupper() and not opens(text, low, start)


def follows_name(previous: str) -> bool:
    """Whether the word before a number looks like a name that the number may belong to ("Patriot 125")."""
    return previous[:1].isupper() and previous[-1:].isalnum() and previous.lower() not in _FUNCTION


def is_moment(text: str, unit_end: int, end: int, previous: str) -> bool:
    """Whether a span of time tells when, rather than how long: "two years ago", "the last five years"."""
    return previous in _BEFORE_SPAN or _AGO.match(text, unit_end, end) is not None
