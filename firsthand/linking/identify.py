"""Keeps who is who up to date: the sources of one more report among those of all others.

Sources hang together by pairs that are likely one, which are worked out once for each new source; such a set is folded
by itself, so that a report costs what its own sources touch. Somebody who is in more reports than ``LARGEST`` is not
folded again for each: a newcomer joins.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

import msgspec
from sqlalchemy import Connection

from firsthand.archive import findings, identified
from firsthand.archive.identified import Key
from firsthand.linking.identities import SAME, fold, keys_of, mentioned_in
from firsthand.linking.identity_appearances import appearances_of
from firsthand.linking.identity_likeness import same_source
from firsthand.linking.identity_parts import Appearance, Decided, Ref
from firsthand.linking.shelf import Shelf, Shelved

LARGEST = 150
"""Sources folded at once."""
_NEAREST = 24
"""With how many before it and after it a source is compared, of those that share a key."""


def enter_sources(connection: Connection, report: Shelved) -> None:
    """Files a report's sources under the keys that bring like ones together."""
    name = report.publisher.name if report.publisher is not None else None
    found = appearances_of(report.dossier.reading, name)
    identified.put_appearances(connection, report.number, {a.source: msgspec.msgpack.encode(a) for a in found})
    keys = {a.source: keys_of(a) for a in found}
    identified.put_identity_keys(connection, report.number, keys, {a.source: a.day or 0 for a in found})


def companions(connection: Connection, number: int) -> set[Key]:
    """The sources that share an identity with one of a report's, those too; of whom too many do, none."""
    found: set[Key] = set()
    for identity in sorted(set(identified.identities_of(connection, number).values())):
        own = identified.appearances_of(connection, identity, LARGEST + 1)
        found.update(own if len(own) <= LARGEST else ())
    return found


def identify(
    connection: Connection, shelf: Shelf, reports: Iterable[int], others: Iterable[Key], decisions: Sequence[Decided]
) -> set[str]:
    """Sets the identities of the sources of some reports, of ``others``, and of all that hang together with them.

    ``reports``: those that are new, or derive from others than before. Gives the identities that somebody had and has
    no more.
    """
    deciders = _Deciders(connection, shelf, decisions)
    seeds: set[Key] = set()
    for number in sorted(reports):
        cast = shelf.cast(connection, number)
        pairs = [((number, one.source), other) for one in cast for other in _like(connection, shelf, number, one)]
        identified.replace_links(connection, number, pairs)
        seeds.update((number, one.source) for one in cast)
    seeds.update(key for key in others if _appearance(connection, shelf, key) is not None)
    left: set[str] = set()
    done: set[Key] = set()
    for seed in sorted(seeds):
        if seed not in done:
            together = _together(connection, shelf, seed, deciders)
            done |= {seed} if len(together) > LARGEST else set(together)
            if len(together) <= LARGEST:
                left |= _put(connection, _folded(connection, shelf, together, decisions))
            elif seed[0] in reports:
                left |= _put(connection, _joined(connection, shelf, seed, deciders, decisions))
    return left


def _like(connection: Connection, shelf: Shelf, number: int, one: Appearance) -> list[Key]:
    """The sources of other reports that are likely one with this."""
    kin = findings.kin_of(connection, number)
    found = []
    for key in identified.sources_sharing(connection, keys_of(one), one.day or 0, _NEAREST):
        other = _appearance(connection, shelf, key) if key[0] != number else None
        if other is not None and same_source(one, other, key[0] in kin).score >= SAME:
            found.append(key)
    return found


def _together(connection: Connection, shelf: Shelf, first: Key, deciders: _Deciders) -> dict[Key, Appearance]:
    """The sources that hang together with one, itself too, in the order found; not all when more than ``LARGEST``."""
    found: dict[Key, Appearance] = {}
    waiting = [first]
    while waiting and len(found) <= LARGEST:
        key = waiting.pop()
        appearance = _appearance(connection, shelf, key)
        if key not in found and appearance is not None:
            found[key] = appearance
            waiting += [*identified.linked_with(connection, key), *deciders.with_(key, appearance)]
    return found


def _folded(
    connection: Connection, shelf: Shelf, together: dict[Key, Appearance], decisions: Sequence[Decided]
) -> dict[Key, str]:
    """The identity of each."""
    keys = {(a.report, a.source): key for key, a in together.items()}
    numbers = {key[0]: a.report for key, a in together.items()}
    linked = {
        frozenset((report, numbers[other]))
        for number, report in numbers.items()
        for other in findings.kin_of(connection, number)
        if other in numbers
    }
    made = fold(together.values(), decisions, linked)
    return {keys[a]: identity.id for identity in made for a in identity.appearances}


def _joined(
    connection: Connection, shelf: Shelf, key: Key, deciders: _Deciders, decisions: Sequence[Decided]
) -> dict[Key, str]:
    """The identity of one newcomer: that of most of those with whom it is one."""
    one = next(a for a in shelf.cast(connection, key[0]) if a.source == key[1])
    near = [key, *deciders.with_(key, one), *identified.linked_with(connection, key)][:LARGEST]
    together = {k: a for k in near if (a := _appearance(connection, shelf, k)) is not None}
    folded = _folded(connection, shelf, together, decisions)
    fellows = [k for k in folded if folded[k] == folded[key] and k != key]
    theirs = Counter(identified.identities_of(connection, k[0])[k[1]] for k in fellows)
    best = min(theirs, key=lambda identity: (-theirs[identity], identity), default=folded[key])
    return {key: best}


def _put(connection: Connection, made: dict[Key, str]) -> set[str]:
    """Writes identities down, and gives those that somebody had before and has no more."""
    before = {number: identified.identities_of(connection, number) for number in {key[0] for key in made}}
    changed = [(key, identity) for key, identity in sorted(made.items()) if before[key[0]][key[1]] != identity]
    identified.put_identities(connection, changed)
    return {before[number][source] for (number, source), _ in changed}


def _appearance(connection: Connection, shelf: Shelf, key: Key) -> Appearance | None:
    return next((a for a in shelf.cast(connection, key[0]) if a.source == key[1]), None)


class _Deciders:
    """Which sources decisions name together."""

    def __init__(self, connection: Connection, shelf: Shelf, decisions: Sequence[Decided]) -> None:
        self._connection, self._shelf = connection, shelf
        self._naming: dict[str, list[Decided]] = {}
        for decided in decisions:
            for report in {ref.report for ref in (*decided.these, *decided.those)}:
                self._naming.setdefault(report, []).append(decided)

    def with_(self, key: Key, appearance: Appearance) -> list[Key]:
        """Those that a decision names together with a source."""
        found: list[Key] = []
        for decided in self._naming.get(appearance.report, ()):
            named = [k for ref in (*decided.these, *decided.those) if (k := self._meant(ref)) is not None]
            found += named if key in named else ()
        return found

    def _meant(self, ref: Ref) -> Key | None:
        number = findings.number_of(self._connection, ref.report)
        if number is None:
            return None
        cast = self._shelf.cast(self._connection, number)
        best = max(cast, key=lambda appearance: mentioned_in(appearance, ref), default=None)
        return (number, best.source) if best is not None and mentioned_in(best, ref) else None
