"""What watching remembers of each feed between two looks at it: a note that only watching understands."""

from __future__ import annotations

from sqlalchemy import delete, insert, select

from firsthand.archive.store import Store, snapshot, writing
from firsthand.archive.tables import feeds


def feed_memory(store: Store, url: str) -> str | None:
    """What was remembered of the feed at this address; ``None`` for one never looked at."""
    with snapshot(store) as connection:
        return connection.execute(select(feeds.c.memory).where(feeds.c.url == url)).scalar_one_or_none()


def remember_feed(store: Store, url: str, memory: str) -> None:
    """Remembers this in place of what was remembered before."""
    with writing(store) as connection:
        connection.execute(delete(feeds).where(feeds.c.url == url))
        connection.execute(insert(feeds).values(url=url, memory=memory))
