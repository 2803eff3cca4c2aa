from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import PROV

from kb.errors import NotFound
from kb.extract import Extractor
from kb.graph import BASE, article_iri, claim_iri, revision_iri
from kb.ingest.added import Added
from kb.knowledge_base import KnowledgeBase, UnknownReport
from kb.namespaces import SCHEMA
from kb.read import Failure
from kb.report import Scope
from kb.store import QueryError, Table, open_store
from kb.store.schema import schema_iri
from tests.samples import TEXT, article, extraction

ARTICLE = """Міст відкриють у травні

2 грудня 2021, 17:50

Мер міста Ігор Ткач заявив, що міст відкриють у травні.
"""
OF_STORE = str(schema_iri(base=BASE))


@pytest.fixture
def kb(extractor: Extractor) -> Iterator[KnowledgeBase]:
    with KnowledgeBase(open_store("memory:"), extractor=extractor) as kb:
        yield kb


@pytest.fixture
def filled(kb: KnowledgeBase) -> KnowledgeBase:
    kb.put(extraction())
    kb.put(extraction(id="other", publisher="Вечірні вісті"))
    return kb


def write(folder: Path, text: str = ARTICLE) -> str:
    path = folder / "misto.txt"
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_what_is_added_twice_is_there_once(kb: KnowledgeBase, tmp_path: Path) -> None:
    path = write(tmp_path)
    (first,) = kb.add([path])
    size = kb.store.size()
    (second,) = kb.add([path])
    assert isinstance(first, Added)
    assert isinstance(second, Added)
    assert first.is_new
    assert first.claims
    assert second == replace(first, is_new=False)
    assert kb.store.size() == size == first.quads + kb.store.size(OF_STORE)


def test_what_is_extracted_again_is_replaced_by_the_same(kb: KnowledgeBase, tmp_path: Path) -> None:
    path = write(tmp_path)
    list(kb.add([path]))
    size = kb.store.size()
    (again,) = kb.add([path], again=True)
    assert isinstance(again, Added)
    assert not again.is_new
    assert kb.store.size() == size


def test_an_edited_article_is_a_new_revision_and_the_old_one_stays(kb: KnowledgeBase, tmp_path: Path) -> None:
    (first,) = kb.add([write(tmp_path)])
    (second,) = kb.add([write(tmp_path, ARTICLE.replace("у травні.", "у червні."))])
    assert isinstance(first, Added)
    assert isinstance(second, Added)
    old, new = str(revision_iri(first.article)), str(revision_iri(second.article))
    assert second.is_new
    assert second.previous == old
    assert set(kb.store.graphs()) == {old, new, OF_STORE}
    assert kb.store.graph(new).value(URIRef(new), PROV.wasRevisionOf) == URIRef(old)
    assert kb.statistics().articles == 1
    assert kb.statistics().revisions == 2
    assert kb.find(first.article.id)[0].article.text == second.article.text, "an article is its latest revision"
    assert kb.find(first.article.revision)[0].article.text == first.article.text


def test_a_revision_extracted_again_keeps_what_it_was_made_from(kb: KnowledgeBase) -> None:
    kb.put(extraction())
    edited = extraction(text=TEXT + "\nУточнено.")
    before = kb.put(edited)
    after = kb.put(replace(edited, claims=edited.claims[:2]))
    assert after.is_new
    assert after.previous == before.previous == str(revision_iri(article()))
    iri = str(revision_iri(edited.article))
    assert kb.store.graph(iri).value(URIRef(iri), PROV.wasRevisionOf) == URIRef(before.previous or "")


def test_an_article_without_claims_is_added_once(kb: KnowledgeBase, tmp_path: Path) -> None:
    path = write(tmp_path, "Погода\n\nУчора в місті цілий день ішов дощ, а ввечері було тихо.\n")
    (first,) = kb.add([path])
    (second,) = kb.add([path])
    assert isinstance(first, Added)
    assert isinstance(second, Added)
    assert (first.claims, first.is_new, second.claims, second.is_new) == (0, True, 0, False)


def test_a_bad_input_is_reported_in_its_place(kb: KnowledgeBase, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "b.txt").write_bytes(b"\0\1\2")
    (tmp_path / "c.txt").write_text(ARTICLE.replace("Ткач", "Бойко"), encoding="utf-8")
    found = list(kb.add([str(tmp_path), str(tmp_path / "missing.txt")]))
    assert [type(item) for item in found] == [Added, Failure, Added, Failure]


def test_what_was_added_before_an_interruption_stays(kb: KnowledgeBase, tmp_path: Path) -> None:
    for i in range(20):
        (tmp_path / f"{i:02}.txt").write_text(ARTICLE.replace("Ткач", f"Ткач-{i}"), encoding="utf-8")
    adding = kb.add([str(tmp_path)])
    next(adding)
    adding.close()  # type: ignore[attr-defined]
    assert kb.statistics().articles == 1
    states = [item.is_new for item in kb.add([str(tmp_path)]) if isinstance(item, Added)]
    assert states.count(False) == 1
    assert kb.statistics().articles == 20


def test_what_was_added_stays_also_where_the_store_is_closed_first(tmp_path: Path, extractor: Extractor) -> None:
    article, store = write(tmp_path), f"oxigraph:{tmp_path / 'store'}"
    with KnowledgeBase(open_store(store), extractor=extractor) as kb:
        adding = kb.add([article])
        next(adding)
    adding.close()  # type: ignore[attr-defined]
    with KnowledgeBase(open_store(store, read_only=True)) as kb:
        assert kb.statistics().articles == 1


@pytest.mark.parametrize("digits", [24, 10], ids=["a whole id", "the beginning of one"])
def test_a_claim_is_found_by(digits: int, filled: KnowledgeBase) -> None:
    wanted = extraction().claims[6]
    found, claim = filled.find(wanted.id[:digits])
    assert claim is not None
    assert claim.id == wanted.id
    assert found.article == article()


@pytest.mark.parametrize(
    "identifier",
    [
        pytest.param(lambda a: a.id, id="the id it came with"),
        pytest.param(lambda a: a.id[:6], id="the beginning of that"),
        pytest.param(lambda a: a.revision, id="its revision's id"),
        pytest.param(lambda a: a.revision[:9], id="the beginning of that id"),
        pytest.param(lambda a: str(revision_iri(a)), id="its revision's IRI"),
        pytest.param(lambda a: str(article_iri(a.id)), id="its own IRI"),
    ],
)
def test_an_article_is_found_by(identifier: object, filled: KnowledgeBase) -> None:
    assert callable(identifier)
    found, claim = filled.find(identifier(article()))
    assert claim is None
    assert found.article == article()


def test_a_claim_is_found_by_its_iri(filled: KnowledgeBase) -> None:
    wanted = extraction().claims[0]
    _, claim = filled.find(str(claim_iri(wanted.id)))
    assert claim is not None
    assert claim.id == wanted.id


@pytest.mark.parametrize("identifier", ["", "zzz", "0" * 24, "urn:kb:claim/0", "a b", "{", '"', "urn:kb:a b"])
def test_what_is_not_there_is_not_found(identifier: str, filled: KnowledgeBase) -> None:
    with pytest.raises((NotFound, ValueError)):
        filled.find(identifier)


def test_an_ambiguous_id_names_what_it_may_be(kb: KnowledgeBase) -> None:
    for i in range(3):
        kb.put(extraction(id=f"misto-{i}"))
    with pytest.raises(NotFound, match=r"'misto' begins 3 ids: article/\w+, article/\w+, article/\w+; give more"):
        kb.find("misto")


def test_a_speaker_is_found_by_a_part_of_the_name(filled: KnowledgeBase) -> None:
    speaker, extractions = filled.speaker("ткач")
    assert speaker.name == "Ігор Ткач"
    assert {e.article.id for e in extractions} == {"misto-2021-12-02", "other"}


@pytest.mark.parametrize("name", ["нікого", "", " "])
def test_nobody_is_found(name: str, filled: KnowledgeBase) -> None:
    with pytest.raises(NotFound, match="most-quoted"):
        filled.speaker(name)


def test_a_question_takes_the_beginning_of_an_id(filled: KnowledgeBase) -> None:
    claim = next(c for c in extraction().claims if c.within)
    whole, part = (filled.query("chain", {"claim": given}) for given in (claim.id, claim.id[:12]))
    assert isinstance(whole, Table)
    assert isinstance(part, Table)
    assert len(part) == 2
    assert part.rows == whole.rows


def test_sparql_needs_no_file(filled: KnowledgeBase) -> None:
    assert filled.query("ASK { ?claim a schema:Claim }") is True
    assert isinstance(filled.query(f"DESCRIBE <{revision_iri(article())}>"), Graph)
    with pytest.raises(QueryError):
        filled.query("SELECT {")


def test_statistics_count_what_is_there(filled: KnowledgeBase) -> None:
    found = filled.statistics()
    assert (found.articles, found.revisions, found.outlets, found.speakers) == (2, 2, 2, 5)
    assert found.claims == 2 * len(extraction().claims)
    assert found.quads == filled.store.size()


def test_one_changed_character_is_a_flaw_and_nothing_is_repaired(filled: KnowledgeBase) -> None:
    assert list(filled.verify()) == []
    iri = revision_iri(article())
    graph = filled.store.graph(str(iri))
    graph.set((iri, SCHEMA.articleBody, Literal(TEXT.replace("війська", "військо"), lang="uk")))
    filled.store.put(str(iri), graph)
    flaws = list(filled.verify())
    assert {flaw.graph for flaw in flaws} == {str(iri)}
    assert {"hash", "orphan"} <= {flaw.code for flaw in flaws}
    assert set(filled.store.graph(str(iri))) == set(graph)


@pytest.mark.parametrize(
    ("name", "what"),
    [("index", None), ("article", "misto-2021-12-02"), ("speaker", "Ткач")],
    ids=["index", "article", "speaker"],
)
def test_a_report_is_written(name: str, what: str | None, filled: KnowledgeBase) -> None:
    assert "Ткач" in filled.report(name, what)
    assert filled.report(name, what, form="markdown").startswith("# ")


@pytest.mark.parametrize(
    ("name", "what", "topic", "shows"),
    [
        pytest.param("contradictions", None, "", "суперечностей", id="contradictions"),
        pytest.param("stance", "Ткач", "війська", "відвела війська", id="a speaker on a topic"),
        pytest.param("coverage", None, "війська", "відвела війська", id="who reported on a topic"),
        pytest.param("coverage", "claim", "", "відвела війська", id="who reported a claim"),
    ],
)
def test_a_report_that_compares_is_written(
    name: str, what: str | None, topic: str, shows: str, filled: KnowledgeBase
) -> None:
    subject = extraction().claims[6].id[:12] if what == "claim" else what
    scope = Scope(topic)
    assert shows in filled.report(name, subject, scope=scope)
    assert filled.report(name, subject, scope=scope, form="markdown").startswith("# ")


def test_who_reported_an_article_is_no_question(filled: KnowledgeBase) -> None:
    with pytest.raises(NotFound, match="is an article"):
        filled.report("coverage", "misto-2021-12-02")


def test_claims_are_compared_with_one_another(kb: KnowledgeBase, tmp_path: Path) -> None:
    denied = ARTICLE.replace("відкриють у травні.", "не відкриють у травні.").replace("Ткач", "Бойко")
    list(kb.add([write(tmp_path)]))
    assert list(kb.add([write(tmp_path, denied)]))
    ids = {claim.id for one in kb.extractions() for claim in one.claims}
    for found in kb.findings():
        assert {found.left, found.right} <= ids


@pytest.mark.parametrize("name", ["nothing", "article", "speaker", "stance"])
def test_a_report_of_nothing_is_refused(name: str, filled: KnowledgeBase) -> None:
    with pytest.raises(UnknownReport):
        filled.report(name)


def test_all_reports_are_written(filled: KnowledgeBase, tmp_path: Path) -> None:
    index = filled.write_reports(tmp_path / "reports")
    assert index.is_file()
    assert len(list(index.parent.iterdir())) == 1 + 2 + 5 + 1
