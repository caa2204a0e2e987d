"""From the network's output to attributions: which content belongs to which cue, and which source.

Every attribution has one cue. Each run of content points to its cue, each cue points to its source or to none; both may
share a source, and content in several pieces shares a cue.
"""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

import numpy as np

from firsthand.reading.encoder import Output
from firsthand.reading.features import BREAK, Pieces
from firsthand.reading.parts import Attribution
from firsthand.reading.pointers import Floats, none_scores, pointer_scores
from firsthand.reading.tagging import TAG_COUNT, TaggedSpan, log_softmax, tagged_spans
from firsthand.schema import Span

_SOURCE, _CUE, _CONTENT = range(3)
_COLON = 1024
"""The word piece ":" in BERT's vocabulary: a passage that ends with one introduces the next."""


class Weighing(NamedTuple):
    """What tuning on held-out articles sets: how readily a piece is taken to be outside any span (subtracted from the
    score of the tag O), and how much a content's pointer prefers a cue that the tags have marked, in nats."""

    outside: float
    marked: float


def find_attributions(
    pieces: Pieces, output: Output, distance: dict[str, Floats], weighing: Weighing
) -> tuple[Attribution, ...]:
    """The attributions of one text, in order of their first content. Content for which no cue is found is left out."""
    passages = passages_of(pieces)
    tags = output.heads["tags"] - np.array([weighing.outside] + [0.0] * (TAG_COUNT - 1), np.float32)
    spans = tagged_spans(tags, passages)
    passage_of = np.zeros(len(pieces.ids), np.int64)
    for number, (a, b) in enumerate(passages):
        passage_of[a:b] = number
    cues = {s.first: s for s in spans if s.role == _CUE}
    sources = [s for s in spans if s.role == _SOURCE]
    members: dict[int, list[tuple[TaggedSpan, float]]] = {}
    for content in (s for s in spans if s.role == _CONTENT):
        home = int(passage_of[content.first])
        if home and not _any_in(cues, passages[home]) and pieces.ids[passages[home - 1][1] - 1] == _COLON:
            home -= 1
        first, score = _cue_of(content, passages[home], cues, output, distance["cue_of"], weighing.marked)
        if first in cues or _is_free(first, spans):
            cues.setdefault(first, _cue_at(first, tags, passages[home]))
            members.setdefault(first, []).append((content, score))
    made = []
    for first, owned in members.items():
        cue = cues[first]
        source, source_score = _source_of(cue, sources, passage_of, output, distance)
        score = (cue.score + np.mean([c.score for c, _ in owned]) + np.mean([s for _, s in owned]) + source_score) / 4
        made.append(
            Attribution(
                source=(_span(pieces, source),) if source else (),
                cue=(_span(pieces, cue),),
                content=tuple(_span(pieces, c) for c, _ in owned),
                score=float(np.exp(score)),
            )
        )
    made.sort(key=lambda a: a.content[0].start)
    return tuple(made)


def _any_in(cues: dict[int, TaggedSpan], passage: tuple[int, int]) -> bool:
    return any(passage[0] <= first < passage[1] for first in cues)


def _cue_of(
    content: TaggedSpan,
    passage: tuple[int, int],
    cues: dict[int, TaggedSpan],
    output: Output,
    table: Floats,
    bonus: float,
) -> tuple[int, float]:
    """The first piece of the content's cue, marked by the tags or not, and its log-probability."""
    rows, columns = np.arange(content.first, content.last + 1), np.arange(*passage)
    logs = log_softmax(pointer_scores(output.heads["cue_of"], table, rows, columns)).mean(0)
    marked = np.array([c in cues for c in columns.tolist()])
    best = int((logs + np.float32(bonus) * marked).argmax())
    return int(columns[best]), float(logs[best])


def _is_free(piece: int, spans: list[TaggedSpan]) -> bool:
    return not any(s.first <= piece <= s.last for s in spans)


def _cue_at(first: int, tags: Floats, passage: tuple[int, int]) -> TaggedSpan:
    """A cue that only a pointer shows: it goes on as long as the tags find "cue" likelier than nothing."""
    logs = log_softmax(tags[first : passage[1]])
    cue = np.logaddexp.reduce(logs[:, 1 + 4 * _CUE : 5 + 4 * _CUE], axis=1)
    last = 0
    while last + 1 < len(logs) and cue[last + 1] > logs[last + 1, 0]:
        last += 1
    return TaggedSpan(first, first + last, _CUE, float(cue[: last + 1].mean()))


def _source_of(
    cue: TaggedSpan, sources: list[TaggedSpan], passage_of: np.ndarray, output: Output, distance: dict[str, Floats]
) -> tuple[TaggedSpan | None, float]:
    near = [s for s in sources if passage_of[s.first] == passage_of[cue.first]]
    row = np.array([cue.first])
    head, table = output.heads["source_of"], distance["source_of"]
    nothing = none_scores(head[row], output.none["source_of"][output.window[row]], table, output.place[row])
    if not near:
        return None, 0.0
    columns = np.array([s.first for s in near])
    logs = log_softmax(np.append(pointer_scores(head, table, row, columns)[0], nothing))
    best = int(logs.argmax())
    return (near[best] if best < len(near) else None), float(logs[best])


def passages_of(pieces: Pieces) -> list[tuple[int, int]]:
    """First and last (excluded) piece of each passage."""
    breaks = np.flatnonzero(pieces.ids == BREAK).tolist()
    edges = [-1, *breaks, len(pieces.ids)]
    return [(a + 1, b) for a, b in pairwise(edges) if b > a + 1]


def _span(pieces: Pieces, span: TaggedSpan) -> Span:
    """The span's place in the text, widened to whole words."""
    first, last = span.first, span.last
    while first and not pieces.first[first]:
        first -= 1
    while last + 1 < len(pieces.ids) and not pieces.first[last + 1]:
        last += 1
    return Span(int(pieces.start[first]), int(pieces.end[last]))
