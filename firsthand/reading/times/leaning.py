"""Whether an expression leans back or ahead: "on Friday" is past after "met" and to come after "will meet".

The nearest verb decides, first to the left within the sentence, else to the right; and prepositions where they can
only be one ("since"). This is what HeidelTime (Strötgen and Gertz 2013) does with part-of-speech tags for news.
"""

from __future__ import annotations

from typing import NamedTuple

from firsthand.reading.times.tokens import Tokens

_REACH = 16
"""How many words to each side are looked at."""
_WILL = frozenset({
    "will", "ll", "shall", "would", "may", "might", "should", "must",
})  # fmt: skip
_PLANS = frozenset({
    "plan", "plans", "planned", "supposed", "planning", "expect", "expects", "expected", "scheduled", "due", "set",
    "slated", "expire", "expires", "begins", "starts", "opens", "hopes", "hope", "hoping", "intends", "upcoming",
    "anticipated", "payable", "effective", "forthcoming", "going", "likely", "wants", "want", "promised", "vowed",
    "agreed", "ready", "prepares", "preparing", "aims", "deadline", "postponed", "delayed", "tentatively",
    "expecting",
})  # fmt: skip
_SPEECH = frozenset({
    "said", "says", "told", "announced", "reported", "added", "confirmed", "stated", "wrote", "tweeted", "declared",
    "denied", "insisted", "claimed", "warned", "argued", "acknowledged", "explained", "noted",
})  # fmt: skip
_PAST = frozenset({
    "was", "were", "had", "did", "said", "told", "made", "left", "met", "began", "held", "took", "went", "came",
    "got", "saw", "found", "shot", "won", "lost", "became", "gave", "sent", "fell", "rose", "ran", "spoke", "wrote",
    "broke", "hit", "cut", "put", "led", "kept", "brought", "bought", "sold", "built", "caught", "fought", "felt",
    "heard", "knew", "paid", "read", "spent", "stood", "struck", "taught", "thought", "threw", "understood", "wore",
    "withdrew", "flew", "drove", "chose", "drew", "grew", "hurt", "shut", "swore", "beat", "bit", "blew", "dealt",
    "fled", "forgot", "froze", "hid", "laid", "lay", "lent", "lit", "quit", "rang", "rode", "sank", "sang", "sat",
    "shook", "slept", "slid", "sought", "stole", "stuck", "swept", "swam", "tore", "woke", "wound", "overcame",
    "overtook", "underwent", "upheld", "could", "been", "gone", "done", "seen", "taken", "given", "known", "shown",
    "born", "slain",
})  # fmt: skip
_SAME_IN_PAST = frozenset({"shut", "cut", "put", "hit", "read", "hurt", "beat", "quit", "let", "set", "cost", "bet"})
_NOT_PAST = frozenset({
    "need", "speed", "indeed", "hundred", "united", "proceed", "succeed", "exceed", "feed", "red", "bed", "wed",
    "shed", "seed",
})  # fmt: skip
_GOVERNORS_OF_PAST = frozenset({
    "tried", "began", "managed", "failed", "forced", "had", "used", "helped", "continued", "refused", "able",
})  # fmt: skip


class Lean(NamedTuple):
    """``direction``: -1 back, -2 surely back, 1 ahead, 0 not told. ``spoken``: the verb is one of speech, so that the
    time is that of a statement."""

    direction: int
    spoken: bool


def lean_of(tokens: Tokens, first: int, end: int) -> Lean:
    """Which way the words around ``tokens[first:end]`` make it lean."""
    if tokens.word(first - 1) in ("since", "last", "ended"):
        return Lean(-2, False)
    if tokens.word(first - 1) == "as" and tokens.word(first - 2) in ("early", "soon"):
        return Lean(1, False)
    if tokens.kinds[end : end + 1] == "'":
        # "Tuesday's vote": what the vote will do says more than what is done before it is named.
        right = _verb(tokens, end, 1, reach=6)
        return right if right and right.direction > 0 else Lean(0, False)
    found = _verb(tokens, first - 1, -1) or _verb(tokens, end, 1, reach=30) or Lean(0, False)
    if tokens.word(first - 1) in ("by", "until", "till"):
        willing = any(tokens.word(at) in _WILL for at in range(max(0, first - 8), first))
        return Lean(1, False) if willing or not found.direction else found
    return found


def _verb(tokens: Tokens, start: int, step: int, reach: int = _REACH) -> Lean | None:
    """What the nearest verb in that direction says; ``None`` if the sentence has none there."""
    at = start
    infinitive = participle = same = False
    while 0 <= at < len(tokens.kinds) and abs(at - start) < reach:
        raw = tokens.raw(at)
        if _ends_sentence(tokens, at):
            break
        word = raw.lower()
        if word in _WILL or word in _PLANS:
            had_been = tokens.word(at - 1) == "been" and tokens.word(at - 2) in ("had", "have", "has")
            return Lean(0 if had_been else 1, False)
        if step < 0 and word == "to" and _is_bare(tokens, at + 1):
            before = tokens.word(at - 1)
            if before in _GOVERNORS_OF_PAST:
                return Lean(-1, False)
            if participle:
                return Lean(1, False)
            infinitive = True
        elif word in ("is", "are") and (infinitive or (step > 0 and tokens.word(at + 1) == "to")):
            return Lean(1, False)
        elif word in _SAME_IN_PAST and step < 0:
            same = True  # "will stay shut": another verb before it tells
        elif _is_past(word) and not _is_adjective(tokens, at):
            if step < 0 and tokens.word(at - 1) in ("be", "being"):
                participle = True
            elif infinitive or (step < 0 and tokens.word(at - 1) in ("is", "are")):
                return Lean(0, False)
            elif not (participle and word == "been"):
                return Lean(-1, word in _SPEECH and abs(at - start) < 6)
        at += step
    return Lean(1, False) if infinitive else Lean(-1, False) if same else None


def _is_past(word: str) -> bool:
    return word in _PAST or (word.endswith("ed") and len(word) > 3 and word not in _NOT_PAST)


def _is_adjective(tokens: Tokens, at: int) -> bool:
    """Whether a participle belongs to a noun: the stolen car, a still unspecified date."""
    before = at - 1 - (tokens.word(at - 1) in ("still", "now") or tokens.word(at - 1).endswith("ly"))
    return tokens.kinds[before : before + 1] in ("a", "t") if before >= 0 else False


def _is_bare(tokens: Tokens, at: int) -> bool:
    """Whether an infinitive may stand there: a plain word in small letters."""
    raw = tokens.raw(at)
    return (
        raw.isalpha() and raw.islower() and tokens.kinds[at] == "x" and raw not in ("a", "its", "his", "their", "her")
    )


def _ends_sentence(tokens: Tokens, at: int) -> bool:
    raw = tokens.raw(at)
    if raw in ("?", "!"):
        return True
    if raw != "." or tokens.kinds[at] == ";":
        return False
    after = tokens.raw(at + 1)
    short = tokens.ends[at - 1] - tokens.starts[at - 1] <= 2 if at else False
    return not short and (not after or after[0].isupper() or not after[0].isalnum())
