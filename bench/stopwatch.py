"""Tells how long each room of reading takes, by timing the calls that the reader makes of them."""

from __future__ import annotations

import functools
import inspect
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from typing import Any
from unittest.mock import patch

from bench.tables import Table, share
from firsthand.reading import nested
from firsthand.reading import reader as room
from firsthand.reading.reader import Reader
from firsthand.schema import Report

ENCODE, NESTED_ENCODE, REST = "encode", "nested: encode", "rest"
_ROOMS = {
    "passages, quotations, sentences": "passages quotations quoted sentences",
    "word pieces": "features",
    ENCODE: "encoder",
    "decode": "attributions",
    "nested: all but encode": "nested",
    "mentions": "mentions references",
    "sources": "sources",
    "relays, addressees, caveats, origin": "relays addressees caveats origins",
    "times": "times.finding",
    "places": "places.hearing places.finding places.resolving",
    "quantities": "quantities.finding",
    "said, about": "said about",
}
STAGES = {f"firsthand.reading.{name}": stage for stage, names in _ROOMS.items() for name in names.split()}
"""Which stage a room belongs to. What no room does, and what the rooms not named here do, is "rest"."""


def stage_table(reader: Reader, reports: Sequence[Report]) -> Table:
    """Reads the reports once more, with the stopwatch."""
    with stopwatch() as spent:
        start = time.process_time()
        for report in reports:
            reader.read(report)
        whole = time.process_time() - start
    spent[REST] = whole - sum(spent.values())
    order = [*_ROOMS, NESTED_ENCODE, REST]
    rows = [(s, round(1000 * spent[s] / len(reports), 2), share(spent[s], whole)) for s in order]
    return Table("Where reading spends its time", ("stage", "ms a report", "%"), tuple(rows))


@contextmanager
def stopwatch() -> Iterator[dict[str, float]]:
    """While it runs, the calls that the reader makes of a room add their processor seconds to the room's stage.

    A stage's time is its own: the network's passes inside the nested room count apart.
    """
    spent: dict[str, float] = defaultdict(float)
    inner = [0.0]

    def timed(stage: str, call: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(call)
        def wrapper(*args: Any, **kwargs: Any) -> Any:
            inner.append(0.0)
            start = time.process_time()
            try:
                return call(*args, **kwargs)
            finally:
                took = time.process_time() - start
                spent[stage] += took - inner.pop()
                inner[-1] += took

        return wrapper

    with ExitStack() as stack:
        for name, call in inspect.getmembers(room, inspect.isfunction):
            stage = STAGES.get(call.__module__)
            if stage and call.__module__ != room.__name__:
                stack.enter_context(patch.object(room, name, timed(stage, call)))
        stack.enter_context(patch.object(nested, "encode", timed(NESTED_ENCODE, nested.encode)))
        yield spent
