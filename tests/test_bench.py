"""What the bench promises: that its figures are the ones it defines. All data here are invented."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bench import __main__ as command
from bench import baseline, memory
from bench.attributions import Marked, Tally, f1, match, tally
from bench.brat import annotations_of, parse
from bench.calibration import Verdict, calibration_table, expected_calibration_error
from bench.cold import cost_of
from bench.corpus import reports_in
from bench.others import direct_only, run_over
from bench.polnear import Sample, articles_in, row_of
from bench.quantise import run as quantise
from bench.results import write_section
from bench.speed import size_of, windows_of
from bench.stopwatch import STAGES, stage_table
from bench.stories import Count, count_story, occurrences, pieces_of, same_name
from bench.stories import row_of as story_row
from bench.systems import systems
from bench.tables import Outcome, Table, as_markdown, as_plain, as_text
from firsthand.intake import report_from_text
from firsthand.reading.encoder import load_model
from firsthand.reading.reader import Reader
from firsthand.schema import Reading, Report, Source, Span, Statement

TEXT = "The lamp is broken, said Ada Lind. Bo Tarn thinks that rain will come. “We row at dawn,” she added."
REPORT = Report(id="r1", sha256="0" * 64, text=TEXT)


def at(words: str, text: str = TEXT) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def attribution(content: str, cue: str = "", source: str = "") -> Marked:
    return Marked(*(((at(words),) if words else ()) for words in (source, cue, content)))


def statement(number: int, content: str, source: str | None = None, **fields: object) -> Statement:
    given = {"mode": "indirect", "stance": "says", "confidence": 0.9, **fields}
    return Statement(id=f"s{number}", source=source, content=(at(content),), **given)  # pyright: ignore[reportArgumentType]


LAMP = attribution("The lamp is broken", "said", "Ada Lind")
RAIN = attribution("that rain will come", "thinks", "Bo Tarn")
ROW = attribution("We row at dawn", "added", "she")


def test_the_same_attributions_are_all_right() -> None:
    counted = tally(TEXT, [LAMP, RAIN, ROW], [ROW, LAMP, RAIN])
    assert [counted.f1(k) for k in ("found", "exact", "who_what")] == [(100, 100, 100)] * 3
    assert [counted.role_f1(role) for role in ("source", "cue", "content")] == [(100, 100, 100)] * 3


def test_punctuation_and_white_space_at_the_edges_decide_nothing() -> None:
    counted = tally(TEXT, [LAMP], [attribution("The lamp is broken, ", "said", "Ada Lind.")])
    assert counted.exact == counted.who_what == 1
    assert counted.role_f1("content").f == 100


def test_half_of_the_letters_is_found_but_not_exact_and_less_is_nothing() -> None:
    # that rain will come: 16 letters, of which "will come" has 8 and "come" 4
    assert tally(TEXT, [RAIN], [attribution("will come")])[2:6] == (1, 1, 0, 0)
    assert tally(TEXT, [RAIN], [attribution("come", source="Bo Tarn")])[2:6] == (1, 0, 0, 0)


@pytest.mark.parametrize(("source", "right"), [("Lind", True), ("Ada Lind. Bo", True), ("Bo Tarn", False), ("", False)])
def test_the_source_is_right_when_half_of_the_shorter_one_is_shared(source: str, right: bool) -> None:
    assert tally(TEXT, [LAMP], [LAMP._replace(source=attribution("row", source=source).source)]).who_what == right


def test_two_without_a_source_agree() -> None:
    assert tally(TEXT, [LAMP._replace(source=())], [LAMP._replace(source=())]).who_what == 1


def test_matching_is_one_to_one_and_prefers_overlap_then_the_source() -> None:
    part = attribution("lamp is broken", "said", "Ada Lind")
    assert [(m.gold, m.found) for m in match(TEXT, [LAMP], [part, LAMP])] == [(0, 1)]
    other = LAMP._replace(source=RAIN.source)
    assert [m.found for m in match(TEXT, [LAMP], [LAMP, other])] == [0]
    assert [m.found for m in match(TEXT, [LAMP], [other, LAMP])] == [1]


def test_precision_and_recall_of_a_mixed_lot() -> None:
    total = tally(TEXT, [LAMP, RAIN, ROW], [LAMP, attribution("Bo Tarn")]) + tally(TEXT, [RAIN], [])
    assert (total.texts, total.gold, total.predicted) == (2, 4, 2)
    assert total.f1("found") == (50.0, 25.0, 33.3)


def test_nothing_is_worth_nothing() -> None:
    assert f1(0, 0, 0) == (0, 0, 0)
    assert Tally().f1("exact").f == 0


ANNOTATIONS = f"""T1\tSource {at("Ada Lind").start} {at("Ada Lind").end}\tAda Lind
T2\tCue {at("said").start} {at("said").end}\tsaid
T3\tContent 0 8;9 18\tThe lamp is broken
T4\tAttribution {at("said").start} {at("said").end}\tsaid
E1\tAttribution:T4 Content:T3 Cue:T2 Source:T1
T5\tContent {at("We row").start} 9999\tbeyond the end
T6\tContent 0 8\tThe lamp
E2\tAttribution:T4 Content:T5 Content2:T6 Source:T99
E3\tAttribution:T4 Cue:T2
#1\tAnnotatorNotes T1\ta note
"""


def test_brat_lines_become_attributions() -> None:
    first, second = parse(ANNOTATIONS, len(TEXT))
    assert first == LAMP._replace(content=(Span(0, 8), Span(9, 18)))
    assert second == Marked((), (), (Span(at("We row").start, len(TEXT)), Span(0, 8)))


def annotated(folder: Path) -> Path:
    for name in ("text", "attributions"):
        (folder / name).mkdir(parents=True)
    (folder / "text" / "lamp.txt").write_text(TEXT, "utf-8")
    (folder / "text" / "lamp_two.txt").write_text("Nobody annotated this one.", "utf-8")
    (folder / "attributions" / "lamp_b7.ann").write_text("", "utf-8")
    (folder / "attributions" / "lamp_a3.ann").write_text(ANNOTATIONS, "utf-8")
    return folder


def test_a_part_is_its_annotated_texts_with_the_first_annotator(tmp_path: Path) -> None:
    folder = annotated(tmp_path / "part")
    (article,) = articles_in(folder)
    assert article.report.text == TEXT
    assert len(article.gold) == 2
    assert annotations_of(folder, "lamp_two") is None


def test_what_is_no_part_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="no part of PolNeAR"):
        articles_in(tmp_path)
    annotated(tmp_path / "part")
    (tmp_path / "part" / "attributions" / "lamp_a3.ann").unlink()
    (tmp_path / "part" / "attributions" / "lamp_b7.ann").unlink()
    with pytest.raises(SystemExit, match="annotates none"):
        articles_in(tmp_path / "part")


def test_polnear_reports_with_and_without_attitudes_and_nested(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = annotated(tmp_path / "part")
    assert command.main(["polnear", str(folder), "--json"]) == 0
    shown = json.loads(capsys.readouterr().out)
    rows = shown["tables"][0]["rows"]
    assert [r["statements"] for r in rows] == ["all", "not nested", "no attitudes", "no attitudes, not nested"]
    assert rows[0]["gold"] == 2
    assert rows[0]["predicted"] >= rows[2]["predicted"]
    assert command.main(["polnear", str(folder), "--json", "--without-attitudes"]) == 0
    assert json.loads(capsys.readouterr().out)["tables"][0]["rows"] == rows[2:]


def test_a_row_counts_what_its_samples_hold() -> None:
    sample = Sample(TEXT, [LAMP, RAIN], [statement(1, "The lamp is broken"), statement(2, "row at dawn")])
    row = row_of("all", [sample])
    assert row[:8] == ("all", 2, 2, 50.0, 50.0, 50.0, 50.0, 0.0)


def test_calibration_error_is_the_weighted_gap_of_the_bins() -> None:
    sure = [Verdict(0.9, True, True)] * 3 + [Verdict(0.9, False, False)]  # gap 0.15 over 4
    unsure = [Verdict(0.25, False, False), Verdict(0.2, True, False)]  # gap 0.275 over 2
    assert expected_calibration_error(sure + unsure) == pytest.approx(100 * (4 * 0.15 + 2 * 0.275) / 6, abs=0.05)
    assert expected_calibration_error([]) is None
    rows = calibration_table(sure + unsure).rows
    assert rows == (("0.2-0.3", 2, 22.5, 50.0, 0.0), ("0.9-1.0", 4, 90.0, 75.0, 75.0))


def test_a_bin_takes_in_its_lower_edge_and_the_last_one_certainty() -> None:
    verdicts = [Verdict(c, True, True) for c in (0.3, 0.7, 1.0)]
    assert [row[0] for row in calibration_table(verdicts).rows] == ["0.3-0.4", "0.7-0.8", "0.9-1.0"]


GOLD = {
    "speakers": [{"name": "Ada Lind", "aliases": ["the keeper", "she"]}, {"name": "Bo Tarn"}],
    "fully_annotated": ["r1"],
    "statements": [
        {"report": "r1", "span": "The lamp is broken", "speaker": "Ada Lind", "mode": "indirect"},
        {"report": "r1", "span": "We row at dawn", "speaker": "Ada Lind", "mode": "direct"},
        {"report": "r2", "span": "elsewhere", "speaker": "Bo Tarn", "mode": "direct"},
    ],
}


def read_as(*statements: Statement, **names: str) -> Reading:
    sources = tuple(Source(id=i, name=n, kind="named", category="person") for i, n in names.items())
    return Reading(report=REPORT, statements=statements, sources=sources)


def test_a_story_counts_content_speaker_and_mode() -> None:
    reading = read_as(
        statement(1, "The lamp is broken", "p1"),
        statement(2, "We row at dawn", "p2"),
        statement(3, "rain will come", "p2", stance="believes"),
        p1="Lind",
        p2="she",
    )
    counted = count_story(GOLD, [reading])
    assert counted == Count(gold=2, predicted=2, found=2, speakers=1, modes=1)
    assert story_row("all", counted) == ("all", 50.0, 50.0, 50.0, 100.0, 50.0, 50.0)


def test_speech_that_nobody_annotated_counts_against_the_reading() -> None:
    assert count_story(GOLD, [read_as(statement(1, "rain will come"))]) == Count(gold=2, predicted=1)


def test_a_rumour_is_right_without_a_source() -> None:
    gold = GOLD | {"statements": [{"report": "r1", "span": "rain will come", "speaker": None}]}
    assert count_story(gold, [read_as(statement(1, "rain will come"))]).speakers == 1
    assert count_story(gold, [read_as(statement(1, "rain will come", "p1"), p1="Bo")]).speakers == 0


@pytest.mark.parametrize(
    ("name", "same"),
    [("Lind", True), ("Mayor Ada Lind", True), ("keeper", True), ("she", False), (None, False), ("Bo Lind", False)],
)
def test_a_name_is_known_by_its_words(name: str | None, same: bool) -> None:
    assert same_name(name, ("Ada Lind", "the keeper", "she")) is same


def test_content_falls_into_pieces_where_words_or_paragraphs_part_it() -> None:
    text = "one, two\n\nthree four"
    spans = [at(w, text) for w in ("one", "two", "three", "four")]
    assert pieces_of(text, spans) == [Span(0, 8), Span(10, 20)]
    assert pieces_of(text, [spans[0], spans[3]]) == [spans[0], spans[3]]


def test_words_that_occur_twice_are_taken_one_after_the_other() -> None:
    assert occurrences("so so", ["so", "so", "so"]) == [Span(0, 2), Span(3, 5), Span(0, 2)]
    with pytest.raises(ValueError, match="not in the text"):
        occurrences("so so", ["no"])


def test_stories_are_shown_one_by_one_pooled_and_in_halves(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("apple", "birch"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "gold.json").write_text(json.dumps(GOLD), "utf-8")
        (tmp_path / name / "reports.jsonl").write_text(json.dumps({"id": "r1", "text": TEXT}) + "\n", "utf-8")
    assert command.main(["stories", str(tmp_path), "--json"]) == 0
    (table,) = json.loads(capsys.readouterr().out)["tables"]
    assert [row["story"] for row in table["rows"][:3]] == ["apple", "birch", "all"]
    assert len({row["statements F1"] for row in table["rows"]}) == 1
    with pytest.raises(SystemExit, match="no stories"):
        command.main(["stories", str(tmp_path / "apple")])


def test_windows_hold_what_reading_looks_at() -> None:
    windows = windows_of(load_model(1), report_from_text(TEXT))
    assert len(windows.plain) == 1
    assert 0 < size_of(windows.plain) <= size_of(windows.reading)
    assert windows.plain[0]["ids"].tolist() == windows.reading[0]["ids"].tolist()


def test_the_stages_add_up_to_the_whole_and_reading_is_itself_again_afterwards() -> None:
    reader, report = Reader(1), report_from_text(TEXT)
    before = reader.read(report)
    table = stage_table(reader, [report])
    assert {*STAGES.values()} < {row[0] for row in table.rows}
    assert sum(float(row[2] or 0) for row in table.rows) == pytest.approx(100, abs=1)
    assert reader.read(report) == before


def test_speed_gives_a_ratio_to_each_bare_pass(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "lamp.txt").write_text(TEXT, "utf-8")
    assert command.main(["speed", str(tmp_path), "--json", "--reports", "1"]) == 0
    tasks, ratios, _ = json.loads(capsys.readouterr().out)["tables"]
    assert [row["of"] for row in ratios["rows"]] == [row["task"] for row in tasks["rows"][1:]]


def test_the_cost_of_a_process_is_its_own() -> None:
    cost = cost_of(["sleep", "0.05"])
    assert 0.05 <= cost.wall < 5
    assert cost.processor < 0.05
    with pytest.raises(SystemExit, match="exit code 1"):
        cost_of(["false"])


def test_invented_reports_differ_and_are_the_same_for_a_seed() -> None:
    once, again = list(memory.invented(6)), list(memory.invented(6))
    assert once == again
    assert len(set(once)) == 6
    assert list(memory.invented(6, seed=3)) != once


def test_the_slope_is_in_mebibytes_a_thousand_reports() -> None:
    assert memory.slope([memory.Sample(n, 100 + n / 500) for n in (500, 1000, 1500)]) == pytest.approx(2)
    assert memory.slope([memory.Sample(500, 100.0)]) == 0


def test_memory_is_sampled(capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main(["memory", "--reports", "4", "--json"]) == 0
    (table,) = json.loads(capsys.readouterr().out)["tables"]
    assert [row["reports"] for row in table["rows"]] == [1, 2, 3, 4]
    assert all(row["MiB"] > 10 for row in table["rows"])


def test_the_same_weights_cost_nothing(tmp_path: Path) -> None:
    import firsthand

    shipped = Path(firsthand.__file__).parent / "weights"
    int8, float32, difference = quantise(annotated(tmp_path / "part"), shipped).tables[0].rows
    assert int8[1:] == float32[1:]
    assert {*difference[1:]} == {0}


def test_the_baseline_takes_the_nearest_name_and_verb_of_the_paragraph() -> None:
    text = "The day broke. “We row at dawn,” said Ada Lind.\n\n“No,” he wrote. “Not a word.”\n\n“He says: who, Bo?”"
    first, second = baseline.read(text)
    assert [text[s.start : s.end] for s in (*first.source, *first.cue, *first.content)] == [
        *("Ada Lind", "said", "We row at dawn,")
    ]
    assert [text[s.start : s.end] for s in (*second.source, *second.cue)] == ["he", "wrote"]


def test_a_long_text_of_marks_does_not_stop_the_baseline() -> None:
    assert baseline.read("“" * 200_000) == baseline.read("\"A'" * 70_000) == []


def test_direct_quotations_are_those_between_marks() -> None:
    assert direct_only(TEXT, [LAMP, RAIN, ROW]) == [ROW]


def test_a_refused_text_is_counted_and_the_others_are_read() -> None:
    def read(text: str) -> list[Marked]:
        if text == "bad":
            raise ValueError(text)
        return []

    assert run_over(read, ["good", "bad", "good"]).found == [[], None, []]


def test_a_system_that_cannot_be_run_says_what_to_install() -> None:
    known = {s.name.split()[0]: s for s in systems("no_such_pipeline")}
    assert {*known} == {"firsthand", "baseline", "textacy"}
    assert known["textacy"].read is None
    assert "install" in known["textacy"].terms


def test_others_score_what_is_installed_and_name_what_is_not(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = annotated(tmp_path / "part")
    words = ["others", str(folder / "text"), "--gold", str(folder), "--spacy", "no_such_pipeline"]
    assert command.main(words) == 0
    shown = capsys.readouterr().out
    assert "Against all annotations (2)" in shown
    assert "textacy" in shown


OUTCOME = Outcome((Table("Wells", ("name", "depth"), (("Dunmarrow", 1200.5), ("Low", None))),), ("Measured by rope.",))


def test_tables_are_aligned_and_missing_figures_shown_as_such() -> None:
    assert (
        as_text(OUTCOME)
        == "Wells\n  name         depth\n  Dunmarrow  1,200.5\n  Low              –\n\nMeasured by rope."
    )
    assert "| Dunmarrow | 1,200.5 |\n| Low | – |" in as_markdown(OUTCOME)
    (table,) = json.loads(json.dumps(as_plain(OUTCOME)))["tables"]
    assert table["rows"] == [{"name": "Dunmarrow", "depth": 1200.5}, {"name": "Low", "depth": None}]


def test_a_section_replaces_its_like_and_leaves_the_others(tmp_path: Path) -> None:
    path = tmp_path / "RESULTS.md"
    for title, body in (("cold", "one"), ("speed", "two"), ("cold", "three")):
        write_section(title, body, path)
    assert path.read_text("utf-8").endswith("## cold\n\nthree\n\n## speed\n\ntwo\n")
    assert path.read_text("utf-8").startswith("# Results\n")


def test_what_is_written_names_the_command_but_not_where_files_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = annotated(tmp_path / "secret" / "set" / "part")
    monkeypatch.setattr(command, "RESULTS", tmp_path / "RESULTS.md")
    assert command.main(["polnear", str(folder), "--without-attitudes", "--write"]) == 0
    kept = (tmp_path / "RESULTS.md").read_text("utf-8")
    assert "## polnear: part, without attitudes\n" in kept
    assert "python -m bench polnear set/part --without-attitudes\n" in kept
    assert "secret" not in kept


def test_a_folder_without_reports_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="no reports"):
        reports_in(tmp_path)
