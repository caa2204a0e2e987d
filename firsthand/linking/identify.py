"""Keeps who is who up to date: the sources of one more report among those of all others.

Sources hang together by pairs that are likely one; such a set is folded by itself, so that a report costs what its own
sources touch. Somebody who is in more reports than ``LARGEST`` is not folded again for each: a newcomer joins.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec
from sqlalchemy import Connection

from firsthand.archive import findings
from firsthand.linking.identities import SAME, fold, keys_of
from firsthand.linking.identity_appearances import appearances_of
from firsthand.linking.identity_likeness import same_source
from firsthand.linking.identity_parts import Appearance, Decided, Ref
from firsthand.linking.shelf import Shelved, appearances_in

LARGEST = 250
"""Appearances folded at once."""
_NEAREST = 48
"""With how many of the nearest in time a source is compared, of those that share a key."""
Key = tuple[int, str]


def enter_sources(connection: Connection, report: Shelved) -> None:
    """Files a report's sources under the keys that bring like ones together."""
    name = report.publisher.name if report.publisher is not None else None
    found = appearances_of(report.dossier.reading, name)
    findings.put_appearances(connection, report.number, {a.source: msgspec.msgpack.encode(a) for a in found})
    findings.put_identity_keys(connection, report.number, {a.source: keys_of(a) for a in found})


def identify(
    connection: Connection,
    reports: Iterable[int],
    decisions: Sequence[Decided],
    linked: set[frozenset[str]],
) -> None:
    """Sets the identities of the sources of some reports, and of all that hang together with them."""
    done: set[Key] = set()
    decided = _decided_keys(connection, decisions)
    for number in sorted(reports):
        for appearance in appearances_in(connection, number):
            if (number, appearance.source) not in done:
                together = _together(connection, number, appearance, decided)
                done |= set(together)
                _set(connection, together, decisions, linked)


def _set(
    connection: Connection, together: dict[Key, Appearance], decisions: Sequence[Decided], linked: set[frozenset[str]]
) -> None:
    numbers = {(a.report, a.source): key for key, a in together.items()}
    rows = [
        (*numbers[appearance], identity.id)
        for identity in fold(together.values(), decisions, linked)
        for appearance in identity.appearances
    ]
    findings.put_identities(connection, rows)


def _together(
    connection: Connection, number: int, first: Appearance, decided: dict[Key, set[Key]]
) -> dict[Key, Appearance]:
    """The appearances that hang together with one, itself too."""
    found: dict[Key, Appearance] = {(number, first.source): first}
    waiting = [(number, first.source)]
    while waiting and len(found) < LARGEST:
        key = waiting.pop()
        for other in _like(connection, key, found[key], decided):
            if other[0] not in found:
                found[other[0]] = other[1]
                waiting.append(other[0])
    return found


def _like(
    connection: Connection, key: Key, one: Appearance, decided: dict[Key, set[Key]]
) -> list[tuple[Key, Appearance]]:
    """Those that share a key with an appearance and are likely the same, or that a decision is about."""
    sharing = [other for other in findings.sources_sharing(connection, keys_of(one)) if other[0] != key[0]]
    rivals: list[tuple[Key, Appearance]] = []
    by_report: dict[int, dict[str, Appearance]] = {}
    wanted = {*sharing, *decided.get(key, ())}
    for number, source in sorted(wanted):
        if number not in by_report:
            by_report[number] = {a.source: a for a in appearances_in(connection, number)}
        if source in by_report[number]:
            rivals.append(((number, source), by_report[number][source]))
    day = one.day or 0
    near = sorted(rivals, key=lambda rival: (abs((rival[1].day or 0) - day), rival[1].report, rival[1].source))
    told = decided.get(key, set())
    return [
        rival
        for place, rival in enumerate(near)
        if rival[0] in told or (place < _NEAREST and same_source(one, rival[1]).score >= SAME)
    ]


def _decided_keys(connection: Connection, decisions: Sequence[Decided]) -> dict[Key, set[Key]]:
    """Which appearances decisions name together."""
    found: dict[Key, set[Key]] = {}
    for decided in decisions:
        keys = [key for ref in (*decided.these, *decided.those) if (key := _meant(connection, ref)) is not None]
        for key in keys:
            found.setdefault(key, set()).update(k for k in keys if k != key)
    return found


def _meant(connection: Connection, ref: Ref) -> Key | None:
    number = findings.number_of(connection, ref.report)
    if number is None:
        return None
    for appearance in appearances_in(connection, number):
        if any(m.start < ref.end and ref.start < m.end for m in appearance.mentions):
            return number, appearance.source
    return None
