"""Sources over all reports: who is heard, what they said, and what a person decides about who is who."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from firsthand.archive import fetching
from firsthand.archive.findings import members_of
from firsthand.archive.heard import identities_by_reports, reports_with_source
from firsthand.archive.identified import appearances_of, identities_of
from firsthand.archive.packing import fold
from firsthand.archive.parts import Decision, Filed
from firsthand.archive.store import Store, snapshot
from firsthand.desk.parts import Saying, SourceEntry, SourceFile, quote_of
from firsthand.errors import NotInArchiveError
from firsthand.linking.parts import dossier_from_bytes
from firsthand.schema import Reading, Source, SourceKind, Span, Statement

_ENOUGH = 100
"""Reports of a source that a list looks at: one in thousands of reports is told well enough from so many."""
_PAGE = 100
_KINDS: dict[SourceKind, int] = {"pseudonymous": 2, "named": 1, "unnamed": 0}
"""Whoever is said once to go by a false name goes by it everywhere."""
Appearances = Sequence[tuple[int, str]]
"""(report's number, the source's id in its reading)."""


def entries(store: Store) -> Iterator[SourceEntry]:
    """Everybody with a statement, those in most reports first."""
    offset = 0
    while True:
        with snapshot(store) as connection:
            page = identities_by_reports(connection, _PAGE, offset)
            found = [(identity, reports, appearances_of(connection, identity)) for identity, reports, _ in page]
        for identity, reports, appearances in found:
            entry = _entry(store, identity, appearances, reports)
            if entry is not None and entry.statements:
                yield entry
        offset += _PAGE
        if len(page) < _PAGE:
            return


def source_file(store: Store, name_or_id: str) -> SourceFile:
    """A source and all it said, in the order of publication. Raises ``NotInArchiveError`` when nobody is called so, or
    more than one."""
    identity, appearances = find(store, name_or_id)
    sayings = sorted(_sayings(store, appearances), key=lambda s: (s.report.published or "9", s.report.number))
    reports = len({number for number, _ in appearances})
    entry = _entry(store, identity, appearances, reports, most=None)
    if entry is None:
        remedy = "Run firsthand add to link it"
        raise NotInArchiveError(store.location, f"{name_or_id} was read again and is not linked yet", remedy=remedy)
    return SourceFile(source=entry, sayings=tuple(sayings))


def find(store: Store, name_or_id: str) -> tuple[str, list[tuple[int, str]]]:
    """The identity of this id, or the only one of this name, and where it appears."""
    with snapshot(store) as connection:
        appearances = appearances_of(connection, name_or_id)
        numbers = [] if appearances else reports_with_source(connection, name_or_id)
    if appearances:
        return name_or_id, appearances
    named = Counter(_identities_named(store, name_or_id, numbers))
    if not named:
        remedy = "firsthand sources lists those who are heard"
        raise NotInArchiveError(store.location, f"nobody is called {name_or_id}", remedy=remedy)
    if len(named) > 1:
        those = ", ".join(identity for identity, _ in named.most_common(8))
        remedy = f"Name one of them by its id: {those}"
        raise NotInArchiveError(store.location, f"{len(named)} sources are called {name_or_id}", remedy=remedy)
    (identity,) = named
    with snapshot(store) as connection:
        return identity, appearances_of(connection, identity)


def refs_of(store: Store, appearances: Appearances) -> list[dict[str, object]]:
    """Where each of the appearances is mentioned first: what a decision names, for it outlasts a new reading."""
    made: list[dict[str, object]] = []
    for filed, _, own in _readings(store, appearances):
        for at in (source.mentions[0] for source in own if source.mentions):
            made.append({"report": filed.key, "start": at.start, "end": at.end})
    return made


def reports_about(store: Store, decision: Decision) -> set[int]:
    """The numbers of the reports of all sources that a merge or a split names."""
    numbers: set[int] = set()
    refs = [*_refs(decision, "these"), *_refs(decision, "those")]
    for key, start in refs:
        number = fetching.filed(store, key).number
        with snapshot(store) as connection:
            of = identities_of(connection, number)
            for source in fetching.reading(store, key).sources:
                if source.id in of and any(mention.start == start for mention in source.mentions):
                    numbers.update(report for report, _ in appearances_of(connection, of[source.id]))
    return numbers


def _refs(decision: Decision, side: str) -> Iterator[tuple[str, int]]:
    refs = decision.body.get(side)
    for ref in refs if isinstance(refs, list) else []:
        yield str(ref["report"]), int(ref["start"])


def _identities_named(store: Store, name: str, numbers: Sequence[int]) -> Iterator[str]:
    wanted = fold(name)
    for number in numbers:
        with snapshot(store) as connection:
            of = identities_of(connection, number)
        for source in _reading(store, number).sources:
            if source.id in of and wanted in {fold(n) for n in (source.name, *source.aliases)}:
                yield of[source.id]


def _entry(
    store: Store, identity: str, appearances: Appearances, reports: int, most: int | None = _ENOUGH
) -> SourceEntry | None:
    """``None`` when its reports were read again and are not linked yet: then nobody in them is known by this id."""
    looked_at = appearances[:most]
    names: Counter[str] = Counter()
    own: list[Source] = []
    outlets: dict[str, None] = {}
    statements = 0
    for filed, reading, sources in _readings(store, looked_at):
        ids = {source.id for source in sources}
        said = sum(s.source in ids for s in reading.statements)
        statements += said
        if said and filed.outlet:
            outlets[filed.outlet] = None
        own += sources
        names.update(n for source in sources for n in (source.name, *source.aliases))
    if not own:
        return None
    best = max(own, key=lambda s: (_KINDS[s.kind], len(s.name.split()), names[s.name], s.name))
    roles = Counter(s.role for s in own if s.role and s.category == best.category)
    return SourceEntry(
        id=identity,
        name=best.name,
        kind=best.kind,
        category=best.category,
        role=roles.most_common(1)[0][0] if roles else None,
        aliases=tuple(name for name, _ in names.most_common() if name != best.name),
        reports=reports,
        outlets=tuple(outlets),
        statements=statements,
        complete=len(looked_at) == len(appearances),
    )


def _sayings(store: Store, appearances: Appearances) -> Iterator[Saying]:
    for filed, reading, own in _readings(store, appearances):
        ids, text = {source.id for source in own}, reading.report.text
        claims = _claims_of(store, filed.number)
        for statement in reading.statements:
            if statement.source in ids:
                yield Saying(
                    report=filed,
                    statement=statement.id,
                    stance=statement.stance,
                    said=statement.said.value if statement.said else None,
                    words=tuple(quote_of(filed.key, text, span) for span in statement.content),
                    claims=tuple(_touching(statement, claims)),
                )


def _claims_of(store: Store, number: int) -> list[tuple[str | None, Span, str]]:
    """(statement, span, claim) of a report's propositions that are in a claim."""
    with snapshot(store) as connection:
        of = members_of(connection, number)
    if not of:
        return []
    propositions = dossier_from_bytes(fetching.dossier(store, number)[1]).propositions
    return [(p.statement, span, of[i]) for i, p in enumerate(propositions) if i in of for span in p.spans]


def _touching(statement: Statement, claims: Iterable[tuple[str | None, Span, str]]) -> Iterator[str]:
    yield from dict.fromkeys(claim for of, _, claim in claims if of == statement.id)


def _readings(store: Store, appearances: Appearances) -> Iterator[tuple[Filed, Reading, list[Source]]]:
    """Each report of the appearances with its reading and the sources meant."""
    wanted: dict[int, set[str]] = {}
    for number, source in appearances:
        wanted.setdefault(number, set()).add(source)
    for number, ids in wanted.items():
        (filed,) = fetching.filed_by_number(store, [number])
        reading = fetching.reading(store, filed.key)
        yield filed, reading, [source for source in reading.sources if source.id in ids]


def _reading(store: Store, number: int) -> Reading:
    (filed,) = fetching.filed_by_number(store, [number])
    return fetching.reading(store, filed.key)
