"""What the words before a number tell of one that counts nothing beside it: whom it befell, what rose to it."""

from __future__ import annotations

import re

from firsthand.reading.name_tables import words_of
from firsthand.reading.quantities.amounts import Amount
from firsthand.reading.quantities.counted import CASUALTY, is_plural
from firsthand.reading.quantities.hedges import Hedge

_OF_THEM = re.compile(r"\s+of\s+(?:them|those|these|whom|us|which|you)\b", re.I)
_BE = re.compile(r"\s+(?:were|are|had|have|remain|remained|survived|died)\b")
_TOLL = re.compile(
    r"\b(?P<toll>(?:(?:death|casualty)\s+)?toll)\b|\bnumber\s+of\s+(?P<of>\w+(?:\s\w+){0,2})"
    r"|\b(?P<fate>dead|injured|wounded|missing)\s(?=(?:at|to)\s)",
    re.I,
)
_FATES = {
    "kill": "killed", "injur": "injured", "wound": "wounded", "arrest": "arrested", "detain": "detained",
    "displac": "displaced", "evacuat": "evacuated", "rescu": "rescued", "trap": "trapped", "hospitali": "hospitalised",
    "infect": "infected",
}  # fmt: skip
_FATE_VERB = re.compile(
    r"(?:kill|injur|wound|arrest|detain|displac|evacuat|rescu|trapp|hospitali[sz]|infect)(?:e?d|e?s|ing|e)?$"
)
_FILLERS = words_of("another further additional other total of a an record combined the estimated")
_CHANGES = words_of(
    "rise rises rose risen rising climb climbs climbed climbing increase increases increased increasing grow grows "
    "grew grown growing jump jumped jumping fall falls fell fallen falling drop drops dropped dropping stand stands "
    "stood surge surged reduced reducing raise raised raising brings bringing brought revised up down put puts "
    "doubled tripled soared"
)
_TOTALS = words_of("reached reaching reaches totalled totaled totalling totaling numbered numbering exceeded")
_PUT = words_of("stand stands stood put puts remain remains remained now")
"""Verbs after which "at" a number is an amount, not an hour."""
_NO_COUNT = words_of("the those these other chapter of at by")


def stands_alone(text: str, end: int, amount: Amount, words: list[str], hedge: Hedge) -> bool:
    """Whether a number with nothing counted beside it is a quantity all the same: hedged, large, "12 of them"."""
    number = amount.number
    before = words[len(words) - hedge.words - 1] if len(words) > hedge.words else ""
    if number.form == "couple":
        return False
    if hedge.words and before not in ("at", "aged", "age"):
        return number.value > 110 or words[-1] not in ("under", "over", "above", "below")
    if number.value >= 1000 and not number.plain:
        return True
    if _OF_THEM.match(text, number.end, end) or changes(words, hedge):
        return True
    if before in _NO_COUNT or not _BE.match(text, number.end, end):
        return False
    return number.form == "words" or (number.value <= 1000 and before not in ("and", "or"))


def changes(words: list[str], hedge: Hedge) -> bool:
    """Whether the words before tell what a number rose to, stands at or totals."""
    rest = words[: len(words) - hedge.words]
    if not rest:
        return False
    if rest[-1] == "at":
        return not _PUT.isdisjoint(rest[-7:-1])
    return rest[-1] in _TOTALS or (rest[-1] in ("to", "by", "from") and not _CHANGES.isdisjoint(rest[-7:-1]))


def toll_before(text: str, low: int, start: int) -> str | None:
    """What is said to have risen to or to stand at the number at ``start``: "death toll", "injured", "patients"."""
    before = re.split(r"[.;!?\n]", text[max(low, start - 120) : start])[-1]
    found = None
    for match in _TOLL.finditer(before):
        of = next((w for w in (match["of"] or "").split() if is_plural(w.lower()) or w.lower() in CASUALTY), None)
        found = of or match["fate"] or (match["toll"] and " ".join(match["toll"].split())) or found
    return found


def fate_before(words: list[str], hedge: Hedge) -> str | None:
    """The verb of harm in ``words`` whose object the number is: "killed" before "at least another 12"."""
    at = len(words) - hedge.words
    while at and words[at - 1] in _FILLERS:
        at -= 1
    word = words[at - 1] if at else ""
    return word if _FATE_VERB.match(word) else None


def fate_of(verb: str) -> str:
    """The participle of the verb that ``fate_before`` found: "killed" for "killing"."""
    return next(participle for stem, participle in _FATES.items() if verb.startswith(stem))
