"""What people decide about what the machine found. Decisions are laid over its output and never edited; one that was
wrong is taken back by another. Every one is an entry of the log.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, func, insert, select

from firsthand.archive.log import append
from firsthand.archive.packing import canonical, now
from firsthand.archive.parts import Decision
from firsthand.archive.store import Store, snapshot, writing
from firsthand.archive.tables import decisions as decisions_table
from firsthand.errors import ArchiveError, NotInArchiveError

UNDO = "undo"


def decide(store: Store, actor: str, kind: str, body: Mapping[str, object], reason: str) -> Decision:
    """Keeps a decision. What ``body`` holds for a kind is the business of whoever owns that kind, who checks it first.

    Raises ``ValueError`` when the body is no JSON, or the kind is ``undo`` (see ``undo``).
    """
    if kind == UNDO:
        raise ValueError("to take a decision back, undo it")
    with writing(store) as connection:
        return _keep(connection, actor, kind, body, reason, None)


def undo(store: Store, number: int, actor: str, reason: str) -> Decision:
    """Takes a decision back. An undo can be undone too: then the decision holds again.

    Raises ``NotInArchiveError`` when there is no such decision, and ``ArchiveError`` when it is taken back already.
    """
    with writing(store) as connection:
        one = next((d for d in _all(connection) if d.number == number), None)
        if one is None:
            raise NotInArchiveError(store.location, f"there is no decision number {number}")
        if not one.in_force:
            raise ArchiveError(store.location, f"decision number {number} is taken back already")
        return _keep(connection, actor, UNDO, {}, reason, number)


def decisions(store: Store, kind: str | None = None, *, in_force: bool = True) -> list[Decision]:
    """The decisions in their order: of one kind if given, else of every kind but ``undo``; only those that hold, or
    with ``in_force=False`` all, the undoing ones too."""
    with snapshot(store) as connection:
        found = _all(connection)
    return [
        d
        for d in found
        if (kind is None or d.kind == kind) and (not in_force or (d.in_force and (kind is not None or d.kind != UNDO)))
    ]


def _all(connection: Connection) -> list[Decision]:
    return _in_force(
        [_decision(row) for row in connection.execute(select(decisions_table).order_by(decisions_table.c.number))]
    )


def _in_force(events: Iterable[Decision]) -> list[Decision]:
    """The same with ``in_force`` as the later ones make it: only an undo that itself holds takes anything back."""
    taken_back: set[int] = set()
    made = []
    for event in reversed([*events]):
        holds = event.number not in taken_back
        if holds and event.undoes is not None:
            taken_back.add(event.undoes)
        made.append(msgspec.structs.replace(event, in_force=holds))
    return made[::-1]


def _decision(row: Row[Any]) -> Decision:
    return Decision(
        number=row.number,
        kind=row.kind,
        body=json.loads(row.body),
        reason=row.reason,
        actor=row.actor,
        at=row.at,
        undoes=row.undoes,
    )


def _keep(
    connection: Connection, actor: str, kind: str, body: Mapping[str, object], reason: str, undoes: int | None
) -> Decision:
    at = now()
    number = connection.execute(select(func.coalesce(func.max(decisions_table.c.number), 0) + 1)).scalar_one()
    told = {"number": number, "kind": kind, "body": body, "reason": reason, "undoes": undoes}
    seq = append(connection, actor, "decide", f"decision {number}", told, at=at)
    row = {"number": number, "kind": kind, "reason": reason, "actor": actor, "at": at, "undoes": undoes}
    connection.execute(insert(decisions_table).values(row | {"seq": seq, "body": canonical(body)}))
    return Decision(body=dict(body), **row)
