"""Which candidates become attributions, and how they hang together."""

from __future__ import annotations

import numpy as np
import pytest
import spacy
from spacy.tokens import Doc

from kb.extract.annotation import Attribution
from kb.extract.attribution import attribute, choose, nest
from kb.extract.attribution_model import AttributionModel
from kb.extract.calibration import Calibration
from kb.extract.context import make_context
from kb.extract.document import BLOCKS, OFFSETS
from kb.extract.ranker import Chooser, Ranker
from kb.extract.tagger import Tagger, View
from kb.extract.tagger_network import Shape
from kb.language import language
from kb.model import Anchor, Block, BlockKind
from tests.extract.sentences import parsed

TWO_VERBS = """
    Мер мер NOUN 2 nsubj Case=Nom|Number=Sing|Gender=Masc
    сказав сказати VERB 0 root VerbForm=Fin|Number=Sing|Gender=Masc
    , , PUNCT 6 punct
    що що SCONJ 6 mark
    рада рада NOUN 6 nsubj Case=Nom|Number=Sing|Gender=Fem
    обіцяє обіцяти VERB 2 ccomp VerbForm=Fin|Number=Sing
    відкрити відкрити VERB 6 xcomp VerbForm=Inf
    міст міст NOUN 7 obj
    . . PUNCT 2 punct
"""


UNTRAINED = Tagger(Shape(), {}, {}, {})


def model(content: dict[str, float], source: dict[str, float], threshold: float) -> AttributionModel:
    facts = Ranker({"facts: weight": 1.0, "seen": 3.0})
    return AttributionModel(
        UNTRAINED, Chooser(Ranker(content), facts), Chooser(Ranker(source), facts), threshold, Calibration()
    )


def blind(doc: Doc, *cues: int) -> list[View]:
    """Views of cues that show nothing of what is around them."""
    nothing = np.full(len(doc), 1e-4, np.float32)
    return [View(cue, 0.5, 0, nothing, nothing) for cue in cues]


def one_block(doc: Doc) -> Doc:
    doc.user_data[OFFSETS] = [token.idx for token in doc]
    doc.user_data[BLOCKS] = [(0, len(doc), Block(Anchor(0, len(doc.text)), BlockKind.PARAGRAPH))]
    return doc


def words() -> Doc:
    return Doc(spacy.blank("uk").vocab, words=[str(i) for i in range(30)])


def attribution(doc: Doc, cue: tuple[int, int], *content: tuple[int, int]) -> Attribution:
    return Attribution(None, doc[slice(*cue)], tuple(doc[slice(*span)] for span in content), "by hand")


def test_the_likeliest_content_of_each_cue_is_taken_and_nested() -> None:
    doc = one_block(parsed(TWO_VERBS))
    rankers = model({"clause": 3.0, "infinitive": 3.0, "bias": -1.0}, {"ruled": 3.0}, threshold=0.5)
    said, promised = choose(make_context(doc, language("uk")), blind(doc, 1, 5), rankers)
    assert [said.cue and said.cue.text, said.source and said.source.text] == ["сказав", "Мер"]
    assert [span.text for span in said.content] == ["рада обіцяє відкрити міст"]
    assert [promised.cue and promised.cue.text, promised.source and promised.source.text] == ["обіцяє", "рада"]
    assert [span.text for span in promised.content] == ["відкрити міст"]
    assert (said.within, promised.within) == (None, 0)


def test_a_cue_that_is_not_likely_enough_reports_nothing() -> None:
    doc = one_block(parsed(TWO_VERBS))
    assert choose(make_context(doc, language("uk")), blind(doc, 1, 5), model({"bias": -5.0}, {}, threshold=0.5)) == ()


def test_what_the_tagger_sees_is_a_candidate_where_no_construction_fits() -> None:
    doc = one_block(parsed(TWO_VERBS))
    content = np.array([0, 0, 0, 0, 0.9, 0.1, 0, 0.8, 0], np.float32)
    view = View(2, 0.9, 0, np.zeros(len(doc), np.float32), content)
    [found] = choose(make_context(doc, language("uk")), [view], model({}, {}, threshold=0.5))
    assert found.construction == "seen"
    assert [span.text for span in found.content] == ["рада", "міст"]


def test_the_smallest_content_that_holds_another_is_its_holder() -> None:
    doc = words()
    outer, middle, inner, apart = (
        attribution(doc, (0, 1), (1, 20)),
        attribution(doc, (2, 3), (3, 15)),
        attribution(doc, (4, 5), (5, 9)),
        attribution(doc, (21, 22), (22, 25)),
    )
    assert [a.within for a in nest([outer, middle, inner, apart])] == [None, 0, 1, None]


def test_two_that_hold_each_other_do_not_go_round_in_a_circle() -> None:
    doc = words()
    both = [attribution(doc, (3, 4), (0, 10)), attribution(doc, (5, 6), (0, 10))]
    within = [a.within for a in nest(both)]
    assert None in within


@pytest.mark.parametrize("threshold", [0.0, 1.0])
def test_an_empty_article_has_no_attributions(threshold: float) -> None:
    doc = Doc(spacy.blank("uk").vocab)
    doc.user_data[OFFSETS] = []
    doc.user_data[BLOCKS] = []
    assert attribute(make_context(doc, language("uk")), model({}, {}, threshold)) == ()


REMINDER = """
    Як як SCONJ 3 mark
    раніше раніше ADV 3 advmod
    повідомлялося повідомлятися VERB 6 advcl
    , , PUNCT 3 punct
    міст міст NOUN 6 nsubj Case=Nom
    відкрито відкрити VERB 0 root
    . . PUNCT 6 punct
    Мер мер NOUN 9 nsubj Case=Nom|Number=Sing
    сказав сказати VERB 0 root VerbForm=Fin|Number=Sing
    , , PUNCT 12 punct
    що що SCONJ 12 mark
    радий радий ADJ 9 ccomp
    . . PUNCT 9 punct
"""


def test_a_reminder_at_the_head_of_a_paragraph_holds_all_that_the_paragraph_tells() -> None:
    doc = one_block(parsed(REMINDER))
    rankers = model({"as:after": 3.0, "clause": 3.0}, {"ruled": 3.0}, threshold=0.5)
    reported, said = choose(make_context(doc, language("uk")), blind(doc, 2, 8), rankers)
    assert [span.text for span in reported.content] == ["міст відкрито"]
    assert (reported.within, said.within) == (None, 0)
