"""All of linking over a set of reports at once: what an archive of just these reports would have found."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations, combinations_with_replacement
from typing import NamedTuple

import numpy as np

from firsthand.linking.accounts import account_for
from firsthand.linking.clusters import grouped
from firsthand.linking.conflicts import conflict_between
from firsthand.linking.likeness import Compared, compare
from firsthand.linking.profiles import Profiles
from firsthand.linking.scenes import Member, Scene
from firsthand.schema import Claim, Conflict

TIED = 0.1
"""Likenesses and clashes below this are not kept."""
SAME = 0.18
"""Propositions are one claim when their mean likeness is at least this."""


class Tied(NamedTuple):
    """Two members and how they compare."""

    a: Member
    b: Member
    same: float
    clash: float


def ties_between(a: Profiles, b: Profiles) -> list[Tied]:
    """The pairs of two reports' propositions, or of one report's, that are worth keeping."""
    return ties_in(a, b, compare(a, b))


def ties_in(a: Profiles, b: Profiles, compared: Compared) -> list[Tied]:
    """As ``ties_between``, of two that have been compared."""
    rows, columns = np.nonzero((compared.same >= TIED) | (compared.same < 0) | (compared.clash >= TIED))
    return [
        Tied(Member(a.id, i), Member(b.id, j), float(compared.same[i, j]), float(compared.clash[i, j]))
        for i, j in zip(rows.tolist(), columns.tolist(), strict=True)
        if a.id != b.id or i < j
    ]


def all_ties(profiles: Sequence[Profiles]) -> list[Tied]:
    """The ties of all reports' propositions."""
    return [tied for a, b in combinations_with_replacement(profiles, 2) for tied in ties_between(a, b)]


def claims_among(scene: Scene, ties: Sequence[Tied]) -> tuple[list[tuple[Claim, list[Member]]], list[Conflict]]:
    """The claims and conflicts of a scene's reports."""
    members = [Member(key, i) for key, profiles in scene.profiles.items() for i in range(len(profiles.items))]
    same = {(t.a, t.b): t.same for t in ties if t.same >= TIED or t.same < 0}
    clash = {pair: t.clash for t in ties if t.clash >= TIED for pair in ((t.a, t.b), (t.b, t.a))}
    claims = [(account_for(scene, group, same), group) for group in grouped(members, same, SAME) if worth(scene, group)]
    by_member = {m: i for i, (_, group) in enumerate(claims) for m in group}
    near = {tuple(sorted((by_member[a], by_member[b]))) for a, b in clash if a in by_member and b in by_member}
    found = [
        conflict
        for i, j in combinations(range(len(claims)), 2)
        if (i, j) in near and (conflict := conflict_between(scene, claims[i], claims[j], clash)) is not None
    ]
    return claims, found


def worth(scene: Scene, group: Sequence[Member]) -> bool:
    """Whether a group is a claim: somebody else's words, or more than one report's own."""
    laid = any(scene.profiles[m.report].items[m.proposition].statement is not None for m in group)
    return laid or len({m.report for m in group}) > 1
