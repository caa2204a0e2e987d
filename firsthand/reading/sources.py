"""From source phrases and mentions to Sources: one record for each party, with its fullest name and every mention."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from msgspec.structs import replace

from firsthand.reading import name_tables as tables
from firsthand.reading.folding import Folder
from firsthand.reading.names import Description, describe
from firsthand.reading.parties import Item, Party
from firsthand.reading.parts import Attribution, Mention, Quotation
from firsthand.reading.wording import Wording, plain_case, wording_of
from firsthand.schema import Passage, Record, Source, SourceCategory, Span

_SENTENCE_END = re.compile(r"[.!?][\"”’'»)\]]*\s+(?=[\"“‘'«(\[]*[A-ZÀ-Þ0-9])|\n")
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Rev|St|Sen|Gov|Rep|Gen|Lt|Col|Maj|Capt|Sgt|No|vs|Jr|Sr)|\b[A-Z])\.\s*$"
)
_CLAUSE = re.compile(
    r"\s*[,(–—]?\s*(?:who|whom|whose|using|speaking|not\s+(?:her|his|their)|referred|a\s+pseudonym|(?:up)?on\s+condition"
    r"|identified|named|known|going\s+by)\b[^.!?;\n“\"]{0,160}"
)
"""What may say, right after a source phrase, how its name stands ("who asked not to be named")."""
_LINK = re.compile(r"\s(?:of|from|in|at|for|with)\s(?:the\s)?$")
_COPULA = re.compile(r"\s(?:is|was|became)\s$")
_LINKS, _COPULAS = tables.words_of("of from in at for with the"), tables.words_of("is was became")
_PAPER = re.compile(r"\b(?:statement|communiqu[ée]|press release|news release|announcement|tweet|post)\b", re.I)
_EDGES = ' \t\r\n,;:.–—-"“”‘’«»„'
_MOST_WORDS = 14
_AREAS = tables.words_of("county city state country republic kingdom district municipality borough")


class Folded(Record, frozen=True, kw_only=True):
    """The sources of one report, and which of them each attribution and each extra span belongs to."""

    sources: tuple[Source, ...] = ()
    of_attribution: tuple[str | None, ...] = ()
    of_extra: tuple[str | None, ...] = ()


class _Found(Record, frozen=True, kw_only=True):
    """A stretch that refers to a party, before it is placed in the text."""

    start: int
    end: int
    description: Description
    source: bool
    place: bool = False
    mentions: tuple[int, ...] = ()


def fold_sources(
    text: str,
    passages: Sequence[Passage],
    attributions: Sequence[Attribution],
    mentions: Sequence[Mention],
    quotations: Sequence[Quotation],
    extra: Sequence[Span] = (),
    wording: Wording | None = None,
) -> Folded:
    """Every party that a statement or an extra span (an addressee, a relay) is laid to, as one Source each.

    Sources are numbered "p1", "p2", … in the order of their first mention. ``of_attribution`` has an entry for each
    attribution (``None`` where it states no source), ``of_extra`` one for each extra span. A party whose name the text
    keeps back is never given one; a phrase that cannot be placed stays a source of its own, in its own words.
    ``wording`` is that of the passages; made here where it is not given.
    """
    layout = _Layout(text, passages, quotations, wording or wording_of(text, passages))
    chosen = [_best_piece(layout, a.source) for a in attributions]
    anchors: dict[tuple[int, int], bool] = {}
    for span in extra:
        if _usable(text, span):
            anchors[(span.start, span.end)] = False
    for span in chosen:
        if span is not None:
            anchors[(span.start, span.end)] = True
    found = _found(layout, anchors, mentions)
    place = {(f.start, f.end): i for i, f in enumerate(found) if (f.start, f.end) in anchors}
    speakers = [None if s is None else place[(s.start, s.end)] for s in chosen]
    items = _items(layout, found, mentions, attributions, speakers)
    folder = Folder(items)
    folder.run()
    wanted = sorted(place.values(), key=lambda i: (items[i].start, items[i].end))
    listed: list[Party] = []
    for i in wanted:
        if folder.party_of[i] not in listed:
            listed.append(folder.party_of[i])
    listed.sort(key=lambda p: min((items[k].start, items[k].end) for k in p.items))
    ids = {id(party): f"p{n}" for n, party in enumerate(listed, 1)}

    def source_of(span: Span | None) -> str | None:
        at = None if span is None else place.get((span.start, span.end))
        return None if at is None else ids[id(folder.party_of[at])]

    return Folded(
        sources=tuple(_source(text, ids[id(p)], p, items) for p in listed),
        of_attribution=tuple(source_of(s) for s in chosen),
        of_extra=tuple(source_of(s) for s in extra),
    )


class _Layout:
    """Where sentences, passages and quotations lie, and what the text shows about capitals."""

    def __init__(
        self, text: str, passages: Sequence[Passage], quotations: Sequence[Quotation], wording: Wording
    ) -> None:
        self.text = text
        self.passages = sorted(passages, key=lambda p: p.start)
        self.starts = [p.start for p in self.passages]
        self.capitals = wording.capitals
        self.sentences = [0]
        for match in _SENTENCE_END.finditer(text):
            if not _ABBREVIATION.search(text, max(0, match.start() - 8), match.start() + 1):
                self.sentences.append(match.end())
        outer = sorted((q for q in quotations if q.depth == 0), key=lambda q: q.start)
        self.quotes = [(q.inner.start, q.inner.end) for q in outer]
        self.quote_starts = [q[0] for q in self.quotes]
        self.titled = [(p.start, p.end) in wording.titled for p in self.passages]

    def passage(self, at: int) -> int:
        return max(0, bisect_right(self.starts, at) - 1)

    def headline(self, passage: int) -> bool:
        return bool(self.passages) and self.passages[passage].kind in {"headline", "header"}

    def sentence(self, at: int) -> int:
        return bisect_right(self.sentences, at)

    def quotation(self, at: int) -> int | None:
        k = bisect_right(self.quote_starts, at) - 1
        return k if k >= 0 and self.quotes[k][0] <= at < self.quotes[k][1] else None

    def before_quote(self, at: int) -> int:
        """Where the quotation starts that ends right before ``at``; else ``at``."""
        k = bisect_right(self.quote_starts, at) - 1
        if k < 0 or not 0 < at - self.quotes[k][1] <= 3 or "\n" in self.text[self.quotes[k][1] : at]:
            return at
        new_sentence = self.text[at].isupper() and self.text[self.quotes[k][1] - 1] == "."
        return at if new_sentence else self.quotes[k][0]

    def opens(self, at: int) -> bool:
        """Whether a sentence opens at ``at``."""
        before = self.text[max(0, at - 3) : at].rstrip(" \"“‘'«(")
        return not before or before[-1] in ".!?:\n" or self.sentence(at) != self.sentence(max(0, at - 3))

    def describe(self, start: int, end: int) -> Description:
        phrase = self.text[start:end]
        styled = bool(self.passages) and self.titled[self.passage(start)]
        told = describe(plain_case(phrase, self.capitals, opens_sentence=self.opens(start), headline=styled))
        if told.form == "pronoun" or told.category in {"organisation", "document"}:
            return told
        clause = _CLAUSE.match(self.text, end)
        if clause is None:
            return told
        more = describe(phrase + clause.group())
        if more.kind == "pseudonymous" or (more.form == "name" and told.form != "name" and more.kind == "named"):
            return more
        return replace(told, anonymous=told.anonymous or more.anonymous)


def _usable(text: str, span: Span | Mention) -> bool:
    return 0 <= span.start < span.end <= len(text) and (
        text[span.start].isalnum() or any(c.isalnum() for c in text[span.start : span.end])
    )


def _best_piece(layout: _Layout, pieces: Sequence[Span]) -> Span | None:
    """The piece of a source phrase that tells most: a name before a noun before a pronoun, else the first."""
    usable = [s for s in pieces if _usable(layout.text, s)]
    if len(usable) < 2:
        return usable[0] if usable else None
    rank = {"name": 0, "nominal": 1, "pronoun": 2}
    return min(usable, key=lambda s: (rank[layout.describe(s.start, s.end).form], s.start))


def _found(layout: _Layout, anchors: dict[tuple[int, int], bool], mentions: Sequence[Mention]) -> list[_Found]:
    """Source phrases and mentions in the order of the text; phrases with one head are one.

    A mention joins a source phrase that has its head, else a wider mention that has it ("the mayor" and "Ann Lee" in
    "the mayor, Ann Lee,").
    """
    text = layout.text
    taken: dict[tuple[int, int], list[int]] = {span: [] for span in anchors}
    told = {span: layout.describe(*span) for span in anchors}
    places: set[tuple[int, int]] = set()
    by_start = sorted(anchors)
    widest = max((end - start for start, end in by_start), default=0)
    open_spans: list[tuple[int, int]] = []
    for m, mention in sorted(enumerate(mentions), key=lambda pair: (pair[1].start, -pair[1].end, pair[0])):
        start, end = span = mention.start, mention.end
        if not _usable(text, mention):
            continue
        first = bisect_right(by_start, (start - widest, -1))
        near = by_start[first : bisect_right(by_start, (end, 0), first)]
        joined = [a for a in near if _same_head(text, a, told[a], mention)] if near else near
        for anchor in joined:
            taken[anchor].append(m)
            if start <= anchor[0] and anchor[1] < end and mention.form != "pronoun":
                more = layout.describe(*span)
                told[anchor] = more if more.form == "name" or told[anchor].form != "name" else told[anchor]
        if open_spans:
            open_spans = [s for s in open_spans if s[1] > start]
        if not joined:
            outer = next((s for s in open_spans if _same_head(text, s, told[s], mention)), None)
            if outer is not None:
                taken[outer].append(m)
            elif mention.entity in {"person", "organisation", "document", "place"} or mention.form == "pronoun":
                taken[span], told[span] = [m], layout.describe(*span)
                open_spans.append(span)
                if mention.entity == "place":
                    places.add(span)
    out = [
        _Found(start=a, end=b, description=told[(a, b)], source=anchors.get((a, b), False), place=(a, b) in places,
               mentions=tuple(taken[(a, b)]))
        for a, b in taken
    ]  # fmt: skip
    out.sort(key=lambda f: (f.start, -f.end))
    return out


def _same_head(text: str, span: tuple[int, int], told: Description, mention: Mention) -> bool:
    """Whether a mention and a source phrase have one head, so that they are one phrase."""
    start, end = span
    if (mention.start, mention.end) == span:
        return True
    if told.form == "pronoun":
        apposed = re.match(r"[^,.]{3,60}, [A-ZÀ-Þ@]", text[end : mention.end + 1])
        return mention.start == start and mention.end > end and mention.form == "name" and apposed is not None
    if mention.start <= start and end <= mention.end:
        return start <= mention.head < end and told.form != "pronoun" and not _inner(text, told, span, mention)
    if start <= mention.start and mention.end <= end:
        if told.name is not None:
            at = text.find(told.name, start, end)
            if at >= 0 and at <= mention.head < at + len(told.name) and mention.start <= at + len(told.name):
                return not re.match(r"['’]s?\b", text[mention.end : mention.end + 3]) or mention.end == end
        if told.head is not None and mention.form != "pronoun":
            head = re.search(rf"\b{re.escape(told.head)}\b", text[start:end], re.I)
            if head is None:
                return False
            at = start + head.start()
            return mention.head == at or (mention.start <= min(at, start + 4) and at < mention.end)
    return False


def _inner(text: str, told: Description, span: tuple[int, int], mention: Mention) -> bool:
    """Whether the wider mention merely has the phrase inside it ("the lawyer of Ann Lee")."""
    return mention.form == "nominal" and told.form == "name" and text[span[1] : mention.end].strip(_EDGES) != ""


def _items(
    layout: _Layout, found: Sequence[_Found], mentions: Sequence[Mention], attributions: Sequence[Attribution],
    speakers: Sequence[int | None],
) -> list[Item]:  # fmt: skip
    item_of = {m: i for i, f in enumerate(found) for m in f.mentions}
    contents = sorted(
        (s.start, s.end, speakers[k]) for k, a in enumerate(attributions) for s in a.content if speakers[k] is not None
    )
    starts = [c[0] for c in contents]
    papers = {
        speakers[k]
        for k, a in enumerate(attributions)
        if speakers[k] is not None and _through_paper(layout, a, found[speakers[k] or 0])
    }
    items: list[Item] = []
    for i, f in enumerate(found):
        learned: dict[int, float] = {}
        for m in f.mentions:
            for antecedent, probability in mentions[m].antecedents:
                to = item_of.get(antecedent)
                if to is not None and to < i:
                    learned[to] = max(learned.get(to, 0.0), probability)
        clause, paragraph = layout.before_quote(f.start), layout.passage(f.start)
        before = layout.text[max(0, f.start - 10) : f.start]
        word = before.split()[-1:]
        items.append(
            Item(
                start=f.start, end=f.end, description=f.description, source=f.source,
                sentence=layout.sentence(clause), paragraph=paragraph,
                headline=layout.headline(paragraph), quotation=layout.quotation(f.start),
                speaker=_speaker(layout, contents, starts, f, i),
                linked=not _LINKS.isdisjoint(word) and _LINK.search(before) is not None,
                copula=not _COPULAS.isdisjoint(word) and _COPULA.search(before[-8:]) is not None,
                place=f.place,
                after_quote=clause < f.start,
                paper=i in papers,
                learned=tuple(sorted(learned.items())),
            )
        )  # fmt: skip
    spoken: dict[int, set[str]] = {}
    for item in items:
        if item.speaker is not None and item.quotation is not None and item.description.form != "pronoun":
            words = (item.description.head, item.description.name)
            spoken.setdefault(item.speaker, set()).update(word for word in words if word)
    for i, named in spoken.items():
        items[i] = replace(items[i], speaks_of=frozenset(named))
    return items


def _speaker(
    layout: _Layout, contents: list[tuple[int, int, int | None]], starts: list[int], f: _Found, i: int
) -> int | None:
    """The source of the innermost statement whose content holds the phrase, else of one in the same quotation."""
    last = bisect_right(starts, f.start)
    for k in range(last - 1, max(-1, last - 12), -1):
        start, end, speaker = contents[k]
        if start <= f.start < end and speaker != i:
            return speaker
    quotation = layout.quotation(f.start)
    if quotation is None:
        return None
    low, high = layout.quotes[quotation]
    for start, end, speaker in contents[max(0, bisect_right(starts, low) - 4) : bisect_right(starts, high)]:
        if start < high and low < end and speaker != i:
            return speaker
    return None


def _through_paper(layout: _Layout, attribution: Attribution, source: _Found) -> bool:
    """Whether a party speaks through its own paper here: the sentence around source and cue says so."""
    sentence = layout.sentence(source.start)
    start = layout.sentences[sentence - 1]
    end = layout.sentences[sentence] if sentence < len(layout.sentences) else len(layout.text)
    words = layout.text[start : min(end, start + 2000)]
    for span in attribution.content:
        if start <= span.start < end:
            cut_to = min(span.end, end) - start
            words = words[: span.start - start] + " " * (cut_to - (span.start - start)) + words[cut_to:]
    return source.description.category != "document" and bool(_PAPER.search(words))


def _source(text: str, identity: str, party: Party, items: Sequence[Item]) -> Source:
    """The record of one party."""
    told = [(items[k], items[k].description) for k in sorted(party.items, key=lambda k: (items[k].start, items[k].end))]
    pseudonym = next((d for _, d in told if d.kind == "pseudonymous" and d.name), None)
    names = [d for _, d in told if d.name is not None]
    category: SourceCategory = names[0].category if names else party.category
    if pseudonym is not None:
        name, kind = pseudonym.name or "", "pseudonymous"
    elif names:
        best = max(names, key=_fullness)
        name, kind, category = best.name or "", "named", best.category
    else:
        name, kind = _own_words(text, told), "unnamed"
        coordinated = [d for _, d in told if d.coordinated]
        kind = "named" if coordinated and coordinated[0].kind == "named" else "unnamed"
    personal = any(d.honorific or d.gender or (d.head and d.category == "person") for d in names)
    if category == "person" and not personal and any(d.category == "organisation" for d in names):
        category = "organisation"
    if category == "person" and kind == "named" and not party.certain and not party.spoke and " " not in name:
        category = "organisation"  # a bare word that is told or passes on, with nothing of a person about it: an outlet
    forms: dict[str, None] = {}
    for item, d in told:
        if d.form != "pronoun" and (d.category != "document" or category == "document"):
            words = text[item.start : item.end].strip(_EDGES)
            forms[re.sub(r"\s+", " ", words if len(words.split()) <= 8 else d.name or d.phrase)] = None
    spans = [Span(item.start, item.end) for item, _ in told]
    outer: list[Span] = []
    for span in sorted(set(spans), key=lambda s: (s.start, -s.end)):
        if not outer or span.end > outer[-1].end:
            outer.append(span)
    return Source(
        id=identity, name=name, aliases=tuple(f for f in forms if f and f != name), kind=kind, category=category,
        role=_role([d for _, d in told]) if category == "person" else None, mentions=tuple(outer),
    )  # fmt: skip


def _fullness(told: Description) -> tuple[int, bool, bool, bool]:
    name = told.name or ""
    return len(name.split()), told.given != (), all(w[:1].isupper() for w in name.split()), not name.isupper()


def _own_words(text: str, told: Sequence[tuple[Item, Description]]) -> str:
    """The fullest of a party's own words: the noun phrase with most content, in the body before the headline."""
    nominal = [(item, d) for item, d in told if d.form != "pronoun"]
    if not nominal:
        item = next((item for item, _ in told if item.source), told[0][0])
        return text[item.start : item.end].strip(_EDGES) or text[item.start : item.end]
    short = [(item, d) for item, d in nominal if len(d.phrase.split()) <= _MOST_WORDS] or nominal[:1]
    item, d = max(short, key=lambda pair: (not pair[0].headline, len(pair[1].modifiers), -pair[0].start))
    words = re.sub(r"\s+", " ", text[item.start : item.end]).strip(_EDGES)
    at = words.casefold().find(d.phrase.casefold())
    return words[at : at + len(d.phrase)] if at >= 0 and d.phrase else words


def _role(told: Sequence[Description]) -> str | None:
    """The fullest role that a party is given, else what it belongs to."""
    roles = [d.role for d in told if d.role is not None and len(d.role.split()) <= _MOST_WORDS]
    if roles:
        return max(roles, key=lambda r: (len(r.split()), -roles.index(r)))
    bodies = [d.affiliation for d in told if d.affiliation and d.form == "name"]
    return next((b for b in bodies if b.split()[-1].lower() in tables.ORG_NOUNS - _AREAS), None)
