"""One look at some feeds: what is new in them is filed, and what watching remembers is kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import msgspec

from firsthand.archive.feeds import feed_memory, remember_feed
from firsthand.archive.parts import Added
from firsthand.archive.store import Store
from firsthand.desk.adding import take_in
from firsthand.errors import InputError
from firsthand.reading.reader import Reader
from firsthand.schema import Record
from firsthand.watching import EVERY, Client, FeedMemory, Polled, watch_once


class Watched(Record, frozen=True, kw_only=True):
    """Something that came of watching a feed; the look's outcome last."""

    feed: str
    item: Added | InputError | Polled


def look(
    store: Store, feeds: Sequence[str], client: Client, reader: Callable[[], Reader], by: str, every: int | None
) -> Iterator[Watched]:
    """What comes of each feed as it comes, its ``Polled`` last. A feed is remembered once all that it gave is kept."""
    memories = {feed: memory for feed in feeds if (memory := _memory(store, feed)) is not None}
    for feed, item in ((e.feed, e.item) for e in watch_once(feeds, memories, client, every=every or EVERY)):
        if isinstance(item, Polled):
            remember_feed(store, feed, msgspec.json.encode(item.memory).decode())
            yield Watched(feed=feed, item=item)
        else:
            yield from (Watched(feed=feed, item=made) for made in take_in(store, [item], reader, by))


def _memory(store: Store, feed: str) -> FeedMemory | None:
    kept = feed_memory(store, feed)
    return None if kept is None else msgspec.json.decode(kept, type=FeedMemory)
