"""How an archive's tables came about, step by step.

Each step and the row that records it land in one transaction: an archive is never between two versions. A step that
has been released is never changed; what is to be different afterwards is a step of its own. A room with tables of its
own adds its steps to the list in ``opening``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from sqlalchemy import Connection, Engine, func, insert, inspect, select

from firsthand.archive import sqlite, tables
from firsthand.archive.log import append
from firsthand.archive.packing import now
from firsthand.errors import ArchiveError

ACTOR = "firsthand"
"""Who the log names for what the program does of itself."""


class Migration(NamedTuple):
    """One step. ``function`` changes the tables through the connection and nothing else."""

    number: int
    name: str
    function: Callable[[Connection], None]


def migrate(engine: Engine, location: str, steps: Sequence[Migration]) -> None:
    """Takes the steps that the archive has not had. Raises ``ArchiveError`` when it has had one that is not known."""
    with engine.begin() as connection:
        done = _done(connection)
    if done > steps[-1].number:
        cause = f"it was made by a newer firsthand (version {done} of the tables; this one knows {steps[-1].number})"
        raise ArchiveError(location, cause, remedy="Install the newer firsthand")
    for step in steps:
        if step.number > done:
            with sqlite.writer(engine).begin() as connection:
                # Another process may have taken it since we looked.
                if _done(connection) < step.number:
                    _take(connection, step)


def _done(connection: Connection) -> int:
    if not inspect(connection).has_table(tables.migrations.name):
        return 0
    return connection.execute(select(func.coalesce(func.max(tables.migrations.c.number), 0))).scalar_one()


def _take(connection: Connection, step: Migration) -> None:
    step.function(connection)
    at = now()
    append(connection, ACTOR, "migrate", step.name, {"number": step.number}, at=at)
    connection.execute(insert(tables.migrations).values(number=step.number, name=step.name, at=at))


def _first(connection: Connection) -> None:
    tables.metadata.create_all(connection, checkfirst=False)
    connection.exec_driver_sql(sqlite.TEXT_INDEX)
    for trigger in sqlite.LOG_TRIGGERS:
        connection.exec_driver_sql(trigger)


FIRST = Migration(1, "reports, readings, log", _first)
