"""What a page declares about itself: JSON-LD first, then OpenGraph and other ``<meta>``, then its links,
``<time>``, ``<title>`` and byline.

https://schema.org/NewsArticle, https://ogp.me. Only what is declared counts: nothing is worked out from the text.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import urljoin, urlsplit

from firsthand.intake.dates import stated_time
from firsthand.intake.stated import Stated, one_line

_ARTICLE = re.compile(r"(?:[A-Za-z]*NewsArticle|Article|Report|BlogPosting|LiveBlogPosting|SocialMediaPosting|WebPage)")
_DEEPEST = 12
_TRAILING_COMMA = re.compile(r",\s*([}\]])")

# Names of <meta> elements, lower case, best first: OpenGraph, Dublin Core, and what newspapers' systems write.
_PUBLISHED = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished", "parsely-pub-date",
    "sailthru.date", "dcterms.issued", "dc.date.issued", "dc.date", "dcterms.created", "dc.date.created",
    "article.published", "publish-date", "published-date", "publication_date", "pubdate", "publishdate", "date",
)  # fmt: skip
_MODIFIED = (
    "article:modified_time", "og:article:modified_time", "og:modified_time", "datemodified", "og:updated_time",
    "dcterms.modified", "dc.date.modified", "article.updated", "last-modified", "lastmod", "revised",
)  # fmt: skip
_TITLE = ("og:title", "parsely-title", "sailthru.title", "dcterms.title", "dc.title", "twitter:title", "headline")
_OUTLET = ("og:site_name", "publisher", "dcterms.publisher", "dc.publisher", "application-name")
_AUTHOR = (
    "author", "article:author", "parsely-author", "sailthru.author", "byl", "dcterms.creator", "dc.creator",
    "citation_author",
)  # fmt: skip
_SOURCE = (
    "dcterms.source", "dc.source", "article:source", "news_source", "syndication-source", "original-source", "source",
)  # fmt: skip

# News agencies as bylines and credits name them in place of a person. Whole names in their own spelling only, and none
# that is also a person's name, so that nobody is taken for an agency.
_AGENCIES = frozenset((
    "AP", "Associated Press", "The Associated Press", "Reuters", "Thomson Reuters", "AFP", "Agence France-Presse",
    "Agence France Presse", "dpa", "DPA", "Deutsche Presse-Agentur", "EFE", "Agencia EFE", "ANSA", "PA", "PA Media",
    "Press Association", "PA News Agency", "UPI", "United Press International", "Bloomberg News", "Xinhua",
    "Xinhua News Agency", "Kyodo", "Kyodo News", "Jiji Press", "Yonhap", "Yonhap News Agency", "TASS", "Interfax",
    "RIA Novosti", "Anadolu", "Anadolu Agency", "AAP", "Australian Associated Press", "The Canadian Press",
    "Canadian Press", "PTI", "Press Trust of India", "IANS", "Ukrinform", "BelTA", "NTB", "Ritzau", "Keystone-SDA",
    "Belga", "ANP", "ČTK", "Tanjug", "Agerpres", "BTA", "Lusa", "Bernama", "Antara", "IRNA", "Inter Press Service",
))  # fmt: skip
_LONGEST_NAME = 80
_BY = re.compile(r"^by\s+", re.IGNORECASE)


def stated_in_tree(tree: Any) -> Stated:
    """What a parsed page (an lxml.html element) declares. Times keep their zones."""
    article, organisations = _article(tree)
    meta = _metas(tree)
    url = _url(tree, article, meta)
    outlet = _first([_name(article.get("publisher"), organisations), *_named(meta, _OUTLET)])
    title = _first(
        [_words(article.get("headline")), *_named(meta, _TITLE), _words(article.get("name")), _heading(tree)]
    )
    authors = list(_authors(article.get("author") or article.get("creator"), organisations))
    people = [name for name, _ in authors] or [
        name for value in [*_named(meta, _AUTHOR), *_signed(tree)] for name in [_BY.sub("", value)] if not _is_url(name)
    ][:1]
    return Stated(
        url=url,
        outlet=outlet if outlet and not _is_url(outlet) else None,
        title=without_outlet(title, outlet),
        published=_best_time(
            [article.get("datePublished"), *_named(meta, _PUBLISHED), *_times(tree, "datePublished"), *_only_time(tree)]
        ),
        modified=_best_time([article.get("dateModified"), *_named(meta, _MODIFIED), *_times(tree, "dateModified")]),
        language=_language(tree, article, meta),
        author=one_line(", ".join(people)),
        agency=_agency(article, organisations, authors, people, meta, outlet, url),
    )


def without_outlet(title: str | None, outlet: str | None) -> str | None:
    """The title without the outlet's name that many pages and portals hang on it ("… | The Outlet")."""
    if not title or not outlet:
        return title
    return re.sub(rf"\s+[|–—·•:-]\s+{re.escape(outlet)}$", "", title, flags=re.IGNORECASE) or title


def article_body(tree: Any) -> str | None:
    """The words of the article where the page's JSON-LD carries them."""
    return _words(_article(tree)[0].get("articleBody"), keep_lines=True)


def _article(tree: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    """The JSON-LD object that describes the article (empty if there is none), and every object that has an ``@id``."""
    things = [thing for script in tree.iter("script") for thing in _things_in(script)]
    by_id = {thing["@id"]: thing for thing in things if isinstance(thing.get("@id"), str) and len(thing) > 1}
    ranked = [(_rank(thing), thing) for thing in things]
    best = max((rank for rank, _ in ranked), default=0)
    return next((thing for rank, thing in ranked if rank == best and rank > 0), {}), by_id


def _rank(thing: dict[str, Any]) -> int:
    """How surely a JSON-LD object describes the page's article: 0 if it does not."""
    kinds = thing.get("@type")
    kinds = [
        kind.rpartition("/")[2] for kind in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(kind, str)
    ]
    if not any(_ARTICLE.fullmatch(kind) for kind in kinds):
        return 0
    dated = "datePublished" in thing or "articleBody" in thing
    return 1 if kinds == ["WebPage"] else 2 + dated


def _things_in(script: Any) -> Iterator[dict[str, Any]]:
    if "ld+json" not in (script.get("type") or "").lower():
        return
    text = (script.text or "").strip().removeprefix("<!--").removesuffix("-->").strip()
    text = text.removeprefix("//").removeprefix("<![CDATA[").removesuffix("]]>").removesuffix("//").strip()
    for candidate in (text, _TRAILING_COMMA.sub(r"\1", text)):
        try:
            value = json.loads(candidate, strict=False)
        except (ValueError, RecursionError):
            continue
        yield from _objects(value, 0)
        return


def _objects(value: Any, depth: int) -> Iterator[dict[str, Any]]:
    """The objects of a JSON-LD document: those of lists and graphs, and what a page says it is about."""
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for item in value:
            yield from _objects(item, depth + 1)
    elif isinstance(value, dict):
        yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage", "hasPart", "publisher"):
            yield from _objects(value.get(key), depth + 1)


def _words(value: Any, keep_lines: bool = False) -> str | None:
    """A JSON-LD value as text; a list gives its first, a language-tagged value its text."""
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("@value")
    if not isinstance(value, str):
        return None
    value = html.unescape(value)
    return value if keep_lines else one_line(value)


def _name(value: Any, by_id: dict[str, Any]) -> str | None:
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        known = by_id.get(value.get("@id", "")) if "name" not in value and isinstance(value.get("@id"), str) else None
        value = (known or value).get("name")
    return _words(value)


def _authors(value: Any, by_id: dict[str, Any]) -> Iterator[tuple[str, bool]]:
    """Each declared author's name, and whether it is declared to be an organisation."""
    for item in value if isinstance(value, list) else [value]:
        name = _name(item, by_id)
        if name and not _is_url(name):
            kind = item.get("@type") if isinstance(item, dict) else None
            yield _BY.sub("", name), isinstance(kind, str) and kind.endswith("Organization")


def _agency(
    article: dict[str, Any],
    by_id: dict[str, Any],
    authors: list[tuple[str, bool]],
    people: list[str],
    meta: dict[str, list[str]],
    outlet: str | None,
    url: str | None,
) -> str | None:
    """The supplier that the page declares: the organisation it came from, one that signs it, or a source it names."""
    declared = [_name(article.get("sourceOrganization"), by_id)]
    declared += [name for name, is_organisation in authors if is_organisation]
    signed = [part.strip() for name in people for part in re.split(r",|;|/|\band\b", name)]
    signed += [_words(article.get("creditText")) or ""]
    declared += [name for name in signed if name in _AGENCIES]
    declared += [_host_if_url(value) for value in _named(meta, _SOURCE)]
    own = {_key(outlet), _key(_host_if_url(url))}
    return next((name for name in declared if name and _key(name) not in own), None)


def _metas(tree: Any) -> dict[str, list[str]]:
    """The page's ``<meta>`` values, and microdata properties that carry theirs, by name in lower case."""
    values: dict[str, list[str]] = {}
    for element in tree.iter("meta"):
        content = one_line(element.get("content"))
        if content is None:
            continue
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            for name in (element.get(attribute) or "").lower().split():
                values.setdefault(name, []).append(content)
    return values


def _named(meta: dict[str, list[str]], names: Iterable[str]) -> list[str]:
    return [value for name in names for value in meta.get(name, ())]


def _times(tree: Any, itemprop: str) -> list[str]:
    """The values of elements other than ``<meta>`` that microdata marks with this property."""
    found = tree.xpath("//*[@itemprop=$name][@datetime or @content]", name=itemprop)
    return [element.get("datetime") or element.get("content") for element in found]


def _only_time(tree: Any) -> list[str]:
    """The time of the article's ``<time>`` elements, if all of them that have one agree."""
    places = (
        "//time[@pubdate][@datetime]",
        "//article//time[@datetime]",
        "//main//time[@datetime]",
        "//time[@datetime]",
    )
    found = next((times for place in places if (times := tree.xpath(place))), [])
    values = {element.get("datetime") for element in found}
    return list(values) if len(values) == 1 else []


def _heading(tree: Any) -> str | None:
    """The page's one heading where its ``<title>`` begins with it, else the ``<title>`` as far as a bar."""
    headings = list(tree.iter("h1"))
    heading = one_line(headings[0].text_content()) if len(headings) == 1 else None
    title = one_line(next((element.text for element in tree.iter("title")), None))
    if title is None:  # a heading that is a link may be the outlet's name
        return heading if heading and headings[0].find(".//a") is None else None
    if heading and _key(heading) and _key(title).startswith(_key(heading)):
        return heading
    return re.sub(r"\s+\|\s+[^|]*$", "", title)


def _signed(tree: Any) -> list[str]:
    """Who signs the page in its own text, if all the places that are marked as a signature agree."""
    found = tree.xpath("//*[@rel='author' or @itemprop='author' or contains(concat(' ', @class, ' '), ' byline ')]")
    names = {_BY.sub("", text) for element in found if (text := one_line(element.text_content()))}
    return [name for name in names if len(names) == 1 and len(name) <= _LONGEST_NAME]


def _best_time(values: Iterable[Any]) -> str | None:
    """The first time that can be read; a later one that says the same more fully (its hour, its zone) is preferred."""
    times = [time for value in values if isinstance(value, str) and (time := stated_time(html.unescape(value)))]
    best = times[0] if times else None
    for time in times[1:]:
        if best and time.startswith(best) and len(time) > len(best):
            best = time
    return best


def _language(tree: Any, article: dict[str, Any], meta: dict[str, list[str]]) -> str | None:
    root = tree.getroottree().getroot()
    declared = [root.get("lang"), root.get("{http://www.w3.org/XML/1998/namespace}lang"), root.get("xml:lang")]
    declared += [
        _words(article.get("inLanguage")),
        *_named(meta, ("content-language", "dcterms.language", "dc.language")),
    ]
    return next(
        (name for value in declared if (name := one_line(value)) and re.fullmatch(r"[A-Za-z]{2,3}([-_]\w+)*", name)),
        None,
    )


def _url(tree: Any, article: dict[str, Any], meta: dict[str, list[str]]) -> str | None:
    of_page = article.get("mainEntityOfPage")
    declared = [link.get("href") for link in tree.iter("link") if (link.get("rel") or "").lower() == "canonical"]
    declared += [*_named(meta, ("og:url",)), article.get("url")]
    declared += [of_page.get("@id") if isinstance(of_page, dict) else of_page]
    declared = [value for value in (one_line(item) if isinstance(item, str) else None for item in declared) if value]
    whole = [value for value in declared if _is_url(value)]
    if whole and declared[0] not in whole:
        try:
            return urljoin(whole[0], declared[0])
        except ValueError:
            return whole[0]
    return whole[0] if whole else None


def _is_url(value: str) -> bool:
    return value.lower().startswith(("http://", "https://"))


def _host_if_url(value: str | None) -> str | None:
    """The host that an address names, since that is all it says of whose it is; other values as they are."""
    if value is None or not _is_url(value):
        return value
    try:
        return (urlsplit(value).hostname or "").removeprefix("www.") or None
    except ValueError:
        return None


def _key(name: str | None) -> str:
    return re.sub(r"\W+", "", (name or "").lower()).removeprefix("the")


def _first(values: Iterable[str | None]) -> str | None:
    return next((value for value in values if value), None)
