"""Finds claims that cannot both hold, and shows the words that clash."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from firsthand.linking.measures import Measure, agree, comparable
from firsthand.linking.profiles import Profile
from firsthand.linking.scenes import Member, Scene, profile_of
from firsthand.schema import Claim, Clash, Conflict, ConflictKind

LEAST = 0.25
"""The mean probability of a clash, over the likeliest pairs of two claims' members, from which they conflict."""
STRONGEST = 3
"""Pairs that the mean is over: one alone may be a slip, and all together are mostly of other things."""


def clash_of(pairs: Iterable[float]) -> float:
    """How likely two claims clash, from the probabilities of their members' pairs."""
    strongest = sorted(pairs, reverse=True)[:STRONGEST]
    return sum(strongest) / len(strongest) if strongest else 0.0


def conflict_between(
    scene: Scene,
    a: tuple[Claim, Sequence[Member]],
    b: tuple[Claim, Sequence[Member]],
    clash: Mapping[tuple[Member, Member], float],
) -> Conflict | None:
    """The conflict between two claims, if they have one. ``clash`` holds pairs of members both ways.

    It takes two sources to contradict each other: claims with an origin in common, or without any, have no conflict.
    """
    (first, own), (second, other) = sorted((a, b), key=lambda pair: pair[0].id)
    pairs = [(clash.get((p, q), 0.0), p, q) for p in own for q in other]
    if clash_of(value for value, _, _ in pairs) < LEAST:
        return None
    heard = [{o.identity or o.name for o in claim.origins} for claim in (first, second)]
    if not all(heard) or heard[0] & heard[1]:
        return None
    asserted = {
        (s.report, span) for c in (first, second) for s in c.statements if s.stance != "denies" for span in s.content
    }

    def rank(pair: tuple[float, Member, Member]) -> tuple[bool, float, Member, Member]:
        value, p, q = pair
        plain = all((m.report, profile_of(scene, m).spans[0]) in asserted for m in (p, q))
        return not plain, -value, p, q

    _, p, q = min(pairs, key=rank)
    kind, because, p_words, q_words = _clash(scene, p, q)
    return Conflict(a=first.id, b=second.id, kind=kind, because=because, a_words=p_words, b_words=q_words)


def _clash(scene: Scene, p: Member, q: Member) -> tuple[ConflictKind, str, tuple[Clash, ...], tuple[Clash, ...]]:
    """What clashes in two propositions: figures, else times, else what is said."""
    one, other = profile_of(scene, p), profile_of(scene, q)
    figures = [
        (x, y) for x in one.measures for y in other.measures if comparable(x, y) and not agree(x, y)
    ]  # fmt: skip
    if figures:
        x, y = figures[0]
        kind: ConflictKind = "times" if x.kind == "days" else "numbers"
        because = f"“{_words(scene, p, x)}” against “{_words(scene, q, y)}”"
        return kind, because, (Clash(report=p.report, start=x.start, end=x.end),), (
            Clash(report=q.report, start=y.start, end=y.end),
        )  # fmt: skip
    because = f"“{_short(one)}” against “{_short(other)}”"
    kind = "times" if one.clocks and other.clocks and not one.clocks & other.clocks else "assertions"
    if one.negative != other.negative:
        kind = "denial"
    return kind, because, _whole(p, one), _whole(q, other)


def _whole(member: Member, profile: Profile) -> tuple[Clash, ...]:
    return tuple(Clash(report=member.report, start=span.start, end=span.end) for span in profile.spans)


def _words(scene: Scene, member: Member, measure: Measure) -> str:
    return " ".join(scene.dossiers[member.report].text[measure.start : measure.end].split())


def _short(profile: Profile) -> str:
    words = profile.text.split()
    return " ".join(words) if len(words) <= 24 else " ".join(words[:24]) + " …"
