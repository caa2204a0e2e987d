"""Which proper names in a text are the same person's or organisation's.

Full names are placed first, wherever they stand, then the short forms: a surname goes to the nearest full name before
it that it fits, else to the nearest after it (headlines and leads come before the full name).
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache

from firsthand.reading import name_tables as tables
from firsthand.reading.names import Description
from firsthand.schema import Record


class NamedItem(Record, frozen=True, kw_only=True):
    """A proper name in the text, and what its phrase tells."""

    index: int
    start: int
    description: Description
    source: bool = False
    """A statement is laid to it."""


class _Cluster:
    """The names placed together so far."""

    def __init__(self, item: NamedItem) -> None:
        self.words: tuple[str, ...] = _words(item.description.name or "")
        self.word_set = frozenset(self.words)
        self.category = item.description.category
        self.starts = [item.start]
        self.root = item.index
        self.gender = item.description.gender
        self.honorifics: set[str] = set()
        self.heads: set[str] = set()
        self.introduced = False
        self.add(item)

    def add(self, item: NamedItem) -> None:
        if item.start not in self.starts:
            insort(self.starts, item.start)
        self.gender = self.gender or item.description.gender
        self.introduced = self.introduced or item.source or item.description.head is not None
        if item.description.honorific:
            self.honorifics.add(item.description.honorific)
        if item.description.head:
            self.heads.add(item.description.head)


def match_names(items: Sequence[NamedItem]) -> dict[int, int]:
    """For the index of each name, the index of the name that stands for its group (the fullest, then the first)."""
    out: dict[int, int] = {}
    by_word: dict[str, list[_Cluster]] = defaultdict(list)
    order = sorted(items, key=lambda n: (-len(_words(n.description.name or "")), n.start, n.index))
    for item in order:
        words = _words(item.description.name or "")
        candidates: dict[int, _Cluster] = {}
        for word in words:
            candidates.update((c.root, c) for c in by_word.get(word, ()))
        scored = [(score, c) for c in candidates.values() if (score := _fit(item, words, c)) > 0]
        if scored:
            best = max(scored, key=lambda pair: (pair[0], *_nearness(item, pair[1])))[1]
            best.add(item)
            out[item.index] = best.root
            continue
        cluster = _Cluster(item)
        out[item.index] = item.index
        for word in {*words, *_acronyms(words)}:
            by_word[word].append(cluster)
    return out


@lru_cache(maxsize=4096)
def _words(name: str) -> tuple[str, ...]:
    parts = name.replace("’", "'").replace("'s ", " ").split()
    words = tuple(w.casefold().rstrip(".,'") for w in parts if w.casefold() not in {"the", "of", "and", "&", "for"})
    return words if words else (name.casefold(),)


def _acronyms(words: tuple[str, ...]) -> list[str]:
    return ["".join(w[:1] for w in words)] if len(words) > 1 else []


def _nearness(item: NamedItem, cluster: _Cluster) -> tuple[int, int]:
    """Clusters with a mention before the name come first, the nearest first; then the nearest after it."""
    at = bisect_left(cluster.starts, item.start)
    if at:
        return 1, cluster.starts[at - 1]
    return 0, -cluster.starts[0]


def _fit(item: NamedItem, words: tuple[str, ...], cluster: _Cluster) -> float:
    """How well a name goes with a cluster; 0 where it does not."""
    told = item.description
    if told.gender and cluster.gender and told.gender != cluster.gender and cluster.category == "person":
        return 0
    if words == cluster.words or set(words) == cluster.word_set:
        return 4
    if cluster.category == "person" and told.category == "person":
        return _fit_person(told, words, cluster)
    if cluster.category != "person":
        return _fit_organisation(told, words, cluster)
    return 0


def _fit_person(told: Description, words: tuple[str, ...], cluster: _Cluster) -> float:
    full = cluster.words
    first, last = full[:1], full[-1:]
    if len(words) > 1:
        initials = words[0][:1] == "".join(first)[:1] and 1 in {len(words[0]), len("".join(first))}
        return 3 if words[-1:] == last and (words[:1] == first or initials) else 0
    if len(full) == 1:
        return 0
    bonus = 0.3 if cluster.introduced else 0.0
    if told.honorific and told.honorific in cluster.honorifics:
        bonus += 0.6
    elif told.honorific in {"dr", "prof", "sir"} or (cluster.honorifics and told.honorific):
        bonus -= 0.3
    if told.head and told.head in cluster.heads:
        bonus += 0.5
    if words == last or words == tuple(w.rpartition("-")[2] for w in last):
        return 2 + bonus
    if len(full) > 2 and words == full[-2:-1]:  # the first of two surnames ("Ms. Sol" for Ana Sol Rey)
        return 1.4 + bonus
    if words == first and told.honorific not in {"mr", "mrs", "ms", "miss"}:
        return 1 + bonus
    return 0


def _fit_organisation(told: Description, words: tuple[str, ...], cluster: _Cluster) -> float:
    full = cluster.words
    if len(words) == 1 and words[0] in _acronyms(full) and (told.name or "").replace(".", "").isupper():
        return 3
    if (
        told.category not in {"organisation", "person"}
        or cluster.category != "organisation"
        or not set(words) < set(full)
    ):
        return 0
    if len(words) > 1:
        return 2 if words[-1:] == full[-1:] or words[:1] == full[:1] else 1
    alone = "".join(words)
    if alone in tables.PLACES or (alone in tables.ORG_NOUNS and alone not in tables.OUTLET_WORDS):
        return 0
    if words == full[-1:]:
        return 2
    return 1 if words == full[:1] and told.category == "organisation" else 0
