"""The parties of a report while it is being read, and what may refer to what.

Agreement of number, gender and kind between a phrase and a party, and how well a noun or a pronoun fits one.
``folding`` does the choosing.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from functools import lru_cache

from firsthand.reading import name_tables as tables
from firsthand.reading.names import Description
from firsthand.reading.proper_names import Gender, Number, singular
from firsthand.schema import Record, SourceCategory

RELATIVE = frozenset({"who", "whom", "whose", "which", "that"})
FIRST_PERSON = tables.words_of("i me my mine myself we us our ours ourselves")
HE_SHE = tables.words_of("he him his himself she her hers herself")
THEY = tables.words_of("they them their theirs themselves")
IT = tables.words_of("it its itself")
_THIRD = HE_SHE | THEY | IT
_NAMED_NEXT = tables.words_of(
    "spokesman spokeswoman spokesperson official officer commander chief head director minister secretary mayor "
    "governor president chairman chairwoman chair executive manager lawyer attorney prosecutor judge professor "
    "expert analyst researcher scientist economist historian doctor author senator lawmaker ambassador coach "
    "captain commissioner leader founder owner editor adviser advisor consultant engineer sheriff bishop premier "
    "deputy inspector detective"
)
"""Speakers by office, whom a lead leaves unnamed and the next sentences name."""


class Item(Record, frozen=True, kw_only=True):
    """A phrase in the text that refers to some party."""

    start: int
    end: int
    description: Description
    source: bool
    """Whether a statement is laid to this very phrase."""
    sentence: int
    paragraph: int
    headline: bool = False
    quotation: int | None = None
    """Which quotation it stands in."""
    speaker: int | None = None
    """The item to which the statement that this one stands inside is laid."""
    speaks_of: frozenset[str] = frozenset()
    """Head words and names in the quotation that is laid to it."""
    paper: bool = False
    """The party speaks here through a paper of its own ("in a statement")."""
    place: bool = False
    """It names a place, which may or may not speak for a government."""
    after_quote: bool = False
    """It stands right after a closing quotation mark ("…," she said)."""
    copula: bool = False
    linked: bool = False
    """A preposition stands right before it, so that it belongs to what it follows ("Ann Lee of Northmoor")."""
    """"is", "was" or "became" stands right before it."""
    learned: tuple[tuple[int, float], ...] = ()
    """Items it may refer back to, with the network's probability."""


@dataclass(eq=False)
class Party:
    """One person, group, organisation or document while the text is being read."""

    items: list[int] = field(default_factory=list)
    category: SourceCategory = "person"
    number: Number | None = None
    gender: Gender | None = None
    named: bool = False
    anonymous: bool = False
    heads: set[str] = field(default_factory=set)
    words: set[str] = field(default_factory=set)
    name_words: set[str] = field(default_factory=set)
    stems: set[str] = field(default_factory=set)
    """The first five letters of all these words that have four or more."""
    headline_only: bool = True
    spoke: bool = False
    place: bool = False
    phrases: set[str] = field(default_factory=set)
    """The noun phrases that mean it again whenever they come back in the same words."""
    third: bool = False
    """More is known of it than "I", "you" or "who"."""
    certain: bool = False
    """There is more than a bare word to show what kind of party this is."""

    def shares(self, word: str) -> bool:
        """Whether one of its words is this one, or has its stem (see ``share_a_stem``)."""
        return word in self.words or word in self.name_words or (len(word) > 3 and word[:5] in self.stems)

    def take(self, index: int, item: Item) -> None:
        """Adds a phrase, and what it tells."""
        told = item.description
        self.items.append(index)
        self.third = self.third or told.form != "pronoun" or told.head in _THIRD
        if told.form == "nominal" and told.determiner not in {"indefinite", "another"}:
            self.phrases.add(told.phrase.casefold())
        self.headline_only = self.headline_only and item.headline
        self.spoke = self.spoke or item.source
        self.place = (self.place or not self.items[1:]) and item.place
        if told.form == "pronoun":
            if len(self.items) == 1:
                self.category, self.number = told.category, told.number
            self.gender = self.gender or (told.gender if self.category == "person" else None)
            return
        if not self.named and (not self.heads or told.name is not None or told.category == self.category):
            self.category, self.number = told.category, told.number
        self.named = self.named or told.name is not None
        self.anonymous = self.anonymous or told.anonymous
        self.gender = self.gender or told.gender
        self.certain = self.certain or len(told.given) > 0 or bool(told.honorific or told.head or told.gender)
        if told.head:
            self.heads.add(singular(told.head))
        words, name_words = told.modifiers + content_tokens(told.affiliation), content_tokens(told.name)
        self.words.update(words)
        self.name_words.update(name_words)
        self.stems.update([word[:5] for word in words + name_words if len(word) > 3])


@lru_cache(maxsize=4096)
def content_tokens(words: str | None) -> tuple[str, ...]:
    """The content words of a name or an affiliation, lower case."""
    if not words:
        return ()
    plain = words.replace("’s", " ").replace("'s", " ").lower().split()
    return tuple([w.strip(".,'’") for w in plain if w not in tables.FUNCTION_WORDS])


def share_a_stem(words: Collection[str], others: Collection[str]) -> bool:
    """Whether a word of the one set is, or is the demonym-like stem of, a word of the other ("Tajik", "Tajikistan")."""
    return any(a == b or (min(len(a), len(b)) >= 4 and a[:5] == b[:5]) for a in words for b in others)


def same_class(a: str, b: str, classes: tuple[frozenset[str], ...]) -> bool:
    """Whether two nouns are one, or stand in one class of nouns that may replace one another."""
    return a == b or any(a in c and b in c for c in classes)


def _mates(classes: tuple[frozenset[str], ...]) -> dict[str, frozenset[str]]:
    """For each noun those that stand in a class with it."""
    return {noun: frozenset[str]().union(*(c for c in classes if noun in c)) for c in classes for noun in c}


_NO_MATES: frozenset[str] = frozenset()
_ROLE_MATES = _mates(tables.ROLE_CLASSES)
_ORG_MATES = _mates(tables.ORG_CLASSES)
_DOCUMENT_MATES = _mates(tables.DOCUMENT_CLASSES)


def agree(party: Party, told: Description) -> bool:
    """Whether number, gender and kind allow a phrase to mean a party."""
    if party.gender and told.gender and party.gender != told.gender:
        return False
    mine, other = party.category, told.category
    if mine != other and (mine in _APART or other in _APART):
        return False
    if mine == "organisation":
        return other != mine or told.number == party.number
    return not (mine == "person" and party.number != told.number and told.number == "plural")


_APART = frozenset({"person", "document"})
"""Categories that go with no other."""


def may_be_named_next(party: Party, first: Item) -> bool:
    """Whether a party is an unnamed official of the kind that a report names in its next sentences."""
    told = first.description
    return (
        not party.named and not party.anonymous and party.category == "person" and party.spoke and first.source
        and told.form == "nominal" and told.determiner != "another" and told.number == "singular"
        and (told.head or "") in _NAMED_NEXT and len({told.head} | party.heads) == 1
    )  # fmt: skip


def noun_fit(told: Description, head: str, party: Party) -> float:
    """How well a definite noun fits what a party has been called."""
    if head in party.heads:
        return 3.0
    if told.category == "person":
        if head in tables.GENERIC_PERSON:
            return 1.6 + (0.4 if not party.named else 0.0) + (0.4 if party.gender == told.gender else 0.0)
        return 0.0 if _ROLE_MATES.get(head, _NO_MATES).isdisjoint(party.heads) else 1.6
    if told.category == "group":
        if head in {"group", "people", "person", "pair", "couple"}:
            return 1.6 if party.category == "group" else 0.0
        return 1.8 if told.gender and told.gender == party.gender else 0.0
    if told.category == "organisation":
        if head in party.name_words:
            return 3.0
        if told.determiner == "possessive":
            return 0.0
        if head in tables.ANY_BODY:
            return 1.7
        mates = _ORG_MATES.get(head, _NO_MATES)
        return 0.0 if mates.isdisjoint(party.heads) and mates.isdisjoint(party.name_words) else 1.9
    if not _DOCUMENT_MATES.get(head, _NO_MATES).isdisjoint(party.heads):
        return 2.0
    return 1.6 if head == "document" else 0.0


def pronoun_fit(word: str, party: Party) -> float | None:
    """How well a third-person pronoun fits the kind of party; ``None`` where it cannot."""
    if word in HE_SHE:
        if party.category != "person" or party.number == "plural":
            return None
        gender = "male" if word in {"he", "him", "his", "himself"} else "female"
        if party.gender and party.gender != gender:
            return None
        return 0.5 if party.gender else 0.0 if party.certain else -0.7 if party.spoke else -1.5
    if word in IT:
        if party.category in {"person", "group"} and (party.certain or party.category == "group"):
            return None
        return 0.2 if party.category == "organisation" else 0.0
    if word in THEY:
        if party.category == "document":
            return -1.0
        if party.category == "person":
            return None if party.gender else -0.8
        return 0.5 if party.number == "plural" else 0.0
    return None
