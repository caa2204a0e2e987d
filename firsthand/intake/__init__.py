"""Takes in reports: files, standard input or bytes of any kind we read become ``Report`` records, one after another.

Plain text and the feed form, HTML, JSON Lines and JSON, and IPTC ninjs, told apart by what is in them. What cannot be
read comes out as an ``InputError`` in its place, and everything else is still read.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

import msgspec

from firsthand.errors import InputError
from firsthand.intake import detect
from firsthand.intake.encoding import decode, wide_encoding
from firsthand.intake.jsonlines import reports_from_json, reports_from_lines
from firsthand.intake.stated import make_report, sound
from firsthand.intake.text import stated_in_text
from firsthand.schema import Report

__all__ = ["load", "report_from_text", "reports_from_bytes"]

_GIVE_WORDS = "Give the words of the report"
_LARGEST = 64 << 20
"""Bytes of one report, or of one line of JSON Lines. JSON Lines may hold any number of lines."""


def load(paths: Iterable[str], stdin: BinaryIO | None = None) -> Iterator[Report | InputError]:
    """The reports in the named inputs, in their order; an ``InputError`` stands where something could not be read.

    ``-`` is standard input (``stdin`` if given). A directory stands for the files below it, in the order of their
    names, hidden ones left out. JSON Lines are read line by line, so memory does not grow with their number.
    """
    for path in paths:
        if path == "-":
            yield from _reports_in(stdin if stdin is not None else sys.stdin.buffer, path)
        elif _is_directory(path):
            yield from _reports_below(path)
        else:
            yield from _reports_in_file(path)


def reports_from_bytes(data: bytes, name: str) -> Iterator[Report | InputError]:
    """The reports in ``data``, as if it were a file called ``name``; an ``InputError`` where one cannot be read."""
    return _reports_in(io.BytesIO(data), name)


def report_from_text(text: str) -> Report:
    """The report that a string is; the feed form is recognised. Raises ``InputError`` if there is nothing in it."""
    text = sound(text)
    return msgspec.structs.replace(_text_report(text, text.encode("utf-8"), "text"), file=None)


def _is_directory(path: str) -> bool:
    try:
        return Path(path).is_dir()
    except (OSError, ValueError):
        return False


def _reports_below(path: str) -> Iterator[Report | InputError]:
    found = False
    for folder, folders, files in os.walk(path):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            file = Path(folder, name)
            if not name.startswith(".") and file.is_file():
                found = True
                yield from _reports_in_file(str(file))
    if not found:
        yield InputError(sound(path), "there are no files in this directory", remedy="Give the files to read")


def _reports_in_file(path: str) -> Iterator[Report | InputError]:
    try:
        file = Path(path).open("rb")  # noqa: SIM115 (closed below; only opening it may fail in this way)
    except (OSError, ValueError) as error:
        cause = (getattr(error, "strerror", None) or str(error)).lower()
        yield InputError(sound(path), f"it cannot be opened ({cause})", remedy="Check the path and its permissions")
        return
    with file:
        yield from _reports_in(file, path)


def _reports_in(stream: BinaryIO, name: str) -> Iterator[Report | InputError]:
    name, found = sound(name), False
    try:
        for item in _read(stream, name):
            found = True
            yield item
    except InputError as error:
        yield error
        return
    except OSError as error:
        yield InputError(name, f"it cannot be read ({(error.strerror or str(error)).lower()})", remedy="Try again")
        return
    if not found:
        yield InputError(name, "there is no report in it", remedy="Give at least one report")


def _read(stream: BinaryIO, name: str) -> Iterator[Report | InputError]:
    head = _up_to(stream, detect.HEAD)
    if not head:
        raise InputError(name, "it is empty", remedy=_GIVE_WORDS)
    detect.refuse_unreadable(head, name)
    wide = wide_encoding(head) is not None
    if not wide:
        detect.refuse_binary(head, name)
        if detect.kind_of(head, name) == "jsonl":
            lines = io.BufferedReader(_Rejoined(head, stream), 1 << 18)
            yield from reports_from_lines(_lines(lines), name, _LARGEST)
            return
    data = head + _up_to(stream, _LARGEST + 1 - len(head))
    if len(data) > _LARGEST:
        cause = f"it is larger than {_LARGEST >> 20} MiB, too much for one report"
        raise InputError(name, cause, remedy="Split it, or give many reports as JSON Lines")
    if wide:
        yield from _read_decoded(decode(data, name), data, name)
        return
    kind = detect.kind_of(head, name)
    if kind == "html":
        from firsthand.intake.html import report_from_html  # slow to import: only for pages

        yield report_from_html(data, name)
    elif kind == "json":
        yield from reports_from_json(decode(data, name), name)
    else:
        yield _text_report(decode(data, name), data, name)


def _read_decoded(text: str, data: bytes, name: str) -> Iterator[Report | InputError]:
    """The reports of an input that was in UTF-16 or UTF-32: ``text`` what it held, ``data`` as it came."""
    again = text.encode("utf-8")
    kind = detect.kind_of(again[: detect.HEAD], name)
    if kind == "jsonl":
        yield from reports_from_lines(io.BytesIO(again), name, _LARGEST)
    elif kind == "json":
        yield from reports_from_json(text, name)
    elif kind == "html":
        from firsthand.intake.html import report_from_html

        yield report_from_html(data, name, html=text)
    else:
        yield _text_report(text, data, name)


def _text_report(text: str, data: bytes, name: str) -> Report:
    if not text.strip():
        raise InputError(name, "it is empty: there is nothing but white space in it", remedy=_GIVE_WORDS)
    return make_report(stated_in_text(text), text, data, name)


def _up_to(stream: BinaryIO, size: int) -> bytes:
    """The next ``size`` bytes, or all there are: a pipe may give them in pieces."""
    pieces, left = [], size
    while left > 0 and (piece := stream.read(min(left, 1 << 20))):
        pieces.append(piece)
        left -= len(piece)
    return b"".join(pieces)


def _lines(stream: io.BufferedReader[_Rejoined]) -> Iterator[bytes]:
    """Lines, one at a time; of one over the limit only so much that this can be seen, then on to the next."""
    while line := stream.readline(_LARGEST + 2):
        yield line
        while len(line) > _LARGEST and not line.endswith(b"\n"):
            line = stream.readline(_LARGEST + 2)


class _Rejoined(io.RawIOBase):
    """The bytes already read of a stream, then the rest of it."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head, self._rest = memoryview(head), rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        if not self._head:
            piece = self._rest.read(len(buffer))
            buffer[: len(piece)] = piece
            return len(piece)
        count = min(len(buffer), len(self._head))
        buffer[:count] = self._head[:count]
        self._head = self._head[count:]
        return count
