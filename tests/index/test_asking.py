"""What the index answers, against what SPARQL and a look at every text do."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any, cast

import pytest

from kb.ask import ask, find_question
from kb.authority import Entry, Sort
from kb.extract import Extractor
from kb.index import BadWanted, By, Wanted
from kb.index.text import parts
from kb.index.words import forms, lemmas
from kb.knowledge_base import KnowledgeBase
from kb.model import EntityKind, Form, Modality, Polarity, SpeechAct
from kb.resources import demo_articles
from kb.store import Table, open_store
from tests.benchmarks.synthetic import FIRST, News
from tests.samples import MELNYK, RUSSIA, extraction

SEEDS = 12


@pytest.fixture(scope="module")
def kb(extractor: Extractor, tmp_path_factory: pytest.TempPathFactory) -> Iterator[KnowledgeBase]:
    """The bundled examples, the sample article, and some that are made up."""
    store = open_store(f"oxigraph:{tmp_path_factory.mktemp('index') / 'store'}")
    with KnowledgeBase(store, extractor=extractor) as kb:
        for _ in kb.add(map(str, demo_articles())):
            pass
        kb.put(extraction())
        for number in range(4):
            kb.put(News().article(number))
        yield kb


def by_sparql(kb: KnowledgeBase, wanted: Wanted) -> list[dict[str, Any]]:
    """The rows of the question `claims`."""
    given = {"speaker": wanted.speaker, "about": wanted.about, "publisher": wanted.outlet}
    days = {"since": wanted.since, "until": wanted.until}
    values = {name: str(value) for name, value in {**given, **days}.items() if value}
    return [dict(row) for row in cast("Table", ask(kb.store, find_question("claims"), values))]


def drawn(kb: KnowledgeBase, seed: int) -> Wanted:
    """A question about what is there, by some of its sides."""
    chance = random.Random(seed)
    rows = kb.claims(Wanted())
    one = chance.choice(rows)

    def some(name: str | None) -> str:
        start = chance.randrange(max(1, len(name or "") - 4))
        return (name or "")[start : start + 6].upper() if chance.random() < 0.5 else ""

    about = chance.choice(kb.count(Wanted(), by=By.ABOUT)).value
    since = date.fromisoformat(one.day or str(FIRST)) - timedelta(days=chance.randrange(60))
    until = since + timedelta(days=chance.randrange(400))
    limited = chance.random() < 0.5
    return Wanted(
        some(one.who), some(about), some(one.outlet), since=since if limited else None, until=until if limited else None
    )


@pytest.mark.parametrize("seed", range(SEEDS))
def test_who_when_and_where_are_answered_as_by_sparql(kb: KnowledgeBase, seed: int) -> None:
    wanted = drawn(kb, seed)
    found, rows = kb.claims(wanted), by_sparql(kb, wanted)
    assert {row.claim for row in found} == {str(row["claim"]) for row in rows}
    assert len(found) == len({row.claim for row in found})
    assert [row.claim for row in found] == list(dict.fromkeys(str(row["claim"]) for row in rows))
    for row in found:
        same = [other for other in rows if str(other["claim"]) == row.claim]
        assert {row.day} == {other["day"] and str(other["day"]) for other in same}
        assert {row.text} == {str(other["text"]) for other in same}
        if names := {str(other["who"]) for other in same if other["who"]}:
            assert set((row.who or "").split("; ")) <= names
        if houses := {str(other["outlet"]) for other in same if other["outlet"]}:
            assert row.outlet in houses
    for limit in (1, len(found) // 2 + 1, len(found) + 1):
        assert kb.claims(wanted, limit=limit) == found[:limit]
    months = Counter(str(row["day"])[:7] if row["day"] else None for row in {r["claim"]: r for r in rows}.values())
    assert {each.value: each.claims for each in kb.count(wanted, by=By.MONTH)} == dict(months)


@pytest.mark.parametrize("seed", range(SEEDS))
def test_without_an_index_the_graphs_answer_the_same(
    kb: KnowledgeBase, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = drawn(kb, seed)
    by = list(By)[seed % len(By)]
    expected = kb.claims(wanted), kb.count(wanted, by=by), kb.count(wanted)
    monkeypatch.setattr(kb.store, "_index", None)
    assert (kb.claims(wanted), kb.count(wanted, by=by), kb.count(wanted)) == expected


def has(text: Sequence[str], language: str, search: str) -> bool:
    """Whether a text, by its forms, has all that is searched for: a look at every place of it."""

    def fits(term: Any, form: str) -> bool:
        if not term.is_beginning:
            return bool(lemmas(term.form, language) & lemmas(form, language))
        return any(word.startswith(term.form) for word in (form, *lemmas(form, language)))

    return all(
        any(
            all(fits(term, form) for term, form in zip(part, text[place:], strict=False))
            for place in range(len(text) - len(part) + 1)
        )
        for part in parts(search)
    )


@pytest.mark.parametrize("seed", range(SEEDS))
def test_words_are_found_as_by_a_look_at_every_text(kb: KnowledgeBase, seed: int) -> None:
    chance = random.Random(seed)
    every = {code: kb.claims(Wanted(language=code)) for code in ("uk", "ru", "en")}
    words = list(forms(chance.choice([row for rows in every.values() for row in rows]).text)) or ["міст"]
    place = chance.randrange(len(words))
    search = (words[place], f'"{" ".join(words[place : place + 2])}"', f"{words[place][:3]}*", " ".join(words[::3]))[
        seed % 4
    ]
    expected = {row.claim for code, rows in every.items() for row in rows if has(list(forms(row.text)), code, search)}
    found = {row.claim for row in kb.claims(Wanted(text=search))}
    # A form that is in no text begins nothing: a word of which only such a form begins so may be found, too.
    assert found >= expected if "*" in search else found == expected
    assert expected


@pytest.mark.parametrize(
    ("search", "found"),
    [
        pytest.param("мостом", 3, id="another case"),
        pytest.param("МІСТ готовим", 1, id="two words"),
        pytest.param('"майже готові"', 1, id="a phrase"),
        pytest.param('"готовий майже"', 0, id="a phrase the other way round"),
        pytest.param("недбал*", 1, id="a beginning"),
        pytest.param("відведення", 0, id="a word of the same root is another"),
        pytest.param("неіснуюче", 0, id="a word that is nowhere"),
        pytest.param('міст" OR (a', 0, id="what FTS5 would stumble over"),
        pytest.param("м*", 3, id="a letter"),
    ],
)
def test_words_are_found_in_any_form(search: str, found: int) -> None:
    with KnowledgeBase(open_store("memory:")) as kb:
        kb.put(extraction())
        assert len(kb.claims(Wanted(text=search))) == found


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        pytest.param(Wanted(), 9, id="nothing"),
        pytest.param(Wanted(form=Form.DIRECT), 1, id="a form"),
        pytest.param(Wanted(speech_act=SpeechAct.DENY), 1, id="a speech act"),
        pytest.param(Wanted(polarity=Polarity.NEGATIVE), 1, id="a polarity"),
        pytest.param(Wanted(modality=Modality.WILL), 2, id="a modality"),
        pytest.param(Wanted(hedged=True), 1, id="what is doubted"),
        pytest.param(Wanted(headline=False), 8, id="no headlines"),
        pytest.param(Wanted(confidence=0.9), 8, id="the least confidence"),
        pytest.param(Wanted(language="en"), 0, id="a language"),
        pytest.param(Wanted(speaker="МЕЛЬНИК", polarity=Polarity.POSITIVE), 1, id="a speaker and a polarity"),
        pytest.param(Wanted(text="росія", about="війська"), 1, id="words and whom it is about"),
        pytest.param(Wanted(since=date(2021, 11, 15), until=date(2021, 11, 15)), 4, id="a day within a month"),
    ],
)
@pytest.mark.parametrize("is_indexed", [True, False], ids=["by the index", "by the graphs"])
def test_claims_are_narrowed_by_every_side(
    wanted: Wanted, found: int, is_indexed: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with KnowledgeBase(open_store(f"oxigraph:{tmp_path / 'store'}")) as kb:
        kb.put(extraction())
        if not is_indexed:
            monkeypatch.setattr(kb.store, "_index", None)
        assert len(kb.claims(wanted)) == found
        assert kb.count(wanted)[0].claims == found


def test_claims_are_counted_by_who_somebody_is_known_as() -> None:
    with KnowledgeBase(open_store("memory:")) as kb:
        kb.put(extraction())
        assert [(each.value, each.claims) for each in kb.count(Wanted(), by=By.SPEAKER)][:2] == [
            ("Ігор Ткач", 3),
            ("Олена Мельник", 2),
        ]
        entry = Entry("urn:kb:who#melnyk", EntityKind.PERSON, Sort.PERSON, {"uk": ("Олена Петрівна Мельник",)})
        kb.who.add([entry])
        kb.who.merge(MELNYK, kb.who.entry(entry.iri))
        assert len(kb.claims(Wanted(speaker="петрівна"))) == 2
        (found,) = [each for each in kb.count(Wanted(), by=By.SPEAKER) if each.entity == entry.iri]
        assert found.claims == 2


def test_every_kind_of_store_answers_the_same(specification: str) -> None:
    with KnowledgeBase(open_store(specification)) as kb:
        kb.put(extraction())
        kb.put(News().article(1))
        every = kb.claims(Wanted())
        assert len(every) == 29
        assert {row.who for row in kb.claims(Wanted(speaker="МЕЛЬНИК"))} == {MELNYK.name}
        found = kb.claims(Wanted(about="росія", outlet="місто", since=date(2021, 12, 1), until=date(2021, 12, 31)))
        assert [(row.day, row.who, row.outlet) for row in found] == [("2021-12-02", "Ігор Ткач", "Наше місто")]
        assert [row.who for row in kb.claims(Wanted(text="відвести військо"))] == ["Reuters", "Ігор Ткач"]
        assert [each.value for each in kb.count(Wanted(), by=By.MONTH)] == [None, "2021-01", "2021-11", "2021-12"]


@pytest.mark.parametrize("is_indexed", [True, False], ids=["by the index", "by the graphs"])
def test_the_chain_of_a_claim_leads_out_to_the_outlet(
    is_indexed: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with KnowledgeBase(open_store(f"oxigraph:{tmp_path / 'store'}")) as kb:
        kb.put(extraction())
        inner = next(claim for claim in extraction().claims if claim.within)
        if not is_indexed:
            monkeypatch.setattr(kb.store, "_index", None)
        found = kb.provenance(inner.id)
        assert [(row.who, row.outlet) for row in found] == [("Ігор Ткач", "Наше місто"), ("Reuters", "Наше місто")]
        rows = cast("Table", kb.query("chain", {"claim": inner.id}))
        assert [row.claim for row in found] == [str(row["link"]) for row in rows]
        assert kb.provenance("0" * 24) == []


def test_a_claim_of_several_speakers_counts_for_each() -> None:
    with KnowledgeBase(open_store("memory:")) as kb:
        kb.put(extraction())
        counted = kb.count(Wanted(about="ві"), by=By.ABOUT)
        assert {each.value for each in counted} == {RUSSIA.name, "війська"}


@pytest.mark.parametrize(
    ("wanted", "message"),
    [
        pytest.param({"since": date(2022, 1, 1), "until": date(2021, 1, 1)}, "comes after the last", id="days"),
        pytest.param({"speaker": "\ud800"}, "not text", id="half a character"),
    ],
)
def test_what_no_claim_can_be_is_refused(wanted: dict[str, Any], message: str) -> None:
    with pytest.raises(BadWanted, match=message):
        Wanted(**wanted)
