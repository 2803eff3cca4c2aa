"""How English names are told apart: titles, endings, and the names that news is full of."""

from kb.language.capitals import Capitals
from kb.language.cues import words
from kb.language.en.names import EITHER, FEMALE, MALE, SURNAMES
from kb.language.en.places import PLACES
from kb.model import EntityKind

_TITLES = words("""
    mr mr. mrs mrs. ms ms. miss dr dr. sir dame madam madame mister herr frau monsieur mme mx. pm drs. president
    president-elect vice-president senator sen. sens. representative rep. reps. congressman congresswoman governor
    gov. govs. lt. lieutenant mayor speaker secretary sec. minister premier chancellor ambassador envoy attorney
    general gen. adm. admiral col. colonel maj. major capt. captain sgt. sergeant cpl. pvt. brig. cmdr. commander
    marshal judge justice magistrate prosecutor sheriff deputy detective inspector constable officer chief
    commissioner superintendent director chairman chairwoman chair chairperson co-chair leader whip head spokesman
    spokeswoman spokesperson adviser advisor aide strategist manager pollster analyst host anchor correspondent
    reporter editor columnist commentator professor prof. dean provost rector king queen prince princess duke
    duchess earl count countess baron baroness lord lady emperor empress tsar sultan sheikh emir pope cardinal
    archbishop bishop father brother sister pastor reverend rev. rabbi imam ayatollah mullah saint prophet
    candidate nominee delegate councilman councilwoman councilor councillor assemblyman assemblywoman alderman
    alderwoman comptroller treasurer ombudsman coach ceo cfo coo undersecretary counsel counselor uncle aunt
    committeeman committeewoman selectman supervisor trustee historian economist author actor actress singer
    comedian journalist blogger pundit consultant lobbyist lawyer donor investor billionaire businessman
    businesswoman developer entrepreneur founder activist speechwriter""")

_TITLE_COMPLEMENTS = words("""
    state defense defence commerce labor labour energy education transportation homeland security treasury agriculture
    veterans affairs health human services housing urban development national intelligence staff foreign""")

_LABELS = words("""
    republican democrat democratic gop libertarian independent conservative liberal socialist progressive
    presumptive former ex-president then-president interim acting deputy assistant vice prime first foreign
    supreme federal chief ex""")

_ORGANISATION_ENDINGS = words("""
    party committee subcommittee department dept dept. university college school institute institution academy inc inc.
    corp corp. corporation co co. llc ltd ltd. plc company companies group post times news journal herald tribune
    gazette chronicle globe observer guardian telegraph examiner enquirer inquirer dispatch sentinel register magazine
    weekly review press agency association union council commission bureau ministry office bank court congress
    parliament senate assembly legislature federation foundation fund trust alliance coalition league society club
    church administration authority board service services army navy guard force forces marines police corps network
    channel radio tv television broadcasting media entertainment studios pictures records airlines airways motors
    industries systems technologies technology partners holdings capital securities insurance international
    organization organisation organisations center centre hospital clinic laboratory laboratories library museum
    orchestra team pac caucus campaign conference brigade regiment battalion associates consulting advisors strategies
    research analytics reports poll polling brotherhood movement front state reserve exchange embassy consulate
    secretariat directorate cabinet house government""") - words("state house tv")

_PLACE_ENDINGS = words("""
    county city town village township borough district province oblast region state states republic kingdom emirates
    island islands isles peninsula coast bay gulf sea ocean lake river creek falls mountain mountains mount hill hills
    valley canyon desert forest park beach harbor harbour port airport street st. st avenue ave. ave road rd boulevard
    blvd square plaza bridge tunnel highway tower towers hotel resort stadium arena hall heights springs palace strip
    bank east west north south coast territory territories estate garden gardens canal ranch camp""") - words(
    "bank camp states coast"
)

_OTHER_ENDINGS = words("""
    act amendment bill law treaty agreement accord deal pact plan program initiative project doctrine convention debate
    election elections primary primaries caucuses war wars revolution crisis award awards prize cup bowl series games
    olympics festival day week month year eve night tuesday monday wednesday thursday friday saturday sunday bible
    quran koran constitution declaration report reports code rule rules index theory syndrome disease virus hurricane
    cyclone storm show edition version summit hearing attack attacks massacre spring tour christmas easter ramadan
    thanksgiving age era century pledge matters matter dream lives test study survey poll""")

_HEADS = words("""
    university college school institute academy department ministry bureau office bank house board council court
    committee commission church league association society federation union confederation republic kingdom state states
    isle isles bay gulf cape city district province city-state army church daughters sons museum library chamber
    democrats republicans center centre conference organization organisation association fund states""")

_ORGANISATIONS = words("""
    congress senate parliament pentagon kremlin politburo duma knesset bundestag nato unesco unicef interpol opec
    europol hamas hezbollah taliban isis isil al-qaeda fatah google facebook twitter microsoft apple amazon youtube
    instagram yahoo netflix uber tesla boeing airbus ford toyota walmart starbucks exxon exxonmobil gazprom rosneft
    lukoil sony samsung huawei intel ibm nike disney reuters bloomberg newsweek forbes politico breitbart buzzfeed vox
    slate salon mediaite gallup quinnipiac rasmussen yougov ipsos cnn msnbc nbc abc cbs fox bbc npr pbs cspan c-span
    hbo espn univision telemundo afp interfax tass xinhua ria ukrinform unian yale harvard stanford princeton wikileaks
    anonymous breitbart.com hotmail gmail wikipedia aclu naacp epa irs fbi cia nsa dhs doj fda cdc imf wto nra rnc dnc
    gop un u.n. eu osce who fed scotus potus afl-cio seiu aipac hud""") - words("who")

_ORGANISATION_PHRASES = (
    "white house", "supreme court", "islamic state", "boko haram", "al - qaeda", "al qaeda", "wall street journal",
    "new york times", "washington post", "huffington post", "associated press", "fox news", "the hill", "the atlantic",
    "the economist", "national review", "daily beast", "daily mail", "usa today", "new yorker", "rolling stone",
    "goldman sachs", "morgan stanley", "general motors", "general electric", "wells fargo", "jp morgan",
    "silicon valley bank", "planned parenthood", "tea party", "democratic party", "republican party", "new york post",
    "european union", "united nations", "european commission", "european parliament", "federal reserve", "state tv",
    "house of representatives", "house of commons", "house of lords", "red cross", "amnesty international",
    "human rights watch", "transparency international", "muslim brotherhood", "secret service", "coast guard",
    "capitol hill", "downing street", "security council", "verkhovna rada", "greenpeace", "medecins sans frontieres",
    "national rifle association", "face the nation", "meet the press", "morning consult", "public policy polling",
    "american enterprise institute", "heritage foundation", "cato institute", "abc news", "nbc news", "cbs news",
    "bloomberg news", "sky news", "al jazeera", "russia today", "ria novosti", "rossiya segodnya",
    "agence france-presse",
)  # fmt: skip

_NEVER = words("""
    i god internet web english french spanish german russian ukrainian american chinese british european african asian
    latino hispanic muslim islamic jewish christian catholic evangelical mormon protestant arab turkish polish israeli
    palestinian iranian iraqi syrian afghan mexican canadian cuban japanese korean indian italian greek dutch swedish
    norwegian danish finnish irish scottish welsh australian brazilian egyptian saudi pakistani african-american
    asian-american mexican-american native western eastern southern northern soviet nazi communist marxist socialist
    republican democrat democratic gop libertarian conservative liberal progressive independent republicans democrats
    libertarians conservatives liberals progressives independents socialists communists nazis americans russians
    ukrainians chinese germans brits europeans africans asians latinos hispanics muslims jews christians catholics
    evangelicals mormons protestants arabs turks poles israelis palestinians iranians iraqis syrians afghans mexicans
    canadians cubans koreans indians italians greeks iowans texans floridians californians yorkers southerners jihadist
    sunni shiite shia shiites sunnis kurdish kurds kurd zionist anti-semitic monday tuesday wednesday thursday friday
    saturday sunday january february march april may june july august september october november december mon tue wed
    thu fri sat sun jan. feb. mar. apr. jun. jul. aug. sept. oct. nov. dec. spring summer autumn fall winter christmas
    easter thanksgiving halloween ramadan am a.m. p.m. pm est et gmt est. ok okay yes no oh hi hello mr. mrs. ms. dr.
    ph.d. m.d. aids covid hiv dna tv dvd pdf faq url ceo cfo iq usd eur islam christianity judaism catholicism buddhism
    hinduism islamism socialism communism capitalism nazism brexit obamacare medicare medicaid zika ebola holocaust
    bible quran koran the a an and or but if it he she they we you this that these those what who how why when where
    there here in on at for from to with by as of so not now then after before while because although however since
    according photo image video source read watch note update copyright more also related share follow via ii iii iv vi
    vii viii""")

_SAYING = words("""
    say tell add ask announce argue insist claim believe think write tweet note explain suggest warn promise vow
    declare acknowledge admit concede deny reply respond recall joke quip say state hope want plan know feel call
    describe accuse blame criticize criticise slam blast praise mock defend endorse urge contend maintain predict
    expect worry wonder complain conclude testify speak talk lambast reiterate stress emphasize echo quote stop smile
    laugh shrug nod wear grin cry marry""")

CAPITALS = Capitals(
    titles=_TITLES,
    title_complements=_TITLE_COMPLEMENTS,
    labels=_LABELS,
    given_names=MALE | FEMALE | EITHER,
    surnames=SURNAMES,
    endings={
        **dict.fromkeys(_PLACE_ENDINGS, EntityKind.PLACE),
        **dict.fromkeys(_ORGANISATION_ENDINGS, EntityKind.ORGANISATION),
    },
    heads=_HEADS,
    known={
        **dict.fromkeys(PLACES, EntityKind.PLACE),
        **dict.fromkeys(_ORGANISATIONS, EntityKind.ORGANISATION),
        **dict.fromkeys(_ORGANISATION_PHRASES, EntityKind.ORGANISATION),
    },
    other=_OTHER_ENDINGS,
    never=_NEVER,
    links=words("of the for & - and ' de la del"),
    places_before=words("in at near from to across outside inside throughout around into toward towards"),
    saying=_SAYING,
    articles=words("the a an this that these those"),
    of="of",
    joining="and",
    possessives=words("'s ’s ' ’"),
    examples=words("including like such namely"),
    both="both",
    one="one",
)
