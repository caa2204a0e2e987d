"""What the tables hold of a record so that it can be found: a pure function of the record, which ``verify`` repeats."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from firsthand.archive.packing import canonical, digest, fold, instant
from firsthand.archive.pages import identity_of, page_of, version_of
from firsthand.archive.parts import Collected
from firsthand.schema import Reading, Report

Row = dict[str, Any]
_BOUND = ("number", "report", "sha256", "identity", "file", "how", "by", "at", "detail", "version_at", "seen_at")
"""The columns of a capture that its log entry binds."""


def report_row(report: Report) -> Row:
    """The columns of ``reports`` that say again what the report's record says."""
    return {
        "id": report.id,
        "page": page_of(report),
        "url": report.url,
        "outlet": report.outlet,
        "outlet_folded": None if report.outlet is None else fold(report.outlet),
        "title": report.title,
        "published": report.published,
        "published_at": instant(report.published),
        "modified": report.modified,
        "captured": report.captured,
        "language": report.language,
        "sha256": report.sha256,
        "text_sha256": digest(report.text),
    }


def capture_row(capture: int, number: int, report: Report, collected: Collected) -> Row:
    """The row of ``captures`` for one time that the report of this number was collected."""
    version = version_of(report, collected)
    return {
        "number": capture,
        "report": number,
        "sha256": report.sha256,
        "identity": identity_of(report),
        "file": collected.file,
        "how": collected.how,
        "by": collected.by,
        "at": collected.at,
        "detail": canonical(collected.detail),
        "version_at": version.version_at,
        "seen_at": version.seen_at,
    }


def capture_hash(row: Mapping[str, Any]) -> str:
    """The SHA-256 that the log keeps of a capture: of a JSON array of its columns."""
    return digest(canonical([row[name] for name in _BOUND]))


def statement_rows(number: int, reading: Reading) -> list[Row]:
    """The rows of ``statements``: each statement under every name that the report has for its source."""
    names = {source.id: {fold(name) for name in (source.name, *source.aliases)} for source in reading.sources}
    return [
        {"report": number, "statement": statement.id, "source": name, "stance": statement.stance}
        for statement in reading.statements
        for name in sorted(names.get(statement.source or "", {""}))
    ]


def place_rows(number: int, reading: Reading) -> list[Row]:
    """The rows of ``places``: each place once, under the gazetteer's name and under the report's own."""
    text = reading.report.text
    found = {(fold(n), p.country or "") for p in reading.places for n in (p.name, text[p.start : p.end])}
    return [{"report": number, "name": name, "country": country} for name, country in sorted(found)]
