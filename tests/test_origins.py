import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.reading.origins import find_origin
from firsthand.schema import Origin, Report


def origin(text: str, outlet: str | None = None, url: str | None = None) -> Origin | None:
    found = find_origin(Report(id="r", sha256="0", text=text, outlet=outlet, url=url))
    if found is not None:
        assert text[found.start : found.end] == found.because
        assert 0 < found.confidence < 1
    return found


def outlet_of(text: str, outlet: str | None = None) -> str | None:
    found = origin(text, outlet)
    return found and found.outlet


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("BRODNO (AP) — The dam leaked on Monday.", "AP"),
        ("BRODNO, March 3 (Varda Wire) - The dam leaked on Monday.", "Varda Wire"),
        ("Brodno (AFP) – The dam leaked on Monday.", "AFP"),
        ("Dam leaks\n\nBRODNO, Ruritania (Reuters) - The dam leaked.", "Reuters"),
        ("The dam leaked.\nThe Morning Anvil has reached out to the ministry for comment.", "Morning Anvil"),
        ("The dam leaked.\nThe Morning Anvil could not independently verify the claim.", "Morning Anvil"),
        ("The claim could not be verified by the Morning Anvil.", "Morning Anvil"),
        ("A memo seen by the Morning Anvil shows that the dam leaked.", "Morning Anvil"),
        ("A nurse, whom the Anvil is calling Rosa, spoke.", "Anvil"),
        ("The dam leaked.\n(Reporting by Jan Holub for Varda Wire)", "Varda Wire"),
        ("Varga told the Morning Anvil it leaked. Lund told the Morning Anvil it did not.", "Morning Anvil"),
        ("The dam leaked.\n© Varda Wire 2024", "Varda Wire"),
    ],
)
def test_the_text_alone_shows_whose_work_it_is(text: str, expected: str):
    assert outlet_of(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The dam leaked on Monday.",
        "Varga told the Morning Anvil the dam leaked.",
        "Varga told the Morning Anvil it leaked. Lund told the Brodno Gazette it did not.",
        "Varga told this newspaper the dam leaked.",
        "“The Morning Anvil has reached out to me for comment,” Varga said.",
        "Jan Holub (R-Brodno) — a member of the house — spoke.",
        "",
    ],
)
def test_nothing_shown_gives_none(text: str):
    assert origin(text) is None


def test_the_address_alone_is_no_evidence():
    assert origin("The dam leaked on Monday.", url="https://morning-anvil.example/dam") is None
    assert origin("The dam leaked on Monday.", outlet="Morning Anvil") is None


def test_the_one_that_checks_is_the_origin_and_not_the_one_that_is_cited():
    text = (
        "Varga told the Brodno Gazette it leaked.\n"
        "The Morning Anvil could not verify that. Lund told the Anvil it held."
    )
    assert outlet_of(text) == "Morning Anvil"


def test_an_agency_in_the_dateline_outweighs_the_outlet_that_printed_it():
    text = "BRODNO (Varda Wire) - The dam leaked. The Morning Anvil could not verify that."
    assert outlet_of(text, "Morning Anvil") == "Varda Wire"


@pytest.mark.parametrize(
    "text",
    [
        "Varga told this newspaper the dam leaked.",
        "Varga told us the dam leaked.",
        "The dam leaked.\nWe have reached out to the mine.",
        "Our correspondent saw the dam leak.",
        "The dam leaked.\n(Reporting by Jan Holub; editing by Petra Lund)",
        "Varga told the Anvil the dam leaked.",
    ],
)
def test_the_first_person_and_the_short_name_are_the_reports_own_outlet(text: str):
    assert outlet_of(text, "Morning Anvil") == "Morning Anvil"


def test_being_told_elsewhere_shows_nothing_about_an_outlet_of_its_own():
    text = "Varga told the Brodno Gazette it leaked. Lund told the Brodno Gazette it did not."
    assert origin(text, outlet="Morning Anvil") is None


def test_more_evidence_gives_more_confidence():
    one = origin("The Morning Anvil could not verify the claim.")
    two = origin("Varga told the Morning Anvil it leaked. The Morning Anvil could not verify the claim.")
    assert one is not None
    assert two is not None
    assert two.confidence > one.confidence


@given(st.text(max_size=300), st.sampled_from([None, "Morning Anvil", ""]))
def test_any_text_gives_a_span_inside_it(text: str, outlet: str | None):
    origin(text, outlet)


@pytest.mark.parametrize("unit", ["told A ", "A", "A ", "(A) - ", "A has asked ", "A.A.", " ", "\n", "could not be "])
def test_long_input_is_quick(unit: str):
    text = "He told " + unit * (200_000 // len(unit))
    began = time.process_time()
    origin(text)
    assert time.process_time() - began < 8
