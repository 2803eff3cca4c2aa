from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kb.authority.wikidata import BadIdentifier, Endpoint
from kb.facts.sentences import OF_STATES, SENTENCES
from kb.facts.wikidata import UnknownProperty, pull_facts
from kb.language import LANGUAGES
from tests.conftest import Kb
from tests.sparql_servers import oxigraph

FARLAND = "http://www.wikidata.org/entity/Q900000060"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with oxigraph(Path(__file__).parent / "wikidata.ttl", tmp_path_factory.mktemp("wikidata")) as found:
        yield found


def told(address: str, *ids: str, **rest: list[str]) -> set[tuple[str, str | None]]:
    facts = pull_facts(ids, Endpoint(address), states=[FARLAND], **rest)
    return {(fact.text, fact.valid.edtf if fact.valid else None) for fact in facts}


def test_statements_become_sentences_with_their_periods(address: str) -> None:
    assert told(address, "Q900000060") == {
        ("Вежград є столицею держави Тридев'ятія.", "../1991-08"),
        ("Tower City is the capital of Farland.", "../1991-08"),
        ("Newtown is the capital of Farland.", "1991-08-24/.."),
        ("Тридев'ятія має населення 41000000 осіб.", "2020"),
        ("Тридевятия имеет население 41000000 человек.", "2020"),
        ("Farland has a population of 41000000.", "2020"),
        ("Тридев'ятія є членом організації «Ліга Казок».", None),
    }


def test_an_office_is_held_from_a_day_and_vague_dates_are_left_out(address: str) -> None:
    assert told(address, "Q900000001") == {("Соломія Верболіз обіймає посаду «міністр погоди».", "2019-05-20/..")}


def test_properties_and_languages_are_chosen(address: str) -> None:
    assert told(address, "Q900000060", properties=["p1082"], languages=["en"]) == {
        ("Farland has a population of 41000000.", "2020")
    }


def test_what_is_no_state_has_no_sentence_of_states(address: str) -> None:
    facts = list(pull_facts(["Q900000060"], Endpoint(address), properties=sorted(OF_STATES)))
    assert facts == []


def test_the_source_is_told(address: str) -> None:
    facts = pull_facts(["Q900000060"], Endpoint(address), properties=["P463"])
    assert [fact.source for fact in facts] == [f"{address} (Q900000060, P463)"]


@pytest.mark.parametrize(
    ("ids", "properties", "error"),
    [(["Київ"], ["P36"], BadIdentifier), (["Q212"], ["P9999"], UnknownProperty)],
    ids=["no id", "a property without a sentence"],
)
def test_wrong_questions_are_not_asked(ids: list[str], properties: list[str], error: type[Exception]) -> None:
    with pytest.raises(error):
        list(pull_facts(ids, Endpoint("http://127.0.0.1:9/"), properties=properties))


@pytest.mark.parametrize("said", SENTENCES)
def test_a_property_has_a_sentence_in_every_language(said: str) -> None:
    assert set(SENTENCES[said]) == set(LANGUAGES)
    for pattern in SENTENCES[said].values():
        assert "{item}" in pattern
        assert "{value}" in pattern
        assert pattern.endswith(".")


def test_the_command_adds_them(kb: Kb, address: str, tmp_path: Path) -> None:
    arguments = ("Q900000001", "--endpoint", address, "--cache", tmp_path / "cache", "--lang", "uk")
    ran = kb("fact", "pull", *arguments)
    assert (ran.code, ran.err) == (0, "added: Соломія Верболіз обіймає посаду «міністр погоди».\n")
    assert kb("fact", "pull", *arguments).err.startswith("already there")
    assert "2019-05-20/.." in kb("fact", "list").out
    assert kb("verify").code == 0
    assert kb("fact", "pull", "Q900000099", "--endpoint", address, "--cache", tmp_path / "cache").code == 4
