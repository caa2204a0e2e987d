"""What the heads should say for each word piece of an example."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from firsthand.reading.features import BREAK, Pieces, pieces_of
from firsthand.reading.name_tables import words_of
from firsthand.reading.quotations import find_quotations
from firsthand.schema import Span
from training.corpora import MENTION_TYPES, Example

ROLES = ("source", "cue", "content")
TAGS = ("O", *(f"{edge}-{role}" for role in ROLES for edge in "BIES"))
MENTION_TAGS = ("O", *(f"{edge}-{entity}" for entity in MENTION_TYPES for edge in "BI"))
USES = ("literal", "associative")
_NEVER_MENTIONS = words_of(
    "of in on at by for from with to about into over after before between against during without under through as "
    "than upon toward towards within across among around despite until since per via and or but nor so yet if because "
    "while although though unless whether when where why how is are was were be been being am has have had having do "
    "does did will would can could may might shall should must not also only just even still very too quite rather "
    "however there ' \" ` , . ; : ! ? ( ) [ ] - – — … “ ” ‘ ’"
)
"""Words that no mention begins with or ends in. Silver annotations do not say what is no mention; without these a
network learns that in their kind of text everything is one."""
UNKNOWN = -100
NONE = -1


class Targets(NamedTuple):
    """Arrays over the pieces of an example; ``UNKNOWN`` where the data set is silent.

    ``cue_of``: for a content piece, the index of its cue's first piece. ``source_of``: for a cue's first piece, the
    index of its source's first piece, NONE when it has none. ``cluster``: at the first piece of a mention's last
    word, the entity's number, NONE for a singleton.  ``sentences``: first and last piece of each sentence.
    """

    name: str
    pieces: Pieces
    tags: npt.NDArray[np.int64]
    cue_of: npt.NDArray[np.int64]
    source_of: npt.NDArray[np.int64]
    mentions: npt.NDArray[np.int64]
    cluster: npt.NDArray[np.int64]
    places: npt.NDArray[np.int64]
    uses: npt.NDArray[np.int64]
    sentences: npt.NDArray[np.int64]
    breaks: npt.NDArray[np.int64]
    """Indices of the passage breaks."""


def targets_of(example: Example) -> Targets:
    """The targets of one example."""
    pieces = pieces_of(example.text, example.paragraphs, find_quotations(example.text, example.paragraphs))
    n = len(pieces.ids)
    tags = np.full(n, UNKNOWN, np.int64)
    cue_of = np.full(n, UNKNOWN, np.int64)
    source_of = np.full(n, UNKNOWN, np.int64)
    if example.attributions is not None:
        tags[:] = 0
        for gold in example.attributions:
            placed = [[_inside(pieces, span) for span in spans] for spans in gold]
            for role, runs in enumerate(placed):
                for first, last in runs:
                    if first <= last:
                        _bioes(tags, first, last, 1 + 4 * role)
            sources, cues, contents = ([r for r in runs if r[0] <= r[1]] for runs in placed)
            if cues:
                for first, last in contents:
                    cue_of[first : last + 1] = cues[0][0]
                source_of[cues[0][0]] = sources[0][0] if sources else NONE
    mentions = np.full(n, 0 if example.mentions_complete else UNKNOWN, np.int64)
    cluster = np.full(n, UNKNOWN, np.int64)
    taken = np.zeros(n, np.bool_)
    for m in sorted(example.mentions, key=lambda m: m.start - m.end):
        first, last = _inside(pieces, Span(m.start, m.end))
        if first > last or taken[first : last + 1].any():
            continue
        taken[first : last + 1] = True
        if m.entity is not None:
            kind = 1 + 2 * MENTION_TYPES.index(m.entity)
            mentions[first] = kind
            mentions[first + 1 : last + 1] = kind + 1
        head = last
        while head > first and not pieces.first[head]:
            head -= 1
        cluster[head] = UNKNOWN if m.cluster is None else m.cluster
    if not example.mentions_complete:
        _mark_no_mentions(example, pieces, mentions, taken)
    places, uses = _places(example, pieces)
    sentences = [_inside(pieces, s) for s in example.sentences]
    return Targets(
        example.name, pieces, tags, cue_of, source_of, mentions, cluster, places, uses,
        np.array([s for s in sentences if s[0] <= s[1]], np.int64).reshape(-1, 2),
        np.flatnonzero(pieces.ids == BREAK),
    )  # fmt: skip


def _places(example: Example, pieces: Pieces) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """The places' tags (outside, first piece, further pieces) and, at first pieces, their use."""
    places = np.full(len(pieces.ids), UNKNOWN if example.toponyms is None else 0, np.int64)
    uses = np.full(len(pieces.ids), UNKNOWN, np.int64)
    for t in sorted(example.toponyms or (), key=lambda t: t.known):
        first, last = _inside(pieces, Span(t.start, t.end))
        if first > last:
            continue
        if not t.known:
            places[first : last + 1] = UNKNOWN
            continue
        places[first], places[first + 1 : last + 1] = 1, 2
        if t.use is not None:
            uses[first] = USES.index(t.use)
    return places, uses


def _mark_no_mentions(
    example: Example, pieces: Pieces, mentions: npt.NDArray[np.int64], taken: npt.NDArray[np.bool_]
) -> None:
    """Sets what is surely no mention: marks, function words, and the verbs that are cues of one word."""
    cues = {g.cue[0].start for g in example.attributions or () if len(g.cue) == 1}
    after = np.append(pieces.first[1:], True)
    for i in np.flatnonzero(~taken):
        start, end = int(pieces.start[i]), int(pieces.end[i])
        whole = pieces.first[i] and after[i]
        verb = start in cues and any(g.cue[0] == Span(start, end) for g in example.attributions or () if g.cue)
        if (whole and example.text[start:end].lower() in _NEVER_MENTIONS) or verb or start == end:
            mentions[i] = 0


def _inside(pieces: Pieces, span: Span) -> tuple[int, int]:
    """First and last piece that lie in the span; first > last when there is none."""
    first = int(np.searchsorted(pieces.start, span.start, "left"))
    while first < len(pieces.ids) and pieces.start[first] == pieces.end[first]:
        first += 1
    return first, int(np.searchsorted(pieces.start, span.end, "left")) - 1


def _bioes(tags: npt.NDArray[np.int64], first: int, last: int, base: int) -> None:
    if first == last:
        tags[first] = base + 3
    else:
        tags[first] = base
        tags[first + 1 : last] = base + 1
        tags[last] = base + 2


def windows_of(breaks: Sequence[int], length: int, limit: int) -> list[tuple[int, int]]:
    """Cuts ``length`` pieces into windows of at most ``limit``, at passage breaks where there is one in its second
    half."""
    found, start = [], 0
    while start < length:
        end = min(length, start + limit)
        if end < length:
            inside = [int(b) for b in breaks if start + limit // 2 < b < end]
            end = inside[-1] if inside else end
        found.append((start, end))
        start = end + 1 if end < length and end in breaks else end
    return found
