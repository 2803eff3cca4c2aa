from __future__ import annotations

from dataclasses import dataclass

import pytest
from spacy.language import Language as Pipeline
from spacy.tokens import Doc, Span

from kb.extract.annotation import Attribution
from kb.extract.proposition import Mention, proposition
from kb.language import LANGUAGES
from kb.model import Entity, EntityKind, Proposition
from kb.parse import load
from tests.extract.sentences import attributed, parsed

UKRAINIAN = LANGUAGES["uk"]
RUSSIA = Entity("Росія", EntityKind.PLACE)


@dataclass(frozen=True, slots=True)
class Named:
    span: Span
    entity: Entity


MUST_WITHDRAW = """
Росія Росія PROPN 2 nsubj Case=Nom
повинна повинен ADJ 0 root
відвести відвести VERB 2 xcomp Aspect=Perf|VerbForm=Inf
війська військо NOUN 3 obj Case=Acc
"""
WILL_NOT_WITHDRAW = """
Росія Росія PROPN 4 nsubj Case=Nom
не не PART 4 advmod
буде бути AUX 4 aux Tense=Fut|VerbForm=Fin
відводити відводити VERB 0 root Aspect=Imp|VerbForm=Inf
війська військо NOUN 4 obj Case=Acc
"""
WERE_WITHDRAWN = """
Війська військо NOUN 3 nsubj Case=Nom
були бути AUX 3 cop Tense=Past|VerbForm=Fin
відведені відведений ADJ 0 root Aspect=Perf|VerbForm=Part|Voice=Pass
Росією Росія PROPN 3 obl Case=Ins
"""
WITHDRAWN_IMPERSONALLY = """
Росією Росія PROPN 2 obl Case=Ins
відведено відвести VERB 0 root Aspect=Perf|Mood=Ind|Person=0|VerbForm=Fin
війська військо NOUN 2 obj Case=Acc
"""
WITHDRAWAL = """
відведення відведення NOUN 0 root Case=Acc
військ військо NOUN 1 nmod Case=Gen
Росією Росія PROPN 1 nmod Case=Ins
"""
THIS_YEAR = """
Росія Росія PROPN 2 nsubj Case=Nom
відведе відвести VERB 0 root Aspect=Perf|Mood=Ind|Tense=Fut|VerbForm=Fin
війська військо NOUN 2 obj Case=Acc
до до ADP 5 case
кінця кінець NOUN 2 obl Case=Gen
року рік NOUN 5 nmod Case=Gen
"""
HAS_THE_INTENTION = """
Росія Росія PROPN 2 nsubj Case=Nom
має мати VERB 0 root Mood=Ind|Tense=Pres|VerbForm=Fin
намір намір NOUN 2 obj Case=Acc
відвести відвести VERB 3 acl Aspect=Perf|VerbForm=Inf
війська військо NOUN 4 obj Case=Acc
"""
FOR_RUSSIA_IT_IS_NECESSARY = """
Росії Росія PROPN 2 obl Case=Dat
необхідно необхідно ADV 0 root
відвести відвести VERB 2 csubj Aspect=Perf|VerbForm=Inf
війська військо NOUN 3 obj Case=Acc
"""
FROM_THE_BORDER = """
Росія Росія PROPN 2 nsubj Case=Nom
відводить відводити VERB 0 root Aspect=Imp|Mood=Ind|Tense=Pres|VerbForm=Fin
війська військо NOUN 2 obj Case=Acc
від від ADP 5 case
кордону кордон NOUN 2 obl Case=Gen
"""
UKRAINE_WITHDRAWS = """
Україна Україна PROPN 2 nsubj Case=Nom
відводить відводити VERB 0 root Aspect=Imp|Mood=Ind|Tense=Pres|VerbForm=Fin
війська військо NOUN 2 obj Case=Acc
"""
BRINGS_IN = """
Росія Росія PROPN 2 nsubj Case=Nom
вводить вводити VERB 0 root Aspect=Imp|Mood=Ind|Tense=Pres|VerbForm=Fin
війська військо NOUN 2 obj Case=Acc
"""
WITHDRAWS_EQUIPMENT = """
Росія Росія PROPN 2 nsubj Case=Nom
відводить відводити VERB 0 root Aspect=Imp|Mood=Ind|Tense=Pres|VerbForm=Fin
техніку техніка NOUN 2 obj Case=Acc
"""
FOREIGN_TROOPS = """
Росія Росія PROPN 2 nsubj Case=Nom
відводить відводити VERB 0 root Aspect=Imp|Mood=Ind|Tense=Pres|VerbForm=Fin
іноземні іноземний ADJ 4 amod
війська військо NOUN 2 obj Case=Acc
"""
IS_DANGEROUS = """
Дорога дорога NOUN 2 nsubj Case=Nom
небезпечна небезпечний ADJ 0 root
"""
WAS_DANGEROUS = """
Дорога дорога NOUN 3 nsubj Case=Nom
була бути AUX 3 cop Tense=Past|VerbForm=Fin
небезпечною небезпечний ADJ 0 root
"""
IS_LONG = """
Дорога дорога NOUN 2 nsubj Case=Nom
довга довгий ADJ 0 root
"""
THERE_ARE_TALKS = """
Є бути VERB 0 root Mood=Ind|Tense=Pres|VerbForm=Fin
переговори переговори NOUN 1 nsubj Case=Nom
"""
THERE_ARE_NO_TALKS = """
Немає немає VERB 0 root
переговорів переговори NOUN 1 obj Case=Gen
"""
RUSSIA_AND_BELARUS = """
Росія Росія PROPN 4 nsubj Case=Nom
та та CCONJ 3 cc
Білорусь Білорусь PROPN 1 conj Case=Nom
відводять відводити VERB 0 root Aspect=Imp|Mood=Ind|Tense=Pres|VerbForm=Fin
війська військо NOUN 4 obj Case=Acc
"""
BELARUS_AND_RUSSIA = """
Війська військо NOUN 2 obj Case=Acc
відводять відводити VERB 0 root Aspect=Imp|Mood=Ind|Tense=Pres|VerbForm=Fin
Білорусь Білорусь PROPN 2 nsubj Case=Nom
та та CCONJ 5 cc
Росія Росія PROPN 3 conj Case=Nom
"""


def said(rows: str) -> Proposition | None:
    doc = parsed(rows)
    return proposition(doc, Attribution(None, None, (doc[:],), "by hand"), UKRAINIAN)


SAME = [
    pytest.param(MUST_WITHDRAW, WILL_NOT_WITHDRAW, id="modality, polarity, tense and aspect are left out"),
    pytest.param(MUST_WITHDRAW, WERE_WITHDRAWN, id="a participle in the passive is turned"),
    pytest.param(MUST_WITHDRAW, WITHDRAWN_IMPERSONALLY, id="an impersonal passive is turned"),
    pytest.param(MUST_WITHDRAW, WITHDRAWAL, id="a verbal noun is its verb"),
    pytest.param(MUST_WITHDRAW, THIS_YEAR, id="the time is left out"),
    pytest.param(MUST_WITHDRAW, HAS_THE_INTENTION, id="an intention is stepped through"),
    pytest.param(MUST_WITHDRAW, FOR_RUSSIA_IT_IS_NECESSARY, id="a dative of necessity is the subject"),
    pytest.param(IS_DANGEROUS, WAS_DANGEROUS, id="a copula makes no difference"),
    pytest.param(THERE_ARE_TALKS, THERE_ARE_NO_TALKS, id="there is and there is not"),
    pytest.param(RUSSIA_AND_BELARUS, BELARUS_AND_RUSSIA, id="the order of joint subjects makes no difference"),
]
DIFFERENT = [
    pytest.param(MUST_WITHDRAW, UKRAINE_WITHDRAWS, id="another subject"),
    pytest.param(MUST_WITHDRAW, BRINGS_IN, id="another verb"),
    pytest.param(MUST_WITHDRAW, WITHDRAWS_EQUIPMENT, id="another object"),
    pytest.param(MUST_WITHDRAW, FOREIGN_TROOPS, id="an adjective more"),
    pytest.param(MUST_WITHDRAW, FROM_THE_BORDER, id="a place more"),
    pytest.param(MUST_WITHDRAW, RUSSIA_AND_BELARUS, id="a joint subject"),
    pytest.param(IS_DANGEROUS, IS_LONG, id="another quality"),
]


@pytest.mark.parametrize(("left", "right"), SAME)
def test_the_same_proposition(left: str, right: str) -> None:
    one, other = said(left), said(right)
    assert one is not None
    assert other is not None
    assert one.id == other.id


@pytest.mark.parametrize(("left", "right"), DIFFERENT)
def test_different_propositions(left: str, right: str) -> None:
    one, other = said(left), said(right)
    assert one is not None
    assert other is not None
    assert one.id != other.id


def test_the_roles_are_named() -> None:
    found = said(FROM_THE_BORDER)
    assert found is not None
    assert (found.language, found.predicate) == ("uk", "відвести")
    assert {(a.role, a.name) for a in found.arguments} == {
        ("subject", "Росія"),
        ("object", "військо"),
        ("oblique:від", "кордон"),
    }


def test_a_mention_gives_the_entity() -> None:
    doc = parsed(
        """
        Вона вона PRON 2 nsubj Case=Nom
        відводить відводити VERB 0 root Aspect=Imp|Mood=Ind|Tense=Pres|VerbForm=Fin
        війська військо NOUN 2 obj Case=Acc
        """
    )
    mentions: list[Mention] = [Named(doc[0:1], RUSSIA)]
    found = proposition(doc, Attribution(None, None, (doc[:],), "by hand"), UKRAINIAN, mentions)
    assert found is not None
    assert [a.entity for a in found.arguments] == [RUSSIA, None]


def controlled(rows: str, *, content: str, cue: str | None = None, source: str | None = None) -> Proposition | None:
    doc = parsed(rows)
    return proposition(doc, attributed(doc, cue=cue, content=content, source=source), UKRAINIAN)


def subject_of(found: Proposition | None) -> list[str]:
    assert found is not None
    return [a.name for a in found.arguments if a.role == "subject"]


def test_whoever_is_urged_is_the_subject_of_the_infinitive() -> None:
    rows = """
    Байден Байден PROPN 2 nsubj Case=Nom
    закликав закликати VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin
    Росію Росія PROPN 2 obj Case=Acc
    відвести відвести VERB 2 xcomp Aspect=Perf|VerbForm=Inf
    війська військо NOUN 4 obj Case=Acc
    """
    for content in ("відвести війська", "Росію відвести війська"):
        assert controlled(rows, source="Байден", cue="закликав", content=content) == said(MUST_WITHDRAW)


def test_whoever_is_required_to_is_the_subject_of_the_infinitive() -> None:
    rows = """
    Байден Байден PROPN 2 nsubj Case=Nom
    вимагає вимагати VERB 0 root Mood=Ind|Tense=Pres|VerbForm=Fin
    від від ADP 4 case
    Росії Росія PROPN 2 obl Case=Gen
    відвести відвести VERB 2 xcomp Aspect=Perf|VerbForm=Inf
    війська військо NOUN 5 obj Case=Acc
    """
    found = controlled(rows, source="Байден", cue="вимагає", content="відвести війська")
    assert subject_of(found) == ["Росія"]


def test_whoever_plans_is_the_subject_of_the_infinitive() -> None:
    rows = """
    Росія Росія PROPN 2 nsubj Case=Nom
    планує планувати VERB 0 root Mood=Ind|Tense=Pres|VerbForm=Fin
    відвести відвести VERB 2 xcomp Aspect=Perf|VerbForm=Inf
    війська військо NOUN 3 obj Case=Acc
    """
    found = controlled(rows, source="Росія", cue="планує", content="відвести війська")
    assert found == said(MUST_WITHDRAW)


def test_the_speaker_stands_for_i() -> None:
    rows = """
    Я я PRON 2 nsubj Case=Nom
    відводжу відводити VERB 0 root Aspect=Imp|Mood=Ind|Person=1|Tense=Pres|VerbForm=Fin
    війська військо NOUN 2 obj Case=Acc
    , , PUNCT 5 punct
    сказав сказати VERB 2 parataxis Mood=Ind|Tense=Past|VerbForm=Fin
    Байден Байден PROPN 5 nsubj Case=Nom
    """
    found = controlled(rows, source="Байден", cue="сказав", content="Я відводжу війська")
    assert subject_of(found) == ["Байден"]


def test_a_relative_pronoun_stands_for_the_noun_before_it() -> None:
    rows = """
    Закон закон NOUN 0 root Case=Nom
    , , PUNCT 4 punct
    який який DET 4 nsubj Case=Nom
    забороняє забороняти VERB 1 acl:relcl Aspect=Imp|Mood=Ind|Tense=Pres|VerbForm=Fin
    рекламу реклама NOUN 4 obj Case=Acc
    """
    assert subject_of(controlled(rows, content="який забороняє рекламу")) == ["закон"]


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param("Він він PRON 2 nsubj\nпішов піти VERB 0 root VerbForm=Fin", id="a pronoun that nobody resolved"),
        pytest.param("Це це PRON 0 root", id="a pronoun alone"),
        pytest.param("ситуацію ситуація NOUN 0 root Case=Acc", id="a noun that is no action"),
        pytest.param("Дощить дощити VERB 0 root VerbForm=Fin", id="nobody and nothing"),
        pytest.param("! ! PUNCT 0 root", id="punctuation alone"),
        pytest.param("😀 😀 X 0 root", id="an emoji"),
    ],
)
def test_no_proposition(rows: str) -> None:
    assert said(rows) is None


def test_a_claim_about_what_somebody_said_is_told_apart_by_what_was_said() -> None:
    rows = """
    Байден Байден PROPN 2 nsubj Case=Nom
    заявив заявити VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin
    , , PUNCT 6 punct
    що що SCONJ 6 mark
    {0} {0} PROPN 6 nsubj Case=Nom
    перемогла перемогти VERB 2 ccomp Aspect=Perf|Mood=Ind|Tense=Past|VerbForm=Fin
    """
    one, other = said(rows.format("Росія")), said(rows.format("Україна"))
    assert one is not None
    assert other is not None
    assert one.id != other.id


def test_a_cycle_of_heads_ends() -> None:
    doc: Doc = parsed("\n".join(f"треба треба ADV {i + 2} csubj" for i in range(8)) + "\nтреба треба ADV 0 root")
    assert proposition(doc, Attribution(None, None, (doc[:],), "by hand"), UKRAINIAN) is None


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    return load("uk")


@pytest.mark.parametrize(
    ("left", "right"),
    [
        pytest.param("Росія повинна відвести війська.", "Росія не буде відводити війська.", id="must and will not"),
        pytest.param("Росія відводить війська.", "Війська відведено Росією.", id="active and passive"),
        pytest.param("Парламент ухвалив закон.", "Парламент може не ухвалити закону.", id="did and may not"),
        pytest.param("Україна отримає кредит.", "Україна хоче отримати кредит.", id="will and wants to"),
        pytest.param("У місті є вода.", "У місті немає води.", id="there is and there is not"),
    ],
)
def test_the_same_proposition_as_our_pipeline_reads_it(pipeline: Pipeline, left: str, right: str) -> None:
    one, other = (
        proposition(doc, Attribution(None, None, (doc[:],), "by hand"), UKRAINIAN)
        for doc in (pipeline(left), pipeline(right))
    )
    assert one is not None
    assert other is not None
    assert one.id == other.id
