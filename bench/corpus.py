"""The texts that are read, and the readers that read them."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from firsthand.errors import InputError
from firsthand.intake import load
from firsthand.reading.reader import Reader
from firsthand.schema import Reading, Report


class Read(NamedTuple):
    """What was read, and in how many seconds of processor time, which other work on the machine does not stretch."""

    readings: list[Reading]
    seconds: float

    @property
    def words_a_second(self) -> int:
        return round(sum(word_count(r.report.text) for r in self.readings) / max(self.seconds, 1e-9))


def reports_in(folder: Path, most: int | None = None) -> list[Report]:
    """The first ``most`` reports in the files of the folder, by name. What cannot be read is named on standard error.

    Raises ``SystemExit`` when there is no report.
    """
    made: list[Report] = []
    for item in load([str(folder)]):
        if isinstance(item, InputError):
            print(item, file=sys.stderr)
        else:
            made.append(item)
        if len(made) == most:
            break
    if not made:
        sys.exit(f"there are no reports in {folder}")
    return made


def read_all(reader: Reader, reports: Iterable[Report]) -> Read:
    """Reads one after the other; only reading itself is timed. The reader should have one thread."""
    readings, seconds = [], 0.0
    for report in reports:
        start = time.process_time()
        readings.append(reader.read(report))
        seconds += time.process_time() - start
    return Read(readings, seconds)


def word_count(text: str) -> int:
    """Words, as white space parts them."""
    return len(text.split())
