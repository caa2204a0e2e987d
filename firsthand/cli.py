"""The ``firsthand`` command.

Whatever a run does not need is imported late: ``firsthand --help`` must not wait for the encoder, nor ``--json`` for
the terminal's typography, nor ``read`` for the archive.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from typing import NoReturn

import firsthand
from firsthand.commands import adding, demo, finding, keeping, outlets, reading, sources
from firsthand.commands.common import (
    BROKEN,
    EXIT_CODES,
    INTERRUPTED,
    NO_ARCHIVE,
    OK,
    PIPE_CLOSED,
    UNREAD,
    USAGE,
    Run,
    say,
)
from firsthand.errors import ArchiveError, FirsthandError, NotInArchiveError, WeightsError
from firsthand.versions import model_version

__all__ = [
    "BROKEN",
    "INTERRUPTED",
    "NO_ARCHIVE",
    "OK",
    "PIPE_CLOSED",
    "UNREAD",
    "USAGE",
    "main",
    "parser",
]

_MAIN_EXAMPLES = """\
examples:
  firsthand demo                         what it does, on reports that come with it
  firsthand read report.txt              one report's ledger
  firsthand add pages/ feed.xml          into the archive firsthand.db
  firsthand claims                       what they claim, and on how many sources
  firsthand trace "the bridge is shut"   how it reached each report

`firsthand COMMAND --help` says more.

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
    except ImportError as error:
        say(f"the installation is incomplete: {error}. Install again with `pip install --force-reinstall firsthand`")
        return BROKEN
    except FirsthandError as error:
        say(str(error))
        return _code_of(error)


def parser() -> argparse.ArgumentParser:
    """The grammar of the command line."""
    top = argparse.ArgumentParser(
        prog="firsthand",
        description="Who actually said it, how it reached you, and how many independent sources stand behind it.",
        epilog=_MAIN_EXAMPLES + EXIT_CODES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    top.add_argument("--version", action=_Version, nargs=0, help="print the versions of the program and its model")
    commands = top.add_subparsers(title="commands", metavar="COMMAND", required=True)

    def command(name: str, summary: str, examples: str, run: Run) -> argparse.ArgumentParser:
        added = commands.add_parser(
            name,
            help=summary,
            description=f"{summary[0].upper()}{summary[1:]}.",
            epilog=examples + EXIT_CODES,
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        added.set_defaults(run=run)
        return added

    for group in (demo, reading, adding, finding, sources, keeping, outlets):
        group.add_commands(command)
    return top


class _Version(argparse.Action):
    """Looks the model's version up only when asked."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> NoReturn:
        print(f"firsthand {firsthand.__version__} (model {model_version() or 'not found'})")
        parser.exit()


def _code_of(error: FirsthandError) -> int:
    if isinstance(error, WeightsError):
        return BROKEN
    if isinstance(error, ArchiveError) and not isinstance(error, NotInArchiveError):
        return NO_ARCHIVE
    return UNREAD


if __name__ == "__main__":
    sys.exit(main())
