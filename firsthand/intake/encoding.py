"""Bytes to text. Strict UTF-8 first; a guess only when that fails, and an error when no guess is good enough."""

from __future__ import annotations

import codecs
import re

from firsthand.errors import InputError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it starts with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Names that pages declare. Python knows more, among them some that are no encodings of text ("unicode_escape").
_DECLARABLE = re.compile(
    r"utf-?8|utf-?16(?:le|be)?|iso-?8859-?\d{1,2}|latin-?\d|windows-?\d{3,4}|cp-?\d{3,4}|koi8-?[ru]|macintosh|gbk|gb2312"
    r"|gb18030|big5(?:-hkscs)?|shift[_-]?jis|euc-?(?:jp|kr)|iso-2022-jp|us-ascii|ascii|tis-?620"
)
# The web reads these labels as windows-1252 (WHATWG Encoding Standard, "Names and labels").
_MEANS_1252 = re.compile(r"iso-?8859-?1|latin-?1|us-ascii|ascii")
# A symbol inside a word shows that the bytes are not windows-1252 ("¹" for "ą" of windows-1250): the sign characters of
# its upper half but for quotation marks, dashes and the ellipsis.
_SIGNS = "\u20ac\u2020\u2021\u02c6\u2030\u2022\u02dc\u2122\xa1-\xaa\xac\xae-\xba\xbc-\xbf\xd7\xf7"
_SYMBOL_IN_WORD = re.compile(rf"(?<=[^\W\d_])[{_SIGNS}](?=[^\W\d_])")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_SAMPLE = 1 << 18
_REMEDY = "Save it as UTF-8 and try again"


def wide_encoding(head: bytes) -> str | None:
    """The name of the UTF-16 or UTF-32 encoding that the bytes start in, by mark or by their null bytes, else ``None``.

    ``head`` are the first bytes of an input.
    """
    for bom, name in _BOMS[1:]:
        if head.startswith(bom):
            return name
    sample = head[: 1 << 12]
    pairs = len(sample) // 2
    if pairs < 4:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > 0.7 * pairs and even < 0.05 * pairs:
        return "utf-16-le"
    if even > 0.7 * pairs and odd < 0.05 * pairs:
        return "utf-16-be"
    return None


def decode(data: bytes, name: str, declared: str | None = None) -> str:
    """The text that the bytes hold, without a leading byte order mark; nothing else is changed.

    ``declared`` is the encoding that the input itself names, used where the bytes are not UTF-8. A few bytes that are
    not UTF-8 in a text that otherwise is (one cut off in the middle of a character) become U+FFFD. Raises
    ``InputError`` for the input ``name`` when the encoding cannot be told or the text holds null characters.
    """
    text = _decoded(data, name, declared)
    if "\0" in text:
        raise InputError(name, "it holds null characters, so it is not a text", remedy=_REMEDY)
    return text


def _decoded(data: bytes, name: str, declared: str | None) -> str:
    wide = wide_encoding(data)
    if wide:
        try:
            return data.decode(wide).removeprefix("\ufeff")
        except UnicodeDecodeError as error:
            cause = f"not readable as {wide.upper()}, which it starts in (byte {error.start})"
            raise InputError(name, cause, remedy=_REMEDY) from None
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        at = error.start
    text = _by_declaration(data, declared) or _damaged_utf8(data) or _windows_1252(data) or _guessed(data)
    if text is None:
        raise InputError(name, f"its encoding cannot be told (not UTF-8 from byte {at})", remedy=_REMEDY)
    return text


def _by_declaration(data: bytes, declared: str | None) -> str | None:
    label = (declared or "").strip().lower()
    if not _DECLARABLE.fullmatch(label) or re.fullmatch(r"utf-?8|utf-?16.*", label):
        return None
    try:
        return data.decode("cp1252" if _MEANS_1252.fullmatch(label) else label)
    except (UnicodeDecodeError, LookupError):
        return None


def _damaged_utf8(data: bytes) -> str | None:
    text = data.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    good = len(_NOT_ASCII.findall(text)) - bad
    cut_off = bad == 1 and text.endswith("\ufffd") and good > 0
    return text if cut_off or (good > 4 * bad and bad <= max(3, len(text) // 1000)) else None


def _windows_1252(data: bytes) -> str | None:
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        return None
    if len(_NOT_ASCII.findall(text)) > max(3, 0.15 * len(text)) or _SYMBOL_IN_WORD.search(text):
        return None
    return text


def _guessed(data: bytes) -> str | None:
    from charset_normalizer import from_bytes  # slow to import, and hardly ever needed

    for match in from_bytes(data[:_SAMPLE]):  # best first
        try:
            text = data.decode(match.encoding)
        except UnicodeDecodeError:
            continue
        # No coherence: the letters are not spread as in any language that the encoding is for.
        if match.coherence > 0 and not _SYMBOL_IN_WORD.search(text):
            return text
    return None
