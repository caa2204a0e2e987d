"""An archive as its users work with it, from Python and from the command line alike."""

from __future__ import annotations

import getpass
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, BinaryIO, Self

import msgspec

from firsthand.archive import decisions as deciding
from firsthand.archive import fetching
from firsthand.archive.filing import pending, unsettle
from firsthand.archive.filters import Filters
from firsthand.archive.findings import claim_of, claims_where, conflicts_of, counts_of, derivations_of
from firsthand.archive.log import Entry, Head, entries, head
from firsthand.archive.opening import open_store
from firsthand.archive.parts import Added, Decision, Fault, Filed
from firsthand.archive.search import HitPage, search
from firsthand.archive.store import close_store, snapshot
from firsthand.archive.verify import verify
from firsthand.desk import people, tracing
from firsthand.desk.parts import ReportFile, Reread, SourceEntry, SourceFile, Trace
from firsthand.errors import InputError, NotInArchiveError
from firsthand.intake import collect
from firsthand.outlets import Outlet, checked_outlet, merged_outlets
from firsthand.schema import Claim, Conflict, Derivation, Findings

if TYPE_CHECKING:
    from firsthand.desk.watch import Watched
    from firsthand.reading.reader import Reader
    from firsthand.watching import Client

Progress = Callable[[int, int], None]
"""Called with how many are done, and of how many."""
MERGE, SPLIT, OUTLET = "merge", "split", "outlet"


class Archive:
    """Reports, their readings and what they show together, in one file.

    ``path`` is made if it is not there, unless ``create`` is false. ``by`` is who works with it, as the log will name
    them: the operating system's user if not given. ``reader``: one to read with, in place of one made when needed.
    Raises ``ArchiveError`` when the file cannot be opened or made.

        >>> import json, tempfile
        >>> from pathlib import Path
        >>> from firsthand import Archive
        >>> folder = tempfile.TemporaryDirectory()
        >>> feed = Path(folder.name, "feed.jsonl")
        >>> report = {"id": "post-1", "outlet": "Harbour Post", "text": "Ada Lind, the mayor, said the pier was shut."}
        >>> _ = feed.write_text(json.dumps(report))
        >>> with Archive(Path(folder.name, "pier.db")) as archive:
        ...     [added.outcome for added in archive.add(feed)]
        ...     [added.outcome for added in archive.add(feed)]
        ...     [(claim.gist, claim.independent_sources) for claim in archive.claims()]
        ['new']
        ['known']
        [('the pier was shut', 1)]
        >>> folder.cleanup()
    """

    def __init__(
        self,
        path: str | Path = "firsthand.db",
        *,
        create: bool = True,
        by: str | None = None,
        reader: Reader | None = None,
    ) -> None:
        self._store = open_store(path, create=create)
        self._by = by or _user()
        self._own_reader = reader

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Closes the file. Nothing is lost without it."""
        close_store(self._store)

    @property
    def location(self) -> str:
        """The path of the file."""
        return self._store.location

    # Taking in

    def add(
        self, *paths: str | Path, stdin: BinaryIO | None = None, progress: Progress | None = None
    ) -> Iterator[Added | InputError]:
        """Adds every report in the inputs (see ``firsthand.intake.load``), and links what is not linked yet.

        Lazy: reports are taken in as the iterator is used, and each is on the disk when it comes out. What is here
        already is not read again, so that an interrupted run goes on where it stopped. Without paths, it only links
        what such a run left. ``progress`` tells how far linking is.
        """
        from firsthand.desk import adding

        items = collect([str(path) for path in paths], stdin)
        yield from adding.take_in(self._store, items, self._reader, self._by)
        self.link(progress)

    def watch(self, client: Client, *feeds: str, every: int | None = None) -> Iterator[Watched]:
        """One look at each feed with a ``firsthand.watching.Client``: files what is new, then links it.

        ``every``: the least minutes between two looks at one feed; those whose time has not come are left alone.
        """
        from firsthand.desk.watch import look

        yield from look(self._store, feeds, client, self._reader, self._by, every)
        self.link()

    def reread(self, progress: Progress | None = None) -> Iterator[Reread]:
        """Reads again what was read with other weights than today's, and links it anew. Old readings and all
        decisions stay."""
        from firsthand.desk import adding

        yield from adding.read_again(self._store, self._reader(), self._by)
        self.link(progress)

    def link(self, progress: Progress | None = None) -> int:
        """Links the reports that are not linked yet, and says how many they were."""
        from firsthand.linking.link import link

        return link(self._store, progress=progress)

    def is_linked(self) -> bool:
        """Whether all reports are linked: not so while, or after, adding was interrupted."""
        return not pending(self._store, limit=1)

    # What was found

    def claims(self, min_sources: int | None = None, *, conflicts: bool = False) -> Iterator[Claim]:
        """The claims; first those that stand in the most reports for each source that they rest on.

        ``min_sources``: only those with so many independent sources; ``conflicts``: only those that another
        contradicts.
        """
        with snapshot(self._store) as connection:
            query = claims_where(connection, least_sources=min_sources or 0, conflicting=conflicts)
            for row in connection.execute(query):
                yield msgspec.json.decode(row.data, type=Claim)

    def claim(self, claim_id: str) -> Claim:
        """The claim of this id. Raises ``NotInArchiveError``."""
        with snapshot(self._store) as connection:
            found = claim_of(connection, claim_id)
        if found is None:
            remedy = "firsthand claims lists those there are"
            raise NotInArchiveError(self.location, f"there is no claim {claim_id}", remedy=remedy)
        return found

    def derivations(self) -> list[Derivation]:
        """What was made from what."""
        with snapshot(self._store) as connection:
            return [derivation for _, _, derivation in derivations_of(connection)]

    def conflicts(self, claim_id: str | None = None) -> list[Conflict]:
        """Which claims cannot both hold: all of them, or those that cannot hold together with this one."""
        with snapshot(self._store) as connection:
            return conflicts_of(connection, claim_id)

    def findings(self) -> Findings:
        """All of it at once."""
        return Findings(
            claims=tuple(self.claims()), derivations=tuple(self.derivations()), conflicts=tuple(self.conflicts())
        )

    def counts(self) -> dict[str, int]:
        """How many claims, derivations, conflicts and sources there are."""
        with snapshot(self._store) as connection:
            return counts_of(connection)

    def trace(self, claim_or_sentence: str, limit: int = 5) -> list[Trace]:
        """What a claim rests on: of the claim of this id, else of those that say what the sentence says, likest
        first. Empty when none does."""
        with snapshot(self._store) as connection:
            claim = claim_of(connection, claim_or_sentence)
        if claim is not None:
            return [tracing.trace_of(self._store, claim)]
        from firsthand.linking.trace import matching_claims

        found = matching_claims(self._store, claim_or_sentence, self._reader(), limit)
        return [tracing.trace_of(self._store, claim, likeness) for claim, likeness in found]

    # What it was found in

    def show(self, key: str) -> ReportFile:
        """The report of this key, or the only one whose key begins so, and all that is known of it. Raises
        ``NotInArchiveError``."""
        return tracing.report_file(self._store, tracing.whole_key(self._store, key))

    def bytes_of(self, key: str) -> bytes:
        """The bytes that the report of this key was first made from, as they were collected."""
        (first, *_) = fetching.captures_of(self._store, tracing.whole_key(self._store, key))
        return fetching.blob(self._store, first.sha256)

    def reports(self, filters: Filters | None = None) -> Iterator[Filed]:
        """The reports that pass the filters, in the order of their arrival."""
        cursor: int | None = 0
        while cursor is not None:
            page = fetching.reports(self._store, filters, cursor=cursor)
            yield from page.filed
            cursor = page.cursor

    def search(
        self, words: str, filters: Filters | None = None, *, limit: int = 20, cursor: str | None = None
    ) -> HitPage:
        """The reports that hold the words: all of them, ``"several words"`` together, ``flood*``, ``a OR b``."""
        return search(self._store, words, filters, limit=limit, cursor=cursor)

    # Sources

    def sources(self) -> Iterator[SourceEntry]:
        """Everybody who is heard, those in most reports first."""
        return people.entries(self._store)

    def source(self, name_or_id: str) -> SourceFile:
        """A source and all it said. Raises ``NotInArchiveError`` when nobody, or more than one, is called so."""
        return people.source_file(self._store, name_or_id)

    def merge(self, *names_or_ids: str, reason: str) -> Decision:
        """Decides that these are one source. Raises ``NotInArchiveError`` as ``source`` does, ``ValueError`` for
        fewer than two."""
        found = [people.find(self._store, one) for one in names_or_ids]
        if len({identity for identity, _ in found}) < 2:
            raise ValueError("it takes two sources to merge")
        these = [people.refs_of(self._store, appearances[:1])[0] for _, appearances in found]
        numbers = {number for _, appearances in found for number, _ in appearances}
        return self._decide(MERGE, {"these": these}, reason, numbers)

    def split(self, name_or_id: str, *reports: str, reason: str) -> Decision:
        """Decides that the source in these reports is another than in its other ones. Raises ``NotInArchiveError`` as
        ``source`` does, ``ValueError`` when the reports are none or all of its."""
        _, appearances = people.find(self._store, name_or_id)
        chosen = {fetching.filed(self._store, key).number for key in reports}
        these = [one for one in appearances if one[0] in chosen]
        those = [one for one in appearances if one[0] not in chosen]
        if not these or not those:
            raise ValueError("to split a source, name some of its reports, not all of them and no others only")
        body = {"these": people.refs_of(self._store, these), "those": people.refs_of(self._store, those)}
        return self._decide(SPLIT, body, reason, {number for number, _ in appearances})

    # Decisions

    def undo(self, number: int, *, reason: str) -> Decision:
        """Takes a decision back. Raises ``NotInArchiveError``, and ``ArchiveError`` when it is taken back already."""
        known = {decision.number: decision for decision in self.decisions(in_force=False)}
        about = known.get(number)
        while about is not None and about.undoes is not None:
            about = known.get(about.undoes)
        if about is not None:
            unsettle(self._store, self._numbers() if about.kind == OUTLET else people.reports_about(self._store, about))
        made = deciding.undo(self._store, number, self._by, reason)
        self.link()
        return made

    def decisions(self, kind: str | None = None, *, in_force: bool = True) -> list[Decision]:
        """What people decided: ``kind`` merge, split or outlet; all of them if not given."""
        return deciding.decisions(self._store, kind, in_force=in_force)

    def outlets(self) -> tuple[Outlet, ...]:
        """The table of outlets: what ships, with this archive's own entries laid over it."""
        return merged_outlets(self.own_outlets())

    def own_outlets(self) -> list[Outlet]:
        """The entries that were added to this archive."""
        return [checked_outlet(d.body, f"decision {d.number}") for d in self.decisions(OUTLET)]

    def add_outlets(self, entries: Iterable[Outlet], *, reason: str) -> list[Decision]:
        """Adds entries to the table of outlets, and links everything anew: who published what may be another now."""
        bodies = [msgspec.to_builtins(checked_outlet(msgspec.to_builtins(entry))) for entry in entries]
        if bodies:
            unsettle(self._store, self._numbers())
        made = [deciding.decide(self._store, self._by, OUTLET, body, reason) for body in bodies]
        self.link()
        return made

    # Custody

    def verify(self, expected: Head | None = None) -> list[Fault]:
        """Everything that is not as it was put there. ``expected``: a head that was written down earlier."""
        return verify(self._store, expected)

    def log(self, after: int = 0) -> Iterator[Entry]:
        """The entries of the log behind number ``after``, oldest first."""
        return entries(self._store, after)

    def head(self) -> Head:
        """The log's last entry, whose hash stands for all before it."""
        return head(self._store)

    def _decide(self, kind: str, body: Mapping[str, object], reason: str, reports: Iterable[int]) -> Decision:
        # First what is to be linked anew: were it the other way round, a crash in between would leave it unlinked.
        unsettle(self._store, reports)
        made = deciding.decide(self._store, self._by, kind, body, reason)
        self.link()
        return made

    def _numbers(self) -> Iterator[int]:
        return (report.number for report in self.reports())

    def _reader(self) -> Reader:
        if self._own_reader is None:
            from firsthand.reading.reader import Reader

            self._own_reader = Reader()
        return self._own_reader


def _user() -> str:
    """Who works here, as the operating system knows them."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "unknown"
