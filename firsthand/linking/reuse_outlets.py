"""Where a report names another report's outlet as its source: "told the Anvil", "as the Anvil first reported"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from firsthand.linking.parts import Dossier
from firsthand.outlets.likeness import outlet_likeness
from firsthand.reading.outlet_names import NEWS_NOUN, is_outlet
from firsthand.reading.quotations import find_quotations, quote_mask
from firsthand.schema import Span

_WORD = re.compile(r"[^\W_](?:[\w.&+-]|[’'](?!s\b))*(?<![.])")
_FULL, _NAMED, _FIRST_WORD = 0.8, 0.7, 0.5
"""Likeness of a name in the text to an outlet's label (see ``outlet_likeness``): its short form or better; its first
word alone, as organisations are called."""
_ARTICLES = frozenset({"the", "a", "an"})
_REPORTING = re.compile(
    r"\b(?:report(?:s|ed|ing)?|sa(?:id|ys)|wr(?:ote|ites|itten)|reveal(?:s|ed)|quot(?:es|ed|ing)|publish(?:es|ed)"
    r"|disclosed|told|tells|telling|according|cit(?:es|ed|ing)|credit(?:s|ed|ing)|carried|claim(?:s|ed)|found"
    r"|show(?:s|ed|n)|seen|saw|obtained|g[ai]ve[ns]?|handed|shared|sp(?:oke|eaks|eaking|oken)|interview(?:s|ed)?"
    r"|has it|had it|puts?|broke|uncovered|learn(?:ed|t)|documented|described|established|counted|confirm(?:s|ed)|heard"
    r"|add(?:s|ed)|pointed|statement|post(?:s|ed)?|translat(?:ed|ion)|made known|recorded|photographed|filmed|story"
    r"|article|front page|broadcast|aired|view(?:s|ed)|via|source)\b",
    re.I,
)
_BY = re.compile(r"\b\w+(?:ed|en)\s+(?:\w+\s+){0,2}?by\s+(?:[\w-]+\s+){0,4}\Z", re.I)
"""Read by, leafed through by, photographed by NAME."""
_HAS = re.compile(r"\s+ha[sd]\s+(?:the|an?|its?|his|her|their)\b")
"""NAME had the colonel saying, NAME has a page of the log."""
_EMPLOYED = re.compile(
    r"\b(?:writes?|wrote|works?|worked|working|reporter|journalist|correspondent|editor|photographer|columnist)"
    r"\s+(?:\w+\s+){0,2}?(?:for|at|of|with)\s+(?:[\w-]+\s+){0,4}\Z"
)
"""A person's employer is named, not a source."""
_STATEMENT = re.compile(
    r"\b(?:statements?|messages?|post(?:s|ed)?|channel|page|blog|newsletter|releases?|bulletin|letter|website|site|wrote"
    r"|published|reported|circular|notice|communiqu[eé]|notes?|reports?|summary|findings|survey|study)\b",
    re.I,
)
"""How an organisation's own publication is referred to."""
_NEAR = 2
"""Sentences around the name in which that may be said."""
_INSTITUTION = re.compile(
    r"\b(?:Ministry|Department|Authority|Council|Commission|Committee|Government|Parliament|Police|Hospital|University"
    r"|Federation|Association|Union|Institute|Foundation|Bank|Company|Corporation|Court|Embassy|Health|City Hall"
    r"|Party)\b"
)
_HEADED = re.compile(
    r"\b(?:statement|(?:public|official) notice|(?:press|news) release|communiqu[eé]|operational summary|advisory)\b",
    re.I,
)
_THROUGHOUT = 0.3
"""Uses of "we" and "our" a sentence in what an organisation writes of itself."""
_OURS = re.compile(r"\b(?:we|our|us)\b", re.I)


_CALLED = re.compile(rf"\s+{NEWS_NOUN}\b")
"""The Anvil agency, for Anvil Press."""


class Credit(NamedTuple):
    """A sentence that names an outlet as where something comes from."""

    sentence: int
    name: Span
    full: bool
    """Whether the name leaves no doubt: more than the last word, which many outlets share ("the Chronicle")."""


def credits_to(report: Dossier, earlier: Dossier) -> tuple[Credit, ...]:
    """The sentences of a report that name the other's outlet with a verb of reporting or telling, in order.

    A news outlet is credited by its name alone; an organisation that publishes its own statements only where the words
    speak of one ("in a statement"): what its spokesman says to others is no derivation.
    """
    label, own = earlier.reading.report.outlet, report.reading.report.outlet
    if not label or (own and outlet_likeness(label, own) >= 1) or not _may_name(report.text, label):
        return ()
    spokesman = _speaks_for_itself(earlier, label)
    found: list[Credit] = []
    for number, sentence in enumerate(report.sentences):
        name = _named(report.text, sentence, label, own, _FIRST_WORD if spokesman else _NAMED)
        if name is None:
            continue
        near = report.sentences[min(number + _NEAR, len(report.sentences) - 1)]
        if spokesman and not _STATEMENT.search(report.text, sentence.start, near.end):
            continue
        shown = _is_shown(report.text, sentence, name)
        if shown and not _EMPLOYED.search(report.text, sentence.start, name.start):
            found.append(Credit(number, name, outlet_likeness(report.text[name.start : name.end], label) >= _FULL))
    return tuple(found)


def _is_shown(text: str, sentence: Span, name: Span) -> bool:
    """Whether the sentence says that the outlet reported, was told, or saw something."""
    around = text[sentence.start : name.start] + " " + text[name.end : sentence.end]
    return bool(
        _REPORTING.search(around)
        or _HAS.match(text, name.end, sentence.end)
        or _BY.search(text, sentence.start, name.start)
    )


def names_in(report: Dossier, label: str, spans: Sequence[Span]) -> bool:
    """Whether an outlet is named anywhere in some stretches of a report."""
    if not _may_name(report.text, label):
        return False
    return any(_named(report.text, span, label, None, _NAMED) for span in spans)


def _speaks_for_itself(report: Dossier, label: str) -> bool:
    """Whether the publisher is an institution, or heads its text as a statement, or says "we" and "our" throughout and
    is not named as news outlets are."""
    text, title = report.text, report.reading.report.title or ""
    if _INSTITUTION.search(label) or _HEADED.search(title):
        return True
    quoted = quote_mask(len(text), find_quotations(text, report.sentences))
    ours = [match for match in _OURS.finditer(text) if not quoted[match.start()]]
    return not is_outlet(label) and len(ours) > _THROUGHOUT * len(report.sentences)


def _may_name(text: str, label: str) -> bool:
    """A cheap test: the label's first or last word, its letters run together or its initials stand in the text."""
    words = _label_words(label)
    if not words:
        return False
    low = text.casefold()
    initials = "".join(word[0] for word in words)
    whole = "".join(words).casefold()
    return (
        words[0].casefold() in low
        or words[-1].casefold() in low
        or whole in low
        or (len(words) > 1 and initials in text)
    )


def _label_words(label: str) -> list[str]:
    return [word for word in _WORD.findall(label) if word.casefold() not in _ARTICLES]


def _named(text: str, sentence: Span, label: str, own: str | None, least: float) -> Span | None:
    """The words of a sentence that name the outlet: the longest that do."""
    words = [m.span() for m in _WORD.finditer(text, sentence.start, sentence.end)]
    most = len(_WORD.findall(label))
    for size in range(min(most, len(words)), 0, -1):
        for i in range(len(words) - size + 1):
            start, end = words[i][0], words[i + size - 1][1]
            name = text[start:end]
            ends = text[start], text[words[i + size - 1][0]]
            if not (all(c.isupper() or c.isdigit() for c in ends) or "." in name) or "\n" in name:
                continue
            if text[start : words[i][1]].casefold() in _ARTICLES:
                continue
            likeness = outlet_likeness(name, label)
            beside = likeness >= _FIRST_WORD and _CALLED.match(text, end, sentence.end)
            if (likeness < least and not beside) or (own and outlet_likeness(name, own) >= likeness):
                continue
            if likeness < 0.9 and not _stands_alone(text, words, i, i + size - 1):
                continue
            return Span(start, end)
    return None


def _stands_alone(text: str, words: list[tuple[int, int]], i: int, j: int) -> bool:
    """Whether capital words are a whole name: "the Anvil" is, "the Evening Anvil" and "Anvil Road" are not."""
    before = text[words[i - 1][0] : words[i - 1][1]] if i else ""
    after = text[words[j + 1][0] : words[j + 1][1]] if j + 1 < len(words) else ""
    joined_before = before[:1].isupper() and before.casefold() != "the" and text[words[i - 1][1] : words[i][0]] == " "
    joined_after = after[:1].isupper() and text[words[j][1] : words[j + 1][0]] == " "
    return not joined_before and not joined_after
