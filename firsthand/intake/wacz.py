"""Web archives in WACZ (https://specs.webrecorder.net/wacz/1.1.1/): WARC files, a list of pages and digests in a zip.

Nothing is unpacked to disk and no member's name is ever used as a path. Members that overlap, climb out of the archive
or unpack to far more than they take are refused.
"""

from __future__ import annotations

import hashlib
import json
import re
import zipfile
from collections.abc import Iterator
from typing import IO, Any

import msgspec

from firsthand.errors import InputError
from firsthand.intake.capture import Capture
from firsthand.intake.stated import one_line
from firsthand.intake.warc import captures_from_warc
from firsthand.intake.warcrecords import DAMAGED

_WARC = re.compile(r"archive/[^/\\]+\.warc(?:\.gz)?", re.IGNORECASE)
_PAGE_LISTS = ("pages/pages.jsonl", "pages/extraPages.jsonl")
_PACKAGE, _PACKAGE_DIGEST = "datapackage.json", "datapackage-digest.json"
_MOST_MEMBERS = 100_000
_MOST_PAGES = 500_000
_LARGEST_LIST = 64 << 20
_HIGHEST_RATIO = 200
_SMALL = 1 << 20
"""A member that unpacks to no more than this is no bomb, whatever its ratio."""
_DAMAGED = (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError)
"""What ``zipfile`` raises for members that are broken, packed in an unknown way, or encrypted."""


def captures_from_wacz(stream: IO[bytes], name: str) -> Iterator[Capture | InputError]:
    """A report for each page or text in the archive's WARC files, an ``InputError`` for what cannot be read or whose
    digest is not the one that the archive itself gives for it.

    ``stream`` must be seekable. Raises ``InputError`` when the input ``name`` is no zip file or is made to do harm.
    """
    try:
        archive = zipfile.ZipFile(stream)
    except (*_DAMAGED, OSError) as error:
        raise InputError(name, f"its table of contents cannot be read ({error})", remedy="Fetch it again") from None
    with archive:
        members, refused = _members(archive, name)
        yield from refused
        warcs = [member for path, member in members.items() if _WARC.fullmatch(path)]
        if not warcs:
            raise InputError(name, "there is no WARC file in its archive folder", remedy="Give a WACZ file")
        yield from _differing(archive, members, name)
        titles = _titles(archive, members)
        for member in warcs:
            try:
                with archive.open(member) as unpacked:
                    for item in captures_from_warc(unpacked, name, member.filename):
                        yield item if isinstance(item, InputError) else _titled(item, titles)
            except _DAMAGED as error:
                yield InputError(
                    name, f"damaged: it cannot be unpacked ({error})", part=member.filename, remedy=DAMAGED
                )


def _members(archive: zipfile.ZipFile, name: str) -> tuple[dict[str, zipfile.ZipInfo], list[InputError]]:
    """The members by their names, in their order, and the errors that others deserve."""
    infos = archive.infolist()
    if len(infos) > _MOST_MEMBERS:
        raise InputError(name, f"it holds more than {_MOST_MEMBERS} files", remedy="Do not trust it")
    members: dict[str, zipfile.ZipInfo] = {}
    refused: list[InputError] = []
    end = 0
    for info in sorted(infos, key=lambda info: info.header_offset):
        cause = _refusal(info, overlaps=info.header_offset < end, known=info.filename in members)
        end = max(end, info.header_offset + info.compress_size)
        if cause:
            refused.append(InputError(name, cause, part=repr(info.filename[:80]), remedy="Do not trust it"))
        elif not info.is_dir():
            members[info.filename] = info
    return members, refused


def _refusal(info: zipfile.ZipInfo, *, overlaps: bool, known: bool) -> str | None:
    path = info.filename
    if path.startswith(("/", "\\")) or "\\" in path or ".." in path.split("/") or re.match(r"[A-Za-z]:", path):
        return "its name leads out of the archive"
    if overlaps:
        return "it overlaps with another file of the archive"
    if known:
        return "a second file has the same name"
    if info.flag_bits & 1:
        return "it is encrypted"
    if info.file_size > _SMALL and info.file_size > _HIGHEST_RATIO * max(info.compress_size, 1):
        return "it unpacks to far more than it takes"
    return None


def _differing(archive: zipfile.ZipFile, members: dict[str, zipfile.ZipInfo], name: str) -> Iterator[InputError]:
    """An error for every member whose digest differs from that in the archive's own list. Such members are read all the
    same, since each record has digests of its own."""
    package = _json(archive, members.get(_PACKAGE))
    expected = {_PACKAGE: _json(archive, members.get(_PACKAGE_DIGEST)).get("hash")}
    resources = package.get("resources")
    for resource in resources if isinstance(resources, list) else ():
        if isinstance(resource, dict):
            expected[str(resource.get("path"))] = resource.get("hash")
    for path, given in expected.items():
        if not isinstance(given, str):
            continue
        algorithm, _, digest = given.partition(":")
        if path not in members:
            yield InputError(name, f"{path} is missing, which its {_PACKAGE} lists", part=path, remedy=DAMAGED)
        elif algorithm in ("md5", "sha1", "sha256", "sha512") and _digest(archive, members[path], algorithm) != digest:
            cause = f"its bytes do not match the digest in {_PACKAGE if path != _PACKAGE else _PACKAGE_DIGEST}"
            yield InputError(name, cause, part=path, remedy="It was changed or damaged after it was made")


def _digest(archive: zipfile.ZipFile, member: zipfile.ZipInfo, algorithm: str) -> str | None:
    found = hashlib.new(algorithm, usedforsecurity=False)
    try:
        with archive.open(member) as unpacked:
            while piece := unpacked.read(1 << 20):
                found.update(piece)
    except _DAMAGED:
        return None
    return found.hexdigest()


def _titles(archive: zipfile.ZipFile, members: dict[str, zipfile.ZipInfo]) -> dict[str, str]:
    """The titles that the archive gives its pages, by url."""
    titles: dict[str, str] = {}
    for path in _PAGE_LISTS:
        for line in _read(archive, members.get(path)).splitlines():
            page = _object(line)
            url, title = page.get("url"), page.get("title")
            if isinstance(url, str) and isinstance(title, str) and len(titles) < _MOST_PAGES and title != url:
                titles.setdefault(url, title)
    return titles


def _titled(capture: Capture, titles: dict[str, str]) -> Capture:
    title = titles.get(capture.report.url or "")
    if capture.report.title or not title:
        return capture
    return msgspec.structs.replace(capture, report=msgspec.structs.replace(capture.report, title=one_line(title)))


def _json(archive: zipfile.ZipFile, member: zipfile.ZipInfo | None) -> dict[str, Any]:
    return _object(_read(archive, member))


def _object(data: bytes) -> dict[str, Any]:
    try:
        value = json.loads(data)
    except (ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}


def _read(archive: zipfile.ZipFile, member: zipfile.ZipInfo | None) -> bytes:
    """A small member's bytes; none for one that is not there, too large or damaged: it only helps."""
    if member is None:
        return b""
    try:
        with archive.open(member) as unpacked:
            return unpacked.read(_LARGEST_LIST)
    except _DAMAGED:
        return b""
