"""Sets the scenes for accounting: each claim's reports and all that they were made from, read once a transaction."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection

from firsthand.archive import findings, identified
from firsthand.linking.identity_parts import Decided
from firsthand.linking.people import people_among
from firsthand.linking.scenes import Scene
from firsthand.linking.shelf import Shelf
from firsthand.schema import Derivation


class Staging:
    """Makes scenes while one report is linked. What it has read it keeps."""

    def __init__(self, connection: Connection, shelf: Shelf, decisions: Sequence[Decided]) -> None:
        self._connection, self._shelf, self._decisions = connection, shelf, decisions
        self._derivations: dict[int, list[tuple[int, Derivation]]] = {}
        self._identities: dict[int, dict[str, str]] = {}
        self._scenes: dict[frozenset[int], Scene] = {}

    def scene(self, numbers: Iterable[int]) -> Scene:
        """The scene of some reports and all those that they were made from."""
        found = self._with_ancestors(numbers)
        if found not in self._scenes:
            self._scenes[found] = self._set(sorted(found))
        return self._scenes[found]

    def bare(self, numbers: Iterable[int]) -> Scene:
        """The scene of some reports, without what became of them and who is who."""
        reports = [self._shelf.here(number) for number in sorted(numbers)]
        return Scene({r.key: r.dossier for r in reports}, {r.key: r.profiles for r in reports}, {}, {}, {})

    def _with_ancestors(self, numbers: Iterable[int]) -> frozenset[int]:
        found, waiting = set(numbers), sorted(numbers)
        while waiting:
            for source, _ in self._made_from(waiting.pop()):
                if source not in found:
                    found.add(source)
                    waiting.append(source)
        return frozenset(found)

    def _made_from(self, number: int) -> list[tuple[int, Derivation]]:
        if number not in self._derivations:
            rows = findings.derivations_of(self._connection, number)
            own = [(source, d) for of, source, d in rows if of == number]
            self._derivations[number] = sorted(own, key=lambda row: row[1].source_report)
        return self._derivations[number]

    def _set(self, numbers: Sequence[int]) -> Scene:
        reports = [self._shelf.here(number) for number in numbers]
        derivations = {r.key: tuple(d for _, d in self._made_from(r.number)) for r in reports}
        cast = [a for r in reports for a in self._shelf.cast(self._connection, r.number)]
        people = people_among(cast, [d for own in derivations.values() for d in own], self._decisions)
        known = {r.key: self._known(r.number) for r in reports}
        return Scene(
            dossiers={r.key: r.dossier for r in reports},
            profiles={r.key: r.profiles for r in reports},
            publishers={r.key: r.publisher for r in reports},
            derivations=derivations,
            people={
                (report, source): person._replace(shown=known[report].get(source, person.id))
                for (report, source), person in people.items()
            },
        )

    def _known(self, number: int) -> dict[str, str]:
        if number not in self._identities:
            self._identities[number] = identified.identities_of(self._connection, number)
        return self._identities[number]
