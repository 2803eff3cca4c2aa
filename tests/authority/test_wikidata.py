from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from kb.authority import Authority, Sort, Tenure, shipped
from kb.authority.wikidata import BadIdentifier, Cache, Endpoint, identifier, pull, search
from kb.authority.wikidata.pull import Pulled
from kb.model import EntityKind
from tests.sparql_servers import oxigraph

WD = "http://www.wikidata.org/entity/"
VERBOLIZ, FARLAND, MINISTER, AMBASSADOR, MINISTRY = (
    f"{WD}Q9000000{number}" for number in ("01", "60", "10", "11", "30")
)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with oxigraph(Path(__file__).parent / "wikidata.ttl", tmp_path_factory.mktemp("wikidata")) as found:
        yield found


@pytest.fixture(scope="module")
def endpoint(address: str) -> Endpoint:
    return Endpoint(address)


@pytest.fixture(scope="module")
def verboliz(endpoint: Endpoint) -> Pulled:
    return pull(["Q900000001"], endpoint)


def test_a_person_comes_with_names_in_three_languages_the_label_first(verboliz: Pulled) -> None:
    entry = Authority(verboliz.entries).entries[VERBOLIZ]
    assert (entry.kind, entry.sort, entry.gender, entry.country) == (EntityKind.PERSON, Sort.PERSON, "Fem", FARLAND)
    assert entry.names == {
        "uk": ("Соломія Верболіз", "Верболіз С. П.", "Соломія Петрівна Верболіз"),
        "ru": ("Соломия Верболиз",),
        "en": ("Solomiia Verboliz", "Solomiia V. Verboliz", "Verboliz"),
    }


def test_offices_come_as_entries_with_their_country_and_body(verboliz: Pulled) -> None:
    entries = Authority(verboliz.entries).entries
    minister = entries[MINISTER]
    assert (minister.kind, minister.sort, minister.country) == (EntityKind.OTHER, Sort.OFFICE, FARLAND)
    assert minister.names["uk"] == ("міністр погоди Тридев'ятії", "міністерка погоди Тридев'ятії")
    assert minister.body == MINISTRY
    assert entries[AMBASSADOR].country == FARLAND
    assert (entries[FARLAND].kind, entries[FARLAND].sort, entries[FARLAND].country) == (
        EntityKind.PLACE,
        Sort.STATE,
        None,
    )
    assert entries[MINISTRY].sort is Sort.MINISTRY


def test_tenures_have_the_days_that_their_precision_allows(verboliz: Pulled) -> None:
    honour = f"{WD}Q900000013"
    assert set(verboliz.tenures) == {
        Tenure(VERBOLIZ, MINISTER, date(2014, 1, 1), date(2019, 5, 31)),
        Tenure(VERBOLIZ, AMBASSADOR, date(2019, 5, 20), None),
        Tenure(VERBOLIZ, honour, None, None),
    }


def test_an_office_comes_with_who_held_it(endpoint: Endpoint) -> None:
    pulled = pull(["Q900000010"], endpoint)
    authority = Authority(pulled.entries, pulled.tenures)
    assert pulled.asked == (MINISTER,)
    assert authority.holder(MINISTER, date(2016, 3, 1)) == authority.entries[VERBOLIZ]
    assert authority.holder(MINISTER, date(2021, 3, 1)) == authority.entries[f"{WD}Q900000002"]
    again = pull(["Q900000010"], endpoint, known={VERBOLIZ: authority.entries[VERBOLIZ]})
    assert VERBOLIZ not in {entry.iri for entry in again.entries}
    assert set(again.tenures) == set(pulled.tenures)


def test_an_office_that_is_deprecated_there_does_not_come(verboliz: Pulled) -> None:
    assert f"{WD}Q900000012" not in {entry.iri for entry in verboliz.entries}


def test_what_is_known_already_is_not_asked_for_but_where_it_is_asked_for_by_id(endpoint: Endpoint) -> None:
    known = Authority(pull(["Q900000060", "Q900000010"], endpoint).entries).entries
    again = pull(["Q900000001"], endpoint, known=known)
    assert {FARLAND, MINISTER} & {entry.iri for entry in again.entries} == set()
    assert MINISTER in {tenure.office for tenure in again.tenures}
    assert next(entry for entry in again.entries if entry.iri == VERBOLIZ).country == FARLAND
    assert FARLAND in pull(["Q900000060"], endpoint, known=known).asked


SORTS = {
    "a capital, which stands for its state": ("Q1899", EntityKind.PLACE, Sort.CAPITAL),
    "a state": ("Q212", EntityKind.PLACE, Sort.STATE),
    "a ministry by a class two above": ("Q900000030", EntityKind.ORGANISATION, Sort.MINISTRY),
    "a news agency that is a company, too": ("Q900000070", EntityKind.ORGANISATION, Sort.NEWSAGENCY),
    "a newspaper": ("Q900000071", EntityKind.ORGANISATION, Sort.OUTLET),
    "a party": ("Q900000072", EntityKind.ORGANISATION, Sort.PARTY),
    "an international organisation": ("Q900000073", EntityKind.ORGANISATION, Sort.INTERNATIONAL),
    "a company": ("Q900000074", EntityKind.ORGANISATION, Sort.COMPANY),
    "an organisation of no known sort": ("Q900000075", EntityKind.ORGANISATION, Sort.OTHER),
    "something": ("Q900000076", EntityKind.OTHER, Sort.OTHER),
    "an office by itself": ("Q900000011", EntityKind.OTHER, Sort.OFFICE),
}


@pytest.mark.parametrize(("qid", "kind", "sort"), SORTS.values(), ids=SORTS)
def test_an_item_is_of_the_sort_that_its_classes_tell(
    qid: str, kind: EntityKind, sort: Sort, endpoint: Endpoint
) -> None:
    entry = Authority(pull([qid], endpoint).entries).entries[f"{WD}{qid}"]
    assert (entry.kind, entry.sort) == (kind, sort)
    assert entry.stands_for == (f"{WD}Q212" if sort is Sort.CAPITAL else None)


def test_a_name_in_all_languages_counts_as_english(endpoint: Endpoint) -> None:
    assert pull(["Q900000040"], endpoint).entries[0].names == {"en": ("Jan Wietrzny",)}


def test_names_have_no_control_characters_and_what_is_none_is_left_out(endpoint: Endpoint) -> None:
    assert pull(["Q900000041"], endpoint).entries[0].names == {"uk": ("Ада Вій", "<script>alert(1)</script>")}


def test_what_is_not_there_is_said_and_the_others_come(endpoint: Endpoint) -> None:
    pulled = pull(["Q900000999", "Q212", "Q900000042", "Q900000043"], endpoint)
    assert pulled.asked == (f"{WD}Q212",)
    assert pulled.missing == {
        "Q900000999": "is not known there",
        "Q900000042": "is Q900000001 there now; pull that",
        "Q900000043": "has no name there in Ukrainian, Russian or English",
    }


def test_many_ids_are_asked_for_in_batches(endpoint: Endpoint) -> None:
    pulled = pull([f"Q{number}" for number in range(900_000_000, 900_000_120)], endpoint)
    assert {VERBOLIZ, MINISTRY, f"{WD}Q900000071"} <= set(pulled.asked)


IDENTIFIERS = {
    "as it is": ("Q159", "Q159"),
    "in small letters": (" q159 ", "Q159"),
    "with its prefix": ("wd:Q159", "Q159"),
    "an address": ("https://www.wikidata.org/wiki/Q159", "Q159"),
    "an IRI": ("http://www.wikidata.org/entity/Q159", "Q159"),
}
BAD_IDENTIFIERS = ["", "159", "P31", "Q0", "Q", "Q1 . ?s ?p ?o", "Q1>", "Q1\nQ2", "Q" + "9" * 30, "Q١", "Блінкен"]


@pytest.mark.parametrize(("text", "qid"), IDENTIFIERS.values(), ids=IDENTIFIERS)
def test_an_id_may_be_written_in_several_ways(text: str, qid: str) -> None:
    assert identifier(text) == qid


@pytest.mark.parametrize("text", BAD_IDENTIFIERS, ids=ascii)
def test_what_is_no_id_is_refused_before_anything_is_asked(text: str) -> None:
    with pytest.raises(BadIdentifier, match="no id of Wikidata"):
        pull(["Q159", text], Endpoint("http://127.0.0.1:9/"))


SEARCHES = {
    "a label, namesakes too, and no list of namesakes": ("Соломія Верболіз", ["Q900000001", "Q900000002"]),
    "an alias": ("Верболіз С. П.", ["Q900000001"]),
    "in small letters": ("соломия верболиз", ["Q900000001"]),
    "a name in all languages": ("Jan Wietrzny", ["Q900000040"]),
    "a part of a name": ("Соломія", []),
    "quotation marks": ('"} ?item ?p ?o . {"', []),
    "a backslash at the end": ("Вітер\\", []),
    "line breaks": ("Партія\n\r вітру", ["Q900000072"]),
}


@pytest.mark.parametrize(("name", "found"), SEARCHES.values(), ids=SEARCHES)
def test_a_search_finds_whoever_has_the_name(name: str, found: list[str], endpoint: Endpoint) -> None:
    assert search(name, endpoint) == found


@pytest.mark.parametrize("name", ["", " ", "x", "«»", "а" * 201], ids=ascii)
def test_a_search_for_no_name_is_refused(name: str, endpoint: Endpoint) -> None:
    with pytest.raises(BadIdentifier, match="no name"):
        search(name, endpoint)


def test_a_search_gives_no_more_than_it_is_told(endpoint: Endpoint) -> None:
    assert search("Соломія Верболіз", endpoint, limit=1) == ["Q900000001"]


def test_what_was_answered_is_kept_and_answers_without_the_server(address: str, tmp_path: Path) -> None:
    kept = Endpoint(address, cache=Cache(tmp_path))
    first = pull(["Q900000001"], kept)
    files = {path: path.stat().st_mtime_ns for path in tmp_path.iterdir()}
    assert len(files) >= 4
    assert pull(["Q900000001"], kept) == first
    assert {path: path.stat().st_mtime_ns for path in tmp_path.iterdir()} == files


def test_the_ids_of_the_classes_are_well_formed_and_each_stands_once() -> None:
    from kb.authority.wikidata.classes import _KINDS, _SORTS

    ids = [qid for _, each in (*_SORTS, *_KINDS) for qid in each.split()]
    assert len(ids) == len(set(ids))
    assert [qid for qid in ids if identifier(qid) != qid] == []


def test_the_real_authority_may_be_what_is_known(endpoint: Endpoint) -> None:
    assert [entry.iri for entry in pull(["Q1899"], endpoint, known=shipped().entries).entries] == [f"{WD}Q1899"]
