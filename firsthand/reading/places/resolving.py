"""Which place each name means."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from firsthand.gazetteer import Match
from firsthand.reading.places.field import Floats, field_of
from firsthand.reading.places.ranking import Weights, load_weights, rank
from firsthand.reading.places.senses import Sense
from firsthand.reading.places.toponyms import Toponym
from firsthand.schema import Passage, Place, Report

_BLOCK = 500
"""Toponyms that are resolved together, which bounds memory: some 15,000 words of news."""
_LEAST_TRUST = 0.3
"""How likely it must be that the first candidate is right. Below one half, since a reader who is shown a place can see
that it is wrong, but does not look for one that is not there."""


def resolve(text: str, report: Report, passages: Sequence[Passage], toponyms: Sequence[Toponym]) -> tuple[Place, ...]:
    """The toponyms as places, in their order: each with what the gazetteer has on the place that is meant, or, where
    it has none or the report does not say which, without coordinates and with the reason.

    Raises ``WeightsError`` when the weights or the gazetteer that ship with the package cannot be loaded.
    """
    weights = load_weights()
    made: list[Place] = []
    for at in range(0, len(toponyms), _BLOCK):
        made += _resolved(text, report, passages, toponyms[at : at + _BLOCK], weights)
    return tuple(made)


def _resolved(
    text: str, report: Report, passages: Sequence[Passage], toponyms: Sequence[Toponym], weights: Weights
) -> list[Place]:
    senses, field = field_of(text, report, passages, toponyms)
    ranking = rank(field, weights)
    made: dict[int, Place] = {}
    for k, sense in enumerate(senses):
        rows = slice(field.starts[k], field.starts[k + 1])
        match, unresolved = _decided(sense, ranking.likely[rows], ranking.trust[rows])
        for i in sense.mentions:
            made[i] = _place(text, toponyms[i], match, unresolved)
    return [made[i] for i in range(len(toponyms))]


def _decided(sense: Sense, likely: Floats, trust: Floats) -> tuple[Match | None, str | None]:
    if not sense.matches:
        return None, "not in the gazetteer"
    best = int(np.argmax(likely))
    if trust[best] >= _LEAST_TRUST:
        return sense.matches[best], None
    if len(sense.matches) == 1:
        return None, "the only place of this name in the gazetteer does not fit the report"
    return None, "several places have this name and the report does not say which"


def _place(text: str, toponym: Toponym, match: Match | None, unresolved: str | None) -> Place:
    start, end, use = toponym
    if match is None:
        return Place(start=start, end=end, name=text[start:end], use=use, unresolved=unresolved)
    entry = match.entry
    return Place(
        start=start,
        end=end,
        name=entry.name,
        lat=round(entry.lat, 5),
        lon=round(entry.lon, 5),
        country=entry.country,
        geonameid=entry.geonameid,
        use=use,
        kind=entry.kind,
    )
