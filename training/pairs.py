"""What there is to learn from in invented stories about whether two propositions are one claim, or clash."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, combinations_with_replacement
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bench import linking
from bench.corpus import reports_in
from bench.findings import anchors_of
from firsthand.linking.derivations import choose_parents
from firsthand.linking.dossiers import make_dossier
from firsthand.linking.identity_appearances import appearances_of
from firsthand.linking.likeness import features
from firsthand.linking.parts import Dossier, Floats
from firsthand.linking.people import people_among
from firsthand.linking.profiles import profiles_of
from firsthand.linking.reuse import find_reuse
from firsthand.linking.scenes import Scene
from firsthand.outlets import publisher_of
from firsthand.reading.reader import Reader
from firsthand.schema import Derivation

MOST, SOME = 0.5, 0.25
"""A proposition belongs to the claim of an anchor of which it covers most, or of which it covers some and that covers
most of it."""


class Story(NamedTuple):
    """A story made ready. ``claims``: of each report's propositions, the gold claim each belongs to; ``made``: the
    features of each two reports' propositions, by the reports' places."""

    told: linking.Story
    scene: Scene
    derivations: tuple[Derivation, ...]
    claims: tuple[tuple[str | None, ...], ...]
    made: Mapping[tuple[int, int], Floats]


class Pairs(NamedTuple):
    """Pairs of propositions, (R, features), and of each whether it is what is asked for, (R)."""

    rows: Floats
    right: NDArray[np.bool_]


def story_of(told: linking.Story, reader: Reader) -> Story:
    """Reads the story's reports and compares them."""
    dossiers = [make_dossier(report, reader) for report in reports_in(told.folder / "reports.jsonl")]
    scene, derivations = _scene_of(dossiers)
    profiles = list(scene.profiles.values())
    pairs = combinations_with_replacement(range(len(profiles)), 2)
    made = {(i, j): features(profiles[i], profiles[j]) for i, j in pairs}
    return Story(told, scene, derivations, labels_of(told, dossiers), made)


def _scene_of(dossiers: Sequence[Dossier]) -> tuple[Scene, tuple[Derivation, ...]]:
    by_id = {d.id: d for d in dossiers}
    derivations = choose_parents([r for a, b in combinations(dossiers, 2) for r in find_reuse(a, b)], by_id)
    publishers = {d.id: publisher_of(d.reading.report.outlet, d.reading.report.url) for d in dossiers}
    names = {key: publisher.name if publisher else None for key, publisher in publishers.items()}
    people = people_among([a for d in dossiers for a in appearances_of(d.reading, names[d.id])], derivations)
    parents = {d.id: tuple(one for one in derivations if one.report == d.id) for d in dossiers}
    profiles = {d.id: profiles_of(d) for d in dossiers}
    return Scene(by_id, profiles, publishers, {k: v for k, v in parents.items() if v}, people), derivations


def labels_of(told: linking.Story, dossiers: Sequence[Dossier]) -> tuple[tuple[str | None, ...], ...]:
    """The gold claim of each report's propositions: that of the anchor of which it covers the most, if it does so
    well enough."""
    anchors = anchors_of(told.gold, told.texts)
    made = []
    for dossier in dossiers:
        own = [anchor for anchor in anchors if anchor.report == dossier.id]
        labels: list[str | None] = []
        for proposition in dossier.propositions:
            best, most = None, 0.0
            length = sum(span.end - span.start for span in proposition.spans)
            for anchor in own:
                start, end = anchor.span.start, anchor.span.end
                shared = sum(max(0, min(end, s.end) - max(start, s.start)) for s in proposition.spans)
                covered = shared / (end - start)
                if covered > most and (covered >= MOST or (covered >= SOME and shared / length >= MOST)):
                    best, most = anchor.claim, covered
            labels.append(best)
        made.append(tuple(labels))
    return tuple(made)


def pairs_of(which: str, stories: Sequence[Story]) -> Pairs:
    """What there is to learn from: pairs of which at least one belongs to a claim of the gold standard, since of two
    others nobody has said what they are to each other. ``which``: pairs of one claim are sought, or of two in conflict.
    """
    rows, right = [], []
    for story in stories:
        conflicts = {frozenset(pair) for pair in story.told.gold["conflicts"]}
        for (i, j), a, b in _labelled(story):
            one, other = story.claims[i][a], story.claims[j][b]
            if one is None and other is None:
                continue
            if which == "conflicts":
                right.append(frozenset((one, other)) in conflicts)
            elif (one is None or other is None) and _text(story, i, a) == _text(story, j, b):
                continue  # identical words are one claim by rule
            else:
                right.append(one == other)
            rows.append(story.made[i, j][a, b])
    return Pairs(np.array(rows, np.float32), np.array(right))


def _labelled(story: Story) -> Iterator[tuple[tuple[int, int], int, int]]:
    for (i, j), made in story.made.items():
        for a in range(made.shape[0]):
            for b in range(a + 1 if i == j else 0, made.shape[1]):
                yield (i, j), a, b


def _text(story: Story, report: int, proposition: int) -> str:
    return list(story.scene.profiles.values())[report].items[proposition].text
