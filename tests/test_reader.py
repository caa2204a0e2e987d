"""The reader as a whole: the same report gives the same bytes, no seam shows, and any text gives a valid reading."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from itertools import cycle, islice, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.reading import reader as reader_module
from firsthand.reading.features import Pieces
from firsthand.reading.parts import Quotation
from firsthand.reading.reader import Reader
from firsthand.schema import Reading, Report, Span, Statement, reading_from_json, to_json


def report_of(text: str, **more: str) -> Report:
    return Report(id="r1", sha256="0" * 64, text=text, **more)


STORY = """Dam at Ostrel will hold, engineer says

OSTREL, May 3 (Northern Wire) - “The dam will hold until spring,” said Anna Berg, the district engineer. “Nobody needs \
to leave.”

Tomas Reyl, the mayor of Ostrel, told the Harbour Post on Monday that the bridge would open in May. He denied that \
the council had ignored a warning.

“We have waited for eleven weeks,” said a woman who asked not to be named. “They never came,” she added.

Residents said that the ministry had told them that the water was safe.

The Harbour Post could not verify the state of the dam. The ministry did not respond to a request for comment."""

QUIET = (
    "The road along the river was shut on Monday after heavy rain.",
    "Two barns stood in water.",
    "The village lies below an old dam that was built of stone and earth and was repaired many times over the years.",
    "Work on it stopped in May.",
)
"""Paragraphs in which nobody speaks."""


def inside(spans: Iterable[Span | None], text: str) -> bool:
    return all(s is None or 0 <= s.start < s.end <= len(text) for s in spans)


def in_order(spans: Iterable[Span]) -> bool:
    return all(a.end <= b.start for a, b in pairwise(spans))


def check(reading: Reading) -> None:
    """Everything that the contract says of a reading, whatever the text."""
    text = reading.report.text
    passages = [Span(p.start, p.end) for p in reading.passages]
    assert inside(passages, text)
    assert in_order(passages)
    sources = {s.id: s for s in reading.sources}
    assert list(sources) == [f"p{n}" for n in range(1, len(reading.sources) + 1)]
    for source in reading.sources:
        assert source.name.strip()
        assert source.mentions
        assert inside(source.mentions, text)
        assert len(set(source.mentions)) == len(source.mentions)
        assert len(set(source.aliases)) == len(source.aliases)
    known: dict[str, Statement] = {}
    assert [s.id for s in reading.statements] == [f"s{n}" for n in range(1, len(reading.statements) + 1)]
    for s in reading.statements:
        assert s.content
        assert inside([*s.content, *s.cue, s.source_span, s.said and Span(s.said.start, s.said.end)], text)
        assert in_order(s.content)
        assert in_order(s.cue)
        assert 0 <= s.confidence <= 1
        assert s.source is None or s.source in sources
        if s.addressee:
            assert s.addressee.source is None or s.addressee.source in sources
            assert s.addressee.name == text[s.addressee.start : s.addressee.end]
            assert s.addressee.name
        for relay in s.relay:
            assert relay.source is None or relay.source in sources
            assert relay.start is None or relay.end is None or inside([Span(relay.start, relay.end)], text)
        if s.within is not None:
            outer = known[s.within]
            assert outer.content[0].start <= s.content[0].start
            assert s.content[-1].end <= outer.content[-1].end
        known[s.id] = s
    assert inside([Span(c.start, c.end) for c in reading.caveats], text)
    assert reading.origin is None or inside([Span(reading.origin.start, reading.origin.end)], text)
    line = to_json(reading)
    assert "\n" not in line
    assert reading_from_json(line) == reading


def told(reading: Reading, start: int = 0) -> list[tuple[str | None, str, str, str]]:
    """Who, how, the words, and the mode of each statement."""
    text, names = reading.report.text, {s.id: s.name for s in reading.sources}
    return [
        (
            names[s.source] if s.source else None,
            " ".join(text[c.start : c.end] for c in s.cue),
            " … ".join(text[c.start : c.end] for c in s.content),
            s.mode,
        )
        for s in reading.statements
        if s.content[0].start >= start
    ]


class TestOneReport:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            (
                "“The dam will hold,” said Anna Berg, the district engineer.",
                ("Anna Berg", "said", "The dam will hold", "direct"),
            ),
            (
                '"The dam will hold," Anna Berg said on Monday.',
                ("Anna Berg", "said", "The dam will hold", "direct"),
            ),
            (
                "Tomas Reyl, the mayor, said that the bridge would open in May.",
                ("Tomas Reyl", "said", "that the bridge would open in May", "indirect"),
            ),
            (
                "‘The dam will hold until the spring comes,’ said Anna Berg.",
                ("Anna Berg", "said", "The dam will hold until the spring comes", "direct"),
            ),
        ],
    )
    def test_the_unmistakable_is_found(self, reader: Reader, text: str, expected: tuple[str, ...]) -> None:
        reading = reader.read(report_of(text))
        check(reading)
        assert told(reading) == [expected]
        assert reading.statements[0].stance == "says"
        assert not reading.statements[0].negated

    def test_its_parts_are_there(self, reader: Reader) -> None:
        reading = reader.read(report_of(STORY))
        check(reading)
        said = told(reading)
        assert any(who == "Anna Berg" and "The dam will hold until spring" in what for who, _, what, _ in said)
        assert any(who == "Anna Berg" and "Nobody needs to leave." in what for who, _, what, _ in said)
        assert any(who == "Tomas Reyl" and "the bridge would open in May" in what for who, _, what, _ in said)
        (mayor,) = [s for s in reading.sources if s.name == "Tomas Reyl"]
        assert mayor.kind == "named"
        assert "unnamed" in {s.kind for s in reading.sources}
        assert {c.kind for c in reading.caveats} == {"unverified", "no-response"}
        assert {"headline", "dateline", "paragraph"} <= {p.kind for p in reading.passages}
        assert reading.report.text == STORY

    @pytest.mark.parametrize("text", ["", " \n\n ", "a", "1234567890 Dam holds", "said", '"', "\u0000", "“”", "\ufeff"])
    def test_next_to_nothing_is_no_statement(self, reader: Reader, text: str) -> None:
        reading = reader.read(report_of(text))
        check(reading)
        assert reading.statements == ()

    def test_quiet_words_are_no_statement(self, reader: Reader) -> None:
        reading = reader.read(report_of("\n\n".join(islice(cycle(QUIET), 12))))
        assert reading.statements == ()
        assert reading.origin is None


class TestTheSameBytes:
    def test_twice_and_from_another_reader(self, reader: Reader) -> None:
        one = to_json(reader.read(report_of(STORY)))
        assert to_json(reader.read(report_of(STORY))) == one
        assert to_json(Reader(1).read(report_of(STORY))) == one

    @pytest.mark.parametrize("threads", [2, 3, None])
    def test_however_many_threads_a_pass_may_use(self, reader: Reader, threads: int | None) -> None:
        text = STORY + "\n\n" + "\n\n".join(islice(cycle(QUIET), 30)) + "\n\n" + STORY
        assert to_json(Reader(threads).read(report_of(text))) == to_json(reader.read(report_of(text)))

    def test_whatever_was_read_before(self, reader: Reader) -> None:
        one = to_json(reader.read(report_of(STORY)))
        for n in range(20):
            reader.read(report_of(f"“Number {n} will hold,” said Ada Lind {n}. " + QUIET[n % 4] * (n + 1)))
        assert to_json(reader.read(report_of(STORY))) == one

    def test_while_others_are_read(self, reader: Reader) -> None:
        reports = [report_of(STORY.replace("Berg", name)) for name in ("Berg", "Lund", "Holm", "Voss")] * 3
        alone = [to_json(reader.read(r)) for r in reports]
        with ThreadPoolExecutor(4) as pool:
            assert list(pool.map(lambda r: to_json(reader.read(r)), reports)) == alone

    @pytest.mark.parametrize("seed", ["1", "31337"])
    def test_in_another_process(self, reader: Reader, seed: str) -> None:
        code = (
            "import sys, msgspec; from firsthand.schema import Report, to_json;"
            "from firsthand.reading.reader import Reader;"
            "report = msgspec.json.decode(sys.stdin.buffer.read(), type=Report);"
            "sys.stdout.buffer.write(to_json(Reader(1).read(report)).encode())"
        )
        run = subprocess.run(
            [sys.executable, "-c", code],
            input=to_json(report_of(STORY)).encode(),
            capture_output=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
            check=True,
        )
        assert run.stdout.decode() == to_json(reader.read(report_of(STORY)))


QUOTES = [
    ("“The dam will hold until spring,” said Anna Berg, the district engineer.", "The dam will hold until spring"),
    (
        "“We walked to the village in the dark with the children on our backs, and nobody came for us until the "
        "morning, when a boat took us over,” said Anna Berg, the district engineer.",
        "We walked to the village in the dark with the children on our backs, and nobody came for us until the "
        "morning, when a boat took us over",
    ),
]


class TestNoSeam:
    """A text of several windows: the quote lies at every place about their edges."""

    @pytest.mark.parametrize(("quote", "words"), QUOTES, ids=["short", "long"])
    @pytest.mark.parametrize("between", ["\n\n", " "], ids=["paragraphs", "one paragraph"])
    def test_across_windows(self, reader: Reader, quote: str, words: str, between: str) -> None:
        around = list(islice(cycle(QUIET), 44))
        for before in range(14, 28):
            text = between.join([*around[:before], quote, *around[before:]])
            reading = reader.read(report_of(text))
            assert told(reading) == [("Anna Berg", "said", words, "direct")], before
            (statement,) = reading.statements
            at = text.index(quote)
            assert [(c.start - at, c.end - at) for c in statement.content] == [(1, 1 + len(words))]

    def test_across_chapters(self, reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(reader_module, "_CHAPTER", 700)
        quote, words = QUOTES[0]
        around = list(islice(cycle(QUIET), 24))
        for before in range(25):
            text = "\n\n".join([*around[:before], quote, *around[before:]])
            reading = reader.read(report_of(text))
            check(reading)
            assert told(reading) == [("Anna Berg", "said", words, "direct")], before

    def test_a_quotation_carried_into_the_next_chapter_is_one_statement(
        self, reader: Reader, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        text = (
            "Anna Berg, the district engineer, said: “The dam will hold until spring.\n\n"
            "“Nobody needs to leave the village now.\n\n“The road will open in May.”"
        )
        whole = reader.read(report_of(text))
        monkeypatch.setattr(reader_module, "_CHAPTER", 60)
        cut = reader.read(report_of(text))
        check(cut)
        assert [s.content for s in cut.statements] == [s.content for s in whole.statements]
        assert len(cut.statements) == 1

    def test_many_copies_of_a_report_in_one(self, reader: Reader) -> None:
        copies = 60  # over 60,000 characters: more than a chapter
        text = "\n\n".join([STORY] * copies)
        reading = reader.read(report_of(text))
        check(reading)
        said = told(reading)
        held = [x for x in said if x[0] == "Anna Berg" and x[2].startswith("The dam will hold until spring")]
        opened = [x for x in said if x[0] == "Tomas Reyl" and "the bridge would open in May" in x[2]]
        assert len(held) == copies
        assert len(opened) == copies
        assert len([s for s in reading.sources if s.name == "Anna Berg"]) == 1

    @pytest.mark.parametrize(
        "rest", [" ".join(QUIET), "the river rose and the road was cut and"], ids=["stops", "none"]
    )
    def test_a_paragraph_longer_than_a_chapter(
        self, reader: Reader, rest: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        quote = QUOTES[0][0]
        text = " ".join([*[rest] * 20, quote, *[rest] * 20])
        sizes: list[int] = []
        pieces_of = reader_module.pieces_of

        def measured(text: str, spans: list[Span], quotations: tuple[Quotation, ...]) -> Pieces:
            sizes.append(spans[-1].end - spans[0].start)
            return pieces_of(text, spans, quotations)

        monkeypatch.setattr(reader_module, "_CHAPTER", 700)
        monkeypatch.setattr(reader_module, "pieces_of", measured)
        reading = reader.read(report_of(text))
        check(reading)
        assert max(sizes) <= 700, "memory must not grow with the text"
        if rest.endswith("."):
            assert told(reading) == [("Anna Berg", "said", QUOTES[0][1], "direct")]

    def test_one_paragraph_without_any_stop(self, reader: Reader) -> None:
        text = "the river rose and the road was cut and " * 200 + "“the dam will hold until spring,” said Anna Berg"
        reading = reader.read(report_of(text))
        check(reading)
        ((who, cue, words, _),) = told(reading)
        assert (who, cue) == ("Anna Berg", "said")
        assert "the dam will hold until spring" in words


NEWSY = [
    *("said ", "told ", "according to ", "“", "”", '"', "'", "’", "‘", ", ", ". ", "\n", "\n\n", ": ", " – ", "that "),
    *("Anna Berg", "Mr ", "the mayor", "he ", "she ", "they ", "NATO ", "Ostrel, May 3 (AP) — ", "could not verify "),
    *(
        "declined to comment",
        "denied ",
        "«",
        "»",
        "…",
        "[",
        "(",
        ")",
        "1700000000 ",
        "The dam will hold",
        "\u200b",
        "é",
    ),
]
ANY = st.text(st.characters(exclude_categories=["Cs"]), max_size=200)
NEWS = st.lists(st.sampled_from(NEWSY), max_size=60).map("".join)


class TestAnyText:
    @given(text=ANY | NEWS, title=st.none() | NEWS)
    @settings(max_examples=150, deadline=None, derandomize=True)
    def test_gives_a_valid_reading(self, reader: Reader, text: str, title: str | None) -> None:
        report = report_of(text) if title is None else report_of(text, title=title)
        reading = reader.read(report)
        check(reading)
        assert reading.report == report

    @given(text=NEWS, outlet=st.none() | ANY)
    @settings(max_examples=50, deadline=None, derandomize=True)
    def test_gives_it_twice(self, reader: Reader, text: str, outlet: str | None) -> None:
        report = report_of(text) if outlet is None else report_of(text, outlet=outlet)
        assert to_json(reader.read(report)) == to_json(reader.read(report))

    @pytest.mark.parametrize(
        "text",
        [
            pytest.param('"' * 10_000, id="quotation marks"),
            pytest.param("“\"'’”‘" * 800, id="marks of every kind"),
            pytest.param("said " * 5_000, id="said"),
            pytest.param("a" * 100_000, id="one word"),
            pytest.param("A" * 50_000 + " said " + "B" * 50_000, id="two words and a cue"),
            pytest.param("“" + "the dam will hold " * 1_200 + "”, said Anna Berg.", id="one quotation"),
            pytest.param("Anna Berg said that " * 800, id="statements in statements"),
            pytest.param("שלום ‏“אמר” דוד, said David. " * 200, id="right to left"),
            pytest.param("😀👩‍👩‍👧‍👦 said “🙂🙂 ok ok ok ok”. " * 200, id="emoji"),
            pytest.param("".join(chr(i % 0x250) for i in range(6_000)), id="control characters"),
            pytest.param("\n" * 100_000, id="line ends"),
            pytest.param("said\n" * 4_000, id="lines"),
            pytest.param("x\n\n" * 3_000 + "the dam will hold " * 1_000, id="short passages and a long one"),
            pytest.param(" ".join(f"Ada Lind{chr(97 + i % 26)}{chr(97 + i // 26)}o" for i in range(670)), id="names"),
            pytest.param("(" * 6_000, id="brackets"),
            pytest.param("Mr. " * 2_500, id="titles"),
            pytest.param("1700000000 " * 3_000, id="numbers"),
            pytest.param("漢字" * 2_000, id="no spaces"),
            pytest.param("a\u0301" * 20_000, id="combining marks"),
        ],
    )
    def test_is_read_in_bounded_time(self, reader: Reader, text: str) -> None:
        start = time.process_time()
        check(reader.read(report_of(text)))
        assert time.process_time() - start < 20  # a few seconds at most on one free core

    @pytest.mark.parametrize("between", ["\n\n", " "], ids=["paragraphs", "one paragraph"])
    def test_takes_time_in_proportion_to_its_quotes_and_names(self, reader: Reader, between: str) -> None:
        def seconds(count: int) -> float:
            parts = []
            for n in range(count):
                dam, given_name, family = f"{chr(65 + n % 26)}olen", "AEIOU"[n % 5] + "da", f"Ber{n // 5 * 'a'}g"[:12]
                parts.append(
                    f"“The dam at {dam} will hold,” said {given_name} {family}. Tomas Reyl told Ruth {family}son "
                    "that it would not."
                )
            report = report_of(between.join(parts))
            start = time.process_time()
            reader.read(report)
            return time.process_time() - start

        assert seconds(200) < 2.5 * 8 * seconds(25) + 1
