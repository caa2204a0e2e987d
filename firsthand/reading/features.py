"""What the network sees of a text: word pieces with their place in the text, their case and whether they are quoted.

The encoder is uncased, so case travels beside the word pieces as a token type, and so does the quotation grammar's
verdict on whether a piece stands inside quotation marks. Training and reading both come through here: the same text
always gives the same pieces.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from firsthand.reading.parts import Quotation
from firsthand.reading.quotations import canonical_marks, quote_mask
from firsthand.reading.wordpiece import word_pieces
from firsthand.schema import Span

CLS, SEP, BREAK = 101, 102, 1
"""Ids in BERT's uncased vocabulary; BREAK is its ``[unused0]``, which stands for the space between two passages."""

TYPES = 6
"""Token types: (0 lower or no letter, 1 capitalised, 2 capitals) + 3 when inside quotation marks."""


class Pieces(NamedTuple):
    """The word pieces of a text, without [CLS] and [SEP]; arrays of one length.

    ``start`` and ``end`` are the pieces' spans in the text; a passage break has the empty span where the next one
    starts. ``first`` is true where a piece starts a word.
    """

    ids: npt.NDArray[np.int64]
    types: npt.NDArray[np.int64]
    start: npt.NDArray[np.int64]
    end: npt.NDArray[np.int64]
    first: npt.NDArray[np.bool_]


def pieces_of(text: str, spans: Sequence[Span], quotations: Sequence[Quotation]) -> Pieces:
    """The word pieces of ``spans`` of ``text``, with a BREAK between each two spans.

    The result depends on each span's own text and marks only, so one passage's pieces never change with its neighbours.
    """
    seen = canonical_marks(text, quotations)
    quoted = quote_mask(len(text), quotations)
    ids: list[int] = []
    types: list[int] = []
    starts: list[int] = []
    ends: list[int] = []
    first: list[bool] = []
    for span in spans:
        if ids:
            ids.append(BREAK)
            types.append(0)
            starts.append(span.start)
            ends.append(span.start)
            first.append(True)
        for piece in word_pieces(seen[span.start : span.end]):
            start, end = span.start + piece.start, span.start + piece.end
            ids.append(piece.id)
            types.append(_case(text[start:end]) + 3 * quoted[start])
            starts.append(start)
            ends.append(end)
            first.append(piece.first)
    return Pieces(
        np.array(ids, np.int64),
        np.array(types, np.int64),
        np.array(starts, np.int64),
        np.array(ends, np.int64),
        np.array(first, np.bool_),
    )


def _case(piece: str) -> int:
    if len(piece) > 1 and piece.isupper():
        return 2
    return 1 if piece[:1].isupper() else 0
