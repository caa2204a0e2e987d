"""Draws the pictures of the README and the documents from the samples: docs/ledger.svg and docs/timeline.svg."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import TerminalTheme

import firsthand
from firsthand.demo import sample_reports
from firsthand.ledger import make_console, print_ledger
from firsthand.schema import Reading
from firsthand.timeline import print_timeline

_WIDTH = 88
_PAPER = TerminalTheme((252, 251, 248), (34, 34, 34), [(34, 34, 34)] * 8)
# A picture in a README must not fetch a font from elsewhere: it uses those that are there.
_FETCHED_FONT = re.compile(r"@font-face \{.*?\}", re.DOTALL)
_FONTS = "ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono'"


def main() -> None:
    report = next(sample_reports())
    assert isinstance(report, firsthand.Report), report
    reading = firsthand.read(report)
    _draw("ledger", reading, print_ledger, f"firsthand read {report.file}")
    _draw("timeline", reading, print_timeline, f"firsthand read {report.file} --timeline")


def _draw(name: str, reading: Reading, show: Callable[[Reading, Console], None], title: str) -> None:
    console = make_console(io.StringIO(), color="always", width=_WIDTH)
    console.record = True
    show(reading, console)
    svg = console.export_svg(title=title, theme=_PAPER, unique_id=name)
    svg = _FETCHED_FONT.sub("", svg).replace("Fira Code", _FONTS)
    (Path(__file__).parent / f"{name}.svg").write_text(svg, encoding="utf-8")


if __name__ == "__main__":
    main()
