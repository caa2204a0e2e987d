"""What the search promises: anything may be typed, what is found is found whole, and the marks are on the words."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from firsthand.archive import filing
from firsthand.archive import search as searching
from firsthand.archive.filters import Filters
from firsthand.archive.opening import open_store
from firsthand.archive.search import search
from firsthand.archive.store import Store
from firsthand.errors import SearchError
from firsthand.schema import Span
from tests.archiving import filing_of, put, reading_of, report_of


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    store = open_store(tmp_path_factory.mktemp("search") / "a.db", create=True)
    put(store, "The pump at Dunmarrow has failed.", id="pump", title="Well is dry", published="2024-02-29T23:30:00Z")
    put(
        store,
        "A flood took the bridge; the flooding goes on.",
        id="flood",
        outlet="Stow Herald",
        published="2024-03-05",
    )
    put(store, "Señor Ñandú saw the well-known bridge.", id="ñ", outlet="Märrow Gazette", published="2023")
    put(store, "The well was deep. Nobody said well.", id="deep", title="Walls")
    put(store, "Before the revision: the dam.", id="old", url="https://a.example/dam", published="2024-01-01")
    put(store, "After the revision: the dam.", id="new", url="https://a.example/dam", published="2024-01-02")
    one = report_of("Shells fell on the town of Bakhmut.", id="town")
    denial = reading_of(one, speaker="Väinö Koskë", stance="denies", place="Bakhmut", country="UA")
    filing.file_reports(store, [filing_of(one, reading=denial)])
    return store


def found(store: Store, words: str, **filters: object) -> set[str]:
    return {hit.filed.key for hit in search(store, words, Filters(**filters)).hits}  # pyright: ignore[reportArgumentType]


@pytest.mark.parametrize(
    ("words", "keys"),
    [
        ("pump", {"pump"}),
        ("PUMP dunmarrow", {"pump"}),
        ("pump bridge", set()),
        ("pump OR bridge", {"pump", "flood", "ñ"}),
        ("the pump OR flood bridge", {"flood"}),
        ("well", {"pump", "ñ", "deep"}),
        ('"the bridge"', {"flood"}),
        ('"bridge took"', set()),
        ('"took the bridge', {"flood"}),
        ("flood*", {"flood"}),
        ("floo*", {"flood"}),
        ("floo", set()),
        ("senor nandu", {"ñ"}),
        ("Señor", {"ñ"}),
        ("well-known", {"ñ"}),
        ("dry", {"pump"}),
        ("revision", {"new"}),
        ("OR", {"pump", "flood", "ñ", "deep", "new", "town"}),
    ],
)
def test_words(store: Store, words: str, keys: set[str]) -> None:
    assert found(store, words) == keys


@pytest.mark.parametrize(
    ("filters", "keys"),
    [
        ({"outlet": "stow  HERALD"}, {"flood"}),
        ({"outlet": "Marrow Gazette"}, {"ñ"}),
        ({"source": "vaino koske"}, {"town"}),
        ({"stance": "denies"}, {"town"}),
        ({"source": "Orla Tench", "stance": "denies"}, set()),
        ({"place": "Bakhmut"}, {"town"}),
        ({"place": "UA"}, {"town"}),
        ({"place": "Ukraine"}, {"town"}),
        ({"published_from": "2024", "published_until": "2024-02"}, {"pump", "new"}),
        ({"published_from": "2024-02-29", "published_until": "2024-02-29"}, {"pump"}),
        ({"published_from": "2024-03-01T00:30:00+01:00"}, {"pump", "flood"}),
        ({"published_until": "2023-12-31"}, set()),
        ({"current": False, "published_from": "2024-01-01", "published_until": "2024-01-31"}, {"old", "new"}),
    ],
)
def test_filters(store: Store, filters: dict[str, object], keys: set[str], monkeypatch: pytest.MonkeyPatch) -> None:
    assert found(store, "", **filters) == keys
    assert found(store, "the OR well OR señor", **filters) == keys
    # The other way of asking, which is chosen where many reports pass a filter.
    monkeypatch.setattr("firsthand.archive.filters._FEW", 0)
    assert found(store, "", **filters) == keys
    assert found(store, "the OR well OR señor", **filters) == keys


@pytest.mark.parametrize("time", ["yesterday", "2024-13", "2024-02-30", "0000", "", "9999"])
def test_what_is_no_time_is_said(store: Store, time: str) -> None:
    with pytest.raises(SearchError, match="is no time"):
        search(store, "", Filters(published_until=time))


def test_hits_are_marked_in_title_and_text(store: Store) -> None:
    (hit,) = search(store, '"the flooding" OR flood bridge').hits
    assert [hit.text[s.start : s.end] for s in hit.text_spans] == ["flood", "bridge", "the flooding"]
    (hit,) = search(store, "dry PUMP").hits
    assert hit.title_spans == (Span(8, 11),)
    assert [hit.text[s.start : s.end] for s in hit.text_spans] == ["pump"]


def test_marks_count_code_points_and_markup_in_the_text_is_no_mark(tmp_path: Path) -> None:
    store = open_store(tmp_path / "a.db", create=True)
    text = "👩‍🚒 \x02 \0 \x03 <b>e\u0301clair</b> \U0001d518 éclair"
    put(store, text, id="w")
    (hit,) = search(store, "eclair").hits
    assert hit.text == text
    assert [text[s.start : s.end] for s in hit.text_spans] == ["e\u0301clair", "éclair"]


def test_a_word_in_the_title_weighs_more(store: Store) -> None:
    put(store, "The walls are high, and so are other walls, of walls.", id="walls")
    assert [hit.filed.key for hit in search(store, "walls").hits] == ["deep", "walls"]


def test_pages_go_on_where_the_last_one_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(searching, "_WINDOW", 10)
    store = open_store(tmp_path / "a.db", create=True)
    filings = [filing_of(report_of("Pump " * (n % 3 + 1) + str(n), id=f"r{n}", outlet="A")) for n in range(25)]
    filing.file_reports(store, filings)
    for words, filters in (("pump", Filters()), ("", Filters()), ("pump", Filters(outlet="a"))):
        seen: list[str] = []
        cursor = None
        while True:
            page = search(store, words, filters, limit=4, cursor=cursor)
            assert 0 < len(page.hits) <= 4
            seen += [hit.filed.key for hit in page.hits]
            if (cursor := page.cursor) is None:
                break
            put(store, f"Pump added meanwhile {len(seen)} {words} {filters.outlet}", id=f"x{cursor}", outlet="A")
        assert sorted(k for k in seen if k.startswith("r")) == sorted(f"r{n}" for n in range(25))
        assert len(seen) == len(set(seen))


@pytest.mark.parametrize("cursor", ["", "x", "1", "1:", "-1:0", "1:2:3", "9" * 30 + ":1"])
def test_a_place_to_go_on_from_that_is_none_is_said(store: Store, cursor: str) -> None:
    with pytest.raises(SearchError, match="no place to go on from"):
        search(store, "pump", cursor=cursor)


TYPED = st.text(st.one_of(st.characters(), st.sampled_from("\"*()^:-+{}.,'\\ NEARORANDNOT\0")), max_size=60)


@given(TYPED)
@example("NEAR(a b)")
@example("title: pump")
@example("^pump")
@example('"" AND ""')
@example('"*')
@example("a AND NOT")
@example("\0")
@example("OR OR a OR")
@example("well \ud800")
@example("- ٣ ½ ไทย ﷽")
@example("'; DROP TABLE words; --")
def test_anything_may_be_typed(store: Store, words: str) -> None:
    for hit in search(store, words).hits:
        for span in hit.text_spans:
            assert 0 <= span.start < span.end <= len(hit.text)


@given(TYPED)
def test_any_name_may_be_typed(store: Store, name: str) -> None:
    search(store, "", Filters(outlet=name, source=name, place=name))


@pytest.mark.parametrize("words", ["well " * 5000, "well OR " * 5000, '"' + "well " * 5000, "w*" * 5000, "we* " * 5000])
def test_much_may_be_typed(store: Store, words: str) -> None:
    search(store, words)
