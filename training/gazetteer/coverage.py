"""``python -m training.gazetteer.coverage CORPUS.xml …``: how many annotated names the gazetteer has a place for.

The corpora are those of ``python -m bench places``: LGL and GeoWebNews in the form of Gritta et al. (2020).
"""

from __future__ import annotations

import argparse
import xml.etree.ElementTree as ET
from collections import Counter
from pathlib import Path

from bench.places import km_between
from firsthand.gazetteer import lookup

NEAR_KM = 25
_GROUPS = {"PPL": "settlements", "PCL": "countries", "ADM1": "regions", "ADM": "districts and below"}
"""By the beginning of GeoNames' feature code; the first that fits."""


def main() -> None:
    """Prints a line for each corpus, half and kind of place."""
    parser = argparse.ArgumentParser(prog="python -m training.gazetteer.coverage", description="Count known names.")
    parser.add_argument("corpora", nargs="+", type=Path, metavar="CORPUS.xml")
    for corpus in parser.parse_args().corpora:
        names: Counter[tuple[str, str]] = Counter()
        known: Counter[tuple[str, str]] = Counter()
        for i, article in enumerate(ET.parse(corpus).getroot().iter("article")):
            for toponym in article.iter("toponym"):
                point = _point_of(toponym)
                if point is None:
                    continue
                is_known = _has(toponym, point)
                for group in ("all", _group_of(toponym)):
                    names["odd" if i % 2 else "even", group] += 1
                    known["odd" if i % 2 else "even", group] += is_known
        for half, group in sorted(names):
            share = 100 * known[half, group] / names[half, group]
            print(f"{corpus.stem}, {half}, {group}: {share:.1f}% of {names[half, group]}")


def _has(toponym: ET.Element, point: tuple[float, float]) -> bool:
    name = toponym.findtext("phrase") or toponym.findtext("extractedName") or ""
    tag = toponym.find("gaztag")
    number = toponym.findtext("geonamesID") if tag is None else tag.get("geonameid")
    entries = [match.entry for match in lookup(name)]
    return any(str(e.geonameid) == number or km_between(e.lat, e.lon, *point) <= NEAR_KM for e in entries)


def _point_of(toponym: ET.Element) -> tuple[float, float] | None:
    lat = toponym.findtext(".//lat") or toponym.findtext("latitude")
    lon = toponym.findtext(".//lon") or toponym.findtext("longitude")
    try:
        return float(lat or ""), float(lon or "")
    except ValueError:
        return None


def _group_of(toponym: ET.Element) -> str:
    code = toponym.findtext(".//fcode")
    if code is None:
        return f"GeoWebNews's {toponym.findtext('type')}"
    return next((group for start, group in _GROUPS.items() if code.startswith(start)), "others")


if __name__ == "__main__":
    main()
