"""What a person types into the search, as an expression of SQLite's full-text index (FTS5)."""

from __future__ import annotations

import re
from itertools import islice

_PART = re.compile(r'"([^"]*)"?|(\S+)')
_UNREADABLE = re.compile("[\0\ud800-\udfff]")
"""NUL, at which SQLite would end, and lone surrogates, which no encoding can write."""
_SHORTEST_PREFIX = 2
"""Letters before a ``*``: the index is made for beginnings of two to four."""
_LONGEST, _MOST = 2000, 64
"""Letters, and words and phrases, of one search; what is beyond is left out."""


def expression_of(words: str) -> str | None:
    """All words must be there; ``"several words"`` stand together; ``flood*`` is any word that begins so; ``OR``
    between two needs only one of them. ``None`` when there is no word in it. Any string is understood somehow.
    """
    alternatives: list[list[str]] = []
    joined = False
    readable = _UNREADABLE.sub(" ", words[:_LONGEST])
    for phrase, word in islice(_PART.findall(readable), _MOST):
        if word == "OR":
            joined = bool(alternatives)
        elif term := _term(phrase or word, prefix=not phrase and word.endswith("*")):
            if joined:
                alternatives[-1].append(term)
            else:
                alternatives.append([term])
            joined = False
    return " AND ".join(f"({' OR '.join(terms)})" for terms in alternatives) or None


def _term(words: str, *, prefix: bool) -> str | None:
    letters = [c for c in words if c.isalnum()]
    if not letters:
        return None
    quoted = '"' + words.replace('"', '""') + '"'
    return f"{quoted}*" if prefix and len(letters) >= _SHORTEST_PREFIX else quoted
