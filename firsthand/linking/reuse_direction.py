"""Which of two reports came first: by what one credits, by when they were published, by which holds the other."""

from __future__ import annotations

from collections.abc import Sequence

from firsthand.linking.alignment import Run
from firsthand.linking.reuse_outlets import names_in
from firsthand.linking.reuse_sheets import Sheet
from firsthand.outlets.likeness import same_outlet
from firsthand.schema import Direction, Span

_FULLER = 0.93
"""A copy holds at most so many of its origin's words when something was cut off."""


def taken_in_time(later: Sheet, earlier: Sheet) -> bool:
    """Whether the one can have been published after the other, for all that their times tell."""
    if later.known is None or earlier.known is None:
        return True
    return not _before(later, earlier)


def order_of(a: Sheet, b: Sheet, runs: Sequence[Run], long: tuple[float, float] | None) -> tuple[Direction | None, int]:
    """(what shows it, 0 when ``a`` was made first and 1 when ``b`` was) for two reports that share runs of words.

    ``long``: when one is a copy of the other, the share of each one's words in long runs. A credit outweighs the
    clock: an outlet that calls itself by name in the shared words wrote them, whenever its page was stamped. A day
    without a time tells nothing against a time on that day. (None, 0) when nothing tells.
    """
    first_credited, second_credited = (
        _credit(b, a, [(r.b, r.size) for r in runs]),
        _credit(a, b, [(r.a, r.size) for r in runs]),
    )
    in_time = _time(a, b)
    if first_credited != second_credited:
        first = 0 if first_credited else 1
        return ("time" if in_time == first else "credit"), first
    if in_time is not None:
        return "time", in_time
    if long is not None and (fuller := _containment(a, b, long)) is not None:
        return "containment", fuller
    return None, 0


def credited(later: Sheet, earlier: Sheet) -> bool:
    """Whether the later report's dateline, credit line or metadata names the earlier one's outlet as its origin."""
    outlet = earlier.dossier.reading.report.outlet
    agency = agency_of(later)
    if outlet is None or agency is None:
        return False
    return same_outlet(agency, outlet) or (agency == agency_of(earlier) and _own(earlier))


def agency_of(sheet: Sheet) -> str | None:
    """Whose text the report says that it carries: by its metadata, else by its dateline or credit line."""
    report, origin = sheet.dossier.reading.report, sheet.dossier.reading.origin
    return report.agency or (origin.outlet if origin else None)


def _own(sheet: Sheet) -> bool:
    """Whether the outlet that the report shows as the text's is its own, under a short form: "(AAP)" by Anvil Agency
    Press."""
    outlet, agency = sheet.dossier.reading.report.outlet, agency_of(sheet)
    return bool(outlet and agency and same_outlet(outlet, agency))


def _credit(later: Sheet, earlier: Sheet, stretches: Sequence[tuple[int, int]]) -> bool:
    """Whether the later report names the earlier one's outlet in the words that it shares with it, or as its agency."""
    label = earlier.dossier.reading.report.outlet
    own = later.dossier.reading.report.outlet
    if not label or (own and same_outlet(own, label)):
        return False
    if credited(later, earlier):
        return True
    spans = [Span(later.spans[start].start, later.spans[start + size - 1].end) for start, size in stretches]
    return bool(names_in(later.dossier, label, spans))


def _time(a: Sheet, b: Sheet) -> int | None:
    if a.known is None or b.known is None:
        return None
    if _before(a, b):
        return 0
    return 1 if _before(b, a) else None


def _before(a: Sheet, b: Sheet) -> bool:
    if a.known is None or b.known is None or a.known == b.known:
        return False
    return a.known[1] <= b.known[0]


def _containment(a: Sheet, b: Sheet, long: tuple[float, float]) -> int | None:
    """The one that holds the other and more."""
    if min(long) >= _FULLER or max(long) < _FULLER:
        return None
    return 0 if long[1] > long[0] else 1
