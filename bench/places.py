"""``python -m bench places``: the resolution of places against geoparsing corpora (LGL, GeoWebNews, TR-News)."""

from __future__ import annotations

import math
import sys
import time
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from bench.opinions import agreement, score_readings
from bench.tables import Cell, Outcome, Table, share
from firsthand.reading.passages import split_passages
from firsthand.reading.places import Toponym, resolve
from firsthand.reading.reader import Reader
from firsthand.schema import Place, Reading, Report

NEAR_KM = 161
"""100 miles: the customary bound of a right answer (Lieberman, Samet and Sankaranarayanan 2010)."""
COLUMNS = ("places", "gold", "predicted", "found", "within 161 km", "end to end", "mean km", "precision")
ASSOCIATIVE = frozenset({"Metonymic", "Non_Literal_Modifier", "Embedded_Non_Lit", "Coercion", "Demonym", "Homonym"})
"""GeoWebNews's types of use that are not literal (Gritta, Pilehvar and Collier 2020)."""
NO_NAMES = frozenset({"Literal_Expression", "Non_Lit_Expression", "Non_Toponym", "Language"})
"""GeoWebNews's types that are no names of places."""


class Gold(NamedTuple):
    """A toponym as annotated: coordinates in degrees where it has them; ``use`` where the corpus tells."""

    start: int
    end: int
    lat: float | None
    lon: float | None
    geonameid: int | None
    kind: str | None
    """GeoWebNews's type."""


class Article(NamedTuple):
    """One annotated report; ``gold`` as it stands in the corpus."""

    report: Report
    gold: list[Gold]

    @property
    def oracle(self) -> list[Toponym]:
        """The annotated names as toponyms in the order of the text, none overlapping: perfect detection."""
        made: list[Toponym] = []
        for g in sorted(self.gold, key=lambda g: (g.start, g.end)):
            if g.end > g.start and g.kind not in NO_NAMES and (not made or g.start >= made[-1].end):
                made.append(Toponym(g.start, g.end, "associative" if g.kind in ASSOCIATIVE else "literal"))
        return made


def run(corpora: Sequence[Path], scorer: Path | None) -> Outcome:
    """Resolves the annotated names, then reads the reports from scratch, and scores both."""
    reader = Reader(threads=1)
    given: list[tuple[Cell, ...]] = []
    whole: list[tuple[Cell, ...]] = []
    uses: list[tuple[Cell, ...]] = []
    notes: list[str] = []
    for corpus in corpora:
        articles = [*articles_in(corpus)]
        name = corpus.stem
        start = time.process_time()
        resolved = [resolved_of(a) for a in articles]
        seconds = time.process_time() - start
        words = sum(len(a.report.text.split()) for a in articles)
        notes.append(f"{name}: {1e6 * seconds / max(words, 1):.1f} ms for 1,000 words to resolve the annotated names.")
        readings = [reader.read(a.report) for a in articles]
        found = [r.places for r in readings]
        for part, chosen in (("even", slice(0, None, 2)), ("odd", slice(1, None, 2))):
            given.append(row_of(f"{name}, {part}", articles[chosen], resolved[chosen]))
            whole.append(row_of(f"{name}, {part}", articles[chosen], found[chosen]))
            if any(g.kind for a in articles for g in a.gold):
                for use, which in (("literal", _is_literal), ("associative", _is_associative)):
                    uses.append(row_of(f"{name}, {part}, {use}", articles[chosen], resolved[chosen], which))
        if scorer:
            notes.append(_second_opinion(scorer, corpus, readings, row_of("", articles, found)))
    tables = [Table("Places whose names are given", COLUMNS, tuple(given))]
    if uses:
        tables.append(Table("Places whose names are given, by their use", COLUMNS, tuple(uses)))
    return Outcome((*tables, Table("Places from the text alone", COLUMNS, tuple(whole))), tuple(notes))


def articles_in(corpus: Path) -> Iterator[Article]:
    """The corpus's articles in the order of the file.

    Raises ``SystemExit`` when it is no such corpus.
    """
    try:
        root = ET.parse(corpus).getroot()
    except (OSError, ET.ParseError) as error:
        sys.exit(f"{corpus} is no geoparsing corpus: {error}")
    for k, article in enumerate(root.iter("article")):
        text = article.findtext("text") or ""
        day = (article.findtext("dltime") or "").strip()
        report = Report(
            id=article.get("docid") or str(k),
            title=(article.findtext("title") or "").strip() or None,
            url=(article.findtext("url") or "").strip() or None,
            published=f"{day}T12:00:00Z" if len(day) == 10 else None,
            sha256="0" * 64,
            text=text,
        )
        yield Article(report, [*_gold(article, text)])


def resolved_of(article: Article) -> tuple[Place, ...]:
    """The annotated names as places."""
    report = article.report
    return resolve(report.text, report, split_passages(report.text, report.title), article.oracle)


def row_of(
    name: str,
    articles: Sequence[Article],
    places: Sequence[Sequence[Place]],
    which: Callable[[Gold], bool] = lambda _: True,
) -> tuple[Cell, ...]:
    """The figures in the order of ``COLUMNS``: shares in percent.

    ``found``: of the gold toponyms with coordinates, those that a place with coordinates overlaps; ``within 161 km``
    and ``mean km`` over those; ``end to end`` over all; ``precision``: the share of the places that overlap any gold.
    """
    gold = found = near = predicted = good = 0
    total = 0.0
    for article, made in zip(articles, places, strict=True):
        predicted += len(made)
        good += sum(any(p.start < g.end and g.start < p.end for g in article.gold) for p in made)
        for g in article.gold:
            if g.lat is None or g.lon is None or not which(g):
                continue
            gold += 1
            away = [
                km_between(g.lat, g.lon, p.lat, p.lon)
                for p in made
                if p.lat is not None and p.lon is not None and p.start < g.end and g.start < p.end
            ]
            if away:
                found, near, total = found + 1, near + (min(away) <= NEAR_KM), total + min(away)
    mean = round(total / found, 1) if found else None
    shares = (share(found, gold), share(near, found), share(near, gold))
    return (name, gold, predicted, *shares, mean, share(good, predicted))


def km_between(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Kilometres along the great circle, by the haversine formula with the Earth's mean radius."""
    a, b, c, d = map(math.radians, (lat, lon, other_lat, other_lon))
    h = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    return 2 * 6371 * math.asin(min(1.0, math.sqrt(h)))


def _gold(article: ET.Element, text: str) -> Iterator[Gold]:
    for toponym in article.iter():
        start, end = _number(toponym.findtext("start")), _number(toponym.findtext("end"))
        if toponym.tag not in ("toponym", "location") or start is None or end is None:
            continue
        lat = _number(toponym.findtext(".//lat") or toponym.findtext(".//latitude"))
        lon = _number(toponym.findtext(".//lon") or toponym.findtext(".//longitude"))
        tag = toponym.find("gaztag")
        geonameid = (tag.get("geonameid") if tag is not None else None) or toponym.findtext("geonamesID") or ""
        words, (a, b) = toponym.findtext("phrase") or toponym.findtext("name") or "", (int(start), int(end))
        if text[a:b] != words and text[a - 1 : b - 1] == words:  # one corpus counts from 1
            a, b = a - 1, b - 1
        yield Gold(a, b, lat, lon, int(geonameid) if geonameid.isdigit() else None, toponym.findtext("type"))


def _number(words: str | None) -> float | None:
    try:
        return float(words or "")
    except ValueError:
        return None


def _is_associative(gold: Gold) -> bool:
    return gold.kind in ASSOCIATIVE


def _is_literal(gold: Gold) -> bool:
    return not _is_associative(gold)


def _second_opinion(scorer: Path, corpus: Path, readings: Sequence[Reading], ours: tuple[Cell, ...]) -> str:
    """What another scorer says of the same readings (``SCORER score CORPUS READINGS.jsonl``, one JSON object out)."""
    theirs = score_readings(scorer, readings, "score", corpus)
    other = tuple(theirs[k] for k in ("gold", "predicted", "found", "within161", "recall161", "mean_km", "precision"))
    return agreement(scorer, f"readings of {corpus.stem}", ours[1:], other)
