"""One bad report never stops the others, wherever it goes wrong: it is reported and kept aside."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from firsthand import Archive
from firsthand.archive.parts import Added
from firsthand.desk import adding
from firsthand.errors import InputError, LinkError
from firsthand.linking import link as linking

TEXT = "The harbour master, Ida Krohn, said on Monday that the {} pier had been closed since March because of rot."


@pytest.fixture
def feed(tmp_path: Path) -> Path:
    path = tmp_path / "feed.jsonl"
    rows = [
        {"id": f"r{i}", "outlet": f"Quay {i}", "text": TEXT.format(side)}
        for i, side in enumerate(["north", "west", "south"])
    ]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def test_reading_fails_on_one(tmp_path: Path, feed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read = adding.make_dossier

    def failing(report: Any, reader: Any) -> Any:
        if report.id == "r1":
            raise RecursionError("too deep")
        return read(report, reader)

    monkeypatch.setattr(adding, "make_dossier", failing)
    with Archive(tmp_path / "a.db") as archive:
        items = list(archive.add(feed))
        assert [type(item) for item in items] == [Added, InputError, Added]
        assert "too deep" in str(items[1])
        assert "r1" in str(items[1])
        monkeypatch.undo()
        assert [item.outcome for item in archive.add(feed) if isinstance(item, Added)] == ["known", "new", "known"]


def test_linking_fails_on_one(tmp_path: Path, feed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    enter = linking.enter_sources

    def failing(connection: Any, report: Any) -> None:
        if report.key == "r1":
            raise IndexError("no such word")
        enter(connection, report)

    monkeypatch.setattr(linking, "enter_sources", failing)
    with Archive(tmp_path / "a.db") as archive:
        with pytest.raises(LinkError, match="r1") as caught:
            list(archive.add(feed))
        assert caught.value.causes == {"r1": "IndexError: no such word"}
        assert {s.report for claim in archive.claims() for s in claim.statements} == {"r0", "r2"}
        assert not archive.is_linked()
        monkeypatch.undo()
        assert archive.link() == 1
        assert {s.report for claim in archive.claims() for s in claim.statements} == {"r0", "r1", "r2"}
        assert archive.verify() == []
