"""Cuts text into the word pieces of BERT's uncased vocabulary, each with its place in the text as it stands.

The scheme is that of bert-base-uncased (Devlin et al. 2019, https://github.com/google-research/bert, tokenization.py):
words are folded to lower case without accents, punctuation and Chinese characters are words of their own, and each word
becomes the longest pieces that the vocabulary holds, from the left (word pieces: Schuster and Nakajima 2012). What a
character is, Python's Unicode tables say.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from firsthand.errors import WeightsError

_VOCABULARY = Path(__file__).resolve().parent.parent / "weights" / "vocab.txt"
_SIZE = 30_522
_UNKNOWN = 100
_LONGEST_WORD = 100
"""A word of more letters than this is one unknown piece, as in BERT."""

# A run is one ASCII sign, or all up to the next sign or white space: mostly one word. Only the four ASCII spaces that
# BERT keeps are listed: its other control characters vanish, and what stands around them is one word.
_RUN = re.compile(r"[!-/:-@\[-`{-~]|[^!-/:-@\[-`{-~ \t\n\r\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+")
_LONGEST_CACHED = 50
_CHINESE = re.compile(
    "[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0002a6df\U0002a700-\U0002b81f\U0002b920-\U0002ceaf"
    "\U0002f800-\U0002fa1f]"
)


class Piece(NamedTuple):
    """A word piece: its id in the vocabulary, its span in the text, and whether a word starts with it."""

    id: int
    start: int
    end: int
    first: bool


def word_pieces(text: str) -> Iterator[Piece]:
    """The word pieces of a text, in order. Names of special pieces in the text ("[SEP]") are words like any other.

    Raises ``WeightsError`` when the vocabulary is missing or damaged.
    """
    for found in _RUN.finditer(text):
        run, offset = found.group(), found.start()
        for piece, start, end, first in _known_run(run) if len(run) <= _LONGEST_CACHED else _pieces_of_run(run):
            yield Piece(piece, offset + start, offset + end, first)


def _pieces_of_run(run: str) -> tuple[Piece, ...]:
    return tuple(piece for word in _words(run) for piece in _pieces_of_word(word))


_known_run = lru_cache(maxsize=1 << 14)(_pieces_of_run)
"""Running text repeats most of its words; memory stays bounded (some 10 MB when full)."""


def _words(run: str) -> Iterator[list[tuple[str, int]]]:
    """The words of a run: their folded letters, each with the place in the run of the character it comes from."""
    word: list[tuple[str, int]] = []
    for place, character in enumerate(run):
        for letter in _folded(character):
            if not _stands_alone(letter):
                word.append((letter, place))
                continue
            if word:
                yield word
                word = []
            yield [(letter, place)]
    if word:
        yield word


def _pieces_of_word(word: list[tuple[str, int]]) -> list[Piece]:
    """Greedy longest match from the left; a word with a part that is not in the vocabulary is unknown as a whole."""
    unknown = [Piece(_UNKNOWN, word[0][1], word[-1][1] + 1, True)]
    if len(word) > _LONGEST_WORD:
        return unknown
    vocabulary = _vocabulary()
    letters = "".join(letter for letter, _ in word)
    found: list[Piece] = []
    start = 0
    while start < len(letters):
        prefix = "##" if start else ""
        end = next((e for e in range(len(letters), start, -1) if prefix + letters[start:e] in vocabulary), None)
        if end is None:
            return unknown
        found.append(Piece(vocabulary[prefix + letters[start:end]], word[start][1], word[end - 1][1] + 1, start == 0))
        start = end
    return found


@lru_cache(maxsize=1 << 12)
def _folded(character: str) -> str:
    """Lower case without accents; nothing for control characters, marks and the replacement character."""
    if character == "\ufffd" or unicodedata.category(character) in ("Cc", "Cf", "Co", "Cs"):
        return ""
    letters = unicodedata.normalize("NFD", character)
    return "".join(letter.lower() for letter in letters if unicodedata.category(letter) != "Mn")


@lru_cache(maxsize=1 << 12)
def _stands_alone(letter: str) -> bool:
    """Whether a folded letter is a word of its own: any ASCII sign, other punctuation, a Chinese character."""
    if letter.isascii():
        return not letter.isalnum()
    return unicodedata.category(letter).startswith("P") or _CHINESE.fullmatch(letter) is not None


@cache
def _vocabulary() -> dict[str, int]:
    try:
        pieces = _VOCABULARY.read_text("utf-8").split("\n")[:-1]
    except (OSError, UnicodeDecodeError) as error:
        raise WeightsError(f"{_VOCABULARY} cannot be read ({error}). Install firsthand again") from None
    if len(pieces) != _SIZE:
        raise WeightsError(f"{_VOCABULARY} holds {len(pieces)} word pieces, not {_SIZE}. Install firsthand again")
    return {piece: index for index, piece in enumerate(pieces)}
