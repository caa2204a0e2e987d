"""Invented reports and their sources, for the tests of identities. Spans are found by their words."""

from __future__ import annotations

import re

from firsthand.linking.identity_appearances import appearances_of
from firsthand.linking.identity_parts import Appearance
from firsthand.schema import Reading, Report, Source, SourceCategory, SourceKind, Span, Statement

EVENT = "The ferry Blue Anna ran aground off Kaldvik on Monday near Storholm, said the harbour of Lervik. "
"""Names enough to tell one event."""


def source(
    ident: str, name: str, kind: SourceKind = "named", category: SourceCategory = "person", role: str | None = None
) -> Source:
    return Source(id=ident, name=name, kind=kind, category=category, role=role)


def reading(
    ident: str, text: str, *sources: Source, day: str | None = "2024-03-04", said: str | None = None
) -> Reading:
    """A reading of ``text`` in which each source is mentioned wherever its name stands; ``said`` is the first one's."""
    placed = [
        Source(
            id=s.id, name=s.name, kind=s.kind, category=s.category, role=s.role,
            mentions=tuple(Span(m.start(), m.end()) for m in re.finditer(re.escape(s.name), text)),
        )
        for s in sources
    ]  # fmt: skip
    statements: tuple[Statement, ...] = ()
    if said is not None:
        at = text.index(said)
        span = Span(at, at + len(said))
        statements = (
            Statement(id="s1", source=sources[0].id, content=(span,), mode="indirect", stance="says", confidence=1.0),
        )
    report = Report(id=ident, published=day, sha256="0" * 64, text=text)
    return Reading(report=report, sources=tuple(placed), statements=statements)


def appear(
    ident: str, text: str, *sources: Source, day: str | None = "2024-03-04", said: str | None = None,
    publisher: str | None = None,
) -> tuple[Appearance, ...]:  # fmt: skip
    """The appearances in such a reading."""
    return appearances_of(reading(ident, text, *sources, day=day, said=said), publisher)
