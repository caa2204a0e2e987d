"""Places: which place each name in a report means."""

from __future__ import annotations

import time
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.places import articles_in, km_between, row_of
from firsthand.reading.passages import split_passages
from firsthand.reading.places import Toponym, resolve
from firsthand.schema import Place, PlaceUse, Report


def report_of(text: str, url: str | None = None, outlet: str | None = None, title: str | None = None) -> Report:
    return Report(id="r", url=url, outlet=outlet, title=title, sha256="0" * 64, text=text)


def places_in(report: Report, names: Sequence[str], use: PlaceUse = "literal") -> list[Place]:
    """The names, in the order in which they stand in the text, resolved."""
    toponyms, at = [], 0
    for name in names:
        at = report.text.index(name, at)
        toponyms.append(Toponym(at, at + len(name), use))
        at += len(name)
    return [*resolve(report.text, report, split_passages(report.text, report.title), toponyms)]


def where(text: str, *names: str, url: str | None = None, outlet: str | None = None) -> list[str]:
    """Country and coordinates in whole degrees: "US 34 -96"."""
    found = places_in(report_of(text, url, outlet), names)
    return [
        f"{p.country} {round(p.lat)} {round(p.lon)}" if p.lat is not None and p.lon is not None else "?" for p in found
    ]


PARIS_FRANCE, PARIS_TEXAS = "FR 49 2", "US 34 -96"


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("Talks resumed in Paris on Monday.", "Paris", PARIS_FRANCE),
        ("A tornado struck Paris, Texas, on Monday.", "Paris", PARIS_TEXAS),
        ("The bridge in Cambridge, England, reopened.", "Cambridge", "GB 52 0"),
        ("The bridge in Cambridge, Massachusetts, reopened.", "Cambridge", "US 42 -71"),
        ("The bridge in Cambridge, Mass., reopened.", "Cambridge", "US 42 -71"),
        ("A strike closed the port of Birmingham (Alabama).", "Birmingham", "US 34 -87"),
        ("London will host the summit.", "London", "GB 52 0"),
        ("The Ontario city of London will host the summit.", "London", "CA 43 -81"),
        ("Washington said it would study the offer.", "Washington", "US 39 -77"),
        ("The state of Washington said it would study the offer.", "Washington", "US 48 -121"),
        ("Lebanon closed its border crossings.", "Lebanon", "LB 34 36"),
        ("Granada, Nicaragua, closed its market.", "Granada", "NI 12 -86"),
    ],
)
def test_a_name_by_itself_and_qualified(text: str, name: str, expected: str) -> None:
    assert where(text, name) == [expected]


def test_one_report_may_name_two_places_alike_if_it_says_so() -> None:
    text = "She left Paris, France, for Paris, Texas, and wrote home from Paris every week."
    assert where(text, "Paris", "Paris", "Paris") == [PARIS_FRANCE, PARIS_TEXAS, PARIS_TEXAS]


def test_a_name_qualified_once_means_the_same_throughout() -> None:
    text = "Paris lost its water works on Monday. The mayor of Paris, Texas, asked for help."
    assert where(text, "Paris", "Paris") == [PARIS_TEXAS, PARIS_TEXAS]


@pytest.mark.parametrize(
    ("text", "names", "country"),
    [
        ("Police in Tbilisi and Kutaisi said Georgia had closed the road.", ["Tbilisi", "Kutaisi", "Georgia"], "GE"),
        ("Police in Atlanta and Macon said Georgia had closed the road.", ["Atlanta", "Macon", "Georgia"], "US"),
    ],
)
def test_what_else_is_named_decides(text: str, names: list[str], country: str) -> None:
    assert {p.country for p in places_in(report_of(text), names)} == {country}


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://www.denverpost.com/2024/05/01/aurora-fire/", "US 40 -105"),
        ("https://www.chicagotribune.com/news/aurora-fire.html", "US 42 -88"),
    ],
)
def test_a_local_paper_names_its_own_area_without_saying_so(url: str, expected: str) -> None:
    assert where("A fire in Aurora left a family homeless.", "Aurora", url=url) == [expected]


def test_the_country_of_the_address_counts() -> None:
    text = "The fair in Hamilton drew a record crowd."
    assert where(text, "Hamilton", url="https://www.the-fair-reporter.co.nz/1")[0].startswith("NZ")
    assert where(text, "Hamilton", url="https://www.the-fair-reporter.ca/1")[0].startswith("CA")


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Floods cut off the Kaliningrad region.", "Kaliningrad", "region"),
        ("Floods cut off the city of Kaliningrad.", "Kaliningrad", "settlement"),
        ("A U.S. city banned the practice.", "U.S.", "country"),
        ("The Republic of Georgia banned the practice.", "Georgia", "country"),
    ],
)
def test_the_words_beside_a_name_tell_what_it_is(text: str, name: str, kind: str) -> None:
    (place,) = places_in(report_of(text), [name])
    assert place.kind == kind


def test_a_list_of_cities_qualifies_none_of_them() -> None:
    text = "Shares fell in Rome, New York and London."
    assert where(text, "Rome", "New York", "London")[0] == "IT 42 13"


@pytest.mark.parametrize(
    ("words", "country"),
    [("southern Turkey", "TR"), ("Turkey’s", "TR"), ("the Netherlands", "NL"), ("Turkish", "TR"), ("Kiev", "UA")],
)
def test_forms_of_a_name(words: str, country: str) -> None:
    (place,) = places_in(report_of(f"It was seen in {words} yesterday."), [words])
    assert place.country == country


def test_a_place_has_what_the_gazetteer_knows_and_the_use_that_was_given() -> None:
    (place,) = places_in(report_of("The French minister spoke."), ["French"], use="associative")
    assert (place.name, place.country, place.kind, place.use) == ("France", "FR", "country", "associative")
    assert place.geonameid == 3017382
    assert (place.start, place.end, place.unresolved) == (4, 10, None)


def test_what_the_gazetteer_lacks_stays_without_coordinates_and_says_so() -> None:
    (place,) = places_in(report_of("He was born in Qwxyzgorod."), ["Qwxyzgorod"])
    assert (place.lat, place.lon, place.country, place.geonameid, place.kind) == (None,) * 5
    assert (place.name, place.unresolved) == ("Qwxyzgorod", "not in the gazetteer")


def test_an_abbreviation_is_written_in_capitals() -> None:
    upper, title = places_in(report_of("AK is not Ak."), ["AK", "Ak"])
    assert (upper.name, title.name) == ("Alaska", "Ak")


def test_no_toponyms_no_places() -> None:
    assert resolve("Nothing here.", report_of("Nothing here."), (), []) == ()


WORDS = st.sampled_from([
    *("Paris", "Texas", "Springfield,", "Ill.", "Georgia", "U.S.", "us", "the", "city of", "(France)", "Saint", "–"),
    *("Lake County,", "in", "’s", "North", "southern", "\n\n", "\ud800", "İstanbul", "ß", "1,000", ".", "NEW YORK"),
])  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(
    st.one_of(st.lists(WORDS).map(" ".join), st.text()),
    st.one_of(st.none(), st.text(), st.sampled_from(["http://x.co.uk", "https://www.parisnews.com/1", "//", "a@b:c"])),
    st.data(),
)
def test_any_text_any_spans(text: str, url: str | None, data: st.DataObject) -> None:
    at = st.integers(0, len(text))
    cuts = sorted(set(data.draw(st.lists(at, max_size=12))))
    toponyms = [Toponym(a, b, "literal") for a, b in pairwise(cuts)]
    report = report_of(text, url, outlet=url, title=url)
    places = resolve(text, report, split_passages(text, report.title), toponyms)
    assert [(p.start, p.end) for p in places] == [(t.start, t.end) for t in toponyms]
    for place in places:
        assert (place.lat is None) == (place.lon is None) == (place.unresolved is not None)
        assert place.lat is None or (-90 <= place.lat <= 90 and -180 <= (place.lon or 0) <= 180)
        assert place.name
    assert places == resolve(text, report, split_passages(text, report.title), toponyms)


def test_a_hostile_length_of_names_costs_seconds_not_minutes() -> None:
    names = ["Springfield", "Paris", "San José", "Washington", "Qwxyz", "Lake County", "Salem", "Clinton"]
    text = ", ".join(names[i % len(names)] for i in range(20_000))
    toponyms, at = [], 0
    for word in text.split(", "):
        toponyms.append(Toponym(at, at + len(word), "literal"))
        at += len(word) + 2
    start = time.process_time()
    assert len(resolve(text, report_of(text), (), toponyms)) == 20_000
    assert time.process_time() - start < 5


CORPUS = """<articles>
 <article docid="7"><title>Ferry</title><url>https://a.example/1</url><dltime>2024-05-01</dltime>
  <text>A ferry left Dover for Calais and Dover Street.</text>
  <toponyms>
   <toponym><start>13</start><end>18</end><phrase>Dover</phrase>
    <gaztag geonameid="2651048"><lat>51.13</lat><lon>1.31</lon></gaztag></toponym>
   <toponym><start>24</start><end>30</end><phrase>Calais</phrase>
    <gaztag geonameid="3029162"><lat>50.95</lat><lon>1.86</lon></gaztag></toponym>
   <toponym><start>35</start><end>47</end><phrase>Dover Street</phrase></toponym>
  </toponyms></article>
</articles>"""


def test_the_bench_counts_what_is_found_near_and_right(tmp_path: Path) -> None:
    (tmp_path / "corpus.xml").write_text(CORPUS, "utf-8")
    (article,) = articles_in(tmp_path / "corpus.xml")
    assert article.report.published == "2024-05-01T12:00:00Z"
    assert [article.report.text[t.start : t.end] for t in article.oracle] == ["Dover", "Calais", "Dover Street"]
    places = [
        Place(start=13, end=18, name="Dover", lat=51.13, lon=1.31),
        Place(start=24, end=30, name="Calais", lat=45.17, lon=-67.24),
        Place(start=0, end=1, name="A"),
    ]
    name, gold, predicted, found, near, recall, mean, precision = row_of("x", [article], [places])
    assert (name, gold, predicted, found, near, recall, precision) == ("x", 2, 3, 100.0, 50.0, 50.0, 66.7)
    assert isinstance(mean, float)
    assert mean == pytest.approx(km_between(50.95, 1.86, 45.17, -67.24) / 2, abs=0.1)


def test_a_degree_of_latitude_is_111_kilometres() -> None:
    assert km_between(10, 20, 11, 20) == pytest.approx(111.2, abs=0.1)


def test_what_is_no_corpus_is_refused(tmp_path: Path) -> None:
    (tmp_path / "corpus.xml").write_text("no XML", "utf-8")
    with pytest.raises(SystemExit, match="no geoparsing corpus"):
        next(articles_in(tmp_path / "corpus.xml"))
