"""``add``, ``watch`` and ``reread``: what changes what an archive holds."""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

from firsthand.commands.common import (
    OK,
    UNREAD,
    AddCommand,
    add_archive_option,
    at_least,
    opened,
    print_json,
    say,
)
from firsthand.errors import InputError
from firsthand.ledger_words import clean, count

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

    from firsthand.archive.parts import Added
    from firsthand.desk import Archive
    from firsthand.watching import Client

_MINUTE, _DAY = 60, 86_400
_ADD_EXAMPLES = """\
Keeps the bytes, the report, its reading and how it was collected, then links
it with all others. What is in the archive already is not added again: after an
interruption, run the same command once more. Without PATH it only links what
an interrupted run left. Takes what `read` takes; folders and "*.html" too.

examples:
  firsthand add report.html
  firsthand add saved-pages/ feed.xml crawl.warc.gz channel/result.json
  firsthand add "news/**/*.json" --archive flood.db
  curl -s URL | firsthand add -

"""
_WATCH_EXAMPLES = """\
Asks each feed for what is new, politely: only if it changed, as often as its
server allows, one host at a time, and as robots.txt allows. Entries that are
mere summaries are fetched in full. This command, alone, opens connections.

examples:
  firsthand watch https://harbourpost.example/feed.xml
  firsthand watch FEED FEED --every 30 --archive flood.db
  firsthand watch FEED --once       for a scheduler

"""
_REREAD_EXAMPLES = """\
Reads again what was read with other weights than today's, and links it anew.
Earlier readings and all decisions are kept.

example:
  firsthand reread --archive flood.db

"""


def add_commands(command: AddCommand) -> None:
    """Adds the commands to the command line."""
    add = command("add", "add reports to an archive and link them", _ADD_EXAMPLES, _add)
    add.add_argument(
        "paths", metavar="PATH", nargs="*", help="a report, a file of several, or a folder; - is standard input"
    )
    add_archive_option(add)
    add.add_argument("--json", action="store_true", help="print a line of JSON for each report, when it is on the disk")
    watch = command("watch", "add what is new in feeds, again and again", _WATCH_EXAMPLES, _watch)
    watch.add_argument("feeds", metavar="FEED", nargs="+", help="the address of an RSS, Atom or JSON feed")
    add_archive_option(watch)
    watch.add_argument("--once", action="store_true", help="look at each feed once, then end")
    watch.add_argument("--every", type=at_least(1), metavar="MIN", help="minutes between two looks; default 15")
    reread = command("reread", "read again with newer weights", _REREAD_EXAMPLES, _reread)
    add_archive_option(reread)


def _add(chosen: argparse.Namespace) -> int:
    with opened(chosen, create=True) as archive:
        with _Bars(wanted=not (chosen.json and sys.stdout.isatty())) as bars:
            items = archive.add(*chosen.paths, stdin=sys.stdin.buffer, progress=bars.linking)
            tally = _taken(items, chosen, bars)
        if not chosen.json:
            _sum_up(tally, archive)
    return UNREAD if tally["unread"] else OK


def _taken(items: Iterable[Added | InputError], chosen: argparse.Namespace, bars: _Bars) -> Counter[str]:
    """How many of each outcome; what cannot be read is said at once."""
    tally: Counter[str] = Counter()
    for item in items:
        if isinstance(item, InputError):
            tally["unread"] += 1
            bars.say(str(item))
        else:
            tally[item.outcome] += 1
            if chosen.json:
                print_json(item)
        bars.reading(tally)
    return tally


def _sum_up(tally: Counter[str], archive: Archive) -> None:
    told = {"new": "new", "revision": "revised", "recaptured": "collected again, with the same text", "known": "known"}
    figures = [f"{tally[outcome]} {words}" for outcome, words in told.items() if tally[outcome]]
    figures += [f"{tally['unread']} could not be read (see above)"] if tally["unread"] else []
    print(f"{count(tally.total(), 'report')}" + (f": {', '.join(figures)}" if figures else ""))
    found = archive.counts()
    kinds = ("claims", "claim"), ("derivations", "derivation"), ("conflicts", "conflict"), ("sources", "source")
    print(f"{clean(archive.location)}: " + ", ".join(count(found[name], noun) for name, noun in kinds))
    if tally["new"]:
        print("See them: firsthand claims")


def _watch(chosen: argparse.Namespace) -> int:
    from firsthand.watching import Client

    with opened(chosen, create=True) as archive, Client() as client:
        while True:
            failed, wait = _look(archive, client, chosen)
            if chosen.once:
                return UNREAD if failed else OK
            time.sleep(wait)


def _look(archive: Archive, client: Client, chosen: argparse.Namespace) -> tuple[bool, int]:
    """One look at all feeds: whether one could not be had, and the seconds until the next."""
    from firsthand.watching import Polled

    failed, waits, new = False, [_DAY], 0
    for event in archive.watch(client, *chosen.feeds, every=chosen.every):
        item = event.item
        if isinstance(item, InputError):
            say(str(item))
        elif isinstance(item, Polled):
            failed = failed or item.status in ("failed", "refused", "gone")
            waits.append(item.retry_after)
            if item.status != "waiting":
                because = f" ({item.because})" if item.because else ""
                print(clean(f"{event.feed}: {item.status}{because}, {count(new, 'new report')}"), flush=True)
            new = 0
        else:
            new += item.outcome in ("new", "revision")
    return failed, max(_MINUTE, min(waits))


def _reread(chosen: argparse.Namespace) -> int:
    with opened(chosen) as archive, _Bars(wanted=True) as bars:
        tally: Counter[str] = Counter()
        for _ in archive.reread(bars.linking):
            tally["read again"] += 1
            bars.reading(tally)
    print(f"{count(tally.total(), 'report')} read again")
    return OK


class _Bars:
    """Bars on standard error where somebody watches: how many are read, then how far linking is."""

    def __init__(self, *, wanted: bool) -> None:
        self._wanted = wanted and sys.stderr.isatty()
        self._progress: Progress | None = None
        self._tasks: dict[str, TaskID] = {}

    def __enter__(self) -> _Bars:
        if self._wanted:
            from rich.console import Console
            from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

            columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn()
            # What goes to standard output is not the bar's business: it may be a pipe.
            self._progress = Progress(
                *columns, console=Console(stderr=True), transient=True, redirect_stdout=False, redirect_stderr=False
            )
            self._progress.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._progress is not None:
            self._progress.stop()

    def reading(self, tally: Counter[str]) -> None:
        """One more report is taken in."""
        self._show("reading", tally.total(), None)

    def linking(self, done: int, total: int) -> None:
        """So many of the reports to be linked are."""
        self._show("linking", done, total)

    def say(self, message: str) -> None:
        """A line that does not break the bars."""
        if self._progress is None:
            say(message)
        else:
            self._progress.console.print(f"firsthand: {clean(message)}", markup=False, highlight=False, soft_wrap=True)

    def _show(self, what: str, done: int, total: int | None) -> None:
        if self._progress is None:
            return
        if what not in self._tasks:
            self._tasks[what] = self._progress.add_task(what, total=total)
        self._progress.update(self._tasks[what], completed=done, total=total)
