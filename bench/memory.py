"""``python -m bench memory``: whether memory grows while thousands of reports stream through intake and reading."""

from __future__ import annotations

import random
import re
import resource
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from bench.tables import Outcome, Table
from firsthand.demo import samples
from firsthand.errors import InputError
from firsthand.intake import load, reports_from_bytes
from firsthand.reading.reader import Reader
from firsthand.schema import to_json

EVERY = 500
SEED = 20
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{3,}")
_SYLLABLES = (
    "ba",
    "de",
    "fi",
    "go",
    "lu",
    "ma",
    "ne",
    "po",
    "ra",
    "sti",
    "vo",
    "kel",
    "dri",
    "sha",
    "mur",
    "bren",
    "tol",
)


class Sample(NamedTuple):
    """Resident memory in MiB after so many reports."""

    reports: int
    megabytes: float


def run(reports: int) -> Outcome:
    """Reads the reports and lets go of them; says how much memory each thousand adds."""
    reader, taken = Reader(threads=1), list[Sample]()
    every = max(1, min(EVERY, reports // 4))
    for number, text in enumerate(invented(reports), 1):
        for item in reports_from_bytes(text.encode(), f"{number}.txt"):
            if isinstance(item, InputError):
                raise item
            to_json(reader.read(item))
        if number % every == 0:
            taken.append(Sample(number, round(resident(), 1)))
            print(f"{number} reports: {taken[-1].megabytes} MiB", file=sys.stderr)
    settled = taken[len(taken) // 4 :]
    note = (
        f"Growth over the last three quarters: {slope(settled):+.2f} MiB a thousand reports (least squares). The "
        "reports are paragraphs of the samples that come with firsthand, drawn anew for each with other names and "
        f"numbers (seed {SEED})."
    )
    return Outcome((Table("Resident memory", ("reports", "MiB"), tuple(taken)),), (note,))


def invented(count: int, seed: int = SEED) -> Iterator[str]:
    """So many plain-text reports, each unlike the others, the same for a seed."""
    chance = random.Random(seed)
    paragraphs = _paragraphs()
    for _ in range(count):
        drawn = chance.sample(paragraphs, min(len(paragraphs), chance.randint(4, 12)))
        text = "\n\n".join(drawn)
        names = {name: _name(chance) for name in sorted(set(_NAME.findall(text)))}
        text = _NAME.sub(lambda found, names=names: names[found[0]], text)
        yield re.sub(r"\d+", lambda found: str(chance.randint(2, 10 ** len(found[0]))), text)


def slope(taken: Sequence[Sample]) -> float:
    """MiB a thousand reports, by least squares; 0 for a single sample."""
    if not taken:
        return 0.0
    x, y = (sum(column) / len(taken) for column in zip(*taken, strict=True))
    spread = sum((s.reports - x) ** 2 for s in taken)
    return 1000 * sum((s.reports - x) * (s.megabytes - y) for s in taken) / spread if spread else 0.0


def resident() -> float:
    """This process's resident memory in MiB; where the system does not say, the most it ever was."""
    statm = Path("/proc/self/statm")
    if statm.exists():
        return int(statm.read_text().split()[1]) * resource.getpagesize() / 2**20
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 2**20


def _paragraphs() -> list[str]:
    reports = [item for item in load([str(path) for path in samples()]) if not isinstance(item, InputError)]
    return sorted({p.strip() for r in reports for p in r.text.split("\n\n") if len(p.split()) > 5})


def _name(chance: random.Random) -> str:
    return "".join(chance.choices(_SYLLABLES, k=chance.randint(2, 3))).capitalize()
