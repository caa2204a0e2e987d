"""Cut a passage into words, numbers and marks, each with its kind: one letter, as ``words.KINDS`` and this table say.

``1`` a number from 1 to 31, ``9`` another, ``Y`` one that may be a year, ``F`` a decimal, ``o`` an ordinal, ``d`` a
decade, ``*`` a quarter such as Q3, ``C`` a time of day such as 7:40 or 7.15, ``I`` a date in digits, ``B`` a holiday,
``p`` a.m. or p.m., ``%`` o'clock, ``'`` the possessive mark, ``;`` the stop of a shortened month or weekday, ``.``,
``,`` and ``-`` as they stand, and ``x`` all else.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from firsthand.reading.times.words import (
    CAPITALISED_KINDS,
    EASTER_HOLIDAYS,
    ELECTION_DAY,
    HOLIDAYS,
    KINDS,
    MOVABLE_HOLIDAYS,
)

_FEASTS = sorted((*HOLIDAYS, *MOVABLE_HOLIDAYS, *EASTER_HOLIDAYS, ELECTION_DAY), key=len, reverse=True)
_FEAST = "|".join(re.escape(f.title().replace("'S", "'s")).replace("'", "['’]").replace("\\ ", r"\s") for f in _FEASTS)
_TOKEN = re.compile(
    rf"""
    (?P<feast>(?=[A-Z])(?:{_FEAST})\b)
    |(?P<meridian>[AaPp]\.\s?[Mm]\b\.?)
    |(?P<o_clock>[Oo]['’][Cc]lock\b)
    |(?P<light>[Ff]irst[ ]light\b)
    |(?P<quarter>[QH][1-4]\b)
    |(?P<word>[^\W\d_]+)
    |(?P<date>[0-9]{{4}}-[0-9][0-9]-[0-9][0-9](?![0-9-])|[0-9]{{1,2}}/[0-9]{{1,2}}/[0-9]{{4}}(?![0-9/]))
    |(?P<decade>(?:[0-9]{{3}}0|['’‘]?[0-9]0)['’]?s\b)
    |(?P<ordinal>[0-9]{{1,3}}(?:st|nd|rd|th)\b)
    |(?P<clock>[0-9]{{1,2}}[:.][0-9][0-9](?![0-9:]|\.[0-9]))
    |(?P<number>[0-9]+(?:,[0-9]{{3}}(?![0-9]))*(?P<decimal>\.[0-9]+)?)
    |(?P<possessive>['’]s\b)
    |(?P<mark>[-‐‑\u2012–—.,])
    |[^\s]
    """,
    re.VERBOSE,
)
_SHORT = re.compile(r"(?!May|June|July)[A-Za-z]{3,4}(?:rs)?[.]")
_BY_GROUP = {
    "feast": "B", "light": "D", "meridian": "p", "o_clock": "%", "quarter": "*", "date": "I", "decade": "d",
    "ordinal": "o", "clock": "C", "possessive": "'",
}  # fmt: skip


class Tokens(NamedTuple):
    """A passage's tokens: their kinds, a letter each, and where in ``text`` each starts and ends."""

    text: str
    kinds: str
    starts: list[int]
    ends: list[int]

    def word(self, at: int) -> str:
        """The token in lower case; nothing if there is none."""
        return self.text[self.starts[at] : self.ends[at]].lower() if 0 <= at < len(self.kinds) else ""

    def raw(self, at: int) -> str:
        """The token as it stands; nothing if there is none."""
        return self.text[self.starts[at] : self.ends[at]] if 0 <= at < len(self.kinds) else ""


def tokens_of(text: str, start: int, end: int) -> Tokens:
    """The tokens of ``text[start:end]``. Takes linear time."""
    kinds: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for match in _TOKEN.finditer(text, start, end):
        group = match.lastgroup
        if group == "word":
            word = match[0]
            kind = KINDS.get(word) or _kind_of_word(word)
        elif group == "number":
            kind = _kind_of_number(match)
        elif group == "mark":
            kind = match[0] if match[0] in ".,-" else "-"
            if (
                kind == "."
                and kinds
                and kinds[-1] in "Mw"
                and ends[-1] == match.start()
                and _is_short(text, starts[-1])
            ):
                kind = ";"
        else:
            kind = _BY_GROUP.get(group, "x") if group else "x"
        kinds.append(kind)
        starts.append(match.start())
        ends.append(match.end())
    return Tokens(text, "".join(kinds), starts, ends)


def _is_short(text: str, start: int) -> bool:
    """Whether a month or weekday starts there that is written short."""
    return _SHORT.match(text, start) is not None


def _kind_of_word(word: str) -> str:
    if not word[0].isupper():
        return "x"
    return CAPITALISED_KINDS.get(word.lower(), "x")


def _kind_of_number(match: re.Match[str]) -> str:
    written = match[0]
    if match["decimal"]:
        return "F"
    if len(written) <= 2:
        return "1" if 1 <= int(written) <= 31 else "9"
    return "Y" if len(written) == 4 and "1000" <= written <= "2199" else "9"
