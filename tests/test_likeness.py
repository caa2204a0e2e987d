"""Likeness: how surely two propositions of two reports are one claim, or clash."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.linking.dossiers import make_dossier
from firsthand.linking.likeness import APART, FEATURES, Compared, compare, features
from firsthand.linking.profiles import Profiles, profiles_of
from firsthand.linking.trees import load_trees
from firsthand.reading.reader import Reader
from firsthand.schema import Report
from tests.scenes import dossier_by_hand, says, told

FIRST = """The road bridge at Dunmarrow was closed on Tuesday after divers found a crack 40 cm wide in its middle \
pier, the district engineer, Orla Tench, said.

She said the bridge would stay shut for eight months. A bus will carry pupils to the school at Hollin.

Mayor Fintan Roche said nobody had told the council of the crack. The bridge has carried a stone lion since 1911."""

SECOND = """Divers discovered a crack of 0.4 metres in the middle pier of Dunmarrow's bridge, which was shut to \
traffic on Tuesday, according to district engineer Orla Tench.

The closure will last eight months, Tench told Hill Radio.

The council was not informed about the crack, said Fintan Roche, the mayor. He intends to resign in spring."""

THIRD = """The closure of the bridge at Dunmarrow will last two years, the builder Kasimir Wolny said.

Wolny said that the crack in the middle pier is 90 cm wide."""


def read(reader: Reader, ident: str, outlet: str, text: str) -> Profiles:
    report = Report(id=ident, outlet=outlet, published="2024-03-06T08:00:00Z", sha256="0" * 64, text=text)
    return profiles_of(make_dossier(report, reader))


@pytest.fixture(scope="module")
def reports(reader: Reader) -> tuple[Profiles, Profiles, Profiles]:
    return (
        read(reader, "r1", "Marrow Gazette", FIRST),
        read(reader, "r2", "Hill Radio", SECOND),
        read(reader, "r3", "Elbe Post", THIRD),
    )


def at(profiles: Profiles, words: str) -> int:
    (found,) = [i for i, item in enumerate(profiles.items) if words in item.text]
    return found


def alike(a: Profiles, b: Profiles, one: str, other: str) -> float:
    return float(compare(a, b).same[at(a, one), at(b, other)])


def test_what_says_the_same_is_likelier_one_claim_than_anything_else(
    reports: tuple[Profiles, Profiles, Profiles],
) -> None:
    first, second, _ = reports
    same = compare(first, second).same
    for one, other in (("eight months", "eight months"), ("nobody had told", "not informed"), ("40 cm", "0.4 metres")):
        i, j = at(first, one), at(second, other)
        assert same[i, j] > 0.5
        assert same[i, j] == same[i].max() == same[:, j].max()


def test_what_says_something_else_is_not(reports: tuple[Profiles, Profiles, Profiles]) -> None:
    first, second, _ = reports
    for one, other in product(("stone lion", "bus will carry"), ("resign", "eight months", "not informed")):
        assert alike(first, second, one, other) < 0.1


def test_figures_that_differ_keep_apart_what_is_worded_alike_and_clash(
    reports: tuple[Profiles, Profiles, Profiles],
) -> None:
    _, second, third = reports
    assert alike(second, third, "eight months", "two years") == APART
    assert alike(second, third, "0.4 metres", "90 cm") == APART
    clash = compare(second, third).clash
    assert clash[at(second, "eight months"), at(third, "two years")] > 0.25
    assert clash[at(second, "resign"), at(third, "two years")] < 0.1


def test_the_same_words_are_the_same_claim_whoever_says_them(reader: Reader) -> None:
    one = told("r1", "Orvik Courier", "Ida Roe said: “It Leaked.”", says("Ida Roe", "“It Leaked.”"))
    other = told("r2", "Hill Radio", "Nobody knew that it leaked.", says("Nobody", "it leaked"))
    compared = compare(profiles_of(one), profiles_of(other))
    assert compared.same[0, 0] == 1
    assert compared.clash[0, 0] == 0


def test_comparing_the_other_way_round_gives_the_same(reports: tuple[Profiles, Profiles, Profiles]) -> None:
    for a, b in product(reports, repeat=2):
        there, back = compare(a, b), compare(b, a)
        assert np.allclose(there.same, back.same.T, atol=1e-4)
        assert np.allclose(there.clash, back.clash.T, atol=1e-4)


def test_nothing_to_compare_gives_an_empty_table(reports: tuple[Profiles, Profiles, Profiles]) -> None:
    empty = profiles_of(told("r9", "Orvik Courier", ""))
    assert compare(empty, empty).same.shape == (0, 0)
    assert compare(empty, reports[2]).same.shape == (0, len(reports[2].items))
    assert compare(reports[2], empty).clash.shape == (len(reports[2].items), 0)


WORDS = ["the", "crack", "pier", "40 cm", "0.4 metres", "30 cm", "12 people", "nine people", "were", "killed", "not",
         "Orvik", "closed", "will", "should", "quay", "harbour", "and", "wrong", "xylo"]  # fmt: skip
sentences = st.lists(st.sampled_from(WORDS), min_size=1, max_size=9).map(" ".join)
Drawn = tuple[str, str, list[str], int]
"""What two speakers say, what the report says in its own voice, and a seed for vectors."""
drawn = st.tuples(sentences, sentences, st.lists(sentences, max_size=2), st.integers(0, 999))


def invented(ident: str, drawn: Drawn) -> Profiles:
    one, other, own, seed = drawn
    text = "\n\n".join([f"Ida Roe said {one} (1).", f"Jan Moe said {other} (2).", *own])
    dossier = told(ident, "Orvik Courier", text, says("Ida Roe", f"{one} (1)"), says("Jan Moe", f"{other} (2)"))
    rows = np.random.default_rng(seed).normal(size=(5, 384))
    unit = rows / np.linalg.norm(rows, axis=1, keepdims=True)
    return profiles_of(dossier_by_hand(dossier.reading, np.rint(unit * 127).astype(np.int8)))


def in_bounds(compared: Compared) -> bool:
    probable = (compared.same >= 0) & (compared.same <= 1)
    return bool(np.all(probable | (compared.same == APART)) and np.all((compared.clash >= 0) & (compared.clash <= 1)))


@given(drawn, drawn)
def test_whatever_is_compared_either_way_round(one: Drawn, other: Drawn) -> None:
    """What the trees ask of two does not depend on which is named first, and what they answer is a probability."""
    a, b = invented("r1", one), invented("r2", other)
    there, back = features(a, b), features(b, a).transpose(1, 0, 2)
    assert [name for i, name in enumerate(FEATURES) if not np.allclose(there[:, :, i], back[:, :, i], atol=1e-4)] == []
    assert in_bounds(compare(a, b))
    assert in_bounds(compare(a, a))


def test_the_weights_ask_what_is_measured() -> None:
    for name in ("likeness", "conflicts"):
        assert load_trees(name, FEATURES).roots.size > 0
