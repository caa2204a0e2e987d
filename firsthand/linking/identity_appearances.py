"""From a reading to its appearances: every source with what the words around its mentions tell of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from firsthand.gazetteer.folding import fold_word
from firsthand.linking.identity_bodies import body_words, government_of, is_body_noun
from firsthand.linking.identity_names import name_words
from firsthand.linking.identity_parts import Appearance
from firsthand.linking.identity_voices import NAME, voice_of, with_principal
from firsthand.outlets import outlet_likeness
from firsthand.reading import name_tables as tables
from firsthand.reading.names import Description, describe
from firsthand.reading.proper_names import category_of_noun, singular
from firsthand.schema import Reading, Source, SourceCategory, Span, Statement

_AFTER = re.compile(r"\s*,\s+(?P<words>[^.;:!?\n“”\"]{2,110}?)(?=[,.;:!?\n“”\"—]|\s[–-]\s|$)")
_LINKED = re.compile(rf"\s+(?P<words>(?:of|for|from)\s+(?:the\s+)?(?:{NAME}|firm|company|group)\b)")
_OPENING = re.compile(
    r"(?:an?|the|its|his|her|their|who|of|from|for|head|president|chair\w*|director|spokes\w+)\b", re.I
)
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
_CAPITALISED = re.compile(r"\b[A-ZÀ-ÖØ-ÞŠŽČĆŁŚŻİ][\w’'-]{2,30}")
_NOT_TELLING = tables.FUNCTION_WORDS | tables.CALENDAR | tables.PLACES | frozenset(tables.HONORIFICS) | tables.TITLES
_MOST_CONTEXT, _MOST_SAID = 80, 90


def appearances_of(reading: Reading, publisher: str | None = None) -> tuple[Appearance, ...]:
    """The sources of a reading, each with what telling it from those of other reports needs, in the reading's order.

    ``publisher``: who published the report (``outlets.publisher_of``), for its own voice and its reporters.
    """
    context, day = _context(reading), _day(reading.report.published or reading.report.captured)
    made = [_appearance(reading, source, publisher, context, day) for source in reading.sources]
    quoted = [(s.start, s.end) for st in reading.statements if st.mode == "direct" for s in st.content]
    return tuple(with_principal(appearance, made, quoted) for appearance in made)


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
    voice = voice_of(reading, source, notes, told) if category == "person" else None
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
        speaks_for=voice.words if voice else None,
        guessed=voice is not None and voice.guessed,
        spokesperson=voice is not None and voice.spokesperson,
        own=own,
        anonymous=kind == "unnamed" and _is_anonymous(told, heads),
        said=_said(text, [s for s in reading.statements if s.source == source.id]),
        day=day,
        context=context,
    )


def _notes(text: str, span: Span, name: str) -> Iterator[str]:
    """What stands right after a mention of a name: "Ann Lee, a nurse from Hill," and "Ann Lee for the firm"."""
    at = text.find(name, span.start, span.end)
    if at < 0 and not text[span.start].isupper():
        return
    end = span.end if at < 0 else at + len(name)
    for pattern in (_AFTER, _LINKED):
        match = pattern.match(text, end)
        if match and (_OPENING.match(match["words"]) or match["words"].isdigit()):
            yield match["words"]


def _is_plural_noun(word: str) -> bool:
    category, number = category_of_noun(word.casefold())
    return category == "group" and number == "plural" and singular(word.casefold()) in tables.PERSON_NOUNS


def _category(category: SourceCategory, own: bool, heads: Sequence[str]) -> SourceCategory:
    if own:
        return "person" if set(heads) & _REPORTERS else "organisation"
    return "organisation" if category == "document" and heads and is_body_noun(heads[0]) else category


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
    return name is not None and outlet_likeness(name, publisher) >= 0.5


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


def _said(text: str, statements: Sequence[Statement]) -> tuple[str, ...]:
    words = (w for s in statements for span in s.content for w in re.findall(r"\w{2,}", text[span.start : span.end]))
    stems = dict.fromkeys(stem for word in words if (stem := _stem(word)) is not None)
    return tuple(stems)[:_MOST_SAID]


def _stem(word: str) -> str | None:
    if word[0].isdigit():
        return word
    plain = "".join(fold_word(word))
    return plain[:6] if len(plain) > 3 and plain not in tables.FUNCTION_WORDS else None


def _context(reading: Reading) -> tuple[str, ...]:
    """The words of the names in a report, each once, sorted: capitalised and nowhere in lower case."""
    text = reading.report.text
    small = set(re.findall(r"\b[a-zà-ÿ]\w{2,30}", text))
    found: set[str] = set()
    for match in _CAPITALISED.finditer(text):
        word = re.sub(r"['’]s?$", "", match[0])
        if word.casefold() not in small:
            found.update(part for part in fold_word(word) if len(part) > 2 and part not in _NOT_TELLING)
    return tuple(sorted(found))[:_MOST_CONTEXT]


def _day(stamp: str | None) -> int | None:
    try:
        return None if stamp is None else date.fromisoformat(stamp[:10]).toordinal()
    except ValueError:
        return None
