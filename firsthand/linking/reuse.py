"""Whether one of two reports was made from the other, how, and which of them came first.

Words in a row are looked for first (copy, edited), then the same facts told in the same order in other words (rewrite),
then a credit with what was taken under it (cites). What people said is left out when words in a row are counted: two
outlets at one press conference quote alike. So is a single shared paragraph: agencies repeat their background.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from firsthand.linking.alignment import Run, shared_runs
from firsthand.linking.parts import Dossier, Reuse
from firsthand.linking.reuse_direction import agency_of, credited, order_of, taken_in_time
from firsthand.linking.reuse_features import Likeness, features_of, likeness_of, reworded, rewrite_probability
from firsthand.linking.reuse_outlets import Credit, credits_to
from firsthand.linking.reuse_sheets import Sheet, sheet_of
from firsthand.schema import AlignedPassage, Derivation, DerivationKind, Direction

_EDITED = 0.2
"""Share of a report's own words in shared runs from which it is no accident. Of 300 pairs of reports that different
newsrooms wrote of one event (BASIL, Fan et al. 2019) none reaches it; of 132 pairs of articles and their
simplifications (OneStopEnglish, Vajjala and Lucic 2018) all do."""
_SURE = 0.5
"""Below this share the runs must lie in several paragraphs: one of standing background is no derivation."""
_PLACES = 3
_COPY, _LONG = 0.9, 10
"""A copy: so much of it stands in runs of so many words or more."""
_LEAST_WORDS = 20
"""Own words below which a report says too little to tell; quoted words count then."""
_REWRITE, _IN_A_ROW = 0.3, 0.08
"""Probability from which a report is a rewrite, and the share of its words, quoted ones too, that may stand in shared
runs: who re-words a text keeps hardly five words in a row, who reports the same speech keeps the speech."""
_LEAST_SENTENCES, _FAR = 4, 0.3
"""Fewer sentences tell too little. Below this mean likeness of each sentence to its nearest, two reports are not of one
event."""
_SHORT_NAME = 0.7
"""Both cosines together, where the outlet is named by a word that many share."""
_AMOUNT = 0.2
"""What a number in both is worth when the sentence is looked for that a credited one took its content from."""
_ALIKE, _LIKELY, _TELLING = 0.45, 0.3, 0.2
"""Likeness of a credited sentence to one of the outlet's report that shows that its content was taken: cosine alone, or
cosine with what is particular to the two sentences (see ``likeness_of``)."""


class _Shared(NamedTuple):
    """What two reports have word for word."""

    runs: tuple[Run, ...]
    share: tuple[float, float]
    """Of each one's own words."""
    long: tuple[float, float]
    """Of each one's words, quoted or not, that stand in long runs."""


def find_reuse(a: Dossier, b: Dossier) -> tuple[Reuse, ...]:
    """What of one report was made from the other, with the passages that show it; empty when nothing was.

    One result, save that two reports may cite each other. Symmetric in its arguments. When nothing tells which came
    first, ``direction`` is None and the report with the smaller id counts as the earlier.
    """
    if a.id == b.id:
        return ()
    one, other = sorted((sheet_of(a), sheet_of(b)), key=lambda sheet: sheet.dossier.id)
    shared = _shared(one, other)
    if _is_taken(one, other, shared):
        return (_copied(one, other, shared),)
    found: list[Reuse] = []
    words = sum(run.size for run in shared.runs)
    for later, earlier in ((other, one), (one, other)):
        if not taken_in_time(later, earlier):
            continue
        named = credits_to(later.dossier, earlier.dossier)
        if not named and not _may_be_reworded(later, earlier, words / max(len(later.words), 1)):
            continue
        like = likeness_of(later, earlier)
        if credits := _credits(later, earlier, like, named):
            found.append(_cited(later, earlier, like, credits))
        elif rewrite := _rewritten(later, earlier, like, words / max(len(later.words), 1)):
            found.append(rewrite)
    rewrites = sorted((r for r in found if r.kind == "rewrite"), key=lambda r: (-r.confidence, r.earlier))
    return tuple(rewrites[:1] or found)


def _shared(a: Sheet, b: Sheet) -> _Shared:
    runs = [] if a.runs.isdisjoint(b.runs) else shared_runs(a.words, b.words)
    return _Shared(
        tuple(runs),
        (_share(a, [(r.a, r.size) for r in runs]), _share(b, [(r.b, r.size) for r in runs])),
        (_long(a, runs), _long(b, runs)),
    )


def _long(sheet: Sheet, runs: Sequence[Run]) -> float:
    return sum(run.size for run in runs if run.size >= _LONG) / max(len(sheet.words), 1)


def _share(sheet: Sheet, stretches: Sequence[tuple[int, int]]) -> float:
    """Of the words outside quotations, those in the stretches."""
    own = len(sheet.words) - sum(sheet.quoted)
    if own < _LEAST_WORDS:
        return sum(size for _, size in stretches) / max(len(sheet.words), _LEAST_WORDS)
    return sum(size - sum(sheet.quoted[start : start + size]) for start, size in stretches) / own


def _is_taken(a: Sheet, b: Sheet, shared: _Shared) -> bool:
    most = max(shared.share)
    if most < _EDITED:
        return False
    if most >= _SURE:
        return True
    sentences = {(a.sentence[r.a], b.sentence[r.b]) for r in shared.runs}
    blocks = {(a.paragraph[a.sentence[r.a]], b.paragraph[b.sentence[r.b]]) for r in shared.runs}
    whole = min(max(s.paragraph, default=0) for s in (a, b)) == 0
    return len(sentences) >= _PLACES and (len(blocks) > 1 or whole)


def _copied(a: Sheet, b: Sheet, shared: _Shared) -> Reuse:
    """``a`` has the smaller id."""
    direction, first = order_of(a, b, shared.runs, shared.long if max(shared.long) >= _COPY else None)
    later, earlier, side = (a, b, 0) if first == 1 else (b, a, 1)
    long = shared.long[side] if direction else max(shared.long)
    kind: DerivationKind = "copy" if long >= _COPY else "edited"
    passages = [_verbatim(later, earlier, run if side == 0 else Run(run.b, run.a, run.size)) for run in shared.runs]
    passages += _between(later, earlier, passages)
    taken = sum(run.size for run in shared.runs) / max(len(later.words), 1)
    agency = agency_of(later)
    both = (
        f"Both carry {agency}'s text: "
        if agency and agency == agency_of(earlier) and not credited(later, earlier)
        else ""
    )
    because = f"{both}{round(100 * taken)}% of the words stand in the same order in the other report."
    return Reuse(
        later=later.dossier.id,
        earlier=earlier.dossier.id,
        kind=kind,
        direction=direction,
        confidence=round(min(0.99, 0.5 + max(shared.share)), 3),
        share=taken,
        because=because[0].upper() + because[1:],
        passages=tuple(sorted(passages, key=lambda p: (p.start, p.from_start))),
    )


def _verbatim(later: Sheet, earlier: Sheet, run: Run) -> AlignedPassage:
    """``run.a`` counts the later report's words."""
    return AlignedPassage(
        start=later.spans[run.a].start,
        end=later.spans[run.a + run.size - 1].end,
        from_start=earlier.spans[run.b].start,
        from_end=earlier.spans[run.b + run.size - 1].end,
        how="verbatim",
    )


def _between(later: Sheet, earlier: Sheet, verbatim: Sequence[AlignedPassage]) -> list[AlignedPassage]:
    """The sentences of an edited text that were re-worded: those that no run touches on either side."""
    found = _reworded(later, earlier, likeness_of(later, earlier))
    return [
        passage
        for passage in found
        if not any(
            (v.start < passage.end and passage.start < v.end)
            or (v.from_start < passage.from_end and passage.from_start < v.from_end)
            for v in verbatim
        )
    ]


def _reworded(later: Sheet, earlier: Sheet, like: Likeness) -> list[AlignedPassage]:
    mine, theirs = later.dossier.sentences, earlier.dossier.sentences
    return [
        AlignedPassage(
            start=mine[i].start, end=mine[i].end, from_start=theirs[j].start, from_end=theirs[j].end, how="reworded"
        )
        for i, j in reworded(like)
    ]


def _rewritten(later: Sheet, earlier: Sheet, like: Likeness, share: float) -> Reuse | None:
    if not _may_be_reworded(later, earlier, share):
        return None
    probability = rewrite_probability(features_of(later, earlier, like, share))
    if probability < _REWRITE:
        return None
    passages = _reworded(later, earlier, like)
    return Reuse(
        later=later.dossier.id,
        earlier=earlier.dossier.id,
        kind="rewrite",
        direction="time" if _in_time(later, earlier) else None,
        confidence=round(probability, 3),
        share=len(passages) / len(like.raw),
        because=f"{len(passages)} of its {len(like.raw)} sentences tell the other report's facts in its order, in other"
        " words and without credit.",
        passages=tuple(passages),
    )


def _may_be_reworded(later: Sheet, earlier: Sheet, share: float) -> bool:
    """The cheap tests, which nearly all pairs fail."""
    if share > _IN_A_ROW or min(len(later.vectors), len(earlier.vectors)) < _LEAST_SENTENCES:
        return False
    return float((later.vectors @ earlier.vectors.T).max(1).mean()) >= _FAR


def _in_time(later: Sheet, earlier: Sheet) -> bool:
    return not taken_in_time(earlier, later)


def _credits(later: Sheet, earlier: Sheet, like: Likeness, named: Sequence[Credit]) -> list[tuple[Credit, int, float]]:
    """Sentences that credit the earlier report's outlet with what it holds: (credit, its sentence, how alike)."""
    found: list[tuple[Credit, int, float]] = []
    for credit in named if like.raw.size else ():
        column, alike = credited_sentence(later, earlier, like, credit)
        if alike > 0:
            found.append((credit, column, alike))
    return found


def credited_sentence(later: Sheet, earlier: Sheet, like: Likeness, credit: Credit) -> tuple[int, float]:
    """The earlier report's sentence that a credited one took its content from, and how alike they are; 0: from none.

    Where the credit stands in a sentence of its own ("The Anvil reported it first."), the content is its neighbour's.
    """
    row = credit.sentence
    for near in (row, row - 1, row + 1):
        if 0 <= near < len(like.raw):
            column, alike = _nearest(later, earlier, like, near)
            if alike >= (0.01 if credit.full else _SHORT_NAME):
                return column, alike
    return 0, 0.0


def _nearest(later: Sheet, earlier: Sheet, like: Likeness, row: int) -> tuple[int, float]:
    same = [later.facts[row] & facts for facts in earlier.facts]
    amounts = np.array([any(fact[0].isdigit() for fact in facts) for facts in same])
    column = int((like.raw[row] + like.centred[row] + _AMOUNT * amounts).argmax())
    raw, particular = float(like.raw[row, column]), float(like.centred[row, column])
    taken = raw >= _ALIKE or (raw >= _LIKELY and (particular >= _TELLING or bool(same[column])))
    return column, raw + particular if taken else 0.0


def _cited(later: Sheet, earlier: Sheet, like: Likeness, credits: Sequence[tuple[Credit, int, float]]) -> Reuse:
    mine, theirs = later.dossier.sentences, earlier.dossier.sentences
    passages = tuple(
        AlignedPassage(
            start=mine[credit.sentence].start,
            end=mine[credit.sentence].end,
            from_start=theirs[column].start,
            from_end=theirs[column].end,
            how="cited",
        )
        for credit, column, _ in credits
    )
    name = credits[0][0].name
    direction: Direction = "time" if _in_time(later, earlier) else "citation"
    letters = sum(p.end - p.start for p in passages) / max(len(later.dossier.text), 1)
    return Reuse(
        later=later.dossier.id,
        earlier=earlier.dossier.id,
        kind="cites",
        direction=direction,
        confidence=round(min(0.97, 0.6 + 0.3 * max(alike for _, _, alike in credits)), 3),
        share=letters,
        because=f"It names {later.dossier.text[name.start : name.end]} as its source for what that report says.",
        passages=passages,
    )


def as_derivation(reuse: Reuse) -> Derivation:
    """The contract's record of what was found between two reports."""
    return Derivation(
        report=reuse.later,
        source_report=reuse.earlier,
        kind=reuse.kind,
        confidence=reuse.confidence,
        because=reuse.because,
        direction=reuse.direction,
        passages=reuse.passages,
    )
