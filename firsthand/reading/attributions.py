"""From the network's output to attributions: which content belongs to which cue, and which source.

Every attribution has one cue. Each run of content points to its cue, each cue points to its source or to none; both may
share a source, and content in several pieces shares a cue.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from firsthand.reading.encoder import WINDOW, Output
from firsthand.reading.features import BREAK, Pieces
from firsthand.reading.parts import Attribution
from firsthand.reading.pointers import Floats, none_scores, pointer_scores
from firsthand.reading.tagging import TAG_COUNT, TaggedSpan, log_softmax, tagged_spans
from firsthand.schema import Span

_SOURCE, _CUE, _CONTENT = range(3)
_COLON = 1024
"""The word piece ":" in BERT's vocabulary: a passage that ends with one introduces the next."""
_DIGITS, _LETTERS = range(1014, 1024), 1037
"""Where digits and words stand in BERT's vocabulary: between and before them are marks."""
_STOPS, _MARKS = (1012, 999, 1029), (1000, 1005)
"""Where . ! ? and " ' stand there."""
_QUOTED = 3
"""A piece's type from here on: it stands inside a quotation; the rest of it tells how it is capitalised."""
_GAP_WORDS = 2
_REACH = WINDOW
"""Pieces before and after a span that it can point to: what the network was trained on, and what keeps a passage
without end readable in linear time."""


class Weighing(NamedTuple):
    """What tuning on held-out articles sets: how readily a piece is taken to be outside any span (subtracted from the
    score of the tag O), how much a content's pointer prefers a cue that the tags have marked, and the least sum of a
    content's two log-probabilities, of its tags and of its cue, with which it counts; all in nats."""

    outside: float
    marked: float
    least: float


def find_attributions(
    pieces: Pieces, output: Output, tables: dict[str, Floats], weighing: Weighing
) -> tuple[Attribution, ...]:
    """The attributions of one text, in order of their first content. Content for which no cue is found is left out."""
    passages = passages_of(pieces)
    tags = output.heads["tags"] - np.array([weighing.outside] + [0.0] * (TAG_COUNT - 1), np.float32)
    spans = tagged_spans(tags, passages, tables["tags"])
    passage_of = np.zeros(len(pieces.ids), np.int64)
    for number, (a, b) in enumerate(passages):
        passage_of[a:b] = number
    cues = {s.first: s for s in spans if s.role == _CUE}
    cued = {int(passage_of[first]) for first in cues}
    sources = [s for s in spans if s.role == _SOURCE]
    members: dict[int, list[tuple[TaggedSpan, float]]] = {}
    left = [part for s in spans if s.role == _CONTENT for part in _cut_before_quotations(pieces, s)]
    sourced: dict[int, tuple[TaggedSpan | None, float]] = {}
    for _ in range(2):
        owned = dict.fromkeys(members)
        for content in left:
            home = int(passage_of[content.first])
            if home and home not in cued and pieces.ids[passages[home - 1][1] - 1] == _COLON:
                home -= 1
            near = _within_reach(content, passages[home])
            first, score = _cue_of(content, near, cues, output, tables["cue_of"], weighing.marked, owned)
            if content.score + score >= weighing.least and (first in cues or _is_free(first, spans)):
                cues.setdefault(first, _cue_at(first, tags, near))
                cued.add(home)
                members.setdefault(first, []).append((content, score))
        left = []
        for first in members:
            if first in owned:
                continue
            source, source_score = sourced[first] = _source_of(cues[first], sources, passage_of, output, tables)
            kept = _coherent(pieces, members[first], [cues[first], source] if source else [cues[first]], spans)
            covered = {i for c, _ in kept for i in range(c.first, c.last + 1)}
            left += [c for c, _ in members[first] if c.first not in covered]
            members[first] = kept
    made = []
    for first, kept in members.items():
        cue, (source, source_score) = cues[first], sourced[first]
        score = (cue.score + np.mean([c.score for c, _ in kept]) + np.mean([s for _, s in kept]) + source_score) / 4
        made.append(
            Attribution(
                source=(_span(pieces, source),) if source else (),
                cue=(_span(pieces, cue),),
                content=tuple(_span(pieces, c) for c, _ in kept),
                score=float(np.exp(score)),
            )
        )
    made.sort(key=lambda a: a.content[0].start)
    return tuple(made)


def _cut_before_quotations(pieces: Pieces, content: TaggedSpan) -> list[TaggedSpan]:
    """The run of content, cut where a sentence has ended and a quotation of whole sentences opens.

    The tags often run on there (... that it began at 4 p.m. "We saw it," he said), but the two have cues of their own.
    """
    cuts = [content.first]
    for i in range(content.first + 1, content.last):
        opens = pieces.types[i] >= _QUOTED and pieces.types[i - 1] < _QUOTED
        mark = i - 1 if pieces.ids[i - 1] in _MARKS else i
        word = i + 1 if pieces.ids[i] in _MARKS else i
        if opens and pieces.ids[mark - 1] in _STOPS and pieces.types[word] % _QUOTED and mark > cuts[-1] + 1:
            cuts.append(mark)
    ends = [cut - 1 for cut in cuts[1:]] + [content.last]
    return [content._replace(first=first, last=last) for first, last in zip(cuts, ends, strict=True)]


def _is_word(piece: int) -> bool:
    return piece in _DIGITS or piece >= _LETTERS


def _coherent(
    pieces: Pieces, owned: list[tuple[TaggedSpan, float]], own: list[TaggedSpan], spans: list[TaggedSpan]
) -> list[tuple[TaggedSpan, float]]:
    """The runs of content that can be one attribution's, joined where hardly a word lies between them.

    Content is interrupted by its own cue or source and by nothing else (96% of the interruptions in PolNeAR): of two
    runs with other words between them, the likelier one is kept.
    """
    kept: list[tuple[TaggedSpan, float]] = []
    for run, link in owned:
        while kept:
            before, before_link = kept[-1]
            gap = range(before.last + 1, run.first)
            words = sum(1 for i in gap if pieces.first[i] and _is_word(int(pieces.ids[i])))
            if not words or any(s.first in gap for s in own):
                kept.append((run, link))
            elif words <= _GAP_WORDS and not _starts_in(gap, spans):
                joined = TaggedSpan(before.first, run.last, _CONTENT, min(before.score, run.score))
                kept[-1] = (joined, min(before_link, link))
            elif before.score + before_link < run.score + link:
                kept.pop()
                continue
            break
        else:
            kept.append((run, link))
    return kept


def _starts_in(gap: range, spans: list[TaggedSpan]) -> bool:
    return bisect_left(spans, gap.start, key=_first) < bisect_left(spans, gap.stop, key=_first)


def _within_reach(span: TaggedSpan, passage: tuple[int, int]) -> tuple[int, int]:
    return max(passage[0], min(span.first, passage[1]) - _REACH), min(passage[1], span.last + 1 + _REACH)


def _cue_of(
    content: TaggedSpan,
    passage: tuple[int, int],
    cues: dict[int, TaggedSpan],
    output: Output,
    table: Floats,
    bonus: float,
    taken: Collection[int] = (),
) -> tuple[int, float]:
    """The first piece of the content's cue, marked by the tags or not, and its log-probability."""
    rows, columns = np.arange(content.first, content.last + 1), np.arange(*passage)
    if len(rows) > _REACH:  # a long speech points with its two ends
        half = _REACH // 2
        rows = np.concatenate((rows[:half], rows[-half:]))
        columns = columns[(columns <= rows[half - 1]) | (columns >= rows[half])]
    logs = log_softmax(pointer_scores(output.heads["cue_of"], table, rows, columns)).mean(0)
    marked = np.array([c in cues for c in columns.tolist()])
    free = np.array([c not in taken for c in columns.tolist()])
    best = int(np.where(free, logs + np.float32(bonus) * marked, -1e4).argmax())
    return int(columns[best]), float(logs[best])


def _is_free(piece: int, spans: list[TaggedSpan]) -> bool:
    before = bisect_right(spans, piece, key=_first)
    return not before or spans[before - 1].last < piece


def _first(span: TaggedSpan) -> int:
    return span.first


def _cue_at(first: int, tags: Floats, passage: tuple[int, int]) -> TaggedSpan:
    """A cue that only a pointer shows: it goes on as long as the tags find "cue" likelier than nothing."""
    logs = log_softmax(tags[first : passage[1]])
    cue = np.logaddexp.reduce(logs[:, 1 + 4 * _CUE : 5 + 4 * _CUE], axis=1)
    last = 0
    while last + 1 < len(logs) and cue[last + 1] > logs[last + 1, 0]:
        last += 1
    return TaggedSpan(first, first + last, _CUE, float(cue[: last + 1].mean()))


def _source_of(
    cue: TaggedSpan, sources: list[TaggedSpan], passage_of: np.ndarray, output: Output, tables: dict[str, Floats]
) -> tuple[TaggedSpan | None, float]:
    low = bisect_left(sources, cue.first - _REACH, key=_first)
    high = bisect_right(sources, cue.first + _REACH, key=_first)
    near = [s for s in sources[low:high] if passage_of[s.first] == passage_of[cue.first]]
    row = np.array([cue.first])
    head, table = output.heads["source_of"], tables["source_of"]
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
