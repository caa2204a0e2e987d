"""Tells the kinds of input apart by what is in them; a file's suffix only settles what the content leaves open."""

from __future__ import annotations

import codecs
import json
import re
import zlib
from typing import Literal

from firsthand.errors import InputError

Kind = Literal["text", "html", "json", "jsonl", "feed", "chat"]
ArchiveKind = Literal["warc", "wacz"]

HEAD = 1 << 16
"""How many bytes of an input ``kind_of`` wants to see."""

_GIVE_TEXT = "Give its text: plain text, HTML, JSON Lines or ninjs"
_UNPACK = "Unpack it and give the files inside"
_MAGIC = (
    (b"%PDF-", "a PDF document", "Extract its text first, for example with pdftotext"),
    (b"\x1f\x8b", "compressed with gzip", "Unpack it first: gunzip, or gzip -dc FILE | firsthand read -"),
    (b"BZh", "compressed with bzip2", "Unpack it first: bzip2 -dc FILE | firsthand read -"),
    (b"\xfd7zXZ\0", "compressed with xz", "Unpack it first: xz -dc FILE | firsthand read -"),
    (b"\x28\xb5\x2f\xfd", "compressed with zstd", "Unpack it first: zstd -dc FILE | firsthand read -"),
    (b"PK\x03\x04", "a zip archive, or a word-processor, spreadsheet or e-book file", _UNPACK + ", or save it as text"),
    (b"PK\x05\x06", "an empty zip archive", _UNPACK),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive", _UNPACK),
    (b"Rar!\x1a\x07", "a RAR archive", _UNPACK),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document", "Save it as plain text or HTML"),
    (b"{\\rtf", "an RTF document", "Save it as plain text or HTML"),
    (b"\x89PNG\r\n\x1a\n", "a PNG image", _GIVE_TEXT),
    (b"\xff\xd8\xff", "a JPEG image", _GIVE_TEXT),
    (b"GIF87a", "a GIF image", _GIVE_TEXT),
    (b"GIF89a", "a GIF image", _GIVE_TEXT),
    (b"II*\0", "a TIFF image", _GIVE_TEXT),
    (b"MM\0*", "a TIFF image", _GIVE_TEXT),
    (b"OggS", "an Ogg recording", _GIVE_TEXT),
    (b"ID3", "an MP3 recording", _GIVE_TEXT),
    (b"SQLite format 3\0", "an SQLite database", _GIVE_TEXT),
    (b"\x7fELF", "a program", _GIVE_TEXT),
)
_RIFF = {b"WEBP": "a WebP image", b"WAVE": "a WAV recording", b"AVI ": "an AVI film"}

_WARC = b"WARC/"
# The names of its members stand plainly in a zip archive, before each.
_WACZ_MEMBER = re.compile(rb"archive/[^/]{1,200}\.warc|datapackage\.json|pages/pages\.jsonl")

_FEED_ROOTS = frozenset(("rss", "feed"))
# RDF that is a feed: RSS 0.90, RSS 1.0.
_FEED_RDF = re.compile(rb"http://(?:my\.netscape\.com/rdf/simple/|channel\.netscape\.com/rdf/simple/|purl\.org/rss/)")
# XML that is neither page nor feed: its root element, and what it is.
_XML = {
    "rdf": "an RDF document",
    "nitf": "a NITF document",
    "newsml": "a NewsML document",
    "newsmessage": "a NewsML-G2 message",
    "newsitem": "a NewsML-G2 item",
    "svg": "an SVG image",
    "urlset": "a sitemap",
}
_PROLOG = re.compile(
    rb"(?:\s+|<\?[^>]*>|<!--.*?-->|<!DOCTYPE(?!\s+html\b)[^\[>]*(?:\[[^\]]*\]\s*)?>)*", re.DOTALL | re.IGNORECASE
)
_ROOT = re.compile(rb"<(?:[a-z][\w.-]*:)?([a-z][a-z0-9]*)[\s/>]", re.IGNORECASE)
_HTML_START = re.compile(
    rb"<(?:!doctype\s+html\b|(?:html|head|body|title|meta|base|link|script|style|noscript|main|article|section|header|nav|aside"
    rb"|footer|div|p|h[1-6]|span|table|figure|blockquote|ul|ol|li|center|font|a|img|b|i|em|strong|br|hr|amp-[a-z]+)[\s/>])",
    re.IGNORECASE,
)
_HTML_LATER = re.compile(rb"<html[\s>]", re.IGNORECASE)
_HTML_PART = re.compile(rb"<(?:head|body)[\s>]", re.IGNORECASE)
_TAG = re.compile(rb"</?[a-z][a-z0-9]*[\s/>]", re.IGNORECASE)
_JSON_START = re.compile(rb'\s*(?:\{\s*(?:["}]|\Z)|\[\s*(?:[\[\]{]|\Z))')
_BRACE_LINE = re.compile(rb"^\{[ \t]*[\"}]", re.MULTILINE)
_LINE_SUFFIXES = ("jsonl", "ndjson")
# The starts of chat exports: Telegram Desktop's result.json of one chat, and DiscordChatExporter's.
_STRING = rb'"(?:[^"\\]|\\.)*"'
_CHAT_START = re.compile(
    rb'\s*\{(?:\s*"(?:name|type|id|about)"\s*:\s*(?:' + _STRING + rb'|-?\d+|null)\s*,)+\s*"messages"\s*:\s*\['
    rb'|\s*\{\s*"guild"\s*:\s*\{(?:[^"{}]|' + _STRING + rb')*\}\s*,\s*"channel"\s*:\s*\{'
)
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")


def archive_kind(head: bytes, name: str) -> ArchiveKind | None:
    """Whether an input's first bytes are those of a web archive: a WARC file, compressed or not, or a WACZ file."""
    if head.startswith(_WARC):
        return "warc"
    if head.startswith(b"\x1f\x8b"):
        return "warc" if _inflated_start(head).startswith(_WARC) or name.lower().endswith(".warc.gz") else None
    if head.startswith(b"PK\x03\x04"):
        return "wacz" if name.lower().endswith(".wacz") or _WACZ_MEMBER.search(head) else None
    return None


def _inflated_start(head: bytes) -> bytes:
    try:
        return zlib.decompressobj(wbits=31).decompress(head, len(_WARC))
    except zlib.error:
        return b""


def refuse_unreadable(head: bytes, name: str) -> None:
    """Raises ``InputError``, with what the input is and what to do, when its first bytes are of no kind we read."""
    for magic, what, remedy in _MAGIC:
        if head.startswith(magic):
            raise InputError(name, f"it is {what}" if what.startswith("a") else f"it is a file {what}", remedy=remedy)
    if head.startswith(b"RIFF") and head[8:12] in _RIFF:
        raise InputError(name, f"it is {_RIFF[head[8:12]]}", remedy=_GIVE_TEXT)
    if head[4:8] == b"ftyp":
        raise InputError(name, "it is a film, a recording or an image", remedy=_GIVE_TEXT)


def refuse_binary(head: bytes, name: str) -> None:
    """Raises ``InputError`` when the first bytes, of an input not in UTF-16 or UTF-32, cannot be those of a text."""
    if b"\0" in head:
        raise InputError(name, f"it is binary (a null byte at byte {head.index(0)}), not a text", remedy=_GIVE_TEXT)
    if len(_CONTROL.findall(head)) > max(2, len(head) // 100):
        raise InputError(name, "it is binary (full of control characters), not a text", remedy=_GIVE_TEXT)


def kind_of(head: bytes, name: str) -> Kind:
    """The kind of an input from its first bytes (``HEAD`` of them, or all) in UTF-8 or another superset of ASCII.

    Raises ``InputError`` for markup that is not a page, and for a file named as JSON that holds none.
    """
    head = head.removeprefix(codecs.BOM_UTF8)
    suffix = name.lower().rpartition(".")[2]
    root = _root(head)
    if root in _FEED_ROOTS or (root == "rdf" and _FEED_RDF.search(head)):
        return "feed"
    if _CHAT_START.match(head):
        return "chat"
    if _is_html(head, suffix, name):
        return "html"
    if _JSON_START.match(head):
        return _json_kind(head, suffix)
    if suffix in ("json", *_LINE_SUFFIXES):
        if suffix != "json" and _BRACE_LINE.search(head):  # only its first lines are bad
            return "jsonl"
        raise InputError(
            name, f"it is named .{suffix} but holds no JSON", line=1, remedy="Name it .txt to read it as text"
        )
    return "text"


def _start(head: bytes) -> int:
    prolog = _PROLOG.match(head)
    return prolog.end() if prolog else 0


def _root(head: bytes) -> str:
    """The name of the first element, in small letters, without its prefix; empty where the input starts otherwise."""
    root = _ROOT.match(head, _start(head))
    return root[1].decode("ascii").lower() if root else ""


def _is_html(head: bytes, suffix: str, name: str) -> bool:
    start = _start(head)
    what = _XML.get(_root(head))
    if what:
        raise InputError(name, f"it is {what}, which cannot be read yet", remedy=_GIVE_TEXT)
    if _HTML_START.match(head, start):
        return True
    if suffix in ("html", "htm", "xhtml", "shtml"):
        return _TAG.search(head) is not None
    page = None if _JSON_START.match(head) else _HTML_LATER.search(head)
    return page is not None and _HTML_PART.search(head, page.end()) is not None


def _json_kind(head: bytes, suffix: str) -> Kind:
    first, newline, rest = head.lstrip().partition(b"\n")
    if first.startswith(b"["):
        return "jsonl" if suffix in _LINE_SUFFIXES and newline and _is_json(first) else "json"
    if not newline or _is_json(first):
        return "jsonl"  # a first line that ends beyond what we see is one object too: nobody breaks lines that late
    # The first line is broken, or starts an object that goes on below. Such an object never has a brace at the start of
    # its second line, unless a list begins on its first; in a file of JSON Lines some later line starts an object.
    if suffix in _LINE_SUFFIXES:
        return "jsonl" if _BRACE_LINE.search(rest) else "json"
    goes_on = first.rstrip().endswith((b"[", b":", b",", b"{"))
    return "jsonl" if rest.lstrip(b"\r\n").startswith(b"{") and not goes_on else "json"


def _is_json(line: bytes) -> bool:
    try:
        json.loads(line)
    except (ValueError, RecursionError):
        return False
    return True
