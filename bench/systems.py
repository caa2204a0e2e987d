"""The systems that can be measured beside Firsthand. None is a dependency: each is used where it is installed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module, metadata
from pathlib import Path
from typing import Any, NamedTuple

from bench import baseline
from bench.attributions import Marked, all_marked
from firsthand.intake import report_from_text
from firsthand.reading.reader import Reader
from firsthand.schema import Span

Read = Callable[[str], list[Marked]]
"""Raises whatever the system raises for a text that it refuses."""


class System(NamedTuple):
    """One system, ready or not: ``read`` is ``None`` where it cannot be run here, and ``terms`` then says why."""

    name: str
    terms: str
    read: Read | None


def systems(pipeline: str) -> list[System]:
    """Firsthand, the baseline, and all others; ``pipeline`` is the spaCy pipeline for those that need one."""
    floor = System("baseline", "our own floor: marks, verbs and capitals; no system", baseline.read)
    return [_firsthand(), floor, _textacy(pipeline)]


def _firsthand() -> System:
    reader = Reader(threads=1)
    return System("firsthand", "as installed", lambda text: all_marked(reader.read(report_from_text(text))))


def _textacy(pipeline: str) -> System:
    """textacy's direct quotations, with spaCy's tags and parse; it means to find no indirect ones, and refuses texts
    with an odd number of quotation marks."""
    try:
        spacy, triples = import_module("spacy"), import_module("textacy.extract.triples")
    except ImportError as error:
        return System("textacy", f"not installed ({error}): pip install textacy", None)
    version = f"textacy {metadata.version('textacy')}"
    try:
        parse = spacy.load(pipeline)
    except OSError:
        why = f"installed, but the spaCy pipeline {pipeline} is not: python -m spacy download {pipeline}"
        return System(version, why, None)

    def read(text: str) -> list[Marked]:
        found = triples.direct_quotations(parse(text))
        return [Marked(_of(q.speaker), _of(q.cue), (Span(q.content.start_char, q.content.end_char),)) for q in found]

    return System(version, f"direct quotations only, spaCy {spacy.__version__}, {Path(pipeline).name}", read)


def _of(tokens: Sequence[Any]) -> tuple[Span, ...]:
    return tuple(Span(t.idx, t.idx + len(t)) for t in tokens)
