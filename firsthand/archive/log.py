"""The audit log: what was added, read and decided, by whom and when, each entry sealed together with all before it.

An entry's hash is the SHA-256 of the JSON array ``[seq, at, actor, action, subject, body, previous]`` (no white space,
UTF-8, strings escaped as RFC 8785 does), where ``body`` is a string that holds JSON and ``previous`` the hash of the
entry before it. Whoever knows one hash can tell whether anything up to that entry was changed, taken out or put in.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from sqlalchemy import Connection, insert, select

from firsthand.archive.packing import canonical, digest, now
from firsthand.archive.store import Store, snapshot
from firsthand.archive.tables import log
from firsthand.schema import Record

FIRST = "0" * 64
"""What the first entry names as the hash before it."""
_CHUNK = 1000


class Head(Record, frozen=True):
    """The last entry of a log: its number and its hash. An empty log has 0 and 64 zeros."""

    seq: int
    hash: str


class Entry(Record, frozen=True):
    """One entry as it stands in the table."""

    seq: int
    """From 1, without gaps. The order of the log is that of these numbers, whatever the clock did."""
    at: str
    """The wall clock, ISO 8601 in UTC."""
    actor: str
    action: str
    subject: str
    body: str
    """JSON, as it was hashed."""
    previous: str
    hash: str

    @property
    def told(self) -> dict[str, object]:
        """The body. Raises ``ValueError`` when it is no JSON object."""
        value = json.loads(self.body)
        if not isinstance(value, dict):
            raise ValueError("the body is no object")
        return value


def append(
    connection: Connection, actor: str, action: str, subject: str, body: Mapping[str, object], *, at: str | None = None
) -> int:
    """Adds an entry, in the transaction of what it is about, and gives its number. Raises ``ValueError`` if the body
    is no JSON."""
    last = head_in(connection)
    unsealed = Entry(last.seq + 1, at or now(), actor, action, subject, canonical(body), last.hash, "")
    row = {field: getattr(unsealed, field) for field in Entry.__struct_fields__}
    connection.execute(insert(log), row | {"hash": seal(unsealed)})
    return unsealed.seq


def seal(entry: Entry) -> str:
    """The hash that the entry must have."""
    parts = [entry.seq, entry.at, entry.actor, entry.action, entry.subject, entry.body, entry.previous]
    return digest(canonical(parts))


def head_in(connection: Connection) -> Head:
    """The log's last entry."""
    row = connection.execute(select(log.c.seq, log.c.hash).order_by(log.c.seq.desc()).limit(1)).first()
    return Head(row.seq, row.hash) if row else Head(0, FIRST)


def entries_in(connection: Connection, after: int = 0) -> Iterator[Entry]:
    """The entries behind number ``after``, oldest first, one at a time."""
    entries = select(log).where(log.c.seq > after).order_by(log.c.seq)
    for row in connection.execute(entries.execution_options(yield_per=_CHUNK)):
        yield Entry(*row)


def head(store: Store) -> Head:
    """The log's last entry: what to have time-stamped elsewhere."""
    with snapshot(store) as connection:
        return head_in(connection)


def entries(store: Store, after: int = 0) -> Iterator[Entry]:
    """The entries behind number ``after``, oldest first, one at a time."""
    with snapshot(store) as connection:
        yield from entries_in(connection, after)
