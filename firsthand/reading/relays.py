"""The chain by which a statement reached the report: who heard it, obtained it, published it, translated it,
reported it.

Four places show it: the clause that reports the statement ("told the Morning Anvil", "the Anvil reported, citing
…"), the document it comes from ("in a letter obtained by …"), a sentence about that document anywhere in the report
("The footage was passed to the families and published by …"), and the statements that hold this one. ``survey``
reads what concerns the whole report once; ``relays_of`` then answers for one attribution. Nearest to the speaker
first, as a chain of custody is written (Berkeley Protocol on Digital Open Source Investigations, 2022).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from firsthand.reading import relay_forms as forms
from firsthand.reading.addressees import addressee_of, noun_phrase
from firsthand.reading.outlet_names import NAME, PLATFORM, clean_name, is_outlet, outlets_shown, same_outlet
from firsthand.reading.parts import Attribution
from firsthand.schema import Passage, Record, Relay, RelayHow, Span


class Carrier(Record, frozen=True, kw_only=True):
    """What a document or recording went through, as one sentence of the report tells it."""

    noun: str
    """Its class: ``recording``, ``letter``, ``document`` or ``post``."""
    start: int
    end: int
    relays: tuple[Relay, ...]


class Trail(Record, frozen=True, kw_only=True):
    """What a whole report shows about outlets and the paths of its documents (see ``survey``)."""

    outlets: tuple[tuple[int, int, str], ...] = ()
    """Names used as outlets, with their places, in the order of the text."""
    carriers: tuple[Carrier, ...] = ()
    persons: tuple[str, ...] | None = None
    own: tuple[str, ...] = ()
    paragraphs: tuple[Span, ...] = ()


_WINDOW = 400  # characters before and after an attribution that can speak of its path
_TOLD_BEFORE = 4000  # characters before "the paper" that can name it
_ORDER: dict[RelayHow, int] = {"obtained": 1, "told": 0, "published": 2, "translated": 3, "reported": 4}


def survey(
    text: str, passages: Sequence[Passage] = (), persons: Sequence[str] | None = None, own_outlets: Sequence[str] = ()
) -> Trail:
    """What the whole report shows: names it uses as outlets, and sentences that tell a document's path.

    ``persons`` are the names of all people in the report (None when they are not known: then a name counts as an outlet
    only where its form or its use shows it). ``own_outlets`` are the report's own: they are no relays.
    """
    trail = Trail(
        outlets=outlets_shown(text),
        persons=None if persons is None else tuple(persons),
        own=tuple(own_outlets),
        paragraphs=tuple(Span(passage.start, passage.end) for passage in passages),
    )
    return msgspec.structs.replace(trail, carriers=tuple(_carriers(text, trail)))


def relays_of(
    text: str, sentence: Span, attribution: Attribution, trail: Trail, enclosing: Sequence[Attribution] = ()
) -> tuple[Relay, ...]:
    """The hops between this attribution's source and the report, nearest to the speaker first.

    ``sentence`` is where its cue stands; ``enclosing`` are the attributions whose content holds it, innermost
    first, whose sources are relays too ("residents said the mayor had told them": the residents). The report's own
    outlet, the source itself and platforms without a publisher are never given twice. ``Relay.source`` is left for
    the caller to resolve.
    """
    sentence = _near(sentence, attribution)
    taken = attribution.content
    found: list[tuple[int, int, Relay]] = []
    found += _told(text, sentence, attribution, trail)
    found += _documents(text, sentence, taken, trail)
    found += _translations(text, sentence, taken)
    found += _reporters(text, sentence, attribution, trail)
    passed_on = [relay for carrier in _carriers_for(text, attribution, trail) for relay in carrier.relays]
    found += [(_ORDER["published"], len(text) + place, relay) for place, relay in enumerate(passed_on)]
    chain = [relay for _, _, relay in sorted(found, key=lambda entry: entry[:2])]
    chain += [relay for outer in enclosing if (relay := _speaker_relay(text, outer, trail))]
    return _distinct(text, chain, attribution)


def _near(sentence: Span, attribution: Attribution) -> Span:
    """The part of the sentence around the attribution: one without a full stop may run over a whole page."""
    spans = (*attribution.cue, *attribution.source, *attribution.content)
    start = max(sentence.start, min(span.start for span in spans) - _WINDOW)
    return Span(start, min(sentence.end, max(max(span.end for span in spans), start) + _WINDOW))


def _told(text: str, sentence: Span, attribution: Attribution, trail: Trail) -> list[tuple[int, int, Relay]]:
    span = addressee_of(text, sentence, attribution.cue, attribution.source, attribution.content)
    spans = [span] if span else []
    talks = _has(text, sentence, forms.INTERVIEW_STEMS)
    for match in forms.INTERVIEW.finditer(text, sentence.start, sentence.end) if talks else ():
        if not _inside(match.start(), attribution.content) and (phrase := noun_phrase(text, match.end(), sentence.end)):
            spans.append(phrase)
    return [
        (_ORDER["told"], span.start, relay) for span in spans if (relay := _outlet_relay(text, span, "told", trail))
    ]


def _documents(text: str, sentence: Span, taken: Sequence[Span], trail: Trail) -> list[tuple[int, int, Relay]]:
    """Hops of a document in its own sentence: "in a video obtained by …", "wrote on Telegram"."""
    carried = _has(text, sentence, forms.CARRIER_STEMS) and forms.CARRIER_WORD.search(
        text, sentence.start, sentence.end
    )
    if not carried and not PLATFORM.search(text, sentence.start, sentence.end):
        return []
    found: list[tuple[int, int, Relay]] = []
    head = forms.IN_A.search(text, sentence.start, sentence.end)
    if head:
        found += [
            (_ORDER["obtained"], relay.start or 0, relay)
            for relay in _hops(text, head.end(), sentence.end, taken, trail)
        ]
    for match in forms.POSTED.finditer(text, sentence.start, sentence.end):
        platform = PLATFORM.match(text, match.end()) or PLATFORM.search(text, match.start(), match.end())
        if platform and not _inside(platform.start(), taken):
            relay = Relay(name=platform[0], how="published", start=platform.start(), end=platform.end())
            found.append((_ORDER["published"], platform.start(), relay))
    return found


def _hops(text: str, start: int, end: int, taken: Sequence[Span], trail: Trail) -> list[Relay]:
    """Every hop that a stretch tells, in its order."""
    hits: list[tuple[int, RelayHow, int]] = []
    for how, pattern in forms.HOPS:
        for match in pattern.finditer(text, start, end):
            hits.append((match.start(), how, match.end()))
    for match in forms.ACTIVE_HOP.finditer(text, start, end):
        hits.append((match.start(), "obtained", match.end()))
    relays: list[Relay] = []
    for at, how, after in sorted(hits):
        if _inside(at, taken):
            continue
        phrase = noun_phrase(text, after, end)
        if phrase is None or _is_own(text[phrase.start : phrase.end], trail):
            continue
        words = text[phrase.start : phrase.end]
        if forms.PRESS.match(words):
            continue
        if how == "reported" and not _is_outlet(words, trail):
            continue
        if re.match(r"sent|delivered|forwarded", text[at:after], re.I) and not _is_outlet(words, trail):
            continue  # whoever a letter was sent to is its reader
        platform = PLATFORM.search(words) if how == "published" else None
        if how == "published" and not (platform or words[0].isupper() or _is_described(words)):
            continue
        relay = _relay(text, phrase, how)
        relays.append(Relay(name=platform[0], how=how, start=relay.start, end=relay.end) if platform else relay)
    return relays


def _translations(text: str, sentence: Span, taken: Sequence[Span]) -> list[tuple[int, int, Relay]]:
    if not _has(text, sentence, forms.TRANSLATION_STEMS):
        return []
    found: list[tuple[int, int, Relay]] = []
    for match in forms.TRANSLATED.finditer(text, sentence.start, sentence.end):
        if _inside(match.start(), taken):
            continue
        by = forms.TRANSLATED_BY.search(text, match.start(), sentence.end)
        phrase = noun_phrase(text, by.end(), sentence.end) if by else None
        name = clean_name(_bare(text[phrase.start : phrase.end])) if phrase else None
        end = phrase.end if phrase else match.end()
        found.append(
            (_ORDER["translated"], match.start(), Relay(name=name, how="translated", start=match.start(), end=end))
        )
        break
    return found


def _reporters(text: str, sentence: Span, attribution: Attribution, trail: Trail) -> list[tuple[int, int, Relay]]:
    """Outlets that the sentence names as reporting the statement; an outlet that is itself cited stands nearer."""
    found: list[tuple[int, int, Relay]] = []
    known = [name for _, _, name in trail.outlets]
    for match in (
        *forms.REPORTED_BY.finditer(text, sentence.start, sentence.end),
        *forms.CITED.finditer(text, sentence.start, sentence.end),
    ):
        group = match.lastgroup or "a"
        span = Span(match.start(group), match.end(group))
        # An outlet named inside what was said is the speaker's own reference.
        if _inside(span.start, attribution.content) or _is_own(text[span.start : span.end], trail):
            continue
        words = text[span.start : span.end]
        if not (_is_described(words) or is_outlet(_bare(words), known)):
            continue
        cited = -1 if re.match(r"citing\b", match[0], re.I) else 0
        found.append((_ORDER["reported"] + cited, span.start, _relay(text, span, "reported")))
    return found


def _speaker_relay(text: str, outer: Attribution, trail: Trail) -> Relay | None:
    if not outer.source:
        return None
    span = outer.source[0]
    if _is_own(text[span.start : span.end], trail):
        return None
    known = [name for _, _, name in trail.outlets]
    words = text[span.start : span.end]
    how: RelayHow = "reported" if _is_described(words) or is_outlet(_bare(words), known) else "told"
    return _relay(text, span, how)


def _outlet_relay(text: str, span: Span, how: RelayHow, trail: Trail) -> Relay | None:
    """A relay when the words name an outlet that is not the report's own; "the paper" is the outlet named last."""
    words = text[span.start : span.end]
    if forms.THIS_OUTLET.match(words) or _is_own(words, trail):
        return None
    if forms.ANAPHOR.match(words):
        before = [name for start, _, name in trail.outlets if start < span.start] or _told_names(
            text, span.start, trail
        )
        if not before or any(same_outlet(before[-1], own) for own in trail.own):
            return None
        return Relay(name=before[-1], how=how, start=span.start, end=span.end)
    known = [name for _, _, name in trail.outlets]
    bare = _bare(words)
    if not bare[:1].isupper() and not bare.startswith("the "):
        return None
    if _is_described(words) or is_outlet(bare, known, trail.persons):
        return _relay(text, span, how)
    return None


def _told_names(text: str, end: int, trail: Trail) -> list[str]:
    """Outlets that somebody "told" before ``end``, in the order of the text."""
    names = (
        clean_name(match[1]) for match in re.finditer(rf"\btold\s+({NAME})", text[max(0, end - _TOLD_BEFORE) : end])
    )
    return [name for name in names if is_outlet(name, (), trail.persons)]


def _carriers(text: str, trail: Trail) -> list[Carrier]:
    found: list[Carrier] = []
    for match in forms.CARRIER_SENTENCE.finditer(text):
        stop = forms.SENTENCE_END.search(text, match.end())
        end = stop.start() if stop else len(text)
        noun = match["noun"].lower()
        relays = _hops(text, match.start("noun"), end, (), trail)
        if relays:
            kind = forms.CARRIERS.get(noun, forms.CARRIERS.get(noun.removesuffix("s"), "document"))
            found.append(Carrier(noun=kind, start=match.start(), end=end, relays=tuple(relays)))
    return found


def _carriers_for(text: str, attribution: Attribution, trail: Trail) -> list[Carrier]:
    """The carriers that the source's words or the rest of its paragraph speak of."""
    if not trail.carriers:
        return []
    anchor = (*attribution.cue, *attribution.content)[0].start
    paragraph = next((span for span in trail.paragraphs if span.start <= anchor < span.end), None)
    spans = [*attribution.source, *([paragraph] if paragraph else [])]
    kinds = {
        forms.CARRIERS.get(match[0].lower(), forms.CARRIERS.get(match[0].lower().removesuffix("s"), ""))
        for span in spans
        for match in forms.CARRIER_WORD.finditer(text, span.start, span.end)
        if not _inside(match.start(), attribution.content)
        and not forms.ASIDE.search(text, max(0, match.start() - 40), match.start())
    }
    return [carrier for carrier in trail.carriers if carrier.noun in kinds]


def _distinct(text: str, chain: Sequence[Relay], attribution: Attribution) -> tuple[Relay, ...]:
    sources = [_bare(text[span.start : span.end]) for span in attribution.source]
    kept: list[Relay] = []
    for relay in chain:
        if relay.name and any(same_outlet(relay.name, source) for source in sources):
            continue
        if any(relay.name == o.name or (relay.name and o.name and same_outlet(relay.name, o.name)) for o in kept):
            continue
        kept.append(relay)
    return tuple(kept)


def _relay(text: str, span: Span, how: RelayHow) -> Relay:
    return Relay(name=clean_name(_bare(text[span.start : span.end])), how=how, start=span.start, end=span.end)


def _bare(words: str) -> str:
    """The name alone, where a description comes before it ("the weekly Morning Anvil")."""
    words = " ".join(words.split())
    return forms.DESCRIBED.sub("", words)


def _is_outlet(words: str, trail: Trail) -> bool:
    return _is_described(words) or is_outlet(_bare(words), [name for _, _, name in trail.outlets], trail.persons)


def _is_described(words: str) -> bool:
    return forms.DESCRIBED.match(" ".join(words.split())) is not None


def _is_own(words: str, trail: Trail) -> bool:
    return forms.THIS_OUTLET.match(words) is not None or any(same_outlet(_bare(words), own) for own in trail.own)


def _has(text: str, span: Span, stems: Sequence[str]) -> bool:
    """Whether any of the stems stands in the span."""
    return any(map(text[span.start : span.end].lower().__contains__, stems))


def _inside(at: int, spans: Sequence[Span]) -> bool:
    return any(span.start <= at < span.end for span in spans)
