from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

import pytest
from rdflib.term import Node

from kb.findings import Comparer
from kb.findings.candidates import COMMON
from kb.graph import to_graph
from kb.graph.findings import from_findings
from kb.knowledge_base import KnowledgeBase
from kb.meaning import Meaning, Unit, UnitKind, meaning_to_json
from kb.model import (
    Anchor,
    Article,
    Basis,
    Block,
    BlockKind,
    Claim,
    Dating,
    Entity,
    EntityKind,
    Extraction,
    FindingKind,
    Interval,
    claim_id,
)
from kb.store import Row, Store, Table, open_store
from kb.store.memory import MemoryStore
from kb.verify import verify

BANK = "http://www.wikidata.org/entity/Q1"
TOWN = "http://www.wikidata.org/entity/Q2"
HALL = Entity("Мерія", EntityKind.ORGANISATION)
GUARD = Entity("Варта", EntityKind.ORGANISATION)
QUESTIONS = 5
"""How many an article takes: its keys, those of the months and of the day, the claims found, their texts."""
# Three words at the same places in every text.
WORDS = (Anchor(0, 4), Anchor(5, 12), Anchor(13, 18))


def report(
    name: str, day: str, *, negated: bool = False, speaker: Entity = HALL, place: str = TOWN, filler: str = ""
) -> Extraction:
    """An article that says that the bank left the town, or did not."""
    text = f"Банк покинув місто. {filler}"
    units = (
        Unit(WORDS[0], UnitKind.NAME, "bank", (BANK,), head=1, role="subject"),
        Unit(WORDS[1], UnitKind.EVENT, "покинути", ("frame#leave",), negated=negated),
        Unit(WORDS[2], UnitKind.NAME, "misto", (place,), head=1, role="object"),
    )
    one = Article(name, text, "uk", (Block(Anchor(0, 18), BlockKind.PARAGRAPH),), name, date.fromisoformat(day), name)
    content = (Anchor(0, 18),)
    said = Dating(Basis.INFERRED_FROM_ARTICLE_DATE, Interval(day, date.fromisoformat(day), date.fromisoformat(day)))
    claim = Claim(
        claim_id(one, None, None, content),
        None,
        None,
        content,
        speaker,
        said=said,
        meaning=meaning_to_json(Meaning("uk", units)),
    )
    return Extraction(one, (claim,), "uk", "0.1.0")


@pytest.fixture
def base(store: Store) -> KnowledgeBase:
    return KnowledgeBase(store)


def added(base: KnowledgeBase, *extractions: Extraction) -> list[tuple[FindingKind, str, str]]:
    """What is found as these articles come one after the other: kind, and the articles on the left and on the right."""
    names = {claim.id: each.article.id for each in extractions for claim in each.claims}
    found = []
    for each in extractions:
        base.put(each)
        found += [(f.kind, names[f.left], names[f.right]) for f in base.comparer.compare(each)]
    return found


LEFT = report("one", "2021-12-01", filler="Про це пише одна газета сьогодні вранці.")
STAYED = report("two", "2021-12-05", negated=True, speaker=GUARD, filler="Інша газета має зовсім інші відомості.")


def test_what_arrives_is_compared_with_what_is_there(base: KnowledgeBase) -> None:
    assert added(base, LEFT, STAYED) == [(FindingKind.CONTRADICTS, "one", "two")]
    assert [flaw.message for flaw in base.verify()] == []


def test_the_earlier_claim_is_on_the_left_in_whatever_order_they_come(base: KnowledgeBase) -> None:
    assert added(base, STAYED, LEFT) == [(FindingKind.CONTRADICTS, "one", "two")]


def test_one_speaker_on_another_day_changes_his_mind(base: KnowledgeBase) -> None:
    later = report("two", "2021-12-05", negated=True, filler="Інша газета має зовсім інші відомості.")
    assert added(base, LEFT, later) == [(FindingKind.SUPERSEDES, "one", "two")]


def test_nothing_is_found_where_nothing_is_shared(base: KnowledgeBase) -> None:
    other = report("two", "2021-12-05", negated=True)
    other = Extraction(other.article, (), "uk", "0.1.0")
    assert added(base, LEFT, other) == []


def test_copies_of_one_report_are_no_findings(base: KnowledgeBase) -> None:
    text = " ".join(f"слово{n}" for n in range(60))
    copies = [report(name, "2021-12-01", filler=text) for name in ("one", "two")]
    assert added(base, *copies) == []


def test_comparing_again_replaces_what_was_found(base: KnowledgeBase) -> None:
    added(base, LEFT, STAYED)
    for each in (LEFT, STAYED, LEFT):
        assert len(base.comparer.compare(each)) == 1
    assert len(list(base.findings())) == 1
    assert [flaw.message for flaw in base.verify()] == []


def test_what_was_found_of_a_replaced_extraction_is_dropped_everywhere(base: KnowledgeBase) -> None:
    added(base, LEFT, STAYED)
    base.put(Extraction(LEFT.article, (), "uk", "0.2.0"))
    assert len(list(base.findings())) == 0
    assert not base.comparer.is_compared(LEFT.article.revision)
    assert from_findings(base.store.graph(f"urn:kb:findings/{STAYED.article.revision}")) == ()
    assert [flaw.message for flaw in verify(base.store, findings="urn:kb:findings/", schema="urn:kb:store")] == []


def test_what_is_compared_already_is_left_alone(base: KnowledgeBase) -> None:
    for each in (LEFT, STAYED):
        base.put(each)
    assert [(article.id, len(found)) for article, found in base.compare()] == [("one", 0), ("two", 1)]
    assert list(base.compare()) == []
    assert [len(found) for _, found in base.compare(again=True)] == [0, 1]


def test_of_many_claims_with_one_key_the_latest_are_looked_at() -> None:
    with KnowledgeBase(open_store("memory:")) as base:
        many = [report(f"n{n}", f"2021-{1 + n // 10:02}-{1 + n % 10:02}", filler=str(n)) for n in range(100)]
        for each in many:
            base.put(each)
            base.comparer.compare(each)
        late = report("late", "2021-10-11", negated=True, speaker=GUARD, filler="Інша газета має інші відомості.")
        base.put(late)
        found = base.comparer.compare(late)
        days = {claim.id: each.article.day for each in many for claim in each.claims}
        assert found
        assert max(day for f in found if (day := days[f.left])) >= date(2021, 10, 1)


def test_no_more_claims_are_kept_under_a_key_than_are_looked_at() -> None:
    with KnowledgeBase(open_store("memory:")) as base:
        many = [report(f"n{n}", "2021-12-01", filler=str(n)) for n in range(2 * COMMON)]
        for each in many:
            base.put(each)
            base.comparer.compare(each)
        rows = base.store.query("SELECT ?key (COUNT(*) AS ?claims) { ?claim kb:key ?key } GROUP BY ?key")
        assert isinstance(rows, Table)
        assert {int(str(row["claims"])) for row in rows} == {COMMON}


class Counting(MemoryStore):
    """Counts the questions that it is asked."""

    asked = 0

    def select(self, sparql: str, among: Mapping[str, Iterable[Node]]) -> list[Row]:
        self.asked += 1
        return super().select(sparql, among)


def test_a_store_is_asked_few_questions_however_many_claims_an_article_has() -> None:
    store = Counting()
    with KnowledgeBase(store) as base:
        added(base, *(report(f"n{n}", "2021-12-01", filler=str(n)) for n in range(2 * COMMON)))
        (claim,) = STAYED.claims
        many = tuple(replace(claim, id=f"{n:016x}") for n in range(50))
        base.put(replace(STAYED, claims=many))
        store.asked = 0
        assert base.comparer.compare(replace(STAYED, claims=many))
        assert store.asked <= QUESTIONS


def test_the_graph_of_a_revision_is_left_as_it_is(base: KnowledgeBase) -> None:
    added(base, LEFT, STAYED)
    assert set(base.store.graph(str(to_graph(LEFT).identifier))) == set(to_graph(LEFT))


def test_a_comparer_gives_what_it_found_before(base: KnowledgeBase) -> None:
    added(base, LEFT, STAYED)
    (found,) = Comparer(base.store).found(STAYED.article.revision)
    assert (found.kind, found.left, found.right) == (FindingKind.CONTRADICTS, LEFT.claims[0].id, STAYED.claims[0].id)
