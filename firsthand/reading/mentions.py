"""Who and what a text mentions, by rule: names, pronouns, and nouns for people, organisations and documents.

A complement to the network's mentions, and the fallback without them. The rules know capitals, a few word tables and
the shape of a noun phrase; they give no antecedents.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Literal

from msgspec.structs import replace

from firsthand.reading import name_tables as tables
from firsthand.reading.names import describe
from firsthand.reading.parts import EntityType, Mention, MentionForm
from firsthand.reading.passages import SPOKEN
from firsthand.reading.proper_names import (
    LISTED_NOUNS,
    Token,
    category_of_noun,
    is_possessive,
    name_runs,
    singular,
)
from firsthand.reading.wording import Wording, lowered, wording_of
from firsthand.schema import Passage, SourceCategory

_MENTIONED_PRONOUNS = tables.words_of(
    "he him his himself she her hers herself it its itself they them their theirs themselves i me my mine myself we us "
    "our ours ourselves who"
)
_DETERMINERS = tables.words_of("the a an this these those my our his her its their your one some several another")
_ADJECTIVES = tables.words_of(
    "senior former local other top current retired young old elderly unnamed unidentified anonymous key leading many "
    "most some several few two three four five six seven eight nine ten dozens hundreds foreign chief deputy acting "
    "new state federal national regional independent human rights legal medical military government opposition health "
    "village city company police army party school hospital border press political official internal leaked written "
    "joint first second head"
)
_NO_INNER = tables.FUNCTION_WORDS - _ADJECTIVES
_NO_CAPITAL = tables.FUNCTION_WORDS | tables.CALENDAR
_ENTITY: dict[SourceCategory, EntityType] = {
    "person": "person", "group": "person", "organisation": "organisation", "document": "document",
}  # fmt: skip


def rule_mentions(text: str, passages: Sequence[Passage], wording: Wording | None = None) -> tuple[Mention, ...]:
    """The mentions that capitals, pronouns and noun tables show, in order of start, wider ones first.

    Only headlines, paragraphs and captions are looked at. Spans count code points of ``text``. ``wording`` is that of
    these passages, or of more; made here where it is not given.
    """
    wording = wording or wording_of(text, passages)
    found: list[Mention] = []
    for passage in passages:
        if passage.kind in SPOKEN:
            found += _in_passage(text, passage, wording)
    unique = {(m.start, m.end): m for m in reversed(found)}
    return tuple(sorted(unique.values(), key=lambda m: (m.start, -m.end)))


def _in_passage(text: str, passage: Passage, wording: Wording) -> list[Mention]:
    words = text[passage.start : passage.end]
    place = passage.start, passage.end
    tokens = wording.tokens[place]
    plain = lowered(tokens, wording.capitals, headline=place in wording.titled)
    runs = name_runs(words, plain)
    names = [_name_phrase(plain, first, last) for first, last in runs]
    nominals = _nominals(plain, runs)
    found: list[Mention] = []
    joined = _join(plain, names, nominals)
    for first, last, head, form in joined:
        start, end = tokens[first].start, tokens[last - 1].end
        as_written = plain[first:last] == tokens[first:last]
        described = describe(words[start:end] if as_written else _shown(words, plain[first:last]))
        if form == "name" and described.name is None and described.form == "nominal" and described.head is None:
            continue
        entity = _ENTITY[described.category]
        if (
            form == "name"
            and last - first == 1
            and (plain[first].lower in tables.PLACES or plain[first].text in wording.capitals.places)
        ):
            entity = "place"
        if form == "name" and described.form != "name":
            form = "nominal"
        found.append(
            Mention(start=passage.start + start, end=passage.start + end, head=passage.start + tokens[head].start,
                    entity=entity, form=form)
        )  # fmt: skip
    for i, token in enumerate(tokens):
        if token.lower in _MENTIONED_PRONOUNS and not (token.lower in {"us", "it"} and token.text.isupper()):
            start = passage.start + token.start
            entity: EntityType = "object" if token.lower in {"it", "its", "itself"} else "person"
            end = passage.start + token.end
            if not (token.lower == "mine" or (token.text == "I" and _initial(words, tokens, i))):
                found.append(Mention(start=start, end=end, head=start, entity=entity, form="pronoun"))
    return found


def _initial(words: str, tokens: list[Token], i: int) -> bool:
    """Whether "I" numbers something ("World War I") and is no pronoun."""
    return i > 0 and tokens[i - 1].capital and words[tokens[i - 1].end : tokens[i].start] == " "


def _shown(words: str, tokens: list[Token]) -> str:
    """The tokens with the spaces that the passage has between them."""
    spaces = [words[a.end : b.start] for a, b in pairwise(tokens)]
    return "".join(token.text + space for token, space in zip(tokens, [*spaces, ""], strict=True))


def _name_phrase(tokens: list[Token], first: int, last: int) -> tuple[int, int]:
    """A name with the lower-case role and determiner right before it ("the head doctor Nur Esen")."""
    start = first
    if (
        first
        and category_of_noun(tokens[first - 1].lower) == ("person", "singular")
        and tokens[first - 1].text.islower()
    ):
        role = tokens[first - 1].lower in tables.PERSON_NOUNS
        start = _left_edge(tokens, first - 1) if role else first
    elif first and tokens[first - 1].lower in {"the", "late"}:
        start = first - 1
    return start, last


def _left_edge(tokens: list[Token], head: int) -> int:
    """Where the noun phrase with its head at ``head`` begins: at a determiner at most five words before, else at the
    nearest words that can only be its modifiers."""
    i = head
    while i and head - i < 6:
        before = tokens[i - 1]
        if before.lower in _DETERMINERS:
            return i - 1
        if not before.text[0].isalnum() and not is_possessive(tokens, i - 1):
            break
        if before.lower in _NO_INNER or before.text.endswith("ed"):
            break
        i -= 1
    edge = head
    while edge and (
        tokens[edge - 1].lower in _ADJECTIVES
        or tokens[edge - 1].text[0].isdigit()
        or (tokens[edge - 1].capital and tokens[edge - 1].lower not in _NO_CAPITAL)
        or (is_possessive(tokens, edge - 1) and edge > 1)
    ):
        edge -= 1
    while edge < head and is_possessive(tokens, edge):
        edge += 1
    return edge


def _nominals(tokens: list[Token], runs: list[tuple[int, int]]) -> list[tuple[int, int, int]]:
    """Noun phrases headed by a noun of the tables, as first token, end, and head."""
    run_ends = dict(runs)
    in_name = {i for first, last in runs for i in range(first, last)}
    out: list[tuple[int, int, int]] = []
    for i, token in enumerate(tokens):
        noun = token.lower
        sort = _sort_of(noun)
        if sort is None or i in in_name or not token.text[0].islower():
            continue
        plural = sort == "plural"
        if sort == "unlisted" and not _apposed_person(tokens, i):
            continue
        nxt = tokens[i + 1] if i + 1 < len(tokens) else None
        if nxt is not None and nxt.text[0].islower() and _is_noun(nxt.lower):
            continue
        edge = _left_edge(tokens, i)
        determined = tokens[edge].lower in _DETERMINERS or any(is_possessive(tokens, k) for k in range(edge, i))
        if not plural and not determined and noun != "police":
            continue
        out.append((edge, _right_edge(tokens, run_ends, i), i))
    return out


@lru_cache(maxsize=8192)
def _sort_of(noun: str) -> Literal["plural", "listed", "unlisted"] | None:
    """Whether a word is a plural or another noun of the tables, an unlisted one that is a person's by its ending, or
    none that heads a phrase."""
    one = singular(noun)
    if noun in tables.FUNCTION_WORDS:
        return None
    if noun in tables.PLURAL_PEOPLE or (one != noun and (one in tables.PERSON_NOUNS or one in tables.ORG_NOUNS)):
        return "plural"
    if noun in LISTED_NOUNS:
        return "listed"
    return "unlisted" if category_of_noun(noun) == ("person", "singular") else None


def _apposed_person(tokens: list[Token], i: int) -> bool:
    """Whether the noun stands where an apposition to a name does."""
    edge = _left_edge(tokens, i)
    return (
        edge > 1
        and tokens[edge].lower in {"a", "an", "the"}
        and tokens[edge - 1].text == ","
        and tokens[edge - 2].capital
    )


def _is_noun(word: str) -> bool:
    return word not in _VERB_TOO and (word in LISTED_NOUNS or singular(word) in tables.PERSON_NOUNS)


_VERB_TOO = tables.words_of(
    "report reports state states claim claims post posts note notes warn order orders fund funds comment comments "
    "remark remarks head heads back files sign signs force forces guard guards draft study review record records map "
    "chair chairs coach star stars mail text tweet reply estimate estimates forecast poll polls lead leads guide "
    "monitor"
)


def _right_edge(tokens: list[Token], run_ends: dict[int, int], head: int) -> int:
    """The end of the noun phrase: "of", "for", "from" or "at" with a name after it belongs to it."""
    end = head + 1
    if end < len(tokens) and tokens[end].lower in {"of", "for", "from", "at", "in"}:
        target = end + 2 if end + 1 < len(tokens) and tokens[end + 1].lower in {"the", "a"} else end + 1
        return run_ends.get(target, end)
    return end


def _join(
    tokens: list[Token], names: list[tuple[int, int]], nominals: list[tuple[int, int, int]]
) -> list[tuple[int, int, int, MentionForm]]:
    """Names and nominals with their appositions made one ("the chair, Ann Lee"; "Ann Lee, the mayor of X,")."""
    out: list[tuple[int, int, int, MentionForm]] = []
    used: set[int] = set()
    by_start = {first: k for k, (first, _, _) in enumerate(nominals)}
    qualified = {i: head for first, _, head in nominals for i in range(first, head)}
    by_end = {last: k for k, (_, last, _) in enumerate(nominals)}
    for first, last in names:
        start, end = first, last
        if last <= qualified.get(first, -1) and not is_possessive(tokens, last):
            continue  # it only qualifies the noun: "the Lee campaign"
        comma = first > 1 and tokens[first - 1].text in {",", "–", "—"}
        before = by_end.get(first - 1) if comma else None
        after = by_start.get(last + 1) if last < len(tokens) and tokens[last].text == "," else None
        beside = before is not None or after is not None
        person = beside and describe(" ".join(t.text for t in tokens[first:last])).category == "person"
        if person and before is not None and _apposable(tokens, nominals[before]) and _closed(tokens, last):
            start = nominals[before][0]
            used.add(before)
        if person and after is not None and after not in used and _apposable(tokens, nominals[after]):
            end = nominals[after][1]
            used.add(after)
        out.append((start, end, last - 1, "name"))
    covered = {i for s, e, _, _ in out for i in range(s, e)}
    for k, (first, last, head) in enumerate(nominals):
        if k not in used and head not in covered:
            out.append((first, last, head, "nominal"))
    return out


def _apposable(tokens: list[Token], nominal: tuple[int, int, int]) -> bool:
    first, _, head = nominal
    role = category_of_noun(tokens[head].lower) == ("person", "singular")
    determined = tokens[first].lower in _DETERMINERS or any(is_possessive(tokens, k) for k in range(first, head))
    return role and determined and tokens[head].lower not in tables.GENERIC_PERSON


def _closed(tokens: list[Token], end: int) -> bool:
    return end >= len(tokens) or tokens[end].text in {",", ".", ";", "–", "—"}


def merge_mentions(rule: Sequence[Mention], learned: Sequence[Mention]) -> tuple[Mention, ...]:
    """The network's mentions, and those found by rule whose head word it did not mark; indices of antecedents follow.

    Sorted by start, wider ones first; where a rule and the network mark the same head the network's mention stands, and
    beside it a name by rule that is wider (with its role or apposition).
    """
    heads = {m.head for m in learned} | {m.start for m in learned if m.form == "pronoun"}
    spans = {(m.start, m.end) for m in learned}
    widest: dict[int, int] = {}
    for m in learned:
        widest[m.head] = max(widest.get(m.head, 0), m.end - m.start)
    extra = [
        m
        for m in rule
        if (m.start, m.end) not in spans
        and (m.head not in heads or (m.form == "name" and m.end - m.start > widest.get(m.head, 0)))
    ]
    pool = [(m, i) for i, m in enumerate(learned)] + [(m, -1) for m in extra]
    pool.sort(key=lambda pair: (pair[0].start, -pair[0].end, pair[1]))
    place = {old: new for new, (_, old) in enumerate(pool) if old >= 0}
    return tuple(
        replace(m, antecedents=tuple((place[i], p) for i, p in m.antecedents if i in place)) if m.antecedents else m
        for m, _ in pool
    )
