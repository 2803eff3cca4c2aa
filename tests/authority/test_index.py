"""Finding an entry by a name in any case, a surname, a spelling, an office."""

from __future__ import annotations

from datetime import date

import pytest

from kb.authority import Entry, Index
from kb.model import EntityKind
from tests.authority.samples import AUTHORITY, ELDER, KYIV, MELNYK, MINISTER, MINISTRY, RUSSIA, TKACH, UKRAINE, YOUNGER


@pytest.fixture(scope="module")
def index() -> Index:
    return Index(AUTHORITY)


def iris(found: tuple[Entry, ...]) -> set[str]:
    return {entry.iri for entry in found}


@pytest.mark.parametrize(
    ("name", "language", "expected"),
    [
        pytest.param("Києва", "uk", {KYIV}, id="a vowel changes in the case"),
        pytest.param("Олені Мельник", "uk", {MELNYK}, id="a name in the dative"),
        pytest.param("Ігорем Ткачем", "uk", {TKACH}, id="a name in the instrumental"),
        pytest.param("Міністерства закордонних справ України", "uk", {MINISTRY}, id="a long name in the genitive"),
        pytest.param("МЗС", "uk", {MINISTRY}, id="an abbreviation"),
        pytest.param("the Ukraine", "en", {UKRAINE}, id="an article does not count"),
        pytest.param("Kiev", "en", {KYIV}, id="another name"),
        pytest.param("Київ", "en", set(), id="another language"),
        pytest.param("Олена", "uk", set(), id="half a name"),
        pytest.param("", "uk", set(), id="nothing"),
        pytest.param("«»", "uk", set(), id="no word"),
    ],
)
def test_a_name_is_found(name: str, language: str, expected: set[str], index: Index) -> None:
    assert iris(index.named(name, language)) == expected


def test_two_of_one_surname_are_two(index: Index) -> None:
    assert iris(index.with_surname("Alder", "en")) == {ELDER, YOUNGER}
    assert iris(index.with_surname("Ткача", "uk")) == {TKACH}


@pytest.mark.parametrize(
    ("name", "language", "iri", "is_sure"),
    [
        pytest.param("Igor Tkach", "en", TKACH, True, id="another language's given name"),
        pytest.param("Ihor Tkachuk", "en", TKACH, False, id="a longer surname"),
        pytest.param("Olena Mel'nyk", "en", MELNYK, True, id="an apostrophe"),
        pytest.param("Елена Мельник", "ru", MELNYK, True, id="the name itself"),
        pytest.param("Olena Melnik", "en", MELNYK, True, id="another romanisation"),
    ],
)
def test_a_spelling_is_alike(name: str, language: str, iri: str, is_sure: bool, index: Index) -> None:
    found = index.spelled(name, language, EntityKind.PERSON, 70)
    assert found[0].iri == iri
    assert (found[0].score >= 90) == is_sure


def test_another_given_name_is_another_person(index: Index) -> None:
    assert index.spelled("Oksana Melnyk", "en", EntityKind.PERSON, 90) == ()


@pytest.mark.parametrize(
    ("description", "language"),
    [
        ("міністр закордонних справ України", "uk"),
        ("міністра закордонних справ України", "uk"),
        ("український міністр закордонних справ", "uk"),
        ("глава українського МЗС", "uk"),
        ("украинский министр иностранных дел", "ru"),
        ("Ukrainian foreign minister", "en"),
        ("Ukraine's foreign minister", "en"),
    ],
)
def test_an_office_is_found_with_its_state(description: str, language: str, index: Index) -> None:
    assert iris(index.offices(description, language)) == {MINISTER}


@pytest.mark.parametrize("description", ["російський міністр закордонних справ", "міністр", "міністр оборони України"])
def test_another_office_is_another(description: str, index: Index) -> None:
    assert index.offices(description, "uk") == ()


@pytest.mark.parametrize(
    ("day", "holder"),
    [
        (date(2018, 1, 1), TKACH),
        (date(2019, 8, 29), MELNYK),
        (date(2024, 1, 1), MELNYK),
        (date(2010, 1, 1), None),
        (None, None),
    ],
)
def test_an_office_has_one_holder_a_day(day: date | None, holder: str | None, index: Index) -> None:
    found = index.holder(AUTHORITY.entries[MINISTER], day)
    assert (found.iri if found else None) == holder


def test_an_adjective_names_its_state(index: Index) -> None:
    assert iris(index.of_adjective("українським", "uk")) == {UKRAINE}
    state = index.state("РФ", "ru")
    assert state is not None
    assert state.iri == RUSSIA
