"""What a proposition gives in figures, in one unit a kind, so that two propositions' figures can be set side by side.

"0.4 metres" and "40 cm" are one length, "eight months" and "two thirds of a year" nearly one duration, and a count is a
count of something: of people, whatever the word for them, or of other things, by the word.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from firsthand.linking.words import plain, stem
from firsthand.reading.name_tables import words_of
from firsthand.reading.quantities.counted import CASUALTY, PEOPLE
from firsthand.schema import Quantity, Reading, Record, Span, Time

Fate = Literal["dead", "hurt", "missing", "held", "other"]

_UNITS = {
    "mm": ("m", 0.001), "cm": ("m", 0.01), "m": ("m", 1.0), "km": ("m", 1000.0), "mi": ("m", 1609.34),
    "ft": ("m", 0.3048), "in": ("m", 0.0254), "yd": ("m", 0.9144), "g": ("kg", 0.001), "kg": ("kg", 1.0),
    "t": ("kg", 1000.0), "lb": ("kg", 0.4536), "oz": ("kg", 0.02835), "m²": ("m2", 1.0), "km²": ("m2", 1e6),
    "ha": ("m2", 1e4), "acres": ("m2", 4046.86), "acre": ("m2", 4046.86), "l": ("l", 1.0), "ml": ("l", 0.001),
    "m³": ("l", 1000.0), "km/h": ("km/h", 1.0), "mph": ("km/h", 1.60934), "m/s": ("km/h", 3.6), "°C": ("°C", 1.0),
    "%": ("%", 1.0), "W": ("W", 1.0), "kW": ("W", 1e3), "MW": ("W", 1e6), "GW": ("W", 1e9),
}  # fmt: skip
_DAYS = {"Y": 365.25, "M": 30.44, "W": 7.0, "D": 1.0}
_CLOCK = {"H": 1 / 24, "M": 1 / 1440, "S": 1 / 86400}
_DURATION = re.compile(r"P(?:(\d+(?:\.\d+)?)([YMWD]))?(?:T(?:(\d+(?:\.\d+)?)([HMS]))?)?\Z")
_DURATION_UNITS = {"year": 365.25, "month": 30.44, "week": 7.0, "day": 1.0, "hour": 1 / 24, "minute": 1 / 1440,
                   "second": 1 / 86400, "decade": 3652.5, "fortnight": 14.0, "night": 1.0}  # fmt: skip
_DEAD = words_of(
    "dead killed died deaths death fatalities bodies corpses body fatality drowned perished toll slain lives lost"
)
_HURT = words_of("injured wounded hurt injuries casualties hospitalised hospitalized treated")
_MISSING = words_of("missing trapped unaccounted unaccounted-for stranded")
_HELD = words_of("arrested detained held prisoners hostages captured custody charged")
_NEAR = 45
"""Characters around a figure in which the word stands that tells what became of those counted."""
_MORE_PEOPLE = words_of(
    "fans supporters spectators villagers neighbours neighbors inhabitants pupils miners colliers stewards players "
    "nurses doctors guests tourists families relatives lives souls bodies corpses fatalities deaths victims casualties "
    "injuries infections cases results positives prisoners conscripts recruits dockers strikers crew hands individuals "
    "citizens locals householders parents mothers sons daughters teenagers youths adults men women bystanders "
    "stallholders traders shoppers passers-by guards gunmen militants fighters rebels attackers evacuees"
)


class Measure(Record, frozen=True, kw_only=True):
    """One figure: ``low`` to ``high`` in the unit of its ``kind`` ("m", "days", "people", a currency, "count")."""

    kind: str
    low: float
    high: float
    of: str | None = None
    """For a count of things the stem of their word; for people what became of them."""
    approximate: bool = False
    bound: str | None = None
    start: int
    end: int


def measures_in(reading: Reading, spans: Sequence[Span]) -> tuple[Measure, ...]:
    """The figures in some stretches of a reading's report, in order."""
    found = [
        measure
        for quantity in reading.quantities
        if _inside(quantity, spans) and (measure := _of_quantity(reading.report.text, quantity, spans)) is not None
    ]
    taken = {(m.start, m.end) for m in found}
    for time in reading.times:
        if time.type == "DURATION" and _inside(time, spans) and time.value is not None:
            days = days_of(time.value)
            if days and not any(start < time.end and time.start < end for start, end in taken):
                loose = time.mod is not None
                found.append(
                    Measure(kind="days", low=days, high=days, approximate=loose, start=time.start, end=time.end)
                )
    return tuple(sorted(found, key=lambda m: m.start))


def days_of(value: str) -> float | None:
    """A TIMEX3 duration in days: "P3W" is 21; ``None`` where it is not one or gives no number ("PXM")."""
    match = _DURATION.match(value)
    if match is None or not (match[1] or match[3]):
        return None
    days = float(match[1]) * _DAYS[match[2]] if match[1] else 0.0
    return days + (float(match[3]) * _CLOCK[match[4]] if match[3] else 0.0)


def agree(a: Measure, b: Measure) -> bool:
    """Whether two figures of one kind are the same or may be: equal, within rounding, or ranges that overlap."""
    slack = 0.06 if a.kind in ("days", "m", "kg", "m2") or a.approximate or b.approximate else 0.005
    if a.kind == "people" and not (a.approximate or b.approximate):
        slack = 0.0
    low, high = max(a.low, b.low), min(a.high, b.high)
    return low <= high * (1 + slack) + 1e-9


def comparable(a: Measure, b: Measure) -> bool:
    """Whether two figures measure the same kind of thing, so that different ones may contradict."""
    if a.kind != b.kind:
        return False
    return a.of == b.of or (a.kind == "people" and (a.of is None or b.of is None))


def _inside(item: Quantity | Time, spans: Sequence[Span]) -> bool:
    return any(span.start <= item.start and item.end <= span.end for span in spans)


def _of_quantity(text: str, quantity: Quantity, spans: Sequence[Span]) -> Measure | None:
    low, high, unit = quantity.value, quantity.high or quantity.value, quantity.unit
    kind, of, factor = "count", None, 1.0
    word = plain(unit) if unit else ""
    if unit in _UNITS:
        kind, factor = _UNITS[unit]
    elif stem(word) in _DURATION_STEMS:
        kind, factor = "days", _DURATION_STEMS[stem(word)]
    elif unit is not None and len(unit) == 3 and unit.isupper():
        kind = unit
    elif not word or word in PEOPLE or word in CASUALTY or word in _MORE_PEOPLE or word in _DEAD:
        of = _fate(text, quantity, spans, word)
        kind = "people" if word or of else "count"
    else:
        of = stem(word.split()[-1])
    return Measure(
        kind=kind, low=low * factor, high=high * factor, of=of, approximate=quantity.approximate, bound=quantity.bound,
        start=quantity.start, end=quantity.end,
    )  # fmt: skip


_DURATION_STEMS = {stem(word): days for word, days in _DURATION_UNITS.items()}


def _fate(text: str, quantity: Quantity, spans: Sequence[Span], word: str) -> str | None:
    """What became of those counted, by the unit itself or else the nearest word of fate in the same stretch."""
    for name, words in _FATES:
        if word in words:
            return name
    span = next(s for s in spans if s.start <= quantity.start < s.end)
    best: tuple[int, str] | None = None
    low, high = max(span.start, quantity.start - _NEAR), min(span.end, quantity.end + _NEAR)
    for match in re.finditer(r"\w+(?:-\w+)*", text[low:high]):
        at = low + match.start()
        away = at - quantity.end if at >= quantity.end else (quantity.start - at) + 8
        for name, words in _FATES:
            if match[0].lower() in words and (best is None or away < best[0]):
                best = (away, name)
    return best[1] if best else None


_FATES = (("dead", _DEAD), ("hurt", _HURT), ("missing", _MISSING), ("held", _HELD))
