"""The ledger: what a person sees of a reading, at any width, with color and without."""

from __future__ import annotations

import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from rich.cells import cell_len

from firsthand.ledger import make_console, print_ledger
from firsthand.ledger_marks import marks
from firsthand.ledger_words import clean, description, moment, other_names, words
from firsthand.schema import Place, Quantity, Reading, Report, Source, Span, Statement, Time

ESCAPE = "\x1b"


def ledger(reading: Reading, *, width: int = 80, color: str = "never") -> str:
    stream = io.StringIO()
    print_ledger(reading, make_console(stream, color=color, width=width))  # pyright: ignore[reportArgumentType]
    return stream.getvalue()


def block(shown: str, words_in_it: str) -> str:
    """The paragraph of the ledger that holds the words."""
    return next(b for b in re.split(r"\n *\n", shown) if words_in_it in b)


def test_says_who_how_what_to_whom_and_when(reading: Reading) -> None:
    shown = block(ledger(reading), "that the pump had failed twice since spring")
    assert "[OT] Orla Tench  named person, the keeper of the well at Dunmarrow" in shown
    assert "says · indirect · “told”" in shown
    assert "to the Marrow Gazette [MG]" in shown
    assert "said 5 Mar 2024 (“on Tuesday”)" in shown


def test_a_quote_keeps_its_marks_its_pieces_and_its_paragraphs(reading: Reading) -> None:
    lines = [line.removeprefix(" │   ") for line in block(ledger(reading, width=100), "I wrote").splitlines()[1:]]
    assert lines == [
        "“I wrote to the council,” … “Their clerk answered, ‘Boil it and be patient,’ and that was all.",
        "“I have been patient for eleven weeks.”",
    ]


def test_a_nested_statement_follows_and_is_indented(reading: Reading) -> None:
    shown = ledger(reading)
    assert shown.index("I wrote to the council") < shown.index("     [TC] Their clerk  unnamed person")
    assert "      │   ‘Boil it and be patient,’" in shown


def test_denials_negations_rumours_and_doubts_are_marked(reading: Reading) -> None:
    shown = ledger(reading)
    assert "✗ denies" in block(shown, "any letter had arrived")
    assert "✗ negated" in block(shown, "the pump was sound")
    assert "uncertain (41% sure)" in block(shown, "‘Boil it and be patient,’\n")
    rumour = block(shown, " ┊   A second well … failing")
    assert "[··] no source stated  rumour" in rumour
    assert shown.count("┊") == 1


def test_a_relay_is_a_chain_that_ends_at_the_report(reading: Reading) -> None:
    chain = "through the Marrow Gazette [MG] (was told) → a translation → this report"
    assert chain in " ".join(block(ledger(reading), "he carries water").split())


def test_head_caveats_sources_and_counts(reading: Reading) -> None:
    shown = ledger(reading, width=100)
    assert shown.startswith("Well at Dunmarrow is dry, says keeper\nMarrow Gazette · published 5 Mar 2024, 08:00 UTC")
    assert "Own work of Marrow Gazette, because a source told it: “the Marrow Gazette”" in shown
    assert "not verified  the Marrow Gazette [MG]\n    “The Gazette could not verify the state of the pump.”" in shown
    assert "[OT] ● Orla Tench  named person, the keeper of the well at Dunmarrow · 2 statements" in shown
    assert "[HE] ○ Heron  pseudonymous person · 1 statement" in shown
    assert "[MG] ◆ the Marrow Gazette  named organisation · only mentioned\n       also: The Gazette" in shown
    assert shown.endswith(
        "7 statements by 4 sources: 2 named, 1 pseudonymous, 1 unnamed\n1 denial · 1 rumour · 1 caveat\n"
    )


def with_facts(reading: Reading) -> Reading:
    """The shared reading with times, places and quantities, all of which its first statement is about."""
    times = (
        Time(start=0, end=4, type="DATE", value="2024-03-05", clock="published"),
        Time(start=5, end=9, type="DATE", value="2024-SP", clock="published"),
        Time(start=5, end=9, type="DATE", value="2024-SP", clock="captured"),
        Time(start=10, end=12, type="DURATION", value="P11W"),
        Time(start=8, end=17, type="DATE", value=None, unresolved="no date of publication"),
    )
    places = (
        Place(start=0, end=4, name="Dunmarrow", lat=54.0, lon=-8.0, country="IE", kind="settlement"),
        Place(start=0, end=4, name="Dunmarrow", lat=54.0, lon=-8.0, country="IE", kind="settlement"),
        Place(start=5, end=9, name="Oldwell", unresolved="not in the gazetteer"),
        Place(start=5, end=9, name="Ireland", lat=53.0, lon=-8.0, country="IE", kind="country", use="associative"),
    )
    quantities = (
        Quantity(start=0, end=4, value=2, unit="pumps", bound="at least"),
        *(Quantity(start=0, end=4, value=n, unit="pails") for n in (3, 4, 5, 6)),
    )
    about = replace(reading.statements[0], times=(0, 1, 3, 4), places=(0, 2, 3), quantities=(0, 1, 2, 3, 4))
    statements = (about, *reading.statements[1:])
    return replace(reading, statements=statements, times=times, places=places, quantities=quantities)


def test_a_statement_shows_when_where_and_how_many_its_words_are_about(reading: Reading) -> None:
    shown = " ".join(block(ledger(with_facts(reading), width=110), "that the pump had failed").split())
    assert "when 5 Mar 2024; spring 2024; “Dunmarrow” (no date) · how long 11 weeks" in shown
    assert "where Dunmarrow, IE; Oldwell (not on the map)" in shown
    assert "how many at least 2 pumps; 3 pails; 4 pails; 5 pails; 1 more" in shown
    assert "Ireland" not in shown


def test_times_places_and_quantities_are_summed_up_below(reading: Reading) -> None:
    shown = ledger(with_facts(reading), width=110)
    times, places, quantities = (block(shown, f"── {name} ") for name in ("Times", "Places", "Quantities"))
    assert "spring 2024 (2) · 5 Mar 2024" in times
    assert "how long: “" in times
    assert "unresolved, no date of publication: “" in times
    assert "2 times reckoned from the day of publication" in times
    assert "1 time reckoned from the day of capture, for want of a date of publication: they may be wrong" in times
    assert "  Dunmarrow, IE (2)\n" in places
    assert "not on the map, not in the gazetteer: Oldwell" in places
    assert "only in a name or a description: Ireland" in places
    assert "at least 2 pumps · 3 pails · 4 pails · 5 pails · 6 pails" in quantities
    assert shown.index("── Statements") < shown.index("── Times") < shown.index("7 statements by")


def test_what_is_not_there_has_no_heading(reading: Reading) -> None:
    assert not re.search("── (Times|Places|Quantities)", ledger(reading))


def test_a_report_without_statements_says_so(reading: Reading) -> None:
    shown = ledger(Reading(report=reading.report))
    assert "No statements were found in this report." in shown
    assert "Sources" not in shown


def test_what_is_not_stated_is_called_so() -> None:
    shown = ledger(Reading(report=Report(id="ab12", sha256="0", text="Nothing.")))
    assert shown.startswith("ab12\noutlet not stated · publication time not stated")


@pytest.mark.parametrize("width", [40, 60, 80, 111, 112, 140, 400])
@pytest.mark.parametrize("color", ["always", "never"])
def test_no_line_is_wider_than_asked_and_no_word_is_lost(reading: Reading, width: int, color: str) -> None:
    reading = with_facts(reading)
    shown = ledger(reading, width=width, color=color)
    plain = re.sub(rf"{ESCAPE}\[[\d;]*m", "", shown)
    assert max(cell_len(line) for line in plain.splitlines()) <= width
    for statement in reading.statements:
        for word in words(reading.report.text, statement.content).split():
            assert word in plain


def test_a_wide_terminal_puts_the_words_beside_the_speaker(reading: Reading) -> None:
    assert re.search(
        r"\[OT\] Orla Tench .*│   that the pump had failed twice since spring\n", ledger(reading, width=120)
    )


def test_without_color_there_is_no_escape_and_with_it_every_source_has_its_own(reading: Reading) -> None:
    assert ESCAPE not in ledger(reading, color="never")
    chips = re.findall(rf"{ESCAPE}\[([\d;]+)m (\w\w) {ESCAPE}", ledger(reading, color="always"))
    style_of = {letters: style for style, letters in chips}
    assert set(style_of) == {"OT", "CO", "TC", "HE", "MG"}
    assert len(set(style_of.values())) == 5
    assert {(letters, style) for style, letters in chips} == set(style_of.items())


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("stream", "no_color", "colored"),
    [(Terminal, False, True), (Terminal, True, False), (io.StringIO, False, False)],
)
def test_color_is_left_out_where_it_is_not_wanted(
    reading: Reading, monkeypatch: pytest.MonkeyPatch, stream: type[io.StringIO], no_color: bool, colored: bool
) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR", "COLORTERM", "TTY_COMPATIBLE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    if no_color:
        monkeypatch.setenv("NO_COLOR", "1")
    out = stream()
    print_ledger(reading, make_console(out, width=80))
    assert bool(re.search(rf"{ESCAPE}\[[\d;]*[34]8;", out.getvalue())) == colored
    assert ("[OT]" in out.getvalue()) != colored


def test_a_hostile_report_cannot_drive_the_terminal(reading: Reading) -> None:
    hostile = f"{ESCAPE}]0;owned\x07 \u202egnihton {ESCAPE}[2J"
    report = replace(reading.report, title=hostile, outlet=hostile, text=hostile * 30)
    source = replace(reading.sources[0], name=hostile, role=hostile, aliases=(hostile,))
    shown = ledger(replace(reading, report=report, sources=(source, *reading.sources[1:])))
    assert not set(shown) & {ESCAPE, "\x07", "\u202e"}


def test_the_same_reading_gives_the_same_ledger(reading: Reading) -> None:
    assert ledger(reading, color="always") == ledger(reading, color="always")


@given(names=st.lists(st.text(max_size=30), max_size=60))
def test_letters_are_never_shared(names: list[str]) -> None:
    sources = [Source(id=str(i), name=n, kind="named", category="person") for i, n in enumerate(names)]
    letters = [m.letters for m in marks(sources).values()]
    assert len(set(letters)) == len(names)
    assert all(cell_len(two) == 2 for two in letters)


def test_two_people_with_one_surname_have_different_letters() -> None:
    people = [
        Source(id="p1", name="Peter Fallow", kind="named", category="person"),
        Source(id="p2", name="Ingrid Fallow", kind="named", category="person"),
        Source(id="p3", name="Pia Fallow", kind="unnamed", category="person"),
    ]
    assert [m.letters for m in marks(people).values()] == ["PF", "IF", "PI"]


@given(text=st.text(min_size=1, max_size=200), data=st.data())
def test_any_text_and_any_spans_can_be_shown(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    content = (Span(start, data.draw(st.integers(start + 1, len(text)))),)
    statement = Statement(id="s1", content=content, mode="direct", stance="says", confidence=0.5)
    made = Reading(report=Report(id="1", sha256="0", text=text, title=text), statements=(statement,))
    for width in (40, 120):
        assert max(cell_len(line) for line in ledger(made, width=width).splitlines()) <= width


@pytest.mark.parametrize(
    ("text", "content", "shown"),
    [
        ("“Go,” she said.", "Go,", "“Go,”"),
        ("She said “go”.", "go", "“go”"),
        ("She said 'go.'", "go", "'go.'"),
        ("He said the mill's shut.", "the mill's shut", "the mill's shut"),
        ("“One.\n\n“Two,” he said.", "One.\n\n“Two,", "“One.\n“Two,”"),
        ("He said it was\nshut.", "it was\nshut", "it was shut"),
    ],
)
def test_quotation_marks_that_touch_the_content_are_shown(text: str, content: str, shown: str) -> None:
    start = text.index(content)
    assert words(text, [Span(start, start + len(content))]) == shown


def test_a_quote_in_a_piece_a_paragraph_shows_no_gap() -> None:
    text = "“One.\n\n“Two,” he said. “Three.”"
    assert (
        words(text, [Span(1, 5), Span(8, 12), Span(text.index("Three"), len(text) - 1)]) == "“One.\n“Two,” … “Three.”"
    )


def test_what_only_repeats_a_name_is_left_out() -> None:
    source = Source(
        id="p1",
        name="A worker at the mill",
        aliases=("a worker at the mill", "The worker at the mill", "the woman"),
        kind="unnamed",
        category="person",
        role="worker at the mill",
    )
    assert description(source) == "unnamed person"
    assert other_names(source) == "the woman"


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("2023-01-18T20:00:00Z", "18 Jan 2023, 20:00 UTC"),
        ("2023-01-18T20:00:00+02:00", "18 Jan 2023, 20:00 +02:00"),
        ("2023-01-18T20:00", "18 Jan 2023, 20:00"),
        ("2023-01-18", "18 Jan 2023"),
        ("2023-W03", "2023-W03"),
        ("2023-13-45", "2023-13-45"),
        ("PRESENT_REF", "PRESENT_REF"),
    ],
)
def test_moments_are_shown_in_the_zone_they_were_stated_in(value: str, shown: str) -> None:
    assert moment(value) == shown


@given(st.text())
def test_clean_text_is_one_printable_line(text: str) -> None:
    cleaned = clean(text)
    assert len(cleaned.splitlines()) <= 1
    assert clean(cleaned) == cleaned
