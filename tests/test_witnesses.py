"""Witnesses: who vouches for words in the report that carries them."""

from __future__ import annotations

import pytest

from firsthand.linking.parts import Dossier
from firsthand.linking.witnesses import Witness, speaks, witness_of
from firsthand.schema import Relay
from tests.scenes import body, members_of, relayed, says, scene_of, told, who

LEAK = "the diesel tank behind the depot had leaked twice since March"


def witness(report: Dossier, *others: Dossier, words: str = "leaked") -> Witness:
    scene = scene_of([report, *others])
    (member,) = [m for m in members_of(scene, words) if m.report == report.id]
    return witness_of(scene, member)


def test_whoever_the_words_are_laid_to_vouches_for_them() -> None:
    report = told("r1", "Orvik Courier", f"Ida Roe said that {LEAK}.", says("Ida Roe", LEAK))
    found = witness(report)
    assert (found.kind, found.person and found.person.name, found.outlet) == ("source", "Ida Roe", None)
    assert [report.text[s.start : s.end] for s in found.spans] == ["Ida Roe"]


@pytest.mark.parametrize("name", ["Reuters", "Agence France-Presse", "Hill Radio"])
def test_another_outlet_is_no_first_hand_source(name: str) -> None:
    report = told("r1", "Orvik Courier", f"{name} reported that {LEAK}.", says(name, LEAK), sources=[body(name)])
    found = witness(report, told("r2", "Hill Radio", "Rain fell."))
    assert (found.kind, found.outlet) == ("outlet", name)


def test_an_outlet_that_is_nowhere_known_is_taken_for_an_organisation() -> None:
    report = told("r1", "Orvik Courier", f"Hill Radio said that {LEAK}.", says("Hill Radio", LEAK),
                  sources=[body("Hill Radio")])  # fmt: skip
    assert witness(report).kind == "source"


def test_an_organisation_that_publishes_here_and_speaks_for_itself_is_a_source() -> None:
    authority = "Tesk Harbour Authority"
    report = told("r1", "Orvik Courier", f"The {authority} said that {LEAK}.", says(authority, LEAK),
                  sources=[body(authority)])  # fmt: skip
    found = witness(report, told("r2", authority, "The quay is open."))
    assert (found.kind, found.person and found.person.name) == ("source", authority)


def test_what_the_outlet_itself_has_found_out_is_its_own_word() -> None:
    report = told("r1", "Orvik Courier", f"The Orvik Courier has established that {LEAK}.", says("Orvik Courier", LEAK),
                  sources=[body("Orvik Courier")])  # fmt: skip
    found = witness(report)
    assert (found.kind, found.person and found.person.id) == ("source", "outlet:Orvik Courier")


def test_what_its_reporter_saw_is_the_outlets_word() -> None:
    found = witness(told("r1", "Orvik Courier", "A reporter for the Courier saw that the tank leaked at dawn."))
    assert (found.kind, found.person and found.person.name) == ("source", "Orvik Courier")


def test_a_document_is_not_the_outlet_that_shows_it() -> None:
    log = who("Orvik Courier archive", category="document")
    report = told("r1", "Orvik Courier", f"{log.name} shows that {LEAK}.", says(log.name, LEAK), sources=[log])
    found = witness(report)
    assert (found.kind, found.person and found.person.category) == ("source", "document")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The tank leaked twice in May.", "own"),
        ("There is talk in the taverns that the tank leaked twice.", "rumour"),
        ("Posts that the tank leaked are circulating online.", "rumour"),
        ("The tank, it is said, leaked twice in May.", "rumour"),
    ],
)
def test_words_laid_to_nobody(text: str, kind: str) -> None:
    assert witness(told("r1", "Orvik Courier", text)).kind == kind


def test_a_statement_laid_to_nobody_is_a_rumour_where_its_cue_says_so() -> None:
    report = told("r1", "Orvik Courier", f"It was whispered that {LEAK}.", says(None, LEAK, stance="rumour"))
    assert witness(report).kind == "rumour"


def test_only_others_who_passed_it_on_are_relays() -> None:
    """Not the report's own outlet, which heard it, nor a platform, which only carries, nor the speaker."""
    hops = [relayed("Telegram"), relayed("the Orvik Courier"), Relay(source="Ida Roe", name="Ida Roe", how="told"),
            relayed("Elbe Post"), Relay(how="translated")]  # fmt: skip
    report = told("r1", "Orvik Courier", f"Ida Roe said that {LEAK}.", says("Ida Roe", LEAK, relay=hops))
    assert [relay.name for relay in witness(report).relays] == ["Elbe Post"]


PASSED = "Minister Jan Moe said 40 tanks had leaked. "
FIGURE = "40 tanks had leaked"


@pytest.mark.parametrize(
    "words",
    ["“Those figures come from the Tesk Water Authority,” he added.", "The number was given by the Water Authority."],
)
def test_who_passes_on_anothers_figure_and_says_so_leaves_the_other(words: str) -> None:
    authority = told(
        "r2", "Hill Radio", "The Tesk Water Authority met on Monday.", sources=[body("Tesk Water Authority")]
    )
    report = told("r1", "Orvik Courier", PASSED + words, says("Jan Moe", FIGURE))
    found = witness(report, authority)
    assert found.person is not None
    assert found.person.name == "Tesk Water Authority"
    assert [relay.name for relay in found.relays] == ["Jan Moe"]


@pytest.mark.parametrize("words", ["He did not say where the figure came from.", "The figures come from a neighbour."])
def test_who_names_nobody_known_vouches_for_the_figure(words: str) -> None:
    authority = told(
        "r2", "Hill Radio", "The Tesk Water Authority met on Monday.", sources=[body("Tesk Water Authority")]
    )
    report = told("r1", "Orvik Courier", PASSED + words, says("Jan Moe", FIGURE))
    assert (person := witness(report, authority).person) is not None
    assert person.name == "Jan Moe"


@pytest.mark.parametrize(
    ("publisher", "spoken"),
    [
        ("Tesk Harbour Authority", True),
        ("Ministry of Ports", True),
        ("Osterby Paper Ltd", True),
        ("Orvik Courier", False),
        ("Police Gazette", False),
        ("Hill Radio", False),
        ("Reuters", False),
        ("Xinhua News Agency", False),
    ],
)
def test_who_speaks_for_itself(publisher: str, spoken: bool) -> None:
    assert speaks(publisher) is spoken
