"""One spelling for all the ways a place's name is written: the key under which the gazetteer files it.

The script that builds the gazetteer and the lookup fold with this same function.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_PLAIN = re.compile(r"[A-Za-z]+").fullmatch

# Letters that no decomposition takes apart.
_LETTERS = {
    "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ħ": "h",
    "\N{LATIN SMALL LETTER DOTLESS I}": "i", "ŧ": "t", "ə": "a", "ǝ": "a", "ŋ": "ng", "ĸ": "k", "&": " and ",
}  # fmt: skip
# Marks that are written or left out at will: apostrophes of all kinds, primes, full stops.
_MARKS = (
    ".'`\N{RIGHT SINGLE QUOTATION MARK}\N{LEFT SINGLE QUOTATION MARK}\N{MODIFIER LETTER APOSTROPHE}"
    "\N{MODIFIER LETTER TURNED COMMA}\N{MODIFIER LETTER PRIME}\N{MODIFIER LETTER RIGHT HALF RING}"
    "\N{MODIFIER LETTER LEFT HALF RING}\N{ACUTE ACCENT}\N{PRIME}"
)
_PLAINER = str.maketrans({**_LETTERS, **dict.fromkeys(_MARKS, "")})
_BETWEEN = re.compile(r"[\W_]+")

_WORDS = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort"}
LEADING = {"n": "north", "s": "south", "e": "east", "w": "west"}

MOST_WORDS = 6
"""No key has more words than this."""


@lru_cache(maxsize=8192)
def fold_word(word: str) -> tuple[str, ...]:
    """The folded words in one token of text: "Winston-Salem" gives two, a punctuation mark none."""
    if _PLAIN(word):
        word = word.lower()
        return (_WORDS.get(word, word),)
    word = unicodedata.normalize("NFKD", word.casefold().translate(_PLAINER)).translate(_PLAINER)
    word = "".join(c for c in word if not unicodedata.combining(c))
    return tuple(_WORDS.get(part, part) for part in _BETWEEN.split(word) if part)


def join_folded(words: list[str]) -> str:
    """The key that the folded words of a name make together; empty when they make none."""
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    if len(words) > 1 and words[0] in LEADING:
        words = [LEADING[words[0]], *words[1:]]
    return " ".join(words) if len(words) <= MOST_WORDS else ""


def fold(name: str) -> str:
    """The key of a name: lower case, no diacritics, apostrophes or full stops, hyphens as spaces, "St." as "saint",
    "Mt." as "mount", "N. Korea" as "north korea", no "the" in front.

    Empty for what cannot be a name here: nothing left, or more than ``MOST_WORDS`` words.
    """
    if len(name) > 120:
        return ""
    return join_folded([part for word in name.split() for part in fold_word(word)])
