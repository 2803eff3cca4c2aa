"""Quoted passages of every kind, and no text that breaks them."""

from __future__ import annotations

from itertools import pairwise

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc

from kb.extract.document import make_doc
from kb.extract.quotation import find_quotations
from kb.language import language
from kb.model import Article
from kb.read.blocks import find_blocks

NLP = spacy.blank("uk")


def doc_of(text: str) -> Doc:
    blocks = find_blocks(text, language("uk"))
    return make_doc(NLP, Article(id="a", text=text, language="uk", blocks=blocks))


CASES = {
    "guillemets": ("Він сказав: «Ми готові».", ["Ми готові"]),
    "low and high marks": ("Він сказав: „Ми готові“.", ["Ми готові"]),
    "high marks": ("Він сказав: “Ми готові”.", ["Ми готові"]),
    "straight marks": ('Він сказав: "Ми готові".', ["Ми готові"]),
    "two in a line": ('"Так", — сказав він. "Ні", — сказала вона.', ["Так", "Ні"]),
    "one in another": ("«Ми читали «Кобзар» уголос», — каже вона.", ["Ми читали «Кобзар» уголос"]),
    "over sentences": ("«Ми готові. Ми чекаємо», — каже він.", ["Ми готові. Ми чекаємо"]),
    "left open at the start of a paragraph": ("«Ми готові. Ми чекаємо", ["Ми готові. Ми чекаємо"]),
    "left open elsewhere": ("Він каже «ми готові і чекаємо.", []),
    "closed and never opened": ("Ми готові», — каже він.", []),
    "nothing between": ("Він каже «».", []),
    "inches": ('Екран 15" і клавіатура', []),
}


@pytest.mark.parametrize(("text", "inner"), CASES.values(), ids=CASES)
def test_quotations(text: str, inner: list[str]) -> None:
    found = find_quotations(doc_of(text))
    assert [q.inner.text.strip() for q in found] == inner


@given(st.text(alphabet="аб .,—-:«»„“”‟\"'‘’‹›\n", max_size=120))
def test_any_text_has_quotations_in_order_that_do_not_overlap(text: str) -> None:
    found = find_quotations(doc_of(text))
    for quotation in found:
        assert quotation.outer.start < quotation.inner.start <= quotation.inner.end <= quotation.outer.end
    assert all(left.outer.end <= right.outer.start for left, right in pairwise(found))
