"""Proving that an archive is as it was put there: kept bytes, readings, tables and log, against one another."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

from sqlalchemy import Connection

from firsthand.archive import checks, sqlite
from firsthand.archive.log import FIRST, Entry, Head, entries_in, seal
from firsthand.archive.migrations import migrate
from firsthand.archive.opening import MIGRATIONS
from firsthand.archive.parts import Fault
from firsthand.archive.store import Store, snapshot, writing
from firsthand.errors import ArchiveDamagedError

_Check = Callable[[Connection], Iterator[Fault]]


def verify(store: Store, expected: Head | None = None) -> list[Fault]:
    """Everything in the archive that is not as it was put there; empty when nothing was changed.

    ``expected`` is a head of the log that was written down or time-stamped elsewhere: without it, nobody can tell
    whether the log's last entries were cut off together with all they are about, or the whole archive made anew.
    Reads the whole archive, one row at a time, and keeps others from writing while the index of words is checked
    (where the archive may not be written to, that one check is left out). Raises ``ArchiveError`` when it cannot be
    read at all.
    """

    def chain(connection: Connection) -> Iterator[Fault]:
        return _chain(connection, expected)

    found: list[Fault] = []
    for check in (_sqlite, _schema, chain, *checks.CONTENTS):
        with snapshot(store) as connection:
            found += _guarded(check, connection, store.location)
    # FTS5's own check is a command to the index, which needs leave to write; it changes nothing.
    if sqlite.is_writable(Path(store.location)):
        with writing(store) as connection:
            found += _guarded(_text_index, connection, store.location)
    return found


def _guarded(check: _Check, connection: Connection, location: str) -> Iterator[Fault]:
    """What the check finds, and where it can go no further, that."""
    try:
        with sqlite.meaning(location):
            yield from check(connection)
    except ArchiveDamagedError as error:
        yield Fault(where="the file", what=error.cause)


def _sqlite(connection: Connection) -> Iterator[Fault]:
    for found in sqlite.integrity(connection):
        yield Fault(where="the file", what=found)


@cache
def _fresh() -> dict[str, str]:
    """The schema of an archive that is made just now."""
    engine = sqlite.memory_engine()
    migrate(engine, "memory", MIGRATIONS)
    with engine.connect() as connection:
        return sqlite.schema_of(connection)


def _schema(connection: Connection) -> Iterator[Fault]:
    should = _fresh()
    are = sqlite.schema_of(connection)
    for name in sorted(should.keys() | are.keys()):
        if name not in are:
            yield Fault(where=f"schema, {name}", what="it is gone")
        elif name not in should:
            yield Fault(where=f"schema, {name}", what="it does not belong here")
        elif are[name] != should[name]:
            yield Fault(where=f"schema, {name}", what="it was changed")


def _chain(connection: Connection, expected: Head | None) -> Iterator[Fault]:
    last = Head(0, FIRST)
    for entry in entries_in(connection):
        yield from _link(last, entry)
        if expected and entry.seq == expected.seq and entry.hash != expected.hash:
            yield Fault(where=f"log, entry {entry.seq}", what=f"its hash is not the expected {expected.hash}")
        last = Head(entry.seq, entry.hash)
    if expected and last.seq < expected.seq:
        what = f"entry {expected.seq} was there once: the log ends at {last.seq}"
        yield Fault(where="log", what=what)


def _link(last: Head, entry: Entry) -> Iterator[Fault]:
    where = f"log, entry {entry.seq}"
    if entry.seq != last.seq + 1:
        yield Fault(where=where, what=f"it follows entry {last.seq}: there is a gap")
    elif entry.previous != last.hash:
        yield Fault(where=where, what=f"it does not follow from entry {last.seq}")
    if seal(entry) != entry.hash:
        yield Fault(where=where, what="its hash is not that of what it says")


def _text_index(connection: Connection) -> Iterator[Fault]:
    if not sqlite.index_is_whole(connection):
        yield Fault(where="words", what="the index of words is not that of its texts")
