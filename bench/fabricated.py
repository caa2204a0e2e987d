"""Reports with readings made up by rule, for measuring the archive without the cost of reading.

The words are drawn from an invented vocabulary as often as words are in a language (Zipf's law, with Mandelbrot's
correction), so that a few are in nearly every report and most are in nearly none.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from itertools import accumulate

from firsthand.archive.parts import Collected, Filing
from firsthand.schema import Passage, Place, Reading, Report, Source, Span, Stance, Statement

MODEL = "fabricated"
_SYLLABLES = tuple(re.findall("[a-z]+", "ba de fi go lu ma ne po ra sti vo kel dri sha mur bren tol ki nu ser an er"))
_SIZE = 80_000
_SHIFT = 2.7
_STANCES: tuple[Stance, ...] = ("says", "claims", "denies", "warns", "announces")
_COUNTRIES = ("UA", "IE", "KE", "KG", "SI", "PE", "NP", "FJ")
_DAY = 86_400


def filings(start: int, count: int, words: tuple[int, int] = (200, 600)) -> Iterator[Filing]:
    """``count`` of them from number ``start`` on; the same number is always the same report."""
    for number in range(start, start + count):
        yield filing(number, words)


def filing(number: int, words: tuple[int, int] = (200, 600)) -> Filing:
    """The report of this number, of so many words, from the least to the most."""
    chance = random.Random(number)
    vocabulary, weights = _vocabulary()
    drawn = chance.choices(vocabulary, cum_weights=weights, k=chance.randint(*words))
    title, body = " ".join(drawn[:8]).capitalize(), " ".join(drawn[8:]).capitalize() + "."
    data = f"{title}\n\n{body}".encode()
    report = Report(
        id=f"r{number}",
        url=f"https://outlet{number % 300}.example/{number}",
        outlet=f"Outlet {number % 300}",
        title=title,
        published=_date(number),
        sha256=sha256(data).hexdigest(),
        text=body,
    )
    return Filing(
        report=report,
        data=data,
        reading=_reading(report, chance),
        dossier=chance.randbytes(384 * 8),
        model=MODEL,
        collected=Collected(how="file", by="bench", at="2026-01-01T00:00:00Z", file=f"{number}.txt"),
    )


def vocabulary() -> list[str]:
    """The invented words, the commonest first."""
    return [*_vocabulary()[0]]


@cache
def _vocabulary() -> tuple[list[str], list[float]]:
    chance = random.Random(1)
    words = dict.fromkeys("".join(chance.choices(_SYLLABLES, k=chance.randint(1, 4))) for _ in range(_SIZE))
    return [*words], [*accumulate(1 / (rank + _SHIFT) for rank in range(len(words)))]


def _date(number: int) -> str:
    """Days of 2020 to 2024, in an order that is not that of the numbers."""
    day = number * 7919 % (5 * 365)
    return f"{2020 + day // 365}-{1 + day % 365 // 31:02}-{1 + day % 28:02}T{number % 24:02}:00:00Z"


def _reading(report: Report, chance: random.Random) -> Reading:
    length = len(report.text)
    sources = tuple(
        Source(id=f"p{i}", name=f"Speaker {chance.randint(1, 5000)}", kind="named", category="person") for i in range(3)
    )
    statements = tuple(
        Statement(
            id=f"s{i}",
            source=f"p{chance.randrange(3)}",
            content=(Span(start, min(start + 60, length)),),
            mode="indirect",
            stance=chance.choice(_STANCES),
            confidence=0.9,
        )
        for i, start in enumerate(sorted(chance.randrange(length) for _ in range(8)))
    )
    places = tuple(
        Place(start=0, end=3, name=f"Town {chance.randint(1, 2000)}", country=chance.choice(_COUNTRIES))
        for _ in range(3)
    )
    passages = (Passage(kind="paragraph", start=0, end=length),)
    return Reading(report=report, passages=passages, sources=sources, statements=statements, places=places)
