"""How English refers to those who speak."""

from kb.language.cues import words
from kb.language.en.capitals import CAPITALS
from kb.language.en.names import FEMALE, MALE
from kb.language.speakers import Speakers
from kb.model import EntityKind

_HE = frozenset({"Masc"})
_SHE = frozenset({"Fem"})
_IT = frozenset({"Neut"})
_THEY = frozenset({"Plur"})

_PRONOUNS = {
    **dict.fromkeys(words("he him his himself"), _HE),
    **dict.fromkeys(words("she her hers herself"), _SHE),
    **dict.fromkeys(words("it its itself"), _IT),
    **dict.fromkeys(words("they them their theirs themselves both these those"), _THEY),
}

_FIRST = {
    **dict.fromkeys(words("i me my mine myself"), "Sing"),
    **dict.fromkeys(words("we us our ours ourselves"), "Plur"),
}

# Titles and nouns that tell whether somebody is a man or a woman.
_MEN = words("""
    mr mr. sir lord mister herr monsieur father fr. brother son husband uncle nephew grandfather grandson father-in-law
    boy man gentleman guy king prince duke emperor sheikh sultan monk priest pope archbishop patriarch rabbi imam
    spokesman chairman congressman councilman assemblyman businessman salesman policeman fireman fisherman gunman
    frontman cameraman weatherman anchorman statesman clergyman craftsman layman nobleman ombudsman foreman
    alderman patrolman lawman marksman serviceman airman infantryman actor waiter widower
    boyfriend fiance fiancé dad daddy grandpa stepfather stepson godfather baron""")
_WOMEN = words("""
    mrs mrs. ms ms. miss madam madame dame lady frau mother sister daughter wife aunt niece grandmother granddaughter
    mother-in-law girl woman queen princess duchess empress nun abbess spokeswoman chairwoman congresswoman
    councilwoman assemblywoman businesswoman saleswoman policewoman anchorwoman stateswoman alderwoman servicewoman
    actress waitress hostess heiress widow girlfriend fiancee fiancée mom mum mommy grandma stepmother stepdaughter
    godmother baroness midwife ballerina""")

_SYNONYMS = tuple(
    words(group)
    for group in """
    president commander-in-chief incumbent
    president-elect president
    leader head chief chairman chairwoman chair chairperson president director boss
    ceo chief executive president boss head founder
    spokesman spokeswoman spokesperson secretary aide official
    minister secretary
    premier prime chancellor
    senator sen. lawmaker legislator
    representative rep. congressman congresswoman lawmaker legislator
    deputy lawmaker mp legislator parliamentarian politician
    governor gov.
    mayor
    candidate nominee contender hopeful frontrunner front-runner politician
    republican democrat conservative liberal
    adviser advisor aide strategist consultant official
    manager director strategist
    diplomat ambassador envoy official
    general gen. commander officer colonel col. lieutenant lt. captain capt. major maj. admiral adm.
    officer policeman policewoman cop sheriff detective
    prosecutor attorney lawyer counsel
    judge justice magistrate
    professor prof. scholar academic historian economist scientist researcher expert
    analyst expert economist pollster specialist
    doctor dr. physician surgeon
    journalist reporter correspondent columnist editor anchor host moderator writer author
    author writer novelist poet
    singer musician artist rapper
    actor actress star
    player athlete footballer quarterback
    coach manager trainer
    entrepreneur businessman businesswoman investor billionaire owner founder tycoon mogul
    activist campaigner advocate organizer protester
    priest pastor bishop archbishop reverend rev. cardinal pope
    defendant suspect accused gunman shooter
    resident neighbor neighbour local
    bill legislation measure law act
    poll survey study
    report study document
    administration government
    police department
    company firm corporation business
    """.strip().splitlines()
)

_PEOPLE = (
    _MEN
    | _WOMEN
    | words("""
    academic accountant accuser activist acquaintance actor admiral adm. adviser advisor advocate agent aide analyst
    anchor applicant architect artist aspirant assailant assistant associate astronaut astronomer athlete attendee
    attorney author authority backer banker biographer biologist bishop blogger boss broker builder buyer
    campaigner candidate captain capt. cardinal caretaker carpenter celebrity ceo cfo chair chairperson chancellor
    chaplain chef chemist chief child citizen cleric client clinician coach co-author co-chair co-founder co-host
    co-owner co-worker colleague colonel col. columnist comedian commander commentator commissioner comptroller
    conductor congressperson conservative constituent consultant consumer contender contestant contractor contributor
    coordinator cop coroner correspondent counsel counselor counsellor councillor councilor counterpart cousin creator
    creditor criminal critic cyclist
    dealer dean debater defendant defender delegate democrat dentist deputy designer detainee detective detractor
    developer dictator diplomat director dissident doctor donor dr. drafter driver drummer
    ecologist economist editor educator elder elector emissary employee employer engineer enthusiast entrepreneur
    envoy examiner executive ex-wife ex-husband expert explorer
    fan farmer father fellow fighter filmmaker firefighter follower foe footballer founder freshman friend
    front-runner frontrunner fugitive fundraiser
    gen. general geologist goalkeeper gov. governor grandparent graduate guard guest guide guitarist gynecologist
    hacker hawk head headmaster hedger hero historian homeowner hopeful host hostage human hunter
    immigrant imam incumbent individual informant inmate insider inspector instructor insurgent intern interpreter
    interviewer investigator investor
    jihadist journalist judge juror justice kid killer
    laborer labourer landlord lawmaker lawyer leader lecturer legislator liar liberal libertarian librarian lieutenant
    lt. lobbyist local loyalist
    magistrate major maj. maker manager marine mathematician mayor mechanic mediator medic member mentor merchant
    messenger meteorologist migrant militant millionaire billionaire miner minister moderate moderator mogul monarch
    mp musician
    narrator native negotiator neighbor neighbour newcomer newsmaker nominee novelist nurse
    observer offender officeholder officer official operative operator opponent organizer organiser outsider owner
    painter paramedic parent parishioner parliamentarian participant partner passenger passer-by pastor patient
    patriot peer pensioner performer person pharmacist philanthropist philosopher photographer physician physicist
    pilot pioneer planner player plaintiff poet politician pollster pope predecessor premier president
    president-elect press-secretary prisoner prof. producer professional professor programmer progressive promoter
    proponent prosecutor protester protestor provost psychiatrist psychologist publicist publisher pundit pupil
    quarterback rabbi radical rancher rapper reader rebel recipient recruiter rector referee reformer refugee
    regulator rep. reporter representative republican researcher resident respondent retiree rev. reverend reviewer
    rival runner
    sailor scholar scientist scribe sculptor secretary sec. seller sen. senator sergeant sgt. sheriff shareholder
    shopper sibling singer skeptic sociologist soldier solicitor songwriter speaker specialist spokesperson sponsor
    spouse staffer star stockholder strategist student successor suitor superintendent supervisor supporter surgeon
    surrogate survivor suspect sympathizer
    taxpayer teacher teammate technician teenager tenant terrorist therapist thinker tourist trader trainer traitor
    traveler traveller treasurer trucker trustee tutor tycoon
    undersecretary underwriter user usher veteran vice-president vice-chair vice-chairman victim viewer villager
    visitor volunteer voter vp
    warden warlord watchdog watcher whistleblower whistle-blower winner witness worker worshipper writer youngster
    people youngster spokespeople
    adult ally
    """)
)

_SPEAKING = words("""
    account act ad administration advertisement affidavit affiliate agency agreement airline alliance ambassadorship
    amendment analysis announcement army article assembly association audience audit authority
    ballot bank bar base bench bill biography blog board body book booklet branch brief briefing broadcast brochure
    bulletin bureau business
    cabinet campaign camp capital caption caucus cell census center centre chamber channel chapter charity charter
    church circle city club coalition code column command commission committee community company complaint
    conference confederation congress conglomerate consensus consortium constitution consulate contract convention
    cooperative corporation council counsel country county court coverage crew
    daily data deal declaration decree delegation department diary directive directorate division document dossier
    editorial electorate email embassy emirate enterprise entry essay establishment estimate evidence excerpt
    faction faculty family federation figure file filing film finding firm flier force forecast foundation fund
    gang gazette government group guardian guidance guideline guild
    handbook headline headquarters hospital house household
    index indictment industry information inquiry inspectorate institute institution intelligence interview
    investigation
    journal judiciary junta jury kingdom
    label laboratory lab law lawsuit leadership league leaflet left legislation legislature letter line list literature
    magazine majority management mandate manifesto manual market measure media memo memoir memorandum message military
    ministry minority mission monarchy monitor movement movie museum
    nation navy network newspaper news notice novel
    observatory office opposition order organization organisation outfit outlet
    pact page palace pamphlet panel paper papers parliament party passage petition photo plan platform playbook
    police policy poll polling population portal post poster prefecture presidency press program programme proposal
    prosecution protocol provision public publication publisher
    question questionnaire quarter
    race radio record regime region register regulation regulator release report reporting republic research
    resolution response rest result review right rule ruling
    school score script section security senate series service session side sign singer site slogan society source
    speech spot staff state statement statistic statute story strategy study subcommittee suit summary survey syndicate
    tabloid tally tape team television testimony text think-tank thinktank title town transcript treasury treaty
    clergy crowd folk personnel troops youth
    tribe tribunal troupe trust tweet
    union unit university verdict version video volume warrant watchdog website weekly wing wire world""")

_HYPERNYMS = {
    "document": words("law bill letter order agreement treaty report memo memorandum resolution plan contract decree"),
    "legislation": words("bill law act measure"),
    "measure": words("bill law act amendment resolution"),
    "agency": words(
        "ministry department service bureau administration office authority commission fbi cia nsa epa nasa dhs irs"
    ),
    "department": words("ministry police"),
    "body": words("council commission committee court agency board parliament"),
    "panel": words("committee commission board council subcommittee court"),
    "bureau": words("agency fbi"),
    "party": words("democrats republicans gop"),
    "outlet": words("newspaper magazine network channel site agency"),
    "paper": words("newspaper journal times post study"),
    "newspaper": words("times post journal guardian gazette herald"),
    "network": words("channel news fox cnn msnbc nbc abc cbs bbc espn univision"),
    "chamber": words("senate house parliament"),
    "parliament": words("rada duma congress assembly knesset"),
    "regulator": words("bank commission authority"),
    "institution": words("bank university museum court"),
    "survey": words("poll study"),
    "poll": words("survey"),
    "study": words("report survey analysis"),
}

SPEAKERS = Speakers(
    entity_kinds={
        "PERS": EntityKind.PERSON,
        "PER": EntityKind.PERSON,
        "PERSON": EntityKind.PERSON,
        "ORG": EntityKind.ORGANISATION,
        "LOC": EntityKind.PLACE,
        "GPE": EntityKind.PLACE,
    },
    pronouns=_PRONOUNS,
    first_person=_FIRST,
    reflexives=words("oneself"),
    second_person=words("you your yours yourself yourselves"),
    relatives=words("who whom whose which that"),
    nobody=words(
        """nobody somebody someone anyone anybody everyone everybody noone none one many few several some most all
        others other another each either neither lot plenty number percent half majority dozen hundred thousand"""
    ),
    honorifics=words("mr mr. mrs mrs. ms ms. miss dr dr. sir dame madam madame mister herr frau monsieur"),
    particles=words("von van de der den da di del della dos du le la al el bin ibn ben abu af zu ter ten y"),
    suffixes=words("jr jr. sr sr. ii iii iv"),
    indefinite=words(
        """a an one some any every each another no many several few most such other both either neither various
        certain countless numerous fellow two three four five six seven eight nine ten dozen"""
    ),
    synonyms=_SYNONYMS,
    kin=words(
        """mother father son daughter brother sister wife husband uncle aunt nephew niece cousin parent grandmother
        grandfather grandson granddaughter friend colleague neighbor neighbour ally supporter critic aide adviser
        advisor spokesman spokeswoman spokesperson lawyer attorney rival opponent successor predecessor associate
        supporter backer relative widow"""
    ),
    sides=words("side authority government official leadership capital"),
    offices={
        "prime minister": words("premier prime minister chancellor"),
        "vice president": words("vice vp vice-president"),
        "press secretary": words("spokesman spokeswoman spokesperson secretary"),
        "foreign minister": words("minister diplomat"),
        "defense secretary": words("secretary"),
        "defence minister": words("minister"),
        "first lady": words("lady wife"),
        "head of": words("leader chief president director chairman"),
        "commander in": words("president"),
    },
    hypernyms=_HYPERNYMS,
    organisations=words(
        """company firm organization organisation agency corporation association party club institution business group
        nonprofit charity network newspaper outlet publication paper think-tank carrier automaker retailer lender
        regulator watchdog bureau network tabloid broadcaster maker giant alliance bloc coalition"""
    ),
    carriers=words(
        """site website web page facebook twitter telegram channel account feed blog instagram post tweet transcript
        statistic database desk"""
    ),
    speaking=_SPEAKING,
    quantifiers=words("more most less many few several some dozens hundreds thousands"),
    impersonal=words("seem appear"),
    own_report=words("earlier previously"),
    people=_PEOPLE,
    people_endings=("man", "woman", "person", "ologist", "men", "women"),
    given_names={"Masc": MALE, "Fem": FEMALE},
    gendered={**dict.fromkeys(_MEN, "Masc"), **dict.fromkeys(_WOMEN, "Fem")},
    natural_gender=True,
    articles=words("the a an"),
    drops_subjects=False,
    capitals=CAPITALS,
)
