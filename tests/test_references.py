"""Mentions and what each may refer back to, on scores made by hand."""

from __future__ import annotations

import time

import numpy as np
import pytest

from firsthand.reading.encoder import Output
from firsthand.reading.features import Pieces, pieces_of
from firsthand.reading.parts import Mention
from firsthand.reading.pointers import BUCKETS, HEAD_SIZES, POINTER_SIZE
from firsthand.reading.references import MENTION_TYPES, learned_mentions, with_antecedents
from firsthand.schema import Span

TEXT = "Anna Berg told the mayor of Ostrel that she would leave NATO on Monday."
FLAT = {"antecedent": np.zeros(BUCKETS, np.float32)}


def scored(text: str) -> tuple[Pieces, Output]:
    pieces = pieces_of(text, [Span(0, len(text))], [])
    n = len(pieces.ids)
    heads = {name: np.zeros((n, size), np.float32) for name, size in HEAD_SIZES.items()}
    none = {name: np.zeros((1, size), np.float32) for name, size in HEAD_SIZES.items()}
    return pieces, Output(heads, none, np.zeros(n, np.int64), np.arange(1, n + 1))


def mark(text: str, pieces: Pieces, output: Output, words: str, entity: str, *, inside_only: bool = False) -> None:
    start = text.index(words)
    kind = 1 + 2 * MENTION_TYPES.index(entity)  # pyright: ignore[reportArgumentType]
    for i, (a, b) in enumerate(zip(pieces.start.tolist(), pieces.end.tolist(), strict=True)):
        if start <= a and b <= start + len(words):
            output.heads["mentions"][i, kind + (a > start or inside_only)] = 9


def test_mentions_have_their_words_head_type_and_form() -> None:
    pieces, output = scored(TEXT)
    for words, entity in (("Anna Berg", "person"), ("the mayor", "person"), ("Ostrel", "place"), ("she", "person"),
                          ("NATO", "organisation"), ("Monday", "time")):  # fmt: skip
        mark(TEXT, pieces, output, words, entity)
    found = learned_mentions(TEXT, pieces, output, [(0, len(pieces.ids))])
    assert [(TEXT[m.start : m.end], TEXT[m.head : m.end], m.entity, m.form) for m in found] == [
        ("Anna Berg", "Berg", "person", "name"),
        ("the mayor", "mayor", "person", "nominal"),
        ("Ostrel", "Ostrel", "place", "name"),
        ("she", "she", "person", "pronoun"),
        ("NATO", "NATO", "organisation", "name"),
        ("Monday", "Monday", "time", "name"),
    ]
    assert all(m.antecedents == () for m in found)


def test_a_mention_takes_whole_words_and_ends_with_its_passage() -> None:
    pieces, output = scored(TEXT)
    mark(TEXT, pieces, output, "Ostrel that", "place", inside_only=True)
    first = int(np.flatnonzero(output.heads["mentions"].argmax(1))[0])
    (found,) = learned_mentions(TEXT, pieces, output, [(0, first + 1), (first + 4, len(pieces.ids))])
    assert found.start == TEXT.index("Ostrel")


def mentions_at(words: list[str], text: str) -> list[Mention]:
    at, made = 0, []
    for word in words:
        at = text.index(word, at)
        made.append(Mention(start=at, end=at + len(word), head=at, entity="person", form="name"))
        at += len(word)
    return made


def test_antecedents_lie_before_the_mention_best_first_with_probabilities() -> None:
    text = "Anna met Ruth and Mara when she came"
    pieces, output = scored(text)
    given = mentions_at(["Anna", "Ruth", "Mara", "she"], text)
    rows = [int(np.flatnonzero(pieces.start == m.head)[0]) for m in given]
    head = output.heads["antecedent"]
    head[rows[3], :3] = 8
    for column, (row, score) in enumerate(zip(rows[:3], (2.0, 5.0, 3.5), strict=True)):
        head[row, POINTER_SIZE + column] = score
    made = with_antecedents(given, pieces, output, FLAT)
    assert [(m.start, m.form, m.entity) for m in made] == [(m.start, m.form, m.entity) for m in given]
    logits = np.array([2.0, 5.0, 3.5, 0.0])  # nothing: 0
    shares = np.exp(logits) / np.exp(logits).sum()
    assert [j for j, _ in made[3].antecedents] == [1, 2]
    assert [p for _, p in made[3].antecedents] == pytest.approx([shares[1], shares[2]], abs=1e-3)
    for i, m in enumerate(made):
        assert all(j < i and 0 < p <= 1 for j, p in m.antecedents)
        assert sum(p for _, p in m.antecedents) <= 1 + 1e-6


def test_what_refers_to_nothing_says_so() -> None:
    text = "Anna met Ruth"
    pieces, output = scored(text)
    output.none["antecedent"][0, POINTER_SIZE:] = 9
    output.heads["antecedent"][:, :POINTER_SIZE] = 9
    assert [m.antecedents for m in with_antecedents(mentions_at(["Anna", "Ruth"], text), pieces, output, FLAT)] == [
        (), (),
    ]  # fmt: skip
    assert with_antecedents([], pieces, output, FLAT) == ()


def test_blocks_leave_no_seam() -> None:
    text = "Anna met Ruth. " * 700
    pieces, output = scored(text)
    output.heads["antecedent"][:] = np.random.default_rng(2).standard_normal(output.heads["antecedent"].shape)
    given = mentions_at(["Anna", "Ruth"] * 700, text)
    whole = with_antecedents(given, pieces, output, FLAT)
    for low in (0, 250, 506, 700):  # what is asked of earlier mentions does not depend on where the list starts
        part = with_antecedents(given[low:], pieces, output, FLAT)
        for i in range(200, min(400, len(part))):
            moved = tuple((j + low, p) for j, p in part[i].antecedents)
            assert [j for j, _ in moved] == [j for j, _ in whole[low + i].antecedents]
            assert [p for _, p in moved] == pytest.approx([p for _, p in whole[low + i].antecedents], abs=2e-4)


def test_many_mentions_take_linear_time() -> None:
    def seconds(count: int) -> float:
        text = "Anna met Ruth. " * count
        pieces, output = scored(text)
        given = mentions_at(["Anna", "Ruth"] * count, text)
        start = time.process_time()
        with_antecedents(given, pieces, output, FLAT)
        return time.process_time() - start

    assert seconds(4000) < 3 * 8 * seconds(500) + 0.3
