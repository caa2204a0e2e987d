"""Invented reports that the tests of the archive share, and archives that hold them."""

from __future__ import annotations

import random
from hashlib import sha256

import msgspec

from firsthand.archive.filing import file_report
from firsthand.archive.parts import Added, Collected, Filing, How
from firsthand.archive.store import Store
from firsthand.schema import Place, Reading, Report, Source, Span, Stance, Statement

COLLECTED = Collected(how="file", by="orla", at="2024-03-06T10:00:00Z", file="well.txt")


def report_of(text: str, data: bytes | None = None, **fields: str | None) -> Report:
    """A report of the text; its id is the text's hash unless one is given."""
    raw = text.encode() if data is None else data
    given = {"id": sha256(text.encode()).hexdigest(), **fields}
    return msgspec.convert({**given, "text": text, "sha256": sha256(raw).hexdigest()}, Report)


def reading_of(
    report: Report, speaker: str = "Orla Tench", stance: Stance = "says", place: str = "Dunmarrow", country: str = "IE"
) -> Reading:
    """A reading with one speaker and one place, as if the first word were both."""
    word = Span(0, len(report.text.split()[0]) if report.text.split() else 0)
    whole = (Span(0, len(report.text)),)
    statement = Statement(id="s1", source="p1", content=whole, mode="indirect", stance=stance, confidence=0.9)
    return Reading(
        report=report,
        sources=(Source(id="p1", name=speaker, kind="named", category="person", mentions=(word,)),),
        statements=(statement,),
        places=(Place(start=word.start, end=word.end, name=place, country=country),),
    )


def filing_of(report: Report, data: bytes | None = None, reading: Reading | None = None, model: str = "m1") -> Filing:
    """The report with a reading and a dossier, ready to be filed."""
    return Filing(
        report=report,
        data=report.text.encode() if data is None else data,
        reading=reading or reading_of(report),
        dossier=random.Random(report.id).randbytes(500),
        model=model,
        collected=COLLECTED,
    )


def put(store: Store, text: str, data: bytes | None = None, *, how: How = "file", **fields: str | None) -> Added:
    """Files a report of the text with a reading."""
    report = report_of(text, data, **fields)
    one = filing_of(report, data)
    collected = msgspec.structs.replace(COLLECTED, how=how)
    return file_report(
        store, report, one.data, reading=one.reading, dossier=one.dossier, model=one.model, collected=collected
    )
