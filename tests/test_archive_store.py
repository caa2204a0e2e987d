"""What opening an archive promises: the right file, the right version, and an error that says what to do."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from firsthand.archive import fetching, migrations, opening, sqlite
from firsthand.archive.filters import Filters
from firsthand.archive.log import entries
from firsthand.archive.migrations import Migration, migrate
from firsthand.archive.opening import open_store
from firsthand.archive.store import Store, close_store, snapshot, writing
from firsthand.archive.tables import metadata
from firsthand.archive.verify import verify
from firsthand.errors import ArchiveBusyError, ArchiveDamagedError, ArchiveError
from tests.archiving import put


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_store(tmp_path / "a.db", create=True)


def test_an_archive_is_made_only_when_asked(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="there is no archive here"):
        open_store(tmp_path / "a.db", create=False)
    assert not (tmp_path / "a.db").exists()
    close_store(open_store(tmp_path / "a.db", create=True))
    assert verify(open_store(tmp_path / "a.db", create=False)) == []


def test_an_empty_file_becomes_an_archive_only_when_asked(tmp_path: Path) -> None:
    (tmp_path / "a.db").touch()
    with pytest.raises(ArchiveError, match="nothing in it"):
        open_store(tmp_path / "a.db", create=False)
    assert verify(open_store(tmp_path / "a.db", create=True)) == []


@pytest.mark.parametrize("name", ["ünïcode ?#%.db", "with space.db"])
def test_any_name_will_do(tmp_path: Path, name: str) -> None:
    put(open_store(str(tmp_path / name), create=True), "The pump failed.", id="w")
    assert fetching.report(open_store(tmp_path / name, create=False), "w").text == "The pump failed."
    assert {path.name.removesuffix("-wal").removesuffix("-shm") for path in tmp_path.iterdir()} == {name}


def test_what_is_no_archive_is_left_alone(tmp_path: Path) -> None:
    text, other = tmp_path / "notes.txt", tmp_path / "other.db"
    text.write_text("These are notes, and no archive. " * 9)
    with sqlite3.connect(other) as file:
        file.execute("CREATE TABLE contacts (name)")
    before = text.read_bytes(), other.read_bytes()
    with pytest.raises(ArchiveDamagedError, match="no archive"):
        open_store(text, create=True)
    with pytest.raises(ArchiveError, match="another program"):
        open_store(other, create=True)
    with pytest.raises(ArchiveError, match="no file"):
        open_store(tmp_path, create=True)
    assert (text.read_bytes(), other.read_bytes()) == before


def test_no_archive_can_be_made_where_there_is_no_folder(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="cannot be made"):
        open_store(tmp_path / "none" / "a.db", create=True)


def test_a_newer_archive_is_refused(store: Store) -> None:
    with writing(store) as connection:
        connection.exec_driver_sql("INSERT INTO migrations VALUES (999, 'what is to come', '2099-01-01')")
    with pytest.raises(ArchiveError, match=r"newer firsthand \(version 999"):
        open_store(store.location, create=False)


def test_the_tables_are_those_that_the_program_knows(store: Store) -> None:
    with snapshot(store) as connection:
        for table in metadata.sorted_tables:
            columns = connection.exec_driver_sql(f"SELECT name FROM pragma_table_info('{table.name}')").scalars().all()
            assert columns == [column.name for column in table.columns]


def test_a_step_lands_together_with_its_record_or_not_at_all(store: Store) -> None:
    done = opening.MIGRATIONS[-1].number

    def made(connection: migrations.Connection) -> None:
        connection.exec_driver_sql("CREATE TABLE extra (x)")

    def failing(connection: migrations.Connection) -> None:
        connection.exec_driver_sql("CREATE TABLE never (x)")
        raise RuntimeError("halfway")

    steps = [*opening.MIGRATIONS, Migration(done + 1, "extra", made), Migration(done + 2, "never", failing)]
    with pytest.raises(RuntimeError, match="halfway"):
        migrate(store.engine, store.location, steps)
    with snapshot(store) as connection:
        assert connection.exec_driver_sql("SELECT max(number) FROM migrations").scalar_one() == done + 1
        schema = sqlite.schema_of(connection)
    assert "extra" in schema
    assert "never" not in schema
    assert [e.subject for e in entries(store) if e.action == "migrate"][-1] == "extra"
    migrate(store.engine, store.location, steps[:-1])


def test_what_is_written_is_on_the_disk(store: Store) -> None:
    with snapshot(store) as connection:
        pragmas = [
            connection.exec_driver_sql(f"PRAGMA {name}").scalar_one() for name in ("synchronous", "journal_mode")
        ]
    assert pragmas == [2, "wal"]


def test_a_full_disk_is_said_and_nothing_is_half_written(store: Store) -> None:
    put(store, "The pump failed.", id="w")
    with store.engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")
    with pytest.raises(ArchiveError, match="no space left"):
        put(store, "word " * 100_000, id="long")
    with store.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count=1000000")
    assert [one.key for one in fetching.reports(store).filed] == ["w"]
    assert verify(store) == []
    assert put(store, "word " * 100_000, id="long").outcome == "new"


def test_what_may_not_be_written_to_can_be_read_and_verified(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(store, "The pump failed.", id="w")
    # Who runs the tests as root may write anywhere.
    monkeypatch.setattr(sqlite, "is_writable", lambda path: False)
    with pytest.raises(ArchiveError, match="was not closed"):
        open_store(tmp_path / "a.db", create=False)
    close_store(store)
    closed = open_store(tmp_path / "a.db", create=False)
    assert fetching.report(closed, "w").text == "The pump failed."
    assert verify(closed) == []
    with pytest.raises(ArchiveError, match="may not be written to"):
        put(closed, "Another.")
    assert {path.name for path in tmp_path.iterdir()} == {"a.db"}


def test_another_that_writes_is_waited_for_and_then_said(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite, "WAIT", 0.05)
    other = open_store(tmp_path / "a.db", create=False)
    with writing(store):
        assert fetching.reports(other).filed == ()
        with pytest.raises(ArchiveBusyError, match="another process"):
            put(other, "The pump failed.")
    assert put(other, "The pump failed.").outcome == "new"


def test_a_damaged_page_is_said(store: Store, tmp_path: Path) -> None:
    for number in range(30):
        put(store, f"Report number {number}, of the pump.", id=f"r{number}")
    close_store(store)
    data = bytearray((tmp_path / "a.db").read_bytes())
    for page in range(4096, len(data), 4096):
        data[page : page + 8] = b"\xff" * 8
    (tmp_path / "a.db").write_bytes(data)
    with pytest.raises(ArchiveDamagedError, match="damaged"):
        fetching.report(open_store(tmp_path / "a.db", create=False), "r3")


def test_a_copy_made_while_it_is_open_is_whole(store: Store, tmp_path: Path) -> None:
    put(store, "The pump failed.", id="w")
    for suffix in ("", "-wal"):
        shutil.copy(f"{store.location}{suffix}", tmp_path / f"copy.db{suffix}")
    assert fetching.report(open_store(tmp_path / "copy.db", create=False), "w").text == "The pump failed."


_WRITER = """
import sys
from firsthand.archive.opening import open_store
from tests.archiving import put
store = open_store(sys.argv[1], create=True)
for number in range(15):
    put(store, f"Report number {number}.", id=f"r{number}", url=f"https://a.example/{number}")
    put(store, f"Of {sys.argv[2]}, number {number}.", id=f"{sys.argv[2]}{number}")
"""


def test_two_processes_make_and_write_one_archive(tmp_path: Path) -> None:
    command = [sys.executable, "-c", _WRITER, str(tmp_path / "a.db")]
    writers = [subprocess.Popen([*command, name], stderr=subprocess.PIPE, text=True) for name in ("a", "b")]
    for writer in writers:
        assert writer.communicate()[1] == ""
    store = open_store(tmp_path / "a.db", create=False)
    ids = [one.id for one in fetching.reports(store, Filters(current=False)).filed]
    assert sorted(ids) == sorted(f"{name}{n}" for name in "abr" for n in range(15))
    assert verify(store) == []
