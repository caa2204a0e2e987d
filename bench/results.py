"""Keeps ``bench/RESULTS.md``: one section a measurement, each with the command that makes it again."""

from __future__ import annotations

import datetime
import json
import os
import platform
import re
from importlib import metadata
from pathlib import Path

import firsthand

RESULTS = Path(__file__).parent / "RESULTS.md"
_HEAD = """# Results

Each section was written by the command it names (with `--write`); `bench/README.md` defines the figures.
"""


def circumstances() -> str:
    """Date, machine and versions, in one line. The load tells what else the machine was doing."""
    processor = "unknown processor"
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.exists() and (found := re.search(r"^model name\s*:\s*(.+)$", cpuinfo.read_text(), re.M)):
        processor = found[1]
    card = Path(firsthand.__file__).parent / "weights" / "model.json"
    parts = [
        datetime.date.today().isoformat(),
        f"{os.cpu_count()} cores ({processor}, {platform.system()} {platform.machine()})",
        f"Python {platform.python_version()}",
        f"onnxruntime {metadata.version('onnxruntime')}",
        f"firsthand {firsthand.__version__} (model {json.loads(card.read_bytes())['version']})",
        f"load before the run {os.getloadavg()[0]:.1f}",
    ]
    return ", ".join(parts)


def write_section(title: str, body: str, path: Path = RESULTS) -> None:
    """Puts the section into the file in place of the one with its title, or at the end."""
    text = path.read_text("utf-8") if path.exists() else _HEAD
    head, *sections = re.split(r"^(?=## )", text, flags=re.M)
    section = f"## {title}\n\n{body.strip()}\n\n"
    places = [i for i, old in enumerate(sections) if old.splitlines()[0] == f"## {title}"]
    if places:
        sections[places[0]] = section
    else:
        sections.append(section)
    path.write_text(head.rstrip() + "\n\n" + "".join(s.rstrip() + "\n\n" for s in sections).rstrip() + "\n", "utf-8")
