"""What linking has at hand while it works: reports as it needs them, read from the archive and kept for a while."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from typing import NamedTuple

import msgspec
from sqlalchemy import Connection

from firsthand.archive.fetching import dossier, filed_by_number
from firsthand.archive.findings import key_of
from firsthand.archive.identified import appearance_rows
from firsthand.archive.store import Store
from firsthand.linking.identity_parts import Appearance
from firsthand.linking.parts import Dossier, dossier_from_bytes
from firsthand.linking.profiles import Profiles, profiles_of
from firsthand.outlets import Outlet, Publisher, publisher_of

_KEPT = 400
"""Reports kept at hand: a busy fortnight's neighbours, at about 150 kB each."""
_CASTS = 4000
"""Reports of which the sources are kept at hand, at about 5 kB each."""


class Shelved(NamedTuple):
    """One report, ready for comparing. Its key is the ``id`` of all these."""

    number: int
    key: str
    current: bool
    dossier: Dossier
    profiles: Profiles
    publisher: Publisher | None


class Shelf:
    """Reads reports by number or key. Holds nothing that the archive does not, and only for one run of linking."""

    def __init__(self, store: Store, outlets: Sequence[Outlet]) -> None:
        self._store, self._outlets = store, tuple(outlets)
        self._kept: OrderedDict[int, Shelved] = OrderedDict()
        self._casts: OrderedDict[int, tuple[Appearance, ...]] = OrderedDict()
        self._numbers: dict[str, int] = {}

    def report(self, number: int) -> Shelved | None:
        """The report of this number; ``None`` when it is not in the archive or has not been read."""
        if number in self._kept:
            self._kept.move_to_end(number)
            return self._kept[number]
        rows = filed_by_number(self._store, [number])
        if not rows:
            return None
        row = rows[0]
        kept = dossier_from_bytes(dossier(self._store, number)[1])
        report = msgspec.structs.replace(kept.reading.report, id=row.key)
        kept = msgspec.structs.replace(kept, reading=msgspec.structs.replace(kept.reading, report=report))
        publisher = publisher_of(row.outlet, row.url, self._outlets)
        made = Shelved(number, row.key, row.superseded_by is None, kept, profiles_of(kept), publisher)
        self._kept[number] = made
        self._numbers[row.key] = number
        if len(self._kept) > _KEPT:
            _, dropped = self._kept.popitem(last=False)
            del self._numbers[dropped.key]
        return made

    def here(self, number: int) -> Shelved:
        """The report of this number, which is known to be in the archive."""
        found = self.report(number)
        assert found is not None, f"report number {number} has links and is not in the archive"
        return found

    def number(self, key: str) -> int:
        """The number of a report that was read here just before."""
        return self._numbers[key]

    def key(self, connection: Connection, number: int) -> str:
        """The key of a report, which is known to be in the archive."""
        kept = self._kept.get(number)
        return kept.key if kept is not None else key_of(connection, number)

    def cast(self, connection: Connection, number: int) -> tuple[Appearance, ...]:
        """The sources of a report as comparing them needs."""
        if number not in self._casts:
            rows = appearance_rows(connection, number)
            self._casts[number] = tuple(msgspec.msgpack.decode(data, type=Appearance) for data in rows.values())
            if len(self._casts) > _CASTS:
                self._casts.popitem(last=False)
        self._casts.move_to_end(number)
        return self._casts[number]

    def renew(self, number: int) -> None:
        """Lets go of what was read of a report, which may be another now."""
        dropped = self._kept.pop(number, None)
        if dropped is not None:
            del self._numbers[dropped.key]
        self._casts.pop(number, None)
