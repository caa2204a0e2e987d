"""The mark that stands for a source throughout a report's ledger: two letters, a shape and a colour."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from rich.cells import cell_len

from firsthand.schema import Source, SourceCategory

# Okabe & Ito (2008), "Color Universal Design": the seven hues that people with any common colour vision tell apart.
# Ordered so that neighbours differ in lightness too; the second value is the ink that reads best on the first.
_PALETTE = (
    ("#0072B2", "#FFFFFF"),
    ("#E69F00", "#000000"),
    ("#009E73", "#000000"),
    ("#CC79A7", "#000000"),
    ("#56B4E9", "#000000"),
    ("#D55E00", "#000000"),
    ("#F0E442", "#000000"),
)
_FILLED: dict[SourceCategory, str] = {"person": "●", "group": "▲", "organisation": "◆", "document": "■"}
_HOLLOW: dict[SourceCategory, str] = {"person": "○", "group": "△", "organisation": "◇", "document": "□"}
_SMALL_WORDS = frozenset(["a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with"])
_WORD = re.compile(r"[^\W\d_]+")


class Mark(NamedTuple):
    """How one source is marked: ``letters`` are its own in this report, ``shape`` tells category (and, by being
    hollow, that the source has no real name here), ``chip`` and ``ink`` are styles."""

    letters: str
    shape: str
    chip: str
    ink: str


NOBODY = Mark("··", " ", "", "")
"""The mark of a statement that is laid to nobody."""


def marks(sources: Iterable[Source]) -> Mapping[str, Mark]:
    """A mark for every source, by id. Letters never repeat; after seven sources the hues do, as outlines."""
    found: dict[str, Mark] = {}
    taken: set[str] = set()
    for index, source in enumerate(sources):
        letters = next(c for c in _letters(source.name) if c not in taken)
        taken.add(letters)
        shapes = _FILLED if source.kind == "named" else _HOLLOW
        hue, on_hue = _PALETTE[index % len(_PALETTE)]
        chip = f"bold {on_hue} on {hue}" if index < len(_PALETTE) else f"bold {hue}"
        found[source.id] = Mark(letters, shapes[source.category], chip, hue)
    return found


def _letters(name: str) -> Iterator[str]:
    """Candidates in order of preference: first and last initial, the first word's start, then numbers."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if cell_len(c) == 1)
    telling = [w.upper() for w in _WORD.findall(plain) if w.lower() not in _SMALL_WORDS] or ["S"]
    first, last = telling[0], telling[-1]
    if len(telling) > 1:
        yield first[0] + last[0]
    for letter in first[1:] + "".join(telling[1:]):
        yield first[0] + letter
    for number in range(1, 10):
        yield f"{first[0]}{number}"
    yield from (f"{number:02}" for number in range(10_000))
