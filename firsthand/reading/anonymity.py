"""What a phrase says about its source's name: kept back, changed for the report, or given in a clause.

Newspapers say so in a few set ways ("who asked not to be named", "using the pseudonym X", "not her real name", "who
gave only her first name, X"); the patterns here are those ways.
"""

from __future__ import annotations

import re

from firsthand.reading.proper_names import Token, name_runs
from firsthand.schema import SourceKind

_NAME_KEPT_BACK = re.compile(
    r"anonym|\bun(?:named|identified)\b|\bundisclosed\b|\bnot\s+(?:to\s+)?be(?:ing)?\s+(?:named|identified|quoted)"
    r"|\b(?:declin|refus|did\s+not\s+w|didn['’]t\s+w|ask|wish|prefer)\w*\s+(?:not\s+)?to\s+(?:be\s+named|be\s+identified"
    r"|give\s+(?:his|her|their|a)\s+(?:\w+\s+)?name|disclose\s+(?:his|her|their))"
    r"|\bnot\s+authori[sz]ed\s+to\s+(?:speak|discuss|comment|talk)|\bnames?\s+(?:\w+\s+){0,2}withheld"
    r"|\bdid\s+not\s+give\s+(?:a|his|her|their)\s+name|\b(?:her|his|their)\s+name\s+not\s+be\b",
    re.I,
)
_ALIAS_NOUN = (
    r"(?:pseudonym|alias|name|nickname|moniker|pen[\s-]?name|nom\s+de\s+guerre|call[\s-]?sign|handle|username)"
)
_FALSE_NAME = re.compile(
    rf"\b(?:using|under|used|uses|with|by|adopted)\s+(?:the|an?)\s+(?:\w+\s+)?{_ALIAS_NOUN}(?:\s+of)?"
    rf"|\bgave\s+only\s+(?:the|an?|his|her|their)\s+(?:nickname|call[\s-]?sign|alias)(?:\s+(?:of|as))?"
    r"|\b(?:is|are|am|was|be|will|['’]ll|['’]re)\s+(?:\w+\s+)?call(?:ing|ed|s)?"
    r"|\b(?:goes|went|going|known)\s+(?:only\s+|online\s+)?(?:by|as)"
    r"|\breferred\s+to\s+(?:here\s+|only\s+)?as",
    re.I,
)
_NOT_REAL = re.compile(
    r"\bnot\s+(?:(?:her|his|their)\s+)?(?:real|actual|true)\s+names?|\bpseudonym\b|\bname\s+(?:\w+\s+){0,2}changed"
    r"|\bfalse\s+name\b|\binvented\s+name\b",
    re.I,
)
_TRUE_NAME = re.compile(
    r"\bgave\s+(?:only\s+)?(?:his|her|their|the|a)\s+(?:\w+\s+){0,2}name(?:\s+only)?(?:\s+as)?"
    r"|\b(?:signed|identif\w+|introduc\w+)\s+(?:him|her|them)sel(?:f|ves)(?:\s+(?:only\s+)?(?:as|by))?"
    r"(?:\s+(?:his|her|their)\s+(?:\w+\s+)?name)?"
    r"|\b(?:identified|named)\s+(?:only\s+)?(?:as|by)(?:\s+(?:his|her|their)\s+(?:first|last|given)\s+name)?"
    r"|\b(?:named|called)(?-i:(?=\s+[\"“‘']?[A-ZÀ-Þ@]))",
    re.I,
)
_CONDITION = re.compile(
    r"\s+(?:speaking\s+|talking\s+)?(?:(?:up)?on\s+(?:the\s+)?condition\s+of|anonymously\b|who\s+asked)"
)
_NAMING = re.compile(
    r"anonym|nam|pseudonym|alias|moniker|guerre|call|handle|goes|went|going|known|referred|sel[fv]|identif|disclos"
    r"|quoted|authori|condition|asked"
)
"""What every clause above has a part of, so that most phrases need no closer look."""
_EDGES = ' \t\r\n,;:.–—-"“”‘’«»„()[]'


def may_tell_of_naming(text: str) -> bool:
    """Whether there may be anything here on the source's name; where not, the other functions find nothing."""
    return _NAMING.search(text.lower()) is not None


def name_kept_back(text: str) -> bool:
    """Whether the words say that the source's name is not given."""
    return bool(_NAME_KEPT_BACK.search(text))


def name_not_real(text: str) -> bool:
    """Whether the words say that the name given is not the source's real one."""
    return bool(_NOT_REAL.search(text))


def without_name_clauses(words: str) -> str:
    """The words before a clause on the source's name or on the condition of anonymity."""
    for pattern in (_CONDITION, _FALSE_NAME, _TRUE_NAME):
        clause = pattern.search(words)
        if clause and clause.start():
            words = words[: clause.start()].strip(_EDGES)
    return words


def told_name(text: str, tokens: list[Token]) -> tuple[SourceKind, str] | None:
    """The name that a clause gives the source ("using the pseudonym X", "who gave her name as X"), with its kind."""
    for pattern, kind in ((_FALSE_NAME, "pseudonymous"), (_TRUE_NAME, "named")):
        for match in pattern.finditer(text):
            rest = text[match.end() : match.end() + 80]
            lead = re.match(r"[\s,:“\"‘']*", rest)
            offset = match.end() + (lead.end() if lead else 0)
            for first, last in name_runs(text, tokens):
                if tokens[first].start == offset:
                    false = kind == "pseudonymous" or bool(_NOT_REAL.search(text))
                    words = text[tokens[first].start : tokens[last - 1].end]
                    return ("pseudonymous" if false else "named"), words
    return None
