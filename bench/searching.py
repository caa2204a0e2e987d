"""``python -m bench search``: how fast an archive of many reports is filled, searched and verified."""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from bench.fabricated import filings, vocabulary
from bench.memory import resident
from bench.tables import Outcome, Table
from firsthand.archive.filing import file_reports
from firsthand.archive.filters import Filters
from firsthand.archive.opening import open_store
from firsthand.archive.search import search
from firsthand.archive.store import Store
from firsthand.archive.verify import verify

SEED = 5
_BATCH = 200
_COMMON = 10
Query = tuple[str, Filters]


def run(reports: int, searches: int) -> Outcome:
    """Fills an archive with so many fabricated reports, and asks each kind of search so many times."""
    with TemporaryDirectory() as folder:
        path = Path(folder, "big.db")
        store = open_store(path, create=True)
        filled = _timed(lambda: _fill(store, reports))
        rows = [_row(store, name, query, searches) for name, query in _kinds().items()]
        size = sum(file.stat().st_size for file in Path(folder).iterdir())
        verified = _timed(lambda: _verified(store))
    whole = (
        ("filing, ms a report", round(1000 * filled / reports, 2)),
        ("verifying, ms a report", round(1000 * verified / reports, 2)),
        ("file, KB a report", round(size / 1000 / reports, 1)),
        ("resident memory, MiB", round(resident())),
    )
    columns = ("search", "searches", "median ms", "p95 ms", "most ms")
    note = (
        "Reports of 200 to 600 words drawn from an invented vocabulary of 80,000 by Zipf's law, with invented readings "
        f"of eight statements; pages of 20 hits. Common words are the {_COMMON} commonest; of others, rare ones are "
        "drawn as often as frequent ones (evenly over the logarithm of their rank)."
    )
    searched = Table(f"Searches of {reports:,} reports", columns, tuple(rows))
    return Outcome((searched, Table("The archive as a whole", ("what", "figure"), whole)), (note,))


def _fill(store: Store, reports: int) -> None:
    for start in range(0, reports, _BATCH):
        file_reports(store, [*filings(start, min(_BATCH, reports - start))])
        if start % 10_000 == 0:
            print(f"{start} reports", file=sys.stderr)


def _verified(store: Store) -> None:
    if found := verify(store):
        sys.exit(f"the archive is not whole: {found[0]}")


def _kinds() -> dict[str, Callable[[random.Random], Query]]:
    """Each kind of search, and how one is drawn."""
    words = vocabulary()

    def word(chance: random.Random) -> str:
        return words[int(len(words) ** chance.random()) - 1]

    def common(chance: random.Random) -> str:
        return words[chance.randrange(_COMMON)]

    def narrow(chance: random.Random) -> Filters:
        return chance.choice(
            [
                Filters(outlet=f"Outlet {chance.randrange(300)}"),
                Filters(source=f"Speaker {chance.randint(1, 5000)}"),
                Filters(stance="denies"),
                Filters(published_from="2022-03", published_until="2022-04"),
                Filters(place="Ukraine", stance="warns"),
            ]
        )

    return {
        "one word": lambda chance: (word(chance), Filters()),
        "two words": lambda chance: (f"{word(chance)} {word(chance)}", Filters()),
        "two common words": lambda chance: (f"{common(chance)} {common(chance)}", Filters()),
        "phrase of common words": lambda chance: (f'"{common(chance)} {common(chance)}"', Filters()),
        "beginning of a word": lambda chance: (f"{word(chance)[: chance.randint(2, 5)]}*", Filters()),
        "one word, a filter": lambda chance: (word(chance), narrow(chance)),
        "a common word, a filter": lambda chance: (common(chance), narrow(chance)),
        "a filter alone": lambda chance: ("", narrow(chance)),
    }


def _row(
    store: Store, name: str, query: Callable[[random.Random], Query], searches: int
) -> tuple[str, int, float, float, float]:
    chance = random.Random(SEED)
    taken = sorted(1000 * _timed(lambda: search(store, *query(chance))) for _ in range(searches))
    return name, searches, round(median(taken), 1), round(taken[int(0.95 * searches)], 1), round(taken[-1], 1)


def _timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start
