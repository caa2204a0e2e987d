"""Watching with an archive: what is new in a feed is filed once, and the feed is remembered. Against a real server."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from firsthand import Archive, cli
from firsthand.archive.parts import Added
from firsthand.reading.reader import Reader
from firsthand.watching import Client, Polled
from tests.test_watching import LONG, Site

ITEM = (
    "<item><title>Wall cracks</title><link>{url}/wall</link><guid>wall-1</guid>"
    "<pubDate>Tue, 05 Mar 2024 08:00:00 GMT</pubDate><description>{text}</description></item>"
)
HERE = ["127.0.0.1"]


@pytest.fixture
def site() -> Iterator[Site]:
    import threading

    server = Site()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def test_a_feed_is_filed_once_and_remembered(site: Site, tmp_path: Path, reader: Reader) -> None:
    site.feed(ITEM.format(url=site.url, text=LONG), ETag='"one"')
    feed = f"{site.url}/feed"
    with Archive(tmp_path / "watched.db", reader=reader) as archive, Client(pause=0, allow_private=HERE) as client:
        first = [event.item for event in archive.watch(client, feed, every=1)]
        assert [type(item) for item in first] == [Added, Polled]
        assert archive.is_linked()
        (filed,) = archive.reports()
        (capture,) = archive.show(filed.key).captures
        assert (capture.collected.how, capture.collected.detail["feed_url"]) == ("feed", feed)
        (waiting,) = [event.item for event in archive.watch(client, feed, every=1)]
        assert isinstance(waiting, Polled)
        assert waiting.status == "waiting"
        assert site.paths.count("/feed") == 1
        assert archive.verify() == []


def test_the_command_tells_what_came_of_each_feed(
    site: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    site.feed(ITEM.format(url=site.url, text=LONG))
    monkeypatch.setattr("firsthand.watching.Client", partial(Client, pause=0, allow_private=HERE))
    archive = str(tmp_path / "watched.db")
    good, bad = f"{site.url}/feed", f"{site.url}/nothing"
    assert cli.main(["watch", good, bad, "--once", "--archive", archive]) == cli.UNREAD
    assert capsys.readouterr().out.splitlines() == [
        f"{good}: new, 1 new report",
        f"{bad}: failed (its server answered 404), 0 new reports",
    ]
    assert cli.main(["watch", good, "--once", "--archive", archive]) == cli.OK


def test_the_command_refuses_hosts_of_its_own_network(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    archive = str(tmp_path / "watched.db")
    assert cli.main(["watch", "http://127.0.0.1:9/feed", "--once", "--archive", archive]) == cli.UNREAD
    assert "refused" in capsys.readouterr().out
