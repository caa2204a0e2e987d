"""Draws docs/ledger.svg, the picture in the README: the ledger of one of the samples, as `make docs` finds it."""

from __future__ import annotations

import io
import re
from pathlib import Path

from rich.terminal_theme import TerminalTheme

import firsthand
from firsthand.demo import sample_reports
from firsthand.ledger import make_console, print_ledger

_WIDTH = 88
_PAPER = TerminalTheme((252, 251, 248), (34, 34, 34), [(34, 34, 34)] * 8)
# A picture in a README must not fetch a font from elsewhere: it uses those that are there.
_FETCHED_FONT = re.compile(r"@font-face \{.*?\}", re.DOTALL)
_FONTS = "ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono'"


def main() -> None:
    report = next(sample_reports())
    assert isinstance(report, firsthand.Report), report
    console = make_console(io.StringIO(), color="always", width=_WIDTH)
    console.record = True
    print_ledger(firsthand.read(report), console)
    svg = console.export_svg(title=f"firsthand read {report.file}", theme=_PAPER, unique_id="ledger")
    svg = _FETCHED_FONT.sub("", svg).replace("Fira Code", _FONTS)
    (Path(__file__).parent / "ledger.svg").write_text(svg, encoding="utf-8")


if __name__ == "__main__":
    main()
