"""Whose words stand in a report where it does not say so in the same breath, by the conventions of news writing.

A lead tells of "a senior official" whom a later paragraph names. What follows a source's words in a paragraph goes on
in that source's words until another speaks. Who heard an order is the one who vouches for it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from firsthand.linking.parts import Dossier, Floats
from firsthand.linking.words import content_words, similarities
from firsthand.reading.name_tables import words_of
from firsthand.schema import Source, Span, Statement

_ANONYMOUS = re.compile(
    r"(?:not (?:to )?be (?:named|identified|quoted)|anonym|(?:name|identity)[^.]{0,30}(?:withheld|changed|protect)"
    r"|only (?:his|her|their) (?:first|last) name|declined to give|condition (?:of|that)"
    r"|not (?:his|her|their) real name|without (?:being named|giving)|pseudonym|false name"
    r"|whom? .{0,40} (?:is|are) calling)",
    re.IGNORECASE,
)
_GENERIC = words_of("who whoever whom anyone anybody everyone everybody someone nobody some others many few one wild")
_PRONOUNS = words_of("he she it they we i you him her them us me this that these those the a an another")
"""Names that the reading gives where it cannot tell whom a pronoun stands for: most often whoever spoke before."""
_REPORTER = re.compile(r"\b(?:correspondent|reporter|photographer|this newspaper|the paper)\b", re.IGNORECASE)
_FIGURES = r"(?:figures?|numbers?|toll|count|data|total|information|readings?)"
_PASSED_ON = re.compile(
    rf"\b{_FIGURES}\b[^.;]{{0,40}}?\b(?:c[oa]me|comes|coming|supplied|given|provided|compiled|issued)?\s*\b(?:from|by)\s+"
    rf"(?P<from>(?:the\s+|his\s+|her\s+)?[\w’'-]+(?:\s+[\w’'-]+){{0,4}})"
    rf"|\b(?:that|this|it|which) (?:is|was) (?P<whose>(?:the\s+)?[\w-]+(?:\s+[\w-]+){{0,4}})['’]s? {_FIGURES}\b",
    re.IGNORECASE,
)
"""A figure that whoever gives it has from somebody else, and says so."""
_LEAD = 2
"""Paragraphs at the head of a report that may tell of somebody before naming them."""
_NEXT = 4
"""Paragraphs after those in which the name comes."""
_LEAST = 0.45
"""Likeness of what is said, or of the description to the role, from which the two are taken for one."""
_FIRST = 0.15
"""What it is worth that nobody else was named in between."""
_DIRECTIVE = frozenset({"orders", "asks"})


_SPEAKS = re.compile(
    r"[^.;:!?]{0,50}?\b(?:said|says|say|told|tells|put|puts|spoke of|speaks? of|spoken of|den(?:y|ies|ied)"
    r"|insist(?:s|ed)?|claim(?:s|ed)?|maintain(?:s|ed)?|reject(?:s|ed)?|confirm(?:s|ed)?|reported|reports|accus(?:es|ed)"
    r"|warn(?:s|ed)?"
    r"|announc(?:es|ed)|stat(?:es|ed)|recall(?:s|ed)?|reckon(?:s|ed)?|estimat(?:es|ed)|count(?:s|ed)|timed|lists?|listed"
    r"|record(?:s|ed)|shows?|showed|gave|gives|present(?:s|ed)?|dates?|dated|blam(?:es|ed)|argu(?:es|ed)|admit(?:s|ted)?"
    r"|wrote|writes|testified|conceded|concedes|alleg(?:es|ed)|contend(?:s|ed)?|swore|swears|remember(?:s|ed)?)\b"
)
"""What a source does who says something, where it follows the name in the same clause."""
_ACCORDING = re.compile(r"\b(?:according to|in the words of|as told by|by the account of)\s+\Z", re.IGNORECASE)


def voices_of(dossier: Dossier, vectors: Floats) -> list[str | None]:
    """The source of each proposition, as its id in the reading; ``None``: nobody's but the report's own.

    ``vectors``: those of the propositions.
    """
    reading = dossier.reading
    sources = {s.id: s for s in reading.sources}
    statements = {s.id: s for s in reading.statements}
    said = [_speaker(statements, sources, p.statement) for p in dossier.propositions]
    made = _carried_on(dossier, _spoken(dossier, said))
    later = _named_later(dossier, said, vectors, sources)
    return [later.get(source, source) if source is not None else None for source in made]


def _speaker(statements: Mapping[str, Statement], sources: Mapping[str, Source], at: str | None) -> str | None:
    """Who vouches for a statement: its source, or for an order whoever tells of it."""
    statement = statements.get(at or "")
    while statement is not None:
        outer = statements.get(statement.within or "")
        source = sources.get(statement.source or "")
        generic = source is not None and source.name.lower() in _GENERIC | _PRONOUNS
        if outer is None or not (generic or statement.stance in _DIRECTIVE):
            return None if source is None or generic else source.id
        statement = outer
    return None


def _spoken(dossier: Dossier, said: Sequence[str | None]) -> list[str | None]:
    """With each proposition in the report's own voice given to the source that it says to be speaking: what the reading
    takes for no statement may still say who tells it."""
    made = list(said)
    text = dossier.text
    for i, proposition in enumerate(dossier.propositions):
        span = proposition.spans[0]
        if proposition.statement is not None:
            continue
        speaking = [
            (m.start, source.id)
            for source in dossier.reading.sources
            for m in source.mentions
            if span.start <= m.start and m.end <= span.end
            and (_SPEAKS.match(text, m.end, span.end) or _ACCORDING.search(text, span.start, m.start))
        ]  # fmt: skip
        if speaking:
            made[i] = min(speaking)[1]
    return made


def _carried_on(dossier: Dossier, said: Sequence[str | None]) -> list[str | None]:
    """With each proposition in the report's own voice that follows a source's in one paragraph given to that source."""
    paragraphs = [(p.start, p.end) for p in dossier.reading.passages if p.kind == "paragraph"]
    order = sorted(range(len(said)), key=lambda i: dossier.propositions[i].spans[0].start)
    pronouns = {s.id for s in dossier.reading.sources if s.name.lower() in _PRONOUNS | _GENERIC}
    by_pronoun = {s.id for s in dossier.reading.statements if s.source in pronouns and s.within is None}
    made = list(said)
    last: str | None = None
    for start, end in paragraphs:
        inside = [i for i in order if start <= dossier.propositions[i].spans[0].start < end]
        now: str | None = None
        for i in inside:
            if dossier.propositions[i].statement in by_pronoun:
                made[i] = now = now or last
            elif dossier.propositions[i].statement is not None:
                now = said[i]
                last = now or last
            elif made[i] is not None:
                now = last = made[i]
            elif now is not None and not _names_another(dossier, dossier.propositions[i].spans[0], now):
                made[i] = now
    return made


def passed_on(dossier: Dossier, span: Span) -> str | None:
    """The words for whomever a speaker has a figure from, where this sentence or the next says so."""
    if not any(span.start <= quantity.start < span.end for quantity in dossier.reading.quantities):
        return None
    sentences = dossier.sentences
    at = next((k for k, s in enumerate(sentences) if s.start <= span.start < s.end), None)
    if at is None:
        return None
    end = sentences[min(at + 1, len(sentences) - 1)].end
    match = _PASSED_ON.search(dossier.text, span.start, end)
    return (match["from"] or match["whose"]) if match else None


def _names_another(dossier: Dossier, span: Span, source: str) -> bool:
    """Whether a stretch mentions another source than the one who spoke before it."""
    return any(
        other.id != source and any(span.start <= m.start < span.end for m in other.mentions)
        for other in dossier.reading.sources
    )


def _named_later(
    dossier: Dossier, said: Sequence[str | None], vectors: Floats, sources: Mapping[str, Source]
) -> dict[str, str]:
    """Each source that a lead describes and that a later paragraph names."""
    paragraphs = [p for p in dossier.reading.passages if p.kind == "paragraph"]
    if len(paragraphs) < 2:
        return {}
    lead_end = paragraphs[min(_LEAD, len(paragraphs)) - 1].end
    first_end = paragraphs[0].end
    end = paragraphs[min(_LEAD + _NEXT, len(paragraphs)) - 1].end
    rows: dict[str, list[int]] = {}
    for i, source in enumerate(said):
        if source is not None:
            rows.setdefault(source, []).append(i)
    described = [s for s in rows if _is_described(dossier, sources[s], rows[s], lead_end)]
    named = [
        s
        for s in rows
        if sources[s].kind == "named" and sources[s].category == "person" and sources[s].mentions
        and first_end <= sources[s].mentions[0].start < end
    ]  # fmt: skip
    named.sort(key=lambda s: sources[s].mentions[0].start)
    ranked = sorted(
        (
            (
                _fit(sources[a], sources[b], vectors[rows[a]], vectors[rows[b]]) + (_FIRST if b == named[0] else 0.0),
                a,
                b,
            )
            for a in described
            for b in named
        ),
        key=lambda row: (-row[0], row[1], row[2]),
    )
    found: dict[str, str] = {}
    for score, one, other in ranked:
        if score >= _LEAST and one not in found and other not in found.values():
            found[one] = other
    return found


def _is_described(dossier: Dossier, source: Source, rows: Sequence[int], lead_end: int) -> bool:
    """Whether a lead tells of a person by what they are, without saying that they keep their name back."""
    if source.kind != "unnamed" or source.category != "person" or not source.mentions or _REPORTER.search(source.name):
        return False
    if any(dossier.propositions[i].spans[0].start >= lead_end for i in rows):
        return False
    first = source.mentions[0]
    return first.start < lead_end and not _ANONYMOUS.search(dossier.text, first.start, min(first.end + 160, lead_end))


def _fit(described: Source, named: Source, said: Floats, says: Floats) -> float:
    """How well somebody named fits a description: by the role, or by saying what the lead says."""
    content = float((said @ says.T).max()) if len(said) and len(says) else 0.0
    one, other = content_words(described.name), content_words(" ".join([named.role or "", *named.aliases]))
    own = set(content_words(named.name))
    other = [word for word in other if word not in own]
    role = float(similarities(one, other).max(1).mean()) if one and other else 0.0
    return max(content - 0.1, (content + role) / 2, role - 0.15)
