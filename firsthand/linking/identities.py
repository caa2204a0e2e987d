"""One source over all reports: appearances brought together, with a person's decisions above the machine's.

The result depends on the set of appearances and the order of decisions alone, not on the order of adding: pairs are
joined from the likeliest down (single-link clustering with cannot-link constraints), ties by the names of the reports.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import combinations

from msgspec.structs import replace

from firsthand.linking.identity_bodies import (
    acronym_of,
    body_words,
    crowd_class,
    initials_of,
    organisation_likeness,
    specific_words,
)
from firsthand.linking.identity_likeness import event_likeness, same_source
from firsthand.linking.identity_names import sound_of
from firsthand.linking.identity_parts import Appearance, Decided, Identity, Likeness, Ref

SAME = 0.5
"""From this likeness on two appearances are one source."""
_MARGIN = 0.1
"""A short name that fits two different sources this nearly alike goes to neither."""
_WINDOW = 32
"""With how many of the nearest in time an appearance is compared, of those that share a key."""
_MOST_PLACES = 12
_SPEAKS = 0.6
"""From this likeness on somebody speaks for an organisation."""

Key = tuple[str, str]
"""(report, source)."""


def keys_of(appearance: Appearance) -> tuple[str, ...]:
    """The keys under which an appearance is looked up: only those that share one can be one source, sorted.

    A name's words as they sound; an organisation's telling words and its acronym; of what has no telling name, its
    noun with each name that the report mentions.
    """
    a = appearance
    keys: set[str] = set()
    if a.kind != "unnamed" and a.category == "person":
        keys.update(f"n:{sound_of(word)}" for word in {a.name_words[0], a.name_words[-1]} if len(word) > 1)
        keys.add("o:" + "".join(a.name_words))
        return tuple(sorted(keys))
    if a.category == "organisation" or a.own:
        telling = specific_words(a.words)
        keys.update(f"o:{word}" for word in telling)
        if not telling:
            keys.add("o:" + " ".join(sorted(a.words)))
        keys.add("o:" + "".join(a.words))
        short = acronym_of(a.name)
        keys.update(f"a:{letters}" for letters in ([short] if short else initials_of(a.name)))
        nouns = {word for word in a.words if word not in telling and word[0] != "@"}
    else:
        nouns = {crowd_class(head) for head in a.heads}
    keys.update(f"u:{noun}@{name}" for noun in nouns for name in a.context[:_MOST_PLACES])
    return tuple(sorted(keys))


def fold(
    appearances: Iterable[Appearance],
    decisions: Sequence[Decided] = (),
    linked: Collection[frozenset[str]] = (),
) -> tuple[Identity, ...]:
    """The identities behind a set of appearances, the earliest first.

    ``decisions`` in the order in which they were taken. ``linked``: pairs of reports of which one was made from the
    other, or both from a third. Two sources of one report are never one, except by a decision.
    """
    members = sorted(appearances, key=_key)
    clusters = _Clusters(members)
    _decide(members, decisions, clusters)
    links = set(linked)
    found: list[tuple[float, Key, Key, Likeness]] = []
    for a, b in _candidates(members):
        likeness = same_source(a, b, frozenset((a.report, b.report)) in links)
        if likeness.barred:
            clusters.bar(_key(a), _key(b))
        elif likeness.score >= SAME:
            found.append((likeness.score, _key(a), _key(b), likeness))
    for _, one, other, _ in sorted(_unambiguous(found, clusters), key=lambda pair: (-pair[0], pair[1], pair[2])):
        clusters.join(one, other)
    identities = [_identity(group) for group in clusters.groups()]
    identities = sorted(identities, key=lambda pair: pair[0].appearances[0])
    return _with_principals(identities)


class _Clusters:
    """Groups of appearances, and which of them must stay apart."""

    def __init__(self, members: Sequence[Appearance]) -> None:
        self.of: dict[Key, set[Key]] = {_key(a): {_key(a)} for a in members}
        self.member = {_key(a): a for a in members}
        self.apart: dict[Key, set[Key]] = defaultdict(set)
        self.together: set[frozenset[Key]] = set()

    def bar(self, one: Key, other: Key) -> None:
        if frozenset((one, other)) not in self.together:
            self.apart[one].add(other)
            self.apart[other].add(one)

    def allowed(self, one: Key, other: Key) -> bool:
        group, rest = self.of[one], self.of[other]
        small, large = (group, rest) if len(group) < len(rest) else (rest, group)
        return all(self.apart[key].isdisjoint(large) for key in small)

    def join(self, one: Key, other: Key, *, decided: bool = False) -> bool:
        group, rest = self.of[one], self.of[other]
        if group is rest:
            return True
        if not self.allowed(one, other) or (not decided and self._unmasks(group, rest)):
            return False
        if len(group) < len(rest):
            group, rest = rest, group
        group |= rest
        for key in rest:
            self.of[key] = group
        return True

    def _unmasks(self, group: set[Key], rest: set[Key]) -> bool:
        """Whether the two together would give a name to somebody unnamed, or a fuller one to a pseudonym."""
        people = [a for key in (*group, *rest) if (a := self.member[key]).category == "person"]
        named = [len(a.name_words) for a in people if a.kind == "named"]
        pseudonyms = [len(a.name_words) for a in people if a.kind == "pseudonymous"]
        unnamed = any(a.kind == "unnamed" for a in people)
        return bool(named) and (unnamed or (bool(pseudonyms) and max(named) > min(pseudonyms)))

    def groups(self) -> list[list[Appearance]]:
        distinct = {id(group): group for group in self.of.values()}
        return [[self.member[key] for key in sorted(group)] for group in distinct.values()]


def _decide(members: Sequence[Appearance], decisions: Sequence[Decided], clusters: _Clusters) -> None:
    """Lays decisions on, the last first: an earlier one holds as far as no later one speaks against it."""
    by_report: dict[str, list[Appearance]] = defaultdict(list)
    for member in members:
        by_report[member.report].append(member)
    for decided in reversed(decisions):
        these = [key for ref in decided.these if (key := _meant(by_report, ref)) is not None]
        those = [key for ref in decided.those if (key := _meant(by_report, ref)) is not None]
        if decided.kind == "merge":
            for one, other in combinations(these, 2):
                if clusters.join(one, other, decided=True):
                    clusters.together.add(frozenset((one, other)))
        else:
            for one in these:
                for other in those:
                    if clusters.of[one] is not clusters.of[other]:
                        clusters.bar(one, other)


def _meant(by_report: Mapping[str, Sequence[Appearance]], ref: Ref) -> Key | None:
    """The appearance with most of its mentions' characters in the stretch."""
    best, most = None, 0
    for appearance in by_report.get(ref.report, ()):
        inside = mentioned_in(appearance, ref)
        if inside > most:
            best, most = _key(appearance), inside
    return best


def mentioned_in(appearance: Appearance, ref: Ref) -> int:
    """How many characters of a stretch of its report mention a source."""
    return sum(max(0, min(m.end, ref.end) - max(m.start, ref.start)) for m in appearance.mentions)


def _candidates(members: Sequence[Appearance]) -> Iterable[tuple[Appearance, Appearance]]:
    """The pairs that share a key, each once; of a key that many share, those near in time, and pairs of one report."""
    by_key: dict[str, list[Appearance]] = defaultdict(list)
    for member in members:
        for key in keys_of(member):
            by_key[key].append(member)
    seen: set[tuple[Key, Key]] = set()
    for key in sorted(by_key):
        block = sorted(by_key[key], key=_when)
        for i, a in enumerate(block):
            for b in block[i + 1 : i + 1 + _WINDOW]:
                pair = (_key(a), _key(b)) if _key(a) < _key(b) else (_key(b), _key(a))
                if pair not in seen:
                    seen.add(pair)
                    yield a, b
    by_report: dict[str, list[Appearance]] = defaultdict(list)
    for member in members:
        by_report[member.report].append(member)
    for sources in by_report.values():
        for a, b in combinations(sources, 2):
            if (_key(a), _key(b)) not in seen:
                yield a, b


def _unambiguous(
    found: Sequence[tuple[float, Key, Key, Likeness]], clusters: _Clusters
) -> list[tuple[float, Key, Key, Likeness]]:
    """The pairs without those by which a short name would go to one of several that it fits nearly alike."""
    best: dict[Key, list[tuple[float, Key]]] = defaultdict(list)
    for score, one, other, _ in found:
        best[one].append((score, other))
        best[other].append((score, one))

    def torn(key: Key, score: float, other: Key) -> bool:
        return any(
            s > score - _MARGIN and other in clusters.apart.get(rival, ()) for s, rival in best[key] if rival != other
        )

    return [
        pair
        for pair in found
        if not pair[3].short or not (torn(pair[1], pair[0], pair[2]) or torn(pair[2], pair[0], pair[1]))
    ]


def _identity(group: Sequence[Appearance]) -> tuple[Identity, Sequence[Appearance]]:
    ordered = sorted(group, key=_when)
    first = ordered[0]
    kinds = {a.kind for a in ordered}
    # Who goes by another name in one report is pseudonymous in all that call them so.
    kind = "pseudonymous" if "pseudonymous" in kinds else "named" if "named" in kinds else "unnamed"
    named = [a for a in ordered if a.kind == kind] or ordered
    fullest = min(named, key=lambda a: (-len(a.name_words or a.words), -len(a.name), _when(a)))
    names = dict.fromkeys([*(a.name for a in ordered), *(alias for a in ordered for alias in a.aliases)])
    names.pop(fullest.name, None)
    start = min((m.start for m in first.mentions), default=0)
    identity = Identity(
        id="i" + hashlib.sha256(f"{first.report}\n{start}\n{first.name}".encode()).hexdigest()[:12],
        name=fullest.name,
        aliases=tuple(names),
        kind=kind,
        category=fullest.category,
        roles=tuple(dict.fromkeys(a.role for a in ordered if a.role)),
        appearances=tuple(_key(a) for a in ordered),
    )
    return identity, ordered


def _with_principals(identities: Sequence[tuple[Identity, Sequence[Appearance]]]) -> tuple[Identity, ...]:
    """Every spokesperson with the identity spoken for: an organisation and who speaks for it are one origin.

    What the words of the role name counts before what merely stands near, and the more frequent before the rarer.
    """
    of = {key: identity.id for identity, _ in identities for key in identity.appearances}
    by_word: dict[str, list[Appearance]] = defaultdict(list)
    for identity, group in identities:
        if identity.kind != "pseudonymous" and identity.category != "document":
            for appearance in group:
                for word in dict.fromkeys(appearance.words or appearance.name_words):
                    by_word[word].append(appearance)
    made: list[Identity] = []
    for identity, group in identities:
        votes: dict[str, float] = defaultdict(float)
        for speaker in group:
            if speaker.speaks_for is None:
                continue
            principal = of.get((speaker.report, speaker.principal or ""))
            if principal is not None:
                votes[principal] += _weight(speaker)
                continue
            rivals = {_key(b): b for word in body_words(speaker.speaks_for) for b in by_word[word]}
            fits = [(speaks_for(speaker, body), of[key]) for key, body in rivals.items() if of[key] != identity.id]
            best = max((fit for fit in fits if fit[0] >= _SPEAKS), default=None)
            if best is not None:
                votes[best[1]] += _weight(speaker) * best[0]
        end = max(votes, key=lambda found: (votes[found], found), default=None)
        made.append(replace(identity, speaks_for=end) if end not in (None, identity.id) else identity)
    return tuple(made)


def _weight(speaker: Appearance) -> float:
    """What one report's word counts: any number of guesses less than what one says outright."""
    told = bool(speaker.speaks_for) and not speaker.guessed and " " in speaker.speaks_for.strip()
    return 1000.0 if told else 1.0


def speaks_for(person: Appearance, organisation: Appearance) -> float:
    """How likely a person is one through whom an organisation speaks, 0 to 1, by the words of the role.

    Its spokesperson, who "speaks for" it, and the head of a firm or an association; a minister, a mayor or an expert
    speaks for himself.
    """
    if person.speaks_for is None or organisation.category in {"group", "document"}:
        return 0.0
    if person.report == organisation.report and person.principal is not None:
        return 1.0 if person.principal == organisation.source else 0.0
    words = body_words(person.speaks_for)
    if organisation.category == "person":  # a name that the reader took for a person's
        return 0.9 if words and words == body_words(organisation.name) else 0.0
    event = event_likeness(person, organisation)
    if not words or (event < 0.5 and words != organisation.words):
        return 0.0
    return organisation_likeness(words, organisation.words, event)[0]


def _key(appearance: Appearance) -> Key:
    return appearance.report, appearance.source


def _when(appearance: Appearance) -> tuple[int, str, str]:
    return appearance.day or 10**9, appearance.report, appearance.source
