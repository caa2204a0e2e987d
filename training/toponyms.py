"""Place names to learn from: what the geoparsing corpora mark, and what a program's silver says of PolNeAR's articles.

A label says more or less: a name of a place, one whose use is known too, or a stretch of which the corpus does not say
whether it is one (streets and venues, which one corpus marks and another does not).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from bench.places import Article, Gold
from firsthand.schema import PlaceUse

_LITERAL = frozenset({"Literal", "Literal_Modifier", "Mixed", "Embedded_Literal"})
_ASSOCIATIVE = frozenset({"Non_Literal_Modifier", "Metonymic", "Embedded_Non_Lit", "Demonym"})
_ADJECTIVE = re.compile(r"\b[A-Z]\w+(?:ans?|ish|ese|i|is|ic)\b")
"""What may be a demonym: LGL marks only some of them."""


class Toponym(NamedTuple):
    """A marked stretch: ``known`` is False where the corpus does not settle whether it is a place name in our sense,
    and ``use`` is None where it does not settle its use."""

    start: int
    end: int
    known: bool
    use: PlaceUse | None


def marked_toponyms(article: Article) -> tuple[Toponym, ...]:
    """What a geoparsing corpus marks. GeoWebNews's types are folded to literal and associative; its streets and venues
    are left open, and so is what LGL marks without placing it, and LGL's adjectives."""
    typed = any(gold.kind for gold in article.gold)
    found = [t for gold in article.gold if (t := _typed(gold) if typed else _untyped(gold))]
    if not typed:
        covered = {i for t in found for i in range(t.start, t.end)}
        adjectives = (m for m in _ADJECTIVE.finditer(article.report.text) if m.start() not in covered)
        found += [Toponym(m.start(), m.end(), False, None) for m in adjectives]
    return tuple(found)


def _typed(gold: Gold) -> Toponym | None:
    if gold.kind == "Coercion":
        return Toponym(gold.start, gold.end, False, None)
    if gold.kind not in _LITERAL and gold.kind not in _ASSOCIATIVE:
        return None
    placed = gold.geonameid is not None or gold.kind == "Demonym"
    use: PlaceUse = "literal" if gold.kind in _LITERAL else "associative"
    return Toponym(gold.start, gold.end, placed, use if placed else None)


def _untyped(gold: Gold) -> Toponym:
    return Toponym(gold.start, gold.end, gold.geonameid is not None, None)


def silver_toponyms(
    text: str, entities: Sequence[tuple[int, int, str]], usual: Mapping[str, str]
) -> tuple[Toponym, ...]:
    """A program's entities as toponyms: locations, where that is what the name is usually called; every other
    capitalised word that it does not call a person is left open."""
    found = []
    for start, end, label in entities:
        words = text[start:end]
        if label == "LOCATION":
            found.append(Toponym(start, end, usual.get(words) == "LOCATION" and "House" not in words, None))
    covered = {i for start, end, label in entities if label in ("LOCATION", "PERSON") for i in range(start, end)}
    for m in re.finditer(r"\b[A-Z][\w.]*", text):
        if m.start() not in covered:
            found.append(Toponym(m.start(), m.end(), False, None))
    return tuple(found)


def usual_labels(entities: Iterator[tuple[str, str]]) -> dict[str, str]:
    """The label that each name has most often, from (words, label)."""
    counts: dict[str, Counter[str]] = {}
    for words, label in entities:
        counts.setdefault(words, Counter())[label] += 1
    return {words: labels.most_common(1)[0][0] for words, labels in counts.items()}
