"""What the bench of times promises: that its figures are the ones it defines. All data here are invented."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from bench import __main__ as command
from bench.times import Count, Document, Gold, GoldDate, count_of, days_of, documents_in, match, news_in, same_date
from firsthand.schema import Report, Time, TimeType

TEXT = "The mill burned on\nFriday night and again in 1987."
NIGHT, YEAR = (19, 31), (45, 49)


def test_the_spans_of_these_tests_are_where_they_say() -> None:
    assert (TEXT[slice(*NIGHT)], TEXT[slice(*YEAR)]) == ("Friday night", "1987")


def time_at(start: int, end: int, value: str | None = None, kind: TimeType = "DATE") -> Time:
    return Time(start=start, end=end, type=kind, value=value)


def timeml(body: str, created: str = "2024-05-15") -> str:
    dct = f'<DCT><TIMEX3 tid="t0" type="DATE" value="{created}">made</TIMEX3></DCT>'
    return f"<?xml version='1.0' ?>\n<TimeML><DOCID>x</DOCID>{dct}<TEXT>{body}</TEXT></TimeML>"


def timex(words: str, value: str, kind: str = "DATE") -> str:
    return f'<TIMEX3 tid="t1" type="{kind}" value="{value}">{words}</TIMEX3>'


def test_white_space_decides_nothing_and_other_characters_do() -> None:
    gold = [Gold(*NIGHT, "TIME", None), Gold(*YEAR, "DATE", None)]
    found = [time_at(18, 32), time_at(YEAR[0], YEAR[1] + 1)]
    assert match(TEXT, gold, found) == [(0, 0, True), (1, 1, False)]


def test_matching_is_one_to_one_and_takes_the_greatest_overlap() -> None:
    assert match(TEXT, [Gold(*NIGHT, "TIME", None)], [time_at(19, 25), time_at(19, 29)]) == [(0, 1, False)]
    assert match(TEXT, [Gold(*NIGHT, "TIME", None)], [time_at(*YEAR)]) == []


def test_counts_take_value_and_type_of_what_matches() -> None:
    report = Report(id="r1", sha256="0" * 64, text=TEXT)
    gold = [Gold(*NIGHT, "TIME", "2024-05-10TNI"), Gold(*YEAR, "DATE", "1987")]
    found = [time_at(19, 25, "2024-05-10"), time_at(*YEAR, "1987"), time_at(0, 3, "PAST_REF")]
    documents = [Document(report, gold), Document(report, gold)]
    assert count_of(documents, [found, []]) == Count(gold=4, predicted=3, strict=1, relaxed=2, value=1, type=1)


def test_a_timeml_document_is_its_text_its_times_and_its_creation_time(tmp_path: Path) -> None:
    event = '<EVENT eid="e1">burned</EVENT>'
    body = f"\nThe mill {event} on {timex('<B>Friday</B>', '2024-05-10')} &amp; in {timex('1987', '1987')}.\n"
    (tmp_path / "a.tml").write_text(timeml(body), "utf-8")
    (tmp_path / "b.tml").write_text(timeml("None.", "2024-05-15T08:00:00"), "utf-8")
    (tmp_path / "c.txt").write_text("no TimeML", "utf-8")
    one, two = documents_in(tmp_path)
    assert one.report.text == "\nThe mill burned on Friday & in 1987.\n"
    assert (one.report.id, one.report.published) == ("a.tml", "2024-05-15T12:00:00Z")
    assert [one.report.text[g.start : g.end] for g in one.gold] == ["Friday", "1987"]
    assert [(g.type, g.value) for g in one.gold] == [("DATE", "2024-05-10"), ("DATE", "1987")]
    assert (two.report.published, two.gold) == ("2024-05-15T08:00:00", [])


def test_what_is_no_timeml_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="holds no TimeML"):
        documents_in(tmp_path)
    for words, complaint in (("<TimeML>", "is no TimeML"), ("<TimeML/>", "it has no TEXT")):
        (tmp_path / "a.tml").write_text(words, "utf-8")
        with pytest.raises(SystemExit, match=complaint):
            documents_in(tmp_path)


def test_halves_are_the_even_and_odd_documents_and_every_folder_has_its_own(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    right = timeml(f"The mill burned on {timex('3 March 2021', '2021-03-03')}.")
    wrong = timeml(f"The mill burned on {timex('3 March 2021', '2021-03-30')}.")
    for folder, texts in (("east", [right, wrong, right]), ("west", [wrong])):
        (tmp_path / folder).mkdir()
        for n, text in enumerate(texts):
            (tmp_path / folder / f"{n}.tml").write_text(text, "utf-8")
    assert command.main(["times", str(tmp_path / "east"), str(tmp_path / "west"), "--json"]) == 0
    (table,) = json.loads(capsys.readouterr().out)["tables"]
    figures = [[row[c] for c in ("times", "gold", "strict F1", "value F1", "type F1")] for row in table["rows"]]
    assert figures == [
        ["east, even", 2, 100, 100, 100],
        ["east, odd", 1, 100, 0, 100],
        ["west, even", 1, 100, 0, 100],
        ["west, odd", 0, 0, 0, 0],
    ]


@pytest.mark.parametrize(("strict", "verdict"), [(100.0, "agrees to the digit"), (99.9, "differs")])
def test_another_scorer_is_heard(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], strict: float, verdict: str
) -> None:
    (tmp_path / "a.tml").write_text(timeml(f"It burned in {timex('1987', '1987')}."), "utf-8")
    scorer = tmp_path / "scorer.py"
    told = {"gold": 1, "predicted": 1, "strict": strict, "relaxed": 100.0, "value": 100.0, "type": 100.0}
    scorer.write_text(
        "import json, sys\nreading = json.loads(open(sys.argv[3]).read())\n"
        f"assert sys.argv[1] == 'score' and reading['times'][0]['value'] == '1987'\nprint({json.dumps(told)!r})\n",
        "utf-8",
    )
    assert command.main(["times", str(tmp_path), "--scorer", str(scorer)]) == 0
    assert verdict in capsys.readouterr().out


def conllu(*lines: str) -> str:
    """Rows as ``number word what-the-last-column-says``, comments as they are."""
    rows = [line.split(" ", 2) for line in lines]
    return "\n".join(
        line if line.startswith("#") else "\t".join([*row[:2], *"_" * 7, row[2] if len(row) > 2 else "_"])
        for line, row in zip(lines, rows, strict=True)
    )


NEWS = conllu(
    "# meta::dateCreated = 2024-05-15",
    "# newpar",
    "1 In _",
    '2 1987 Entity=(1-x)|XML=<hi rend:::"bold"><date when:::"1987"></date></hi>',
    "# newpar",
    '1 Last XML=<date from:::"2024-05-06" to:::"2024-05-12">',
    "2-3 week's _",
    "2 week _",
    "3 's XML=</date>",
    "4 rain SpaceAfter=No",
    "5 , _",
    '6 recently XML=<date notAfter:::"2024-05-15"></date>',
)


def test_gum_news_are_words_with_their_white_space_and_their_dates(tmp_path: Path) -> None:
    (tmp_path / "dep").mkdir()
    (tmp_path / "dep" / "GUM_news_rain.conllu").write_text(NEWS, "utf-8")
    (tmp_path / "dep" / "GUM_bio_rain.conllu").write_text(NEWS, "utf-8")
    ((report, gold),) = news_in(tmp_path)
    assert report.text == "In 1987\n\nLast week's rain, recently"
    assert report.published == "2024-05-15"
    assert [(report.text[g.start : g.end], g.when, g.first, g.last) for g in gold] == [
        ("1987", "1987", None, None),
        ("Last week's", None, "2024-05-06", "2024-05-12"),
    ]


def test_gum_is_scored_by_halves_and_by_itself_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "dep").mkdir()
    (tmp_path / "dep" / "GUM_news_rain.conllu").write_text(NEWS, "utf-8")
    assert command.main(["times", "--gum", str(tmp_path), "--json"]) == 0
    (table,) = json.loads(capsys.readouterr().out)["tables"]
    assert [[*row.values()] for row in table["rows"]] == [
        ["GUM news, even", 2, 100, 100, 100],
        ["GUM news, odd", 0, None, None, None],
    ]
    with pytest.raises(SystemExit, match="no copy of GUM"):
        news_in(tmp_path / "dep")
    with pytest.raises(SystemExit, match="neither"):
        command.main(["times"])


@pytest.mark.parametrize(
    ("when", "values", "same"),
    [
        ("2024-05-10", ["2024-05-10"], True),
        ("2024-05-10", ["2024-05-10TNI"], True),
        ("2024-05-10", ["2024-05"], False),
        ("2024-05", ["2024-05"], True),
        ("2024-05-10T22:30:00", ["2024-05-10T22:30"], True),
        ("2024-05-10T22:30:00", ["2024-05-10"], False),
        ("2024", ["P1D", "2024"], True),
        ("2024", [None], False),
    ],
)
def test_the_value_of_a_day_of_gum(when: str, values: list[str | None], same: bool) -> None:
    assert same_date(GoldDate(0, 9, when, None, None), [time_at(0, 9, v) for v in values]) is same


@pytest.mark.parametrize(
    ("first", "last", "values", "same"),
    [
        ("2024-05-06", "2024-05-12", ["2024-W19"], True),
        ("2024-05-06", "2024-05-12", ["2024-05-06", "2024-05-12"], True),
        ("2024-05-06", "2024-05-12", ["2024-05-06"], False),
        ("2024-05-11", "2024-05-12", ["2024-W19-WE"], True),
        ("1960-01-01", "1969-12-31", ["196"], True),
        ("1960-01-01", "1969-12-31", ["P10Y"], False),
    ],
)
def test_the_value_of_a_stretch_of_gum(first: str, last: str, values: list[str], same: bool) -> None:
    assert same_date(GoldDate(0, 9, None, first, last), [time_at(0, 9, v) for v in values]) is same


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2024-SU", date(2024, 6, 1), date(2024, 8, 31)),
        ("2023-WI", date(2023, 12, 1), date(2024, 2, 29)),
        ("2024-Q3", date(2024, 7, 1), date(2024, 9, 30)),
        ("2024-H2", date(2024, 7, 1), date(2024, 12, 31)),
        ("2020-W53", date(2020, 12, 28), date(2021, 1, 3)),
        ("19", date(1900, 1, 1), date(1999, 12, 31)),
    ],
)
def test_the_days_of_a_value(value: str, first: date, last: date) -> None:
    assert days_of(value) == (first, last)


@pytest.mark.parametrize("value", ["P3D", "PAST_REF", "XXXX-05", "2023-W53", "2024-13", "0000", "2024-05-10T10:00"])
def test_a_value_that_is_no_stretch_of_days_has_none(value: str) -> None:
    assert days_of(value) is None
