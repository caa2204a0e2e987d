"""How a report is written: its words, and what they show about its capital letters.

A capital in mid-sentence makes a name; one at the start of a sentence or in a headline may be nothing but style.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from firsthand.reading import name_tables as tables
from firsthand.reading.proper_names import Token, singular, tokens_of
from firsthand.reading.proper_names import token as make_token
from firsthand.schema import Passage, PassageKind, Record

_OF_PLACE = tables.words_of("in near at into across outside inside throughout")
_SENTENCE_END = frozenset(".!?:")
_QUOTES = frozenset("\"“”‘’'«»„(")
_COMMON_ENDING = re.compile(r"(?:ing|ly|[^aious]s)$")


class Capitals(Record, frozen=True, kw_only=True):
    """What the text itself shows about capital letters."""

    names: frozenset[str]
    """Words seen with a capital inside a sentence (as written)."""
    common: frozenset[str]
    """Words seen in lower case."""
    places: frozenset[str] = frozenset()
    """Words seen right after a preposition of place."""


class Wording(Record, frozen=True, kw_only=True):
    """How a report is written: its words, and what they show about capital letters."""

    tokens: dict[tuple[int, int], list[Token]]
    """By start and end of a passage."""
    titled: frozenset[tuple[int, int]]
    """The passages in which nearly every longer word has a capital."""
    capitals: Capitals


def wording_of(text: str, passages: Sequence[Passage]) -> Wording:
    """The words of the passages; those which paragraphs and captions write with a capital inside a sentence, and those
    in lower case."""
    names: set[str] = set()
    common: set[str] = set()
    places: set[str] = set()
    words = {(p.start, p.end): tokens_of(text[p.start : p.end]) for p in passages}
    titled = frozenset((p.start, p.end) for p in passages if _title_case(words[p.start, p.end], p.kind))
    for passage in passages:
        place = passage.start, passage.end
        if passage.kind not in {"paragraph", "caption"} or place in titled:
            continue
        tokens = words[place]
        for i, token in enumerate(tokens):
            if token.text[0].islower():
                common.add(token.text)
            elif token.text[0].isupper() and not _opens_sentence(tokens, i):
                names.add(token.text)
                alone = i + 1 == len(tokens) or not tokens[i + 1].capital
                if tokens[i - 1].lower in _OF_PLACE and alone and token.lower not in tables.CALENDAR:
                    places.add(token.text)
    capitals = Capitals(names=frozenset(names), common=frozenset(common), places=frozenset(places))
    return Wording(tokens=words, titled=titled, capitals=capitals)


def plain_case(phrase: str, capitals: Capitals, *, opens_sentence: bool, headline: bool = False) -> str:
    """The phrase with those capitals lowered that only the start of a sentence or a headline's style explains."""
    if not headline and not (opens_sentence and phrase.lstrip()[:1].isupper()):
        return phrase
    tokens = tokens_of(phrase)
    out = list(phrase)
    for i, token in enumerate(tokens):
        if i and not headline:
            break
        if not token.text[0].isupper():
            continue
        name_follows = not headline and i + 1 < len(tokens) and tokens[i + 1].capital
        if _is_common(token, capitals, name_follows=name_follows, headline=headline):
            out[token.start : token.end] = token.text.lower().ljust(token.end - token.start)[: token.end - token.start]
    return "".join(out)


def _is_common(token: Token, capitals: Capitals, *, name_follows: bool, headline: bool) -> bool:
    word, lower = token.text, token.text.lower()
    one = singular(lower)
    if one != lower and one in tables.PERSON_NOUNS and one not in tables.EPITHETS:
        return True
    if word in capitals.names:
        return False
    if name_follows and lower in tables.WEAK_WORDS:
        return False
    if lower in capitals.common or lower in tables.FUNCTION_WORDS:
        return True
    noun = lower in tables.PLURAL_PEOPLE or lower in tables.PERSON_NOUNS or one in tables.PERSON_NOUNS
    if noun or lower in tables.DOCUMENT_NOUNS or one in tables.DOCUMENT_NOUNS:
        return True
    if headline:
        return not (word.isupper() and len(word) > 1)
    given = lower in tables.GIVEN_FEMALE or lower in tables.GIVEN_MALE
    if lower.endswith("ly") and len(lower) > 6 and not given:
        return True
    return not name_follows and word[1:].islower() and _COMMON_ENDING.search(lower) is not None


def _opens_sentence(tokens: list[Token], i: int) -> bool:
    while i and tokens[i - 1].text in _QUOTES:
        i -= 1
        if tokens[i].text != "(":
            return True
    return i == 0 or tokens[i - 1].text in _SENTENCE_END


def _title_case(tokens: list[Token], kind: PassageKind) -> bool:
    """Whether nearly every longer word has a capital, as in the headline style of American papers.

    Any passage may be such a line; one that is not known as a headline has to be longer to count.
    """
    long = [t.text[0] for t in tokens if len(t.text) > 3 and t.text[0].isalpha()]
    return len(long) > (2 if kind == "headline" else 4) and sum(map(str.isupper, long)) >= 0.75 * len(long)


def lowered(tokens: list[Token], capitals: Capitals, *, headline: bool) -> list[Token]:
    """The tokens in the case they would have inside a sentence."""
    out = tokens[:]
    for i, token in enumerate(tokens):
        if token.text[0].isupper() and (headline or _opens_sentence(tokens, i)):
            name_follows = not headline and i + 1 < len(tokens) and tokens[i + 1].capital
            if _is_common(token, capitals, name_follows=name_follows, headline=headline):
                out[i] = make_token(token.start, token.end, token.text.lower())
    return out
