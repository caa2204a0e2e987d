"""Accounts for a claim: where each of its statements comes from, and how many independent sources are left.

Folded in this order: derived reports into what they derive from, relays into the source they name, one speaker over all
reports into one, spokespeople into the organisation they speak for. Rumours and denials add none.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from itertools import groupby

from firsthand.linking.clusters import grouped
from firsthand.linking.measures import agree, comparable
from firsthand.linking.paths import Path, paths_of
from firsthand.linking.profiles import Profile
from firsthand.linking.scenes import Member, Person, Scene, outlet_of, profile_of, source_of
from firsthand.outlets import fold_label
from firsthand.schema import Claim, ClaimOrigin, ClaimStance, ClaimStatement

SURE = 0.6
"""The mean likeness at which a claim's core hangs together."""
_GIST_WORDS = (5, 30)
"""A wording of so many words tells a claim by itself and nothing besides."""


def account_for(scene: Scene, members: Sequence[Member], same: Mapping[tuple[Member, Member], float]) -> Claim:
    """The claim that some propositions make together. ``members`` in any order; the result does not depend on it.

    ``same``: how likely two members make one claim, each pair once, either way round.
    """
    members = sorted(members)
    paths = paths_of(scene, members)
    stances = _stances(scene, paths)
    statements = _statements(scene, paths, stances)
    asserting = [path for path in paths if stances[path.member] == "asserts"]
    sure = _sure(asserting, same)
    origins = _origins(scene, [p for p in asserting if p.origin is None or p.origin.id in sure])
    doubtful = {p.origin.id for p in asserting if p.origin is not None and p.origin.id not in sure}
    unknown = {_open_end(scene, p) for p in asserting if p.origin is None}
    counted = len(origins)
    most = counted + len(doubtful) + len(unknown)
    heard = [p for p in asserting if p.direct and p.origin is not None and p.origin.id in sure]
    channels = {fold_label(name) for p in heard if (name := _outlet(scene, p))}
    outlets = sorted({name for path in paths if (name := _outlet(scene, path)) is not None})
    reports = {path.member.report for path in asserting}
    return Claim(
        id=_claim_id(members),
        gist=_gist(scene, asserting or paths),
        independent_sources=counted,
        independent_range=(counted, most),
        channels=len(channels),
        because=_because(counted, most, len(channels), len(reports)),
        origins=origins,
        outlets=tuple(outlets),
        statements=statements,
        flags=_flags(scene, paths, stances),
    )


def _claim_id(members: Sequence[Member]) -> str:
    """Made from the first member, so that it stays while the claim grows."""
    first = f"{members[0].report}\n{members[0].proposition}"
    return "c" + hashlib.sha256(first.encode()).hexdigest()[:10]


def _stances(scene: Scene, paths: Sequence[Path]) -> dict[Member, ClaimStance]:
    """What each member does with the claim.

    A claim that some assert and others negate is the positive one; where all say "no", the "no" is what is claimed.
    The pieces of one statement go together, and copied words do what those they were made from do.
    """
    said = {p.member: profile_of(scene, p.member) for p in paths}
    withdrawn = {p.member for p in paths if said[p.member].retracts and not p.rumour}
    positive = [profile for profile in said.values() if not profile.negative]
    heard: dict[str, set[tuple[str, str]]] = {}
    turned = {_saying(scene, m) for m, profile in said.items() if profile.negative}
    for path in paths:
        if path.origin is not None and _saying(scene, path.member) not in turned:
            heard.setdefault(path.origin.id, set()).add(_saying(scene, path.member))
    negative = {
        p.member
        for p in paths
        if said[p.member].negative
        and (said[p.member].denied or not (_agrees(said[p.member], positive) or _asserts_elsewhere(scene, p, heard)))
    }
    parts = {_saying(scene, m) for m in negative}
    negative |= {m for m in said if _saying(scene, m) in parts}
    parents = {p.member: p.parent for p in paths if p.parent is not None}
    for member in said:
        first = _first(member, parents)
        if first != member and first in said:
            (negative.add if first in negative else negative.discard)(member)
    # Whoever "denies that" gives the positive words: with them there, that is the claim.
    turned_down = {m for m in negative if _is_denial(said[m])}
    mixed = bool(turned_down) or any(m not in negative for m in said if m not in withdrawn)
    made: dict[Member, ClaimStance] = {}
    for path in paths:
        if path.member in withdrawn or (mixed and path.member in negative):
            made[path.member] = "denies"
        else:
            made[path.member] = "rumour" if path.rumour else "asserts"
    return made


def _is_denial(profile: Profile) -> bool:
    return profile.statement is not None and profile.statement.stance == "denies" and not profile.statement.negated


def _saying(scene: Scene, member: Member) -> tuple[str, str]:
    """What goes together: the pieces of one statement, or of what one paragraph says in the report's own voice."""
    profile = profile_of(scene, member)
    if profile.statement is not None:
        return member.report, profile.statement.id
    at = profile.spans[0].start
    passages = scene.dossiers[member.report].reading.passages
    return member.report, f"paragraph {next((p.start for p in passages if p.start <= at < p.end), at)}"


def _asserts_elsewhere(scene: Scene, path: Path, heard: Mapping[str, set[tuple[str, str]]]) -> bool:
    """Whether the origin asserts the claim in another statement: nobody denies what they say."""
    own = heard.get(path.origin.id, set()) if path.origin is not None else set()
    return bool(own - {_saying(scene, path.member)})


def _agrees(profile: Profile, others: Sequence[Profile]) -> bool:
    """Whether words with a "not" in them give the very figures that others assert: then they deny nothing."""
    if profile.denied or not profile.measures:
        return False
    return any(comparable(x, y) and agree(x, y) for x in profile.measures for other in others for y in other.measures)


def _first(member: Member, parents: Mapping[Member, Member]) -> Member:
    """The member at the head of a chain of copies."""
    seen = {member}
    while member in parents and parents[member] not in seen:
        member = parents[member]
        seen.add(member)
    return member


def _core_of(members: Sequence[Member], same: Mapping[tuple[Member, Member], float]) -> list[Member]:
    """The part of a claim that hangs together most closely, in most reports: what the claim surely is.

    A group is held together by its mean likeness; somebody at its edge may be saying something else.
    """
    parts = grouped(sorted(members), same, SURE)
    return min(parts, key=lambda part: (-len({m.report for m in part}), -len(part), part[0]))


def _sure(paths: Sequence[Path], same: Mapping[tuple[Member, Member], float]) -> set[str]:
    """The origins whose own words are in the core of what is asserted."""
    origin = {path.member: path.origin.id for path in paths if path.origin is not None}
    return {origin[m] for m in _core_of(list(origin), same)} if origin else set()


def _origins(scene: Scene, paths: Sequence[Path]) -> tuple[ClaimOrigin, ...]:
    """The first-hand sources at the ends of the paths, in the order in which they were first heard."""
    people: dict[str, Person] = {}
    heard: dict[str, dict[str, str]] = {}
    order = sorted(paths, key=lambda p: (scene.dossiers[p.end].reading.report.published or "9", p.end, p.member))
    for path in order:
        if path.origin is None:
            continue
        people.setdefault(path.origin.id, path.origin)
        outlets = heard.setdefault(path.origin.id, {})
        name = _outlet(scene, path)
        if path.direct and name is not None:
            outlets.setdefault(fold_label(name), name)
    return tuple(
        ClaimOrigin(
            name=person.name,
            kind=person.kind,
            category=person.category,
            role=person.role,
            identity=person.shown,
            outlets=tuple(sorted(heard[person.id].values())),
        )
        for person in people.values()
    )


def _statements(scene: Scene, paths: Sequence[Path], stances: dict[Member, ClaimStance]) -> tuple[ClaimStatement, ...]:
    """One for each statement with the same part in the claim; of a report's own voice, one a report and stance."""

    def part(path: Path) -> tuple[str, str, str]:
        statement = profile_of(scene, path.member).statement
        return path.member.report, statement.id if statement is not None else "", stances[path.member]

    made = []
    for (report, statement, _), group in groupby(sorted(paths, key=lambda p: (part(p), p.member)), key=part):
        same = list(group)
        source = source_of(scene, same[0].member) if statement else None
        spans = sorted((span for p in same for span in profile_of(scene, p.member).spans), key=lambda s: s.start)
        made.append(
            ClaimStatement(
                report=report,
                statement=statement or None,
                content=tuple(spans),
                stance=stances[same[0].member],
                source=source.name if source is not None else None,
                origin=same[0].origin.name if same[0].origin is not None else None,
                path=same[0].steps,
            )
        )
    return tuple(made)


def _outlet(scene: Scene, path: Path) -> str | None:
    return outlet_of(scene, path.member.report)


def _open_end(scene: Scene, path: Path) -> str:
    """What stands in for the source of words that are laid to nobody: the outlet of the report in which they end."""
    name = outlet_of(scene, path.end)
    return fold_label(name) if name is not None else path.end


def _gist(scene: Scene, paths: Sequence[Path]) -> str:
    """The clearest wording: plain, of a length that tells, as near as can be to all the others."""

    def rank(path: Path) -> tuple[bool, bool, float, Member]:
        profile = profile_of(scene, path.member)
        words = len(profile.text.split())
        fits = _GIST_WORDS[0] <= words <= _GIST_WORDS[1]
        direct = profile.statement is not None and profile.statement.mode == "direct"
        return not fits, direct, -_centrality(scene, path.member, paths), path.member

    return " ".join(profile_of(scene, min(paths, key=rank).member).text.split())


def _centrality(scene: Scene, member: Member, paths: Sequence[Path]) -> float:
    vector = scene.profiles[member.report].vectors[member.proposition]
    others = [scene.profiles[p.member.report].vectors[p.member.proposition] for p in paths]
    return round(sum(float(vector @ other) for other in others) / len(others), 4)


def _because(count: int, most: int, channels: int, reports: int) -> str:
    """One sentence: how the count comes about."""
    in_reports = f"repeated in {_many(reports, 'report')}" if reports else "asserted in no report"
    if not count and not most:
        return "No first-hand source asserts it: only rumours and denials were found"
    if not count:
        return f"No first-hand source is named; {_many(reports, 'report')} say so in their own voice"
    range_ = _many(count, "independent source") if most == count else f"{count} to {most} independent sources"
    heard = f"heard by {_many(channels, 'outlet')}" if channels else "heard by no outlet here itself"
    return f"{range_}, {heard}, {in_reports}"


def _many(count: int, noun: str) -> str:
    return f"{count} {noun}" + ("" if count == 1 else "s")


def _flags(scene: Scene, paths: Sequence[Path], stances: dict[Member, ClaimStance]) -> tuple[str, ...]:
    """Warnings: an origin that took its words back."""
    found = []
    asserted = {p.origin.id for p in paths if p.origin is not None and stances[p.member] == "asserts"}
    for path in paths:
        profile: Profile = profile_of(scene, path.member)
        if profile.retracts and path.origin is not None and path.origin.id in asserted:
            found.append(f"retracted by {path.origin.name} (in {path.member.report})")
    return tuple(dict.fromkeys(found))
