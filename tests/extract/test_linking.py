"""Who the entities of an article are, how that was found, and what stays open."""

from __future__ import annotations

from datetime import date

import pytest
from spacy.tokens import Doc

from kb.authority import Index
from kb.extract.link_context import LinkContext
from kb.extract.linking import link_entities, linked
from kb.model import Entity, EntityKind, LinkMethod, joint
from tests.authority.samples import AUTHORITY, ELDER, KYIV, MELNYK, MINISTRY, RUSSIA, TKACH, UKRAINE
from tests.extract.sentences import parsed

INDEX = Index(AUTHORITY)
PERSON, PLACE, ORGANISATION, OTHER = EntityKind.PERSON, EntityKind.PLACE, EntityKind.ORGANISATION, EntityKind.OTHER
OF_UKRAINE = "український український ADJ 2 amod Case=Nom\nкордон кордон NOUN 0 root Case=Nom"
OF_NOBODY = "тихий тихий ADJ 2 amod Case=Nom\nліс ліс NOUN 0 root Case=Nom"


def around(rows: str = OF_NOBODY, day: date | None = date(2021, 12, 2)) -> LinkContext:
    doc: Doc = parsed(rows)
    return LinkContext(doc, INDEX, day, ())


@pytest.mark.parametrize(
    ("entity", "iri", "method"),
    [
        pytest.param(Entity("Олена Мельник", PERSON), MELNYK, LinkMethod.NAME, id="a name"),
        pytest.param(Entity("Olena Melnyk", PERSON), MELNYK, LinkMethod.NAME, id="a name in another language"),
        pytest.param(Entity("Олена Іванівна Мельник", PERSON), MELNYK, LinkMethod.NAME, id="with the patronymic"),
        pytest.param(Entity("Київ", PLACE), KYIV, LinkMethod.NAME, id="a place"),
        pytest.param(Entity("російський", PLACE), RUSSIA, LinkMethod.NAME, id="a state by its adjective"),
        pytest.param(Entity("глава МЗС України", OTHER), MELNYK, LinkMethod.OFFICE, id="an office"),
        pytest.param(Entity("Olena Melnik", PERSON), MELNYK, LinkMethod.SPELLING, id="another spelling"),
        pytest.param(Entity("Україна", PERSON), UKRAINE, LinkMethod.NAME, id="a state taken for a person"),
        pytest.param(Entity("Олена Мельник", PLACE), MELNYK, LinkMethod.NAME, id="a person taken for a place"),
    ],
)
def test_an_entity_is_linked(entity: Entity, iri: str, method: LinkMethod) -> None:
    found = linked(entity, around()).link
    assert found is not None
    assert (found.iri, found.method, found.is_sure) == (iri, method, True)


@pytest.mark.parametrize(
    "entity",
    [
        pytest.param(Entity("Оксана Мельник", PERSON), id="another given name"),
        pytest.param(Entity("Олена", PERSON), id="a given name alone"),
        pytest.param(Entity("міністр", OTHER), id="an office of no state"),
        pytest.param(Entity("Україна Мельник", PERSON), id="a person with the name of a state"),
        pytest.param(Entity("Нібиландія", PLACE), id="an unknown place"),
    ],
)
def test_somebody_else_stays_themselves(entity: Entity) -> None:
    found = linked(entity, around())
    assert found.link is None or not found.link.is_sure
    assert found.id == entity.id


def test_an_office_is_whoever_held_it_on_the_day() -> None:
    office = Entity("міністр закордонних справ України", OTHER)
    holders = {
        day: (linked(office, around(day=day)).link or None)
        for day in (date(2018, 5, 1), date(2021, 12, 2), date(2001, 1, 1), None)
    }
    assert [link.iri if link else None for link in holders.values()] == [TKACH, MELNYK, None, None]


def test_a_surname_needs_the_state_that_the_article_is_about() -> None:
    alone = Entity("Ткач", PERSON)
    near, far = (linked(alone, around(rows)).link for rows in (OF_UKRAINE, OF_NOBODY))
    assert near is not None
    assert far is not None
    assert (near.iri, near.method, near.is_sure) == (TKACH, LinkMethod.SURNAME, True)
    assert (far.iri, far.is_sure) == (TKACH, False)


def test_two_of_one_surname_are_only_offered() -> None:
    found = linked(Entity("Елдер", PERSON), around()).link
    assert found is not None
    assert found.iri == ELDER
    assert not found.is_sure


def test_a_ministry_of_another_state_is_only_offered() -> None:
    russian = "російський російський ADJ 2 amod Case=Nom\nкордон кордон NOUN 0 root Case=Nom"
    assert linked(Entity("МЗС", ORGANISATION), around(OF_UKRAINE)).id == MINISTRY
    assert linked(Entity("МЗС", ORGANISATION), around(russian)).id != MINISTRY


def test_what_is_one_has_one_name_the_fullest() -> None:
    office, name = Entity("глава МЗС України", OTHER), Entity("Олена Мельник", PERSON)
    short, long = Entity("МЗС", ORGANISATION), Entity("Міністерство закордонних справ України", ORGANISATION)
    found = link_entities([office, name, short, long], around(OF_UKRAINE))
    assert found[office].name == found[name].name == "Олена Мельник"
    assert found[office].kind is PERSON
    assert found[short].name == long.name
    assert found[short].label("en") == "Ministry of Foreign Affairs of Ukraine"


def test_each_of_those_who_speak_together_is_linked() -> None:
    both = joint([Entity("Україна", PLACE), Entity("Росія", PLACE)])
    assert both is not None
    found = link_entities([both], around())[both]
    assert {member.id for member in found.members} == {UKRAINE, RUSSIA}
