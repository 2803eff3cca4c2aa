"""Whom the pronouns of contents mean, and who it is that a verb leaves out."""

from __future__ import annotations

import pytest

from kb.extract import Extractor
from kb.meaning import meaning_from_json
from kb.model import Anchor, Article, Block, BlockKind, Extraction


def referents(text: str, code: str, extractor: Extractor) -> set[tuple[str, str]]:
    """The words of the contents that stand for somebody named elsewhere, with the skeleton of the name."""
    article = Article("a", text, code, (Block(Anchor(0, len(text)), BlockKind.PARAGRAPH),))
    (found,) = extractor.extract([article])
    assert isinstance(found, Extraction)
    units = [unit for claim in found.claims for unit in meaning_from_json(claim.meaning or "").units]
    return {(unit.anchor.of(text), unit.lemma) for unit in units if unit.senses[:1] == ("speaker",)}


@pytest.mark.parametrize(
    ("code", "text", "word", "name"),
    [
        ("uk", "Мер Петро Дорошенко заявив, що він підпише угоду.", "він", "petro dorosenko"),
        ("uk", "Мер Петро Дорошенко повідомив, що зустрінеться з інвесторами.", "зустрінеться", "petro dorosenko"),
        ("uk", "Мер Петро Дорошенко відмовився коментувати ремонт.", "коментувати", "petro dorosenko"),
        ("uk", "«Ми не піднімемо ціни», – сказав Петро Дорошенко.", "Ми", "petro dorosenko"),
        ("ru", "Премьер Олег Мостовой заявил, что подпишет договор.", "подпишет", "oleh mostovoi"),
        ("en", "Prime Minister Oliver Stone said he would sign the deal.", "he", "oliver stone"),
        ("en", "Mary Brook vowed to resign if prices rise.", "resign", "mari brok"),
        ("en", "The company said it would close the plant.", "it", "kompani"),
    ],
)
def test_who_speaks_is_meant(code: str, text: str, word: str, name: str, extractor: Extractor) -> None:
    assert (word, name) in referents(text, code, extractor)


def test_somebody_else_is_meant_in_quotation_marks(extractor: Extractor) -> None:
    text = 'Oliver Stone said he would sign the deal. "He is wrong," Mary Brook said.'
    assert ("He", "oliver stone") in referents(text, "en", extractor)


def test_who_is_named_in_the_content_goes_before_who_speaks(extractor: Extractor) -> None:
    text = "Petro Hrytsenko said Oliver Stone would not sign the deal because he has no authority."
    assert ("he", "oliver stone") in referents(text, "en", extractor)


def test_nobody_is_meant_by_a_verb_without_a_subject(extractor: Extractor) -> None:
    assert not referents("Мер Петро Дорошенко сказав, що доведеться закрити школу.", "uk", extractor)
