"""The sample reports that come with Firsthand: one invented story as eleven reports tell it, in five formats."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from msgspec.structs import replace

from firsthand.errors import InputError
from firsthand.intake import load
from firsthand.schema import Report

_SAMPLES = Path(__file__).parent / "samples"


def samples() -> list[Path]:
    """The sample files."""
    return sorted(p for p in _SAMPLES.iterdir() if p.suffix in {".html", ".json", ".jsonl", ".txt", ".xml"})


def sample_reports() -> Iterator[Report | InputError]:
    """The samples as intake gives them, in the order of the files.

    ``Report.file`` is the bare name: where this machine keeps the samples is no part of the readings.
    """
    for item in load(str(path) for path in samples()):
        yield replace(item, file=Path(item.file or "").name) if isinstance(item, Report) else item
