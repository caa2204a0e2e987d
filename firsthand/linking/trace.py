"""Which claims of an archive say what a sentence says: the sentence is compared as if it were one more report."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from sqlalchemy import Connection

from firsthand.archive import sqlite
from firsthand.archive.decisions import decisions
from firsthand.archive.filters import Filters, conditions
from firsthand.archive.findings import claim_of, members_of
from firsthand.archive.store import Store, snapshot
from firsthand.archive.wanted import expression_of
from firsthand.intake import report_from_text
from firsthand.linking.dossiers import make_dossier
from firsthand.linking.likeness import compare
from firsthand.linking.profiles import Profiles, profiles_of
from firsthand.linking.shelf import Shelf
from firsthand.linking.words import content_words, stem, weight_of
from firsthand.outlets import checked_outlet
from firsthand.reading.reader import Reader
from firsthand.schema import Claim

_LIKE = 0.4
"""Propositions from this likeness on say the same, if their meaning is near as well. Of 112 claims of invented stories
asked for in words of our own, 93 come first; of sentences about another story, two in a hundred find a claim."""
_NEAR = 0.5
"""Cosine of their vectors."""
_HOLDERS = 1000
"""Of the reports that have a word of the sentence, so many are looked at, the latest; few have a word that tells."""
_COMPARED = 60
"""Reports that share most of its words, by their weight, and are compared with it."""


def matching_claims(store: Store, sentence: str, reader: Reader, limit: int = 5) -> list[tuple[Claim, float]]:
    """At most ``limit`` claims that say, or deny, what the sentence says, the likest first, with how sure that is (0 to
    1). Raises ``InputError`` for a sentence without text.

    Only reports that share a word of the sentence are looked at: a claim in none of its words is not found.
    """
    asked = profiles_of(make_dossier(report_from_text(sentence), reader))
    own = [checked_outlet(d.body, f"decision {d.number}") for d in decisions(store, "outlet")]
    shelf = Shelf(store, own)
    best: dict[str, float] = {}
    with snapshot(store) as connection:
        for number in _sharing_words(connection, sentence):
            report = shelf.report(number)
            if report is not None and asked.items and report.profiles.items:
                of = members_of(connection, number)
                for proposition, likeness in enumerate(_likeness(asked, report.profiles)):
                    if proposition in of and likeness >= _LIKE:
                        best[of[proposition]] = max(likeness, best.get(of[proposition], 0.0))
        ranked = sorted(best.items(), key=lambda pair: (-pair[1], pair[0]))[:limit]
        return [(claim, likeness) for one, likeness in ranked if (claim := claim_of(connection, one)) is not None]


def _likeness(asked: Profiles, there: Profiles) -> Iterable[float]:
    """For each proposition of a report how like it is to the sentence; 0 where their meanings are far apart."""
    near = asked.vectors @ there.vectors.T >= _NEAR
    return np.where(near, compare(asked, there).same, 0.0).max(0).tolist()


def _sharing_words(connection: Connection, sentence: str) -> list[int]:
    """The numbers of the current reports that share most with the sentence, in whatever form its words stand."""
    words = {stem(word): weight_of(word) for word in content_words(sentence)}
    shared: dict[int, float] = {}
    current = conditions(connection, Filters(), sqlite.NUMBER)
    for word, weight in words.items():
        expression = expression_of(f"{word}*")
        if expression is not None:
            for number in sqlite.matching(connection, expression, current, below=None, limit=_HOLDERS):
                shared[number] = shared.get(number, 0.0) + weight
    return sorted(shared, key=lambda number: (-shared[number], -number))[:_COMPARED]
