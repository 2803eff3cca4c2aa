"""The constructions by which a text reports speech, on sentences parsed by hand."""

from __future__ import annotations

import pytest

from kb.extract.constructions import find_candidates
from kb.extract.context import make_context
from kb.extract.document import BLOCKS, OFFSETS
from kb.language import language
from kb.model import Anchor, Block, BlockKind
from tests.extract.sentences import parsed

CLAUSE = """
    Мер мер NOUN 2 nsubj Case=Nom|Number=Sing
    сказав сказати VERB 0 root VerbForm=Fin|Number=Sing
    , , PUNCT 6 punct
    що що SCONJ 6 mark
    міст міст NOUN 6 nsubj Case=Nom
    відкрито відкрити VERB 2 ccomp
    . . PUNCT 2 punct
"""
PHRASE = """
    За за ADP 3 case
    його його DET 3 det Poss=Yes
    словами слово NOUN 6 obl
    , , PUNCT 3 punct
    міст міст NOUN 6 nsubj Case=Nom
    відкрито відкрити VERB 0 root
    . . PUNCT 6 punct
"""
DIRECT = """
    « « PUNCT 2 punct
    Чекаємо чекати VERB 0 root
    весни весна NOUN 2 obj
    » » PUNCT 2 punct
    , , PUNCT 7 punct
    — — PUNCT 7 punct
    каже казати VERB 2 parataxis
    мер мер NOUN 7 nsubj Case=Nom
    . . PUNCT 2 punct
"""
DEMAND = """
    Рада рада NOUN 2 nsubj Case=Nom
    закликає закликати VERB 0 root
    мера мер NOUN 2 obj
    відкрити відкрити VERB 2 xcomp VerbForm=Inf
    міст міст NOUN 4 obj
    . . PUNCT 2 punct
"""
INTENTION = """
    Мер мер NOUN 2 nsubj Case=Nom
    має мати VERB 0 root
    намір намір NOUN 2 obj
    відкрити відкрити VERB 2 xcomp VerbForm=Inf
    міст міст NOUN 4 obj
    . . PUNCT 2 punct
"""
AS = """
    Як як SCONJ 2 mark
    повідомив повідомити VERB 6 advcl
    мер мер NOUN 2 nsubj Case=Nom
    , , PUNCT 2 punct
    міст міст NOUN 6 nsubj Case=Nom
    відкрито відкрити VERB 0 root
    . . PUNCT 6 punct
"""
ANTECEDENT = """
    Міст міст NOUN 2 nsubj Case=Nom
    відкрито відкрити VERB 0 root
    . . PUNCT 2 punct
    Про про ADP 5 case
    це це PRON 6 obl
    повідомив повідомити VERB 0 root
    мер мер NOUN 6 nsubj Case=Nom
    . . PUNCT 6 punct
"""
INSTITUTION = """
    У у ADP 2 case
    мерії мерія NOUN 3 obl Case=Loc
    заявили заявити VERB 0 root Number=Plur
    , , PUNCT 7 punct
    що що SCONJ 7 mark
    міст міст NOUN 7 nsubj Case=Nom
    відкрито відкрити VERB 3 ccomp
    . . PUNCT 3 punct
"""
NOUN = """
    Заява заява NOUN 6 nsubj Case=Nom
    мера мер NOUN 1 nmod Case=Gen
    про про ADP 4 case
    ремонт ремонт NOUN 1 nmod
    мосту міст NOUN 4 nmod
    здивувала здивувати VERB 0 root
    . . PUNCT 6 punct
"""
ACCORDING = """
    Згідно згідно ADP 3 case
    з з ADP 1 fixed
    планом план NOUN 6 obl
    , , PUNCT 3 punct
    міст міст NOUN 6 nsubj Case=Nom
    відкриють відкрити VERB 0 root
    . . PUNCT 6 punct
"""
CASES = {
    "a clause after a complementizer": (CLAUSE, "clause", "сказав", "Мер", ["міст відкрито"]),
    "according to somebody's words": (PHRASE, "phrase:after", "словами", "його", ["міст відкрито"]),
    "a quotation before its cue": (DIRECT, "quote:before", "каже", "мер", ["Чекаємо весни"]),
    "a demand with its addressee": (DEMAND, "infinitive", "закликає", "Рада", ["мера відкрити міст"]),
    "an intention": (INTENTION, "noun:infinitive", "має намір", "Мер", ["відкрити міст"]),
    "as somebody reported": (AS, "as:after", "повідомив", "мер", ["міст відкрито"]),
    "this was reported": (ANTECEDENT, "antecedent", "повідомив", "мер", ["Міст відкрито"]),
    "an institution in the locative": (INSTITUTION, "clause", "заявили", "мерії", ["міст відкрито"]),
    "a noun and its topic": (NOUN, "noun:topic", "Заява", "мера", ["ремонт мосту"]),
    "a document as a source": (ACCORDING, "phrase:after", "Згідно з", "планом", ["міст відкриють"]),
}


@pytest.mark.parametrize(("rows", "construction", "cue", "source", "content"), CASES.values(), ids=CASES)
def test_constructions(rows: str, construction: str, cue: str, source: str, content: list[str]) -> None:
    doc = parsed(rows)
    doc.user_data[OFFSETS] = [token.idx for token in doc]
    doc.user_data[BLOCKS] = [(0, len(doc), Block(Anchor(0, len(doc.text)), BlockKind.PARAGRAPH))]
    context = make_context(doc, language("uk"))
    found = [
        (c.construction, c.cue.text, c.source.text, [span.text for span in c.content])
        for token in doc
        for c in find_candidates(context, token)
        if c.cue is not None and c.source is not None
    ]
    assert (construction, cue, source, content) in found
