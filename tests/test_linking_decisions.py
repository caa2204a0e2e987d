"""What people decide about who is who changes what is found, whenever they decide it, and can be taken back."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from firsthand import Archive
from firsthand.archive.filing import file_reports
from firsthand.archive.opening import open_store
from firsthand.archive.parts import Filing
from firsthand.reading.reader import Reader
from firsthand.schema import Claim, Report
from tests.linked import Found, filed, filing, found_in, story

_TEXTS = (
    "The pump at Dunmarrow failed twice in March, {who} said in an interview with {outlet} on Friday.\n\n"
    "Buckets stood in a row along the lane, and the school had closed its kitchen.",
    "“The pump at Dunmarrow failed twice in March,” {who} told {outlet}.\n\n"
    "A lorry with bottles is due on Monday. Sheep were being driven to the river below the mill.",
    "According to {who}, the pump at Dunmarrow failed twice in March.\n\n"
    "Nobody at the council picked up the telephone when {outlet} rang. Rain is not expected before Easter.",
    "{who} said that the pump at Dunmarrow failed twice in March.\n\n"
    "Three families have left the upper farms since then, by the count of {outlet}, and their dogs with them.",
)


@pytest.fixture(scope="module")
def plain() -> list[Filing]:
    return [filing(report) for report in story("ferry-grounding")]


def told(number: int, who: str, outlet: str) -> Filing:
    """A report in which somebody says the same to an outlet, among words that are the outlet's own."""
    day = f"2024-03-0{number}T08:00:00Z"
    url = f"https://{number}.example/well"
    text = _TEXTS[number - 1].format(who=who, outlet=outlet)
    return filing(
        Report(id=f"d{number}", url=url, outlet=outlet, published=day, title="The well", sha256="", text=text)
    )


def about_the_pump(found: Found) -> Claim:
    (claim,) = (claim for claim in found.claims if "failed twice" in claim.gist)
    return claim


def add(archive: Archive, path: Path, filings: Sequence[Filing]) -> None:
    file_reports(open_store(path, create=False), filings)
    archive.link()


def state(path: Path) -> Found:
    return found_in(open_store(path, create=False))


def test_a_decision_holds_for_what_is_added_later(tmp_path: Path) -> None:
    filings = [told(1, "Orla Tench", "Marrow Gazette"), told(2, "Maud Ferrier", "Hill Radio"),
               told(3, "Orla Tench", "Tarn Weekly"), told(4, "Maud Ferrier", "Dale Times")]  # fmt: skip
    early, late = tmp_path / "early.db", tmp_path / "late.db"
    filed(late, filings)
    assert about_the_pump(state(late)).independent_sources == 2
    for path, first in ((early, filings[:2]), (late, filings)):
        filed(path, first)
        with Archive(path) as archive:
            archive.merge("Orla Tench", "Maud Ferrier", reason="her married name")
            add(archive, path, filings)
    assert about_the_pump(state(late)).independent_sources == 1
    assert about_the_pump(state(late)).channels == 4
    assert state(early) == state(late)


def test_a_split_adds_a_source_and_taking_it_back_restores_all(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    filed(path, [told(1, "Orla Tench", "Marrow Gazette"), told(2, "Orla Tench", "Hill Radio")])
    before = state(path)
    with Archive(path) as archive:
        decision = archive.split("Orla Tench", "d2", reason="her daughter")
        after = about_the_pump(state(path))
        assert after.independent_sources == about_the_pump(before).independent_sources + 1 == 2
        assert len({origin.identity for origin in after.origins}) == 2
        archive.undo(decision.number, reason="one after all")
    assert state(path) == before


def test_merging_two_of_a_story_and_taking_it_back_restores_all(plain: list[Filing], tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    before = found_in(filed(path, plain))
    claim = next(c for c in before.claims if len({o.identity for o in c.origins if o.identity}) > 1)
    one, other = sorted({origin.identity for origin in claim.origins if origin.identity})[:2]
    with Archive(path) as archive:
        decision = archive.merge(one, other, reason="one and the same")
        assert archive.claim(claim.id).independent_sources == claim.independent_sources - 1
        archive.undo(decision.number, reason="no")
    assert state(path) == before


def test_reading_again_keeps_decisions(reader: Reader, tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    filed(path, [told(1, "Orla Tench", "Marrow Gazette"), told(2, "Maud Ferrier", "Hill Radio")])
    with Archive(path, reader=reader) as archive:
        archive.merge("Orla Tench", "Maud Ferrier", reason="her married name")
        before = state(path)
        assert len(list(archive.reread())) == 2
    assert state(path) == before
    assert about_the_pump(before).independent_sources == 1


def test_who_takes_words_back_flags_the_claim(tmp_path: Path) -> None:
    words = "the pump at Dunmarrow failed twice in March"
    taken_back = filing(
        Report(
            id="back", outlet="Hill Radio", published="2024-03-09T08:00:00Z", title="The well", sha256="",
            text=f"“I was wrong: {words}, I said, and it did not,” Orla Tench said on Friday.",
        )
    )  # fmt: skip
    first = told(1, "Orla Tench", "Marrow Gazette")
    found = found_in(filed(tmp_path / "a.db", [first]))
    assert about_the_pump(found).flags == ()
    again = found_in(filed(tmp_path / "b.db", [taken_back, first]))
    assert again == found_in(filed(tmp_path / "c.db", [first, taken_back]))
    (claim,) = (c for c in again.claims if "d1" in {s.report for s in c.statements} and c.flags)
    assert "Orla Tench" in claim.flags[0]
