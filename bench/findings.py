"""Counts what is right in an archive's findings, against a story's gold standard; ``bench/README.md`` has the rules."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from bench.stories import occurrences
from firsthand.schema import Claim, Findings, Span

_HALF = 0.5


class Anchor(NamedTuple):
    """Words of one report that assert or deny one claim of the gold standard."""

    claim: str
    report: str
    span: Span


class Score(NamedTuple):
    """Counts that add up over stories. ``precision`` and ``recall`` are BCubed sums over the anchors."""

    anchors: float = 0
    precision: float = 0
    recall: float = 0
    claims: float = 0
    independent: float = 0
    """Claims whose number of independent sources is exactly right; ``fewer`` and ``more`` have it too low and too
    high, and the rest have no claim of ours that belongs to them."""
    fewer: float = 0
    more: float = 0
    channels: float = 0
    derivations: float = 0
    derived: float = 0
    """Derivations that were found; ``right`` of them are in the gold standard, ``kinds`` of these of the right kind."""
    right: float = 0
    kinds: float = 0
    conflicts: float = 0
    clashing: float = 0
    """Conflicts that were found, of which ``clashes`` are in the gold standard."""
    clashes: float = 0
    outlets: float = 0
    """Claims for which counting the outlets that assert them gives the number of independent sources."""

    def __add__(self, other: object) -> Score:
        return Score(*map(sum, zip(self, other, strict=True))) if isinstance(other, Score) else NotImplemented


def anchors_of(gold: Mapping[str, Any], texts: Mapping[str, str]) -> list[Anchor]:
    """The anchors in their order. ``texts`` by report. Raises ``ValueError`` when words are not in their text."""
    rows = [(claim["id"], anchor["report"], anchor["span"]) for claim in gold["claims"] for anchor in claim["anchors"]]
    words = defaultdict(list)
    for _, report, span in rows:
        words[report].append(span)
    spans = {report: iter(occurrences(texts[report], told)) for report, told in words.items()}
    return [Anchor(claim, report, next(spans[report])) for claim, report, _ in rows]


def score(
    gold: Mapping[str, Any], texts: Mapping[str, str], outlets: Mapping[str, str | None], found: Findings
) -> Score:
    """The counts of one story. ``texts`` and ``outlets`` by report."""
    anchors = anchors_of(gold, texts)
    members: dict[str, list[tuple[str, Sequence[Span]]]] = defaultdict(list)
    for claim in found.claims:
        for statement in claim.statements:
            members[statement.report].append((claim.id, statement.content))
    clusters = [cluster_of(anchor, members[anchor.report]) for anchor in anchors]
    precision, recall = bcubed([anchor.claim for anchor in anchors], clusters)
    paired = _paired(anchors, clusters)
    ours = {claim.id: claim for claim in found.claims}
    counted = Score(anchors=len(anchors), precision=precision, recall=recall)
    for claim in gold["claims"]:
        counted += _claim_score(claim, ours.get(paired.get(claim["id"], "")), outlets)
    return counted + _derivation_score(gold, found) + _conflict_score(gold, found, paired)


def cluster_of(anchor: Anchor, members: Sequence[tuple[str, Sequence[Span]]]) -> str | None:
    """The claim, of those that have a part in the anchor's report, of which one statement covers most of the anchor's
    words and at least half; ``None`` if there is none. Of equals, the last by name."""
    start, end = anchor.span.start, anchor.span.end
    covered = [
        (sum(max(0, min(end, span.end) - max(start, span.start)) for span in content) / (end - start), name)
        for name, content in members
    ]
    share, name = max(covered, default=(0.0, ""))
    return name if share >= _HALF else None


def bcubed(classes: Sequence[str], clusters: Sequence[str | None]) -> tuple[float, float]:
    """BCubed precision and recall (Bagga and Baldwin 1998), summed over the items; what has no cluster is alone."""
    own = [name if name is not None else i for i, name in enumerate(clusters)]
    both, in_cluster, in_class = Counter(zip(classes, own, strict=True)), Counter(own), Counter(classes)
    pairs = list(zip(classes, own, strict=True))
    precision = sum(both[pair] / in_cluster[pair[1]] for pair in pairs)
    return precision, sum(both[pair] / in_class[pair[0]] for pair in pairs)


def _paired(anchors: Sequence[Anchor], clusters: Sequence[str | None]) -> dict[str, str]:
    """For each gold claim that was found, the claim of ours that has most of its anchors; of equals, the first."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for anchor, cluster in zip(anchors, clusters, strict=True):
        if cluster is not None:
            votes[anchor.claim][cluster] += 1
    return {claim: counted.most_common(1)[0][0] for claim, counted in votes.items()}


def _claim_score(gold: Mapping[str, Any], ours: Claim | None, outlets: Mapping[str, str | None]) -> Score:
    want = gold["independent_sources"]
    carriers = {outlets[anchor["report"]] for anchor in gold["anchors"] if anchor["stance"] == "asserts"}
    return Score(
        claims=1,
        independent=ours is not None and ours.independent_sources == want,
        fewer=ours is not None and ours.independent_sources < want,
        more=ours is not None and ours.independent_sources > want,
        channels=ours is not None and ours.channels == gold["channels"],
        outlets=len(carriers) == want,
    )


def _derivation_score(gold: Mapping[str, Any], found: Findings) -> Score:
    want = {(row["report"], row["from"]): row["kind"] for row in gold["derivations"]}
    have = {(one.report, one.source_report): one.kind for one in found.derivations}
    both = want.keys() & have.keys()
    kinds = sum(want[pair] == have[pair] for pair in both)
    return Score(derivations=len(want), derived=len(have), right=len(both), kinds=kinds)


def _conflict_score(gold: Mapping[str, Any], found: Findings, paired: Mapping[str, str]) -> Score:
    back = {ours: claim for claim, ours in paired.items()}
    want = {frozenset(pair) for pair in gold["conflicts"]}
    have = {frozenset((back.get(one.a, one.a), back.get(one.b, one.b))) for one in found.conflicts}
    return Score(conflicts=len(want), clashing=len(have), clashes=len(want & have))
