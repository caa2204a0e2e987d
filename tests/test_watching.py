"""What watching promises: new entries once, politely asked for, whatever the servers do. Against a real server."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise

import msgspec
import pytest

from firsthand.errors import InputError
from firsthand.intake import Capture
from firsthand.schema import Report
from firsthand.watching import Client, FeedMemory, Polled, poll, watch_once

NOW = 1_709_629_200
LONG = "The harbour wall at Ostervik had been cracking for months, dockers said. " * 8
PAGE = f"""<html><head><meta property="og:site_name" content="Ostervik Post"></head><body><article>
<h1>Harbour wall falls at Ostervik</h1><p>{LONG}</p><p>“Nobody was told,” said Ilse Marrow.</p></article>
</body></html>"""


class Site(ThreadingHTTPServer):
    """A web server: ``answers`` by path, each a status, headers and a body; ``asked`` is what it was asked."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.answers: dict[str, tuple[int, dict[str, str], bytes]] = {}
        self.asked: list[tuple[str, dict[str, str], float]] = []
        self.slowly = 0.0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def answer(self, path: str, body: str | bytes = b"", status: int = 200, **headers: str) -> None:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.answers[path] = (status, named, body.encode() if isinstance(body, str) else body)

    def feed(self, *items: str, **headers: str) -> None:
        channel = f"<title>Quayside Portal</title>{''.join(items)}"
        self.answer("/feed", f'<rss version="2.0"><channel>{channel}</channel></rss>', 200, **headers)

    @property
    def paths(self) -> list[str]:
        return [path for path, _, _ in self.asked]


class Handler(BaseHTTPRequestHandler):
    server: Site  # pyright: ignore[reportIncompatibleVariableOverride]

    def do_GET(self) -> None:
        headers = {name.lower(): value for name, value in self.headers.items()}
        self.server.asked.append((self.path, headers, time.monotonic()))
        status, named, body = self.server.answers.get(self.path, (404, {}, b"not here"))
        etag = named.get("ETag")
        if status == 200 and etag and headers.get("if-none-match") == etag:
            status, body = 304, b""
        self.send_response(status)
        for name, value in {"Content-Type": "text/html; charset=utf-8", **named}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        for at in range(0, len(body), 1 << 20 if not self.server.slowly else 1):
            time.sleep(self.server.slowly)
            self.wfile.write(body[at : at + (1 << 20 if not self.server.slowly else 1)])

    def log_message(self, format: str, *args: object) -> None:
        """Not on the terminal."""


@pytest.fixture
def site() -> Iterator[Site]:
    server = Site()
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def client() -> Iterator[Client]:
    with Client(pause=0, allow_private={"127.0.0.1"}) as guest:
        yield guest


def item(number: int, words: str = LONG, link: str | None = None) -> str:
    linked = f"<link>{link}</link>" if link else ""
    return f"<item><title>Wall {number}</title>{linked}<guid>g{number}</guid><description>{words}</description></item>"


def reports(polled: Polled) -> list[Report]:
    assert all(isinstance(found, Capture) for found in polled.captures), polled.captures
    return [found.report for found in polled.captures if isinstance(found, Capture)]


def kept(memory: FeedMemory) -> FeedMemory:
    """The memory as it comes back from where it was kept."""
    return msgspec.json.decode(msgspec.json.encode(memory), type=FeedMemory)


def test_new_entries_are_taken_in_once(site: Site, client: Client) -> None:
    site.feed(item(1), item(2), ETag='"a"', Last_Modified="Tue, 05 Mar 2024 09:00:00 GMT")
    first = poll(f"{site.url}/feed", None, client, now=NOW)
    assert (first.status, [report.id for report in reports(first)]) == ("new", ["g1", "g2"])
    assert reports(first)[0].outlet == "Quayside Portal"
    assert reports(first)[0].file is None
    assert (reports(first)[0].captured or "").endswith("Z")
    assert first.retry_after == 15 * 60
    again = poll(f"{site.url}/feed", kept(first.memory), client, now=NOW + 900)
    assert (again.status, again.captures) == ("unchanged", ())
    conditions = site.asked[-1][1]
    assert conditions["if-none-match"] == '"a"'
    assert conditions["if-modified-since"] == "Tue, 05 Mar 2024 09:00:00 GMT"
    assert conditions["user-agent"].startswith("firsthand/")
    site.feed(item(3), item(1), item(2), ETag='"b"')
    third = poll(f"{site.url}/feed", kept(again.memory), client, now=NOW + 1800)
    assert [report.id for report in reports(third)] == ["g3"]


def test_a_feed_is_left_alone_as_long_as_it_asks(site: Site, client: Client) -> None:
    site.feed("<ttl>60</ttl>", item(1), ETag='"a"')
    first = poll(f"{site.url}/feed", None, client, now=NOW)
    assert first.retry_after == 3600
    asked = len(site.asked)
    early = poll(f"{site.url}/feed", first.memory, client, now=NOW + 3599)
    assert (early.status, early.retry_after, len(site.asked)) == ("waiting", 1, asked)
    again = poll(f"{site.url}/feed", first.memory, client, now=NOW + 3600)
    assert (again.status, again.retry_after) == ("unchanged", 3600)


def test_the_page_behind_a_summary_is_fetched_and_its_bytes_kept(site: Site, client: Client) -> None:
    site.answer("/wall", PAGE, ETag='"p"')
    site.feed(item(1, "The wall fell.", f"{site.url}/wall"), item(2, LONG, f"{site.url}/other"))
    (page, whole) = poll(f"{site.url}/feed", None, client, now=NOW).captures
    assert isinstance(page, Capture)
    assert isinstance(whole, Capture)
    assert (page.data, page.how) == (PAGE.encode(), "feed")
    assert "“Nobody was told,” said Ilse Marrow." in page.report.text
    assert (page.report.id, page.report.outlet, page.report.url) == ("g1", "Ostervik Post", f"{site.url}/wall")
    assert page.detail["feed_url"] == f"{site.url}/feed"
    assert page.detail["etag"] == '"p"'
    assert whole.report.text == LONG.strip()
    assert "/other" not in site.paths


@pytest.mark.parametrize("status", [404, 403, 200])
def test_where_the_page_cannot_be_had_the_entry_is_kept(site: Site, client: Client, status: int) -> None:
    site.answer("/wall", b"\x89PNG", status, Content_Type="image/png")
    site.feed(item(1, "The wall fell.", f"{site.url}/wall"), ETag='"a"')
    first = poll(f"{site.url}/feed", None, client, now=NOW)
    assert [report.text for report in reports(first)] == ["The wall fell."]
    assert first.memory.etag == '"a"'


def test_a_page_that_fails_for_now_is_asked_for_again(site: Site, client: Client) -> None:
    site.answer("/wall", "down", 500)
    site.feed(item(1, "The wall fell.", f"{site.url}/wall"), ETag='"a"')
    first = poll(f"{site.url}/feed", None, client, now=NOW)
    assert [report.text for report in reports(first)] == ["The wall fell."]
    site.answer("/wall", PAGE)
    second = poll(f"{site.url}/feed", first.memory, client, now=NOW + 900)
    assert [report.outlet for report in reports(second)] == ["Ostervik Post"]
    assert poll(f"{site.url}/feed", second.memory, client, now=NOW + 1800).captures == ()


def test_robots_are_obeyed_and_asked_once(site: Site, client: Client) -> None:
    site.answer("/robots.txt", "User-agent: firsthand\nDisallow: /private/\n")
    site.feed(
        item(1, "The wall fell.", f"{site.url}/private/wall"), item(2, "The pier fell.", f"{site.url}/public/pier")
    )
    first = poll(f"{site.url}/feed", None, client, now=NOW)
    assert [report.text for report in reports(first)] == ["The wall fell.", "The pier fell."]
    assert "/private/wall" not in site.paths
    assert "/public/pier" in site.paths
    with Client(pause=0, allow_private={"127.0.0.1"}) as another:
        poll(f"{site.url}/feed", kept(first.memory), another, now=NOW + 900)
    assert site.paths.count("/robots.txt") == 1


@pytest.mark.parametrize(("status", "outcome"), [(403, "refused"), (500, "failed"), (503, "failed"), (404, "new")])
def test_robots_that_cannot_be_had(site: Site, client: Client, status: int, outcome: str) -> None:
    site.answer("/robots.txt", "no", status)
    site.feed(item(1))
    polled = poll(f"{site.url}/feed", None, client, now=NOW)
    assert polled.status == outcome
    assert ("/feed" in site.paths) == (outcome == "new")
    assert ("robots.txt" in (polled.because or "")) == (outcome != "new")


@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize(
    ("retry_after", "least", "most"),
    [("7200", 7200, 7200), (lambda: formatdate(time.time() + 5400, usegmt=True), 5390, 5400), ("soon", 900, 900)],
)
def test_come_again_later_is_obeyed(
    site: Site, client: Client, status: int, retry_after: str | Callable[[], str], least: int, most: int
) -> None:
    given = retry_after if isinstance(retry_after, str) else retry_after()
    site.answer("/feed", "busy", status, Retry_After=given)
    polled = poll(f"{site.url}/feed", None, client, now=NOW)
    assert polled.status == "failed"
    assert least <= polled.retry_after <= most
    asked = len(site.asked)
    assert poll(f"{site.url}/feed?other", None, client, now=NOW).status == "failed"
    assert len(site.asked) == asked  # the whole host rests


def test_each_failure_doubles_the_wait_up_to_a_day(site: Site, client: Client) -> None:
    memory, waits, now = None, [], NOW
    site.answer("/feed", "broken", 500)
    for _ in range(9):
        polled = poll(f"{site.url}/feed", memory, client, now=now)
        memory, now = polled.memory, now + polled.retry_after
        waits.append(polled.retry_after // 60)
    assert waits == [15, 30, 60, 120, 240, 480, 960, 1440, 1440]
    site.feed(item(1))
    polled = poll(f"{site.url}/feed", memory, client, now=now)
    assert (polled.status, polled.memory.failures, polled.retry_after) == ("new", 0, 900)


def test_what_is_gone_is_not_asked_for_again(site: Site, client: Client) -> None:
    site.answer("/feed", "", 410)
    first = poll(f"{site.url}/feed", None, client, now=NOW)
    asked = len(site.asked)
    second = poll(f"{site.url}/feed", kept(first.memory), client, now=NOW + 10_000_000)
    assert (first.status, second.status, len(site.asked)) == ("gone", "gone", asked)


@pytest.mark.parametrize(("status", "remembered"), [(301, True), (308, True), (302, False), (307, False)])
def test_a_feed_that_moved(site: Site, client: Client, status: int, remembered: bool) -> None:
    site.answer("/old", "", status, Location="/feed")
    site.feed(item(1))
    first = poll(f"{site.url}/old", None, client, now=NOW)
    assert (first.status, first.memory.url) == ("new", f"{site.url}/old")
    assert first.memory.moved == (f"{site.url}/feed" if remembered else None)
    poll(f"{site.url}/old", first.memory, client, now=NOW + 900)
    assert site.paths.count("/old") == (1 if remembered else 2)


def test_a_feed_that_did_not_move_after_all_is_found_again(site: Site, client: Client) -> None:
    site.answer("/old", "", 301, Location="/feed")
    site.answer("/feed", "<html><body>Please log in to the network.</body></html>")
    assert poll(f"{site.url}/old", None, client, now=NOW).memory.moved is None
    site.feed(item(1))
    memory, now = poll(f"{site.url}/old", None, client, now=NOW).memory, NOW
    site.answer("/feed", "", 404)
    site.answers["/old"] = (200, {}, f"<rss><channel>{item(2)}</channel></rss>".encode())
    statuses = []
    for _ in range(4):
        now += 86_400
        polled = poll(f"{site.url}/old", memory, client, now=now)
        memory = polled.memory
        statuses.append(polled.status)
    assert statuses == ["failed", "failed", "failed", "new"]


def test_redirects_in_a_circle_end(site: Site, client: Client) -> None:
    site.answer("/feed", "", 302, Location="/feed")
    polled = poll(f"{site.url}/feed", None, client, now=NOW)
    assert polled.status == "failed"
    assert site.paths.count("/feed") == 6


def test_what_is_no_feed_is_a_failure(site: Site, client: Client) -> None:
    site.answer("/feed", PAGE)
    polled = poll(f"{site.url}/feed", None, client, now=NOW)
    assert (polled.status, polled.captures) == ("failed", ())
    assert "no feed" in (polled.because or "")


def test_an_answer_that_is_too_large_is_not_read_whole(site: Site, client: Client) -> None:
    site.answer("/feed", b"<rss>" + b" " * (20 << 20))
    assert "larger than 16 MiB" in (poll(f"{site.url}/feed", None, client, now=NOW).because or "")


def test_a_server_that_drips_is_left(site: Site, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("firsthand.watching.client._SECONDS", 0.5)
    site.feed(item(1))
    site.slowly = 0.1
    start = time.monotonic()
    polled = poll(f"{site.url}/feed", None, client, now=NOW)
    assert polled.status == "failed"
    assert time.monotonic() - start < 5


def test_between_two_requests_to_a_host_there_is_a_pause(site: Site) -> None:
    site.answer("/robots.txt", "User-agent: *\nCrawl-delay: 0\nRequest-rate: 10/3\n")
    site.answer("/wall", PAGE)
    site.feed(item(1, "The wall fell.", f"{site.url}/wall"))
    with Client(pause=0.2, allow_private={"127.0.0.1"}) as client:
        assert poll(f"{site.url}/feed", None, client, now=NOW).status == "new"
    times = [moment for _, _, moment in site.asked]
    assert site.paths == ["/robots.txt", "/feed", "/wall"]
    assert all(later - earlier >= 0.29 for earlier, later in pairwise(times))


def test_watch_once_looks_at_every_feed_and_gives_what_comes(site: Site, client: Client) -> None:
    site.feed(item(1), "<item><title>Empty</title></item>")
    feeds = [f"{site.url}/feed", f"{site.url}/none"]
    events = list(watch_once(feeds, {}, client, now=NOW))
    assert [event.feed for event in events] == [feeds[0]] * 3 + [feeds[1]]
    assert [type(event.item) for event in events] == [Capture, InputError, Polled, Polled]
    memories = {event.feed: event.item.memory for event in events if isinstance(event.item, Polled)}
    statuses = [
        event.item.status for event in watch_once(feeds, memories, client, now=NOW) if isinstance(event.item, Polled)
    ]
    assert statuses == ["waiting", "waiting"]
