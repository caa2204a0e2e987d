"""An open archive: the handle that everything else takes, and its transactions."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from sqlalchemy import Connection, Engine

from firsthand.archive import sqlite


class Store(NamedTuple):
    """An open archive. It may be used from several threads, and by several processes that each open their own."""

    engine: Engine
    location: str
    """Its path, as errors name it."""


def close_store(store: Store) -> None:
    """Closes its connections. Nothing is lost without it; the last one to close tidies the files beside it away."""
    store.engine.dispose()


@contextmanager
def snapshot(store: Store) -> Iterator[Connection]:
    """A transaction that reads: it sees the archive as it stands now, whatever is written meanwhile."""
    with sqlite.meaning(store.location), store.engine.connect() as connection:
        yield connection


@contextmanager
def writing(store: Store) -> Iterator[Connection]:
    """A transaction that writes, alone: on the disk when the block ends, and without a trace when it fails."""
    with sqlite.meaning(store.location), sqlite.writer(store.engine).begin() as connection:
        yield connection
