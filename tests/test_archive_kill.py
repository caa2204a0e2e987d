"""What the archive promises to a process that is killed while it adds: what was acknowledged is there, once."""

from __future__ import annotations

from pathlib import Path

from bench.kills import killed
from firsthand.archive.filing import file_reports
from firsthand.archive.opening import open_store
from firsthand.archive.verify import verify
from tests.archiving import filing_of, report_of


def test_killed_at_any_instant_nothing_acknowledged_is_lost_or_there_twice(tmp_path: Path) -> None:
    found = killed(tmp_path / "a.db", kills=15, seed=1)
    assert (found.lost, found.twice, found.faults) == ((), (), ())
    assert 0 < found.acknowledged <= found.kept
    store = open_store(tmp_path / "a.db", create=False)
    added = file_reports(store, [filing_of(report_of("The one after."))])
    assert (added[0].outcome, added[0].number) == ("new", found.kept + 1)
    assert verify(store) == []
