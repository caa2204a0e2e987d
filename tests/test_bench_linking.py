"""What the bench of linking promises: that its figures are the ones it defines. All data here are invented."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from bench import __main__ as command
from bench.findings import Anchor, Score, anchors_of, bcubed, cluster_of, score
from bench.linking import row_of, stories_in, total, within
from bench.sentence_sets import Pair, area, best_threshold, measured
from bench.sentence_sets import run as sentence_sets
from firsthand.reading.reader import Reader
from firsthand.schema import Claim, ClaimStatement, Conflict, Derivation, Findings, Span

TEXTS = {
    "a": "The weir burst, said Ida Roos. Nine boats sank, she said.",
    "b": "Ida Roos: the weir burst. Nine boats sank.",
    "c": "Four boats sank, said Per Holm.",
}
OUTLETS = {"a": "Weir Post", "b": None, "c": "Lock Gazette"}


def anchor(report: str, span: str, stance: str = "asserts") -> dict[str, Any]:
    return {"report": report, "span": span, "speaker": "x", "relay": [], "stance": stance}


GOLD: dict[str, Any] = {
    "claims": [
        {
            "id": "c1", "independent_sources": 1, "channels": 1,
            "anchors": [anchor("a", "The weir burst"), anchor("b", "the weir burst")],
        },
        {"id": "c2", "independent_sources": 1, "channels": 1, "anchors": [anchor("a", "Nine boats sank")]},
        {"id": "c3", "independent_sources": 1, "channels": 1, "anchors": [anchor("c", "Four boats sank")]},
    ],
    "derivations": [{"report": "b", "from": "a", "kind": "edited"}],
    "conflicts": [["c2", "c3"]],
}  # fmt: skip


def at(report: str, words: str) -> Span:
    start = TEXTS[report].index(words)
    return Span(start, start + len(words))


def claim(name: str, *told: tuple[str, str], sources: int = 1, channels: int = 1) -> Claim:
    statements = tuple(ClaimStatement(report=r, content=(at(r, words),), stance="asserts") for r, words in told)
    return Claim(
        id=name, gist="", independent_sources=sources, independent_range=(sources, sources), channels=channels,
        because="", statements=statements,
    )  # fmt: skip


def derived(report: str, source: str, kind: str = "edited") -> Derivation:
    return Derivation(report=report, source_report=source, kind=kind, confidence=1, because="")  # pyright: ignore[reportArgumentType]


RIGHT = Findings(
    claims=(
        claim("x", ("a", "The weir burst"), ("b", "the weir burst")),
        claim("y", ("a", "Nine boats sank"), ("b", "Nine boats sank")),
        claim("z", ("c", "Four boats sank")),
    ),
    derivations=(derived("b", "a"),),
    conflicts=(Conflict(a="z", b="y", kind="numbers", because=""),),
)


def test_what_is_as_the_gold_standard_has_it_is_all_right() -> None:
    counted = score(GOLD, TEXTS, OUTLETS, RIGHT)
    assert counted == Score(
        anchors=4, precision=4, recall=4, claims=3, independent=3, channels=3, derivations=1, derived=1, right=1,
        kinds=1, conflicts=1, clashing=1, clashes=1, outlets=2,
    )  # fmt: skip
    assert row_of("all", counted) == ("all", 3, *[100.0] * 10)


def test_nothing_found_is_nothing_right_but_every_anchor_is_alone() -> None:
    counted = score(GOLD, TEXTS, OUTLETS, Findings())
    assert (counted.precision, counted.recall) == (4, 3)
    assert (counted.independent, counted.fewer, counted.more, counted.right, counted.clashes) == (0, 0, 0, 0, 0)


def test_what_is_lumped_together_costs_precision_and_what_is_torn_apart_recall() -> None:
    lumped = claim("x", ("a", "The weir burst"), ("b", "the weir burst"), ("a", "Nine boats sank"), sources=2)
    counted = score(GOLD, TEXTS, OUTLETS, Findings(claims=(lumped,), derivations=(derived("b", "a", "copy"),)))
    assert counted.precision == pytest.approx(2 / 3 + 2 / 3 + 1 / 3 + 1)
    assert counted.recall == 4
    assert (counted.independent, counted.more, counted.channels) == (0, 2, 2)
    assert (counted.right, counted.kinds) == (1, 0)


def test_outlets_are_counted_where_they_assert_and_those_unnamed_are_one() -> None:
    denied = {**GOLD["claims"][0], "anchors": [anchor("a", "The weir burst"), anchor("b", "the weir burst", "denies")]}
    assert score({**GOLD, "claims": [denied]}, TEXTS, OUTLETS, Findings()).outlets == 1
    assert score({**GOLD, "claims": GOLD["claims"][:1]}, TEXTS, OUTLETS, Findings()).outlets == 0


def test_an_anchor_is_where_half_of_its_words_are_covered() -> None:
    sought = Anchor("c1", "a", Span(10, 20))
    assert cluster_of(sought, [("x", [Span(0, 14)]), ("y", [Span(16, 30)])]) is None
    assert cluster_of(sought, [("x", [Span(0, 15)]), ("y", [Span(14, 30)])]) == "y"
    assert cluster_of(sought, [("x", [Span(9, 12), Span(17, 21)])]) == "x"
    assert cluster_of(sought, []) is None


def test_words_that_two_claims_share_are_found_one_after_the_other() -> None:
    gold = {"claims": [{"id": f"c{i}", "anchors": [anchor("a", "it leaks")]} for i in (1, 2)]}
    assert [a.span.start for a in anchors_of(gold, {"a": "it leaks, it leaks"})] == [0, 10]
    with pytest.raises(ValueError, match="not in the text"):
        anchors_of(gold, {"a": "it holds"})


def test_bcubed_is_that_of_its_authors_example() -> None:
    # Chains of 5, 2 and 5, of which the last two are found as one: 76% precision.
    classes = [*"AAAAA", *"BB", *"CCCCC"]
    precision, recall = bcubed(classes, [*"11111", *"22", *"22222"])
    assert precision == pytest.approx(5 + 2 * 2 / 7 + 5 * 5 / 7)
    assert recall == 12


def write_story(folder: Path, name: str, ids: str = "abc") -> None:
    home = folder / name
    home.mkdir(parents=True)
    rows = [
        {
            "id": new, "url": f"https://{new}.example/1", "outlet": OUTLETS[old], "title": "Weir", "text": TEXTS[old],
            "published": f"2024-05-0{i}T08:00:00Z",
        }
        for i, (new, old) in enumerate(zip(ids, "abc", strict=True), 1)
    ]  # fmt: skip
    (home / "reports.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    gold = json.dumps(GOLD)
    for new, old in zip(ids, "abc", strict=True):
        gold = gold.replace(f'": "{old}"', f'": "{new}"')
    (home / "gold.json").write_text(gold, "utf-8")


def test_stories_are_measured_through_archives(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_story(tmp_path / "told", "weir")
    write_story(tmp_path / "told", "weir-again", "def")
    assert command.main(["linking", str(tmp_path / "told"), "--json"]) == 0
    found, counts, single = json.loads(capsys.readouterr().out)["tables"]
    assert found["title"].endswith("/told: what archives of 2 stories find")
    assert [row["stories"] for row in found["rows"]][::3] == ["an archive each", "all in one archive"]
    assert [row["claims"] for row in found["rows"]] == [6, 3, 3] * 2
    assert [row["stories"] for row in single["rows"]] == ["weir", "weir-again"]
    for row in counts["rows"]:
        assert row["right"] + row["too few"] + row["too many"] + row["not found"] == row["claims"]
        assert row["right by counting outlets"] == row["claims"] * 2 / 3


def test_stories_with_reports_of_one_id_are_refused(tmp_path: Path) -> None:
    write_story(tmp_path, "weir")
    write_story(tmp_path, "weir-again")
    with pytest.raises(SystemExit, match="another story has reports of these ids too: a, b, c"):
        stories_in(tmp_path)
    with pytest.raises(SystemExit, match="there are no stories"):
        stories_in(tmp_path / "weir")


def test_a_storys_part_of_an_archive_is_what_touches_its_reports(tmp_path: Path) -> None:
    write_story(tmp_path, "weir", "axy")
    (told,) = stories_in(tmp_path)
    part = within(RIGHT, told)
    assert [c.id for c in part.claims] == ["x", "y"]
    assert part.derivations == part.conflicts == ()


def test_scores_add_up() -> None:
    assert total([Score(claims=1, precision=0.5), Score(claims=2, precision=0.25)]) == Score(claims=3, precision=0.75)


def test_the_threshold_is_right_most_often() -> None:
    right = np.array([False, False, True, False, True])
    assert best_threshold(np.array([0.1, 0.2, 0.3, 0.4, 0.5]), right) == 0.3
    assert area(np.array([0.1, 0.2, 0.3, 0.4, 0.5]), right) == pytest.approx(83.3)
    assert area(np.array([0.5, 0.5]), np.array([True, False])) == 50
    assert area(np.array([0.5]), np.array([True])) is None


def test_sentences_that_say_the_same_are_the_nearest() -> None:
    pairs = [
        Pair("The weir burst on Monday.", "The weir burst on Monday.", 5),
        Pair("The weir burst on Monday.", "On Monday the weir gave way.", 4),
        Pair("The weir burst on Monday.", "A choir sang in the church hall.", 0),
    ]
    same, near, far = measured(pairs, Reader(1)).cosine
    assert same == pytest.approx(1)
    assert same > near > far


def test_sets_of_sentences_are_read_as_they_are_published(tmp_path: Path) -> None:
    sick = [("1", "A dog runs.", "A dog is running.", "4.8", "ENTAILMENT"), ("2", "A dog runs.", "No dog runs.", "3",
            "CONTRADICTION"), ("3", "A dog runs.", "A man is cooking.", "1.2", "NEUTRAL")]  # fmt: skip
    head = "pair_ID\tsentence_A\tsentence_B\trelatedness_score\tentailment_judgment\n"
    (tmp_path / "SICK_trial.txt").write_text(head + "".join("\t".join(row) + "\n" for row in sick), "utf-8")
    (tmp_path / "2015").mkdir()
    scored = '5\tThe weir burst.\tThe weir has burst.\n0.5\tThe weir burst.\tA "choir sang.\n\tNot\tscored\n'
    (tmp_path / "2015" / "headlines.test.tsv").write_text(scored, "utf-8")
    sts, trial = sentence_sets(tmp_path, None, tmp_path).tables
    assert sts.rows == (("headlines 2015", 2, 100.0, sts.rows[0][3], 82.5),)
    assert trial.title == "SICK: its 3 trial pairs"
    assert trial.rows[0][2] == 100
    with pytest.raises(SystemExit, match="nothing to measure"):
        sentence_sets(None, None, None)
