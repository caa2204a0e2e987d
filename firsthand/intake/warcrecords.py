"""The records of a WARC file (ISO 28500), compressed or not, one at a time and none larger than the limit.

Damage stops nothing: after a record or a gzip member that cannot be read, the next one that can is looked for.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from typing import IO

from firsthand.errors import InputError
from firsthand.schema import Record

LARGEST = 64 << 20
"""Bytes of a record that are held; a larger one (a film) is passed over."""
DAMAGED = "Fetch the archive again if it can be had"
"""What to do about a damaged record."""
_PIECE = 1 << 16
_LONGEST_HEADER = 1 << 16
_GZIP = b"\x1f\x8b\x08"
_START = b"WARC/"
_NEXT = re.compile(rb"(?:\r?\n){2}(?=WARC/(?:0\.\d+|1\.\d)\r?\n)")
_HEADER_END = re.compile(rb"\r?\n\r?\n")
_LENGTH = re.compile(rb"^Content-Length:[ \t]*(\d{1,15})[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)
_MOST_INFLATED = 1 << 30
_HIGHEST_RATIO = 200
"""gzip packs text some ten times, a bomb a thousand times. Looked at beyond ``_MOST_INFLATED`` bytes."""


class RawRecord(Record, frozen=True):
    """A record as it stands in the file, or ``None`` for one too large to be held."""

    number: int
    data: bytes | None
    header: bytes
    length: int
    """Bytes of its block."""


def records_in(stream: IO[bytes], name: str) -> Iterator[RawRecord | InputError]:
    """The records in ``stream`` with their numbers, from 1; an ``InputError`` where one cannot be read.

    Raises ``InputError`` for the input ``name`` when it unpacks to more than any real archive does.
    """
    window = _Window(stream, name)
    number = 0
    while True:
        more = window.fill(1)
        while window.damage:
            yield InputError(name, window.damage.pop(), remedy=DAMAGED)
        if not more:
            return
        number += 1
        part = f"record {number}"
        if not window.data.startswith(_START):
            yield InputError(name, "damaged: there is no record where one should start", part=part, remedy=DAMAGED)
            window.skip_to_next(_PIECE)
            continue
        end = window.header_end()
        length = _LENGTH.search(window.data, 0, end) if end else None
        if length is None:
            yield InputError(
                name, "damaged: the record's header does not say how long it is", part=part, remedy=DAMAGED
            )
            window.skip_to_next(len(_START))
            continue
        yield from _record(window, number, end, int(length[1]), name)


def _record(window: _Window, number: int, end: int, length: int, name: str) -> Iterator[RawRecord | InputError]:
    header, part = bytes(window.data[:end]), f"record {number}"
    if length > LARGEST:
        yield RawRecord(number, None, header, length)
        window.skip(end + length)
        window.skip_line_ends()
        return
    whole = window.fill(end + length)
    follows = window.follows(end + length)
    if whole and follows:
        record = bytes(window.data[: end + length])
        window.skip(end + length)
        window.skip_line_ends()
        yield RawRecord(number, record, header, length)
        return
    cause = "damaged: the record is cut off" if not whole else "damaged: it does not end where its header says"
    yield InputError(name, cause, part=part, remedy=DAMAGED)
    window.skip_to_next(len(_START))


class _Window:
    """The part of the unpacked file that is being looked at: ``data`` starts at the place reached."""

    def __init__(self, stream: IO[bytes], name: str) -> None:
        self.data = bytearray()
        self.damage: list[str] = []
        self._pieces = self._unpacked(stream, name)

    def fill(self, size: int) -> bool:
        """Whether there are ``size`` bytes, after reading on as far as needed."""
        while len(self.data) < size:
            piece = next(self._pieces, None)
            if piece is None:
                return False
            self.data += piece
        return True

    def header_end(self) -> int:
        """Where the header at the start of the window ends, its empty line included; 0 where it does not."""
        size = _PIECE // 16
        while True:
            more = self.fill(size)
            found = _HEADER_END.search(self.data, 0, _LONGEST_HEADER)
            if found:
                return found.end()
            if not more or size >= _LONGEST_HEADER:
                return 0
            size *= 2

    def follows(self, at: int) -> bool:
        """Whether a record may end at ``at``: two line ends, the next record or the file's end come after it."""
        self.fill(at + 16)
        after = self.data[at : at + 16]
        return after.startswith(b"\r\n\r\n") or after.lstrip(b"\r\n").startswith(_START) or not after.strip()

    def skip(self, size: int) -> None:
        while size > len(self.data):
            size -= len(self.data)
            self.data.clear()
            if not self.fill(1):
                return
        del self.data[:size]

    def skip_line_ends(self) -> None:
        while self.fill(1) and self.data[0] in b"\r\n":
            del self.data[: len(self.data) - len(self.data.lstrip(b"\r\n"))]

    def skip_to_next(self, at_least: int) -> None:
        """On to the next start of a record, or to the end. Line ends stand before it, but for that of a gzip member."""
        while True:
            found = _NEXT.search(self.data)
            if found:
                del self.data[: found.end()]
                return
            if len(self.data) > at_least:
                del self.data[: len(self.data) - 16]
            if not self.fill(len(self.data) + 1):
                self.data.clear()
                return

    def _unpacked(self, stream: IO[bytes], name: str) -> Iterator[bytes]:
        head = stream.read(_PIECE)
        if not head.startswith(_GZIP):
            while head:
                yield head
                head = stream.read(_PIECE)
            return
        yield from self._inflated(head, stream, name)

    def _inflated(self, packed: bytes, stream: IO[bytes], name: str) -> Iterator[bytes]:
        """The bytes of every gzip member. After a damaged one come line ends, so that its rest is no record's part."""
        taken, given = len(packed), 0
        member, begun = zlib.decompressobj(wbits=31), False
        while True:
            if not packed:
                packed = stream.read(_PIECE)
                taken += len(packed)
                if not packed:
                    break
            try:
                piece = member.decompress(packed, _PIECE * 16)
            except zlib.error as error:
                self.damage.append(f"damaged: a part cannot be unpacked (near byte {taken - len(packed)}: {error})")
                packed, taken = _at_next_member(packed[1:], stream, taken)
                member, begun = zlib.decompressobj(wbits=31), False
                yield b"\r\n\r\n"
                continue
            given += len(piece)
            if given > _MOST_INFLATED and given > _HIGHEST_RATIO * taken:
                raise InputError(name, "it unpacks to far more than a real archive does", remedy="Do not trust it")
            if piece:
                yield piece
            packed, begun = member.unconsumed_tail, True
            if member.eof:
                packed, member, begun = member.unused_data, zlib.decompressobj(wbits=31), False
        if begun:
            self.damage.append("damaged: it is cut off in the middle of a gzip member")


def _at_next_member(packed: bytes, stream: IO[bytes], taken: int) -> tuple[bytes, int]:
    """What follows from the next place where a gzip member may start."""
    while True:
        at = packed.find(_GZIP)
        if at >= 0:
            return packed[at:], taken
        more = stream.read(_PIECE)
        if not more:
            return b"", taken
        taken += len(more)
        packed = packed[-2:] + more
