"""Who and what a text names, each under one name."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc, Span

from kb.extract.entities import Mention, find_mentions, introduced
from kb.extract.states import as_actor
from kb.language.uk import UKRAINIAN
from kb.model import Entity, EntityKind
from tests.extract.sentences import parsed

MASC = "Case={}|Gender=Masc|Number=Sing"


def person(form: str, case: str, head: int, relation: str, gender: str = "Masc") -> str:
    """A row for a part of a name."""
    return f"{form} {form} PROPN {head} {relation} Animacy=Anim|Case={case}|Gender={gender}|Number=Sing"


def named(rows: str, *ents: tuple[int, int, str]) -> tuple[Doc, tuple[Mention, ...]]:
    """The Doc with entities (first token, end, label) and its mentions."""
    doc = parsed(rows)
    doc.ents = [Span(doc, start, end, label=label) for start, end, label in ents]
    return doc, find_mentions(doc, UKRAINIAN)


def names(found: tuple[Mention, ...]) -> list[str]:
    return [mention.entity.name for mention in found]


def test_a_surname_belongs_to_the_full_name() -> None:
    rows = "\n".join(
        [
            person("Іван", "Nom", 3, "nsubj"),
            person("Бондар", "Nom", 1, "flat"),
            "приїхав приїхати VERB 0 root Gender=Masc|Number=Sing",
            ". . PUNCT 3 punct",
            "Слова слово NOUN 0 root Case=Nom|Number=Plur",
            person("Бондаря", "Gen", 5, "nmod"),
        ]
    )
    _, found = named(rows, (0, 2, "PERS"), (5, 6, "PERS"))
    assert names(found) == ["Іван Бондар", "Іван Бондар"]
    assert [mention.name for mention in found] == ["Іван Бондар", "Бондар"]
    assert {mention.gender for mention in found} == {"Masc"}


def test_two_people_of_one_surname_stay_two() -> None:
    rows = "\n".join(
        [
            person("Іван", "Nom", 3, "nsubj"),
            person("Коваль", "Nom", 1, "flat"),
            "бачив бачити VERB 0 root Gender=Masc|Number=Sing",
            person("Олену", "Acc", 3, "obj", "Fem"),
            person("Коваль", "Acc", 4, "flat", "Fem"),
            ". . PUNCT 3 punct",
            person("Коваль", "Nom", 8, "nsubj", "Fem"),
            "пішла піти VERB 0 root Gender=Fem|Number=Sing",
        ]
    )
    _, found = named(rows, (0, 2, "PERS"), (3, 5, "PERS"), (6, 7, "PERS"))
    assert names(found) == ["Іван Коваль", "Олена Коваль", "Олена Коваль"]


def test_a_title_is_known_with_its_words_and_its_role() -> None:
    rows = "\n".join(
        [
            "речник речник NOUN 5 nsubj Animacy=Anim|Case=Nom|Gender=Masc|Number=Sing",
            "ради рада NOUN 1 nmod Animacy=Inan|Case=Gen|Gender=Fem|Number=Sing",
            person("Іван", "Nom", 1, "flat:title"),
            person("Бондар", "Nom", 3, "flat:name"),
            "мовчав мовчати VERB 0 root Gender=Masc|Number=Sing",
        ]
    )
    _, (found,) = named(rows, (2, 4, "PERS"))
    assert found.titles == {"речник", "рада"}
    assert found.roles == {"речник"}


def test_a_name_that_the_pipeline_missed_is_found() -> None:
    rows = "\n".join([person("Іван", "Nom", 3, "nsubj"), person("Бондар", "Nom", 1, "flat"), "спав спати VERB 0 root"])
    _, found = named(rows)
    assert names(found) == ["Іван Бондар"]


@pytest.mark.parametrize("label", ["PERS", "PER"])
def test_labels_of_other_pipelines_are_understood(label: str) -> None:
    rows = "\n".join([person("Іван", "Nom", 2, "nsubj"), "спав спати VERB 0 root"])
    _, (found,) = named(rows, (0, 1, label))
    assert found.kind is EntityKind.PERSON


ABBREVIATED = """
Рада рада NOUN 0 root Case=Nom|Gender=Fem|Number=Sing
зразків зразок NOUN 1 nmod Case=Gen|Gender=Masc|Number=Plur
і і CCONJ 4 cc
тестів тест NOUN 2 conj Case=Gen|Gender=Masc|Number=Plur
( ( PUNCT 6 punct
РЗТ РЗТ PROPN 1 appos Case=Nom|Number=Sing
) ) PUNCT 6 punct
мовчить мовчати VERB 0 root Number=Sing|Person=3
. . PUNCT 8 punct
РЗТ РЗТ PROPN 11 nsubj Case=Nom|Number=Sing
бачить бачити VERB 0 root Number=Sing|Person=3
"""


def test_an_abbreviation_is_what_its_brackets_introduce() -> None:
    doc, found = named(ABBREVIATED, (9, 10, "ORG"))
    assert introduced(doc, UKRAINIAN.speakers) == {"РЗТ": "Рада зразків і тестів"}
    assert names(found)[-1] == "Рада зразків і тестів"


@pytest.mark.parametrize(
    ("name", "actor"), [("Вашингтон", "США"), ("Москва", "Росія"), ("Кремль", "Кремль"), ("Білий дім", "Білий дім")]
)
def test_a_capital_acts_for_its_state(name: str, actor: str) -> None:
    assert as_actor(Entity(name, EntityKind.PLACE), parsed("")).name == actor


def test_an_empty_doc_names_nobody() -> None:
    assert find_mentions(parsed(""), UKRAINIAN) == ()
