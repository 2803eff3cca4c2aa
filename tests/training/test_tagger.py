"""The attribution tagger learns from a handful of sentences what it is to find again in them."""

from __future__ import annotations

import numpy as np
import pytest

from kb.extract.context import Context, make_context
from kb.extract.tagger import view_cues
from kb.language import language
from kb.training.tagger import Settings, learn_taggers, make_example
from tests.extract.sentences import attributed, parsed
from tests.extract.test_attribution import one_block

REPORT = """
    {who} {who} NOUN 2 nsubj Case=Nom
    {said} {said} VERB 0 root VerbForm=Fin
    , , PUNCT 6 punct
    що що SCONJ 6 mark
    міст міст NOUN 6 nsubj Case=Nom
    відкрито відкрити VERB 2 ccomp
    . . PUNCT 2 punct
"""
PLAIN = """
    {who} {who} NOUN 2 nsubj Case=Nom
    {said} {said} VERB 0 root VerbForm=Fin
    на на ADP 4 case
    роботу робота NOUN 2 obl
    . . PUNCT 2 punct
"""
SPEAKERS = ("мер", "міністр", "посол", "суддя", "лікар", "учитель")


def context(rows: str, code: str, width: int) -> Context:
    doc = one_block(parsed(rows))
    doc.tensor = np.zeros((len(doc), width), np.float32)
    return make_context(doc, language(code))


@pytest.mark.usefixtures("compiled_quickly")
@pytest.mark.parametrize("codes", [("uk",), ("uk", "ru")], ids=["one language", "two whose parsers are of two sizes"])
def test_cues_and_their_contents_are_learnt(codes: tuple[str, ...]) -> None:
    examples = []
    for width, code in enumerate(codes, start=8):
        for who in SPEAKERS:
            report = context(REPORT.format(who=who, said="сказав"), code, width)
            gold = attributed(report.doc, source=who, cue="сказав", content="міст відкрито")
            examples.append(make_example(report, [gold]))
            examples.append(make_example(context(PLAIN.format(who=who, said="пішов"), code, width), []))
    taggers = learn_taggers(examples, Settings(epochs=60, rate=5e-3, dropout=0.1, tokens=128, cues=8))
    for width, code in enumerate(codes, start=8):
        [view] = view_cues(taggers[code], context(REPORT.format(who="прокурор", said="сказав"), code, width), least=0.5)
        assert view.cue == 1
        assert view.stretches(0.5) == [(4, 6)]
        assert view.source.argmax() == 0
        assert not view_cues(taggers[code], context(PLAIN.format(who="прокурор", said="пішов"), code, width), least=0.5)
