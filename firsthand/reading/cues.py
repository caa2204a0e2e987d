"""What a cue commits its source to: the stance of a reporting word or phrase, and whether it is negated.

A cue is read from left to right. Fixed phrases go first ("in a statement", "brushed off"); else the first word that the
table knows decides, light verbs and auxiliaries handing on to the next ("went on to warn"). A cue that the table does
not know says no more than that something was said.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from firsthand.reading import cue_table as table
from firsthand.schema import Span, Stance

_LONGEST_CUE = 300  # characters of a piece that are looked at: a cue is a phrase
_MOST_PIECES = 4
_BE = r"(?:is|are|was|were|be|been|being|['’]s|['’]re)"
_HEARSAY = "|".join(table.HEARSAY_PARTICIPLES.split())
_ADVERBS = (
    r"(?:(?:\w+ly|also|still|now|even|long|yet|often|once|since|again|then|first|further|never|not|to|have|been)\s+)*"
)

_PHRASES: tuple[tuple[Stance, re.Pattern[str]], ...] = tuple(
    (stance, re.compile("|".join(patterns))) for stance, patterns in table.PHRASES
)
_IMPERSONAL = re.compile(rf"\b{_BE}\s+{_ADVERBS}(?:{_HEARSAY})\b|^(?:it )?(?:has |had )?emerge[sd]?\b", re.I)
_BE_BEFORE = re.compile(rf"\b{_BE}\s+{_ADVERBS}$", re.I)
_HEARSAY_ADVERB = re.compile(r"^(?:reportedly|allegedly|supposedly|purportedly|reputedly|rumou?redly)$")
_INFINITIVE = re.compile(r"(?:not\s+|never\s+)?to\s+(?!the\b|a\b|an\b|his\b|her\b|their\b|its\b)[a-z]+\b")

_NEGATION = re.compile(
    r"\b(?:not|never|neither|nor|no|without|cannot|fail(?:s|ed|ing)?\s+to|yet\s+to|stop(?:s|ped)?\s+short\s+of|avoid(?:s|ed|ing)?"
    r"|refrain(?:s|ed|ing)?\s+from|nothing|none|rather\s+than)\b(?!\s+(?:only|just|merely|simply|least)\b)|\w+n['’]t\b",
    re.I,
)
_REFUSAL = re.compile(r"\b(?:refus\w*|declin\w*)\s+to\b", re.I)
_NEGATION_BEFORE = re.compile(
    r"(?:\b(?:not|never|neither|nor|without|cannot|no\s+longer)|n['’]t)\s+"
    r"(?:(?:yet|even|ever|also|so|far|have|has|had|be|been|being|to|want|wish|\w+ly)\s+)*$",
    re.I,
)
_NOR_BEFORE = re.compile(
    r"\bnor\s+(?:did|does|do|has|have|had|would|will|could|can|is|are|was|were)\b[^.;!?]{0,60}$", re.I
)
_NOBODY = re.compile(r"(?:no[ -]one|nobody|none|neither|no|not\s+one)\b", re.I)

_CONTINUATION = re.compile(r"\b(?:add(?:s|ed|ing)?|continu(?:e|es|ed|ing)|w[e]nt\s+on|go(?:es|ing)?\s+on)\b", re.I)
_WORD = re.compile(r"[a-z]+(?:['-][a-z]+)*")
_CLITIC = re.compile(r"'(?:s|re|m|ve|d|ll)$|n't$")


def stance_of(text: str, cue: Sequence[Span], content: Sequence[Span] = (), source: Sequence[Span] = ()) -> Stance:
    """How the cue commits its source to the content.

    ``content`` tells "told him to leave" (orders) from "told him that …"; ``source`` tells hearsay ("is said to have",
    with nobody to lay it to) from speech. An unknown cue, or none, gives ``says``.
    """
    words = _words_of(text, cue)
    if not words:
        return "says"
    if _HEARSAY_ADVERB.match(words):
        return "rumour"
    if not source and _is_hearsay(text, cue, words):
        return "rumour"
    for stance, pattern in _PHRASES:
        if pattern.search(words):
            return stance
    head, stance, _ = _head(words)
    if head == "tell" and stance == "says" and _begins_with_infinitive(text, cue, content):
        return "orders"
    return stance


def is_negated(text: str, cue: Sequence[Span], source: Sequence[Span] = ()) -> bool:
    """Whether the cue itself is negated: "did not say", "never claimed", "neither confirmed nor denied", "nobody said".

    The negation may stand inside the cue, before it ("has not [confirmed]") or in the source. A refusal negates what it
    refuses to grant or deny ("refused to confirm"); one that is a stance of its own ("declined to comment") negates
    nothing.
    """
    words = _words_of(text, cue)
    if not words:
        return False
    stance = stance_of(text, cue, source=source)
    if stance == "declines":
        return False
    if _REFUSAL.search(words) and stance in ("confirms", "denies"):
        return True
    negation = _NEGATION.search(words)
    if negation and negation.start() <= _head(words)[2]:
        return True
    before = text[max(0, cue[0].start - 80) : cue[0].start]
    if _NEGATION_BEFORE.search(before) or _NOR_BEFORE.search(before):
        return True
    return bool(source) and _NOBODY.match(text, source[0].start, source[0].end) is not None


def is_continuation(text: str, cue: Sequence[Span]) -> bool:
    """Whether the cue takes up an earlier statement on the same occasion ("she added", "he went on")."""
    return bool(cue) and _CONTINUATION.search(_words_of(text, cue)) is not None


def _words_of(text: str, cue: Sequence[Span]) -> str:
    joined = " ".join(text[span.start : min(span.end, span.start + _LONGEST_CUE)] for span in cue[:_MOST_PIECES])
    return " ".join(joined.lower().replace("’", "'").split())


def _is_hearsay(text: str, cue: Sequence[Span], words: str) -> bool:
    if _IMPERSONAL.search(words):
        return True
    participle = words.split()[0]
    if participle not in table.HEARSAY_PARTICIPLES.split():
        return False
    return _BE_BEFORE.search(text[max(0, cue[0].start - 40) : cue[0].start]) is not None


def _begins_with_infinitive(text: str, cue: Sequence[Span], content: Sequence[Span]) -> bool:
    return bool(content) and content[0].start >= cue[-1].end and bool(_INFINITIVE.match(text, content[0].start))


def _head(words: str) -> tuple[str | None, Stance, int]:
    """The word that decides, its stance and where it starts: the first that is not light, else the first light one."""
    forms, light = _forms(), _light()
    unknown: tuple[None, Stance] = (None, "says")
    fallback: tuple[str | None, Stance, int] = (None, "says", len(words))
    for match in _WORD.finditer(words):
        lemma, stance = forms.get(_CLITIC.sub("", match[0]), unknown)
        if lemma is None:
            continue
        if lemma not in light:
            return lemma, stance, match.start()
        if fallback[0] is None:
            fallback = (lemma, stance, match.start())
    return fallback


@cache
def _light() -> frozenset[str]:
    return frozenset(table.LIGHT_VERBS.split())


@cache
def _forms() -> dict[str, tuple[str, Stance]]:
    """Every form of every word in the table: its lemma and stance. Speech precedes attitude, and that light verbs."""
    entries: dict[str, Stance] = {}
    attitudes = f"{table.ATTITUDE_VERBS} {table.ATTITUDE_NOUNS} {table.ATTITUDE_ADJECTIVES}"
    classes: list[tuple[Stance, str]] = [*table.SPEECH_VERBS.items(), *table.SPEECH_NOUNS.items()]
    classes.append(("believes", attitudes))
    for stance, lemmas in classes:
        for lemma in lemmas.split():
            entries.setdefault(lemma, stance)
    for lemma in table.LIGHT_VERBS.split():
        entries.setdefault(lemma, "says")
    forms: dict[str, tuple[str, Stance]] = {
        form: (lemma, entries[lemma]) for form, lemma in table.IRREGULAR.items() if lemma in entries
    }
    for lemma, stance in entries.items():
        forms[lemma] = (lemma, stance)
    for lemma, stance in entries.items():
        for form in _inflected(lemma):
            forms.setdefault(form, (lemma, stance))
    return forms


def _inflected(lemma: str) -> tuple[str, ...]:
    """The regular forms in English spelling; both where only the stress would tell ("admitted", "limited")."""
    if re.search(r"[^aeiou]y$", lemma):
        return (lemma[:-1] + "ies", lemma[:-1] + "ied", lemma + "ing")
    if lemma.endswith("e"):
        return (lemma + "s", lemma + "d", lemma[:-1] + "ing", lemma + "ing")
    plural = lemma + ("es" if re.search(r"(?:s|x|z|ch|sh|o)$", lemma) else "s")
    doubled = (lemma + lemma[-1] + "ed", lemma + lemma[-1] + "ing")
    single = (lemma + "ed", lemma + "ing")
    if not re.search(r"[^aeiou][aeiou][^aeiouwxy]$", lemma):
        return (plural, *single)
    return (plural, *doubled) if len(re.findall(r"[aeiouy]+", lemma)) == 1 else (plural, *doubled, *single)
