"""Which reports are revisions of one another: those of one page, put in order by what they state of their time."""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import parse_qsl, urlencode, urlsplit

import msgspec
from sqlalchemy import Connection, func, select, update

from firsthand.archive.packing import canonical, digest, fold, instant
from firsthand.archive.parts import Collected
from firsthand.archive.tables import captures, reports
from firsthand.schema import Report, to_json

_TRACKING = re.compile(
    r"utm_\w+|mtm_\w+|pk_(?:campaign|kwd|source|medium|content)|at_(?:campaign|medium|custom\d|link_\w+|format|bbc_team)"
    r"|mc_[ce]id|fbclid|gclid|dclid|gbraid|wbraid|msclkid|yclid|twclid|igshid|igsh|_ga|_gl|cmpid|smid|smtyp|icid|ncid"
    r"|xtor|wt\.mc_id|ref_src|ref_url|s_cid|mkt_tok|ns_campaign|ns_mchannel|ns_source|ns_linkname|ns_fee",
    re.IGNORECASE,
)
"""Parameters that say where a reader came from, not what the page is (those of the large analytics and
advertising services)."""
_PORTS = {"http": 80, "https": 443}


class Version(NamedTuple):
    """When a text of a page was its text, as far as it says: what orders revisions."""

    version_at: float
    """Unix seconds of when it was modified, else published, else captured, else collected."""
    seen_at: float
    """Unix seconds of when it was captured, else collected."""


def canonical_url(url: str) -> str | None:
    """The address as it is compared: no scheme, ``www.``, default port, fragment, tracking parameters or trailing
    slash; the parameters in order. ``None`` for what is no address of one page: a bare host, or no URL."""
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError:
        return None
    host = (parts.hostname or "").removeprefix("www.").rstrip(".")
    if not host:
        return None
    if port and port != _PORTS.get(parts.scheme.lower()):
        host += f":{port}"
    path = parts.path.rstrip("/")
    given = parse_qsl(parts.query, keep_blank_values=True)
    query = urlencode(sorted(pair for pair in given if not _TRACKING.fullmatch(pair[0])))
    if not path and not query:
        return None
    return f"{host}{path}?{query}" if query else f"{host}{path}"


def page_of(report: Report) -> str:
    """What a report has in common with its other revisions and with no other report: its address, else outlet and id.

    An id that is the text's hash changes with the text, so that without an address only the very same text matches.
    """
    url = canonical_url(report.url) if report.url else None
    if url:
        return f"url:{url}"
    return f"id:{canonical([fold(report.outlet or ''), report.url, report.id])}"


def identity_of(report: Report) -> str:
    """A hash of all that was taken in, of the bytes too, but for the name of the file."""
    return digest(to_json(msgspec.structs.replace(report, file=None)))


def version_of(report: Report, collected: Collected) -> Version:
    """When this text was the page's, as far as the report says."""
    seen = _first(instant(report.captured), instant(collected.at))
    return Version(_first(instant(report.modified), instant(report.published), seen), seen)


def superseding(connection: Connection, page: str) -> dict[int, int | None]:
    """For each of a page's reports, oldest revision first, the number of the one that follows it; ``None`` for the
    current one. A text that was collected several times counts from the last time."""
    order = (
        select(reports.c.number)
        .join(captures, captures.c.report == reports.c.number)
        .where(reports.c.page == page)
        .group_by(reports.c.number)
        .order_by(func.max(captures.c.version_at), func.max(captures.c.seen_at), reports.c.number)
    )
    numbers = connection.execute(order).scalars().all()
    return dict(zip(numbers, [*numbers[1:], None], strict=True)) if numbers else {}


def order_page(connection: Connection, page: str) -> int | None:
    """Writes down which of a page's reports supersedes which, and gives the number of the current one."""
    kept = connection.execute(select(reports.c.number, reports.c.superseded_by).where(reports.c.page == page))
    before = {row.number: row.superseded_by for row in kept}
    order = superseding(connection, page)
    for number, by in order.items():
        if before[number] != by:
            connection.execute(update(reports).where(reports.c.number == number).values(superseded_by=by))
    return next(reversed(order), None)


def current_of(connection: Connection, page: str) -> int | None:
    """The number of a page's current report; ``None`` when there is none of this page."""
    current = select(reports.c.number).where(reports.c.page == page, reports.c.superseded_by.is_(None))
    return connection.execute(current).scalars().first()


def _first(*times: float | None) -> float:
    return next((time for time in times if time is not None), 0.0)
