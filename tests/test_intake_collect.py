"""What intake promises to whoever keeps evidence: each report with its bytes and how they were collected."""

from __future__ import annotations

import io
import tracemalloc
from collections.abc import Iterator
from hashlib import sha256
from itertools import repeat
from pathlib import Path

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from firsthand.errors import InputError
from firsthand.intake import Capture, collect, load
from firsthand.schema import Report

TEXT = "The wall fell.\r\n"
LINES = '{"text": "First."}\n\n{"text": "Zw\\u00f6lf."}\r\n'
PAGE = "<html><body><p>The harbour wall at Ostervik fell on Monday morning.</p></body></html>"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "news" / "older").mkdir(parents=True)
    for name, text in (("a.txt", TEXT), ("b.jsonl", LINES), ("c.html", PAGE), ("older/d.txt", "An older wall.")):
        (tmp_path / "news" / name).write_bytes(text.encode())
    return tmp_path / "news"


def test_every_report_comes_with_the_bytes_that_it_was_read_from(folder: Path) -> None:
    captures = [item for item in collect([str(folder)]) if isinstance(item, Capture)]
    lines = [line for line in LINES.splitlines() if line]
    assert [capture.data.decode() for capture in captures] == [TEXT, *lines, PAGE, "An older wall."]
    assert all(capture.report.sha256 == sha256(capture.data).hexdigest() for capture in captures)
    assert {capture.how for capture in captures} == {"file"}
    assert [capture.report for capture in captures] == list(load([str(folder)]))


def test_standard_input_is_named_as_such() -> None:
    (capture,) = collect(["-"], io.BytesIO(TEXT.encode()))
    assert isinstance(capture, Capture)
    assert (capture.how, capture.report.file, capture.data) == ("stdin", "-", TEXT.encode())


@pytest.mark.parametrize(
    ("pattern", "names"),
    [
        ("*.txt", ["a.txt"]),
        ("?.*", ["a.txt", "b.jsonl", "b.jsonl", "c.html"]),
        ("[bc].*l", ["b.jsonl", "b.jsonl", "c.html"]),
        ("**/*.txt", ["a.txt", "older/d.txt"]),
    ],
)
def test_patterns_that_no_shell_expanded(folder: Path, pattern: str, names: list[str]) -> None:
    found = list(load([str(folder / pattern)]))
    assert [str(Path(item.file or "").relative_to(folder)) for item in found] == names


def test_a_pattern_that_matches_nothing_and_a_file_named_like_one(folder: Path) -> None:
    (error,) = load([str(folder / "*.pdf")])
    assert isinstance(error, InputError)
    assert "no file has such a name" in str(error)
    (folder / "wall[1].txt").write_text("A wall in brackets.", "utf-8")
    (report,) = load([str(folder / "wall[1].txt")])
    assert isinstance(report, Report)
    assert report.text == "A wall in brackets."


class Stream(io.RawIOBase):
    """Bytes that are never whole anywhere."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces, self._left = pieces, b""

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        while len(self._left) < size and (piece := next(self._pieces, b"")):
            self._left += piece
        given, self._left = self._left[:size], self._left[size:]
        return given


WORDS = b"A wave broke over the wall. " * 1000


def warc_record(*, packed: bool) -> bytes:
    file = io.BytesIO()
    writer = WARCWriter(file, gzip=packed)
    http = StatusAndHeaders("200 OK", [("Content-Type", "text/plain")], protocol="HTTP/1.1")
    url = "https://post.example/wave"
    writer.write_record(writer.create_warc_record(url, "response", payload=io.BytesIO(WORDS), http_headers=http))
    return file.getvalue()


PIECES = {
    "JSON Lines": b'{"text": "%s"}\n' % WORDS,
    "WARC": warc_record(packed=False),
    "packed WARC": warc_record(packed=True),
}


@pytest.mark.parametrize("kind", PIECES)
def test_memory_does_not_grow_with_the_number_of_reports(kind: str) -> None:
    peaks = []
    for count in (100, 300):
        tracemalloc.start()
        stream = Stream(repeat(PIECES[kind], count))
        found = sum(isinstance(item, Capture) for item in collect(["-"], stream))  # pyright: ignore[reportArgumentType]
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
        assert found == count
    assert peaks[1] - peaks[0] < 1 << 20  # 5 MB more went through
