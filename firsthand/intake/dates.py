"""Times as inputs state them, in the one form that the schema uses."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

# Unix seconds between 1990 and 2100: outside it a number is a counter, a phone number, or nothing that we can tell.
_EARLIEST, _LATEST = 631_152_000, 4_102_444_800
# No newspaper is older (Strasbourg's "Relation", 1605): earlier years are the null dates of databases ("0001-01-01").
_FIRST_YEAR = 1600

_SECONDS = re.compile(r"\d{9,10}(\.\d+)?")
_MILLISECONDS = re.compile(r"\d{12,13}")
_ISO_START = re.compile(r"\d{4}-?\d{2}-?\d{2}(?!\d)")
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}|\d{8}")
_SPACED_ZONE = re.compile(r"\s+(?=[+-]\d{2}:?\d{2}$|Z$)", re.IGNORECASE)
_NAMED_UTC = re.compile(r"\s*(?:UTC|GMT)$", re.IGNORECASE)
_RFC_2822 = re.compile(
    r"(?:[a-z]{3,9},?\s+)?\d{1,2}\s+[a-z]{3,9}\s+\d{4}\s+\d{1,2}:\d{2}(?::\d{2})?(?:\s*[+-]\d{4}|\s+[a-z]{1,5})?",
    re.IGNORECASE,
)


def unix_time(seconds: float) -> str | None:
    """Unix seconds as ISO 8601 in UTC; ``None`` outside 1990–2100."""
    if not _EARLIEST <= seconds < _LATEST:
        return None
    return _written(datetime.fromtimestamp(int(seconds), UTC))


def stated_time(value: str | float | None) -> str | None:
    """A stated time in the schema's form; ``None`` when it cannot be told what was stated.

    Understands ISO 8601 dates and times, RFC 2822 times, and Unix seconds or milliseconds (between 1990 and 2100). The
    zone stays as it was stated, ``Z`` for UTC; a time stated with no zone is written with none, a day as a bare date.
    """
    if value is None:
        return None
    if isinstance(value, int | float):
        return unix_time(value) or unix_time(value / 1000)
    value = value.strip()
    if len(value) > 60:
        return None
    if _SECONDS.fullmatch(value):
        return unix_time(float(value))
    if _MILLISECONDS.fullmatch(value):
        return unix_time(int(value) / 1000)
    if _ISO_START.match(value):
        return _iso(value)
    if _RFC_2822.fullmatch(value):
        return _rfc_2822(value)
    return None


def _iso(value: str) -> str | None:
    value = _NAMED_UTC.sub("Z", _SPACED_ZONE.sub("", value))
    try:
        if _ISO_DAY.fullmatch(value):
            day = date.fromisoformat(value)
            return day.isoformat() if day.year >= _FIRST_YEAR else None
        return _written(datetime.fromisoformat(value))
    except ValueError:
        return None


def _rfc_2822(value: str) -> str | None:
    from email.utils import parsedate_to_datetime  # not needed by most inputs

    try:
        moment = parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError):
        return None
    if value.endswith("-0000"):  # RFC 2822, 3.3: UTC, and nothing said of the local zone
        moment = moment.replace(tzinfo=UTC)
    return _written(moment)


def _written(moment: datetime) -> str | None:
    if moment.year < _FIRST_YEAR:
        return None
    written = moment.isoformat()
    return written.removesuffix("+00:00") + "Z" if written.endswith("+00:00") else written
