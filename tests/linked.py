"""Archives of one of our training stories, for the tests of linking: read once, filed in any order."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

import msgspec
from sqlalchemy import select

from firsthand.archive.filing import file_reports
from firsthand.archive.finding_tables import identities
from firsthand.archive.findings import claims_where, conflicts_of, derivations_of
from firsthand.archive.opening import open_store
from firsthand.archive.parts import Filing
from firsthand.archive.store import Store, snapshot
from firsthand.archive.tables import reports
from firsthand.linking.dossiers import make_dossier
from firsthand.linking.link import link
from firsthand.linking.parts import dossier_to_bytes
from firsthand.reading.reader import Reader
from firsthand.schema import Claim, Conflict, Derivation, Report
from tests.archiving import COLLECTED

STORIES = Path(__file__).parent.parent / "training" / "stories"


class Found(NamedTuple):
    """All that linking found in an archive, in an order that does not depend on that of adding."""

    claims: tuple[Claim, ...]
    derivations: tuple[Derivation, ...]
    conflicts: tuple[Conflict, ...]
    identities: tuple[tuple[str, str, str], ...]
    """(report, source, identity)."""


def story(name: str) -> list[Report]:
    """The reports of a training story."""
    lines = (STORIES / name / "reports.jsonl").read_bytes().splitlines()
    return [
        msgspec.convert({**msgspec.json.decode(line), "sha256": sha256(line).hexdigest()}, Report) for line in lines
    ]


def altered(report: Report, text: str | None = None, **fields: str | None) -> Report:
    """The report with another text or other fields; its bytes are those of the text and the fields."""
    made = msgspec.structs.replace(report, **{**fields, "text": report.text if text is None else text})
    return msgspec.structs.replace(made, sha256=sha256(_bytes(made)).hexdigest())


def filing(report: Report, model: str = "m1") -> Filing:
    """The report, read, ready to be filed."""
    report = altered(report)
    dossier = make_dossier(report, _reader())
    return Filing(
        report=report, data=_bytes(report), reading=dossier.reading, dossier=dossier_to_bytes(dossier), model=model,
        collected=COLLECTED,
    )  # fmt: skip


def filed(path: Path, filings: Sequence[Filing], at_once: int = 1) -> Store:
    """An archive to which the reports were added and linked, so many at once."""
    store = open_store(path, create=True)
    for start in range(0, len(filings), at_once):
        file_reports(store, filings[start : start + at_once])
        link(store)
    return store


def found_in(store: Store) -> Found:
    """All that linking found."""
    with snapshot(store) as connection:
        claims = [msgspec.json.decode(row.data, type=Claim) for row in connection.execute(claims_where(connection))]
        own = select(reports.c.key, identities.c.source, identities.c.identity)
        own = own.join(reports, reports.c.number == identities.c.report)
        return Found(
            tuple(sorted(claims, key=lambda claim: claim.id)),
            tuple(sorted((d for _, _, d in derivations_of(connection)), key=lambda d: (d.report, d.source_report))),
            tuple(conflicts_of(connection)),
            tuple(sorted((row[0], row[1], row[2]) for row in connection.execute(own))),
        )


def _bytes(report: Report) -> bytes:
    return msgspec.json.encode([report.id, report.url, report.published, report.modified, report.text])


@cache
def _reader() -> Reader:
    return Reader(1)
