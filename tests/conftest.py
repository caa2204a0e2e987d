"""Invented readings that tests share. Spans are found by their words, so that no offset is written by hand."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

from firsthand import Archive, InputError, schema
from firsthand.demo import samples
from firsthand.reading.reader import Reader
from firsthand.schema import Reading, Source, Span, Statement

# A busy machine must not fail a test: what is to be fast is measured in processor time.
settings.register_profile("firsthand", deadline=None)
settings.load_profile("firsthand")

TEXT = """Well at Dunmarrow is dry, says keeper

The keeper of the well at Dunmarrow, Orla Tench, told the Marrow Gazette on Tuesday that the pump had failed twice \
since spring.

“I wrote to the council,” she said. “Their clerk answered, ‘Boil it and be patient,’ and that was all.

“I have been patient for eleven weeks.”

The council denied that any letter had arrived. It did not say that the pump was sound.

A man who gave his name only as Heron said, according to a translation, that he carries water from the next village.

A second well was said to be failing.

The Gazette could not verify the state of the pump."""


def span(words: str, text: str = TEXT, nth: int = 0) -> Span:
    """Where the ``nth`` occurrence of the words stands in the text."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return Span(start, start + len(words))


def _statement(number: int, source: str | None, cue: str | None, *content: str, **fields: object) -> Statement:
    given: dict[str, object] = {"mode": "direct", "stance": "says", "confidence": 0.9, **fields}
    cues = (span(cue),) if cue else ()
    return Statement(id=f"s{number}", source=source, cue=cues, content=tuple(span(c) for c in content), **given)  # pyright: ignore[reportArgumentType]


def _source(number: int, name: str, *aliases: str, **fields: object) -> Source:
    given: dict[str, object] = {"kind": "named", "category": "person", **fields}
    return Source(id=f"p{number}", name=name, aliases=aliases, mentions=(span(name),), **given)  # pyright: ignore[reportArgumentType]


@pytest.fixture(scope="session")
def reading() -> Reading:
    """One reading with a nested statement, a denial, a negation, a rumour, relays, a pseudonym and a caveat."""
    gazette, heron = span("the Marrow Gazette"), span("according to a translation")
    caveat = span("The Gazette could not verify the state of the pump.")
    tuesday = span("on Tuesday")
    return Reading(
        report=schema.Report(
            id="well-1",
            file="well.txt",
            outlet="Marrow Gazette",
            title="Well at Dunmarrow is dry, says keeper",
            published="2024-03-05T08:00:00Z",
            sha256="0" * 64,
            text=TEXT,
        ),
        sources=(
            _source(1, "Orla Tench", "she", role="the keeper of the well at Dunmarrow"),
            _source(2, "The council", "It", category="organisation"),
            _source(3, "Their clerk", kind="unnamed"),
            _source(4, "Heron", kind="pseudonymous"),
            _source(5, "the Marrow Gazette", "The Gazette", category="organisation"),
        ),
        statements=(
            _statement(
                1,
                "p1",
                "told",
                "that the pump had failed twice since spring",
                mode="indirect",
                addressee=schema.Addressee(source="p5", start=gazette.start, end=gazette.end),
                said=schema.Said(value="2024-03-05", start=tuesday.start, end=tuesday.end),
            ),
            _statement(
                2,
                "p1",
                "she said",
                "I wrote to the council,",
                TEXT[span("Their clerk").start : span("eleven weeks.").end],
            ),
            _statement(3, "p3", "answered", "Boil it and be patient,", within="s2", confidence=0.41),
            _statement(4, "p2", "denied", "any letter had arrived", mode="indirect", stance="denies"),
            _statement(5, "p2", "did not say", "the pump was sound", mode="indirect", negated=True),
            _statement(
                6,
                "p4",
                "said, according",
                "he carries water from the next village",
                mode="indirect",
                relay=(
                    schema.Relay(source="p5", how="told"),
                    schema.Relay(how="translated", start=heron.start, end=heron.end),
                ),
            ),
            _statement(
                7, None, "was said to be", "A second well", "failing", mode="indirect", stance="rumour", confidence=0.7
            ),
        ),
        caveats=(schema.Caveat(kind="unverified", by="p5", start=caveat.start, end=caveat.end),),
        origin=schema.Origin(
            outlet="Marrow Gazette",
            because="a source told it",
            start=gazette.start,
            end=gazette.end,
            confidence=0.94,
        ),
    )


@pytest.fixture(scope="session")
def reader() -> Reader:
    """One reader for all tests, on one thread."""
    return Reader(1)


@pytest.fixture(scope="session")
def samples_db(reader: Reader, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of the samples, added and linked once. No test may change it."""
    path = tmp_path_factory.mktemp("samples") / "samples.db"
    with Archive(path, by="orla", reader=reader) as archive:
        assert [item for item in archive.add(*samples()) if isinstance(item, InputError)] == []
    return path
