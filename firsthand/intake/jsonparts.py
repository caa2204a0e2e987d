"""Reads a JSON object member by member from a stream, one long array in it item by item, so that none is held whole."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from firsthand.errors import InputError
from firsthand.schema import Record

_SPACE = re.compile(r"[ \t\r\n]*")
_PIECE = 1 << 18
_LARGEST = 64 << 20
_REMEDY = "Export it again"


class Part(Record, frozen=True):
    """A member of the object (``number`` 0), or an item of its long array with its ``number`` from 1."""

    key: str
    value: Any
    words: str
    """The value as it is written."""
    number: int
    line: int


def parts_of(stream: BinaryIO, name: str, key: str) -> Iterator[Part]:
    """The members of the JSON object in ``stream`` in their order; those of the array at ``key`` one by one.

    Raises ``InputError`` for the input ``name`` at the line where the JSON is at fault; what follows cannot be read.
    """
    text = _Window(stream)
    try:
        text.take("{")
        while text.next() != "}":
            member, _, line = text.value()
            text.take(":")
            if member == key and text.next() == "[":
                yield from _items(text, key)
            else:
                value, words, line = text.value()
                yield Part(str(member), value, words, 0, line)
            if text.next() != "}":
                text.take(",")
    except json.JSONDecodeError as error:
        cut = " (it may be cut off)" if not error.doc[error.pos :].strip() or "nterminated" in error.msg else ""
        raise InputError(name, f"not valid JSON: {error.msg.lower()}{cut}", line=text.line, remedy=_REMEDY) from None
    except UnicodeDecodeError as error:
        raise InputError(name, f"not UTF-8 ({error.reason})", line=text.line, remedy=_REMEDY) from None
    except (RecursionError, ValueError):  # nested thousands deep, a number of thousands of digits, or too large
        raise InputError(
            name, "JSON that no export holds, or an item too large", line=text.line, remedy=_REMEDY
        ) from None


def _items(text: _Window, key: str) -> Iterator[Part]:
    text.take("[")
    number = 0
    while text.next() != "]":
        value, words, line = text.value()
        number += 1
        yield Part(key, value, words, number, line)
        if text.next() != "]":
            text.take(",")
    text.take("]")


class _Window:
    """The part of the text that is being looked at."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream, self._decoder = stream, codecs.getincrementaldecoder("utf-8-sig")()
        self._json = json.JSONDecoder()
        self._text, self._at, self._ended, self.line = "", 0, False, 1

    def next(self) -> str:
        """The next character that is no space; empty at the end."""
        while True:
            space = _SPACE.match(self._text, self._at)
            end = space.end() if space else self._at
            self._pass(end)
            if self._at < len(self._text) or not self._more(_PIECE):
                return self._text[self._at : self._at + 1]

    def take(self, mark: str) -> None:
        if self.next() != mark:
            raise json.JSONDecodeError(f"expecting {mark!r}", self._text, self._at)
        self._at += 1

    def value(self) -> tuple[Any, str, int]:
        """The next value, as it is written, and its line."""
        self.next()
        size = _PIECE
        while True:
            try:
                value, end = self._json.raw_decode(self._text, self._at)
            except json.JSONDecodeError:
                if not self._more(size):
                    raise
            else:
                # What ends with the window may go on beyond it, as a number does.
                if end < len(self._text) or not self._more(size):
                    break
            size *= 2
        words, line = self._text[self._at : end], self.line
        self._pass(end)
        return value, words, line

    def _pass(self, end: int) -> None:
        self.line += self._text.count("\n", self._at, end)
        self._at = end

    def _more(self, size: int) -> bool:
        """Reads on; false when there is no more."""
        if self._ended:
            return False
        if len(self._text) - self._at > _LARGEST:
            raise ValueError
        piece = self._stream.read(size)
        self._ended = not piece
        self._text = self._text[self._at :] + self._decoder.decode(piece, final=self._ended)
        self._at = 0
        return True
