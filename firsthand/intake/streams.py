"""Reading streams: files, pipes and standard input, none of them held whole unless it must be."""

from __future__ import annotations

import io
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, BinaryIO

_IN_MEMORY = 16 << 20


def up_to(stream: BinaryIO, size: int) -> bytes:
    """The next ``size`` bytes, or all there are: a pipe may give them in pieces."""
    pieces, left = [], size
    while left > 0 and (piece := stream.read(min(left, 1 << 20))):
        pieces.append(piece)
        left -= len(piece)
    return b"".join(pieces)


def rejoined(head: bytes, rest: BinaryIO) -> io.BufferedReader[_Rejoined]:
    """The stream whose first bytes are ``head`` and the others those of ``rest``."""
    return io.BufferedReader(_Rejoined(head, rest), 1 << 18)


def lines_of(stream: io.BufferedReader[_Rejoined], longest: int) -> Iterator[bytes]:
    """Lines, one at a time; of one over ``longest`` bytes only so much that this can be seen, then on to the next."""
    while line := stream.readline(longest + 2):
        yield line
        while len(line) > longest and not line.endswith(b"\n"):
            line = stream.readline(longest + 2)


@contextmanager
def seekable(head: bytes, rest: BinaryIO) -> Iterator[IO[bytes]]:
    """The whole stream, seekable: itself where it is, else copied to a temporary file that has no name."""
    if rest.seekable():
        rest.seek(0)
        yield rest
        return
    with tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY) as copy:
        copy.write(head)
        shutil.copyfileobj(rest, copy, 1 << 20)
        copy.seek(0)
        yield copy


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
