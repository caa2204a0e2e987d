"""What each statement is about: the times, places and quantities that its own content states."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import msgspec

from firsthand.schema import Place, Quantity, Span, Statement, Time


class _Items(NamedTuple):
    """Where the records of one kind stand, in the order of the text, and their indexes in the reading's list."""

    starts: list[int]
    ends: list[int]
    indexes: list[int]


def about(
    statements: Sequence[Statement], times: Sequence[Time], places: Sequence[Place], quantities: Sequence[Quantity]
) -> tuple[Statement, ...]:
    """The statements with the indexes of the times, places and quantities inside their content, in order.

    What stands in the content of a statement that this one reports of somebody else is that one's, not this one's:
    of "residents said the mayor told them on Monday that 12 had died", the mayor's statement is about the 12, the
    residents' about Monday. Nothing is inherited: a statement whose words state no time or place of their own has
    none. A record that only touches the content is outside it. Places of associative use count; ``Place.use`` tells.
    """
    kinds = [_in_order(times), _in_order(places), _in_order(quantities)]
    reported: dict[str, list[Statement]] = {}
    for statement in statements:
        if statement.within is not None:
            reported.setdefault(statement.within, []).append(statement)
    made: list[Statement] = []
    for statement in statements:
        others = [s for s in reported.get(statement.id, ()) if s.source is None or s.source != statement.source]
        theirs = [span for other in others for span in other.content]
        found = [tuple(sorted(set(_own(items, statement.content, theirs)))) for items in kinds]
        made.append(msgspec.structs.replace(statement, times=found[0], places=found[1], quantities=found[2]))
    return tuple(made)


def _in_order(records: Sequence[Time] | Sequence[Place] | Sequence[Quantity]) -> _Items:
    order = sorted(range(len(records)), key=lambda i: (records[i].start, records[i].end))
    return _Items([records[i].start for i in order], [records[i].end for i in order], order)


def _own(items: _Items, content: Sequence[Span], theirs: Sequence[Span]) -> Iterator[int]:
    """The indexes of the items inside the content and outside what others say in it."""
    for span in content:
        for at in range(bisect_left(items.starts, span.start), bisect_right(items.starts, span.end)):
            start, end = items.starts[at], items.ends[at]
            if end <= span.end and not any(other.start <= start and end <= other.end for other in theirs):
                yield items.indexes[at]
