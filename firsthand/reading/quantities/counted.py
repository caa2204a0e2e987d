"""What a number counts: the head noun after it, found by closed word classes and the shape of English plurals.

A count of more than one takes a plural, so the first plural in the run of words after the number is the head ("eight
mobilized Russian soldiers left" counts soldiers), unless it only modifies the next one ("two sports clubs"). The run
ends at punctuation and at words that no noun phrase goes over: prepositions, pronouns, auxiliaries, verbs of report.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from firsthand.reading.name_tables import words_of

_STOPS = words_of(
    "a an the this that these those he she it they we you i his its our their my your him them us me who whom whose "
    "which what where when why how there here and or but nor yet so if as than because since while although though "
    "until unless whether of in on at to from by with for without about above over across after against along among "
    "around before behind below beneath beside besides between beyond despite during except inside into like near off "
    "onto out outside past per through throughout toward towards under up down upon via within amid plus minus versus "
    "vs including excluding according following regarding concerning be is are was were been being am do does did "
    "done has have had having will would shall should can could may might must not no said say says told tell tells "
    "asked added reported claimed left leave leaving came come coming went go going took take taking got get getting "
    "gave give giving made make making found find saw see seen knew know think believed became become remained remain "
    "began begin started died die survived fled flee voted vote showed show shown wanted want needed need live met "
    "meet agreed agree rose fell grew won win lost lose ran run held hold stood stand also only just even still "
    "already later earlier ago away apart together today yesterday tomorrow tonight now then too very again once "
    "twice soon each every both either neither all any some such none nobody nothing something himself herself itself "
    "themselves ourselves almost nearly roughly approximately percent percentage respectively instead however whereas "
    "whenever wherever monday tuesday wednesday thursday friday saturday sunday january february march april june "
    "july august september october november december due owing thanks based involved compared altogether amounting "
    "feared thought presumed appear appeared seem seemed face faced facing continue continued keep kept let put set "
    "cut call called refused decided asking saying given goes comes gets gives takes makes becomes using causing "
    "forcing prompting raising bringing sending worth alone else least most believe"
)
_IRREGULAR = words_of(
    "people men women children police troops feet teeth mice geese wives lives knives thieves cattle sheep fish deer "
    "aircraft spacecraft warcraft watercraft hovercraft personnel staff crew livestock poultry salmon trout alumni "
    "bacteria phenomena criteria media data series species headquarters crossroads barracks means works folk folks "
    "fungi cacti nuclei stimuli larvae corps youth kin clergy others grown-ups passers-by passersby bystanders "
    "sons-in-law daughters-in-law mothers-in-law fathers-in-law runners-up brethren oxen dice offspring buses gases "
    "viruses bonuses campuses censuses lenses menus gurus taxis skis bus-loads referenda memoranda fora spectra swine "
    "bison cod tuna squid shrimp quail grouse hertz vertebrae faithful unemployed homeless attorneys-general"
)
_NOT_MEN = words_of("yemen bremen carmen omen abdomen specimen regimen acumen stamen semen ramen amen hymen lumen")
_SINGULAR_S = words_of(
    "news politics physics economics mathematics ethics athletics gymnastics always perhaps towards afterwards "
    "overseas whereas its his this was has does as us plus across thus yes less vs indoors outdoors upstairs "
    "downstairs besides nevertheless nonetheless sometimes backwards forwards christmas chess diabetes hostess gas "
    "bias canvas atlas alias texas kansas arkansas illinois massachusetts paris athens brussels naples algiers hamas "
    "reuters congress netherlands philippines honduras cyprus laos wales mars memphis dallas columbus james jones "
    "williams davis adams hughes andrews thomas lewis harris charles wells angeles vegas orleans buenos aires caracas "
    "damascus tunis cannes versailles reims maldives bahamas emirates seychelles barbados indies des moines u.s"
)
_PLURAL_MODIFIERS = words_of(
    "sports arms goods savings sales systems operations communications services human-rights rights customs "
    "defense-systems weapons narcotics drugs games women children jobs works bonds futures securities parks awards "
    "elections affairs relations resources statistics appeals claims benefits crew staff police youth media data fish "
    "sheep deer cattle livestock personnel poultry shrimp salmon tuna series"
)
"""Plurals and collectives that often stand before the noun that is counted ("two sports clubs")."""
_UNIONS = words_of("unions associations federations leagues guilds syndicates")
"""What plurals without an apostrophe stand before ("two teachers unions")."""
CASUALTY = words_of(
    "dead killed injured wounded hurt missing hospitalised hospitalized displaced arrested detained homeless rescued "
    "evacuated infected unaccounted-for trapped dead-or-missing"
)  # fmt: skip
"""Participles and adjectives that tell what became of people, and stand for them where no noun does."""
PEOPLE = words_of(
    "people persons soldiers troops men women children civilians residents workers passengers victims students "
    "officers members voters patients prisoners refugees migrants protesters police policemen firefighters employees "
    "staff villagers conscripts fighters militants rebels insurgents gunmen suspects hostages teachers pupils boys "
    "girls teenagers adults babies infants journalists doctors nurses miners sailors pilots tourists survivors deaths "
    "fatalities casualties injuries bodies arrests"
)
_ONE = words_of(
    "person soldier man woman child boy girl civilian resident worker passenger victim student officer policeman "
    "policewoman patient prisoner refugee migrant protester demonstrator firefighter employee villager conscript "
    "fighter militant rebel insurgent gunman suspect hostage teacher pupil teenager adult baby infant journalist "
    "doctor nurse miner sailor pilot tourist survivor death fatality casualty injury body arrest vote seat case bomb "
    "missile drone rocket shell shot bullet tank helicopter house home building vehicle car bus truck ship boat plane "
    "goal point"
)
"""What a lone "one" counts; before other nouns it is as often no count ("one thing", "one way", "one day")."""
_WORD = re.compile(
    r"(?P<gap>\s+[“\"‘(]?|-\s(?:and|or|to)\s|-)(?P<word>(?:\d[\d.,]{0,6}-)?[^\W\d_]{1,40}(?:[-.&’'][^\W\d_]{1,40}){0,6})(?P<after>[’'](?!\w))?"
)
_LONGEST = 7  # words from the number to its head


class Counted(NamedTuple):
    """The words for what is counted: the head noun as it stands, and where it ends."""

    unit: str
    end: int


def counted_after(
    text: str, at: int, end: int, value: float, *, titled: bool = False, share: bool = False
) -> Counted | None:
    """What a number that ends at ``at`` counts, looked for no further than ``end``; None where no noun shows.

    ``titled``: the words are a headline with capitals throughout, so capitals tell no names. ``share``: the number is
    a fraction, whose whole may be in the singular ("half of the village").
    """
    fallback: Counted | None = None
    last: Counted | None = None
    for _ in range(_LONGEST):
        match = _WORD.match(text, at, end)
        if match is None:
            break
        word, lower = match["word"], match["word"].lower()
        if lower in _STOPS or (match["gap"][0] == "-" and last is None):
            break
        at = match.end()
        bare, _, clitic = lower.rpartition("’" if "’" in lower else "'")
        if clitic == "s" and bare:  # "two women's bodies"; "two of Russia's tanks"
            last = None
            continue
        here = Counted(word, match.end("word"))
        if lower in _ONE if value == 1 and not share else is_plural(lower):
            if match["after"]:
                return here
            proper = (word[0].isupper() and not titled) or "-" in word
            following = _WORD.match(text, at, end)
            if following is None or not _goes_on(lower, following["word"], proper):
                return here
            fallback = fallback or here
        elif lower in CASUALTY:
            if fallback is None:
                fallback = here
        elif match["after"]:
            break
        last = here
    if fallback:
        return fallback
    return last if share else None


def _goes_on(plural: str, word: str, proper: bool) -> bool:
    """Whether the word after a plural shows that the plural was no head: "three Hamas fighters", "two sports clubs"."""
    lower = word.lower()
    if lower in _STOPS:
        return False
    if proper:
        return is_plural(lower) or word[0].isupper()
    return lower in _UNIONS or (plural in _PLURAL_MODIFIERS and is_plural(lower))


def is_plural(word: str) -> bool:
    """Whether the word, in lower case, has the shape of a plural noun."""
    if word in _IRREGULAR:
        return True
    if word.endswith(("men", "folk")):
        return word.endswith(("smen", "women")) or (word.endswith("men") and len(word) > 5 and word not in _NOT_MEN)
    if "-" in word:
        word = word.rpartition("-")[2]
    return (
        len(word) > 3
        and word.endswith("s")
        and not word.endswith(("ss", "us", "is", "’s", "'s"))
        and word not in _SINGULAR_S
    )
