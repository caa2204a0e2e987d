"""The words by which news tells how a document or a remark was passed on, as patterns (see ``relays``)."""

from __future__ import annotations

import re

from firsthand.reading.outlet_names import NAME, NEWS_NOUN
from firsthand.schema import RelayHow

CARRIERS: dict[str, str] = {
    word: kind
    for kind, words in {
        "recording": "video footage clip recording film audio tape message appeal voicemail",
        "letter": "letter note email e-mail memo memorandum diary",
        "document": "document report file files documents papers transcript statement records photo image",
        "post": "post tweet thread comment",
    }.items()
    for word in words.split()
}
_CARRIER = (
    r"(?:video|footage|clip|recording|film|audio|tape|voicemail|message|appeal|letter|note|e-?mail|memo"
    r"|memorandum|diary"
    r"|documents?|report|files?|papers|transcript|statement|records|photos?|images?|post|tweet|thread|comment)"
)
CARRIER_STEMS = (
    "video", "footage", "clip", "recording", "film", "audio", "tape", "voicemail", "message", "appeal", "letter",
    "note", "mail", "memo", "diary", "document", "report", "file", "papers", "transcript", "statement", "record",
    "photo", "image", "post", "tweet", "thread", "comment",
)  # fmt: skip
"""Of which every carrier has one: a cheap test before the dear one, as the two below."""
TRANSLATION_STEMS = ("translat", "interpret")
INTERVIEW_STEMS = ("interview", "conversation", "speaking", "spoke", "comment", "remarks")
CARRIER_WORD = re.compile(rf"\b{_CARRIER}s?\b", re.I)

# What happened to a document: the verb, the preposition that brings in who did it, and the kind of hop.
_HOP_WORDS: tuple[tuple[RelayHow, str], ...] = (
    (
        "obtained",
        r"(?:obtained|seen|reviewed|acquired|received|viewed|heard|verified)\s+(?:exclusively\s+)?(?:by|from|through|via)",
    ),
    ("obtained", r"(?:shared|provided)\s+(?:exclusively\s+)?(?:with|by|to)"),
    (
        "obtained",
        r"(?:given|passed|handed|sent|leaked|supplied|forwarded|delivered|shown)\s+(?:on\s+|over\s+)?(?:to|by)",
    ),
    (
        "published",
        r"(?:published|posted|released|shared|aired|broadcast|carried|printed|uploaded|circulated|distributed)"
        r"\s+(?:online\s+|publicly\s+|\w+day\s+)?(?:by|on|in|via|through|across|to)",
    ),
    ("reported", r"(?:first\s+|previously\s+)?(?:reported|quoted|cited|carried)\s+(?:first\s+|earlier\s+)?(?:by|in)"),
)
HOPS: tuple[tuple[RelayHow, re.Pattern[str]], ...] = tuple(
    (how, re.compile(rf"\b{pattern}\s+", re.I)) for how, pattern in _HOP_WORDS
)
ACTIVE_HOP = re.compile(
    r"\b(?:who|which|they|and)\s+(?:(?:then|later|also|in\s+turn)\s+)?(?P<verb>passed|gave|handed|sent"
    r"|forwarded|took|shared"
    r"|showed)\s+(?:it|them|the\s+\w+)\s+(?:on\s+|over\s+)?(?:to|with)\s+",
    re.I,
)
_PASSED = (
    r"(?:given|passed|handed|sent|leaked|supplied|forwarded|obtained|shared|provided|published|posted"
    r"|released|uploaded|aired|circulated)"
)
CARRIER_SENTENCE = re.compile(
    rf"\b(?:the|a|an|this|that|his|her|their"
    rf"|its)\s+(?:[\w’'-]{{1,30}}\s+){{0,3}}?(?P<noun>{_CARRIER})\b[^.!?\n]{{0,120}}?"
    rf"\b(?:was|were|is|has\s+been|had\s+been|have\s+been|been)\s+(?:\w+ly\s+|also\s+|first\s+|then\s+)*{_PASSED}\b",
    re.I,
)
SENTENCE_END = re.compile(r"[.!?][”\"’']?\s|\n|\Z")
IN_A = re.compile(
    rf"\b(?:in|on|from|via|according\s+to|through|of|a|an|the)\s+(?:(?:a|an|the|his|her|their|its|one|another)\s+)?"
    rf"(?:[\w’'-]{{1,30}}\s+){{0,3}}?{_CARRIER}\b",
    re.I,
)
POSTED = re.compile(
    r"\b(?:wrote|posted|said|announced|published|shared|tweeted|writing|posting|statement|post|message|video"
    r"|thread|live"
    r"|channel|account|page|comment)\s+(?:[\w’'-]{1,30}\s+){0,3}?(?:on|to|via|over)\s+(?:(?:his|her|its|their"
    r"|the|a)\s+)?"
    r"(?:\w+\s+)?",
    re.I,
)
TRANSLATED = re.compile(
    r"\b(?:(?:according\s+to|based\s+on|in|from|via|through)\s+(?:an?\s+|the\s+)?(?:\w+\s+){0,2}?(?:translation"
    r"|interpreter"
    r"|translator)|translated\s+(?:(?:from|into)\s+\w+\s+)?by|speaking\s+through\s+an?\s+(?:interpreter|translator))\b",
    re.I,
)
TRANSLATED_BY = re.compile(r"\b(?:translat\w+|interpreter)\s+(?:from\s+\w+\s+)?by\s+", re.I)
INTERVIEW = re.compile(
    r"\b(?:interview(?:s|ed)?|conversation|speaking|spoke|comments?|remarks)\s+(?:with|to|by|on|in|for)\s+", re.I
)
_ADVERBS = (
    r"(?:(?:first|also|earlier|later|has|had|have|previously|exclusively|\w+ly|\w+day|last|on|this|week)\s+){0,3}"
)
_DESCRIPTION = rf"(?:the|a|an)\s+(?:[\w’'-]{{1,30}}\s+){{0,3}}?{NEWS_NOUN}\s+"
REPORTED_BY = re.compile(
    rf"(?P<a>{NAME})(?:,\s+(?:an?\s+|the\s+)[^,.;\n]{{3,60}},)?(?:,\s+citing\s+[^,.;\n]{{2,60}},)?\s+{_ADVERBS}"
    rf"(?:report(?:ed|s)|quot(?:ed|es)|cit(?:ed|es)|said|says|wrote|writes)\b"
    rf"|\b(?:report(?:ed|s)|sa(?:id|ys)|wrote)\s+(?P<b>(?:{_DESCRIPTION})?{NAME})(?=\s*[,.;])"
)
CITED = re.compile(
    rf"\b(?:according\s+to|(?:as\s+)?(?:first\s+|previously\s+)?(?:reported|quoted|cited|told"
    rf"|carried)\s+(?:first\s+)?by|citing)"
    rf"\s+(?:(?:reports?|a\s+report|an\s+interview|an?\s+article|a\s+story)\s+(?:in|by|from|with)\s+)?"
    rf"(?P<c>(?:{_DESCRIPTION})?{NAME})"
)
DESCRIBED = re.compile(rf"^{_DESCRIPTION}(?={NAME}$)")
ANAPHOR = re.compile(rf"^(?:the|that|this)\s+(?:same\s+)?{NEWS_NOUN}$", re.I)
THIS_OUTLET = re.compile(rf"^(?:this\s+{NEWS_NOUN}|us|me|our\s+\w+|\w+\s+correspondent)$", re.I)
PRESS = re.compile(r"^(?:the\s+)?(?:reporters?|journalists?|media|press)\b", re.I)
ASIDE = re.compile(
    r"\b(?:(?:before|after|since|until|when|while|once)|(?:as\s+)?(?:mentioned|shown|seen|described|heard)\s+in)"
    r"\s+(?:(?:the|this|that|their|his|her)\s+)?(?:\w+\s+)?$",
    re.I,
)  # "a day before the video was released" tells of the video, not of what is said in it
