"""The sample reports that come with Firsthand: one invented story as six reports tell it, in five formats."""

from __future__ import annotations

from pathlib import Path

_SAMPLES = Path(__file__).parent / "samples"


def samples() -> list[Path]:
    """The sample files in the order in which the story unfolds."""
    return sorted(p for p in _SAMPLES.iterdir() if p.suffix in {".html", ".json", ".jsonl", ".txt"})
