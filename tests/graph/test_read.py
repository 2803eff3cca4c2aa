from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import RDF
from rdflib.term import Node

from kb.graph import NotARevision, canonical, from_graph, to_graph
from kb.model import (
    Anchor,
    Argument,
    Article,
    Basis,
    Block,
    BlockKind,
    Claim,
    Dating,
    Entity,
    EntityKind,
    Extraction,
    Form,
    Interval,
    Modality,
    Polarity,
    Proposition,
    SpeechAct,
    TimeReference,
)
from kb.namespaces import KB
from tests.samples import RUSSIA, TEXT, article, extraction

WORDS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12)
DAYS = st.dates(min_value=date(1000, 1, 1))
ANCHORS = st.tuples(st.integers(0, len(TEXT) - 1), st.integers(1, 30)).map(
    lambda pair: Anchor(pair[0], min(len(TEXT), pair[0] + pair[1]))
)
INTERVALS = st.builds(Interval, WORDS, st.none() | DAYS, st.none() | DAYS)
ENTITIES = st.builds(Entity, WORDS, st.sampled_from(EntityKind))
ARGUMENTS = st.builds(
    Argument, st.sampled_from(["subject", "object", "oblique:до"]), WORDS, st.none() | ENTITIES
) | ENTITIES.map(lambda entity: Argument("subject", entity.name, entity))
PROPOSITIONS = st.builds(
    Proposition,
    st.sampled_from(["uk", "ru", "mul"]),
    WORDS | st.just("frame#withdraw"),
    st.lists(ARGUMENTS, max_size=4).map(tuple),
)
CLAIMS = st.builds(
    Claim,
    id=WORDS,
    source=st.none() | ANCHORS,
    cue=st.none() | ANCHORS,
    content=st.lists(ANCHORS, min_size=1, max_size=3).map(tuple),
    speaker=st.none() | ENTITIES,
    form=st.sampled_from(Form),
    speech_act=st.sampled_from(SpeechAct),
    polarity=st.sampled_from(Polarity),
    modality=st.sampled_from(Modality),
    hedged=st.booleans(),
    said=st.builds(Dating, st.sampled_from(Basis), st.none() | INTERVALS, st.none() | ANCHORS),
    times=st.lists(st.builds(TimeReference, ANCHORS, INTERVALS), max_size=2).map(tuple),
    within=st.none() | WORDS,
    headline=st.booleans(),
    about=st.lists(ENTITIES, max_size=3).map(tuple),
    proposition=st.none() | PROPOSITIONS,
    meaning=st.none() | WORDS,
    confidence=st.floats(0, 1),
)


@settings(max_examples=50, deadline=None)
@given(st.lists(CLAIMS, max_size=4), st.none() | WORDS)
def test_any_claims_come_back_as_they_were(claims: list[Claim], publisher: str | None) -> None:
    given = Extraction(article(publisher=publisher), tuple(claims), "uk", "1")
    graph = to_graph(given)
    assert from_graph(graph) == canonical(given)
    assert from_graph(Graph().parse(data=graph.serialize(format="nt"), format="nt")) == canonical(given)


def test_the_sample_comes_back_as_it_was() -> None:
    assert from_graph(to_graph(extraction())) == canonical(extraction())


ARTICLES: dict[str, Article] = {
    "a bare text": Article("x", "Слово", "uk", ()),
    "an empty text": Article("", "", "uk", ()),
    "a day without a time": article(published=date(2021, 12, 2)),
    "a time without a zone": article(published=datetime(2021, 12, 2, 17, 50)),
    "a time at Greenwich, to the microsecond": article(published=datetime(2021, 12, 2, 17, 50, 1, 5, tzinfo=UTC)),
    "characters of every kind": article(text="«\x00\r\n\t\u2028\u200f\U0001f1fa \"'\\{}<>&", blocks=()),
    "a language that is no language tag": article(language="?"),
    "an address that is no IRI": article(url="https://x/{a} <b>|c"),
    "every kind of block": article(
        blocks=tuple(Block(Anchor(i, i + 1), kind) for i, kind in enumerate(BlockKind)),
    ),
}


@pytest.mark.parametrize("one", ARTICLES.values(), ids=ARTICLES)
def test_an_article_comes_back_as_it_was(one: Article) -> None:
    assert from_graph(to_graph(Extraction(one, (), "uk", "1"))).article == one


def test_an_article_without_claims_still_tells_what_read_it() -> None:
    back = from_graph(to_graph(Extraction(article(), (), "uk", "0.1.0")))
    assert (back.model, back.version, back.claims) == ("uk", "0.1.0", ())


def test_content_comes_back_in_the_order_of_the_text() -> None:
    back = from_graph(to_graph(extraction()))
    for claim in back.claims:
        assert list(claim.content) == sorted(claim.content)


def test_one_name_stands_for_two_spellings_of_an_entity() -> None:
    one = extraction()
    shouted = replace(one.claims[1], about=(Entity("РОСІЯ", EntityKind.OTHER),), id="a")
    about = next(claim for claim in one.claims if RUSSIA in claim.about)
    back = from_graph(to_graph(replace(one, claims=(about, shouted))))
    assert {entity for claim in back.claims for entity in claim.about if entity.id == RUSSIA.id} == {RUSSIA}


def broken(*triple: object) -> Graph:
    graph = to_graph(extraction())
    graph.remove(triple)  # type: ignore[arg-type]
    return graph


def said(term: URIRef, value: Node) -> Graph:
    graph = to_graph(extraction())
    graph.set((next(graph.subjects(term)), term, value))
    return graph


@pytest.mark.parametrize(
    "graph",
    [
        pytest.param(Graph(), id="nothing"),
        pytest.param(broken(None, RDF.type, KB.Revision), id="no revision"),
        pytest.param(broken(None, KB.sha256, None) + to_graph(extraction(id="other")), id="two revisions"),
        pytest.param(broken(None, KB.form, None), id="claims without a form"),
        pytest.param(said(KB.content, URIRef("urn:kb:revision/x")), id="anchors without a place"),
        pytest.param(said(KB.content, URIRef("urn:kb:revision/x#char=9,9")), id="anchors of nothing"),
        pytest.param(said(KB.blocks, Literal("headline 0,9; poem 11,20")), id="a block of no kind"),
        pytest.param(broken(None, KB.extractedBy, None), id="nothing that read it"),
    ],
)
def test_a_graph_of_something_else_is_refused(graph: Graph) -> None:
    with pytest.raises(NotARevision):
        from_graph(graph)
