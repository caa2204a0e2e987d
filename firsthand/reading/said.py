"""When statements were said.

A statement is dated by a time in the clause of its cue that lies outside everything quoted or reported
(``said_frames``), and by that only: when a thing happened is not when somebody said so, and the date of publication is
neither. What else the speaker says on the same occasion has the same date: news gives the occasion once and goes on
with "he added". So a date is carried to other statements of its source, as far as nothing speaks of another occasion.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

from msgspec.structs import replace

from firsthand.reading.said_frames import (
    Medium,
    dates_cue,
    dates_document,
    definite_document,
    document_in,
    documents_in,
    is_elsewhere,
    is_shared,
    is_speaker,
    medium_of,
    occasion_in,
)
from firsthand.reading.sentences import split_sentences
from firsthand.schema import Passage, Said, Span, Statement, Time

_DATE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?|-W\d\d(?:-WE)?|-[A-Z][A-Z0-9])?")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_REACH = 800
"""Characters on either side of a cue or time that are looked at: the longest sentences of news are shorter."""
_MOST = 20
"""Occasions that are looked back at."""
_NOT_CARRIED = frozenset(["believes", "rumour", "declines"])
_ANY_DOCUMENT = frozenset(["document", "paper", "text", "file"])
_UNNAMED = re.compile(r"(?:an?|the|its|his|her|their|one)\s+(?:[A-Z]\S*\s+)*[a-z]")
_TITLED = re.compile(r"(?:This|Today|Tonight|Tomorrow|Yesterday|Last|Now)\b")
_MID_SENTENCE = re.compile(r"[\w,]\s")
_NAME = re.compile(r"[A-Z][\w’'-]*(?=\W*\Z|,)")
_PRONOUN = re.compile(r"(?:he|she|they|it|who)", re.I)


class _Spoken(NamedTuple):
    """A statement with where it stands."""

    number: int
    statement: Statement
    clause: Span
    """The sentence of the cue; of a nested statement, what of it belongs to the content around it."""
    contents: tuple[Span, ...]
    """Pieces of content in the clause that do not hold the cue."""
    frame: str
    """The clause's words without those."""
    passage: int
    own: Said | None = None
    """The date that its own clause gives it."""


class _Occasion(NamedTuple):
    """One occasion on which a source spoke; ``said`` is None where the text does not date it."""

    said: Said | None
    medium: Medium
    passage: int


def with_said(
    text: str, passages: Sequence[Passage], statements: Sequence[Statement], times: Sequence[Time]
) -> tuple[Statement, ...]:
    """The statements in their order, each with ``said`` where the text dates it.

    The value is a calendar date as coarse as the text gives it (a day, month, week or year; never a time of day), the
    span that of the time that shows it, which for words spoken on the same occasion stands with another statement.
    ``passages``, ``statements`` and ``times`` are those of one report; ``times`` are in order.
    """
    dated = [t for t in times if t.type in ("DATE", "TIME") and _DATE.match(t.value or "") and not _is_name(text, t)]
    if not dated:
        return tuple(statements)
    layout = _Layout(text, passages, statements)
    spoken = [_dated(text, s, dated) for s in layout.spoken(statements)]
    carried = {s.number: s.own for s in spoken if s.own}
    free = [s for s in spoken if s.statement.within is None and (s.own or s.statement.stance not in _NOT_CARRIED)]
    carried |= _carried(text, layout, free, dated)
    return tuple(replace(s, said=carried[i]) if i in carried else s for i, s in enumerate(statements))


class _Layout:
    """Where a report's sentences and contents are; sentences are found only in passages where they are asked for."""

    def __init__(self, text: str, passages: Sequence[Passage], statements: Sequence[Statement]) -> None:
        self._text, self._passages = text, passages
        self._starts = [p.start for p in passages]
        self._contents = sorted((c for s in statements for c in s.content), key=lambda c: c.start)
        self._content_starts = [c.start for c in self._contents]
        self._furthest = [*accumulate((c.end for c in self._contents), max)]
        self._sentences: dict[int, tuple[list[Span], list[int]]] = {}
        self.lead = next((i for i, p in enumerate(passages) if p.kind == "paragraph"), 0)

    def spoken(self, statements: Sequence[Statement]) -> list[_Spoken]:
        """The statements that have a cue, in the order of their cues."""
        outer = {s.id: s for s in statements}
        made = []
        for index, statement in enumerate(statements):
            if not statement.cue:
                continue
            at = statement.cue[0].start
            clause, passage = self.sentence(at), self.passage(at)
            if holder := outer.get(statement.within or ""):
                piece = next((c for c in holder.content if c.start <= at < c.end), clause)
                clause = Span(max(clause.start, piece.start), min(clause.end, piece.end))
            contents = self.contents(clause, beside=at)
            made.append(_Spoken(index, statement, clause, contents, self.without(clause, contents), passage))
        return sorted(made, key=lambda s: s.statement.cue[0].start)

    def passage(self, at: int) -> int:
        return max(0, bisect_right(self._starts, at) - 1)

    def sentence(self, at: int) -> Span:
        """The sentence that the position stands in, or that before it; of a very long one what is near."""
        index = self.passage(at)
        if index not in self._sentences:
            passage = self._passages[index] if self._passages else Span(0, len(self._text))
            whole = Span(passage.start, passage.end)
            found = [*split_sentences(self._text, whole)] or [whole]
            self._sentences[index] = (found, [s.start for s in found])
        found, starts = self._sentences[index]
        sentence = found[max(0, bisect_right(starts, at) - 1)]
        return Span(max(sentence.start, at - _REACH), min(sentence.end, at + _REACH))

    def start_of(self, passage: int) -> int:
        return self._starts[passage] if self._starts else 0

    def contents(self, span: Span, beside: int = -1) -> tuple[Span, ...]:
        """The stretches of the span that are content, in order and apart; pieces that hold ``beside`` do not count."""
        found, index = list[Span](), bisect_left(self._content_starts, span.end) - 1
        while index >= 0 and self._furthest[index] > span.start:
            piece = self._contents[index]
            if piece.end > span.start and not piece.start <= beside < piece.end:
                if found and found[-1].start <= piece.end:
                    found[-1] = Span(piece.start, max(piece.end, found[-1].end))
                else:
                    found.append(piece)
            index -= 1
        return tuple(found[::-1])

    def without(self, span: Span, contents: Sequence[Span]) -> str:
        """The span's words without the contents."""
        made, at = [], span.start
        for content in contents:
            made.append(self._text[at : max(at, content.start)])
            at = max(at, content.end)
        return " … ".join([*made, self._text[at : max(at, span.end)]])


def _dated(text: str, spoken: _Spoken, dated: Sequence[Time]) -> _Spoken:
    """The statement with the date that its clause, or the date of the document that it is, gives it."""
    statement, clause = spoken.statement, spoken.clause
    if statement.stance == "believes":
        return spoken
    best: tuple[int, Time] | None = None
    for time in _within(dated, clause):
        if statement.source_span and dates_document(text, clause, statement.source_span, time):
            return spoken._replace(own=_said(time))
        if any(c.start < time.end and time.start < c.end for c in spoken.contents):
            continue
        distance = dates_cue(text, clause, statement, time, spoken.contents)
        if distance is not None and (best is None or distance < best[0]):
            best = (distance, time)
    return spoken._replace(own=_said(best[1])) if best else spoken


def _carried(text: str, layout: _Layout, spoken: Sequence[_Spoken], dated: Sequence[Time]) -> dict[int, Said]:
    """What the dates of some statements say of others, by index: onward through the report, then back to its lead."""
    documents = _dates_of_documents(text, spoken)
    days: dict[str | None, set[str | None]] = {}
    for one in spoken:
        if one.own:
            days.setdefault(one.statement.source, set()).add(one.own.value)
    occasions = _occasions(text, layout, dated)
    known = {s.own.start for s in spoken if s.own}
    made: dict[int, Said] = {}
    last: dict[str | None, _Occasion] = {}
    papers: dict[str, Said] = {}
    latest: Said | None = None
    previous: _Spoken | None = None
    for one in spoken:
        source, before = one.statement.source, last.get(one.statement.source)
        if one.own is None and is_elsewhere(text, one.clause, one.statement, one.frame):
            continue
        said = one.own or documents.get(source) or _of_paper(text, one, papers)
        said = said or (latest if is_shared(one.frame) else None)
        medium = medium_of(one.frame)
        if said is None and before is not None and _goes_on(before, one, medium, len(days.get(source, ())) > 1):
            said, medium = before.said, medium or before.medium
        if said is None and before is None and medium in ("", "press"):
            said = _named_after_lead(text, layout, one, previous)
        if said is None and (before is None or before.said is None) and medium in ("", "press"):
            # A pronoun of nobody heard before may well be of one who was: then another statement's date will do too.
            open_to_it = occasions if before is None else [o for o in occasions if o[1].start not in known]
            said = _told_before(text, layout, one, open_to_it, known)
        last[source], previous = _Occasion(said, medium, one.passage), one
        if said:
            made[one.number] = latest = said
            papers |= dict.fromkeys(documents_in(one.frame), said)
    return made | _summed_up(text, layout, spoken, made)


def _goes_on(before: _Occasion, one: _Spoken, medium: Medium, several: bool) -> bool:
    """Whether the statement is of the same occasion as the one before it of the same source.

    ``several``: whether the report dates more than one occasion of that source; then, as with a date that is no day,
    only what follows at once is of the same.
    """
    if before.said is None or one.statement.source is None:
        return False
    near = one.passage - before.passage <= 1
    if medium and medium != before.medium and (before.medium or medium == "written"):
        return False
    if medium == "interview" and not before.medium and not near:
        return False
    return near or not (several or _DAY.fullmatch(before.said.value or "") is None)


def _summed_up(text: str, layout: _Layout, spoken: Sequence[_Spoken], made: dict[int, Said]) -> dict[int, Said]:
    """Statements that come before the occasion is told: the lead sums up what the speaker says further down."""
    found: dict[int, Said] = {}
    by_source: dict[str, list[_Spoken]] = {}
    for one in spoken:
        if one.statement.source:
            by_source.setdefault(one.statement.source, []).append(one)
    for theirs in by_source.values():
        first = next((i for i, s in enumerate(theirs) if s.number in made), None)
        if first is None:
            continue
        said, medium = made[theirs[first].number], medium_of(theirs[first].frame)
        if len({made[s.number].value for s in theirs if s.number in made}) > 1 or not _DAY.fullmatch(said.value or ""):
            continue
        for one in theirs[:first]:
            same = medium_of(one.frame) in ("", medium)
            if one.passage <= layout.lead and same and not is_elsewhere(text, one.clause, one.statement, one.frame):
                found[one.number] = said
    return found


def _named_after_lead(text: str, layout: _Layout, one: _Spoken, before: _Spoken | None) -> Said | None:
    """The date of the lead's last statement, where that gives an unnamed speaker and the next paragraph opens with a
    named one: in news it goes on with the same occasion ("…, an official said on Monday." "Ada Lind told reporters …").
    """
    source, unnamed = one.statement.source_span, before and before.statement.source_span
    if before is None or not source or not unnamed or before.passage != layout.lead or one.passage != layout.lead + 1:
        return None
    opens = source.start - layout.start_of(one.passage) < 60 and re.search(
        r"[A-Z]\w+\s+[A-Z]", text[source.start : source.end]
    )
    return before.own if opens and _UNNAMED.match(text, unnamed.start) else None


def _dates_of_documents(text: str, spoken: Sequence[_Spoken]) -> dict[str | None, Said]:
    """The dates of the documents among the sources. One that is only called a document, with its date, is the only one
    that the report spoke of before."""
    told = [s for s in spoken if _is_document(text, s)]
    made = {s.statement.source: s.own for s in reversed(told) if s.own}
    for index, one in enumerate(told):
        earlier = {s.statement.source for s in told[:index]} - {one.statement.source}
        source = one.statement.source_span
        if one.own and source and len(earlier) == 1 and definite_document(text, source) in _ANY_DOCUMENT:
            made = dict.fromkeys(earlier, one.own) | made
    return made


def _occasions(text: str, layout: _Layout, dated: Sequence[Time]) -> list[tuple[Span, Time]]:
    """Sentences that date an occasion of speaking, whether or not a statement was found in them, in order."""
    made = []
    for time in dated:
        sentence = layout.sentence(time.start)
        contents = layout.contents(sentence)
        inside = any(c.start < time.end and time.start < c.end for c in contents)
        if not inside and _DAY.match(time.value or "") and occasion_in(text, sentence, time, contents):
            made.append((sentence, time))
    return made


def _told_before(
    text: str, layout: _Layout, one: _Spoken, occasions: Sequence[tuple[Span, Time]], known: set[int]
) -> Said | None:
    """The day of an occasion that an earlier sentence tells, nearest first: for a named speaker one in which the name
    stands, for a pronoun one of the same paragraph. ``known``: where the dates of statements that were found stand.
    """
    source = one.statement.source_span
    if source is None:
        return None
    name = _NAME.search(text, source.start, source.end)
    pronoun = _PRONOUN.fullmatch(text, source.start, source.end)
    before = bisect_right(occasions, one.clause.start, key=lambda o: o[0].end)
    for sentence, time in reversed(occasions[max(0, before - _MOST) : before]):
        named = name and time.start not in known and is_speaker(text, sentence, time, name[0])
        if named or (pronoun and sentence.start >= layout.start_of(one.passage)):
            return _said(time)
    return None


def _of_paper(text: str, one: _Spoken, papers: dict[str, Said]) -> Said | None:
    """The date of a paper that the report has named with its date ("in a statement on Monday … the statement said")."""
    source = one.statement.source_span
    noun = definite_document(text, source) if source else None
    return papers.get(noun) if noun else None


def _is_document(text: str, one: _Spoken) -> bool:
    return one.statement.source_span is not None and document_in(text, one.statement.source_span) is not None


def _is_name(text: str, time: Time) -> bool:
    """Whether the words are a capitalised name in mid-sentence ("told Radio This Morning"), not a time."""
    return _TITLED.match(text, time.start) is not None and (
        _MID_SENTENCE.fullmatch(text, max(0, time.start - 2), time.start) is not None
    )


def _within(dated: Sequence[Time], span: Span) -> Sequence[Time]:
    low = bisect_left(dated, span.start, key=lambda t: t.start)
    return dated[low : bisect_left(dated, span.end, key=lambda t: t.start)]


def _said(time: Time) -> Said:
    value = _DATE.match(time.value or "")
    return Said(value=value[0] if value else None, start=time.start, end=time.end)
