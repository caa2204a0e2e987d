"""Who is who across reports, as linking keeps it: sources as comparing them needs, what they are filed under, which are
likely one, and the identity of each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sqlalchemy import Connection, delete, func, insert, or_, select, update

from firsthand.archive.finding_tables import identities, identity_keys, identity_links

Key = tuple[int, str]
"""(report's number, the source's id in its reading)."""


def put_appearances(connection: Connection, report: int, rows: Mapping[str, bytes]) -> None:
    """Keeps a report's sources as comparing them needs; each is an identity of its own until ``put_identities``."""
    made = [{"report": report, "source": s, "identity": f"{report}:{s}", "appearance": a} for s, a in rows.items()]
    if made:
        connection.execute(insert(identities), made)


def appearance_rows(connection: Connection, report: int) -> dict[str, bytes]:
    """A report's sources as ``put_appearances`` kept them."""
    rows = select(identities.c.source, identities.c.appearance).where(identities.c.report == report)
    return {row.source: row.appearance for row in connection.execute(rows.order_by(identities.c.source))}


def put_identities(connection: Connection, rows: Iterable[tuple[Key, str]]) -> None:
    """Sets which identity sources are."""
    for (report, source), identity in rows:
        own = (identities.c.report == report) & (identities.c.source == source)
        connection.execute(update(identities).where(own).values(identity=identity))


def identities_of(connection: Connection, report: int) -> dict[str, str]:
    """Which identity each source of a report is."""
    rows = select(identities.c.source, identities.c.identity).where(identities.c.report == report)
    return {row.source: row.identity for row in connection.execute(rows)}


def appearances_of(connection: Connection, identity: str, limit: int = -1) -> list[Key]:
    """The sources of an identity, in order; no more than ``limit`` unless that is negative."""
    rows = select(identities.c.report, identities.c.source).where(identities.c.identity == identity)
    order = rows.order_by(identities.c.report, identities.c.source).limit(limit)
    return [(r.report, r.source) for r in connection.execute(order)]


def size_of(connection: Connection, identity: str) -> int:
    """How many sources an identity has."""
    rows = select(func.count()).select_from(identities).where(identities.c.identity == identity)
    return connection.execute(rows).scalar_one()


def put_identity_keys(
    connection: Connection, report: int, keys: Mapping[str, Iterable[str]], days: Mapping[str, int]
) -> None:
    """Files the sources of a report under the keys that bring like ones together, and the day of its publication."""
    rows = [
        {"key": key, "day": days[source], "report": report, "source": source}
        for source, own in sorted(keys.items())
        for key in sorted(set(own))
    ]
    if rows:
        connection.execute(insert(identity_keys), rows)


def sources_sharing(connection: Connection, keys: Iterable[str], day: int, most: int) -> list[Key]:
    """The sources filed under any of the keys, in order; for each key ``most`` of a day or the next ones after it, and
    as many before it, the nearest first."""
    of, found = identity_keys.c, set[Key]()
    for key in sorted(set(keys)):
        rows = select(of.report, of.source).where(of.key == key)
        after = rows.where(of.day >= day).order_by(of.day, of.report, of.source).limit(most)
        before = rows.where(of.day < day).order_by(of.day.desc(), of.report.desc(), of.source.desc()).limit(most)
        for query in (after, before):
            found.update((row.report, row.source) for row in connection.execute(query))
    return sorted(found)


def replace_links(connection: Connection, report: int, pairs: Iterable[tuple[Key, Key]]) -> None:
    """Sets which sources of a report are likely one with which others."""
    of = identity_links.c
    connection.execute(delete(identity_links).where(or_(of.report == report, of.other_report == report)))
    rows = [
        {"report": a[0], "source": a[1], "other_report": b[0], "other_source": b[1]}
        for pair in sorted(set(pairs))
        for a, b in (pair, pair[::-1])
    ]
    if rows:
        connection.execute(insert(identity_links), rows)


def linked_with(connection: Connection, key: Key) -> list[Key]:
    """The sources that are likely one with a source, in order."""
    of = identity_links.c
    rows = select(of.other_report, of.other_source).where(of.report == key[0], of.source == key[1])
    order = rows.order_by(of.other_report, of.other_source)
    return [(r.other_report, r.other_source) for r in connection.execute(order)]
