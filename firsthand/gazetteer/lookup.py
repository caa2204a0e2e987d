"""Finding places by name in the gazetteer."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache

from firsthand.gazetteer.folding import LEADING, MOST_WORDS, fold, fold_word, join_folded
from firsthand.gazetteer.store import ENTRY_BITS, FORM_BITS, FORMS, Entry, Match, Store, hash_of, store

_ENTRY, _FORM = (1 << ENTRY_BITS) - 1, (1 << FORM_BITS) - 1
_JOINTS = {"-", "‐", "‑", "–", ".", "'", "’", "/"}
"""Tokens that a name may have inside it when a tokenizer has cut it up."""


def lookup(name: str) -> tuple[Match, ...]:
    """Every place that ``name`` may mean, the most populous first; empty when none has this name.

    Case, diacritics, hyphens, apostrophes and full stops do not matter for finding, but ``Match.cased`` tells whether
    the capitals are those of such a name. A possessive's "'s" is the caller's to cut off.
    """
    return _matches(store(), name)


def names_in(words: Sequence[str], start: int) -> tuple[int, ...]:
    """The numbers of words n for which ``words[start : start + n]`` is a name in the gazetteer, longest first.

    ``words`` are tokens as a text has them; hyphens and full stops may be tokens of their own.
    """
    the = fold_word(words[start]) == ("the",) and start + 1 < len(words)
    opening = fold_word(words[start + the])
    if not opening:
        return ()
    places = store()
    lengths = _lengths(places, LEADING.get(opening[0], opening[0])) | 1
    folded: list[str] = []
    found: list[int] = []
    for n in range(start + the, min(len(words), start + the + 2 * MOST_WORDS)):
        parts = fold_word(words[n])
        if not parts and words[n] not in _JOINTS:
            break
        folded += parts
        if len(folded) > lengths.bit_length():
            break
        if parts and lengths >> (len(folded) - 1) & 1 and _rows(places, join_folded(folded)):
            found.append(n - start + 1)
    return tuple(reversed(found))


def entry(index: int) -> Entry:
    """The place with this index. Raises ``IndexError`` when there is none."""
    places = store()
    if not 0 <= index < places.count:
        raise IndexError(f"no place {index} in the gazetteer: it has {places.count}")
    return places.entry(index)


def region(code: str) -> Entry | None:
    """The first-level region with a GeoNames code such as "US.TX"; ``None`` when there is none."""
    places = store()
    number = places.region_number.get(code)
    return None if number is None else places.entry(places.sections["region_entry"][number])


def country(code: str) -> Entry | None:
    """The country with an ISO 3166-1 code of two letters; ``None`` when there is none."""
    places = store()
    number = places.country_number.get(code)
    return None if number is None else places.entry(places.sections["country_entry"][number])


def district(place: Entry) -> Entry | None:
    """The second-level district that a place lies in; ``None`` when it is not known."""
    places = store()
    number = places.sections["district"][place.index]
    return places.entry(places.sections["district_entry"][number]) if number else None


@lru_cache(maxsize=1024)  # a report names the same few places again and again
def _matches(places: Store, name: str) -> tuple[Match, ...]:
    key = fold(name)
    if not key:
        return ()
    capitals = any(c.isupper() for c in name)
    upper = capitals and name.isupper()
    matches: list[Match] = []
    try:
        for row in _rows(places, key):
            posting = places.postings[row]
            form = FORMS[(posting >> ENTRY_BITS) & _FORM]
            abbreviation = posting >> (ENTRY_BITS + FORM_BITS)
            matches.append(Match(places.entry(posting & _ENTRY), form, upper if abbreviation else capitals))
    except IndexError as error:
        raise places.damaged(error) from error
    return tuple(matches)


def _rows(places: Store, key: str) -> range:
    bucket, wanted = hash_of(key)
    end = places.buckets[bucket + 1]
    first = row = bisect_left(places.hashes, wanted, places.buckets[bucket], end)
    while row < end and places.hashes[row] == wanted:
        row += 1
    return range(first, row)


def _lengths(places: Store, word: str) -> int:
    """In how many words the names that begin with ``word`` come, bit n - 1 for n words; 0 when none has several."""
    wanted = hash_of(word)[1]
    row = bisect_left(places.first_hashes, wanted)
    if row < len(places.first_hashes) and places.first_hashes[row] == wanted:
        return places.first_lengths[row]
    return 0
