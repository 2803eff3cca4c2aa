from __future__ import annotations

import pytest

from kb.extract.annotation import Attribution
from kb.extract.labels import label
from kb.extract.loglinear import Classifier
from kb.language import LANGUAGES
from kb.model import Form, Modality, Polarity, SpeechAct
from tests.extract.sentences import attributed, parsed, quoted

UKRAINIAN = LANGUAGES["uk"]

MUST_WITHDRAW = """
Блінкен Блінкен PROPN 2 nsubj
заявив заявити VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin
, , PUNCT 6 punct
що що SCONJ 6 mark
Росія Росія PROPN 6 nsubj Case=Nom
повинна повинен ADJ 2 ccomp
відвести відвести VERB 6 xcomp VerbForm=Inf
війська військо NOUN 7 obj Case=Acc
"""
WILL_NOT_WITHDRAW = """
Росія Росія PROPN 4 nsubj Case=Nom
не не PART 4 advmod
буде бути AUX 4 aux Tense=Fut|VerbForm=Fin
відводити відводити VERB 0 root VerbForm=Inf
війська військо NOUN 4 obj Case=Acc
, , PUNCT 7 punct
заявив заявити VERB 4 parataxis Mood=Ind|Tense=Past|VerbForm=Fin
речник речник NOUN 7 nsubj
"""
DENIED = """
Міністр міністр NOUN 2 nsubj
спростував спростувати VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin
, , PUNCT 5 punct
що що SCONJ 5 mark
подав подати VERB 2 ccomp Mood=Ind|Tense=Past|VerbForm=Fin
заяву заява NOUN 5 obj Case=Acc
"""
NOT_EXCLUDED = """
Посол посол NOUN 3 nsubj
не не PART 3 advmod
виключає виключати VERB 0 root Mood=Ind|Tense=Pres|VerbForm=Fin
, , PUNCT 7 punct
що що SCONJ 7 mark
може могти VERB 7 aux
приїхати приїхати VERB 3 ccomp VerbForm=Inf
"""
PLANS = """
Компанія компанія NOUN 2 nsubj
планує планувати VERB 0 root Mood=Ind|Tense=Pres|VerbForm=Fin
відкрити відкрити VERB 2 xcomp VerbForm=Inf
завод завод NOUN 3 obj Case=Acc
"""
REFUSED = """
Посол посол NOUN 2 nsubj
відмовився відмовитися VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin
відповідати відповідати VERB 2 xcomp VerbForm=Inf
"""
URGED_NOT_TO = """
Мер мер NOUN 2 nsubj
закликав закликати VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin
містян містянин NOUN 2 obj Case=Acc
не не PART 5 advmod
виходити виходити VERB 2 xcomp VerbForm=Inf
"""
ASKED = """
Журналіст журналіст NOUN 2 nsubj
запитав запитати VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin
: : PUNCT 7 punct
« « PUNCT 7 punct
Коли коли ADV 7 advmod
почнеться почнеться VERB 7 dep
зима зима VERB 2 parataxis Mood=Ind|Tense=Fut|VerbForm=Fin
? ? PUNCT 7 punct
» » PUNCT 7 punct
"""
QUOTED_PROMISE = """
« « PUNCT 2 punct
Обіцяю обіцяти VERB 0 root Mood=Ind|Person=1|Tense=Pres|VerbForm=Fin
повернутися повернутися VERB 2 xcomp VerbForm=Inf
» » PUNCT 2 punct
, , PUNCT 6 punct
сказав сказати VERB 2 parataxis Mood=Ind|Tense=Past|VerbForm=Fin
він він PRON 6 nsubj
"""
PARTLY_QUOTED = """
Він він PRON 2 nsubj
сказав сказати VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin
, , PUNCT 6 punct
що що SCONJ 6 mark
уряд уряд NOUN 6 nsubj Case=Nom
працює працювати VERB 2 ccomp Mood=Ind|Tense=Pres|VerbForm=Fin
« « PUNCT 8 punct
швидше швидко ADV 6 advmod
й й CCONJ 10 cc
думає думати VERB 8 conj Mood=Ind|Tense=Pres|VerbForm=Fin
краще добре ADV 10 advmod
» » PUNCT 8 punct
"""
QUOTED_NAME = """
Він він PRON 2 nsubj
сказав сказати VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin
, , PUNCT 9 punct
що що SCONJ 9 mark
завод завод NOUN 9 nsubj Case=Nom
« « PUNCT 7 punct
Маяк маяк PROPN 5 flat Case=Nom
» » PUNCT 7 punct
стоїть стояти VERB 2 ccomp Mood=Ind|Tense=Pres|VerbForm=Fin
"""
CONDITIONAL = """
Експерт експерт NOUN 2 nsubj
вважає вважати VERB 0 root Mood=Ind|Tense=Pres|VerbForm=Fin
, , PUNCT 7 punct
що що SCONJ 7 mark
реформа реформа NOUN 7 nsubj Case=Nom
б б AUX 7 aux
допомогла допомогти VERB 2 ccomp Mood=Ind|Tense=Past|VerbForm=Fin
"""
DIALOGUE = """
– – PUNCT 3 punct
Люди людина NOUN 3 nsubj
приходять приходити VERB 0 root Mood=Ind|Tense=Pres|VerbForm=Fin
щодня щодня ADV 3 advmod
, , PUNCT 7 punct
– – PUNCT 7 punct
каже казати VERB 3 parataxis Mood=Ind|Tense=Pres|VerbForm=Fin
лікарка лікарка NOUN 7 nsubj
"""
NOT_ONLY = """
Він він PRON 2 nsubj
сказав сказати VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin
, , PUNCT 8 punct
що що SCONJ 8 mark
місто місто NOUN 8 nsubj Case=Nom
не не PART 8 advmod
лише лише PART 6 fixed
росте рости VERB 2 ccomp Mood=Ind|Tense=Pres|VerbForm=Fin
"""
NOT_EXCLUDED_WITHIN = """
Вона вона PRON 2 nsubj
сказала сказати VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin
: : PUNCT 5 punct
не не PART 5 advmod
виключено виключити VERB 2 ccomp Mood=Ind|Person=0|VerbForm=Fin
, , PUNCT 9 punct
що що SCONJ 9 mark
посол посол NOUN 9 nsubj Case=Nom
приїде приїхати VERB 5 ccomp Mood=Ind|Tense=Fut|VerbForm=Fin
"""
SEES_THE_NEED = """
Міністр міністр NOUN 2 nsubj
додав додати VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin
, , PUNCT 6 punct
що що SCONJ 6 mark
уряд уряд NOUN 6 nsubj Case=Nom
бачить бачити VERB 2 ccomp Mood=Ind|Tense=Pres|VerbForm=Fin
потребу потреба NOUN 6 obj Case=Acc
реформ реформа NOUN 7 nmod Case=Gen
"""
IF_THEN = """
Він він PRON 2 nsubj
додав додати VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin
, , PUNCT 6 punct
якщо якщо SCONJ 6 mark
не не PART 6 advmod
допоможе допомогти VERB 2 advcl Mood=Ind|Tense=Fut|VerbForm=Fin
, , PUNCT 8 punct
можна можна ADV 2 ccomp
піти піти VERB 8 csubj VerbForm=Inf
"""

CASES = [
    pytest.param(
        NOT_EXCLUDED_WITHIN,
        {"cue": "сказала", "content": "не виключено , що посол приїде", "source": "Вона"},
        (Form.INDIRECT, SpeechAct.SAY, Polarity.POSITIVE, Modality.MAY),
        id="what is not excluded may be",
    ),
    pytest.param(
        SEES_THE_NEED,
        {"cue": "додав", "content": "уряд бачить потребу реформ", "source": "Міністр"},
        (Form.INDIRECT, SpeechAct.SAY, Polarity.POSITIVE, Modality.MUST),
        id="a noun of need under a light verb makes an obligation",
    ),
    pytest.param(
        IF_THEN,
        {"cue": "додав", "content": "якщо не допоможе , можна піти", "source": "Він"},
        (Form.INDIRECT, SpeechAct.SAY, Polarity.POSITIVE, Modality.MAY),
        id="the main clause counts, not the condition before it",
    ),
    pytest.param(
        MUST_WITHDRAW,
        {"cue": "заявив", "content": "Росія повинна відвести війська", "source": "Блінкен"},
        (Form.INDIRECT, SpeechAct.SAY, Polarity.POSITIVE, Modality.MUST),
        id="a modal adjective makes an obligation",
    ),
    pytest.param(
        WILL_NOT_WITHDRAW,
        {"cue": "заявив", "content": "Росія не буде відводити війська", "source": "речник"},
        (Form.INDIRECT, SpeechAct.SAY, Polarity.NEGATIVE, Modality.WILL),
        id="a negated future is negative and will",
    ),
    pytest.param(
        DENIED,
        {"cue": "спростував", "content": "подав заяву", "source": "Міністр"},
        (Form.INDIRECT, SpeechAct.DENY, Polarity.NEGATIVE, Modality.ASSERTED),
        id="a denial makes an affirmative content negative",
    ),
    pytest.param(
        NOT_EXCLUDED,
        {"cue": "не виключає", "content": "може приїхати", "source": "Посол"},
        (Form.INDIRECT, SpeechAct.BELIEVE, Polarity.POSITIVE, Modality.MAY),
        id="not to exclude is affirmative",
    ),
    pytest.param(
        PLANS,
        {"cue": "планує", "content": "відкрити завод", "source": "Компанія"},
        (Form.INDIRECT, SpeechAct.PLAN, Polarity.POSITIVE, Modality.WILL),
        id="what is planned will be",
    ),
    pytest.param(
        REFUSED,
        {"cue": "відмовився", "content": "відповідати", "source": "Посол"},
        (Form.INDIRECT, SpeechAct.OTHER, Polarity.NEGATIVE, Modality.ASSERTED),
        id="a refusal is negative",
    ),
    pytest.param(
        URGED_NOT_TO,
        {"cue": "закликав", "content": "не виходити", "source": "Мер"},
        (Form.INDIRECT, SpeechAct.DEMAND, Polarity.NEGATIVE, Modality.SHOULD),
        id="an appeal not to do is a negative demand",
    ),
    pytest.param(
        ASKED,
        {"cue": "запитав", "content": "Коли почнеться зима", "source": "Журналіст"},
        (Form.DIRECT, SpeechAct.ASK, Polarity.POSITIVE, Modality.QUESTION),
        id="a question mark makes a question",
    ),
    pytest.param(
        QUOTED_PROMISE,
        {"cue": "сказав", "content": "Обіцяю повернутися", "source": "він"},
        (Form.DIRECT, SpeechAct.PROMISE, Polarity.POSITIVE, Modality.WILL),
        id="a quoted performative is the act that it names",
    ),
    pytest.param(
        PARTLY_QUOTED,
        {"cue": "сказав", "content": "уряд працює « швидше й думає краще »", "source": "Він"},
        (Form.MIXED, SpeechAct.SAY, Polarity.POSITIVE, Modality.ASSERTED),
        id="a quoted clause within indirect speech is mixed",
    ),
    pytest.param(
        QUOTED_NAME,
        {"cue": "сказав", "content": "завод « Маяк » стоїть", "source": "Він"},
        (Form.INDIRECT, SpeechAct.SAY, Polarity.POSITIVE, Modality.ASSERTED),
        id="a quoted name leaves indirect speech indirect",
    ),
    pytest.param(
        CONDITIONAL,
        {"cue": "вважає", "content": "реформа б допомогла", "source": "Експерт"},
        (Form.INDIRECT, SpeechAct.BELIEVE, Polarity.POSITIVE, Modality.CONDITIONAL),
        id="a conditional particle makes a conditional",
    ),
    pytest.param(
        DIALOGUE,
        {"cue": "каже", "content": "Люди приходять щодня", "source": "лікарка"},
        (Form.DIRECT, SpeechAct.SAY, Polarity.POSITIVE, Modality.ASSERTED),
        id="a line of dialogue is direct without quotation marks",
    ),
    pytest.param(
        NOT_ONLY,
        {"cue": "сказав", "content": "місто не лише росте", "source": "Він"},
        (Form.INDIRECT, SpeechAct.SAY, Polarity.POSITIVE, Modality.ASSERTED),
        id="not only negates nothing",
    ),
]


@pytest.mark.parametrize(("rows", "parts", "expected"), CASES)
def test_rules(rows: str, parts: dict[str, str], expected: tuple[str, ...]) -> None:
    doc = parsed(rows)
    found = label(doc, attributed(doc, **parts), UKRAINIAN, quoted(doc), {})
    assert (found.form, found.speech_act, found.polarity, found.modality) == expected


def hedging(word: str) -> str:
    return f"""
    Він він PRON 2 nsubj
    сказав сказати VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin
    , , PUNCT 6 punct
    що що SCONJ 6 mark
    {word} {word} PART 6 discourse
    прийде прийти VERB 2 ccomp Mood=Ind|Tense=Fut|VerbForm=Fin
    """


@pytest.mark.parametrize("word", ["нібито", "ймовірно", "мабуть", "можливо", "начебто"])
def test_a_hedge_over_the_predicate_hedges_the_claim(word: str) -> None:
    doc = parsed(hedging(word))
    assert label(doc, attributed(doc, cue="сказав", content=f"{word} прийде"), UKRAINIAN, [], {}).hedged


def test_an_ordinary_adverb_hedges_nothing() -> None:
    doc = parsed(hedging("завтра"))
    assert not label(doc, attributed(doc, cue="сказав", content="завтра прийде"), UKRAINIAN, [], {}).hedged


def test_unconfirmed_reports_are_hedged() -> None:
    doc = parsed(
        """
        За за ADP 3 case
        непідтвердженими непідтверджений ADJ 3 amod
        даними дані NOUN 5 obl
        , , PUNCT 3 punct
        загинуло загинути VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin
        троє троє NUM 5 nsubj
        """
    )
    assert label(doc, attributed(doc, cue="даними", content="загинуло троє"), UKRAINIAN, [], {}).hedged


def test_a_trained_classifier_overrules_the_rule() -> None:
    doc = parsed(PLANS)
    trained = {"speech_act": Classifier(("plan", "promise"), {"cue=планувати": (0, 1)})}
    attribution = attributed(doc, cue="планує", content="відкрити завод")
    assert label(doc, attribution, UKRAINIAN, [], trained).speech_act is SpeechAct.PROMISE


@pytest.mark.parametrize(
    ("words", "cue"),
    [
        pytest.param(["…"], None, id="punctuation alone"),
        pytest.param(["😀", "«", "?"], None, id="an emoji and an unclosed mark"),
        pytest.param(["-", "-", "-"], (0, 1), id="dashes with a dash for a cue"),
        pytest.param(["a", "b"], (1, 2), id="words without any annotation"),
    ],
)
def test_odd_text_is_labelled_without_an_error(words: list[str], cue: tuple[int, int] | None) -> None:
    doc = parsed("\n".join(f"{word} {word} X 0 root" for word in words))
    attribution = Attribution(None, doc[slice(*cue)] if cue else None, (doc[:],), "by hand")
    assert label(doc, attribution, UKRAINIAN, [], {}).form is Form.INDIRECT


def test_an_attribution_without_content_is_labelled() -> None:
    doc = parsed(PLANS)
    assert label(doc, Attribution(None, doc[1:2], (), "by hand"), UKRAINIAN, [], {}).speech_act is SpeechAct.PLAN
