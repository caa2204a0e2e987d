"""Who is who in one report: every phrase for one person, group, organisation or document brought together.

One pass through the text from its start. Names are matched among themselves first (``name_matching``); nouns and
pronouns then go to what stands before them, by agreement (gender, number, kind), by the words they share, by nearness
and by who spoke last, together with the network's own probabilities. The weights below were set by hand on development
reports. Centering (Grosz, Joshi and Weinstein 1995) is the idea behind preferring the last speaker and the head of the
sentence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from firsthand.reading import name_tables as tables
from firsthand.reading.name_matching import NamedItem, match_names
from firsthand.reading.names import Description
from firsthand.reading.parties import (
    FIRST_PERSON,
    RELATIVE,
    Item,
    Party,
    agree,
    content_tokens,
    may_be_named_next,
    noun_fit,
    pronoun_fit,
    same_class,
    share_a_stem,
)
from firsthand.reading.proper_names import singular

_REACH = 40
"""How many of the most recently mentioned parties a noun or pronoun may go back to."""
_WINDOW = 200
"""How many phrases further on a newcomer is looked for."""
_LEARNED = 1.0
"""Weight of the network's probability against the rules' points."""
_MASS = tables.words_of("police authority official prosecutor investigator government rescuer organiser organizer")
_ROUNDING = 1e-6
_AGED = re.compile(r"\b\d+[-‑ ]year[-‑ ]old\b")
_OF_PAPERS = frozenset({"written", "joint", "brief", "official"})
_OTHER_TERM = frozenset({"former", "first", "future", "previous", "late", "other", "would-be"})


class Folder:
    """The state of one pass; ``party_of`` gives each item's party when it is over."""

    def __init__(self, items: Sequence[Item]) -> None:
        self.items = items
        self.party_of: dict[int, Party] = {}
        self.parties: list[Party] = []
        self.recent: dict[Party, None] = {}
        """In the order of their last mentions."""
        self.speakers: list[tuple[int, Party]] = []
        self.heads: set[str] = set()
        self.headline_heads: set[str] = set()
        self.phrases: set[str] = set()
        """What any party has been called so far, to know at once that none has been called so."""
        named = [
            NamedItem(index=i, start=item.start, description=item.description, source=item.source)
            for i, item in enumerate(items)
            if item.description.name is not None
        ]
        self.roots = match_names(named)
        self.of_root: dict[int, Party] = {}
        self.first_of_root: dict[int, int] = {}
        for i in sorted(self.roots):
            if not items[i].headline:
                self.first_of_root.setdefault(self.roots[i], i)

    def run(self) -> None:
        """Gives every item a party, in the order of the text; first persons last, when all speakers are known."""
        later: list[int] = []
        for i, item in enumerate(self.items):
            if item.description.form == "pronoun" and item.description.head in FIRST_PERSON:
                later.append(i)
                continue
            self._put(i, item, self._find(i, item))
        for i in later:
            self._put(i, self.items[i], self._first_person(i))

    def _find(self, i: int, item: Item) -> Party | None:
        told = item.description
        if i in self.roots:
            return self._by_name(i, item)
        if told.form == "pronoun":
            if told.head in RELATIVE:
                return self._before(i, item)
            return self._pronoun(i, item)
        return self._nominal(i, item)

    def _put(self, i: int, item: Item, party: Party | None) -> None:
        if party is None:
            party = Party()
            self.parties.append(party)
        party.take(i, item)
        self.party_of[i] = party
        if item.description.form != "pronoun":
            self.heads |= party.heads
            self.phrases.add(item.description.phrase.casefold())
            if item.headline:
                self.headline_heads |= party.heads
        if i in self.roots:
            self.of_root[self.roots[i]] = party
        self.recent.pop(party, None)
        self.recent[party] = None
        if len(self.recent) > 2 * _REACH:
            del self.recent[next(iter(self.recent))]
        if item.source:
            self.speakers.append((i, party))

    def _near(self) -> list[Party]:
        return [*islice(reversed(self.recent), _REACH)]

    # Names

    def _by_name(self, i: int, item: Item) -> Party | None:
        known = self.of_root.get(self.roots[i])
        if known is not None:
            return known
        told = item.description
        for party in self._near():
            if party.named or party.category != told.category or not agree(party, told):
                continue
            if party.headline_only and told.head and singular(told.head) in party.heads:
                return party
            hidden = party.anonymous and told.kind != "pseudonymous"
            definite = told.determiner == "definite" and told.head and party.number != "plural"
            same_noun = told.head and (singular(told.head) in party.heads or told.head in tables.GENERIC_PERSON)
            if definite and same_noun and not hidden and not item.headline:
                return party
        return self._lead(i, item)

    def _lead(self, i: int, item: Item) -> Party | None:
        """The unnamed official of the lead whom the next paragraphs name (the standard order of a news story)."""
        if not item.source or item.description.category != "person" or item.description.kind != "named":
            return None
        for party in self._near():
            first = self.items[party.items[0]]
            if not may_be_named_next(party, first) or item.paragraph - first.paragraph > 2:
                continue
            if not self._named_next(first, item) or not agree(party, item.description):
                continue
            newcomers = {
                self.roots[k]: k
                for k in range(party.items[0] + 1, min(len(self.items), i + _WINDOW))
                if k in self.roots
                and self.items[k].paragraph - first.paragraph <= 2
                and self._newcomer(k)
                and self._named_next(first, self.items[k])
            }
            if list(newcomers.values()) == [i]:
                return party
        return None

    def _newcomer(self, k: int) -> bool:
        """Whether a name is a speaking person's and is the first mention of that person below the headline."""
        item = self.items[k]
        return item.description.category == "person" and item.source and self.first_of_root.get(self.roots[k]) == k

    def _named_next(self, first: Item, item: Item) -> bool:
        """Whether a named person may be the one that an earlier phrase left unnamed."""
        before, now = first.description, item.description
        if before.gender and now.gender and before.gender != now.gender:
            return False
        introduced = before.determiner in {"definite", "possessive"}
        if now.head is None:
            return not introduced and not now.modifiers and len(now.given) > 0
        if now.determiner in {"another", "indefinite"}:
            return False
        shared = set(before.modifiers) | set(content_tokens(before.affiliation))
        told = set(now.modifiers) | set(content_tokens(now.affiliation)) | {now.head}
        overlap = {w for w in shared & told if w not in {"senior", "former", "local", "top"}}
        alike = same_class(before.head or "", now.head, tables.ROLE_CLASSES)
        if overlap or not alike:
            return alike
        return not introduced and not (content_tokens(now.affiliation) and content_tokens(before.affiliation))

    # Nouns

    def _nominal(self, i: int, item: Item) -> Party | None:
        told = item.description
        head = singular(told.head or "")
        same = self._said_to_be(i, item)
        if same is not None:
            return same
        if told.coordinated or not head:
            return self._same_words(told)
        if head in tables.SPEECH_PAPERS and told.category == "document":
            issuer = self._issuer(item)
            if issuer is not None:
                return issuer
        fresh = told.determiner in {"indefinite", "another"}
        if fresh or (told.determiner == "none" and told.number == "singular" and told.category == "person"):
            return self._taken_up(item, head)
        if told.determiner == "none" and head not in _MASS:
            return self._taken_up(item, head) or self._same_words(told) or self._only_such(item, head)
        best, best_score = None, 1.5
        learned = self._learned(item)
        for distance, party in enumerate(self._near()):
            if not agree(party, told):
                continue
            score = _LEARNED * learned.get(party, 0.0) + noun_fit(told, head, party)
            if score + 0.7 * len(told.modifiers) < best_score - _ROUNDING:  # all that can still be added
                continue
            score = self._noun_score(item, head, party, score) - 0.02 * distance
            if score > best_score:
                best, best_score = party, score
        return best or self._epithet(item, head)

    def _epithet(self, item: Item, head: str) -> Party | None:
        """The one person near by who is named without any role, where a role alone is taken up ("the senator")."""
        told = item.description
        if "old" in told.phrase and _AGED.search(told.phrase):
            people = [p for p in self._near() if p.named and p.category == "person" and agree(p, told)]
            last = next((p for p in people if item.paragraph - self.items[p.items[-1]].paragraph <= 1), None)
            return last if told.determiner == "definite" else None
        bare = told.determiner == "definite" and told.phrase.casefold().endswith(head) and head in tables.EPITHETS
        if not bare or item.headline or _OTHER_TERM & set(told.modifiers) or "next" in told.phrase.casefold().split():
            return None
        named = [
            p for p in self._near() if p.named and p.category == "person" and len(p.name_words) > 1 and not p.heads
        ]
        near = [p for p in named if item.paragraph - self.items[p.items[-1]].paragraph <= 2 and agree(p, told)]
        return near[0] if len(near) == 1 else None

    def _said_to_be(self, i: int, item: Item) -> Party | None:
        """Whom the words before say this is ("Ann Lee is the mayor")."""
        before = self.items[i - 1] if i else item
        party = self.party_of.get(i - 1)
        linked = (
            item.copula and not before.linked and 0 < item.start - before.end < 9 and before.sentence == item.sentence
        )
        return party if party is not None and linked and agree(party, item.description) else None

    def _only_such(self, item: Item, head: str) -> Party | None:
        """The one group so called, for a bare plural that no statement is laid to."""
        if item.source or item.description.modifiers or head not in self.heads:
            return None
        alike = [p for p in self._near() if p.category == "group" and head in p.heads]
        return alike[0] if len(alike) == 1 else None

    def _taken_up(self, item: Item, head: str) -> Party | None:
        """The party that so far only a headline mentions by the same noun."""
        if item.headline or head not in self.headline_heads:
            return None
        alike = [p for p in self._near() if p.headline_only and not p.named and head in p.heads]
        return alike[0] if len(alike) == 1 and item.description.determiner != "another" else None

    def _same_words(self, told: Description) -> Party | None:
        words = told.phrase.casefold()
        return next((p for p in self._near() if words in p.phrases), None) if words in self.phrases else None

    def _issuer(self, item: Item) -> Party | None:
        """Whose statement a statement is: named in the phrase, else whoever just spoke through one."""
        told = item.description
        belongs = set(content_tokens(told.affiliation)) or set(told.modifiers) - _OF_PAPERS
        if belongs:
            alike = [
                p for p in self._near() if p.named and p.category != "document" and share_a_stem(belongs, p.name_words)
            ]
            alike.sort(key=lambda p: (not p.spoke, p.category != "organisation"))
            return alike[0] if alike else None
        if told.determiner not in {"definite", "possessive"}:
            return None
        for k, party in reversed(self.speakers[-8:]):
            if self.items[k].paper or (told.head or "") in party.heads:
                return party
        for k, party in reversed(self.speakers[-3:]):
            if party.category == "organisation" and item.paragraph - self.items[k].paragraph <= 1:
                return party
        return None

    def _noun_score(self, item: Item, head: str, party: Party, score: float) -> float:
        """What the words and the distance add to the score of a party that agrees."""
        told = item.description
        last = self.items[party.items[-1]]
        for k in party.items[-3:]:
            other = self.items[k]
            if other.start <= item.start and item.end <= other.end:
                return -9.0
        for word in told.modifiers:
            if word in {"former", "first", "second", "other", "late"}:
                score += 0.7 if word in party.words or word in party.name_words else -2.5
            elif party.shares(word):
                score += 0.7
            else:
                score -= 0.7 if party.words else 0.4
        if head in tables.RELATION_NOUNS and told.determiner == "possessive":
            score -= 1.0
        return score - 0.15 * min(item.paragraph - last.paragraph, 12)

    def _learned(self, item: Item) -> dict[Party, float]:
        """The network's probability for each party."""
        shares: dict[Party, float] = {}
        for k, probability in item.learned:
            party = self.party_of.get(k)
            if party is not None:
                shares[party] = min(1.0, shares.get(party, 0.0) + probability)
        return shares

    # Pronouns

    def _before(self, i: int, item: Item) -> Party | None:
        """What a relative pronoun takes up: the phrase that ends right before it, the widest one."""
        best: Party | None = None
        best_key = (99, 0)
        for k in range(i - 1, max(-1, i - 12), -1):
            other = self.items[k]
            gap = item.start - other.end
            fits = item.description.head not in {"who", "whom"} or other.description.category in {"person", "group"}
            if k in self.party_of and 0 <= gap <= 3 and fits and (gap, other.start) < best_key:
                best, best_key = self.party_of[k], (gap, other.start)
                owner = self.party_of.get(k - 1)
                close = k > 0 and other.start - self.items[k - 1].end < 9
                if other.linked and close and owner is not None and owner.category == "person":
                    best = owner
        if best is not None:
            return best
        people = [p for p in self._near() if p.category in {"person", "group"}]
        same = [p for p in people if self.items[p.items[-1]].sentence == item.sentence]
        return same[0] if same and item.source and item.description.head in {"who", "whom", "whose"} else None

    def _first_person(self, i: int) -> Party | None:
        """The speaker of the quotation that "I" or "we" stands in; outside one, the report's own voice."""
        speaker = self.items[i].speaker
        seen = {i}
        while speaker is not None and speaker not in self.party_of and speaker not in seen:
            seen.add(speaker)
            speaker = self.items[speaker].speaker
        if speaker is not None and speaker in self.party_of:
            return self.party_of[speaker]
        if self.items[i].quotation is not None:
            return None
        for k, party in reversed(self.speakers):
            told = self.items[k].description
            if told.form == "pronoun" and told.head == self.items[i].description.head and party.items[0] == k:
                return party
        return None

    def _pronoun(self, i: int, item: Item) -> Party | None:
        best, best_score = None, -9.0
        learned = self._learned(item)
        for distance, party in enumerate(self._near()):
            fit = pronoun_fit(item.description.head or "", party)
            if fit is None or not party.third or self._speaks_of(item, party):
                continue
            score = self._pronoun_score(item, party, fit, learned.get(party, 0.0)) - 0.03 * distance
            enough = 0.0 if item.source and party.spoke else 0.9
            if score > max(best_score, enough):
                best, best_score = party, score
        return best

    def _speaks_of(self, item: Item, party: Party) -> bool:
        """Whether the quoted words that are laid to the item name this party: speakers do not name themselves."""
        if not item.speaks_of:
            return False
        told = (self.items[k].description for k in party.items[-8:])
        return any(t.head in item.speaks_of or t.name in item.speaks_of for t in told)

    def _pronoun_score(self, item: Item, party: Party, fit: float, learned: float) -> float:
        nameless = not party.heads and not party.named
        if not party.spoke and (party.place or (item.source and nameless)):
            return -9.0
        own = [k for k in party.items[-6:] if self.items[k].end <= item.start]
        quoted_by = item.quotation is not None and item.speaker is not None
        if not own or (quoted_by and self.party_of.get(item.speaker or 0) is party):
            return -9.0
        open_words = [
            k
            for k in own
            if (quotation := self.items[k].quotation) is None or quotation == item.quotation or self.items[k].source
        ]
        if not open_words:
            fit -= 0.8
        own = open_words or own
        last = self.items[own[-1]]
        score = fit + _LEARNED * learned
        sentences = item.sentence - last.sentence
        paragraphs = item.paragraph - last.paragraph
        far = 0.25 if party.spoke and item.source else 0.35
        score += 1.0 if sentences == 0 else 0.8 if sentences == 1 else 0.4 if paragraphs == 0 else -far * paragraphs
        if sentences <= 1 and self._opens(own[-1]):
            score += 0.4
        if self.speakers and item.source:
            k, speaker = self.speakers[-1]
            away = item.paragraph - self.items[k].paragraph
            if speaker is party:
                score += 2.0 if away == 0 else 1.1 if away == 1 else 0.5
                score += 0.8 if item.after_quote and away <= 1 else 0.0
        elif party.spoke:
            score += 0.4
        return score + 0.05 * min(len(party.items), 6) + (0.3 if party.spoke and item.source else 0.0)

    def _opens(self, k: int) -> bool:
        """Whether an item is the first of its sentence."""
        return k == 0 or self.items[k - 1].sentence != self.items[k].sentence
