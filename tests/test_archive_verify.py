"""What ``verify`` promises: it finds whatever was changed behind the archive's back, and says where."""

from __future__ import annotations

import random
import shutil
import sqlite3
from pathlib import Path

import pytest

from firsthand.archive.decisions import decide
from firsthand.archive.log import Head, head
from firsthand.archive.opening import open_store
from firsthand.archive.store import close_store, writing
from firsthand.archive.verify import verify
from firsthand.errors import ArchiveError
from tests.archiving import filing_of, put, reading_of, report_of

URL = "https://a.example/pump"
BOUND = [
    "blobs",
    "reports",
    "captures",
    "readings",
    "dossiers",
    "statements",
    "places",
    "log",
    "decisions",
    "migrations",
]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive with some of everything in it, closed."""
    path = tmp_path_factory.mktemp("whole") / "a.db"
    store = open_store(path, create=True)
    for number in range(6):
        put(store, f"Report number {number} says that the pump failed.", id=f"r{number}", outlet="Marrow Gazette")
    put(store, "The pump failed.", url=URL, title="Pump", published="2024-03-05")
    put(store, "The pump failed twice.", url=URL, title="Pump", published="2024-03-06")
    put(store, "The pump failed twice.", b"<p>The pump failed twice.", url=URL)
    decide(store, "orla", "merge", {"sources": ["a", "b"]}, "one woman")
    assert verify(store) == []
    close_store(store)
    return path


@pytest.fixture
def copy(whole: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(whole, tmp_path / "a.db"))


def without_triggers(path: Path) -> sqlite3.Connection:
    """The file as somebody with a tool for databases would open it; the triggers put back on closing are theirs."""
    file = sqlite3.connect(path, isolation_level=None)
    file.execute("PRAGMA foreign_keys=OFF")
    return file


def change(path: Path, *commands: str) -> None:
    """Changes the archive as its owner could: triggers off, changed, triggers on."""
    file = without_triggers(path)
    triggers = file.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
    for name, _ in triggers:
        file.execute(f"DROP TRIGGER {name}")
    for command in commands:
        file.execute(command)
    for _, sql in triggers:
        file.execute(sql)
    file.close()


def faults(path: Path, expected: Head | None = None) -> str:
    store = open_store(path, create=False)
    try:
        return "\n".join(f"{fault.where}: {fault.what}" for fault in verify(store, expected))
    finally:
        close_store(store)


@pytest.mark.parametrize(
    ("command", "found"),
    [
        ("UPDATE log SET actor = 'nobody' WHERE seq = 4", "log, entry 4: its hash is not that of what it says"),
        ("UPDATE log SET body = '{}' WHERE seq = 5", "log, entry 5: its hash"),
        ("UPDATE log SET hash = previous WHERE seq = 4", "log, entry 5: it does not follow from entry 4"),
        ("DELETE FROM log WHERE seq = 7", "log, entry 8: it follows entry 6: there is a gap"),
        ("DELETE FROM log WHERE seq > 18", "captures, row 9: the log does not know of it"),
        ("UPDATE reports SET title = 'Another' WHERE number = 7", "its title is 'Another' where it should be 'Pump'"),
        ("UPDATE reports SET key = 'r9' WHERE number = 1", "reports, row 1 (r0): its key is 'r9'"),
        ("UPDATE reports SET record = (SELECT record FROM reports WHERE number = 2) WHERE number = 1", "not the one"),
        ("UPDATE reports SET superseded_by = NULL WHERE number = 7", "which revision supersedes which"),
        ("UPDATE reports SET superseded_by = 2 WHERE number = 1", "which revision supersedes which"),
        ("DELETE FROM reports WHERE number = 3", "reports, row 3 (r2): it is gone"),
        ("DELETE FROM captures WHERE number = 9", "captures, row 9"),
        ("UPDATE captures SET \"by\" = 'nobody' WHERE number = 2", "how the report was collected was changed"),
        (
            "UPDATE captures SET at = '2020-01-01T00:00:00Z' WHERE number = 9",
            "how the report was collected was changed",
        ),
        ("DELETE FROM readings WHERE number = 1", "readings, row 1 (r0): it is gone"),
        ("UPDATE readings SET model = 'm9' WHERE number = 1", "by another model, than the log says"),
        ("UPDATE readings SET data = (SELECT data FROM readings WHERE number = 2) WHERE number = 1", "not the one"),
        ("DELETE FROM dossiers WHERE report = 1", "readings, row 1 (r0): its dossier is gone"),
        ("UPDATE dossiers SET data = (SELECT data FROM dossiers WHERE report = 2) WHERE report = 1", "not the one"),
        ("UPDATE statements SET source = 'pell harrow' WHERE report = 1", "statements does not say what it says"),
        ("DELETE FROM places WHERE report = 2", "places does not say what it says"),
        ("DELETE FROM blobs WHERE rowid = 1", "row 1 of reports points to something that is not in blobs"),
        ("UPDATE blobs SET data = (SELECT data FROM blobs WHERE rowid = 2) WHERE rowid = 1", "not those of this SHA"),
        ("UPDATE decisions SET body = '{}'", "decisions, row 1 (decision 1): its body"),
        ("DELETE FROM decisions", "decisions, row 1 (decision 1): it is gone"),
        ("DELETE FROM migrations WHERE number = 1", "migrations, row 1 (reports, readings, log): it is gone"),
        ("UPDATE words_content SET c1 = 'other words' WHERE id = 1", "the index of words holds other words"),
        ("DELETE FROM words WHERE rowid = 2", "reports, row 2 (r1): the index of words holds other words"),
        ("INSERT INTO words(rowid, title, text) VALUES (99, '', 'stray')", "words, row 99: it is of no report"),
        ("DELETE FROM words_data WHERE id > 10", "words: the index of words is not that of its texts"),
        ("DROP INDEX ix_places_name", "schema, ix_places_name: it is gone"),
        ("CREATE TABLE extra (x)", "schema, extra: it does not belong here"),
    ],
)
def test_what_was_changed_is_named(copy: Path, command: str, found: str) -> None:
    change(copy, command)
    assert found in faults(copy)


def test_a_row_that_nobody_logged_is_named(copy: Path) -> None:
    columns = "report, sha256, 'another', file, how, \"by\", at, detail, version_at, seen_at, seq"
    change(copy, f"INSERT INTO captures SELECT 99, {columns} FROM captures WHERE number = 1")
    assert "captures, row 99: the log does not know of it" in faults(copy)


def test_bytes_that_nothing_came_from_are_named(copy: Path) -> None:
    change(copy, "INSERT INTO blobs SELECT 'f00', data FROM blobs WHERE rowid = 1")
    assert "blobs, f00: nothing in the archive was collected with these bytes" in faults(copy)


def test_triggers_that_were_taken_out_are_named(copy: Path) -> None:
    file = without_triggers(copy)
    file.execute("DROP TRIGGER log_keeps_all_it_holds")
    file.close()
    assert faults(copy) == "schema, log_keeps_all_it_holds: it is gone"


def test_a_span_outside_its_text_is_named(copy: Path) -> None:
    report = report_of("Short.", id="short")
    reading = reading_of(report_of("Short. " + "Longer. " * 9))
    one = filing_of(report, reading=type(reading)(report=report, statements=reading.statements))
    from firsthand.archive.filing import file_reports

    store = open_store(copy, create=False)
    file_reports(store, [one])
    close_store(store)
    assert "(short): the span 0 to 79 is outside its text of 6 characters" in faults(copy)


def test_a_log_cut_off_with_all_that_it_was_about_is_found_by_its_head(copy: Path) -> None:
    store = open_store(copy, create=False)
    before = head(store)
    put(store, "The last report.", id="last")
    after = head(store)
    close_store(store)
    change(
        copy,
        *(
            f"DELETE FROM {table} WHERE report = 9"
            for table in ("captures", "readings", "dossiers", "statements", "places")
        ),
        "DELETE FROM reports WHERE number = 9",
        "DELETE FROM words WHERE rowid = 9",
        "DELETE FROM pending WHERE report = 9",
        "DELETE FROM blobs WHERE rowid = (SELECT max(rowid) FROM blobs)",
        f"DELETE FROM log WHERE seq > {before.seq}",
    )
    assert faults(copy) == faults(copy, before) == ""
    assert f"entry {after.seq} was there once: the log ends at {before.seq}" in faults(copy, after)


def test_a_log_made_anew_is_found_by_its_head(copy: Path, whole: Path, tmp_path: Path) -> None:
    store, other = open_store(whole, create=False), open_store(tmp_path / "other.db", create=True)
    for number in range(20):
        put(other, f"Report number {number}.", id=f"r{number}")
    expected = head(store)
    close_store(other)
    close_store(store)
    assert f"log, entry {expected.seq}: its hash is not the expected" in faults(tmp_path / "other.db", expected)


def cells(path: Path, table: str) -> list[tuple[int, str, bytes]]:
    """Every value of a table that has bytes: its row, its column, and its bytes."""
    file = sqlite3.connect(path)
    columns = [row[1] for row in file.execute(f"PRAGMA table_info({table})")]
    found = []
    for column in columns:
        rows = file.execute(
            f"SELECT rowid, CAST(\"{column}\" AS BLOB) FROM {table} WHERE typeof(\"{column}\") IN ('text', 'blob')"
        )
        found += [(row, column, data) for row, data in rows if data]
    return found


@pytest.mark.parametrize("table", BOUND)
def test_any_flipped_bit_in_a_row_is_found(whole: Path, tmp_path: Path, table: str) -> None:
    chance = random.Random(table)
    for turn in range(5):
        row, column, data = chance.choice(cells(whole, table))
        flipped = bytearray(data)
        flipped[chance.randrange(len(flipped))] ^= 1 << chance.randrange(8)
        path = Path(shutil.copy(whole, tmp_path / f"{turn}.db"))
        file = without_triggers(path)
        kind = file.execute(f'SELECT typeof("{column}") FROM {table} WHERE rowid = ?', (row,)).fetchone()[0]
        triggers = file.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
        for name, _ in triggers:
            file.execute(f"DROP TRIGGER {name}")
        file.execute(f'UPDATE {table} SET "{column}" = CAST(? AS {kind}) WHERE rowid = ?', (bytes(flipped), row))
        for _, sql in triggers:
            file.execute(sql)
        file.close()
        assert faults(path) != "", f"{table}.{column}, row {row}"


def test_flipped_bits_in_the_file_crash_nothing_and_are_nearly_all_found(whole: Path, tmp_path: Path) -> None:
    chance = random.Random(7)
    data = whole.read_bytes()
    used = [i for i in range(len(data)) if data[i]]
    missed = 0
    for turn in range(40):
        flipped = bytearray(data)
        flipped[chance.choice(used)] ^= 1 << chance.randrange(8)
        path = tmp_path / f"{turn}.db"
        path.write_bytes(flipped)
        try:
            missed += faults(path) == ""
        except ArchiveError:
            continue
    assert missed <= 3


def test_a_damaged_page_does_not_keep_the_rest_from_being_checked(copy: Path) -> None:
    file = sqlite3.connect(copy)
    page = file.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'dossiers'").fetchone()[0]
    file.close()
    change(copy, "UPDATE decisions SET reason = 'another'")
    data = bytearray(copy.read_bytes())
    data[(page - 1) * 4096 : (page - 1) * 4096 + 12] = b"\xff" * 12
    copy.write_bytes(data)
    found = faults(copy)
    assert "decisions, row 1 (decision 1): its reason" in found
    assert "malformed" in found


def test_verify_does_not_write(copy: Path) -> None:
    store = open_store(copy, create=False)
    before = head(store)
    assert verify(store) == []
    assert head(store) == before
    with writing(store) as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM log").scalar_one() == before.seq
