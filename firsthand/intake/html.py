"""HTML pages: what a page declares about itself (``declared.py``) and the words of its report (``body.py``).

This module is slow to import (lxml, readability), so it is imported only once a page is met.
"""

from __future__ import annotations

import re
from typing import Any

import lxml.etree
import lxml.html

from firsthand.errors import InputError
from firsthand.intake.body import BREAK, body_of
from firsthand.intake.declared import article_body, stated_in_tree
from firsthand.intake.encoding import decode
from firsthand.intake.stated import Stated, make_report, sound
from firsthand.schema import Report

_LARGEST = 20_000_000
"""Characters of one page. A parsed page takes some twenty times its size in memory."""

_DRAWN = 2
"""A page that declares an article's words at more than this many times what it shows has them drawn by a script."""

_META_CHARSET = re.compile(rb"""<meta\s[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,20})""", re.IGNORECASE)
_XML_ENCODING = re.compile(rb"""^\s*<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w.:-]{2,20})""", re.IGNORECASE)
_NOT_IN_XML = re.compile(f"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff{BREAK}]")
_HTML_SPACE = re.compile(r"[ \t\r\n\f\v]+")
_PARAGRAPH_END = re.compile(r"\n(?:[ \t]*\n)+")

# What starts a paragraph of its own.
_BLOCKS = frozenset((
    "p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "dl", "dt", "dd", "blockquote", "pre", "address",
    "figure", "figcaption", "section", "article", "main", "header", "footer", "aside", "center", "form", "fieldset",
    "details", "summary", "table", "caption", "tr", "hr", "body", "html", "head",
))  # fmt: skip
_CELLS = frozenset(("td", "th"))
_SILENT = frozenset(
    ("script", "style", "template", "noscript", "title", "meta", "link", "iframe", "svg", "button", "select")
)


def report_from_html(data: bytes, name: str, html: str | None = None, charset: str | None = None) -> Report:
    """The report of a page: its main text, with what the page declares about itself.

    ``html`` is the page where it is decoded already, ``charset`` the encoding that its HTTP header names. Raises
    ``InputError`` when its encoding cannot be told, when it is too large, and when it has no text.
    """
    stated, text = read_page(decode(data, name, charset or _declared_encoding(data)) if html is None else html, name)
    return make_report(stated, text, data, name)


def read_page(html: str, name: str, line: int | None = None) -> tuple[Stated, str]:
    """What the page declares, and its main text: paragraphs, headings and captions with a blank line between them.

    Raises ``InputError`` for the input ``name`` (and its ``line``) when the page is too large or has no text.
    """
    if len(html) > _LARGEST:
        cause = f"the page is larger than {_LARGEST // 1_000_000} MB"
        raise InputError(name, cause, line=line, remedy="Save the article alone, as HTML or as text")
    tree = _parse(html)
    if tree is None:
        raise InputError(name, "the page cannot be parsed as HTML", line=line, remedy="Save the article as text")
    stated, declared = stated_in_tree(tree), _as_paragraphs(article_body(tree) or "")
    text = _paragraphs(body_of(tree, stated.title))
    if len(declared) > _DRAWN * len(text):
        text = declared
    if not text:
        cause = "the page has no text (it may be drawn by a script)"
        raise InputError(name, cause, line=line, remedy="Save the page from a browser, or give its text")
    return stated, text


def stated_in_page(html: str) -> Stated:
    """What the page declares about itself; nothing at all for a page that cannot be parsed."""
    tree = _parse(html[:_LARGEST])
    return Stated() if tree is None else stated_in_tree(tree)


def words_of_fragment(html: str) -> str:
    """All the words of a piece of HTML that is nothing but a report's body; empty when it has none."""
    tree = _parse(html[:_LARGEST])
    return "" if tree is None else _paragraphs(tree)


def _declared_encoding(data: bytes) -> str | None:
    head = data[:4096]
    found = _META_CHARSET.search(head) or _XML_ENCODING.search(head)
    return found[1].decode("ascii", "replace") if found else None


def _parse(html: str) -> Any | None:
    # The HTML standard has null characters read as U+FFFD; the other controls are no text, and lxml refuses them.
    data = _NOT_IN_XML.sub(" ", sound(html).replace("\0", "\ufffd")).encode("utf-8")
    parser = lxml.html.HTMLParser(encoding="utf-8", remove_pis=True, remove_comments=True)
    try:
        return lxml.html.document_fromstring(data, parser=parser)
    except (lxml.etree.LxmlError, ValueError, AssertionError):
        return None


def _paragraphs(tree: Any) -> str:
    """The words below an element, a blank line between paragraphs and a line end where the page breaks the line."""
    pieces: list[str] = []
    silent = 0
    for event, element in lxml.etree.iterwalk(tree, events=("start", "end")):
        tag = element.tag if isinstance(element.tag, str) else ""
        ends = event == "end"
        if tag in _SILENT:
            silent += -1 if ends else 1
        if tag in _BLOCKS:
            pieces.append("\n\n")
        elif tag == "br" and not ends:
            pieces.append("\n")
        elif tag in _CELLS and ends and element.getnext() is not None:
            pieces.append(" | ")
        words = element.tail if ends else element.text
        if words and not silent and not (ends and element is tree):
            pieces.append(_HTML_SPACE.sub(" ", words))
    return _as_paragraphs("".join(pieces))


def _as_paragraphs(text: str) -> str:
    paragraphs = []
    for block in _PARAGRAPH_END.split(text.replace("\r\n", "\n").replace(BREAK, "\n\n")):
        lines = [" ".join(_HTML_SPACE.split(line)).strip() for line in block.split("\n")]
        paragraph = "\n".join(line for line in lines if line.strip(" |"))
        if paragraph:
            paragraphs.append(paragraph)
    return "\n\n".join(paragraphs)
