"""The ``firsthand`` command.

Whatever a run does not need is imported late: ``firsthand --help`` must not wait for the encoder, nor ``--json`` for
the terminal's typography.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, cast

import firsthand
from firsthand.errors import FirsthandError, InputError, WeightsError
from firsthand.ledger_words import MIN_WIDTH, clean

if TYPE_CHECKING:
    import io

    from rich.progress import Progress

    from firsthand.ledger import Color
    from firsthand.schema import Reading, Report

OK, UNREAD, USAGE, BROKEN, INTERRUPTED, PIPE_CLOSED = 0, 1, 2, 3, 130, 141
_PROGRESS_AFTER = 3

_EXIT_CODES = """\
exit codes:
  0    everything was read
  1    some input could not be read (the rest was)
  2    wrong usage
  3    the installation is damaged or incomplete
  130  interrupted
  141  the output was closed early, as by `head`
"""
_MAIN_EXAMPLES = """\
examples:
  firsthand demo                         read the sample reports that come with it
  firsthand read report.txt              one report's ledger
  firsthand read report.txt --timeline   what it tells of, in order of time
  firsthand read *.html --json           one line of JSON a report
  curl -s URL | firsthand read -         from standard input

`firsthand COMMAND --help` says more.

"""
_READ_EXAMPLES = """\
Reads plain text, the feed form (first line `<unix seconds> <headline>`), HTML,
JSON Lines and IPTC ninjs, told apart by content. `-` is standard input.

examples:
  firsthand read report.txt
  firsthand read report.txt --timeline
  firsthand read a.html b.json feed.jsonl --json > readings.jsonl
  firsthand read report.txt --color always | less -R
  firsthand read report.txt --width 140

"""
_DEMO_EXAMPLES = """\
One invented story as six reports tell it, in five formats.

examples:
  firsthand demo
  firsthand demo --timeline
  firsthand demo --json

"""
_SCHEMA_EXAMPLES = """\
example:
  firsthand schema > reading-contract.schema.json

"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and give its exit code. ``arguments`` are those of the process if not given."""
    chosen = parser().parse_args(arguments)
    try:
        code = chosen.run(chosen)
        sys.stdout.flush()
        return code
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # What is still buffered has no reader: send it nowhere, or the interpreter complains at its exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return PIPE_CLOSED
    except WeightsError as error:
        _say(str(error))
        return BROKEN
    except ImportError as error:
        _say(f"the installation is incomplete: {error}. Install again with `pip install --force-reinstall firsthand`")
        return BROKEN
    except FirsthandError as error:
        _say(str(error))
        return UNREAD


def parser() -> argparse.ArgumentParser:
    """The grammar of the command line."""
    top = argparse.ArgumentParser(
        prog="firsthand",
        description="Who actually said it, and how it reached you: reads news reports, on this machine only.",
        epilog=_MAIN_EXAMPLES + _EXIT_CODES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    top.add_argument("--version", action=_Version, nargs=0, help="print the versions of the program and its model")
    commands = top.add_subparsers(title="commands", metavar="COMMAND", required=True)

    def command(name: str, summary: str, examples: str, run: Callable[[argparse.Namespace], int]):
        added = commands.add_parser(
            name,
            help=summary,
            description=f"{summary[0].upper()}{summary[1:]}.",
            epilog=examples + _EXIT_CODES,
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        added.set_defaults(run=run)
        return added

    read = command("read", "read reports and show who says what in them", _READ_EXAMPLES, _read)
    read.add_argument("files", metavar="FILE", nargs="+", help="a report, or a file of several; - is standard input")
    _add_output_options(read)
    _add_output_options(command("demo", "read the sample reports that come with firsthand", _DEMO_EXAMPLES, _demo))
    command("schema", "print the JSON Schema of what `read --json` prints", _SCHEMA_EXAMPLES, _schema)
    return top


class _Version(argparse.Action):
    """Looks the model's version up only when asked."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> NoReturn:
        print(f"firsthand {firsthand.__version__} (model {_model_version() or 'not found'})")
        parser.exit()


def _model_version() -> str | None:
    import json

    card = Path(firsthand.__file__).parent / "weights" / "model.json"
    try:
        return str(json.loads(card.read_bytes())["version"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _add_output_options(command: argparse.ArgumentParser) -> None:
    shape = command.add_mutually_exclusive_group()
    shape.add_argument(
        "--json", action="store_true", help="print each reading as one line of JSON, as soon as it is made"
    )
    shape.add_argument(
        "--timeline", action="store_true", help="draw what each report tells of in order of time, instead of its ledger"
    )
    command.add_argument(
        "--color",
        choices=("auto", "always", "never"),
        default="auto",
        help="color what is shown; auto (the default): in a terminal, unless NO_COLOR is set",
    )
    command.add_argument(
        "--width",
        type=_width,
        metavar="N",
        help=f"columns to use, at least {MIN_WIDTH}; default: the terminal's",
    )


def _width(argument: str) -> int:
    if not argument.isdecimal() or int(argument) < MIN_WIDTH:
        raise argparse.ArgumentTypeError(f"{argument!r} is not a number of columns from {MIN_WIDTH} up")
    return int(argument)


def _read(chosen: argparse.Namespace) -> int:
    from firsthand.intake import load

    inputs = load(chosen.files, stdin=sys.stdin.buffer)
    return _show(inputs, chosen, files=chosen.files)


def _demo(chosen: argparse.Namespace) -> int:
    from firsthand.demo import sample_reports, samples

    code = _show(sample_reports(), chosen, files=[path.name for path in samples()])
    if not chosen.json:
        print("\nThese reports are invented. To read your own: firsthand read FILE…")
    return code


def _schema(_: argparse.Namespace) -> int:
    from firsthand.contract import schema_text

    sys.stdout.buffer.write(schema_text().encode())
    return OK


def _show(inputs: Iterable[Report | InputError], chosen: argparse.Namespace, *, files: Sequence[str]) -> int:
    """Read and print one input after the other; say at the end how many could not be read."""
    show = _show_json if chosen.json else _printer(chosen.color, chosen.width, timeline=chosen.timeline)
    total, unread = 0, 0
    with ExitStack() as stack:
        for item in _with_progress(inputs, files, stack):
            total += 1
            try:
                if isinstance(item, InputError):
                    raise item
                show(firsthand.read(item))
            except InputError as error:
                unread += 1
                _say(str(error))
    if unread:
        _say(f"{unread} of {total} inputs could not be read" if total > 1 else "the input could not be read")
    return UNREAD if unread else OK


def _show_json(reading: Reading) -> None:
    sys.stdout.buffer.write(firsthand.to_json(reading).encode() + b"\n")
    sys.stdout.buffer.flush()


def _printer(color: Color, width: int | None, *, timeline: bool) -> Callable[[Reading], None]:
    from firsthand.ledger import make_console, print_ledger
    from firsthand.timeline import print_timeline

    if not sys.stdout.encoding.lower().startswith("utf"):
        cast("io.TextIOWrapper", sys.stdout).reconfigure(errors="replace")
    console = make_console(sys.stdout, color=color, width=width)
    shown = 0

    def show(reading: Reading) -> None:
        nonlocal shown
        if shown:
            console.print("\n" + "═" * min(console.width, 150) + "\n", soft_wrap=True)
        shown += 1
        (print_timeline if timeline else print_ledger)(reading, console)
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


def _say(message: str) -> None:
    """One line on standard error, safe to print whatever an input's name holds."""
    print(f"firsthand: {clean(message)}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
