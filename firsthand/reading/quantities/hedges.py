"""How firmly a number is stated: the words before and after it that make it about, at least or at most."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

Bound = Literal["at least", "at most"]

_LEAST = (
    "more than|over|above|exceeding|exceeds|exceeded|upwards of|upward of|in excess of|greater than|higher than|"
    "larger than|longer than|at least|no fewer than|no less than|not fewer than|not less than|a minimum of|minimum|"
    "as few as|as little as|well over|just over|far more than|well above|topping|topped|surpassing|surpassed|>|≥|beyond"
)
_MOST = (
    "at most|up to|as many as|as much as|fewer than|less than|under|below|no more than|not more than|a maximum of|"
    "maximum|just under|smaller than|lower than|shorter than|well under|upto|<|≤|as high as|as long as"
)
_ABOUT = (
    "about|around|some|nearly|almost|roughly|approximately|approx|approx.|circa|ca.|c.|an estimated|estimated|"
    "close to|closer to|nearer|virtually|practically|just under|just over|perhaps|maybe|possibly|probably|~|≈|"
    "something like|in the region of|on the order of|in the order of|somewhere around|as around|an average of|"
    "average of|averaging|averaged"
)
_WORDS: dict[str, tuple[bool, Bound | None]] = dict.fromkeys(_LEAST.split("|"), (False, "at least"))
_WORDS |= dict.fromkeys(_MOST.split("|"), (False, "at most"))
_WORDS |= {w: (True, _WORDS.get(w, (False, None))[1]) for w in _ABOUT.split("|")}
_LONGEST = max(w.count(" ") for w in _WORDS) + 1
_LAST = frozenset(w.rpartition(" ")[2] for w in _WORDS)
AFTER = re.compile(
    r"\s+or\s+(?P<so>so|thereabouts)\b|\s+or\s+(?P<more>more|above|greater|over)\b"
    r"|\s+or\s+(?P<less>less|fewer|under|below)\b"
    r"|(?P<plus>\+|[-\s]plus\b)|[-\s](?P<odd>odd|ish)\b",
    re.I,
)
_FILLERS = frozenset({"another", "further", "additional", "extra", "other", "total", "of", "a", "an"})
"""Words that may stand between a hedge and its number: "at least another 12", "up to a total of 30"."""
_PASSING = frozenset({"over", "above", "below", "under", "beyond"})
"""With a span of time these say when, not how much: "over two days"."""


class Hedge(NamedTuple):
    """How a number is stated, and how many of the words before it say so."""

    approximate: bool = False
    bound: Bound | None = None
    words: int = 0


def hedge_before(words: list[str], *, duration: bool = False) -> Hedge:
    """What the last of ``words`` (lower case, in order, the number right after them) say of the number."""
    approximate, bound, used = False, None, 0
    while used < len(words) and words[len(words) - used - 1] in _FILLERS:
        used += 1
    fillers = used
    while used < 6:
        left = len(words) - used
        if not left or words[left - 1] not in _LAST:
            break
        for size in range(min(_LONGEST, left), 0, -1):
            key = " ".join(words[left - size : left])
            if key in _WORDS and not (duration and key in _PASSING):
                break
        else:
            break
        about, limit = _WORDS[key]
        approximate, bound, used = approximate or about, bound or limit, used + size
    return Hedge(approximate, bound, used) if used > fillers else Hedge()


def hedge_after(match: re.Match[str] | None) -> Hedge:
    """What a match of ``AFTER`` right behind the number or its unit says of it."""
    if match is None:
        return Hedge()
    if match["so"] or match["odd"]:
        return Hedge(approximate=True)
    return Hedge(bound="at most" if match["less"] else "at least")
