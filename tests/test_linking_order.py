"""What linking finds is a function of the reports and the decisions, not of how and when they came."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
from itertools import combinations
from pathlib import Path

import msgspec
import pytest

from firsthand.archive.filing import file_reports, pending, put_reading
from firsthand.archive.findings import members_in, number_of
from firsthand.archive.opening import open_store
from firsthand.archive.parts import Filing
from firsthand.archive.store import snapshot
from firsthand.linking.clusters import grouped
from firsthand.linking.derivations import choose_parents
from firsthand.linking.link import link
from firsthand.linking.parts import dossier_from_bytes
from firsthand.linking.profiles import profiles_of
from firsthand.linking.reuse import find_reuse
from firsthand.linking.reuse_cells import gist_of, near
from firsthand.linking.scenes import Member
from firsthand.linking.together import SAME, TIED, all_ties
from tests.linked import Found, altered, filed, filing, found_in, story

STORY = "ferry-grounding"
LATER = " A second boat was sent out at dawn, the harbour master said, and found nobody."


@pytest.fixture(scope="module")
def filings() -> list[Filing]:
    """The reports of a story, and with them: one that says the same later under one address, one without a date, one
    of the same second as another."""
    reports = story(STORY)
    second = reports[1]
    more = [
        altered(second, second.text + LATER, id="fg-02b", modified="2025-08-23T03:00:00Z"),
        altered(reports[4], id="fg-09", url="https://undated.example/9", outlet="Undated Post", published=None),
        altered(reports[3], id="fg-10", url="https://twin.example/10", outlet="Twin Post"),
    ]
    return [filing(report) for report in (*reports, *more)]


@pytest.fixture(scope="module")
def plain(filings: list[Filing]) -> list[Filing]:
    """The reports of the story alone."""
    return filings[: len(story(STORY))]


@pytest.fixture(scope="module")
def whole(plain: list[Filing], tmp_path_factory: pytest.TempPathFactory) -> Found:
    """What is found in the story alone."""
    return found_in(filed(tmp_path_factory.mktemp("whole") / "whole.db", plain))


def test_the_order_of_adding_does_not_matter(filings: list[Filing], tmp_path: Path) -> None:
    expected = found_in(filed(tmp_path / "all.db", filings, at_once=len(filings)))
    assert len(expected.claims) > 20
    assert {d.kind for d in expected.derivations} == {"copy", "edited", "rewrite", "cites"}
    assert expected.conflicts
    for seed in (1, 2):
        shuffled = random.Random(seed).sample(filings, len(filings))
        assert found_in(filed(tmp_path / f"{seed}.db", shuffled, at_once=seed * 2 - 1)) == expected


def test_two_stories_in_one_archive_are_found_as_each_alone(plain: list[Filing], whole: Found, tmp_path: Path) -> None:
    other = [filing(report) for report in story("strike-vote")[:4]]
    mixed = random.Random(3).sample([*plain, *other], len(plain) + len(other))
    both = found_in(filed(tmp_path / "both.db", mixed))
    rest = found_in(filed(tmp_path / "rest.db", other))
    assert both.derivations == (*whole.derivations, *rest.derivations)
    assert {claim.id: claim for claim in both.claims} == {claim.id: claim for claim in (*whole.claims, *rest.claims)}


def test_adding_one_again_changes_nothing(plain: list[Filing], tmp_path: Path) -> None:
    store = filed(tmp_path / "a.db", plain)
    before = found_in(store)
    assert [added.outcome for added in file_reports(store, plain)] == ["known"] * len(plain)
    assert link(store) == 0
    assert found_in(store) == before


def test_linking_one_again_changes_nothing(plain: list[Filing], tmp_path: Path) -> None:
    store = filed(tmp_path / "a.db", plain)
    before = found_in(store)
    for one in reversed(plain[:4]):
        again = msgspec.structs.replace(one, model="m2")
        with snapshot(store) as connection:
            number = number_of(connection, one.report.id)
        assert number is not None
        put_reading(store, number, again.reading, again.model, again.dossier, by="orla")
        assert pending(store) == [number]
        assert link(store) == 1
        assert found_in(store) == before


def test_a_revision_takes_the_place_of_the_old_text(filings: list[Filing], tmp_path: Path) -> None:
    by_id = {one.report.id: one for one in filings}
    new = [by_id[name] for name in ("fg-02b", "fg-03", "fg-04", "fg-06")]
    expected = found_in(filed(tmp_path / "new.db", new))
    old_first = [by_id["fg-02"], *new]
    assert found_in(filed(tmp_path / "old.db", old_first)) == expected
    assert found_in(filed(tmp_path / "late.db", [*new, by_id["fg-02"]])) == expected
    inside = {s.report for claim in expected.claims for s in claim.statements}
    assert "fg-02b" in inside
    assert "fg-02" not in inside


def test_two_reports_of_one_id_are_two(plain: list[Filing], tmp_path: Path) -> None:
    namesake = filing(altered(story("strike-vote")[0], id=plain[0].report.id))
    names = {namesake.report.text: "namesake", plain[0].report.text: "first"}

    def seen(order: list[Filing], name: str) -> list[tuple[int, int, list[tuple[str, str, str | None]]]]:
        store = filed(tmp_path / name, order)
        keys = {"fg-01": names[order[0].report.text], "fg-01~2": names[order[1].report.text]}
        return sorted(
            (
                claim.independent_sources,
                claim.channels,
                sorted((keys.get(s.report, s.report), s.stance, s.origin) for s in claim.statements),
            )
            for claim in found_in(store).claims
        )

    rest = plain[1:5]
    one_way = seen([plain[0], namesake, *rest], "one.db")
    assert seen([namesake, plain[0], *rest], "other.db") == one_way


class _StoppedError(Exception):
    """What stops linking in these tests."""


def test_linking_goes_on_where_it_was_stopped(plain: list[Filing], whole: Found, tmp_path: Path) -> None:
    store = open_store(tmp_path / "stopped.db", create=True)
    file_reports(store, plain)

    def stop(done: int, _: int) -> None:
        if done == 3:
            raise _StoppedError

    with pytest.raises(_StoppedError):
        link(store, progress=stop)
    assert len(pending(store)) == len(plain) - 3
    assert link(store) == len(plain) - 3
    assert found_in(store) == whole


_LINK = """
import sys
from firsthand.archive.opening import open_store
from firsthand.linking.link import link
link(open_store(sys.argv[1], create=False), progress=lambda done, of: print(done, flush=True))
"""


def test_a_killed_process_leaves_what_the_next_one_finishes(plain: list[Filing], whole: Found, tmp_path: Path) -> None:
    path = tmp_path / "killed.db"
    store = open_store(path, create=True)
    file_reports(store, plain)
    for lines in (1, 2):
        process = subprocess.Popen([sys.executable, "-c", _LINK, str(path)], stdout=subprocess.PIPE)
        assert process.stdout is not None
        for _ in range(lines):
            process.stdout.readline()
        process.kill()
        assert process.wait() in (-signal.SIGKILL, 0)
        process.stdout.close()
    assert len(pending(store)) <= len(plain) - 3
    link(store)
    assert found_in(store) == whole


def test_report_by_report_finds_what_all_at_once_would(plain: list[Filing], tmp_path: Path) -> None:
    store = filed(tmp_path / "a.db", plain)
    dossiers = {one.report.id: dossier_from_bytes(one.dossier) for one in plain}
    gists = {key: gist_of(dossier) for key, dossier in dossiers.items()}
    met = [(a, b) for a, b in combinations(sorted(dossiers), 2) if near(gists[a], [gists[b]])[0]]
    assert len(met) > len(dossiers)
    reuses = [reuse for a, b in met for reuse in find_reuse(dossiers[a], dossiers[b])]
    found = found_in(store)
    assert found.derivations == choose_parents(reuses, dossiers)
    profiles = [profiles_of(dossier) for dossier in dossiers.values()]
    pairs = {*met, *((key, key) for key in dossiers)}
    same = {
        (tied.a, tied.b): round(tied.same, 4)
        for tied in all_ties(sorted(profiles, key=lambda p: p.id))
        if round(tied.same, 4) >= TIED and (tied.a.report, tied.b.report) in pairs
    }
    members = [Member(p.id, i) for p in profiles for i in range(len(p.items))]
    groups = {frozenset(group) for group in grouped(members, same, SAME)}
    with snapshot(store) as connection:
        numbers = {number_of(connection, key): key for key in dossiers}
        claimed = [
            frozenset(Member(numbers[number], proposition) for number, proposition in members_in(connection, claim.id))
            for claim in found.claims
        ]
    assert len(claimed) > 20
    assert set(claimed) <= groups
