"""Places that news names often: states, their capitals and largest cities, the American states as written."""

from kb.language.cues import words

_STATES = words("""
    afghanistan albania algeria andorra angola argentina armenia australia austria azerbaijan bahamas bahrain
    bangladesh barbados belarus belgium belize benin bhutan bolivia bosnia botswana brazil brunei bulgaria burundi
    burma cambodia cameroon canada chad chile china colombia congo croatia crimea cuba cyprus czechia denmark djibouti
    dominica ecuador egypt eritrea estonia eswatini ethiopia fiji finland france gabon gambia germany ghana greece
    greenland grenada guatemala guinea guyana haiti honduras hungary iceland india indonesia iran iraq ireland israel
    italy jamaica japan kazakhstan kenya kosovo kuwait kyrgyzstan laos latvia lebanon lesotho liberia libya
    liechtenstein lithuania luxembourg macedonia madagascar malawi malaysia maldives mali malta mauritania mauritius
    mexico moldova monaco mongolia montenegro morocco mozambique myanmar namibia nepal netherlands nicaragua niger
    nigeria norway oman pakistan palestine panama paraguay peru philippines poland portugal qatar romania russia rwanda
    samoa senegal serbia singapore slovakia slovenia somalia spain sudan suriname sweden switzerland syria taiwan
    tajikistan tanzania thailand togo tonga tunisia turkey turkmenistan uganda ukraine uruguay uzbekistan vanuatu
    venezuela vietnam yemen zambia zimbabwe britain england scotland wales ussr usa u.s. u.s us uk u.k. u.k uae america
    europe asia africa antarctica oceania eurasia chechnya dagestan kashmir tibet bavaria siberia donbas donbass
    catalonia gaza holland""")

_AMERICAN = words("""
    alabama alaska arizona arkansas california colorado connecticut delaware florida georgia hawaii idaho illinois
    indiana iowa kansas kentucky louisiana maine maryland massachusetts michigan minnesota mississippi missouri montana
    nebraska nevada ohio oklahoma oregon pennsylvania tennessee texas utah vermont virginia washington wisconsin
    wyoming ala. ariz. ark. calif. colo. conn. del. fla. ga. ill. ind. kan. ky. la. md. mass. mich. minn. miss. mo.
    mont. neb. nev. n.h. n.j. n.m. n.y. n.c. n.d. okla. ore. pa. r.i. s.c. s.d. tenn. tex. vt. va. wash. w.va. wis.
    wyo. d.c. dc""")

_CITIES = words("""
    kyiv kiev moscow london paris berlin rome madrid lisbon vienna warsaw prague budapest bucharest sofia athens ankara
    istanbul tehran baghdad damascus beirut jerusalem cairo tripoli tunis algiers riyadh doha dubai kabul islamabad
    karachi lahore delhi mumbai kolkata dhaka beijing shanghai tokyo osaka seoul pyongyang hanoi bangkok jakarta manila
    canberra sydney melbourne ottawa toronto montreal vancouver havana caracas bogota lima brasilia santiago nairobi
    lagos abuja johannesburg pretoria khartoum mogadishu addis brussels amsterdam hague geneva zurich bern munich
    hamburg frankfurt cologne milan naples turin venice barcelona stockholm oslo copenhagen helsinki tallinn riga
    vilnius minsk chisinau tbilisi yerevan baku tashkent astana almaty bishkek dushanbe belgrade zagreb sarajevo skopje
    tirana pristina dublin belfast edinburgh glasgow manchester liverpool birmingham kharkiv odesa odessa dnipro
    donetsk luhansk mariupol lviv kherson zaporizhzhia sevastopol simferopol benghazi aleppo mosul raqqa fallujah
    kandahar chicago boston philadelphia detroit miami atlanta houston dallas seattle denver phoenix baltimore
    cleveland milwaukee minneapolis pittsburgh cincinnati orlando tampa nashville memphis sacramento oakland ferguson
    newtown brooklyn manhattan queens bronx harlem hollywood charleston tucson albuquerque omaha hartford newark
    buffalo tulsa raleigh richmond honolulu anchorage hiroshima nagasaki chernobyl auschwitz guantanamo""")

_PHRASES = (
    "new york", "new york city", "new hampshire", "new jersey", "new mexico", "north carolina", "south carolina",
    "north dakota", "south dakota", "west virginia", "rhode island", "puerto rico", "washington d.c.", "los angeles",
    "san francisco", "san diego", "las vegas", "new orleans", "st. louis", "salt lake city", "kansas city",
    "long island", "united states", "united states of america", "united kingdom", "great britain", "northern ireland",
    "saudi arabia", "north korea", "south korea", "south africa", "new zealand", "sri lanka", "costa rica",
    "el salvador", "united arab emirates", "czech republic", "dominican republic", "middle east", "far east",
    "latin america", "south america", "north america", "central america", "eastern europe", "western europe",
    "soviet union", "west bank", "gaza strip", "hong kong", "tel aviv", "new delhi", "rio de janeiro", "sao paulo",
    "buenos aires", "mexico city", "ivory coast", "sierra leone", "burkina faso", "south sudan", "cape town",
    "st. petersburg", "saint petersburg", "silicon valley", "wall street", "south asia", "southeast asia",
    "papua new guinea", "trinidad and tobago", "bosnia and herzegovina", "west coast", "east coast", "midwest",
    "balkans", "baltics", "caucasus", "scandinavia", "normandy", "burgundy", "hawaii", "oval office", "rose garden",
    "des moines", "palm beach", "staten island", "san antonio", "san jose", "el paso", "baton rouge", "little rock",
)  # fmt: skip

PLACES = _STATES | _AMERICAN | _CITIES | frozenset(_PHRASES)
"""In lower case, one word or several."""
