"""Web archives in WARC (ISO 28500): the pages and texts in them, with where and when each was captured.

``warcrecords.py`` finds the records; warcio parses them. Only answers with status 200 that are pages or plain text
become reports: errors, redirects, images and scripts are passed over. A ``revisit`` record, which says that a page was
found unchanged, gives the page again with its own date where the page is in the same file.
"""

from __future__ import annotations

import base64
import hashlib
import io
import logging
import re
import tempfile
import zlib
from collections.abc import Iterator
from typing import IO, Any
from urllib.parse import urlsplit

import msgspec
from warcio.bufferedreaders import ChunkedDataReader
from warcio.recordloader import ArcWarcRecordLoader

from firsthand.errors import InputError
from firsthand.intake.capture import Capture
from firsthand.intake.dates import stated_time
from firsthand.intake.stated import one_line
from firsthand.intake.warcrecords import DAMAGED, LARGEST, RawRecord, records_in
from firsthand.intake.web import is_readable, report_from_answer
from firsthand.schema import Record

# Without a handler of its own, Python's logging prints the library's warnings on standard error.
logging.getLogger("warcio").addHandler(logging.NullHandler())

_WITH_PAGES = frozenset(("response", "resource", "conversion", "revisit"))
_NO_PAGES = frozenset(("warcinfo", "request", "metadata", "continuation"))
_NO_REPORT = re.compile(r"/(?:\.well-known/[^/]+|(?:robots|ads|app-ads|humans|security|llms(?:-full)?)\.txt)$")
_WINDOW_BITS = {"gzip": 31, "x-gzip": 31, "deflate": 15}
_IN_MEMORY = 16 << 20
_LOADER = ArcWarcRecordLoader(verify_http=False)


class _Payload(Record, frozen=True):
    """What a record captured: the bytes of the page as its reader got them, and its HTTP Content-Type."""

    data: bytes
    content_type: str


def captures_from_warc(stream: IO[bytes], name: str, member: str | None = None) -> Iterator[Capture | InputError]:
    """A report for each page or text in the WARC file, an ``InputError`` for each record that cannot be read.

    ``member`` is the file's name inside the WACZ file ``name``. Memory does not grow with the number of records, but
    for a few dozen bytes a page.
    """
    where = f"{member}, " if member else ""
    with tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY) as kept:
        pages = _Pages(kept)
        for raw in records_in(stream, name):
            if isinstance(raw, InputError):
                part = ", ".join(part for part in (member, raw.part) if part) or None
                yield InputError(name, raw.cause, part=part, remedy=raw.remedy)
                continue
            try:
                capture = _capture(raw, name, pages)
            except InputError as error:
                part = f"{where}record {raw.number}"
                yield InputError(name, error.cause, part=part, remedy=error.remedy)
                continue
            if capture is not None and member:
                capture = msgspec.structs.replace(capture, detail={**capture.detail, "member": member})
            if capture is not None:
                yield capture


def _capture(raw: RawRecord, name: str, pages: _Pages) -> Capture | None:
    if raw.data is None:
        if re.search(rb"^Content-Type:[ \t]*text/", raw.header, re.IGNORECASE | re.MULTILINE):
            raise InputError(name, f"the page is larger than {LARGEST >> 20} MiB", remedy="Give its text")
        return None
    record: Any = _parsed(raw, name)
    kind = record.rec_type
    if kind in _NO_PAGES:
        return None
    if kind not in _WITH_PAGES:
        raise InputError(name, f"damaged: there is no such kind of record as {str(kind)[:40]!r}", remedy=DAMAGED)
    head = record.rec_headers
    uri, digest = head.get_header("WARC-Target-URI"), head.get_header("WARC-Payload-Digest")
    detail = {
        "record": (head.get_header("WARC-Record-ID") or "").strip("<>"),
        "target_uri": uri,
        "date": head.get_header("WARC-Date"),
        "payload_digest": digest,
        "block_digest": head.get_header("WARC-Block-Digest"),
    }
    if kind == "revisit":
        payload = pages.of_revisit(head)
        if payload is None:
            cause = f"it says that {uri} was unchanged, but the capture it refers to is not in this file"
            raise InputError(name, cause, remedy="Give the archive that holds the first capture")
        detail["refers_to"] = (head.get_header("WARC-Refers-To") or digest or "").strip("<>")
    else:
        payload = _payload(record, raw, name)
        if payload is None or _NO_REPORT.search(urlsplit(uri or "").path):
            return None
        pages.keep(payload, head.get_header("WARC-Record-ID"), digest)
    detail["content_type"] = payload.content_type
    report = report_from_answer(payload.data, payload.content_type, name)
    if report is None:
        return None
    captured = stated_time(head.get_header("WARC-Date"))
    report = msgspec.structs.replace(report, url=one_line(uri), captured=captured)
    kept = {key: value for key, value in detail.items() if value}
    return Capture(report=report, data=payload.data, how="warc", detail=kept)


def _parsed(raw: RawRecord, name: str) -> Any:
    try:
        return _LOADER.parse_record_stream(io.BytesIO(raw.data or b""), known_format="warc")
    except Exception as error:  # somebody else's parser on anybody's bytes: no record may stop those after it
        raise InputError(name, f"damaged: its header cannot be read ({type(error).__name__})", remedy=DAMAGED) from None


def _payload(record: Any, raw: RawRecord, name: str) -> _Payload | None:
    """What the record captured; ``None`` where that is no page and no text. Raises ``InputError`` where its digests
    show that it is damaged."""
    http = record.http_headers
    if http is not None and http.get_statuscode() != "200":
        return None
    given = (http.get_header("Content-Type") if http is not None else record.content_type) or ""
    if not is_readable(given):
        return None
    head = record.rec_headers
    block = (raw.data or b"")[len(raw.header) :]
    body = record.raw_stream.read()
    if not _matches(head.get_header("WARC-Block-Digest"), block):
        raise InputError(name, "damaged: its bytes do not match its block digest", remedy="Do not rely on it")
    whole = _dechunked(body, http)
    data = _decoded(whole, http, name)
    # Writers differ in which form of the payload they hash: as sent, without the chunks, or unpacked.
    if not any(_matches(head.get_header("WARC-Payload-Digest"), form) for form in (body, whole, data)):
        raise InputError(name, "damaged: its bytes do not match its payload digest", remedy="Do not rely on it")
    return _Payload(data, given)


def _dechunked(body: bytes, http: Any) -> bytes:
    if http is None or (http.get_header("Transfer-Encoding") or "").strip().lower() != "chunked":
        return body
    return ChunkedDataReader(io.BytesIO(body)).read()


def _decoded(body: bytes, http: Any, name: str) -> bytes:
    """The body without its Content-Encoding; as it is where it turns out to have none, as in many archives."""
    encoding = ((http.get_header("Content-Encoding") if http is not None else None) or "").strip().lower()
    if encoding in ("", "identity"):
        return body
    for bits in (_WINDOW_BITS[encoding], -15) if encoding in _WINDOW_BITS else ():
        unpacking = zlib.decompressobj(wbits=bits)
        try:
            data = unpacking.decompress(body, LARGEST)
        except zlib.error:
            continue
        if unpacking.unconsumed_tail:
            raise InputError(name, f"the page unpacks to more than {LARGEST >> 20} MiB", remedy="Do not trust it")
        return data
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        raise InputError(
            name, f"the page is packed with {encoding}, which cannot be unpacked here", remedy="Give its text"
        ) from None
    return body


def _matches(digest: str | None, data: bytes) -> bool:
    """Whether a WARC digest ("sha1:" and base 32 or 16) is that of the bytes; a kind unknown here is not held against
    them."""
    algorithm, _, given = (digest or "").strip().partition(":")
    algorithm = algorithm.lower().replace("-", "")
    if algorithm not in ("md5", "sha1", "sha256", "sha512") or not given:
        return True
    found = hashlib.new(algorithm, data, usedforsecurity=False).digest()
    return given.lower() == found.hex() or given.rstrip("=").upper() == base64.b32encode(found).decode().rstrip("=")


class _Pages:
    """The payloads of a file by record and by digest, for its revisit records. They lie in a temporary file."""

    def __init__(self, file: Any) -> None:
        self._file = file
        self._places: dict[bytes, tuple[int, int]] = {}
        self._end = 0

    def keep(self, payload: _Payload, *keys: str | None) -> None:
        packed = zlib.compress(msgspec.msgpack.encode(payload), 1)
        self._file.seek(self._end)
        self._file.write(packed)
        for key in keys:
            if key:
                self._places[_short(key)] = (self._end, len(packed))
        self._end += len(packed)

    def of_revisit(self, head: Any) -> _Payload | None:
        for key in ("WARC-Refers-To", "WARC-Payload-Digest"):
            given = head.get_header(key)
            place = self._places.get(_short(given)) if given else None
            if place:
                self._file.seek(place[0])
                return msgspec.msgpack.decode(zlib.decompress(self._file.read(place[1])), type=_Payload)
        return None


def _short(key: str) -> bytes:
    return hashlib.blake2b(key.strip("<> ").encode("utf-8", "replace"), digest_size=12).digest()
