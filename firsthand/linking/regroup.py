"""Works out anew the claims that some reports touch: what goes together, where it comes from, and what clashes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from sqlalchemy import Connection

from firsthand.archive import findings
from firsthand.linking.accounts import account_for
from firsthand.linking.clusters import grouped, part_of
from firsthand.linking.conflicts import LEAST, conflict_between
from firsthand.linking.identity_parts import Decided
from firsthand.linking.scenes import Member
from firsthand.linking.shelf import Shelf
from firsthand.linking.staging import Staging
from firsthand.linking.together import SAME, worth
from firsthand.schema import Claim, Conflict

Node = tuple[int, int]
"""(report's number, proposition)."""
Group = tuple[Node, ...]


def regroup(
    connection: Connection, shelf: Shelf, number: int, touched: Iterable[str], decisions: Sequence[Decided]
) -> None:
    """Replaces the claims that a report's propositions belong to, and ``touched`` ones, by what follows from the ties,
    derivations and identities as they are now. What comes out as it was, and is not touched, stays."""
    touched = set(touched)
    ties = _Ties(connection, shelf)
    seeds = {node for claim in touched for node in findings.members_in(connection, claim)}
    report = shelf.report(number)
    if report is not None and report.current:
        seeds.update((number, i) for i in range(len(report.profiles.items)))
    groups, before = _groups(ties, seeds)
    kept = {claim for claim, group in before.items() if group in groups and claim not in touched}
    stage = Staging(connection, shelf, decisions)
    made: list[tuple[Claim, Group]] = []
    for group in sorted(groups - {before[claim] for claim in kept}):
        members = [ties.member(node) for node in group]
        scene = stage.scene({n for n, _ in group})
        if worth(scene, members):
            made.append((account_for(scene, members, ties.among(group)), group))
    findings.put_claims(connection, (touched | before.keys()) - kept, made)
    findings.put_conflicts(connection, _conflicts(connection, stage, ties, made))


class _Ties:
    """What the archive has of propositions, read once each."""

    def __init__(self, connection: Connection, shelf: Shelf) -> None:
        self._connection, self._shelf = connection, shelf
        self._all: dict[Node, list[findings.Tie]] = {}
        self._same: dict[Node, dict[Node, float]] = {}
        self._members: dict[Node, Member] = {}

    def all(self, node: Node) -> list[findings.Tie]:
        """The ties of a node."""
        if node not in self._all:
            self._all[node] = findings.ties_of(self._connection, *node)
        return self._all[node]

    def same(self, node: Node) -> dict[Node, float]:
        """The likenesses of a node."""
        if node not in self._same:
            self._same[node] = {(t.other_report, t.other_proposition): t.same for t in self.all(node)}
        return self._same[node]

    def among(self, nodes: Collection[Node]) -> dict[tuple[Member, Member], float]:
        """The likenesses of nodes to each other, each both ways."""
        own = set(nodes)
        return {
            (self.member(node), self.member(other)): value
            for node in own
            for other, value in self.same(node).items()
            if other in own
        }

    def claim(self, node: Node) -> str | None:
        """The claim that a node belongs to in the archive."""
        return findings.claim_with(self._connection, *node)

    def group(self, claim: str) -> Group:
        """The nodes of a claim in the archive."""
        return self.ordered(findings.members_in(self._connection, claim))

    def member(self, node: Node) -> Member:
        """The node, by its report's key."""
        if node not in self._members:
            self._members[node] = Member(self._shelf.key(self._connection, node[0]), node[1])
        return self._members[node]

    def ordered(self, nodes: Iterable[Node]) -> Group:
        """The nodes in the order of their reports' keys, for that of their numbers is the order of arrival."""
        return tuple(sorted(nodes, key=self.member))


def _groups(ties: _Ties, seeds: Iterable[Node]) -> tuple[set[Group], dict[str, Group]]:
    """The groups of all that is clustered together with the seeds, and the claims that these nodes were in."""
    groups: set[Group] = set()
    before: dict[str, Group] = {}
    done: set[Node] = set()
    waiting = sorted(seeds)
    while waiting:
        seed = waiting.pop()
        if seed in done:
            continue
        part = part_of(seed, ties.same, SAME)
        done |= part
        groups.update(_clustered(ties, part))
        for claim in sorted({c for node in part if (c := ties.claim(node)) is not None} - before.keys()):
            before[claim] = ties.group(claim)
            waiting += before[claim]
    return groups, before


def _clustered(ties: _Ties, part: set[Node]) -> list[Group]:
    nodes = {ties.member(node): node for node in part}
    return [tuple(nodes[member] for member in group) for group in grouped(nodes, ties.among(part), SAME)]


def _conflicts(
    connection: Connection, stage: Staging, ties: _Ties, made: Sequence[tuple[Claim, Group]]
) -> list[Conflict]:
    """The conflicts of the claims just made, with each other and with those that stand."""
    standing = dict[str, tuple[Claim, Group]]((claim.id, (claim, group)) for claim, group in made)
    tried: set[frozenset[str]] = set()
    found: dict[tuple[str, str], Conflict] = {}
    for claim, group in made:
        clash = {
            (ties.member(node), ties.member((t.other_report, t.other_proposition))): t.clash
            for node in group
            for t in ties.all(node)
            if t.clash
        }
        clash |= {(q, p): value for (p, q), value in clash.items()}
        others = {(t.other_report, t.other_proposition) for node in group for t in ties.all(node) if t.clash}
        for rival in sorted({c for node in others if (c := ties.claim(node)) is not None} - {claim.id}):
            if frozenset((claim.id, rival)) in tried:
                continue
            tried.add(frozenset((claim.id, rival)))
            theirs = standing[rival][1] if rival in standing else ties.group(rival)
            if not _may_clash(ties, group, theirs, clash):
                continue
            if rival not in standing and (known := findings.claim_of(connection, rival)) is not None:
                standing[rival] = known, theirs
            scene = stage.bare({n for n, _ in (*group, *theirs)})
            sides = [(c, [ties.member(node) for node in own]) for c, own in ((claim, group), standing[rival])]
            conflict = conflict_between(scene, sides[0], sides[1], clash)
            if conflict is not None:
                found[conflict.a, conflict.b] = conflict
    return [found[pair] for pair in sorted(found)]


def _may_clash(ties: _Ties, group: Group, theirs: Group, clash: dict[tuple[Member, Member], float]) -> bool:
    pairs = [clash.get((ties.member(p), ties.member(q)), 0.0) for p in group for q in theirs]
    return sum(pairs) >= LEAST * len(pairs)
