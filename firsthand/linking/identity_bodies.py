"""When two names or phrases can mean one organisation, group or document."""

from __future__ import annotations

import re
from functools import lru_cache

from firsthand.gazetteer import lookup
from firsthand.gazetteer.folding import fold_word
from firsthand.reading import name_tables as tables
from firsthand.reading.proper_names import singular

_SPELLED = {
    "defense": "defence", "labor": "labour", "center": "centre", "transportation": "transport", "organization":
    "organisation", "program": "programme", "harbor": "harbour", "dept": "department", "govt": "government",
    "min": "ministry", "univ": "university", "assoc": "association", "corp": "corporation", "co": "company",
    "ltd": "limited", "affairs": "affair", "foreign": "foreign", "militaries": "military", "kremlin": "kremlin",
}  # fmt: skip
_SMALL = tables.words_of(
    "the a an of and for to in at on by s its their his her our this that these those from with de la du des der die "
    "several some many most all other another one two three four five six seven eight nine ten dozen dozens both"
)
_LEGAL = tables.words_of("inc ltd limited llc plc gmbh ag sa srl bv nv oy ab as co company corporation corp")
_GENERAL = tables.words_of(
    "health transport defence interior foreign finance education justice fire police border rescue emergency city town "
    "county regional region state national local federal public social security internal external home exterior labour "
    "environment environmental agriculture energy economy economic trade culture information press official central "
    "general chief provincial province district village municipal municipality civil supreme high rural urban northern "
    "southern eastern western north south east west royal united people republic guard coast forces armed military "
    "ground air navy army service services affair relation water road traffic safety banking supervision"
)
_ORG_HEADS = frozenset(singular(noun) for noun in tables.ORG_NOUNS - tables.OUTLET_WORDS) | tables.words_of(
    "prefecture governorate inspectorate coastguard mission laboratory operator sheriff prosecution"
)
_RESIDENTS = tables.words_of("resident villager local neighbour neighbor inhabitant townsperson people person citizen "
                             "folk householder tenant islander homeowner")  # fmt: skip
_CROWDS: tuple[frozenset[str], ...] = (
    _RESIDENTS,
    tables.words_of("police policeman officer constable"),
    tables.words_of("official authority authorities administrator functionary"),
    tables.words_of("rescuer firefighter crew paramedic responder"),
    tables.words_of("worker employee staff staffer labourer"),
    tables.words_of("relative family parent mother father"),
    tables.words_of("witness eyewitness bystander onlooker"),
    tables.words_of("doctor medic physician nurse"),
    tables.words_of("soldier troop serviceman conscript military"),
    tables.words_of("prosecutor investigator detective"),
    tables.words_of("supporter fan spectator"),
    tables.words_of("activist campaigner protester demonstrator"),
)
_RANKS = tables.words_of("officer lieutenant lt commander cmdr cdr captain capt colonel col major maj sergeant sgt "
                         "general gen admiral brigadier corporal inspector superintendent")  # fmt: skip
_PAPERS: tuple[frozenset[str], ...] = (
    *tables.DOCUMENT_CLASSES,
    tables.words_of("register ledger logbook log record sheet list page"),
    tables.words_of("script guidance instruction manual"),
    tables.words_of("memo memorandum note paperwork document paper"),
    tables.words_of("certificate"),
    tables.words_of("letter"),
)


@lru_cache(maxsize=8192)
def body_words(phrase: str) -> tuple[str, ...]:
    """The folded content words of an organisation's name or of a description, in their order.

    Countries, and what is made from their names, are "@" and the country's code: "Tajikistan's", "Tajik" give "@TJ".
    """
    phrase = re.sub(r"['’]s\b|s['’](?=\s)", lambda m: "s" if m[0][0] == "s" else "", phrase)
    words: list[str] = []
    for word in re.findall(r"[\w.&-]+", phrase):
        country = _country(word)
        if country is not None:
            words.append("@" + country)
            continue
        for part in fold_word(word):
            plain = singular(_SPELLED.get(part, part))
            if plain not in _SMALL:
                words.append(_SPELLED.get(plain, plain))
    return tuple(dict.fromkeys(words))


@lru_cache(maxsize=4096)
def _country(word: str) -> str | None:
    if not word[:1].isupper():
        return None
    match = next(iter(lookup(word)), None)
    return match.entry.country if match is not None and match.entry.kind == "country" and match.cased else None


@lru_cache(maxsize=4096)
def government_of(name: str) -> str | None:
    """The country whose government a name alone stands for ("Bishkek", "Kyrgyzstan"); None for any other name."""
    for match in lookup(name)[:3]:
        if match.entry.kind == "country" or match.entry.capital == 2:
            return match.entry.country
    return None


def acronym_of(name: str) -> str | None:
    """The folded acronym that a name is ("NWHA", "N.W.H.A."); None where it is none."""
    bare = re.sub(r"^[Tt]he\s+|[.\s’']", "", name)
    return bare.casefold() if 2 <= len(bare) <= 7 and bare.isalpha() and bare.isupper() else None


def initials_of(name: str) -> frozenset[str]:
    """The acronyms that a name of several words can have, with and without its small words."""
    words = [w for word in re.findall(r"[\w-]+", name) for w in word.split("-") if w and w.casefold() != "the"]
    every = "".join(w[0] for w in words).casefold()
    telling = "".join(w[0] for w in words if w.casefold() not in tables.ORG_LINKS | _SMALL).casefold()
    return frozenset(key for key in (every, telling) if len(key) > 1)


def is_body_noun(noun: str) -> bool:
    """Whether a noun (singular) is for an organisation and not for a document."""
    return noun in _ORG_HEADS and noun not in tables.DOCUMENT_NOUNS


def is_specific(words: tuple[str, ...]) -> bool:
    """Whether an organisation's name tells it from all others: it holds a word that is no general noun."""
    return any(w[0] != "@" and w not in _GENERAL and w not in _ORG_HEADS and w not in _LEGAL for w in words)


def specific_words(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words of an organisation's name that others do not share."""
    return tuple(w for w in words if w[0] != "@" and w not in _GENERAL and w not in _ORG_HEADS and w not in _LEGAL)


def countries(words: tuple[str, ...]) -> frozenset[str]:
    """The countries among a name's words."""
    return frozenset(w for w in words if w.startswith("@"))


def organisation_likeness(a: tuple[str, ...], b: tuple[str, ...], event: float) -> tuple[float, bool]:
    """How likely two names (``body_words``) are one organisation's, 0 to 1, and whether one is but a part.

    ``event``: how likely the reports are about one event. A general name ("the health ministry") tells an organisation
    only within one event or one country; part of a name ("the ministry") only within one event.
    """
    x, y = frozenset(a) - _LEGAL, frozenset(b) - _LEGAL
    if not x or not y or (countries(a) and countries(b) and countries(a) != countries(b)):
        return 0.0, False
    if x == y:
        if is_specific(a) or event >= 0.5:
            return 0.95, False
        return (0.8 if countries(a) else 0.3), False
    x, y = x - countries(a), y - countries(b)
    if not x or not y:
        return 0.0, False
    if x == y:
        return (0.9 if event >= 0.5 else 0.45), False
    small, large = (x, y) if len(x) < len(y) else (y, x)
    if small < large:
        heads = small & _ORG_HEADS
        if any(is_specific((w,)) for w in small):
            return (0.85 if event >= 0.5 else 0.6), True
        if heads and event >= 0.5:
            return (0.7 if len(small) > 1 else 0.6), True
        return 0.3 * event, True
    return 0.0, False


def same_crowd(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether two groups are called alike ("residents", "villagers")."""
    return _meet(a, b, _CROWDS)


def same_paper(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether two documents are called alike ("memo", "note")."""
    return _meet(a, b, _PAPERS)


def same_role(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether two people are called alike ("nurse", "porter" are not; "physician", "doctor" are)."""
    return _meet(a, b, (*tables.ROLE_CLASSES[:-1], *_CROWDS, _RANKS))


def crowd_class(head: str) -> str:
    """One word for nouns that stand for one another: a key to look sources up by."""
    for family in (*_CROWDS, *_PAPERS, *tables.ROLE_CLASSES):
        if head in family:
            return min(family)
    return head


def _meet(a: tuple[str, ...], b: tuple[str, ...], families: tuple[frozenset[str], ...]) -> bool:
    if set(a) & set(b):
        return True
    return any(not family.isdisjoint(a) and not family.isdisjoint(b) for family in families)
