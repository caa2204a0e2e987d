"""A newspaper archive of any length, made by varying real texts that were read once.

Reading is what costs; linking sees only what was read. So each invented story is a real text's reading with its names,
numbers, days and every second other word replaced by others, throughout text and reading alike, and with its sentence
vectors blended with those of a second text: a story of its own, of which no run of words and no meaning stands in
another. Of every ten stories four are told by several reports: verbatim and trimmed copies, reports with other words
and the same facts, and rewrites. Some names are in thousands of reports and most in few (Zipf).
"""

from __future__ import annotations

import random
import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from hashlib import sha256
from itertools import accumulate
from typing import Any, NamedTuple

import msgspec
import numpy as np

from firsthand.archive.parts import Collected, Filing
from firsthand.linking.parts import Dossier, dossier_to_bytes, vectors_of
from firsthand.schema import Reading

MODEL = "varied"
FIRST_DAY = date(2014, 1, 1)
A_DAY = 27
"""Reports of one day: 100,000 in ten years."""
_SIZES = ((1, 60), (2, 12), (3, 10), (5, 9), (9, 6), (16, 2), (40, 1))
"""How many reports tell a story, and how many stories of a hundred are so."""
_OUTLETS, _PEOPLE = 400, 40_000
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?|\d+")
_INNER_NAME = re.compile(
    r"(?<=[a-z,] )(?!(?:I|Mr|Mrs|Ms|Dr|\w+day|January|February|March|April|May|June|July|August|September|October|"
    r"November|December)\b)[A-Z]\w{2,}"
)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_BLEND, _RETOLD = 0.6, 0.25
"""How much of another text is in a story's vectors, and of yet others in those of a report that tells it anew."""
_SYLLABLES = tuple(
    re.findall("[a-z]+", "ba de fi go lu ma ne po ra sti vo kel dri sha mur bren tol ki nu ser an er wal hol cam")
)


class Base(NamedTuple):
    """A text that was read: what stories are made from."""

    dossier: Dossier
    names: frozenset[str]
    """The words of its names of people, bodies and places."""


class _Story(NamedTuple):
    number: int
    base: Base
    other: Base
    day: int
    reports: int


def base_of(dossier: Dossier) -> Base:
    """The text as stories are made from it."""
    reading = dossier.reading
    named = [s.name for s in reading.sources if s.kind == "named"] + [p.name for p in reading.places]
    named += _INNER_NAME.findall(dossier.text)
    return Base(dossier, frozenset(w for name in named for w in _WORD.findall(name) if w[0].isupper()))


def filings(bases: Sequence[Base], count: int, seed: int = 1) -> Iterator[Filing]:
    """``count`` reports, a day's together in an order of chance, day after day; the same seed gives the same."""
    words = _vocabulary(bases)
    made, today, waiting = 0, 0, list[tuple[int, int, _Story, int]]()
    for story in _stories(bases, seed):
        while today < story.day:
            for _, _, one, place in sorted(row for row in waiting if row[0] == today):
                yield _filing(one, place, today, words, bases)
                made += 1
                if made == count:
                    return
            waiting = [row for row in waiting if row[0] > today]
            today += 1
        chance = random.Random(f"{seed} {story.number}")
        days = [story.day, *(story.day + min(int(chance.expovariate(0.9)), 9) for _ in range(story.reports - 1))]
        waiting += [(day, chance.getrandbits(30), story, place) for place, day in enumerate(days)]


def _stories(bases: Sequence[Base], seed: int) -> Iterator[_Story]:
    chance = random.Random(seed)
    sizes, weights = zip(*_SIZES, strict=True)
    number, reports = 0, 0
    while True:
        size = chance.choices(sizes, weights)[0]
        yield _Story(number, chance.choice(bases), chance.choice(bases), reports // A_DAY, size)
        number, reports = number + 1, reports + size


def _vocabulary(bases: Sequence[Base]) -> list[str]:
    """The words of the texts, as often as they stand there: of five letters and more, none of names."""
    found: list[str] = []
    for base in bases:
        found += [w for w in _WORD.findall(base.dossier.text) if w.islower() and len(w) >= 5]
    return found


def _filing(story: _Story, place: int, day: int, words: Sequence[str], bases: Sequence[Base]) -> Filing:
    """The report at a place among those of a story: the first, a copy, one with other words, a rewrite."""
    told = random.Random(f"{story.number} {place}")
    kind = "first" if place == 0 else told.choices(("copy", "own", "rewrite"), (45, 40, 15))[0]
    facts = random.Random(story.number)
    swaps = _swaps(story.base, facts, day)
    manner = random.Random(story.number if kind in ("first", "copy") else f"{story.number} {place}")
    text = story.base.dossier.text
    pieces, at = list[tuple[int, int, str]](), dict[str, str]()
    for match in _WORD.finditer(text):
        word = match[0]
        if word in swaps:
            pieces.append((match.start(), match.end(), swaps[word]))
        elif word.islower() and len(word) >= 5:
            new = at.setdefault(word, manner.choice(words) if manner.random() < 0.5 else word)
            if new != word:
                pieces.append((match.start(), match.end(), new))
    keep = 1.0 if kind in ("first", "rewrite") else told.uniform(0.4, 1.0)
    blended = _blended(story, kind, told, bases)
    return _filed(story, place, day, told, _Edit(text, pieces), swaps, keep, blended)


def _swaps(base: Base, chance: random.Random, day: int) -> dict[str, str]:
    """What a story has in place of its base's names and numbers."""
    swaps = {name: _name(chance) for name in sorted(base.names)}
    for quantity in base.dossier.reading.quantities:
        word = base.dossier.text[quantity.start : quantity.end].split()[0]
        if word.isdigit() and 1 < len(word) < 5 and not 1900 < int(word) < 2100:
            swaps[word] = str(max(2, round(int(word) * chance.uniform(0.4, 2.5))))
    return swaps


_RANKS = [*accumulate(1 / (rank + 30) for rank in range(_PEOPLE))]


def _name(chance: random.Random) -> str:
    """A name of one word: those of low rank are in very many stories."""
    rank = chance.choices(range(_PEOPLE), cum_weights=_RANKS)[0]
    own = random.Random(rank)
    return "".join(own.choice(_SYLLABLES) for _ in range(own.choice((2, 2, 3)))).capitalize()


def _blended(story: _Story, kind: str, told: random.Random, bases: Sequence[Base]) -> np.ndarray:
    own, other = vectors_of(story.base.dossier), vectors_of(story.other.dossier)
    made = own + _BLEND * other[np.arange(len(own)) % len(other)] if len(other) else own
    if kind in ("own", "rewrite"):
        third = vectors_of(told.choice(bases).dossier)
        made = made + _RETOLD * third[np.arange(len(own)) % len(third)] if len(third) else made
    return made / np.maximum(np.linalg.norm(made, axis=1, keepdims=True), 1e-6)


class _Edit:
    """A text with pieces replaced, and where what stood in the old one stands now."""

    def __init__(self, text: str, pieces: Sequence[tuple[int, int, str]]) -> None:
        self.starts = [start for start, _, _ in pieces]
        self._ends: list[tuple[int, int]] = []
        out, last, grown = list[str](), 0, 0
        for start, end, new in pieces:
            out += [text[last:start], new]
            grown += len(new) - (end - start)
            self._ends.append((end, grown))
            last = end
        self.text = "".join([*out, text[last:]])

    def __call__(self, offset: int) -> int:
        i = bisect_right(self.starts, offset - 1) - 1
        if i < 0:
            return offset
        end, grown = self._ends[i]
        return max(offset, end) + grown


def _filed(
    story: _Story, place: int, day: int, told: random.Random, edit: _Edit, swaps: Mapping[str, str], keep: float,
    vectors: np.ndarray,
) -> Filing:  # fmt: skip
    dossier = story.base.dossier
    when = FIRST_DAY + timedelta(days=day)
    outlet = f"Outlet {told.randrange(_OUTLETS)}"
    last = max(
        (p.end for p in dossier.reading.passages if p.end <= keep * len(dossier.text)), default=len(dossier.text)
    )
    end = edit(last)
    shift = when - _published(dossier)

    def moved(value: Any, key: str = "") -> Any:
        if isinstance(value, dict):
            return {k: moved(v, k) for k, v in value.items()}
        if isinstance(value, list | tuple):
            return [moved(v, key) for v in value]
        if key in ("start", "end"):
            return edit(value)
        if key in ("name", "aliases", "role", "outlet", "because") and isinstance(value, str):
            return _WORD.sub(lambda m: swaps.get(m[0], m[0]), value)
        if key == "value" and isinstance(value, str):
            return _DAY.sub(lambda m: _later(m[0], shift), value)
        if key == "value" and isinstance(value, float) and value.is_integer() and str(int(value)) in swaps:
            return float(swaps[str(int(value))])
        return value

    plain = moved(msgspec.to_builtins(dossier.reading))
    text = edit.text[:end]
    data = text.encode()
    plain["report"] = {
        "id": f"v{story.number}-{place}", "url": f"https://o{outlet[7:]}.example/{story.number}/{place}",
        "outlet": outlet, "published": f"{when}T{told.randrange(24):02}:{told.randrange(60):02}:00Z",
        "title": text[:60].partition("\n")[0], "sha256": sha256(data).hexdigest(), "text": text,
    }  # fmt: skip
    reading = msgspec.convert(_cut(plain, end), Reading)
    sentences = [moved({"start": s.start, "end": s.end}) for s in dossier.sentences]
    kept = [i for i, s in enumerate(sentences) if s["end"] <= end]
    statements = {s.id for s in reading.statements}
    rows, propositions = kept.copy(), []
    for proposition in dossier.propositions:
        spans = [moved({"start": s.start, "end": s.end}) for s in proposition.spans]
        if spans[-1]["end"] <= end and (proposition.statement is None or proposition.statement in statements):
            propositions.append({"statement": proposition.statement, "spans": spans, "vector": len(rows)})
            rows.append(proposition.vector)
    packed = np.rint(vectors[rows] * 127).astype(np.int8).tobytes() if rows else b""
    made = msgspec.convert(
        {"reading": msgspec.to_builtins(reading), "sentences": [sentences[i] for i in kept],
         "propositions": propositions, "packed": packed}, Dossier,
    )  # fmt: skip
    collected = Collected(how="file", by="bench", at="2026-01-01T00:00:00Z", file=f"{reading.report.id}.txt")
    return Filing(
        report=reading.report, data=data, reading=reading, dossier=dossier_to_bytes(made), model=MODEL,
        collected=collected,
    )  # fmt: skip


def _cut(plain: dict[str, Any], end: int) -> dict[str, Any]:
    """The reading without what lies behind the end of a trimmed copy."""
    for key in ("passages", "times", "places", "quantities", "caveats", "statements"):
        plain[key] = [one for one in plain[key] if _last(one) <= end]
    for source in plain["sources"]:
        source["mentions"] = [m for m in source["mentions"] if m["end"] <= end]
    plain["sources"] = [s for s in plain["sources"] if s["mentions"]]
    sources = {None, *(s["id"] for s in plain["sources"])}
    said = [one for one in plain["statements"] if one["source"] in sources]
    there = {None, *(one["id"] for one in said)}
    plain["statements"] = [
        {**one, "times": [], "places": [], "quantities": []} for one in said if one["within"] in there
    ]
    plain["origin"] = None
    return plain


def _last(value: Any) -> int:
    """Where the last span in it ends."""
    if isinstance(value, dict):
        return max((v if k == "end" else _last(v) for k, v in value.items()), default=0)
    return max(map(_last, value), default=0) if isinstance(value, list | tuple) else 0


def _published(dossier: Dossier) -> date:
    stated = dossier.reading.report.published
    return date.fromisoformat(stated[:10]) if stated else FIRST_DAY


def _later(day: str, shift: timedelta) -> str:
    try:
        return str(date.fromisoformat(day) + shift)
    except (ValueError, OverflowError):
        return day
