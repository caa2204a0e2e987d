"""One report in, its reading out: the rooms of reading, composed.

``Reader.read`` is a pure function of the report and the weights: no network, no clock, no archive. The same report
gives the same reading, byte for byte, whatever was read before it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import chain

import msgspec
import numpy as np
import numpy.typing as npt

from firsthand.errors import WeightsError
from firsthand.reading.about import about
from firsthand.reading.addressees import addressee_of
from firsthand.reading.attributions import Weighing, find_attributions, passages_of
from firsthand.reading.bounds import within_bounds
from firsthand.reading.caveats import find_caveats
from firsthand.reading.cues import stance_of
from firsthand.reading.encoder import Model, encode, load_model
from firsthand.reading.features import pieces_of
from firsthand.reading.mentions import merge_mentions, rule_mentions
from firsthand.reading.nested import with_nested
from firsthand.reading.origins import find_origin
from firsthand.reading.parts import Attribution, Mention, Quotation
from firsthand.reading.passages import SPOKEN, split_passages
from firsthand.reading.places import Heard, find_toponyms, heard_places, resolve
from firsthand.reading.pointers import Floats
from firsthand.reading.quantities import find_quantities
from firsthand.reading.quotations import find_quotations
from firsthand.reading.quoted import with_quotations
from firsthand.reading.references import learned_mentions, with_antecedents
from firsthand.reading.relays import relays_of, survey
from firsthand.reading.said import with_said
from firsthand.reading.sentences import split_sentences
from firsthand.reading.sifting import sift
from firsthand.reading.sources import fold_sources
from firsthand.reading.statements import Draft, make_statements
from firsthand.reading.times import clock_of, find_times
from firsthand.reading.vectors import PieceVectors, piece_vectors
from firsthand.reading.voice import active
from firsthand.reading.wording import Wording, wording_of
from firsthand.schema import Passage, Reading, Report, Span

_CHAPTER = 60_000
"""Characters that are held in the network's terms at once, which bounds memory; references reach less far than that."""


class Reader:
    """Reads reports. Holds the loaded weights and nothing else, so one reader may serve many threads.

    ``threads``: how many threads one forward pass may use; by default as many as the machine has cores. ``model``:
    weights loaded elsewhere, in place of those that ship with the package (and ``threads`` is theirs).
    Raises ``WeightsError`` when weights cannot be loaded or are for another version.
    """

    def __init__(self, threads: int | None = None, model: Model | None = None) -> None:
        self._model = model or load_model(threads)
        try:
            self._weighing = Weighing(**self._model.settings["weighing"])
            self._model.settings["confidence"]
        except (KeyError, TypeError) as error:
            raise WeightsError("the weights are for another version of firsthand. Install it again.") from error

    def read(self, report: Report) -> Reading:
        """Everything that the report says about who said what."""
        return self.study(report)[0]

    def study(self, report: Report) -> tuple[Reading, PieceVectors]:
        """The reading, and the vectors of the text's word pieces that the same pass gives: for comparing reports."""
        text = report.text
        passages = split_passages(text, report.title)
        spoken = [p for p in passages if p.kind in SPOKEN]
        quotations = find_quotations(text, [Span(p.start, p.end) for p in spoken])
        wording = wording_of(text, passages)
        found, mentions, heard, vectors = self._hear(text, spoken, quotations, wording)
        attributions = with_quotations(text, spoken, quotations, found)
        attributions = within_bounds(text, spoken, quotations, attributions)
        attributions = with_nested(text, attributions, self._model, self._weighing)
        caveats = find_caveats(text, passages)
        attributions = sift(text, attributions, caveats)
        origin = find_origin(report, passages)
        own = [outlet for outlet in (report.outlet, origin and origin.outlet) if outlet]
        drafts = _drafts(text, attributions, mentions, spoken, own)
        parties = [*chain.from_iterable(draft.parties for draft in drafts)]
        folded = fold_sources(text, passages, [d.attribution for d in drafts], mentions, quotations, parties, wording)
        statements = make_statements(text, drafts, folded, quotations, self._model.settings)
        times = find_times(text, passages, clock_of(report, passages))
        toponyms = find_toponyms(text, passages, heard, mentions, wording)
        places = resolve(text, report, passages, toponyms)
        quantities = find_quantities(text, passages, times)
        statements = with_said(text, passages, statements, times)
        reading = Reading(
            report=report,
            passages=passages,
            sources=folded.sources,
            statements=about(statements, times, places, quantities),
            times=times,
            places=places,
            quantities=quantities,
            caveats=caveats,
            origin=origin,
        )
        return reading, vectors

    def _hear(
        self, text: str, spoken: Sequence[Passage], quotations: Sequence[Quotation], wording: Wording
    ) -> tuple[list[Attribution], list[Mention], list[Heard], PieceVectors]:
        """What the network finds, chapter by chapter."""
        by_rule = rule_mentions(text, spoken, wording)
        attributions: list[Attribution] = []
        mentions: list[Mention] = []
        places: list[Heard] = []
        starts: list[npt.NDArray[np.int64]] = []
        vectors: list[Floats] = []
        for chapter in _chapters(text, spoken):
            pieces = pieces_of(text, chapter, quotations)
            output = encode(self._model, pieces)
            attributions += find_attributions(pieces, output, self._model.tables, self._weighing)
            learned = learned_mentions(text, pieces, output, passages_of(pieces))
            places += heard_places(pieces, output, passages_of(pieces))
            inside = [m for m in by_rule if chapter[0].start <= m.start < chapter[-1].end]
            merged = with_antecedents(merge_mentions(inside, learned), pieces, output, self._model.tables)
            mentions += [_moved(m, len(mentions)) for m in merged]
            words = pieces.end > pieces.start  # a break between passages is no word
            starts.append(pieces.start[words])
            vectors.append(output.heads["vector"][words])
        return attributions, mentions, places, piece_vectors(starts, vectors)


def _chapters(text: str, spoken: Sequence[Passage]) -> list[list[Span]]:
    """The passages in runs of at most ``_CHAPTER`` characters: nearly always one run. A longer passage is cut."""
    made: list[list[Span]] = []
    for span in (span for passage in spoken for span in _cut(text, Span(passage.start, passage.end))):
        if not made or span.end - made[-1][0].start > _CHAPTER:
            made.append([])
        made[-1].append(span)
    return made


def _cut(text: str, passage: Span) -> list[Span]:
    """The passage, if it is no longer than a chapter; else runs of its sentences that are, or parts of them."""
    if passage.end - passage.start <= _CHAPTER:
        return [passage]
    made: list[Span] = []
    for sentence in split_sentences(text, passage):
        for start in range(sentence.start, sentence.end, _CHAPTER):
            end = min(start + _CHAPTER, sentence.end)
            if made and end - made[-1].start <= _CHAPTER:
                made[-1] = Span(made[-1].start, end)
            else:
                made.append(Span(start, end))
    return made


def _moved(mention: Mention, by: int) -> Mention:
    if not by:
        return mention
    return msgspec.structs.replace(mention, antecedents=tuple((i + by, p) for i, p in mention.antecedents))


def _drafts(
    text: str,
    attributions: Sequence[Attribution],
    mentions: Sequence[Mention],
    spoken: Sequence[Passage],
    own: Sequence[str],
) -> list[Draft]:
    """Each attribution with what the words around it show."""
    sentences = [s for passage in spoken for s in split_sentences(text, Span(passage.start, passage.end))]
    starts = [s.start for s in sentences]
    people = tuple(dict.fromkeys(text[m.start : m.end] for m in mentions if m.entity == "person" and m.form == "name"))
    trail = survey(text, spoken, people, own)
    made = []
    for attribution in attributions:
        attribution, told = active(text, attribution)
        stance = stance_of(text, attribution.cue, attribution.content, attribution.source)
        if stance == "rumour" and attribution.source:
            attribution = msgspec.structs.replace(attribution, source=())
        at = (attribution.cue or attribution.content)[0].start
        sentence = sentences[max(0, bisect_right(starts, at) - 1)]
        enclosing, outer = [], attribution.within
        while outer is not None:
            enclosing.append(attributions[outer])
            outer = attributions[outer].within
        relays = relays_of(text, sentence, attribution, trail, enclosing)
        heard = told or addressee_of(text, sentence, attribution.cue, attribution.source, attribution.content)
        made.append(Draft(attribution, stance, heard, relays))
    return made
