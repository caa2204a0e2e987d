"""Who is heard in an archive, and what is to be read again: the queries behind lists that are not of reports."""

from __future__ import annotations

from sqlalchemy import Connection, func, select

from firsthand.archive.finding_tables import identities
from firsthand.archive.packing import fold
from firsthand.archive.tables import dossiers, reports, statements


def identities_by_reports(connection: Connection, limit: int, offset: int = 0) -> list[tuple[str, int, int]]:
    """(identity, reports, outlets) of those with a statement, those in most reports first."""
    speaks = select(statements.c.statement).where(statements.c.report == identities.c.report).exists()
    many = func.count(identities.c.report.distinct())
    rows = (
        select(identities.c.identity, many, func.count(reports.c.outlet_folded.distinct()))
        .join(reports, reports.c.number == identities.c.report)
        .where(speaks)
        .group_by(identities.c.identity)
        .order_by(many.desc(), identities.c.identity)
    )
    return [(row[0], row[1], row[2]) for row in connection.execute(rows.limit(limit).offset(offset))]


def reports_with_source(connection: Connection, name: str) -> list[int]:
    """The numbers of the reports in which a source of this name has a statement; case and diacritics do not matter."""
    rows = select(statements.c.report).where(statements.c.source == fold(name)).distinct()
    return [*connection.execute(rows.order_by(statements.c.report)).scalars()]


def keys_starting(connection: Connection, start: str, limit: int) -> list[str]:
    """The keys of reports that begin so."""
    rows = select(reports.c.key).where(reports.c.key >= start, reports.c.key < f"{start}\U0010ffff")
    return [*connection.execute(rows.order_by(reports.c.key).limit(limit)).scalars()]


def read_by_others(connection: Connection, model: str, after: int, limit: int) -> list[tuple[int, str]]:
    """(number, key) of reports that the weights of this version have not read, behind number ``after``."""
    rows = (
        select(reports.c.number, reports.c.key)
        .outerjoin(dossiers, dossiers.c.report == reports.c.number)
        .where(reports.c.number > after, dossiers.c.model.is_distinct_from(model))
    )
    return [(row.number, row.key) for row in connection.execute(rows.order_by(reports.c.number).limit(limit))]
