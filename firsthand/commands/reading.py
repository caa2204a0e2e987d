"""``read``, ``demo`` and ``schema``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from typing import TYPE_CHECKING

import firsthand
from firsthand.commands.common import OK, UNREAD, AddCommand, add_display_options, console_of, say
from firsthand.errors import InputError

if TYPE_CHECKING:
    from rich.progress import Progress

    from firsthand.schema import Reading, Report

_PROGRESS_AFTER = 3
_READ_EXAMPLES = """\
Reads plain text, the feed form (first line `<unix seconds> <headline>`), HTML,
JSON Lines, IPTC ninjs, RSS, Atom and JSON Feed, WARC, WACZ and chat exports,
told apart by content. `-` is standard input. Nothing is kept: see `add`.

examples:
  firsthand read report.txt
  firsthand read report.txt --timeline
  firsthand read a.html b.json feed.jsonl --json > readings.jsonl
  firsthand read report.txt --color always | less -R
  firsthand read report.txt --width 140

"""
_SCHEMA_EXAMPLES = """\
examples:
  firsthand schema > reading-contract.schema.json
  firsthand schema findings > findings-contract.schema.json

"""


def add_commands(command: AddCommand) -> None:
    """Adds the commands to the command line."""
    read = command("read", "read reports and show who says what in them", _READ_EXAMPLES, _read)
    read.add_argument("files", metavar="FILE", nargs="+", help="a report, or a file of several; - is standard input")
    shape = read.add_mutually_exclusive_group()
    shape.add_argument(
        "--json", action="store_true", help="print each reading as one line of JSON, as soon as it is made"
    )
    shape.add_argument(
        "--timeline", action="store_true", help="draw what each report tells of in order of time, instead of its ledger"
    )
    add_display_options(read)
    schema = command("schema", "print the JSON Schema of what `--json` prints", _SCHEMA_EXAMPLES, _schema)
    schema.add_argument(
        "contract",
        choices=("reading", "findings"),
        nargs="?",
        default="reading",
        help="of `read --json` (the default), or of `claims --json`",
    )


def show_readings(inputs: Iterable[Report | InputError], chosen: argparse.Namespace, *, files: Sequence[str]) -> int:
    """Read and print one input after the other; say at the end how many could not be read."""
    shown = _show_json if chosen.json else _printer(chosen)
    total, unread = 0, 0
    with ExitStack() as stack:
        for item in _with_progress(inputs, files, stack):
            total += 1
            try:
                if isinstance(item, InputError):
                    raise item
                shown(firsthand.read(item))
            except InputError as error:
                unread += 1
                say(str(error))
    if unread:
        say(f"{unread} of {total} inputs could not be read" if total > 1 else "the input could not be read")
    return UNREAD if unread else OK


def _read(chosen: argparse.Namespace) -> int:
    from firsthand.intake import load

    inputs = load(chosen.files, stdin=sys.stdin.buffer)
    return show_readings(inputs, chosen, files=chosen.files)


def _schema(chosen: argparse.Namespace) -> int:
    from firsthand.contract import schema_text

    sys.stdout.buffer.write(schema_text(chosen.contract).encode())
    return OK


def _show_json(reading: Reading) -> None:
    sys.stdout.buffer.write(firsthand.to_json(reading).encode() + b"\n")
    sys.stdout.buffer.flush()


def _printer(chosen: argparse.Namespace) -> Callable[[Reading], None]:
    from firsthand.ledger import print_ledger
    from firsthand.timeline import print_timeline

    console = console_of(chosen)
    shown = 0

    def show(reading: Reading) -> None:
        nonlocal shown
        if shown:
            console.print("\n" + "═" * min(console.width, 150) + "\n", soft_wrap=True)
        shown += 1
        (print_timeline if chosen.timeline else print_ledger)(reading, console)
        console.file.flush()

    return show


def _with_progress(
    inputs: Iterable[Report | InputError], files: Sequence[str], stack: ExitStack
) -> Iterator[Report | InputError]:
    """The inputs, with a bar on standard error where somebody watches and the readings go elsewhere."""
    watched = sys.stderr.isatty() and not sys.stdout.isatty()
    bar: Progress | None = None
    places = {file: index for index, file in enumerate(files)}
    for number, item in enumerate(inputs):
        yield item
        if watched and number == _PROGRESS_AFTER:
            bar = _bar(stack, files=len(files))
        if bar is not None:
            bar.update(bar.task_ids[0], completed=places.get(item.file or "", 0), read=number + 1)


def _bar(stack: ExitStack, *, files: int) -> Progress:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("reading"), BarColumn(), TextColumn("{task.fields[read]} reports"), TimeElapsedColumn())
    bar = stack.enter_context(Progress(*columns, console=Console(stderr=True), transient=True))
    bar.add_task("", total=files if files > 1 else None, read=0)
    return bar
