"""Who vouches for words in the report that carries them: a first-hand source, another outlet, nobody, or rumour."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from firsthand.linking.profiles import name_stems
from firsthand.linking.scenes import Member, Person, Scene, outlet_of, profile_of, source_of
from firsthand.outlets import find_outlet, same_outlet
from firsthand.reading.name_tables import words_of
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
_THERE = re.compile(
    r"\b(?:(?:our|this newspaper['’]s|the paper['’]s|this) (?:reporter|correspondent|photographer)s?"
    r"|reporters? (?:who|for|from|saw|watched|counted|at)|we (?:saw|watched|counted|visited|measured|found|walked))\b",
    re.IGNORECASE,
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
    relays = _relays(statement, own, source) if statement is not None else ()
    spans: tuple[Span, ...] = ()
    if statement is not None:
        spans = (statement.source_span,) if statement.source_span is not None else statement.cue
    if source is None and statement is None and own is not None and _seen(scene, member):
        return Witness("source", Person(f"outlet:{own}", own, "named", "organisation", None), None, (), profile.spans)
    if source is None:
        rumour = statement is not None and statement.stance == "rumour"
        kind: WitnessKind = "rumour" if rumour else _unattributed(scene, member)
        return Witness(kind, None, None, relays, spans)
    person = scene.people.get((member.report, source.id))
    if profile.passed_on and (body := _body_called(scene, profile.passed_on)) is not None and body != person:
        relay = Relay(source=source.id, name=source.name, how="told")
        return Witness("source", body, None, (relay, *relays), spans)
    mine = own is not None and (_OWN.search(source.name) or (source.kind == "named" and same_outlet(source.name, own)))
    if own is not None and mine and source.category != "document" and not speaks(own):
        return Witness("source", Person(f"outlet:{own}", own, "named", "organisation", None), None, relays, spans)
    if _is_outlet(scene, member.report, source):
        return Witness("outlet", person, source.name, relays, spans)
    return Witness("source", person, None, relays, spans)


def _body_called(scene: Scene, words: str) -> Person | None:
    """The organisation among the scene's people that some words mean: the one with most of them in its name."""
    own = name_stems(words)
    shared: dict[str, tuple[int, Person]] = {}
    for _, person in sorted(scene.people.items()):
        stems = name_stems(person.name)
        alike = len(own & stems)
        if person.category == "organisation" and alike and alike >= min(2, len(stems)):
            shared.setdefault(person.id, (alike, person))
    most = max((alike for alike, _ in shared.values()), default=0)
    best = [person for alike, person in shared.values() if alike == most]
    return best[0] if len(best) == 1 else None


def _seen(scene: Scene, member: Member) -> bool:
    """Whether a report says in its own voice that its reporter was there."""
    dossier, at = scene.dossiers[member.report], profile_of(scene, member).spans[0].start
    sentence = next((s for s in dossier.sentences if s.start <= at < s.end), profile_of(scene, member).spans[0])
    return _THERE.search(dossier.text, sentence.start, sentence.end) is not None


def _unattributed(scene: Scene, member: Member) -> WitnessKind:
    """Words laid to nobody: rumour where the sentence says so, else the report's own."""
    dossier, at = scene.dossiers[member.report], profile_of(scene, member).spans[0].start
    sentence = next((s for s in dossier.sentences if s.start <= at < s.end), profile_of(scene, member).spans[0])
    return "rumour" if _RUMOUR.search(dossier.text, sentence.start, sentence.end) else "own"


def _relays(statement: Statement, own: str | None, source: Source | None) -> tuple[Relay, ...]:
    """The statement's relays but for the report's own outlet, who vouches for it, and platforms, which only carry."""
    kept = []
    for relay in statement.relay:
        known = find_outlet(relay.name) if relay.name else None
        carrier = known is not None and known.kind in ("platform", "portal", "proxy")
        mine = relay.name and own is not None and same_outlet(relay.name, own)
        if relay.name and not carrier and not mine and (source is None or relay.source != source.id):
            kept.append(relay)
    return tuple(kept)


def _is_outlet(scene: Scene, report: str, source: Source) -> bool:
    """Whether the words are laid to another outlet: one of the scene's, or one that the table knows."""
    if source.category in ("document", "group") or source.kind == "unnamed" or speaks(source.name):
        return False
    known = find_outlet(source.name)
    if known is not None and known.kind in ("outlet", "agency"):
        return True
    return any(
        same_outlet(source.name, name)
        for key in scene.dossiers
        if key != report and (name := outlet_of(scene, key)) is not None and not speaks(name)
    )


def speaks(publisher: str) -> bool:
    """Whether a publisher is an organisation that speaks for itself, by its name, and no news outlet."""
    known = find_outlet(publisher)
    if known is not None and known.kind in ("outlet", "agency"):
        return False
    words = re.findall(r"\w+", publisher.lower())
    return any(word in _BODIES for word in words) and not any(word in _NEWS for word in words)


_BODIES = words_of(
    "authority ministry agency office council police service services company bank hall union association commission "
    "board committee institute hospital university federation club fund foundation government embassy forces force "
    "brigade department directorate court party ltd inc plc llc gmbh corporation corp group holdings secretariat "
    "administration municipality inspectorate presidency army navy guard command mission organisation organization "
    "trust charity clinic school airport airline airlines railway railways port utility watch rights initiative centre "
    "center museum church diocese chamber congress parliament assembly senate society alliance network operations"
)
_NEWS = words_of(
    "news press wire media radio tv television times post herald daily gazette tribune courier journal chronicle "
    "standard observer monitor telegraph mail express star sun echo argus mirror reporter dispatch bulletin weekly "
    "magazine online broadcasting channel newsletter record review today live"
)
