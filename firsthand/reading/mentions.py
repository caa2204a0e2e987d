"""Who and what a text mentions, by rule: names, pronouns, and nouns for people, organisations and documents.

A complement to the network's mentions, and the fallback without them. The rules know capitals, a few word tables and
the shape of a noun phrase; they give no antecedents.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from firsthand.reading import name_tables as tables
from firsthand.reading.names import describe
from firsthand.reading.parts import EntityType, Mention, MentionForm
from firsthand.reading.proper_names import Token, category_of_noun, is_possessive, name_runs, singular, tokens_of
from firsthand.reading.proper_names import token as make_token
from firsthand.schema import Passage, PassageKind, Record, SourceCategory

_READ = frozenset({"headline", "paragraph", "caption"})
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
_NO_INNER = tables.FUNCTION_WORDS - _ADJECTIVES - tables.words_of("late last next big great little long high low far")
_ENTITY: dict[SourceCategory, EntityType] = {
    "person": "person", "group": "person", "organisation": "organisation", "document": "document",
}  # fmt: skip
_OF_PLACE = tables.words_of("in near at into across outside inside throughout")
_SENTENCE_END = frozenset(".!?:")
_QUOTES = frozenset("\"“”‘’'«»„(")


class Capitals(Record, frozen=True, kw_only=True):
    """What the text itself shows about capital letters."""

    names: frozenset[str]
    """Words seen with a capital inside a sentence (as written)."""
    common: frozenset[str]
    """Words seen in lower case."""
    places: frozenset[str] = frozenset()
    """Words seen right after a preposition of place."""


def capitals_of(text: str, passages: Sequence[Passage]) -> Capitals:
    """Which words the paragraphs and captions write with a capital inside a sentence, and which in lower case."""
    names: set[str] = set()
    common: set[str] = set()
    places: set[str] = set()
    for passage in passages:
        if passage.kind not in {"paragraph", "caption"}:
            continue
        tokens = tokens_of(text[passage.start : passage.end])
        if title_case(tokens, passage.kind):
            continue
        for i, token in enumerate(tokens):
            if token.text[0].islower():
                common.add(token.text)
            elif token.text[0].isupper() and not _opens_sentence(tokens, i):
                names.add(token.text)
                alone = i + 1 == len(tokens) or not tokens[i + 1].capital
                if tokens[i - 1].lower in _OF_PLACE and alone and token.lower not in tables.CALENDAR:
                    places.add(token.text)
    return Capitals(names=frozenset(names), common=frozenset(common), places=frozenset(places))


def plain_case(phrase: str, capitals: Capitals, *, opens_sentence: bool, headline: bool = False) -> str:
    """The phrase with those capitals lowered that only the start of a sentence or a headline's style explains."""
    tokens = tokens_of(phrase)
    out = list(phrase)
    for i, token in enumerate(tokens):
        if not token.text[0].isupper() or not (headline or (i == 0 and opens_sentence)):
            continue
        name_follows = not headline and i + 1 < len(tokens) and tokens[i + 1].capital
        if _is_common(token, capitals, name_follows=name_follows, headline=headline):
            out[token.start : token.end] = token.text.lower().ljust(token.end - token.start)[: token.end - token.start]
    return "".join(out)


def _is_common(token: Token, capitals: Capitals, *, name_follows: bool, headline: bool) -> bool:
    word, lower = token.text, token.text.lower()
    one = singular(lower)
    if one != lower and one in tables.PERSON_NOUNS - tables.EPITHETS:
        return True
    if word in capitals.names:
        return False
    if name_follows and lower in tables.WEAK_WORDS:
        return False
    if lower in capitals.common or lower in tables.FUNCTION_WORDS:
        return True
    noun = lower in tables.PLURAL_PEOPLE or lower in tables.PERSON_NOUNS or singular(lower) in tables.PERSON_NOUNS
    if noun or lower in tables.DOCUMENT_NOUNS or singular(lower) in tables.DOCUMENT_NOUNS:
        return True
    if headline:
        return not (word.isupper() and len(word) > 1)
    given = lower in tables.GIVEN_FEMALE or lower in tables.GIVEN_MALE
    if lower.endswith("ly") and len(lower) > 6 and not given:
        return True
    return not name_follows and word[1:].islower() and bool(re.search(r"(?:ing|ly|[^aious]s)$", lower))


def _opens_sentence(tokens: list[Token], i: int) -> bool:
    while i and tokens[i - 1].text in _QUOTES:
        i -= 1
        if tokens[i].text != "(":
            return True
    return i == 0 or tokens[i - 1].text in _SENTENCE_END


def title_case(tokens: list[Token], kind: PassageKind = "headline") -> bool:
    """Whether nearly every longer word has a capital, as in the headline style of American papers.

    Any passage may be such a line; one that is not known as a headline has to be longer to count.
    """
    long = [t for t in tokens if t.text[0].isalpha() and len(t.text) > 3]
    return len(long) > (2 if kind == "headline" else 4) and sum(t.text[0].isupper() for t in long) >= 0.75 * len(long)


def rule_mentions(text: str, passages: Sequence[Passage]) -> tuple[Mention, ...]:
    """The mentions that capitals, pronouns and noun tables show, in order of start, wider ones first.

    Only headlines, paragraphs and captions are looked at. Spans count code points of ``text``.
    """
    capitals = capitals_of(text, passages)
    found: list[Mention] = []
    for passage in passages:
        if passage.kind in _READ:
            found += _in_passage(text, passage, capitals)
    unique = {(m.start, m.end): m for m in reversed(found)}
    return tuple(sorted(unique.values(), key=lambda m: (m.start, -m.end)))


def _in_passage(text: str, passage: Passage, capitals: Capitals) -> list[Mention]:
    words = text[passage.start : passage.end]
    tokens = tokens_of(words)
    headline = title_case(tokens, passage.kind)
    lowered = [_lowered(t, tokens, i, capitals, headline=headline) for i, t in enumerate(tokens)]
    runs = name_runs(words, lowered)
    names = [_name_phrase(lowered, first, last) for first, last in runs]
    nominals = _nominals(lowered, runs)
    found: list[Mention] = []
    joined = _join(lowered, names, nominals)
    for first, last, head, form in joined:
        start, end = tokens[first].start, tokens[last - 1].end
        described = describe("".join(_shown(words, lowered, first, last)))
        if form == "name" and described.name is None and described.form == "nominal" and described.head is None:
            continue
        entity = _ENTITY[described.category]
        if (
            form == "name"
            and last - first == 1
            and (lowered[first].lower in tables.PLACES or lowered[first].text in capitals.places)
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


def _shown(words: str, lowered: list[Token], first: int, last: int) -> list[str]:
    out: list[str] = []
    for i in range(first, last):
        out.append(lowered[i].text)
        if i + 1 < last:
            out.append(words[lowered[i].end : lowered[i + 1].start])
    return out


def _lowered(token: Token, tokens: list[Token], i: int, capitals: Capitals, *, headline: bool) -> Token:
    """The token in the case it would have inside a sentence."""
    if not token.text[0].isupper() or not (headline or _opens_sentence(tokens, i)):
        return token
    name_follows = not headline and i + 1 < len(tokens) and tokens[i + 1].capital
    common = _is_common(token, capitals, name_follows=name_follows, headline=headline)
    return make_token(token.start, token.end, token.text.lower()) if common else token


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
        if (
            before.lower in _NO_INNER
            or before.lower in tables.FUNCTION_WORDS - _ADJECTIVES
            or before.text.endswith("ed")
        ):
            break
        i -= 1
    edge = head
    while edge and (
        tokens[edge - 1].lower in _ADJECTIVES
        or tokens[edge - 1].text[0].isdigit()
        or (tokens[edge - 1].capital and tokens[edge - 1].lower not in tables.FUNCTION_WORDS | tables.CALENDAR)
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
        if i in in_name or not token.text[0].islower() or noun in tables.FUNCTION_WORDS:
            continue
        known = noun in tables.PERSON_NOUNS or noun in tables.ORG_NOUNS or noun in tables.DOCUMENT_NOUNS
        one = singular(noun)
        plural = noun in tables.PLURAL_PEOPLE or (
            one != noun and (one in tables.PERSON_NOUNS or one in tables.ORG_NOUNS)
        )
        if not known and not plural and not _apposed_person(tokens, i, noun):
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


def _apposed_person(tokens: list[Token], i: int, noun: str) -> bool:
    """Whether an unlisted noun is a person's by its ending, and stands where an apposition to a name does."""
    if category_of_noun(noun) != ("person", "singular"):
        return False
    edge = _left_edge(tokens, i)
    return (
        edge > 1
        and tokens[edge].lower in {"a", "an", "the"}
        and tokens[edge - 1].text == ","
        and tokens[edge - 2].capital
    )


def _is_noun(word: str) -> bool:
    nouns = tables.PERSON_NOUNS | tables.ORG_NOUNS | tables.DOCUMENT_NOUNS
    return word in nouns - _VERB_TOO or (singular(word) in tables.PERSON_NOUNS and word not in _VERB_TOO)


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
        person = describe(" ".join(t.text for t in tokens[first:last])).category == "person"
        comma = first > 1 and tokens[first - 1].text in {",", "–", "—"}
        before = by_end.get(first - 1) if comma else None
        if person and before is not None and _apposable(tokens, nominals[before]) and _closed(tokens, last):
            start = nominals[before][0]
            used.add(before)
        after = by_start.get(last + 1) if last < len(tokens) and tokens[last].text == "," else None
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
        Mention(start=m.start, end=m.end, head=m.head, entity=m.entity, form=m.form,
                antecedents=tuple((place[i], p) for i, p in m.antecedents if i in place))
        for m, _ in pool
    )  # fmt: skip
