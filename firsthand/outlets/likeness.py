"""When two names are one outlet's: labels as feeds write them, short forms as texts use them, initials, domains."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from firsthand.gazetteer import fold
from firsthand.gazetteer.folding import fold_word
from firsthand.outlets.addresses import domain_of, words_of

_NEWS_NOUNS = words_of(
    "times post news newspaper herald daily gazette tv television radio wire press standard chronicle courier tribune "
    "journal telegraph guardian mail express mirror star observer independent sentinel record register bulletin echo "
    "examiner globe monitor dispatch despatch inquirer enquirer review weekly today magazine network channel online "
    "ledger argus advertiser mercury reporter messenger insider correspondent digest agency media telegram sun bee "
    "zeitung presse tagblatt tageblatt allgemeine rundschau spiegel monde figaro corriere gazzetta giornale repubblica "
    "mundo pais pravda izvestia novosti vedomosti gazeta gazette novine dnevnik delo glasnik vestnik kurir kurier "
    "dziennik nachrichten anzeiger diario jornal folha correio depeche vijesti sabah shimbun ilbo nation world wires "
    "beacon trumpet comet bugle voice line circular intelligencer recorder citizen leader eagle banner clarion pioneer "
    "service watch report reports postasi haber vartha samachar patrika jagran"
)
"""Last words by which a text calls an outlet for short: "the Chronicle"."""
_STATIONS = words_of("radio tv television channel kanal canal rtv telewizja televizija newspaper")
_SECTIONS = words_of(
    "world news politics home homepage latest top stories story headlines front page rss feed feeds atom all breaking "
    "articles international national local regional business sport sports opinion culture technology tech science "
    "health europe africa asia americas edition us uk usa eu en english global main frontpage"
)
"""Words of a feed's or a site's section, which are no part of an outlet's name when nothing else stands there."""
_REGIONS = (
    r"(?:u\.?k\.?|u\.?s\.?(?:a\.?)?|eu|india|australia|canada|ireland|scotland|africa|asia|europe|middle east|"
    r"new zealand|south africa|nigeria|kenya|pakistan|singapore|hong kong|malaysia|philippines|japan|germany|france|"
    r"italy|spain|brasil|brazil|m[eé]xico|arabic|english|en español|espa[ñn]ol|international|intl|world|global|"
    r"american|british|indian|australian|canadian|european)"
)
_EDITION = re.compile(
    rf"\s*(?:[,:|–—-]\s*|\()?(?<=[\s,:|(–—-])(?:the\s+)?{_REGIONS}\s+(?:edition|version)\s*\)?\s*$"
    r"|\s*(?:[,:|–—-]\s*|\()(?:the\s+)?(?:u\.?k\.?|u\.?s\.?(?:a\.?)?|international|intl|world|global|english)\s*\)?\s*$"
    r"|\s*[,(|–—-]?\s*(?:online|web|digital|print)\s+edition\)?\s*$",
    re.I,
)
"""An edition, marked as one: "(UK)", ", India edition", " – International". A country in brackets is none: it tells two
papers of one name apart."""
_REGION_END = re.compile(rf"\s+(?:news\s+)?{_REGIONS}\s*$", re.I)
_PIECES = re.compile(r"\s+[|>»·•:–—/-]+\s+|\s*[|>»]\s*|:\s+")
_VIA = re.compile(r"\s+(?:via|through|on|for)\s+(?=[A-Z])")
_CAMEL = re.compile(r"(?<=[a-zà-ÿ])(?=[A-ZÀ-Þ])|(?<=[A-Z])(?=[A-Z][a-z])")
_ARTICLES = words_of("the a an")
_SMALL = words_of("of and the for de la le les el los das der die del di")


@lru_cache(maxsize=8192)
def fold_label(label: str) -> str:
    """The key of an outlet's label: no case, diacritics, punctuation, spaces, "The", edition or ".com".

    "The Hill Courier", "Hill Courier, UK edition", "HillCourier" and "hillcourier.com" all give "hillcourier".
    Empty when the label has no letter or digit.
    """
    return whole_label(without_edition(label))


def whole_label(label: str) -> str:
    """As ``fold_label``, with the edition left in."""
    words = _words(label)
    if not words and any(c.isalnum() for c in label):
        return "".join(label.casefold().split())
    return "".join(words)


def without_edition(label: str) -> str:
    """The label without the editions at its end ("Hill Courier (US), online edition")."""
    label, previous = " ".join(label.split()), None
    while previous != label:
        previous, label = label, _EDITION.sub("", label) or label
    return label


def without_region(label: str) -> str | None:
    """The label without a region at its end ("Hill Courier India"); None when it ends in none."""
    cut = _REGION_END.sub("", label)
    return cut if cut != label and cut.strip() else None


def pieces_of(label: str) -> tuple[str, ...]:
    """The parts of a feed's title that may be the outlet's name: "World news | The Hill Courier" has one."""
    parts = [part.strip() for part in _PIECES.split(label) if part and part.strip()]
    telling = [part for part in parts if not set(re.findall(r"\w+", part.lower())) <= _SECTIONS]
    return tuple(telling or parts)


def by_way_of(label: str) -> tuple[str, str] | None:
    """The outlet and the way, from a label that gives both ("Hill Courier via Newsbox"); None when it does not."""
    parts = _VIA.split(label, maxsplit=1)
    return (parts[0].strip(), parts[1].strip()) if len(parts) == 2 and all(p.strip() for p in parts) else None


def outlet_likeness(name: str, outlet: str) -> float:
    """How well a name in a text fits an outlet's label, 0 to 1.

    1: one label. 0.9: a domain, or the words run together. 0.8: two or more words at its end or start. 0.7: its
    initials, or its last word where that is what outlets are called by ("the Chronicle"; the place of "Radio Hill").
    0.5: its first word alone.
    0: anything else. No names are known here: whether "Reuters" is "Thomson Reuters" is the table's to say.
    """
    one, other = fold_label(name), fold_label(outlet)
    if not one or not other:
        return 0.0
    if one == other:
        return 1.0
    a, b = _words(name), _words(outlet)
    if site_name(name) == other or site_name(outlet) == one:
        return 0.9
    if not a or not b:
        return 0.0
    if len(a) > len(b):
        a, b, name, outlet = b, a, outlet, name
    if len(a) > 1 and (b[-len(a) :] == a or b[: len(a)] == a):
        return 0.8
    if len(a) > 1:
        return 0.0
    word = "".join(a)
    bare = name.replace(".", "").removeprefix("the ").removeprefix("The ")
    if bare.isupper() and len(bare) > 1 and fold_label(bare) in _initials(outlet):
        return 0.7
    if len(b) > 1 and word == b[-1] and (word in _NEWS_NOUNS or _STATIONS.issuperset(b[:-1])):
        return 0.7
    if len(b) > 1 and word == b[0] and len(word) > 3 and word not in _SECTIONS | _STATIONS:
        return 0.5
    return 0.0


def same_outlet(a: str, b: str) -> bool:
    """Whether two names can be one outlet's without more context: ``outlet_likeness`` of 0.7 or more."""
    return outlet_likeness(a, b) >= 0.7


def outlet_named(name: str, candidates: Iterable[str]) -> str | None:
    """The candidate that a name in a text means ("the Chronicle"): the likeliest, where one alone is.

    None when none fits, or when two fit alike and are not one outlet.
    """
    ranked = sorted(
        ((score, label) for label in candidates if (score := outlet_likeness(name, label)) >= 0.5),
        key=lambda pair: (-pair[0], pair[1]),
    )
    if not ranked:
        return None
    score, label = ranked[0]
    rivals = [other for s, other in ranked[1:] if s == score and fold_label(other) != fold_label(label)]
    return None if rivals else label


def _words(label: str) -> tuple[str, ...]:
    site = _site_words(label)
    parts = [w for word in _CAMEL.sub(" ", site).split() for w in fold_word(word)]
    return tuple(parts[1:] if len(parts) > 1 and parts[0] in _ARTICLES else parts)


def _site_words(label: str) -> str:
    """A label that is an address is read as its site's name: "www.hillcourier.com" as "hillcourier"."""
    label = re.sub(r"^(?:[a-z]+://)?www\.", "", label.strip(), flags=re.I)
    return re.sub(r"\.(?:com|org|net|co\.uk)(?=$|[\s/])", "", label, flags=re.I)


def site_name(label: str) -> str | None:
    """The key of the name in a domain: "thehillcourier.ie" gives "hillcourier"; None for what is no domain."""
    domain = domain_of(label) if "." in label else None
    if domain is None:
        return None
    site = "".join(fold_word(domain.split(".")[0]))
    return site.removeprefix("the") if len(site) > 6 else site


@lru_cache(maxsize=2048)
def _initials(label: str) -> frozenset[str]:
    words = [fold(word).replace(" ", "") for word in _CAMEL.sub(" ", label).replace("-", " ").split()]
    words = [word for word in words if word]
    every = "".join(word[0] for word in words)
    telling = "".join(word[0] for word in words if word not in _SMALL)
    without_the = every[1:] if words and words[0] == "the" else every
    return frozenset(key for key in (every, telling, without_the) if len(key) > 1)
