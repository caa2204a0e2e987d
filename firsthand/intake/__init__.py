"""Takes in reports: files, standard input or bytes of any kind we read become ``Report`` records, one after another.

Plain text and the feed form, HTML, JSON Lines and JSON, IPTC ninjs, RSS, Atom and JSON Feed, WARC and WACZ, and the
exports of chat channels, told apart by what is in them. What cannot be read comes out as an ``InputError`` in its
place, and everything else is still read.

``load`` gives the reports; ``collect`` gives each with the bytes it was read from and how they were collected, for
those who keep evidence.
"""

from __future__ import annotations

import glob
import io
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

import msgspec

from firsthand.errors import InputError
from firsthand.intake import detect
from firsthand.intake.capture import Capture, How
from firsthand.intake.encoding import decode, wide_encoding
from firsthand.intake.jsonlines import captures_from_json, captures_from_lines
from firsthand.intake.stated import sound
from firsthand.intake.streams import lines_of, rejoined, seekable, up_to
from firsthand.intake.text import report_from_plain_text
from firsthand.schema import Report

__all__ = ["Capture", "captures_from_bytes", "collect", "load", "report_from_text", "reports_from_bytes"]

_LARGEST = 64 << 20
"""Bytes of one report, or of one line of JSON Lines. JSON Lines, WARC and chats may hold any number of them."""


def load(paths: Iterable[str], stdin: BinaryIO | None = None) -> Iterator[Report | InputError]:
    """The reports in the named inputs, in their order; an ``InputError`` stands where something could not be read.

    ``-`` is standard input (``stdin`` if given). A directory stands for the files below it, in the order of their
    names, hidden ones left out; a name with ``*``, ``?`` or ``[`` that is no file's, for the files that it matches
    (``**`` for any depth). JSON Lines, WARC and chats are read item by item, so memory does not grow with their number.
    """
    return _reports(collect(paths, stdin))


def collect(paths: Iterable[str], stdin: BinaryIO | None = None) -> Iterator[Capture | InputError]:
    """As ``load``, each report with the bytes it was read from and how they were collected."""
    for path in paths:
        if path == "-":
            yield from _captures_in(stdin if stdin is not None else sys.stdin.buffer, path, "stdin")
        elif _is_directory(path):
            yield from _captures_below(path)
        elif glob.has_magic(path) and not os.path.lexists(path):
            yield from _captures_matching(path)
        else:
            yield from _captures_in_file(path)


def reports_from_bytes(data: bytes, name: str) -> Iterator[Report | InputError]:
    """The reports in ``data``, as if it were a file called ``name``; an ``InputError`` where one cannot be read."""
    return _reports(captures_from_bytes(data, name))


def captures_from_bytes(data: bytes, name: str, how: How = "file") -> Iterator[Capture | InputError]:
    """As ``reports_from_bytes``, each report with its own bytes; ``how`` says how ``data`` was collected."""
    return _captures_in(io.BytesIO(data), name, how)


def report_from_text(text: str) -> Report:
    """The report that a string is; the feed form is recognised. Raises ``InputError`` if there is nothing in it."""
    text = sound(text)
    return msgspec.structs.replace(report_from_plain_text(text, text.encode("utf-8"), "text"), file=None)


def _reports(items: Iterable[Capture | InputError]) -> Iterator[Report | InputError]:
    for item in items:
        yield item if isinstance(item, InputError) else item.report


def _is_directory(path: str) -> bool:
    try:
        return Path(path).is_dir()
    except (OSError, ValueError):
        return False


def _captures_below(path: str) -> Iterator[Capture | InputError]:
    found = False
    for folder, folders, files in os.walk(path):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            file = Path(folder, name)
            if not name.startswith(".") and file.is_file():
                found = True
                yield from _captures_in_file(str(file))
    if not found:
        yield InputError(sound(path), "there are no files in this directory", remedy="Give the files to read")


def _captures_matching(pattern: str) -> Iterator[Capture | InputError]:
    found = False
    for path in sorted(glob.glob(pattern, recursive=True)):  # noqa: PTH207 (Path.glob refuses absolute ones)
        if Path(path).is_file():
            found = True
            yield from _captures_in_file(path)
    if not found:
        yield InputError(sound(pattern), "no file has such a name", remedy="Check the path and the pattern")


def _captures_in_file(path: str) -> Iterator[Capture | InputError]:
    try:
        file = Path(path).open("rb")  # noqa: SIM115 (closed below; only opening it may fail in this way)
    except (OSError, ValueError) as error:
        cause = (getattr(error, "strerror", None) or str(error)).lower()
        yield InputError(sound(path), f"it cannot be opened ({cause})", remedy="Check the path and its permissions")
        return
    with file:
        yield from _captures_in(file, path, "file")


def _captures_in(stream: BinaryIO, name: str, how: How) -> Iterator[Capture | InputError]:
    name, found = sound(name), False
    try:
        for item in _read(stream, name, how):
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


def _read(stream: BinaryIO, name: str, how: How) -> Iterator[Capture | InputError]:
    head = up_to(stream, detect.HEAD)
    if not head:
        raise InputError(name, "it is empty", remedy="Give the words of the report")
    archive = detect.archive_kind(head, name)
    if archive == "warc":
        from firsthand.intake.warc import captures_from_warc  # slow to import: only for web archives

        yield from captures_from_warc(rejoined(head, stream), name)
        return
    if archive == "wacz":
        from firsthand.intake.wacz import captures_from_wacz

        with seekable(head, stream) as whole:
            yield from captures_from_wacz(whole, name)
        return
    detect.refuse_unreadable(head, name)
    wide = wide_encoding(head) is not None
    if not wide:
        detect.refuse_binary(head, name)
        kind = detect.kind_of(head, name)
        if kind == "jsonl":
            yield from captures_from_lines(lines_of(rejoined(head, stream), _LARGEST), name, _LARGEST, how)
            return
        if kind == "chat":
            from firsthand.intake.chat import captures_from_chat

            yield from captures_from_chat(rejoined(head, stream), name)
            return
    data = head + up_to(stream, _LARGEST + 1 - len(head))
    if len(data) > _LARGEST:
        cause = f"it is larger than {_LARGEST >> 20} MiB, too much for one report"
        raise InputError(name, cause, remedy="Split it, or give many reports as JSON Lines")
    yield from _read_whole(data, decode(data, name) if wide else None, name, how)


def _read_whole(data: bytes, text: str | None, name: str, how: How) -> Iterator[Capture | InputError]:
    """The reports of an input that is in memory; ``text`` is what it holds where that is known (UTF-16, UTF-32)."""
    plain = data if text is None else text.encode("utf-8")
    kind = detect.kind_of(plain[: detect.HEAD], name)
    if kind == "jsonl":
        yield from captures_from_lines(io.BytesIO(plain), name, _LARGEST, how)
    elif kind == "chat":
        from firsthand.intake.chat import captures_from_chat

        yield from captures_from_chat(io.BytesIO(plain), name)
    elif kind == "json":
        yield from captures_from_json(decode(data, name) if text is None else text, name, how)
    elif kind == "feed":
        from firsthand.intake.feed import captures_from_feed  # slow to import: only for feeds

        yield from captures_from_feed(data, name, text)
    elif kind == "html":
        from firsthand.intake.html import report_from_html  # slow to import: only for pages

        yield Capture(report=report_from_html(data, name, html=text), data=data, how=how)
    else:
        report = report_from_plain_text(decode(data, name) if text is None else text, data, name)
        yield Capture(report=report, data=data, how=how)
