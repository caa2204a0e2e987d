"""Who vouches for words in the report that carries them: a first-hand source, another outlet, nobody, or rumour."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from firsthand.linking.scenes import Member, Person, Scene, outlet_of, profile_of, source_of
from firsthand.outlets import find_outlet, same_outlet
from firsthand.schema import Relay, Source, Span, Statement

WitnessKind = Literal["source", "outlet", "own", "rumour"]

_RUMOUR = re.compile(
    r"\b(?:rumou?rs?|rumou?red|unconfirmed|unverified|word (?:in|on|around|has|is)|talk (?:in|on|of|that|is|has)|gossip"
    r"|whispers?|is feared|are feared|may have|might have|speculat\w+|allegedly|it is said|they say|some say"
    r"|circulat\w+ (?:on|online|in)|claims? (?:on|circulating)|no (?:name|source)|social media|doing the rounds"
    r"|(?:story|stories|posts?|talk|tale) (?:going|all|doing|spreading|is all)|all over (?:[A-Z]\w+|the internet))\b",
    re.IGNORECASE,
)
_OWN = re.compile(
    r"\b(?:our|this newspaper['’]?s?|the paper['’]s|own) (?:correspondents?|reporters?|photographers?)\b", re.IGNORECASE
)


class Witness(NamedTuple):
    """Who vouches for a member in its own report, before any other report is looked at."""

    kind: WitnessKind
    person: Person | None
    """The source, for kind ``source``."""
    outlet: str | None
    """The outlet whose word it is, for kind ``outlet``."""
    relays: tuple[Relay, ...]
    """Who passed it on, nearest to the source first, without the report's own outlet."""
    spans: tuple[Span, ...]
    """The words that name whoever it is."""


def witness_of(scene: Scene, member: Member) -> Witness:
    """Who vouches for the member's words."""
    profile = profile_of(scene, member)
    statement, own = profile.statement, outlet_of(scene, member.report)
    source = source_of(scene, member)
    if statement is None:
        return Witness(_unattributed(scene, member), None, None, (), ())
    relays = _relays(statement, own)
    spans = (statement.source_span,) if statement.source_span is not None else statement.cue
    if source is None:
        kind: WitnessKind = "rumour" if statement.stance == "rumour" else _unattributed(scene, member)
        return Witness(kind, None, None, relays, spans)
    person = scene.people.get((member.report, source.id))
    if own is not None and (same_outlet(source.name, own) or _OWN.search(source.name)):
        return Witness("source", Person(f"outlet:{own}", own, "named", "organisation", None), None, relays, spans)
    if _is_outlet(scene, member.report, source):
        return Witness("outlet", person, source.name, relays, spans)
    return Witness("source", person, None, relays, spans)


def _unattributed(scene: Scene, member: Member) -> WitnessKind:
    """Words laid to nobody: rumour where the sentence says so, else the report's own."""
    dossier, at = scene.dossiers[member.report], profile_of(scene, member).spans[0].start
    sentence = next((s for s in dossier.sentences if s.start <= at < s.end), profile_of(scene, member).spans[0])
    return "rumour" if _RUMOUR.search(dossier.text, sentence.start, sentence.end) else "own"


def _relays(statement: Statement, own: str | None) -> tuple[Relay, ...]:
    return tuple(r for r in statement.relay if r.name and not (own is not None and same_outlet(r.name, own)))


def _is_outlet(scene: Scene, report: str, source: Source) -> bool:
    """Whether the words are laid to another outlet: one of the scene's, or one that the table knows."""
    if source.category in ("document", "group") or source.kind == "unnamed":
        return False
    known = find_outlet(source.name)
    if known is not None and known.kind in ("outlet", "agency"):
        return True
    return any(
        same_outlet(source.name, name)
        for key in scene.dossiers
        if key != report and (name := outlet_of(scene, key)) is not None and not _speaks(scene, key, name)
    )


def _speaks(scene: Scene, report: str, name: str) -> bool:
    """Whether a report is its publisher's own statement: nobody else says anything in it."""
    reading = scene.dossiers[report].reading
    others = {s.source for s in reading.statements if s.source is not None}
    named = {s.id for s in reading.sources if same_outlet(s.name, name)}
    return not others - named
