"""How things are written into an archive: compressed bytes with a checksum, canonical JSON, hashes, times."""

from __future__ import annotations

import json
import unicodedata
import zlib
from datetime import UTC, datetime
from hashlib import sha256

_CHECK = 4
"""Bytes of the CRC-32 behind the zlib stream: zlib itself does not notice a flip in its last byte's unused bits."""


def pack(data: bytes) -> bytes:
    """The data as a zlib stream (RFC 1950), then the stream's CRC-32 in four bytes, little-endian."""
    stream = zlib.compress(data, 6)
    return stream + zlib.crc32(stream).to_bytes(_CHECK, "little")


def unpack(packed: bytes) -> bytes:
    """The inverse of ``pack``. Raises ``ValueError`` when any byte of it was changed."""
    stream, check = packed[:-_CHECK], packed[-_CHECK:]
    if len(check) < _CHECK or zlib.crc32(stream).to_bytes(_CHECK, "little") != check:
        raise ValueError("the checksum does not match")
    try:
        return zlib.decompress(stream)
    except zlib.error as error:
        raise ValueError("it cannot be decompressed") from error


def digest(data: bytes | str) -> str:
    """SHA-256 in lower-case hexadecimal; of a string, of its UTF-8."""
    return sha256(data.encode("utf-8") if isinstance(data, str) else data).hexdigest()


def canonical(value: object) -> str:
    """The value as JSON that has one form only: keys sorted, no white space, letters as they are.

    Raises ``ValueError`` when it is nothing that JSON can hold.
    """
    try:
        return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    except (TypeError, RecursionError) as error:
        raise ValueError(f"not JSON: {error}") from error


def now() -> str:
    """The wall clock: ISO 8601 in UTC, to the microsecond."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def instant(value: str | None) -> float | None:
    """Unix seconds of an ISO 8601 time: UTC where it names no zone, a day's start where only a day is given.

    ``None`` for ``None`` and for what is no time.
    """
    if value is None:
        return None
    try:
        time = datetime.fromisoformat(value)
        return (time if time.tzinfo else time.replace(tzinfo=UTC)).timestamp()
    except (ValueError, OverflowError):
        return None


def fold(name: str) -> str:
    """A name as it is looked up: no case, no diacritics, nothing but letters and digits between single spaces."""
    letters = unicodedata.normalize("NFKD", name).casefold()
    return " ".join("".join(c if c.isalnum() else " " for c in letters if not unicodedata.combining(c)).split())
