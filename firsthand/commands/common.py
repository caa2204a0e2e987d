"""What the commands share: exit codes, options, and how they print."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, cast

from firsthand.ledger_words import MIN_WIDTH, clean

if TYPE_CHECKING:
    import io

    import msgspec
    from rich.console import Console

    from firsthand.archive.filters import Filters
    from firsthand.desk import Archive

OK, UNREAD, USAGE, BROKEN, NO_ARCHIVE, INTERRUPTED, PIPE_CLOSED = 0, 1, 2, 3, 4, 130, 141
EXIT_CODES = """\
exit codes:
  0    done
  1    some input could not be read (the rest was); nothing was found; or, of
       verify, something is not as it was put there
  2    wrong usage
  3    the installation is damaged or incomplete
  4    the archive cannot be used: there is none, it is busy or damaged
  130  interrupted; what was acknowledged is kept
  141  the output was closed early, as by `head`
"""
STANCES = (
    "says", "claims", "denies", "confirms", "announces", "alleges", "warns", "asks", "orders", "believes", "declines",
    "rumour",
)  # fmt: skip
_ARCHIVE, _VARIABLE = "firsthand.db", "FIRSTHAND_ARCHIVE"

Run = Callable[[argparse.Namespace], int]
AddCommand = Callable[[str, str, str, Run], argparse.ArgumentParser]
"""(name, what it does, examples, what runs it): makes a command."""


def add_archive_option(command: argparse.ArgumentParser) -> None:
    """``--archive``."""
    command.add_argument(
        "--archive",
        metavar="FILE",
        help=f"the archive; default: the environment variable {_VARIABLE}, else {_ARCHIVE} here",
    )


def add_display_options(command: argparse.ArgumentParser) -> None:
    """``--color`` and ``--width``."""
    command.add_argument(
        "--color",
        choices=("auto", "always", "never"),
        default="auto",
        help="color what is shown; auto (the default): in a terminal, unless NO_COLOR is set",
    )
    command.add_argument(
        "--width", type=width, metavar="N", help=f"columns to use, at least {MIN_WIDTH}; default: the terminal's"
    )


def add_shown_options(command: argparse.ArgumentParser, json: str) -> None:
    """``--archive``, ``--json`` (with what it prints), ``--color`` and ``--width``."""
    add_archive_option(command)
    command.add_argument("--json", action="store_true", help=json)
    add_display_options(command)


def width(argument: str) -> int:
    """A number of columns that leaves room for words."""
    if not argument.isdecimal() or int(argument) < MIN_WIDTH:
        raise argparse.ArgumentTypeError(f"{argument!r} is not a number of columns from {MIN_WIDTH} up")
    return int(argument)


def at_least(least: int) -> Callable[[str], int]:
    """What an option takes: a whole number from ``least`` up."""

    def number(argument: str) -> int:
        if not argument.isdecimal() or int(argument) < least:
            raise argparse.ArgumentTypeError(f"{argument!r} is not a number from {least} up")
        return int(argument)

    return number


@contextmanager
def opened(chosen: argparse.Namespace, *, create: bool = False) -> Iterator[Archive]:
    """The archive that was chosen. Raises ``ArchiveError`` when there is none and it may not be made."""
    from firsthand.desk import Archive

    path = chosen.archive or os.environ.get(_VARIABLE) or _ARCHIVE
    with Archive(path, create=create) as archive:
        yield archive


def linked(archive: Archive) -> None:
    """Says so when what is shown is not yet all that the reports show."""
    if not archive.is_linked():
        say("some reports are not linked yet: what is shown may lack them. `firsthand add` without a path links them")


def console_of(chosen: argparse.Namespace) -> Console:
    """A console for standard output."""
    from firsthand.ledger import make_console

    if not sys.stdout.encoding.lower().startswith("utf"):
        cast("io.TextIOWrapper", sys.stdout).reconfigure(errors="replace")
    return make_console(sys.stdout, color=chosen.color, width=chosen.width)


def show(lines: Iterable[object], chosen: argparse.Namespace) -> None:
    """Prints lines that fit the width."""
    from rich.text import Text

    console = console_of(chosen)
    for line in lines:
        assert isinstance(line, Text)
        line.rstrip()
        console.print(line, soft_wrap=True)


def hint(message: str, chosen: argparse.Namespace) -> None:
    """A blank line and a quiet one, which says how to go on."""
    from rich.text import Text

    from firsthand.casebook.layout import DIM, page_on, wrapped

    show([Text(), *wrapped(page_on(console_of(chosen)), Text(message, style=DIM))], chosen)


def print_json(record: msgspec.Struct | list[object] | dict[str, object]) -> None:
    """One line of JSON on standard output."""
    import msgspec

    sys.stdout.buffer.write(msgspec.json.encode(record) + b"\n")
    sys.stdout.buffer.flush()


def say(message: str) -> None:
    """One line on standard error, safe to print whatever an input's name holds."""
    print(f"firsthand: {clean(message)}", file=sys.stderr, flush=True)


def add_filters(command: argparse.ArgumentParser) -> None:
    """The options that narrow a search."""
    command.add_argument("--outlet", metavar="NAME", help="only reports of this outlet")
    command.add_argument("--source", metavar="NAME", help="only reports with a statement of this source")
    command.add_argument("--stance", choices=STANCES, help="only reports with such a statement (of --source, if given)")
    command.add_argument("--from", dest="since", metavar="TIME", help="published then or later: 2023, 2023-02-28, …")
    command.add_argument("--to", dest="until", metavar="TIME", help="published then or earlier, to its end")
    command.add_argument("--place", metavar="NAME", help="only reports that name this place, or one in this country")


def filters_of(chosen: argparse.Namespace) -> Filters:
    """The filters that were chosen."""
    from firsthand.archive.filters import Filters

    return Filters(
        outlet=chosen.outlet,
        source=chosen.source,
        stance=chosen.stance,
        published_from=chosen.since,
        published_until=chosen.until,
        place=chosen.place,
    )
