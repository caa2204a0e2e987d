"""The keys under which reports are filed so that those worth comparing find each other, and what each is about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, insert, select

from firsthand.archive import tables
from firsthand.archive.finding_tables import gists, link_keys


def put_keys(connection: Connection, kind: str, report: int, keys: Iterable[int]) -> None:
    """Files a report under its keys (signed 64-bit)."""
    rows = [{"kind": kind, "key": key, "report": report} for key in sorted(set(keys))]
    if rows:
        connection.execute(insert(link_keys), rows)


def sharing_keys(connection: Connection, kind: str, report: int, keys: Sequence[int]) -> dict[int, int]:
    """The other reports that share some of the keys, and how many each."""
    found: dict[int, int] = {}
    for key in sorted(set(keys)):
        rows = select(link_keys.c.report).where(link_keys.c.kind == kind, link_keys.c.key == key)
        for (other,) in connection.execute(rows):
            if other != report:
                found[other] = found.get(other, 0) + 1
    return found


def put_gist(connection: Connection, report: int, gist: bytes) -> None:
    """Keeps what a report is about."""
    connection.execute(insert(gists).values(report=report, data=gist))


def gists_of(connection: Connection, reports: Sequence[int]) -> list[bytes]:
    """What each of some reports is about, in their order."""
    found: dict[int, bytes] = {}
    for at in range(0, len(reports), 500):
        rows = select(gists.c.report, gists.c.data).where(gists.c.report.in_(reports[at : at + 500]))
        found.update((row.report, row.data) for row in connection.execute(rows))
    return [found[report] for report in reports]


def holding(connection: Connection, kind: str, key: int, limit: int) -> list[int]:
    """The reports that hold a key, the earliest published first, undated ones last."""
    published = tables.reports.c.published_at
    rows = select(link_keys.c.report).join(tables.reports, tables.reports.c.number == link_keys.c.report)
    rows = rows.where(link_keys.c.kind == kind, link_keys.c.key == key)
    order = rows.order_by(published.is_(None), published, tables.reports.c.id).limit(limit)
    return [*connection.execute(order).scalars()]
