"""The gazetteer's file: what is written is read, damage is told, and the rules by which it is built."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand import gazetteer
from firsthand.errors import WeightsError
from firsthand.gazetteer import Entry, fold, lookup, names_in
from firsthand.gazetteer.store import Store
from training.gazetteer.__main__ import add_known_names
from training.gazetteer.names import district_forms, is_usable, region_forms
from training.gazetteer.raw import Raw
from training.gazetteer.tables import point_of, read_table, split
from training.gazetteer.write import write


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
