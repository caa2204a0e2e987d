"""Conflicts: claims that cannot both hold, and the words on each side that clash."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from msgspec.structs import replace

from firsthand.linking.conflicts import LEAST, clash_of, conflict_between
from firsthand.linking.parts import Dossier
from firsthand.linking.scenes import Member, Scene
from firsthand.schema import Claim, Clash, Conflict, Time
from tests.scenes import both_ways, claim_about, members_of, says, scene_of, told

Side = tuple[Claim, Sequence[Member]]


def said(ident: str, name: str, words: str, **fields: object) -> Dossier:
    return told(ident, "Orvik Courier", f"{name} said that {words}.", says(name, words, **fields))


def side(scene: Scene, *words: str) -> Side:
    return claim_about(scene, *words), members_of(scene, *words)


def between(scene: Scene, one: str, other: str, clash: float = 0.9) -> Conflict | None:
    """The conflict of what ``one`` and ``other`` stand in; whichever is named first makes no difference."""
    a, b = side(scene, one), side(scene, other)
    values = both_ways(a[1], b[1], clash)
    found = conflict_between(scene, a, b, values)
    assert conflict_between(scene, b, a, values) == found
    return found


def clashing(scene: Scene, conflict: Conflict) -> set[str]:
    def words(clashes: Sequence[Clash]) -> list[str]:
        return [scene.dossiers[c.report].text[c.start : c.end] for c in clashes]

    assert conflict.a < conflict.b
    assert all(f"“{word}”" in conflict.because for word in words(conflict.a_words) + words(conflict.b_words))
    return {*words(conflict.a_words), *words(conflict.b_words)}


def test_two_figures_for_one_thing() -> None:
    scene = scene_of(
        [said("r1", "Ida Roe", "14 people died in the hall"), said("r2", "Jan Moe", "nine people perished there")]
    )
    conflict = between(scene, "died", "perished")
    assert conflict is not None
    assert conflict.kind == "numbers"
    assert clashing(scene, conflict) == {"14 people", "nine people"}


def test_figures_for_two_things_do_not_clash() -> None:
    """Then it is what is said that clashes, and the whole of it is shown."""
    scene = scene_of(
        [said("r1", "Ida Roe", "14 people died in the hall"), said("r2", "Jan Moe", "the hall held 40 crates")]
    )
    conflict = between(scene, "died", "crates")
    assert conflict is not None
    assert conflict.kind == "assertions"
    assert clashing(scene, conflict) == {"14 people died in the hall", "the hall held 40 crates"}


def test_what_one_asserts_and_another_says_is_not_so() -> None:
    scene = scene_of([said("r1", "Ida Roe", "the gate was open"), said("r2", "Jan Moe", "no gate stood ajar")])
    conflict = between(scene, "open", "ajar")
    assert conflict is not None
    assert conflict.kind == "denial"
    assert clashing(scene, conflict) == {"the gate was open", "no gate stood ajar"}


def timed(report: Dossier, words: str, value: str) -> Dossier:
    """The report with one time in it."""
    at = report.text.index(words)
    time = Time(start=at, end=at + len(words), type="TIME", value=value)
    return replace(report, reading=replace(report.reading, times=(time,)))


def test_two_hours_for_one_thing() -> None:
    one = timed(said("r1", "Ida Roe", "the sluice opened at 2:30"), "2:30", "2024-03-04T02:30")
    other = timed(said("r2", "Jan Moe", "the gate lifted at 4:10"), "4:10", "2024-03-04T04:10")
    conflict = between(scene_of([one, other]), "sluice", "lifted")
    assert conflict is not None
    assert conflict.kind == "times"


def test_a_long_wording_is_cut_short_for_the_reason_only() -> None:
    long = " ".join(["the gate was open", *["and", "open"] * 20])
    scene = scene_of([said("r1", "Ida Roe", long), said("r2", "Jan Moe", "it stood shut")])
    conflict = between(scene, "open", "shut")
    assert conflict is not None
    assert " …”" in conflict.because
    lengths = {c.end - c.start for c in (*conflict.a_words, *conflict.b_words)}
    assert lengths == {len(long), len("it stood shut")}


def test_one_source_does_not_contradict_itself() -> None:
    scene = scene_of([said("r1", "Ida Roe", "the gate was open"), said("r2", "Ida Roe", "the gate stood shut")])
    assert between(scene, "open", "shut") is None


def test_what_nobody_is_heard_to_say_contradicts_nobody() -> None:
    scene = scene_of([said("r1", "Ida Roe", "the gate was open"), told("r2", "Hill Radio", "The gate stood shut.")])
    assert between(scene, "open", "shut") is None


@pytest.mark.parametrize(("clash", "found"), [(LEAST - 0.01, False), (LEAST + 0.01, True)])
def test_what_hardly_clashes_is_no_conflict(clash: float, found: bool) -> None:
    scene = scene_of([said("r1", "Ida Roe", "the gate was open"), said("r2", "Jan Moe", "the gate stood shut")])
    assert (between(scene, "open", "shut", clash) is not None) is found


def test_the_strongest_pairs_tell() -> None:
    """What else two large claims hold does not blur where they clash; one slip alone among many does not make one."""
    assert clash_of([0.8, 0.0, 0.7, 0.0, 0.0, 0.6]) == pytest.approx(0.7)
    assert clash_of([0.6, 0.0, 0.0, 0.0]) == pytest.approx(0.2)
    assert clash_of([]) == 0
