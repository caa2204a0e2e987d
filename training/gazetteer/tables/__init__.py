"""Facts that no package carries: what reports call places, and the points of areas without borders."""

from __future__ import annotations

from pathlib import Path


def read_table(name: str) -> list[list[str]]:
    """The rows of a table, four or more fields each; lines that begin with "#" are comments."""
    lines = (Path(__file__).parent / f"{name}.tsv").read_text("utf-8").splitlines()
    width = max(len(line.split("\t")) for line in lines)
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return [row + [""] * (width - len(row)) for row in rows]


def split(field: str) -> list[str]:
    """The items of a field."""
    return [item for item in field.split(";") if item]


def point_of(field: str) -> tuple[float, float] | None:
    """The latitude and longitude in a field; ``None`` where it is empty."""
    if not field:
        return None
    lat, lon = field.split(",")
    return float(lat), float(lon)
