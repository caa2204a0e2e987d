"""All the candidates of a report's names as rows of figures that a ranker can weigh.

The features are those that the literature on toponym resolution found to tell: population and kind, the form of the
name, containment stated beside it, nearness to what the other names may be, within the text and on the ground
(Leidner 2007; Lieberman and Samet 2012; Halterman 2023, "Mordecai 3"), and, for local news, the outlet's own
place (Lieberman, Samet and Sankaranarayanan 2010, "local lexicons").
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from firsthand.gazetteer import Match
from firsthand.reading.places.beside import codes_of
from firsthand.reading.places.clues import Clues, clues_of, squeezed
from firsthand.reading.places.senses import Sense, senses_of
from firsthand.reading.places.toponyms import Toponym
from firsthand.schema import Passage, Report

Floats = NDArray[np.float64]

OWN = (
    *("settlement population", "other population", "below the most populous", "order", "only candidate"),
    *("country", "region", "district", "feature", "of no one country"),
    *("variant", "former name", "abbreviation", "demonym", "part of the words", 'without its "County"'),
    *("national capital", "regional capital"),
    "lies in what qualifies it",
    *("named by the outlet", "size of what the outlet names", "named by the outlet, no English there"),
    *("named by the outlet, not American", "in the host's country"),
    *("in the title",),
)
"""Features of a candidate by itself."""
SHARED = (
    *("near other places, 40 km", "near other places, 150 km", "nearest other place"),
    *("in a region named", "in a country named", "in a district named"),
    *("others in its region", "others in its country", "others in its district"),
    *("near neighbours in the text", "neighbours in its region", "neighbours in its country"),
    *("a region that holds others", "a country that holds others"),
    *("near the dateline", "in the dateline's region", "in the dateline's country"),
    *("near the outlet's place", "in the outlet's region", "in the outlet's country"),
)
"""Features of a candidate beside what the other names most likely are."""

_MOST_REFERENCES = 400
_BEST = 3
_EARTH_KM = 6371.0


def field_of(
    text: str, report: Report, passages: Sequence[Passage], toponyms: Sequence[Toponym]
) -> tuple[list[Sense], Field]:
    """The senses of the toponyms and the field of their candidates. Where the outlet's home is known, or is called by a
    name that the text does not hold, a last sense without mentions stands for it."""
    clues = clues_of(report, passages)
    senses = senses_of(text, toponyms)
    home = squeezed(clues.home)
    outlet = next((s for s in senses if squeezed(s.name) == home), None)
    if clues.homes and (outlet is None or len(clues.homes) == 1):
        outlet = Sense(clues.home, (), clues.homes, True, frozenset())
        senses.append(outlet)
    return senses, Field(toponyms, senses, clues, outlet)


class Field:
    """The candidates of all senses, row by row, with the figures that do not depend on how the others are resolved.

    ``starts``: at which row each sense's candidates start, and after the last the number of rows.
    """

    def __init__(
        self, toponyms: Sequence[Toponym], senses: Sequence[Sense], clues: Clues, outlet: Sense | None
    ) -> None:
        self.matches: list[Match] = [*chain.from_iterable(s.matches for s in senses)]
        self.starts = np.cumsum([0, *(len(s.matches) for s in senses)])
        self._sense = np.repeat(np.arange(len(senses)), np.diff(self.starts))
        entries = [m.entry for m in self.matches]
        self._points = _unit([e.lat for e in entries], [e.lon for e in entries])
        codes: dict[str | None, int] = {None: 0}
        held = [codes_of(e) for e in entries]
        self._country, self._region, self._district = (_coded(codes, [h[i] for h in held]) for i in range(3))
        self._kind = np.array([_KIND[e.kind] for e in entries], dtype=np.int64)
        self._weight = np.array([min(3.0, 1 + np.log2(max(1, len(s.mentions)))) for s in senses])
        self._close = _closeness(toponyms, senses)
        self._in_dateline = _in_dateline(toponyms, senses, clues)
        self._of_outlet = np.array([float(s is outlet) for s in senses])
        self.own = self._own(senses, clues, codes)

    def _own(self, senses: Sequence[Sense], clues: Clues, codes: dict[str | None, int]) -> Floats:
        """Rows by ``OWN``."""
        entries = [m.entry for m in self.matches]
        size = np.array([np.log10(1 + e.population) for e in entries])
        settled = self._kind == _KIND["settlement"]
        made = np.zeros((len(entries), len(OWN)))
        column = {name: made[:, i] for i, name in enumerate(OWN)}
        column["settlement population"][:] = size * settled
        column["other population"][:] = size * ~settled
        column["country"][:] = self._kind == _KIND["country"]
        column["region"][:] = self._kind == _KIND["region"]
        column["district"][:] = self._kind == _KIND["district"]
        column["feature"][:] = self._kind == _KIND["feature"]
        column["of no one country"][:] = self._country == 0
        forms = np.array([m.form for m in self.matches])
        for form, name in _FORMS.items():
            column[name][:] = forms == form
        capital = np.array([e.capital for e in entries])
        column["national capital"][:] = capital == 2
        column["regional capital"][:] = capital == 1
        for i, sense in enumerate(senses):
            rows = slice(self.starts[i], self.starts[i + 1])
            n = len(sense.matches)
            if not n:
                continue
            column["below the most populous"][rows] = size[rows].max() - size[rows]
            column["order"][rows] = np.log(np.arange(1, n + 1))
            column["only candidate"][rows] = n == 1
            column["part of the words"][rows] = not sense.whole
            bare = [m.entry.name.casefold() == f"{sense.name.casefold()} county" for m in sense.matches]
            column['without its "County"'][rows] = bare
            name = squeezed(sense.name)
            if len(name) > 3 and name in clues.outlet:
                column["named by the outlet"][rows] = settled[rows]
                column["size of what the outlet names"][rows] = size[rows] * settled[rows]
                native = np.isin(self._country[rows], [codes[c] for c in (*_ENGLISH, clues.country) if c in codes])
                column["named by the outlet, no English there"][rows] = ~native
                if clues.of_no_country:
                    column["named by the outlet, not American"][rows] = self._country[rows] != codes.get("US", -1)
            column["in the title"][rows] = sense.name.casefold() in clues.title
            within = [codes[c] for c in sense.within if c in codes]
            if within:
                held = np.isin(self._district[rows], within) | np.isin(self._region[rows], within)
                held |= np.isin(self._country[rows], within)
                column["lies in what qualifies it"][rows] = held
        if clues.country and clues.country in codes:
            column["in the host's country"][:] = self._country == codes[clues.country]
        return made

    def shared(self, likely: Floats) -> Floats:
        """Rows by ``SHARED``, given how likely each row is to be what its name means."""
        made = np.zeros((len(self.matches), len(SHARED)))
        chosen = self._references(likely)
        if not len(chosen):
            return made
        column = {name: made[:, i] for i, name in enumerate(SHARED)}
        home = self._sense[chosen]
        apart = self._sense[:, None] != home[None, :]
        certain = likely[chosen] * apart
        weight = certain * self._weight[home]
        wide = self._kind[chosen] <= _KIND["region"]
        country, region, district = (
            (a[:, None] == a[chosen][None, :]) & (a[:, None] > 0) for a in (self._country, self._region, self._district)
        )
        km = _km(self._points @ self._points[chosen].T)
        near40 = np.exp(-km / 40) * ~wide
        near150 = np.exp(-km / 150) * ~wide
        column["near other places, 40 km"][:] = np.log1p((weight * near40).sum(axis=1))
        column["near other places, 150 km"][:] = np.log1p((weight * near150).sum(axis=1))
        column["nearest other place"][:] = (certain * near40).max(axis=1)
        is_country = self._kind[chosen] == _KIND["country"]
        is_region = self._kind[chosen] == _KIND["region"]
        is_district = self._kind[chosen] == _KIND["district"]
        column["in a region named"][:] = np.log1p((weight * region * is_region).sum(axis=1))
        column["in a country named"][:] = np.log1p((weight * country * is_country).sum(axis=1))
        column["in a district named"][:] = np.log1p((weight * district * is_district).sum(axis=1))
        all_weight = weight.sum(axis=1) + 1
        in_region = (weight * region).sum(axis=1) / all_weight
        in_country = (weight * country).sum(axis=1) / all_weight
        column["others in its region"][:] = in_region
        column["others in its country"][:] = in_country
        column["others in its district"][:] = (weight * district).sum(axis=1) / all_weight
        column["a region that holds others"][:] = in_region * (self._kind == _KIND["region"])
        column["a country that holds others"][:] = in_country * (self._kind == _KIND["country"])
        close = certain * self._close[np.ix_(self._sense, home)]
        column["near neighbours in the text"][:] = (close * near150).max(axis=1)
        column["neighbours in its region"][:] = np.log1p((close * region).sum(axis=1))
        column["neighbours in its country"][:] = np.log1p((close * country).sum(axis=1))
        for whose, senses in (("dateline", self._in_dateline), ("outlet", self._of_outlet)):
            from_there = certain * senses[home]
            if from_there.any():
                place = "the dateline" if whose == "dateline" else "the outlet's place"
                column[f"near {place}"][:] = (from_there * near150).max(axis=1)
                column[f"in the {whose}'s region"][:] = (from_there * region).max(axis=1)
                column[f"in the {whose}'s country"][:] = (from_there * country).max(axis=1)
        return made

    def likely(self, scores: Floats) -> Floats:
        """The softmax of the rows' scores within each sense."""
        if not len(scores):
            return scores
        filled = self.starts[:-1][np.diff(self.starts) > 0]
        sizes = np.diff([*filled, len(scores)])
        most = np.repeat(np.maximum.reduceat(scores, filled), sizes)
        grown = np.exp(scores - most)
        return grown / np.repeat(np.add.reduceat(grown, filled), sizes)

    def _references(self, likely: Floats) -> NDArray[np.int64]:
        """The rows that others are compared with: the best few of each sense, of the senses mentioned most."""
        most = max(1, _MOST_REFERENCES // _BEST)
        busiest = sorted(np.argsort(-self._weight, kind="stable")[:most])
        made: list[NDArray[np.int64]] = []
        for i in busiest:
            start, end = self.starts[i], self.starts[i + 1]
            made.append(start + np.argsort(-likely[start:end], kind="stable")[:_BEST])
        return np.concatenate(made) if made else np.zeros(0, dtype=np.int64)


_KIND = {"country": 0, "region": 1, "district": 2, "settlement": 3, "feature": 4}
_FORMS = {"variant": "variant", "former": "former name", "abbreviation": "abbreviation", "demonym": "demonym"}
_ENGLISH = (
    *("US", "GB", "IE", "CA", "AU", "NZ", "ZA", "IN", "PK", "BD", "LK", "SG", "MY", "PH", "HK", "MT", "JM", "TT", "BS"),
    *("BB", "GY", "NG", "GH", "KE", "UG", "TZ", "ZM", "ZW", "BW", "NA", "MW", "SL", "LR", "GM", "CM", "FJ", "PG"),
)
"""Countries where local newspapers are written in English."""
_REACH = 150.0
"""Characters over which closeness in the text falls to 1/e: about a sentence."""


def _unit(lats: Sequence[float], lons: Sequence[float]) -> Floats:
    """Points on the unit sphere, so that a dot product is the cosine of the angle between two."""
    lat, lon = np.radians(np.array(lats, dtype=np.float64)), np.radians(np.array(lons, dtype=np.float64))
    return np.stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)], axis=-1)


def _km(cosines: Floats) -> Floats:
    return _EARTH_KM * np.arccos(np.clip(cosines, -1.0, 1.0))


def _coded(codes: dict[str | None, int], values: Sequence[str | None]) -> NDArray[np.int64]:
    return np.array([codes.setdefault(v, len(codes)) for v in values], dtype=np.int64)


def _closeness(toponyms: Sequence[Toponym], senses: Sequence[Sense]) -> Floats:
    """How close any two senses come in the text: 1 side by side, towards 0 far apart. Only near neighbours count."""
    made = np.zeros((len(senses), len(senses)))
    mentions = sorted((toponyms[i].start, toponyms[i].end, k) for k, s in enumerate(senses) for i in s.mentions)
    for step in (1, 2, 3):
        for (_, end, a), (start, _, b) in zip(mentions, mentions[step:], strict=False):
            value = float(np.exp(-max(0, start - end) / _REACH))
            if a != b and value > made[a, b]:
                made[a, b] = made[b, a] = value
    return made


def _in_dateline(toponyms: Sequence[Toponym], senses: Sequence[Sense], clues: Clues) -> Floats:
    made = np.zeros(len(senses))
    if clues.dateline:
        start, end = clues.dateline
        for k, sense in enumerate(senses):
            made[k] = any(start <= toponyms[i].start < end for i in sense.mentions)
    return made
