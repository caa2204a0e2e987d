"""``sources`` and ``undo``: who is heard in an archive, and what people decide about who is who."""

from __future__ import annotations

import argparse
from itertools import islice
from typing import TYPE_CHECKING

from firsthand.commands.common import (
    OK,
    UNREAD,
    USAGE,
    AddCommand,
    add_archive_option,
    add_shown_options,
    at_least,
    console_of,
    hint,
    linked,
    opened,
    print_json,
    say,
    show,
)
from firsthand.ledger_words import clean

if TYPE_CHECKING:
    from firsthand.archive.parts import Decision
    from firsthand.desk import Archive

_SHOWN = 30
_SOURCES_EXAMPLES = """\
Without a name: everybody who is heard, those in most reports first. With one,
or with an id: all that source said. `merge` decides that sources are one;
`split` that in some reports it is another. Decisions are logged, outlast a new
reading, and can be undone. Nobody unnamed is ever identified.

examples:
  firsthand sources
  firsthand sources "Ada Lind"
  firsthand sources merge "Ada Lind" "A. Lind" --reason "both the mayor"
  firsthand sources split "Ada Lind" --in post-7 --reason "her daughter"
  firsthand sources decisions

"""
_UNDO_EXAMPLES = """\
Takes back the decision of this number. An undo can be undone.

example:
  firsthand undo 3 --reason "they are two people after all"

"""


def add_commands(command: AddCommand) -> None:
    """Adds the commands to the command line."""
    sources = command("sources", "show who is heard, and all they said", _SOURCES_EXAMPLES, _sources)
    sources.add_argument(
        "names", metavar="NAME", nargs="*", help="a source; or merge, split or decisions, then sources"
    )
    sources.add_argument("--in", dest="reports", metavar="REPORT", nargs="+", help="of split: where it is another")
    sources.add_argument("--reason", metavar="WHY", help="of merge and split: why; it is logged")
    sources.add_argument("--limit", type=at_least(1), metavar="N", help=f"at most N; default {_SHOWN}, of --json all")
    add_shown_options(sources, "print a line of JSON a source, or a decision")
    undo = command("undo", "take a decision back", _UNDO_EXAMPLES, _undo)
    undo.add_argument("number", type=at_least(1), metavar="N", help="the decision's number")
    undo.add_argument("--reason", metavar="WHY", required=True, help="why; it is logged")
    add_archive_option(undo)


def _sources(chosen: argparse.Namespace) -> int:
    what, *names = chosen.names or [""]
    if what in ("merge", "split"):
        return _decide(what, names, chosen)
    with opened(chosen) as archive:
        linked(archive)
        if what == "decisions" and not names:
            return _decisions(archive, chosen)
        if what:
            return _source(archive, " ".join(chosen.names), chosen)
        return _list(archive, chosen)


def _list(archive: Archive, chosen: argparse.Namespace) -> int:
    found = archive.sources()
    if chosen.json:
        for entry in islice(found, chosen.limit):
            print_json(entry)
        return OK
    from firsthand.casebook.sources import source_lines

    listed = list(islice(found, chosen.limit or _SHOWN))
    if not listed:
        say("nobody is heard here yet: firsthand add PATH…")
        return UNREAD
    show(source_lines(listed, console_of(chosen)), chosen)
    hint(f"{len(listed)} shown. All that one said: firsthand sources {listed[0].id}", chosen)
    return OK


def _source(archive: Archive, name: str, chosen: argparse.Namespace) -> int:
    file = archive.source(name)
    if chosen.json:
        print_json(file)
        return OK
    from firsthand.casebook.sources import source_file_lines

    show(source_file_lines(file, console_of(chosen)), chosen)
    return OK


def _decide(what: str, names: list[str], chosen: argparse.Namespace) -> int:
    if not chosen.reason or (what == "split" and (len(names) != 1 or not chosen.reports)):
        needs = "NAME --in REPORT…" if what == "split" else "NAME NAME…"
        say(f"usage: firsthand sources {what} {needs} --reason WHY")
        return USAGE
    with opened(chosen) as archive:
        try:
            if what == "merge":
                made = archive.merge(*names, reason=chosen.reason)
            else:
                made = archive.split(names[0], *chosen.reports, reason=chosen.reason)
        except ValueError as error:
            say(str(error))
            return USAGE
    _tell(made, chosen)
    return OK


def _decisions(archive: Archive, chosen: argparse.Namespace) -> int:
    for decision in archive.decisions(in_force=False):
        if chosen.json:
            print_json(decision)
        else:
            state = "" if decision.in_force else " (taken back)"
            what = f"undo of {decision.undoes}" if decision.undoes else decision.kind
            told = [what + state, f"{decision.at[:16]}Z", decision.actor, decision.reason]
            print(clean(f"{decision.number} · {' · '.join(filter(None, told))}"))
    return OK


def _undo(chosen: argparse.Namespace) -> int:
    with opened(chosen) as archive:
        made = archive.undo(chosen.number, reason=chosen.reason)
    print(f"decision {made.number}: decision {made.undoes} is taken back")
    return OK


def _tell(made: Decision, chosen: argparse.Namespace) -> None:
    if chosen.json:
        print_json(made)
    else:
        print(f"decision {made.number}: {made.kind}. To take it back: firsthand undo {made.number} --reason WHY")
