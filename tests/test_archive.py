"""What the archive promises of what is put into it: kept as it was, once, and its revisions in order."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import msgspec
import pytest

from firsthand.archive import feeds, fetching, filing
from firsthand.archive.filters import Filters
from firsthand.archive.log import head
from firsthand.archive.opening import open_store
from firsthand.archive.pages import canonical_url
from firsthand.archive.parts import Collected
from firsthand.archive.store import Store, writing
from firsthand.archive.verify import verify
from firsthand.errors import NotInArchiveError
from tests.archiving import COLLECTED, filing_of, put, reading_of, report_of

WELL = "The pump at Dunmarrow has failed, its keeper said."
LATER = "The pump at Dunmarrow has failed twice, its keeper said."
URL = "https://www.marrow.example/news/pump?id=7&utm_source=feed#top"


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_store(tmp_path / "a.db", create=True)


def keys(store: Store, *, current: bool = True) -> list[str]:
    return [one.key for one in fetching.reports(store, Filters(current=current)).filed]


def test_what_is_filed_comes_back_as_it_was(store: Store) -> None:
    data = b'{"id": "w1", "text": "..."}\n'
    report = report_of("Ünïcode “quotes” 👩‍🚒\r\n\u2028", data, id="w1", outlet="Marrow Gazette", title="Pump")
    one = filing_of(report, data)
    added = filing.file_reports(store, [one])[0]
    assert (added.key, added.outcome, added.current, added.replaced) == ("w1", "new", True, None)
    assert fetching.report(store, "w1") == report
    assert fetching.reading(store, "w1") == one.reading
    assert fetching.dossier(store, added.number) == ("m1", one.dossier)
    assert fetching.blob(store, report.sha256) == data
    assert [c.collected for c in fetching.captures_of(store, "w1")] == [COLLECTED]
    assert fetching.filed(store, "w1").outlet == "Marrow Gazette"


def test_how_a_report_was_collected_is_kept(store: Store) -> None:
    detail = {"record": "<urn:uuid:1>", "target": "https://a.example/"}
    collected = Collected(how="warc", by="heron", at="2024-01-02T03:04:05Z", file="crawl.warc.gz", detail=detail)
    report = report_of(WELL)
    added = filing.add_report(store, report, WELL.encode(), collected=collected)
    assert fetching.captures_of(store, added.key)[0].collected == collected


def test_the_same_twice_is_known_and_adds_nothing(store: Store) -> None:
    first = put(store, WELL, url=URL, file="one.txt")
    before = head(store)
    again = put(store, WELL, url=URL, file="elsewhere/two.txt")
    assert (again.outcome, again.key, again.number) == ("known", first.key, first.number)
    assert head(store) == before
    assert len(fetching.captures_of(store, first.key)) == 1


def test_one_can_ask_before_reading(store: Store) -> None:
    report = report_of(WELL, url=URL)
    assert filing.known(store, report) is None
    added = put(store, WELL, url=URL)
    answer = filing.known(store, report)
    assert answer == msgspec.structs.replace(added, outcome="known")
    assert filing.known(store, report_of(LATER, url=URL)) is None


def test_another_text_at_one_address_is_a_revision(store: Store) -> None:
    first = put(store, WELL, url=URL, id="w", published="2024-03-05T08:00:00Z")
    later = put(store, LATER, url="http://marrow.example/news/pump/?id=7", id="w", published="2024-03-05T09:00:00Z")
    assert (later.outcome, later.key, later.replaced, later.current) == ("revision", "w~2", first.number, True)
    assert keys(store) == ["w~2"]
    assert keys(store, current=False) == ["w", "w~2"]
    assert [one.key for one in fetching.revisions(store, "w~2")] == ["w", "w~2"]
    assert fetching.filed(store, "w").superseded_by == later.number
    assert fetching.report(store, "w").text == WELL


def test_which_revision_is_current_does_not_depend_on_the_order_of_adding(store: Store) -> None:
    versions = [
        (WELL, "2024-03-05T08:00:00Z", None),
        ("One", "2024-03-05", "2024-03-05T11:00:00+02:00"),
        ("Two", "2024-03-04", "2024-03-05T09:30:00Z"),
        ("Three", "2024-03-06", None),
    ]
    orders = [*permutations(versions)]
    for page, order in enumerate(orders):
        url = f"https://marrow.example/{page}"
        added = [
            put(store, text, url=url, published=published, modified=modified) for text, published, modified in order
        ]
        texts = [fetching.report(store, one.key).text for one in fetching.revisions(store, added[0].key)]
        assert texts == [WELL, "One", "Two", "Three"]
    assert len(keys(store)) == len(orders)
    assert verify(store) == []


def test_without_dates_the_last_to_arrive_is_current(store: Store) -> None:
    put(store, WELL, url=URL)
    assert put(store, LATER, url=URL).current
    assert put(store, "Neither is right.", url=URL).current
    assert len(keys(store)) == 1


def test_the_same_text_in_other_bytes_is_caught_again(store: Store) -> None:
    first = put(store, WELL, url=URL, id="w")
    again = put(store, WELL, b"<p>" + WELL.encode(), url=URL, id="other", how="warc")
    assert (again.outcome, again.number, again.key) == ("recaptured", first.number, "w")
    assert [c.collected.how for c in fetching.captures_of(store, "w")] == ["file", "warc"]
    assert fetching.blob(store, fetching.captures_of(store, "w")[1].sha256) == b"<p>" + WELL.encode()
    assert keys(store, current=False) == ["w"]


def test_a_page_that_goes_back_to_its_earlier_text_has_that_as_current_again(store: Store) -> None:
    first = put(store, WELL, url=URL, captured="2024-03-05T08:00:00Z")
    second = put(store, LATER, url=URL, captured="2024-03-05T09:00:00Z")
    back = put(store, WELL, b"again", url=URL, captured="2024-03-05T10:00:00Z")
    assert (back.number, back.current, back.replaced) == (first.number, True, second.number)
    assert [one.number for one in fetching.revisions(store, first.key)] == [second.number, first.number]
    assert verify(store) == []


@pytest.mark.parametrize(
    "other",
    [
        {"outlet": "Stow Herald"},
        {"outlet": "Marrow Gazette", "url": "https://marrow.example/another"},
        {"outlet": None},
    ],
)
def test_one_id_of_two_reports_is_told_apart(store: Store, other: dict[str, str | None]) -> None:
    put(store, WELL, id="7", outlet="Marrow Gazette")
    added = put(store, LATER, **{"id": "7", **other})
    assert (added.outcome, added.key) == ("new", "7~2")
    assert keys(store) == ["7", "7~2"]
    assert fetching.report(store, "7~2").id == "7"


def test_one_id_of_one_outlet_without_an_address_is_one_report(store: Store) -> None:
    put(store, WELL, id="7", outlet="Marrow Gazette")
    assert put(store, LATER, id="7", outlet="MARROW  Gazette").outcome == "revision"


def test_texts_without_address_and_id_have_nothing_to_do_with_each_other(store: Store) -> None:
    assert [put(store, text).outcome for text in (WELL, LATER)] == ["new", "new"]
    assert put(store, WELL, b"the same text, from other bytes").outcome == "recaptured"


def test_a_bare_host_is_no_address_of_a_report(store: Store) -> None:
    assert [put(store, text, url="https://marrow.example/").outcome for text in (WELL, LATER)] == ["new", "new"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://www.a.example/x", "http://a.example/x/"),
        ("https://A.example:443/x#part", "https://a.example/x"),
        ("https://a.example/x?b=2&a=1&utm_campaign=z&fbclid=9", "https://a.example/x?a=1&b=2"),
    ],
)
def test_addresses_that_name_one_page(one: str, other: str) -> None:
    assert canonical_url(one) == canonical_url(other) is not None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://a.example/x?id=1", "https://a.example/x?id=2"),
        ("https://a.example/x", "https://a.example/X"),
        ("https://a.example:8080/x", "https://a.example/x"),
        ("https://a.example/x", "https://b.example/x"),
    ],
)
def test_addresses_that_name_two_pages(one: str, other: str) -> None:
    assert canonical_url(one) != canonical_url(other)


@pytest.mark.parametrize(
    "url", ["", "https://", "http://[::1/x", "https://a.example:99999/x", "pump", "https://a.example"]
)
def test_what_is_no_address_of_a_page_groups_nothing(url: str) -> None:
    assert canonical_url(url) is None


def test_a_batch_lands_whole_or_not_at_all(store: Store) -> None:
    good, bad = filing_of(report_of(WELL)), filing_of(report_of(LATER), data=b"not its bytes")
    with pytest.raises(ValueError, match="not the bytes"):
        filing.file_reports(store, [good, bad])
    assert keys(store) == []
    assert verify(store) == []
    added = filing.file_reports(store, [good, filing_of(report_of(LATER)), good])
    assert [one.outcome for one in added] == ["new", "new", "known"]


def test_a_reading_of_another_report_is_refused(store: Store) -> None:
    one = filing_of(report_of(WELL), reading=reading_of(report_of(LATER)))
    with pytest.raises(ValueError, match="reading of another report"):
        filing.file_reports(store, [one])
    added = put(store, WELL)
    with pytest.raises(ValueError, match="another text"):
        filing.put_reading(store, added.number, reading_of(report_of(LATER)), "m2", b"", by="orla")


def test_reading_again_replaces_what_counts_and_keeps_what_was(store: Store) -> None:
    report = report_of(WELL)
    added = put(store, WELL)
    again = reading_of(report, speaker="Pell Harrow", stance="denies", place="Stow")
    filing.put_reading(store, added.number, again, "m2", b"new", by="orla")
    assert fetching.reading(store, added.key) == again
    assert fetching.dossier(store, added.number) == ("m2", b"new")
    assert [len(fetching.reports(store, Filters(source=s)).filed) for s in ("Orla Tench", "Pell Harrow")] == [0, 1]
    with store.engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT model FROM readings").scalars().all() == ["m1", "m2"]
    filing.put_reading(store, added.number, again, "m2", b"new", by="orla")
    with store.engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM readings").scalar_one() == 2
    filing.put_reading(store, added.number, again, "m2", b"newer", by="orla")
    assert fetching.dossier(store, added.number) == ("m2", b"newer")
    assert verify(store) == []


def test_every_revision_has_a_key_of_its_own(store: Store) -> None:
    put(store, "Somebody else's.", id="w~3")
    added = [put(store, f"Text {n}.", url=URL, id="w").key for n in range(4)]
    assert len({*added, "w~3"}) == 5
    assert all(key.startswith("w~") for key in added[1:])


def test_what_linking_must_look_at(store: Store) -> None:
    first = put(store, WELL, url=URL, published="2024-03-05")
    assert filing.pending(store) == [first.number]
    with writing(store) as connection:
        filing.settle(connection, [first.number])
    assert filing.pending(store) == []
    put(store, WELL, url=URL, published="2024-03-05")
    assert filing.pending(store) == []
    later = put(store, LATER, url=URL, published="2024-03-06")
    assert filing.pending(store) == [first.number, later.number]
    assert filing.pending(store, limit=1) == [first.number]


def test_what_is_not_there_is_said(store: Store) -> None:
    put(store, WELL, id="w")
    unread = filing.add_report(store, report_of(LATER), LATER.encode(), collected=COLLECTED)
    calls = [
        lambda: fetching.report(store, "x"),
        lambda: fetching.reading(store, unread.key),
        lambda: fetching.dossier(store, 99),
        lambda: fetching.blob(store, "0" * 64),
        lambda: fetching.revisions(store, "x"),
        lambda: fetching.captures_of(store, "x"),
        lambda: filing.put_reading(store, 99, reading_of(report_of(WELL)), "m", b"", by="orla"),
    ]
    for call in calls:
        with pytest.raises(NotInArchiveError):
            call()


def test_reports_come_in_pages(store: Store) -> None:
    for number in range(7):
        put(store, f"Report number {number}.", id=f"r{number}")
    seen, cursor, pages = [], 0, 0
    while cursor is not None:
        page = fetching.reports(store, limit=3, cursor=cursor)
        seen += [one.key for one in page.filed]
        cursor, pages = page.cursor, pages + 1
    assert (seen, pages) == ([f"r{n}" for n in range(7)], 3)
    assert [one.key for one in fetching.filed_by_number(store, [2, 99, 1])] == ["r1", "r0"]


def test_feeds_are_remembered(store: Store) -> None:
    assert feeds.feed_memory(store, "https://a.example/rss") is None
    feeds.remember_feed(store, "https://a.example/rss", "one")
    feeds.remember_feed(store, "https://a.example/rss", "two")
    assert feeds.feed_memory(store, "https://a.example/rss") == "two"
