"""The stories that linking learns from hold together: what ``training/stories/README.md`` says of them is so."""

from __future__ import annotations

import json
import re
from collections import Counter
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest

STORIES = Path(__file__).parent.parent / "training" / "stories"
NAMES = sorted(path.name for path in STORIES.iterdir() if path.is_dir())
REPORT_FIELDS = ["id", "url", "outlet", "published", "title", "text"]
GOLD_FIELDS = {"claims", "derivations", "conflicts", "speakers"}
CLAIM_FIELDS = {"id", "gist", "independent_sources", "origins", "channels", "anchors"}
ANCHOR_FIELDS = {"report", "span", "speaker", "relay", "stance"}
SPEAKER_KINDS = {"named", "pseudonymous", "unnamed", "organisation", "group", "document"}
SHARES = {"copy": (0.9, 1.0), "edited": (0.3, 0.9), "rewrite": (0.0, 0.0), "cites": (0.0, 0.25)}
"""The least and the most of a report's five-word runs that may stand in what it was made from, by kind."""


class Story(NamedTuple):
    reports: dict[str, dict[str, Any]]
    gold: dict[str, Any]


@cache
def story(name: str) -> Story:
    lines = (STORIES / name / "reports.jsonl").read_text("utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    assert len({row["id"] for row in rows}) == len(rows)
    return Story({row["id"]: row for row in rows}, json.loads((STORIES / name / "gold.json").read_text("utf-8")))


def runs(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+(?:'\w+)*", text.lower().replace("’", "'"))
    return set(zip(words, words[1:], words[2:], words[3:], words[4:], strict=False))


def test_report_ids_and_addresses_are_unique_over_all_stories() -> None:
    for field in ("id", "url"):
        counted = Counter(row[field] for name in NAMES for row in story(name).reports.values())
        assert [value for value, times in counted.items() if times > 1] == []


@pytest.mark.parametrize("name", NAMES)
def test_reports_are_whole_and_their_outlets_invented(name: str) -> None:
    for report in story(name).reports.values():
        assert list(report) == REPORT_FIELDS
        assert re.match(r"https?://[^/]+\.example(?:[:/]|$)", report["url"]), "an address that nobody can own"
        assert datetime.strptime(report["published"], "%Y-%m-%dT%H:%M:%SZ")
        assert report["text"] == report["text"].strip()
        assert not re.search(r"\n{3,}|[^\n]\n[^\n]", report["text"]), "one blank line between paragraphs"


@pytest.mark.parametrize("name", NAMES)
def test_every_span_stands_in_its_report(name: str) -> None:
    reports, gold = story(name)
    for claim in gold["claims"]:
        told = [(anchor["report"], anchor["span"], anchor["speaker"]) for anchor in claim["anchors"]]
        assert len(set(told)) == len(told) > 0
        for report, span, _ in told:
            assert span.strip() == span != ""
            assert reports[report]["text"].count(span) == 1, (claim["id"], report, span)


@pytest.mark.parametrize("name", NAMES)
def test_origins_are_those_who_assert(name: str) -> None:
    reports, gold = story(name)
    speakers = {speaker["name"]: speaker for speaker in gold["speakers"]}
    assert len(speakers) == len(gold["speakers"])
    assert {speaker["kind"] for speaker in speakers.values()} <= SPEAKER_KINDS
    known = speakers.keys() | {report["outlet"] for report in reports.values()}
    for claim in gold["claims"]:
        assert set(claim) == CLAIM_FIELDS
        for anchor in claim["anchors"]:
            assert set(anchor) == ANCHOR_FIELDS
            assert anchor["stance"] in {"asserts", "denies", "rumour"}
            assert (anchor["speaker"] is None) == (anchor["stance"] == "rumour"), anchor
            assert anchor["speaker"] is None or anchor["speaker"] in speakers, anchor
            assert set(anchor["relay"]) <= known, anchor
        asserting = {anchor["speaker"] for anchor in claim["anchors"] if anchor["stance"] == "asserts"}
        assert set(claim["origins"]) == asserting, claim["id"]
        assert claim["independent_sources"] == len(claim["origins"]) == len(set(claim["origins"]))


@pytest.mark.parametrize("name", NAMES)
def test_channels_are_outlets_that_had_it_themselves(name: str) -> None:
    reports, gold = story(name)
    kinds: dict[str, set[str]] = {report: set() for report in reports}
    for derivation in gold["derivations"]:
        kinds[derivation["report"]].add(derivation["kind"])
    for claim in gold["claims"]:
        direct = [a["report"] for a in claim["anchors"] if a["stance"] == "asserts" and not a["relay"]]
        own = {reports[report]["outlet"] for report in direct if not kinds[report]} - {None}
        # An edited report may have added it, and one that cites another may have asked for itself too.
        most = {reports[report]["outlet"] for report in direct if not kinds[report] & {"copy", "rewrite"}} - {None}
        assert len(own) <= claim["channels"] <= len(most), claim["id"]


@pytest.mark.parametrize("name", NAMES)
def test_derivations_are_what_their_kind_says(name: str) -> None:
    reports, gold = story(name)
    pairs = [(derivation["report"], derivation["from"]) for derivation in gold["derivations"]]
    assert len(set(pairs)) == len(pairs)
    for derivation in gold["derivations"]:
        later, earlier = reports[derivation["report"]], reports[derivation["from"]]
        assert later["published"] > earlier["published"], derivation
        own = runs(later["text"])
        share = len(own & runs(earlier["text"])) / len(own)
        least, most = SHARES[derivation["kind"]]
        assert least <= share <= most, (derivation, share)


@pytest.mark.parametrize("name", NAMES)
def test_conflicts_are_between_two_claims(name: str) -> None:
    gold = story(name).gold
    assert set(gold) >= GOLD_FIELDS
    ids = [claim["id"] for claim in gold["claims"]]
    assert len(set(ids)) == len(ids)
    pairs = [frozenset(pair) for pair in gold["conflicts"]]
    assert len(set(pairs)) == len(pairs)
    assert all(len(pair) == 2 and pair <= set(ids) for pair in pairs)
