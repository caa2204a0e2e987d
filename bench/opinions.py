"""A second opinion: another scorer, run over the same readings as ours."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from firsthand.schema import Reading, to_json


def run_scorer(scorer: Path, *arguments: str | Path) -> Any:
    """The one JSON object that ``SCORER ARGUMENT...`` prints. Raises ``CalledProcessError`` when it fails."""
    command = [sys.executable, str(scorer), *map(str, arguments)]
    return json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def score_readings(scorer: Path, readings: Iterable[Reading], *arguments: str | Path) -> Any:
    """What the scorer says of the readings, which are its last argument: a file with one a line."""
    with tempfile.TemporaryDirectory() as scratch:
        lines = Path(scratch) / "readings.jsonl"
        lines.write_text("".join(to_json(r) + "\n" for r in readings), "utf-8")
        return run_scorer(scorer, *arguments, lines)


def agreement(scorer: Path, over: str, ours: Sequence[object], theirs: Sequence[object]) -> str:
    """The note that says whether the two agree."""
    verdict = "agrees to the digit" if ours == theirs else f"differs: {theirs} instead of {ours}"
    return f"{scorer.name}, run over the same {over}, {verdict}."
