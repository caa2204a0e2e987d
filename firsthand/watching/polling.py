"""One look at a feed: its new entries as reports, each with the page it links to where the feed has only a summary."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256

import msgspec

from firsthand.errors import InputError
from firsthand.intake.capture import Capture
from firsthand.intake.dates import unix_time
from firsthand.intake.entries import Entry, captures_of_entry
from firsthand.intake.feed import read_feed
from firsthand.intake.web import report_from_answer
from firsthand.schema import Report
from firsthand.watching.addresses import RefusedError
from firsthand.watching.client import Answer, Client, FailedError
from firsthand.watching.memory import Event, FeedMemory, HostRules, Polled, Status

EVERY = 15
"""Minutes between two looks at a feed that asks for nothing else."""
_SUMMARY = 500
"""An entry with fewer characters is a summary of the page that it links to."""
_DAY = 86_400
_MOST_SEEN = 5000
_MOST_FAILURES = 3
"""After so many in a row at the place that a feed is said to have moved to, it is looked for where it was."""
_LARGEST_RULES = 64 << 10
_FEEDS = (
    "application/rss+xml, application/atom+xml, application/feed+json;q=0.9, application/xml;q=0.8, text/xml;q=0.8, "
    "application/json;q=0.7, */*;q=0.1"
)
_PAGES = "text/html, application/xhtml+xml;q=0.9, text/plain;q=0.5"


def poll(
    feed_url: str, memory: FeedMemory | None, client: Client, *, every: int = EVERY, now: float | None = None
) -> Polled:
    """One look at the feed: what is new in it, and what to remember for the next.

    ``every`` are the minutes between two looks where the feed asks for no longer, ``now`` the time in Unix seconds
    (the clock's where it is not given). Never raises for what a server does: ``Polled.status`` says how it went.
    """
    *found, last = _look(feed_url, memory, client, every, now)
    assert isinstance(last, Polled)
    return msgspec.structs.replace(last, captures=tuple(item for item in found if not isinstance(item, Polled)))


def watch_once(
    feeds: Iterable[str],
    memories: Mapping[str, FeedMemory],
    client: Client,
    *,
    every: int = EVERY,
    now: float | None = None,
) -> Iterator[Event]:
    """One look at every feed, one after the other; what comes of each as it comes, its ``Polled`` last.

    ``memories`` are by the feeds' addresses; feeds whose time has not come are not asked.
    """
    for memory in memories.values():
        client.recall(memory.rules)
    for feed in feeds:
        for item in _look(feed, memories.get(feed), client, every, now):
            yield Event(feed, item)


def _look(
    url: str, memory: FeedMemory | None, client: Client, every: int, now: float | None
) -> Iterator[Capture | InputError | Polled]:
    moment = int(time.time() if now is None else now)
    memory = memory or FeedMemory(url=url)
    if memory.gone:
        yield _polled("gone", memory, moment, because="its server says that it is gone for good")
        return
    if moment < memory.due:
        yield _polled("waiting", memory, moment)
        return
    client.recall(memory.rules)
    try:
        answer = client.get(memory.moved or url, _conditions(memory))
    except RefusedError as error:
        yield _failed("refused", memory, moment, every, str(error), client)
        return
    except FailedError as error:
        yield _failed("failed", memory, moment, every, str(error), client, error.rest)
        return
    if answer.status == 304:
        memory = msgspec.structs.replace(
            memory,
            moved=answer.moved or memory.moved,
            failures=0,
            due=moment + 60 * max(every, memory.asks),
            rules=_rules(memory, client),
        )
        yield _polled("unchanged", memory, moment)
    elif answer.status == 410:
        memory = msgspec.structs.replace(memory, gone=True)
        yield _polled("gone", memory, moment, because="its server says that it is gone for good")
    elif answer.status != 200:
        yield _failed("failed", memory, moment, every, f"its server answered {answer.status}", client)
    else:
        yield from _taken_in(answer, memory, client, every, moment)


def _taken_in(
    answer: Answer, memory: FeedMemory, client: Client, every: int, moment: int
) -> Iterator[Capture | InputError | Polled]:
    try:
        feed = read_feed(answer.data, memory.url)
    except InputError as error:
        yield _failed("failed", memory, moment, every, error.cause, client)
        return
    known, keys, pending, new = set(memory.seen), [], False, False
    for entry in feed.entries:
        key = sha256(msgspec.json.encode((entry.stated, entry.text))).hexdigest()[:16]
        if key in known:
            keys.append(key)
            continue
        new = True
        found, done = _entry(entry, memory.url, client)
        yield from found
        if done:
            keys.append(key)
        pending = pending or not done
    current, asks = set(keys), min(feed.every or 0, _DAY // 60)
    memory = FeedMemory(
        url=memory.url,
        moved=answer.moved or memory.moved,
        # A page that could not be had is asked for again, for which the feed must be sent again.
        etag=None if pending else answer.headers.get("etag"),
        modified=None if pending else answer.headers.get("last-modified"),
        asks=asks,
        due=moment + 60 * max(every, asks),
        seen=(*(key for key in memory.seen if key not in current), *dict.fromkeys(keys))[-_MOST_SEEN:],
        rules=_rules(memory, client),
    )
    yield _polled("new" if new else "unchanged", memory, moment)


def _entry(entry: Entry, feed_url: str, client: Client) -> tuple[list[Capture | InputError], bool]:
    """What a new entry yields, and whether that is all it ever will (its page was fetched, or never will be)."""
    own = [_as_watched(item, feed_url) for item in captures_of_entry(entry, feed_url)]
    url = entry.stated.url
    if len(entry.text or "") >= _SUMMARY or url is None:
        return own, True
    try:
        answer = client.get(url, {"Accept": _PAGES})
        if answer.status != 200:
            return own, answer.status < 500
        page = report_from_answer(answer.data, answer.headers.get("content-type"), answer.url)
    except (RefusedError, InputError):
        return own, True
    except FailedError as error:
        return own, not error.passing
    if page is None or len(page.text) < len(entry.text or ""):
        return own, True
    return [_page_capture(page, entry, answer, feed_url)], True


def _page_capture(page: Report, entry: Entry, answer: Answer, feed_url: str) -> Capture:
    """The page's report; what the page does not state, the entry does."""
    stated = entry.stated
    fields = ("outlet", "title", "published", "modified", "language", "author")
    filled = {field: getattr(stated, field) for field in fields if getattr(page, field) is None}
    if page.published is not None:
        filled.pop("modified", None)  # of the two, the page knows its own times
    headers = {key: answer.headers.get(key) for key in ("content-type", "etag", "last-modified")}
    detail = {**entry.detail, "feed_url": feed_url, "entry_id": stated.id, "page_url": answer.url, **headers}
    report = msgspec.structs.replace(
        page,
        **filled,
        id=stated.id or page.id,
        url=page.url or answer.url,
        file=None,
        captured=unix_time(time.time()),
    )
    kept = {key.replace("-", "_"): value for key, value in detail.items() if value}
    return Capture(report=report, data=answer.data, how="feed", detail=kept)


def _as_watched(item: Capture | InputError, feed_url: str) -> Capture | InputError:
    if isinstance(item, InputError):
        return item
    report = msgspec.structs.replace(item.report, file=None, captured=unix_time(time.time()))
    return msgspec.structs.replace(item, report=report, detail={**item.detail, "feed_url": feed_url})


def _conditions(memory: FeedMemory) -> dict[str, str]:
    given = {"Accept": _FEEDS, "If-None-Match": memory.etag, "If-Modified-Since": memory.modified}
    return {name: value for name, value in given.items() if value}


def _rules(memory: FeedMemory, client: Client) -> tuple[HostRules, ...]:
    """What the feed's hosts were found to allow, as far as it still holds and is not too long to be kept."""
    now = time.time()
    rules = {known.origin: known for known in (*memory.rules, *client.learned())}
    return tuple(known for known in rules.values() if now < known.until and len(known.text) < _LARGEST_RULES)


def _failed(
    status: Status, memory: FeedMemory, moment: int, every: int, because: str, client: Client, rest: int = 0
) -> Polled:
    """Each failure in a row doubles the time until the next look, up to a day, or longer if the server asks for it."""
    wait = max(rest, min(_DAY, every * 60 * 2 ** min(memory.failures, 12)))
    moved = memory.moved if memory.failures + 1 < _MOST_FAILURES else None
    memory = msgspec.structs.replace(
        memory, moved=moved, failures=memory.failures + 1, due=moment + wait, rules=_rules(memory, client)
    )
    return _polled(status, memory, moment, because=because)


def _polled(status: Status, memory: FeedMemory, moment: int, because: str | None = None) -> Polled:
    wait = _DAY if memory.gone else max(0, memory.due - moment)
    return Polled(status=status, because=because, memory=memory, retry_after=wait)
