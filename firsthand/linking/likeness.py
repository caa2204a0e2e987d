"""How likely two propositions of two reports are the same claim: asserted by both, or denied by one.

Cheap comparisons of wording, meaning, figures, times, places and speakers, weighed by decision trees that were trained
on invented stories (``training/likeness.py``). It is a function of the two reports alone, so that what an archive finds
does not depend on the order in which it was filled.
"""

from __future__ import annotations

from itertools import product
from typing import NamedTuple

import numpy as np

from firsthand.linking.measures import agree, comparable
from firsthand.linking.parts import Floats
from firsthand.linking.profiles import Profile, Profiles
from firsthand.linking.trees import Trees, load_trees, probability
from firsthand.linking.words import similarities, weight_of

APART = -1.0
"""The likeness of propositions whose figures differ: however alike their words, they are not one claim."""
_AKIN = 0.45
"""Cosine of two words' vectors from which one may stand for the other."""
FEATURES = (
    "cosine", "sentence_cosine", "cover_a", "cover_b", "cover_min", "exact_a", "exact_b", "exact_min", "best_a",
    "best_b", "gap_a", "gap_b", "run", "figures_agree", "figures_differ", "figures_loose", "figures_one", "times_agree",
    "times_differ", "clocks_agree", "clocks_differ", "places_agree", "places_differ", "names_shared", "names_a",
    "speaker_same", "speaker_other", "speaker_unknown", "polarity_differs", "both_negative", "own_voice", "own_both",
    "short", "length_ratio", "same_report", "topic", "rare_shared", "retracts", "cosine_x_cover", "figure_share",
    "before", "after", "place_gap", "missed_a", "missed_b", "speaker_best", "sentence_best",
    "same_statement", "same_sentence", "norm_differs", "future_differs", "kinds_differ", "time_one", "clock_one",
    "both_direct", "named_one",
)  # fmt: skip


def features(a: Profiles, b: Profiles) -> Floats:
    """(propositions of a, propositions of b, features). Swapping a and b transposes it and swaps the paired ones."""
    cosine = a.vectors @ b.vectors.T
    sentence = a.sentence_vectors @ b.sentence_vectors.T
    cover_a, cover_b, exact_a, exact_b, missed_a, missed_b = _cover(a, b)
    made = np.zeros((len(a.items), len(b.items), len(FEATURES)), np.float32)
    if not made.size:
        return made
    topic = float((sentence.max(1).mean() + sentence.max(0).mean()) / 2)
    blend = cosine + np.minimum(cover_a, cover_b)
    gap_a, gap_b = _gaps(blend), _gaps(blend.T).T
    best_a, best_b = blend.max(1, keepdims=True) - blend, blend.max(0, keepdims=True) - blend
    dense = {
        "cosine": cosine, "sentence_cosine": sentence, "cover_a": np.maximum(cover_a, cover_b),
        "cover_b": (cover_a + cover_b) / 2, "cover_min": np.minimum(cover_a, cover_b),
        "exact_a": np.maximum(exact_a, exact_b), "exact_b": (exact_a + exact_b) / 2,
        "exact_min": np.minimum(exact_a, exact_b), "best_a": np.minimum(best_a, best_b),
        "best_b": np.maximum(best_a, best_b), "gap_a": np.minimum(gap_a, gap_b), "gap_b": np.maximum(gap_a, gap_b),
        "topic": np.float32(topic), "cosine_x_cover": cosine * np.minimum(cover_a, cover_b),
        "same_report": np.float32(a.id == b.id), "before": _beside(a, b, blend, -1), "after": _beside(a, b, blend, 1),
        "place_gap": np.abs(_places(a)[:, None] - _places(b)[None, :]),
        "missed_a": np.minimum(missed_a, missed_b), "missed_b": np.maximum(missed_a, missed_b),
        "speaker_best": _speaker_gaps(a, b, blend),
        "sentence_best": _behind(sentence), "same_sentence": (sentence > 0.999) & (a.id == b.id),
    }  # fmt: skip
    for name, values in dense.items():
        made[:, :, _AT[name]] = values
    sparse = [_AT[name] for name in _PAIRWISE]
    words_a = [frozenset(a.vocabulary[w] for w in p.words) for p in a.items]
    words_b = [frozenset(b.vocabulary[w] for w in q.words) for q in b.items]
    one_report = a.id == b.id
    for (i, p), (j, q) in product(enumerate(a.items), enumerate(b.items)):
        made[i, j, sparse] = _compared(p, q, words_a[i] & words_b[j], one_report)
    return made


_AT = {name: i for i, name in enumerate(FEATURES)}
_PAIRWISE = (
    "run", "figures_agree", "figures_differ", "figures_loose", "figures_one", "times_agree", "times_differ",
    "clocks_agree", "clocks_differ", "places_agree", "places_differ", "names_shared", "names_a", "speaker_same",
    "speaker_other", "speaker_unknown", "polarity_differs", "both_negative", "own_voice", "own_both", "short",
    "length_ratio", "rare_shared", "retracts", "figure_share", "same_statement", "norm_differs", "future_differs",
    "kinds_differ", "time_one", "clock_one", "both_direct", "named_one",
)  # fmt: skip


def _cover(a: Profiles, b: Profiles) -> tuple[Floats, Floats, Floats, Floats, Floats, Floats]:
    """How much of each proposition's words the other's cover, by meaning and to the letter, and what share of them
    has no counterpart at all, each (P, Q), 0 to 1."""
    near = similarities(a.vocabulary, b.vocabulary)
    exact = (near >= 1).astype(np.float32)
    akin = (near >= _AKIN).astype(np.float32)
    rows_a, rows_b = _memberships(a), _memberships(b)
    return (
        _covered(near, rows_a, b), _covered(near.T, rows_b, a).T, _covered(exact, rows_a, b),
        _covered(exact.T, rows_b, a).T, 1 - _covered(akin, rows_a, b), 1 - _covered(akin.T, rows_b, a).T,
    )  # fmt: skip


def _memberships(profiles: Profiles) -> Floats:
    """(P, V): each proposition's words by weight, rows summing to 1."""
    made = np.zeros((len(profiles.items), len(profiles.vocabulary)), np.float32)
    for i, item in enumerate(profiles.items):
        made[i, list(item.words)] = profiles.weights[list(item.words)]
    return made / np.maximum(made.sum(1, keepdims=True), 1e-6)


def _covered(near: Floats, weights: Floats, other: Profiles) -> Floats:
    best = [near[:, list(item.words)].max(1) if item.words else np.zeros(len(near), np.float32) for item in other.items]
    return weights @ np.array(best, np.float32).reshape(len(other.items), len(near)).T


def _beside(a: Profiles, b: Profiles, blend: Floats, step: int) -> Floats:
    """How alike the propositions are that stand before (-1) or after (1) two: those that tell one thing stand in like
    surroundings."""
    order_a = np.argsort([p.spans[0].start for p in a.items], kind="stable")
    order_b = np.argsort([q.spans[0].start for q in b.items], kind="stable")
    sorted_ = blend[np.ix_(order_a, order_b)]
    moved = np.zeros_like(sorted_)
    if step < 0:
        moved[1:, 1:] = sorted_[:-1, :-1]
    else:
        moved[:-1, :-1] = sorted_[1:, 1:]
    made = np.zeros_like(blend)
    made[np.ix_(order_a, order_b)] = moved
    return made


def _places(profiles: Profiles) -> Floats:
    """Where in the report each proposition stands, 0 to 1."""
    starts = np.array([p.spans[0].start for p in profiles.items], np.float32)
    return starts / max(float(starts.max()), 1.0)


def _speaker_gaps(a: Profiles, b: Profiles, blend: Floats) -> Floats:
    """How far two of one speaker's propositions are from the best match among that speaker's; 1 for other speakers."""
    same = np.array([[_speakers(p, q)[0] for q in b.items] for p in a.items])
    own = np.where(same, blend, -1)
    best = np.minimum(own.max(1, keepdims=True), own.max(0, keepdims=True))
    return np.where(same, best - blend, 1).astype(np.float32)


def _behind(near: Floats) -> Floats:
    """How far each value is from the best of its row or of its column, whichever is nearer."""
    return np.minimum(near.max(1, keepdims=True) - near, near.max(0, keepdims=True) - near)


def _gaps(blend: Floats) -> Floats:
    """Each value less the best other one of its row: above zero where it is the row's best."""
    if blend.shape[1] < 2:
        return np.full(blend.shape, 0.5, np.float32)
    order = np.sort(blend, axis=1)
    best, second = order[:, -1:], order[:, -2:-1]
    return np.where(blend >= best, blend - second, blend - best)


def _compared(p: Profile, q: Profile, shared: frozenset[str], one_report: bool) -> tuple[float, ...]:
    figures = [(agree(x, y), comparable(x, y)) for x in p.measures for y in q.measures]
    agreeing = sum(same and alike for same, alike in figures)
    loose = sum(same and not alike for same, alike in figures)
    differing = sum(alike and not same for same, alike in figures)
    pairs = [(x.start, y.start) for x in p.measures for y in q.measures if comparable(x, y) and agree(x, y)]
    matched = min(len({x for x, _ in pairs}), len({y for _, y in pairs}))
    shared_names = p.names & q.names
    same, other = _speakers(p, q)
    lengths = sorted((len(p.words), len(q.words)))
    rare = sum(weight_of(word) for word in sorted(shared))
    return (
        _run(p.text, q.text) if len(shared) > 1 else 0.0,
        float(agreeing > 0), float(differing > 0 and not agreeing), float(loose > 0 and not agreeing),
        float(bool(p.measures) != bool(q.measures)), float(bool(p.times & q.times)),
        float(bool(p.times and q.times and not _nested(p.times, q.times))), float(bool(p.clocks & q.clocks)),
        float(bool(p.clocks and q.clocks and not p.clocks & q.clocks)), float(bool(p.places & q.places)),
        float(bool(p.places and q.places and not p.places & q.places)), min(len(shared_names), 4) / 4,
        float(bool(p.names and q.names and not shared_names)), float(same), float(other),
        float(not same and not other), float(p.negative != q.negative), float(p.negative and q.negative),
        float((p.statement is None) != (q.statement is None)), float(p.statement is None and q.statement is None),
        1 / (1 + lengths[0]), lengths[0] / max(lengths[1], 1), min(rare, 12) / 12, float(p.retracts or q.retracts),
        matched / max(len(p.measures), len(q.measures), 1),
        float(one_report and p.statement is not None and p.statement is q.statement),
        float(p.norm != q.norm),
        float(p.future != q.future),
        float(bool(p.measures and q.measures and not {m.kind for m in p.measures} & {m.kind for m in q.measures})),
        float(bool(p.times) != bool(q.times)), float(bool(p.clocks) != bool(q.clocks)),
        float(_is_direct(p) and _is_direct(q)), float(bool(p.names) != bool(q.names)),
    )  # fmt: skip


def _is_direct(p: Profile) -> bool:
    return p.statement is not None and p.statement.mode == "direct"


def _speakers(p: Profile, q: Profile) -> tuple[bool, bool]:
    if not p.speaker or not q.speaker:
        return False, False
    same = p.speaker <= q.speaker or q.speaker <= p.speaker
    return same, not same and not p.speaker & q.speaker


def _nested(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether some time of one set lies within one of the other: "2023-11" holds "2023-11-08"."""
    return any(x.startswith(y) or y.startswith(x) for x in a for y in b)


def _run(a: str, b: str) -> float:
    """The longest run of words in common, as a share of the shorter text's words."""
    x, y = a.lower().split(), b.lower().split()
    best, before = 0, [0] * (len(y) + 1)
    for word in x:
        now = [0] * (len(y) + 1)
        for j, other in enumerate(y):
            if word == other:
                now[j + 1] = before[j] + 1
                best = max(best, now[j + 1])
        before = now
    return best / max(min(len(x), len(y)), 1)


class Compared(NamedTuple):
    """Two reports' propositions compared: both (propositions of a, of b)."""

    same: Floats
    """The probability that two make one claim: both assert it, or one denies it; ``APART`` where they cannot."""
    clash: Floats
    """The probability that they belong to two claims that cannot both hold."""


def compare(a: Profiles, b: Profiles) -> Compared:
    """Compares each two propositions of two reports. ``compare(b, a)`` gives the transposes."""
    return judge(a, b, features(a, b), load_trees("likeness", FEATURES), load_trees("conflicts", FEATURES))


def judge(a: Profiles, b: Profiles, made: Floats, likeness: Trees, conflicts: Trees) -> Compared:
    """As ``compare``, by these trees; ``made`` are the ``features`` of the two."""
    rows, shape = made.reshape(-1, len(FEATURES)), made.shape[:2]
    same = probability(likeness, rows).reshape(shape)
    clash = probability(conflicts, rows).reshape(shape)
    same[made[:, :, _AT["figures_differ"]] > 0] = APART
    words_a, words_b = [_letters(p.text) for p in a.items], [_letters(q.text) for q in b.items]
    for i, j in product(range(shape[0]), range(shape[1])):
        if words_a[i] == words_b[j]:
            same[i, j], clash[i, j] = 1.0, 0.0
    return Compared(same, clash)


def _letters(text: str) -> str:
    return " ".join(text.lower().split()).strip(" .,;:!?\"'“”‘’")
