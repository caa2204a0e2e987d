"""What the tables hold, row by row, against the log and against what it was made from.

Each check reads its table and the log's entries about it side by side, in the order of their numbers, and holds one
row of each at a time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, Select, Table, func, select

from firsthand.archive import sqlite
from firsthand.archive.log import Entry
from firsthand.archive.packing import canonical, digest, unpack
from firsthand.archive.pages import superseding
from firsthand.archive.parts import Fault
from firsthand.archive.rows import capture_hash, place_rows, report_row, statement_rows
from firsthand.archive.tables import (
    blobs,
    captures,
    decisions,
    dossiers,
    log,
    migrations,
    places,
    readings,
    reports,
    statements,
)
from firsthand.schema import Reading, Report

_CHUNK = 100
_AnyRow = Row[*tuple[Any, ...]]
_Told = dict[str, Any]
_Wrongs = Iterator[str]


def _bytes(connection: Connection) -> Iterator[Fault]:
    used = select(captures.c.number).where(captures.c.sha256 == blobs.c.sha256).exists()
    for row in _stream(connection, select(blobs, used.label("used"))):
        where = f"blobs, {row.sha256}"
        yield from _tried(where, _bytes_wrong(row))


def _bytes_wrong(row: _AnyRow) -> _Wrongs:
    if digest(unpack(row.data)) != row.sha256:
        yield "the bytes are not those of this SHA-256"
    if not row.used:
        yield "nothing in the archive was collected with these bytes"


def _reports(connection: Connection) -> Iterator[Fault]:
    def wrong(told: _Told, row: _AnyRow) -> _Wrongs:
        record = unpack(row.record)
        if digest(record) != told["record"]:
            yield "the report's record is not the one that was added"
        report = msgspec.json.decode(record, type=Report)
        if digest(report.text) != told["text"]:
            yield "the text is not the one that was added"
        if report.sha256 != told["bytes"]:
            yield "it names other bytes than those it was made from"
        yield from _differing(row, report_row(report))
        words = (sqlite.without_nul(report.title or ""), sqlite.without_nul(report.text))
        if sqlite.indexed(connection, row.number) != words:
            yield "the index of words holds other words"

    yield from _against_log(connection, reports, "add", "number", wrong)
    for number in sqlite.strays(connection):
        yield Fault(where=f"words, row {number}", what="it is of no report")


def _captures(connection: Connection) -> Iterator[Fault]:
    def wrong(told: _Told, row: _AnyRow) -> _Wrongs:
        if (row.report, row.sha256) != (told["number"], told["bytes"]):
            yield "it is of another report, or of other bytes, than the log says"
        if capture_hash(row._mapping) != told["collected"]:  # pyright: ignore[reportArgumentType]
            yield "what it says of how the report was collected was changed"

    yield from _against_log(connection, captures, "add recapture", "capture", wrong)


def _readings(connection: Connection) -> Iterator[Fault]:
    latest = readings.alias("latest")
    last = select(func.max(latest.c.number)).where(latest.c.report == readings.c.report).scalar_subquery()
    text = select(reports.c.text_sha256).where(reports.c.number == readings.c.report).scalar_subquery()
    rows = select(readings, last.label("last"), text.label("text_sha256"))

    def wrong(told: _Told, row: _AnyRow) -> _Wrongs:
        if (row.report, row.model) != (told["number"], told["model"]):
            yield "it is of another report, or by another model, than the log says"
        data = unpack(row.data)
        if not digest(data) == told["reading"] == row.sha256:
            yield "the reading is not the one that was made"
        reading = msgspec.json.decode(data, type=Reading)
        if digest(reading.report.text) != row.text_sha256:
            yield "it is a reading of another text than the report's"
        yield from _spans_outside(msgspec.to_builtins(reading), len(reading.report.text))
        if row.number == row.last:
            yield from _stale(connection, row.report, reading)
            yield from _dossier_wrong(connection, row, told)

    yield from _against_log(connection, readings, "read", "as", wrong, rows)
    unread = select(readings.c.number).where(readings.c.report == dossiers.c.report).exists()
    for row in _stream(connection, select(dossiers.c.report).where(~unread)):
        yield Fault(where=f"dossiers, of report {row.report}", what="the report was never read")


def _dossier_wrong(connection: Connection, reading: _AnyRow, told: _Told) -> _Wrongs:
    row = connection.execute(select(dossiers).where(dossiers.c.report == reading.report)).first()
    if row is None:
        yield "its dossier is gone"
    elif (row.seq, row.model) != (reading.seq, reading.model):
        yield "its dossier is of another reading"
    elif digest(unpack(row.data)) != told["dossier"]:
        yield "its dossier is not the one that was made"


def _stale(connection: Connection, number: int, reading: Reading) -> _Wrongs:
    for table, made in ((statements, statement_rows(number, reading)), (places, place_rows(number, reading))):
        kept = connection.execute(select(table).where(table.c.report == number))
        if sorted(tuple(row) for row in kept) != sorted(tuple(row.values()) for row in made):
            yield f"the table of {table.name} does not say what it says"


def _spans_outside(value: Any, length: int) -> _Wrongs:
    """Every stretch of the text in a reading, however deep, that is not in the text."""
    if isinstance(value, dict):
        start, end = value.get("start"), value.get("end")
        if isinstance(start, int) and isinstance(end, int) and not 0 <= start <= end <= length:
            yield f"the span {start} to {end} is outside its text of {length} characters"
        for inner in value.values():
            yield from _spans_outside(inner, length)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _spans_outside(inner, length)


def _decisions(connection: Connection) -> Iterator[Fault]:
    def wrong(told: _Told, row: _AnyRow) -> _Wrongs:
        said = {name: told[name] for name in ("kind", "reason", "undoes")} | {"body": canonical(told["body"])}
        yield from _differing(row, said)

    yield from _against_log(connection, decisions, "decide", "number", wrong)


def _migrations(connection: Connection) -> Iterator[Fault]:
    yield from _against_log(connection, migrations, "migrate", "number", lambda _, row: iter(()))


def _revisions(connection: Connection) -> Iterator[Fault]:
    several = select(reports.c.page).group_by(reports.c.page).having(func.count() > 1)
    alone = select(reports.c.page).where(reports.c.superseded_by.is_not(None)).distinct()
    for row in _stream(connection, several.union(alone)):
        kept = connection.execute(select(reports.c.number, reports.c.superseded_by).where(reports.c.page == row.page))
        before = {each.number: each.superseded_by for each in kept}
        if before != superseding(connection, row.page):
            yield Fault(where=f"reports, {row.page}", what="which revision supersedes which is not as their dates say")


CONTENTS: tuple[Callable[[Connection], Iterator[Fault]], ...] = (
    _bytes,
    _reports,
    _captures,
    _readings,
    _decisions,
    _migrations,
    _revisions,
)


def _against_log(
    connection: Connection,
    table: Table,
    actions: str,
    name: str,
    wrong: Callable[[_Told, _AnyRow], _Wrongs],
    rows: Select[*tuple[Any, ...]] | None = None,
) -> Iterator[Fault]:
    """The table's rows beside the entries of the log about them, whose bodies have the row's number as ``name``."""
    about = select(log).where(log.c.action.in_(actions.split())).order_by(log.c.seq)
    entries = (Entry(*row) for row in _stream(connection, about))
    kept = _stream(connection, (select(table) if rows is None else rows).order_by(table.c.number))
    for number, told, entry, row in _paired(entries, kept, name):
        where = f"{table.name}, row {number}" + (f" ({entry.subject})" if entry else "")
        if entry is None:
            yield Fault(where=where, what="the log does not know of it")
        elif row is None:
            yield Fault(where=where, what=f"it is gone; entry {entry.seq} of the log put it there")
        else:
            yield from _tried(where, _entry_wrong(entry, row))
            yield from _tried(where, wrong(told, row))


def _entry_wrong(entry: Entry, row: _AnyRow) -> _Wrongs:
    """What is wrong with the columns that the log has for a row of any table, as far as the row has them."""
    has = row._mapping
    said = {"seq": entry.seq, "key": entry.subject, "actor": entry.actor, "by": entry.actor, "name": entry.subject}
    if entry.action != "add" and entry.action != "recapture":
        said["at"] = entry.at
    yield from _differing(row, {name: value for name, value in said.items() if name in has})


def _paired(
    entries: Iterator[Entry], rows: Iterator[_AnyRow], name: str
) -> Iterator[tuple[int, _Told, Entry | None, _AnyRow | None]]:
    """Entries and rows of the same number; both come in rising order unless somebody was at them."""
    entry, row = next(entries, None), next(rows, None)
    while entry or row:
        told = _told(entry) if entry else {}
        number = told.get(name)
        number = number if isinstance(number, int) else 0
        if entry and (row is None or number < row.number):
            yield number, told, entry, None
            entry = next(entries, None)
        elif row and (entry is None or row.number < number):
            yield row.number, {}, None, row
            row = next(rows, None)
        else:
            yield number, told, entry, row
            entry, row = next(entries, None), next(rows, None)


def _told(entry: Entry) -> _Told:
    try:
        return entry.told
    except ValueError:
        return {}


def _differing(row: _AnyRow, should: dict[str, Any]) -> _Wrongs:
    has = row._mapping
    for name, value in should.items():
        if has[name] != value:  # pyright: ignore[reportArgumentType]
            yield f"its {name} is {has[name]!r} where it should be {value!r}"  # pyright: ignore[reportArgumentType]


def _tried(where: str, wrongs: _Wrongs) -> Iterator[Fault]:
    """What is wrong, also when it cannot even be understood."""
    try:
        for what in wrongs:
            yield Fault(where=where, what=what)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        yield Fault(where=where, what=f"what is kept is damaged ({error})")


def _stream(connection: Connection, wanted: Any) -> Iterator[_AnyRow]:
    yield from connection.execute(wanted.execution_options(yield_per=_CHUNK))
