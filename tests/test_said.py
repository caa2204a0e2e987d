"""When statements were said: a time of the saying is found, one of what happened is not, and an occasion is carried."""

from __future__ import annotations

import time as clock
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from firsthand.reading.said import with_said
from firsthand.schema import Passage, Span, Statement, Time


def find(text: str, words: str, after: int = 0) -> Span:
    start = text.index(words, after)
    return Span(start, start + len(words))


def paragraphs(text: str) -> tuple[Passage, ...]:
    made, at = [], 0
    for part in text.split("\n\n"):
        made.append(Passage(kind="paragraph", start=at, end=at + len(part)))
        at += len(part) + 2
    return tuple(made)


class Story:
    """A text with statements and times put in by their words, each looked for after the one before."""

    def __init__(self, text: str) -> None:
        self.text, self.statements, self.times = text, list[Statement](), list[Time]()
        self._at = 0

    def says(
        self,
        source: str | None,
        cue: str,
        content: str,
        by: str = "p1",
        mode: Literal["direct", "indirect", "mixed"] = "indirect",
        stance: Literal["says", "believes", "denies"] = "says",
        within: str | None = None,
    ) -> Story:
        piece = find(self.text, content)
        spans = (find(self.text, cue, self._at), find(self.text, source, self._at) if source else None)
        made = Statement(
            id=f"s{len(self.statements) + 1}",
            source=by,
            source_span=spans[1],
            cue=(spans[0],),
            content=(piece,),
            mode=mode,
            stance=stance,
            within=within,
            confidence=0.9,
        )
        self.statements.append(made)
        self._at = max(self._at, max(s.end for s in spans if s))
        return self

    def at(self, words: str, value: str, kind: Literal["DATE", "TIME", "DURATION", "SET"] = "DATE") -> Story:
        span = find(self.text, words)
        self.times.append(Time(start=span.start, end=span.end, type=kind, value=value))
        self.times.sort(key=lambda t: t.start)
        return self

    def said(self) -> list[str | None]:
        read = with_said(self.text, paragraphs(self.text), self.statements, self.times)
        return [s.said.value if s.said else None for s in read]


MONDAY, TUESDAY = "2024-03-04", "2024-03-05"


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ("Ada Lind said on Monday that the weir was shut.", "Ada Lind", "said", "the weir was shut"),
        ("The weir was shut, Ada Lind said Monday.", "Ada Lind", "said", "The weir was shut"),
        ("“The weir is shut,” said Ada Lind on Monday.", "Ada Lind", "said", "The weir is shut"),
        ("Ada Lind on Monday denied that the weir was shut.", "Ada Lind", "denied", "the weir was shut"),
        ("On Monday, Ada Lind said the weir was shut.", "Ada Lind", "said", "the weir was shut"),
        ("Late on Monday the mayor, a baker, warned the weir was shut.", "the mayor", "warned", "the weir was shut"),
        ("Speaking in Osk on Monday, she said the weir was shut.", "she", "said", "the weir was shut"),
        ("Asked on Monday about the dam, she said the weir was shut.", "she", "said", "the weir was shut"),
        ("In a statement released Monday, the firm said the weir was shut.", "the firm", "said", "the weir was shut"),
        ("The firm said in a letter dated Monday that the weir was shut.", "The firm", "said", "the weir was shut"),
        ("She told reporters outside the mill Monday that the weir was shut.", "She", "told", "the weir was shut"),
        ("She told a news conference on Monday the weir was shut.", "She", "told", "the weir was shut"),
        ("She told a Monday meeting that the weir was shut.", "She", "told", "the weir was shut"),
        ("At Monday’s briefing in the hall, she denied the weir was shut.", "she", "denied", "the weir was shut"),
        ("The weir was shut, the firm said, in a statement on Monday.", "the firm", "said", "The weir was shut"),
        ("The report, published on Monday, says the weir was shut.", "The report", "says", "the weir was shut"),
        ("The letter, which was sent on Monday, says the weir was shut.", "The letter", "says", "the weir was shut"),
        ("Monday’s report found the weir was shut.", "Monday’s report", "found", "the weir was shut"),
    ],
)
def test_a_time_of_the_saying_dates_it(text: str, source: str, cue: str, content: str) -> None:
    assert Story(text).says(source, cue, content).at("Monday", MONDAY).said() == [MONDAY]


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ("Ada Lind said the weir was shut on Monday.", "Ada Lind", "said", "the weir was shut on Monday"),
        ("On Monday, police said, a weir was shut.", "police", "said", "a weir was shut"),
        ("Ada Lind, who was freed on Monday, said the weir was shut.", "Ada Lind", "said", "the weir was shut"),
        ("After the flood on Monday, she said the weir was shut.", "she", "said", "the weir was shut"),
        ("Following Monday’s flood, she said the weir was shut.", "she", "said", "the weir was shut"),
        ("She told the man about the flood on Monday that the weir was shut.", "She", "told", "the weir was shut"),
        ("She told a rally planned for Monday that the weir was shut.", "She", "told", "the weir was shut"),
        ("The weir was shut, she said after the flood on Monday.", "she", "said", "The weir was shut"),
        ("The mill burnt on Monday, and its owner said the weir was shut.", "its owner", "said", "the weir was shut"),
        ("On Monday the mill burnt and its owner said the weir was shut.", "its owner", "said", "the weir was shut"),
        ("“It is shut,” said Ada Lind, an aide since Monday.", "Ada Lind", "said", "It is shut"),
        ("She criticised Monday’s closure, saying the weir was old.", "She", "saying", "the weir was old"),
        ("The report on Monday’s flood says the weir was shut.", "The report", "says", "the weir was shut"),
        ("It flooded on Monday. Ada Lind said the weir was shut.", "Ada Lind", "said", "the weir was shut"),
    ],
)
def test_a_time_of_something_else_does_not(text: str, source: str, cue: str, content: str) -> None:
    assert Story(text).says(source, cue, content).at("Monday", MONDAY).said() == [None]


@pytest.mark.parametrize(
    ("value", "kind", "said"),
    [
        ("2024-03-04T18:30", "TIME", "2024-03-04"),
        ("2024-03-04TEV", "TIME", "2024-03-04"),
        ("2024-03", "DATE", "2024-03"),
        ("2024-W10", "DATE", "2024-W10"),
        ("2024-W10-WE", "DATE", "2024-W10-WE"),
        ("2024", "DATE", "2024"),
        ("2024-SP", "DATE", "2024-SP"),
        ("PAST_REF", "DATE", None),
        ("T18:30", "TIME", None),
        ("XXXX-03-04", "DATE", None),
        ("P3D", "DURATION", None),
        ("XXXX-WXX-1", "SET", None),
    ],
)
def test_the_value_is_a_calendar_date_without_the_hour(
    value: str, kind: Literal["DATE", "TIME", "DURATION", "SET"], said: str | None
) -> None:
    story = Story("Ada Lind said then that the weir was shut.").says("Ada Lind", "said", "the weir was shut")
    assert story.at("then", value, kind).said() == [said]


def test_the_span_is_that_of_the_time() -> None:
    story = Story("Ada Lind said on Monday that the weir was shut.").says("Ada Lind", "said", "the weir was shut")
    (read,) = with_said(story.text, paragraphs(story.text), story.statements, story.at("Monday", MONDAY).times)
    assert read.said is not None
    assert story.text[read.said.start : read.said.end] == "Monday"
    assert replace(read, said=None) == story.statements[0]


def test_a_nested_statement_has_the_time_that_stands_with_its_own_cue() -> None:
    text = "Neighbours said Ada Lind had told them at a meeting on Monday that the weir was shut."
    story = Story(text)
    story.says("Neighbours", "said", "Ada Lind had told them at a meeting on Monday that the weir was shut")
    story.says("Ada Lind", "had told", "the weir was shut", by="p2", within="s1")
    assert story.at("Monday", MONDAY).said() == [None, MONDAY]


FIRST = "Ada Lind told reporters on Monday that the weir was shut."


def two(second: str, source: str, cue: str, content: str, by: str = "p1") -> list[str | None]:
    """What the first paragraph's date says of a statement after it."""
    story = Story(f"{FIRST}\n\n{second}").says("Ada Lind", "told", "the weir was shut").at("Monday", MONDAY)
    return story.says(source, cue, content, by).said()


@pytest.mark.parametrize(
    ("second", "source", "cue", "content"),
    [
        ("“It leaks,” she added.", "she", "added", "It leaks"),
        ("Lind denied that it was old.", "Lind", "denied", "it was old"),
        ("A dog barked.\n\nA cat purred.\n\nIt leaks, Lind said.", "Lind", "said", "It leaks"),
    ],
)
def test_what_a_speaker_goes_on_to_say_is_of_the_same_occasion(
    second: str, source: str, cue: str, content: str
) -> None:
    assert two(second, source, cue, content) == [MONDAY, MONDAY]


@pytest.mark.parametrize(
    ("second", "source", "cue", "content"),
    [
        ("Lind has said that it was old.", "Lind", "said", "it was old"),
        ("Lind previously said that it was old.", "Lind", "said", "it was old"),
        ("Lind wrote on Telegram that it was old.", "Lind", "wrote", "it was old"),
        ("Lind told the Osk Mercury then that it was old.", "Lind", "told", "it was old"),
        ("In another interview Lind said it was old.", "Lind", "said", "it was old"),
    ],
)
def test_another_occasion_is_not_dated_by_the_first(second: str, source: str, cue: str, content: str) -> None:
    assert two(second, source, cue, content) == [MONDAY, None]


@pytest.mark.parametrize("cue", ["said in a statement", "told reporters", "told the Osk Mercury"])
def test_how_it_was_said_may_be_told_after_when(cue: str) -> None:
    text = f"The weir was shut, Ada Lind said on Monday.\n\nLind {cue} that it was old."
    story = Story(text).says("Ada Lind", "said", "The weir was shut").at("Monday", MONDAY)
    assert story.says("Lind", cue, "it was old").said() == [MONDAY, MONDAY]


def test_another_speaker_is_not_dated_by_the_first() -> None:
    assert two("Per Oss said it was old.", "Per Oss", "said", "it was old", "p2") == [MONDAY, None]


@pytest.mark.parametrize(
    "second",
    ["Per Oss, who shared the platform, said it was old.", "At the same briefing, Per Oss said it was old."],
)
def test_another_speaker_at_the_same_occasion_is(second: str) -> None:
    assert two(second, "Per Oss", "said", "it was old", "p2") == [MONDAY, MONDAY]


def test_a_later_date_of_the_same_speaker_holds_from_there_on() -> None:
    text = f"{FIRST}\n\nLind told reporters on Tuesday that it leaked. It was old, she said."
    story = Story(text).says("Ada Lind", "told", "the weir was shut").says("Lind", "told", "it leaked")
    story.says("she", "said", "It was old").at("Monday", MONDAY).at("Tuesday", TUESDAY)
    assert story.said() == [MONDAY, TUESDAY, TUESDAY]


def test_a_speaker_with_two_dates_lends_neither_to_what_stands_far_off() -> None:
    text = f"{FIRST}\n\nLind told reporters on Tuesday that it leaked.\n\nA dog barked.\n\nIt was old, Lind said."
    story = Story(text).says("Ada Lind", "told", "the weir was shut").says("Lind", "told", "it leaked")
    story.says("Lind", "said", "It was old").at("Monday", MONDAY).at("Tuesday", TUESDAY)
    assert story.said() == [MONDAY, TUESDAY, None]


def test_a_paper_keeps_its_date_whoever_it_is_laid_to() -> None:
    text = "The firm said in a statement on Monday that the weir was shut.\n\nThe statement denied that it was old."
    story = Story(text).says("The firm", "said", "the weir was shut").at("Monday", MONDAY)
    assert story.says("The statement", "denied", "it was old", "p2").said() == [MONDAY, MONDAY]


def test_a_document_has_one_date_in_all_the_report() -> None:
    text = "A firm’s memo shows that the weir was shut.\n\nThe memo, dated 4 March 2024, says it leaked."
    story = Story(text).says("A firm’s memo", "shows", "the weir was shut").says("The memo", "says", "it leaked")
    assert story.at("4 March 2024", MONDAY).said() == [MONDAY, MONDAY]


def test_the_lead_sums_up_what_is_dated_below_it() -> None:
    text = "The weir is shut, Ada Lind says.\n\nSpeaking on Monday, Lind said it leaked."
    story = Story(text).says("Ada Lind", "says", "The weir is shut").says("Lind", "said", "it leaked")
    assert story.at("Monday", MONDAY).said() == [MONDAY, MONDAY]


def test_an_unnamed_speaker_of_the_lead_is_named_next() -> None:
    text = "The weir is shut, a town official said on Monday.\n\nClerk Ada Lind told reporters that it leaked."
    story = Story(text).says("a town official", "said", "The weir is shut").at("Monday", MONDAY)
    assert story.says("Clerk Ada Lind", "told", "it leaked", "p2").said() == [MONDAY, MONDAY]


def test_an_occasion_that_opens_the_paragraph_dates_what_follows_by_pronoun() -> None:
    text = "At a briefing in Osk on Monday, Ada Lind put the cost at a million. She said the weir leaked."
    story = Story(text).says("She", "said", "the weir leaked").at("Monday", MONDAY)
    assert story.said() == [MONDAY]


def test_an_occasion_dates_what_a_speaker_named_in_it_says_later() -> None:
    text = "At a briefing in Osk on Monday, Ada Lind put the cost at a million.\n\nThe weir leaked, Lind said."
    assert Story(text).says("Lind", "said", "The weir leaked").at("Monday", MONDAY).said() == [MONDAY]
    other = text.replace("Lind said", "Oss said")
    assert Story(other).says("Oss", "said", "The weir leaked").at("Monday", MONDAY).said() == [None]


def test_a_pronoun_that_was_laid_to_somebody_new_is_dated_by_the_sentence_before() -> None:
    text = "“It leaks,” Ada Lind told the Osk Mercury on Monday. She said the weir was old."
    story = Story(text).says("Ada Lind", "told", "It leaks", mode="direct").at("Monday", MONDAY)
    assert story.says("She", "said", "the weir was old", "p2").said() == [MONDAY, MONDAY]


def test_a_belief_is_not_said() -> None:
    story = Story("Ada Lind feared on Monday that it leaked.").says(
        "Ada Lind", "feared", "it leaked", stance="believes"
    )
    assert story.at("Monday", MONDAY).said() == [None]


def test_the_name_of_a_programme_is_no_time() -> None:
    story = Story("Ada Lind told Radio Today that the weir was shut.").says("Ada Lind", "told", "the weir was shut")
    assert story.at("Today", MONDAY).said() == [None]


def test_without_times_nothing_changes() -> None:
    story = Story(FIRST).says("Ada Lind", "told", "the weir was shut")
    assert with_said(story.text, paragraphs(story.text), story.statements, []) == tuple(story.statements)


@given(st.data())
def test_anything_can_be_asked(data: st.DataObject) -> None:
    parts = st.sampled_from(
        ["said", "on Monday", "the report", ",", ".", "\n\n", "“", "”", "At", "in", "Ada", "a", "who"]
    )
    text = " ".join(data.draw(st.lists(st.one_of(parts, st.text(max_size=5)), min_size=1, max_size=30))) + " x"

    def span() -> Span:
        start = data.draw(st.integers(0, len(text) - 1))
        return Span(start, data.draw(st.integers(start + 1, len(text))))

    statements = [
        Statement(
            id=f"s{i}",
            source=data.draw(st.sampled_from(["p1", "p2", None])),
            source_span=span() if data.draw(st.booleans()) else None,
            cue=(span(),) if data.draw(st.booleans()) else (),
            content=(span(),),
            mode="indirect",
            stance="says",
            within=data.draw(st.sampled_from(["s0", None])) if i else None,
            confidence=0.5,
        )
        for i in range(data.draw(st.integers(0, 4)))
    ]
    spans = sorted((span() for _ in range(data.draw(st.integers(0, 3)))), key=lambda s: s.start)
    times = [Time(start=s.start, end=s.end, type="DATE", value=MONDAY) for s in spans]
    read = with_said(text, paragraphs(text), statements, times)
    assert [replace(s, said=None) for s in read] == statements
    assert {(s.said.start, s.said.end) for s in read if s.said} <= {(s.start, s.end) for s in spans}


def test_a_long_report_is_read_quickly() -> None:
    one = "Ada Lind told reporters in Osk on Monday that the weir was shut and “leaked”. "
    text = one * 2_500
    starts = range(0, len(text), len(one))
    times = [Time(start=i + 33, end=i + 39, type="DATE", value=MONDAY) for i in starts]
    statements = [
        Statement(
            id=f"s{i}",
            source="p1",
            source_span=Span(i, i + 8),
            cue=(Span(i + 9, i + 13),),
            content=(Span(i + 45, i + 75),),
            mode="indirect",
            stance="says",
            confidence=0.9,
        )
        for i in starts
    ]
    began = clock.process_time()
    read = with_said(text, paragraphs(text), statements, times)
    assert all(s.said for s in read)
    assert clock.process_time() - began < 5
