"""What narrows a search or a list of reports, and how it is asked of the tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from sqlalchemy import Column, ColumnElement, Connection, func, literal, or_, select

from firsthand.archive.packing import fold
from firsthand.archive.tables import places, reports, statements
from firsthand.errors import SearchError
from firsthand.gazetteer import lookup
from firsthand.schema import Record, Stance

_FEW = 10_000
"""Of a filter that so few rows pass, all are looked up first; of another, each report is asked in turn, until there are
enough: what common words and wide filters have in common is found soon."""
_OTHER = reports.alias("other")
_YEAR, _MONTH, _DAY = re.compile(r"\d{4}"), re.compile(r"\d{4}-\d\d"), re.compile(r"\d{4}-\d\d-\d\d")


class Filters(Record, frozen=True, kw_only=True):
    """Which reports are wanted; every filter that is given must hold."""

    outlet: str | None = None
    source: str | None = None
    """A name that the report has for a source of its statements; case and diacritics do not matter."""
    stance: Stance | None = None
    """Of a statement in the report; with ``source``, of a statement of that source."""
    published_from: str | None = None
    """ISO 8601: a year, a month, a day or a time (UTC where it names no zone). What names no time of publication is
    left out."""
    published_until: str | None = None
    """Included, to its end: "2023-02" is until the end of February."""
    place: str | None = None
    """A place's name, a country's name or its ISO 3166-1 code ("UA"): reports that name it, or a place in it."""
    current: bool = True
    """Whether earlier revisions are left out."""


def conditions(connection: Connection, filters: Filters, number: ColumnElement[int]) -> list[ColumnElement[bool]]:
    """What must hold of a report's ``number``, a column of the selection that is to be narrowed.

    Raises ``SearchError`` when a time cannot be understood.
    """
    made: list[ColumnElement[bool]] = []
    if filters.current:
        made.append(number.not_in(select(_OTHER.c.number).where(_OTHER.c.superseded_by.is_not(None))))
    for column, wanted in _wanted(filters):
        few = select(literal(1)).where(*wanted).limit(_FEW + 1).subquery()
        if connection.execute(select(func.count()).select_from(few)).scalar_one() <= _FEW:
            made.append(number.in_(select(column).where(*wanted)))
        else:
            made.append(select(literal(1)).where(column == number, *wanted).correlate_except(column.table).exists())
    return made


def _wanted(filters: Filters) -> Iterator[tuple[Column[int], list[ColumnElement[bool]]]]:
    """For each filter the column that has the numbers of reports, and what must hold beside it."""
    if filters.outlet is not None:
        yield _OTHER.c.number, [_OTHER.c.outlet_folded == fold(filters.outlet)]
    published: list[ColumnElement[bool]] = []
    if filters.published_from is not None:
        published.append(_OTHER.c.published_at >= _bounds(filters.published_from)[0])
    if filters.published_until is not None:
        published.append(_OTHER.c.published_at < _bounds(filters.published_until)[1])
    if published:
        yield _OTHER.c.number, published
    said: list[ColumnElement[bool]] = []
    if filters.source is not None:
        said.append(statements.c.source == fold(filters.source))
    if filters.stance is not None:
        said.append(statements.c.stance == filters.stance)
    if said:
        yield statements.c.report, said
    if filters.place is not None:
        yield places.c.report, [_at(filters.place)]


def _at(place: str) -> ColumnElement[bool]:
    named = places.c.name == fold(place)
    if re.fullmatch("[A-Z]{2}", place):
        return or_(named, places.c.country == place)
    countries = {m.entry.country for m in lookup(place) if m.entry.kind == "country" and m.form != "demonym"}
    return or_(named, *(places.c.country == code for code in sorted(filter(None, countries))))


def _bounds(time: str) -> tuple[float, float]:
    """Unix seconds at which what is written begins, and at which it has ended."""
    try:
        if _YEAR.fullmatch(time):
            year = int(time)
            return _seconds(datetime(year, 1, 1)), _seconds(datetime(year + 1, 1, 1))
        if _MONTH.fullmatch(time):
            first = datetime.fromisoformat(f"{time}-01")
            return _seconds(first), _seconds((first + timedelta(days=31)).replace(day=1))
        moment = datetime.fromisoformat(time)
        whole = timedelta(days=1) if _DAY.fullmatch(time) else timedelta(seconds=1)
        return _seconds(moment), _seconds(moment + whole)
    except (ValueError, OverflowError) as error:
        raise SearchError(f"{time!r} is no time. Write 2023, 2023-02, 2023-02-28 or 2023-02-28T09:30Z") from error


def _seconds(moment: datetime) -> float:
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()
