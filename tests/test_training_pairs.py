"""What linking learns from: which pairs of a story's propositions, and what it is told of them."""

from __future__ import annotations

import json

import numpy as np
import pytest

from bench.linking import stories_in
from firsthand.linking.likeness import FEATURES
from firsthand.reading.reader import Reader
from training.pairs import Story, pairs_of, story_of

TEXTS = {
    "a": 'The weir burst at dawn, Ida Roos said. "Nine boats went down," she said. The choir sang, Per Holm said.',
    "b": "Ida Roos said the weir burst at dawn. Four boats went down, Per Holm said.",
}


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Story:
    def anchor(report: str, span: str) -> dict[str, object]:
        return {"report": report, "span": span, "speaker": "x", "relay": [], "stance": "asserts"}

    told = {
        "c1": [anchor("a", "The weir burst at dawn"), anchor("b", "the weir burst at dawn")],
        "c2": [anchor("a", "Nine boats went down")],
        "c3": [anchor("b", "Four boats went down")],
    }
    claims = [{"id": name, "independent_sources": 1, "channels": 1, "anchors": held} for name, held in told.items()]
    gold = {"claims": claims, "derivations": [], "conflicts": [["c3", "c2"]], "speakers": []}
    home = tmp_path_factory.mktemp("stories") / "weir"
    home.mkdir()
    rows = [
        {"id": key, "url": None, "outlet": f"Post {key}", "published": f"2024-05-0{day}T08:00:00Z", "title": "Weir",
         "text": text}
        for day, (key, text) in enumerate(TEXTS.items(), 1)
    ]  # fmt: skip
    (home / "reports.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    (home / "gold.json").write_text(json.dumps(gold), "utf-8")
    (found,) = stories_in(home.parent)
    return story_of(found, Reader(1))


def test_propositions_are_labelled_by_the_anchor_that_they_cover(story: Story) -> None:
    labelled = {
        (profiles.id, label): item.text
        for profiles, labels in zip(story.scene.profiles.values(), story.claims, strict=True)
        for item, label in zip(profiles.items, labels, strict=True)
    }
    assert labelled["a", "c1"] == "The weir burst at dawn"
    assert labelled["b", "c1"] == "the weir burst at dawn"
    assert "Nine boats went down" in labelled["a", "c2"]
    assert "Four boats went down" in labelled["b", "c3"]
    assert "choir" in labelled["a", None]


def test_pairs_of_which_nobody_has_said_anything_are_left_out(story: Story) -> None:
    known = [label for labels in story.claims for label in labels]
    unknown = known.count(None)
    pairs = len(known) * (len(known) - 1) // 2 - unknown * (unknown - 1) // 2
    same, clash = pairs_of("likeness", [story]), pairs_of("conflicts", [story])
    assert same.rows.shape == clash.rows.shape == (pairs, len(FEATURES))
    assert same.right.sum() == 1
    assert clash.right.sum() == 1
    differ = FEATURES.index("figures_differ")
    assert clash.rows[clash.right][0, differ] == 1
    assert same.rows[same.right][0, FEATURES.index("cover_min")] == pytest.approx(1)


def test_two_stories_teach_what_both_do_and_no_more(story: Story) -> None:
    one, two = pairs_of("likeness", [story]), pairs_of("likeness", [story, story])
    assert np.array_equal(two.rows, np.concatenate([one.rows, one.rows]))
