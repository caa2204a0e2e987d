"""Words as linking compares them: content words with their weight, and how near two of them are in meaning.

The weight stands in for inverse document frequency (Spärck Jones 1972): the encoder's vocabulary lists words by how
common they are, so a word's rank there gives it, whatever an archive holds. Nearness is the cosine of short vectors
distilled from the encoder's teacher, one a word (``training/word_vectors.py``; the method is that of Model2Vec, Tulkens
and van Dongen 2024: encode each word alone, keep the principal components).
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from math import log
from pathlib import Path
from typing import NamedTuple

import numpy as np

from firsthand.errors import WeightsError
from firsthand.linking.parts import Floats
from firsthand.reading.name_tables import words_of

_WEIGHTS = Path(__file__).resolve().parent.parent / "weights"
_WORD = re.compile(r"@?\w+(?:['’]\w+)*")
_RARE = 30_522
"""The rank given to a word that the vocabulary does not list: the size of that vocabulary."""
_EMPTY = words_of(
    "the a an of in on at to from by with for about as into over under after before between through during until than "
    "and or but nor so yet if that this these those there here it its he she they him her them his their theirs we us "
    "our ours you your yours i me my mine who whom whose which what when where why how is are was were be been being "
    "am has have had having do does did doing done will would shall should can could may might must not no also only "
    "just even still already then now very too more most some any all both each every other another such own same "
    "s t d ll re ve m said says say told added up down out off again once upon within without while because since "
    "whether though although however per via one"
)


class Table(NamedTuple):
    """The words that have a vector: row of each, (n, d) unit vectors, and every vocabulary word's rank."""

    row: dict[str, int]
    vectors: Floats
    rank: dict[str, int]


@cache
def word_table() -> Table:
    """The table that ships in the package. Raises ``WeightsError`` when it is missing or damaged."""
    try:
        rank = {w: i for i, w in enumerate((_WEIGHTS / "vocab.txt").read_text("utf-8").split("\n"))}
        with np.load(_WEIGHTS / "words.npz") as kept:
            ranks, packed = kept["ranks"], kept["vectors"]
        vectors = packed.astype(np.float32)
        vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
        by_rank = {i: w for w, i in rank.items()}
        row = {by_rank[int(r)]: i for i, r in enumerate(ranks)}
    except (OSError, ValueError, KeyError) as error:
        raise WeightsError(f"{_WEIGHTS}: words.npz cannot be loaded ({error}). Install firsthand again.") from error
    return Table(row, vectors, rank)


@cache
def weight_of(word: str) -> float:
    """How much a word tells: 0.3 for the commonest content words to 3.7 for names and rare words."""
    rank = word_table().rank.get(word, _RARE)
    return max(0.3, log(max(rank, 1000) / 700))


@cache
def plain(word: str) -> str:
    """Lower case without accents: "Štajerski" as "stajerski"."""
    split = unicodedata.normalize("NFKD", word.lower())
    return "".join(c for c in split if not unicodedata.combining(c))


def content_words(text: str) -> list[str]:
    """The words of ``text`` that carry its meaning, in order, lower case, without accents; numerals are left out."""
    found = []
    for match in _WORD.finditer(text):
        word = plain(match[0]).removesuffix("'s").removesuffix("’s").strip("'’")
        if word and word not in _EMPTY and not word[0].isdigit():
            found.append(word)
    return found


@cache
def stem(word: str) -> str:
    """The word without the commonest English endings: enough to bring together "crack", "cracks" and "cracking"."""
    for ending, least, instead in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= least:
            base = word[: len(word) - len(ending)] + instead
            if len(base) > 3 and base[-1] == base[-2] and ending in ("ing", "ed") and base[-1] not in "lsz":
                base = base[:-1]
            return base[:-1] if base.endswith("e") and len(base) > 3 else base
    return word[:-1] if word.endswith("e") and len(word) > 3 else word


_ENDINGS = (
    ("ations", 3, "at"), ("ation", 3, "at"), ("ments", 4, ""), ("ment", 4, ""), ("ities", 3, ""), ("ity", 4, ""),
    ("ness", 4, ""), ("ings", 3, ""), ("ing", 3, ""), ("iers", 3, "y"), ("ies", 2, "y"), ("ied", 2, "y"),
    ("ers", 4, ""), ("er", 5, ""), ("ors", 4, ""), ("ed", 3, ""), ("sses", 2, "ss"), ("xes", 2, "x"), ("ches", 2, "ch"),
    ("shes", 2, "sh"), ("ly", 4, ""), ("s", 3, ""),
)  # fmt: skip


def similarities(a: list[str], b: list[str]) -> Floats:
    """(len(a), len(b)): 1 for words of one stem, else the cosine of their vectors where both have one and it is
    positive, else 0."""
    table = word_table()
    rows_a, rows_b = [table.row.get(w, -1) for w in a], [table.row.get(w, -1) for w in b]
    found = np.maximum(table.vectors[rows_a] @ table.vectors[rows_b].T, 0)
    found[[i for i, r in enumerate(rows_a) if r < 0]] = 0
    found[:, [j for j, r in enumerate(rows_b) if r < 0]] = 0
    stems_a, stems_b = [stem(w) for w in a], [stem(w) for w in b]
    where: dict[str, list[int]] = {}
    for j, s in enumerate(stems_b):
        where.setdefault(s, []).append(j)
    for i, s in enumerate(stems_a):
        for j in where.get(s, ()):
            found[i, j] = 1
    return found
