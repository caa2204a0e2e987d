"""Finds the body of a report in a parsed page: headline, paragraphs, captions, lists and quotes, without the rest.

First goes what is never part of a report (menus, share bars, cookie notices, comments), told by HTML's own elements
and by the names and headings that pages give their parts. Then readability finds the part where the words stand densest
(the Arc90 method). Where the page itself marks its article and that holds no less, the page is believed.
"""

from __future__ import annotations

import logging
import re
from typing import Any

import lxml.etree
import lxml.html
from readability import Document

# Without a handler of its own, Python's logging prints the library's warnings on standard error.
logging.getLogger("readability").addHandler(logging.NullHandler())

_UNSEEN = (
    "head", "script", "style", "template", "noscript", "iframe", "svg", "math", "object", "button", "select",
    "textarea",
)  # fmt: skip
_FURNITURE = frozenset(("nav", "aside", "footer", "form", "dialog", "menu", "amp-sidebar", "amp-consent"))
_ROLES = frozenset(("navigation", "contentinfo", "search", "dialog", "alertdialog", "menu", "menubar", "toolbar"))
_NEVER = frozenset(("html", "body", "main", "h1", "figcaption", "caption"))
"""Elements that are no furniture, however they are named."""
_IN_MENUS = frozenset(("a", "br", "span", "ul"))
_TEXTUAL = frozenset(("p", "li", "blockquote", "figcaption", "dd", "td", "h2", "h3", "h4"))

# Names of furniture, as parts of class names and ids: "share-bar" holds one, "shareholder" does not.
_NAMED = re.compile(
    r"(?:.*[-_])?(?:"
    r"[a-z]*(?:nav|menu|side-?bar|nav-?bar)|navigation|breadcrumbs?|masthead|skip-?link|pagination|pager|toolbar"
    r"|shar(?:e|ing)|sharedaddy|add-?this|socials?|follow-?us"
    r"|newsletters?|sign-?up|subscribe|subscription|mailing-?list|donat(?:e|ion)"
    r"|cookies?|consent|gdpr|onetrust|didomi|modal|pop-?up|overlay|toast"
    r"|ads?|adverts?|advertisement|advertising|dfp|sponsor(?:ed)?|promos?|promotion|outbrain|taboola"
    r"|related|related-?posts|recommended|recommendations|recirc(?:ulation)?|trending|popular|most-?(?:read|viewed)"
    r"|more-?(?:stories|news|from|on)|read-?(?:more|next)|see-?also|up-?next|may-?(?:also-?)?like|teasers?"
    r"|widgets?|rail"
    r"|tags|tag-?list|author-?(?:bio|box|card|info)|about-?(?:the-?)?author|bio"
    r"|(?:video-?|audio-?)?player|print-?only|screen-?reader-?text|visually-?hidden|sr-?only|pull-?quotes?"
    r")(?:[-_].*)?"
)
_COMMENTS = re.compile(r"(?:.*[-_])?(?:comments|comment-?(?:list|section|area|form|thread)|disqus.*|respond)")
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_HIDDEN = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)

# Headings that open a part which is not the report, and lines that only point to another one.
_OTHER_PART = re.compile(
    r"(?:more (?:from|on|in|stories|news)\b.*|related\b.*|read (?:more|next)\b.*|you (?:may|might) (?:also )?like\b.*"
    r"|most (?:read|popular|viewed)\b.*|trending\b.*|recommended\b.*|share\b.*|sign up\b.*|subscribe\b.*|recent posts"
    r"|editor[’']?s[’']? picks|top stories|comments?(?: \(?\d+\)?)?|leave a (?:comment|reply)|about the author)",
    re.IGNORECASE,
)
_POINTER = re.compile(r"(?:read|see|watch|listen|related|more|also|don[’']t miss)\b[^.]{0,30}", re.IGNORECASE)

_GUARD = 0.4
"""What is named like furniture but holds more of the page's words than this is a frame around the report."""
_MOST_ELEMENTS = 10_000
"""Readability's time grows with the square of the page in the worst case. A report's page has a few thousand."""
_HEADLINE_WORDS = 4
"""A heading of fewer words, or one that is a link, may be the outlet's name."""
_OPENING = 1000
"""Characters of the body among which its headline is looked for."""
_SPACE = re.compile(r"\s+")

BREAK = "\ue000"
"""A private character that stands for a paragraph's end in the body's text: two line breaks, on sloppy pages."""


def body_of(tree: Any, title: str | None) -> Any:
    """The element of the page's report: below it stand its words, in order, and little else.

    ``tree`` is the page (an lxml.html element), which is taken apart; ``title`` is the report's where known. Its
    ``<h1>`` is put before a body that lacks it.
    """
    _clear(tree)
    _level(tree)
    marked, densest = _marked(tree), _densest(tree)
    if marked is not None and (densest is None or _prose(marked) >= _length(densest)):
        return _headed(marked, tree, title)
    return tree if densest is None else _headed(densest, tree, title)


def _clear(tree: Any) -> None:
    """Takes out what nobody sees and what is never part of a report."""
    for element in list(tree.iter(*_UNSEEN)):
        _drop(element)
    whole = _prose(tree)
    gone: set[Any] = set()
    for element in list(tree.iter(lxml.etree.Element)):
        if element.getparent() in gone:
            gone.add(element)
        elif _is_comments(element) or (_is_furniture(element) and _prose(element) <= _GUARD * whole):
            gone.add(element)
            _drop(element)
    for heading in list(tree.iter("h2", "h3", "h4", "h5", "h6")):
        part = heading.getparent()
        opens = part is not None and part[0] is heading and part.tag not in ("body", "main", "article")
        if opens and _OTHER_PART.fullmatch(_text(heading)) and _prose(part) <= _GUARD * whole:
            _drop(part)


def _is_comments(element: Any) -> bool:
    return (
        element.tag not in _NEVER
        and any(_COMMENTS.fullmatch(name) for name in _names(element))
        and element.find(".//h1") is None
    )


def _is_furniture(element: Any) -> bool:
    if element.tag in _NEVER or element.getparent() is None:
        return False
    if element.get("hidden") is not None or _HIDDEN.search(element.get("style") or ""):
        return True
    if element.tag == "footer" and next(element.iterancestors("blockquote"), None) is not None:
        return False  # says who is quoted
    if element.tag in _FURNITURE or element.get("role") in _ROLES:
        return True
    if element.tag == "header":
        inside = next(element.iterancestors("article", "main"), None) is not None
        return not inside and element.find(".//h1") is None
    if element.tag == "p" and _POINTER.fullmatch(_text(element, links=False).strip(" :-–—|»›")):
        return element.find(".//a") is not None
    return _is_menu(element) or any(_NAMED.fullmatch(name) for name in _names(element))


def _is_menu(element: Any) -> bool:
    """Whether an element holds links and no other words, as menus without a name do."""
    if element.tag not in ("ul", "ol") and (element.tag != "div" or any(e.tag not in _IN_MENUS for e in element)):
        return False
    if next(element.iter("p", "figcaption", "h2", "h3"), None) is not None:
        return False
    return element.find(".//a") is not None and _prose(element) == 0


def _names(element: Any) -> list[str]:
    return [_HUMP.sub("-", name).lower() for name in f"{element.get('class', '')} {element.get('id', '')}".split()]


def _level(tree: Any) -> None:
    """Brings pages of different makes to one form, so that readability judges words and not names or habits."""
    for element in list(tree.iter("br")):
        following = element.getnext()
        if following is not None and following.tag == "br" and not (element.tail or "").strip():
            element.getparent().remove(element)
            following.tail = BREAK + (following.tail or "")
    for element in list(tree.iter("blockquote")):
        for said_by in list(element.iter("footer", "cite")):
            said_by.tag = "p"
    for table in list(tree.iter("table")):
        if table.find(".//td//p") is not None or table.find(".//td//div") is not None or BREAK in _text(table):
            for part in list(table.iter("table", "tbody", "tr", "td", "th")):  # a frame, no table
                part.tag = "div"
    for element in list(tree.iter("div")):
        only = element[0] if len(element) == 1 else None
        if only is not None and only.tag in ("p", "figure") and not _own_text(element) and element is not tree:
            only.tail = element.tail
            element.getparent().replace(element, only)
    links: dict[Any, list[Any]] = {}
    for link in tree.iter("a"):
        around = next(link.iterancestors(*_TEXTUAL), None)
        if around is not None:
            links.setdefault(around, []).append(link)
    for around, inside in links.items():
        if _prose(around):  # links in a sentence are its words; density counts those that stand alone
            for link in inside:
                link.tag = "span"
    for element in tree.iter(lxml.etree.Element):
        kept = element.get("itemprop")
        element.attrib.clear()
        if kept:
            element.set("itemprop", kept)


class _Densest(Document):
    def get_clean_html(self) -> str:
        """As it is: the library would take attributes off, of which ``_level`` left none, in quadratic time."""
        return str(lxml.html.tostring(self.html, encoding="unicode"))


def _densest(tree: Any) -> Any | None:
    """What readability takes for the page's body, with a tree of its own; ``None`` where it finds none."""
    if sum(1 for _ in tree.iter()) > _MOST_ELEMENTS:
        return None
    try:
        found = lxml.html.fragment_fromstring(_Densest(tree, retry_length=0).summary(html_partial=True))
    except Exception:  # somebody else's judgement of anybody's page: no page may stop the inputs after it
        return None
    return found if _length(found) else None


def _marked(tree: Any) -> Any | None:
    """The one element that the page itself marks as its article."""
    for found in (tree.xpath("//*[@itemprop='articleBody']"), list(tree.iter("article")), list(tree.iter("main"))):
        if found:
            return found[0] if len(found) == 1 else None
    return None


def _headed(body: Any, tree: Any, title: str | None) -> Any:
    """The body, under the page's one ``<h1>`` where that stands outside it and is no outlet's name."""
    headings = list(tree.iter("h1"))
    words = _text(headings[0]) if len(headings) == 1 else ""
    key, known = _key(words), _key(title or "")
    is_title = key != "" and known != "" and (known.startswith(key) or key.startswith(known))
    if not is_title and (len(words.split()) < _HEADLINE_WORDS or not _prose(headings[0])):
        return body
    if key in _key(_text(body)[: _OPENING + len(words)]):
        return body
    whole, headline = lxml.html.Element("div"), lxml.html.Element("h1")
    headline.text, body.tail = words, None
    whole.extend((headline, body))
    return whole


def _drop(element: Any) -> None:
    if element.getparent() is not None:
        element.drop_tree()


def _text(element: Any, links: bool = True) -> str:
    words = element.itertext() if links else element.xpath(".//text()[not(ancestor::a)]")
    return _SPACE.sub(" ", "".join(words)).strip()


def _length(element: Any) -> int:
    return len(_text(element))


def _prose(element: Any) -> int:
    """Characters of an element's words outside links."""
    return _length(element) - sum(_length(link) for link in element.iter("a") if link is not element)


def _own_text(element: Any) -> str:
    """The words that stand in an element itself, in none of its children."""
    return "".join((element.text or "", *(child.tail or "" for child in element))).strip()


def _key(text: str) -> str:
    return "".join(letter for letter in text.lower() if letter.isalnum())
