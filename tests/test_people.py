"""Who is who among the reports of a claim: one speaker over all of them, and spokespeople as whom they speak for."""

from __future__ import annotations

import random

from firsthand.linking.identity_parts import Decided, Ref
from firsthand.linking.people import people_among
from firsthand.schema import Derivation
from tests.identity_readings import EVENT, appear, source

HARBOUR = "Lervik Harbour Authority"
NAMED = appear("r1", EVENT + "Ida Roe spoke first.", source("p1", "Ida Roe", role="pilot"))
AGAIN = appear("r2", EVENT + "Ms Roe spoke again.", source("p7", "Roe", role="pilot"))
BODY = appear("r3", EVENT + f"The {HARBOUR} spoke.", source("p1", HARBOUR, category="organisation"))
VOICE = appear(
    "r4",
    EVENT + f"{HARBOUR} spokeswoman Una Bly spoke.",
    source("p1", "Una Bly", role=f"spokeswoman for the {HARBOUR}"),
    source("p2", HARBOUR, category="organisation"),
)
OFFICIAL = appear("r5", EVENT + "A port official spoke.", source("p1", "A port official", "unnamed"))


def test_one_speaker_is_one_over_all_reports() -> None:
    people = people_among([*NAMED, *AGAIN, *BODY], [])
    assert people["r1", "p1"] == people["r2", "p7"]
    assert (people["r1", "p1"].name, people["r1", "p1"].role) == ("Ida Roe", "pilot")
    assert people["r3", "p1"].id != people["r1", "p1"].id


def test_a_spokesperson_is_the_organisation_and_keeps_the_name() -> None:
    people = people_among([*VOICE, *BODY, *NAMED], [])
    assert people["r4", "p1"].id == people["r4", "p2"].id == people["r3", "p1"].id != people["r1", "p1"].id
    assert people["r4", "p1"].name == "Una Bly"
    assert people["r3", "p1"].name == HARBOUR


def test_who_is_not_named_is_nobody_else() -> None:
    people = people_among([*OFFICIAL, *NAMED], [])
    assert people["r5", "p1"].id != people["r1", "p1"].id
    assert (people["r5", "p1"].kind, people["r5", "p1"].name) == ("unnamed", "A port official")


def test_a_persons_decision_comes_first() -> None:
    (roe,), (again,) = NAMED, AGAIN
    apart = Decided(
        kind="split",
        these=(Ref("r1", roe.mentions[0].start, roe.mentions[0].end),),
        those=(Ref("r2", again.mentions[0].start, again.mentions[0].end),),
    )
    people = people_among([*NAMED, *AGAIN], [], [apart])
    assert people["r1", "p1"].id != people["r2", "p7"].id


def test_the_order_does_not_matter() -> None:
    cast = [*NAMED, *AGAIN, *BODY, *VOICE, *OFFICIAL]
    links = [Derivation(report="r2", source_report="r1", kind="copy", confidence=0.9, because="invented")]
    expected = people_among(cast, links)
    assert expected.keys() == {("r1", "p1"), ("r2", "p7"), ("r3", "p1"), ("r4", "p1"), ("r4", "p2"), ("r5", "p1")}
    for seed in range(5):
        assert people_among(random.Random(seed).sample(cast, len(cast)), links) == expected
