"""Draws docs/ledger.svg, the picture in the README: the ledger of one of the samples, as `make docs` finds it."""

from __future__ import annotations

import io
import re
from pathlib import Path

from rich.console import CONSOLE_SVG_FORMAT
from rich.terminal_theme import TerminalTheme

import firsthand
from firsthand.demo import samples
from firsthand.intake import load
from firsthand.ledger import make_console, print_ledger

_WIDTH = 88
_PAPER = TerminalTheme((252, 251, 248), (34, 34, 34), [(34, 34, 34)] * 8)
# The reader's own fonts: a picture in a README must not fetch any from elsewhere.
_FORMAT = re.sub(r"@font-face \{\{.*?\}\}", "", CONSOLE_SVG_FORMAT, flags=re.DOTALL).replace(
    "Fira Code", "ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono'"
)


def main() -> None:
    sample = samples()[0]
    report = next(iter(load([str(sample)])))
    assert isinstance(report, firsthand.Report), report
    console = make_console(io.StringIO(), color="always", width=_WIDTH)
    console.record = True
    print_ledger(firsthand.read(report), console)
    svg = console.export_svg(
        title=f"firsthand read {sample.name}", theme=_PAPER, code_format=_FORMAT, unique_id="ledger"
    )
    (Path(__file__).parent / "ledger.svg").write_text(svg, encoding="utf-8")


if __name__ == "__main__":
    main()
