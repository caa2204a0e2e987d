"""Word tables for names and source phrases: titles, role nouns, group, organisation and document nouns.

All are closed lists of general English newsroom vocabulary, lower case. Nothing here is drawn from a corpus.
"""

from __future__ import annotations


def words_of(text: str) -> frozenset[str]:
    """The words of a table."""
    return frozenset(text.split())


HONORIFICS: dict[str, str | None] = {
    "mr": "male", "mister": "male", "mrs": "female", "ms": "female", "miss": "female", "mx": None, "dr": None,
    "doctor": None, "prof": None, "professor": None, "sir": "male", "dame": "female", "lord": "male", "lady": "female",
    "baroness": "female", "baron": "male", "rev": None, "reverend": None, "fr": "male", "father": "male",
    "sister": "female", "brother": "male", "rabbi": None, "imam": "male", "sheikh": "male", "king": "male",
    "queen": "female", "prince": "male", "princess": "female", "pope": "male", "herr": "male", "frau": "female",
    "madame": "female", "monsieur": "male", "señor": "male", "señora": "female", "hon": None, "st": None,
}  # fmt: skip
"""Titles that stand before a name, and the gender they tell."""

TITLES = words_of(
    "president vice-president vice premier chancellor minister secretary undersecretary governor gov senator sen "
    "congressman congresswoman representative rep mayor councillor councilor councilman councilwoman alderman deputy "
    "ambassador amb general gen lieutenant lt colonel col major maj captain capt sergeant sgt corporal cpl private pvt "
    "admiral adm commander cmdr commodore marshal brigadier brig officer constable pc detective det inspector insp "
    "superintendent supt sheriff chief judge justice magistrate prosecutor attorney coach bishop archbishop cardinal "
    "pastor patriarch speaker chairman chairwoman chair director chancellor dean principal warden nurse "
    "commissioner comptroller treasurer chairperson leader"
)
"""Offices and ranks that may be capitalised before a name ("Health Minister Ann Lee", "Lt. Col. Lee")."""

PERSON_MALE = words_of(
    "man husband father brother son uncle grandfather nephew boyfriend widower boy king prince actor waiter policeman "
    "fireman businessman chairman congressman spokesman councilman salesman gentleman dad fisherman lawman stepfather "
    "stepson grandson fiancé serviceman frontman anchorman ombudsman cameraman assemblyman alderman craftsman"
)
PERSON_FEMALE = words_of(
    "woman wife mother sister daughter aunt grandmother niece girlfriend widow girl queen princess actress waitress "
    "policewoman businesswoman chairwoman congresswoman spokeswoman councilwoman saleswoman mom mum lady stepmother "
    "stepdaughter granddaughter fiancée servicewoman midwife housewife nun assemblywoman"
)
GENERIC_PERSON = words_of(
    "man woman boy girl person individual teenager youth someone somebody lady gentleman guy figure"
)
"""Nouns that say nothing but that it is a person: any recent person may be meant."""

PERSON_NOUNS = (
    PERSON_MALE
    | PERSON_FEMALE
    | GENERIC_PERSON
    | TITLES
    | words_of(
        "spokesperson source official officer soldier nurse doctor physician surgeon medic paramedic consultant "
        "professor lecturer scholar academic scientist researcher economist historian analyst expert specialist "
        "engineer teacher student pupil resident villager neighbour neighbor local citizen voter witness eyewitness "
        "bystander survivor victim patient relative parent child friend colleague coworker partner worker employee "
        "staffer aide adviser advisor assistant strategist pollster consultant lobbyist lawyer attorney barrister "
        "solicitor judge prosecutor defendant plaintiff suspect reporter journalist correspondent editor columnist "
        "commentator blogger author writer novelist poet broadcaster anchor host presenter photographer filmmaker "
        "producer critic activist campaigner organiser organizer protester protestor demonstrator volunteer candidate "
        "nominee incumbent lawmaker legislator politician mp diplomat envoy negotiator ambassador delegate head boss "
        "chief executive manager owner founder cofounder co-founder entrepreneur trader shopkeeper merchant farmer "
        "beekeeper baker driver pilot sailor porter cleaner builder miner electrician plumber carpenter clerk cashier "
        "vendor waiter chef cook priest pastor vicar monk cleric preacher fighter rebel militant insurgent conscript "
        "recruit veteran commander sergeant guard policeman detective investigator inspector firefighter rescuer "
        "coroner pathologist epidemiologist virologist microbiologist psychologist biologist meteorologist "
        "seismologist geologist technician supervisor trustee member representative delegate leader lead premier "
        "chairperson president vice-president ceo cfo coo user follower fan supporter opponent rival republican "
        "democrat conservative liberal socialist attendee participant passenger commuter tourist visitor customer "
        "client tenant landlord homeowner player footballer goalkeeper striker athlete coach referee singer musician "
        "artist designer architect insider whistleblower informant interpreter translator trustee archivist librarian "
        "curator planner councillor counsel negotiator rapporteur caller listener reader respondent refugee migrant "
        "prisoner inmate hostage nominee successor predecessor deputy trainer steward marshal operator contractor "
        "developer investor banker broker accountant auditor retiree pensioner daughter-in-law mother-in-law "
        "father-in-law master headmaster headteacher skipper narrator challenger mogul magnate "
        "neurosurgeon hacker skeptic sceptic "
        "ally backer guest contender foe enemy pal buddy counterpart hopeful frontrunner front-runner "
        "loyalist operative surrogate moderator panelist pundit speechwriter son-in-law brother-in-law sister-in-law "
        "cousin twin sibling mentor buyer seller dealer baroness"
    )
)
"""Singular nouns for a person, roles first of all."""

PLURAL_PEOPLE = words_of(
    "people men women children wives husbands families relatives parents folks folk police staff media press clergy "
    "troops crew personnel rescuers authorities others some many most several few both all everyone everybody "
    "thousands hundreds dozens millions survivors locals elders youths americans britons attorneys counsel two three "
    "four five six seven eight nine ten half majority minority percent inhabitants medics public crowd team "
    "constituents republicans democrats conservatives liberals republican-leaning those"
)
"""Plural and collective words for people that no suffix rule finds."""

ORG_NOUNS = words_of(
    "ministry department agency authority commission committee council court government administration cabinet "
    "parliament senate congress assembly legislature party campaign coalition alliance union federation association "
    "society club league foundation fund charity company corporation firm bank group institute institution centre "
    "center university college school hospital clinic church army navy force forces troops guard police service "
    "services bureau office directorate board trust network newspaper paper magazine outlet broadcaster station "
    "channel website site newsroom daily weekly tabloid publication media press organisation organization "
    "watchdog regulator think-tank thinktank lab laboratory team unit brigade battalion regiment command staff navy "
    "militia embassy consulate mission delegation kremlin pentagon white-house house secretariat inc corp ltd llc plc "
    "gmbh co airline airport port utility operator manufacturer supplier hotel museum theatre federation tribunal "
    "inquiry panel chamber syndicate cooperative co-operative collective movement front brotherhood congregation "
    "district municipality borough county city state country republic kingdom archdiocese diocese fire-department "
    "brigade observatory academy registry treasury exchange insurer retailer startup programme program project "
    "initiative conference brewery railway railways airlines airways motors technologies industries partners holdings "
    "systems solutions post times herald tribune gazette courier chronicle journal sentinel standard telegraph mirror "
    "guardian observer mail news wire radio tv television review monitor echo star sun globe examiner register "
    "dispatch bulletin argus advertiser independent inquirer today"
)
"""Nouns for organisations; the last ones are what newspapers and stations call themselves."""

OUTLET_WORDS = words_of(
    "post times herald tribune gazette courier chronicle journal sentinel standard telegraph mirror guardian observer "
    "mail news wire radio tv television review monitor echo star sun globe examiner register dispatch bulletin argus "
    "advertiser independent inquirer today press daily weekly"
)

ANY_BODY = words_of("group organisation organization body")
"""Nouns that may take up any organisation."""

ORG_CLASSES: tuple[frozenset[str], ...] = (
    words_of("paper newspaper daily tabloid publication outlet broadsheet weekly magazine") | OUTLET_WORDS,
    words_of("station broadcaster channel network programme radio tv television news"),
    words_of("agency wire service news"),
    words_of("company firm corporation inc corp ltd llc plc gmbh co motors technologies industries holdings systems "
           "group manufacturer operator retailer airline airlines airways bank insurer utility startup partners"),
    words_of("army military forces force troops command navy guard"),
    words_of("charity foundation trust fund"),
    words_of("association society federation union alliance league council club"),
    words_of("institute institution centre center think-tank thinktank"),
    words_of("government administration cabinet"),
    words_of("court tribunal"),
    words_of("university college school academy institute"),
    words_of("ministry department"),
    words_of("department agency bureau service office authority commission"),
    words_of("hospital clinic"),
    words_of("police force constabulary"),
)  # fmt: skip
"""Nouns that may stand for one another when one and the same organisation is taken up again."""

SPEECH_PAPERS = words_of("statement announcement communiqué communique release post tweet message note reply response "
                       "remarks remark comment comments speech address")  # fmt: skip
"""Papers that are their issuer's own speech, not a source beside it."""

DOCUMENT_NOUNS = SPEECH_PAPERS | words_of(
    "report document memo memorandum email e-mail letter filing lawsuit complaint indictment affidavit ruling verdict "
    "judgment judgement opinion certificate transcript study survey poll paper article story editorial book diary "
    "leaflet flyer poster sign banner petition contract agreement record records minutes audit review assessment "
    "estimate forecast data figures statistics video footage recording photo photograph image map chart file files "
    "dossier draft bill law act constitution treaty resolution order decree warrant subpoena testimony transcripts "
    "emails documents reports letters studies surveys polls filings ad advert advertisement blog website headline "
    "column op-ed analysis brief briefing guidance notice warning alert bulletin evidence research text tweet posts "
    "tweets messages invoice receipt logbook log register ledger questionnaire thread caption page screenshot clip"
)
LOOSE_PAPERS = words_of("research data evidence text sign column page mail notice map image clip comment reply")
"""Document nouns that end other names too."""

DOCUMENT_CLASSES: tuple[frozenset[str], ...] = (
    words_of("email e-mail message"),
    words_of("memo memorandum note"),
    words_of("lawsuit complaint suit filing"),
    words_of("study survey poll research paper report"),
    words_of("report document review assessment audit dossier file"),
    words_of("ruling verdict judgment judgement opinion decision"),
    words_of("video footage recording clip"),
    words_of("post tweet thread"),
    words_of("article story column editorial op-ed"),
)

RELATION_NOUNS = words_of(
    "husband wife father mother brother sister son daughter uncle aunt nephew niece cousin grandfather grandmother "
    "friend colleague lawyer attorney aide spokesman spokeswoman spokesperson partner widow widower fiancé fiancée"
)
"""Nouns that name a person by somebody else ("Lee's lawyer"): the two are never one."""

EPITHETS = words_of(
    "candidate nominee incumbent contender hopeful frontrunner front-runner republican democrat conservative liberal "
    "lawmaker politician senator governor congressman congresswoman representative mayor president speaker premier "
    "billionaire businessman businesswoman mogul magnate entrepreneur author novelist actor actress singer player "
    "striker coach star champion neurosurgeon"
)
"""Nouns by which a report takes up a well-known person whose office it never introduced."""

ROLE_CLASSES: tuple[frozenset[str], ...] = (
    words_of("spokesman spokeswoman spokesperson representative official"),
    words_of("doctor physician surgeon medic consultant dr microbiologist epidemiologist"),
    words_of("professor academic lecturer scholar researcher expert scientist prof analyst historian economist"),
    words_of("lawyer attorney counsel barrister solicitor"),
    words_of("reporter journalist correspondent writer"),
    words_of("officer policeman policewoman constable detective inspector sergeant"),
    words_of("politician lawmaker legislator senator congressman congresswoman representative sen rep mp"),
    words_of("boss manager supervisor chief head director executive"),
    words_of("shopkeeper merchant trader"),
    words_of("employee worker staffer nurse porter clerk"),
    words_of("governor gov"),
    words_of("leader chief head chairman chairwoman chair"),
    words_of("candidate nominee contender"),
    words_of("minister secretary premier"),
    words_of("official secretary minister director commissioner commander officer chief head deputy"),
)
"""Role nouns that may stand for one another when one and the same person is taken up again."""

PARTICLES = words_of(
    "de da do dos das di del della delle der den des du d la le las los el al van von vom zu zum ter ten te bin bint "
    "ibn ben abu um af av y e"
)
"""Small words inside a personal name."""

ORG_LINKS = words_of("of for and the & on in to")
"""Small words inside an organisation's name."""

THINGS_IN_ER = words_of(
    "paper letter number order matter answer chapter newsletter factor weather computer server border poster banner "
    "dinner summer winter rumor rumour tumor offer power character disaster encounter chamber quarter folder sticker "
    "mirror monitor container counter corridor harbor harbour labor labour behavior behaviour favor favour humor "
    "humour sector vector mayor-elect register cover center centre ledger header trailer "
    "broader gender danger another whether"
)
"""Words in -er and -or that are no people."""

SUFFIXES = words_of("jr sr ii iii iv phd md qc kc mp mep obe cbe mbe esq")
"""What may follow a personal name and is no part of the surname."""

POST_MODIFIERS = words_of(
    "of for from in at with by on near to inside outside among about against close familiar using working speaking "
    "named called known identified briefed present interviewed reached contacted who whom whose which that "
    "where when as based under within across over following representing cited quoted living wearing "
    "led made taken held run written seen obtained sent signed released published issued posted not"
)
"""Words that end the core of a noun phrase."""

CALENDAR = words_of(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri sat "
    "christmas easter ramadan am pm gmt bst est edt utc a.m p.m"
)

FUNCTION_WORDS = words_of(
    "a an the this that these those my your his her its our their he she it they we i you him them us me who whom "
    "whose which what where when why how there here and or but nor so yet if unless because although though while as "
    "since until after before during for of in on at by to from with without within about above across against along "
    "among around behind below beneath beside between beyond despite down inside into like near off onto out outside "
    "over past per than through throughout toward towards under up upon via not no yes all any both each either every "
    "few many more most much neither none one only other others another own same several some such two three four "
    "five six seven eight nine ten eleven twelve hundred hundreds thousands dozens is are was were be been being am "
    "has have had having do does did done will would shall should can could may might must then thus also still even "
    "ever never always often just now again once later earlier soon today yesterday tomorrow tonight meanwhile "
    "however moreover instead perhaps maybe indeed well too very quite rather almost nearly asked told said says say "
    "speaking according given let see read get go please thank thanks sorry hello ok okay dear last next first second "
    "third new old good great big little long high low far former late early local senior top key several nobody "
    "nothing everything something anyone everyone someone anything according nor else whether whatever wherever "
    "whenever whoever there's it's that's he's she's they're we're i'm you're don't didn't can't won't isn't wasn't "
    "i've we've i'd i'll we'll what's let's half image photo video file picture credit watch listen share more "
    "related advertisement editor's breaking exclusive update updated press queries asked back both though plus amid "
    "unlike regarding concerning including following under earlier recently finally eventually originally initially "
    "nearly roughly approximately no. fewer less nor everybody elsewhere anyway afterwards then "
    "none-theless nonetheless nevertheless therefore hence otherwise similarly likewise additionally furthermore"
)
"""Words that are no name when only the start of a sentence makes them capital."""

WEAK_WORDS = (
    words_of(
        "new good great big little long high low far first second third last next one two three four five six seven "
        "eight nine ten press image photo video picture senior local top key late early former "
        "still well united more general"
    )
    & FUNCTION_WORDS
)
"""Function words that are often the first word of a name ("New", "Great", "First")."""

PLACES = words_of(
    "washington london moscow beijing paris berlin rome madrid brussels kyiv kiev tehran ankara cairo jerusalem tokyo "
    "seoul pyongyang delhi islamabad kabul baghdad damascus riyadh doha warsaw prague vienna budapest athens lisbon "
    "dublin belgrade zagreb ljubljana sofia bucharest minsk vilnius riga tallinn helsinki stockholm oslo copenhagen "
    "ottawa canberra wellington nairobi abuja pretoria tripoli tunis algiers rabat khartoum kampala kigali harare "
    "lusaka dakar accra bishkek dushanbe tashkent astana ashgabat baku tbilisi yerevan chisinau skopje tirana "
    "sarajevo pristina podgorica nicosia beirut amman caracas bogota lima quito havana brasilia santiago montevideo "
    "hanoi bangkok jakarta manila dhaka colombo kathmandu ulaanbaatar taipei britain england scotland wales ireland "
    "france germany italy spain portugal russia ukraine belarus poland china japan korea india pakistan afghanistan "
    "iran iraq syria turkey israel egypt libya tunisia algeria morocco sudan ethiopia kenya uganda tanzania nigeria "
    "ghana senegal mali zimbabwe zambia australia canada america mexico brazil argentina chile peru colombia "
    "venezuela cuba ecuador bolivia greece albania serbia croatia slovenia bosnia kosovo montenegro macedonia bulgaria "
    "romania hungary austria switzerland belgium netherlands denmark sweden norway finland estonia latvia lithuania "
    "georgia armenia azerbaijan kazakhstan kyrgyzstan tajikistan uzbekistan turkmenistan mongolia myanmar vietnam "
    "thailand cambodia laos indonesia malaysia singapore philippines taiwan nepal bangladesh yemen oman qatar kuwait "
    "bahrain jordan lebanon europe africa asia"
)
"""Capitals and countries: alone as a source, such a word is a government ("London says")."""

GIVEN_MALE = words_of(
    "john james robert michael william david richard joseph thomas charles daniel matthew anthony mark donald steven "
    "paul andrew joshua kenneth kevin brian george edward ronald timothy jason jeffrey ryan jacob gary nicholas eric "
    "jonathan stephen larry justin scott brandon benjamin samuel gregory frank raymond patrick jack dennis jerry "
    "peter henry adam nathan douglas zachary walter kyle harold carl jeremy keith roger arthur lawrence sean "
    "joe bryan billy bruce ralph roy eugene philip russell bobby johnny bradley jim mike bob bill tom dan "
    "steve matt tony ben greg tim jeff ted barack bernie mitt newt ahmed mohammed muhammad mohamed ali omar "
    "hassan hussein ibrahim mustafa yusuf khalid abdullah ivan vladimir sergei dmitry alexei nikolai mikhail boris "
    "viktor oleg yuri igor anatoly pavel andrei volodymyr oleksandr jose juan carlos luis jorge pedro miguel antonio "
    "fernando diego pablo manuel javier alejandro francisco giovanni giuseppe luca paolo pierre jacques francois "
    "henri laurent hans klaus jürgen wolfgang stefan lars mikael erik anders björn jan piotr tomasz marek kofi kwame "
    "hiroshi takeshi kenji raj rahul sanjay amit vikram seamus liam declan cormac eoin hamish ian alan "
    "neil graham nigel simon martin stuart gordon colin trevor derek malcolm geoffrey rupert oliver harry"
)
GIVEN_FEMALE = words_of(
    "mary patricia jennifer linda elizabeth barbara susan jessica sarah karen lisa nancy betty sandra margaret "
    "kimberly emily donna michelle carol amanda melissa deborah stephanie rebecca laura helen sharon cynthia kathleen "
    "amy angela shirley anna brenda pamela emma nicole samantha katherine christine debra rachel carolyn janet "
    "catherine maria heather diane ruth julie olivia joyce virginia victoria lauren christina joan evelyn "
    "judith megan cheryl hannah jacqueline martha gloria teresa ann anne sara frances kathryn janice "
    "abigail alice judy sophia grace denise amber doris marilyn danielle beverly isabella theresa diana natalie "
    "brittany charlotte marie kayla lori hillary ivanka melania nina olga irina natalia natasha svetlana "
    "tatiana elena ludmila ekaterina yulia galina marina larisa vera fatima aisha khadija zainab leila mariam "
    "carmen lucia rosa isabel ana sofia giulia chiara francesca claire sophie isabelle nathalie brigitte angela ursula "
    "greta ingrid astrid sigrid freya agnieszka katarzyna magdalena joanna priya anita sunita lakshmi yuki sakura "
    "siobhan niamh aoife fiona maeve roisin ciara sinead eilidh heidi loretta condoleezza nikki kate "
    "jane lucy molly ellen susanna amelia ella mia chloe zoe"
)
"""Given names used for one gender nearly everywhere."""
