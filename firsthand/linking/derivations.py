"""From what each two reports of a group share to what each was made from: the immediate parents and no others.

A trimmed copy of an edited copy shares words with both, a citation may only be passed on, a copied citation is the
origin's. All of it is decided from the whole connected group at once, so nothing depends on the order of adding.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from firsthand.linking.parts import Dossier, Reuse
from firsthand.linking.reuse import as_derivation, credited_sentence
from firsthand.linking.reuse_direction import credited
from firsthand.linking.reuse_features import likeness_of
from firsthand.linking.reuse_outlets import Credit, credits_to
from firsthand.linking.reuse_sheets import Sheet, sheet_of
from firsthand.outlets.likeness import fold_label
from firsthand.schema import AlignedPassage, Derivation

_TIE = 0.01
"""Shares of words that differ by less are alike, and the earlier report is the parent."""
_AGENCY = 0.15
"""So much less may stand in the report that the text itself credits for it to be preferred."""
_MORE = 0.2
"""Of a report's text that a second parent must add to the first."""
_STEP = 0.25
"""A rewrite may be so much likelier from a copy than from its origin for the origin still to be the parent."""
_OWN = 0.5
"""A credited sentence with more of it taken from the parent is the parent's citation."""
_RETOLD = 0.5
"""Likeness of a credited sentence to one of the parent's that credits the same outlet: it is that one, edited."""
_CITING = re.compile(r"(?:citing|quoting|crediting|attributed to|referring to)\s+(?:the\s+)?\Z", re.I)


def choose_parents(reuses: Sequence[Reuse], dossiers: Mapping[str, Dossier]) -> tuple[Derivation, ...]:
    """The derivations of a connected group, from every reuse found in it.

    ``dossiers`` holds the reports of the group by id. At most one parent for a text (two when it joins two texts), and
    a citation for each outlet whose content was taken first-hand. Never a cycle. In the order of (report, from).
    """
    sheets = {i: sheet_of(dossiers[i]) for reuse in reuses for i in (reuse.later, reuse.earlier)}
    texts = [r for r in reuses if r.kind != "cites"]
    chosen: list[Reuse] = []
    for later in sorted({r.later for r in texts}):
        chosen += _text_parents([r for r in texts if r.later == later], texts, sheets)
    chosen = _without_cycles(chosen)
    cites = _best_of_outlet([r for r in reuses if r.kind == "cites"], sheets)
    cites = [c for c in cites if (kept := _own_citation(c, chosen, sheets)) and kept.passages]
    taken = {(r.later, r.earlier) for r in chosen}
    cites = [c for c in cites if (c.later, c.earlier) not in taken]
    cites = [c for c in cites if not _passed_on(c, cites, chosen, sheets)]
    every = _without_cycles([*chosen, *cites])
    return tuple(as_derivation(r) for r in sorted(every, key=lambda r: (r.later, r.earlier)))


def _text_parents(found: Sequence[Reuse], texts: Sequence[Reuse], sheets: Mapping[str, Sheet]) -> list[Reuse]:
    """The parent of one report's text among all that share words or facts with it."""
    worded = [r for r in found if r.kind != "rewrite"]
    if not worded:
        return [_rewritten_from(found, texts, sheets)]
    later = sheets[worded[0].later]
    most = max(r.share for r in worded)
    agency = [r for r in worded if credited(later, sheets[r.earlier]) and r.share >= most - _AGENCY]
    parent = _earliest(
        [r for r in agency or worded if r.share >= max(p.share for p in agency or worded) - _TIE], sheets
    )
    kin = _kin(parent.earlier, texts)
    others = [r for r in worded if r.earlier not in kin and _added(r, parent, later) >= _MORE]
    second = min(others, key=lambda r: (-_added(r, parent, later), r.earlier), default=None)
    return [parent] if second is None else [parent, second]


def _rewritten_from(found: Sequence[Reuse], texts: Sequence[Reuse], sheets: Mapping[str, Sheet]) -> Reuse:
    """The likeliest origin; of a text and its copies, the text itself unless a copy is clearly nearer."""
    best = min(found, key=lambda r: (-r.confidence, r.earlier))
    kin = _kin(best.earlier, [t for t in texts if t.kind != "rewrite"])
    return _earliest([r for r in found if r.earlier in kin and r.confidence >= best.confidence - _STEP], sheets)


def _earliest(found: Sequence[Reuse], sheets: Mapping[str, Sheet]) -> Reuse:
    def when(reuse: Reuse) -> tuple[int, str, str]:
        known = sheets[reuse.earlier].known
        return (0 if known else 1, known[0].isoformat() if known else "", reuse.earlier)

    return min(found, key=when)


def _kin(report: str, texts: Iterable[Reuse]) -> set[str]:
    """The report and all that share text with it, directly."""
    return {report} | {i for r in texts if report in (r.later, r.earlier) for i in (r.later, r.earlier)}


def _added(reuse: Reuse, parent: Reuse, later: Sheet) -> float:
    """The share of the later report's text that this one gave and the parent did not."""
    mine = _covered(reuse.passages) - _covered(parent.passages)
    return len(mine) / max(sum(s.end - s.start for s in later.dossier.sentences), 1)


def _covered(passages: Iterable[AlignedPassage]) -> set[int]:
    return {i for passage in passages for i in range(passage.start, passage.end)}


def _best_of_outlet(cites: Sequence[Reuse], sheets: Mapping[str, Sheet]) -> list[Reuse]:
    """Of several reports by one outlet, those that a credited sentence took its content from: for each the likest."""
    kept: dict[tuple[str, str], list[AlignedPassage]] = {}
    best: dict[tuple[str, str, int], tuple[float, str, AlignedPassage]] = {}
    for reuse in sorted(cites, key=lambda r: (r.later, r.earlier)):
        later, earlier = sheets[reuse.later], sheets[reuse.earlier]
        outlet = fold_label(earlier.dossier.reading.report.outlet or "")
        like = likeness_of(later, earlier)
        starts = {later.dossier.sentences[c.sentence].start: c for c in credits_to(later.dossier, earlier.dossier)}
        for passage in reuse.passages:
            alike = credited_sentence(later, earlier, like, starts[passage.start])[1]
            key = (reuse.later, outlet, passage.start)
            if key not in best or alike > best[key][0]:
                best[key] = (alike, reuse.earlier, passage)
    for (later_id, _, _), (_, earlier_id, passage) in best.items():
        kept.setdefault((later_id, earlier_id), []).append(passage)
    return [_with_passages(r, kept[key]) for r in cites if (key := (r.later, r.earlier)) in kept]


def _with_passages(reuse: Reuse, passages: Iterable[AlignedPassage]) -> Reuse:
    return Reuse(**{**{f: getattr(reuse, f) for f in reuse.__struct_fields__}, "passages": tuple(passages)})


def _own_citation(cite: Reuse, chosen: Sequence[Reuse], sheets: Mapping[str, Sheet]) -> Reuse:
    """The citation with the passages that are the report's own: not those copied from a parent, nor its own re-worded
    credit to the same outlet."""
    later, cited = sheets[cite.later], sheets[cite.earlier]
    rows = {sentence.start: row for row, sentence in enumerate(later.dossier.sentences)}
    passages = list(cite.passages)
    for parent in (r for r in chosen if r.later == cite.later):
        source = sheets[parent.earlier]
        copied = _covered(p for p in parent.passages if p.how == "verbatim")
        passages = [p for p in passages if len(copied.intersection(range(p.start, p.end))) <= _OWN * (p.end - p.start)]
        columns = [credit.sentence for credit in credits_to(source.dossier, cited.dossier)]
        alike = likeness_of(later, source).raw[:, columns]
        passages = [p for p in passages if not (alike[rows[p.start]] >= _RETOLD).any()]
    return _with_passages(cite, passages)


def _passed_on(cite: Reuse, cites: Sequence[Reuse], chosen: Sequence[Reuse], sheets: Mapping[str, Sheet]) -> bool:
    """Whether the report has it only through another outlet whose own report was made from the cited one.

    "B said, citing A": every credited sentence names A as what another cited outlet cites.
    """
    text = sheets[cite.later].dossier.text
    later, earlier = sheets[cite.later].dossier, sheets[cite.earlier].dossier
    names = {later.sentences[c.sentence].start: c for c in credits_to(later, earlier)}
    parents: dict[str, set[str]] = {}
    for r in (*chosen, *cites):
        parents.setdefault(r.later, set()).add(r.earlier)
    for passage in cite.passages:
        credit: Credit = names[passage.start]
        between = [
            c
            for c in cites
            if c.later == cite.later
            and c.earlier != cite.earlier
            and any(p.start == passage.start for p in c.passages)
            and cite.earlier in _ancestors(c.earlier, parents)
        ]
        if not between or not _CITING.search(text, passage.start, credit.name.start):
            return False
    return bool(cite.passages)


def _ancestors(report: str, parents: Mapping[str, set[str]]) -> set[str]:
    found: set[str] = set()
    waiting = [report]
    while waiting:
        for parent in parents.get(waiting.pop(), ()):
            if parent not in found:
                found.add(parent)
                waiting.append(parent)
    return found


_RANK = {"copy": 0, "edited": 1, "rewrite": 2, "cites": 3}


def _without_cycles(reuses: Sequence[Reuse]) -> list[Reuse]:
    """The reuses without those that would make a report its own ancestor: the surest stay."""
    parents: dict[str, set[str]] = {}
    kept: list[Reuse] = []
    for reuse in sorted(reuses, key=lambda r: (_RANK[r.kind], -r.confidence, r.later, r.earlier)):
        if reuse.later not in _ancestors(reuse.earlier, parents) and reuse.later != reuse.earlier:
            parents.setdefault(reuse.later, set()).add(reuse.earlier)
            kept.append(reuse)
    return kept
