"""What the audit log promises: everything is in it, in order, sealed; and decisions are laid over, never edited."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from pathlib import Path

import pytest

from firsthand.archive import log, packing
from firsthand.archive.decisions import decide, decisions, undo
from firsthand.archive.log import Head, entries, head
from firsthand.archive.opening import open_store
from firsthand.archive.store import Store, writing
from firsthand.archive.verify import verify
from firsthand.errors import ArchiveError, NotInArchiveError
from tests.archiving import put


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_store(tmp_path / "a.db", create=True)


def test_every_add_reading_and_decision_is_an_entry(store: Store) -> None:
    start = head(store).seq
    put(store, "The pump failed.", id="w", url="https://a.example/w")
    put(store, "The pump failed.", b"other bytes", url="https://a.example/w")
    put(store, "The pump failed.", b"other bytes", url="https://a.example/w")
    decide(store, "pell", "merge", {"sources": ["a", "b"]}, "one man")
    found = [(e.actor, e.action, e.subject) for e in entries(store, after=start)]
    assert found == [
        ("orla", "add", "w"),
        ("orla", "read", "w"),
        ("orla", "recapture", "w"),
        ("pell", "decide", "decision 1"),
    ]


def test_what_is_logged_binds_the_content(store: Store) -> None:
    start = head(store).seq
    put(store, "The pump failed.", id="w")
    add, read = [json.loads(e.body) for e in entries(store, after=start)]
    assert add["bytes"] == add["text"] == hashlib.sha256(b"The pump failed.").hexdigest()
    with store.engine.connect() as connection:
        record, reading = (
            connection.exec_driver_sql(f"SELECT {column} FROM {table}").scalar_one()
            for column, table in (("record", "reports"), ("data", "readings"))
        )
    assert add["record"] == hashlib.sha256(packing.unpack(record)).hexdigest()
    assert read["reading"] == hashlib.sha256(packing.unpack(reading)).hexdigest()
    assert read["model"] == "m1"


def test_anybody_can_check_the_chain_with_nothing_of_ours(store: Store) -> None:
    put(store, "Ünïcode\n\x1f", id='"quoted" ‘id’')
    decide(store, "pell", "outlet", {"name": "Märrow\u2028", "n": 1.5}, "why \\ not")
    file = sqlite3.connect(store.location)
    previous = "0" * 64
    rows = file.execute("SELECT seq, at, actor, action, subject, body, previous, hash FROM log ORDER BY seq").fetchall()
    for number, (*parts, sealed) in enumerate(rows, 1):
        text = json.dumps(parts, ensure_ascii=False, separators=(",", ":"))
        assert (parts[0], parts[-1]) == (number, previous)
        assert hashlib.sha256(text.encode()).hexdigest() == sealed
        previous = sealed
    assert head(store) == Head(len(rows), previous)


def test_a_clock_that_jumps_back_breaks_nothing(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    put(store, "One.")
    monkeypatch.setattr(log, "now", lambda: "1999-01-01T00:00:00.000000Z")
    put(store, "Two.")
    assert [e.seq for e in entries(store)] == [*range(1, head(store).seq + 1)]
    assert verify(store) == []


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE log SET actor = 'nobody' WHERE seq = 1",
        "DELETE FROM log WHERE seq = (SELECT max(seq) FROM log)",
        "INSERT OR REPLACE INTO log SELECT 1, at, actor, action, subject, body, previous, hash FROM log WHERE seq = 1",
        "INSERT INTO log SELECT 99, at, actor, action, subject, body, hash, hash FROM log WHERE seq = 1",
        "INSERT INTO log SELECT 5, at, actor, action, subject, body, 'x', hash FROM log WHERE seq = 1",
    ],
)
def test_the_database_itself_refuses_to_change_the_log(store: Store, change: str) -> None:
    put(store, "The pump failed.")
    assert head(store).seq == 4
    with sqlite3.connect(store.location) as file, pytest.raises(sqlite3.IntegrityError, match="the log"):
        file.execute(change)


def test_what_fails_leaves_no_entry(store: Store) -> None:
    before = head(store)

    def fail() -> None:
        with writing(store) as connection:
            log.append(connection, "orla", "add", "w", {})
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert head(store) == before


def test_decisions_and_undoing_them(store: Store) -> None:
    first = decide(store, "orla", "merge", {"sources": [1, 2]}, "one man")
    second = decide(store, "pell", "outlet", {"name": "Marrow Gazette"}, "missing")
    assert decisions(store) == [first, second]
    assert decisions(store, "outlet") == [second]
    taken_back = undo(store, first.number, "pell", "two men")
    assert decisions(store) == [second]
    assert [d.in_force for d in decisions(store, in_force=False)] == [False, True, True]
    undo(store, taken_back.number, "orla", "one man after all")
    assert decisions(store) == [first, second]
    assert verify(store) == []


def test_what_cannot_be_decided_or_undone(store: Store) -> None:
    first = decide(store, "orla", "merge", {}, "")
    undo(store, first.number, "orla", "")
    with pytest.raises(ArchiveError, match="taken back already"):
        undo(store, first.number, "orla", "")
    with pytest.raises(NotInArchiveError, match="no decision number 9"):
        undo(store, 9, "orla", "")
    with pytest.raises(ValueError, match="undo it"):
        decide(store, "orla", "undo", {}, "")
    before = head(store)
    for body in ({"x": object()}, {"x": float("nan")}):
        with pytest.raises(ValueError, match="JSON"):
            decide(store, "orla", "merge", body, "")
    assert head(store) == before
