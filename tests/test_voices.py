"""Voices: whose words stand in a report where it does not say so in the same breath."""

from __future__ import annotations

import pytest

from firsthand.linking.dossiers import make_dossier
from firsthand.linking.parts import Dossier, vectors_of
from firsthand.linking.profiles import profiles_of
from firsthand.linking.voices import passed_on, voices_of
from firsthand.reading.reader import Reader
from firsthand.schema import Report, Span
from tests.scenes import says, told, who


def heard(dossier: Dossier) -> dict[str, str | None]:
    """The name of who vouches for each proposition."""
    names = {source.id: source.name for source in dossier.reading.sources}
    vectors = vectors_of(dossier)[len(dossier.sentences) :]
    spans = [proposition.spans[0] for proposition in dossier.propositions]
    voices = voices_of(dossier, vectors)
    return {dossier.text[s.start : s.end]: names[v] if v else None for s, v in zip(spans, voices, strict=True)}


def read(reader: Reader, text: str) -> Dossier:
    report = Report(id="r1", outlet="Orvik Courier", published="2024-03-05T08:00:00Z", sha256="0" * 64, text=text)
    return make_dossier(report, reader)


OFFICIAL = who("A senior engineer at the water company", kind="unnamed")
BRANDT = who("Carla Brandt", role="senior engineer at the water company")
CLERK = who("Bo Lund", role="clerk at the town library")


def lead(clause: str = "", named: str = "Carla Brandt") -> Dossier:
    text = f"""{OFFICIAL.name}{clause} says that the pump was never looked at.

The station serves nine villages.

{named} said that nobody had called since it opened."""
    return told(
        "r1", "Orvik Courier", text, says(OFFICIAL.name, "the pump was never looked at"),
        says(named, "nobody had called since it opened"), sources=[OFFICIAL, BRANDT if named == BRANDT.name else CLERK],
    )  # fmt: skip


def test_whom_a_lead_describes_and_a_later_paragraph_names_is_one_source() -> None:
    assert heard(lead())["the pump was never looked at"] == "Carla Brandt"


@pytest.mark.parametrize(
    "clause",
    [", who asked not to be named,", ", speaking on condition of anonymity,", ", whose name is withheld,",
     ", who declined to give her name,"],
)  # fmt: skip
def test_who_asks_not_to_be_named_is_never_named(clause: str) -> None:
    assert heard(lead(clause))["the pump was never looked at"] == OFFICIAL.name


def test_a_name_that_does_not_fit_the_description_is_somebody_else() -> None:
    assert heard(lead(named="Bo Lund"))["the pump was never looked at"] == OFFICIAL.name


def test_who_heard_an_order_vouches_for_it(reader: Reader) -> None:
    order = "the crew to open the valve at night"
    found = heard(read(reader, f"Stoker Anton Weil said the chief engineer ordered {order}."))
    assert found == {order: "Stoker Anton Weil"}


def test_what_follows_in_a_paragraph_goes_on_in_the_same_voice(reader: Reader) -> None:
    text = """Harbour master Ines Cole said the crane had been inspected in May. The brake had been replaced.

The quay reopened on Friday."""
    assert heard(read(reader, text)) == {
        "the crane had been inspected in May": "Ines Cole",
        "The brake had been replaced.": "Ines Cole",
        "The quay reopened on Friday.": None,
    }


def test_another_who_is_mentioned_ends_it() -> None:
    text = "Ines Cole said that the crane was sound. Bo Lund watched it fall from the ferry deck."
    report = told("r1", "Orvik Courier", text, says("Ines Cole", "the crane was sound"), sources=[who("Bo Lund")])
    assert heard(report)["Bo Lund watched it fall from the ferry deck."] is None


def test_a_sentence_that_says_who_tells_it_is_theirs() -> None:
    text = "Ines Cole put the crowd on the quay at sunrise. According to Bo Lund it was noon before anybody came."
    report = told("r1", "Orvik Courier", text, sources=[who("Ines Cole"), who("Bo Lund")])
    assert list(heard(report).values()) == ["Ines Cole", "Bo Lund"]


def test_a_pronoun_that_stands_for_nobody_goes_on_with_who_spoke_before() -> None:
    text = "Ines Cole said that the crane was sound.\n\nShe added that the cable was new."
    report = told(
        "r1", "Orvik Courier", text, says("Ines Cole", "the crane was sound"), says("She", "the cable was new")
    )
    assert heard(report)["the cable was new"] == "Ines Cole"


@pytest.mark.parametrize("name", ["Some", "many", "Everybody"])
def test_everybody_is_nobody(name: str) -> None:
    report = told("r1", "Orvik Courier", f"{name} said that the crane was sound.", says(name, "the crane was sound"))
    assert heard(report)["the crane was sound"] is None


@pytest.mark.parametrize(
    ("more", "whom"),
    [
        ("“Those figures come from the health service,” he added.", "the health service"),
        ("He said the number was supplied by the Tesk clinic.", "the Tesk clinic"),
        ("“That is the ministry's figure,” he said.", "the ministry"),
        ("He did not say where the number came from.", None),
    ],
)
def test_whose_figure_it_is(more: str, whom: str | None) -> None:
    report = told(
        "r1", "Orvik Courier", f"Jan Moe said that 43 people fell ill. {more}", says("Jan Moe", "43 people fell ill")
    )
    assert passed_on(report, report.propositions[0].spans[0]) == whom


def test_only_who_gives_a_figure_passes_one_on(reader: Reader) -> None:
    text = "Jan Moe said that many fell ill. “Those figures come from the health service,” he added."
    report = told("r1", "Orvik Courier", text, says("Jan Moe", "many fell ill"))
    assert passed_on(report, Span(0, 32)) is None
    figure = read(reader, text.replace("many", "43 people"))
    assert profiles_of(figure).items[0].passed_on == "the health service"
