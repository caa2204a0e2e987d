# ruff: noqa: RUF001 - dashes and quotation marks are told apart here
"""The forms of the lines that surround a story: datelines, credits, captions and the page's own words.

Only tables of patterns; ``passages`` decides with them, and tries them on short blocks only. All are anchored or
bounded. Conventions: the Reuters Handbook of Journalism and the AP Stylebook.
"""

from __future__ import annotations

import re


def _any(*forms: str, flags: re.RegexFlag = re.IGNORECASE) -> re.Pattern[str]:
    return re.compile("(?:" + "|".join(forms) + ")", flags)


_EXACT = re.RegexFlag(0)

HEADER = re.compile(r"\s*\d{9,11}[ \t]+(\S[^\n]*)")
"""The feed form's first line: when it was captured, in Unix seconds, and the headline (often cut short)."""

QUOTED = re.compile(r"[\"“”«»„]|''|(?<!\w)[‘']\w")
SPEECH = re.compile(
    r"\b(?:sa(?:id|ys)|told|tells|add(?:ed|s)|according to|asked|asks|claim(?:ed|s)|den(?:ied|ies)|warn(?:ed|s)|wrote"
    r"|writes|announce[ds]|report(?:ed|s)|insist(?:ed|s)|replied|argue[ds]|thinks|thought|believe[ds])\b",
    re.IGNORECASE,
)

_MONTH = r"(?:Jan|Feb|March?|Apr|April|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)(?:\.|[a-z]+)?"
_DAY = r"(?:Mon|Tues?|Wednes|Wed|Thurs?|Fri|Satur|Sat|Sun)(?:day|\.)?"
_DATE = rf"(?:(?:{_DAY},? )?(?:{_MONTH} \d{{1,2}}|\d{{1,2}} {_MONTH})(?:,? \d{{4}})?|{_DAY})"
_CLOCK = r"\d{1,2}(?:[:.]\d\d)?(?:\s?[AaPp]\.?[Mm]\.?)?(?: ?[A-Z]{2,4})?"

_CAPITALS = r"[^\W\d_a-z][^\W\d_a-zß-öø-ÿ]+(?:[ '’.-]{1,2}[^\W\d_a-z][^\W\d_a-zß-öø-ÿ]*){0,3}\.?"
_CITY = r"[A-Z][\w'’.-]+(?: [A-Z][\w'’.-]+){0,3}"
_REGION = r"(?:, [A-Z](?:[a-z]+|[A-Z]{0,2}\b|\.)(?:[ .]?[A-Z](?:[a-z]+|\.)){0,2}\.?){0,2}"
_DASH = r"(?:(?:\s?(?:--|[‒–—―])|\s-)(?=\s|\Z)|\s(?:--|[‒–—―])(?=[\"“‘'A-Z]))"
_WIRE = r"\((?![RDI]-)[A-Z][\w.'’/& -]{1,40}\)"  # the agency; (R-Texas) is a party
DATELINE = _any(
    rf"{_CAPITALS}{_REGION}(?:, {_DATE})?(?: {_WIRE})?{_DASH}",  # OSLO, Jan 5 (Agency) -
    rf"{_CITY}{_REGION}(?:, {_DATE})? {_WIRE}{_DASH}",  # Oslo (Agency) -
    rf"{_CITY}{_REGION}, {_DATE}{_DASH}",  # Oslo, Jan 5 -
    rf"(?:{_CITY}{_REGION} )?(?:{_WIRE}|CNN|AP|AFP){_DASH}",  # (Agency) -
    flags=_EXACT,
)
OPENING_DATELINE = _any(
    rf"{_CAPITALS}{_REGION}(?:, {_DATE})?(?:(?<=[A-Z]{{4}}):|(?<=[A-Z]{{3}})\.)(?=\s+[\"“‘']?[A-Z\d])",
    rf"{_CAPITALS}{_REGION}(?:, {_DATE})?[–—](?=[A-Z])",
    flags=_EXACT,
)
"""OSLO: The … / OSLO. Six … / OSLO—The …: only where the story opens, since speakers and labels look the same."""
KICKER = re.compile(
    r"(?:EXCLUSIVE|BREAKING|UPDATED?|LIVE|WATCH|VIDEO|PHOTOS?|OPINION|ANALYSIS|EDITORIAL|COMMENT|FACT|EXPLAIN|NEWS|ALERT"
    r"|INTERVIEW|REVIEW|CORRECTION|FILE|NOTE|ABSTRACT|SUMMARY|BYLINE|TEXT|FULL|TRANSCRIPT|KEY|TOP|MORE|READ|WHAT|WHY|HOW"
    r"|WHO|WHEN|YES|(?:NO|THE|Q|A|I)\b)"
)
"""Capitals that stand where a dateline does but name no place."""

_AGENCY = (
    r"(?:Getty(?: Images)?|Reuters|REUTERS|AP(?: Photo| Images)?|(?:The )?Associated Press|AFP|Agence France-Presse"
    r"|EPA(?:-EFE)?|EFE|UPI|PA(?: Wire| Media| Images)?|DPA|dpa|ANSA|TASS|Anadolu(?: Agency)?|Xinhua|Kyodo|Bloomberg"
    r"|NurPhoto|Shutterstock|Alamy|iStock|Rex(?: Features)?|Sipa(?: USA)?|Zuma(?: Press| Wire)?|Unsplash|Flickr"
    r"|Wikimedia(?: Commons)?|Handout|Pool|POOL|Facebook|Instagram|Twitter|YouTube|Telegram|Screen(?:shot|grab))"
)
_NAME = r"[^\W\d_][\w.'’-]*(?: (?:(?:van|von|de|da|del|der|al|bin|la|le) )?[A-Z][\w.'’-]*){0,4}"
# Jane Doe/Agency, Jane Doe via Agency, Agency Photo/Jane Doe, File, (Photo by Jane Doe/Agency)
_PHOTO_CREDIT = (
    rf"[(\[]?(?:(?:Photo|Picture|Image)s? by )?(?:©\s?)?(?:{_NAME}(?: ?/ ?|, | via | for | \| | - | – ))?"
    rf"{_AGENCY}(?:(?: ?/ ?|, | via | - | – ){_NAME}){{0,2}}[)\]]?\.?"
)
_LABEL = (
    r"[(\[]?(?:(?:file |stock )?(?:photo(?:graph)?|picture|image|pic|illustration|graphic|video)s?"
    r"(?: credit| courtesy(?: of)?)?|credits?|courtesy(?: of)?)(?:: ?| by | / ?)"
)
AGENCY_STEMS = (
    "Getty", "Reuters", "REUTERS", "AP", "Associated Press", "AFP", "Agence France", "EPA", "EFE", "UPI", "PA", "DPA",
    "dpa", "ANSA", "TASS", "Anadolu", "Xinhua", "Kyodo", "Bloomberg", "NurPhoto", "Shutterstock", "Alamy", "iStock",
    "Rex", "Sipa", "Zuma", "Unsplash", "Flickr", "Wikimedia", "Handout", "Pool", "POOL", "Facebook", "Instagram",
    "Twitter", "YouTube", "Telegram", "Screen",
)  # fmt: skip
"""Of which, or of the next in any case, every photo credit has one: a cheap test before the dear one."""
CREDIT_STEMS = ("photo", "picture", "image", "pic", "illustration", "graphic", "video", "credit", "courtesy")
PHOTO_CREDIT = re.compile(rf"[—–-]*\s?{_PHOTO_CREDIT}\Z")
LABELLED_CREDIT = re.compile(rf"[—–-]*\s?{_LABEL}[^.!?]{{2,60}}\.?\Z", re.IGNORECASE)
_TITLES = "".join(rf"(?<!\b{title})" for title in ("Mr", "Ms", "Dr", "Mrs", "Gen", "Sen", "Rep", "Gov", "[A-Z]"))
END_CREDIT = re.compile(
    rf"(?:(?:{_TITLES}\.|[!?)\]\"”’']) +|\w +(?=[(\[](?i:(?:AP )?photo|picture|image)))"
    rf"(?:{_PHOTO_CREDIT}|(?i:{_LABEL})[^\s.!?][^!?]{{1,60}})\Z"
)
"""A photo credit that closes a caption, after the end of its last sentence."""
BYLINE = re.compile(r"(?:By|BY) (?=[A-Z])")
SIGN_OFF = re.compile(
    r"[(\[–—-]*\s*(?:(?:additional|further|with) )?(?:reporting|writing|editing|compiled|translat(?:ed|ion)|edited"
    r"|written|production|produced|photograph(?:y|s)|graphics?)(?: [^\W\d_]+){0,3}? by:? (?=(?-i:[A-Z])|the )",
    re.IGNORECASE,
)
CREDIT = _any(
    r"©|\(c\) |copyright\b(?: ©|[ (]\w*\)? ?\d{4}| by\b)|\W*all rights reserved",
    r"with (?:agency|agencies|wire) (?:reports?|inputs?|copy|material)\W*\Z",
    r"with (?:(?:additional )?reporting|inputs?|files|material) (?:from|by)\b",
    r"(?:last |first )?(?:updated|published|posted|modified|created|issued)\b(?=.{0,60}(?:\d|ago|day)\b)"
    r"(?:[^.!?]|[ap]\.m\.?){0,60}\Z",
    rf"{_DATE}(?:[,|·–—-]? ?(?:at )?{_CLOCK})?\.?\Z",
    rf"{_CLOCK}[,|·–—-]? (?:on )?{_DATE}\.?\Z",
    r"(?:source|agency|author|photographer|reporter|editor|correspondent|writer)s?: .{2,60}\Z",
    r"(?:e-?mail|contact)(?: the (?:writer|author|reporter))?:? \S+@\S+\Z",
    r"[\w.+-]{1,60}@[\w.-]{1,60}\Z",
    r".{0,120}\bcontributed (?:reporting )?to (?:this|the) (?:report|story|article)",
    r".{0,120}\ball rights reserved\b",
)

CAPTION_START = _any(
    r"file(?: photo| picture| image)?(?::| ?[–—-]{1,2} )|file photo\b",
    r"pictured(?: here)?:|caption: |(?:photo|picture|image)(?: caption)?: |image (?:caption|source)[,:]",
    r"(?:in )?this (?:\w+ ){0,4}?(?:photo|picture|image|handout|still)(?:graph)?\b[^.]{0,60}(?:,|shows)",
)
PICTURED = re.compile(
    r"[(,] ?(?:\w+ )?pictured\b[^.,)]{0,50}[,).]|\bpictured (?:above|below|here|left|right|cent(?:re|er))"
)
SCENE = re.compile(
    r"\b(?:(?:is|are) (?:seen|shown|pictured|\w+ing)|stands?|walks?|sits?|speaks?|holds?|waves?|looks?|drives?|rides?"
    r"|arrives?|attends?|gathers?|gestures?|shakes?|listens?|leaves?|carry|carries|prepares?|watch(?:es)?|reacts?|poses?"
    r"|seen|pictured)\b"
)

BOILERPLATE = _any(
    r"\W*(?:sign up (?:for|to|here|now)|subscribe\b|register (?:now|here|to)|log in\b|donate\b|become an? (?:member"
    r"|subscriber|patron|supporter)|support (?:our|independent|quality))",
    r"\W*(?:(?:also )?read(?: (?:more|also|next|on|the full|full|our|live)\b|:)|continue reading\b)",
    r"\W*(?:also|more) (?:on|from|read|news|stories)\b[^.!?]{0,60}\Z",
    r"\W*follow (?:us|our|me|[^.]{2,60} on (?:twitter|x|facebook|instagram|telegram|threads|bluesky|social))\b",
    r"\W*(?:click (?:here|to)|tap (?:here|to)|swipe|scroll (?:down|to)|skip to|back to top)\b|\W*loading\W*\Z",
    r"\W*(?:share (?:this|on|via|:|article|story)|share\W*\Z|tell a friend)",
    r"\W*if you(?:['’]ve| have)? (?:like|enjoy|appreciate)d? (?:this|what|our)\b",
    r"\W*(?:advertisement|sponsored|promoted|recommended|trending)(?: (?:content|stories|articles|for you|now))?\W*\Z",
    r"\W*(?:(?:story|article) continues|don['’]t miss\b|you (?:may|might) also (?:like|be interested))",
    r"\W*related(?: (?:articles?|stories|topics|content|news)\b|(?: \w+)?:?\W*\Z)",
    r"\W*most (?:read|popular|viewed|shared)\b[^.!?]{0,40}\Z",
    r"\W*(?:watch|listen|see|read|view)(?: \w+){0,4} (?:below|above|here)\W*\Z",
    r"\W*(?:watch|listen|see also|video|gallery|photos|tags?|topics?|filed under|categories):",
    r"\W*join (?:us|our|the conversation|[^.]{0,30}(?:channel|group|newsletter))|\W*download (?:our|the)\b[^.]* app",
    r"\W*get (?:the|our|all|more|breaking|unlimited)\b[^.]*(?:newsletter|inbox|alerts|app|access|delivered)",
    r"\W*(?:(?:we|this (?:web)?site) uses? cookies|(?:accept|manage|reject)(?: all)? cookies|cookie (?:policy|settings)"
    r"|privacy (?:policy|notice)|terms (?:of|and) (?:use|service|conditions))",
    r"\W*(?:this is a (?:developing|breaking) (?:news )?story|more to follow|more on this (?:story|as))",
    r"\W*this (?:story|article|post|page|report) (?:has been|was|is being|will be) (?:updated|edited|corrected)",
    r"\W*(?:do|are|were|have) you\b[^.]{0,80}\? (?:e-?mail|contact|call|get in touch|send|tell|let us)",
    r"\W*(?:(?:e-?mail|contact) (?:us|our)|write to us|send (?:us|your))\b",
    r"\W*(?:(?:\d+ )?comments?(?: \(\d+\))?\W*\Z|leave a (?:comment|reply))",
    r"\W*(?:ends\W*\Z|notes? to editors|(?:press|media) (?:queries|enquiries|inquiries|contacts?)\b)",
    r"\W*for (?:more|further|media) (?:information|details|enquiries|inquiries|queries)\b[^.]{0,40}"
    r"(?:contact|visit|call|:|e-?mail)",
    r"\W*(?:\d+ min(?:ute)?s?(?: read)?\W*\Z|read(?:ing)? time\b|before you go\W*\Z|h/t\b)",
    r"\W*(?:image|photo|video|picture|logo|icon|embed|tweet|print|email|save|listen|home|menu|search)\W*\Z",
    r"\W*play(?: video)?\W*\Z",
)
PAGE_WORDS = re.compile(
    r"\b(?:our (?:\w+ ){0,3}newsletter|your inbox|unsubscribe|our (?:whatsapp|telegram) channel|our app|click here)\b",
    re.IGNORECASE,
)
SHARE_BAR = re.compile(
    r"(?:(?:facebook|twitter|x|whatsapp|linkedin|reddit|e-?mail|print|copy link|pinterest|telegram|messenger|share"
    r"|link|tweet)\b[\s|•·,/]*){2,}\Z",
    re.IGNORECASE,
)
LINKS_ONLY = re.compile(r"(?:(?:#\w+|@\w+|https?://\S+|www\.\S+|pic\.twitter\.com\S+)[\s,.|]*)+\Z")
FUNCTION_WORD = re.compile(
    r"\b(?:a|an|the|of|in|on|at|to|for|from|by|with|and|or|but|as|is|are|was|were|be|has|have|had|will|would|can|could|may"
    r"|must|not|no|it|its|he|she|they|we|you|i|his|her|their|our|your|my|this|that|what|why|how|who|when|where|after|over"
    r"|into|says?)\b",
    re.IGNORECASE,
)
