"""Which stretches of a report name places, and whether they are meant as locations."""

from __future__ import annotations

import re
import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.intake import report_from_text
from firsthand.reading.mentions import rule_mentions
from firsthand.reading.passages import split_passages
from firsthand.reading.places import Heard, Toponym, find_toponyms
from firsthand.reading.reader import Reader
from firsthand.reading.wording import wording_of
from firsthand.schema import Place


def found(text: str, *heard: tuple[str, float, float]) -> list[tuple[str, str]]:
    """The words and uses of the toponyms, when the network hears these words with this chance and literalness, each
    where it first stands after the one before."""
    at, made = 0, []
    for words, chance, literal in heard:
        start = text.index(words, at)
        at = start + len(words)
        made.append(Heard(start, at, chance, literal))
    return [(text[t.start : t.end], t.use) for t in toponyms(text, made)]


def toponyms(text: str, heard: list[Heard]) -> tuple[Toponym, ...]:
    passages = split_passages(text)
    wording = wording_of(text, passages)
    return find_toponyms(text, passages, heard, rule_mentions(text, passages, wording), wording)


def test_a_name_needs_the_less_evidence_the_better_it_is_known() -> None:
    text = "They love Leeds and praise Brimmerwick."
    assert found(text, ("Leeds", 0.7, 0.9), ("Brimmerwick", 0.7, 0.9)) == [("Leeds", "literal")]
    assert found(text, ("Leeds", 0.2, 0.9), ("Brimmerwick", 0.95, 0.9)) == [("Brimmerwick", "literal")]


def test_a_name_heard_well_once_is_heard_better_elsewhere() -> None:
    text = "They met in Brimmerwick. Later Brimmerwick slept."
    faint, clear = ("Brimmerwick", 0.84, 0.9), ("Brimmerwick", 0.99, 0.9)
    assert len(found(text, clear, faint)) == 2
    assert found(text, faint) == []


def test_countries_and_their_adjectives_are_known_without_being_heard() -> None:
    text = "A Turkish policeman said that trains to Hungary would run on Monday."
    assert found(text) == [("Turkish", "associative"), ("Hungary", "literal")]


@pytest.mark.parametrize(
    "text",
    [
        "Chad Ferrow said that the road was open.",  # a given name
        "He told us that it was us.",
        "The turkey was in the pan, with the best china.",
    ],
)
def test_a_country_s_name_that_means_something_else_is_no_place(text: str) -> None:
    assert found(text) == []


def test_an_adjective_is_a_location_only_where_the_network_is_sure() -> None:
    text = "The ship lay off the Turkish coast."
    assert found(text, ("Turkish", 0.9, 0.9)) == [("Turkish", "literal")]
    assert found(text, ("Turkish", 0.9, 0.6)) == [("Turkish", "associative")]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("She teaches at the University of Lisbon now.", "Lisbon"),
        ("She teaches at Leeds Trinity University now.", "Leeds"),
        ("She teaches at the University of Leeds-Brimmer now.", "Brimmer"),
        ("He told the Leeds Courier that he would stay.", "Leeds"),
        ("The Bank of Lisbon raised its rates.", "Lisbon"),
        ("Mr. Lisbon said that he would stay.", "Lisbon"),
        ("The White House said that he would stay.", "White House"),
        ("The Kremlin said that he would stay.", "Kremlin"),
    ],
)
def test_institutions_and_people_named_after_places_are_no_places(text: str, words: str) -> None:
    assert found(text, (words, 0.99, 0.5)) == []


def test_a_place_s_own_body_is_an_associative_use_of_it() -> None:
    assert found("Leeds City Council said no.", ("Leeds", 0.9, 0.1)) == [("Leeds", "associative")]


@pytest.mark.parametrize(
    ("heard", "name"),
    [("the Lisbon", "Lisbon"), ("Lisbon's", "Lisbon"), ("Lisbon,", "Lisbon"), ("Lisbon’s", "Lisbon")],
)
def test_the_span_is_the_name_alone(heard: str, name: str) -> None:
    assert found(f"From {heard} old quarter they came.", (heard, 0.9, 0.9)) == [(name, "literal")]


@pytest.mark.parametrize(
    ("opening", "names"),
    [
        ("LISBON, March 3 (Harbour Wire) — ", ["LISBON"]),
        ("PARIS, Texas (Harbour Wire) — ", ["PARIS", "Texas"]),
        ("LISBON — ", ["LISBON"]),
    ],
)
def test_the_place_in_a_dateline_is_found_without_the_network(opening: str, names: list[str]) -> None:
    text = f"{opening}The bridge was shut, the mayor said.\n\nIt will open again."
    assert found(text) == [(name, "literal") for name in names]


@given(st.data())
def test_any_text_and_any_hearing_give_spans_in_order_inside_it(data: st.DataObject) -> None:
    words = st.sampled_from(
        ["Turkey", "the", "Kyiv", "’s", ", ", "\n\n", " ", "(AP) — ", "Bank", "é", "of", "St. ", "\u0000"]
    )
    text = "".join(data.draw(st.lists(words, max_size=30))) + data.draw(st.text(max_size=20))
    cuts = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=8)))
    heard = [Heard(a, b, data.draw(st.floats(0.1, 1)), 0.5) for a, b in zip(cuts[::2], cuts[1::2], strict=False)]
    made = toponyms(text, heard)
    assert all(0 <= t.start < t.end <= len(text) for t in made)
    assert all(a.end <= b.start for a, b in pairwise(made))
    assert all(text[t.start : t.end].strip() == text[t.start : t.end] for t in made)


REPORT = """\
The ferry to Malmö was stopped on Monday, the port of Copenhagen said.

“We saw the Swedish crew leave,” said Ada Lind, who works at Lund University. Germany denied that its coast guard had
ordered it.
"""


@pytest.fixture(scope="module")
def places() -> dict[str, Place]:
    reading = Reader(1).read(report_from_text(REPORT))
    return {reading.report.text[p.start : p.end]: p for p in reading.places}


def test_a_reading_places_what_it_names(places: dict[str, Place]) -> None:
    assert set(places) == {"Malmö", "Copenhagen", "Swedish", "Germany"}
    malmo = places["Malmö"]
    assert (malmo.country, malmo.kind, malmo.use, malmo.unresolved) == ("SE", "settlement", "literal", None)
    assert (round(malmo.lat or 0), round(malmo.lon or 0), malmo.geonameid) == (56, 13, 2692969)


def test_a_reading_tells_locations_from_what_is_only_named_by_them(places: dict[str, Place]) -> None:
    assert places["Swedish"].use == "associative"
    assert places["Germany"].use == "associative"
    assert places["Malmö"].use == "literal"


@pytest.mark.parametrize(
    "words", ["In Paris, Springfield and Turkey the U.S. ", "Ak-Sai-", "Turkish ", "In  ", "PARIS, "]
)
def test_a_hostile_text_takes_linear_time(words: str) -> None:
    text = words * (100_000 // len(words))
    heard = [Heard(m.start(), m.end(), 0.95, 0.5) for m in re.finditer(r"Paris|Springfield|Turkey|Sai", text)]
    start = time.process_time()
    toponyms(text, heard)
    assert time.process_time() - start < 10
