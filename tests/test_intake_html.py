"""What intake promises of pages, and of the times that inputs state."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.errors import InputError
from firsthand.intake import load, reports_from_bytes
from firsthand.intake.dates import stated_time
from firsthand.schema import Report, to_json

DATA = Path(__file__).parent / "data" / "intake"
BODY = (
    "<article><p>The harbour wall that gave way on Monday had been cracking for months, dockers said on Tuesday.</p>"
    "<p>“We showed them the crack in January,” said Bram Hoekke, a crane driver. “They laughed.”</p></article>"
)


def page(head: str = "", body: str = BODY, lang: str = "") -> bytes:
    return f"<!doctype html><html{lang}><head>{head}</head><body>{body}</body></html>".encode()


def report_of(data: bytes, name: str = "page.html") -> Report:
    (item,) = reports_from_bytes(data, name)
    assert isinstance(item, Report), item
    return item


def with_ld(value: object, more: str = "") -> Report:
    text = value if isinstance(value, str) else json.dumps(value)
    return report_of(page(f'<script type="application/ld+json">{text}</script>{more}'))


def meta(**values: str) -> str:
    return "".join(f'<meta property="{name.replace("__", ":")}" content="{value}">' for name, value in values.items())


def test_a_whole_page() -> None:
    (report,) = load([str(DATA / "page.html")])
    assert isinstance(report, Report)
    assert report.title == "Harbour wall ‘was cracking for months’, dockers say"
    assert report.outlet == "The Quayside Post"
    assert (report.published, report.modified) == ("2024-03-05T09:15:00+01:00", "2024-03-05T11:40:00+01:00")
    assert report.url == "https://quaysidepost.example/2024/harbour-wall"
    assert (report.language, report.author) == ("en-GB", "Ilse Marrow, Mina Vos, Northern Wire")
    assert report.agency == "Northern Wire"
    assert report.text.split("\n\n") == [
        "Harbour wall ‘was cracking for months’, dockers say",
        "The wall on Tuesday. Photograph: Jon Teal/Quayside Post",
        "OSTERVIK — The harbour wall that gave way on Monday had been cracking for months, dockers said, adding that "
        "they had told the port authority twice.",
        "“We showed them the crack in January,” said Bram Hoekke, a crane driver. “They laughed.”",
        "‘Nobody listened’",
        "“Nobody listened to us until it fell,” the dockers’ union wrote in a letter that the Post has seen.",
        "The port authority did not respond to a request for comment.",
    ]


@pytest.mark.parametrize("name", ["page.txt", "page", "page.json"])
def test_a_page_is_told_by_its_content(name: str) -> None:
    assert report_of(page(), name).text.startswith("The harbour wall")


@pytest.mark.parametrize(
    "data",
    [
        b"\n\n<!-- saved --><HTML><BODY>" + BODY.encode(),
        b'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "x">'
        b'<html xmlns="http://www.w3.org/1999/xhtml" xml:lang="en"><body>' + BODY.encode() + b"</body></html>",
        BODY.encode(),
        b"Warning: slow\n<html><head></head><body>" + BODY.encode(),
    ],
)
def test_pages_begin_in_many_ways(data: bytes) -> None:
    assert "said Bram Hoekke" in report_of(data, "x").text
    assert "<" not in report_of(data, "x").text


def test_text_that_mentions_a_tag_is_text() -> None:
    text = "The <b> tag was invented, she said, in a <p>."
    assert report_of(text.encode(), "x.txt").text == text


@pytest.mark.parametrize(
    "data",
    [
        page(body=""),
        page(body="<script>draw()</script><div id=app></div>"),
        b"<html>",
        page(body="<p>" + "x" * 20_000_001),
    ],
)
def test_a_page_without_text_or_too_large_is_an_error(data: bytes) -> None:
    (error,) = reports_from_bytes(data, "page.html")
    assert isinstance(error, InputError)
    assert "the page" in error.cause
    assert error.remedy


def test_a_page_that_declares_nothing_states_nothing() -> None:
    report = report_of(page())
    for field in ("url", "outlet", "title", "published", "modified", "captured", "language", "author", "agency"):
        assert getattr(report, field) is None, field


def test_the_declared_encoding_is_used() -> None:
    head = b'<html><head><meta http-equiv="Content-Type" content="text/html; charset=windows-1251"></head><body><p>'
    assert report_of(head + "Стена упала, сказали докеры.".encode("cp1251")).text == "Стена упала, сказали докеры."
    wrong = '<html><head><meta charset="iso-8859-1"></head><body><p>“Café,” she said.'
    assert report_of(wrong.encode("utf-8")).text == "“Café,” she said."
    assert report_of(wrong.encode("cp1252")).text == "“Café,” she said."


@pytest.mark.parametrize(
    ("head", "body", "title", "author"),
    [
        ("<title>Wall falls | The Post</title>", "<h1>Wall falls</h1>", "Wall falls", None),
        ("<title>Wall falls in Osterby | The Post</title>", "<h1>The Post</h1>", "Wall falls in Osterby", None),
        ("", "<h1>Wall falls in Osterby</h1>", "Wall falls in Osterby", None),
        ("<title>Wall falls</title>", "<p class='byline'>By Ilse Marrow</p>", "Wall falls", "Ilse Marrow"),
        ("<title>Wall falls</title>", "<a rel='author'>Mina Vos</a>", "Wall falls", "Mina Vos"),
        ("<title>Wall falls</title>", "<a rel=author>Mina Vos</a><a rel=author>Ilse Marrow</a>", "Wall falls", None),
    ],
)
def test_title_and_byline_stand_in_where_nothing_else_is_declared(
    head: str, body: str, title: str, author: str | None
) -> None:
    report = report_of(page(head, body + BODY))
    assert (report.title, report.author) == (title, author)


@pytest.mark.parametrize(
    "value",
    [
        {"@type": "NewsArticle", "headline": "Wall falls"},
        [{"@type": "BreadcrumbList", "name": "x"}, {"@type": ["NewsArticle", "Thing"], "headline": "Wall falls"}],
        {"@graph": [{"@type": "WebPage", "name": "x"}, {"@type": "ReportageNewsArticle", "headline": ["Wall falls"]}]},
        {
            "@type": "WebPage",
            "mainEntity": {"@type": "http://schema.org/Article", "headline": {"@value": "Wall falls"}},
        },
        '<!-- {"@type": "NewsArticle", "headline": "Wall falls",} -->',
        '{"@type": "NewsArticle", "headline": "Wall\nfalls"}',
        '//<![CDATA[\n{"@type": "NewsArticle", "headline": "Wall &amp;#32;falls"}\n//]]>',
    ],
)
def test_json_ld_comes_in_many_shapes(value: object) -> None:
    assert (with_ld(value).title or "").replace("&#32;", "") == "Wall falls"


@pytest.mark.parametrize(
    "text",
    ["{", '{"@type": "NewsArticle", "headline": ', "[" * 50_000, "null", "5", '"x"', '{"@type": 5, "@graph": 7}', ""],
)
def test_broken_json_ld_leaves_the_rest_of_the_page(text: str) -> None:
    report = with_ld(text, meta(og__title="Wall falls"))
    assert report.title == "Wall falls"
    assert "Bram Hoekke" in report.text


def test_opengraph_and_meta_stand_in_for_json_ld() -> None:
    head = meta(
        og__title="Wall falls - The Quayside Post",
        og__site_name="The Quayside Post",
        og__url="https://quaysidepost.example/wall",
        article__published_time="2024-03-05T08:15:00Z",
        article__modified_time="2024-03-05T10:40:00.000+00:00",
    )
    report = report_of(page(head + '<meta name="author" content="By Ilse Marrow">', lang=' lang="en"'))
    assert (report.title, report.outlet, report.author) == ("Wall falls", "The Quayside Post", "Ilse Marrow")
    assert (report.published, report.modified) == ("2024-03-05T08:15:00Z", "2024-03-05T10:40:00Z")
    assert (report.url, report.language) == ("https://quaysidepost.example/wall", "en")


def test_a_fuller_time_is_preferred_to_a_bare_day_but_another_day_is_not() -> None:
    ld = {"@type": "NewsArticle", "datePublished": "2024-03-05"}
    assert with_ld(ld, meta(article__published_time="2024-03-05T08:15:00Z")).published == "2024-03-05T08:15:00Z"
    assert with_ld(ld, meta(article__published_time="2024-03-07T08:15:00Z")).published == "2024-03-05"


def test_time_elements_count_when_they_agree() -> None:
    stamp = '<time datetime="2024-03-05T08:15:00Z">Tuesday</time>'
    other = '<time datetime="2024-03-06T08:15:00Z">Wednesday</time>'
    assert report_of(page(body=BODY.replace("<article>", "<article>" + stamp))).published == "2024-03-05T08:15:00Z"
    assert report_of(page(body=BODY.replace("<article>", "<article>" + stamp + other))).published is None


@pytest.mark.parametrize(
    ("ld", "head", "agency"),
    [
        ({"sourceOrganization": {"@type": "Organization", "name": "Northern Wire"}}, "", "Northern Wire"),
        ({"sourceOrganization": {"name": "The Quayside Post"}}, "", None),
        ({"author": {"@type": "Organization", "name": "Quayside Post"}}, "", None),
        ({"author": "Reuters"}, "", "Reuters"),
        ({"author": {"@type": "Person", "name": "Ilse Marrow, Associated Press"}}, "", "Associated Press"),
        ({"author": "Petra Reuters"}, "", None),
        ({"creditText": "AFP"}, "", "AFP"),
        ({"creditText": "Jon Teal"}, "", None),
        ({}, meta(dcterms__source="").replace("dcterms:source", "dcterms.source"), None),
        ({}, '<meta name="dcterms.source" content="Northern Wire">', "Northern Wire"),
        ({}, '<meta name="syndication-source" content="https://www.northernwire.example/a/1">', "northernwire.example"),
        ({}, '<meta name="original-source" content="https://quaysidepost.example/wall">', None),
    ],
)
def test_an_agency_only_as_declared(ld: dict[str, object], head: str, agency: str | None) -> None:
    whole = {
        "@type": "NewsArticle",
        "publisher": {"name": "The Quayside Post"},
        "url": "https://quaysidepost.example/wall",
    } | ld
    assert with_ld(whole, head).agency == agency


def test_line_breaks_make_lines_and_two_make_paragraphs() -> None:
    words = "The harbour wall that gave way on Monday had been cracking for months."
    report = report_of(page(body=f"<article><p>{words}<br>{words}<br><br>{words}</p></article>"))
    assert report.text == f"{words}\n{words}\n\n{words}"


def test_the_body_in_json_ld_stands_in_for_a_page_drawn_by_a_script() -> None:
    ld = json.dumps(
        {"@type": "NewsArticle", "headline": "Wall falls", "articleBody": "The wall fell.\n\nNobody was hurt."}
    )
    data = page(f'<script type="application/ld+json">{ld}</script>', body="<div id=app></div>")
    assert report_of(data).text == "The wall fell.\n\nNobody was hurt."


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "<p>",
                "</p>",
                "<div>",
                "<table><tr><td>",
                "<figure>",
                "<figcaption>",
                "</figure>",
                "<br>",
                "<script>",
                "&#1;",
                "&#xD800;",
                "<svg>",
                "<ul><li>",
                "<!--",
                "-->",
                "Words, he said. ",
                "\0",
                "\ufffe",
                '<meta property="og:url" content="http://[">',
                "<time datetime=x>",
                "<html lang=''>",
                '<link rel=canonical href="//[">',
            ]
        ),
        max_size=30,
    )
)
def test_any_markup_gives_a_report_or_an_error(pieces: list[str]) -> None:
    (item,) = reports_from_bytes(("<html>" + "".join(pieces)).replace("\0", "").encode("utf-8", "replace"), "x.html")
    if isinstance(item, Report):
        assert item.text.strip()
        to_json(item)


@pytest.mark.parametrize(
    ("stated", "written"),
    [
        ("2024-03-05", "2024-03-05"),
        ("20240305", "2024-03-05"),
        ("2024-03-05T08:15:00Z", "2024-03-05T08:15:00Z"),
        ("2024-03-05T08:15Z", "2024-03-05T08:15:00Z"),
        ("2024-03-05T08:15:00.000Z", "2024-03-05T08:15:00Z"),
        ("2024-03-05T08:15:00+00:00", "2024-03-05T08:15:00Z"),
        ("2024-03-05T08:15:00 UTC", "2024-03-05T08:15:00Z"),
        ("2024-03-05T08:15:00+0530", "2024-03-05T08:15:00+05:30"),
        ("2024-03-05 08:15:00 -03:00", "2024-03-05T08:15:00-03:00"),
        ("2024-03-05T08:15:00", "2024-03-05T08:15:00"),
        (" 2024-03-05 ", "2024-03-05"),
        ("Tue, 05 Mar 2024 08:15:00 GMT", "2024-03-05T08:15:00Z"),
        ("Tue, 5 Mar 2024 08:15:00 +0100", "2024-03-05T08:15:00+01:00"),
        ("5 Mar 2024 08:15 EST", "2024-03-05T08:15:00-05:00"),
        ("Tue, 5 Mar 2024 08:15:00 -0000", "2024-03-05T08:15:00Z"),
        ("1709629200", "2024-03-05T09:00:00Z"),
        ("1709629200000", "2024-03-05T09:00:00Z"),
        (1709629200, "2024-03-05T09:00:00Z"),
        (1709629200.5, "2024-03-05T09:00:00Z"),
        ("0001-01-01T00:00:00Z", None),
        ("2024-02-30", None),
        ("2024-03", None),
        ("Tuesday", None),
        ("03/05/2024", None),
        ("5 Mar 2024", None),
        ("12345", None),
        (12345, None),
        (float("nan"), None),
        (float("inf"), None),
        ("", None),
        (None, None),
    ],
)
def test_stated_times(stated: str | float | None, written: str | None) -> None:
    assert stated_time(stated) == written


@given(st.text(max_size=40) | st.integers() | st.floats() | st.from_regex(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d.{0,8}"))
def test_any_value_is_a_time_or_none(value: str | float) -> None:
    written = stated_time(value)
    assert written is None or stated_time(written) == written
