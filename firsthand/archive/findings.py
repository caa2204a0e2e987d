"""What linking has found, kept so that adding one report changes what it touches and no more.

Everything here is the machine's output over the readings and the decisions, and can be made again from them; nothing
of it is logged. Reports go by their number, propositions by their place in the report's dossier.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec
from sqlalchemy import (
    Column,
    Connection,
    Float,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Select,
    Table,
    Text,
    delete,
    func,
    insert,
    or_,
    select,
    update,
)

from firsthand.archive import tables
from firsthand.archive.migrations import Migration
from firsthand.schema import Claim, Conflict, Derivation, Record

metadata = MetaData()

link_keys = Table(
    "link_keys",
    metadata,
    Column("kind", Text, primary_key=True),
    Column("key", Integer, primary_key=True, autoincrement=False),
    Column("report", Integer, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)
_keys_of = Index("ix_link_keys_report", link_keys.c.report)

gists = Table(
    "gists",
    metadata,
    Column("report", Integer, primary_key=True, autoincrement=False),
    Column("data", LargeBinary, nullable=False),
)

reuses = Table(
    "reuses",
    metadata,
    Column("later", Integer, primary_key=True, autoincrement=False),
    Column("earlier", Integer, primary_key=True, autoincrement=False),
    Column("kind", Text, primary_key=True),
    Column("data", LargeBinary, nullable=False),
)
_reused = Index("ix_reuses_earlier", reuses.c.earlier)

derivations = Table(
    "derivations",
    metadata,
    Column("report", Integer, primary_key=True, autoincrement=False),
    Column("source", Integer, primary_key=True, autoincrement=False),
    Column("kind", Text, nullable=False),
    Column("data", LargeBinary, nullable=False),
)
_derived = Index("ix_derivations_source", derivations.c.source)

ties = Table(
    "ties",
    metadata,
    Column("report", Integer, primary_key=True, autoincrement=False),
    Column("proposition", Integer, primary_key=True, autoincrement=False),
    Column("other_report", Integer, primary_key=True, autoincrement=False),
    Column("other_proposition", Integer, primary_key=True, autoincrement=False),
    Column("same", Float, nullable=False),
    Column("clash", Float, nullable=False),
    sqlite_with_rowid=False,
)
_tied = Index("ix_ties_other", ties.c.other_report)

members = Table(
    "claim_members",
    metadata,
    Column("report", Integer, primary_key=True, autoincrement=False),
    Column("proposition", Integer, primary_key=True, autoincrement=False),
    Column("claim", Text, nullable=False, index=True),
)

claims = Table(
    "claims",
    metadata,
    Column("id", Text, primary_key=True),
    Column("sources", Integer, nullable=False),
    Column("reports", Integer, nullable=False),
    Column("channels", Integer, nullable=False),
    Column("data", LargeBinary, nullable=False),
)
_by_weight = Index("ix_claims_weight", claims.c.reports, claims.c.sources)

conflicts = Table(
    "conflicts",
    metadata,
    Column("a", Text, primary_key=True),
    Column("b", Text, primary_key=True),
    Column("data", LargeBinary, nullable=False),
)
_contradicted = Index("ix_conflicts_b", conflicts.c.b)

identities = Table(
    "identities",
    metadata,
    Column("report", Integer, primary_key=True, autoincrement=False),
    Column("source", Text, primary_key=True),
    Column("identity", Text, nullable=False, index=True),
    Column("appearance", LargeBinary, nullable=False),
)

identity_keys = Table(
    "identity_keys",
    metadata,
    Column("key", Text, primary_key=True),
    Column("report", Integer, primary_key=True, autoincrement=False),
    Column("source", Text, primary_key=True),
    sqlite_with_rowid=False,
)
_identity_keys_of = Index("ix_identity_keys_report", identity_keys.c.report)

_OF_REPORT: tuple[tuple[Table, tuple[Column[Any], ...]], ...] = (
    (link_keys, (link_keys.c.report,)),
    (gists, (gists.c.report,)),
    (reuses, (reuses.c.later, reuses.c.earlier)),
    (derivations, (derivations.c.report, derivations.c.source)),
    (ties, (ties.c.report, ties.c.other_report)),
    (members, (members.c.report,)),
    (identities, (identities.c.report,)),
    (identity_keys, (identity_keys.c.report,)),
)


class Tie(Record, frozen=True, kw_only=True):
    """Two propositions that are likely the same claim, or likely clash; either way round, once."""

    report: int
    proposition: int
    other_report: int
    other_proposition: int
    same: float
    clash: float


def make_tables(connection: Connection) -> None:
    """The step of the migrations that brings these tables."""
    metadata.create_all(connection, checkfirst=False)


MIGRATION = Migration(2, "what linking finds", make_tables)


def forget(connection: Connection, report: int) -> None:
    """Takes out everything that was found about a report, before it is linked anew or because it is current no more."""
    for table, columns in _OF_REPORT:
        connection.execute(delete(table).where(or_(*(column == report for column in columns))))


def put_reuses(connection: Connection, rows: Iterable[tuple[int, int, str, bytes]]) -> None:
    """(later, earlier, kind, data) of what was reused."""
    made = [{"later": a, "earlier": b, "kind": kind, "data": data} for a, b, kind, data in rows]
    if made:
        connection.execute(insert(reuses), made)


def reuses_of(connection: Connection, report: int) -> list[tuple[int, int, bytes]]:
    """(later, earlier, data) of all that a report took or gave."""
    rows = select(reuses.c.later, reuses.c.earlier, reuses.c.data)
    rows = rows.where(or_(reuses.c.later == report, reuses.c.earlier == report))
    order = rows.order_by(reuses.c.later, reuses.c.earlier, reuses.c.kind)
    return [(row.later, row.earlier, row.data) for row in connection.execute(order)]


def put_derivations(
    connection: Connection, reports: Sequence[int], rows: Iterable[tuple[int, int, Derivation]]
) -> None:
    """Sets what the reports derive from: (report, source, derivation)."""
    for report in reports:
        connection.execute(delete(derivations).where(derivations.c.report == report))
    made = [
        {"report": a, "source": b, "kind": d.kind, "data": msgspec.json.encode(d)}
        for a, b, d in sorted(rows, key=lambda row: row[:2])
    ]
    if made:
        connection.execute(insert(derivations), made)


def derivations_of(connection: Connection, report: int | None = None) -> list[tuple[int, int, Derivation]]:
    """(report, source, derivation) of those that have a part in it: all, or those of a report, either way."""
    rows = select(derivations.c.report, derivations.c.source, derivations.c.data)
    if report is not None:
        rows = rows.where(or_(derivations.c.report == report, derivations.c.source == report))
    order = rows.order_by(derivations.c.report, derivations.c.source)
    return [(r.report, r.source, msgspec.json.decode(r.data, type=Derivation)) for r in connection.execute(order)]


def put_ties(connection: Connection, found: Iterable[Tie]) -> None:
    """Keeps ties, each both ways, so that those of a report are found by its number."""
    rows = []
    for tie in found:
        there, back = (tie.report, tie.proposition), (tie.other_report, tie.other_proposition)
        for (report, proposition), (other, other_proposition) in ((there, back), (back, there)):
            rows.append(
                {
                    "report": report,
                    "proposition": proposition,
                    "other_report": other,
                    "other_proposition": other_proposition,
                    "same": tie.same,
                    "clash": tie.clash,
                }
            )
    if rows:
        connection.execute(insert(ties), rows)


def ties_of(connection: Connection, report: int) -> list[Tie]:
    """The ties of a report's propositions with all others and each other."""
    rows = select(ties).where(ties.c.report == report)
    order = rows.order_by(ties.c.proposition, ties.c.other_report, ties.c.other_proposition)
    return [
        Tie(report=r[0], proposition=r[1], other_report=r[2], other_proposition=r[3], same=r[4], clash=r[5])
        for r in connection.execute(order)
    ]


def put_claims(
    connection: Connection, gone: Iterable[str], made: Iterable[tuple[Claim, Sequence[tuple[int, int]]]]
) -> None:
    """Replaces claims: those ``gone`` with their conflicts, by ``made``: (claim, its members (report, proposition))."""
    for claim_id in sorted(set(gone)):
        connection.execute(delete(members).where(members.c.claim == claim_id))
        connection.execute(delete(claims).where(claims.c.id == claim_id))
        connection.execute(delete(conflicts).where(or_(conflicts.c.a == claim_id, conflicts.c.b == claim_id)))
    for claim, own in made:
        connection.execute(
            insert(claims).values(
                id=claim.id,
                sources=claim.independent_sources,
                reports=len({s.report for s in claim.statements}),
                channels=claim.channels,
                data=msgspec.json.encode(claim),
            )
        )
        connection.execute(insert(members), [{"report": r, "proposition": p, "claim": claim.id} for r, p in own])


def put_conflicts(connection: Connection, made: Iterable[Conflict]) -> None:
    """Keeps conflicts; those of a claim go with it."""
    rows = [{"a": c.a, "b": c.b, "data": msgspec.json.encode(c)} for c in made]
    if rows:
        connection.execute(insert(conflicts), rows)


def members_of(connection: Connection, report: int) -> dict[int, str]:
    """Which claim each of a report's propositions belongs to."""
    rows = select(members.c.proposition, members.c.claim).where(members.c.report == report)
    return {row.proposition: row.claim for row in connection.execute(rows)}


def members_in(connection: Connection, claim_id: str) -> list[tuple[int, int]]:
    """(report, proposition) of a claim, in order."""
    rows = select(members.c.report, members.c.proposition).where(members.c.claim == claim_id)
    return [(r.report, r.proposition) for r in connection.execute(rows.order_by(*members.c[:2]))]


def put_appearances(connection: Connection, report: int, rows: dict[str, bytes]) -> None:
    """Keeps a report's sources as comparing them needs; each is an identity of its own until ``put_identities``."""
    made = [{"report": report, "source": s, "identity": f"{report}:{s}", "appearance": a} for s, a in rows.items()]
    if made:
        connection.execute(insert(identities), made)


def appearance_rows(connection: Connection, report: int) -> dict[str, bytes]:
    """A report's sources as ``put_appearances`` kept them."""
    rows = select(identities.c.source, identities.c.appearance).where(identities.c.report == report)
    return {row.source: row.appearance for row in connection.execute(rows.order_by(identities.c.source))}


def put_identities(connection: Connection, rows: Iterable[tuple[int, str, str]]) -> None:
    """Sets which identity sources are: (report, source, identity)."""
    for report, source, identity in rows:
        own = (identities.c.report == report) & (identities.c.source == source)
        connection.execute(update(identities).where(own).values(identity=identity))


def identities_of(connection: Connection, report: int) -> dict[str, str]:
    """Which identity each source of a report is."""
    rows = select(identities.c.source, identities.c.identity).where(identities.c.report == report)
    return {row.source: row.identity for row in connection.execute(rows)}


def appearances_of(connection: Connection, identity: str) -> list[tuple[int, str]]:
    """(report, source) of an identity, in order."""
    rows = select(identities.c.report, identities.c.source).where(identities.c.identity == identity)
    return [(r.report, r.source) for r in connection.execute(rows.order_by(identities.c.report, identities.c.source))]


def put_identity_keys(connection: Connection, report: int, keys: dict[str, Iterable[str]]) -> None:
    """Files the sources of a report under the keys that bring like ones together."""
    rows = [{"key": k, "report": report, "source": s} for s, own in sorted(keys.items()) for k in sorted(set(own))]
    if rows:
        connection.execute(insert(identity_keys), rows)


def sources_sharing(connection: Connection, keys: Iterable[str]) -> list[tuple[int, str]]:
    """(report, source) of all sources filed under any of the keys, in order."""
    found: set[tuple[int, str]] = set()
    for key in sorted(set(keys)):
        rows = select(identity_keys.c.report, identity_keys.c.source).where(identity_keys.c.key == key)
        found.update((row.report, row.source) for row in connection.execute(rows))
    return sorted(found)


def claims_where(connection: Connection, *, least_sources: int = 0, conflicting: bool = False) -> Select[Any, Any]:
    """The query for claims (``id``, ``data``), those in most reports first."""
    rows = select(claims.c.id, claims.c.data).where(claims.c.sources >= least_sources)
    if conflicting:
        both = select(conflicts.c.a).union(select(conflicts.c.b)).subquery()
        rows = rows.where(claims.c.id.in_(select(both.c.a)))
    return rows.order_by(claims.c.reports.desc(), claims.c.sources, claims.c.id)


def claim_of(connection: Connection, claim_id: str) -> Claim | None:
    """The claim of this id."""
    data = connection.execute(select(claims.c.data).where(claims.c.id == claim_id)).scalar()
    return None if data is None else msgspec.json.decode(data, type=Claim)


def conflicts_of(connection: Connection, claim_id: str | None = None) -> list[Conflict]:
    """The conflicts of a claim, or all."""
    rows = select(conflicts.c.data)
    if claim_id is not None:
        rows = rows.where(or_(conflicts.c.a == claim_id, conflicts.c.b == claim_id))
    order = rows.order_by(conflicts.c.a, conflicts.c.b)
    return [msgspec.json.decode(row.data, type=Conflict) for row in connection.execute(order)]


def counts_of(connection: Connection) -> dict[str, int]:
    """How many claims, derivations and conflicts have been found, and sources across reports."""
    tables = {"claims": claims, "derivations": derivations, "conflicts": conflicts}
    found = {name: connection.execute(select(func.count()).select_from(t)).scalar_one() for name, t in tables.items()}
    found["sources"] = connection.execute(select(func.count(identities.c.identity.distinct()))).scalar_one()
    return found


def waiting(connection: Connection) -> int:
    """How many reports are to be linked yet."""
    return connection.execute(select(func.count()).select_from(tables.pending)).scalar_one()


def number_of(connection: Connection, key: str) -> int | None:
    """The number of the report of this key."""
    return connection.execute(select(tables.reports.c.number).where(tables.reports.c.key == key)).scalar()
