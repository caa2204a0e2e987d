"""``show``, ``verify`` and ``log``: what an archive keeps of a report, and the proof that it is what was put there."""

from __future__ import annotations

import argparse
import re

from firsthand.commands.common import (
    OK,
    UNREAD,
    AddCommand,
    add_archive_option,
    add_shown_options,
    console_of,
    opened,
    print_json,
    say,
    show,
)
from firsthand.ledger_words import clean, count

_SHOW_EXAMPLES = """\
The report's ledger; then what it was made from, with the aligned words, what
was made from it, its claims, its revisions, and how it was collected.

examples:
  firsthand show post-1
  firsthand show post-1 --bytes > post-1.html     the bytes as collected
  firsthand show post-1 --json

"""
_VERIFY_EXAMPLES = """\
Reads everything: bytes against their SHA-256, spans against texts, tables
against the log, and the log's chain of hashes. Give a head that you wrote down
or had time-stamped earlier: without it nobody can tell whether the whole
archive was made anew.

examples:
  firsthand verify
  firsthand verify --head 41:6f1b…

"""
_LOG_EXAMPLES = """\
What was added, read and decided, by whom and when; each entry is sealed with a
hash together with all before it. `--head` prints the last one's number and
hash: have that time-stamped elsewhere.

examples:
  firsthand log
  firsthand log --head
  firsthand log --json > log.jsonl

"""


def add_commands(command: AddCommand) -> None:
    """Adds the commands to the command line."""
    shown = command("show", "show a report and all that is known of it", _SHOW_EXAMPLES, _show)
    shown.add_argument("report", metavar="REPORT", help="its name in the archive, or the start of it")
    shown.add_argument("--bytes", action="store_true", help="print the bytes as they were collected first, and no more")
    add_shown_options(shown, "print one object: the report, its reading, and what is known of it")
    verify = command("verify", "prove that nothing was changed", _VERIFY_EXAMPLES, _verify)
    verify.add_argument("--head", type=_head, metavar="N:HASH", help="a head of the log from earlier")
    add_archive_option(verify)
    verify.add_argument("--json", action="store_true", help="print a line of JSON a fault")
    log = command("log", "print the log", _LOG_EXAMPLES, _log)
    log.add_argument("--head", action="store_true", help="print only the number and hash of the last entry")
    add_archive_option(log)
    log.add_argument("--json", action="store_true", help="print a line of JSON an entry")


def _show(chosen: argparse.Namespace) -> int:
    with opened(chosen) as archive:
        if chosen.bytes:
            import sys

            sys.stdout.buffer.write(archive.bytes_of(chosen.report))
            return OK
        file = archive.show(chosen.report)
    if chosen.json:
        print_json(file)
        return OK
    from firsthand.casebook.reports import report_lines
    from firsthand.ledger import print_ledger

    console = console_of(chosen)
    print_ledger(file.reading, console)
    show(report_lines(file, console), chosen)
    return OK


def _verify(chosen: argparse.Namespace) -> int:
    with opened(chosen) as archive:
        faults = archive.verify(chosen.head)
        last = archive.head()
    for fault in faults:
        if chosen.json:
            print_json(fault)
        else:
            print(clean(f"{fault.where}: {fault.what}"))
    if faults:
        say(f"{count(len(faults), 'thing')} not as put there. Keep the file as it is and go back to a copy")
        return UNREAD
    if not chosen.json:
        print(f"Everything is as it was put there: {count(last.seq, 'entry', 'entries')} in the log, head {last.hash}")
    return OK


def _log(chosen: argparse.Namespace) -> int:
    with opened(chosen) as archive:
        if chosen.head:
            last = archive.head()
            if chosen.json:
                print_json(last)
            else:
                print(f"{last.seq}:{last.hash}")
            return OK
        for entry in archive.log():
            if chosen.json:
                print_json(entry)
            else:
                print(clean(f"{entry.seq} · {entry.at[:19]}Z · {entry.actor} · {entry.action} · {entry.subject}"))
    return OK


def _head(argument: str) -> object:
    from firsthand.archive.log import Head

    found = re.fullmatch(r"(\d+):([0-9a-f]{64})", argument.strip())
    if found is None:
        raise argparse.ArgumentTypeError(f"{argument!r} is not what `firsthand log --head` prints")
    return Head(int(found[1]), found[2])
