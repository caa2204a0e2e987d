"""Paths: where the words of a report came from, over copies, citations, relays and speakers."""

from __future__ import annotations

import pytest

from firsthand.linking.paths import Path, paths_of
from firsthand.linking.scenes import Scene
from firsthand.schema import DerivationKind
from tests.scenes import body, made_from, members_of, relayed, says, scene_of, told, who

LEAK = "the diesel tank behind the depot had leaked twice since March"
FIRST = told(
    "r1", "Orvik Courier", f"Ida Roe told the Courier that {LEAK}. The yard was quiet on Monday.",
    says("Ida Roe", LEAK),
)  # fmt: skip


def ways(scene: Scene, words: str = "leaked") -> dict[str, Path]:
    """The path in each report."""
    paths = paths_of(scene, members_of(scene, words))
    found = {path.member.report: path for path in paths}
    assert len(found) == len(paths)
    return found


def drawn(path: Path) -> list[tuple[str, str, str | None]]:
    return [(step.how, step.name, step.report) for step in path.steps]


def test_a_speaker_is_where_a_path_begins() -> None:
    path = ways(scene_of([FIRST]))["r1"]
    assert drawn(path) == [("said", "Ida Roe", "r1")]
    assert path.origin is not None
    assert (path.origin.name, path.end, path.direct, path.rumour) == ("Ida Roe", "r1", True, False)
    span = path.steps[0].spans[0]
    assert FIRST.text[span.start : span.end] == "Ida Roe"


@pytest.mark.parametrize("kind", ["copy", "edited"])
def test_copied_words_lead_to_where_they_were_copied_from(kind: DerivationKind) -> None:
    copy = told("r2", "Hill Radio", f"A manager said that {LEAK}. No date was given.", says("A manager", LEAK))
    path = ways(scene_of([FIRST, copy], [made_from(copy, FIRST, kind, LEAK)]))["r2"]
    assert drawn(path) == [("said", "Ida Roe", "r1"), (kind, "Orvik Courier", "r2")]
    assert path.origin is not None
    assert (path.origin.name, path.end, path.direct) == ("Ida Roe", "r1", False)
    assert path.parent is not None
    assert path.parent.report == "r1"


def test_a_copy_of_a_copy_leads_to_the_first() -> None:
    second = told("r2", "Hill Radio", f"It is said in Orvik that {LEAK}.")
    third = told("r3", "Marsh News", f"The valley knows that {LEAK}.")
    links = [made_from(second, FIRST, "copy", LEAK), made_from(third, second, "copy", LEAK)]
    path = ways(scene_of([FIRST, second, third], links))["r3"]
    assert drawn(path) == [
        ("said", "Ida Roe", "r1"),
        ("copy", "Orvik Courier", "r2"),
        ("copy", "Hill Radio", "r3"),
    ]


def test_a_rewrite_leads_to_what_its_model_says_of_it() -> None:
    rewrite = told(
        "r2", "The Bright Post", "Twice the tank leaked, insiders claim.", says("insiders", "Twice the tank leaked")
    )
    path = ways(scene_of([FIRST, rewrite], [made_from(rewrite, FIRST, "rewrite")]))["r2"]
    assert drawn(path) == [("said", "Ida Roe", "r1"), ("rewrite", "Orvik Courier", "r2")]


def test_what_a_derivation_does_not_touch_keeps_its_own_speaker() -> None:
    """A report that took one paragraph from another heard somebody of its own for the rest."""
    more = told(
        "r2", "Hill Radio", f"The yard was quiet on Monday.\n\nFitter Jan Moe told Hill Radio that {LEAK} in May.",
        says("Jan Moe", f"{LEAK} in May"),
    )  # fmt: skip
    path = ways(scene_of([FIRST, more], [made_from(more, FIRST, "edited", "The yard was quiet on Monday.")]))["r2"]
    assert drawn(path) == [("said", "Jan Moe", "r2")]
    assert path.direct


def test_a_cited_outlet_leads_to_its_report() -> None:
    follower = told("r2", "Hill Radio", f"The Orvik Courier reported that {LEAK}.", says("Orvik Courier", LEAK),
                    sources=[body("Orvik Courier")])  # fmt: skip
    path = ways(scene_of([FIRST, follower]))["r2"]
    assert drawn(path) == [("said", "Ida Roe", "r1"), ("cites", "Orvik Courier", "r2")]
    assert not path.direct


def test_a_cited_outlet_whose_report_is_not_here_leaves_the_origin_open() -> None:
    follower = told("r2", "Hill Radio", f"The Elbe Courier reported that {LEAK}.", says("Elbe Courier", LEAK),
                    sources=[body("Elbe Courier")])  # fmt: skip
    other = told("r3", "Elbe Courier", "Rain fell on Sunday.")
    path = ways(scene_of([follower, other]))["r2"]
    assert path.origin is None
    assert drawn(path) == [("published", "Hill Radio", "r2"), ("relayed", "Elbe Courier", "r2")]


def test_a_relay_leads_to_the_relaying_outlets_report() -> None:
    follower = told("r2", "Hill Radio", f"Ida Roe said that {LEAK}, the Orvik Courier wrote.",
                    says("Ida Roe", LEAK, relay=[relayed("Orvik Courier")]))  # fmt: skip
    path = ways(scene_of([FIRST, follower]))["r2"]
    assert drawn(path) == [("said", "Ida Roe", "r1"), ("cites", "Orvik Courier", "r2")]


def test_a_relay_whose_report_is_not_here_is_a_hop_and_no_channel() -> None:
    follower = told("r2", "Hill Radio", f"Ida Roe said that {LEAK}, the Elbe Courier wrote.",
                    says("Ida Roe", LEAK, relay=[relayed("Elbe Courier")]))  # fmt: skip
    path = ways(scene_of([follower]))["r2"]
    assert drawn(path) == [("said", "Ida Roe", "r2"), ("relayed", "Elbe Courier", "r2")]
    assert not path.direct


def test_a_circle_of_citations_ends() -> None:
    one = told("r1", "Orvik Courier", f"Hill Radio reported that {LEAK}.", says("Hill Radio", LEAK),
               sources=[body("Hill Radio")])  # fmt: skip
    two = told("r2", "Hill Radio", f"The Orvik Courier reported that {LEAK}.", says("Orvik Courier", LEAK),
               sources=[body("Orvik Courier")])  # fmt: skip
    for path in ways(scene_of([one, two])).values():
        assert path.origin is None
        assert [step.how for step in path.steps].count("cites") == 1


def test_what_a_lead_says_and_a_quote_bears_out_is_the_speakers() -> None:
    report = told("r1", "Orvik Courier", f"The tank has leaked twice.\n\nIda Roe told the Courier that {LEAK}.",
                  says("Ida Roe", LEAK))  # fmt: skip
    scene = scene_of([report])
    paths = paths_of(scene, members_of(scene, "leaked"))
    assert [path.origin and path.origin.name for path in paths] == ["Ida Roe", "Ida Roe"]


def test_an_agencys_text_is_not_heard_by_who_prints_it() -> None:
    printed = told("r1", "Orvik Courier", f"Ida Roe said that {LEAK}.", says("Ida Roe", LEAK), origin="Reuters")
    agency = told("r1", "Reuters", f"Ida Roe said that {LEAK}.", says("Ida Roe", LEAK), origin="Reuters")
    assert not ways(scene_of([printed]))["r1"].direct
    assert ways(scene_of([agency]))["r1"].direct


def test_an_organisations_own_release_is_its_word() -> None:
    release = told("r1", "Tesk Harbour Authority", "The tank leaked twice in May. Repairs have begun.")
    path = ways(scene_of([release]))["r1"]
    assert path.origin is not None
    assert (path.origin.name, path.origin.category, path.direct) == ("Tesk Harbour Authority", "organisation", True)


def test_an_outlet_that_says_so_itself_ends_a_path_without_a_source() -> None:
    report = told("r1", "Orvik Courier", "The tank leaked twice in May. Repairs have begun.")
    path = ways(scene_of([report]))["r1"]
    assert path.origin is None
    assert drawn(path) == [("published", "Orvik Courier", "r1")]


def test_a_rumour_ends_nowhere() -> None:
    report = told("r1", "Orvik Courier", "Unconfirmed posts say the tank leaked twice in May.")
    path = ways(scene_of([report]))["r1"]
    assert (path.origin, path.rumour) == (None, True)


def test_a_document_is_a_source() -> None:
    log = who("an undated page of the tank log", kind="unnamed", category="document")
    words = "The tank leaked twice"
    text = f"{words}, according to {log.name} seen by the Courier."
    report = told("r1", "Orvik Courier", text, says(log.name, words), sources=[log])
    path = ways(scene_of([report]))["r1"]
    assert path.origin is not None
    assert (path.origin.category, path.direct) == ("document", True)
