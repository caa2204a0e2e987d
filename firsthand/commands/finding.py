"""``claims``, ``trace`` and ``search``: what an archive has found, and where."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from itertools import islice
from typing import TYPE_CHECKING

from firsthand.commands.common import (
    OK,
    UNREAD,
    AddCommand,
    add_filters,
    add_shown_options,
    at_least,
    console_of,
    filters_of,
    hint,
    linked,
    opened,
    print_json,
    say,
    show,
)

if TYPE_CHECKING:
    from firsthand.desk import Archive
    from firsthand.schema import Claim, Record

_SHOWN = 20
_CLAIMS_EXAMPLES = """\
First come claims that many reports repeat and few sources stand behind. For
each: how many independent first-hand sources assert it (a range where a path
ends nowhere), how many outlets heard it from them themselves, how many reports
repeat it, who is behind it, and its clearest wording as it stands in a report.

examples:
  firsthand claims
  firsthand claims --min-sources 2
  firsthand claims --conflicts --archive flood.db
  firsthand claims --json > findings.json

"""
_TRACE_EXAMPLES = """\
Draws how a claim came from its first-hand sources, through those who passed it
on, to every report: copies stand under what they copy. Then what denies it,
rumours, and what cannot hold together with it, with the words that clash. A
sentence finds the claims that say the same.

examples:
  firsthand trace c3f9a0b12d4
  firsthand trace "the valve was opened by hand"
  firsthand trace c3f9a0b12d4 --json

"""
_SEARCH_EXAMPLES = """\
All words must be there; "several words" stand together; flood* is any word
that begins so; OR between two needs one of them. Case and accents are no
matter. Latest first; the best among them on top.

examples:
  firsthand search valve chlorine
  firsthand search '"settling tank" OR valve' --outlet "Harbour Post"
  firsthand search flood* --from 2024-05 --to 2024-06-07 --place IE
  firsthand search "" --source "Ada Lind" --stance denies

"""


def add_commands(command: AddCommand) -> None:
    """Adds the commands to the command line."""
    claims = command(
        "claims", "list what reports claim, and how many sources there really are", _CLAIMS_EXAMPLES, _claims
    )
    claims.add_argument("--min-sources", type=at_least(0), metavar="N", help="only those with at least N of them")
    claims.add_argument("--conflicts", action="store_true", help="only those that another claim contradicts")
    claims.add_argument("--limit", type=at_least(1), metavar="N", help=f"at most N; default {_SHOWN}, of --json all")
    add_shown_options(claims, "print one object: claims, derivations and conflicts")
    trace = command("trace", "show how a claim reached each report", _TRACE_EXAMPLES, _trace)
    trace.add_argument("claim", metavar="CLAIM", help="a claim's id, or any sentence")
    trace.add_argument(
        "--limit", type=at_least(1), default=1, metavar="N", help="of a sentence: at most N claims; default 1"
    )
    add_shown_options(trace, "print a line of JSON a claim")
    search = command("search", "find reports by their words", _SEARCH_EXAMPLES, _search)
    search.add_argument("words", metavar="WORDS", nargs="+", help="what to look for")
    add_filters(search)
    search.add_argument("--limit", type=at_least(1), default=_SHOWN, metavar="N", help=f"at most N; default {_SHOWN}")
    add_shown_options(search, "print a line of JSON a report, with where the words stand")


def _claims(chosen: argparse.Namespace) -> int:
    with opened(chosen) as archive:
        linked(archive)
        found = islice(archive.claims(chosen.min_sources, conflicts=chosen.conflicts), chosen.limit)
        if chosen.json:
            narrowed = bool(chosen.min_sources or chosen.conflicts or chosen.limit)
            print_findings(found, archive, narrowed=narrowed)
            return OK
        listed = list(islice(found, chosen.limit or _SHOWN))
        if not listed:
            say(
                "there is no such claim" if archive.counts()["claims"] else "nothing was found yet: firsthand add PATH…"
            )
            return UNREAD
        conflicting = {claim.id for claim in listed if archive.conflicts(claim.id)}
        total = archive.counts()["claims"]
    from firsthand.casebook.claims import claim_lines

    show(claim_lines(listed, conflicting, console_of(chosen)), chosen)
    hint(f"{len(listed)} of {total} claims. Why? firsthand trace {listed[0].id}", chosen)
    return OK


def print_findings(claims: Iterable[Claim], archive: Archive, *, narrowed: bool) -> None:
    """Prints the contract’s object, one claim at a time, so that memory does not grow with the archive."""
    out, shown = sys.stdout.buffer, set[str]()
    out.write(b'{"claims":[')
    for index, claim in enumerate(claims):
        shown.add(claim.id)
        _write(claim, index)
    out.write(b'],"derivations":[')
    for index, derivation in enumerate(archive.derivations()):
        _write(derivation, index)
    out.write(b'],"conflicts":[')
    conflicts = (c for c in archive.conflicts() if not narrowed or c.a in shown or c.b in shown)
    for index, conflict in enumerate(conflicts):
        _write(conflict, index)
    out.write(b"]}\n")


def _write(record: Record, index: int) -> None:
    from firsthand.schema import to_json

    sys.stdout.buffer.write((b"," if index else b"") + to_json(record).encode())


def _trace(chosen: argparse.Namespace) -> int:
    with opened(chosen) as archive:
        linked(archive)
        traces = archive.trace(chosen.claim, limit=chosen.limit)
    if chosen.json:
        for trace in traces:
            print_json(trace)
    elif traces:
        from rich.text import Text

        from firsthand.casebook.layout import short
        from firsthand.casebook.traces import trace_lines

        console = console_of(chosen)
        for index, trace in enumerate(traces):
            show([Text()] if index else [], chosen)
            show(trace_lines(trace, console), chosen)
        report = short(traces[0].claim.statements[0].report)
        hint(f"The words in their report: firsthand show {report}", chosen)
    if not traces:
        say("no claim here says so. Look for the words: firsthand search")
    return OK if traces else UNREAD


def _search(chosen: argparse.Namespace) -> int:
    with opened(chosen) as archive:
        page = archive.search(" ".join(chosen.words), filters_of(chosen), limit=chosen.limit)
    if chosen.json:
        for hit in page.hits:
            print_json(hit)
    elif page.hits:
        from firsthand.casebook.reports import hit_lines

        show(hit_lines(page.hits, console_of(chosen)), chosen)
        hint(f"{len(page.hits)} found." + (" There are more: --limit" if page.cursor else ""), chosen)
    if not page.hits:
        say("no report holds that")
    return OK if page.hits else UNREAD
