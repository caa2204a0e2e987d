"""What comparing a report's propositions with another's looks at, worked out once a report."""

from __future__ import annotations

import re
from typing import NamedTuple

import numpy as np

from firsthand.linking.measures import Measure, measures_in
from firsthand.linking.parts import Dossier, Floats, Proposition, vectors_of
from firsthand.linking.voices import passed_on, voices_of
from firsthand.linking.words import content_words, plain, stem, weight_of
from firsthand.reading.name_tables import words_of
from firsthand.schema import Source, Span, Statement

_NEGATIVE = re.compile(
    r"\b(?:not|no|never|nobody|none|nothing|neither|cannot)\b"
    r"(?! (?:less|more|fewer|later|sooner|doubt|only|least|far from)\b)"
    r"|n['’]t\b",
    re.IGNORECASE,
)
_SCORN = re.compile(
    r"\b(?:untrue|false|falsely|baseless|unfounded|groundless|den(?:y|ied|ies|ying)|reject(?:s|ed|ing)?"
    r"|dismiss(?:es|ed|ing)?|refut(?:es|ed|ing)|debunk(?:s|ed|ing)?|rul(?:e|es|ed|ing) out|disput(?:es|ed|ing)"
    r"|contradict(?:s|ed|ing)?|unrealistic|nonsense|rubbish|absurd|fabricat\w+|invent(?:ed|ion)|fairy[- ]?tale|fantasy"
    r"|mischief|fake|ridiculous|laughable|slander|smear|propaganda|fiction|myth|hoax|brush(?:es|ed|ing) (?:off|aside)"
    r"|knock(?:s|ed) down|refus(?:es|ed) to accept)\b",
    re.IGNORECASE,
)
"""Words that turn down what stands beside them, whoever says them."""
_DENIED_BEFORE = re.compile(
    r"\b(?:denied|denies|deny|denying|rejected|rejects|dismissed|dismisses|disputed|disputes)(?:\s+(?:that|having|any|all))?\s*\Z"
    r"|(?:\A|[.!?\"“‘]\s*)(?:No|Nobody|None|Neither|Nothing)\b[^,;.]*\Z"
)
"""What stands right before a clause, or at the head of its sentence, and turns it round."""
_BEFORE = 90
"""Characters before a clause in which that is looked for."""
_NOT_DENYING = re.compile(
    r"\bnot to\b|\bto (?!be\b)\w+ (?:nothing|nobody|no (?:one|visitor|outsider)s?)\b|\bno(?:t)? (?:longer|only)\b"
    r"|\bno(?:t)? (?:less|later)\b|\bNo\. ?\d|\bnot (?:have )?been able\b",
    re.IGNORECASE,
)
"""An order to keep still, and other words with "not" that do not turn a proposition round."""
_RETRACTION = re.compile(
    r"\b(?:(?:i|we|he|she|they) (?:was|were|had been|have been) (?:wrong|mistaken)|(?:withdr[ae]w\w*|retract\w*)"
    r"|tak(?:en|ing) (?:it|that|the post) (?:down|back)|took (?:it|that|the post) (?:down|back)|stand(?:s)? corrected"
    r"|in error|miscounted|misspoke)\b",
    re.I,
)
_NORM = re.compile(r"\b(?:should|must|ought|would|could|may|might|if|whether|need(?:s|ed)? to)\b", re.IGNORECASE)
_FUTURE = re.compile(r"\b(?:will|shall|would|expect\w*|plan\w*|going to|tomorrow|next)\b", re.IGNORECASE)
_NAME = re.compile(r"(?<![.!?\"“‘']\s)(?<!^)\b[A-ZÀ-ÞĀ-Ž][\w'’-]+")
_TITLES = words_of("mr mrs ms dr prof sir dame lord lady miss the a an of for and in at to who said")
_PRONOUNS = words_of("he she they it we i you his her their him them who its us")


class Profile(NamedTuple):
    """One proposition, made comparable. ``words`` and ``sentence_words`` are rows of ``Profiles.vocabulary``."""

    text: str
    spans: tuple[Span, ...]
    statement: Statement | None
    words: tuple[int, ...]
    names: frozenset[str]
    measures: tuple[Measure, ...]
    times: frozenset[str]
    clocks: frozenset[str]
    places: frozenset[str]
    negative: bool
    """What it says is the opposite of what the same words without a negation, or a denial, would say."""
    denied: bool
    """It is somebody's denial, not only words with a "not" in them."""
    retracts: bool
    """The statement takes something back."""
    norm: bool
    """It tells of what ought to be or might be."""
    future: bool
    """It tells of what is to come."""
    source: str | None
    """The id of who vouches for it in the reading; see ``voices``."""
    passed_on: str | None
    """The words for whomever the speaker has a figure from, where they say so."""
    speaker: frozenset[str]
    """The stems of the name of who says it; empty where nobody is named or it is the report's own voice."""


class Profiles(NamedTuple):
    """All of one report's: P profiles, their unit vectors and those of the sentences they stand in (P, 384), the
    report's V words (``weights``: V)."""

    id: str
    items: tuple[Profile, ...]
    vectors: Floats
    sentence_vectors: Floats
    vocabulary: list[str]
    weights: Floats


def profiles_of(dossier: Dossier) -> Profiles:
    """The profiles of a dossier's propositions, in their order."""
    reading = dossier.reading
    statements = {s.id: s for s in reading.statements}
    sources = {s.id: s for s in reading.sources}
    vectors = vectors_of(dossier)
    rows: dict[str, int] = {}
    items, sentence_rows = [], []
    starts = np.array([s.start for s in dossier.sentences])
    rows_of = [p.vector for p in dossier.propositions]
    own = vectors[rows_of] if rows_of else np.zeros((0, 384), np.float32)
    voices = voices_of(dossier, own)
    for proposition, voice in zip(dossier.propositions, voices, strict=True):
        statement = statements[proposition.statement] if proposition.statement is not None else None
        items.append(_profile(dossier, proposition, statement, sources.get(voice or ""), rows))
        at = int(np.searchsorted(starts, proposition.spans[0].start, "right")) - 1 if len(starts) else -1
        inside = at >= 0 and proposition.spans[0].start < dossier.sentences[at].end
        sentence_rows.append(at if inside else proposition.vector)
    vocabulary = list(rows)
    return Profiles(
        id=dossier.id,
        items=tuple(items),
        vectors=own,
        sentence_vectors=vectors[sentence_rows] if items else np.zeros((0, 384), np.float32),
        vocabulary=vocabulary,
        weights=np.array([weight_of(w) for w in vocabulary], np.float32),
    )


def _profile(
    dossier: Dossier,
    proposition: Proposition,
    statement: Statement | None,
    source: Source | None,
    rows: dict[str, int],
) -> Profile:
    reading, spans = dossier.reading, proposition.spans
    words = " ".join(dossier.text[s.start : s.end] for s in spans)
    times = {t.value for t in reading.times if t.value and t.type in ("DATE", "TIME") and _in(t.start, t.end, spans)}
    places = {p.name for p in reading.places if _in(p.start, p.end, spans)}
    content = statement.content if statement is not None else spans
    whole = " ".join(dossier.text[s.start : s.end] for s in content)
    before = dossier.text[max(0, spans[0].start - _BEFORE) : spans[0].start].rpartition("\n")[2]
    scorned = bool(_SCORN.search(words))
    denied = statement is not None and (statement.stance == "denies") != statement.negated
    denied = denied or (statement is not None and bool(_DENIED_BEFORE.search(before)))
    return Profile(
        text=words,
        spans=spans,
        statement=statement,
        words=tuple(rows.setdefault(w, len(rows)) for w in dict.fromkeys(content_words(words))),
        names=frozenset(plain(m[0]) for m in _NAME.finditer(words)),
        measures=measures_in(reading, spans),
        times=frozenset(t.partition("T")[0] for t in times if t[:1].isdigit()),
        clocks=frozenset(t.partition("T")[2] for t in times if "T" in t and ":" in t),
        places=frozenset(places),
        negative=scorned or bool(_NEGATIVE.search(_NOT_DENYING.sub(" ", words))) != denied,
        denied=denied or scorned,
        retracts=bool(_RETRACTION.search(whole)),
        norm=bool(_NORM.search(words)),
        future=bool(_FUTURE.search(words)),
        source=source.id if source is not None else None,
        passed_on=passed_on(dossier, spans[0]),
        speaker=name_stems(source.name) if source is not None else frozenset(),
    )


def name_stems(name: str) -> frozenset[str]:
    """The stems of a name's own words, without titles; empty for a pronoun."""
    words = {plain(w) for w in re.findall(r"@?\w+", name)} - _TITLES
    return frozenset() if words <= _PRONOUNS else frozenset(stem(w) for w in words)


def _in(start: int, end: int, spans: tuple[Span, ...]) -> bool:
    return any(span.start <= start and end <= span.end for span in spans)
