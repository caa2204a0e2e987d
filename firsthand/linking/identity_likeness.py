"""Whether two appearances in two reports are one source, and why.

The scores are set by hand in three bands: from 0.8 on names alone suffice, from 0.5 on the reports must be about one
event, below it the two stay apart. ``docs/identities.md`` has the table.
"""

from __future__ import annotations

from functools import lru_cache

from firsthand.linking.identity_bodies import (
    acronym_of,
    body_words,
    countries,
    initials_of,
    organisation_likeness,
    same_crowd,
    same_paper,
    same_role,
)
from firsthand.linking.identity_names import is_common, name_likeness
from firsthand.linking.identity_parts import Appearance, Likeness

_SHARED = 0.2
"""The share of the shorter list of names from which on two reports of one week are surely about one event."""
_NO = Likeness(score=0.0, because="nothing in common")


def event_likeness(a: Appearance, b: Appearance, linked: bool = False) -> float:
    """How likely the reports of two appearances are about one event, 0 to 1: names in common, days between them.

    The two sources' own names do not count. ``linked``: one report was made from the other, or both from a third.
    """
    if linked:
        return 1.0
    own = {*a.name_words, *b.name_words, *a.words, *b.words}
    shared = len((_names(a.context) & _names(b.context)) - own)
    if shared < 2:
        return 0.0
    fewer = min(len(_names(a.context) - own), len(_names(b.context) - own))
    likely = min(1.0, shared / fewer / _SHARED) * (1.0 if shared > 2 else 0.8)
    if a.day is None or b.day is None:
        return 0.9 * likely
    apart = abs(a.day - b.day)
    return likely * (1.0 if apart <= 7 else 0.85 if apart <= 30 else 0.6 if apart <= 120 else 0.4)


@lru_cache(maxsize=4096)
def _names(context: tuple[str, ...]) -> frozenset[str]:
    return frozenset(context)


def same_source(a: Appearance, b: Appearance, linked: bool = False) -> Likeness:
    """Whether two appearances are one source: 0.5 and more says yes. The order of the two does not matter.

    An unnamed source is never one with a named one. Unnamed sources are one only where one report was made from the
    other (``linked``), or where description and words agree closely within one event.
    """
    if (a.report, a.source) > (b.report, b.source):
        a, b = b, a
    if a.report == b.report and not (a.own and b.own and a.category == b.category == "organisation"):
        return Likeness(score=0.0, because="two sources of one report", barred=True)
    if _one_name(a, b):
        return Likeness(score=0.85 if event_likeness(a, b, linked) >= 0.5 else 0.6, because="the same name")
    if a.own or b.own:
        return _own(a, b, event_likeness(a, b, linked))
    event = event_likeness(a, b, linked)
    kinds = {a.kind, b.kind}
    families = {_family(a), _family(b)}
    if families == {"person"}:
        if "unnamed" not in kinds:
            return _people(a, b, event)
        if kinds == {"unnamed"}:
            return _unnamed(a, b, event, linked)
        if kinds == {"unnamed", "pseudonymous"} and linked and a.category == b.category == "person":
            return _unnamed(a, b, event, linked)
        return Likeness(score=0.0, because="one is unnamed, the other named", barred=True)
    if families == {"body"}:
        return _bodies(a, b, event)
    if families == {"paper"}:
        return _papers(a, b, event, linked)
    if families == {"crowd"}:
        return _crowds(a, b, event)
    if families == {"crowd", "body"} and "named" not in kinds:
        return _crowds(a, b, event)
    return _NO


def _family(appearance: Appearance) -> str:
    return {"person": "person", "organisation": "body", "document": "paper", "group": "crowd"}[appearance.category]


def _own(a: Appearance, b: Appearance, event: float) -> Likeness:
    """The voice of the publisher, its reporter, or the organisation that published the report itself."""
    if a.category == "person" or b.category == "person":
        if a.own and b.own and a.category == b.category and a.words == b.words and a.words and event >= 0.5:
            return Likeness(score=0.8, because="a reporter of one outlet on one event")
        return _NO
    if _family(a) != _family(b):
        return _NO
    return _bodies(a, b, max(event, 0.5))


def _people(a: Appearance, b: Appearance, event: float) -> Likeness:
    x, y = a.name_words, b.name_words
    grade, short = name_likeness(x, y)
    if not grade:
        return Likeness(score=0.0, because="two names", barred=len(x) > 1 and len(y) > 1)
    if a.gender and b.gender and a.gender != b.gender:
        return Likeness(score=0.0, because="a man and a woman", barred=True)
    if _ages_differ(a, b):
        return Likeness(score=0.0, because=f"aged {a.age} and {b.age}", barred=True)
    pseudonym = "pseudonymous" in (a.kind, b.kind)
    if pseudonym and len(x) != len(y):
        return Likeness(score=0.0, because="a pseudonym and a full name", barred=True)
    if x[0].startswith("@"):
        return Likeness(score=0.97, because="the same account")
    roles = _roles(a, b)
    one_word = len(x) == 1 or len(y) == 1
    if short:
        score = (grade + 0.25 + 0.1 * roles) if event >= 0.5 else 0.2 if roles <= 0 else 0.4
        return Likeness(score=_within(score), because="part of the same name, in one event", short=True)
    if one_word:
        score = (0.75 + 0.1 * roles) * grade if event >= 0.5 else 0.3
        return Likeness(score=_within(score), because=f'the same name "{a.name}", in one event', short=len(x) == 1)
    if event >= 0.5:
        score = grade * (0.95 if roles >= 0 else 0.8)
        return Likeness(score=_within(score), because="the same full name, in one event")
    score = grade * (0.9 if roles > 0 else 0.72 if roles == 0 else 0.45)
    if roles <= 0 and is_common(x):
        return Likeness(score=min(score, 0.35), because="a full name that many bear, and nothing else in common")
    because = "the same full name and role" if roles > 0 else "the same full name" if roles == 0 else "another role"
    return Likeness(score=_within(score), because=because)


def _roles(a: Appearance, b: Appearance) -> int:
    """1: called alike, or of one body; -1: called by other nouns and of nothing in common; 0: not told."""
    heads = same_role(a.heads, b.heads)
    shared = {w for w in a.words if w in b.words and w[0] != "@"}
    if heads or shared:
        return 1
    return -1 if a.heads and b.heads else 0


def _ages_differ(a: Appearance, b: Appearance) -> bool:
    if a.age is None or b.age is None or a.day is None or b.day is None:
        return False
    years = (b.day - a.day) / 365.25
    return abs((b.age - a.age) - years) > 2


def _unnamed(a: Appearance, b: Appearance, event: float, linked: bool) -> Likeness:
    role = same_role(a.heads, b.heads)
    told = _shared(a.words, b.words)
    said = _overlap(a.said, b.said)
    if a.gender and b.gender and a.gender != b.gender:
        return Likeness(score=0.0, because="a man and a woman", barred=True)
    if linked:
        score = 0.3 + 0.2 * role + 0.2 * (told >= 0.5) + 0.6 * said
        return Likeness(score=_within(score), because="the same unnamed source in a report made from the other")
    if event < 0.5 or not role:
        return _NO
    if a.speaks_for and b.speaks_for and _spoken_for(a.speaks_for, b.speaks_for, event) >= 0.6:
        return Likeness(score=0.7, because="a spokesperson of one organisation")
    score = 0.1 + 0.35 * told + 0.75 * said
    if not a.anonymous and not b.anonymous:  # the holders of an office, not one of many
        score += 0.35 if told or said else 0.25
    return Likeness(score=min(score, 0.75), because="described alike and saying the same, in one event", short=True)


def _spoken_for(one: str, other: str, event: float) -> float:
    """How likely two phrases name one organisation."""
    return organisation_likeness(body_words(one), body_words(other), event)[0]


def _bodies(a: Appearance, b: Appearance, event: float) -> Likeness:
    for one, other in ((a, b), (b, a)):
        acronym = acronym_of(one.name)
        if acronym and acronym in initials_of(other.name):
            return Likeness(score=0.9 if event >= 0.5 else 0.65, because=f"{one.name} is {other.name} for short")
    score, short = organisation_likeness(a.words, b.words, event)
    because = "part of the same name, in one event" if short else "the same name"
    barred = bool(countries(a.words) and countries(b.words) and countries(a.words) != countries(b.words))
    return Likeness(score=score, because=because, short=short, barred=barred)


def _crowds(a: Appearance, b: Appearance, event: float) -> Likeness:
    if event < 0.5 or not same_crowd(a.heads, b.heads):
        return _NO
    if countries(a.words) and countries(b.words) and countries(a.words) != countries(b.words):
        return Likeness(score=0.0, because="of two countries", barred=True)
    only_a, only_b = set(a.words) - set(b.words) - set(a.heads), set(b.words) - set(a.words) - set(b.heads)
    shared = set(a.words) & set(b.words) - set(a.heads)
    if only_a and only_b and not shared:
        return Likeness(score=0.4, because="described in other words")
    return Likeness(score=0.8 if shared else 0.65, because="the same group, in one event", short=not shared)


def _papers(a: Appearance, b: Appearance, event: float, linked: bool) -> Likeness:
    if not same_paper(a.heads, b.heads) or event < 0.5:
        return _NO
    told = len(set(a.words) & set(b.words) - set(a.heads) - set(b.heads))
    said = _overlap(a.said, b.said)
    score = 0.3 + 0.2 * linked + 0.15 * min(2, told) + 0.5 * said
    return Likeness(score=_within(score), because="the same document, in one event", short=told == 0)


def _one_name(a: Appearance, b: Appearance) -> bool:
    """Whether one name is taken for a person's in one report and for an organisation's in the other."""
    if {a.category, b.category} != {"person", "organisation"} or (a.kind == b.kind == "unnamed"):
        return False
    person, body = (a, b) if a.category == "person" else (b, a)
    words = body_words(person.name)
    return person.kind == "named" and not person.heads and words == (body.words if body.own else body_words(body.name))


def _shared(a: tuple[str, ...], b: tuple[str, ...]) -> float:
    """The share of the shorter description's words that the other has too; 0 with less than two words on a side."""
    return len(set(a) & set(b)) / min(len(a), len(b)) if min(len(a), len(b)) > 1 else 0.0


def _overlap(a: tuple[str, ...], b: tuple[str, ...]) -> float:
    """The share of the shorter side's words that the other has too; 0 for less than three words."""
    return len(set(a) & set(b)) / min(len(a), len(b)) if min(len(a), len(b)) > 2 else 0.0


def _within(score: float) -> float:
    return max(0.0, min(0.98, score))
