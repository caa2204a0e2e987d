"""What intake promises of files, standard input and bytes of any kind."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from firsthand.errors import InputError
from firsthand.intake import load, report_from_text, reports_from_bytes
from firsthand.schema import Report, to_json

DATA = Path(__file__).parent / "data" / "intake"
DOCKERS = "Докеры сказали, что стена в порту трескалась несколько месяцев, и никто не ответил на их письма."
LINE = '{"id": "a", "text": "The wall fell."}\n'


def report_in(data: bytes, name: str = "report.txt") -> Report:
    (item,) = reports_from_bytes(data, name)
    assert isinstance(item, Report), item
    return item


def error_in(data: bytes, name: str = "report.txt") -> InputError:
    (item,) = reports_from_bytes(data, name)
    assert isinstance(item, InputError), item
    return item


@pytest.mark.parametrize(
    "text",
    [
        "One line.",
        "Two\r\nlines\r and three\n",
        "  spaces kept \t\n\n\n",
        "a\x0bb\x85c\u2028d",
        "e\u0301 👩‍🚒",
        "no \ufeff stripping inside",
    ],
)
def test_plain_text_is_taken_exactly(text: str) -> None:
    data = text.encode("utf-8")
    report = report_in(data)
    assert report.text == text
    assert report.id == report.sha256 == sha256(data).hexdigest()
    assert report.file == "report.txt"
    assert report.published is report.captured is report.language is report.outlet is None


def test_a_byte_order_mark_is_no_text_but_is_part_of_the_bytes() -> None:
    data = b"\xef\xbb\xbfThe wall fell."
    report = report_in(data)
    assert report.text == "The wall fell."
    assert report.sha256 == sha256(data).hexdigest()
    assert report.id == sha256(b"The wall fell.").hexdigest()


def test_the_feed_form_gives_capture_time_and_headline() -> None:
    data = (DATA / "feed.txt").read_bytes()
    report = report_in(data, "feed.txt")
    assert report.captured == "2024-03-05T09:00:00Z"
    assert report.title == "Dockers say the harbour wall at Ostervik was cracking for months"
    assert report.text == data.decode("utf-8")


@pytest.mark.parametrize(
    ("text", "captured", "title"),
    [
        ("1709629200 Wall falls\n\nA wall fell.", "2024-03-05T09:00:00Z", "Wall falls"),
        ("1709629200\tWall falls\r\n\r\nA wall fell.", "2024-03-05T09:00:00Z", "Wall falls"),
        (
            "1709629200 Dockers warn of a second coll…\n\nDockers warn of a second collapse\n\nMore.",
            "2024-03-05T09:00:00Z",
            "Dockers warn of a second collapse",
        ),
        # The paragraph only begins with the same words.
        (
            "1709629200 Two men held over harbour fire\n\nTwo men held over harbour fire were freed, police said.",
            "2024-03-05T09:00:00Z",
            "Two men held over harbour fire",
        ),
        ("123456789 Wall falls\n\nA wall fell.", None, None),  # 1973: a number, not a capture time
        ("4200000000 Wall falls\n\nA wall fell.", None, None),
        ("1709629200\n\nA wall fell.", None, None),
        ("17096292001 Wall falls\n\nA wall fell.", None, None),
    ],
)
def test_feed_lines(text: str, captured: str | None, title: str | None) -> None:
    report = report_from_text(text)
    assert (report.captured, report.title, report.text) == (captured, title, text)


PARAGRAPH = "The harbour wall at Ostervik that fell on Monday had been cracking for months, dockers said on Tuesday."


@pytest.mark.parametrize(
    ("first", "is_title"),
    [
        ("Harbour wall was cracking for months, dockers say", True),
        ("‘They laughed at us’: dockers on the wall that fell", True),
        ("Who will pay for the wall?", True),
        ("From wall to ruin in one night", True),
        ("The harbour wall fell on Monday.", False),
        ("By Ilse Marrow", False),
        ("Photo: Jon Teal", False),
        ("5 March 2024", False),
        ("Tuesday, March 5, 2024", False),
        ("FOR IMMEDIATE RELEASE", False),
        ("Dear neighbours,", False),
        ("https://quaysidepost.example/wall falls", False),
        (PARAGRAPH + " " + PARAGRAPH, False),
    ],
)
def test_a_headline_is_a_short_line_set_off_from_a_paragraph(first: str, is_title: bool) -> None:
    assert report_from_text(f"{first}\n\n{PARAGRAPH}\n").title == (first if is_title else None)
    assert report_from_text(f"{first}\n{PARAGRAPH}\n").title is None


def test_a_string_becomes_a_report_without_a_file() -> None:
    report = report_from_text("The wall fell.")
    assert (report.file, report.text) == (None, "The wall fell.")
    with pytest.raises(InputError, match="empty"):
        report_from_text(" \n")


def test_lone_surrogates_become_replacement_characters_of_the_same_length() -> None:
    report = report_from_text("a \ud83d b")
    assert report.text == "a \ufffd b"
    assert json.loads(to_json(report))["text"] == report.text


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("“Café” – owner".encode("utf-16"), "“Café” – owner"),
        ("The wall fell on Monday".encode("utf-16-le"), "The wall fell on Monday"),
        ("The wall fell on Monday".encode("utf-16-be"), "The wall fell on Monday"),
        ("The wall fell".encode("utf-32"), "The wall fell"),
        ("The café “will shut” – its owner said so".encode("cp1252"), "The café “will shut” – its owner said so"),
        (DOCKERS.encode("cp1251"), DOCKERS),
        (DOCKERS.encode("koi8-r"), DOCKERS),
        ("“Nobody came,” she said. “Nobody…".encode()[:-1], "“Nobody came,” she said. “Nobody\ufffd"),  # cut off
    ],
)
def test_encodings_are_detected(data: bytes, text: str) -> None:
    assert report_in(data).text == text


@pytest.mark.parametrize(
    ("data", "cause"),
    [
        (b"", "empty"),
        (b" \n\t\r\n", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (" \n".encode("utf-16"), "empty"),
        (b"%PDF-1.7\n%\xe2\xe3", "PDF"),
        (b"PK\x03\x04\x14\0\0\0", "zip"),
        (b"\x1f\x8b\x08\0\0", "gzip"),
        (b"\x89PNG\r\n\x1a\n\0\0", "PNG"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "JPEG"),
        (b"RIFF\0\0\0\0WEBPVP8 ", "WebP"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Office"),
        (b"{\\rtf1\\ansi The wall fell.}", "RTF"),
        (b"The wall\0fell.", "null byte at byte 8"),
        (b"The wall fell. " * 10_000 + b"\0", "null"),
        (b"\x01\x02\x03\x04The wall", "control characters"),
        (b"\xff\xfe\x00\xd8\x00\xd8", "UTF-16"),
        ("兵士たちは命令がなかった。".encode("shift_jis"), "encoding"),
        (b'<?xml version="1.0"?>\n<!-- x --><rss version="2.0"><channel/></rss>', "no entries"),
        (b'<feed xmlns="http://www.w3.org/2005/Atom"></feed>', "no entries"),
        (b"WARC/1.0\r\nWARC-Type: warcinfo\r\n", "record"),
    ],
)
def test_what_cannot_be_read_says_what_it_is_and_what_to_do(data: bytes, cause: str) -> None:
    error = error_in(data)
    assert cause in error.cause
    assert error.remedy
    assert error.file == "report.txt"


def test_inputs_are_read_in_order_and_a_bad_one_stops_nothing(tmp_path: Path) -> None:
    good, bad = tmp_path / "good.txt", tmp_path / "bad.txt"
    good.write_text("The wall fell.", "utf-8")
    bad.write_bytes(b"%PDF-1.4")
    paths = [str(good), str(tmp_path / "none.txt"), "-", str(bad), "a\0b", str(good)]
    items = list(load(paths, io.BytesIO(LINE.encode())))
    assert [item.file for item in items] == paths
    assert [isinstance(item, Report) for item in items] == [True, False, True, False, False, True]
    assert "no such file" in str(items[1])


def test_a_directory_stands_for_its_files_in_order(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    for name in ("b.txt", "a.txt", ".hidden", "sub/c.txt"):
        (tmp_path / name).write_text(f"In {name}.", "utf-8")
    items = list(load([str(tmp_path)]))
    assert [item.text for item in items if isinstance(item, Report)] == ["In a.txt.", "In b.txt.", "In sub/c.txt."]
    (tmp_path / "empty").mkdir()
    (error,) = load([str(tmp_path / "empty")])
    assert isinstance(error, InputError)
    assert "no files" in error.cause


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_is_read_like_a_file(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = subprocess.Popen([sys.executable, "-c", f"open({str(pipe)!r}, 'w').write({LINE * 3!r})"])
    items = list(load([str(pipe)]))
    assert writer.wait() == 0
    assert [isinstance(item, Report) for item in items] == [True] * 3


def test_a_file_name_that_is_no_unicode_still_makes_a_report(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/r\xff.txt"
    try:
        with open(path, "wb") as file:  # noqa: PTH123 - a name in bytes
            file.write(b"The wall fell.")
    except OSError:
        pytest.skip("the file system has only Unicode names")
    (report,) = load([os.fsdecode(path)])
    assert isinstance(report, Report)
    assert "r\ufffd.txt" in to_json(report)


class Endless(io.RawIOBase):
    """More of the same than anybody can hold; counts what was taken of it."""

    def __init__(self, piece: bytes) -> None:
        self.piece, self.taken = piece, 0

    def read(self, size: int = -1) -> bytes:
        assert size > 0, "read whole"
        size = min(size, len(self.piece))
        self.taken += size
        assert self.taken < 80 << 20, "read on past the limit"
        return self.piece[:size]


@pytest.mark.parametrize("start", [b"The wall fell. ", b"<p>The wall fell.</p>\n", b'[{"text": "The wall fell."}\n,'])
def test_an_input_too_large_is_refused_without_reading_it_whole(start: bytes) -> None:
    (error,) = load(["-"], Endless(start * 50_000))  # pyright: ignore[reportArgumentType]
    assert isinstance(error, InputError)
    assert "64 MiB" in error.cause


def test_reading_text_imports_neither_the_html_library_nor_the_encoding_detector() -> None:
    code = (
        "import sys; from firsthand.intake import reports_from_bytes as r\n"
        "for data in ('Café.'.encode(), 'Café.'.encode('cp1252'), b'{\"text\": \"a\"}'): assert list(r(data, 'x'))\n"
        "sys.exit(any(name in sys.modules for name in ('readability', 'lxml', 'charset_normalizer')))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


STARTS = [
    b"",
    b"<html><body>",
    b"<p>",
    b"{",
    b'{"text":"',
    b"[{",
    b"\xff\xfe",
    b"1709629200 ",
    b"<?xml ",
    b'{"uri":"a","headline":',
    b"\xef\xbb\xbf",
]


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(STARTS), st.binary(max_size=400), st.sampled_from(["x", "x.json", "x.jsonl", "x.html"]))
@example(b"[", b"]", "x")
@example(b"{", b"}", "x.json")
def test_any_bytes_give_reports_or_errors_and_never_raise(start: bytes, rest: bytes, name: str) -> None:
    items = list(reports_from_bytes(start + rest, name))
    assert items
    for item in items:
        assert isinstance(item, Report | InputError)
        if isinstance(item, Report):
            assert item.text.strip()
            to_json(item)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=300))
def test_any_string_is_taken_exactly_or_found_empty(text: str) -> None:
    if text.strip():
        assert report_from_text(text).text == text
    else:
        with pytest.raises(InputError):
            report_from_text(text)


@pytest.mark.parametrize(
    "piece", ["<", "<!--", "<?x", "<!---->", "[", "{", " ", "\n", "a ", "1709629200 ", "“", "&amp;", "<b>", "<div>"]
)
def test_long_strange_inputs_are_done_with_quickly(piece: str) -> None:
    for start in ("", "<p>", '{"text":'):
        assert list(reports_from_bytes((start + piece * (200_000 // len(piece))).encode(), "x"))
