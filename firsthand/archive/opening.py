"""Opening an archive, or making one."""

from __future__ import annotations

from pathlib import Path

from firsthand.archive import finding_tables, sqlite
from firsthand.archive.migrations import FIRST, Migration, migrate
from firsthand.archive.store import Store

MIGRATIONS: tuple[Migration, ...] = (FIRST, finding_tables.MIGRATION)
"""In their order. A room with tables of its own adds its steps at the end."""


def open_store(path: str | Path, *, create: bool) -> Store:
    """The archive at ``path``, brought up to this program's version; made when ``create`` and there is none.

    Raises ``ArchiveError`` when there is none or it cannot be opened, ``ArchiveDamagedError`` when the file is no
    archive, and ``ArchiveBusyError`` when another process holds it.
    """
    path = Path(path)
    engine = sqlite.open_engine(path, create=create)
    with sqlite.meaning(str(path)):
        migrate(engine, str(path), MIGRATIONS)
    return Store(engine, str(path))
