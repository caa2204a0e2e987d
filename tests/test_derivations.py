"""What of one report was made from another: copies, edits, rewrites, citations, and what only looks like it."""

from __future__ import annotations

from functools import cache

import pytest

from firsthand.linking.dossiers import make_dossier
from firsthand.linking.parts import Dossier, Reuse
from firsthand.linking.reuse import find_reuse
from firsthand.reading.reader import Reader
from firsthand.schema import Report

FERRY = """The ferry Marguerite ran onto a sandbank off Brouwershaven on Monday night with 73 passengers on board, and \
lay there for nine hours until a second tide lifted her.

Skipper Joost Verkade, who has sailed the route for 21 years, said a marker buoy had moved. “I steered by a light that \
was no longer where the chart puts it,” he told the Schouwen Gazette on the quay.

The harbour office has known since February that the buoy drags its chain. A letter in its own file, dated 14 February \
and read by this newspaper, asks for a heavier anchor and puts the price at 3,800 euros.

Nobody was hurt. The passengers were given soup at five in the morning, and one of them, a piano tuner from Goes, \
tuned the instrument in the saloon while he waited.

Harbour master Ineke Dronkers denied that there had been any delay. “The anchor is on order,” she said. She would not \
say since when.

The owners reckon the repair of two propeller blades at 60,000 euros, and have put a smaller boat on the crossing \
until 3 June."""

EDITED = """A ferry ran aground off the coast of Zeeland this week and was stuck for nine hours.

The Marguerite ran onto a sandbank off Brouwershaven on Monday night with 73 passengers on board. Her skipper, who has \
sailed the route for 21 years, said a marker buoy had moved.

“I steered by a light that was no longer where the chart puts it,” Joost Verkade said.

A letter in the harbour office's file, dated 14 February, asks for a heavier anchor and puts the price at 3,800 euros. \
Harbour master Ineke Dronkers denied that there had been any delay.

Nobody was hurt, and the passengers were given soup at five in the morning."""

REWRITE = """A passenger boat spent most of a night stranded in Zeeland after its captain followed a beacon which had \
drifted from its charted place.

More than seventy travellers were aboard the Marguerite when she grounded near Brouwershaven late on Monday; only the \
following high water, nine hours afterwards, set her free.

Verkade, with over two decades on that crossing behind him, blames the float: its lamp, he explains, shone from \
somewhere else than his map claimed.

Port officials were aware of the trouble in winter. Correspondence from mid-February urges them to fit a stronger \
anchor, at a cost of 3,800 euros.

Everybody escaped unharmed, and before dawn bowls of soup were handed round. A man from Goes who tunes pianos used the \
hours to work on the one in the lounge.

The head of the port, Dronkers, insists that no time was lost: the part has been ordered, though she keeps the date to \
herself.

New propeller blades will cost some sixty thousand euros, the operator estimates. Until early June a lesser vessel \
takes over."""

OTHER = """Seventy-three people spent the night on a sandbank off Brouwershaven, singing, according to one of them, \
every song they knew.

“We began with the hymns and ended with the football,” said Wilma Kodde, a nurse from Zierikzee, as she came ashore on \
Tuesday with her two sons.

The lifeboat Koningin stood by throughout, her coxswain Arie Boot said, but the water was too shallow to come alongside.

The transport inspectorate will open an inquiry. It wants the recordings from the bridge, a spokesman said, and will \
not comment until it has heard them.

Mayor Carla Bevelander promised the passengers a free crossing and a cake."""

CITING = """The islands ask for a bridge again. After this week's grounding the council of Duiveland has sent a \
petition with 4,100 names to The Hague.

Councillor Teun Slager said that the ferries were too old. “My grandmother was seasick on that boat,” he said.

The harbour office was warned of the drifting buoy in a letter of 14 February, the Schouwen Gazette reported.

A bridge was last turned down in 1987, when the province found it too dear."""


@cache
def _reader() -> Reader:
    return Reader(1)


@cache
def report(name: str, text: str, outlet: str | None = None, published: str | None = None, title: str = "") -> Dossier:
    return make_dossier(
        Report(id=name, outlet=outlet, published=published, title=title or None, sha256="", text=text), _reader()
    )


def gazette(published: str | None = "2024-05-07T06:00:00Z") -> Dossier:
    return report("m", FERRY, "Schouwen Gazette", published)


def only(found: tuple[Reuse, ...]) -> Reuse:
    assert len(found) == 1
    return found[0]


def trimmed(text: str = FERRY) -> str:
    return "\n\n".join(text.split("\n\n")[:4])


def test_a_copy_cut_short_is_a_copy_of_the_whole() -> None:
    copy = report("z", trimmed(), None, "2024-05-07T09:00:00Z", "Ferry freed by the tide")
    found = only(find_reuse(gazette(), copy))
    assert (found.kind, found.later, found.earlier, found.direction) == ("copy", "z", "m", "time")
    assert found.share == 1


def test_an_edited_copy_keeps_the_evidence_of_what_was_kept_and_what_was_re_worded() -> None:
    edited = report("e", EDITED, "Coastbrief", "2024-05-07T12:00:00Z")
    found = only(find_reuse(gazette(), edited))
    assert found.kind == "edited"
    verbatim = [p for p in found.passages if p.how == "verbatim"]
    assert len(verbatim) >= 5
    for passage in verbatim:
        mine, theirs = edited.text[passage.start : passage.end], FERRY[passage.from_start : passage.from_end]
        assert mine.casefold().split() == theirs.casefold().split()


def test_a_rewrite_shares_no_words_in_a_row_and_keeps_the_order() -> None:
    rewrite = report("r", REWRITE, "Sealane Today", "2024-05-08T08:00:00Z")
    found = only(find_reuse(rewrite, gazette()))
    assert (found.kind, found.later, found.direction) == ("rewrite", "r", "time")
    starts = [p.from_start for p in sorted(found.passages, key=lambda p: p.start)]
    assert starts == sorted(starts)
    assert {p.how for p in found.passages} == {"reworded"}


def test_a_report_of_the_same_event_by_another_newsroom_is_none() -> None:
    assert find_reuse(gazette(), report("o", OTHER, "Delta Courier", "2024-05-07T10:00:00Z")) == ()


def test_a_credit_with_what_was_taken_under_it_is_a_citation() -> None:
    citing = report("c", CITING, "Islands Voice", "2024-05-09T08:00:00Z")
    found = only(find_reuse(citing, gazette()))
    assert (found.kind, found.later, found.earlier) == ("cites", "c", "m")
    passage = found.passages[0]
    assert "14 February" in citing.text[passage.start : passage.end]
    assert "14 February" in FERRY[passage.from_start : passage.from_end]


@pytest.mark.parametrize(
    "sentence",
    [
        "The Schouwen Gazette moved into the old customs house last year.",
        "Her cousin is a reporter for the Schouwen Gazette.",
        "The Evening Gazette reported that the buoy drags its chain.",
    ],
)
def test_naming_an_outlet_without_taking_anything_from_it_is_none(sentence: str) -> None:
    text = CITING.replace(
        "The harbour office was warned of the drifting buoy in a letter of 14 February, the Schouwen Gazette reported.",
        sentence,
    )
    assert sentence in text
    assert find_reuse(report("c", text, "Islands Voice", "2024-05-09T08:00:00Z"), gazette()) == ()


def test_quotes_of_one_press_conference_are_none() -> None:
    quotes = (
        "“The buoy was inspected on the second of April and was found to be in its place, with its lamp burning,” said "
        "harbour master Ineke Dronkers. “We shall look at the chain again when the wind allows a diver to go down.”"
    )
    one = (
        f"{quotes}\n\nA dozen reporters had come to the harbour office, where the heating was off. A secretary handed \
out biscuits. Outside, anglers paid no attention, and the tide came in as it does."
    )
    other = (
        f"Questions about the grounding were answered at noon in Brouwershaven.\n\n{quotes}\n\nThe owners of the boat \
sent nobody. Their lawyer, Bas Hoek, said later by telephone that they would wait for the inspectors before they spoke."
    )
    a = report("a", one, "Delta Courier", "2024-05-07T13:00:00Z")
    assert find_reuse(a, report("b", other, "Coastbrief", "2024-05-07T14:00:00Z")) == ()


def test_one_paragraph_of_standing_background_is_none() -> None:
    background = (
        "The crossing between the two islands was opened in 1931 and carries some 400,000 people a year, most of them "
        "in summer, when three boats sail at once and the queues reach back to the church."
    )
    long = "\n\n".join([*OTHER.split("\n\n"), background])
    short = f"{CITING.split('Schouwen')[0]}Delta Courier archives show.\n\n{background}"
    one = report("a", long, "Delta Courier", "2024-05-07T10:00:00Z")
    assert find_reuse(one, report("b", short, "Coastbrief", "2024-06-01T10:00:00Z")) == ()


def test_what_was_found_does_not_depend_on_the_order_of_the_two() -> None:
    others = [
        report("z", trimmed(), None, "2024-05-07T09:00:00Z"),
        report("e", EDITED, "Coastbrief", "2024-05-07T12:00:00Z"),
        report("r", REWRITE, "Sealane Today", "2024-05-08T08:00:00Z"),
        report("c", CITING, "Islands Voice", "2024-05-09T08:00:00Z"),
        report("o", OTHER, "Delta Courier", "2024-05-07T10:00:00Z"),
    ]
    for other in others:
        assert find_reuse(gazette(), other) == find_reuse(other, gazette())


class TestDirection:
    def test_a_day_tells_nothing_against_a_time_on_that_day(self) -> None:
        whole = report("a", OTHER, "Delta Courier", "2024-05-07")
        same = report("b", OTHER, "Coastbrief", "2024-05-07T15:00:00Z")
        found = only(find_reuse(whole, same))
        assert (found.direction, found.earlier) == (None, "a")

    def test_a_day_tells_against_the_next(self) -> None:
        later, earlier = report("a", OTHER, "Delta Courier", "2024-05-08"), report("b", OTHER, "Brief", "2024-05-07")
        assert (only(find_reuse(later, earlier)).direction, only(find_reuse(later, earlier)).earlier) == ("time", "b")

    def test_the_fuller_text_is_the_origin_when_no_time_is_known(self) -> None:
        found = only(find_reuse(report("a", trimmed(OTHER)), report("b", OTHER)))
        assert (found.direction, found.later, found.earlier) == ("containment", "a", "b")

    def test_the_outlet_that_calls_itself_by_name_in_the_shared_words_wrote_them(self) -> None:
        scraped = report("a", FERRY, "Newsheap", "2024-05-07")
        found = only(find_reuse(scraped, gazette("2024-05-07T06:00:00Z")))
        assert (found.direction, found.later, found.earlier) == ("credit", "a", "m")

    def test_a_credit_outweighs_the_clock(self) -> None:
        scraped = report("a", FERRY, "Newsheap", "2024-05-07T05:00:00Z")
        found = only(find_reuse(scraped, gazette("2024-05-07T06:00:00Z")))
        assert (found.direction, found.earlier) == ("credit", "m")

    def test_an_agency_named_in_the_dateline_wrote_the_text(self) -> None:
        wire = OTHER.replace("Seventy-three", "BROUWERSHAVEN, May 7 (Northquay News) — Seventy-three", 1)
        printed = report("a", wire, "Delta Courier")
        found = only(find_reuse(printed, report("b", wire, "Northquay News")))
        assert (found.direction, found.later, found.earlier) == ("credit", "a", "b")

    def test_what_was_published_before_cannot_cite(self) -> None:
        citing = report("c", CITING, "Islands Voice", "2024-05-01T08:00:00Z")
        assert find_reuse(citing, gazette()) == ()


def test_reports_without_words_or_with_few_are_compared_without_error() -> None:
    empty, few = report("a", ""), report("b", "Ferry freed.")
    assert find_reuse(empty, few) == find_reuse(empty, gazette()) == find_reuse(few, gazette()) == ()
    assert find_reuse(gazette(), gazette()) == ()


def test_an_organisation_is_cited_for_its_statement_and_not_for_its_spokesman() -> None:
    statement = report(
        "s",
        "We regret the grounding of the Marguerite. Our divers found on 6 May that the buoy's chain had parted at the "
        "shackle.\n\nWe have ordered a new anchor of 900 kilograms, and we ask crews to keep to the south of the bank.",
        "Harbour Office of Schouwen",
        "2024-05-07T07:00:00Z",
        "Statement on the buoy",
    )
    told = "The chain of the buoy parted at the shackle, the Harbour Office of Schouwen said {}. Divers dived on 6 May."
    rest = (
        "\n\nThe boat is in dock at Vlissingen, where two welders began on the propeller at first light on Wednesday."
    )
    cites = report("c", told.format("in a statement") + rest, "Delta Courier", "2024-05-08T07:00:00Z")
    hears = report("h", told.format("when we rang") + rest, "Delta Courier", "2024-05-08T07:00:00Z")
    assert only(find_reuse(statement, cites)).kind == "cites"
    assert find_reuse(statement, hears) == ()
