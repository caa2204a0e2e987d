# ruff: noqa: RUF001 - dashes and quotation marks are told apart here
"""Cut a passage into sentences with a small grammar of stops.

A run of stops with its closing quotation marks ends a sentence if white space and a possible sentence start follow,
unless the word before it is an abbreviation. Abbreviations that can themselves close a sentence (U.S., p.m., Inc.) do
so before a word that usually opens one, the orthographic heuristic of Kiss and Strunk (2006), "Unsupervised
Multilingual Sentence Boundary Detection", with a fixed word list in place of learned counts.
"""

from __future__ import annotations

import re

from firsthand.schema import Span

_CLOSERS = "\"”’'»)\\]"
# Possessive, and with no condition after it, so that a long run of stops is walked over once.
_STOP = re.compile(rf"[.!?…。！？]++(?: \.)*+(?:[\u2009\u200a\u202f]?[{_CLOSERS}])*+")
_NEXT = re.compile(r"\s+(?:[\"“‘'«„(\[`]++[\u2009\u200a\u202f]?)*+")
_LAST_WORD = re.compile(r"[^\s\"“”‘«»„(\[/–—]+\Z")
_ACRONYM = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]\Z")


def _words(table: str) -> frozenset[str]:
    return frozenset(table.split())


_LEADING = _words(
    """
    mr mrs ms messrs dr drs prof gen brig lt col sgt cpl capt cmdr adm maj pvt sen sens rep reps gov govs pres
    rev fr sr hon supt insp det atty asst dep dir st ste mt ft vs v cf eg ie viz fig figs art vol pp approx dist
    nos gens profs jan feb mar apr jun jul aug sep sept oct nov dec
    """
)
"""Abbreviations that stand before a name or number and so do not end a sentence."""
_TRAILING = _words(
    """
    inc corp co ltd llc plc bros jr etc al est dept univ assn ave blvd rd ala ariz ark calif colo conn del fla
    ga ill ind kan ky la md mass mich minn miss mo mont neb nev okla ore pa tenn tex va vt wash wis wisc wyo
    ph.d u.s a.m p.m d.c mon tues wed thu thurs fri ph sq hr hrs mins ext
    """
)
"""Abbreviations that may also be the last word of a sentence."""
_MONTHS = _words("jan feb mar apr jun jul aug sep sept oct nov dec")
_SMALL = _words("vs v cf eg ie viz fig figs pp vol approx inc etc al dept est a.m p.m sq hr hrs mins ext")
"""Those abbreviated without a capital too; the others, so written, are words: ill, mass, art."""
_STARTERS = _words(
    """
    the a an this that these those he she it they we you i his her its their our my there here in on at for from
    by with as if when while after before since although though because but and or so yet nor not what who why
    how where which some many most all both each no one two three several another other more much few among
    during under over about according however meanwhile still then now also later earlier last to is are was
    were do does did has have had will would can could should may might let
    """
)
"""Words that, written with a capital in mid-text, usually open a sentence."""
_TAG = re.compile(
    r"(?:[A-Z][\w.’'-]*\s){1,4}(?:said|says|asked|asks|added|adds|told|wrote|writes|replied|shouted|tweeted|continued)\b"
)
"""A speech tag after a quoted question or exclamation: “Why?” Ada Voss asked."""


def split_sentences(text: str, span: Span) -> tuple[Span, ...]:
    """The sentences of the passage ``span`` of ``text``, in order, without surrounding white space.

    Together they cover all of the span that is not white space. A closing quotation mark belongs to the sentence whose
    stop it follows; a quotation of several sentences is cut. Takes time linear in the span.
    """
    sentences: list[Span] = []
    end = min(span.end, len(text))
    start = _skip_space(text, max(0, span.start), end)
    for stop in _STOP.finditer(text, start, end):
        following = _NEXT.match(text, stop.end(), end)
        if following is None:  # inside a number, an address, a word
            continue
        begin = _skip_space(text, stop.end(), end)
        if _ends(text, start, stop, min(following.end(), end), end):
            sentences.append(Span(start, stop.end()))
            start = begin
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        sentences.append(Span(start, end))
    return tuple(sentences)


def _skip_space(text: str, at: int, end: int) -> int:
    while at < end and text[at].isspace():
        at += 1
    return at


def _ends(text: str, start: int, stop: re.Match[str], next_at: int, end: int) -> bool:
    """Whether a sentence that began at ``start`` ends with the stop; ``next_at`` is where the next word begins."""
    mark = stop[0]
    upcoming = re.match(r"\w*", text[next_at : min(next_at + 30, end)])
    word = upcoming[0] if upcoming else ""
    if word[:1].islower() and not word[1:2].isupper():
        return False
    ellipsis = mark[0] == "…" or mark.startswith(("..", ". ."))
    if (ellipsis or mark[0] in "?!") and mark[-1] not in ".?!…" and _TAG.match(text[next_at : next_at + 90]):
        return False
    if mark[0] != "." or ellipsis:
        return True
    before = _LAST_WORD.search(text, max(start, stop.start() - 40), stop.start())
    if before is None:
        return stop.start() > start
    last = before[0]
    bare = last.lower().strip("'’,")
    quoted = text[next_at - 1] in "\"“‘'«„"
    if len(mark) > 1:  # the stop is inside closing marks: only an initial or title can still run on
        return bare not in _LEADING or bare in _MONTHS
    if last[0].islower() and bare not in _SMALL and not _ACRONYM.match(last):
        return True
    if bare in _MONTHS or last == "No":
        return not word[:1].isdigit()
    if bare in _LEADING:
        return False
    if bare in _TRAILING or _ACRONYM.match(last):
        return word.lower() in _STARTERS or (quoted and bare in _TRAILING)
    return True
