"""What linking knows of one report, made once when the report is read."""

from __future__ import annotations

import numpy as np

from firsthand.linking.parts import Dossier, Proposition
from firsthand.linking.propositions import propositions_of
from firsthand.reading.reader import Reader
from firsthand.reading.sentences import split_sentences
from firsthand.reading.vectors import PieceVectors, vector_of
from firsthand.schema import Reading, Report, Span


def make_dossier(report: Report, reader: Reader) -> Dossier:
    """Reads the report and keeps what comparing it with others needs."""
    return dossier_of(*reader.study(report))


def dossier_of(reading: Reading, vectors: PieceVectors) -> Dossier:
    """The dossier of a report that has been read: ``vectors`` are those of the same pass (``Reader.study``)."""
    text = reading.report.text
    paragraphs = [Span(p.start, p.end) for p in reading.passages if p.kind == "paragraph"]
    sentences = tuple(sentence for paragraph in paragraphs for sentence in split_sentences(text, paragraph))
    found = list(propositions_of(reading, sentences))
    propositions = tuple(
        Proposition(statement=statement, spans=(span,), vector=len(sentences) + i)
        for i, (statement, span) in enumerate(found)
    )
    rows = [vector_of(vectors, [span]) for span in (*sentences, *(span for _, span in found))]
    packed = np.rint(np.array(rows, np.float32) * 127).astype(np.int8).tobytes() if rows else b""
    return Dossier(reading=reading, sentences=sentences, propositions=propositions, packed=packed)
