"""JSON Lines, and JSON in one piece: an object, an array of objects, or several objects one after another."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from firsthand.errors import InputError
from firsthand.intake.capture import Capture, How
from firsthand.intake.chat import captures_from_chat, is_chat, is_slack_message, report_from_slack_message
from firsthand.intake.dates import stated_time
from firsthand.intake.jsonfeed import captures_from_json_feed, is_json_feed
from firsthand.intake.ninjs import is_ninjs, report_from_ninjs
from firsthand.intake.stated import Stated, either, make_report, one_line
from firsthand.intake.text import stated_in_text
from firsthand.schema import Report

_STRINGS = ("url", "outlet", "title", "language", "author", "agency")
_TIMES = ("published", "modified", "captured")
_REMEDY = "Each report is one JSON object, with its words in text or html"
# The one ValueError that json raises besides its own: Python converts no longer integers (sys.set_int_max_str_digits).
_LONG_NUMBER = "the JSON holds a number of thousands of digits"
_SPACE = re.compile(r"[ \t\r\n]*")


def captures_from_lines(lines: Iterable[bytes], name: str, longest: int, how: How) -> Iterator[Capture | InputError]:
    """One report, or the error that its line deserves, for every line that is not blank.

    ``lines`` may keep their line ends; a line of more than ``longest`` bytes is refused unread.
    """
    for number, line in enumerate(lines, 1):
        line = line.rstrip(b"\r\n")
        if number == 1:
            line = line.removeprefix(b"\xef\xbb\xbf")
        if len(line) > longest:
            yield InputError(
                name, f"the line is longer than {longest >> 20} MiB", line=number, remedy="One report a line"
            )
        elif line.strip():
            yield from _captures_from_line(line, name, number, how)


def captures_from_json(text: str, name: str, how: How) -> Iterator[Capture | InputError]:
    """The reports in a JSON document that is not one object a line; what follows a syntax error cannot be read."""
    line, counted = 1, 0
    try:
        for value, start, end in _values(text):
            line, counted = line + text.count("\n", counted, start), start
            yield from _captures(value, text[start:end].encode("utf-8", "replace"), name, line, how)
    except json.JSONDecodeError as error:
        yield _syntax_error(error, name, error.lineno)
    except RecursionError:
        yield InputError(name, "the JSON is nested too deep", line=line, remedy=_REMEDY)
    except ValueError:
        yield InputError(name, _LONG_NUMBER, line=line, remedy=_REMEDY)


def _captures_from_line(line: bytes, name: str, number: int, how: How) -> Iterator[Capture | InputError]:
    try:
        value = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        cause = f"not UTF-8 at byte {error.start + 1} of the line"
        yield InputError(
            name, cause, line=number, remedy="JSON is always in UTF-8; convert the file, for example with iconv"
        )
    except json.JSONDecodeError as error:
        yield _syntax_error(error, name, number)
    except RecursionError:
        yield InputError(name, "the JSON is nested too deep", line=number, remedy=_REMEDY)
    except ValueError:
        yield InputError(name, _LONG_NUMBER, line=number, remedy=_REMEDY)
    else:
        yield from _captures(value, line, name, number, how)


def _syntax_error(error: json.JSONDecodeError, name: str, number: int) -> InputError:
    # Some of Python's messages lead over to the place ("Unterminated string starting at"); here it stands before them.
    what = error.msg[:1].lower() + error.msg[1:].removesuffix(" at").removesuffix(" starting")
    cut = " (it may be cut off)" if not error.doc[error.pos :].strip() or "nterminated" in error.msg else ""
    return InputError(name, f"not valid JSON at column {error.colno}: {what}{cut}", line=number, remedy=_REMEDY)


def _values(text: str) -> Iterator[tuple[Any, int, int]]:
    """Every object of the document with its start and end: those of arrays at its top, and those beside each other."""
    decoder = json.JSONDecoder()
    at, in_array, after_value = _skip(text, 0), False, False
    while at < len(text) or in_array:
        here = text[at : at + 1]
        if in_array and here == "]":
            in_array, after_value, at = False, False, _skip(text, at + 1)
            continue
        if in_array and after_value:
            if here != ",":
                raise json.JSONDecodeError("Expecting ',' delimiter", text, at)
            at = _skip(text, at + 1)
        elif not in_array and here == "[":
            in_array, at = True, _skip(text, at + 1)
            continue
        value, end = decoder.raw_decode(text, at)
        yield value, at, end
        at, after_value = _skip(text, end), True


def _skip(text: str, at: int) -> int:
    space = _SPACE.match(text, at)
    return space.end() if space else at


def _captures(value: Any, raw: bytes, name: str, line: int, how: How) -> Iterator[Capture | InputError]:
    """The reports in one object: most often one; the entries of a JSON Feed, the messages of a chat."""
    try:
        if not isinstance(value, dict):
            raise InputError(name, f"{_kind(value)} where a report should be", line=line, remedy=_REMEDY)
        if is_json_feed(value):
            yield from captures_from_json_feed(value, raw, name)
        elif is_chat(value):
            yield from captures_from_chat(io.BytesIO(raw), name, value)
        elif is_slack_message(value):
            report = report_from_slack_message(value, raw, name, line)
            if report is not None:
                yield Capture(report=report, data=raw, how="chat", detail={"service": "Slack"})
        else:
            read = report_from_ninjs if is_ninjs(value) else _report
            yield Capture(report=read(value, raw, name, line), data=raw, how=how)
    except InputError as error:
        yield error


def _report(value: dict[str, Any], raw: bytes, name: str, line: int) -> Report:
    stated = _stated(value, name, line)
    text, html = _string(value, "text", name, line), _string(value, "html", name, line)
    text = text if text and text.strip() else None
    if html and html.strip():
        from firsthand.intake.html import read_page, stated_in_page  # slow to import: only for pages

        if text is None:
            page, text = read_page(html, name, line)
        else:
            page = stated_in_page(html)
        return make_report(either(stated, page), text, raw, name)
    if text is None:
        raise InputError(name, "the report has no text", line=line, remedy=_REMEDY)
    return make_report(either(stated, stated_in_text(text)), text, raw, name)


def _stated(value: dict[str, Any], name: str, line: int) -> Stated:
    fields = {key: one_line(_string(value, key, name, line)) for key in _STRINGS}
    fields |= {key: _time(value, key, name, line) for key in _TIMES}
    return Stated(id=_id(value, name, line), **fields)


def _id(value: dict[str, Any], name: str, line: int) -> str | None:
    given = value.get("id")
    if isinstance(given, int) and not isinstance(given, bool):
        return str(given)
    return one_line(_string(value, "id", name, line))


def _time(value: dict[str, Any], key: str, name: str, line: int) -> str | None:
    given = value.get(key)
    if isinstance(given, int | float) and not isinstance(given, bool):
        return stated_time(given)
    return stated_time(_string(value, key, name, line))


def _string(value: dict[str, Any], key: str, name: str, line: int) -> str | None:
    given = value.get(key)
    if given is None or isinstance(given, str):
        return given
    raise InputError(name, f"{key} is {_kind(given)} where a string should be", line=line, remedy=_REMEDY)


def _kind(value: Any) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "a truth value"
    if isinstance(value, int | float):
        return "a number"
    return {str: "a string", list: "an array"}.get(type(value), "an object")
