"""English words of polarity, modality, hedging and speech acts."""

from __future__ import annotations

from collections.abc import Mapping

from kb.language.cues import words
from kb.language.en.cues import NOUNS, PREDICATIVES, VERBS
from kb.language.labels import LabelLexicon
from kb.model import Modality, SpeechAct


def _table(rows: Mapping[Modality, str]) -> dict[str, Modality]:
    return {word: value for value, block in rows.items() for word in block.split()}


# What the cue implies of an infinitive or a noun that depends on it: "vowed to fight", "a call for reforms".
IMPLIED = _table(
    {
        Modality.WILL: """
            agree aim anticipate announce arrange commit commitment consent decide decision determine determined eager
            envision envisage expect expectation forecast foresee guarantee intend intent intention oath offer
            opt plan pledge poised predict prediction prepare prepared project projection promise ready resolve
            schedule set slate swear threat threaten undertake volunteer vow willing willingness""",
        Modality.WANTS: """
            ambition aspiration aspire campaign desire dream fight goal hope hopeful keen like long prefer pursue quest
            seek strive struggle try vie want wish yearn""",
        Modality.SHOULD: """
            advice advise advocate appeal beg counsel encourage endorse entreat exhort implore invite lobby
            nudge persuade plead plea press pressure proposal propose push recommend recommendation request
            suggest suggestion support urge urging""",
        Modality.MUST: """
            command compel decree demand direct force insist insistence instruct mandate oblige order require
            requirement ultimatum""",
        Modality.MAY: "allow permit authorise authorize let consider contemplate mull weigh",
        Modality.QUESTION: """
            ask debate determine doubt enquire enquiry examine explore inquire inquiry investigate investigation
            ponder probe query question wonder""",
    }
)

AUXILIARIES = _table(
    {
        Modality.MUST: "must",
        Modality.SHOULD: "should ought",
        Modality.MAY: "may might can could ca",
        Modality.WILL: "will shall wo 'll",
    }
)

# "Have", "go" and the like count before an infinitive only.
MODALS = _table(
    {
        Modality.MUST: "have need obligate obliged necessary essential imperative force compel",
        Modality.SHOULD: "ought suppose advisable better",
        Modality.MAY: "able possible impossible unable likely unlikely free",
        Modality.WILL: """
            go plan intend expect aim agree decide promise vow pledge prepare schedule slate set ready
            willing poised due bound prepared""",
        Modality.WANTS: "want wish hope like desire seek eager keen",
    }
)

MODAL_NOUNS = _table(
    {
        Modality.MUST: "need necessity obligation duty",
        Modality.MAY: "possibility chance likelihood opportunity right ability",
        Modality.WILL: "plan intention intent willingness",
        Modality.WANTS: "desire wish ambition",
    }
)

LABELS = LabelLexicon(
    acts={
        **NOUNS,
        **PREDICATIVES,
        **VERBS,
        **dict.fromkeys(("call for", "call on", "call upon", "ask for", "push for", "look for"), SpeechAct.DEMAND),
        **dict.fromkeys(("look into", "search for"), SpeechAct.OTHER),
    },
    # "Asked to", "called a liar" and "look back" imply nothing.
    implied={
        **IMPLIED,
        **dict.fromkeys(("call for", "call on", "call upon", "ask for", "push for", "appeal for"), Modality.SHOULD),
        **dict.fromkeys(("look into", "ask if", "ask whether", "know whether", "know if"), Modality.QUESTION),
        **dict.fromkeys(("wait for", "look for", "hope for"), Modality.WANTS),
    },
    modals=MODALS,
    auxiliaries=AUXILIARIES,
    modal_nouns=MODAL_NOUNS,
    epistemics=words("possible impossible likely unlikely necessary essential imperative"),
    light=words("be have see exist"),
    catenatives=words("try begin start continue manage attempt keep fail refuse decline stop cease help"),
    negators=words("not n't n’t never nor hardly scarcely"),
    not_only=words("only just merely simply solely necessarily"),
    negative_cues=words(
        """deny denial reject rejection refuse refusal decline dispute doubt dismiss dismissal disavow disown refute
        rebut rebuttal repudiate disprove debunk contradict oppose opposition object objection forbid prohibit ban veto
        rebuff resist balk unwilling reluctant unwillingness reluctance skeptical sceptical disagree discount"""
    ),
    negative_predicates=words(
        "unable impossible unlikely fail refuse decline cease stop untrue false unacceptable inadmissible"
    ),
    conditional=words("would 'd"),
    purpose=frozenset(),
    complementizers=words("that whether if as"),
    interrogatives=words("who whom whose what which when where why how whether if"),
    optative=words("let"),
    hedges=words(
        """reportedly allegedly apparently perhaps maybe possibly probably likely seemingly supposedly purportedly
        presumably potentially ostensibly arguably seem appear"""
    ),
    unconfirmed=words("unconfirmed unverified unsubstantiated alleged purported rumor rumour preliminary unofficial"),
    accusing=words(
        """abuse accuse aggression aggressor assault attack authoritarian betray betrayal bigot bigoted blackmail blame
        bribe bribery bully cheat conspire conspiracy corrupt corruption coup cover-up coward crime criminal crook
        deceive deceit deception defraud destroy dictator dictatorship discriminate discrimination disgrace dishonest
        disinformation double-standard embezzle exploit extort fabricate fake falsify fascist fraud
        genocide greedy guilty harass hypocrite hypocrisy ignore illegal illegally incite incompetent inhumane invade
        invasion jeopardize kill kidnap liar lie lying manipulate manipulation massacre mislead murder murderer
        negligence negligent occupy occupier offend offensive oppress persecute plot plunder propaganda provocation
        provoke racist rape reckless repress repression rig rob sabotage scandal scapegoat sexist shell slander smear
        steal stupid suppress terror terrorise terrorism terrorist terrorize threaten torture traitor treason
        undermine unfair unfit unjust unlawful vandalise violate violation weaken weaponize wrong wrongdoing"""
    ),
    first_person=words("i we my our me us"),
    negative_words=words("no nobody nothing none neither nowhere noone"),
    # "He said it would rain" reports that it will.
    shifted={"would": Modality.WILL, "'d": Modality.WILL},
    open_complementizers=words("whether if"),
    quoted_words=1,
    unquoted_words=0,
)
