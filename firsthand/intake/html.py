"""HTML pages. Trafilatura finds the main text; what the page declares about itself is read in ``declared.py``.

This module is slow to import (lxml, trafilatura), so it is imported only once a page is met.
"""

from __future__ import annotations

import logging
import re
from typing import Any

import lxml.etree
import lxml.html
import trafilatura

from firsthand.errors import InputError
from firsthand.intake.declared import article_body, stated_in_tree
from firsthand.intake.encoding import decode
from firsthand.intake.stated import Stated, either, make_report, one_line, sound
from firsthand.schema import Report

# Without a handler of its own, Python's logging prints the libraries' warnings on standard error.
for _library in ("trafilatura", "htmldate", "courlan", "justext"):
    logging.getLogger(_library).addHandler(logging.NullHandler())

_LARGEST = 20_000_000
"""Characters of one page. A parsed page takes some twenty times its size in memory; trafilatura has the same limit."""

_META_CHARSET = re.compile(rb"""<meta\s[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,20})""", re.IGNORECASE)
_XML_ENCODING = re.compile(rb"""^\s*<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w.:-]{2,20})""", re.IGNORECASE)
# Two line breaks, a sloppy page's paragraph end: the extraction would make one of them. A private character stands in.
_BREAK_MARK = "\ue000"
_NOT_IN_XML = re.compile(f"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff{_BREAK_MARK}]")
_HTML_SPACE = re.compile(r"[ \t\r\n\f\v]+")
_PARAGRAPH_END = re.compile(r"\n(?:[ \t]*\n)+")

# What starts a paragraph of its own, in HTML and in trafilatura's output.
_BLOCKS = frozenset((
    "p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "dl", "dt", "dd", "blockquote", "pre", "address",
    "figure", "figcaption", "section", "article", "main", "header", "footer", "aside", "center", "form", "fieldset",
    "details", "summary", "table", "caption", "tr", "hr", "body", "html", "head", "quote", "list", "item", "row",
))  # fmt: skip
_BREAKS = frozenset(("br", "lb"))
_CELLS = frozenset(("td", "th", "cell"))
_SILENT = frozenset(
    ("script", "style", "template", "noscript", "title", "meta", "link", "iframe", "svg", "button", "select")
)


def report_from_html(data: bytes, name: str, html: str | None = None) -> Report:
    """The report of a page: its main text, with what the page declares about itself.

    ``html`` is the page where it is decoded already. Raises ``InputError`` when its encoding cannot be told, when it is
    too large, and when it has no text.
    """
    stated, text = read_page(decode(data, name, _declared_encoding(data)) if html is None else html, name)
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
    stated = _stated(tree)
    text = _main_text(tree)
    if not text:
        cause = "the page has no text (it may be drawn by a script)"
        raise InputError(name, cause, line=line, remedy="Save the page from a browser, or give its text")
    return stated, text


def stated_in_page(html: str) -> Stated:
    """What the page declares about itself; nothing at all for a page that cannot be parsed."""
    tree = _parse(html[:_LARGEST])
    return Stated() if tree is None else _stated(tree)


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


def _stated(tree: Any) -> Stated:
    stated = stated_in_tree(tree)
    if stated.title and stated.author:
        return stated
    # Its guesses at dates and site names are not used: a date in an address or a footer is not stated of the report.
    try:
        title, author = trafilatura.metadata.extract_title(tree), trafilatura.metadata.extract_author(tree)
    except (
        Exception
    ):  # somebody else's parser on anybody's page: what it cannot do is not found, and the text still counts
        return stated
    return either(stated, Stated(title=one_line(title), author=one_line(author)))


def _main_text(tree: Any) -> str:
    """The page's main text: by trafilatura where it finds a body, else as the page declares it, else all its words."""
    _free_captions(tree)
    _mark_paragraph_ends(tree)
    body = _extracted(tree)
    if not _is_heap(body):
        return _paragraphs(body)
    careful = _extracted(tree, favor_precision=True)
    if not _is_heap(careful):
        return _paragraphs(careful)
    declared = _as_paragraphs(article_body(tree) or "")
    return declared or _as_paragraphs("" if body is None else "".join(body.itertext()).replace("\n", "\n\n"))


def _extracted(tree: Any, favor_precision: bool = False) -> Any | None:
    """What the library takes for the page's body, or ``None``. The tree stays as it is."""
    try:
        found = trafilatura.bare_extraction(tree, include_comments=False, favor_precision=favor_precision)
    except Exception:  # as above: no page may stop the inputs after it
        return None
    return getattr(found, "body", None)


def _is_heap(body: Any | None) -> bool:
    """Whether a body is only the library's last resort for short pages: all the page's words, menus too, in a heap."""
    return (
        body is None or not _paragraphs(body) or (len(body) == 1 and len(body[0]) == 0 and "\n" in (body[0].text or ""))
    )


def _free_captions(tree: Any) -> None:
    """Puts captions where the extraction sees them: it drops figures whole, and whatever is classed as a caption."""
    for element in tree.xpath("//*[contains(@class, 'caption')]"):
        del element.attrib["class"]
    for figure in list(tree.iter("figure")):
        caption, parent = figure.find(".//figcaption"), figure.getparent()
        if caption is None or parent is None or figure.find(".//table") is not None or not _paragraphs(caption):
            continue
        caption.tag, caption.tail = "p", figure.tail
        for inner in list(caption.iter(*_BLOCKS)):
            if inner is not caption:
                inner.tag = "span"  # a paragraph holds no paragraphs
        parent.replace(figure, caption)


def _mark_paragraph_ends(tree: Any) -> None:
    for element in list(tree.iter("br")):
        following, parent = element.getnext(), element.getparent()
        if following is not None and following.tag == "br" and not (element.tail or "").strip():
            parent.remove(element)
            following.tail = _BREAK_MARK + (following.tail or "")


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
        elif tag in _BREAKS and not ends:
            pieces.append("\n")
        elif tag in _CELLS and ends and element.getnext() is not None:
            pieces.append(" | ")
        words = element.tail if ends else element.text
        if words and not silent and not (ends and element is tree):
            pieces.append(_HTML_SPACE.sub(" ", words))
    return _as_paragraphs("".join(pieces))


def _as_paragraphs(text: str) -> str:
    paragraphs = []
    for block in _PARAGRAPH_END.split(text.replace("\r\n", "\n").replace(_BREAK_MARK, "\n\n")):
        lines = [" ".join(_HTML_SPACE.split(line)).strip() for line in block.split("\n")]
        paragraph = "\n".join(line for line in lines if line.strip(" |"))
        if paragraph:
            paragraphs.append(paragraph)
    return "\n\n".join(paragraphs)
