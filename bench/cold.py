"""``python -m bench cold``: what one call of ``firsthand read`` costs from the shell.

Nothing heavy may be imported here: Linux counts, as a new process's peak, the memory of the one that starts it.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple

from bench.tables import Outcome, Table
from firsthand.demo import samples

RUNS = 5


class Cost(NamedTuple):
    """Of one process, from its start to its end."""

    wall: float
    """Seconds."""
    processor: float
    """Seconds, of all threads."""
    megabytes: float
    """The most memory that it held at once (resident set), in MiB."""


def run() -> Outcome:
    """Runs the command on one sample of each format."""
    chosen = {path.suffix: path for path in reversed(samples())}
    rows = []
    for path in sorted(chosen.values()):
        costs = [cost_of([*_command(), "read", str(path), "--json"]) for _ in range(RUNS)]
        walls = [c.wall for c in costs]
        rows.append(
            (
                path.name,
                round(min(walls), 2),
                round(median(walls), 2),
                round(median(c.processor for c in costs), 2),
                round(max(c.megabytes for c in costs)),
            )
        )
    columns = ("report", "wall s, least", "wall s, median", "processor s, median", "MiB, most")
    return Outcome((Table(f"`firsthand read FILE --json`, {RUNS} runs each", columns, tuple(rows)),))


def cost_of(command: Sequence[str]) -> Cost:
    """Runs the command without its output. Raises ``SystemExit`` when it fails."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{' '.join(command)} failed with exit code {process.returncode}")
    unit = 1 if sys.platform == "darwin" else 1024
    return Cost(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * unit / 2**20)


def _command() -> list[str]:
    """The installed script, as a shell would run it; else the module."""
    script = Path(sys.executable).with_name("firsthand")
    return [str(script)] if script.exists() else [sys.executable, "-m", "firsthand.cli"]
