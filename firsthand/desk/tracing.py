"""Putting together what an answer to "why?" needs: a claim, the reports it stands in and the words it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sqlalchemy import Connection

from firsthand.archive import fetching
from firsthand.archive.findings import claim_of, conflicts_of, derivations_of, members_of
from firsthand.archive.heard import keys_starting
from firsthand.archive.parts import Filed
from firsthand.archive.store import Store, snapshot
from firsthand.desk.parts import Link, Quote, ReportFile, Trace, quote_of
from firsthand.schema import Claim, Conflict, Derivation, Span


def trace_of(store: Store, claim: Claim, likeness: float | None = None) -> Trace:
    """The claim with everything that it rests on."""
    with snapshot(store) as connection:
        conflicts = tuple(conflicts_of(connection, claim.id))
        others = dict.fromkeys(c.b if c.a == claim.id else c.a for c in conflicts)
        against = tuple(other for one in others if (other := claim_of(connection, one)) is not None)
    named = dict.fromkeys(report for report, _ in _places(claim, conflicts))
    filed = {key: fetching.filed(store, key) for key in named}
    with snapshot(store) as connection:
        derivations = tuple(_between(connection, filed.values()))
    return Trace(
        claim=claim,
        likeness=likeness,
        reports=tuple(sorted(filed.values(), key=lambda f: (f.published or "9", f.number))),
        derivations=derivations,
        conflicts=conflicts,
        against=against,
        quotes=tuple(_quotes(store, claim, conflicts)),
    )


def report_file(store: Store, key: str) -> ReportFile:
    """The report of this key and all that the archive knows of it. Raises ``NotInArchiveError``."""
    filed = fetching.filed(store, key)
    reading = fetching.reading(store, key)
    with snapshot(store) as connection:
        derivations = [d for _, _, d in derivations_of(connection, filed.number)]
        ids = dict.fromkeys(claim for _, claim in sorted(members_of(connection, filed.number).items()))
        claims = tuple(claim for one in ids if (claim := claim_of(connection, one)) is not None)
    return ReportFile(
        filed=filed,
        reading=reading,
        revisions=tuple(fetching.revisions(store, key)),
        captures=tuple(fetching.captures_of(store, key)),
        made_from=tuple(_link(store, d) for d in derivations if d.report == key),
        went_into=tuple(_link(store, d) for d in derivations if d.source_report == key),
        claims=claims,
    )


def whole_key(store: Store, key: str) -> str:
    """The key itself, or the only one that begins so; any other is given back as it is."""
    with snapshot(store) as connection:
        found = keys_starting(connection, key.removesuffix("…"), 2)
    return found[0] if len(found) == 1 else key


def _places(claim: Claim, conflicts: Iterable[Conflict]) -> Iterator[tuple[str, Span]]:
    """Every span that the claim, its paths and its conflicts name, with its report."""
    for statement in claim.statements:
        yield from ((statement.report, span) for span in statement.content)
        for step in statement.path:
            if step.report is not None:
                yield from ((step.report, span) for span in step.spans)
    for conflict in conflicts:
        for clash in (*conflict.a_words, *conflict.b_words):
            yield clash.report, Span(clash.start, clash.end)


def _quotes(store: Store, claim: Claim, conflicts: Iterable[Conflict]) -> Iterator[Quote]:
    spans: dict[str, dict[Span, None]] = {}
    for report, span in _places(claim, conflicts):
        spans.setdefault(report, {})[span] = None
    for report, wanted in spans.items():
        text = fetching.report(store, report).text
        for span in sorted(wanted, key=lambda s: (s.start, s.end)):
            yield quote_of(report, text, span)


def _between(connection: Connection, reports: Iterable[Filed]) -> Iterator[Derivation]:
    """The derivations of which both ends are among the reports."""
    numbers = {report.number for report in reports}
    for number in sorted(numbers):
        for report, source, derivation in derivations_of(connection, number):
            if report == number and source in numbers:
                yield derivation


def _link(store: Store, derivation: Derivation) -> Link:
    later = fetching.report(store, derivation.report).text
    earlier = fetching.report(store, derivation.source_report).text
    pairs = (
        (
            quote_of(derivation.report, later, Span(p.start, p.end)),
            quote_of(derivation.source_report, earlier, Span(p.from_start, p.from_end)),
        )
        for p in derivation.passages
    )
    return Link(derivation=derivation, quotes=tuple(pairs))
