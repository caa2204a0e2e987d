"""Which stretches of a report name places: what the network hears, weighed with what the gazetteer knows.

A name that the gazetteer has for a country needs less evidence than one that it has never seen, a name is heard
better where it was heard before, and the names and adjectives of countries need not be heard at all. Institutions
named after a place are sources and no places; that a body is some place's own ("Cavan County Council") is an
associative use of the place.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from firsthand.gazetteer import Match, lookup, names_in
from firsthand.reading.name_tables import CALENDAR, ORG_NOUNS
from firsthand.reading.parts import Mention
from firsthand.reading.passages import SPOKEN
from firsthand.reading.places.hearing import Heard
from firsthand.reading.places.toponyms import Toponym
from firsthand.reading.proper_names import Token
from firsthand.reading.wording import Wording
from firsthand.schema import Passage, PlaceKind, PlaceUse

_LEAST_CHANCE: dict[PlaceKind, float] = {
    "country": 0.5, "region": 0.55, "district": 0.6, "settlement": 0.65, "feature": 0.7,
}  # fmt: skip
_LEAST_UNKNOWN = 0.9
_LEAST_CUT = 0.75
"""Of a name that is known only by its beginning ("Windsor Castle")."""
_SHORTEST_CUT, _LONGEST_INITIALS = 4, 3
_RULED, _LOCATED = 0.6, 0.7
"""The chance of a country that only the gazetteer knows, and of a name that stands where places do."""
_LOCATIVE = frozenset({"in", "near", "outside", "across", "towards", "toward", "via", "through", "around", "from"})
_PLAIN_FORMS = frozenset({"name", "variant", "abbreviation", "demonym"})
_LARGE = 100_000
_LITERAL_DEMONYM = 0.8
"""How sure the network must be before an adjective or demonym is taken for a location ("the Turkish coast")."""

_EDGE = re.compile(r"^(?:[Tt]he\s+|\W+)|(?:[’']s?|[^\w.)]+)$")
_HYPHENED = re.compile(r"-[A-Z]\w+")
_SPACE = re.compile(r"\s+")
_COMMON_NOUNS = re.compile(r"(?:\s+[a-z]\w*)+$")
_INSTITUTION = (
    r"(?:University|College|Institute|Polytechnic|Times|Post|Herald|Tribune|Journal|Gazette|Chronicle|Telegraph|Courier|"
    r"Examiner|Inquirer|Observer|Mirror|Mail|Sun|Star|Globe|News|Today|Magazine|Airlines?|Airways|Bank|Stock\s+Exchange|"
    r"Symphony|Philharmonic|Orchestra|Open|Marathon|Accords?|Agreement|Treaty|Protocol|Convention|Declaration)"
)
_NAMED_AFTER = re.compile(rf"(?:[-–]\w+)?(?:\s+(?:[A-Z][\w’'&.-]*|and|of|&)){{0,3}}?\s+(?:Daily\s+)?{_INSTITUTION}\b")
_NAMED_FOR = re.compile(
    r"\b(?:University|College|Institute|Bank)\s+of\s+(?:the\s+)?(?:[A-Z][\w’'.-]*\s+){0,2}$"
    r"|\bUniversity\s+of\s+[\w ]{1,30}[-–]$"
)
_SEATS_OF_POWER = frozenset({
    "white house", "kremlin", "pentagon", "capitol", "capitol hill", "downing street", "whitehall", "elysee", "élysée",
    "blue house", "oval office", "moon", "earth", "mars",
})  # fmt: skip
"""Buildings that stand for those who work there, who are sources; and what no map of the earth shows."""
_STREET_OR_VENUE = re.compile(
    r"(?:[’']s)?\s+(?:[A-Z][\w’'-]*\s+){0,2}?(?:Road|Rd|Street|Avenue|Ave|Lane|Drive|Boulevard|Blvd|Highway|Trail|"
    r"Parkway|Mall|Arena|Theat(?:re|er)|Hotel|Inn|Grill|Restaurant|Retirement|Plaza|Walk|Way|Legion|Red\s+Cross)\b"
)
_COMPASS = frozenset({
    "north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest", "central", "northern",
    "southern", "eastern", "western", "north central", "south central", "united", "metro", "river", "lake", "mount",
    "mountain", "bay", "island", "islands", "isle", "valley", "hill", "hills", "county", "city", "town", "township",
    "village", "street", "road", "avenue", "bridge", "church", "beach", "port", "harbour", "harbor", "park", "square",
    "castle", "palace", "station", "airport", "hospital", "school", "saint", "st.", "fort", "point", "coast", "border",
})  # fmt: skip
"""Words that begin names of places and are none alone."""
_NO_NAMES = _SEATS_OF_POWER | _COMPASS
_NEVER_LOCATED = CALENDAR | ORG_NOUNS
_PERSON_BEFORE = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Prof|Sir|Lady|Lord|Sen|Rep|Gov|Sgt|Capt|Lt|Col|Gen|Judge)\.?\s+$")
_DATELINE = re.compile(r"[^\W\d_][\w.’' -]*")


def find_toponyms(
    text: str, passages: Sequence[Passage], heard: Sequence[Heard], mentions: Sequence[Mention], wording: Wording
) -> tuple[Toponym, ...]:
    """The place names of a report, in order and not overlapping: those in its datelines, of ``heard`` (in order) those
    likely enough, and the countries outside the names of people. ``wording`` is that of the passages, or of more."""
    found = [t for p in passages if p.kind == "dateline" for t in _in_dateline(text, p)]
    named = [m for m in mentions if m.entity == "person" and m.form == "name"]
    people = {i: m for m in named for i in range(m.start, m.end)}
    ruled = {h.start: h for h in _ruled(text, passages, wording) if not _is_person(h, people)}
    trimmed = [_both(t, ruled.pop(t.start, t)) for h in heard if (t := _trimmed(text, h)).start < t.end]
    taken = {i for h in trimmed for i in range(h.start, h.end)}
    trimmed += [h for h in ruled.values() if h.start not in taken and h.end - 1 not in taken]
    best: dict[str, float] = {}
    for h in trimmed:
        name = text[h.start : h.end].casefold()
        best[name] = max(best.get(name, 0.0), h.chance)
    for h in trimmed:
        name = text[h.start : h.end]
        chance = (h.chance + best[name.casefold()]) / 2
        end = h.start + _known_end(name)
        if not _may_name(name) or _is_institution(text, h.start, h.end):
            continue
        if _STREET_OR_VENUE.match(text, end):
            continue
        matches = _known(text[h.start : end])
        cut = text[end : h.end].strip()[:1].isupper()
        if chance >= (max(_least(matches), _LEAST_CUT) if cut else _least(matches)):
            found.append(Toponym(h.start, end, _use(h.literal, matches)))
    return _apart(found)


def _may_name(words: str) -> bool:
    plain = words.casefold()
    return len(words) > 1 and not words.islower() and words[0].isalnum() and plain not in _NO_NAMES


def _is_person(heard: Heard, people: Mapping[int, Mention]) -> bool:
    """Whether it lies in a person's name; one that is all of it may yet be a place where it stands as places do."""
    person = people.get(heard.start) or people.get(heard.end - 1)
    return person is not None and (heard.chance < _LOCATED or (person.start, person.end) != (heard.start, heard.end))


def _both(heard: Heard, ruled: Heard) -> Heard:
    return heard._replace(end=max(heard.end, ruled.end), chance=max(heard.chance, ruled.chance))


def _ruled(text: str, passages: Sequence[Passage], wording: Wording) -> list[Heard]:
    """As if heard: the names and adjectives of countries, and known names that stand alone after "in" or "near"."""
    found: list[Heard] = []
    for passage in passages:
        if passage.kind not in SPOKEN:
            continue
        tokens = wording.tokens[passage.start, passage.end]
        words = [t.text for t in tokens]
        titled = (passage.start, passage.end) in wording.titled
        i = 0
        while i < len(tokens):
            lengths = names_in(words, i) if tokens[i].capital and tokens[i].lower != "the" else ()
            step = lengths[0] if lengths else 1
            if lengths:
                start, end = passage.start + tokens[i].start, passage.start + tokens[i + step - 1].end
                matches = _known(text[start:end])
                first = matches[0] if matches else None
                if first and first.entry.kind == "country" and first.form in _PLAIN_FORMS:
                    found.append(Heard(start, end, _RULED, 0.0 if first.form == "demonym" else 0.5))
                elif first and first.form != "demonym" and not titled and _is_located(tokens, i, i + step):
                    found.append(Heard(start, end, _LOCATED, 1.0))
            i += step
    return found


def _is_located(tokens: Sequence[Token], first: int, end: int) -> bool:
    """Whether the tokens, all of one name, come after a preposition of place."""
    before = first - 1 - (first > 1 and tokens[first - 1].lower == "the")
    after = tokens[end] if end < len(tokens) else None
    alone = after is None or not (after.capital or after.text == "-")
    named = tokens[first].lower not in _NEVER_LOCATED
    return alone and named and before >= 0 and tokens[before].lower in _LOCATIVE


def _known(name: str) -> list[Match]:
    """What the gazetteer has under the name as it is written: the UN is not Un, and "us" not the US."""
    short = name.isupper() and len(name) <= _LONGEST_INITIALS
    return [m for m in lookup(name) if m.cased and (not short or m.form == "abbreviation")]


def _least(matches: Sequence[Match]) -> float:
    if not matches:
        return _LEAST_UNKNOWN
    return min(_LEAST_CHANCE[m.entry.kind] - 0.05 * (m.entry.population >= _LARGE) for m in matches)


def _use(literal: float, matches: Sequence[Match]) -> PlaceUse:
    demonym = bool(matches) and matches[0].form == "demonym"
    return "literal" if literal >= (_LITERAL_DEMONYM if demonym else 0.5) else "associative"


def _trimmed(text: str, heard: Heard) -> Heard:
    """Without the article, the possessive and the marks around the name; a full stop stays only with an
    abbreviation's."""
    start, end = heard.start, heard.end
    while start < end:
        edge = _EDGE.search(text[start:end])
        if edge is None or edge.start() == edge.end():
            break
        start, end = (start + edge.end(), end) if edge.start() == 0 else (start, start + edge.start())
    joined = _HYPHENED.match(text, end)
    if joined and lookup(text[start : joined.end()]):
        end = joined.end()
    return heard._replace(start=start, end=end)


def _known_end(words: str) -> int:
    """Where the name in these words ends: "New York court" and "Tennessee counties" go on with common nouns, "Windsor
    Castle" with what the gazetteer does not know. A name of which it knows no part is left as it is."""
    ends = [m.start() for m in _SPACE.finditer(words) if m.start() >= _SHORTEST_CUT]
    for end in (len(words), *reversed(ends)):
        if lookup(words[:end]):
            return end
    common = _COMMON_NOUNS.search(words)
    return common.start() if common and common.start() else len(words)


def _is_institution(text: str, start: int, end: int) -> bool:
    before = text[max(0, start - 60) : start]
    return bool(_NAMED_AFTER.match(text, end) or _NAMED_FOR.search(before) or _PERSON_BEFORE.search(before))


def _in_dateline(text: str, passage: Passage) -> list[Toponym]:
    """The place a report is filed from, with the wider place after it ("PARIS, Texas")."""
    found: list[Toponym] = []
    for part in _DATELINE.finditer(text, passage.start, passage.end):
        words = part[0].rstrip(" -'’")
        matches = [m for m in lookup(words) if m.form != "demonym"]
        wider = any(m.entry.kind in ("country", "region") for m in matches)
        if not matches or (found and not wider) or len(found) == 2:
            break
        found.append(Toponym(part.start(), part.start() + len(words), "literal"))
    return found


def _apart(found: Sequence[Toponym]) -> tuple[Toponym, ...]:
    made: list[Toponym] = []
    for t in sorted(found):
        if not made or t.start >= made[-1].end:
            made.append(t)
    return tuple(made)
