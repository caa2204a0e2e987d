"""What intake promises of feeds: each entry a report, with what the entry states and nothing else."""

from __future__ import annotations

import io
import json
import time
from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.errors import InputError
from firsthand.intake import Capture, captures_from_bytes, load, reports_from_bytes
from firsthand.intake.feed import read_feed
from firsthand.schema import Report

RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:atom="http://www.w3.org/2005/Atom"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/">
<channel><title>Quayside Portal</title><link>https://portal.example/</link><language>en-gb</language>{channel}
{items}</channel></rss>"""
ITEM = """<item><title>Harbour wall &amp; pier fall - Ostervik Post</title><link>https://post.example/wall</link>
<guid isPermaLink="false">wall-1</guid><pubDate>Tue, 05 Mar 2024 11:30:00 +0200</pubDate>
<dc:creator>Ilse Marrow</dc:creator><description>The wall fell.</description>
<content:encoded>
<![CDATA[<p>The wall fell <b>again</b>.</p><p>Nobody was hurt.</p><script>x()</script>]]></content:encoded>
<source url="https://post.example/rss">Ostervik Post</source></item>"""


def rss(*items: str, channel: str = "") -> bytes:
    return RSS.format(items="".join(items), channel=channel).encode()


def captures(data: bytes, name: str = "feed.xml") -> list[Capture]:
    items = list(captures_from_bytes(data, name))
    assert all(isinstance(item, Capture) for item in items), items
    return [item for item in items if isinstance(item, Capture)]


def test_an_rss_entry_becomes_a_report_of_its_true_publisher() -> None:
    (capture,) = captures(rss(ITEM))
    report = capture.report
    assert report.text == "The wall fell again.\n\nNobody was hurt."
    assert (report.id, report.url, report.outlet) == ("wall-1", "https://post.example/wall", "Ostervik Post")
    assert report.title == "Harbour wall & pier fall"
    assert (report.published, report.modified) == ("2024-03-05T11:30:00+02:00", None)
    assert (report.language, report.author, report.file) == ("en-gb", "Ilse Marrow", "feed.xml")
    assert capture.how == "feed"
    assert capture.detail["feed"] == "Quayside Portal"
    assert capture.detail["source_url"] == "https://post.example/rss"
    assert capture.data.decode() == ITEM
    assert report.sha256 == sha256(capture.data).hexdigest()


def test_without_a_source_the_feed_is_the_outlet_and_nothing_is_invented() -> None:
    (capture,) = captures(rss("<item><description>The well is 5 &lt; 6 m deep.\n</description></item>"))
    report = capture.report
    assert (report.outlet, report.text) == ("Quayside Portal", "The well is 5 < 6 m deep.")
    assert report.title is report.url is report.published is report.author is report.captured is None
    assert report.id == sha256(report.text.encode()).hexdigest()


def test_a_source_without_a_name_is_not_the_portal() -> None:
    (capture,) = captures(rss('<item><description>A wall.</description><source url="https://x.example/rss"/></item>'))
    assert capture.report.outlet is None
    assert capture.detail["source_url"] == "https://x.example/rss"


ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de">
<title type="html">Hafen &lt;b&gt;Bote&lt;/b&gt;</title>
<author><name>Redaktion</name></author><entry><id>urn:x:1</id><title>Mauer stürzt ein</title>
<link rel="alternate" href="https://bote.example/1"/><published>2024-03-05T10:00:00+01:00</published>
<updated>2024-03-06T10:00:00+01:00</updated>
<content type="xhtml">
<div xmlns="http://www.w3.org/1999/xhtml"><p>Die Mauer fiel.</p><p>Niemand kam.</p></div></content>
</entry></feed>"""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_an_atom_entry(encoding: str) -> None:
    (capture,) = captures(ATOM.encode(encoding))
    report = capture.report
    assert report.text == "Die Mauer fiel.\n\nNiemand kam."
    assert (report.outlet, report.title, report.author) == ("Hafen Bote", "Mauer stürzt ein", "Redaktion")
    assert (report.id, report.url, report.language) == ("urn:x:1", "https://bote.example/1", "de")
    assert (report.published, report.modified) == ("2024-03-05T10:00:00+01:00", "2024-03-06T10:00:00+01:00")
    assert report.sha256 == sha256(capture.data).hexdigest()


def test_rss_1_in_rdf() -> None:
    data = b"""<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
      xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
      <channel rdf:about="https://p.example/"><title>Post</title></channel>
      <item rdf:about="https://p.example/1"><title>Wall</title><link>https://p.example/1</link>
      <description>The wall fell.</description><dc:date>2024-03-05</dc:date></item></rdf:RDF>"""
    (capture,) = captures(data)
    assert (capture.report.outlet, capture.report.url) == ("Post", "https://p.example/1")
    assert capture.report.published == "2024-03-05"
    (error,) = reports_from_bytes(b'<rdf:RDF xmlns:rdf="x"><rdf:Description/></rdf:RDF>', "x.rdf")
    assert "RDF document" in str(error)


@pytest.mark.parametrize("indent", [None, 2])
def test_json_feed(indent: int | None) -> None:
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "items": [
            {
                "id": "1",
                "url": "https://p.example/1",
                "content_html": "<p>The wall fell.</p><p>Nobody came.</p>",
                "date_published": "2024-03-05T10:00:00+01:00",
                "authors": [{"name": "Ilse Marrow"}],
            },
            {"id": 2, "content_text": "A second wall.", "date_published": "soon"},
            {"id": "3", "title": "Nothing more"},
        ],
        "title": "Post",
    }
    first, second, bad_date, no_text = captures_from_bytes(json.dumps(feed, indent=indent).encode(), "feed.json")
    assert isinstance(first, Capture)
    assert isinstance(second, Capture)
    assert first.report.text == "The wall fell.\n\nNobody came."
    assert (first.report.outlet, first.report.author, first.report.id) == ("Post", "Ilse Marrow", "1")
    assert json.loads(first.data) == feed["items"][0]
    assert first.report.sha256 == sha256(first.data).hexdigest()
    assert (second.report.id, second.report.published, first.how) == ("2", None, "feed")
    assert "entry 2: its date cannot be read ('soon')" in str(bad_date)
    assert "entry 3: the entry has no text ('Nothing more')" in str(no_text)


def test_a_bad_entry_stops_nothing_and_a_bad_date_loses_no_words() -> None:
    items = (
        "<item><description>First.</description><pubDate>Yesterday</pubDate></item>",
        "<item><title>Only a title</title></item>",
        "<item><description>Third.</description></item>",
    )
    found = list(reports_from_bytes(rss(*items), "feed.xml"))
    assert [item.text if isinstance(item, Report) else item.part for item in found] == [
        "First.",
        "entry 1",
        "entry 2",
        "Third.",
    ]
    assert "Yesterday" in str(found[1])


@pytest.mark.parametrize(
    ("written", "published"),
    [
        ("Tue, 05 Mar 2024 09:00:00 GMT", "2024-03-05T09:00:00Z"),
        ("Tue, 05 Mar 2024 09:00:00 EST", "2024-03-05T09:00:00-05:00"),
        ("2024-03-05T09:00:00", "2024-03-05T09:00:00"),
        ("2024-03-05", "2024-03-05"),
        ("Tue Mar 05 09:00:00 2024", "2024-03-05T09:00:00"),
    ],
)
def test_dates_keep_their_zones(written: str, published: str) -> None:
    (capture,) = captures(rss(f"<item><description>A wall.</description><pubDate>{written}</pubDate></item>"))
    assert capture.report.published == published


def test_malformed_feeds_are_read_as_far_as_they_go() -> None:
    cut = rss(ITEM, ITEM)[:-200]
    found = list(captures_from_bytes(cut, "feed.xml"))
    assert isinstance(found[0], Capture)
    assert found[0].report.id == "wall-1"
    (capture,) = captures(rss("<item><description>Fish & chips <b>fell</description></item>"))
    assert capture.report.text == "Fish & chips fell"


BOMB = """<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "{a}"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d SYSTEM "file:///etc/hostname">]>
<rss version="2.0"><channel><title>Post</title><item><description>Safe. {use}</description></item></channel></rss>"""


@pytest.mark.parametrize("use", ["&c;" * 500, "&a;" * 20_000, "&d;"])
def test_entities_that_a_feed_declares_are_never_expanded(use: str) -> None:
    data = BOMB.format(a="a" * 10_000, use=use).encode()
    start = time.process_time()
    (item,) = reports_from_bytes(data, "feed.xml")
    assert isinstance(item, Report)
    assert item.text.startswith("Safe.")
    assert len(item.text) < len(data)
    assert time.process_time() - start < 5


def test_how_often_a_feed_wants_to_be_asked() -> None:
    assert read_feed(rss(ITEM), "f").every is None
    assert read_feed(rss(ITEM, channel="<ttl>45</ttl>"), "f").every == 45
    sy = "<ttl>45</ttl><sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency>"
    assert read_feed(rss(ITEM, channel=sy), "f").every == 360
    odd = "<ttl>-1</ttl><sy:updatePeriod>often</sy:updatePeriod><sy:updateFrequency>0</sy:updateFrequency>"
    assert read_feed(rss(ITEM, channel=odd), "f").every is None


def test_a_feed_on_standard_input() -> None:
    (report,) = load(["-"], io.BytesIO(rss(ITEM)))
    assert isinstance(report, Report)
    assert report.id == "wall-1"


@settings(max_examples=100)
@given(st.integers(0, 1500), st.binary(max_size=12), st.integers(0, 40))
def test_any_damage_gives_reports_or_errors(at: int, piece: bytes, gone: int) -> None:
    data = rss(ITEM, channel="<ttl>1</ttl>")
    found = list(captures_from_bytes(data[:at] + piece + data[at + gone :], "feed.xml"))
    assert found
    for item in found:
        assert isinstance(item, InputError) or item.report.sha256 == sha256(item.data).hexdigest()


@pytest.mark.parametrize(
    "piece", ["<item>", "<item", "&amp;", "<![CDATA[", "]]>", "<!--", "<a:b ", "<!DOCTYPE [", "&#x41;"]
)
def test_long_strange_feeds_are_done_with_quickly(piece: str) -> None:
    start = time.process_time()
    assert list(captures_from_bytes(rss("<item><description>" + piece * (100_000 // len(piece))), "feed.xml"))
    assert time.process_time() - start < 10
