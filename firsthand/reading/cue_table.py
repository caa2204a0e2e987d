"""The words that introduce statements, by lemma, and the stance each one takes.

The classes follow the reporting-verb literature (Thompson and Ye 1991, *Evaluation in the reporting verbs*; Hyland
1999) and the levels of commitment of FactBank (Saurí and Pustejovsky 2009): a verb that leaves the truth with the
speaker is `claims`, one that grants it is `confirms`, one that lays guilt is `alleges`, and a state of mind is
`believes`, since nothing need have been uttered. A word that is in none of the classes says no more than that
something was said.
"""

from __future__ import annotations

from firsthand.schema import Stance

SPEECH_VERBS: dict[Stance, str] = {
    "says": """
        say tell add note write state report remark observe mention explain describe comment speak talk respond reply
        answer quip joke tweet retweet post blog text email phone telephone quote cite recall recount relate narrate
        reiterate repeat stress emphasise emphasize underline underscore highlight point suggest indicate hint imply
        intimate mutter mumble whisper murmur shout yell scream cry exclaim gasp laugh sigh sob chant retort counter
        interject interrupt chime continue conclude summarise summarize sum elaborate clarify specify detail outline
        testify depose preach lecture opine muse ponder reflect reminisce lament bemoan complain grumble moan whine
        gripe fume rage rant rail thunder scoff sneer jeer mock ridicule lampoon taunt tease boast brag crow gloat
        criticise criticize slam blast attack assail denounce condemn decry deplore lambast lambaste castigate chastise
        chide rebuke berate scold admonish rap rip bash pan savage skewer excoriate fault knock hammer trash disparage
        malign insult belittle deride praise laud hail applaud commend extol tout trumpet welcome cheer salute thank
        congratulate apologise apologize toast credit defend compare liken label brand dub characterise characterize
        portray paint depict cast term christen nickname call name endorse pledge promise vow swear guarantee assure
        reassure propose recommend advise counsel advocate offer remind inform brief notify update alert apprise
        predict forecast project foresee foretell prophesy reckon estimate calculate speculate theorise theorize
        hypothesise hypothesize acquaint communicate convey relay express voice articulate utter pronounce phrase put
        list enumerate count cover document chronicle record read show display find demonstrate illustrate reference
        refer allude discuss debate address tackle broach touch focus echo agree concur vouch share publish print
        broadcast air stream release issue submit file pen author jot scrawl scribble sign type transmit radio wire
        cable message chat gossip confide bark snap growl hiss spit shoot sputter stammer stutter drawl croak coo
        deadpan crack banter volunteer venture begin start open finish end enthuse rave gush marvel rejoice hedge
        stipulate prescribe provide mean go evidence signal signify trace lay spell flag tease weigh invoke
        rehash recite recapitulate paraphrase translate repeat rattle tick preview elucidate expound hold
        minimise minimize downplay play sum speechify sermonise orate rhapsodise grouse carp snipe vent bristle
        disagree identify challenge single hit rally crusade dish digress backtrack demur object protest balk baulk
        feature review profile witness
        """,
    "claims": """
        claim assert contend maintain insist argue purport profess posit avow aver declaim
        postulate rationalise rationalize plead
        """,
    "denies": """
        deny dismiss reject dispute rebut refute repudiate disavow disclaim contradict debunk rebuff gainsay negate
        retract recant disown discount contest rubbish renounce pooh-pooh scotch
        """,
    "confirms": """
        confirm verify corroborate acknowledge admit concede confess attest affirm reaffirm validate certify
        authenticate substantiate ratify recognise recognize
        """,
    "announces": """
        announce declare proclaim unveil reveal disclose divulge decree rule adjudge adjudicate
        launch appoint nominate
        """,
    "alleges": "allege accuse charge blame implicate indict incriminate insinuate sue impute",
    "warns": "warn caution threaten forewarn menace",
    "asks": """
        ask inquire enquire question query wonder urge request beg implore beseech entreat appeal petition
        demand invite press interrogate quiz grill pray exhort solicit lobby encourage
        push clamour clamor
        """,
    "orders": """
        order instruct command require mandate forbid prohibit ban bar enjoin dictate compel oblige task
        authorise authorize bid allow permit
        """,
    "declines": "decline refuse ignore abstain",
}  # fmt: skip
"""Verbs by which something is uttered or put down."""

ATTITUDE_VERBS = """
    think believe know want wish hope fear worry doubt expect plan intend feel suspect guess assume presume suppose
    understand realise realize imagine dream see view regard consider deem judge perceive seem appear look sound like
    love hate dislike loathe despise detest adore prefer favor favour support oppose back approve disapprove trust
    mistrust distrust respect admire resent regret rue envy mind care desire crave yearn seek aim strive try need
    anticipate await envisage envision contemplate mull decide determine choose opt
    resolve elect learn discover notice sense hear watch remember forget figure value appreciate
    accept embrace tolerate enjoy relish savour savor fancy dread mourn grieve sympathise sympathize empathise
    empathize side vote lean tend study compute convince persuade satisfy interpret
    surmise infer deduce gather rate rank reckon commit
    endeavour endeavor attempt scheme plot devise prioritise prioritize misunderstand mistake
     disbelieve buy wrestle struggle agonise agonize fret concern alarm anger outrage surprise shock
    amaze astonish please delight relieve upset disappoint puzzle baffle frustrate impress horrify thrill excite
    scare frighten wait crave covet target champion promote
    """  # fmt: skip
"""Verbs of mind, wish, feeling, intention and seeming (`believes`). A verb of the speech table wins over one here."""

SPEECH_NOUNS: dict[Stance, str] = {
    "says": """
        statement word remark comment report account message letter email note speech address interview testimony
        reply answer response tweet post quote quotation description explanation observation reference mention
        criticism praise attack rebuke condemnation complaint pledge promise vow assurance proposal recommendation
        advice suggestion prediction forecast estimate finding conclusion debate discussion story article study
        survey poll memo document transcript column op-ed editorial chant slogan cry chorus mantra line phrase term
        nickname title headline caption endorsement apology congratulation thanks analysis assessment critique review
        presentation release tribute lecture sermon toast joke quip jab dig swipe barb insult
        """,
    "claims": "claim assertion contention insistence argument profession thesis boast pretence",
    "denies": "denial dismissal rejection rebuttal refutation repudiation disclaimer contradiction retraction",
    "confirms": "confirmation acknowledgement acknowledgment admission concession confession affirmation verification",
    "announces": "announcement declaration proclamation revelation disclosure verdict ruling decree",
    "alleges": "allegation accusation charge insinuation indictment lawsuit blame",
    "warns": "warning threat caution ultimatum",
    "asks": "question query inquiry enquiry request plea appeal demand petition call invitation entreaty",
    "orders": "order instruction command directive mandate ban edict prohibition",
    "declines": "refusal silence",
    "rumour": "rumour rumor hearsay gossip speculation whisper scuttlebutt",
}  # fmt: skip

ATTITUDE_NOUNS = """
    view belief opinion hope fear worry concern doubt suspicion expectation plan intention intent desire wish conviction
    feeling impression sense thought idea dream ambition goal aim preference support backing opposition approval
    disapproval anger outrage frustration disappointment regret enthusiasm willingness readiness reluctance confidence
    optimism pessimism trust distrust faith respect admiration affection hatred disdain contempt interest passion
    supporter opponent backer fan favourite favorite consensus sentiment mood perception assumption attitude
    stance position strategy philosophy understanding decision effort bid anxiety interest sympathy focus attention
    determination resolve appetite skepticism scepticism misgiving reservation consideration priority vision objection
    """  # fmt: skip

ATTITUDE_ADJECTIVES = """
    sure certain confident convinced hopeful optimistic pessimistic afraid fearful worried concerned anxious wary
    sceptical skeptical doubtful unsure uncertain unconvinced eager keen ready willing unwilling reluctant glad happy
    unhappy sad sorry angry furious outraged upset proud ashamed grateful disappointed frustrated surprised shocked
    amazed delighted pleased excited interested determined adamant aware unaware mindful supportive critical fond
    tired sick nervous mad bullish bearish upbeat satisfied dissatisfied comfortable uncomfortable
    impressed alarmed appalled horrified puzzled baffled unlikely likely clear unclear undecided torn split
    committed dedicated devoted opposed inclined disposed prepared set against beloved popular leery
    desperate thrilled relieved
    """  # fmt: skip
"""Predicate adjectives of attitude: "is confident that", "were wary of". `Adamant` and `critical` come back as speech
where a speech verb stands beside them."""

LIGHT_VERBS = """
    be have do get keep stop go come turn take make give begin start continue proceed try manage seek
    attempt help use rush move remain stay become
    """  # fmt: skip
"""Verbs that pass the stance on to the next word of the cue: "went on to say", "began by warning"."""

HEARSAY_PARTICIPLES = """
    said reported rumoured rumored alleged believed understood thought feared presumed reputed claimed suspected
    supposed reckoned
    """  # fmt: skip
"""The impersonal passive of hearsay: "are said to have", "it is understood that". With no source it is rumour."""

IRREGULAR = {
    "said": "say", "told": "tell", "wrote": "write", "written": "write", "spoke": "speak", "spoken": "speak",
    "thought": "think", "knew": "know", "known": "know", "felt": "feel", "saw": "witness", "watched": "witness",
    "directed": "instruct",
    "seen": "see", "heard": "hear",
    "found": "find", "meant": "mean", "swore": "swear", "sworn": "swear", "forbade": "forbid", "forbidden": "forbid",
    "sought": "seek", "understood": "understand", "chose": "choose", "chosen": "choose", "forgot": "forget",
    "forgotten": "forget", "went": "go", "gone": "go", "came": "come", "gave": "give", "given": "give", "took": "take",
    "taken": "take", "made": "make", "began": "begin", "begun": "begin", "kept": "keep", "got": "get", "shown": "show",
    "foresaw": "foresee", "foreseen": "foresee", "foretold": "foretell", "sang": "sing", "spat": "spit", "laid": "lay",
    "shot": "shoot", "led": "lead", "stood": "stand", "withstood": "withstand", "held": "hold", "upheld": "uphold",
    "was": "be", "were": "be", "is": "be", "are": "be", "am": "be", "been": "be", "being": "be", "has": "have",
    "had": "have", "having": "have", "did": "do", "does": "do", "done": "do", "overrode": "override", "dreamt": "dream",
    "learnt": "learn", "spelt": "spell", "fought": "fight", "bade": "bid", "bought": "buy", "drew": "draw",
    "became": "become", "mistook": "mistake", "paid": "pay", "wanna": "want", "beliefs": "belief", "does'": "do",
    "spelled": "spell", "broke": "break", "strove": "strive", "sent": "send", "brought": "bring", "left": "leave",
}  # fmt: skip

PHRASES: tuple[tuple[Stance, tuple[str, ...]], ...] = (
    (
        "declines",
        (
            r"\b(?:would|will|could|can) ?(?:not|n't) (?:\w+ly )?(?:comment|say|discuss|disclose|elaborate|be drawn)\b",
            r"\b(?:would|will|could|can) ?(?:not|n't) (?:\w+ly )?(?:be reached|speculate|answer|respond|reply)",
            r"\bno comment\b|\b(?:unavailable|not available|not immediately available) (?:for|to) comment",
            r"(?:not|n't|never) (?:\w+ly )?(?:yet )?(?:respond|reply|replied|return|answer|comment)",
            r"yet to (?:\w+ly )?(?:respond|reply|comment|answer)|\bunanswered\b|\bstonewall",
            r"\b(?:stay|stayed|stays|kept|keeps|remained|remains) (?:silent|mum|quiet)",
        ),
    ),
    ("confirms", (r"\b(?:declin|refus)\w* to (?:\w+ly )?(?:confirm|corroborate|verify|acknowledge)",)),
    ("denies", (r"\b(?:declin|refus)\w* to (?:\w+ly )?(?:deny|dispute|rule out|dismiss)",)),
    (
        "rumour",
        (
            r"\brumou?r|\bhearsay\b|\bgossip\b|\bgrapevine\b|\bunconfirmed reports?\b|\bspeculation\b",
            r"^(?:there )?(?:is|was|has been|'s) (?:\w+ )?talk\b|^talk (?:is|was|of|that)\b",
            r"^word (?:is|was|has it|on the|in the|around)|^(?:legend|story) has it|^it has been said",
        ),
    ),
    (
        "denies",
        (
            r"\b(?:brush|wav|laugh|shrug|shook|shak|push|bat|swat|fend)\w* (?:off|aside|away|back)\b",
            r"\brul(?:e|es|ed|ing) out",
            r"\b(?:walk|dial|row)\w* back|\b(?:pour|threw|throw)\w* cold water|\bno truth\b|\bpooh-pooh",
            r"\b(?:knock|shot|shoot)\w* down\b|\b(?:backed|backs|backing) (?:away|off) from|\bdistanc\w+ \w+ from",
            r"\bset the record straight|\btook exception|\b(?:plead|pled)\w* (?:not guilty|innocent)\b",
        ),
    ),
    (
        "asks",
        (
            r"\bcall(?:s|ed|ing)? (?:\w+ly |again |once more )?(?:for|on|upon)\b|\b(?:push|press)\w* for\b",
            r"\b(?:plea|pled|pleaded|pleads|pleading) (?:with|for|to)\b|^the question\b",
        ),
    ),
    ("confirms", (r"\b(?:plead|pled)\w* guilty\b",)),
    ("claims", (r"\b(?:pleaded|pled|pleads|pleading)\b|\bst(?:ood|ands?) by\b|\bstuck to\b|\bmade the case\b",)),
    ("warns", (r"\b(?:sound|rais|rang|ring)\w* (?:\w+ )?(?:alarm|red flag|alarm bell)s?\b",)),
    (
        "alleges",
        (
            r"\bpoint\w* (?:the|a) finger",
            r"\b(?:level|press|brought|bring|fil)\w* (?:\w+ )?(?:charges|accusations|allegations)\b",
        ),
    ),
    ("announces", (r"\bmade (?:it )?(?:public|known)\b|\bbroke the news\b|\bcame out as\b",)),
    (
        "says",
        (
            r"\b(?:in|under|through|via) (?:a|an|the|his|her|their|its|my|our|your|another|one|\w+'s) (?:\w+ ){0,3}"
            r"(?:words?|statement|interview|letter|message|e-?mail|post|tweet|telling|account|speech|note|memo|report)\b",
            r"\baccording to\b|\bin the words of\b|\b(?:put|puts|putting) it\b|\bas follows\b|\bwent on record\b",
            r"\bmade (?:it )?(?:\w+ )?clear\b|\bgo(?:es|ing)? by\b",
            r"\bpoint\w* (?:to|out)\b|\bhas (?:this|that) to say\b",
            r"\b(?:is|was) like\b|\b(?:tak|took)\w* (?:aim|issue|a shot|shots|a swipe|a jab)",
            r"\bcritical of\b|\bknown as\b",
            r"\bdirected at\b|\b(?:go|going|gone|goes) public\b|\bstatements?\b|\breact\w* (?:to|by|with)",
            r"\bwent (?:after|on|off)\b|\bvot(?:e|es|ed|ing) (?:to|down)\b",
        ),
    ),
    (
        "believes",
        (
            r"\bin (?:favou?r|support|hopes?|the hopes?) (?:of|that)\b|\bof the (?:opinion|view|belief)\b",
            r"\bin (?:his|her|their|its|my|our) (?:view|opinion|mind|eyes|estimation|judge?ment|book|heart)\b",
            r"\bwould (?:\w+ly )?(?:like|love|hate|rather|prefer)\b|\bapparently\b|\bseemingly\b|\bmade up \w+ mind",
            r"\b(?:no|some|any|little) (?:idea|doubt|interest|desire|intention)|\bvot(?:e|es|ed|ing)\b|\bcount\w* on\b",
            r"\blook(?:s|ed|ing)? (?:forward|for|at|to|like|as)\b",
            r"\bsid(?:e|es|ed|ing) with\b|\bseen as\b|\bknown for\b",
            r"\b(?:came|come|comes|coming) out (?:against|for|in)\b|\bused to\b",
            r"\b(?:is|are|was|were|be|been|am|'s|'re|'m) (?:\w+ly )?(?:to|going to|about to|set to|due to|scheduled)\b",
        ),
    ),
)
"""Fixed phrases, tried in this order before single words, on the cue in lower case with straight apostrophes."""
