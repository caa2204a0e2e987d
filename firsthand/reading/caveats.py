"""The limits that a report states about itself: what it could not verify, who did not answer, who declined, who was
asked.

A caveat is a clause of a few fixed shapes. Its subject runs back from the verb to where the clause begins; what a
speaker says inside quotation marks is no caveat of the report's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from firsthand.reading.addressees import noun_phrase
from firsthand.reading.quotations import find_quotations, quote_mask
from firsthand.schema import Caveat, CaveatKind, Passage, Span

_NOT = r"(?:not|n['’]t)"
_SOON = (
    r"(?:\s+(?:immediately|independently|initially|yet|so\s+far|been\s+able\s+to|be|respond\w*|separately"
    r"|directly|formally|publicly|\w+ly)){0,4}?"
)
_ASKED = (
    r"(?:(?:(?:an?|the|our|its|several|multiple|repeated|numerous|further|two|three|four|five|\w+)\s+)?(?:\w+\s+){0,2}?"
    r"(?:requests?|inquir(?:y|ies)|enquir(?:y|ies)|questions?|queries|calls?|messages?|e-?mails?|letters?"
    r"|phone\s+calls?)|comment)"
)
_NO_SUBJECT = re.compile(r"^(?:nobody|no\s+one|none|neither)$", re.I)

# What a shape tells, words of which it must have one (a cheap test before the dear one), and its pattern.
_SHAPE_PATTERNS: tuple[tuple[CaveatKind, str, str], ...] = (
    (
        "unverified",
        "verif confirm authentic corrob validate",
        rf"\b(?:could{_NOT}|could\s+{_NOT}|cannot|can{_NOT}|(?:ha[sv]e?|had|was|were|is|are)(?:\s+{_NOT}|n['’]t))"
        rf"(?:\s+(?:yet|been|able|to|be|immediately|independently|so|far|fully|separately|otherwise)){{0,6}}"
        rf"\s+(?:verif(?:y|ied)|confirm(?:ed)?|authenticat(?:e|ed)|corroborat(?:e|ed)|validated?)\b",
    ),
    (
        "unverified",
        "unable",
        r"\b(?:was|were|is|are|has\s+been|have\s+been)\s+unable\s+to\s+(?:\w+ly\s+){0,2}"
        r"(?:verify|confirm|authenticate|corroborate|check)\b",
    ),
    (
        "unverified",
        "yet",
        r"\b(?:has|have|had)\s+(?:yet\s+to\s+be\s+|yet\s+to\s+)(?:\w+ly\s+)?(?:verif\w+"
        r"|authenticat\w+)\b",
    ),
    ("unverified", "verified authenticated", r"\b(?:has|have|had)\s+(?:\w+ly\s+)?(?:verified|authenticated)\b"),
    (
        "no-response",
        "respond repl answer return",
        rf"\b(?:did|do|does|had|has|have)(?:\s+{_NOT}|n['’]t){_SOON}\s+"
        rf"(?:(?:respond(?:ed)?|repl(?:y|ied))(?:\s+to\s+{_ASKED}|(?=\s*(?:[.,;]|$|\bby\b|\bbefore\b|\bas\b"
        rf"|\bwhen\b|\bin\s+time\b|\bat\b|\bon\b))"
        rf"|\s+to\s+(?:[\w’'-]+\s+){{1,5}}?{_ASKED})|answer(?:ed)?\s+{_ASKED}|return(?:ed)?\s+{_ASKED}"
        rf"|return(?:ed)?\s+(?:[\w’'-]+\s+){{0,3}}{_ASKED})",
    ),
    (
        "no-response",
        "reached contacted available",
        r"\b(?:could\s+not|couldn['’]t|cannot|was\s+not|were\s+not|wasn['’]t"
        r"|weren['’]t)\s+(?:(?:immediately|initially|be)\s+)*"
        r"(?:reached|contacted|available)\b(?!\s+(?:by|to)\s+(?:road"
        r"|rescuers))(?:\s+(?:immediately\s+)?(?:for|to)\s+comment)?",
    ),
    ("no-response", "yet", rf"\b(?:has|have|had)\s+yet\s+to\s+(?:respond|reply|answer)(?:\s+to\s+{_ASKED})?"),
    (
        "no-response",
        "unavailable unreachable",
        r"\b(?:was|were|is|are)\s+(?:immediately\s+)?(?:unavailable"
        r"|unreachable)(?:\s+for\s+comment)?\b(?=\s*for|\s*[.,;]|$)",
    ),
    ("no-response", "unanswered", r"\b(?:went|were|was|has\s+gone|have\s+gone|remained)\s+unanswered\b"),
    ("no-response", "returned answered", r"\b(?:were|was)\s+not\s+(?:immediately\s+)?(?:returned|answered)\b"),
    ("no-response", "neither", r"(?<=neither )(?:repl(?:y|ied)|responded|answered)\b"),
    (
        "declined",
        "declin",
        r"\bdeclin(?:ed|es|ing)\s+(?:\w+ly\s+)?(?:(?:requests?|an?\s+request|invitations?)\s+(?:for"
        r"|to)\s+(?:an?\s+)?"
        r"(?:comment|interview)|to\s+(?:\w+ly\s+|be\s+)?(?:comment|discuss|elaborate|interviewed|answer"
        r"|respond|speak|talk|give"
        r"|provide|say|confirm|offer|named|quoted|identified|drawn)|comment)\b",
    ),
    (
        "declined",
        "refus",
        r"\brefus(?:ed|es|ing)\s+to\s+(?:\w+ly\s+|be\s+)?(?:comment|elaborate|interviewed|answer\s+questions|drawn"
        r"|speak\s+to\s+reporters|confirm\s+or\s+deny)\b",
    ),
    (
        "declined",
        "comment drawn elaborate discuss confirm",
        r"\b(?:would|will|could)(?:\s+not|n['’]t)\s+(?:\w+ly\s+)?(?:comment|be\s+drawn|elaborate|discuss)\b"
        r"|\b(?:would|will|could)\s+neither\s+confirm\s+(?:n?or)\s+deny\b|\bneither\s+confirmed\s+nor\s+denied\b"
        r"|\b(?:would|will)(?:\s+not|n['’]t)\s+confirm\s+or\s+deny\b"
        r"|\b(?:had|has|have)\s+no\s+(?:immediate\s+)?comment\b"
        r"|\bhas(?:\s+not|n['’]t)\s+(?:publicly\s+)?commented\b"
        r"|\bhave(?:\s+not|n['’]t)\s+(?:publicly\s+)?commented\b",
    ),
)
_SHAPES: tuple[tuple[CaveatKind, Sequence[str], re.Pattern[str]], ...] = tuple(
    (kind, needs.split(), re.compile(pattern, re.I)) for kind, needs, pattern in _SHAPE_PATTERNS
)

_COMMENT = ("comment", "response", "reaction", "reply", "statement", "clarification")
_ASKING = (
    (["reach"], re.compile(
        r"\b(?:ha(?:s|ve|d)\s+(?:also\s+)?|also\s+)?(?:reached\s+out|reaches\s+out"
        r"|is\s+reaching\s+out)\s+to\s+(?P<who>[^.!?;\n]{2,160}?)"
        r"(?=\s+(?:for|seeking|with|about|to\s+(?:ask|request)|and\s+will|on\s+\w+day|by\s+e-?mail|via)\b|[.!?;\n]|$)",
        re.I,
    )),
    (_COMMENT, re.compile(
        r"\b(?:ha(?:s|ve|d)\s+(?:also\s+)?)?(?:contacted|asked|approached|emailed|e-mailed|messaged"
        r"|written\s+to|called)\s+"
        r"(?P<who>[^.!?;\n]{2,140}?)\s+(?:for\s+(?:an?\s+|its\s+|their\s+|his\s+|her\s+|further\s+)?(?:comment"
        r"|response|reaction|reply|statement|clarification)"
        r"|to\s+comment|seeking\s+comment)\b",
        re.I,
    )),
    (["put"], re.compile(
        r"\bput\s+(?:the|these|those|its|our|this)\s+(?:allegations?|claims?|accusations?|questions?|findings?"
        r"|points?|figures?|criticisms?)"
        r"\s+to\s+(?P<who>[^.!?;\n]{2,140}?)(?=\s+(?:on|last|for|and|but)\b|[.,!?;\n]|$)",
        re.I,
    )),
    (["sought", "seeking", "requested", "await"], re.compile(
        r"\b(?:sought|is\s+seeking|has\s+(?:also\s+)?(?:sought|requested)|have\s+(?:sought|requested)|requested"
        r"|is\s+awaiting|awaits)"
        r"\s+(?:further\s+)?(?:comments?|an?\s+(?:comment|response|reply)"
        r"|clarification)\s+from\s+(?P<who>[^.!?;\n]{2,140}?)"
        r"(?=\s+(?:on|about|regarding|but|and\s+will)\b|[.,!?;\n]|$)",
        re.I,
    )),
)  # fmt: skip
_ASKED_PASSIVE = re.compile(
    r"\b(?:has|have|had|was|were|is\s+being|are\s+being)\s+(?:also\s+|been\s+|both\s+|all\s+)*(?:contacted"
    r"|approached|asked|reached)\s+"
    r"(?:by\s+[^.!?;\n]{2,60}?\s+)?(?:for\s+(?:an?\s+|further\s+)?(?:comment|response|reaction|statement)"
    r"|to\s+comment)\b",
    re.I,
)
_UNANSWERED = re.compile(
    r"\b(?:calls?|e-?mails?|messages?|requests?|questions?|letters?|inquir(?:y|ies)|phone\s+calls?)\b"
    r"(?:\s+(?:for\s+comment|seeking\s+comment|sent|made|left|put|emailed))*\s+(?:to|with|for|by)\s+(?P<who>.+)$",
    re.I | re.S,
)
_CLAUSE_START = re.compile(
    r"(?:[.!?][”\"’')\]]*\s+|[;:\n—]|\s–\s|[“”\"(]|,\s+(?:and|but|while|although|though|so|yet)\s+"
    r"|\s(?:and|but|while|although|though|because|after|when|if|since|before|as|why|that|whether)\s+"
    r"(?=(?:the|a|an|it|he|she|they|we|its|his|her|their)\s))",
    re.I,
)
_LEADING = re.compile(
    r"^(?:and|but|so|yet|however|meanwhile|while|although|though|also|which|still|asked\s+(?:for\s+comment"
    r"|about[^,]{1,60})|on\s+\w+day"
    r"|at\s+the\s+time|so\s+far|as\s+of[^,]{1,40}|by\s+\w+\s+\w+|when\s+(?:asked|contacted|reached)[^,]{0,60}"
    r"|for\s+(?:his|her|its|their)\s+part)"
    r"\s*,?\s+",
    re.I,
)
_PARENTHETIC = re.compile(
    r",\s+(?:who|which|whose)\b[^,]{0,120},\s*$|,\s+(?:however|meanwhile|though|too|for\s+\w+\s+part),?\s*$", re.I
)
_PRONOUN_LIKE = re.compile(r"^(?:there|it\s+is|this|that|to|which|who)$", re.I)
_RELATIVE = re.compile(
    r"^(?:.{0,120}?\b(?:said|says|according\s+to|added)\s+)?(?P<who>\S.{0,150}?),?\s+(?:who|which|whose\s+\w+)$", re.S
)
_JOINED = re.compile(r"\s(?:and|but)$|\s(?:said|says|acknowledged|has|had|have|will|would|was|is)\s")
_LONGEST = 20  # words of a subject
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|St|Sen|Gov|Rep|Gen|Lt|Col|Sgt|Jr|Sr|Inc|Ltd|Co|No|vs|[A-Z])|\d(?=\.\d))\."
)
_BACK = 200  # characters that a subject may run back
_OFTEN = (
    "not", "n't", "n’t", "cannot", "unable", "yet to", "verified", "authenticated", "declin", "refus", "neither",
    "reach", "no comment", "no immediate comment", "unanswered", "unavailable", "unreachable", "contacted",
    "approached", "asked", "for comment", "comment from", "clarification", "put the", "put these", "put its",
    "put this",
)  # fmt: skip


def find_caveats(text: str, passages: Sequence[Passage] = ()) -> tuple[Caveat, ...]:
    """The report's own caveats, in the order of the text; none inside quotation marks.

    ``passages`` limits the search to those where the report speaks (paragraphs); without them the whole text is read.
    ``Caveat.by`` is who could not verify, did not answer or declined, and for ``awaiting-comment`` those who were
    asked, as the words stand; None where the clause does not say.
    """
    spans = [(p.start, p.end) for p in passages if p.kind in ("paragraph", "caption", "boilerplate", "credit")]
    found: dict[tuple[int, int], Caveat] = {}
    stretches = spans or ([] if passages else _lines(text))
    stretches = [(a, b) for a, b in stretches if any(map(text[a:b].lower().__contains__, _OFTEN))]
    # Full stops that end no sentence are masked, so that the shapes need not tell them apart; places stay the same.
    masked = _ABBREVIATION.sub(lambda match: match[0][:-1] + "_", text) if stretches else text
    quoted = quote_mask(len(text), find_quotations(text, [Span(a, b) for a, b in stretches]))
    for start, end in stretches:
        for caveat in _caveats_in(masked, start, end, quoted):
            if not any(at < caveat.end and caveat.start < to for at, to in found):
                by = caveat.by and _unmasked(text, masked, caveat)
                found[(caveat.start, caveat.end)] = Caveat(kind=caveat.kind, by=by, start=caveat.start, end=caveat.end)
    return tuple(sorted(found.values(), key=lambda caveat: (caveat.start, caveat.end)))


def _lines(text: str) -> list[tuple[int, int]]:
    return [(match.start(), match.end()) for match in re.finditer(r"[^\n]+", text)]


def _unmasked(text: str, masked: str, caveat: Caveat) -> str | None:
    if caveat.by is None or "_" not in caveat.by:
        return caveat.by
    at = masked.find(caveat.by, max(0, caveat.start - _BACK), caveat.end + _BACK)
    return text[at : at + len(caveat.by)] if at >= 0 else caveat.by


def _caveats_in(text: str, start: int, end: int, quoted: bytearray) -> Iterator[Caveat]:
    words = text[start:end].lower()
    for at, caveat in (*_asking(text, start, end, words), *_shaped(text, start, end, words)):
        if not quoted[at]:
            yield caveat


def _shaped(text: str, start: int, end: int, words: str) -> Iterator[tuple[int, Caveat]]:
    for kind, needs, pattern in _SHAPES:
        if not any(map(words.__contains__, needs)):
            continue
        for match in pattern.finditer(text, start, end):
            first, by = _subject(text, start, match.start())
            if kind == "unverified" and re.search(
                r"\b(?:has|have|had)\s+(?:\w+ly\s+)?(?:verified|authenticated)$", match[0], re.I
            ):
                if not (by and _NO_SUBJECT.match(by)):
                    continue
            elif kind == "unverified" and not _is_unverified(text, match, by):
                continue
            yield match.start(), Caveat(kind=kind, by=by, start=first, end=_tail(text, match.end(), end))


def _is_unverified(text: str, match: re.Match[str], by: str | None) -> bool:
    """Only the reporter's own failure to check is a caveat: not a ministry that "has not confirmed" what is claimed."""
    words = match[0].lower()
    if "confirm" not in words:
        return True
    if re.search(r"\bindependent", words) or re.search(r"\b(?:be|been)\s+(?:\w+\s+)*confirmed", words):
        return re.search(r"^(?:could|can)", words) is not None or "independent" in words
    return by is not None and re.search(r"\b(?:could\s*(?:not|n)|able|unable)", words) is not None


def _asking(text: str, start: int, end: int, words: str) -> Iterator[tuple[int, Caveat]]:
    for needs, pattern in _ASKING:
        if not any(map(words.__contains__, needs)):
            continue
        for match in pattern.finditer(text, start, end):
            who = match["who"].strip(" ,\n")
            if not who or re.match(r"(?:about|by|whether|if|how|why|to|for)\b", who, re.I):
                continue
            first, asker = _subject(text, start, match.start())
            if "reach" in match[0].lower() and not _asks_for_comment(text, match.end(), end, asker):
                continue
            stop = _tail(text, match.end(), end)
            yield match.start(), Caveat(kind="awaiting-comment", by=who, start=first, end=stop)
    for match in _ASKED_PASSIVE.finditer(text, start, end) if any(map(words.__contains__, _COMMENT)) else ():
        first, by = _subject(text, start, match.start())
        yield match.start(), Caveat(kind="awaiting-comment", by=by, start=first, end=_tail(text, match.end(), end))


def _asks_for_comment(text: str, at: int, end: int, asker: str | None) -> bool:
    if asker is not None and asker.lower() in ("we", "i"):
        return True
    return (
        re.compile(r"[^.!?\n]{0,80}\b(?:comment|response|statement|clarification|reaction)\b", re.I).match(
            text, at, end
        )
        is not None
    )


def _subject(text: str, start: int, verb: int) -> tuple[int, str | None]:
    """Where the clause begins and its subject as the words stand (None when there is none to be made out)."""
    low = max(start, verb - _BACK)
    begin = low if low == start else text.find(" ", low, verb) + 1 or verb
    for match in _CLAUSE_START.finditer(text, low, verb):
        begin = match.end()
    words = text[begin:verb]
    while leading := _LEADING.match(words):
        begin += leading.end()
        words = text[begin:verb]
    begin += len(words) - len(words.lstrip())
    words = text[begin:verb].rstrip(" ,\n")
    unanswered = _UNANSWERED.match(words)
    name = unanswered["who"] if unanswered else _PARENTHETIC.sub("", words + " ").rstrip(" ,\n")
    name = re.sub(r"\s+(?:has|have|had|also|still|again|[a-z]+ly)$", "", name).rstrip(" ,")
    relative = _RELATIVE.match(name)
    if relative:
        name = relative["who"]
    elif _JOINED.search(name) or len(name.split()) > _LONGEST:
        phrase = noun_phrase(text, begin, verb)
        name = text[phrase.start : phrase.end] if phrase else ""
    if not name or _PRONOUN_LIKE.match(name) or not re.search(r"\w", name):
        return begin, None
    return begin, name


def _tail(text: str, at: int, end: int) -> int:
    """The end of the clause that holds ``at``: a short rest up to the next stop."""
    match = re.compile(
        r"[^.!?;\n“”\"]{0,160}?(?=[.!?;\n“”\"]|,\s+(?:but|and|while|saying|adding|citing)\b|\sand\s+will\b|$)"
    ).match(text, at, end)
    stop = match.end() if match else at
    return stop if stop > at else at
