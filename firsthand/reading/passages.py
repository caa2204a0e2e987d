"""Cut a report into stretches of one role, by the page conventions of English-language news.

A small table of line forms decides what is a credit, a caption or boilerplate; everything that no form fits is a
paragraph, and so is anything short that speaks or quotes. Conventions: the Reuters Handbook of Journalism and the AP
Stylebook (datelines, bylines, sign-offs, captions with their credit at the end).
"""

from __future__ import annotations

import re
from typing import NamedTuple

from firsthand.reading import passage_forms as forms
from firsthand.schema import Passage, PassageKind, Span

SPOKEN: frozenset[PassageKind] = frozenset({"headline", "paragraph", "caption"})
"""Passages where people speak."""

_BULLET = re.compile(r"[•*·▪►–—-]\s")
_FINAL = ".!?…;:,"
_CLOSERS = "\"”’')]»"


class _Block(NamedTuple):
    start: int
    end: int
    words: str


def split_passages(text: str, title: str | None = None) -> tuple[Passage, ...]:
    """Cut a text into passages, in order, which together cover all that is not white space.

    Paragraphs are parted by blank lines, or by single line ends where the lines are not merely wrapped. ``title`` is
    the headline that the input's metadata gives; the block that repeats it is a headline. Takes linear time.
    """
    header = forms.HEADER.match(text)
    passages: list[Passage] = []
    headline = title
    begin = 0
    if header:
        begin = header.end()
        passages.append(_passage("header", text, header.start(), begin))
        headline = title or header[1]
    blocks = _blocks(text, begin)
    kinds = _kinds(blocks, headline)
    opened = False
    speakers = sum(bool(forms.OPENING_DATELINE.match(b.words)) for b in blocks) > 1
    for block, kind in zip(blocks, kinds, strict=True):
        if kind != "paragraph":
            passages.append(Passage(kind=kind, start=block.start, end=block.end))
            continue
        size = _dateline(block.words, may_open=not opened and not speakers)
        opened = True
        if size:
            passages.append(_passage("dateline", text, block.start, block.start + size))
        if block.words[size:].strip():
            passages.append(_passage("paragraph", text, block.start + size, block.end))
    return tuple(passages)


def _passage(kind: PassageKind, text: str, start: int, end: int) -> Passage:
    part = text[start:end]
    return Passage(kind=kind, start=end - len(part.lstrip()), end=start + len(part.rstrip()))


def _blocks(text: str, begin: int) -> list[_Block]:
    """The stretches between blank lines; or the lines, unless they are wrapped."""
    lines: list[Span] = []
    groups: list[list[Span]] = [[]]
    for match in re.finditer(r"[^\n\r\u2028\u2029]+", text[begin:]):
        part = match[0]
        start = begin + match.end() - len(part.lstrip())
        if not part.strip():
            continue
        line = Span(start, begin + match.start() + len(part.rstrip()))
        between = text[lines[-1].end : start] if lines else ""
        if between.replace("\r\n", "\n").count("\n") + between.count("\u2029") > 1:
            groups.append([])
        groups[-1].append(line)
        lines.append(line)
    if not lines:
        return []
    wrapped = _wrapped(text, groups)
    spans = [Span(g[0].start, g[-1].end) for g in groups] if wrapped else lines
    return [_Block(s.start, s.end, text[s.start : s.end]) for s in spans]


def _wrapped(text: str, groups: list[list[Span]]) -> bool:
    """Whether line ends inside the groups are only wrapping: most of those lines stop in mid-sentence, at much the same
    length."""
    inner = [line for group in groups for line in group[:-1]]
    if not inner:
        return False
    unfinished = [line for line in inner if text[line.end - 1] not in _FINAL + _CLOSERS]
    longest = max(line.end - line.start for line in inner)
    full = sum(line.end - line.start > 0.6 * longest for line in inner)
    return len(unfinished) > 0.6 * len(inner) and 40 <= longest <= 130 and full > 0.6 * len(inner)


def _kinds(blocks: list[_Block], headline: str | None) -> list[PassageKind]:
    kinds: list[PassageKind] = []
    in_body = False
    for index, block in enumerate(blocks):
        last = index == len(blocks) - 1
        if not in_body and headline and _same_headline(block.words, headline):
            kinds.append("headline")
            continue
        kind = _by_form(block.words)
        if kind == "paragraph" and not last and _is_title_line(block.words, in_body):
            kind = "headline"
        kinds.append(kind)
        in_body = in_body or kind == "paragraph"
    seen = False  # a headline or the body: before either, a short line is the headline itself
    for index, block in enumerate(blocks):
        around = {kinds[index - 1] if index else None, kinds[index + 1] if index + 1 < len(kinds) else None}
        repeats = headline is not None and _same_headline(block.words, headline)
        if kinds[index] == "headline" and seen and not repeats:
            # Beside a picture two keywords are enough; alone they might be a crosshead.
            if _is_keywords(block.words, 2 if around & {"caption", "credit"} else 5):
                kinds[index] = "boilerplate"
        elif kinds[index] == "paragraph" and index + 1 < len(kinds) and _is_scene(block.words, blocks[index + 1].words):
            kinds[index] = "caption"
        seen = seen or kinds[index] in ("headline", "paragraph")
    return kinds


def _by_form(words: str) -> PassageKind:
    """What a block is by its own form."""
    if len(words) <= 80 and (words[-1] in "{}" or not any(c.isalpha() for c in words)):
        return "boilerplate"  # rules, page numbers, left-over style sheets
    if len(words) > 700:
        return "paragraph"
    quotes = forms.QUOTED.search(words) is not None
    speaks = _speaks(words)
    if forms.PHOTO_CREDIT.match(words) or (len(words) <= 300 and not quotes and _is_credit(words, speaks)):
        return "credit"
    if _may_credit(words[-130:]) and forms.END_CREDIT.search(words, max(0, len(words) - 130)):
        return "caption"
    if speaks:
        return "paragraph"
    if forms.CAPTION_START.match(words) or (len(words) <= 350 and "pictured" in words and forms.PICTURED.search(words)):
        return "caption"
    if len(words) <= 300 and any(form.match(words) for form in (forms.SHARE_BAR, forms.LINKS_ONLY, forms.BOILERPLATE)):
        return "boilerplate"
    return "boilerplate" if len(words) <= 300 and forms.PAGE_WORDS.search(words) else "paragraph"


def _may_credit(words: str) -> bool:
    """Whether there is a word that a photo credit needs."""
    if any(map(words.__contains__, forms.AGENCY_STEMS)):
        return True
    return any(map(words.lower().__contains__, forms.CREDIT_STEMS))


def _is_credit(words: str, speaks: bool) -> bool:
    if forms.BYLINE.match(words):
        return not speaks and len(words) <= 120 and words[-1] not in ".!?" and _mostly_capitalised(words)
    if forms.SIGN_OFF.match(words):
        return words[0] in "([" or _mostly_capitalised(words)
    labelled = not speaks and forms.LABELLED_CREDIT.match(words) and _mostly_capitalised(words)
    return bool(labelled or forms.CREDIT.match(words))


def _speaks(words: str) -> bool:
    return forms.QUOTED.search(words) is not None or forms.SPEECH.search(words) is not None


def _is_title_line(words: str, in_body: bool) -> bool:
    """Whether a line has the form of a headline, or in the body of a crosshead: short, and no sentence's end."""
    if "\n" in words or _BULLET.match(words) or forms.DATELINE.match(words):
        return False
    last = words[-1]
    if last in _CLOSERS and len(words) > 1 and words[-2] in _FINAL:
        return False
    count = len(words.split())
    if in_body:
        return last not in _FINAL and len(words) <= 70 and count <= 9 and not _speaks(words)
    return (last not in _FINAL or (last == "?" and len(words) <= 110)) and len(words) <= 180 and count >= 2


def _is_keywords(words: str, least: int) -> bool:
    """An image's alternative text: bare capitalised keywords, no function word, no punctuation that ends anything."""
    parts = words.split()
    return (
        least <= len(parts) <= 20
        and words[-1] not in _FINAL + _CLOSERS
        and all(part[0].isupper() or part[0].isdigit() for part in parts)
        and forms.FUNCTION_WORD.search(words) is None
    )


def _is_scene(words: str, credit: str) -> bool:
    """A caption whose credit stands in the next block: a short scene, without speech, before a photo credit."""
    return (
        len(words) <= 260
        and (forms.PHOTO_CREDIT.match(credit) is not None or forms.LABELLED_CREDIT.match(credit) is not None)
        and not _speaks(words)
        and forms.SCENE.search(words) is not None
        and re.search(r"[.!?]\s", words[10:]) is None
    )


def _same_headline(words: str, headline: str) -> bool:
    """Whether a block repeats a headline, which may be cut short."""
    a, b = _letters(words), _letters(headline)
    return bool(b) and (
        a == b or (len(b) >= 20 and a.startswith(b) and len(words) <= 250) or (len(a) >= 20 and b.startswith(a))
    )


def _letters(words: str) -> str:
    return "".join(c for c in words[:400].casefold() if c.isalnum())


def _mostly_capitalised(words: str) -> bool:
    parts = [
        p
        for p in re.findall(r"[^\W\d_]+", words)
        if p not in ("and", "in", "for", "of", "at", "the", "de", "van", "with")
    ]
    return sum(p[0].isupper() for p in parts) >= 0.6 * len(parts)


def _dateline(words: str, may_open: bool) -> int:
    """The length of the dateline that a paragraph starts with, or 0."""
    start = words[:160]
    match = forms.DATELINE.match(start) or (forms.OPENING_DATELINE.match(start) if may_open else None)
    if match is None or forms.KICKER.match(start):
        return 0
    return match.end()
