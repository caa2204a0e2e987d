"""All that is SQLite's own: opening, pragmas, the full-text index, and what its errors mean."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import (
    ColumnElement,
    Connection,
    Engine,
    Integer,
    column,
    create_engine,
    event,
    literal_column,
    select,
    table,
    text,
)
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import Pool, QueuePool, StaticPool

from firsthand.errors import ArchiveBusyError, ArchiveDamagedError, ArchiveError

WAIT = 30.0
"""Seconds to wait for another process that is writing."""
_READ_ONLY = "ro&immutable=1"
"""How a file is opened that may not be written to: SQLite then needs no files beside it (nobody can be changing it)."""
_OURS = 0x46485354
"""SQLite's application id of an archive: "FHST"."""
_PRAGMAS = (
    # An acknowledged commit is on the disk, not only in the system's cache.
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    # INSERT OR REPLACE deletes: with this, the triggers that refuse deletion see it.
    "PRAGMA recursive_triggers=ON",
    "PRAGMA cell_size_check=ON",
    "PRAGMA trusted_schema=OFF",
    "PRAGMA cache_size=-32000",
    "PRAGMA journal_size_limit=67108864",
)
TEXT_INDEX = """
CREATE VIRTUAL TABLE words USING fts5(title, text, tokenize='unicode61 remove_diacritics 2', prefix='2 3 4')
"""
LOG_TRIGGERS = (
    "CREATE TRIGGER log_keeps_what_it_holds BEFORE UPDATE ON log"
    " BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END",
    "CREATE TRIGGER log_keeps_all_it_holds BEFORE DELETE ON log"
    " BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END",
    "CREATE TRIGGER log_grows_at_its_end BEFORE INSERT ON log"
    " WHEN NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM log)"
    " OR (NEW.seq > 1 AND NEW.previous IS NOT (SELECT hash FROM log WHERE seq = NEW.seq - 1))"
    " BEGIN SELECT RAISE(ABORT, 'the log grows at its end only'); END",
)
_MEANINGS = {
    sqlite3.SQLITE_READONLY: ("it may not be written to", "Check its permissions and those of its folder"),
    sqlite3.SQLITE_CANTOPEN: ("it cannot be opened", "Check the path, its permissions and those of its folder"),
    sqlite3.SQLITE_PERM: ("it may not be opened", "Check its permissions"),
    sqlite3.SQLITE_FULL: ("there is no space left; nothing of this step was kept", "Make space and run it again"),
    sqlite3.SQLITE_IOERR: ("the disk could not be read or written", "Check the disk and its free space"),
    sqlite3.SQLITE_TOOBIG: ("this is larger than an archive can hold in one piece", "Split it"),
    sqlite3.SQLITE_NOMEM: ("there is not enough memory", None),
}
_RESTORE = "Keep the file as it is and go back to a copy"

_WORDS = table("words", column("rowid", Integer))
NUMBER: ColumnElement[int] = literal_column("+words.rowid", Integer)
"""A report's number in the full-text index. The plus sign keeps SQLite from looking the words up anew for every number
that passes a condition (it is documented as the way to keep a term from driving a query)."""


def open_engine(path: Path, *, create: bool) -> Engine:
    """Connections to the archive at ``path``, which is made when ``create`` and there is none.

    Raises ``ArchiveError`` when it cannot be opened or is something else.
    """
    if create and not path.exists():
        _make(path)
    elif not path.is_file():
        cause = "there is no archive here" if not path.exists() else "this is no file"
        raise ArchiveError(str(path), cause, remedy="Check the path, or add a report to make one")
    mode = "rw" if is_writable(path) else _READ_ONLY
    with meaning(str(path)):
        _prepare(path, mode, create=create)
    return _engine(lambda: _connect(str(path.absolute()), mode), QueuePool)


def memory_engine() -> Engine:
    """An empty database that is nowhere but in memory."""
    return _engine(lambda: _connect("nowhere", "memory"), StaticPool)


def is_writable(path: Path) -> bool:
    """Whether the archive may be written to: itself, and its folder, where SQLite puts files beside it."""
    return os.access(path, os.W_OK) and os.access(path.absolute().parent, os.W_OK)


def writer(engine: Engine) -> Engine:
    """The same engine, whose transactions take the write lock at once and cannot fail halfway for want of it."""
    return engine.execution_options(firsthand_begin="BEGIN IMMEDIATE")


@contextmanager
def meaning(archive: str) -> Iterator[None]:
    """Turns SQLite's errors into ours, which say what to do."""
    try:
        yield
    except DBAPIError as error:
        if not isinstance(error.orig, sqlite3.Error):
            raise
        raise _translated(archive, error.orig) from error
    except sqlite3.Error as error:
        raise _translated(archive, error) from error
    except UnicodeDecodeError as error:
        # SQLite quotes what it cannot understand in its message, and Python cannot read that.
        raise ArchiveDamagedError(archive, "it is damaged (its tables cannot be read)", remedy=_RESTORE) from error


def index_words(connection: Connection, number: int, title: str, text: str) -> None:
    """Puts a report's words into the full-text index."""
    words = (number, without_nul(title), without_nul(text))
    connection.exec_driver_sql("INSERT INTO words(rowid, title, text) VALUES (?, ?, ?)", words)


def without_nul(text: str) -> str:
    """The text as it is indexed: a space for every NUL, at which FTS5's highlighting would end. Offsets do not move."""
    return text.replace("\0", " ")


def matching(
    connection: Connection, expression: str, conditions: Sequence[ColumnElement[bool]], *, below: int | None, limit: int
) -> list[int]:
    """The numbers of the reports that match and of which the conditions on ``NUMBER`` hold, the highest first."""
    rows = _WORDS.c.rowid
    wanted = [_matches(expression), *conditions, *([] if below is None else [rows < below])]
    found = select(rows).select_from(_WORDS).where(*wanted).order_by(rows.desc()).limit(limit)
    return [*connection.execute(found).scalars()]


def ranked(connection: Connection, expression: str, numbers: Sequence[int]) -> list[int]:
    """The numbers, which all match and are in falling order, the best match first."""
    if not numbers:
        return []
    rows = _WORDS.c.rowid
    among = text("+words.rowid IN (SELECT value FROM json_each(:among))").bindparams(among=json.dumps(numbers))
    best = (
        select(rows)
        .where(_matches(expression), rows.between(numbers[-1], numbers[0]), among)
        .order_by(text("bm25(words, 4.0, 1.0)"), rows.desc())
    )
    return [*connection.execute(best).scalars()]


def marked(
    connection: Connection, expression: str, numbers: Sequence[int], opening: str, closing: str
) -> dict[int, tuple[str, str]]:
    """For each of the reports, which all match, title and text as they are indexed, with the marks around the words."""
    marks = (opening, closing)
    rows = connection.exec_driver_sql(
        "SELECT rowid, highlight(words, 0, ?, ?), highlight(words, 1, ?, ?) FROM words"
        " WHERE words MATCH ? AND rowid BETWEEN ? AND ? AND +rowid IN (SELECT value FROM json_each(?))",
        (*marks, *marks, expression, min(numbers, default=0), max(numbers, default=0), json.dumps(numbers)),
    )
    return {row[0]: (row[1], row[2]) for row in rows}


def indexed(connection: Connection, number: int) -> tuple[str, str] | None:
    """The title and text that the full-text index has of a report; ``None`` when it has none."""
    row = connection.exec_driver_sql("SELECT title, text FROM words WHERE rowid = ?", (number,)).first()
    return None if row is None else (row[0], row[1])


def strays(connection: Connection) -> Iterator[int]:
    """The rows of the full-text index that are of no report."""
    yield from connection.exec_driver_sql(
        "SELECT rowid FROM words WHERE NOT EXISTS (SELECT 1 FROM reports WHERE number = words.rowid)"
    ).scalars()


def integrity(connection: Connection) -> Iterator[str]:
    """What SQLite's own check of pages, indexes and foreign keys finds wrong."""
    for (found,) in connection.exec_driver_sql("PRAGMA integrity_check"):
        if found != "ok":
            yield str(found)
    for child, row, parent, _ in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        yield f"row {row} of {child} points to something that is not in {parent}"


def index_is_whole(connection: Connection) -> bool:
    """Whether the full-text index agrees with the words it was made from. Needs a transaction that may write."""
    try:
        connection.exec_driver_sql("INSERT INTO words(words) VALUES ('integrity-check')")
    except DBAPIError as error:
        if isinstance(error.orig, sqlite3.DatabaseError) and _code(error.orig) == sqlite3.SQLITE_CORRUPT:
            return False
        raise
    return True


def schema_of(connection: Connection) -> dict[str, str]:
    """The SQL of every table, index and trigger by its name; those inside the text index left out."""
    rows = connection.exec_driver_sql("SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL")
    return {name: sql for name, sql in rows if not name.startswith(("words_", "sqlite_"))}


def _matches(expression: str) -> ColumnElement[bool]:
    return text("words MATCH :expression").bindparams(expression=expression)  # pyright: ignore


def _make(path: Path) -> None:
    """An empty file whose name is on the disk before anything in it is acknowledged."""
    try:
        path.touch()
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
    except OSError as error:
        cause = f"it cannot be made ({(error.strerror or str(error)).lower()})"
        raise ArchiveError(str(path), cause, remedy="Check the folder and its permissions") from error


def _prepare(path: Path, mode: str, *, create: bool) -> None:
    """Sees that the file is an archive, or empty where one may be made, and in WAL mode."""
    log = Path(f"{path}-wal")
    if mode == _READ_ONLY and log.exists() and log.stat().st_size:
        cause = "it was not closed, and its last changes cannot be read where nothing may be written"
        raise ArchiveError(str(path), cause, remedy=f"Copy it and {log.name} to where you may write")
    connection = _connect(str(path.absolute()), mode)
    try:
        (application,) = connection.execute("PRAGMA application_id").fetchone()
        (tables,) = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        if application != _OURS and tables:
            raise ArchiveError(str(path), "this is a database of another program", remedy="Choose another path")
        if not tables and not create:
            raise ArchiveError(str(path), "there is nothing in it", remedy="Add a report to make an archive")
        (journal,) = connection.execute("PRAGMA journal_mode").fetchone()
        if journal != "wal" and mode != _READ_ONLY:
            connection.execute("PRAGMA journal_mode=WAL")
        if application != _OURS and not tables:
            connection.execute(f"PRAGMA application_id={_OURS}")
    finally:
        connection.close()


def _engine(connect: Callable[[], sqlite3.Connection], pool: type[Pool]) -> Engine:
    engine = create_engine("sqlite://", creator=connect, poolclass=pool)
    event.listen(engine, "begin", _begin)
    return engine


def _connect(path: str, mode: str) -> sqlite3.Connection:
    connection = sqlite3.connect(
        f"file:{quote(path)}?mode={mode}",
        uri=True,
        timeout=WAIT,
        isolation_level=None,
        check_same_thread=False,
    )
    # A flipped bit must not keep the rest of the row from being read: verify compares what comes out.
    connection.text_factory = _text
    for pragma in _PRAGMAS:
        connection.execute(pragma)
    return connection


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace")


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql(connection.get_execution_options().get("firsthand_begin", "BEGIN"))


def _code(error: sqlite3.Error) -> int:
    """SQLite's primary result code; 0 where there is none."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF


def _translated(archive: str, error: sqlite3.Error) -> ArchiveError:
    code = _code(error)
    if code in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
        return ArchiveBusyError(archive, "another process is writing to it", remedy="Try again when it has ended")
    if code == sqlite3.SQLITE_NOTADB:
        return ArchiveDamagedError(archive, "this is no archive, or its beginning is damaged", remedy=_RESTORE)
    if code == sqlite3.SQLITE_CORRUPT:
        return ArchiveDamagedError(archive, f"it is damaged ({error})", remedy=_RESTORE)
    cause, remedy = _MEANINGS.get(code, (f"it cannot be used ({error})", None))
    return ArchiveError(archive, cause, remedy=remedy)
