"""Mentions as the network finds them, and what each may refer back to.

Coreference is scored between head words (Dobrovolskii 2021): each mention's head word asks which earlier head word it
refers to, or none.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
import numpy as np

from firsthand.reading.encoder import Output
from firsthand.reading.features import Pieces
from firsthand.reading.name_tables import words_of
from firsthand.reading.parts import EntityType, Mention, MentionForm
from firsthand.reading.pointers import Floats, none_scores, pointer_scores

MENTION_TYPES: tuple[EntityType, ...] = ("person", "organisation", "place", "time", "event", "object", "abstract")
"""The order of the mention head's columns: O, then B and I of each type."""

_NEAREST = 150
"""Candidates looked at for each mention; farther ones are reached by name, not by the network."""
_BLOCK, _MOST, _LEAST = 256, 5, 0.05
_ANYBODY = words_of("one whoever anyone anybody everyone everybody someone somebody nobody none")
"""They refer to nobody in the text."""
_PRONOUNS = words_of(
    "i me my mine we us our ours you your yours he him his she her hers it its they them their theirs himself herself "
    "itself themselves who whom whose this that these those"
)


def learned_mentions(
    text: str, pieces: Pieces, output: Output, passages: Sequence[tuple[int, int]]
) -> tuple[Mention, ...]:
    """The mentions that the mention head marks, in order, without antecedents."""
    tags = output.heads["mentions"].argmax(1)
    found: list[Mention] = []
    for first, last in passages:
        i = first
        while i < last:
            if not tags[i]:
                i += 1
                continue
            entity = MENTION_TYPES[(int(tags[i]) - 1) // 2]
            end = i + 1
            inside = 2 + 2 * MENTION_TYPES.index(entity)
            while end < last and (tags[end] == inside or not pieces.first[end]):
                end += 1
            mention = _mention(text, pieces, i, end - 1, entity)
            if text[mention.start : mention.end].lower() not in _ANYBODY:
                found.append(mention)
            i = end
    return tuple(found)


def with_antecedents(
    mentions: Sequence[Mention], pieces: Pieces, output: Output, tables: dict[str, Floats]
) -> tuple[Mention, ...]:
    """The same mentions, each with the earlier ones that the network thinks it may refer to."""
    if not mentions:
        return ()
    rows = np.minimum(
        np.searchsorted(pieces.start, np.array([m.head for m in mentions]), "right") - 1, len(pieces.start) - 1
    )
    rows = np.maximum(rows, 0)
    head, table = output.heads["antecedent"], tables["antecedent"]
    nothing = none_scores(head[rows], output.none["antecedent"][output.window[rows]], table, output.place[rows])
    made: list[Mention] = []
    for low in range(0, len(mentions), _BLOCK):
        high, first = min(low + _BLOCK, len(mentions)), max(0, low - _NEAREST)
        scores = pointer_scores(head, table, rows[low:high], rows[first:high])
        own = np.arange(low, high)[:, None]
        candidate = np.arange(first, high)[None, :]
        scores = np.where((candidate < own) & (candidate >= own - _NEAREST), scores, -np.inf)
        weights = np.exp(
            np.column_stack([scores, nothing[low:high]]) - np.maximum(scores.max(1), nothing[low:high])[:, None]
        )
        shares = (weights / weights.sum(1, keepdims=True))[:, :-1]
        best = np.argsort(-shares, axis=1, kind="stable")[:, :_MOST]
        for i in range(low, high):
            ranked = [(first + j, round(float(shares[i - low, j]), 4)) for j in best[i - low].tolist()]
            links = tuple((j, p) for j, p in ranked if p >= _LEAST)
            made.append(msgspec.structs.replace(mentions[i], antecedents=links))
    return tuple(made)


def _mention(text: str, pieces: Pieces, first: int, last: int, entity: EntityType) -> Mention:
    start, end = int(pieces.start[first]), int(pieces.end[last])
    head = last
    while head > first and not pieces.first[head]:
        head -= 1
    words = text[start:end]
    form: MentionForm = "nominal"
    if words.lower() in _PRONOUNS:
        form = "pronoun"
    elif text[int(pieces.start[head]) : end][:1].isupper():
        form = "name"
    return Mention(start=start, end=end, head=int(pieces.start[head]), entity=entity, form=form)
