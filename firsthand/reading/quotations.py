# ruff: noqa: RUF001 - this file is about look-alike marks
"""The grammar of quotation marks: which marks open, which close, and which are apostrophes or inches.

News text mixes typographic, straight, doubled and wrong-way-round marks, and the apostrophe shares its sign with the
British quotation mark. Each mark is judged by its shape, by its neighbours and by what is open. Double marks are paired
first; single marks are then paired within the stretches that the double ones leave, so that an apostrophe can never
break a double quotation.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from firsthand.reading.parts import Quotation
from firsthand.schema import Span

_DOUBLE = '"“”„‟«»＂〝〞「」『』'
_SINGLE = "'‘’‚‛`´‹›＇"
_OPENING = "“„‟«〝「『‘‚‛`‹"
_CLOSING = "”»〞」』’´›"
_DOUBLED = ("''", "``", "‘‘", "’’", "´´")
"""Two single marks set as one double mark (typewriter and TeX habits)."""
_STRAIGHT = "\"'＂"
_GERMAN = {"„": "“", "»": "«", "‚": "‘", "›": "‹"}
"""Pairs whose closing mark opens elsewhere."""

_MARK = f"[{_DOUBLE}{_SINGLE}]"
# Marks that touch, or are parted by a thin or hard space, form one run and share their neighbours: ,'" or “ ‘.
_RUN = re.compile(f"{_MARK}(?:[\u00a0\u2009\u200a\u202f]?{_MARK})*")
_ELISION = re.compile(
    r"(?:n['’‘]|\d\ds?\b(?![,.]\d)|(?:tis|twas|twere|twill|twould|em|n|til|till|bout|cause|cos|coz|round|neath|fraid|ere"
    r"|ello|nuff|tude|er|im|ow|ave)\b)",
    re.IGNORECASE,
)
"""What follows an apostrophe that stands for left-out letters: 'tis, '90s, rock 'n' roll."""
_DROPPED = re.compile(r"(?:\b(?:o|an|th|ol|mo|wi|n)|\w\win|s)\Z", re.IGNORECASE)
"""What comes before an apostrophe that may stand at a word's end: soldiers', goin', ol'."""
_BOUNDARY = "([{</|=>*#•-‐‑‒–—―:~"
_STOPS = ".,!?;:…"


class _Mark(NamedTuple):
    start: int
    end: int
    shape: str
    """The mark's first character."""
    opens: bool
    """By shape, or by the neighbours where the shape says nothing."""
    closes: bool
    left: str
    """The character before the run of marks, or nothing at the paragraph's start."""
    right: str


class _Pair(NamedTuple):
    open: _Mark
    close: _Mark | None
    end: int
    """Where an unclosed one ends."""


def find_quotations(text: str, paragraphs: Sequence[Span]) -> tuple[Quotation, ...]:
    """Find the quotations of a text, in order of their start.

    ``paragraphs`` are the stretches to look in, in order, as code points of ``text``; no quotation leaves its
    paragraph. A quotation carried over several paragraphs gives one piece for each: not ``closed`` where the next takes
    it up, and ``continues`` where it does so. Takes time linear in the text.
    """
    found: list[Quotation] = []
    spans = [span for span in (_trimmed(text, p) for p in paragraphs) if span.start < span.end]
    left_open = ""
    for index, span in enumerate(spans):
        doubles, singles = _marks(text, span)
        if not doubles and not singles:
            left_open = ""
            continue
        pairs = _pair_doubles(doubles, span.end)
        if singles:
            follows = text[spans[index + 1].start] if index + 1 < len(spans) else ""
            pairs += _pair_singles(text, singles, pairs, span, bool(follows) and follows in _SINGLE)
        pieces = _nested(pairs)
        if pieces and pieces[0].start == span.start and left_open == _family(text[span.start]):
            pieces[0] = _continued(pieces[0])
        found += pieces
        last = next((piece for piece in reversed(pieces) if piece.depth == 0), None)
        left_open = _family(text[last.start]) if last is not None and not last.closed and last.end == span.end else ""
    return tuple(found)


def quote_mask(length: int, quotations: Sequence[Quotation]) -> bytearray:
    """Mark, for a text of ``length`` code points, with 1 each one strictly inside an outer quotation, else 0."""
    mask = bytearray(length)
    for quotation in quotations:
        if quotation.depth == 0:
            start, end = quotation.inner.start, min(quotation.inner.end, length)
            mask[start:end] = b"\x01" * max(0, end - start)
    return mask


def canonical_marks(text: str, quotations: Sequence[Quotation]) -> str:
    """Rewrite quotation marks alike, at the same length: outer ones as ``"``, inner ones as ``'``, two-character marks
    padded with a space. Spans of the result are spans of the text; apostrophes and all else stay as they are."""
    pieces: list[str] = []
    done = 0
    edges: list[tuple[int, int, str]] = []
    for q in quotations:
        sign = '"' if q.depth == 0 else "'"
        edges.append((q.start, q.inner.start, sign))
        if q.closed:
            edges.append((q.inner.end, q.end, sign))
    for start, end, sign in sorted(edges):
        pieces += (text[done:start], sign.ljust(end - start))
        done = end
    pieces.append(text[done:])
    return "".join(pieces)


def _trimmed(text: str, span: Span) -> Span:
    start, end = max(0, span.start), min(span.end, len(text))
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def _family(mark: str) -> str:
    return "double" if mark in _DOUBLE else "single"


def _marks(text: str, span: Span) -> tuple[list[_Mark], list[_Mark]]:
    """The paragraph's double and single marks, apostrophes inside words left out."""
    doubles: list[_Mark] = []
    singles: list[_Mark] = []
    for run in _RUN.finditer(text, span.start, span.end):
        start, end = run.span()
        left = text[start - 1] if start > span.start else ""
        right = text[end] if end < span.end else ""
        if end == start + 1 and left.isalnum() and right.isalnum() and text[start] in _SINGLE:
            continue
        boundary = not left or left.isspace() or left in _BOUNDARY
        at = start
        for sign, count in ((sign, len(list(same))) for sign, same in groupby(run[0])):
            if sign.isspace():
                at += count
                continue
            widths = [1] * count
            if sign * 2 in _DOUBLED:
                # Of three in a row the doubled one is the outer mark: first before a word, last after one.
                pair, lone = [2] * (count // 2), [1] * (count % 2)
                widths = pair + lone if boundary else lone + pair
            for width in widths:
                opens, closes = _roles(sign, boundary, left, right)
                mark = _Mark(at, at + width, sign, opens, closes, left, right)
                (doubles if width == 2 or sign in _DOUBLE else singles).append(mark)
                at += width
    return doubles, singles


def _roles(shape: str, boundary: bool, left: str, right: str) -> tuple[bool, bool]:
    opens = boundary and bool(right) and not right.isspace()
    closes = bool(left) and not left.isspace() and (not right or not right.isalnum())
    if shape in _OPENING and (opens or not closes):
        return True, False
    if shape in _CLOSING and (closes or not opens):
        return False, True
    return opens, closes


def _pair_doubles(marks: list[_Mark], end: int) -> list[_Pair]:
    count = len(marks)
    openers, closers = [0] * (count + 1), [0] * (count + 1)
    for i in range(count - 1, -1, -1):
        openers[i] = openers[i + 1] + (marks[i].opens and not marks[i].closes)
        closers[i] = closers[i + 1] + (marks[i].closes and not marks[i].opens)
    pairs: list[_Pair] = []
    stack: list[_Mark] = []
    for i, mark in enumerate(marks):
        coming = marks[i + 1] if i + 1 < count else None
        before_closer = coming is not None and coming.closes and not coming.opens
        rest = count - i - 1
        if not stack:
            if _opens_outer(mark, rest, before_closer):
                stack.append(mark)
            continue
        if _GERMAN.get(stack[-1].shape) == mark.shape:
            pairs.append(_Pair(stack.pop(), mark, mark.end))
        elif mark.opens and not mark.closes:
            straight_outer = stack[0].shape in _STRAIGHT and mark.shape in _OPENING
            if len(stack) == 1 and (straight_outer or closers[i] > openers[i]):
                stack.append(mark)
            elif mark.shape not in _OPENING and rest % 2 == 0:
                # The space slipped to the wrong side of a closing mark: closing here leaves the rest balanced.
                pairs.append(_Pair(stack.pop(), mark, mark.end))
            else:
                pairs.append(_Pair(stack[0], None, mark.start))
                stack = [mark]
        elif not (_is_inch(mark) and before_closer):
            pairs.append(_Pair(stack.pop(), mark, mark.end))
    if stack:
        pairs.append(_Pair(stack[0], None, end))
    return pairs


def _opens_outer(mark: _Mark, rest: int, before_closer: bool) -> bool:
    """Whether a double mark opens a quotation where none is open."""
    if mark.shape in _OPENING:
        return mark.opens or not _is_inch(mark)
    if mark.opens:
        return True
    if mark.shape in _CLOSING:
        return False
    if not mark.closes:  # between two spaces, two letters, or at the start before a space: a partner must follow
        return rest > 0 and not _is_inch(mark)
    return before_closer and rest % 2 == 1 and not _is_inch(mark)


def _is_inch(mark: _Mark) -> bool:
    return mark.left.isdigit() and mark.shape in _STRAIGHT + "’”"


def _pair_singles(text: str, marks: list[_Mark], doubles: list[_Pair], span: Span, carried_over: bool) -> list[_Pair]:
    """Pair single marks. ``carried_over``: the next paragraph starts with a single mark."""
    groups: dict[int, list[_Mark]] = {}
    outer = sorted((p for p in doubles), key=lambda p: (p.open.start, -p.end))
    outer = [p for k, p in enumerate(outer) if k == 0 or p.open.start >= outer[k - 1].end]
    at = 0
    for mark in marks:
        while at < len(outer) and outer[at].end <= mark.start:
            at += 1
        inside = at < len(outer) and outer[at].open.start < mark.start
        groups.setdefault(at if inside else -1, []).append(mark)
    pairs: list[_Pair] = []
    for region, group in groups.items():
        pairs += _pair_group(text, group, span, carried_over and region == -1, region == -1)
    return pairs


def _pair_group(text: str, marks: list[_Mark], span: Span, carried_over: bool, outside: bool) -> list[_Pair]:
    kinds = [_single_kind(text, mark) for mark in marks]
    strong_left = _suffix_any(kinds, "strong")
    pairs: list[_Pair] = []
    opened: _Mark | None = None
    for i, (mark, kind) in enumerate(zip(marks, kinds, strict=True)):
        following = kinds[i + 1] if i + 1 < len(kinds) else "end"
        if opened is None:
            if kind == "open" or (kind == "wrong" and strong_left[i + 1]):
                opened = mark
            continue
        apostrophe = kind == "possessive" and (
            following in ("strong", "weak", "possessive") or (following == "end" and carried_over)
        )
        if kind == "open" and _GERMAN.get(opened.shape) != mark.shape:
            opened = mark  # the earlier one never closed: an apostrophe, or a slip
        elif kind not in ("wrong", "none") and not apostrophe:
            pairs.append(_Pair(opened, mark, mark.end))
            opened = None
    if opened is not None and outside:
        at_start = opened.start == span.start and opened.shape in _OPENING
        if carried_over or at_start:
            pairs.append(_Pair(opened, None, span.end))
    return pairs


def _single_kind(text: str, mark: _Mark) -> str:
    """``open``; ``wrong`` (a closing shape where one opens); ``strong`` and ``weak`` closers; ``possessive`` (a closer,
    or the apostrophe of soldiers' or goin'); ``none`` (an apostrophe or foot mark)."""
    if not mark.closes and (mark.opens or mark.shape in _OPENING):
        elided = _ELISION.match(text, mark.end)
        if elided and (mark.shape not in _OPENING or elided[0][-1:] in "s'’‘" or not elided[0][0].isdigit()):
            return "none"
        return "wrong" if mark.shape in _CLOSING else "open"
    if not mark.left or mark.left.isspace():
        return "none" if mark.shape in "'’" and mark.right.isspace() else "weak"
    if mark.right.isalnum():
        return "none"
    if not mark.left.isalnum():
        return "strong"
    if text[max(0, mark.start - 2) : mark.start].lower().endswith(("'n", "’n", "‘n")):
        return "none"
    if mark.left.isdigit() and re.match(r"\s?\d", text[mark.end : mark.end + 2]):
        return "none"
    if mark.right in _STOPS and mark.right:
        return "weak"
    if _DROPPED.search(text, max(0, mark.start - 4), mark.start):
        return "possessive"
    return "weak"


def _suffix_any(kinds: list[str], kind: str) -> list[bool]:
    seen = [False] * (len(kinds) + 1)
    for i in range(len(kinds) - 1, -1, -1):
        seen[i] = seen[i + 1] or kinds[i] == kind
    return seen


def _nested(pairs: list[_Pair]) -> list[Quotation]:
    """The pairs as quotations in order, empty ones, crossing ones and those deeper than 1 left out."""
    pieces: list[Quotation] = []
    ends: list[int] = []
    for pair in sorted(pairs, key=lambda p: (p.open.start, -p.end)):
        inner_end = pair.close.start if pair.close else pair.end
        while ends and ends[-1] <= pair.open.start:
            ends.pop()
        if len(ends) > 1 or (ends and pair.end > ends[-1]) or inner_end <= pair.open.end:
            continue
        pieces.append(
            Quotation(
                start=pair.open.start,
                end=pair.end,
                inner=Span(pair.open.end, inner_end),
                depth=len(ends),
                closed=pair.close is not None,
            )
        )
        ends.append(pair.end)
    return pieces


def _continued(piece: Quotation) -> Quotation:
    return Quotation(
        start=piece.start, end=piece.end, inner=piece.inner, depth=piece.depth, closed=piece.closed, continues=True
    )
