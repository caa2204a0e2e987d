"""The records that pass between the rooms of linking and are no part of the contract."""

from __future__ import annotations

import msgspec
import numpy as np
import numpy.typing as npt

from firsthand.schema import AlignedPassage, DerivationKind, Direction, Reading, Record, Span

Floats = npt.NDArray[np.float32]


class Proposition(Record, frozen=True, kw_only=True):
    """The least that can be claimed: one clause of a statement's content, or of what a report says in its own voice."""

    statement: str | None
    """The statement whose content it is of; ``None``: the report's own voice."""
    spans: tuple[Span, ...]
    vector: int
    """Its row in the dossier's ``vectors``."""


class Dossier(Record, frozen=True, kw_only=True):
    """What linking knows of one report. Made once when the report is read; a pure function of it and the weights."""

    reading: Reading
    sentences: tuple[Span, ...]
    """The sentences of its text in order: paragraphs only, without captions, credits and boilerplate."""
    propositions: tuple[Proposition, ...]
    packed: bytes
    """Unit vectors of 384 numbers, each in a byte (times 127): first one a sentence, then one a proposition."""

    @property
    def id(self) -> str:
        return self.reading.report.id

    @property
    def text(self) -> str:
        return self.reading.report.text


class Reuse(Record, frozen=True, kw_only=True):
    """What two reports have in common that shows that one was made from the other, before parents are chosen.

    ``later`` was made from ``earlier``.
    """

    later: str
    earlier: str
    kind: DerivationKind
    direction: Direction | None
    confidence: float
    share: float
    """How much of the later report's text is covered by what it took, 0 to 1."""
    because: str
    passages: tuple[AlignedPassage, ...]


def vectors_of(dossier: Dossier) -> Floats:
    """(sentences + propositions, 384), each row of length 1 or nearly."""
    rows = np.frombuffer(dossier.packed, np.int8).reshape(-1, 384)
    return rows.astype(np.float32) / np.float32(127)


def dossier_to_bytes(dossier: Dossier) -> bytes:
    """As kept in the archive."""
    return msgspec.msgpack.encode(dossier)


def dossier_from_bytes(data: bytes) -> Dossier:
    """The inverse of ``dossier_to_bytes``."""
    return msgspec.msgpack.decode(data, type=Dossier)
