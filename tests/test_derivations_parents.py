"""Which of many reports each one was made from: the immediate parent, whatever the order in which they came."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from firsthand.linking.derivations import choose_parents
from firsthand.linking.parts import Dossier, Reuse
from firsthand.linking.reuse import find_reuse
from firsthand.schema import Derivation, DerivationKind
from tests.test_derivations import CITING, EDITED, FERRY, OTHER, REWRITE, gazette, report, trimmed
from tests.test_fingerprints import bare

Found = set[tuple[str, str, str]]


def derive(dossiers: Sequence[Dossier]) -> tuple[Derivation, ...]:
    reuses = [reuse for a, b in combinations(dossiers, 2) for reuse in find_reuse(a, b)]
    return choose_parents(reuses, {d.id: d for d in dossiers})


def found(dossiers: Sequence[Dossier]) -> Found:
    return {(d.report, d.source_report, d.kind) for d in derive(dossiers)}


def scraped(name: str, text: str, hour: int) -> Dossier:
    return report(name, text, None, f"2024-05-08T{hour:02d}:00:00Z")


def group() -> list[Dossier]:
    return [
        gazette(),
        scraped("z", trimmed(), 9),
        report("e", EDITED, "Coastbrief", "2024-05-07T12:00:00Z"),
        report("r", REWRITE, "Sealane Today", "2024-05-08T08:00:00Z"),
        report("c", CITING, "Islands Voice", "2024-05-09T08:00:00Z"),
        report("o", OTHER, "Delta Courier", "2024-05-07T10:00:00Z"),
    ]


def test_a_whole_group_and_in_any_order() -> None:
    dossiers = group()
    expected = derive(dossiers)
    assert {(d.report, d.source_report, d.kind) for d in expected} == {
        ("z", "m", "copy"),
        ("e", "m", "edited"),
        ("r", "m", "rewrite"),
        ("c", "m", "cites"),
    }
    chance = random.Random(7)
    for _ in range(5):
        chance.shuffle(dossiers)
        assert derive(dossiers) == expected


def test_a_copy_of_an_edited_copy_derives_from_that() -> None:
    chain = [gazette(), scraped("e", EDITED, 10), scraped("f", trimmed(EDITED), 12)]
    assert found(chain) == {("e", "m", "edited"), ("f", "e", "copy")}


def test_of_equally_near_parents_the_earliest_is_chosen() -> None:
    assert found([gazette(), scraped("b", FERRY, 9), scraped("a", FERRY, 10)]) == {
        ("a", "m", "copy"),
        ("b", "m", "copy"),
    }


def test_a_rewrite_of_a_text_with_copies_derives_from_the_text() -> None:
    rewrite = report("r", REWRITE, "Sealane Today", "2024-05-09T08:00:00Z")
    assert ("r", "m", "rewrite") in found([gazette(), scraped("z", trimmed(), 9), rewrite])


def test_a_copied_citation_is_the_origins_alone() -> None:
    citing = report("c", CITING, "Islands Voice", "2024-05-09T08:00:00Z")
    copied = report("d", CITING, None, "2024-05-09T11:00:00Z")
    assert found([gazette(), citing, copied]) == {("c", "m", "cites"), ("d", "c", "copy")}


def test_of_two_reports_by_the_cited_outlet_the_one_that_holds_the_content_is_meant() -> None:
    second = report(
        "n",
        "Sixty houses in Brouwershaven were without electricity on Sunday after a swan flew into a cable.\n\n"
        "The swan survived, said Marga Hoek of the animal ambulance. It was taken to a vet in Zierikzee.",
        "Schouwen Gazette",
        "2024-05-06T08:00:00Z",
    )
    citing = report("c", CITING, "Islands Voice", "2024-05-09T08:00:00Z")
    assert found([second, gazette(), citing]) == {("c", "m", "cites")}


def test_what_is_cited_through_another_outlet_derives_from_that_one() -> None:
    between = report("c", CITING, "Islands Voice", "2024-05-09T08:00:00Z")
    last = report(
        "l",
        "The province said on Friday that it would study a tunnel.\n\nThe harbour office was warned of the drifting "
        "buoy in a letter of 14 February, Islands Voice reported, citing the Schouwen Gazette.\n\nA tunnel would cost "
        "at least twice as much as a bridge, an engineer at the water board said.",
        "Delta Courier",
        "2024-05-10T08:00:00Z",
    )
    assert found([gazette(), between, last]) == {("c", "m", "cites"), ("l", "c", "cites")}
    assert found([gazette(), last]) == {("l", "m", "cites")}


def test_all_that_carry_an_agencys_text_derive_from_the_agency_where_it_is_there() -> None:
    wire = OTHER.replace("Seventy-three", "BROUWERSHAVEN, May 7 (Northquay News) — Seventy-three", 1)
    first = report("a", wire, "Delta Courier", "2024-05-07T08:00:00Z")
    second = report("b", wire, "Coastbrief", "2024-05-07T09:00:00Z")
    agency = report("c", wire, "Northquay News", "2024-05-07T07:00:00Z")
    assert found([first, second, agency]) == {("a", "c", "copy"), ("b", "c", "copy")}
    siblings = derive([first, second])
    assert [(d.report, d.source_report, d.direction) for d in siblings] == [("b", "a", "time")]
    assert "Northquay News" in siblings[0].because


def reuses(edges: Iterable[tuple[int, int, DerivationKind, float]]) -> list[Reuse]:
    return [
        Reuse(
            later=f"r{later}",
            earlier=f"r{earlier}",
            kind=kind,
            direction=None,
            confidence=share,
            share=share,
            because="",
            passages=(),
        )
        for later, earlier, kind, share in edges
    ]


EDGES = st.lists(
    st.tuples(
        st.integers(0, 7),
        st.integers(0, 7),
        st.sampled_from(["copy", "edited", "rewrite"]),
        st.sampled_from([0.3, 0.5, 0.7, 0.9, 1.0]),
    ).filter(lambda edge: edge[0] != edge[1]),
    max_size=25,
    unique_by=lambda edge: (edge[0], edge[1]),
)


@given(EDGES, st.randoms())
def test_there_is_never_a_cycle_and_never_a_second_parent_without_more_text(
    edges: list[tuple[int, int, DerivationKind, float]], chance: random.Random
) -> None:
    dossiers = {f"r{i}": bare(f"text number {i}") for i in range(8)}
    given_reuses = reuses(edges)
    chosen = choose_parents(given_reuses, dossiers)
    parents = {d.report: d.source_report for d in chosen}
    assert len(parents) == len(chosen)
    for start in parents:
        seen, at = set(), start
        while at in parents:
            assert at not in seen
            seen.add(at)
            at = parents[at]
    chance.shuffle(given_reuses)
    assert choose_parents(given_reuses, dossiers) == chosen
