"""Words, proper names and head nouns: the low end of reading a noun phrase.

Everything here looks at a few tokens at a time: where a proper name begins and ends, whether it is a person's or an
organisation's, whether a noun is for a person, a group, an organisation or a document.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal, NamedTuple

from firsthand.reading import name_tables as tables
from firsthand.schema import SourceCategory

Gender = Literal["male", "female"]
Number = Literal["singular", "plural"]


class Token(NamedTuple):
    """A word or mark, with its place in the text."""

    start: int
    end: int
    text: str
    lower: str
    """In lower case, with a plain apostrophe and without a closing full stop."""
    capital: bool
    """It may begin or go on a name."""


def token(start: int, end: int, text: str) -> Token:
    """The token for a word as it stands."""
    return Token(start, end, text, *_cast(text))


@lru_cache(maxsize=16384)
def _cast(word: str) -> tuple[str, bool]:
    """A token's ``lower`` and ``capital``."""
    capital = word[0].isupper() or word[0] == "@" or _HYPHEN_NAME.match(word) is not None
    return word.lower().rstrip(".").replace("’", "'"), capital


_HYPHEN_NAME = re.compile(r"(?:al|el|as|ash|ad|ar|an|at|az|ul|d['’]|bin|ibn|abu)-?[A-ZÀ-Þ]")
_TOKEN = re.compile(
    r"@\w+(?:\.\w+)*"
    r"|(?:[^\W\d_]\.)+(?![^\W_])"
    r"|(?:Mr|Mrs|Ms|Dr|Prof|Rev|Fr|St|Sen|Gov|Rep|Gen|Lt|Col|Maj|Capt|Sgt|Cpl|Adm|Amb|Det|Insp|Supt|Jr|Sr|Hon|Ave|Inc|Ltd|Co)\."
    r"|\w+(?:(?:[-&.]|['’](?!s\b))\w+)*"
    r"|['’]s\b"
    r"|[^\w\s]"
)
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)$")

PRONOUNS: dict[str, tuple[Gender | None, Number]] = {
    "he": ("male", "singular"), "him": ("male", "singular"), "his": ("male", "singular"),
    "himself": ("male", "singular"), "she": ("female", "singular"), "her": ("female", "singular"),
    "hers": ("female", "singular"), "herself": ("female", "singular"), "it": (None, "singular"),
    "its": (None, "singular"), "itself": (None, "singular"), "they": (None, "plural"), "them": (None, "plural"),
    "their": (None, "plural"), "theirs": (None, "plural"), "themselves": (None, "plural"), "i": (None, "singular"),
    "me": (None, "singular"), "my": (None, "singular"), "mine": (None, "singular"), "myself": (None, "singular"),
    "we": (None, "plural"), "us": (None, "plural"), "our": (None, "plural"), "ours": (None, "plural"),
    "ourselves": (None, "plural"), "you": (None, "singular"), "your": (None, "singular"), "who": (None, "singular"),
    "whom": (None, "singular"), "whose": (None, "singular"), "which": (None, "singular"), "that": (None, "singular"),
}  # fmt: skip
"""Pronouns with the gender and number they tell; relative and first-person ones tell neither."""

_PEOPLE_SUFFIX = re.compile(r"(?:[^aeiou]ers|ors|ists|ians|icans|crats|eans|ees|eers|women|men|vatives|berals|folk)$")
_PERSON_SUFFIX = re.compile(r"(?:ist|ician|woman|man|person|crat|eer|ster|ographer|maker|keeper|holder|worker)$")
_ADHERENTS = re.compile(r"(?:icans|ocrats|ists|[^v]ians|eans|vatives|berals)$")
LISTED_NOUNS = tables.PERSON_NOUNS | tables.ORG_NOUNS | tables.DOCUMENT_NOUNS
_NEVER_IN_NAMES = tables.FUNCTION_WORDS - tables.WEAK_WORDS
_INSTITUTIONS = tables.ORG_NOUNS | tables.TITLES
_TITLED_PAPERS = tables.DOCUMENT_NOUNS - tables.LOOSE_PAPERS
_BODIES = tables.ORG_NOUNS - tables.PERSON_NOUNS
_THING_PLURAL = re.compile(r"(?:tions|sions|ments|ings|ities|nesses|ances|ences)$")


_make = tuple.__new__
"""Several times faster than a named tuple's own constructor; texts have many tokens."""


def tokens_of(text: str) -> list[Token]:
    """The words and marks of a text; a possessive ``'s`` is a token of its own."""
    made: list[Token] = []
    end = 0
    for word in _TOKEN.findall(text):  # between two tokens there is only white space
        start = text.find(word, end)
        end = start + len(word)
        lower, capital = _cast(word)
        made.append(_make(Token, (start, end, word, lower, capital)))
    return made


def name_runs(text: str, tokens: list[Token]) -> list[tuple[int, int]]:
    """Stretches of tokens that make one proper name, titles before it included, as index pairs (end excluded).

    A capital word that is only a function word or belongs to the calendar starts no name.
    """
    runs: list[tuple[int, int]] = []
    end = 0
    for i, first in enumerate(tokens):
        if i < end or not (first.capital or first.text[0].isdigit()) or not _starts_name(tokens, i):
            continue
        end = i + 1
        while end < len(tokens):
            step = _continues_name(text, tokens, i, end)
            if not step:
                break
            end += step
        if runs and runs[-1][1] == i - 1 and is_possessive(tokens, i - 1) and tokens[end - 1].lower in tables.ORG_NOUNS:
            runs[-1] = (runs[-1][0], end)
        else:
            runs.append((i, end))
    return runs


def is_possessive(tokens: list[Token], i: int) -> bool:
    """Whether the token is a possessive ``'s``, or the apostrophe after a plural."""
    if tokens[i].text in {"'s", "’s"}:
        return True
    before = tokens[i - 1] if i else tokens[i]
    return tokens[i].text in {"'", "’"} and before.end == tokens[i].start and before.lower.endswith("s")


_GIVEN_MONTHS = frozenset({"jan", "april", "may", "june", "august", "avril"})
_BEFORE_MONTHS = tables.words_of(
    "in since until till by last next early late mid this every each during from through to"
)
"""Before a month: "in June Brown resigned" is about the month."""


def _starts_name(tokens: list[Token], i: int) -> bool:
    token = tokens[i]
    if _ORDINAL.match(token.text):
        return i + 1 < len(tokens) and tokens[i + 1].capital
    if token.lower in _GIVEN_MONTHS and token.capital:
        in_time = i > 0 and tokens[i - 1].lower in _BEFORE_MONTHS
        return not in_time and _capital_after(tokens, i + 1) > 0
    if not token.capital or token.lower in tables.CALENDAR:
        return False
    if token.lower in tables.WEAK_WORDS:
        return i + 1 < len(tokens) and tokens[i + 1].capital and tokens[i + 1].lower not in tables.FUNCTION_WORDS
    return token.lower not in tables.FUNCTION_WORDS and token.lower not in PRONOUNS


def _continues_name(text: str, tokens: list[Token], start: int, end: int) -> int:
    """How many tokens from ``end`` on belong to the name that starts at ``start``; 0 where it is over."""
    token, before = tokens[end], tokens[end - 1]
    gap = text[before.end : token.start]
    if len(gap) > 2 or "\n" in gap:
        return 0
    if token.capital:
        if (
            token.text == "I"
            or token.lower in tables.CALENDAR
            or (token.lower in _NEVER_IN_NAMES and len(token.text) > 2)
        ):
            return 0
        return 1
    if token.text == "," and end + 1 < len(tokens) and tokens[end + 1].lower in {"jr", "sr"}:
        return 2
    following = _capital_after(tokens, end + 1)
    if token.lower in tables.PARTICLES and following == 1:
        return 2
    if token.lower in tables.PARTICLES and following == 2 and tokens[end + 1].lower in tables.PARTICLES:
        return 3
    if not following or token.lower not in tables.ORG_LINKS:
        return 0
    if token.text == "&":
        return 1 + following
    run = [t.lower for t in tokens[start:end]]
    institution = not _INSTITUTIONS.isdisjoint(run)
    if token.lower in {"of", "for", "on"} and (before.lower in tables.ORG_NOUNS or before.lower in tables.TITLES):
        return 1 + following
    plural = before.text.endswith("s") and (token.lower == "for" or not noun_known(before.lower))
    if token.lower in {"of", "for"} and end - start == 1 and plural and following == 1:
        return 2
    if token.lower == "and" and institution and ("of" in run or "for" in run) and following == 1:
        return 2
    return 0


def _capital_after(tokens: list[Token], i: int) -> int:
    """1 if a capital word stands at ``i``, 2 if one follows "the" or a particle there, else 0."""
    if i < len(tokens) and tokens[i].capital and tokens[i].lower not in tables.CALENDAR:
        return 1
    joins = i + 1 < len(tokens) and (tokens[i].lower == "the" or tokens[i].lower in tables.PARTICLES)
    return 2 if joins and tokens[i + 1].capital else 0


def category_of_name(words: list[str], *, definite: bool = False) -> SourceCategory:
    """Whether a proper name, given as its words without titles, is a person's, an organisation's, or another."""
    low = [w.lower().rstrip(".") for w in words]
    last = low[-1]
    person_like = len(words) in (2, 3) and (low[0] in tables.GIVEN_MALE or low[0] in tables.GIVEN_FEMALE)
    if words[0].startswith("@"):
        return "person"
    if last in tables.ORG_NOUNS and not (person_like and len(words) == 2 and not definite):
        return "organisation"
    if any(w in {"of", "for", "&", "and", "the"} for w in low[1:]):
        return "organisation"
    if len(words) == 1 and last in tables.PLACES:
        return "organisation"
    if _ADHERENTS.search(last) and not person_like:
        return "group"
    if last in _TITLED_PAPERS and len(words) > 1 and not person_like:
        return "document"
    if len(words) == 1 and words[0].isupper() and len(words[0].replace(".", "")) > 1:
        return "organisation"
    return "organisation" if definite and not person_like else "person"


@lru_cache(maxsize=8192)
def singular(noun: str) -> str:
    """The singular of a regular English plural (or of -men, people, wives …); other words as they are."""
    if noun in {"people", "children", "wives", "lives"}:
        return {"people": "person", "children": "child", "wives": "wife", "lives": "life"}[noun]
    if noun.endswith("men"):
        return noun[:-3] + "man"
    if noun.endswith("ies") and len(noun) > 4:
        return noun[:-3] + "y"
    if re.search(r"(?:ss|sh|ch|x)es$", noun):
        return noun[:-2]
    return noun[:-1] if noun.endswith("s") and not re.search(r"(?:ss|us|is)$", noun) else noun


def noun_known(noun: str) -> bool:
    """Whether a noun (lower case, singular or plural) stands in the tables of people, organisations and documents."""
    return noun in tables.PLURAL_PEOPLE or noun in LISTED_NOUNS or singular(noun) in LISTED_NOUNS


@lru_cache(maxsize=8192)
def category_of_noun(noun: str) -> tuple[SourceCategory, Number]:
    """Category and number of a source's head noun (lower case)."""
    one = singular(noun)
    if noun in tables.PLURAL_PEOPLE or (one != noun and one in tables.PERSON_NOUNS):
        return "group", "plural"
    if noun in tables.PERSON_NOUNS:
        return "person", "singular"
    if noun in tables.ORG_NOUNS:
        return "organisation", "singular"
    if noun in tables.DOCUMENT_NOUNS:
        return "document", "plural" if one != noun else "singular"
    if one != noun and one in tables.ORG_NOUNS:
        return "organisation", "plural"
    if (one != noun and one in tables.DOCUMENT_NOUNS) or _THING_PLURAL.search(noun):
        return "document", "plural"
    if _PERSON_SUFFIX.search(noun):
        return "person", "singular"
    if re.search(r"[a-z]{4}[eo]r$", noun) and noun not in tables.THINGS_IN_ER:
        return "person", "singular"
    if one != noun or _PEOPLE_SUFFIX.search(noun):
        return "group", "plural"
    return "document", "singular"


def gender_of_given(words: list[str]) -> Gender | None:
    """The gender that a full personal name tells for certain: by its given name, or a Slavic feminine surname."""
    if len(words) > 1 and words[0].lower() in tables.GIVEN_FEMALE:
        return "female"
    if len(words) > 1 and words[0].lower() in tables.GIVEN_MALE:
        return "male"
    return "female" if re.search(r"[a-zà-ÿ]{3}(?:[oe]va|skaya|skaia)$", words[-1]) else None


_YEAR = re.compile(r"\d{4}")
_PARTS = frozenset('([)],–—-:;"“”‘«»')
"""Marks that part the segments of a phrase, and quotation marks."""


def segments_of(tokens: list[Token]) -> list[list[Token]]:
    """The phrase cut at commas, dashes, colons and brackets; bracketed words are left out."""
    if _PARTS.isdisjoint([t.text for t in tokens]):
        return [tokens]
    out: list[list[Token]] = [[]]
    depth = 0
    for i, token in enumerate(tokens):
        year = token.text == "," and len(tokens) > i + 1 and _YEAR.fullmatch(tokens[i + 1].text)
        if year:
            continue
        if token.text in "([":
            depth += 1
        elif token.text in ")]":
            depth = max(0, depth - 1)
        elif depth:
            continue
        elif token.text in {",", "–", "—", "-", ":", ";"}:
            out.append([])
        elif token.text not in '"“”‘«»':
            out[-1].append(token)
    return [s for s in out if s] or [tokens]


PARTY_WORDS = tables.words_of(
    "republican democrat democratic conservative labour liberal green socialist independent tory"
)
_GIVEN = tables.GIVEN_MALE | tables.GIVEN_FEMALE
_FIELDS = tables.words_of(
    "security affairs health education defence defense interior justice finance energy transport trade labour labor "
    "agriculture state commerce treasury culture environment staff"
)
"""Fields of office: an office that ends in one ("the Minister for Health") holds no name."""


def split_titles(run: list[Token]) -> tuple[list[Token], list[Token]]:
    """A name run cut into the titles and offices before the name, and the name (empty if it is all title)."""
    words = [t.lower for t in run]
    if words[-1] in tables.ORG_NOUNS and not (words[-1] in tables.PERSON_NOUNS or words[0] in tables.HONORIFICS):
        return [], run
    if (
        words[1:2] not in (["of"], ["for"])
        and not _BODIES.isdisjoint(words)
        and any(
            word in _BODIES and words[i + 1] in {"of", "for"} and "of" not in words[:i]
            for i, word in enumerate(words[:-1])
        )
    ):
        return [], run
    cut = 0
    for i, word in enumerate(words):
        surname = 0 < i == len(words) - 1 and (word not in tables.TITLES or words[i - 1] in _GIVEN)
        role = word in PARTY_WORDS or ((word in tables.TITLES or word in tables.PERSON_NOUNS) and not surname)
        if role or (word in tables.HONORIFICS and word != "st") or (word == "st" and i > 0 and cut == i):
            cut = i + 1
    rest = run[cut:]
    if cut and rest and rest[0].lower in {"of", "for"}:
        skip = 2 if rest[1:2] and rest[1].lower != "the" else 3
        rest = rest[max(skip, len(rest) - 2) :] if rest[-1].lower not in _FIELDS else []
    while len(rest) > 1 and rest[-1].lower in tables.SUFFIXES and (rest[-1].text.isupper() or rest[-1].text[0] in "JS"):
        rest = rest[:-1]
    if rest and rest[-1].text == ",":
        rest = rest[:-1]
    if rest and any(t.lower in {"of", "for"} for t in rest) and not cut:
        return [], run
    return [t for t in run if not rest or t.start < rest[0].start], rest


def gender_of_noun(noun: str | None) -> Gender | None:
    """The gender that a noun for people tells ("spokeswoman", "wives")."""
    if noun is None:
        return None
    one = singular(noun)
    return "male" if one in tables.PERSON_MALE else "female" if one in tables.PERSON_FEMALE else None


_BANDS = tables.words_of("group crowd band pair couple handful number team family dozen")


def members_of_band(noun: str, head: list[Token], core: list[Token]) -> str | None:
    """The noun for the people in "a group of …", where ``noun`` is such a word; ``core`` is the phrase up to it."""
    if noun not in _BANDS:
        return None
    after = [t for t in head if t.start > core[-1].start][:7]
    if not after or after[0].lower != "of":
        return None
    return next((t.lower for t in after[1:] if category_of_noun(t.lower) == ("group", "plural")), None)


def without_article(words: str) -> str:
    """The words without an article or possessive pronoun in front."""
    return re.sub(r"^(?:the|an?|one|another|its|his|her|their|our)\s+", "", words, flags=re.I)
