"""Accounts: how many independent sources are left of a claim, and why."""

from __future__ import annotations

import random

import pytest

from firsthand.linking.accounts import account_for
from firsthand.linking.parts import Dossier
from firsthand.schema import Claim, DerivationKind
from tests.scenes import body, claim_about, made_from, members_of, relayed, says, scene_of, told, who

LEAK = "the diesel tank behind the depot had leaked twice since March"


def said(ident: str, outlet: str | None, name: str, words: str = LEAK, **fields: object) -> Dossier:
    """A report in which somebody says it."""
    return told(ident, outlet, f"{name} said that {words}.", says(name, words, **fields))


def own_voice(ident: str, outlet: str | None) -> Dossier:
    return told(ident, outlet, f"On the quay in Orvik {LEAK}.")


def counts(claim: Claim) -> tuple[int, tuple[int, int], int]:
    """(independent sources, their range, channels)"""
    return claim.independent_sources, claim.independent_range, claim.channels


def stances(claim: Claim) -> dict[str, str]:
    return {s.report: s.stance for s in claim.statements}


ROE = said("r1", "Orvik Courier", "Ida Roe")


def test_one_who_says_it_to_one_outlet_is_one_source() -> None:
    claim = claim_about(scene_of([ROE]), "leaked")
    assert counts(claim) == (1, (1, 1), 1)
    assert claim.because == "1 independent source, heard by 1 outlet, repeated in 1 report"
    assert claim.gist == LEAK
    (origin,), (statement,) = claim.origins, claim.statements
    assert (origin.name, origin.kind, origin.outlets, origin.identity) == (
        "Ida Roe",
        "named",
        ("Orvik Courier",),
        "i:Ida Roe",
    )
    assert (statement.report, statement.statement, statement.source, statement.origin) == (
        "r1",
        "s1",
        "Ida Roe",
        "Ida Roe",
    )
    assert [ROE.text[span.start : span.end] for span in statement.content] == [LEAK]


def test_one_speaker_heard_by_two_outlets_is_one_source_and_two_channels() -> None:
    claim = claim_about(scene_of([ROE, said("r2", "Hill Radio", "Ida Roe")]), "leaked")
    assert counts(claim) == (1, (1, 1), 2)
    assert claim.origins[0].outlets == ("Hill Radio", "Orvik Courier")


def test_one_outlet_is_one_channel_however_often_it_reports() -> None:
    again = said("r2", "The Orvik Courier", "Ida Roe")
    assert counts(claim_about(scene_of([ROE, again]), "leaked")) == (1, (1, 1), 1)


def test_two_speakers_are_two_sources_in_the_order_in_which_they_were_heard() -> None:
    claim = claim_about(scene_of([said("r2", "Hill Radio", "Jan Moe"), ROE]), "leaked")
    assert counts(claim) == (2, (2, 2), 2)
    assert [origin.name for origin in claim.origins] == ["Ida Roe", "Jan Moe"]


def test_a_group_is_one_source() -> None:
    group = who("Residents of the lower town", kind="unnamed", category="group")
    report = told("r1", "Orvik Courier", f"{group.name} said that {LEAK}.", says(group.name, LEAK), sources=[group])
    assert counts(claim_about(scene_of([report]), "leaked")) == (1, (1, 1), 1)


def test_a_spokesperson_and_the_organisation_are_one_source() -> None:
    firm = told(
        "r2",
        "Hill Radio",
        f"Osterby Paper said that {LEAK}.",
        says("Osterby Paper", LEAK),
        sources=[body("Osterby Paper")],
    )
    scene = scene_of([ROE, firm], same={"Ida Roe": "Osterby Paper"})
    claim = claim_about(scene, "leaked")
    assert counts(claim) == (1, (1, 1), 2)


@pytest.mark.parametrize("kind", ["copy", "edited", "rewrite"])
def test_a_report_made_from_another_adds_nothing(kind: DerivationKind) -> None:
    later = said("r2", "Hill Radio", "A depot manager")
    words = [] if kind == "rewrite" else [LEAK]
    claim = claim_about(scene_of([ROE, later], [made_from(later, ROE, kind, *words)]), "leaked")
    assert counts(claim) == (1, (1, 1), 1)
    assert [origin.name for origin in claim.origins] == ["Ida Roe"]
    assert claim.because == "1 independent source, heard by 1 outlet, repeated in 2 reports"


def test_a_citation_adds_nothing() -> None:
    cited = told("r2", "Hill Radio", f"The Orvik Courier reported that {LEAK}.", says("Orvik Courier", LEAK),
                 sources=[body("Orvik Courier")])  # fmt: skip
    relaying = said("r3", "Marsh News", "Ida Roe", relay=[relayed("the Orvik Courier")])
    claim = claim_about(scene_of([ROE, cited, relaying]), "leaked")
    assert counts(claim) == (1, (1, 1), 1)
    assert claim.outlets == ("Hill Radio", "Marsh News", "Orvik Courier")


def test_an_agencys_copy_is_no_channel() -> None:
    agency = told("r1", "Reuters", f"Ida Roe said that {LEAK}.", says("Ida Roe", LEAK), origin="Reuters")
    printed = told("r2", "Orvik Courier", f"Ida Roe said that {LEAK}.", says("Ida Roe", LEAK), origin="Reuters")
    assert counts(claim_about(scene_of([agency, printed]), "leaked")) == (1, (1, 1), 1)
    alone = claim_about(scene_of([printed]), "leaked")
    assert counts(alone) == (1, (1, 1), 0)
    assert alone.because == "1 independent source, heard by no outlet here itself, repeated in 1 report"


def test_an_organisations_own_release_is_one_source() -> None:
    release = told("r1", "Tesk Harbour Authority", f"On the quay in Orvik {LEAK}.")
    quoted = told("r2", "Hill Radio", f"Tesk Harbour Authority said that {LEAK}.", says("Tesk Harbour Authority", LEAK),
                  sources=[body("Tesk Harbour Authority")])  # fmt: skip
    claim = claim_about(scene_of([release, quoted]), "leaked")
    assert (claim.independent_sources, claim.independent_range) == (1, (1, 1))
    assert [origin.name for origin in claim.origins] == ["Tesk Harbour Authority"]


def test_a_minister_who_passes_on_an_authoritys_figure_adds_nothing() -> None:
    words, body_name = "40 tanks had leaked", "Tesk Water Authority"
    authority = told(
        "r1", "Orvik Courier", f"The {body_name} said {words}.", says(body_name, words), sources=[body(body_name)]
    )
    text = f"Minister Jan Moe said {words}. “That figure comes from the Water Authority,” he said."
    minister = told("r2", "Hill Radio", text, says("Jan Moe", words))
    claim = claim_about(scene_of([authority, minister]), "leaked")
    assert [origin.name for origin in claim.origins] == ["Tesk Water Authority"]
    assert counts(claim) == (1, (1, 1), 1)


def test_a_rumour_adds_none() -> None:
    rumour = told("r2", "Hill Radio", f"Unconfirmed posts have it that {LEAK}.")
    claim = claim_about(scene_of([ROE, rumour]), "leaked")
    assert counts(claim) == (1, (1, 1), 1)
    assert stances(claim) == {"r1": "asserts", "r2": "rumour"}
    alone = claim_about(scene_of([rumour]), "leaked")
    assert counts(alone) == (0, (0, 0), 0)
    assert alone.because == "No first-hand source asserts it: only rumours and denials were found"
    assert alone.origins == ()


def test_a_denial_of_what_others_assert_denies_and_adds_none() -> None:
    denial = told(
        "r2", "Hill Radio", f"Osterby Paper denied that {LEAK}.", says("Osterby Paper", LEAK, stance="denies")
    )
    negation = said("r3", "Marsh News", "Jan Moe", "the diesel tank behind the depot had not leaked")
    claim = claim_about(scene_of([ROE, denial, negation]), "leaked")
    assert stances(claim) == {"r1": "asserts", "r2": "denies", "r3": "denies"}
    assert counts(claim) == (1, (1, 1), 1)
    assert [origin.name for origin in claim.origins] == ["Ida Roe"]


def test_what_is_only_denied_is_asserted_by_nobody() -> None:
    denial = told(
        "r2", "Hill Radio", f"Osterby Paper denied that {LEAK}.", says("Osterby Paper", LEAK, stance="denies")
    )
    claim = claim_about(scene_of([denial]), "leaked")
    assert stances(claim) == {"r2": "denies"}
    assert counts(claim) == (0, (0, 0), 0)


def test_a_no_that_all_say_is_what_they_assert() -> None:
    words = "nobody had checked that the tank leaked"
    claim = claim_about(
        scene_of([said("r1", "Orvik Courier", "Ida Roe", words), said("r2", "Hill Radio", "Jan Moe", words)]), "leaked"
    )
    assert stances(claim) == {"r1": "asserts", "r2": "asserts"}
    assert counts(claim) == (2, (2, 2), 2)


def test_a_denial_that_was_copied_stays_one() -> None:
    denial = told(
        "r2", "Hill Radio", f"Osterby Paper denied that {LEAK}.", says("Osterby Paper", LEAK, stance="denies")
    )
    copy = told("r3", "Marsh News", f"Reports that {LEAK}. were turned down.")
    claim = claim_about(scene_of([ROE, denial, copy], [made_from(copy, denial, "edited", LEAK)]), "leaked")
    assert stances(claim) == {"r1": "asserts", "r2": "denies", "r3": "denies"}


def test_words_with_a_not_in_them_that_give_the_same_figure_deny_nothing() -> None:
    one = said("r1", "Orvik Courier", "Ida Roe", "40 tanks had leaked")
    other = said("r2", "Hill Radio", "Jan Moe", "it was not by chance that 40 tanks leaked")
    assert stances(claim_about(scene_of([one, other]), "leaked")) == {"r1": "asserts", "r2": "asserts"}


def test_who_takes_their_words_back_flags_the_claim() -> None:
    back = said("r2", "Hill Radio", "Ida Roe", "she was wrong to say that the tank had leaked")
    claim = claim_about(scene_of([ROE, back]), "leaked")
    assert claim.flags == ("retracted by Ida Roe (in r2)",)
    assert stances(claim) == {"r1": "asserts", "r2": "denies"}
    other = said("r2", "Hill Radio", "Jan Moe", "he was wrong to say that the tank had leaked")
    assert claim_about(scene_of([ROE, other]), "leaked").flags == ()


def test_what_outlets_say_in_their_own_voice_makes_the_count_a_range() -> None:
    """Who told them is not known: each may have a source of its own, or none."""
    claim = claim_about(scene_of([own_voice("r1", "Orvik Courier"), own_voice("r2", "Hill Radio")]), "leaked")
    assert counts(claim) == (0, (0, 2), 0)
    assert claim.because == "No first-hand source is named; 2 reports say so in their own voice"
    with_source = claim_about(scene_of([ROE, own_voice("r2", "Hill Radio")]), "leaked")
    assert counts(with_source) == (1, (1, 2), 1)
    assert with_source.because.startswith("1 to 2 independent sources, heard by 1 outlet")


def test_what_was_copied_in_its_own_voice_does_not_widen_the_range() -> None:
    first, copy = own_voice("r1", "Orvik Courier"), own_voice("r2", "Hill Radio")
    claim = claim_about(scene_of([first, copy], [made_from(copy, first, "copy", first.text)]), "leaked")
    assert counts(claim) == (0, (0, 1), 0)


def test_a_report_without_an_outlet_counts_and_is_no_channel() -> None:
    claim = claim_about(scene_of([said("r1", None, "Ida Roe"), own_voice("r2", None)]), "leaked")
    assert counts(claim) == (1, (1, 2), 0)
    assert claim.outlets == ()


def test_who_may_be_saying_something_else_makes_the_count_a_range() -> None:
    reports = [ROE, said("r2", "Hill Radio", "Jan Moe"), said("r3", "Marsh News", "Una Bly")]
    claim = claim_about(scene_of(reports), "leaked", unlike=["r3"])
    assert counts(claim) == (2, (2, 3), 2)
    assert [origin.name for origin in claim.origins] == ["Ida Roe", "Jan Moe"]
    assert [s.report for s in claim.statements] == ["r1", "r2", "r3"]


def test_the_order_of_members_and_of_likenesses_does_not_matter() -> None:
    copy = said("r4", "The Bright Post", "A depot manager")
    reports = [
        ROE,
        said("r2", "Hill Radio", "Ida Roe"),
        said("r3", "Marsh News", "Jan Moe", f"it was untrue that {LEAK}"),
        copy,
        own_voice("r5", "Elbe Post"),
        told("r6", "Valley Sun", f"Unconfirmed posts have it that {LEAK}."),
    ]
    links = [made_from(copy, ROE, "copy", LEAK)]
    expected = claim_about(scene_of(reports, links), "leaked")
    assert counts(expected) == (1, (1, 2), 2)
    assert set(stances(expected).values()) == {"asserts", "denies", "rumour"}
    for seed in range(8):
        order = random.Random(seed).sample(reports, len(reports))
        scene = scene_of(order, links)
        members = random.Random(seed).sample(found := members_of(scene, "leaked"), len(found))
        same = {(a, b): 1.0 for i, a in enumerate(members) for b in members[:i]}
        assert account_for(scene, members, same) == expected


def test_the_gist_is_a_plain_wording_that_stands_in_a_report() -> None:
    short = told("r2", "Hill Radio", "“It leaked,” Jan Moe said.", says("Jan Moe", "It leaked", mode="direct"))
    claim = claim_about(scene_of([short, ROE]), "leaked")
    assert claim.gist == LEAK


def test_a_claims_id_stays_while_the_claim_grows() -> None:
    alone = claim_about(scene_of([ROE]), "leaked")
    grown = claim_about(scene_of([ROE, said("r2", "Hill Radio", "Jan Moe")]), "leaked")
    assert alone.id == grown.id
    assert alone.id != claim_about(scene_of([said("r2", "Hill Radio", "Jan Moe")]), "leaked").id
