"""English sentences parsed by hand: what stands for what in a language without cases and without a dictionary."""

from __future__ import annotations

from dataclasses import replace

import pytest
from spacy.tokens import Span

from kb.extract.labels import label
from kb.extract.proposition import proposition
from kb.extract.speaker import resolve_speakers
from kb.language import language
from kb.model import Modality, Polarity, SpeechAct
from tests.extract.sentences import attributed, parsed

ENGLISH = language("en")

MUST = """
Blinken Blinken PROPN 2 nsubj
said say VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin
that that SCONJ 6 mark
Russia Russia PROPN 6 nsubj Number=Sing
must must AUX 6 aux VerbForm=Fin
withdraw withdraw VERB 2 ccomp VerbForm=Inf
troops troop NOUN 6 obj Number=Plur
"""
WILL_NOT = """
Russia Russia PROPN 4 nsubj Number=Sing
will will AUX 4 aux VerbForm=Fin
not not PART 4 advmod
withdraw withdraw VERB 0 root VerbForm=Inf
troops troop NOUN 4 obj Number=Plur
, , PUNCT 7 punct
said say VERB 4 parataxis Mood=Ind|Tense=Past|VerbForm=Fin
Blinken Blinken PROPN 7 nsubj
"""
WOULD = """
Blinken Blinken PROPN 2 nsubj
said say VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin
Russia Russia PROPN 5 nsubj Number=Sing
would would AUX 5 aux VerbForm=Fin
withdraw withdraw VERB 2 ccomp VerbForm=Inf
troops troop NOUN 5 obj Number=Plur
"""
WOULD_IF = """
Blinken Blinken PROPN 2 nsubj
said say VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin
Russia Russia PROPN 5 nsubj Number=Sing
would would AUX 5 aux VerbForm=Fin
withdraw withdraw VERB 2 ccomp VerbForm=Inf
troops troop NOUN 5 obj Number=Plur
if if SCONJ 9 mark
Kyiv Kyiv PROPN 9 nsubj
agreed agree VERB 5 advcl Mood=Ind|Tense=Past|VerbForm=Fin
"""
NO_TROOPS = """
Blinken Blinken PROPN 2 nsubj
said say VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin
Russia Russia PROPN 4 nsubj Number=Sing
withdrew withdraw VERB 2 ccomp Mood=Ind|Tense=Past|VerbForm=Fin
no no DET 6 det
troops troop NOUN 4 obj Number=Plur
"""
FAILED = """
Blinken Blinken PROPN 2 nsubj
said say VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin
Russia Russia PROPN 4 nsubj Number=Sing
failed fail VERB 2 ccomp Mood=Ind|Tense=Past|VerbForm=Fin
to to PART 6 mark
withdraw withdraw VERB 4 xcomp VerbForm=Inf
troops troop NOUN 6 obj Number=Plur
"""
CALLED_FOR = """
Blinken Blinken PROPN 2 nsubj
called call VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin
for for ADP 5 case
the the DET 5 det
withdrawal withdrawal NOUN 2 obl Number=Sing
of of ADP 7 case
troops troop NOUN 5 nmod Number=Plur
by by ADP 9 case
Russia Russia PROPN 5 nmod Number=Sing
"""
PULLED_OUT = """
Blinken Blinken PROPN 2 nsubj
said say VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin
troops troop NOUN 5 nsubj:pass Number=Plur
were be AUX 5 aux:pass Tense=Past|VerbForm=Fin
pulled pull VERB 2 ccomp Tense=Past|VerbForm=Part|Voice=Pass
out out ADP 5 compound:prt
by by ADP 8 case
Russia Russia PROPN 5 obl:agent Number=Sing
"""

ROWS = [
    pytest.param(MUST, "said", "Russia must withdraw troops", Modality.MUST, "positive", SpeechAct.SAY, id="must"),
    pytest.param(
        WILL_NOT, "said", "Russia will not withdraw troops", Modality.WILL, "negative", SpeechAct.SAY, id="will not"
    ),
    pytest.param(
        WOULD, "said", "Russia would withdraw troops", Modality.WILL, "positive", SpeechAct.SAY, id="said it would"
    ),
    pytest.param(
        WOULD_IF,
        "said",
        "Russia would withdraw troops if Kyiv agreed",
        Modality.CONDITIONAL,
        "positive",
        SpeechAct.SAY,
        id="would if",
    ),
    pytest.param(
        NO_TROOPS, "said", "Russia withdrew no troops", Modality.ASSERTED, "negative", SpeechAct.SAY, id="no troops"
    ),
    pytest.param(
        FAILED, "said", "Russia failed to withdraw troops", Modality.ASSERTED, "negative", SpeechAct.SAY, id="failed to"
    ),
    pytest.param(
        CALLED_FOR,
        "called",
        "the withdrawal of troops by Russia",
        Modality.SHOULD,
        "positive",
        SpeechAct.DEMAND,
        id="called for",
    ),
    pytest.param(
        PULLED_OUT,
        "said",
        "troops were pulled out by Russia",
        Modality.ASSERTED,
        "positive",
        SpeechAct.SAY,
        id="passive",
    ),
]


@pytest.mark.parametrize(("rows", "cue", "content", "modality", "polarity", "act"), ROWS)
def test_labels(rows: str, cue: str, content: str, modality: Modality, polarity: str, act: SpeechAct) -> None:
    doc = parsed(rows)
    found = label(doc, attributed(doc, cue=cue, content=content, source="Blinken"), ENGLISH, [], {})
    assert (found.modality, found.polarity, found.speech_act) == (modality, Polarity(polarity), act)


@pytest.mark.parametrize(("rows", "cue", "content"), [row.values[:3] for row in ROWS], ids=[row.id for row in ROWS])
def test_what_is_said_of_the_troops_is_one_proposition(rows: str, cue: str, content: str) -> None:
    doc = parsed(rows)
    found = proposition(doc, attributed(doc, cue=cue, content=content, source="Blinken"), ENGLISH)
    assert found is not None
    assert found.predicate == "withdraw"
    assert {(a.role, a.name) for a in found.arguments} >= {("subject", "Russia"), ("object", "troop")}


SPOKE = """
Kremlin Kremlin PROPN 2 compound
spokeswoman spokeswoman NOUN 3 nmod:desc Number=Sing
Ada Ada PROPN 5 nsubj Number=Sing
Sample Sample PROPN 3 flat Number=Sing
met meet VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin
Bob Bob PROPN 5 obj Number=Sing
Specimen Specimen PROPN 6 flat Number=Sing
. . PUNCT 5 punct
"""


def _speaker(rows: str, source: str) -> str | None:
    doc = parsed(SPOKE + rows)
    doc.ents = [Span(doc, 2, 4, label="PERS"), Span(doc, 5, 7, label="PERS")]
    words = [token.text for token in doc]
    start = next(i for i in range(8, len(doc)) if words[i : i + len(source.split())] == source.split())
    end = start + len(source.split())
    attribution = attributed(doc, cue="said", content="no", source=None)
    placed = replace(attribution, source=doc[start:end])
    found = resolve_speakers(doc, [placed], ENGLISH)[0]
    return found.name if found else None


@pytest.mark.parametrize(
    ("rows", "source", "speaker"),
    [
        pytest.param(
            """
            She she PRON 10 nsubj Gender=Fem|Number=Sing|Person=3|PronType=Prs
            said say VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin
            no no INTJ 10 obj
            """,
            "She",
            "Ada Sample",
            id="she is the woman by her given name",
        ),
        pytest.param(
            """
            He he PRON 10 nsubj Gender=Masc|Number=Sing|Person=3|PronType=Prs
            said say VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin
            no no INTJ 10 obj
            """,
            "He",
            "Bob Specimen",
            id="he is the man",
        ),
        pytest.param(
            """
            The the DET 10 det
            spokeswoman spokeswoman NOUN 11 nsubj Number=Sing
            said say VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin
            no no INTJ 11 obj
            """,
            "The spokeswoman",
            "Ada Sample",
            id="a title means who carries it",
        ),
        pytest.param(
            """
            The the DET 10 det
            ministry ministry NOUN 11 nsubj Number=Sing
            said say VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin
            no no INTJ 11 obj
            """,
            "The ministry",
            "ministry",
            id="an institution loses its article",
        ),
    ],
)
def test_speakers(rows: str, source: str, speaker: str) -> None:
    assert _speaker(rows, source) == speaker
