"""Names of news outlets: what they look like, and which names a text itself shows to be outlets'."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

NEWS_NOUN = (
    r"(?:newspaper|paper|news\s+(?:agency|site|website|outlet|channel|service|portal|organi[sz]ation)|agency"
    r"|wire\s+service"
    r"|broadcaster|website|site|portal|channel|station|network|magazine|daily|weekly|tabloid|broadsheet"
    r"|publication|outlet"
    r"|newsletter|blog|journal|radio|podcast|programme|program)"
)
"""A common noun for an outlet."""

_CAPITAL = r"[A-ZÀ-ÖØ-ÞŠŽČĆĐŁŚŻŹĘĄА-ЯЁІЇЄҐΑ-Ω]"
_NAME_WORD = rf"(?:{_CAPITAL}[\w’'&.+-]{{0,30}}(?<![.,’'])|\d+(?=\s+{_CAPITAL})|&)"
NAME = (
    rf"(?<![\w@])(?:[Tt]he\s+)?{_CAPITAL}[\w&.+-]{{0,30}}(?<![.,])"
    rf"(?:(?:\s+(?:of|and|de|del|della|di|du|des|der|die|das|den|la|le|el|il|al|am|zu)){{0,2}}\s+{_NAME_WORD}){{0,5}}"
)
"""A capitalised name, with the small words that names hold."""


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


_NEWS_WORDS = _words(
    """
    times post news newspaper herald daily gazette tv television radio wire press standard chronicle courier tribune
    journal telegraph guardian mail express mirror star observer independent sentinel record register bulletin echo
    examiner globe monitor dispatch despatch inquirer enquirer review weekly today magazine broadcasting network channel
    newsroom online ledger argus advertiser mercury reporter messenger insider correspondent digest newswire wires
    broadcaster agency media fm telegram intelligencer picayune republic constitution plain dealer bee tageblatt
    zeitung presse tagblatt allgemeine rundschau spiegel monde figaro corriere gazzetta giornale repubblica mundo pais
    pravda izvestia novosti vesti vedomosti gazeta gazette novine vecer vjesnik dnevnik delo post-gazette
    sun-times post-dispatch journal-constitution evening morning bugle
    glasnik vestnik kurir kurier dziennik blatt nachrichten anzeiger diario periodico noticias jornal folha correio
    depeche vijesti večer sabah hurriyet asahi shimbun ilbo ribao
    """
)
_KNOWN = _words(
    """
    reuters ap afp associated-press agence-france-presse tass ria interfax xinhua ansa dpa efe pa upi kyodo yonhap
    anadolu bloomberg cnn bbc npr pbs abc cbs nbc msnbc cnbc fox-news sky-news itv cbc rte rté ard zdf nhk
    al-jazeera politico axios newsweek time forbes fortune vox vice slate salon buzzfeed huffpost huffington-post
    breitbart wapo nyt wsj meduza kommersant deutsche-welle dw france-24 euronews haaretz economist atlantic
    new-yorker hill c-span gannett mcclatchy propublica bellingcat new-republic mother-jones national-review
    vanity-fair rolling-stone
    """
)
_NOT_OUTLETS = _words(
    """
    congress parliament senate house commons lords council committee court commission ministry minister department
    cabinet government kremlin pentagon white-house police university college school church hospital party union nato
    un eu united-nations assembly bundestag knesset duma board trust association federation foundation institute club
    republicans democrats americans russians ukrainians british monday tuesday wednesday thursday friday saturday sunday
    january february march april may june july august september october november december god jesus i he she they we it
    facebook twitter instagram whatsapp tiktok youtube telegram reddit x mr mrs ms dr president senator governor judge
    inc ltd corporation bank group agency company campaign administration office embassy army service
    """
)
_PLATFORM = r"(?:Telegram|Facebook|Twitter|X|Instagram|WhatsApp|TikTok|YouTube|Truth\s+Social|Reddit|VK|Weibo|LinkedIn)"
PLATFORM = re.compile(rf"\b{_PLATFORM}\b(?![\w’'-])")
"""A network on which people publish for themselves."""

_DOMAIN = re.compile(r"\.(?:com|org|net|news|info|co\.uk|[a-z]{2})$", re.I)
_CAMEL = re.compile(r"^(?!Fitz|Mac|Van|Vander|De|La|Le|Mc|Di|Du)[A-Z][a-z]{2,}[A-Z0-9]\w*$")
_SPLIT = re.compile(r"[\s]+")
_USED_AS_OUTLET = re.compile(
    rf"(?P<a>{NAME})(?:\s+(?:first|also|earlier|has|had|previously)){{0,2}}\s+(?:reported|reports|has\s+reached\s+out"
    rf"|has\s+contacted|could\s+not\s+(?:independently\s+|immediately\s+)?(?:verify|confirm)"
    rf"|was\s+(?:not\s+able|unable)\s+to\s+(?:independently\s+)?verify)\b"
    rf"|\b(?:the|a|an)\s+(?:[\w’'-]{{1,30}}\s+){{0,3}}?{NEWS_NOUN}\s+(?P<b>{NAME})"
    rf"|(?P<c>{NAME}),\s+(?:a|an|the)\s+(?:[\w’'-]{{1,30}}\s+){{0,3}}{NEWS_NOUN}\b(?![’']|\s+(?:said|says"
    rf"|report|wrote|add))"
    rf"|\b(?:told|to)\s+(?P<d>{NAME})[’']s?\s+(?:correspondent|reporter|newsroom|journalist)s?\b"
)


_HINT = re.compile(
    rf"\b(?:report(?:ed|s|er|ers)|reached\s+out|contacted|could\s+not|not\s+able|unable|correspondents?|newsroom"
    rf"|journalists?|{NEWS_NOUN})\b"
)
_AROUND = 160  # characters around a hint: a name, its description and the verb


def clean_name(words: str) -> str:
    """An outlet's name without its article, on one line: "the Morning Anvil" becomes "Morning Anvil"."""
    name = re.sub(r"[’']s?$", "", " ".join(words.split()))
    return re.sub(r"^[Tt]he\s+(?=\S)", "", name)


def is_outlet(name: str, known: Sequence[str] = (), persons: Sequence[str] | None = None) -> bool:
    """Whether a capitalised name is a news outlet's: by its form, or because it is one of ``known``.

    With ``persons`` (all names of people in the report) any other name that is no institution counts too; without them
    only a name that shows it.
    """
    name = clean_name(name)
    words = [word.lower().strip(".,’'") for word in _SPLIT.split(name) if word]
    if not words:
        return False
    if any(same_outlet(name, other) for other in known):
        return True
    if any(_is_part(words, person) for person in persons or ()):
        return False
    if "-".join(words) in _KNOWN or (len(words) > 1 and words[0] in _KNOWN):
        return True
    if "-".join(words) in _NOT_OUTLETS or words[0] in ("mr", "mrs", "ms", "dr", "president", "senator", "judge"):
        return False
    if any(word in _NEWS_WORDS for word in (words if len(words) > 1 else ())):
        return True
    if any(_DOMAIN.search(word) or _CAMEL.match(word) for word in name.split()):
        return True
    return persons is not None and not any(word in _NOT_OUTLETS for word in words)


def same_outlet(one: str, other: str) -> bool:
    """Whether two names are one outlet's: equal, or the shorter a run of words that begins or ends the longer."""
    a, b = (clean_name(name).lower().split() for name in (one, other))
    if len(a) > len(b):
        a, b = b, a
    return bool(a) and (b[: len(a)] == a or b[-len(a) :] == a)


def outlets_shown(text: str) -> tuple[tuple[int, int, str], ...]:
    """Names that the text itself uses as an outlet's, as (start, end, cleaned name), in the order of the text.

    "NAME reported", "the newspaper NAME", "NAME, a weekly".
    """
    found: list[tuple[int, int, str]] = []
    for match in _uses(text):
        group = match.lastgroup or ""
        if not group:
            continue
        name = clean_name(match[group])
        named_as_one = group in ("b", "c")
        if name and (named_as_one or is_outlet(name)):
            found.append((match.start(group), match.end(group), name))
    return tuple(found)


def _uses(text: str) -> Iterator[re.Match[str]]:
    """Uses as an outlet's name, looked for only around words that can show one: names are dear to look for."""
    done = 0
    for hit in _HINT.finditer(text):
        start, stop = max(done, hit.start() - _AROUND), min(len(text), hit.end() + _AROUND)
        if start >= stop:
            continue
        for match in _USED_AS_OUTLET.finditer(text, start, stop):
            if match.start() >= done:
                done = match.end()
                yield match


def _is_part(words: Sequence[str], person: str) -> bool:
    theirs = person.lower().split()
    return bool(theirs) and all(word in theirs for word in words)
