"""When two personal names can be one person's: spellings, transliterations, initials, nicknames, order of the parts.

The folding of transliterations follows the usual romanisations of Cyrillic (BGN/PCGN, ISO 9, passport spelling) and
Arabic names (Zelensky, Zelenskyy, Zelenskiy; Mohammed, Muhammad): letters that these write differently are made one.
A masculine and a feminine ending stay two (Rahimov, Rahimova).
"""

from __future__ import annotations

import re
from functools import lru_cache

from firsthand.gazetteer.folding import fold_word
from firsthand.reading import name_tables as tables

_NICKNAMES = (
    "william bill will billy liam willy", "robert bob rob bobby robbie bert", "richard dick rick rich ricky",
    "james jim jimmy jamie", "john jack johnny jon", "jonathan jon", "joseph joe joey", "michael mike mick mickey",
    "thomas tom tommy", "charles charlie chuck chas", "edward ed eddie ted ned", "anthony tony ant",
    "andrew andy drew", "daniel dan danny", "david dave davey", "steven steve stephen stefan", "matthew matt",
    "christopher chris kit", "nicholas nick nicky", "benjamin ben benny", "samuel sam sammy", "alexander alex sasha "
    "aleksandr oleksandr alexandr aleksander al sandy", "gregory greg", "kenneth ken kenny", "ronald ron ronnie",
    "donald don donnie", "timothy tim", "patrick pat paddy padraig", "peter pete pyotr petro", "philip phil phillip",
    "lawrence larry laurie", "francis frank", "frederick fred freddie", "gerald gerry jerry", "jeffrey jeff geoff "
    "geoffrey", "leonard len lenny leo", "raymond ray", "vincent vince", "walter walt", "henry harry hank",
    "martin marty", "douglas doug", "eugene gene", "arthur art", "albert al bert", "stuart stu stewart",
    "elizabeth liz beth lizzie betty eliza", "margaret maggie meg peggy", "katherine kate cathy kathy katie catherine "
    "kathryn katy", "jennifer jen jenny", "patricia pat patty trish", "barbara barb", "susan sue susie",
    "deborah deb debbie debra", "rebecca becky", "victoria vicky tori", "christine chris chrissy tina", "judith judy",
    "jessica jess", "pamela pam", "samantha sam", "alexandra alex sasha", "nancy nan", "anne annie ann anna",
    "vladimir volodymyr vova", "dmitry dmytro dima", "sergey serhiy sergei serhii", "nikolai mykola kolya nikolay",
    "mikhail mykhailo", "andrei andriy andrey", "pavel pavlo", "evgeny yevhen yevgeny eugene", "igor ihor",
    "oleg oleh", "alexei oleksiy alexey aleksei", "yuri yuriy iurii", "konstantin kostyantyn", "vasily vasyl",
    "elena olena yelena", "natalia nataliya natasha", "tatiana tetiana tatyana", "olga olha", "irina iryna",
    "muhammad mohammed mohamed mohammad mohamad muhammed mohamet mohd", "ahmad ahmed", "yusuf youssef yousef yousuf",
    "husain hussein hossein hussain husayn", "hasan hassan", "abdullah abdallah abdulla", "ibrahim ebrahim",
    "khalid khaled", "mahmud mahmoud mahmood", "said saeed sayed", "umar omar", "usman osman uthman othman",
    "jose pepe", "francisco paco pancho", "ignacio nacho", "giuseppe beppe peppe", "johannes hans jan johann",
)  # fmt: skip
_NICKNAME_OF: dict[str, frozenset[int]] = {}
for _number, _family in enumerate(_NICKNAMES):
    for _form in _family.split():
        _NICKNAME_OF[_form] = _NICKNAME_OF.get(_form, frozenset()) | {_number}

_COMMON = tables.words_of(
    "smith jones williams brown taylor davies wilson evans thomas johnson roberts walker wright robinson thompson "
    "white hughes edwards green hall wood harris lewis martin jackson clarke clark turner hill cooper ward moore "
    "morris miller davis garcia rodriguez martinez hernandez lopez gonzalez perez sanchez ramirez torres flores "
    "rivera gomez diaz silva santos oliveira souza pereira costa ferreira wang li zhang liu chen yang huang zhao "
    "wu zhou lin kim lee park choi jung kang cho nguyen tran le pham singh kumar sharma patel khan ahmed ali "
    "hussain begum shah ivanov smirnov kuznetsov popov petrov mueller muller schmidt schneider fischer meyer "
    "weber rossi russo ferrari bianchi murphy kelly ryan byrne walsh sullivan oconnor andersson johansson hansen "
    "jensen nielsen yilmaz kaya demir suzuki sato tanaka watanabe takahashi ito yamamoto nakamura kobayashi "
    "otieno kamau mohamed ibrahim hassan novak kovac horvat"
)
"""Family names that so many bear that a full name with one of them alone does not tell a person."""
_PARTICLES = tables.PARTICLES | tables.words_of("ul ud ad as ash")
_ROMANISED = (
    (re.compile(r"(?:skyy|skyj|skyi|skiy|skij|skii|ski|sky|zkyi|tsky|tski|cki|cky)$"), "ski"),
    (re.compile(r"(?:skaya|skaia|skaja|ska)$"), "ska"),
    (re.compile(r"(?:iyy|iy|yy|yi|ij|ii|ey|ei|ai|ay|iu|y)$"), "i"),
    (re.compile(r"kh|ch(?=[^aeiouy]|$)|q|ck"), "k"), (re.compile(r"ph"), "f"), (re.compile(r"sch|shch|tch|tsch"), "sh"),
    (re.compile(r"dzh|dj|zh"), "j"), (re.compile(r"ou|oo|u"), "u"), (re.compile(r"ee|ie|ye|je"), "e"),
    (re.compile(r"ya|ja|ia"), "ia"), (re.compile(r"yo|jo|io"), "o"), (re.compile(r"yu|ju|iu"), "u"),
    (re.compile(r"tz|cz"), "ts"), (re.compile(r"w"), "v"), (re.compile(r"x"), "ks"), (re.compile(r"gh"), "g"),
    (re.compile(r"ae|oe|ue"), "e"), (re.compile(r"c(?=[eiy])"), "s"), (re.compile(r"c(?!h)"), "k"),
    (re.compile(r"y"), "i"),
    (re.compile(r"(.)\1+"), r"\1"),
)  # fmt: skip


@lru_cache(maxsize=8192)
def name_words(name: str) -> tuple[str, ...]:
    """The folded words of a personal name without titles in front and suffixes behind; a handle stays whole."""
    if name.startswith("@"):
        return (name.casefold(),)
    parts = name.replace("’", "'").removesuffix("'s").replace("-", " ").split()
    while len(parts) > 1 and parts[0].casefold().rstrip(".") in tables.HONORIFICS.keys() | tables.TITLES:
        parts = parts[1:]
    while len(parts) > 1 and parts[-1].casefold().strip(".,") in tables.SUFFIXES:
        parts = parts[:-1]
    words = [part for word in parts for part in (_initials(word) or fold_word(word))]
    kept = [w for w in words if w not in _PARTICLES] or words
    return tuple(kept)


def _initials(word: str) -> tuple[str, ...]:
    """ "V.K." is two initials."""
    letters = word.split(".")
    return tuple(c.lower() for c in letters if c) if "." in word and all(len(c) < 2 for c in letters) else ()


@lru_cache(maxsize=16384)
def sound_of(word: str) -> str:
    """One spelling for the romanisations of a name's word: "zelenskyy" and "zelensky" give the same."""
    for pattern, plain in _ROMANISED:
        word = pattern.sub(plain, word)
    return word


def is_common(words: tuple[str, ...]) -> bool:
    """Whether a full name is borne by too many to tell a person."""
    return len(words) == 2 and words[-1] in _COMMON and (words[0] in _NICKNAME_OF or words[0] in _COMMON)


def name_likeness(a: tuple[str, ...], b: tuple[str, ...]) -> tuple[float, bool]:
    """How well two personal names (``name_words``) go together, 0 to 1, and whether one is only part of the other.

    1: the same words. 0.9 and more: transliterations, another order, a title or middle name more. 0.8: an initial for
    the given name. 0.6: the family name alone. 0.4: the given name alone. 0: two names.
    """
    if not a or not b:
        return 0.0, False
    if len(a) > len(b):
        a, b = b, a
    if len(a) == 1:
        return _alone("".join(a), b)
    if a == b:
        return 1.0, False
    if sorted(map(sound_of, a)) == sorted(map(sound_of, b)):
        return 0.95, False
    if len(b) > len(a) and all(map(_alike, a, b[-len(a) :])):
        return 0.92, False
    first, last, given, rest = a[0], a[-1], b[0], b[1:]
    family = _alike(last, rest[-1])
    if family:
        return max(_given(first, word) for word in b[:-1]) * family, False
    if len(rest) > 1 and _alike(first, given) and any(_alike(last, word) for word in rest):
        return 0.88, False  # the first of two family names
    return 0.0, False


def _alone(word: str, full: tuple[str, ...]) -> tuple[float, bool]:
    if len(full) == 1:
        return _alike(word, "".join(full)), False
    if _alike(word, full[-1]):
        return 0.6, True
    if len(full) > 2 and _alike(word, full[-2]):
        return 0.5, True
    return (0.4, True) if _alike(word, next(iter(full))) else (0.0, False)


def _given(a: str, b: str) -> float:
    if a == b:
        return 1.0
    if 1 in (len(a), len(b)):
        return 0.85 if a[0] == b[0] else 0.0
    if _NICKNAME_OF.get(a, frozenset()) & _NICKNAME_OF.get(b, frozenset()):
        return 0.92
    return _alike(a, b)


@lru_cache(maxsize=16384)
def _alike(a: str, b: str) -> float:
    """1 for one word, 0.95 for one in two romanisations, 0.85 for a slip of one letter in a long one; else 0."""
    if a == b:
        return 1.0
    if 1 in (len(a), len(b)):
        return 0.0
    x, y = sound_of(a), sound_of(b)
    if x == y and len(x) > 1:
        return 0.95
    if min(len(a), len(b)) >= 6 and a[0] == b[0] and a[-1] == b[-1] and _one_apart(x, y):
        return 0.85
    return 0.0


def _one_apart(a: str, b: str) -> bool:
    """Whether one letter more, less or other makes one word the other."""
    if len(a) > len(b):
        a, b = b, a
    if len(b) - len(a) > 1:
        return False
    start = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), len(a))
    return a[start + (len(a) == len(b)) :] == b[start + 1 :]
