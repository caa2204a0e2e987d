"""``python -m bench growth``: whether adding a report costs more, the more reports an archive holds."""

from __future__ import annotations

import sys
import time
from itertools import islice
from pathlib import Path
from statistics import mean, median
from tempfile import TemporaryDirectory

from bench.memory import resident
from bench.tables import Outcome, Table
from bench.variants import Base, base_of, filings
from firsthand.archive.filing import file_reports
from firsthand.archive.opening import open_store
from firsthand.archive.store import Store
from firsthand.intake import load
from firsthand.linking.dossiers import make_dossier
from firsthand.linking.link import link
from firsthand.reading.reader import Reader
from firsthand.schema import Report

_BATCH = 20
_LAST = 200
"""Reports over which a figure is taken, before each mark."""


def run(texts: Path, bases: int, marks: list[int]) -> Outcome:
    """Reads so many texts of a folder, makes an archive of varied reports of them, and times the adding of the last
    reports before each mark."""
    reader = Reader(1)
    read, took = list[Base](), list[float]()
    for item in islice((item for item in load([str(texts)]) if isinstance(item, Report)), bases):
        start = time.process_time()
        read.append(base_of(make_dossier(item, reader)))
        took.append(time.process_time() - start)
    filed, linked = list[float](), list[float]()
    rows = []
    with TemporaryDirectory() as folder:
        store = open_store(Path(folder, "growing.db"), create=True)
        coming = filings(read, max(marks))
        while batch := [*islice(coming, _BATCH)]:
            start = time.process_time()
            file_reports(store, batch)
            filed += [(time.process_time() - start) / len(batch)] * len(batch)
            linked += _linked(store)
            if len(linked) in marks:
                rows.append(_row(len(linked), mean(took), filed[-_LAST:], linked[-_LAST:]))
                print(*rows[-1], file=sys.stderr, flush=True)
    first, last = rows[0], rows[-1]
    columns = (
        "reports held",
        "reading, ms",
        "filing, ms",
        "linking, ms",
        "linking median, ms",
        "all, ms",
        "memory, MiB",
    )
    notes = (
        f"The last {_LAST} reports before each mark; processor time of one thread. Reports are made from {len(read)} "
        "real texts by other words, names, numbers and days (bench/variants.py), 27 a day; of ten stories four are "
        "told by several reports, some by 40.",
        f"The {last[0]:,}th report costs {last[5] / first[5]:.2f} times the {first[0]:,}th, reading and all; linking "
        f"alone {last[3] / first[3]:.2f} times.",
    )
    return Outcome((Table("Cost of adding one report", columns, tuple(rows)),), notes)


def _linked(store: Store) -> list[float]:
    """What linking each waiting report took."""
    took: list[float] = []
    before = time.process_time()

    def told(_done: int, _total: int) -> None:
        nonlocal before
        now = time.process_time()
        took.append(now - before)
        before = now

    link(store, progress=told)
    return took


def _row(held: int, reading: float, filed: list[float], linked: list[float]) -> tuple[int, ...]:
    costs = (reading, mean(filed), mean(linked), median(linked), reading + mean(filed) + mean(linked))
    return (held, *(round(1000 * cost) for cost in costs), round(resident()))
