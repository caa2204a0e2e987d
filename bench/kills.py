"""``python -m bench kills``: what an archive holds after the process that fills it was killed, again and again.

A process of its own adds reports, some one by one and some many in one transaction, and says so of each when it is
acknowledged. It is killed (SIGKILL) at a moment drawn by chance, and the next one goes on with the same archive.
"""

from __future__ import annotations

import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Timer
from typing import NamedTuple

from bench.fabricated import filings
from bench.tables import Outcome, Table
from firsthand.archive import fetching, filing
from firsthand.archive.filters import Filters
from firsthand.archive.log import head
from firsthand.archive.opening import open_store
from firsthand.archive.parts import Fault
from firsthand.archive.store import Store, close_store
from firsthand.archive.verify import verify
from firsthand.errors import ArchiveError

SEED = 4
_WORDS = (30, 60)
_EACH = 20
_START, _WORK = 0.6, 0.15
"""Seconds: about what a process takes to start, and how long it may work once it has said something."""


class Killed(NamedTuple):
    """What came of one archive and the processes that were killed over it."""

    kills: int
    acknowledged: int
    lost: tuple[str, ...]
    """Acknowledged and not there, or not whole."""
    twice: tuple[str, ...]
    """Reports that are there more than once."""
    faults: tuple[Fault, ...]
    kept: int


def run(kills: int) -> Outcome:
    """Kills so many processes, over a new archive every ``_EACH``, and says what was lost."""
    start = time.perf_counter()
    found: list[Killed] = []
    for number in range(0, kills, _EACH):
        with TemporaryDirectory() as folder:
            found.append(killed(Path(folder, "killed.db"), min(_EACH, kills - number), SEED + number))
    seconds = round(time.perf_counter() - start)
    columns = ("kills", "archives", "acknowledged", "in the archives", "lost", "twice", "faults", "seconds")
    row = (
        kills,
        len(found),
        sum(one.acknowledged for one in found),
        sum(one.kept for one in found),
        sum(len(one.lost) for one in found),
        sum(len(one.twice) for one in found),
        sum(len(one.faults) for one in found),
        seconds,
    )
    notes = tuple(f"{fault.where}: {fault.what}" for one in found for fault in one.faults)
    return Outcome((Table("Killed while adding", columns, (row,)),), notes[:10])


def killed(archive: Path, kills: int, seed: int) -> Killed:
    """Fills the archive from processes that are killed, and looks at what is there after each and at the end.

    Raises ``SystemExit`` when a process fails of itself.
    """
    chance = random.Random(seed)
    acknowledged: list[str] = []
    faults: list[Fault] = []
    for number in range(kills):
        # Some die while they start, the first ones among them, for then the tables are made; most while they write.
        early = number < 2 or chance.random() < 0.1
        acknowledged += _one(archive, len(acknowledged), chance, early=early)
        if archive.exists() and (number % 10 == 9 or number == kills - 1):
            store = open_store(archive, create=True)
            faults += verify(store)
            close_store(store)
    store = open_store(archive, create=True)
    lost = tuple(key for key in acknowledged if not _is_whole(store, key))
    ids = _ids(store)
    close_store(store)
    twice = tuple(one for one, times in Counter(ids).items() if times > 1)
    return Killed(kills, len(acknowledged), lost, twice, tuple(faults), len(ids))


def work(archive: str, start: int) -> None:
    """Adds reports from number ``start`` on for ever; prints the keys of each transaction when it is acknowledged."""
    store = open_store(archive, create=True)
    chance = random.Random(start)
    while True:
        batch = [*filings(start, chance.choice((1, 1, 1, 2, 20)), _WORDS)]
        added = filing.file_reports(store, batch)
        print(*(one.key for one in added), head(store).seq, flush=True)
        start += len(batch)


def _one(archive: Path, start: int, chance: random.Random, *, early: bool) -> list[str]:
    """The keys that one process acknowledged before it was killed."""
    command = [sys.executable, "-m", "bench.kills", str(archive), str(start)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    first = "" if early else process.stdout.readline()
    timer = Timer(chance.uniform(0, _START if early else _WORK), process.kill)
    timer.start()
    rest = process.stdout.read()
    timer.cancel()
    if process.wait() >= 0:
        sys.exit(f"{' '.join(command)} ended of itself, with exit code {process.returncode}")
    whole = [line for line in (first + rest).splitlines(keepends=True) if line.endswith("\n")]
    return [key for line in whole for key in line.split()[:-1]]


def _is_whole(store: Store, key: str) -> bool:
    try:
        kept = fetching.report(store, key)
        return fetching.reading(store, key).report == kept and bool(fetching.blob(store, kept.sha256))
    except ArchiveError:
        return False


def _ids(store: Store) -> list[str]:
    ids: list[str] = []
    cursor: int | None = 0
    while cursor is not None:
        page = fetching.reports(store, Filters(current=False), limit=1000, cursor=cursor)
        ids += [one.id for one in page.filed]
        cursor = page.cursor
    return ids


def main(arguments: Sequence[str]) -> None:
    """One process that is to be killed: its archive, and the number of its first report."""
    work(arguments[0], int(arguments[1]))


if __name__ == "__main__":
    main(sys.argv[1:])
