"""Cuts what a report says into propositions: the least that can be asserted or denied by itself.

One statement often holds several ("the bridge was closed on Tuesday and that he expected it to reopen in March"), which
other reports carry apart and other sources contradict apart. They are cut at sentence ends and where two clauses are
joined, each with a verb of its own. A small grammar over word lists does it: a joined noun phrase has no finite verb on
one side, and stays whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from firsthand.reading.name_tables import words_of
from firsthand.reading.sentences import split_sentences
from firsthand.schema import Reading, Span, Statement

_FINITE = words_of(
    "is are was were has have had will would shall should can could may might must do does did isn't aren't wasn't "
    "weren't hasn't haven't hadn't won't wouldn't can't couldn't didn't doesn't don't it's he's she's they're we're "
    "i'm they've we've i've fell hit went came took gave got made found saw knew thought began became left told said "
    "kept held brought bought caught chose drew drove ate flew forgot froze grew heard hid led lost meant met paid put "
    "ran rose sent shot showed shut sold spent spoke stood stole struck swam took taught threw tore understood woke "
    "won wore wrote broke built burst cost cut dealt fought lay let lit rang sank sat set shook slept slid spread "
    "swept swore says goes comes takes gives needs wants means makes remains faces knows thinks believes expects "
    "shows runs"
)
_AUXILIARY = words_of("is are was were has have had will would can could did does")
_SUBJECT = words_of(
    "i you he she it we they this that these those there nobody nothing everybody everyone somebody someone something "
    "the a an my your his her its our their some many most several few all both each no any another one two three four "
    "five six seven eight nine ten eleven twelve who none half dozens hundreds thousands at"
)
_NOT_VERBAL = words_of(
    "the a an this that these those its his her their our my your some any no of in on at by for with from to as more "
    "most very so too newly recently badly seriously heavily other two three four five six seven eight nine ten and or"
)
"""After these a word in -ed modifies a noun: no clause hangs on it."""
_JOIN = re.compile(
    r"(?P<semi>\s*[;:–—]\s+)|(?P<and>,?\s+(?:and|but|while|whereas|although|though|yet|or)\s+(?:that\s+|then\s+|so\s+)?)"
)
_THAT = re.compile(r"[\s,]*that\s+(?=\S+\s)", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_NUMBER = re.compile(r"\d[\d.,]*\Z")
_TOLL = words_of(
    "killed wounded injured hurt dead missing arrested detained hospitalised hospitalized infected homeless"
)
_NUMBERS = words_of("two three four five six seven eight nine ten eleven twelve")
_REACH = 9
"""A joined clause has its verb within so many words, or is taken for a noun phrase."""
_SHARE = 0.5
"""Of a sentence's letters: with less of it laid to a source, the rest is the report's own voice."""


def clauses_of(text: str, span: Span) -> list[Span]:
    """The clauses in a stretch of text, in order, without the words that join them."""
    found: list[Span] = []
    for sentence in split_sentences(text, span):
        start = sentence.start
        for join in _JOIN.finditer(text, sentence.start, sentence.end):
            if join.start() < start:
                continue
            left, right = text[start : join.start()], text[join.end() : sentence.end]
            if _is_clause(left) and (_is_joined(right, left, join[0]) if join["and"] else _is_clause(right)):
                found.append(_trimmed(text, start, join.start()))
                start = join.end()
        found.append(_trimmed(text, start, sentence.end))
    return [clause for clause in found if any(c.isalnum() for c in text[clause.start : clause.end])]


def propositions_of(reading: Reading, sentences: Sequence[Span]) -> Iterator[tuple[str | None, Span]]:
    """(statement, clause) for all that a reading's statements hold, then for what the report says in its own voice.

    ``sentences`` are those of the report's paragraphs, in order. What one statement reports of another's words is the
    inner one's.
    """
    text = reading.report.text
    inner: dict[str, list[Span]] = {}
    for statement in reading.statements:
        if statement.within is not None:
            inner.setdefault(statement.within, []).extend(_whole(statement))
    laid: list[Span] = []
    for statement in reading.statements:
        for piece in statement.content:
            laid.append(piece)
            for clause in clauses_of(text, piece):
                if _letters(text, clause, inner.get(statement.id, ())) > _SHARE:
                    yield statement.id, clause
        laid += statement.cue
    laid += [s.source_span for s in reading.statements if s.source_span is not None]
    for sentence in sentences:
        if _letters(text, sentence, laid) > _SHARE:
            for clause in clauses_of(text, sentence):
                if _letters(text, clause, laid) > _SHARE:
                    yield None, clause


def _whole(statement: Statement) -> list[Span]:
    return [*statement.content, *statement.cue]


def _letters(text: str, span: Span, taken: Sequence[Span]) -> float:
    """The share of a stretch's letters that lie outside ``taken``."""
    free = [text[i].isalnum() for i in range(span.start, span.end)]
    total = sum(free)
    for other in taken:
        for i in range(max(span.start, other.start), min(span.end, other.end)):
            free[i - span.start] = False
    return sum(free) / total if total else 0.0


def _is_clause(words: str) -> bool:
    """Whether there is a finite verb, or what looks like one, with something before or after it."""
    found = [m[0].lower() for m in _WORD.finditer(words)]
    return len(found) > 1 and any(_is_verb(found, i) for i in range(len(found)))


def _is_joined(right: str, left: str, join: str) -> bool:
    """Whether what follows "and" opens a clause: a verb at once, a subject with its verb soon, or a second toll."""
    if join.rstrip().endswith("that"):
        return _is_clause(right)
    found = [m[0].lower() for m, _ in zip(_WORD.finditer(right), range(_REACH), strict=False)]
    if len(found) < 2:
        return False
    if found[0] in _AUXILIARY:
        return True
    if _is_number(found[0]) and _TOLL & {*found[1:4]}:
        return True
    opens = found[0] in _SUBJECT or right[:1].isupper() or _is_number(found[0]) or right[:1] in "\"“‘'«"
    reach = found if opens else found[:4]
    return any(_is_verb(reach, i) for i in range(1, len(reach))) and _is_clause(left)


def _is_verb(words: Sequence[str], i: int) -> bool:
    word = words[i].replace("’", "'")
    if word in _FINITE:
        return True
    return word.endswith("ed") and len(word) > 4 and i > 0 and words[i - 1] not in _NOT_VERBAL


def _is_number(word: str) -> bool:
    return bool(_NUMBER.match(word)) or word in _NUMBERS


def _trimmed(text: str, start: int, end: int) -> Span:
    that = _THAT.match(text, start, end)
    start = that.end() if that else start
    while start < end and (text[start].isspace() or text[start] in ",;:–—"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",;:–—"):
        end -= 1
    return Span(start, end)
