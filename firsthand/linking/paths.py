"""The way of each of a claim's statements back to where it came from.

The order is that of the design: a report that was made from another leads into it, words that another outlet passed on
lead into that outlet's report, and what a source says ends at the source, who is one over all reports.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from firsthand.linking.capitals import countries_in, country_of
from firsthand.linking.scenes import Member, Person, Scene, outlet_of, profile_of
from firsthand.linking.witnesses import Witness, speaks, witness_of
from firsthand.outlets import same_outlet
from firsthand.schema import AlignedPassage, Derivation, Span, Step

_OVERLAP = 0.3
"""Of a member's letters: with so many inside a passage that was taken, it was taken."""


class Path(NamedTuple):
    """How one member got into its report."""

    member: Member
    origin: Person | None
    """The first-hand source at its end; ``None``: nobody could be told."""
    end: str
    """The key of the report in which the path ends."""
    steps: tuple[Step, ...]
    """From the origin to the report."""
    parent: Member | None
    """The member whose words these are, copied or re-worded."""
    direct: bool
    """The report had it from the origin itself: it is of no other report and nobody passed it on."""
    rumour: bool


def paths_of(scene: Scene, members: Sequence[Member]) -> list[Path]:
    """The path of each member of a claim."""
    own: dict[str, list[Member]] = {}
    for member in members:
        own.setdefault(member.report, []).append(member)
    return _with_capitals([_path(scene, member, own) for member in members])


def _with_capitals(paths: list[Path]) -> list[Path]:
    """With each capital that speaks taken for the official of that country who says the same, where there is one."""
    officials: dict[str, Person] = {}
    for path in paths:
        if path.origin is not None and country_of(path.origin.name) is None:
            for country in countries_in(path.origin.words or path.origin.name):
                officials.setdefault(country, path.origin)
    made = []
    for path in paths:
        country = country_of(path.origin.name) if path.origin is not None else None
        official = officials.get(country or "")
        made.append(path if official is None else path._replace(origin=official))
    return made


def _path(scene: Scene, member: Member, own: dict[str, list[Member]]) -> Path:
    steps: list[Step] = []
    now, seen = member, {member.report}
    copied: Member | None = None
    while True:
        witness = witness_of(scene, now)
        if witness.kind == "own":
            now, witness = _restated(scene, now, own, witness)
        found = _from_derivation(scene, now, witness, own, seen) or _from_outlet(scene, now, witness, own, seen)
        if found is None:
            break
        parent, step = found
        steps.append(step)
        seen.add(parent.report)
        if now == member and step.how in ("copy", "edited", "rewrite"):
            copied = parent
        now = parent
    origin = witness.person if witness.kind == "source" else _speaking_publisher(scene, now, witness)
    if origin is None and witness.kind != "rumour" and (mine := witness_of(scene, member)).kind == "source":
        origin = mine.person
    steps += _steps(scene, now, witness, origin)
    passed_on = bool(witness.relays) or _agency_of(scene, now.report) is not None
    direct = now.report == member.report and not passed_on and origin is not None
    return Path(member, origin, now.report, tuple(reversed(steps)), copied, direct, witness.kind == "rumour")


def _restated(scene: Scene, member: Member, own: dict[str, list[Member]], witness: Witness) -> tuple[Member, Witness]:
    """What a report says in its own voice, and lays to somebody elsewhere (a lead, and the quote that bears it out)."""
    for other in own.get(member.report, ()):
        if profile_of(scene, other).negative == profile_of(scene, member).negative:
            found = witness_of(scene, other)
            if found.kind in ("source", "outlet"):
                return other, found
    return member, witness


def _from_derivation(
    scene: Scene, member: Member, witness: Witness, own: dict[str, list[Member]], seen: set[str]
) -> tuple[Member, Step] | None:
    """The member of the report that this one's words were taken from, and the step from there."""
    spans = profile_of(scene, member).spans
    named = [name for name in (witness.outlet, *(r.name for r in witness.relays)) if name]

    def unnamed(derivation: Derivation) -> bool:
        outlet = outlet_of(scene, derivation.source_report)
        return outlet is None or not any(same_outlet(name, outlet) for name in named)

    for derivation in sorted(scene.derivations.get(member.report, ()), key=unnamed):
        if derivation.source_report in seen or derivation.source_report not in scene.dossiers:
            continue
        if derivation.kind == "cites" and witness.kind == "rumour":
            continue
        parent = _parent(scene, derivation, member, witness, own)
        if parent is not None:
            name = outlet_of(scene, derivation.source_report) or derivation.source_report
            return parent, Step(how=derivation.kind, name=name, report=member.report, spans=spans)
    return None


def _parent(
    scene: Scene, derivation: Derivation, member: Member, witness: Witness, own: dict[str, list[Member]]
) -> Member | None:
    """The member's counterpart in the report it derives from: the same words, else a member of the claim there, else
    whatever stands where it was taken from. ``None``: the derivation does not touch it."""
    spans, report = profile_of(scene, member).spans, derivation.source_report
    taken = [p for p in derivation.passages if _shared(spans, p.start, p.end) >= _OVERLAP]
    places = [_place_there(spans, p) for p in taken]
    there = own.get(report, [])
    if (best := _overlapping(scene, there, places)) is not None:
        return best
    if derivation.kind == "cites" and witness.kind == "source" and not taken:
        return None
    if taken or derivation.kind in ("copy", "rewrite") or witness.kind != "source":
        near = _likest(scene, there, witness, member)
    else:
        near = next((m for m in there if _who(scene, m) is not None and _who(scene, m) == _id(witness.person)), None)
    if near is not None or not taken:
        return near
    return _overlapping(scene, [Member(report, i) for i in range(len(scene.profiles[report].items))], places)


def _place_there(spans: Sequence[Span], passage: AlignedPassage) -> tuple[int, int]:
    """Where a member's words stand in the report that a passage was taken from: to the letter where it is verbatim."""
    if passage.how != "verbatim":
        return passage.from_start, passage.from_end
    shift = passage.from_start - passage.start
    return max(passage.from_start, spans[0].start + shift), min(passage.from_end, spans[-1].end + shift)


def _overlapping(scene: Scene, candidates: Sequence[Member], places: Sequence[tuple[int, int]]) -> Member | None:
    """Of some members the one that covers the places best, if any does."""
    ranked = [
        (max((_shared(profile_of(scene, m).spans, *place) for place in places), default=0.0), -m.proposition, m)
        for m in candidates
    ]
    best = max(ranked, default=None, key=lambda row: row[:2])
    return best[2] if best is not None and best[0] >= _OVERLAP else None


def _from_outlet(
    scene: Scene, member: Member, witness: Witness, own: dict[str, list[Member]], seen: set[str]
) -> tuple[Member, Step] | None:
    """The member in the report of an outlet that the words name, and the step from there."""
    names = [r.name for r in reversed(witness.relays) if r.name]
    if witness.outlet is not None:
        names.append(witness.outlet)
    for name in names:
        for report in sorted(own, key=lambda key: (scene.dossiers[key].reading.report.published or "9", key)):
            outlet = outlet_of(scene, report)
            if report in seen or outlet is None or not same_outlet(name, outlet):
                continue
            parent = _likest(scene, own[report], witness, member)
            if parent is not None:
                return parent, Step(how="cites", name=outlet, report=member.report, spans=witness.spans)
    return None


def _likest(scene: Scene, members: Sequence[Member], witness: Witness, member: Member) -> Member | None:
    """Of another report's members, one of the same source, else one that has a source and is nearest in meaning."""
    who = _id(witness.person) if witness.kind == "source" else None
    vector = scene.profiles[member.report].vectors[member.proposition]

    def rank(other: Member) -> tuple[bool, bool, bool, float, int]:
        near = float(scene.profiles[other.report].vectors[other.proposition] @ vector)
        polar = profile_of(scene, other).negative != profile_of(scene, member).negative
        own = _who(scene, other)
        return who is None or own != who, own is None, polar, -round(near, 4), other.proposition

    return min(members, key=rank, default=None)


def _who(scene: Scene, member: Member) -> str | None:
    witness = witness_of(scene, member)
    return _id(witness.person) if witness.kind == "source" else None


def _id(person: Person | None) -> str | None:
    return person.id if person is not None else None


def _speaking_publisher(scene: Scene, member: Member, witness: Witness) -> Person | None:
    """An organisation that publishes its own statement is the source of what stands in it in its own voice."""
    name = outlet_of(scene, member.report)
    if witness.kind != "own" or name is None or not speaks(name):
        return None
    for _, person in sorted(scene.people.items()):
        if person.category == "organisation" and person.kind == "named" and same_outlet(person.name, name):
            return person
    return Person(f"outlet:{name}", name, "named", "organisation", None)


def _agency_of(scene: Scene, report: str) -> str | None:
    """The outlet whose own work a report shows, where that is not its publisher."""
    origin, own = scene.dossiers[report].reading.origin, outlet_of(scene, report)
    if origin is None or (own is not None and same_outlet(origin.outlet, own)):
        return None
    return origin.outlet if own is not None else None


def _steps(scene: Scene, member: Member, witness: Witness, origin: Person | None) -> list[Step]:
    """The steps inside the report in which the path ends, from the report back to the origin."""
    report, spans = member.report, profile_of(scene, member).spans
    made = []
    for relay in reversed(witness.relays):
        marks = (Span(relay.start, relay.end),) if relay.start is not None and relay.end is not None else ()
        made.append(Step(how="relayed", name=relay.name or "", report=report, spans=marks))
    if witness.outlet is not None and origin is None:
        made.append(Step(how="relayed", name=witness.outlet, report=report, spans=witness.spans))
    if origin is not None:
        made.append(Step(how="said", name=origin.name, report=report, spans=witness.spans or spans))
    else:
        made.append(Step(how="published", name=outlet_of(scene, report) or report, report=report, spans=spans))
    return made


def _shared(spans: Sequence[Span], start: int, end: int) -> float:
    """The share of some spans' letters that lie between ``start`` and ``end``."""
    total = sum(s.end - s.start for s in spans)
    inside = sum(max(0, min(s.end, end) - max(s.start, start)) for s in spans)
    return inside / total if total else 0.0
