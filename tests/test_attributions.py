"""From scores to attributions, on scores made by hand: what points where is known, so only the rules are tested."""

from __future__ import annotations

import time
from itertools import pairwise

import numpy as np
import pytest

from firsthand.reading.attributions import Weighing, find_attributions, passages_of
from firsthand.reading.encoder import Output
from firsthand.reading.features import BREAK, Pieces
from firsthand.reading.parts import Attribution
from firsthand.reading.pointers import BUCKETS, HEAD_SIZES, POINTER_SIZE
from firsthand.reading.tagging import TAG_COUNT

WORD, COLON = 5000, 1024
FAIR = Weighing(outside=0.0, marked=0.0, least=-1e9)
FLAT = {name: np.zeros(BUCKETS, np.float32) for name in ("cue_of", "source_of")} | {
    "tags": np.zeros((HEAD_SIZES["tags"], HEAD_SIZES["tags"]), np.float32)
}
SOURCE, CUE, CONTENT = range(3)


class Scored:
    """The pieces and scores of an invented text: one-letter roles by piece, and who points to whom.

    ``roles``: s, q (cue), c, "." for none, "|" for a passage break, ":" for a colon outside any span. A change of
    letter, or a space, ends a span. ``points``: from a piece to the piece that it points to.
    """

    def __init__(self, roles: str, points: dict[int, int]) -> None:
        marks: list[str] = []
        ends: set[int] = set()
        for letter in roles:
            if letter == " ":
                ends.add(len(marks))
            else:
                marks.append(letter)
        n = len(marks)
        ids = np.array([{"|": BREAK, ":": COLON}.get(m, WORD) for m in marks], np.int64)
        starts = np.arange(n, dtype=np.int64) * 2
        lengths = np.array([m != "|" for m in marks], np.int64)
        self.pieces = Pieces(ids, np.zeros(n, np.int64), starts, starts + lengths, np.ones(n, np.bool_))
        tags = np.zeros((n, TAG_COUNT), np.float32)
        role_of = {"s": SOURCE, "q": CUE, "c": CONTENT}
        for i, mark in enumerate(marks):
            role = role_of.get(mark)
            opens = i == 0 or marks[i - 1] != mark or i in ends
            closes = i + 1 == n or marks[i + 1] != mark or i + 1 in ends
            edge = 3 if opens and closes else 0 if opens else 2 if closes else 1
            tags[i, 0 if role is None else 1 + 4 * role + edge] = 20
        heads = {name: np.zeros((n, size), np.float32) for name, size in HEAD_SIZES.items()}
        heads["tags"] = tags
        answers = {target: column for column, target in enumerate(sorted(set(points.values())), 1)}
        assert len(answers) < POINTER_SIZE
        for asks, answer in points.items():
            name = "cue_of" if marks[asks] == "c" else "source_of"
            heads[name][asks, answers[answer]] = 20
            heads[name][answer, POINTER_SIZE + answers[answer]] = 20
        none = {name: np.zeros((1, size), np.float32) for name, size in HEAD_SIZES.items()}
        self.output = Output(heads, none, np.zeros(n, np.int64), np.arange(1, n + 1))

    def read(self, weighing: Weighing = FAIR) -> list[tuple[str, str, str]]:
        return [self.shown(a) for a in find_attributions(self.pieces, self.output, FLAT, weighing)]

    @staticmethod
    def shown(attribution: Attribution) -> tuple[str, str, str]:
        """Source, cue and content as runs of piece numbers."""
        parts = (attribution.source, attribution.cue, attribution.content)
        source, cue, content = (" ".join(f"{s.start // 2}-{s.end // 2}" for s in spans) for spans in parts)
        return source, cue, content


@pytest.mark.parametrize(
    ("roles", "points", "expected"),
    [
        pytest.param("cc.q.ss", {0: 3, 1: 3, 3: 5}, [("5-6", "3-3", "0-1")], id="source after its quote"),
        pytest.param("sqcc", {2: 1, 3: 1, 1: 0}, [("0-0", "1-1", "2-3")], id="source before"),
        pytest.param("qcc", {1: 0, 2: 0}, [("", "0-0", "1-2")], id="no source stated"),
        pytest.param("cc.s.q.ccc", {0: 5, 1: 5, 7: 5, 8: 5, 9: 5, 5: 3}, [("3-3", "5-5", "0-1 7-9")], id="two pieces"),
        pytest.param(
            "sqcc.sqcc", {2: 1, 3: 1, 1: 0, 7: 6, 8: 6, 6: 5}, [("0-0", "1-1", "2-3"), ("5-5", "6-6", "7-8")], id="two"
        ),
        pytest.param(
            "sqcc.qcc", {2: 1, 3: 1, 1: 0, 6: 5, 7: 5, 5: 0}, [("0-0", "1-1", "2-3"), ("0-0", "5-5", "6-7")],
            id="two cues share a source",
        ),
        pytest.param("sq:|cc", {4: 1, 5: 1, 1: 0}, [("0-0", "1-1", "4-5")], id="content after a passage with a colon"),
        pytest.param("s.:|cc", {4: 1, 5: 1, 1: 0}, [("0-0", "1-1", "4-5")], id="and its cue need not be tagged"),
        pytest.param("ss..", {}, [], id="a source alone is nothing"),
        pytest.param("sq..", {1: 0}, [], id="nor is a cue"),
    ],
)  # fmt: skip
def test_content_takes_the_cue_and_source_pointed_to(
    roles: str, points: dict[int, int], expected: list[tuple[str, str, str]]
) -> None:
    assert Scored(roles, points).read() == expected


def test_a_source_in_another_passage_is_out_of_reach() -> None:
    assert Scored("s|qcc", {3: 2, 4: 2, 2: 0}).read() == [("", "2-2", "3-4")]


def test_a_content_that_reaches_a_colon_far_back_does_not_fail() -> None:
    scored = Scored("sq:|" + "." * 900 + "cc", {904: 1, 905: 1, 1: 0})
    assert scored.read() == [("0-0", "1-1", "904-905")]


def test_the_same_words_said_over_and_over_in_one_passage_keep_their_own_cues() -> None:
    # As equal answers score alike, only nearness tells the copies of one sentence apart.
    copies, size = 80, 50
    scored = Scored(("sqcc" + "." * (size - 4)) * copies, {2: 1, 3: 1, 1: 0})
    for name in ("cue_of", "source_of"):
        scored.output.heads[name][:] = np.tile(scored.output.heads[name][:size], (copies, 1))
    near = np.zeros(BUCKETS, np.float32)
    near[1:3] = 1  # one or two pieces after what is pointed to
    found = find_attributions(scored.pieces, scored.output, FLAT | {"cue_of": near, "source_of": near}, FAIR)
    assert [scored.shown(a)[1:] for a in found] == [
        (f"{i + 1}-{i + 1}", f"{i + 2}-{i + 3}") for i in range(0, 4000, 50)
    ]
    assert all(a.score > 0.01 for a in found), "what is far away must not make what is near less likely"


def test_a_passage_without_end_is_read_in_linear_time() -> None:
    few, many = 2_000, 16_000
    times = []
    for count in (few, many):
        scored = Scored("sqc." * (count // 4), {})
        start = time.process_time()
        find_attributions(scored.pieces, scored.output, FLAT, FAIR)
        times.append(time.process_time() - start)
    assert times[1] < 3 * (many / few) * times[0] + 0.5


def test_one_statement_of_many_thousand_words_is_read() -> None:
    size = 8_000
    scored = Scored("sq" + "c" * size, {1: 0, **dict.fromkeys(range(2, size + 2), 1)})
    start = time.process_time()
    assert scored.read() == [("0-0", "1-1", f"2-{size + 1}")]
    assert time.process_time() - start < 5


def test_attributions_come_in_order_of_their_content_with_a_score() -> None:
    scored = Scored("sqcc.ccqs|sqc", {2: 1, 3: 1, 1: 0, 5: 7, 6: 7, 7: 8, 12: 11, 11: 10})
    found = find_attributions(scored.pieces, scored.output, FLAT, FAIR)
    assert all(a.content[0].start < b.content[0].start for a, b in pairwise(found))
    assert [0 < a.score <= 1 for a in found] == [True] * 3


def test_weighing_decides_how_much_is_heard() -> None:
    scored = Scored("sqcc", {2: 1, 3: 1, 1: 0})
    assert scored.read(FAIR._replace(least=1.0)) == [], "no log-probability is above 0"
    scored.output.heads["tags"][:, 0] = 18
    assert scored.read(FAIR._replace(outside=-10)) == []
    assert scored.read(FAIR._replace(outside=10)) == [("0-0", "1-1", "2-3")]


@pytest.mark.parametrize(
    ("roles", "expected"),
    [("..", [(0, 2)]), ("..|.", [(0, 2), (3, 4)]), ("||.|", [(2, 3)]), ("|", []), ("", [])],
)
def test_passages_lie_between_breaks(roles: str, expected: list[tuple[int, int]]) -> None:
    assert passages_of(Scored(roles, {}).pieces) == expected
