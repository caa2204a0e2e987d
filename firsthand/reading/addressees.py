"""Whom a statement was said to: the noun phrase after "told", "said to", "in a letter to".

The grammar is that of English news: the addressee of a telling verb follows it at once; that of any other cue
stands in a phrase with "to", "with" or "before" in the same sentence, outside what was said.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from firsthand.schema import Span

_TELLING = re.compile(
    r"\b(?:tell(?:s|ing)?|told|ask(?:s|ed|ing)?|warn(?:s|ed|ing)?|remind(?:s|ed|ing)?|assur(?:e|es|ed|ing)"
    r"|reassur(?:e|es|ed|ing)|inform(?:s|ed|ing)?|notif(?:y|ies|ied|ying)|advis(?:e|es|ed|ing)|urg(?:e|es|ed|ing)"
    r"|promis(?:e|es|ed|ing)|instruct(?:s|ed|ing)?|order(?:s|ed|ing)?|beg(?:s|ged|ging)?|implor(?:e|es|ed|ing)"
    r"|text(?:s|ed|ing)?|e-?mail(?:s|ed|ing)?|messag(?:e|es|ed|ing)|phon(?:e|es|ed|ing)|brief(?:s|ed|ing)?"
    r"|alert(?:s|ed|ing)?|command(?:s|ed|ing)?|petition(?:s|ed|ing)?|lectur(?:e|es|ed|ing)|caution(?:s|ed|ing)?"
    r"|call(?:s|ed|ing)?\s+(?:\w+ly\s+)?(?:on|upon)|appeal(?:s|ed|ing)?\s+to|plead(?:s|ed|ing)?\s+with"
    r"|admit(?:s|ted|ting)?\s+to|confid(?:e|es|ed|ing)\s+(?:in|to)|complain(?:s|ed|ing)?\s+to|repl(?:y|ies|ied"
    r"|ying)\s+to"
    r"|respond(?:s|ed|ing)?\s+to|said\s+to|say(?:s|ing)?\s+to|wr(?:ote|ites|iting|itten)\s+to|sp(?:oke|eaks"
    r"|eaking|oken)\s+to"
    r"|confirm(?:s|ed|ing)?\s+to|explain(?:s|ed|ing)?\s+to"
    r"|shout(?:s|ed|ing)?\s+(?:to|at)|testif(?:y|ies|ied|ying)\s+(?:to|before))$",
    re.I,
)
_PASSIVE = re.compile(
    r"\b(?:is|are|was|were|be|been|being|['’]re)\s+(?:\w+ly\s+|also\s+|then\s+|not\s+)*"
    r"(?:told|asked|warned|informed|assured|reminded|notified|advised|instructed|ordered|briefed|promised|urged)$",
    re.I,
)
_BE_BEFORE = re.compile(
    r"\b(?:is|are|was|were|been|be|being)\s+(?:\w+ly\s+|also\s+|then\s+)*$|\b(?:had|has|have)\s+been\s+$", re.I
)
_PASSIVE_SUBJECT = re.compile(
    r"(?:^|[\s,;:“\"‘(—–-])((?i:he|she|they|we|it|i|you|who)"
    r"|(?:(?i:the|a|an|his|her|their|our|its|these|those|all|some)\s+)(?:[\w’'-]+\s+){0,3}[\w’'-]+"
    r"|[A-Z][\w’'.-]*(?:\s+[A-Z][\w’'.-]*){0,3})\s+(?:(?:has|have|had)\s+)?$"
)
_ADDRESSED = re.compile(
    r"\b(?:message|letter|note|memo|memorandum|e-?mail|mail|text|statement|speech|address|remarks?|comments?|testimony"
    r"|appeal|plea|petition|reply|response|answer|warning|report|briefing|presentation|tweet|telegram|complaint|call)"
    r"(?:\s+(?:(?:specifically|directly|personally)\s+)?(?:addressed|sent|written|emailed|e-mailed|posted"
    r"|delivered|directed"
    r"|seen|dated)?)?\s+(?:to|before)\s+"
    r"|\baddressed\s+(?:specifically\s+|directly\s+)?to\s+|\bspeaking\s+(?:to|with|before|at)\s+"
    r"|\btalking\s+(?:to|with)\s+"
    r"|\b(?:interview|conversation|phone\s+call|telephone\s+call|call|chat|exchange|meeting)s?\s+with\s+"
    r"|\binterview\s+(?:to|on|for)\s+|\b(?:said|wrote|spoke|testified|confirmed|explained|admitted|replied"
    r"|complained)\s+"
    r"(?:\w+ly\s+|out\s+|back\s+)?(?:to|before)\s+",
    re.I,
)
_ADDRESSING = (
    "message", "letter", "note", "memo", "mail", "text", "statement", "speech", "address", "remark", "comment",
    "testimony", "appeal", "plea", "petition", "reply", "response", "answer", "warning", "report", "briefing",
    "presentation", "tweet", "telegram", "complaint", "call", "speaking", "talking", "interview", "conversation",
    "chat", "exchange", "meeting", "wrote", "spoke", "testified", "confirmed", "explained", "admitted", "replied",
    "complained",
)  # fmt: skip
"""Of which every such phrase has one, unless it is that with "said": a cheap test before the dear one."""
_SAID_TO = re.compile(r"said\s+(?:\w+ly\s+|out\s+|back\s+)?(?:to|before)\s")
_AFTER_CUE_TO = re.compile(r"(?:\s+(?:\w+ly|out|back|again))?\s+(?:to|before)\s+", re.I)


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


# The end of a noun phrase: where a clause, a prepositional phrase or a new noun phrase begins.
_STOP = _words(
    """
    that whether if how why what when where who whom which to about on in at during after before by with as via from
    for since until over under against into through amid following earlier later yesterday today tonight tomorrow last
    this next is are was were be been has have had do does did will would can could should may might must not only just
    and but or so because while although though than then there here he she they we i it you his her their its our
    the a an some any no out off again also via per
    monday tuesday wednesday thursday friday saturday sunday
    january february march april june july august september october november december
    recently repeatedly previously saying adding
    """
)
_PRONOUNS = _words("him her them me us you it everyone everybody anyone someone nobody himself herself themselves")
_OPENERS = _words(
    """
    the a an his her their its our my your this these those some several many most all both two three four five six
    seven eight nine ten about another other every each dozens hundreds thousands more fellow
    """
)
_TITLES = _words(
    """
    president minister senator governor judge mayor chancellor secretary general colonel captain king queen prince
    princess pope bishop professor doctor newspaper agency channel broadcaster magazine daily weekly station network
    website paper site outlet publication radio host anchor reporter journalist correspondent presenter leader chief
    spokesman spokeswoman rep sen gov gen justice sheriff commissioner ambassador prosecutor lawyer attorney
    """
)
_NEWS_TAIL = _words("news tv radio world international business politics today press sport sports online")
_TOKEN = re.compile(r"\s*([\w@#](?:[\w’'@&./+-]|(?<=\d),(?=\d))*|[-–—,;:.!?()\[\]“”\"‘’'…])")
_COLLECTIVES = _words(
    "police parliament congress staff people lawmakers media press court all both several many some her"
)
_NOBODY = _words(
    """
    question questions request requests call calls cheer cheers rhetoric applause criticism report reports allegation
    allegations concern concerns issue issues end charge charges claim claims idea need needs week weeks month months
    year years day days time times night morning evening afternoon accusation accusations attack attacks comment
    comments remark remarks work life death place point way matter mind help safety war peace thing things one laughs
    """
)
_LONGEST = 12  # words in an addressee; news names whom they spoke to, they do not describe them at length


def addressee_of(
    text: str,
    sentence: Span,
    cue: Sequence[Span],
    source: Sequence[Span] = (),
    content: Sequence[Span] = (),
) -> Span | None:
    """Whom it was said to: the span of the noun phrase, without a preposition, or None when the sentence names nobody.

    ``sentence`` bounds where to look; words of the content or the source are never the addressee.
    """
    if not cue:
        return None
    taken = (*source, *content)
    return (
        _passive_subject(text, sentence, cue, taken)
        or _object_of_telling(text, sentence, cue, taken)
        or _addressed_phrase(text, sentence, cue, taken)
    )


def noun_phrase(text: str, start: int, end: int) -> Span | None:
    """The noun phrase for people that begins at ``start`` (blanks skipped) and ends by ``end``, or None."""
    words: list[tuple[str, int, int]] = []
    at = start
    while len(words) < _LONGEST and (match := _TOKEN.match(text, at, end)):
        word, low = match[1], match[1].lower()
        possessive = bool(words) and words[-1][0].lower().endswith(("’s", "'s", "s’", "s'"))
        if not (word[0].isalnum() or word[0] in "@#") or _ends_phrase(
            words, word, low, possessive, text, match.end(), end
        ):
            break
        words.append((word, match.start(1), match.end(1)))
        at = match.end()
        if len(words) == 1 and low in _PRONOUNS and low not in ("her", "his"):
            break
    while words and words[-1][0].lower() in ("and", "of", "&", "the", "or", "in", "for"):
        words.pop()
    if not words or not _can_be_spoken_to([word for word, _, _ in words]):
        return None
    last = words[-1]
    trim = re.search(r"(?:['’]s|['’]|(?<=\w\w)\.)$", last[0])
    return Span(words[0][1], last[2] - len(trim[0]) if trim else last[2])


def _can_be_spoken_to(words: Sequence[str]) -> bool:
    first, last = words[0].lower(), words[-1].lower()
    if last[0].isdigit() or first.endswith("day") or (words[-1].islower() and last in _NOBODY):
        return False
    if len(words) == 1 and words[0].islower():
        return first in _PRONOUNS | _COLLECTIVES or (last.endswith("s") and first not in _OPENERS)
    if first in _OPENERS or first in _PRONOUNS or any(word[0].isupper() or word[0] in "@#" for word in words):
        return True
    return first.endswith("s") or last.endswith("s")  # a bare plural; anything else is likelier a verb


def _ends_phrase(
    words: Sequence[tuple[str, int, int]], word: str, low: str, possessive: bool, text: str, after: int, end: int
) -> bool:
    if not words:
        return (low in _STOP and low not in _OPENERS and low not in _PRONOUNS) or (
            low.endswith("ing") and word.islower()
        )
    last = words[-1][0]
    if len(words) == 1 and last.islower() and last.endswith("s") and word.islower() and low not in ("of", "and"):
        return last not in _OPENERS and last not in _PRONOUNS
    if low == "of":
        following = _TOKEN.match(text, after, end)
        return last.lower() in _PRONOUNS or (last[0].isupper() and not (following and following[1][0].isupper()))
    if low == "and":
        return not _joins_names(words, text, after, end)
    if last.lower() in ("of", "and") and (low in _OPENERS or low in _PRONOUNS):
        return False
    if low in _STOP and (word[0].islower() or word in ("Monday", "Tuesday", "Wednesday", "Thursday")):
        return True
    if low in ("friday", "saturday", "sunday") and not possessive and len(words) == 1:
        return True
    if word[0].isupper():
        return _new_name(words, word, low, possessive)
    if last[0].isupper() and last.lower() not in _OPENERS and not possessive and word[0].islower():
        return words[0][0].lower() not in _OPENERS and low not in _TITLES and not low.endswith("s")
    participle = low.endswith(("ed", "ing", "ly")) and low not in _TITLES
    return (participle and len(words) > 1 and last.lower() not in _OPENERS) or (
        last.lower() in _PRONOUNS - {"her", "his"}
    )


def _new_name(words: Sequence[tuple[str, int, int]], word: str, low: str, possessive: bool) -> bool:
    """Whether a capitalised word opens a phrase of its own ("told reporters Smith was …", "told CNN Smith …")."""
    last = words[-1][0]
    if possessive or last.lower() in _OPENERS or last.lower() in _TITLES or last.lower() in ("of", "and"):
        return False
    if last[0].islower():
        return last.lower().endswith("s")
    return last.isupper() and len(last) > 1 and not word.isupper() and low not in _NEWS_TAIL


def _joins_names(words: Sequence[tuple[str, int, int]], text: str, after: int, end: int) -> bool:
    """Whether "and" after these words goes on with a second addressee ("the mayor and the council")."""
    match = _TOKEN.match(text, after, end)
    if not match:
        return False
    following = match[1]
    if words[-1][0].lower().endswith("s") and following.islower() and following.lower() not in _STOP:
        return following.endswith("s")
    return (following[0].isupper() and words[-1][0][0].isupper()) or following.lower() in (
        "the",
        "a",
        "an",
        "his",
        "her",
    )


def _limit(text: str, start: int, sentence: Span, taken: Sequence[Span]) -> int:
    starts = [span.start for span in taken if span.start >= start]
    return min([sentence.end, *starts])


def _free(span: Span | None, taken: Sequence[Span]) -> Span | None:
    if span is None or any(span.start < other.end and other.start < span.end for other in taken):
        return None
    return span


def _object_of_telling(text: str, sentence: Span, cue: Sequence[Span], taken: Sequence[Span]) -> Span | None:
    for span in cue:
        tail = text[max(span.start, span.end - 60) : span.end].rstrip()
        if _TELLING.search(tail):
            found = _free(noun_phrase(text, span.end, _limit(text, span.end, sentence, taken)), taken)
            if found:
                return found
        # The network may have taken the addressee into the cue: "told reporters".
        for match in re.finditer(
            r"\b(?:told|tells|telling|tell|said\s+to|wrote\s+to|spoke\s+to)\b", text[span.start : span.end]
        ):
            inside = span.start + match.end()
            if inside < span.end:
                return _free(noun_phrase(text, inside, span.end), taken)
    return None


def _passive_subject(text: str, sentence: Span, cue: Sequence[Span], taken: Sequence[Span]) -> Span | None:
    first = cue[0]
    words = text[first.start : min(first.end, first.start + 60)]
    before = text[max(sentence.start, first.start - 80) : first.start]
    inside = _PASSIVE.search(words)
    outside = re.match(r"(?:told|asked|warned|informed|assured|advised|instructed)$", words) and _BE_BEFORE.search(
        before
    )
    if not inside and not outside:
        return None
    if outside:
        before = before[: outside.start()] + " "
    match = _PASSIVE_SUBJECT.search(before[-60:])
    if not match:
        return None
    offset = max(sentence.start, first.start - 80) + max(0, len(before) - 60)
    return _free(Span(offset + match.start(1), offset + match.end(1)), taken)


def _addressed_phrase(text: str, sentence: Span, cue: Sequence[Span], taken: Sequence[Span]) -> Span | None:
    """The phrase with "to" nearest to the cue, in the cue's own clause."""
    direct = _AFTER_CUE_TO.match(text, cue[-1].end, _limit(text, cue[-1].end, sentence, taken))
    if direct and re.search(
        r"\b(?:said|say|says|saying|wrote|spoke|speaking|testified|replied)$", text[cue[-1].start : cue[-1].end]
    ):
        found = _free(noun_phrase(text, direct.end(), _limit(text, direct.end(), sentence, taken)), taken)
        if found:
            return found
    words = text[sentence.start : sentence.end].lower()
    if not any(map(words.__contains__, _ADDRESSING)) and not _SAID_TO.search(words):
        return None
    best: tuple[int, Span] | None = None
    for match in _ADDRESSED.finditer(text, sentence.start, sentence.end):
        if any(span.start <= match.start() < span.end for span in taken):
            continue
        found = _free(noun_phrase(text, match.end(), _limit(text, match.end(), sentence, taken)), taken)
        if found is None:
            continue
        distance = min(max(span.start - match.end(), match.start() - span.end, 0) for span in cue)
        if best is None or distance < best[0]:
            best = (distance, found)
    return best[1] if best else None
