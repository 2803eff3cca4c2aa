"""What a content names."""

from __future__ import annotations

from spacy.tokens import Span

from kb.extract.about import about
from kb.extract.entities import find_mentions
from kb.language.uk import UKRAINIAN
from tests.extract.sentences import attributed, parsed

ROWS = """
Мер мер NOUN 2 nsubj Animacy=Anim|Case=Nom|Gender=Masc|Number=Sing
каже казати VERB 0 root Number=Sing|Person=3
, , PUNCT 8 punct
що що SCONJ 8 mark
президент президент NOUN 8 nsubj Animacy=Anim|Case=Nom|Gender=Masc|Number=Sing
Польщі Польща PROPN 5 nmod Animacy=Inan|Case=Gen|Gender=Fem|Number=Sing
Бондар Бондар PROPN 5 flat:title Animacy=Anim|Case=Nom|Gender=Masc|Number=Sing
хвалить хвалити VERB 2 ccomp Number=Sing|Person=3
Москву Москва PROPN 8 obj Animacy=Inan|Case=Acc|Gender=Fem|Number=Sing
, , PUNCT 11 punct
Москву Москва PROPN 9 conj Animacy=Inan|Case=Acc|Gender=Fem|Number=Sing
і і CCONJ 14 cc
український український ADJ 14 amod Case=Acc|Gender=Masc|Number=Sing
мед мед NOUN 9 conj Animacy=Inan|Case=Acc|Gender=Masc|Number=Sing
в в ADP 16 case
Києві Київ PROPN 8 obl Animacy=Inan|Case=Loc|Gender=Masc|Number=Sing
. . PUNCT 2 punct
"""


def test_a_content_is_about_whom_it_names_once_each_and_not_about_titles() -> None:
    doc = parsed(ROWS)
    places = [(5, "LOC"), (8, "LOC"), (10, "LOC"), (15, "LOC")]
    doc.ents = [*(Span(doc, i, i + 1, label=label) for i, label in places), Span(doc, 6, 7, label="PERS")]
    content = "президент Польщі Бондар хвалить Москву , Москву і український мед в Києві"
    found = about(doc, attributed(doc, source="Мер", cue="каже", content=content), find_mentions(doc, UKRAINIAN))
    assert [entity.name for entity in found] == ["Бондар", "Росія", "Україна", "Київ"]


def test_a_content_without_names_is_about_nobody() -> None:
    doc = parsed(ROWS)
    assert about(doc, attributed(doc, cue="каже", content="що"), find_mentions(doc, UKRAINIAN)) == ()
