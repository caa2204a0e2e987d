"""The room's work, step by step: tokens, grammar, leaning, values."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from firsthand.reading.times.days import day_of
from firsthand.reading.times.grammar import matches_of
from firsthand.reading.times.leaning import Lean, lean_of
from firsthand.reading.times.resolving import Found, ReportClock, values_of
from firsthand.reading.times.senses import Fixed, Here, Match, Shift
from firsthand.reading.times.tokens import Tokens, tokens_of
from firsthand.schema import Passage, Report, Time

_FULL_STOP = re.compile(r"[.!?][\"”’')\]]*\s+(?=[\"“‘'(\[]?[A-Z0-9])")


def clock_of(report: Report, passages: Sequence[Passage]) -> ReportClock:
    """The day that the report's relative times are reckoned from: that of its publication, in the zone it is stated
    in; else the date that its dateline gives in full; else the day it was captured, as ``clock`` then says."""
    if day := day_of(report.published):
        return ReportClock(day, "published")
    datelines = [p for p in passages if p.kind in ("dateline", "header")]
    for time in find_times(report.text, datelines, ReportClock(None, None)):
        if time.type in ("DATE", "TIME") and (day := day_of(time.value)):
            return ReportClock(day, "dateline")
    day = day_of(report.captured)
    return ReportClock(day, "captured" if day else None)


def find_times(text: str, passages: Sequence[Passage], clock: ReportClock) -> tuple[Time, ...]:
    """The time expressions of the passages (all but boilerplate), in order, with their values reckoned from the clock
    and from one another. None overlap and none crosses a passage. Takes linear time."""
    found: list[Found] = []
    sentence = 0
    for passage in passages:
        if passage.kind == "boilerplate":
            continue
        tokens = tokens_of(text, passage.start, passage.end)
        matches = matches_of(tokens)
        if not matches:
            continue
        stops = [m.end() for m in _FULL_STOP.finditer(text, passage.start, passage.end)]
        if len(matches) == 1 and _is_stamp(tokens, matches[0]):
            # A time of day that stands alone is when the next lines were published.
            matches = [matches[0]._replace(sense=matches[0].sense._replace(at=Shift("day", 0, "clock")))]
        for match in matches:
            start, end = tokens.starts[match.first], tokens.ends[match.end - 1]
            lean = lean_of(tokens, match.first, match.end) if not isinstance(match.sense.at, Fixed) else Lean(0, False)
            found.append(
                Found(start, end, match.sense, lean.direction, lean.spoken, sentence + bisect_right(stops, start))
            )
        sentence += len(stops) + 1
    made = []
    for one, value in zip(found, values_of(found, clock), strict=True):
        made.append(
            Time(
                start=one.start,
                end=one.end,
                type=one.sense.type,
                value=value.value,
                mod=one.sense.mod,
                clock=value.clock,
                anchor=value.anchor,
                unresolved=value.unresolved,
            )
        )
    return tuple(made)


def _is_stamp(tokens: Tokens, match: Match) -> bool:
    alone = match.first == 0 and len(tokens.kinds) - match.end <= 1
    return alone and isinstance(match.sense.at, Here)
