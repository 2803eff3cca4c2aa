"""Who a source is: every way in which a text refers to its speaker."""

from __future__ import annotations

from dataclasses import replace

import pytest
from spacy.tokens import Doc, Span

from kb.extract.annotation import Attribution
from kb.extract.speaker import resolve_speakers
from kb.language.uk import UKRAINIAN
from tests.extract.sentences import attributed, parsed

# «Речниця ради Олена Мельник каже, що тихо. <...>»: she has spoken before each of the sentences below.
BEFORE = """
Речниця речниця NOUN 5 nsubj Animacy=Anim|Case=Nom|Gender=Fem|Number=Sing
ради рада NOUN 1 nmod Animacy=Inan|Case=Gen|Gender=Fem|Number=Sing
Олена Олена PROPN 1 flat:title Animacy=Anim|Case=Nom|Gender=Fem|Number=Sing
Мельник Мельник PROPN 3 flat:name Animacy=Anim|Case=Nom|Gender=Fem|Number=Sing
каже казати VERB 0 root Mood=Ind|Number=Sing|Person=3|VerbForm=Fin
, , PUNCT 8 punct
що що SCONJ 8 mark
тихо тихо ADV 5 ccomp
. . PUNCT 5 punct
Мер мер NOUN 13 nsubj Animacy=Anim|Case=Nom|Gender=Masc|Number=Sing
Ігор Ігор PROPN 10 flat:title Animacy=Anim|Case=Nom|Gender=Masc|Number=Sing
Ткач Ткач PROPN 11 flat:name Animacy=Anim|Case=Nom|Gender=Masc|Number=Sing
бачив бачити VERB 0 root Gender=Masc|Mood=Ind|Number=Sing|VerbForm=Fin
річку річка NOUN 13 obj Animacy=Inan|Case=Acc|Gender=Fem|Number=Sing
. . PUNCT 13 punct
"""
ENTS = ((2, 4, "PERS"), (10, 12, "PERS"))
PAST = "Gender={}|Mood=Ind|Number=Sing|VerbForm=Fin"


def resolved(rows: str, *, source: str | None, cue: str, publisher: str | None = None) -> str | None:
    """The speaker of the last attribution, after that of `BEFORE`."""
    shifted = []
    for row in filter(None, map(str.strip, rows.splitlines())):
        form, lemma, part, head, *rest = row.split()
        shifted.append(" ".join([form, lemma, part, str(int(head) + 15 if int(head) else 0), *rest]))
    doc = parsed(BEFORE + "\n".join(shifted))
    doc.ents = [Span(doc, start, end, label=label) for start, end, label in ENTS]
    first = Attribution(source=doc[0:4], cue=doc[4:5], content=(doc[7:8],), construction="by hand")
    tail = doc[15:].as_doc()
    local = attributed(tail, source=source, cue=cue, content="тихо")
    parts = tuple(doc[part.start + 15 : part.end + 15] for part in local.content)
    second = replace(local, source=_moved(doc, local.source), cue=_moved(doc, local.cue), content=parts)
    found = resolve_speakers(doc, [first, second], UKRAINIAN, publisher=publisher)
    assert found[0] is not None
    assert found[0].name == "Олена Мельник"
    return found[1].name if found[1] else None


def _moved(doc: Doc, span: Span | None) -> Span | None:
    return doc[span.start + 15 : span.end + 15] if span is not None else None


SAID = """
, , PUNCT 5 punct
що що SCONJ 5 mark
тихо тихо ADV 2 ccomp
"""

CASES: dict[str, tuple[str, str | None, str, str | None]] = {
    "a pronoun is the earlier speaker of its gender": (
        f"Вона вона PRON 2 nsubj Case=Nom|Gender=Fem|Number=Sing\nдодала додати VERB 0 root {PAST.format('Fem')}"
        + SAID,
        "Вона",
        "додала",
        "Олена Мельник",
    ),
    "a pronoun of another gender is whoever agrees": (
        f"Він він PRON 2 nsubj Case=Nom|Gender=Masc|Number=Sing\nдодав додати VERB 0 root {PAST.format('Masc')}" + SAID,
        "Він",
        "додав",
        "Ігор Ткач",
    ),
    "a possessive is its owner": (
        """
        За за ADP 3 case
        її її DET 3 det Poss=Yes
        словами слово NOUN 5 obl Case=Ins|Number=Plur
        , , PUNCT 5 punct
        тихо тихо ADV 0 root
        """,
        "її",
        "словами",
        "Олена Мельник",
    ),
    "a dropped subject agrees with the verb": (
        f"І і CCONJ 2 cc\nдодала додати VERB 0 root {PAST.format('Fem')}" + SAID,
        None,
        "додала",
        "Олена Мельник",
    ),
    "a title is who carries it": (
        f"Речниця речниця NOUN 2 nsubj Animacy=Anim|Case=Nom|Gender=Fem|Number=Sing\nдодала додати VERB 0 root "
        f"{PAST.format('Fem')}" + SAID,
        "Речниця",
        "додала",
        "Олена Мельник",
    ),
    "a synonym of a title is who carries it": (
        """
        За за ADP 2 case
        словами слово NOUN 5 obl Case=Ins|Number=Plur
        градоначальника градоначальник NOUN 2 nmod Animacy=Anim|Case=Gen|Gender=Masc|Number=Sing
        , , PUNCT 5 punct
        тихо тихо ADV 0 root
        """,
        "градоначальника",
        "словами",
        "Ігор Ткач",
    ),
    "a surname is the full name": (
        """
        На на ADP 2 case
        думку думка NOUN 5 obl Case=Acc|Number=Sing
        Ткача Ткач PROPN 2 nmod Animacy=Anim|Case=Gen|Gender=Masc|Number=Sing
        , , PUNCT 5 punct
        тихо тихо ADV 0 root
        """,
        "Ткача",
        "думку",
        "Ігор Ткач",
    ),
    "people in general are themselves": (
        """
        За за ADP 2 case
        словами слово NOUN 6 obl Case=Ins|Number=Plur
        місцевих місцевий ADJ 4 amod Case=Gen|Number=Plur
        рибалок рибалка NOUN 2 nmod Animacy=Anim|Case=Gen|Number=Plur
        , , PUNCT 6 punct
        тихо тихо ADV 0 root
        """,
        "місцевих рибалок",
        "словами",
        "місцеві рибалки",
    ),
    "an institution is in the nominative": (
        """
        У у ADP 2 case
        департаменті департамент NOUN 4 obl Animacy=Inan|Case=Loc|Gender=Masc|Number=Sing
        води вода NOUN 2 nmod Animacy=Inan|Case=Gen|Gender=Fem|Number=Sing
        кажуть казати VERB 0 root Mood=Ind|Number=Plur|Person=3|VerbForm=Fin
        , , PUNCT 7 punct
        що що SCONJ 7 mark
        тихо тихо ADV 4 ccomp
        """,
        "департаменті води",
        "кажуть",
        "департамент води",
    ),
    "joint capitals are their states": (
        """
        Париж Париж PROPN 4 nsubj Animacy=Inan|Case=Nom|Gender=Masc|Number=Sing
        і і CCONJ 3 cc
        Берлін Берлін PROPN 1 conj Animacy=Inan|Case=Nom|Gender=Masc|Number=Sing
        вважають вважати VERB 0 root Mood=Ind|Number=Plur|Person=3|VerbForm=Fin
        , , PUNCT 7 punct
        що що SCONJ 7 mark
        тихо тихо ADV 4 ccomp
        """,
        "Париж і Берлін",
        "вважають",
        "Франція; Німеччина",
    ),
    "a relative pronoun is what it describes": (
        f"""
        Пекар пекар NOUN 0 root Animacy=Anim|Case=Nom|Gender=Masc|Number=Sing
        , , PUNCT 4 punct
        який який DET 4 nsubj Case=Nom|Gender=Masc|Number=Sing|PronType=Rel
        сказав сказати VERB 1 acl:relcl {PAST.format("Masc")}
        , , PUNCT 7 punct
        що що SCONJ 7 mark
        тихо тихо ADV 4 ccomp
        """,
        "який",
        "сказав",
        "пекар",
    ),
    "the writer speaks in the first person": (
        """
        Думаю думати VERB 0 root Mood=Ind|Number=Sing|Person=1|VerbForm=Fin
        , , PUNCT 4 punct
        що що SCONJ 4 mark
        тихо тихо ADV 1 ccomp
        """,
        None,
        "Думаю",
        "автор",
    ),
    "what is said by nobody in particular is nobody's": (
        """
        Кажуть казати VERB 0 root Mood=Ind|Number=Plur|Person=3|VerbForm=Fin
        , , PUNCT 4 punct
        що що SCONJ 4 mark
        тихо тихо ADV 1 ccomp
        """,
        None,
        "Кажуть",
        None,
    ),
    "an impersonal passive is nobody's": (
        """
        Зазначено зазначити VERB 0 root VerbForm=Fin|Person=0
        , , PUNCT 4 punct
        що що SCONJ 4 mark
        тихо тихо ADV 1 ccomp
        """,
        None,
        "Зазначено",
        None,
    ),
}


@pytest.mark.parametrize(("rows", "source", "cue", "expected"), CASES.values(), ids=CASES)
def test_a_source_is_resolved(rows: str, source: str | None, cue: str, expected: str | None) -> None:
    assert resolved(rows, source=source, cue=cue) == expected


@pytest.mark.parametrize(("publisher", "expected"), [("Наше місто", "Наше місто"), (None, None)])
def test_the_outlet_refers_to_its_own_report(publisher: str | None, expected: str | None) -> None:
    rows = """
    Як як SCONJ 3 mark
    раніше рано ADV 3 advmod
    повідомляли повідомляти VERB 5 advcl Mood=Ind|Number=Plur|VerbForm=Fin
    , , PUNCT 3 punct
    тихо тихо ADV 0 root
    """
    assert resolved(rows, source=None, cue="раніше повідомляли", publisher=publisher) == expected


def test_i_in_a_quotation_is_who_is_quoted() -> None:
    doc = parsed(
        f"""
        « « PUNCT 3 punct
        Я я PRON 3 nsubj Case=Nom|Number=Sing|Person=1
        обіцяю обіцяти VERB 0 root Mood=Ind|Number=Sing|Person=1|VerbForm=Fin
        тишу тиша NOUN 3 obj Animacy=Inan|Case=Acc|Gender=Fem|Number=Sing
        » » PUNCT 3 punct
        , , PUNCT 7 punct
        сказав сказати VERB 3 parataxis {PAST.format("Masc")}
        Ткач Ткач PROPN 7 nsubj Animacy=Anim|Case=Nom|Gender=Masc|Number=Sing
        """
    )
    doc.ents = [Span(doc, 7, 8, label="PERS")]
    outer = Attribution(source=doc[7:8], cue=doc[6:7], content=(doc[1:4],), construction="by hand")
    inner = Attribution(source=doc[1:2], cue=doc[2:3], content=(doc[3:4],), construction="by hand")
    names = [entity.name if entity else None for entity in resolve_speakers(doc, [inner, outer], UKRAINIAN)]
    assert names == ["Ткач", "Ткач"]


def test_attributions_that_hold_each_other_end() -> None:
    doc = parsed(
        """
        Я я PRON 2 nsubj Case=Nom|Number=Sing|Person=1
        обіцяю обіцяти VERB 0 root Mood=Ind|Number=Sing|Person=1|VerbForm=Fin
        """
    )
    each = Attribution(source=doc[0:1], cue=doc[1:2], content=(doc[:],), construction="by hand", within=0)
    assert resolve_speakers(doc, [each, each], UKRAINIAN) == (None, None)


def test_no_attributions_have_no_speakers() -> None:
    assert resolve_speakers(parsed(""), [], UKRAINIAN) == ()


IMPERSONAL = """
    Імовірно імовірно ADV 0 root
    , , PUNCT 4 punct
    що що SCONJ 4 mark
    дощитиме дощити VERB 1 csubj Mood=Ind|Tense=Fut|VerbForm=Fin
    . . PUNCT 1 punct
    Так так ADV 7 advmod
    сказав сказати VERB 0 root Gender=Masc|Mood=Ind|Number=Sing|VerbForm=Fin
    мер мер NOUN 7 nsubj Animacy=Anim|Case=Nom|Gender=Masc|Number=Sing
    . . PUNCT 7 punct
"""


def test_what_is_likely_in_a_statement_is_so_to_its_speaker() -> None:
    doc = parsed(IMPERSONAL)
    inner = attributed(doc, cue="Імовірно", content="дощитиме")
    outer = attributed(doc, source="мер", cue="сказав", content="Імовірно , що дощитиме")
    [held, _] = resolve_speakers(doc, [replace(inner, within=1), outer], UKRAINIAN)
    [free, _] = resolve_speakers(doc, [inner, outer], UKRAINIAN)
    assert held is not None
    assert (held.name, free) == ("мер", None)
