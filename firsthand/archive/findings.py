"""What linking has found, kept so that adding one report changes what it touches and no more.

Everything here is the machine's output over the readings and the decisions, and can be made again from them; nothing
of it is logged. Reports go by their number, propositions by their place in the report's dossier.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, Select, case, delete, func, insert, or_, select

from firsthand.archive import tables
from firsthand.archive.finding_tables import (
    claim_origins,
    claims,
    conflicts,
    derivations,
    identities,
    members,
    reuses,
    ties,
)
from firsthand.schema import Claim, Conflict, Derivation, Record


class Tie(Record, frozen=True, kw_only=True):
    """Two propositions that are likely the same claim, or likely clash; either way round, once."""

    report: int
    proposition: int
    other_report: int
    other_proposition: int
    same: float
    clash: float


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


def kin_of(connection: Connection, report: int) -> set[int]:
    """The reports that a report was made from, and those made from it."""
    up = select(derivations.c.source).where(derivations.c.report == report)
    down = select(derivations.c.report).where(derivations.c.source == report)
    return {*connection.execute(up).scalars(), *connection.execute(down).scalars()}


def made_from(connection: Connection, reports: Iterable[int]) -> set[int]:
    """Some reports and all that were made from them, at any remove."""
    found, waiting = set(reports), sorted(reports)
    while waiting:
        rows = select(derivations.c.report).where(derivations.c.source == waiting.pop())
        for other in connection.execute(rows.order_by(derivations.c.report)).scalars():
            if other not in found:
                found.add(other)
                waiting.append(other)
    return found


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


def ties_of(connection: Connection, report: int, proposition: int) -> list[Tie]:
    """The ties of a proposition with all others."""
    rows = select(ties).where(ties.c.report == report, ties.c.proposition == proposition)
    return [
        Tie(report=r[0], proposition=r[1], other_report=r[2], other_proposition=r[3], same=r[4], clash=r[5])
        for r in connection.execute(rows)
    ]


def put_claims(
    connection: Connection, gone: Iterable[str], made: Iterable[tuple[Claim, Sequence[tuple[int, int]]]]
) -> None:
    """Replaces claims: those ``gone`` with their conflicts, by ``made``: (claim, its members (report, proposition))."""
    for claim_id in sorted(set(gone)):
        connection.execute(delete(members).where(members.c.claim == claim_id))
        connection.execute(delete(claims).where(claims.c.id == claim_id))
        connection.execute(delete(claim_origins).where(claim_origins.c.claim == claim_id))
        connection.execute(delete(conflicts).where(or_(conflicts.c.a == claim_id, conflicts.c.b == claim_id)))
    for claim, own in made:
        connection.execute(
            insert(claims).values(
                id=claim.id,
                sources=claim.independent_sources,
                reports=len({s.report for s in claim.statements if s.stance == "asserts"}),
                channels=claim.channels,
                data=msgspec.json.encode(claim),
            )
        )
        connection.execute(insert(members), [{"report": r, "proposition": p, "claim": claim.id} for r, p in own])
        if shown := sorted({origin.identity for origin in claim.origins if origin.identity is not None}):
            connection.execute(insert(claim_origins), [{"identity": i, "claim": claim.id} for i in shown])


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


def claims_where(connection: Connection, *, least_sources: int = 0, conflicting: bool = False) -> Select[Any, Any]:
    """The query for claims (``id``, ``data``), those in most reports for each of their sources first."""
    rows = select(claims.c.id, claims.c.data).where(claims.c.sources >= least_sources)
    if conflicting:
        both = select(conflicts.c.a).union(select(conflicts.c.b)).subquery()
        rows = rows.where(claims.c.id.in_(select(both.c.a)))
    per_source = claims.c.reports * 1.0 / case((claims.c.sources > 1, claims.c.sources), else_=1)
    return rows.order_by(per_source.desc(), claims.c.reports.desc(), claims.c.id)


def claim_of(connection: Connection, claim_id: str) -> Claim | None:
    """The claim of this id."""
    data = connection.execute(select(claims.c.data).where(claims.c.id == claim_id)).scalar()
    return None if data is None else msgspec.json.decode(data, type=Claim)


def claims_resting_on(connection: Connection, identity: str) -> list[str]:
    """The claims of which a source with this identity is an origin."""
    rows = select(claim_origins.c.claim).where(claim_origins.c.identity == identity)
    return [*connection.execute(rows.order_by(claim_origins.c.claim)).scalars()]


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


def key_of(connection: Connection, number: int) -> str:
    """The key of the report of this number."""
    return connection.execute(select(tables.reports.c.key).where(tables.reports.c.number == number)).scalar_one()


def number_of(connection: Connection, key: str) -> int | None:
    """The number of the report of this key."""
    return connection.execute(select(tables.reports.c.number).where(tables.reports.c.key == key)).scalar()
