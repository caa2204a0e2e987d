"""Invented reports with hand-made readings, set as the scenes that claims are accounted for in."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import combinations, product

import msgspec
import numpy as np

from firsthand.linking.accounts import account_for
from firsthand.linking.parts import Dossier, Proposition
from firsthand.linking.profiles import profiles_of
from firsthand.linking.propositions import propositions_of
from firsthand.linking.scenes import Member, Person, Scene, profile_of
from firsthand.outlets import publisher_of
from firsthand.reading.quantities import find_quantities
from firsthand.reading.sentences import split_sentences
from firsthand.schema import (
    AlignedPassage,
    Claim,
    Derivation,
    DerivationKind,
    Origin,
    Passage,
    Reading,
    Relay,
    Report,
    Source,
    Span,
    Statement,
)


def says(by: str | None, words: str, **fields: object) -> Statement:
    """A statement: ``by`` is put in its source, ``words`` are found in the text by ``told``."""
    given: dict[str, object] = {"mode": "indirect", "stance": "says", "confidence": 1.0, **fields}
    return msgspec.convert({"id": words, "source": by, "content": (), **given}, Statement)


def who(name: str, **fields: object) -> Source:
    """A source of this name: a named person unless ``fields`` say otherwise."""
    return msgspec.convert({"id": name, "name": name, "kind": "named", "category": "person", **fields}, Source)


def body(name: str) -> Source:
    """A named organisation."""
    return who(name, category="organisation")


def relayed(name: str) -> Relay:
    return Relay(name=name, how="reported")


def told(
    ident: str,
    outlet: str | None,
    text: str,
    *statements: Statement,
    sources: Sequence[Source] = (),
    origin: str | None = None,
    published: str | None = None,
) -> Dossier:
    """A report, read by hand: paragraphs are apart by empty lines, each source is mentioned wherever its name stands,
    and counts are found by rule.

    Reports are published in the order of the last letter of their ids unless ``published`` says when.
    """
    cast = {source.name: source for source in sources}
    cast = {**{s.source: who(s.source) for s in statements if s.source}, **cast}
    placed = [
        msgspec.structs.replace(s, mentions=tuple(Span(*m.span()) for m in re.finditer(re.escape(s.name), text)))
        for s in cast.values()
    ]
    paragraphs = [Span(m.start(), m.end()) for m in re.finditer(r"[^\n]+", text)]
    passages = tuple(Passage(kind="paragraph", start=p.start, end=p.end) for p in paragraphs)
    day = published or f"2024-03-05T08:{ord(ident[-1]) % 60:02}:00Z"
    reading = Reading(
        report=Report(id=ident, outlet=outlet, published=day, sha256="0" * 64, text=text),
        passages=passages,
        sources=tuple(placed),
        statements=tuple(_placed(text, statement, placed, i) for i, statement in enumerate(statements, 1)),
        quantities=find_quantities(text, passages, ()),
        origin=Origin(outlet=origin, because="dateline", start=0, end=1, confidence=1.0) if origin else None,
    )
    return dossier_by_hand(reading)


def _placed(text: str, statement: Statement, sources: Sequence[Source], number: int) -> Statement:
    at = text.index(statement.id)
    marks = next((s.mentions for s in sources if s.id == statement.source), ())
    return msgspec.structs.replace(
        statement,
        id=f"s{number}",
        content=(Span(at, at + len(statement.id)),),
        source_span=min(marks, key=lambda mark: abs(mark.start - at), default=None),
    )


def dossier_by_hand(reading: Reading, vectors: np.ndarray[tuple[int, int], np.dtype[np.int8]] | None = None) -> Dossier:
    """What linking keeps of a reading, with these vectors (rows of 384) over and over, or zeros."""
    text = reading.report.text
    paragraphs = [Span(p.start, p.end) for p in reading.passages if p.kind == "paragraph"]
    sentences = tuple(s for paragraph in paragraphs for s in split_sentences(text, paragraph))
    found = list(propositions_of(reading, sentences))
    rows = np.zeros((1, 384), np.int8) if vectors is None else vectors
    count = len(sentences) + len(found)
    return Dossier(
        reading=reading,
        sentences=sentences,
        propositions=tuple(
            Proposition(statement=statement, spans=(span,), vector=len(sentences) + i)
            for i, (statement, span) in enumerate(found)
        ),
        packed=np.resize(rows, (count, 384)).tobytes(),
    )


def made_from(later: Dossier, earlier: Dossier, kind: DerivationKind, *words: str) -> Derivation:
    """That one report was made from another; ``words`` are what both have, to the letter where it is a copy."""
    return Derivation(
        report=later.id,
        source_report=earlier.id,
        kind=kind,
        confidence=0.9,
        because="invented",
        direction="time",
        passages=tuple(
            AlignedPassage(
                start=later.text.index(same),
                end=later.text.index(same) + len(same),
                from_start=earlier.text.index(same),
                from_end=earlier.text.index(same) + len(same),
                how="verbatim",
            )
            for same in words
        ),
    )


def scene_of(
    dossiers: Sequence[Dossier], derivations: Sequence[Derivation] = (), same: Mapping[str, str] | None = None
) -> Scene:
    """The scene of some reports. Sources of one name are one over all of them; ``same`` names who else is whom."""
    people = {
        (d.id, s.id): Person(
            f"i:{(same or {}).get(s.id, s.name)}", s.name, s.kind, s.category, s.role, shown=f"i:{s.name}"
        )
        for d in dossiers
        for s in d.reading.sources
    }
    return Scene(
        dossiers={d.id: d for d in dossiers},
        profiles={d.id: profiles_of(d) for d in dossiers},
        publishers={d.id: publisher_of(d.reading.report.outlet, None) for d in dossiers},
        derivations={d.id: tuple(x for x in derivations if x.report == d.id) for d in dossiers},
        people=people,
    )


def members_of(scene: Scene, *words: str) -> list[Member]:
    """The propositions in which one of these words stands."""
    everything = [Member(key, i) for key, p in scene.profiles.items() for i in range(len(p.items))]
    return [m for m in everything if any(word in profile_of(scene, m).text for word in words)]


def claim_about(scene: Scene, *words: str, unlike: Sequence[str] = ()) -> Claim:
    """The claim of all propositions in which one of these words stands, taken to say one thing for sure; only those of
    the reports in ``unlike`` may be saying something else."""
    members = members_of(scene, *words)
    same = {(a, b): 0.2 if {a.report, b.report} & set(unlike) else 1.0 for a, b in combinations(members, 2)}
    return account_for(scene, members, same)


def both_ways(one: Sequence[Member], other: Sequence[Member], value: float) -> dict[tuple[Member, Member], float]:
    """A clash of this probability between each two members."""
    return {pair: value for p, q in product(one, other) for pair in ((p, q), (q, p))}
