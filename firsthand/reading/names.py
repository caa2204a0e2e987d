"""What a source phrase says by itself: the name in it, the role, and what kind of source it is.

A small grammar over English noun phrases as newspapers write them ("Border Service spokeswoman Aida Tok", "its chair,
John Doe", "a nurse who asked not to be named"). It sees no context; ``folding`` adds that.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from msgspec.structs import replace

from firsthand.reading import name_tables as tables
from firsthand.reading.anonymity import (
    may_tell_of_naming,
    name_kept_back,
    name_not_real,
    told_name,
    without_name_clauses,
)
from firsthand.reading.name_tables import words_of
from firsthand.reading.proper_names import (
    PARTY_WORDS,
    PRONOUNS,
    Gender,
    Number,
    Token,
    category_of_name,
    category_of_noun,
    gender_of_given,
    gender_of_noun,
    is_possessive,
    members_of_band,
    name_runs,
    noun_known,
    segments_of,
    split_titles,
    tokens_of,
    without_article,
)
from firsthand.schema import Record, SourceCategory, SourceKind

Determiner = Literal["definite", "indefinite", "another", "possessive", "none"]


class Description(Record, frozen=True, kw_only=True):
    """What a phrase tells of a source. ``None`` where the phrase does not tell."""

    phrase: str
    """The source's own words: the phrase without clauses on anonymity, without marks and commas at its ends."""
    form: Literal["name", "nominal", "pronoun"]
    name: str | None = None
    role: str | None = None
    affiliation: str | None = None
    kind: SourceKind = "unnamed"
    category: SourceCategory = "person"
    number: Number | None = None
    gender: Gender | None = None
    honorific: str | None = None
    given: tuple[str, ...] = ()
    surname: str | None = None
    determiner: Determiner = "none"
    head: str | None = None
    """The head noun of a nominal, or of the role beside a name; lower case."""
    modifiers: tuple[str, ...] = ()
    """The other content words of the phrase outside the name, lower case, in order."""
    anonymous: bool = False
    """The phrase says that the source's name is kept back or changed."""
    coordinated: bool = False
    """Two or more sources joined by "and"."""


_DETERMINERS: dict[str, Determiner] = {
    "the": "definite", "this": "definite", "that": "definite", "these": "definite", "those": "definite",
    "a": "indefinite", "an": "indefinite", "one": "indefinite", "some": "indefinite", "several": "indefinite",
    "another": "another", "other": "another", "others": "another", "my": "possessive", "our": "possessive",
    "his": "possessive", "her": "possessive", "its": "possessive", "their": "possessive", "your": "possessive",
}  # fmt: skip

_RELATIVE = words_of("who whom whose which that where when")
_EDGES = ' \t\r\n,;:.–—-"“”‘’«»„()[]'
_ADVERBS = words_of("even only just also perhaps especially including among for from by to in at of with as not")
_NO_AFFILIATION = re.compile(r"(?:[a-z](?:an|ish|ese|tic|ic)|Prime|Chief|Vice|Presumptive|Former|Deputy)$")
_LONGEST = 2000
_COUNTED = words_of(
    "some many most several few two three four five six seven eight nine ten dozens hundreds percent all"
)
_UNTELLING = tables.FUNCTION_WORDS - words_of("senior top former local other another first second")
_BODIES = tables.ORG_NOUNS - tables.PERSON_NOUNS
_INITIALS = re.compile(r"(?:\b[A-Z]\.)+[A-Z]$")
_PARTICIPLE = re.compile(r"[a-z]ed$")


def describe(phrase: str) -> Description:
    """What a source phrase says by itself; total: any string has a description.

    A name inside a possessive or a post-modifier is not the source's own ("Lee's lawyer", "a spokesman for Lee").
    """
    return _described(phrase[:_LONGEST])


@lru_cache(maxsize=4096)
def _described(phrase: str) -> Description:
    text = " ".join(phrase.split()).strip(_EDGES)
    if text[-2:-1] == "." and _INITIALS.search(text) and f"{text}." in phrase:
        text += "."
    tokens = tokens_of(text)
    if not tokens:
        return Description(phrase=text, form="nominal", category="document")
    if len(tokens) > 1 and is_possessive(tokens, len(tokens) - 1):
        tokens = tokens[:-1]
        text = text[: tokens[-1].end]
    low = tokens[0].lower
    if len(tokens) == 1 and low in PRONOUNS:
        gender, number = PRONOUNS[low]
        category: SourceCategory = "document" if low in {"it", "its"} else "group" if number == "plural" else "person"
        return Description(phrase=text, form="pronoun", category=category, gender=gender, number=number, head=low)
    parsed = _noun_phrase(text, tokens)
    if not may_tell_of_naming(text):
        return parsed
    told = told_name(text, tokens)
    if told is not None:
        kind, name = told
        parsed = _with_name(parsed, name, kind)
    elif parsed.name is not None and name_not_real(text):
        parsed = replace(parsed, kind="pseudonymous", anonymous=True)
    elif name_kept_back(text):
        parsed = replace(parsed, anonymous=True)
    return parsed


def _with_name(description: Description, name: str, kind: SourceKind) -> Description:
    if description.name is not None and kind == "named":
        return description
    words = name.split()
    return replace(
        description, form="name", name=name, kind=kind, anonymous=kind == "pseudonymous",
        given=tuple(words[:-1]), surname=words[-1] if len(words) > 1 else None,
        gender=description.gender or gender_of_given(words),
        category="person" if description.category == "document" else description.category,
    )  # fmt: skip


def _noun_phrase(text: str, tokens: list[Token]) -> Description:
    """The phrase as a noun phrase: its head, what stands before and after it, and its appositions."""
    segments = segments_of(tokens)
    head = segments[0]
    while len(head) > 1 and head[0].lower in _ADVERBS:
        head = head[1:]
    runs = name_runs(text, head)
    cut = _end_of_core(head, runs)
    core = head[:cut]
    if _coordinated(text, core):
        return _coordination(text, head, core)
    possessor = max([i for i, t in enumerate(core[:-1]) if t.text[0] in "'’" and is_possessive(core, i)], default=-1)
    determiner = "possessive" if possessor >= 0 else _DETERMINERS.get(core[0].lower, "none")
    last = runs[-1] if runs and runs[-1][1] == len(core) else next((r for r in runs if r[1] == len(core)), None)
    own = _own_words(text, head, core)
    base = Description(
        phrase=own, form="nominal", determiner=determiner, affiliation=_affiliation(text, head, runs, core, possessor)
    )
    if last is not None:
        titles, name = split_titles(core[last[0] : last[1]])
        if name:
            before = core[possessor + 1 : last[0]]
            return _named(text, segments, core, base, before, titles, name, possessor, head[cut:])
    return _nominal(text, segments, core, base, runs, possessor, tokens if own == text else tokens_of(own))


def _end_of_core(head: list[Token], runs: list[tuple[int, int]]) -> int:
    """Where the post-modifiers of the head segment begin."""
    for i, token in enumerate(head):
        ends = token.lower in tables.POST_MODIFIERS and not token.capital
        participle = i > 1 and token.text.endswith("ed") and _PARTICIPLE.search(token.text)
        if not i or not (ends or participle) or any(first <= i < last for first, last in runs):
            continue
        if ends and not (token.lower == "of" and _office_goes_on(head, runs, i)):
            return i
        if participle and not ends and noun_known(head[i - 1].lower):
            return i
    return len(head)


def _office_goes_on(head: list[Token], runs: list[tuple[int, int]], i: int) -> bool:
    """Whether "of" and the words after it still belong to an office before a name ("chief of staff Ann Lee")."""
    office = category_of_noun(head[i - 1].lower) == ("person", "singular")
    run = next((r for r in runs if r[0] > i), None)
    return (
        office
        and run is not None
        and 2 <= run[0] - i <= 3
        and run[1] - run[0] > 1
        and not any(t.lower in tables.FUNCTION_WORDS for t in head[i + 1 : run[0]])
    )


def _coordinated(text: str, core: list[Token]) -> bool:
    if not any(t.lower in {"and", "or"} for t in core):
        return False
    runs = name_runs(text, core)
    inside = {i for first, last in runs for i in range(first, last)}
    joints = [i for i, t in enumerate(core) if t.lower in {"and", "or"} and i not in inside and 0 < i < len(core) - 1]
    if not joints:
        return False
    left, right = core[: joints[0]], core[joints[0] + 1 :]
    one_role = category_of_noun(left[-1].lower) == ("person", "singular") and not any(r[1] == joints[0] for r in runs)
    ends_in_name = any(r[1] == len(core) for r in runs)
    return not (one_role and (ends_in_name or right[0].lower not in _DETERMINERS))


def _coordination(text: str, head: list[Token], core: list[Token]) -> Description:
    runs = name_runs(text, core)
    return Description(
        phrase=text[head[0].start : head[-1].end] if len(head) <= 14 else text[core[0].start : core[-1].end],
        form="nominal", kind="named" if runs and runs[-1][1] == len(core) else "unnamed", category="group",
        number="plural", determiner=_DETERMINERS.get(core[0].lower, "none"), head=core[-1].lower, coordinated=True,
        modifiers=_content_words(core[:-1]),
    )  # fmt: skip


def _named(
    text: str, segments: list[list[Token]], core: list[Token], base: Description, before: list[Token],
    titles: list[Token], name: list[Token], possessor: int, post: list[Token],
) -> Description:  # fmt: skip
    words = [t.text for t in name]
    honorific = next((t.lower for t in reversed(titles) if t.lower in tables.HONORIFICS), None)
    offices = [t for t in titles if t.lower not in tables.HONORIFICS or len(titles) > 1]
    counted = any(t.lower in _COUNTED or t.text[0].isdigit() for t in before)
    while before and before[0].lower in _UNTELLING:
        before = before[1:]
    role_before = [t for t in before if t.lower not in _DETERMINERS] + offices
    person_before = bool(titles) or any(category_of_noun(t.lower)[0] == "person" for t in role_before[-1:])
    definite = not person_before and any(t.lower == "the" and t.end + 1 == name[0].start for t in core)
    category: SourceCategory = "person" if titles else category_of_name(words, definite=definite)
    if not titles and before and before[-1].lower in _BODIES:
        category = "organisation"  # "the weekly newspaper Fram"
    if person_before and category == "organisation" and len(words) <= 3 and words[-1].lower() not in tables.ORG_NOUNS:
        category = "person"
    if category == "group" and counted:
        return replace(base, category="group", number="plural", head=words[-1].lower(), modifiers=_content_words(name))
    shown = text[name[0].start : name[-1].end]
    if category != "person" and possessor > 0:
        shown = text[core[0].start if core[0].lower != "the" else core[1].start : name[-1].end]
    role = text[role_before[0].start : role_before[-1].end] if role_before and person_before else None
    apposition = None
    head_noun = next((t.lower for t in reversed(role_before) if t.lower in tables.PERSON_NOUNS), None)
    if category == "person":
        apposition = _apposed_role(text, segments[1:])
        if apposition is not None:
            head_noun = head_noun or apposition[1]
            role = role or apposition[0]
    gender = tables.HONORIFICS.get(honorific or "") or gender_of_noun(head_noun) or gender_of_given(words)
    if category == "person":
        gender = gender or _gender_of_clause(segments)
    told = " ".join(filter(None, [role, apposition[0] if apposition else None]))
    if base.affiliation is None and segments[1:] and segments[1][0].lower in {"of", "from", "at"}:
        belongs = name_runs(text, segments[1])
        if belongs:
            found = segments[1][belongs[0][0] : belongs[0][1]]
            base = replace(base, affiliation=text[found[0].start : found[-1].end])
            post = [*post, *found]
    return replace(
        base, form="name", name=shown, role=role, kind="named", category=category,
        number="plural" if category == "group" else "singular", gender=gender if category == "person" else None,
        honorific=honorific, given=tuple(words[:-1]) if category == "person" else (),
        surname=words[-1] if category == "person" and len(words) > 1 else None, head=head_noun,
        modifiers=_content_words([*tokens_of(told), *post]),
    )  # fmt: skip


def _nominal(
    text: str, segments: list[list[Token]], core: list[Token], base: Description, runs: list[tuple[int, int]],
    possessor: int, told: list[Token],
) -> Description:  # fmt: skip
    spoken = [t for t in core if t.text[0].isalnum()] or core
    if runs and runs[-1][1] == len(core):
        offices = [t for t in core[runs[-1][0] :] if t.lower in tables.TITLES or t.lower in tables.PERSON_NOUNS]
        spoken = offices[-1:] or spoken
    noun = spoken[-1].lower
    category, number = category_of_noun(noun)
    members = members_of_band(noun, segments[0], core)
    if members is not None:
        noun, category, number = members, "group", "plural"
    if noun in {"one", "another", "someone", "somebody"}:
        category, number = "person", "singular"
    role = None
    modifiers = tuple(w for w in _content_words(told) if w != noun)
    name = None
    within_core = [r for r in runs if r[1] < len(core)]
    if category == "organisation" and number == "singular" and within_core:
        start = core[0] if core[0].lower not in _DETERMINERS else core[1]
        name = text[start.start : core[-1].end]
    if category == "person" and number == "singular":
        role = without_article(base.phrase)
        for segment in segments[1:]:
            apposed = _pure_name(text, segment)
            if apposed is not None:
                titles, words = apposed
                honorific = next((t for t in titles if t in tables.HONORIFICS), None)
                gender = tables.HONORIFICS.get(honorific or "") or gender_of_noun(noun) or gender_of_given(words)
                return replace(
                    base, head=noun, modifiers=modifiers, form="name", name=" ".join(words), role=role, kind="named",
                    number="singular", gender=gender or _gender_of_clause(segments), honorific=honorific,
                    given=tuple(words[:-1]), surname=words[-1] if len(words) > 1 else None,
                )  # fmt: skip
        if noun in tables.GENERIC_PERSON or noun in {"one", "another", "someone", "somebody", "source"}:
            role = None
    gender = gender_of_noun(noun) if category in {"person", "group"} else None
    if category == "person":
        gender = gender or _gender_of_clause(segments)
    return replace(
        base, head=noun, modifiers=modifiers, name=name, kind="named" if name else "unnamed", category=category,
        number=number, role=role, gender=gender,
    )  # fmt: skip


def _pure_name(text: str, segment: list[Token]) -> tuple[list[str], list[str]] | None:
    """The titles and words of a person's name that fills a whole segment, or stands before a relative clause in it."""
    end = next((i for i, t in enumerate(segment) if t.lower in tables.POST_MODIFIERS and not t.capital), len(segment))
    runs = name_runs(text, segment)
    if not runs or runs[0] != (0, end):
        return None
    titles, name = split_titles(segment[:end])
    words = [t.text for t in name]
    if not words or category_of_name(words) != "person":
        return None
    return [t.lower for t in titles], words


def _apposed_role(text: str, segments: list[list[Token]]) -> tuple[str, str] | None:
    """The role that an apposition after a name tells, and its head noun."""
    for segment in segments:
        if segment[0].lower in _RELATIVE or segment[0].lower in {"told", "said"}:
            return None
        core = segment[: _end_of_core(segment, name_runs(text, segment))]
        noun = next((t.lower for t in reversed(core) if t.text[0].isalpha()), "")
        known = category_of_noun(noun) == ("person", "singular") or noun in tables.TITLES
        if known and (core[0].lower in _DETERMINERS or len(core) < 6):
            relative = next((i for i, t in enumerate(segment) if t.lower in _RELATIVE and i), len(segment))
            return text[segment[0].start : segment[relative - 1].end], noun
    return None


def _affiliation(
    text: str, head: list[Token], runs: list[tuple[int, int]], core: list[Token], possessor: int
) -> str | None:
    """The first proper name that belongs to a nominal: its possessor, in front of its head, or after a preposition."""
    end = len(core)
    for first, last in runs:
        if last == end and first > possessor:
            titles, name = split_titles(head[first:last])
            if not titles or not name:
                continue
            front = [t for t in titles if t.lower not in tables.PERSON_NOUNS and t.lower not in tables.HONORIFICS]
            if front and front[0] is titles[0] and front[0].lower not in PARTY_WORDS:
                shown = text[front[0].start : front[-1].end]
                return None if _NO_AFFILIATION.search(shown) else shown
            continue
        if last < end or head[first - 1].lower in {"of", "for", "at", "with", "from", "the", "in", "by", "a"}:
            shown = text[head[first].start : head[last - 1].end]
            if last > end or not _NO_AFFILIATION.search(shown):
                return shown
    return None


def _own_words(text: str, head: list[Token], core: list[Token]) -> str:
    """The head segment, without a clause on anonymity or a long relative clause."""
    end = next((i for i, t in enumerate(head) if t.lower in _RELATIVE and i >= len(core)), len(head))
    clause = text[head[end].start : head[-1].end] if end < len(head) else ""
    if len(head) - end <= 8 and not (clause and name_kept_back(clause)):
        end = len(head)
    shown = text[head[0].start : head[end - 1].end]
    return without_name_clauses(shown) if may_tell_of_naming(shown) else shown


def _content_words(tokens: list[Token]) -> tuple[str, ...]:
    return tuple(dict.fromkeys([t.lower for t in tokens if t.text[0].isalpha() and t.lower not in _UNTELLING]))


def _gender_of_clause(segments: list[list[Token]]) -> Gender | None:
    """The gender told by pronouns in a clause about the source ("who gave only her first name")."""
    words = {t.lower for s in segments for t in s}
    if words.isdisjoint(_RELATIVE):
        return None
    male, female = words & {"he", "his", "him"}, words & {"she", "her"}
    return "male" if male and not female else "female" if female and not male else None
