"""From a reading to its appearances: every source with what the words around its mentions tell of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from msgspec.structs import replace

from firsthand.gazetteer.folding import fold_word
from firsthand.linking.identity_bodies import body_words, government_of, organisation_likeness
from firsthand.linking.identity_names import name_words
from firsthand.linking.identity_parts import Appearance
from firsthand.outlets import same_outlet
from firsthand.reading import name_tables as tables
from firsthand.reading.names import Description, describe
from firsthand.reading.proper_names import category_of_noun, singular
from firsthand.schema import Reading, Source, SourceCategory, Span, Statement

_AFTER = re.compile(r"\s*,\s+(?P<words>[^.;:!?\n“”\"]{3,110}?)(?=[,.;:!?\n“”\"—]|\s[–-]\s|$)")
_LINKED = re.compile(r"\s+(?P<words>(?:of|for|from)\s+(?:the\s+)?[^,.;:!?\n“”\"]{3,70}?)(?=[,.;:!?\n“”\"]|$)")
_OPENING = re.compile(
    r"(?:an?|the|its|his|her|their|who|of|from|for|head|president|chair\w*|director|spokes\w+)\b", re.I
)
_SPOKES = tables.words_of(
    "spokesman spokeswoman spokesperson spokespeople spokesmen press-secretary mouthpiece spokesperson"
)
_SPEAKS = re.compile(
    r"\b(?:spokes(?:man|woman|person|people|men)|press\s+(?:secretary|officer|spokes\w+)|who\s+speaks?|speaks?"
    r"|speaking)\s+(?:for|of|at|from|on\s+behalf\s+of)\s+(?P<for>[^,.;:!?\n“”\"]{2,90})",
    re.I,
)
_BEFORE_SPOKES = re.compile(
    r"(?P<for>[^,.;:!?\n“”\"]{2,70}?)(?:['’]s?)?\s+(?:\w+\s+)?(?:spokes(?:man|woman|person|people)|press\s+(?:secretary"
    r"|officer))\b",
    re.I,
)
_FOR = re.compile(r"^for\s+(?P<for>(?:the\s+)?[^,.;:!?\n“”\"]{2,60})", re.I)
_PRONOUN_OWNER = re.compile(r"^(?:its|their|whose|the|a|an|his|her|them|it|another|one)$", re.I)
_AGE = re.compile(r"(?:^|\b(?:aged?|is)\s+)(\d{1,3})$|\b(\d{1,3})[-‑ ]year[-‑ ]old\b|^(\d{1,3})(?=$|,)")
_US = tables.words_of("we us our ours ourselves i me my")
_OWN_BODY = re.compile(
    r"^(?:this|our)\s+(?:own\s+)?(?P<noun>newspaper|paper|magazine|station|channel|site|website|agency|outlet|office"
    r"|union|association|organi[sz]ation|authority|company|group|newsroom|publication|blog|programme|program|party"
    r"|ministry|department|service|committee|council|campaign)$",
    re.I,
)
_REPORTERS = tables.words_of("reporter correspondent journalist photographer crew writer team stringer")
_OFFICES = tables.words_of(
    "minister secretary president mayor governor chief head director chairman chairwoman chair commissioner commander "
    "premier chancellor ambassador speaker chairperson superintendent executive boss leader prosecutor collector "
    "bishop archbishop captain spokesman spokeswoman spokesperson coroner sheriff judge principal headteacher owner "
    "founder"
)
_CAPITALISED = re.compile(r"(?<![.!?:\n“”\"])(?<=[ (’'-])(?:[A-ZÀ-ÖØ-ÞŠŽČĆŁŚŻİ][\w’'-]{2,30})")
_NOT_TELLING = tables.FUNCTION_WORDS | tables.CALENDAR | tables.PLACES | frozenset(tables.HONORIFICS) | tables.TITLES
_MOST_CONTEXT, _MOST_SAID = 80, 90


def appearances_of(reading: Reading, publisher: str | None = None) -> tuple[Appearance, ...]:
    """The sources of a reading, each with what telling it from those of other reports needs, in the reading's order.

    ``publisher``: who published the report (``outlets.publisher_of``), for its own voice and its reporters.
    """
    context, day = _context(reading.report.text), _day(reading.report.published or reading.report.captured)
    made = [_appearance(reading, source, publisher, context, day) for source in reading.sources]
    return tuple(_with_principal(appearance, made) for appearance in made)


def _appearance(
    reading: Reading, source: Source, publisher: str | None, context: tuple[str, ...], day: int | None
) -> Appearance:
    text = reading.report.text
    notes = [note for span in source.mentions for note in _notes(text, span, source.name)]
    told = [describe(phrase) for phrase in dict.fromkeys((source.name, *source.aliases, *notes, source.role or ""))]
    told = [d for d in told if d.phrase]
    kind, category = source.kind, source.category
    noun = singular(source.name.casefold())
    if kind == "named" and " " not in source.name and _is_plural_noun(source.name):
        kind, category = "unnamed", "group"
    own = _is_own(source, told, publisher)
    named = kind != "unnamed" and category == "person"
    heads = tuple(dict.fromkeys(singular(d.head) for d in told if d.head and d.form != "pronoun"))
    if category == "group" and not heads:
        heads = (noun,)
    return Appearance(
        report=reading.report.id,
        source=source.id,
        name=source.name,
        aliases=source.aliases,
        kind=kind,
        category=_category(category, own, heads),
        role=source.role,
        mentions=source.mentions,
        name_words=name_words(source.name) if named else (),
        words=_words(source, told, named, own, publisher),
        heads=heads,
        gender=next((d.gender for d in told if d.gender), None) if category == "person" else None,
        age=next((age for note in notes if (age := _age(note)) is not None), None),
        speaks_for=_speaks_for(source, notes) if category == "person" else None,
        own=own,
        anonymous=kind == "unnamed" and _is_anonymous(told, heads),
        said=_said(text, [s for s in reading.statements if s.source == source.id]),
        day=day,
        context=context,
    )


def _notes(text: str, span: Span, name: str) -> Iterator[str]:
    """What stands right after a mention of a name: "Ann Lee, a nurse from Hill," and "Ann Lee for the firm"."""
    words = text[span.start : span.end]
    if not words[:1].isupper() and not words.endswith(name):
        return
    for pattern in (_AFTER, _LINKED):
        match = pattern.match(text, span.end)
        if match and (_OPENING.match(match["words"]) or match["words"].isdigit()):
            yield match["words"]


def _is_plural_noun(word: str) -> bool:
    category, number = category_of_noun(word.casefold())
    return category == "group" and number == "plural" and singular(word.casefold()) in tables.PERSON_NOUNS


def _category(category: SourceCategory, own: bool, heads: Sequence[str]) -> SourceCategory:
    if own:
        return "person" if set(heads) & _REPORTERS else "organisation"
    return category


def _is_own(source: Source, told: Sequence[Description], publisher: str | None) -> bool:
    """Whether a source is the publisher itself, or a reporter of it."""
    name = source.name.casefold()
    if name in _US or _OWN_BODY.match(source.name):
        return True
    reporter = [d for d in told if d.form == "nominal" and d.head and singular(d.head) in _REPORTERS]
    if source.kind == "unnamed" and reporter:
        ours = name.startswith(("our ", "this ", "my "))
        return ours or (publisher is not None and any(_named_as(d.affiliation, publisher) for d in reporter))
    return publisher is not None and source.category != "person" and _named_as(source.name, publisher)


def _named_as(name: str | None, publisher: str) -> bool:
    return name is not None and same_outlet(name, publisher)


def _words(
    source: Source, told: Sequence[Description], named: bool, own: bool, publisher: str | None
) -> tuple[str, ...]:
    if own and publisher is not None:
        return body_words(publisher)
    if source.category == "organisation" or (source.kind == "named" and source.category != "person"):
        country = government_of(source.name) if source.kind == "named" else None
        return (f"@{country}", "government") if country else body_words(source.name)
    if named:
        described = [*(d.affiliation or "" for d in told), *(" ".join(d.modifiers) for d in told), source.role or ""]
        name = {part for word in source.name.split() for part in fold_word(word)}
        words = (word for phrase in dict.fromkeys(described) for word in body_words(phrase))
        return tuple(dict.fromkeys(word for word in words if word not in name))
    return tuple(dict.fromkeys(word for phrase in (source.name, *source.aliases) for word in body_words(phrase)))


def _is_anonymous(told: Sequence[Description], heads: Sequence[str]) -> bool:
    if any(d.anonymous for d in told):
        return True
    definite = any(d.determiner in {"definite", "possessive"} or d.affiliation for d in told)
    return not (definite and not _OFFICES.isdisjoint(heads))


def _age(note: str) -> int | None:
    match = _AGE.search(note)
    return None if match is None else int(next(group for group in match.groups() if group))


def _speaks_for(source: Source, notes: Sequence[str]) -> str | None:
    """For whom a person speaks, in the text's words; "" where only a pronoun tells; None for who speaks for himself."""
    phrases = [source.role or "", *source.aliases, source.name, *notes]
    for phrase in phrases:
        match = (
            _SPEAKS.search(phrase) or _BEFORE_SPOKES.search(phrase) or (_FOR.match(phrase) if phrase in notes else None)
        )
        if match:
            words = re.sub(r"\s+(?:who|which|that|,).*$", "", match["for"]).strip()
            words = re.sub(r"^(?:an?|the|its|their|one)\s+", "", words, flags=re.I)
            return "" if _PRONOUN_OWNER.match(words) else words.removesuffix("’s").removesuffix("'s")
    heads = {singular(word) for phrase in phrases[:-1] for word in re.findall(r"[a-z]+", phrase.casefold())}
    return "" if heads & _SPOKES else None


def _with_principal(spokesperson: Appearance, others: Sequence[Appearance]) -> Appearance:
    """Finds whom a spokesperson speaks for among the sources of the same report: by the words, else ("its spokesman")
    the organisation that is mentioned last before."""
    if spokesperson.speaks_for is None or not spokesperson.mentions:
        return spokesperson
    bodies = [o for o in others if o.category in {"organisation", "document"} and o.source != spokesperson.source]
    found: Appearance | None = None
    if spokesperson.speaks_for:
        words = body_words(spokesperson.speaks_for)
        fits = [(organisation_likeness(words, o.words, 1.0)[0], o) for o in bodies]
        score, found = max(fits, key=lambda fit: fit[0], default=(0.0, None))
        found = found if score >= 0.6 else None
    else:
        first = spokesperson.mentions[0].start
        before = [(max(m.start for m in o.mentions if m.start < first), o) for o in bodies if _earlier(o, first)]
        found = max(before, key=lambda pair: pair[0])[1] if before else None
        if found is not None and found.category == "document":
            found = None
    return spokesperson if found is None else replace(spokesperson, principal=found.source)


def _earlier(appearance: Appearance, at: int) -> bool:
    return any(m.start < at for m in appearance.mentions)


def _said(text: str, statements: Sequence[Statement]) -> tuple[str, ...]:
    words = (w for s in statements for span in s.content for w in re.findall(r"\w{2,}", text[span.start : span.end]))
    stems = dict.fromkeys(stem for word in words if (stem := _stem(word)) is not None)
    return tuple(stems)[:_MOST_SAID]


def _stem(word: str) -> str | None:
    if word[0].isdigit():
        return word
    plain = "".join(fold_word(word))
    return plain[:6] if len(plain) > 3 and plain not in tables.FUNCTION_WORDS else None


def _context(text: str) -> tuple[str, ...]:
    """The capitalised words inside sentences that are names of somebody or something, each once."""
    found: dict[str, None] = {}
    for match in _CAPITALISED.finditer(text):
        for part in fold_word(re.sub(r"['’]s?$", "", match[0])):
            if len(part) > 2 and part not in _NOT_TELLING:
                found[part] = None
    return tuple(sorted(found))[:_MOST_CONTEXT]


def _day(stamp: str | None) -> int | None:
    try:
        return None if stamp is None else date.fromisoformat(stamp[:10]).toordinal()
    except ValueError:
        return None
