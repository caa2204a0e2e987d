"""What intake promises of JSON Lines, other JSON, and ninjs."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.errors import InputError
from firsthand.intake import load, reports_from_bytes
from firsthand.schema import Report, to_json

DATA = Path(__file__).parent / "data" / "intake"
WHOLE = {
    "id": "qp-1",
    "url": "https://quaysidepost.example/wall",
    "outlet": "The Quayside Post",
    "title": "Wall falls",
    "published": "2024-03-05T09:15:00+01:00",
    "modified": "2024-03-05T10:40:00Z",
    "captured": "2024-03-06",
    "language": "en",
    "author": "Ilse Marrow",
    "agency": "Northern Wire",
    "text": "The wall fell.\r\n“At last,” said nobody.",
}


def items(*lines: str | bytes, name: str = "r.jsonl") -> list[Report | InputError]:
    data = b"\n".join(line.encode() if isinstance(line, str) else line for line in lines)
    return list(reports_from_bytes(data, name))


def only_report(value: object) -> Report:
    (item,) = items(json.dumps(value))
    assert isinstance(item, Report), item
    return item


def only_error(text: str, name: str = "r.jsonl") -> InputError:
    (item,) = items(text, name=name)
    assert isinstance(item, InputError), item
    return item


def test_every_key_is_kept() -> None:
    line = json.dumps(WHOLE | {"unknown": [1]})
    (report,) = items(line + "\r\n")
    assert isinstance(report, Report)
    assert {key: getattr(report, key) for key in WHOLE} == WHOLE
    assert report.sha256 == sha256(line.encode()).hexdigest()
    assert report.file == "r.jsonl"


def test_without_an_id_the_text_names_the_report() -> None:
    assert only_report({"text": "The wall fell."}).id == sha256(b"The wall fell.").hexdigest()
    assert only_report({"id": 17, "text": "The wall fell."}).id == "17"


def test_blank_lines_marks_and_a_missing_last_line_end_do_not_matter() -> None:
    found = items(b'\xef\xbb\xbf{"text": "one"}\r', b"", b'  {"text": "two"}\r', b"   ", b'{"text": "three"}')
    assert [item.text for item in found if isinstance(item, Report)] == ["one", "two", "three"]


def test_a_bad_line_is_one_error_and_the_others_are_read() -> None:
    found = items(
        '{"id": "1", "text": "o', '{"text": "two"}', "", "[]", '{"text": "five"}', b'{"text": "\xe9"}', '{"text": 7}'
    )
    lines = [item.line if isinstance(item, InputError) else item.text for item in found]
    assert lines == [1, "two", 4, "five", 6, 7]


def test_two_reports_with_one_id_are_both_kept() -> None:
    assert len(items('{"id": "a", "text": "one"}', '{"id": "a", "text": "two"}')) == 2


@pytest.mark.parametrize(
    "key", ["id", "url", "outlet", "published", "title", "text", "html", "modified", "language", "author"]
)
@pytest.mark.parametrize("value", [["a"], {"a": 1}, True])
def test_a_value_of_the_wrong_type_is_an_error_that_names_its_key(key: str, value: object) -> None:
    error = only_error(json.dumps({"text": "The wall fell."} | {key: value}))
    assert error.cause.startswith(key)
    assert error.line == 1


@pytest.mark.parametrize("value", [{}, {"text": ""}, {"text": " \n", "id": "a"}, {"text": None}, {"html": ""}])
def test_a_report_without_text_is_an_error(value: object) -> None:
    assert "no text" in only_error(json.dumps(value)).cause


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ('{"text": "The wall', 1, 10),
        ('{"text": "The wall"', 1, 20),
        ('{\n  "id": "a",\n  "text": "The wall\n}\n', 3, 20),
        ('[{"text": "one"', 1, 16),
    ],
)
def test_broken_json_is_an_error_with_its_place(text: str, line: int, column: int) -> None:
    error = only_error(text, "r.json")
    assert error.line == line
    assert f"column {column}:" in error.cause


def test_json_in_one_piece() -> None:
    pretty = json.dumps({"id": "a", "text": "one"}, indent=2)
    many = json.dumps([{"text": "one"}, {"text": "two"}], indent=2)
    short = '[\n{"text": "one"},\n{"text": "two"}\n]'
    known = [
        (pretty, ["one"]),
        (many, ["one", "two"]),
        (short, ["one", "two"]),
        (pretty + "\n" + pretty, ["one", "one"]),
    ]
    for text, words in known:
        for name in ("r.json", "r.jsonl", "r.txt"):
            assert [getattr(item, "text", None) for item in items(text, name=name)] == words
    found = items('[{"text": "one"},\n 5,\n {"text": "three"},\n {"text": "fo')
    assert [item.line if isinstance(item, InputError) else item.text for item in found] == ["one", 2, "three", 4]
    assert "no report" in only_error("[]").cause


@pytest.mark.parametrize(
    "text", ["[" * 100_000, '{"text":' + "[" * 100_000, '{"a":' * 100_000, '{"id": ' + "1" * 9_000 + "}"]
)
def test_json_made_to_hurt_is_an_error(text: str) -> None:
    assert only_error(text).line == 1


def test_surrogates_without_their_pair_do_no_harm() -> None:
    report = only_report({"id": "\ud800", "title": "x \udfff", "text": "a \ud83d b"})
    assert (report.id, report.title, report.text) == ("\ufffd", "x \ufffd", "a \ufffd b")
    assert to_json(report)
    assert only_report({"text": "\ud83d\ude00"}).text == "😀"


def test_what_is_json_is_told_by_content() -> None:
    assert [getattr(item, "text", None) for item in items('{"text": "one"}', name="r.txt")] == ["one"]
    assert [getattr(item, "text", None) for item in items("[Note: {sic}] The wall fell.", name="r.txt")] == [
        "[Note: {sic}] The wall fell."
    ]
    assert "holds no JSON" in only_error("The wall fell.", "r.json").cause


def test_utf_16_json_lines_are_read() -> None:
    data = '{"text": "“one”"}\r\n{"text": "two"}\r\n'.encode("utf-16")
    assert [getattr(item, "text", None) for item in reports_from_bytes(data, "r.jsonl")] == ["“one”", "two"]


def test_html_in_a_line_goes_through_the_extraction_and_keys_win() -> None:
    page = (DATA / "page.html").read_text("utf-8")
    report = only_report({"html": page, "title": "Mine", "published": "2024-01-01"})
    assert (report.title, report.published, report.modified) == ("Mine", "2024-01-01", "2024-03-05T11:40:00+01:00")
    assert "said Bram Hoekke, a crane driver" in report.text
    both = only_report({"html": page, "text": "The wall fell."})
    assert (both.text, both.outlet) == ("The wall fell.", "The Quayside Post")


def test_ten_thousand_lines_come_one_by_one(tmp_path: Path) -> None:
    path = tmp_path / "many.jsonl"
    path.write_text(
        "".join(json.dumps({"id": n, "text": f"The wall fell {n} times."}) + "\n" for n in range(10_000)), "utf-8"
    )
    reports = load([str(path)])
    first = next(reports)
    assert isinstance(first, Report)
    assert first.id == "0"
    assert sum(1 for _ in reports) == 9_999


def test_a_line_too_long_is_an_error_and_the_next_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("firsthand.intake._LARGEST", 1000)
    found = items('{"text": "one"}', json.dumps({"text": "a" * 5000}), '{"text": "three"}')
    assert [item.line if isinstance(item, InputError) else item.text for item in found] == ["one", 2, "three"]


def test_ninjs_1() -> None:
    (report,) = load([str(DATA / "ninjs1.json")])
    assert isinstance(report, Report)
    assert report.id == "urn:example:northernwire:2024:harbour-wall"
    assert report.title == "Harbour wall was cracking for months, dockers say"
    assert report.text == (
        "The harbour wall that gave way on Monday had been cracking for months, dockers said.\n\n"
        "The port authority did not respond."
    )
    assert (report.published, report.modified) == ("2024-03-05T09:15:00+01:00", "2024-03-05T11:40:00+01:00")
    assert (report.outlet, report.agency, report.author, report.language, report.url) == (
        "Northern Wire", None, "Ilse Marrow", "en", None,
    )  # fmt: skip


def test_ninjs_2() -> None:
    (report,) = load([str(DATA / "ninjs2.json")])
    assert isinstance(report, Report)
    assert report.id == report.url == "https://quaysidepost.example/items/77"
    assert report.title == "Harbour wall was cracking, dockers say"
    assert report.text == "The wall was cracking, dockers said.\n\nNobody was hurt."
    assert (report.published, report.modified) == ("2024-03-05T08:15:00Z", None)
    assert (report.outlet, report.agency, report.author) == ("The Quayside Post", "Northern Wire", "Mina Vos")


@pytest.mark.parametrize(
    ("more", "cause"),
    [
        ({}, "no text"),
        ({"bodies": 5}, "bodies"),
        ({"bodies": ["a"]}, "bodies"),
        ({"body_text": 5}, "body_text"),
        ({"body_text": "a", "headline": []}, "headline"),
    ],
)
def test_bad_ninjs_is_an_error(more: dict[str, object], cause: str) -> None:
    error = only_error(json.dumps({"uri": "urn:a", "versioncreated": "2024-03-05T08:15:00Z"} | more))
    assert cause in error.cause


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
KEYS = st.sampled_from(
    [
        *WHOLE,
        "html",
        "uri",
        "headline",
        "headlines",
        "bodies",
        "body_text",
        "body_xhtml",
        "infosources",
        "provider",
        "by",
    ]
)


@settings(max_examples=150, deadline=None)
@given(
    st.dictionaries(
        KEYS, JSON | st.text(max_size=30) | st.lists(st.dictionaries(st.sampled_from(["value", "role", "name"]), JSON))
    )
)
def test_any_object_is_one_report_or_one_error(value: dict[str, object]) -> None:
    (item,) = items(json.dumps(value))
    if isinstance(item, Report):
        assert to_json(item)
        assert item.text.strip()
    else:
        assert item.line == 1
