"""Invented reports that the tests of the desk and of its commands share."""

from __future__ import annotations

import json
from pathlib import Path

MAIN = "1 independent source, heard by 3 outlets, repeated in 11 reports"
"""What is found of the samples' main claim."""


def report(number: int, text: str, outlet: str) -> dict[str, object]:
    return {
        "id": f"r{number}",
        "url": f"https://{outlet.lower().replace(' ', '')}.example/{number}",
        "outlet": outlet,
        "published": f"2024-03-0{number}T08:00:00Z",
        "title": f"Report {number}",
        "text": text,
    }


REPORTS = [
    report(
        1,
        "The keeper of the well at Dunmarrow, Orla Tench, told the Marrow Gazette that the pump had failed twice since "
        "spring. She said she carried water from the next village.\n\nThe council denied that the pump had failed.",
        "Marrow Gazette",
    ),
    report(
        2,
        "The pump at Dunmarrow had failed twice since spring, Orla Tench told Hill Radio in an interview.",
        "Hill Radio",
    ),
]


def feed(tmp_path: Path, reports: list[dict[str, object]], name: str = "feed.jsonl") -> Path:
    path = tmp_path / name
    path.write_text("".join(json.dumps(r) + "\n" for r in reports), encoding="utf-8")
    return path
