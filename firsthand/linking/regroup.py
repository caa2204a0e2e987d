"""Works out anew the claims that some reports touch: what goes together, where it comes from, and what clashes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from sqlalchemy import Connection

from firsthand.archive import findings
from firsthand.linking.accounts import account_for
from firsthand.linking.clusters import grouped, part_of
from firsthand.linking.conflicts import LEAST, clash_of, conflict_between
from firsthand.linking.identity_parts import Decided
from firsthand.linking.scenes import Member
from firsthand.linking.shelf import Shelf
from firsthand.linking.staging import Staging
from firsthand.linking.together import SAME, TIED, worth
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
    ties.forget_claims()
    findings.put_conflicts(connection, _conflicts(connection, stage, ties, made))


class _Ties:
    """What the archive has of propositions, read once each."""

    def __init__(self, connection: Connection, shelf: Shelf) -> None:
        self._connection, self._shelf = connection, shelf
        self._same: dict[Node, dict[Node, float]] = {}
        self._clash: dict[Node, dict[Node, float]] = {}
        self._claims: dict[int, dict[int, str]] = {}
        self._members: dict[Node, Member] = {}

    def same(self, node: Node) -> dict[Node, float]:
        """The likenesses of a node."""
        self._read(node)
        return self._same[node]

    def clash(self, node: Node) -> dict[Node, float]:
        """The clashes of a node."""
        self._read(node)
        return self._clash[node]

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
        if node[0] not in self._claims:
            self._claims[node[0]] = findings.members_of(self._connection, node[0])
        return self._claims[node[0]].get(node[1])

    def forget_claims(self) -> None:
        """Lets go of who belongs to which claim, for that is other now."""
        self._claims.clear()

    def group(self, claim: str) -> Group:
        """The nodes of a claim in the archive."""
        return tuple(sorted(findings.members_in(self._connection, claim), key=self.member))

    def member(self, node: Node) -> Member:
        """The node by its report's key: by that nodes are put in order, for numbers tell the order of arrival."""
        if node not in self._members:
            self._members[node] = Member(self._shelf.key(self._connection, node[0]), node[1])
        return self._members[node]

    def _read(self, node: Node) -> None:
        if node not in self._same:
            found = findings.ties_of(self._connection, *node)
            there = [((tie.other_report, tie.other_proposition), tie) for tie in found]
            self._same[node] = {other: tie.same for other, tie in there if tie.same >= TIED or tie.same < 0}
            self._clash[node] = {other: tie.clash for other, tie in there if tie.clash >= TIED}


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
    standing = {claim.id: (claim, group) for claim, group in made}
    found: dict[tuple[str, str], Conflict] = {}
    for claim, group in made:
        for rival, clash in sorted(_rivals(ties, group).items()):
            pair = (min(claim.id, rival), max(claim.id, rival))
            if rival == claim.id or pair in found or clash_of(clash.values()) < LEAST:
                continue
            if rival not in standing and (known := findings.claim_of(connection, rival)) is not None:
                standing[rival] = known, ties.group(rival)
            conflict = _between(stage, ties, standing[claim.id], standing[rival], clash)
            if conflict is not None:
                found[pair] = conflict
    return [found[pair] for pair in sorted(found)]


def _rivals(ties: _Ties, group: Group) -> dict[str, dict[tuple[Node, Node], float]]:
    """The claims that others of a group's nodes clash with are in, with the clashes."""
    found: dict[str, dict[tuple[Node, Node], float]] = {}
    for node in group:
        for other, value in ties.clash(node).items():
            claim = ties.claim(other)
            if claim is not None:
                found.setdefault(claim, {})[node, other] = value
    return found


def _between(
    stage: Staging,
    ties: _Ties,
    one: tuple[Claim, Group],
    other: tuple[Claim, Group],
    clash: Mapping[tuple[Node, Node], float],
) -> Conflict | None:
    values: dict[tuple[Member, Member], float] = {}
    for (p, q), value in clash.items():
        mine, theirs = ties.member(p), ties.member(q)
        values[mine, theirs] = values[theirs, mine] = value
    scene = stage.bare({number for number, _ in (*one[1], *other[1])})
    sides = [(claim, [ties.member(node) for node in group]) for claim, group in (one, other)]
    return conflict_between(scene, sides[0], sides[1], values)
