"""From attributions to statements: edges, mode, confidence, and what each statement says of the others."""

from __future__ import annotations

import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.reading.confidence import FEATURES, confidence_of, features_of
from firsthand.reading.parts import Attribution, Quotation
from firsthand.reading.quotations import find_quotations
from firsthand.reading.sources import Folded, fold_sources
from firsthand.reading.statements import Draft, make_statements, mode_of, trimmed
from firsthand.schema import Mode, Passage, Relay, Source, Span

PLAIN: dict[str, Any] = {"confidence": {"constant": 0.0, "weights": [1.0, 0.0, 0.0, 0.0, 0.0]}}


def quotations_of(text: str) -> tuple[Quotation, ...]:
    return find_quotations(text, [Span(0, len(text))])


def marked(text: str) -> tuple[str, tuple[Span, ...]]:
    """The text without its brackets, and the spans that stood between them."""
    plain, spans, start = "", [], 0
    for letter in text:
        if letter == "[":
            start = len(plain)
        elif letter == "]":
            spans.append(Span(start, len(plain)))
        else:
            plain += letter
    return plain, tuple(spans)


@pytest.mark.parametrize(
    ("given_text", "expected"),
    [
        ('["The dam will hold,"] said Anna Berg.', ["The dam will hold"]),
        ("[“The dam will hold,”] said Anna Berg.", ["The dam will hold"]),
        ("[‘The dam will hold,’] said Anna Berg.", ["The dam will hold"]),
        ("[„The dam will hold“], said Anna Berg.", ["The dam will hold"]),
        ("[«The dam will hold»], said Anna Berg.", ["The dam will hold"]),
        ("[''The dam will hold,''] said Anna Berg.", ["The dam will hold"]),
        ('Anna Berg said: ["The dam will hold."]', ["The dam will hold."]),
        ('["The dam,"] said Anna Berg, ["will hold."]', ["The dam", "will hold."]),
        ("Anna Berg said[, that the dam will hold ]today.", ["that the dam will hold"]),
        ("Anna Berg said[: the dam will hold; ]", ["the dam will hold"]),
        ('Anna Berg said [the dam was "sound"].', ['the dam was "sound"']),
        ('Anna Berg said ["sound" was the word].', ['"sound" was the word']),
        ('Anna Berg called it ["sound" and "dry"].', ['"sound" and "dry"']),
        ("[“He said ‘never’ to me,”] said Anna Berg.", ["He said ‘never’ to me"]),
        ("[“‘Never’ is what he said,”] said Anna Berg.", ["‘Never’ is what he said"]),
        ("Anna Berg said [—].", []),
        ('Anna Berg said ["…"].', []),
        ("Anna Berg said [,  ,] nothing [at all].", ["at all"]),
    ],
)
def test_content_stands_without_the_marks_around_it(given_text: str, expected: list[str]) -> None:
    text, content = marked(given_text)
    assert [text[s.start : s.end] for s in trimmed(text, content, quotations_of(text))] == expected


@given(
    text=st.text(st.sampled_from("ab \t,;:.\"'“”‘’„«»\u00a0\n"), max_size=40),
    cuts=st.lists(st.integers(0, 40), max_size=6),
)
@settings(max_examples=300, deadline=None, derandomize=True)
def test_trimming_only_ever_takes_marks_and_space(text: str, cuts: list[int]) -> None:
    edges = sorted({c for c in cuts if c <= len(text)})
    content = [Span(a, b) for a, b in zip(edges[::2], edges[1::2], strict=False) if a < b]
    made = trimmed(text, content, quotations_of(text))
    whole = [next(c for c in content if c.start <= s.start and s.end <= c.end) for s in made]
    assert len(set(whole)) == len(made)
    for span, given_span in zip(made, whole, strict=True):
        assert any(c.isalnum() for c in text[span.start : span.end])
        assert not any(c.isalnum() for c in text[given_span.start : span.start] + text[span.end : given_span.end])


@pytest.mark.parametrize(
    ("given_text", "mode"),
    [
        ('"[The dam will hold]," she said.', "direct"),
        ("‘[The dam will hold],’ she said.", "direct"),
        ('"[The dam]," she said, "[will hold]."', "direct"),
        ("[The dam will hold], she said.", "indirect"),
        ('She said [the dam would "hold until spring"].', "mixed"),
        ('"[The dam will hold]," she said, adding [that nobody need leave].', "mixed"),
        ('"Hold on," she said. [The dam is dry].', "indirect"),
        ("“[He told us ‘never again’],” she said.", "direct"),
    ],
)
def test_mode_tells_how_much_is_quoted(given_text: str, mode: Mode) -> None:
    text, content = marked(given_text)
    assert mode_of(text, content, quotations_of(text)) == mode


def drafts_of(*attributions: Attribution) -> list[Draft]:
    return [Draft(a, "says", None, ()) for a in attributions]


def attribution(text: str, source: str, cue: str, content: str, within: int | None = None) -> Attribution:
    def span(words: str) -> Span:
        start = text.index(words)
        return Span(start, start + len(words))

    return Attribution(source=(span(source),), cue=(span(cue),), content=(span(content),), score=0.8, within=within)


def folded_of(text: str, drafts: list[Draft]) -> Folded:
    passages = [Passage(kind="paragraph", start=0, end=len(text))]
    parties = [span for draft in drafts for span in draft.parties]
    return fold_sources(text, passages, [d.attribution for d in drafts], [], quotations_of(text), extra=parties)


NESTED = "Anna Berg said that Tomas Reyl had told her that the dam was dry. “Go home,” said Ruth Holm."


def test_what_is_inside_another_statement_says_so() -> None:
    drafts = drafts_of(
        attribution(NESTED, "Anna Berg", "said", "that Tomas Reyl had told her that the dam was dry"),
        attribution(NESTED, "Tomas Reyl", "had told", "that the dam was dry", within=0),
        attribution(NESTED, "Ruth Holm", "said", "“Go home,”"),
    )
    made = make_statements(NESTED, drafts, folded_of(NESTED, drafts), quotations_of(NESTED), PLAIN)
    assert [(s.id, s.within) for s in made] == [("s1", None), ("s2", "s1"), ("s3", None)]
    assert [s.mode for s in made] == ["indirect", "indirect", "direct"]


def test_what_has_no_word_is_no_statement_and_takes_no_number() -> None:
    text = "Anna Berg said —. Tomas Reyl said the dam was dry."
    drafts = drafts_of(
        attribution(text, "Anna Berg", "said", "—"), attribution(text, "Tomas Reyl", "said", "the dam was dry")
    )
    made = make_statements(text, drafts, folded_of(text, drafts), (), PLAIN)
    assert [(s.id, s.source) for s in made] == [("s1", "p2")]


def test_addressee_and_relays_are_laid_to_the_sources_that_their_words_name() -> None:
    text = "Anna Berg told Ruth Holm, according to the Marrow Gazette, that the dam was dry. Tomas Reyl said so too."
    told = attribution(text, "Anna Berg", "told", "that the dam was dry")
    paper = Span(text.index("the Marrow"), text.index(", that"))
    hearer = Span(text.index("Ruth"), text.index(", according"))
    relay = Relay(name="the Marrow Gazette", how="reported", start=paper.start, end=paper.end)
    unplaced = Relay(name=None, how="translated")
    second = attribution(text, "Tomas Reyl", "said", "so too")
    drafts = [Draft(told, "says", hearer, (unplaced, relay)), Draft(second, "says", None, (relay,))]
    folded = folded_of(text, drafts)
    made = make_statements(text, drafts, folded, (), PLAIN)
    names = {s.id: s.name for s in folded.sources}
    heard = made[0].addressee
    assert heard is not None
    assert heard.source is not None
    assert (names[heard.source], heard.name, text[heard.start : heard.end]) == ("Ruth Holm",) * 3
    assert [r.source and names[r.source] for r in made[0].relay] == [None, "Marrow Gazette"]
    assert [r.source and names[r.source] for r in made[1].relay] == ["Marrow Gazette"]
    assert made[1].addressee is None


def test_statements_beside_thousands_of_quotations_take_linear_time() -> None:
    def seconds(count: int) -> float:
        text = "“The dam will hold,” she said. " * count
        content = [Span(i * 31, i * 31 + 20) for i in range(count)]
        drafts = drafts_of(*(Attribution(cue=(Span(s.end + 5, s.end + 9),), content=(s,), score=0.9) for s in content))
        folded = Folded(sources=(), of_attribution=(None,) * count, of_extra=())
        quotations = quotations_of(text)
        start = time.process_time()
        made = make_statements(text, drafts, folded, quotations, PLAIN)
        taken = time.process_time() - start
        assert {s.mode for s in made} == {"direct"}
        assert {text[s.content[0].start : s.content[0].end] for s in made} == {"The dam will hold"}
        return taken

    assert seconds(8000) < 3 * 8 * seconds(1000) + 0.3


TEXT = "the dam will hold until the spring comes"


def scored(score: float, source: bool = True) -> Attribution:
    whole = Span(0, len(TEXT))
    return Attribution(source=(whole,) if source else (), cue=(), content=(whole,), score=score)


def test_confidence_rises_with_the_score_and_stays_a_probability() -> None:
    given_scores = [0.0, 1e-9, 0.01, 0.2, 0.5, 0.8, 0.99, 1.0]
    values = [confidence_of(TEXT, scored(s), "direct", PLAIN) for s in given_scores]
    assert values == sorted(values)
    assert values[0] < 0.05 < 0.95 < values[-1]
    assert all(0 <= v <= 1 and v == round(v, 2) for v in values)
    assert confidence_of(TEXT, scored(0.5), "direct", PLAIN) == 0.5


def test_the_fitted_weights_are_those_of_the_named_features() -> None:
    assert len(features_of(TEXT, scored(0.5), "direct")) == len(FEATURES) == 5
    sourced = {"confidence": {"constant": -1.0, "weights": [0.0, 2.0, 0.0, 0.0, 0.0]}}
    assert confidence_of(TEXT, scored(0.5), "direct", sourced) == 0.73
    assert confidence_of(TEXT, scored(0.5, source=False), "direct", sourced) == 0.27
    quoted = {"confidence": {"constant": 0.0, "weights": [0.0, 0.0, 1.0, -1.0, 0.0]}}
    assert [confidence_of(TEXT, scored(0.5), mode, quoted) for mode in ("direct", "indirect", "mixed")] == [
        0.73, 0.5, 0.27,
    ]  # fmt: skip


def test_sources_are_those_that_were_folded() -> None:
    drafts = drafts_of(attribution(NESTED, "Ruth Holm", "said", "Go home"))
    given_source = Source(id="p7", name="Ruth Holm", kind="named", category="person")
    folded = Folded(sources=(given_source,), of_attribution=("p7",), of_extra=())
    (made,) = make_statements(NESTED, drafts, folded, quotations_of(NESTED), PLAIN)
    assert made.source == "p7"
    assert made.source_span == drafts[0].attribution.source[0]
    assert made.confidence == 0.8
