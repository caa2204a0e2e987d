"""Scores of each head by itself, as printed in the model card."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np

from firsthand.reading.pointers import HEAD_SIZES, Floats, pointer_scores
from training.targets import MENTION_TAGS, NONE, ROLES, TAGS, UNKNOWN
from training.train import Example, batches

Run = Callable[[np.ndarray, np.ndarray], Floats]
"""(ids, types) of a window without [CLS] and [SEP] to the network's output with them: (n + 2, columns)."""


def measure(run: Run, tables: dict[str, Floats], examples: Iterable[Example]) -> dict[str, float]:
    """Percentages over all windows of the examples, each window by itself.

    ``source``, ``cue``, ``content``, ``mentions`` and ``places`` are F1 over word pieces (of a type, for mentions);
    ``uses`` the share of gold places whose use is right; ``cue_of`` and ``source_of`` the share of right links given
    the gold spans; ``antecedent`` the share of gold mentions whose best
    answer is right (an earlier mention of the same, or none); ``vector`` the mean cosine with the original model's.
    """
    count = dict.fromkeys((*ROLES, "mentions", "places"), (0, 0, 0))
    right = dict.fromkeys(("uses", "cue_of", "source_of", "antecedent"), (0, 0))
    cosines: list[float] = []
    cuts = np.cumsum(list(HEAD_SIZES.values()))[:-1]
    for (t, vectors), a, b in batches(list(examples)):
        output = run(t.pieces.ids[a:b], t.pieces.types[a:b])
        heads = dict(zip(HEAD_SIZES, np.split(output, cuts, axis=1), strict=True))
        guess, gold = heads["tags"][1:-1].argmax(1), t.tags[a:b]
        for role in ROLES:
            tags = [i for i, tag in enumerate(TAGS) if tag.endswith(role)]
            known = gold != UNKNOWN
            count[role] = _add(count[role], np.isin(guess, tags) & known, np.isin(gold, tags))
        guess, gold = heads["mentions"][1:-1].argmax(1), t.mentions[a:b]
        silver = (t.tags[a:b] != UNKNOWN).any()  # attributions are annotated where mentions and places are not
        if not silver:
            place, known = t.places[a:b], t.places[a:b] != UNKNOWN
            count["places"] = _add(count["places"], (heads["places"][1:-1].argmax(1) > 0) & known, place > 0)
            use, told = t.uses[a:b], t.uses[a:b] != UNKNOWN
            hits = int((heads["uses"][1:-1].argmax(1) == use)[told].sum())
            right["uses"] = tuple(np.add(right["uses"], (hits, int(told.sum()))))
            for entity in range(1, len(MENTION_TAGS), 2):
                hit = np.isin(guess, (entity, entity + 1)) & (gold != UNKNOWN), np.isin(gold, (entity, entity + 1))
                count["mentions"] = _add(count["mentions"], *hit)
        for name, target in (("cue_of", t.cue_of), ("source_of", t.source_of)):
            right[name] = tuple(np.add(right[name], _links(heads[name], tables[name], target[a:b], a, b)))
        if not silver:
            found = _antecedents(heads["antecedent"], tables["antecedent"], t.cluster[a:b])
            right["antecedent"] = tuple(np.add(right["antecedent"], found))
        for s in np.flatnonzero((t.sentences[:, 0] >= a) & (t.sentences[:, 1] < b)):
            first, last = t.sentences[s] - a + 1
            mine, theirs = heads["vector"][first : last + 1].sum(0), vectors[s].astype(np.float32)
            cosines.append(float(mine @ theirs / (np.linalg.norm(mine) * np.linalg.norm(theirs) + 1e-9)))
    scores = {k: 200 * tp / (p + g) for k, (tp, p, g) in count.items() if p + g}
    scores |= {k: 100 * hit / of for k, (hit, of) in right.items() if of}
    scores["vector"] = 100 * float(np.mean(cosines))
    return {k: round(v, 1) for k, v in scores.items()}


def _add(sums: tuple[int, int, int], guess: np.ndarray, gold: np.ndarray) -> tuple[int, int, int]:
    return sums[0] + int((guess & gold).sum()), sums[1] + int(guess.sum()), sums[2] + int(gold.sum())


def _links(head: Floats, table: Floats, target: np.ndarray, a: int, b: int) -> tuple[int, int]:
    rows = np.flatnonzero((target != UNKNOWN) & ((target == NONE) | ((target >= a) & (target < b))))
    if not len(rows):
        return 0, 0
    columns = np.unique(np.append(target[rows][target[rows] >= 0] - a + 1, 0))
    scores = pointer_scores(head, table, rows + 1, columns)
    gold = np.where(target[rows] == NONE, 0, target[rows] - a + 1)
    return int((columns[scores.argmax(1)] == gold).sum()), len(rows)


def _antecedents(head: Floats, table: Floats, cluster: np.ndarray) -> tuple[int, int]:
    heads = np.flatnonzero(cluster != UNKNOWN)
    hit = 0
    for i, row in enumerate(heads):
        columns = np.append(0, heads[:i] + 1)
        best = int(pointer_scores(head, table, np.array([row + 1]), columns)[0].argmax())
        same = (cluster[heads[:i]] == cluster[row]) & (cluster[row] >= 0)
        hit += bool(same[best - 1]) if best else not same.any()
    return hit, len(heads)
