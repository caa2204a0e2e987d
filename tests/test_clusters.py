"""Grouping by mean likeness: the order of what comes in never matters."""

from __future__ import annotations

from itertools import combinations
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.linking import clusters
from firsthand.linking.clusters import UNTIED, grouped, part_of

Node = tuple[str, int]
Likeness = dict[tuple[Node, Node], float]
LEAST = 0.2
NODES: list[Node] = [(report, i) for report in "abcd" for i in range(3)]
# Few values, so that many are equal: then only the order of the nodes may decide.
VALUES = st.sampled_from([0.05, 0.2, 0.2000001, 0.5, 0.5, 0.9, 1.0])


@st.composite
def tables(draw: st.DrawFn) -> tuple[list[Node], Likeness]:
    nodes = draw(st.lists(st.sampled_from(NODES), unique=True))
    pairs = draw(st.lists(st.sampled_from([*combinations(NODES, 2)]), unique=True))
    return nodes, {pair: draw(VALUES) for pair in pairs}


@given(tables(), st.randoms(use_true_random=False))
def test_no_order_matters(table: tuple[list[Node], Likeness], chance: Random) -> None:
    nodes, likeness = table
    pairs = chance.sample([*likeness.items()], len(likeness))
    turned = {((a, b) if chance.random() < 0.5 else (b, a)): value for (a, b), value in pairs}
    assert grouped(chance.sample(nodes, len(nodes)), turned, LEAST) == grouped(nodes, likeness, LEAST)


@given(tables())
def test_every_node_is_in_one_group(table: tuple[list[Node], Likeness]) -> None:
    nodes, likeness = table
    found = grouped(nodes, likeness, LEAST)
    assert sorted(node for group in found for node in group) == sorted(nodes)


@given(tables(), st.lists(st.sampled_from([*combinations(NODES, 2)]), unique=True))
def test_what_is_to_stay_apart_does(table: tuple[list[Node], Likeness], apart: list[tuple[Node, Node]]) -> None:
    nodes, likeness = table
    for group in grouped(nodes, likeness, LEAST, frozenset(apart)):
        assert not {*combinations(group, 2)} & set(apart)


@given(tables())
def test_no_two_groups_are_as_alike_as_one_must_be(table: tuple[list[Node], Likeness]) -> None:
    nodes, likeness = table
    both = likeness | {pair[::-1]: value for pair, value in likeness.items()}
    for one, other in combinations(grouped(nodes, likeness, LEAST), 2):
        values = [both.get((a, b), UNTIED) for a in one for b in other]
        assert sum(values) / len(values) < LEAST


@given(tables())
def test_a_part_is_that_of_each_of_its_nodes(table: tuple[list[Node], Likeness]) -> None:
    nodes, likeness = table
    alike: dict[Node, dict[Node, float]] = {node: {} for node in nodes}
    for (a, b), value in likeness.items():
        if a in alike and b in alike:
            alike[a][b] = alike[b][a] = value
    for node in nodes:
        part = part_of(node, alike.__getitem__, LEAST)
        assert all(part_of(other, alike.__getitem__, LEAST) == part for other in part)


def test_two_near_pairs_that_hang_together_weakly_stay_two() -> None:
    a, b, c, d = NODES[:4]
    likeness = {(a, b): 0.9, (c, d): 0.9, (b, c): 0.3}
    assert grouped([d, c, b, a], likeness, LEAST) == [[a, b], [c, d]]
    assert grouped([a, b, c, d], {**likeness, (a, d): 0.4, (a, c): 0.4}, LEAST) == [[a, b, c, d]]


def test_a_set_too_large_is_parted_at_its_weak_ties(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clusters, "LARGEST", 4)
    nodes = [("r", i) for i in range(8)]
    chain = {(nodes[i], nodes[i + 1]): 0.3 if i == 3 else 0.9 for i in range(7)}
    full = {pair: 0.9 for half in (nodes[:4], nodes[4:]) for pair in combinations(half, 2)} | {
        (nodes[3], nodes[4]): 0.3
    }
    assert part_of(nodes[0], lambda n: _alike(n, chain), LEAST) == set(nodes[:4])
    assert grouped(nodes, full, LEAST) == [nodes[:4], nodes[4:]]
    assert part_of(nodes[0], lambda n: {other: 1.0 for other in nodes if other != n}, LEAST) == {nodes[0]}


def _alike(node: Node, likeness: Likeness) -> dict[Node, float]:
    return {a if b == node else b: value for (a, b), value in likeness.items() if node in (a, b)}
