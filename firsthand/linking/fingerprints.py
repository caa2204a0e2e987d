"""Hash keys under which a report is filed so that those that share words with it are found without a comparison.

The keys are winnowed fingerprints (Schleimer, Wilkerson and Aiken 2003, "Winnowing: Local Algorithms for Document
Fingerprinting"): of every few neighbouring shingles of words the one with the smallest hash. Any run of words that two
reports share and that is long enough gives both the same key, wherever it stands and however little of either report it
is. MinHash bands (Broder 1997), the usual choice, estimate how alike two whole texts are, and so lose a paragraph in a
long report and a copy cut to a third; libraries for them gain nothing here, since winnowing needs one hash a shingle.

A fixed function of one report: no library's random state, no table of what is common. Words that many reports share,
a disclaimer or a story that hundreds carry, give keys that many hold; see ``HOLDERS``.
"""

from __future__ import annotations

import re
from hashlib import blake2b

from firsthand.linking.parts import Dossier

SHINGLE = 6
"""Words in a shingle."""
WINDOW = 10
"""Shingles of which one is kept: a shared run of SHINGLE + WINDOW - 1 words or more always gives a shared key."""
HOLDERS = 40
"""A key of more reports than this joins each of them only with the so many earliest (by time of publication, then
id). All that carry one text still meet its origin, and all that carry one disclaimer cost a bounded number of
comparisons; which ones they are depends on what the archive holds and not on the order in which it came."""

_WORD = re.compile(r"[^\W_]+(?:[.,]\d+)*")


def bands_of(dossier: Dossier) -> tuple[int, ...]:
    """The report's keys, in order: signed integers of 64 bits, about one for every five words. None for a report of
    fewer words than a shingle. Captions, credits and boilerplate have none."""
    text = dossier.text
    words = [m[0].casefold() for s in dossier.sentences for m in _WORD.finditer(text, s.start, s.end)]
    hashes = [_hash(" ".join(words[i : i + SHINGLE])) for i in range(len(words) - SHINGLE + 1)]
    window = min(WINDOW, len(hashes))
    return tuple(sorted({min(hashes[i : i + window]) for i in range(len(hashes) - window + 1)})) if hashes else ()


def _hash(words: str) -> int:
    return int.from_bytes(blake2b(words.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big", signed=True)
