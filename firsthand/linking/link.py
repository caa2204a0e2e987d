"""Brings what an archive has found up to date: the door of linking.

Each report is compared with the few that share words, subject or credits with it, in a transaction of its own: what it
touches is worked out anew, and nothing else. What is found is a function of the reports and the decisions, not of
the order in which they came.
"""

from __future__ import annotations

from collections.abc import Callable

import msgspec
from sqlalchemy import Connection

from firsthand.archive import findings, link_keys
from firsthand.archive.decisions import decisions
from firsthand.archive.fetching import filed_by_number
from firsthand.archive.filing import pending, settle
from firsthand.archive.finding_tables import forget
from firsthand.archive.store import Store, snapshot, writing
from firsthand.errors import FirsthandError, LinkError
from firsthand.linking.derivations import choose_parents
from firsthand.linking.fingerprints import HOLDERS, bands_of
from firsthand.linking.identify import companions, enter_sources, identify
from firsthand.linking.identity_parts import Decided
from firsthand.linking.parts import Reuse
from firsthand.linking.regroup import regroup
from firsthand.linking.reuse import find_reuse
from firsthand.linking.reuse_cells import cells_near, cells_of, gist_of, near
from firsthand.linking.shelf import Shelf, Shelved
from firsthand.linking.together import Tied, ties_between
from firsthand.outlets import checked_outlet

_BAND, _CELL = "band", "cell"
_AT_ONCE = 50
_FAMILY = 300
"""Reports that hang together by reuse and are looked at together to choose parents; of a larger family the nearest."""


def link(store: Store, *, progress: Callable[[int, int], None] | None = None) -> int:
    """Links all reports that are waiting for it and gives how many. ``progress`` hears (done, of how many).

    It may be interrupted at any time: what is linked stays, and the next call goes on. A report that cannot be linked
    stops no other: it stays waiting, and ``LinkError`` names it when all others are done.
    """
    outlets = [checked_outlet(d.body, f"decision {d.number}") for d in decisions(store, "outlet")]
    decided = [
        msgspec.convert({"kind": d.kind, **d.body}, Decided) for d in decisions(store) if d.kind in ("merge", "split")
    ]
    shelf = Shelf(store, outlets)
    total, done = _waiting(store), 0
    failed: dict[int, str] = {}
    while numbers := [n for n in pending(store, _AT_ONCE + len(failed)) if n not in failed]:
        for number in numbers:
            try:
                with writing(store) as connection:
                    _link_one(connection, shelf, number, decided)
                    settle(connection, [number])
            except FirsthandError:
                raise
            except Exception as error:  # whatever one report brings about, the others are linked
                failed[number] = f"{type(error).__name__}: {error}"
            done += 1
            if progress is not None:
                progress(done, max(total, done))
    if failed:
        raise LinkError(store.location, {row.key: failed[row.number] for row in filed_by_number(store, sorted(failed))})
    return done


def _waiting(store: Store) -> int:
    with snapshot(store) as connection:
        return findings.waiting(connection)


def _link_one(connection: Connection, shelf: Shelf, number: int, decided: list[Decided]) -> None:
    shelf.renew(number)
    family = _family(connection, number)
    others = companions(connection, number)
    resting = findings.made_from(connection, [number])
    touched = set(findings.members_of(connection, number).values())
    forget(connection, number)
    report = shelf.report(number)
    if report is not None and report.current:
        enter_sources(connection, report)
        _compare(connection, shelf, report)
    changed = _derive(connection, shelf, number, family) | {number}
    for one in changed - {number}:
        others |= companions(connection, one)
    for one in findings.made_from(connection, changed) | resting:
        touched.update(findings.members_of(connection, one).values())
    for identity in identify(connection, shelf, changed, others, decided):
        touched.update(findings.claims_resting_on(connection, identity))
    regroup(connection, shelf, number, touched, decided)


def _compare(connection: Connection, shelf: Shelf, report: Shelved) -> None:
    """Compares a report with those that may be of the same event, and with those that share runs of words with it: of
    what has nothing but words in common, such as a disclaimer, no claims are made."""
    number = report.number
    alike, sharing = _candidates(connection, report)
    reuses, ties = [], [_tie(shelf, tied) for tied in ties_between(report.profiles, report.profiles)]
    for other in sorted(alike | sharing):
        rival = shelf.report(other)
        if rival is None or not rival.current:
            continue
        found = find_reuse(report.dossier, rival.dossier)
        for reuse in found:
            later, earlier = shelf.number(reuse.later), shelf.number(reuse.earlier)
            reuses.append((later, earlier, reuse.kind, msgspec.msgpack.encode(reuse)))
        if found or other in alike:
            pair = sorted((report.profiles, rival.profiles), key=lambda profiles: profiles.id)
            ties += [_tie(shelf, tied) for tied in ties_between(pair[0], pair[1])]
    findings.put_reuses(connection, reuses)
    findings.put_ties(connection, ties)
    link_keys.put_keys(connection, _BAND, number, bands_of(report.dossier))
    link_keys.put_keys(connection, _CELL, number, cells_of(report.dossier))
    link_keys.put_gist(connection, number, gist_of(report.dossier))


def _candidates(connection: Connection, report: Shelved) -> tuple[set[int], set[int]]:
    """The reports that may be of the same event as one, and those that share runs of words with it."""
    sharing: set[int] = set()
    for band in bands_of(report.dossier):
        sharing.update(link_keys.holding(connection, _BAND, band, HOLDERS))
    cells = cells_near(report.dossier)
    in_cells = sorted(link_keys.sharing_keys(connection, _CELL, report.number, cells))
    about = near(gist_of(report.dossier), link_keys.gists_of(connection, in_cells))
    alike = {other for other, is_near in zip(in_cells, about, strict=True) if is_near}
    return alike | sharing.intersection(in_cells), sharing


def _tie(shelf: Shelf, tied: Tied) -> findings.Tie:
    return findings.Tie(
        report=shelf.number(tied.a.report),
        proposition=tied.a.proposition,
        other_report=shelf.number(tied.b.report),
        other_proposition=tied.b.proposition,
        same=round(tied.same, 4),
        clash=round(tied.clash, 4),
    )


def _family(connection: Connection, number: int) -> set[int]:
    """The reports that hang together with one by reuse, itself too, nearest first up to ``_FAMILY``."""
    found, waiting = {number}, [number]
    while waiting and len(found) < _FAMILY:
        now = waiting.pop(0)
        for later, earlier, _ in findings.reuses_of(connection, now):
            for other in (later, earlier):
                if other not in found:
                    found.add(other)
                    waiting.append(other)
    return found


def _derive(connection: Connection, shelf: Shelf, number: int, before: set[int]) -> set[int]:
    """Chooses what each report of the family derives from, and gives those for which that is another now."""
    family = before | _family(connection, number)
    if len(family) == 1:
        return set()
    rows = {
        (later, earlier, data)
        for one in family
        for later, earlier, data in findings.reuses_of(connection, one)
        if later in family and earlier in family
    }
    reuses = [msgspec.msgpack.decode(data, type=Reuse) for _, _, data in sorted(rows)]
    dossiers = {shelf.here(n).key: shelf.here(n).dossier for n in sorted({n for row in rows for n in row[:2]})}
    chosen = choose_parents(reuses, dossiers)
    old = {n: [d for of, _, d in findings.derivations_of(connection, n) if of == n] for n in family}
    new = {n: [d for d in chosen if shelf.number(d.report) == n] for n in family}
    changed = {n for n in family if old[n] != new[n]}
    made = [(n, shelf.number(d.source_report), d) for n in sorted(changed) for d in new[n]]
    findings.put_derivations(connection, sorted(changed), made)
    return changed
