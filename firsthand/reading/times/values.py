"""Which values are TIMEX3 (ISO-TimeML; Pustejovsky et al. 2010)."""

from __future__ import annotations

import re

_YEAR = r"(?:[0-9]{2}[0-9X]{2}|XXXX)"
_TIME = r"T(?:[01][0-9]|2[0-4])(?::[0-5][0-9](?::[0-5][0-9])?)?|T(?:MO|MI|AF|EV|NI|DT)"
_NUMBER = r"(?:[0-9]+(?:\.[0-9]+)?|X)"
_VALUE = re.compile(
    rf"""
    (?:PAST|PRESENT|FUTURE)_REF
    |[0-9]{{2,3}}
    |{_YEAR}(?:
        -(?:0[1-9]|1[0-2]|XX)(?:-(?:0[1-9]|[12][0-9]|3[01]|XX)(?:{_TIME})?)?
        |-W(?:0[1-9]|[1-4][0-9]|5[0-3]|XX)(?:-(?:[1-7]|WE)(?:{_TIME})?)?
        |-(?:SP|SU|FA|WI|Q[1-4X]|H[12X])
    )?
    |P(?:{_NUMBER}[YQMWD]|{_NUMBER}WE)
    |PT{_NUMBER}[HMS]|PT[0-9]+H30M|PT[0-9]+M30S
    """,
    re.VERBOSE,
)


def is_timex3(value: str) -> bool:
    """Whether the string is a value that readings hold: a date, a time, a duration, a set, or a reference to the past,
    the present or the future."""
    return _VALUE.fullmatch(value) is not None
