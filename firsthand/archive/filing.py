"""Putting reports and their readings into an archive.

Everything about one report lands in one transaction with the log entries that bind it; what has been returned is on
the disk. The same report twice is found out and added once.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, Table, delete, func, insert, select

from firsthand.archive import tables
from firsthand.archive.fetching import latest_reading
from firsthand.archive.log import append
from firsthand.archive.packing import digest, now, pack, unpack
from firsthand.archive.pages import current_of, identity_of, order_page
from firsthand.archive.parts import Added, Collected, Filing
from firsthand.archive.rows import capture_hash, capture_row, place_rows, report_row, statement_rows
from firsthand.archive.sqlite import index_words
from firsthand.archive.store import Store, snapshot, writing
from firsthand.archive.tables import blobs, captures, dossiers, places, readings, reports, statements
from firsthand.errors import NotInArchiveError
from firsthand.schema import Reading, Report, to_json


def known(store: Store, report: Report) -> Added | None:
    """What ``add_report`` would answer if it is here already, with these very bytes; ``None`` if it is not.

    To ask before reading, which costs a thousand times more.
    """
    with snapshot(store) as connection:
        return _known(connection, identity_of(report))


def add_report(store: Store, report: Report, data: bytes, *, collected: Collected) -> Added:
    """Keeps a report and the bytes it was made from. Raises ``ValueError`` when they are not its bytes."""
    with writing(store) as connection:
        return _add(connection, report, data, collected)


def put_reading(store: Store, number: int, reading: Reading, model: str, dossier: bytes, *, by: str) -> None:
    """Keeps a reading of a report that is here, and what linking knows of it. Earlier readings stay.

    The same reading and dossier by the same model again change nothing. Raises ``NotInArchiveError`` when there is no
    report of this number, and ``ValueError`` when the reading is of another one.
    """
    with writing(store) as connection:
        row = connection.execute(select(reports.c.key, reports.c.text_sha256).where(reports.c.number == number)).first()
        if row is None:
            raise NotInArchiveError(store.location, f"there is no report number {number}")
        if digest(reading.report.text) != row.text_sha256:
            raise ValueError(f"this is a reading of another text than that of {row.key}")
        _put(connection, number, row.key, reading, model, dossier, by)


def file_report(
    store: Store, report: Report, data: bytes, *, reading: Reading, dossier: bytes, model: str, collected: Collected
) -> Added:
    """Keeps a report, its bytes, its reading and its dossier in one transaction. Raises ``ValueError`` as
    ``file_reports`` does."""
    filing = Filing(report=report, data=data, reading=reading, dossier=dossier, model=model, collected=collected)
    return file_reports(store, [filing])[0]


def file_reports(store: Store, filings: Sequence[Filing]) -> list[Added]:
    """Keeps several reports in one transaction: all of them, or none when anything fails.

    A report that is here already with these bytes changes nothing; one whose text is here gets no second reading.
    Raises ``ValueError`` when the bytes or the reading of one are not its own.
    """
    added = []
    with writing(store) as connection:
        for filing in filings:
            if filing.reading.report != filing.report:
                raise ValueError(f"this is a reading of another report than {filing.report.id}")
            one = _add(connection, filing.report, filing.data, filing.collected)
            if one.outcome in {"new", "revision"}:
                by = filing.collected.by
                _put(connection, one.number, one.key, filing.reading, filing.model, filing.dossier, by)
            added.append(one)
    return added


def pending(store: Store, limit: int = 1000) -> list[int]:
    """The numbers of reports that linking has yet to look at, lowest first: new ones, those that were read again, and
    those of a page whose current revision is another now."""
    with snapshot(store) as connection:
        numbers = select(tables.pending.c.report).order_by(tables.pending.c.report).limit(limit)
        return [*connection.execute(numbers).scalars()]


def settle(connection: Connection, numbers: Sequence[int]) -> None:
    """Takes reports off the list of those pending, in the transaction that keeps what was found."""
    for number in numbers:
        connection.execute(delete(tables.pending).where(tables.pending.c.report == number))


def unsettle(store: Store, numbers: Iterable[int]) -> None:
    """Puts reports on the list of those pending: what a decision is about is to be linked anew."""
    with writing(store) as connection:
        _mark_pending(connection, numbers)


def _known(connection: Connection, identity: str) -> Added | None:
    row = connection.execute(
        select(reports.c.number, reports.c.key, reports.c.superseded_by)
        .join(captures, captures.c.report == reports.c.number)
        .where(captures.c.identity == identity)
    ).first()
    if row is None:
        return None
    return Added(number=row.number, key=row.key, outcome="known", current=row.superseded_by is None)


def _add(connection: Connection, report: Report, data: bytes, collected: Collected) -> Added:
    if digest(data) != report.sha256:
        raise ValueError(f"these are not the bytes of {report.id}")
    if here := _known(connection, identity_of(report)):
        return here
    columns = report_row(report)
    page = columns["page"]
    before = current_of(connection, page)
    same = connection.execute(
        select(reports.c.number, reports.c.key).where(
            reports.c.page == page, reports.c.text_sha256 == columns["text_sha256"]
        )
    ).first()
    _keep_bytes(connection, report.sha256, data)
    if same:
        number, key, outcome = same.number, same.key, "recaptured"
    else:
        number, key = _next(connection, reports), _free_key(connection, report.id)
        outcome = "new" if before is None else "revision"
    capture = capture_row(_next(connection, captures), number, report, collected)
    body = {
        "number": number,
        "outcome": outcome,
        "bytes": report.sha256,
        "capture": capture["number"],
        "collected": capture_hash(capture),
    }
    if not same:
        record = to_json(report).encode("utf-8")
        body |= {"record": digest(record), "text": columns["text_sha256"]}
        seq = append(connection, collected.by, "add", key, body)
        row = columns | {"number": number, "key": key, "seq": seq, "record": pack(record)}
        connection.execute(insert(reports), row)
        index_words(connection, number, report.title or "", report.text)
    else:
        seq = append(connection, collected.by, "recapture", key, body)
    connection.execute(insert(captures), capture | {"seq": seq})
    current = number if before is None else order_page(connection, page)
    replaced = before if before != current else None
    _mark_pending(connection, {number if not same else None, replaced, current if replaced else None})
    return Added(number=number, key=key, outcome=outcome, current=current == number, replaced=replaced)


def _put(connection: Connection, number: int, key: str, reading: Reading, model: str, dossier: bytes, by: str) -> None:
    data = to_json(reading).encode("utf-8")
    hashes = {"reading": digest(data), "dossier": digest(dossier)}
    last = latest_reading(connection, number)
    if last and (last.model, last.sha256, _dossier_hash(connection, number)) == (model, *hashes.values()):
        return
    reading_number = _next(connection, readings)
    body = {"number": number, "as": reading_number, "model": model, **hashes}
    at = now()
    seq = append(connection, by, "read", key, body, at=at)
    row = {"number": reading_number, "report": number, "model": model, "sha256": hashes["reading"], "at": at}
    connection.execute(insert(readings), row | {"seq": seq, "data": pack(data)})
    if last:
        for table in (dossiers, statements, places):
            connection.execute(delete(table).where(table.c.report == number))
    kept = {"report": number, "model": model, "seq": seq, "data": pack(dossier)}
    connection.execute(insert(dossiers), kept)
    for table, rows in ((statements, statement_rows(number, reading)), (places, place_rows(number, reading))):
        if rows:
            connection.execute(insert(table), rows)
    _mark_pending(connection, {number})


def _keep_bytes(connection: Connection, sha256: str, data: bytes) -> None:
    if connection.execute(select(blobs.c.sha256).where(blobs.c.sha256 == sha256)).first() is None:
        connection.execute(insert(blobs), {"sha256": sha256, "data": pack(data)})


def _mark_pending(connection: Connection, numbers: Iterable[int | None]) -> None:
    waiting = tables.pending
    for number in numbers:
        if number and connection.execute(select(waiting).where(waiting.c.report == number)).first() is None:
            connection.execute(insert(waiting), {"report": number})


def _next(connection: Connection, table: Table) -> int:
    """The next number of a table: they have no gaps, for nothing is ever taken out."""
    return connection.execute(select(func.coalesce(func.max(table.c.number), 0) + 1)).scalar_one()


def _free_key(connection: Connection, wanted: str) -> str:
    """The id itself, or with a suffix that is free."""
    keys = reports.c.key
    if connection.execute(select(keys).where(keys == wanted)).first() is None:
        return wanted
    # Suffixes are digits, and ":" is what comes after them: so many are taken, and those from there on are likely free.
    taken = select(func.count()).where(keys > f"{wanted}~", keys < f"{wanted}~:")
    suffix = connection.execute(taken).scalar_one() + 2
    while connection.execute(select(keys).where(keys == f"{wanted}~{suffix}")).first():
        suffix += 1
    return f"{wanted}~{suffix}"


def _dossier_hash(connection: Connection, number: int) -> str | None:
    packed = connection.execute(select(dossiers.c.data).where(dossiers.c.report == number)).scalar_one_or_none()
    return None if packed is None else digest(unpack(packed))
