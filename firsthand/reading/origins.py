"""The outlet whose own work a report shows, by the words in which newsrooms speak of themselves.

Each kind of evidence names an outlet and weighs what it is worth: an agency in the dateline, "Reporting by … for
NAME", a copyright line, "NAME has reached out", "could not be verified by NAME", "seen by NAME" and, weakest, "told
NAME". Names of one outlet are added up and the strongest wins. Nothing is ever taken from the address of the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from firsthand.reading.outlet_names import NAME, NEWS_NOUN, clean_name, is_outlet, outlets_shown, same_outlet
from firsthand.reading.quotations import find_quotations, quote_mask
from firsthand.schema import Origin, Passage, Record, Report, Span

_DATELINE = re.compile(
    rf"(?:^|\n)[ \t]*[A-ZÀ-ÖØ-Þ][^\n()—–]{{1,60}}?\s+\((?P<name>{NAME})\)\s*(?:[—–-]{{1,2}})(?=\s)"
    rf"|(?:^|\n)[ \t]*\((?P<bare>{NAME})\)\s*(?:[—–-]{{1,2}})(?=\s)"
)
_CHECK = r"(?:verif(?:y|ied)|confirm(?:ed)?|authenticat(?:e|ed)|corroborat(?:e|ed))"
_ADVERBS = r"(?:(?:also|not|been|able|to|so|far|yet|\w+ly)\s+){0,4}"
_TELLING = 0.4

# What shows an outlet's own work: a cheap hint that a line may hold it (or, after "=", words of which the text must
# have one, where the pattern itself is cheap enough to try on the whole of it), the pattern (group ``name``), what it
# is worth, and whether any capitalised name will do (the words can only be a newsroom's) or only one that looks like
# an outlet's.
_EVIDENCE: tuple[tuple[str, re.Pattern[str], float, bool], ...] = tuple(
    (hint, re.compile(pattern), worth, certain)
    for hint, pattern, worth, certain in (
        (
            "comment|response|statement|clarification",
            rf"(?P<name>{NAME})\s+(?:has|have)\s+(?:also\s+)?(?:reached\s+out|contacted|approached"
            rf"|asked)\b[^.\n]{{0,160}}?"
            r"\bfor\s+(?:\w+\s+)?(?:comment|response|statement|clarification)",
            0.85,
            True,
        ),
        (
            "comment",
            rf"(?P<name>{NAME})\s+(?:has\s+|have\s+)?(?:reached\s+out\s+to|contacted|approached"
            rf"|sought\s+comment\s+from)\b"
            r"[^.\n]{0,160}?\bcomment",
            0.8,
            True,
        ),
        (
            " put ",
            rf"(?P<name>{NAME})\s+(?:has\s+)?put\s+(?:the|these|its|those)\s+"
            r"(?:allegations|claims|questions|findings|points)\s+to\b",
            0.75,
            True,
        ),
        (
            "verif|confirm|authentic|corrob",
            rf"(?P<name>{NAME})\s+(?:could|was|were|has|have|is|cannot)\s*(?:not"
            rf"|unable)?\s+{_ADVERBS}(?:to\s+)?{_CHECK}\b",
            0.75,
            False,
        ),
        (
            "=verif confirm authentic corrob",
            rf"\b(?:could|has|have)\s+not\s+(?:yet\s+)?(?:been\s+|be\s+)?{_ADVERBS}{_CHECK}\s+by\s+(?P<name>{NAME})",
            0.8,
            True,
        ),
        (
            "=contacted approached reached",
            rf"\b(?:contacted|approached|reached)\s+(?:for\s+comment\s+)?by\s+(?P<name>{NAME})",
            0.7,
            False,
        ),
        (
            "=respond reply replied answer",
            rf"\b(?:respond|reply|replied|answer)\w*\s+to\s+(?P<name>{NAME})[’']s\s+(?:\w+\s+){{0,2}}"
            r"(?:requests?|questions?|inquir)",
            0.75,
            False,
        ),
        (
            "=seen obtained reviewed viewed heard analysed analyzed",
            rf"\b(?:seen|obtained|reviewed|viewed|heard|analy[sz]ed)\s+(?:exclusively\s+)?by\s+(?P<name>{NAME})",
            0.6,
            False,
        ),
        (
            "=shared provided",
            rf"\b(?:shared|provided)\s+(?:exclusively\s+)?(?:with|to)\s+(?P<name>{NAME})",
            0.55,
            False,
        ),
        (
            "=calling naming identifying",
            rf"\bwhom?\s+(?P<name>{NAME})\s+(?:is|are)\s+(?:calling|not\s+naming|identifying)",
            0.8,
            True,
        ),
        (
            "not naming|not identifying|not publishing",
            rf"(?P<name>{NAME})\s+(?:is|are)\s+not\s+(?:naming|identifying|publishing)\b",
            0.75,
            False,
        ),
        (
            " understands| has learn| can reveal| has seen| has obtained| spoke to| visited",
            rf"(?P<name>{NAME})\s+(?:understands|has\s+learned|has\s+learnt|can\s+reveal|has\s+seen"
            rf"|has\s+obtained|spoke\s+to"
            r"|visited)\b",
            0.6,
            False,
        ),
        (
            "=reporter correspondent journalist photographer team crew",
            rf"\b(?:A|An|Our|One)\s+(?P<name>{NAME})\s+(?:reporter|correspondent|journalist|photographer|team|crew)\b",
            0.6,
            False,
        ),
        ("=eporting", rf"\b[Rr]eporting\s+by\s+[^.;\n]{{2,80}}?\s+for\s+(?P<name>{NAME})", 0.85, True),
        (
            "=© (C) (c) opyright",
            rf"(?:©|\([Cc]\)|\b[Cc]opyright)\s*(?:\d{{4}}\s*)?(?:by\s+)?(?P<name>{NAME})",
            0.7,
            False,
        ),
        ("=told tells telling", rf"\b(?:told|tells|telling)\s+(?P<name>{NAME})", _TELLING, False),
        (
            "=interview statement mail peaking comments",
            rf"\b(?:interview\s+(?:with|to)|statement\s+to|e-?mail\s+to|[Ss]peaking\s+to"
            rf"|comments\s+to)\s+(?P<name>{NAME})",
            _TELLING,
            False,
        ),
    )
)
_FIRST_PERSON = re.compile(
    rf"\b(?:told\s+(?:this\s+{NEWS_NOUN}|us\b|our\s+(?:reporter|correspondent|newsroom))"
    rf"|[Oo]ur\s+(?:own\s+)?(?:correspondent|reporter)"
    rf"|[Tt]his\s+{NEWS_NOUN}\s+(?:has|could|was|understands|asked|contacted)"
    r"|\b(?:We|I)\s+(?:have\s+)?(?:reached\s+out|asked|contacted|approached|could\s+not\s+(?:\w+\s+)?verify)\b)"
)
_REPORTING_BY = re.compile(r"\(?\b(?:Reporting|Writing)\s+by\s+[A-ZÀ-ÖØ-Þ][^\n)]{2,160}", re.M)
_STRONG = 0.55  # what "told NAME" can never reach alone
_MOST = 0.97


class _Sign(Record, frozen=True, kw_only=True):
    name: str
    worth: float
    start: int
    end: int


def find_origin(report: Report, passages: Sequence[Passage] = ()) -> Origin | None:
    """The outlet whose own work the text shows, and the words that show it best, or None when it shows nothing.

    An agency in the dateline is the origin whatever the report's outlet. Otherwise names that are the report's own
    outlet count more; "told NAME" of another outlet's is no evidence where the report has an outlet of its own or
    another outlet does the checking. ``confidence`` joins independent signs as 1 − ∏(1 − worth). ``passages`` tell
    where no sign is looked for (headers and image texts).
    """
    text = report.text
    signs = [sign for sign in _signs(text, report.outlet) if not _is_skipped(sign, passages)]
    own_voice = _own_voice(text, report.outlet) if report.outlet else []
    if signs or own_voice:
        quoted = _quoted(text, passages)
        signs = [sign for sign in signs if not quoted[sign.start]]
        own_voice = [sign for sign in own_voice if not quoted[sign.start]]
    dateline = _dateline(text)
    if dateline:
        return _origin(text, dateline.name, [dateline], report)
    if report.outlet:
        own = [sign for sign in signs if same_outlet(sign.name, report.outlet)]
        own += own_voice
        if own:
            return _origin(text, report.outlet, own, report)
        signs = [sign for sign in signs if sign.worth > _STRONG + 0.1]
    groups = _grouped(signs)
    if not groups:
        return None
    best = max(groups, key=lambda group: (_confidence(group), -group[0].start))
    # Being told something once may be another newsroom's work, cited here; twice, and nobody else, is its own.
    if all(sign.worth <= _TELLING for sign in best) and (len(groups) > 1 or len(best) == 1):
        return None
    return _origin(text, max((sign.name for sign in best), key=len), best, report)


def _signs(text: str, outlet: str | None) -> list[_Sign]:
    known = [name for _, _, name in outlets_shown(text)] + ([outlet] if outlet else [])
    found: list[_Sign] = []
    for hint, pattern, worth, certain in _EVIDENCE:
        for match in _matches(text, hint, pattern):
            name = clean_name(match["name"])
            if _is_name(name, certain, known):
                found.append(_Sign(name=name, worth=worth, start=match.start(), end=match.end()))
    # A newsroom that asks or checks is known by that, so that "told NAME" counts for it under the same name.
    certain_names = [sign.name for sign in found if sign.worth > _TELLING]
    for hint, pattern, worth, _ in _EVIDENCE:
        if worth > _TELLING or not certain_names:
            continue
        for match in _matches(text, hint, pattern):
            name = clean_name(match["name"])
            fits = any(same_outlet(name, other) for other in certain_names)
            if fits and not any(sign.start == match.start() for sign in found):
                found.append(_Sign(name=name, worth=worth, start=match.start(), end=match.end()))
    return found


def _matches(text: str, hint: str, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """The pattern's matches on the lines that hold the hint: names are dear to look for, so they come second."""
    if hint.startswith("="):
        if any(map(text.__contains__, hint[1:].split())):
            yield from pattern.finditer(text)
        return
    done = 0
    for hit in re.finditer(hint, text):
        if hit.start() < done:
            continue
        start = max(text.rfind("\n", 0, hit.start()) + 1, done)
        stop = text.find("\n", hit.end())
        done = len(text) if stop < 0 else stop
        yield from pattern.finditer(text, start, done)


def _is_name(name: str, certain: bool, known: Sequence[str]) -> bool:
    if not name or name.lower() in (
        "we",
        "i",
        "it",
        "he",
        "she",
        "they",
        "this",
        "officials",
        "police",
        "reporters",
        "who",
    ):
        return False
    return certain or is_outlet(name, known)


def _dateline(text: str) -> _Sign | None:
    """The agency in brackets after the place, at the head of one of the first paragraphs."""
    for match in _DATELINE.finditer(text[:3000]):
        name = clean_name(match["name"] or match["bare"])
        if re.search(r"\d|^[RDI]-", name) or len(name) < 2:
            continue
        start = match.start() + len(match[0]) - len(match[0].lstrip())
        return _Sign(name=name, worth=0.95, start=start, end=match.end())
    return None


def _own_voice(text: str, outlet: str) -> list[_Sign]:
    """Signs in the first person, which name nobody: they are the report's own outlet's."""
    signs = [
        _Sign(name=outlet, worth=0.6, start=match.start(), end=match.end()) for match in _FIRST_PERSON.finditer(text)
    ]
    reporting = _REPORTING_BY.search(text)
    if reporting:
        signs.append(_Sign(name=outlet, worth=0.6, start=reporting.start(), end=reporting.end()))
    return signs


def _grouped(signs: Sequence[_Sign]) -> list[list[_Sign]]:
    groups: list[list[_Sign]] = []
    for sign in sorted(signs, key=lambda sign: (-len(sign.name), sign.start, sign.end)):
        group = next((group for group in groups if same_outlet(group[0].name, sign.name)), None)
        if group is None:
            groups.append([sign])
        else:
            group.append(sign)
    return groups


def _confidence(signs: Sequence[_Sign]) -> float:
    doubt = 1.0
    for worth in sorted((sign.worth for sign in signs), reverse=True)[:4]:
        doubt *= 1 - worth
    return min(_MOST, 1 - doubt)


def _origin(text: str, name: str, signs: Sequence[_Sign], report: Report) -> Origin:
    best = max(signs, key=lambda sign: (sign.worth, -sign.start))
    # The report's own spelling of the outlet, where it has one.
    if report.outlet and same_outlet(name, report.outlet):
        name = report.outlet
    return Origin(
        outlet=name,
        because=text[best.start : best.end],
        start=best.start,
        end=best.end,
        confidence=round(_confidence(signs), 3),
    )


def _quoted(text: str, passages: Sequence[Passage]) -> bytearray:
    spans = [Span(passage.start, passage.end) for passage in passages]
    spans = spans or [Span(match.start(), match.end()) for match in re.finditer(r"[^\n]+", text)]
    return quote_mask(len(text), find_quotations(text, spans))


def _is_skipped(sign: _Sign, passages: Sequence[Passage]) -> bool:
    return any(p.kind == "header" and p.start <= sign.start < p.end for p in passages)
