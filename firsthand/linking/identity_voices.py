"""For whom a person speaks: the spokespeople and heads of organisations, whose words are the organisation's own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from msgspec.structs import replace

from firsthand.linking.identity_bodies import body_words, organisation_likeness
from firsthand.linking.identity_parts import Appearance
from firsthand.reading import name_tables as tables
from firsthand.reading.names import Description, describe
from firsthand.reading.proper_names import singular
from firsthand.schema import Reading, Source

NAME = r"[A-ZÀ-ÖØ-ÞŠŽČĆŁŚŻİ][\w&.’'-]*\w(?:\s+(?:(?:of|for|and|the|de|&)\s+){0,2}[A-ZÀ-ÖØ-ÞŠŽČĆŁŚŻİ][\w&.-]*\w){0,5}"
_BODY_BEFORE = re.compile(
    rf"(?<![\w.])(?:[Tt]he\s+)?(?P<name>{NAME})(?P<noun>\s+(?:mission|union|party|group|office))?"
)
_SPOKES = tables.words_of("spokesman spokeswoman spokesperson spokespeople spokesmen")
_HINT = re.compile(r"spoke|speak|press|behalf", re.I)
_SPEAKS = re.compile(
    r"\b(?:spokes(?:man|woman|person|people|men)|press\s+(?:secretary|officer)|who\s+speaks?|speak(?:s|ing)"
    r"|on\s+behalf)\s+(?:for|of|at|from|on\s+behalf\s+of)\s+(?P<for>[^,.;:!?\n“”\"]{2,90})",
    re.I,
)
_BEFORE_SPOKES = re.compile(
    r"(?P<for>[^,.;:!?\n“”\"]{2,70}?)(?:['’]s?)?\s+(?:\w+\s+)?(?:spokes(?:man|woman|person|people)|press\s+(?:secretary"
    r"|officer))\b",
    re.I,
)
_HEADS_OF = tables.words_of("director executive head coordinator co-ordinator chairman chairwoman chair chairperson "
                           "superintendent founder manager boss president secretary-general")  # fmt: skip
_POSSESSOR = re.compile(
    r"(?:^|[\s(“\"])(?P<for>(?:[Tt]he\s+)?[^\W\d_][\w&.-]*(?:\s+[\w&.-]+){0,4}?)['’]s\s+(?:(?:Dr|Mr|Mrs|Ms|Prof|Lt|Col)\.?\s+)*$"
)
_FOR = re.compile(r"^(?:for|of)\s+(?P<for>(?:the\s+)?[^,.;:!?\n“”\"]{2,60})", re.I)
_PRONOUN_OWNER = re.compile(r"^(?:its|their|whose|the|a|an|his|her|them|it|another|one)$", re.I)
_GOVERNING = re.compile(
    r"\b(?:minister|ministry|state|government|parliament|senate|republic|nation|county|city|town|village|district|region"
    r"|mayor|council)\b",
    re.I,
)
"""Who heads these speaks for himself."""
_BODY_NOUNS = tables.words_of("company firm agency group utility operator party union council association bank charity "
                             "owner supplier manufacturer authority organisation trust force service")  # fmt: skip
_NOT_TELLING = tables.FUNCTION_WORDS | tables.CALENDAR | tables.PLACES | frozenset(tables.HONORIFICS) | tables.TITLES
_NEAR, _REACH = 400, 700  # characters between an organisation and "its spokesman"


class Voice(NamedTuple):
    """For whom a person speaks."""

    words: str
    """Whom, in the text's words; "" where they do not tell."""
    spokesperson: bool
    """As its spokesperson; else as its head, or as "the firm's Ann Lee"."""
    guessed: bool
    """The words are only what stands near."""


def voice_of(reading: Reading, source: Source, notes: Sequence[str], told: Sequence[Description]) -> Voice | None:
    """For whom a source of a reading speaks; None: for nobody but itself.

    ``notes`` are the words right after its mentions, ``told`` what its phrases say.
    """
    found = _voice(reading.report.text, source, notes, told)
    if found is None:
        return None
    words, spokesperson = found
    if words or source.kind != "named":
        return Voice(words, spokesperson, guessed=False)
    return Voice(_body_before(reading, source), spokesperson, guessed=True)


def _voice(text: str, source: Source, notes: Sequence[str], told: Sequence[Description]) -> tuple[str, bool] | None:
    phrases = [source.role or "", *source.aliases, source.name, *notes]
    for phrase in phrases:
        match = _HINT.search(phrase) and (_SPEAKS.search(phrase) or _BEFORE_SPOKES.search(phrase))
        if match:
            return _body(match["for"]), True
    heads = {singular(word) for phrase in phrases for word in re.findall(r"[a-z]+", phrase.casefold())}
    if heads & _SPOKES:
        return "", True
    for note in notes:
        match = _FOR.match(note)
        if match and not _GOVERNING.search(note):
            return _body(match["for"]), note.startswith("for")
    for span in source.mentions:
        match = _POSSESSOR.search(text, max(0, span.start - 60), span.start)
        if match and source.kind == "named" and text[span.start].isupper():
            return _body(match["for"]), False
    for d in told:
        if d.head and singular(d.head) in _HEADS_OF and not _GOVERNING.search(d.phrase):
            if d.affiliation:
                return _body(d.affiliation), False
            owner = re.match(r"(?:its|their)\b|(?P<for>.{2,50}?)['’]s\s", d.phrase, re.I)
            if owner:
                return _body(owner["for"] or ""), False
    return None


def _body(words: str) -> str:
    words = re.sub(r"\s+(?:who|which|that|in|,)\s.*$", "", words).strip()
    words = re.sub(r"^(?:an?|the|its|their|one)\s+", "", words, flags=re.I)
    return "" if _PRONOUN_OWNER.match(words) else words.removesuffix("’s").removesuffix("'s")


def _body_before(reading: Reading, source: Source) -> str:
    """The name of the body that stands last before a spokesperson who is introduced without one: in the sentences right
    before, outside of quoted words, nobody's and no place's; "" when there is none."""
    text, at = reading.report.text, min((m.start for m in source.mentions), default=0)
    start = max(text.rfind("\n", 0, max(0, text.rfind("\n", 0, at) - 1)), at - _NEAR, 0)
    quoted = [(q.start, q.end) for s in reading.statements if s.mode == "direct" for q in s.content]
    people = {word for other in reading.sources if _is_surely_a_person(other) for word in other.name.split()}
    places = {(p.start, p.end) for p in reading.places}
    found = ""
    for match in _BODY_BEFORE.finditer(text, start, at):
        name = match["name"]
        words = name.split()
        if match.span("name") in places or any(a <= match.start("name") < b for a, b in quoted):
            continue
        if people & set(words) or words[0].casefold() in tables.GIVEN_MALE | tables.GIVEN_FEMALE:
            continue
        known = [word for word in words if word.casefold() not in _NOT_TELLING]
        body = any(o.name == name and o.category != "person" for o in reading.sources)
        if len(known) > 1 or (known and (match["noun"] or body)):
            found = name + (match["noun"] or "")
    return found


def _is_surely_a_person(source: Source) -> bool:
    if source.category != "person" or source.kind != "named":
        return False
    told = describe(source.name)
    return source.role is not None or told.gender is not None or any(describe(a).honorific for a in source.aliases)


def with_principal(speaker: Appearance, others: Sequence[Appearance], quoted: Sequence[tuple[int, int]]) -> Appearance:
    """Finds whom a spokesperson speaks for among the sources of the same report: by the words, else ("its spokesman")
    the organisation mentioned last before, outside of what others are quoted to say."""
    if speaker.speaks_for is None or not speaker.mentions:
        return speaker
    bodies = [o for o in others if o.category == "organisation" and o.source != speaker.source]
    first = speaker.mentions[0].start
    near: dict[str, int] = {}
    for body in bodies:
        before = [m.start for m in body.mentions if first - _REACH < m.start < first]
        clear = [at for at in before if not any(start <= at < end for start, end in quoted)]
        if clear:
            near[body.source] = max(clear)
    words = body_words(speaker.speaks_for)
    if words:
        bodies += [o for o in others if o.category == "person" and o.kind == "named" and body_words(o.name) == words]
        ranked = [
            (organisation_likeness(words, o.words or body_words(o.name), 1.0)[0], near.get(o.source, -1), o.source)
            for o in bodies
        ]
        score, _, found = max(ranked, default=(0.0, 0, None))
        if score < 0.6:
            generic = len(words) == 1 and words[0] in _BODY_NOUNS
            found = max(near, key=lambda source: near[source], default=None) if generic else None
    else:
        found = max(near, key=lambda source: near[source], default=None)
    return speaker if found is None else replace(speaker, principal=found)
