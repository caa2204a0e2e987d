"""The casebook: what a person sees of claims, traces and sources, at any width, whatever is in the reports."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from firsthand.archive.parts import Filed, Hit
from firsthand.casebook.claims import claim_lines
from firsthand.casebook.reports import hit_lines
from firsthand.casebook.traces import trace_lines
from firsthand.casebook.tree import tree_of
from firsthand.desk.parts import Quote, Trace
from firsthand.ledger import make_console
from firsthand.schema import (
    Claim,
    ClaimOrigin,
    ClaimStance,
    ClaimStatement,
    Clash,
    Conflict,
    Span,
    Step,
    StepHow,
)

HOSTILE = "\x1b]0;owned\x07 \u202egnihton \x1b[2J"


def filed(number: int, key: str, outlet: str | None, published: str | None = "2024-03-05T08:00:00Z") -> Filed:
    return Filed(
        number=number,
        key=key,
        id=key,
        url=None,
        outlet=outlet,
        title=f"Title of {key}",
        published=published,
        captured=None,
        language=None,
        superseded_by=None,
    )


def step(how: StepHow, name: str, report: str) -> Step:
    return Step(how=how, name=name, report=report, spans=(Span(0, 4),))


def told(
    report: str, *path: Step, stance: ClaimStance = "asserts", origin: str | None = "Orla Tench"
) -> ClaimStatement:
    return ClaimStatement(
        report=report, statement="s1", content=(Span(0, 9),), stance=stance, source=origin, origin=origin, path=path
    )


SAID = step("said", "Orla Tench", "post")
COPIED = (SAID, step("copy", "Marrow Gazette", "site"))
CLAIM = Claim(
    id="c1",
    gist="the pump had failed twice",
    independent_sources=1,
    independent_range=(1, 2),
    channels=1,
    because="1 to 2 independent sources, heard by 1 outlet, repeated in 4 reports",
    origins=(
        ClaimOrigin(name="Orla Tench", kind="named", category="person", role="keeper", outlets=("Marrow Gazette",)),
    ),
    outlets=("Marrow Gazette", "The Site"),
    statements=(
        told("post", SAID),
        told("site", *COPIED),
        told("echo", *COPIED, step("rewrite", "The Site", "echo")),
        told("far", SAID, step("relayed", "her sister", "post"), step("cites", "Marrow Gazette", "far")),
        told("hall", step("said", "The council", "hall"), stance="denies", origin="The council"),
        told("talk", step("published", "The Site", "talk"), stance="rumour", origin=None),
    ),
    flags=("retracted by Orla Tench (in late)",),
)
OTHER = Claim(
    id="c2",
    gist="the pump had failed thrice",
    independent_sources=1,
    independent_range=(1, 1),
    channels=1,
    because="1 independent source",
)
WORDS = {
    "post": "pump fell",
    "site": "pump fell",
    "echo": "it failed",
    "far": "it is out",
    "hall": "all fine.",
    "talk": "a rumour.",
}


def trace(words: dict[str, str] = WORDS, claim: Claim = CLAIM, outlet: str = "Marrow Gazette") -> Trace:
    conflict = Conflict(
        a="c2",
        b="c1",
        kind="numbers",
        because="“thrice” against “twice”",
        a_words=(Clash(report="late", start=0, end=6),),
        b_words=(Clash(report="post", start=0, end=9),),
    )
    reports = (filed(1, "post", outlet), filed(2, "site", "The Site"), filed(3, "echo", None, None))
    quotes = tuple(Quote(report=report, start=0, end=9, words=words) for report, words in words.items())
    return Trace(
        claim=claim,
        reports=reports,
        conflicts=(conflict,),
        against=(OTHER,),
        quotes=(*quotes, Quote(report="late", start=0, end=6, words="thrice")),
    )


def drawn(given: Trace, *, width: int = 100, color: str = "never") -> str:
    stream = io.StringIO()
    console = make_console(stream, color=color, width=width)  # pyright: ignore[reportArgumentType]
    for line in trace_lines(given, console):
        console.print(line, soft_wrap=True)
    return stream.getvalue()


def listed(claims: list[Claim], *, width: int = 100) -> str:
    stream = io.StringIO()
    console = make_console(stream, color="never", width=width)
    for line in claim_lines(claims, {"c1"}, console):
        console.print(line, soft_wrap=True)
    return stream.getvalue()


def test_a_trace_begins_with_the_count_and_its_reason_and_what_warns_of_it() -> None:
    lines = drawn(trace()).splitlines()
    assert lines[:4] == [
        "“the pump had failed twice”",
        "  1 to 2 independent sources, heard by 1 outlet, repeated in 4 reports",
        "  ! retracted by Orla Tench (in late)",
        "  claim c1",
    ]


def test_copies_stand_under_what_they_copy() -> None:
    shown = drawn(trace())
    tree = shown[shown.index("What supports it") : shown.index("What denies it")].splitlines()[1:]
    assert [line.rstrip() for line in tree[:-1] if line] == [
        "● Orla Tench  named person, keeper",
        "├─ heard by Marrow Gazette · 5 Mar 2024, 08:00 UTC · post",
        "│  │  “pump fell” 0–9",
        "│  └─ copied by The Site · 5 Mar 2024, 08:00 UTC · site",
        "│     │  the same words, 0–9",
        "│     └─ re-worded by Title of echo · no outlet · no date · echo",
        "│           “it failed” 0–9",
        "└─ passed on by her sister",
        "   └─ told by Marrow Gazette · 5 Mar 2024, 08:00 UTC · post",
        "      └─ cited by a report · far",
        "            “it is out” 0–9",
    ]


def test_denials_rumours_and_conflicts_have_parts_of_their_own() -> None:
    shown = drawn(trace())
    denies, rumours = shown.index("What denies it"), shown.index("Rumours")
    assert "✗ The council" in shown[denies:rumours]
    assert "“all fine.”" in shown[denies:rumours]
    assert "“a rumour.”" in shown[rumours:]
    assert "Orla Tench" not in shown[denies:]
    conflict = shown[shown.index("What cannot hold together") :]
    assert "≠ “the pump had failed thrice”  c2" in conflict
    assert "here: “pump fell” (post 0–9)" in conflict
    assert "there: “thrice” (late 0–6)" in conflict


def test_a_report_that_has_it_in_its_own_voice_has_nobody_above_it() -> None:
    own = told("talk", step("published", "The Site", "talk"), origin=None)
    (root,) = tree_of([own])
    assert root.hop.kind == "nobody"
    assert [child.hop.name for child in root.children.values()] == ["talk"]


def test_a_statement_without_a_path_still_leads_to_its_report() -> None:
    (root,) = tree_of([told("post")])
    assert (root.hop.name, [c.hop.name for c in root.children.values()]) == ("Orla Tench", ["post"])


def test_the_list_has_the_figures_ranges_who_is_behind_it_and_what_speaks_against_it() -> None:
    shown = listed([CLAIM, OTHER])
    first, second = shown.split("\n\n")[1:]
    assert first.splitlines()[0].split() == ["1–2", "1", "4", *CLAIM.gist.split()]
    assert "● Orla Tench · heard by Marrow Gazette" in first
    assert "c1 · denied in 1 report · told as a rumour in 1 report · ≠ contradicted · ! retracted" in " ".join(
        first.split()
    )
    assert "no first-hand source found" in second
    assert "contradicted" not in second


@pytest.mark.parametrize("width", [40, 60, 80, 120, 300])
def test_no_line_is_wider_than_asked(width: int) -> None:
    lines = [*drawn(trace(), width=width).splitlines(), *listed([CLAIM, OTHER], width=width).splitlines()]
    assert max(cell_len(line) for line in lines) <= width


def test_a_hostile_report_cannot_drive_the_terminal() -> None:
    claim = Claim(
        id="c1",
        gist=HOSTILE,
        independent_sources=1,
        independent_range=(1, 1),
        channels=1,
        because=HOSTILE,
        origins=(ClaimOrigin(name=HOSTILE, kind="named", role=HOSTILE, outlets=(HOSTILE,)),),
        outlets=(HOSTILE,),
        statements=(
            told("post", step("said", HOSTILE, "post"), step("relayed", HOSTILE, "post"), origin=HOSTILE),
            told(HOSTILE, step("said", HOSTILE, HOSTILE), origin=HOSTILE),
            told("post", stance="denies", origin=HOSTILE),
        ),
        flags=(HOSTILE,),
    )
    words = dict.fromkeys(WORDS, HOSTILE)
    hit = Hit(filed=filed(1, HOSTILE, HOSTILE, HOSTILE), text=HOSTILE, text_spans=(Span(0, 5), Span(9, 20)))
    stream = io.StringIO()
    console = make_console(stream, color="never", width=80)
    for line in hit_lines([hit], console):
        console.print(line, soft_wrap=True)
    shown = drawn(trace(words, claim, HOSTILE)) + listed([claim]) + stream.getvalue()
    assert not set(shown) & {"\x1b", "\x07", "\u202e"}
    assert "\ufffd" in shown


def test_without_color_nothing_is_lost() -> None:
    colored = drawn(trace(), color="always")
    assert "\x1b[" in colored
    assert "\x1b" not in drawn(trace())


@given(
    text=st.text(max_size=300),
    spans=st.lists(st.tuples(st.integers(0, 300), st.integers(0, 300)), max_size=6),
    width=st.sampled_from([40, 90]),
)
def test_any_hit_can_be_shown(text: str, spans: list[tuple[int, int]], width: int) -> None:
    ends = sorted({min(n, len(text)) for span in spans for n in span})
    found = tuple(Span(a, b) for a, b in zip(ends[::2], ends[1::2], strict=False))
    stream = io.StringIO()
    console = make_console(stream, color="never", width=width)
    for line in hit_lines([Hit(filed=filed(1, "post", "The Site"), text=text, text_spans=found)], console):
        console.print(line, soft_wrap=True)
    assert max(cell_len(line) for line in stream.getvalue().splitlines()) <= width
