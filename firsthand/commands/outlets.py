"""``outlets``: who publishes under which names and addresses."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from firsthand.commands.common import OK, UNREAD, USAGE, AddCommand, add_archive_option, opened, print_json, say
from firsthand.errors import InputError
from firsthand.ledger_words import clean, count

if TYPE_CHECKING:
    from firsthand.outlets import Outlet

_EXAMPLES = """\
One publisher has many labels: names, domains, feed proxies, portals. A table of
what is certain ships with firsthand; add what you know. An entry replaces an
earlier one of the same name. Entries are decisions: logged, and can be undone.

examples:
  firsthand outlets                    this archive's own entries
  firsthand outlets find harbourpost.example
  firsthand outlets add "Harbour Post" --domain harbourpost.example --alias "The Post" --reason "its imprint"
  firsthand outlets import mine.tsv --reason "our list of 2024"
  firsthand outlets export > outlets.jsonl     the whole table

"""
_KINDS = ("outlet", "agency", "portal", "proxy", "platform")


def add_commands(command: AddCommand) -> None:
    """Adds the command to the command line."""
    outlets = command("outlets", "show or extend the table of outlets", _EXAMPLES, _outlets)
    outlets.add_argument(
        "action", choices=("list", "find", "add", "import", "export"), nargs="?", default="list", help="default: list"
    )
    outlets.add_argument("what", metavar="NAME|FILE", nargs="?", help="of find and add: a name; of import: a file")
    outlets.add_argument("--domain", action="append", default=[], metavar="HOST", help="of add; may be repeated")
    outlets.add_argument("--alias", action="append", default=[], metavar="NAME", help="of add; may be repeated")
    outlets.add_argument("--owner", metavar="NAME", help="of add: who owns it")
    outlets.add_argument("--country", metavar="CC", help="of add: its country's two letters")
    outlets.add_argument("--kind", choices=_KINDS, default="outlet", help="of add; default: outlet")
    outlets.add_argument("--reason", metavar="WHY", default="", help="of add and import: how you know; it is logged")
    add_archive_option(outlets)
    outlets.add_argument("--json", action="store_true", help="print a line of JSON an entry")


def _outlets(chosen: argparse.Namespace) -> int:
    if chosen.action in ("find", "add", "import") and not chosen.what:
        say(f"usage: firsthand outlets {chosen.action} {'FILE' if chosen.action == 'import' else 'NAME'}")
        return USAGE
    if chosen.action in ("add", "import"):
        return _extend(chosen)
    with opened(chosen, create=False) as archive:
        own = archive.own_outlets()
        if chosen.action == "find":
            from firsthand.outlets import find_outlet

            found = find_outlet(chosen.what, own)
            if found is None:
                say(f"{chosen.what} is not in the table")
                return UNREAD
            _print([found], as_json=chosen.json)
        elif chosen.action == "export":
            from firsthand.outlets import outlets_to_text

            sys.stdout.buffer.write(outlets_to_text(archive.outlets()).encode())
        else:
            _print(own, as_json=chosen.json)
            if not chosen.json:
                print(f"{count(len(own), 'own entry', 'own entries')}; {len(archive.outlets())} in the whole table")
    return OK


def _extend(chosen: argparse.Namespace) -> int:
    from firsthand.outlets import checked_outlet, outlet_overlaps, outlets_from_text

    if chosen.action == "add":
        given = {"name": chosen.what, "kind": chosen.kind, "owner": chosen.owner, "country": chosen.country}
        entries = (checked_outlet({**given, "aliases": chosen.alias, "domains": chosen.domain}, chosen.what),)
    else:
        entries = outlets_from_text(_text(chosen.what), chosen.what)
    with opened(chosen, create=True) as archive:
        made = archive.add_outlets(entries, reason=chosen.reason)
        names = {entry.name for entry in entries}
        for overlap in outlet_overlaps(archive.outlets()):
            if names & set(overlap.outlets):
                say(f"{overlap.what} {overlap.value} belongs to {' and '.join(overlap.outlets)}: the last one wins")
    print(f"{count(len(made), 'entry', 'entries')} added" + (f": decision {made[0].number}" if len(made) == 1 else ""))
    return OK


def _text(path: str) -> str:
    try:
        return Path(path).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(path, f"it cannot be read ({error})", remedy="Give a file of UTF-8 text") from error


def _print(entries: list[Outlet], *, as_json: bool) -> None:
    for entry in entries:
        if as_json:
            print_json(entry)
        else:
            facts = [entry.name, entry.kind, entry.country or "", f"owned by {entry.owner}" if entry.owner else ""]
            facts += [f"also {'; '.join(entry.aliases)}" if entry.aliases else "", ", ".join(entry.domains)]
            print(clean(" · ".join(fact for fact in facts if fact)))
