"""What intake promises of a page's words: the report as paragraphs in order, and nothing that is no part of it."""

from __future__ import annotations

import time

import pytest

from firsthand.intake import reports_from_bytes
from firsthand.schema import Report

BODY = (
    "<article><p>The harbour wall that gave way on Monday had been cracking for months, dockers said on Tuesday.</p>"
    "<p>“We showed them the crack in January,” said Bram Hoekke, a crane driver. “They laughed.”</p></article>"
)


def text_of(body: str) -> str:
    page = f"<!doctype html><html><head></head><body>{body}</body></html>"
    (item,) = reports_from_bytes(page.encode(), "page.html")
    assert isinstance(item, Report), item
    return item.text


MENU = '<header>The Post<nav><ul><li><a href="/n">News</a></li><li><a href="/s">Sport</a></li></ul></nav></header>'
END = "<div class='newsletter'><p>Sign up to our newsletter for more.</p></div><footer><p>© 2024 The Post</p></footer>"


@pytest.mark.parametrize(
    ("body", "paragraphs"),
    [
        (
            "<article><h1>Wall falls</h1><p>Nobody was hurt, police said.</p></article>",
            ["Wall falls", "Nobody was hurt, police said."],
        ),
        (
            "<div class='text'><div>The wall fell, police said.</div><div>Nobody was hurt.</div></div>",
            ["The wall fell, police said.", "Nobody was hurt."],
        ),
        (
            "<article><p>The wall <b>fell</b>,\n   police said.</p><ul><li>Nobody was hurt.</li></ul></article>",
            ["The wall fell, police said.", "Nobody was hurt."],
        ),
    ],
)
def test_a_short_page_keeps_its_paragraphs_and_leaves_out_its_menus(body: str, paragraphs: list[str]) -> None:
    assert text_of(MENU + body + END).split("\n\n") == paragraphs


@pytest.mark.parametrize(
    "caption",
    [
        "<figure><img><figcaption>The wall on Tuesday. Jon Teal</figcaption></figure>",
        '<figure><img><figcaption><span class="caption">The wall on Tuesday.</span> Jon Teal</figcaption></figure>',
        '<div class="wp-caption"><img><p class="wp-caption-text">The wall on Tuesday. Jon Teal</p></div>',
    ],
)
def test_captions_are_kept_in_their_place(caption: str) -> None:
    text = text_of(BODY.replace("</p><p>", f"</p>{caption}<p>"))
    assert [part[:8] for part in text.split("\n\n")] == ["The harb", "The wall", "“We show"]
    assert "The wall on Tuesday. Jon Teal" in text


FIRST = "The harbour wall that gave way on Monday had been cracking for months, dockers said on Tuesday."
SECOND = "“We showed them the crack in January,” said Bram Hoekke, a crane driver. “They laughed.”"
THIRD = "The port authority, which runs the harbour, did not respond to a request for comment."
HEADLINE = "Harbour wall ‘was cracking for months’"
WORDS = f"<p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>"
OTHER = "<p>The pier is to be repaired over six weeks, and boats will leave from the old harbour instead.</p>"


@pytest.mark.parametrize(
    "body",
    [
        f"<main><article><h1>{HEADLINE}</h1>{WORDS}</article></main>",
        f"<h1>{HEADLINE}</h1><div class='txt'><div>{FIRST}</div><div>{SECOND}</div><div>{THIRD}</div></div>",
        f"<h1>{HEADLINE}</h1><div id=x>" + "".join(f"<div><div>{p}</div></div>" for p in (FIRST, SECOND, THIRD)),
        f"<h1>{HEADLINE}</h1><div id='story'>{FIRST}<br /><br>{SECOND}<br>\n<br>{THIRD}</div>",
        f"<table><tr><td><h1>{HEADLINE}</h1><font>{FIRST}<br><br>{SECOND}<br><br>{THIRD}</font></td></tr></table>",
        f"<form id='aspnetForm'><div><h1>{HEADLINE}</h1><div>{WORDS}</div></div></form>",
        f"<header><h1>{HEADLINE}</h1></header><div class='has-sidebar paywall'>{WORDS}</div>",
        f"<main><h1>{HEADLINE}</h1>"
        + "".join(f"<section><div>{p}</p></div></section>" for p in WORDS.split("</p>")[:3]),
        f"<article><h1>{HEADLINE}</h1>{WORDS.replace('dockers said', '<a href=/d>dockers said</a>')}</article>",
        f"<h1><a href='/'>The Quayside Post</a></h1><div><h2>{HEADLINE}</h2>{WORDS}</div>",
    ],
)
def test_pages_of_many_makes_give_the_same_paragraphs(body: str) -> None:
    assert text_of(MENU + body).split("\n\n") == [HEADLINE, FIRST, SECOND, THIRD]


@pytest.mark.parametrize(
    "furniture",
    [
        f"<div id='cookie-banner'><p>We and our partners use cookies.</p>{OTHER}</div>",
        "<div class='shareBar'><ul><li><a href='#f'>Facebook</a></li><li><a href='#x'>X</a></li></ul></div>",
        "<ul><li><a href='/t'>Harbour</a></li><li><a href='/u'>Transport</a></li></ul>",
        f"<aside class='related'><h3>Related stories</h3>{OTHER}</aside>",
        f"<section class='c-4x'><h2>More from the harbour</h2>{OTHER}</section>",
        "<p><strong>READ MORE: <a href='/p'>Pier to be repaired over six weeks</a></strong></p>",
        "<aside class='pullquote'>“They laughed.”</aside>",
        f"<div style='color: red; display: none'>{OTHER}</div>",
        f"<div hidden>{OTHER}</div>",
        f"<section id='comments'><h2>2 comments</h2>{OTHER * 9}</section>",
        "<div class='ad-slot'>Advertisement</div><div class='video-player'><p>Enable JavaScript, please.</p></div>",
        "<script>let p = '<p>never</p>'</script><noscript><p>Enable JavaScript.</p></noscript>",
    ],
)
def test_what_is_no_part_of_the_report_is_left_out(furniture: str) -> None:
    inside = WORDS.replace(SECOND + "</p>", f"{SECOND}</p>{furniture}")
    for body in (f"<article>{WORDS}</article>{furniture}", f"<article>{inside}</article>", f"<div>{inside}</div>"):
        assert text_of(body).split("\n\n") == [FIRST, SECOND, THIRD]


@pytest.mark.parametrize(
    ("part", "lines"),
    [
        ("<h2>‘Nobody listened’</h2>", ["‘Nobody listened’"]),
        ("<ul><li>The wall fell.</li><li>No one was hurt.</li></ul>", ["The wall fell.", "No one was hurt."]),
        (
            "<blockquote><p>Nobody listened.</p><footer>— Bo Hale</footer></blockquote>",
            ["Nobody listened.", "— Bo Hale"],
        ),
        (
            "<blockquote class='twitter-tweet'><p>No boats.</p>— Port (@port)</blockquote>",
            ["No boats.", "— Port (@port)"],
        ),
        ("<h3>Port <time datetime='2024-03-05T10:05Z'>10:05</time></h3>", ["Port 10:05"]),
        (
            "<table><tr><th>Wall</th><th>Since</th></tr><tr><td>East</td><td>2021</td></tr></table>",
            ["Wall | Since", "East | 2021"],
        ),
        ("<p>“No.”</p>", ["“No.”"]),
        ("<p><a href='/x'>The mayor declined to comment.</a></p>", ["The mayor declined to comment."]),
    ],
)
def test_what_is_part_of_the_report_stays_in_its_place(part: str, lines: list[str]) -> None:
    body = f"<article><h1>{HEADLINE}</h1>{WORDS.replace(SECOND + '</p>', f'{SECOND}</p>{part}')}</article>"
    assert text_of(MENU + body + END).split("\n\n") == [HEADLINE, FIRST, SECOND, *lines, THIRD]


def test_what_is_named_like_a_menu_but_holds_the_report_is_the_report() -> None:
    for name in ("sidebar", "popup", "promo", "related-news", "cookie-wall"):
        text = text_of(f"{MENU}<div class='{name}'><h1>{HEADLINE}</h1>{WORDS}</div>")
        assert text.split("\n\n") == [HEADLINE, FIRST, SECOND, THIRD]


@pytest.mark.parametrize(
    "body",
    [
        WORDS * 3_000,
        "<div></div>" * 30_000 + WORDS,
        "<div><a href=x>link</a></div>" * 15_000 + WORDS,
        f"<p>{'<a href=x>link</a> and ' * 15_000}</p>",
        "<div>" * 240 + WORDS * 1000,
        "<table>" + "<tr><td>a</td><td>He said so.</td></tr>" * 10_000,
        "<div>" + "He said so.<br><br>" * 30_000,
        "<div><h2>More from</h2>" * 240 + WORDS * 1000,
        ("<div class='" + "a-b-" * 5000 + "'>x</div>") * 100 + WORDS,
    ],
)
def test_huge_and_odd_pages_are_read_in_time(body: str) -> None:
    started = time.process_time()
    assert "link and" in text_of(body) or "said" in text_of(body)
    assert time.process_time() - started < 60
