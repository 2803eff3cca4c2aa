"""English words that report; "support", "oppose" and "hope for" count, for attitudes are attributed too."""

from kb.language.cues import Cues, acts, words

VERBS = acts(
    say="""
    acknowledge add address admit advertise affirm air allude announce answer argue articulate assert assess assure
    attest bark bellow blog boast brag brief broadcast call caption caution characterise characterize chant
    chronicle circulate cite claim clarify cheer chuckle coin comment compare compliment concede conclude concur
    confess confide confirm congratulate contend continue convey counter cover cry debate declare declaim deem
    define defend delineate deliver demonstrate depict describe detail disclose discuss display document downplay
    dub echo elaborate elucidate email emphasise emphasize enthuse enumerate establish exclaim explain explore
    explicate expound express extol feature find finish fire focus forward frame gesture gripe growl gush hail
    highlight hint identify illustrate imply indicate inform insist insinuate interject interpret interrupt intone
    introduce invoke issue joke label laugh laud lay leak lecture lie liken link list maintain mean mention message
    mumble murmur muse mutter name narrate note observe opine outline paint paraphrase persuade phrase pitch point
    portray post praise preach present proclaim profess pronounce proffer promote prompt publicise publicize publish
    put quip quote rank read reaffirm reassure recall recap recite recollect recount refer reference reflect
    register reiterate relate relay release remark remember remind reminisce repeat reply report restate retort
    retweet reveal retell riff roar say scoff scream send shoot shout show shrug sigh signal speak specify spell
    spotlight spread stammer state steer stipulate stress stump submit suggest sum summarise summarize swear
    symbolise symbolize tell testify text thank title tout trumpet tweet type underline underscore unveil utter
    verify vent talk share offer provide calculate voice volunteer weigh whisper word write yell""",
    deny="""
    challenge contest contradict debunk decline deny disavow discount dismiss disown dispute disprove distance
    negate nix rebuff rebut refute refuse reject renounce repudiate resist""",
    demand="""
    adjure advise advocate appeal authorise authorize ban beckon beg beseech bid champion command compel counsel
    decree demand dictate direct encourage entreat exhort forbid implore instruct invite lobby mandate move nominate
    nudge oblige order outlaw petition plead prescribe press pressure prevail prod prohibit propose push recommend
    request require rule solicit summon urge veto""",
    promise="commit guarantee pledge promise vow undertake",
    warn="forewarn threaten warn alert remonstrate",
    predict="anticipate augur envisage envision expect forecast foresee foretell predict project prophesy",
    ask="""
    ask enquire grill inquire interrogate investigate ponder pose probe query question quiz wonder interview
    deliberate""",
    accuse="""
    accuse allege assail attack attribute bash belittle bemoan berate besmirch blame blast castigate censure charge
    chastise chide complain condemn criticise criticize decry demonize denigrate denounce deplore deride disparage
    excoriate expose fault flay grouse grumble hammer hit implicate impugn indict inveigh jeer knock lambaste lament
    lampoon lash malign mock needle object pan pillory protest pummel rail rant rap rebuke reprimand reproach rip
    ridicule scold scorn skewer slam slander slap smear sue suspect taunt tear trash upbraid vilify whine savage
    target troll insult accost confront""",
    believe="""
    accept accredit admire adore agree applaud appear appreciate approve assume back balk believe bet blanch bless
    care celebrate cherish concern conceive consider contemplate convince count credit cringe dare deduce desire
    detect determine differ disagree disapprove discern discover dislike disregard distrust doubt dread embrace
    endorse enjoy equate esteem estimate evaluate exaggerate fancy favor favour fear feel figure forget gather gauge
    guess hate hear hold hope ignore imagine infer judge know learn like loathe look love lean marvel mind misjudge
    misunderstand mourn notice oppose overestimate perceive picture posit postulate prefer presume presuppose pride
    prize puzzle rate realise realize reason reckon recognise recognize reconsider regard regret rejoice relish
    resent respect rue second see seem spot measure sense side sound speculate subscribe suppose surmise sympathise
    sympathize support surprise think tolerate treasure trust underestimate understand value view visualise
    visualize welcome witness worry wrestle grapple fret grasp misread second-guess overlook upset unite divide
    thrill alarm anger outrage please disappoint excite frustrate intrigue startle shock unnerve rattle mystify
    theorise theorize""",
    plan="""
    aim angle arrange aspire attempt avoid choose conspire crave decide dedicate endeavor endeavour hesitate intend
    long mull need opt pick plan prepare pursue resolve scheme schedule seek strategise strategize strive struggle
    try vie vote want wish yearn consent elect eye hanker agitate covet itch adopt appoint hire launch pass float
    resign acquiesce fight campaign sign""",
    other="""
    apologise apologize commend commiserate condole greet grieve salute toast stand react respond withhold abstain
    stonewall""",
)

NOUNS = acts(
    say="""
    account acknowledgment acknowledgement address admission affirmation allusion analysis announcement answer
    argument article assertion assessment assurance attestation blog boast briefing broadcast bulletin case
    characterization characterisation chant claim clarification comment commentary communication confession
    confirmation contention conversation declaration defense defence definition depiction description diagnosis
    disclosure discussion editorial email evidence explanation figure finding footage headline hint insinuation
    insistence interpretation interview joke justification lecture letter memo message mention narrative news notice
    observation op-ed paragraph piece point post posting portrayal presentation proclamation pronouncement quip
    quotation quote reassurance recollection reference reminder remark reply report reporting response retort
    revelation rumor rumour slogan speech statement story submission suggestion summary talk testimony text thanks
    tweet update word wording write-up compliment congratulation praise tribute note mantra caveat""",
    deny="contradiction denial disavowal dismissal rebuttal refusal rejection repudiation reluctance unwillingness",
    demand="""
    advice advocacy appeal ban bid call command counsel decree demand directive edict entreaty exhortation guidance
    injunction instruction invitation lawsuit mandate motion nomination order petition plea prescription pressure
    prohibition proposal proposition push recommendation request requirement ruling suit summons ultimatum urging
    veto resolution""",
    promise="commitment guarantee oath offer pledge promise vow willingness readiness",
    warn="alarm alert caution threat warning",
    predict="anticipation forecast outlook prediction projection prognosis prophecy",
    ask="debate deliberation inquiry enquiry interrogation query question scrutiny investigation probe",
    accuse="""
    accusation allegation attack barb blame charge complaint condemnation critic criticism critique denunciation
    disapproval dig grievance indictment innuendo insult jab mockery objection outrage protest rebuke reprimand
    ridicule scorn slur swipe tirade rant diatribe""",
    believe="""
    acceptance admiration agreement ambivalence anger anxiety appreciation apprehension approval assumption attitude
    aversion belief bet bias certainty concern confidence consensus consideration contempt conviction conclusion
    credit dismay disagreement disappointment dislike displeasure disdain dispute dissatisfaction distaste distrust
    doubt dread endorsement enthusiasm estimate estimation evaluation expectation faith favor favour fear feeling
    frustration guess hatred hope hostility hunch hypothesis idea impression inference interest intuition judgment
    judgement knowledge mind misgiving mistrust notion opinion optimism opponent opposition perception perspective
    pessimism philosophy position premise presumption principle proponent preference realization realisation
    recognition regret reservation resentment respect satisfaction sense sentiment skepticism scepticism speculation
    stance stand standpoint support supporter surprise suspicion sympathy theory thesis thinking thought trust
    uncertainty understanding unease unhappiness verdict view viewpoint vision vote wisdom worry advocate champion
    defender fan backer backing relief pride""",
    plan="""
    agenda aim ambition aspiration attempt decision desire determination dream effort eagerness goal initiative
    intent intention mission objective plan policy priority purpose quest strategy target wish hunger""",
    other="apology condolence condolences gratitude sympathies secrecy silence tears reaction",
)

PREDICATIVES = acts(
    say="clear explicit emphatic adamant vocal outspoken frank candid quick correct unequivocal vague defensive",
    deny="""
    dismissive reluctant unwilling unapologetic loath averse opposed""",
    promise="willing ready prepared",
    ask="curious unsure",
    accuse="critical scathing furious livid angry contemptuous indignant",
    believe="""
    afraid alarmed amazed ambivalent anxious apprehensive ashamed astonished aware certain cognizant comfortable
    complimentary concerned confident conscious content contented convinced delighted desperate disappointed dubious
    enthusiastic familiar fearful fond frustrated glad grateful happy hesitant hopeful hostile ignorant impressed
    incredulous insistent interested leery mindful mistrustful nervous optimistic perplexed pessimistic pleased
    positive proud puzzled sad satisfied scared sceptical sensitive shocked sick skeptical sorry stunned supportive
    sure surprised suspicious sympathetic thankful thrilled unaware uncertain unclear uncomfortable uneasy unhappy
    unimpressed unknown unmoved unperturbed upset wary weary worried worrisome likely obvious evident tired jealous
    baffled bullish bearish divided undecided excited favorable favourable unconvinced""",
    plan="bent committed eager hungry impatient intent inclined keen determined set",
)

# "in his view", "by her own account", "in the words of", "under the plan".
PHRASES = {
    **dict.fromkeys(
        words("""
    view opinion estimation mind eye judgment judgement assessment telling analysis interpretation thinking word
    account statement report letter interview tweet post message memo speech article op-ed email filing testimony
    complaint lawsuit ruling indictment affidavit book column editorial essay paper study survey poll release
    announcement briefing declaration"""),
        words("in"),
    ),
    **dict.fromkeys(words("account admission reckoning estimate calculation standard measure definition"), words("by")),
    **dict.fromkeys(words("perspective viewpoint standpoint"), words("from")),
    **dict.fromkeys(
        words("plan proposal law rule bill deal agreement policy order provision act measure"), words("under")
    ),
    "account": words("by in"),
    "point": words("from"),
    "estimate": words("by in"),
    "advice": words("on at"),
    "request": words("at"),
    "urging": words("at"),
    "insistence": words("at"),
    "behest": words("at"),
    "recommendation": words("on at"),
    "hope": words("in"),
    "belief": words("in"),
    "expectation": words("in with"),
    "fear": words("for amid"),
    "response": words("in"),
    "ground": words("on"),
    "allegation": words("on amid"),
}

CUES = Cues(
    verbs=VERBS,
    nouns=NOUNS,
    predicatives=PREDICATIVES,
    phrases=PHRASES,
    adpositions=words("according per"),
    particles=words("reportedly allegedly purportedly supposedly seemingly ostensibly"),
    light_verbs=words("""
    make give take have issue offer express voice raise deliver provide send put lodge file reach come draw cast
    hold lay release publish post show share get pose level launch lend throw enter set write pen air sound renew
    win receive face extend float present do fuel trigger spark prompt stoke cause arouse place keep bear remain be
    exist harbor harbour go repeat deny reject dismiss announce sign pass adopt use run carry mount field submit"""),
    complementizers=words("that"),
    question_words=words("whether if who whom whose what which when where why how"),
    as_conjunctions=words("as"),
    topic_adpositions=words("about on of regarding over concerning for against toward towards"),
    place_adpositions=words("in at on"),
    pro_forms=words("this that it so these such"),
    negations=words("not n't n’t never no nor neither"),
)
