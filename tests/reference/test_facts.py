from __future__ import annotations

import pytest

from kb.errors import NotFound
from kb.extract import Extractor
from kb.facts.fact import make_fact
from kb.knowledge_base import KnowledgeBase
from kb.model import Anchor, Article, Block, BlockKind, FindingKind
from kb.store import Store
from tests.facts.samples import SOURCE, fact

TEXT = "Мер міста Ігор Ткач заявив, що мерія відремонтувала дорогу. Олена Мельник сказала, що школу зачинили."


@pytest.fixture
def kb(store: Store, extractor: Extractor) -> KnowledgeBase:
    return KnowledgeBase(store, extractor=extractor)


def filled(kb: KnowledgeBase) -> KnowledgeBase:
    blocks = (Block(Anchor(0, len(TEXT)), BlockKind.PARAGRAPH),)
    (found,) = kb._extractor.extract([Article("a", TEXT, "uk", blocks)])
    kb.put(found)  # type: ignore[arg-type]
    return kb


def test_statements_are_added_once_listed_and_removed(kb: KnowledgeBase) -> None:
    one, other = fact("Мерія відремонтувала дорогу."), fact("Школу зачинили.")
    before = kb.store.size()
    assert kb.facts.add([one, other, one]) == [(one, True), (other, True), (one, False)]
    size = kb.store.size()
    assert kb.facts.add([one]) == [(one, False)]
    assert kb.store.size() == size
    assert {each for each, _ in kb.facts} == {one, other}
    assert all(since is not None for _, since in kb.facts)
    assert kb.facts.remove(one.id[:8]) == one
    assert [each for each, _ in kb.facts] == [other]
    kb.facts.remove(other.id)
    assert (list(kb.facts), kb.store.size()) == ([], before)


@pytest.mark.parametrize("identifier", ["", "zzz", "urn:kb:fact/"])
def test_a_statement_that_is_not_there_is_not_found(identifier: str, kb: KnowledgeBase) -> None:
    kb.facts.add([fact("Мерія відремонтувала дорогу."), fact("Школу зачинили.")])
    with pytest.raises(NotFound, match=r"kb fact list|give more"):
        kb.facts.remove(identifier)


def test_claims_are_laid_beside_statements(kb: KnowledgeBase) -> None:
    filled(kb)
    kb.facts.add(
        [fact("Мерія відремонтувала дорогу.", since=None), fact("Мерія не відремонтувала дорогу.", since=None)]
    )
    held = list(kb.facts.beside())
    told = {(each.fact.text, each.finding.kind) for each in held}
    assert told == {
        ("Мерія відремонтувала дорогу.", FindingKind.AGREES),
        ("Мерія не відремонтувала дорогу.", FindingKind.CONTRADICTS),
    }
    assert {each.report.claim.speaker.name for each in held if each.report.claim.speaker} == {"Ігор Ткач"}
    one = next(each.fact for each in held)
    assert {each.fact for each in kb.facts.beside([one.id])} == {one}


def test_a_store_with_statements_has_no_flaw(kb: KnowledgeBase) -> None:
    filled(kb).facts.add(
        [
            fact("Росія не вивела війська з Криму.", since="2014", until="2021"),
            make_fact("Russia did not withdraw its troops from Crimea.", SOURCE),
            make_fact("Правительство Украины находится в Киеве.", SOURCE, language="ru"),
            make_fact("Так, 5!", "Звіт", language="uk"),
        ]
    )
    assert list(kb.verify()) == []
