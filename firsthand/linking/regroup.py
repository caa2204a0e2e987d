"""Works out anew the claims that some reports touch: what goes together, where it comes from, and what clashes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection

from firsthand.archive import findings
from firsthand.linking.accounts import account_for
from firsthand.linking.clusters import grouped
from firsthand.linking.conflicts import conflict_between
from firsthand.linking.identity_parts import Decided
from firsthand.linking.people import people_among
from firsthand.linking.scenes import Member, Scene
from firsthand.linking.shelf import Shelf, appearances_in
from firsthand.linking.together import SAME, worth
from firsthand.schema import Claim, Conflict, Derivation

Node = tuple[int, int]
"""(report's number, proposition)."""


def regroup(
    connection: Connection, shelf: Shelf, changed: set[int], touched: set[str], decisions: Sequence[Decided]
) -> None:
    """Replaces the claims of some reports, and ``touched`` ones, by what follows from the ties as they are now."""
    seeds = {node for claim in touched for node in findings.members_in(connection, claim)}
    for number in changed:
        report = shelf.report(number)
        if report is not None and report.current:
            seeds.update((number, i) for i in range(len(report.profiles.items)))
    ties = _Ties(connection)
    nodes = _reached(ties, {node for node in seeds if (found := shelf.report(node[0])) is not None and found.current})
    same = {(a, b): value for a in nodes for b, value in ties.same(a).items() if a < b}
    gone = touched | {claim for node in nodes if (claim := ties.claim(node)) is not None}
    made: list[tuple[Claim, list[Node]]] = []
    scenes: list[tuple[Claim, Scene, list[Member]]] = []
    for group in grouped(sorted(nodes), same, SAME):
        members = [Member(shelf.here(number).key, proposition) for number, proposition in group]
        scene = _scene(connection, shelf, {number for number, _ in group}, decisions)
        if worth(scene, members):
            claim = account_for(scene, members)
            made.append((claim, group))
            scenes.append((claim, scene, members))
    findings.put_claims(connection, gone, made)
    findings.put_conflicts(connection, _conflicts(connection, shelf, ties, made, scenes, decisions))


class _Ties:
    """The ties of reports, read once each."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._of: dict[int, dict[int, list[findings.Tie]]] = {}
        self._claims: dict[int, dict[int, str]] = {}

    def all(self, node: Node) -> list[findings.Tie]:
        if node[0] not in self._of:
            rows: dict[int, list[findings.Tie]] = {}
            for tie in findings.ties_of(self._connection, node[0]):
                rows.setdefault(tie.proposition, []).append(tie)
            self._of[node[0]] = rows
        return self._of[node[0]].get(node[1], [])

    def same(self, node: Node) -> dict[Node, float]:
        return {(t.other_report, t.other_proposition): t.same for t in self.all(node)}

    def claim(self, node: Node) -> str | None:
        """The claim that a node belonged to when this began."""
        if node[0] not in self._claims:
            self._claims[node[0]] = findings.members_of(self._connection, node[0])
        return self._claims[node[0]].get(node[1])


def _reached(ties: _Ties, seeds: Iterable[Node]) -> set[Node]:
    """The nodes that hang together with the seeds by likenesses strong enough to join them."""
    found = set(seeds)
    waiting = sorted(found)
    while waiting:
        for other, value in ties.same(waiting.pop()).items():
            if value >= SAME and other not in found:
                found.add(other)
                waiting.append(other)
    return found


def _scene(connection: Connection, shelf: Shelf, numbers: set[int], decisions: Sequence[Decided]) -> Scene:
    """The reports of a claim, and all those that they were made from."""
    derivations: dict[str, tuple[Derivation, ...]] = {}
    found, waiting = set(numbers), sorted(numbers)
    while waiting:
        number = waiting.pop()
        own = [(source, d) for of, source, d in findings.derivations_of(connection, number) if of == number]
        derivations[shelf.here(number).key] = tuple(d for _, d in own)
        for source, _ in own:
            if source not in found:
                found.add(source)
                waiting.append(source)
    reports = [shelf.here(number) for number in sorted(found)]
    appearances = [a for number in sorted(found) for a in appearances_in(connection, number)]
    people = people_among(appearances, [d for own in derivations.values() for d in own], decisions)
    known = {r.key: findings.identities_of(connection, r.number) for r in reports}
    return Scene(
        dossiers={r.key: r.dossier for r in reports},
        profiles={r.key: r.profiles for r in reports},
        publishers={r.key: r.publisher for r in reports},
        derivations=derivations,
        people={
            (report, source): person._replace(shown=known[report].get(source, person.id))
            for (report, source), person in people.items()
        },
    )


def _conflicts(
    connection: Connection,
    shelf: Shelf,
    ties: _Ties,
    made: Sequence[tuple[Claim, list[Node]]],
    scenes: Sequence[tuple[Claim, Scene, list[Member]]],
    decisions: Sequence[Decided],
) -> list[Conflict]:
    """The conflicts of the claims just made, with each other and with those that stand."""
    of = {node: claim.id for claim, group in made for node in group}
    scene_of = {claim.id: (claim, scene, members) for claim, scene, members in scenes}
    found: dict[tuple[str, str], Conflict] = {}
    for claim, group in made:
        rivals = {
            other
            for node in group
            for tie in ties.all(node)
            if tie.clash and (other := of.get(there := (tie.other_report, tie.other_proposition)) or ties.claim(there))
        }
        for rival in sorted(rivals - {claim.id}):
            pair = (min(claim.id, rival), max(claim.id, rival))
            if pair in found:
                continue
            if rival not in scene_of:
                standing = findings.claim_of(connection, rival)
                if standing is None:
                    continue
                nodes = findings.members_in(connection, rival)
                members = [Member(shelf.here(n).key, p) for n, p in nodes]
                scene_of[rival] = (standing, _scene(connection, shelf, {n for n, _ in nodes}, decisions), members)
            conflict = _between(shelf, ties, group, scene_of[claim.id], scene_of[rival])
            if conflict is not None:
                found[pair] = conflict
    return [found[pair] for pair in sorted(found)]


def _between(
    shelf: Shelf,
    ties: _Ties,
    group: Sequence[Node],
    one: tuple[Claim, Scene, list[Member]],
    other: tuple[Claim, Scene, list[Member]],
) -> Conflict | None:
    clash: dict[tuple[Member, Member], float] = {}
    for number, proposition in group:
        for tie in ties.all((number, proposition)):
            if tie.clash:
                mine = Member(shelf.here(number).key, proposition)
                theirs = Member(shelf.here(tie.other_report).key, tie.other_proposition)
                clash[mine, theirs] = clash[theirs, mine] = tie.clash
    scene = Scene(
        dossiers={**one[1].dossiers, **other[1].dossiers},
        profiles={**one[1].profiles, **other[1].profiles},
        publishers={**one[1].publishers, **other[1].publishers},
        derivations={**one[1].derivations, **other[1].derivations},
        people={**one[1].people, **other[1].people},
    )
    return conflict_between(scene, (one[0], one[2]), (other[0], other[2]), clash)
