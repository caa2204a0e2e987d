"""Draws the pictures of the README and the documents from the samples: a ledger, a timeline and a trace."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

from rich.console import Console
from rich.terminal_theme import TerminalTheme

import firsthand
from firsthand.casebook.traces import trace_lines
from firsthand.demo import sample_reports, samples
from firsthand.desk.parts import Trace
from firsthand.ledger import make_console, print_ledger
from firsthand.timeline import print_timeline

_WIDTH = 88
_PAPER = TerminalTheme((252, 251, 248), (34, 34, 34), [(34, 34, 34)] * 8)
# A picture in a README must not fetch a font from elsewhere: it uses those that are there.
_FETCHED_FONT = re.compile(r"@font-face \{.*?\}", re.DOTALL)
_FONTS = "ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono'"
T = TypeVar("T")


def main() -> None:
    report = next(sample_reports())
    assert isinstance(report, firsthand.Report), report
    reading = firsthand.read(report)
    _draw("ledger", reading, print_ledger, f"firsthand read {report.file}")
    _draw("timeline", reading, print_timeline, f"firsthand read {report.file} --timeline")
    trace = _most_repeated()
    _draw("trace", trace, _print_trace, f"firsthand trace {trace.claim.id}")


def _most_repeated() -> Trace:
    """The trace of the claim with which ``firsthand claims`` begins."""
    with TemporaryDirectory() as folder, firsthand.Archive(Path(folder, "samples.db")) as archive:
        for item in archive.add(*samples()):
            assert not isinstance(item, firsthand.InputError), item
        return archive.trace(next(archive.claims()).id)[0]


def _print_trace(trace: Trace, console: Console) -> None:
    for line in trace_lines(trace, console):
        console.print(line, soft_wrap=True)


def _draw(name: str, shown: T, show: Callable[[T, Console], None], title: str) -> None:
    console = make_console(io.StringIO(), color="always", width=_WIDTH)
    console.record = True
    show(shown, console)
    svg = console.export_svg(title=title, theme=_PAPER, unique_id=name)
    svg = _FETCHED_FONT.sub("", svg).replace("Fira Code", _FONTS)
    (Path(__file__).parent / f"{name}.svg").write_text(svg, encoding="utf-8")


if __name__ == "__main__":
    main()
