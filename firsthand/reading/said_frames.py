"""Whether a time in a sentence tells when its words were said.

The grammar is that of English news: the time stands after the cue ("said on Wednesday", "told reporters in Osh on 3
March", "in a statement released Friday"), between source and cue ("the minister on Tuesday denied"), or at the head of
the cue's clause ("Speaking on Monday, she said", "At Wednesday's briefing, he denied"). A document has a date of its
own ("the letter, dated 3 March, says"). What stands between the words decides: a preposition may, a verb of another
event, a relative clause or an "after" may not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from firsthand.reading.name_tables import words_of
from firsthand.schema import Span, Statement, Time

Medium = Literal["", "press", "interview", "statement", "written"]
"""How words were spoken: to the press or in public, to one outlet, in a statement, in other writing, or not stated."""

_EVENTS = (
    r"(?:news |press |media )?(?:conference|briefing)s?|presser|interview|speech|address|hearing|meeting|debate|session"
    r"|rally|testimony|broadcast|appearance|call|forum|ceremony|sermon|visit|event|summit|inquest|trial|town hall"
    r"|remarks|comments|press release|conversation|lecture|talk|broadcast|podcast|programme|program|show|gathering"
    r"|announcement|vigil|march|protest|toast|reading|deposition"
)
_DOCUMENTS = (
    r"statement|letter|e-?mail|memo|memorandum|report|study|survey|poll|paper|post|tweet|message|note|article|editorial"
    r"|column|op-ed|blog|document|filing|lawsuit|suit|complaint|ruling|order|decree|indictment|affidavit|petition"
    r"|bulletin|communiqu[eé]|release|diary|book|recording|minutes|circular|directive|notice|certificate|dispatch"
    r"|text|review|audit|assessment|analysis|transcript|video|file|verdict|judg[e]?ment|opinion|advisory|leaflet|pamphlet"
)
_OCCASION = re.compile(rf"\b(?:{_EVENTS}|{_DOCUMENTS})\b", re.I)
_DOCUMENT = re.compile(rf"\b(?:{_DOCUMENTS})\b")
_ISSUED = (
    r"dated|published|released|issued|posted|e-?mailed|mailed|delivered|televised|recorded|aired|uploaded|shared|filed"
    r"|signed|printed|circulated|obtained|tweeted|broadcast|sent|written|given|held|made|completed|commissioned"
)
_ISSUING = re.compile(rf"\b(?:{_ISSUED})\b", re.I)

# Between a cue and its time: what begins a clause of its own, or another event's.
_BREAK = re.compile(
    r"[;:?!]|\b(?:after|before|since|until|till|when|while|as|because|if|although|though|that|which|who|whom|whose|about"
    r"|over|regarding|concerning|despite|amid|following|than|where|how|why|whether|but|was|were|is|are|am|be|been|had|has"
    r"|have|did|does|do|will|would|could|can|should|may|might|must|including)\b"
    rf"|\b(?!(?:{_ISSUED}|united|armed|asked|emailed|e-mailed|closed-door|so-called)\b)[a-z]{{2,}}ed\b",
    re.I,
)
_APPOSITION = re.compile(r"\s*,\s*(?:the|an?|his|her|its|their|our|now|then|former|who)\b")
_AND = re.compile(r"\band\b", re.I)
_FUTURE = re.compile(r"\b(?:will|would|which|and)\b")
_NOT_BEFORE = re.compile(
    r"\b(?:for|from|by|to|until|till|since|before|after|between|through|than|against|about|every|each|of|per|the)\s+$",
    re.I,
)
_OF_DOCUMENT = re.compile(
    rf"\b(?:{_DOCUMENTS}|evening|morning|night|afternoon|day)\s+of\s+$|\b(?:in|at|during)\s+the\s+$", re.I
)
_POSSESSIVE = re.compile(r"['’]s?(?!\w)")
_MODIFIED = re.compile(rf"(?:['’]s?)?\s+(?:[\w’'-]+\s+){{0,3}}?(?:{_EVENTS}|{_DOCUMENTS})\b", re.I)
_NEXT_WORD = re.compile(r"\s([a-z][\w’'-]*)")
_FREE = words_of(
    """
    that in at on to the a an he she it they we i you his her their its our my this these those from with by during
    before after when as and but or of for if whether while who also again because there no not about under over via
    than into which saying adding said told says outside inside near following amid despite through without where
    some all both one two three most many several any every each what how why would will could had has have was were
    is are so then yet only just even nobody
    """
)
"""Words that may follow a time that stands for itself; after another, the time may describe what follows ("Tuesday
night shooting")."""
_TELEPHONED = re.compile(r"^\W*(?:and\s+)?(?:in|at|during|on|via|through|by|speaking|writing)\b", re.I)
_ASKED = re.compile(r"\W*(?:Asked|Speaking|Questioned|Pressed|Talking|Testifying|Interviewed|Writing)\b")
_ABOUT = re.compile(r"\b(?:about|over|regarding|concerning|whether|if|why|how)\b")
_CLAUSE = re.compile(r"[;:]\s|,\s(?:and|but|while|although|though)\s")

_PRESS = re.compile(
    r"\b(?:reporters|journalists|conference|briefing|presser|lawmakers|parliament|hearing|court|rally|speech|crowd"
    r"|supporters|congress|senate|committee|meeting|debate)\b",
    re.I,
)
_INTERVIEW = re.compile(
    r"\b(?:told|tells|telling)\s+(?:(?i:the|our|this)\s+)?(?:[A-Z]|news\w*|paper|outlet|us\b|me\b)|\binterview"
    r"|\bby\s+(?:tele)?phone\b|\bspoke\s+(?:to|with)\s+(?:[Tt]he\s+)?[A-Z]"
)
_WRITTEN = re.compile(
    r"\b(?:wrote|writes|written|writing|tweet\w*|retweet\w*|post(?:s|ed|ing)?|letter|e-?mail\w*|memo|blog\w*"
    r"|Facebook|Twitter|Telegram|Instagram|op-ed|editorial|report|filing)\b",
    re.I,
)
_STATEMENT = re.compile(r"\b(?:statement|press release|release)\b", re.I)
_PERFECT = re.compile(r"\b(?:has|have|had|(?:he|she|it|they|who)['’](?:s|ve|d))\s+(?:\w+\s+){0,2}$|^(?:has|have|had)\b")
_ELSEWHERE = re.compile(
    r"\b(?:earlier|previously|once|repeatedly|often|always|long|separately|later|usually|regularly|originally|initially"
    r"|in\s+the\s+past|at\s+that\s+time|then(?=\s*[.,;]?\s*(?:…|$))|at\s+the\s+time|used\s+to"
    r"|(?:last|this)\s+(?:year|month|week)|(?:years?|months?|weeks?|days?)\s+ago"
    rf"|(?:a|an|his|her|their|its)\s+(?:separate|different|previous|recent|later)\s+(?:\w+\s+)?(?:{_EVENTS}|{_DOCUMENTS})"
    rf"|another\s+(?:\w+\s+)?(?:{_EVENTS}|{_DOCUMENTS}))\b",
    re.I,
)
_SHARED = re.compile(
    rf"\bshar(?:ed|es|ing)\s+(?:the|a)\s+(?:platform|stage|podium|panel)|\bthe\s+same\s+(?:{_EVENTS}|{_DOCUMENTS})"
    r"|\b(?:speaking|appearing|standing|sitting|seated)\s+(?:alongside|beside|next\s+to)\b",
    re.I,
)


def dates_cue(text: str, clause: Span, statement: Statement, time: Time, contents: Sequence[Span]) -> int | None:
    """How closely the time dates the statement's cue, the lower the closer, or ``None`` when it does not.

    ``clause`` holds cue and time: the sentence, or the content that a nested statement stands in. ``contents`` are the
    pieces of content in it, the statement's own and others', that do not hold the cue.
    """
    cue = statement.cue
    if any(c.start <= time.start and time.end <= c.end for c in cue):
        return 0
    before = [c for c in cue if c.end <= time.start]
    source = statement.source_span
    if source and source.start <= time.start < source.end and re.search(r"[,(]", text[source.start : time.start]):
        return None  # "Ada Lind, an aide in 2012, said"
    if before:
        start = before[-1].end
        if source and start <= source.start and source.end <= time.start:
            start = source.end
        return time.start - start if _follows(text, start, time, contents) else None
    if time.end > cue[0].start:
        return None
    if source and source.end <= time.start:
        first, second = text[source.end : time.start], text[time.end : cue[0].start]
        near = len(first) <= 120 and len(second) <= 80 and not _stops(first) and not _stops(second)
        return 1_000 + len(second) if near and not _AND.search(second) and _stands_free(text, time, True) else None
    return 2_000 + cue[0].start - time.end if _opens(text, clause, statement, time, contents) else None


def dates_document(text: str, clause: Span, source: Span, time: Time) -> bool:
    """Whether the time is the date of the document that the source's words name ("the report, published in May")."""
    noun = document_in(text, source)
    if noun is None or not source.start <= time.start < min(clause.end, source.end + 80):
        return False
    if time.end <= noun.start:
        return _MODIFIED.match(text, time.end, noun.end) is not None
    between = text[noun.end : time.start]
    plain = re.fullmatch(
        r"(?:\s+(?:seen|obtained|reviewed)\s+by\s+[^,.;]{1,40})?[\s,(]*(?:(?:which|that)\s+(?:was|were)\s+)?"
        rf"(?:(?:[a-z]+ly\s+)?(?:{_ISSUED})\b[^,.;:]{{0,30}}?\s)?(?:on\s+|in\s+|late\s+|early\s+|back\s+|of\s+)*",
        between,
        re.I,
    )
    return plain is not None and not _POSSESSIVE.match(text, time.end)


def document_in(text: str, source: Span) -> Span | None:
    """The noun that makes the source a document, where its words begin with one ("a ministry memo seen by …")."""
    words = text[source.start : min(source.end, source.start + 80)]
    head = re.split(r"\s(?:of|by|from|for|to|in|on|at|about|seen|obtained)\s|,", words, maxsplit=1)[0]
    nouns = [*_DOCUMENT.finditer(head)]
    if not nouns or nouns[-1].end() < len(head.rstrip()):
        return None
    return Span(source.start + nouns[-1].start(), source.start + nouns[-1].end())


def occasion_in(text: str, clause: Span, time: Time, contents: Sequence[Span]) -> bool:
    """Whether the time dates an occasion of speaking that the clause opens with, whoever it was that spoke ("At a
    briefing on Thursday, the minister put the toll at four")."""
    prefix = text[clause.start : time.start]
    opened = re.match(r"\W*(?:At|In|During|Speaking|Addressing|Testifying)\b", prefix)
    named = _OCCASION.search(prefix) or _MODIFIED.match(text, time.end) or (opened and opened[0].endswith("ing"))
    if opened and named and len(prefix) <= 160 and not _stops(prefix) and _stands_free(text, time, True):
        return True
    told = [*re.finditer(r"\b(?:told|said|spoke|announced|testified|wrote|warned|confirmed|denied)\b", prefix)]
    return bool(told) and _follows(text, clause.start + told[-1].end(), time, contents)


def is_speaker(text: str, sentence: Span, time: Time, name: str) -> bool:
    """Whether the name stands where the one who spoke on the sentence's occasion stands: before the time, or after it
    with no verb between."""
    if re.search(rf"\b{re.escape(name)}\b", text[sentence.start : time.start]):
        return True
    after = re.match(rf"(.{{0,80}}?)\b{re.escape(name)}\b", text[time.end : sentence.end], re.DOTALL)
    return after is not None and not _stops(after[1])


def medium_of(frame: str) -> Medium:
    """How it was said, by the words around the cue, without the content."""
    if _INTERVIEW.search(frame):
        return "interview"
    if _PRESS.search(frame):
        return "press"
    if _WRITTEN.search(frame):
        return "written"
    return "statement" if _STATEMENT.search(frame) else ""


def is_elsewhere(text: str, clause: Span, statement: Statement, frame: str) -> bool:
    """Whether the words speak of another occasion than the one that the report tells of ("has often said")."""
    cue = statement.cue[0]
    if _PERFECT.search(text[max(clause.start, cue.start - 30) : cue.start]) or _PERFECT.match(
        text[cue.start : cue.end]
    ):
        return True
    return _ELSEWHERE.search(frame) is not None


def is_shared(frame: str) -> bool:
    """Whether the words put the speaker on the occasion that the report told of last."""
    return _SHARED.search(frame) is not None


def documents_in(frame: str) -> list[str]:
    """The nouns of documents in the words, in lower case."""
    return [m[0].lower() for m in _DOCUMENT.finditer(frame)]


def definite_document(text: str, source: Span) -> str | None:
    """The noun of a document that the report has named before: "the statement", "that letter"; else ``None``."""
    noun = document_in(text, source)
    definite = noun and re.match(
        r"(?:The|the|That|that|This|this|Its|its|Their|their|His|his|Her|her)\s", text[source.start : noun.start]
    )
    return text[noun.start : noun.end].lower() if noun and definite else None


def _stops(words: str) -> bool:
    """Whether the words hold a clause of their own; a relative clause about the issue of a document is none."""
    return _BREAK.search(re.sub(rf"\b(?:which|that)\s+(?:was|were)\s+(?=(?:{_ISSUED})\b)", "", words)) is not None


def _follows(text: str, start: int, time: Time, contents: Sequence[Span]) -> bool:
    """Whether the time stands after the cue as its adverbial."""
    crossed = [c for c in contents if c.start < time.start and start < c.end]
    if crossed:
        start = max(c.end for c in crossed)
    words = text[start : time.start]
    if start > time.start or len(words) > 160 or _stops(words) or _APPOSITION.match(words):
        return False
    if crossed and not (_TELEPHONED.match(words) and (_OCCASION.search(words) or _MODIFIED.match(text, time.end))):
        return False
    if _ISSUING.search(words) and not _OCCASION.search(words):
        return False
    return _stands_free(text, time, any(c.start <= time.end + 1 <= c.end for c in contents))


def _opens(text: str, clause: Span, statement: Statement, time: Time, contents: Sequence[Span]) -> bool:
    """Whether the time stands at the head of the cue's clause, as its adverbial."""
    cue, source = statement.cue[0], statement.source_span
    if any(time.end <= c.start < cue.start for c in contents):  # what is said stands between: the time is its own
        return False
    if text[statement.cue[-1].end : statement.cue[-1].end + 1] == "," and statement.mode == "indirect":
        return False  # "On Tuesday, police said, a man was shot"
    prefix = text[clause.start : time.start]
    prefix = prefix[max((m.end() for m in _CLAUSE.finditer(prefix)), default=0) :]
    if len(prefix) > 160 or _stops(prefix) or any(clause.start <= c.start < time.start for c in contents):
        return False
    stop = source.start if source and time.end <= source.start < cue.start else cue.start
    gap = text[time.end : stop]
    if _ASKED.match(prefix):
        gap = _ABOUT.sub("", gap)
    if len(gap) > 100 or _stops(gap.removesuffix(" was ").removesuffix(" were ")) or _AND.search(gap):
        return False
    if stop < cue.start and source and _FUTURE.search(text[source.end : cue.start]):
        return False
    return _stands_free(text, time, True)


def _stands_free(text: str, time: Time, before_noun: bool) -> bool:
    """Whether the time is an adverbial, or describes an occasion of speaking, and not some other thing or a term.

    ``before_noun``: whether a noun may follow that has nothing to do with the time.
    """
    before = text[max(0, time.start - 40) : time.start]
    if _NOT_BEFORE.search(before) and not _OF_DOCUMENT.search(before):
        return bool(re.search(r"\bthe\s+$", before)) and _MODIFIED.match(text, time.end) is not None
    if _POSSESSIVE.match(text, time.end):
        return _MODIFIED.match(text, time.end) is not None
    word = _NEXT_WORD.match(text, time.end)
    if before_noun or word is None or word[1] in _FREE:
        return True
    return _MODIFIED.match(text, time.end) is not None
