"""One source over all reports: what is brought together, what is kept apart, and what a person decides."""

from __future__ import annotations

import random
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from identity_readings import EVENT, appear, source

from firsthand.linking.identities import fold, keys_of, speaks_for
from firsthand.linking.identity_likeness import same_source
from firsthand.linking.identity_parts import Appearance, Decided, Identity, Ref
from firsthand.schema import Source

ELSEWHERE = "The council of Norrby met in Tallberg about the Hedlund bridge, as Ostrava and Plzen did. "


def one(ident: str, text: str, who: Source, **rest: str | None) -> Appearance:
    return appear(ident, text, who, **rest)[0]


def together(*groups: tuple[Appearance, ...], linked: set[frozenset[str]] | None = None) -> list[set[tuple[str, str]]]:
    found = fold([a for group in groups for a in group], linked=linked or set())
    return [set(identity.appearances) for identity in found if len(identity.appearances) > 1]


def identity_of(found: tuple[Identity, ...], report: str, ident: str = "p1") -> Identity:
    return next(i for i in found if (report, ident) in i.appearances)


# People with names


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Serhiy Zelinskyy", "Sergei Zelinsky"),
        ("Mohammed al-Dostani", "Muhammad Al Dostani"),
        ("Bill Nesje", "William Nesje"),
        ("Halvard Nesje", "Nesje"),
        ("Halvard Nesje", "H. Nesje"),
        ("Dr Halvard Nesje", "Halvard Nesje"),
        ("Kim Dal-rae", "Dal-rae Kim"),
        ("@ferrywatch", "@FerryWatch"),
    ],
)
def test_spellings_short_forms_and_orders_of_a_name_are_one_person_in_one_event(name: str, other: str) -> None:
    a = one("a", f"{EVENT}It was dark, {name} said.", source("p1", name))
    b = one("b", f"{EVENT}Nobody saw it, {other} said.", source("p1", other))
    assert together((a,), (b,)) == [{("a", "p1"), ("b", "p1")}]


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Halvard Nesje", "Torunn Nesje"),
        ("Rahim Dostov", "Rahim Dostova"),
        ("Halvard Nesje", "Halvard Vik"),
    ],
)
def test_two_names_are_two_people_even_in_one_event(name: str, other: str) -> None:
    a = one("a", f"{EVENT}It was dark, {name} said.", source("p1", name))
    b = one("b", f"{EVENT}Nobody saw it, {other} said.", source("p1", other))
    assert together((a,), (b,)) == []


def test_a_full_name_is_one_person_over_events_unless_the_roles_differ() -> None:
    here = one("a", f"{EVENT}It was dark, pilot Halvard Nesje said.", source("p1", "Halvard Nesje", role="pilot"))
    pilot = one("b", f"{ELSEWHERE}Pilot Halvard Nesje spoke.", source("p1", "Halvard Nesje", role="pilot"))
    baker = one("c", f"{ELSEWHERE}Baker Halvard Nesje spoke.", source("p1", "Halvard Nesje", role="baker"))
    assert same_source(here, pilot).score >= 0.5
    assert same_source(here, baker).score < 0.5


def test_a_name_that_many_bear_needs_more_than_the_name() -> None:
    a = one("a", f"{EVENT}It was dark, John Smith said.", source("p1", "John Smith"))
    b = one("b", f"{ELSEWHERE}John Smith spoke.", source("p1", "John Smith"))
    near = one("c", f"{EVENT}Nobody saw it, John Smith said.", source("p1", "John Smith"))
    assert same_source(a, b).score < 0.5 <= same_source(a, near).score


def test_ages_that_cannot_be_one_persons_keep_two_people_apart() -> None:
    a = one("a", f"{EVENT}Halvard Nesje, 61, saw it.", source("p1", "Halvard Nesje"))
    b = one("b", f"{EVENT}Halvard Nesje, 34, did not.", source("p1", "Halvard Nesje"))
    later = one("c", f"{EVENT}Halvard Nesje, 63, spoke again.", source("p1", "Halvard Nesje"), day="2026-04-01")
    assert same_source(a, b).barred
    assert not same_source(a, later).barred


def test_a_surname_that_fits_two_people_goes_to_neither() -> None:
    both = appear(
        "a",
        f"{EVENT}Halvard Nesje spoke. Torunn Nesje did too.",
        source("p1", "Halvard Nesje"),
        source("p2", "Torunn Nesje"),
    )
    short = appear("b", f"{EVENT}It was dark, Nesje said.", source("p1", "Nesje"))
    assert together(both, short) == []
    assert together(both[:1], short) == [{("a", "p1"), ("b", "p1")}]


def test_two_sources_of_one_report_are_never_one() -> None:
    a = appear("a", f"{EVENT}Nesje spoke.", source("p1", "Halvard Nesje"), source("p2", "Nesje"))
    b = appear("b", f"{EVENT}Halvard Nesje spoke.", source("p1", "Halvard Nesje"))
    assert all(len({report for report, _ in group}) == len(group) for group in together(a, b))


# Unnamed sources and pseudonyms: nobody is unmasked


def nurse(ident: str, said: str, name: str = "a nurse", kind: str = "unnamed") -> tuple[Appearance, ...]:
    who = Source(id="p1", name=name, kind=kind, category="person", role="nurse")  # pyright: ignore[reportArgumentType]
    return appear(ident, f"{EVENT}It is said by {name}, a nurse, that {said}.", who, said=said)


FROST = "frost had cracked both ballast pumps weeks before sailing"


def test_unnamed_people_are_one_only_where_words_or_a_copy_show_it() -> None:
    assert together(nurse("a", FROST), nurse("b", FROST)) != []
    assert together(nurse("a", FROST), nurse("b", "visitors brought soup and blankets for everyone")) == []
    assert together(nurse("a", FROST), nurse("b", FROST), linked={frozenset("ab")}) != []


def test_nobody_unnamed_is_given_a_name_and_no_pseudonym_a_fuller_one() -> None:
    plain, named = nurse("a", FROST), nurse("b", FROST, "Halvard Nesje", "named")
    masked, short = nurse("c", FROST, "Halvard", "pseudonymous"), nurse("d", FROST, "Halvard", "named")
    pairs = {frozenset(pair) for pair in combinations("abcd", 2)}
    for group in together(plain, named, masked, short, linked=pairs):
        assert not ({("b", "p1")} & group and {("a", "p1"), ("c", "p1")} & group)
        assert not ({("d", "p1")} & group and {("a", "p1")} & group)


def test_a_pseudonym_is_one_person_within_one_event_only() -> None:
    a, b = nurse("a", FROST, "Heron", "pseudonymous"), nurse("b", "rain fell", "Heron", "pseudonymous")
    c = appear("c", f"{ELSEWHERE}Heron spoke.", source("p1", "Heron", "pseudonymous"))
    assert together(a, b, c) == [{("a", "p1"), ("b", "p1")}]


# Organisations, groups, documents


@pytest.mark.parametrize(
    ("name", "other", "same"),
    [
        ("Coastal Rescue Authority", "CRA", True),
        ("Norway's Border Guard", "Norwegian Border Guard", True),
        ("Ministry of Transport", "Transport Ministry", True),
        ("the Transport Ministry", "the ministry", True),
        ("Oslo", "Norwegian government", True),
        ("Norwegian Coast Guard", "Swedish Coast Guard", False),
        ("Health Ministry", "Transport Ministry", False),
        ("Lervik Shipping", "Storholm Shipping", False),
    ],
)
def test_names_of_organisations_in_one_event(name: str, other: str, same: bool) -> None:
    a = one("a", f"{EVENT}It was dark, {name} said.", source("p1", name, "named", "organisation"))
    b = one("b", f"{EVENT}Nobody saw it, {other} said.", source("p1", other, "named", "organisation"))
    assert (together((a,), (b,)) != []) is same


def test_a_general_name_tells_no_organisation_outside_its_event() -> None:
    a = one("a", f"{EVENT}The Health Ministry spoke.", source("p1", "Health Ministry", "named", "organisation"))
    b = one("b", f"{ELSEWHERE}The Health Ministry spoke.", source("p1", "Health Ministry", "named", "organisation"))
    assert same_source(a, b).score < 0.5
    c = one("c", f"{EVENT}Oxfam Delta spoke.", source("p1", "Oxfam Delta", "named", "organisation"))
    d = one("d", f"{ELSEWHERE}Oxfam Delta spoke.", source("p1", "Oxfam Delta", "named", "organisation"))
    assert same_source(c, d).score >= 0.5


def test_groups_are_one_where_they_are_called_alike_and_of_one_place() -> None:
    def group(ident: str, words: str) -> tuple[Appearance, ...]:
        return appear(ident, f"{EVENT}It was dark, {words} said.", source("p1", words, "unnamed", "group"))

    assert together(group("a", "residents of Kaldvik"), group("b", "the residents")) != []
    assert together(group("a", "residents of Kaldvik"), group("b", "villagers in Kaldvik")) != []
    assert together(group("a", "residents of Kaldvik"), group("b", "residents of Storholm")) == []
    assert together(group("a", "residents of Kaldvik"), group("b", "firefighters")) == []


def test_what_a_publisher_says_of_itself_is_the_organisation() -> None:
    own = appear("a", f"{EVENT}We regret it.", source("p1", "We", "unnamed", "group"), publisher="Lervik Shipping")
    cited = appear("b", f"{EVENT}Lervik Shipping regrets it.", source("p1", "Lervik Shipping", "named", "organisation"))
    assert together(own, cited) == [{("a", "p1"), ("b", "p1")}]


# Who speaks for whom


def test_a_spokesperson_and_the_organisation_are_one_origin() -> None:
    text = f"{EVENT}The Coastal Rescue Authority was slow. Its spokeswoman, Torunn Vik, denied that."
    who = source("p1", "Torunn Vik", role="spokeswoman")
    body = source("p2", "Coastal Rescue Authority", "named", "organisation")
    a = appear("a", text, who, body)
    b = appear("b", f"{EVENT}Torunn Vik said more.", source("p1", "Torunn Vik"))
    c = appear("c", f"{EVENT}The CRA said nothing.", source("p1", "CRA", "named", "organisation"))
    found = fold([*a, *b, *c])
    person, organisation = identity_of(found, "b"), identity_of(found, "c")
    assert person.appearances == (("a", "p1"), ("b", "p1"))
    assert person.speaks_for == organisation.id
    assert organisation.speaks_for is None
    assert speaks_for(a[0], a[1]) == 1.0


@pytest.mark.parametrize("role", ["Transport Minister", "mayor of Kaldvik", "engineer at Lervik Shipping"])
def test_who_speaks_for_himself_is_no_spokesperson(role: str) -> None:
    text = f"{EVENT}The Transport Ministry and Lervik Shipping met. {role} Torunn Vik denied that."
    bodies = [
        source("p2", "Transport Ministry", "named", "organisation"),
        source("p3", "Lervik Shipping", "named", "organisation"),
    ]
    found = fold(appear("a", text, source("p1", "Torunn Vik", role=role), *bodies))
    assert identity_of(found, "a").speaks_for is None


# The result as a whole


LONG = "Coastal Rescue Authority"


def crowd() -> list[Appearance]:
    short, full = (source(ident, name, "named", "organisation") for ident, name in (("p2", "CRA"), ("p1", LONG)))
    return [
        *appear("a", f"{EVENT}Halvard Nesje and the CRA spoke.", source("p1", "Halvard Nesje"), short),
        *appear("b", f"{EVENT}Nesje spoke.", source("p1", "Nesje"), day="2024-03-05"),
        *appear("c", f"{EVENT}{LONG} spoke.", full, day=None),
        *appear("d", f"{EVENT}H. Nesje, pilot, spoke.", source("p1", "H. Nesje", role="pilot"), day="2024-03-03"),
        *appear("e", f"{ELSEWHERE}Torunn Nesje spoke.", source("p1", "Torunn Nesje")),
        *nurse("f", FROST),
        *nurse("g", FROST),
    ]


@given(st.integers(0, 10_000))
def test_the_order_of_adding_changes_nothing(seed: int) -> None:
    members = crowd()
    wanted = fold(members)
    random.Random(seed).shuffle(members)
    assert fold(members) == wanted


def test_every_appearance_is_in_one_identity_and_the_earliest_names_it() -> None:
    members = crowd()
    found = fold(members)
    held = [key for identity in found for key in identity.appearances]
    assert sorted(held) == sorted((a.report, a.source) for a in members)
    person = identity_of(found, "b")
    assert person.name == "Halvard Nesje"
    assert person.appearances[0] == ("d", "p1")
    assert set(person.aliases) == {"Nesje", "H. Nesje"}
    assert person.roles == ("pilot",)
    assert len({identity.id for identity in found}) == len(found)
    fewer = [a for a in members if a.report != "b"]
    assert identity_of(fold(fewer), "a").id == person.id


def test_what_can_be_one_source_shares_a_key() -> None:
    for a, b in combinations(crowd(), 2):
        if same_source(a, b).score >= 0.5:
            assert set(keys_of(a)) & set(keys_of(b))
        assert same_source(a, b) == same_source(b, a)


# Decisions


def ref(appearance: Appearance) -> Ref:
    mention = appearance.mentions[0]
    return Ref(appearance.report, mention.start, mention.end)


def test_a_persons_merge_and_split_win_and_can_be_taken_back() -> None:
    members = crowd()
    plain = fold(members)
    first, other = (next(a for a in members if a.report == r) for r in ("a", "e"))
    merge = Decided(kind="merge", these=(ref(first), ref(other)))
    merged = fold(members, [merge])
    assert identity_of(merged, "e") is identity_of(merged, "a")
    split = Decided(kind="split", these=(ref(next(a for a in members if a.report == "b")),), those=(ref(first),))
    apart = fold(members, [split])
    assert identity_of(apart, "b") is not identity_of(apart, "a")
    assert fold(members, []) == plain


def test_the_later_of_two_decisions_wins() -> None:
    members = crowd()
    first, other = (next(a for a in members if a.report == r) for r in ("a", "e"))
    merge = Decided(kind="merge", these=(ref(first), ref(other)))
    split = Decided(kind="split", these=(ref(first),), those=(ref(other),))
    apart, joined = fold(members, [merge, split]), fold(members, [split, merge])
    assert identity_of(apart, "e") is not identity_of(apart, "a")
    assert identity_of(joined, "e") is identity_of(joined, "a")


def test_a_decision_on_what_is_no_longer_there_is_passed_over() -> None:
    members = crowd()
    assert fold(members, [Decided(kind="merge", these=(Ref("gone", 0, 5), ref(members[0])))]) == fold(members)
