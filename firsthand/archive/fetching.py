"""Reading back what an archive keeps."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, TypeVar

import msgspec
from sqlalchemy import Connection, Row, select

from firsthand.archive.filters import Filters, conditions
from firsthand.archive.packing import unpack
from firsthand.archive.pages import superseding
from firsthand.archive.parts import Capture, Collected, Filed
from firsthand.archive.store import Store, snapshot
from firsthand.archive.tables import blobs, captures, dossiers, readings
from firsthand.archive.tables import reports as reports_table
from firsthand.errors import ArchiveDamagedError, NotInArchiveError
from firsthand.schema import Reading, Record, Report

AnyRow = Row[*tuple[Any, ...]]
T = TypeVar("T", bound=msgspec.Struct)

FILED = (
    reports_table.c.number,
    reports_table.c.key,
    reports_table.c.id,
    reports_table.c.url,
    reports_table.c.outlet,
    reports_table.c.title,
    reports_table.c.published,
    reports_table.c.captured,
    reports_table.c.language,
    reports_table.c.superseded_by,
)
"""The columns of a ``Filed``, in its order."""


class FiledPage(Record, frozen=True, kw_only=True):
    """Some of the reports asked for, and where to go on."""

    filed: tuple[Filed, ...]
    cursor: int | None
    """What to give to get the next page; ``None`` after the last."""


def report(store: Store, key: str) -> Report:
    """The report of this key, as it was added. Raises ``NotInArchiveError``, and ``ArchiveDamagedError`` when what is
    kept was changed; so do the others here."""
    with snapshot(store) as connection:
        row = _row(store, connection, key, reports_table.c.record)
    return decoded(store, row.record, f"the report {key}", Report)


def reading(store: Store, key: str) -> Reading:
    """The latest reading of the report of this key. Raises ``NotInArchiveError`` also when it has not been read."""
    with snapshot(store) as connection:
        number = _row(store, connection, key, reports_table.c.number).number
        row = latest_reading(connection, number)
    if row is None:
        raise NotInArchiveError(store.location, f"{key} has not been read", remedy="Run firsthand reread")
    return decoded(store, row.data, f"the reading of {key}", Reading)


def latest_reading(connection: Connection, number: int) -> AnyRow | None:
    """The row of ``readings`` that counts for the report of this number."""
    rows = select(readings).where(readings.c.report == number).order_by(readings.c.number.desc()).limit(1)
    return connection.execute(rows).first()


def dossier(store: Store, number: int) -> tuple[str, bytes]:
    """What linking knows of the report of this number: the version of the weights it was made with, and its bytes."""
    with snapshot(store) as connection:
        row = connection.execute(select(dossiers).where(dossiers.c.report == number)).first()
    if row is None:
        raise NotInArchiveError(store.location, f"report number {number} has no dossier", remedy="Run firsthand reread")
    return row.model, _unpacked(store, row.data, f"the dossier of report number {number}")


def blob(store: Store, sha256: str) -> bytes:
    """The bytes of this SHA-256, as they were collected."""
    with snapshot(store) as connection:
        row = connection.execute(select(blobs.c.data).where(blobs.c.sha256 == sha256)).first()
    if row is None:
        raise NotInArchiveError(store.location, f"there are no bytes of SHA-256 {sha256}")
    return _unpacked(store, row.data, f"the bytes of SHA-256 {sha256}")


def filed(store: Store, key: str) -> Filed:
    """What the table of reports says of the report of this key."""
    with snapshot(store) as connection:
        return filed_of(_row(store, connection, key, *FILED))


def filed_by_number(store: Store, numbers: Sequence[int]) -> list[Filed]:
    """The reports of these numbers, in the order of the numbers; those that are not here left out."""
    with snapshot(store) as connection:
        return [
            filed_of(row)
            for number in numbers
            if (row := connection.execute(select(*FILED).where(reports_table.c.number == number)).first())
        ]


def reports(store: Store, filters: Filters | None = None, *, limit: int = 100, cursor: int = 0) -> FiledPage:
    """The reports that pass the filters, in the order of their arrival, ``limit`` at a time."""
    number = reports_table.c.number
    with snapshot(store) as connection:
        rows = select(*FILED).where(*conditions(connection, filters or Filters(), number), number > cursor)
        found = connection.execute(rows.order_by(number).limit(limit + 1)).all()
    page = tuple(filed_of(row) for row in found[:limit])
    return FiledPage(filed=page, cursor=page[-1].number if len(found) > limit else None)


def revisions(store: Store, key: str) -> list[Filed]:
    """All revisions of the report of this key, itself too, oldest first; the last is the current one."""
    with snapshot(store) as connection:
        page = _row(store, connection, key, reports_table.c.page).page
        order = superseding(connection, page)
        rows = {row.number: row for row in connection.execute(select(*FILED).where(reports_table.c.page == page))}
    return [filed_of(rows[number]) for number in order]


def captures_of(store: Store, key: str) -> list[Capture]:
    """Every time that the report of this key was collected, the first one first."""
    with snapshot(store) as connection:
        number = _row(store, connection, key, reports_table.c.number).number
        rows = connection.execute(select(captures).where(captures.c.report == number).order_by(captures.c.number)).all()
    return [
        Capture(
            number=row.number,
            sha256=row.sha256,
            collected=Collected(how=row.how, by=row.by, at=row.at, file=row.file, detail=json.loads(row.detail)),
        )
        for row in rows
    ]


def filed_of(row: AnyRow) -> Filed:
    """The record of a row that has the columns ``FILED``."""
    return Filed(**row._mapping)  # pyright: ignore[reportArgumentType]  # a row's names are strings


def _row(store: Store, connection: Connection, key: str, *columns: Any) -> AnyRow:
    row = connection.execute(select(*columns).where(reports_table.c.key == key)).first()
    if row is None:
        raise NotInArchiveError(store.location, f"there is no report {key}", remedy="Look for it with firsthand search")
    return row


def _unpacked(store: Store, packed: bytes, what: str) -> bytes:
    try:
        return unpack(packed)
    except ValueError as error:
        raise _damaged(store, what, error) from error


def decoded(store: Store, packed: bytes, what: str, kind: type[T]) -> T:
    """The record that a packed column holds. Raises ``ArchiveDamagedError``, which says ``what`` it is of."""
    try:
        return msgspec.json.decode(_unpacked(store, packed, what), type=kind)
    except msgspec.DecodeError as error:
        raise _damaged(store, what, error) from error


def _damaged(store: Store, what: str, error: Exception) -> ArchiveDamagedError:
    remedy = "firsthand verify says what else is; keep the file and go back to a copy"
    return ArchiveDamagedError(store.location, f"{what} is damaged ({error})", remedy=remedy)
