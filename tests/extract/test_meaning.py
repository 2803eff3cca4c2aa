"""What contents mean, from real parses: what is denied, how much, when, and what words share a frame."""

from __future__ import annotations

from datetime import date

import pytest

from kb.extract import Extractor
from kb.extract.annotation import Attribution
from kb.extract.document import AUTHORITY, make_doc
from kb.extract.entities import find_mentions
from kb.extract.meaning import make_meaning
from kb.extract.proposition import proposition
from kb.extract.senses import Senses
from kb.extract.time_expressions import time_expressions
from kb.language import language
from kb.lexicon import shipped_lexicon
from kb.meaning import Bound, Meaning, Number, UnitKind
from kb.model import Anchor, Article, Block, BlockKind, Modality, Proposition


def parsed(text: str, code: str, extractor: Extractor) -> Senses:
    from kb.extract.components import STAGES

    nlp = extractor.pipeline(code)
    doc = make_doc(nlp, Article("", text, code, (Block(Anchor(0, len(text)), BlockKind.PARAGRAPH),)))
    doc.user_data[AUTHORITY] = extractor.index
    with nlp.select_pipes(disable=list(STAGES)):
        doc = next(iter(nlp.pipe([doc])))
    return Senses(doc, language(code), shipped_lexicon())


def meant(text: str, code: str, extractor: Extractor) -> Meaning:
    senses = parsed(text, code, extractor)
    doc, data = senses.doc, senses.language
    times = time_expressions(doc, data, date(2021, 12, 2))
    return make_meaning([doc[:]], senses, mentions=find_mentions(doc, data), times=times)


@pytest.mark.parametrize(
    ("code", "text", "frame", "negated"),
    [
        ("uk", "Завод виплатив борги шахтарям", "frame#repay", False),
        ("uk", "Росія не відведе війська", "frame#withdraw", True),
        ("uk", "Сторонам не вдалося домовитися про обмін", "frame#reach-agreement", True),
        ("uk", "Уряд відмовився відвести війська", "frame#withdraw", True),
        ("uk", "Неможливо відвести війська за день", "frame#withdraw", True),
        ("ru", "Россия не будет отводить войска", "frame#withdraw", True),
        ("en", "The sides failed to reach an agreement", "frame#reach-agreement", True),
        ("en", "Russia refused to withdraw its troops", "frame#withdraw", True),
        ("en", "Russia did not refuse to withdraw its troops", "frame#withdraw", False),
        ("uk", "Прем'єр не готовий до зустрічі з профспілками", "frame#meet", True),
        ("uk", "Прем'єр готовий до зустрічі з профспілками", "frame#meet", False),
        ("uk", "Мер не готовий говорити про будівництво мосту", "frame#build", True),
        ("uk", "Мер обговорив будівництво мосту", "frame#build", False),
        ("uk", "У міністра немає планів зустрічі з послом", "frame#meet", True),
        ("uk", "Немає підстав для арешту судді", "frame#arrest", True),
        ("uk", "Потреби у закупівлі вугілля немає", "frame#buy", True),
        ("uk", "Зустріч президентів скасували", "frame#meet", True),
        ("uk", "Міністр не виключив підвищення тарифів", "frame#increase", False),
        ("uk", "Влада заперечила причетність до вибуху", "frame#explode", False),
        ("ru", "Премьер отказался от встречи с профсоюзами", "frame#meet", True),
        ("ru", "Нет смысла повышать налоги", "frame#increase", True),
        ("ru", "О повышении тарифов речь не идет", "frame#increase", True),
        ("ru", "Суд отказал в аресте судьи", "frame#arrest", True),
        ("en", "There are no plans to meet the ambassador", "frame#meet", True),
        ("en", "The minister has no intention of resigning", "frame#resign", True),
        ("en", "The minister ruled out raising tariffs", "frame#increase", True),
        ("en", "The minister did not rule out raising tariffs", "frame#increase", False),
        ("en", "There will be no meeting of the presidents", "frame#meet", True),
    ],
)
def test_what_is_denied(code: str, text: str, frame: str, negated: bool, extractor: Extractor) -> None:
    units = [unit for unit in meant(text, code, extractor).units if frame in unit.senses and unit.role != "part"]
    assert units, "the frame is evoked"
    assert units[0].negated is negated


@pytest.mark.parametrize(
    ("code", "text", "number"),
    [
        ("uk", "Ремонт коштував 1,5 млн грн", Number(1_500_000, 1_500_000, "UAH")),
        ("uk", "Прийшли два десятки людей", Number(20, 20)),
        ("uk", "Постраждали близько 40 людей", Number(40, 40, "", Bound.ABOUT)),
        ("uk", "Явка становила 10-12%", Number(10, 12, "%")),
        ("ru", "Приехали двадцать пять врачей", Number(25, 25)),
        ("en", "The loan is worth $2.5 billion", Number(2.5e9, 2.5e9, "USD")),
        ("en", "The repair will take three weeks", Number(21, 21, "day")),
        ("en", "More than 300 people came", Number(300, 300, "", Bound.LEAST)),
    ],
)
def test_how_much(code: str, text: str, number: Number, extractor: Extractor) -> None:
    assert [unit.number for unit in meant(text, code, extractor).units if unit.number] == [number]


@pytest.mark.parametrize(
    ("code", "text", "modality"),
    [
        ("uk", "Росія повинна відвести війська", Modality.MUST),
        ("en", "Russia may withdraw its troops", Modality.MAY),
        ("ru", "Россия отведёт войска", Modality.WILL),
        ("en", "Russia withdrew its troops", Modality.ASSERTED),
    ],
)
def test_modality(code: str, text: str, modality: Modality, extractor: Extractor) -> None:
    (unit,) = (unit for unit in meant(text, code, extractor).units if "frame#withdraw" in unit.senses)
    assert unit.modality is modality


@pytest.mark.parametrize(
    ("code", "text", "frame", "subjects"),
    [
        ("uk", "Відбулася зустріч президентів", "frame#meet", {"президент"}),
        ("uk", "Поліція приїхала і затримала підозрюваного", "frame#detain", {"polica"}),
        ("uk", "Зустріч президента Джо Байдена відбудеться", "frame#meet", {"dzo baiden"}),
        ("uk", "У посла немає наміру їхати до Києва", "frame#plan", {"посол"}),
        ("ru", "Состоялась встреча президентов", "frame#meet", {"президент"}),
        ("en", "The suspect was detained by the police", "frame#detain", {"police"}),
        ("en", "The police came and detained the suspect", "frame#detain", {"police"}),
    ],
)
def test_who_does_it(code: str, text: str, frame: str, subjects: set[str], extractor: Extractor) -> None:
    units = meant(text, code, extractor).units
    above = {n for n, unit in enumerate(units) if frame in unit.senses}
    above |= {units[n].head for n in above if units[n].role == "operator" and units[n].head >= 0}
    assert {unit.lemma for unit in units if unit.role == "subject" and unit.head in above} == subjects


@pytest.mark.parametrize(
    ("code", "text"),
    [("uk", "Я такого не казав"), ("en", "I never said that"), ("ru", "Это ложь"), ("en", "That's a lie")],
)
def test_a_denial_that_points_back(code: str, text: str, extractor: Extractor) -> None:
    assert meant(text, code, extractor).denies


def test_anchors_point_at_the_words(extractor: Extractor) -> None:
    text = "Посол не підписав угоду"
    found = [unit.anchor.of(text) for unit in meant(text, "uk", extractor).units]
    assert found == ["Посол", "підписав", "угоду"]


def test_a_state_and_its_adjective_are_one_name(extractor: Extractor) -> None:
    names = [
        {sense for unit in meant(text, code, extractor).units if unit.kind is UnitKind.NAME for sense in unit.senses}
        for code, text in (("uk", "російські війська пішли"), ("en", "Russian troops left"), ("ru", "Россия ушла"))
    ]
    assert set.intersection(*names)


def said(code: str, text: str, extractor: Extractor) -> Proposition | None:
    senses = parsed(text, code, extractor)
    doc, data = senses.doc, senses.language
    content = Attribution(None, None, (doc[:],), "by hand")
    return proposition(doc, content, data, find_mentions(doc, data), senses)


def test_propositions_of_three_languages_meet(extractor: Extractor) -> None:
    found = [
        said("uk", "Росія повинна відвести війська", extractor),
        said("en", "Russia must withdraw troops", extractor),
        said("ru", "Россия не будет отводить войска", extractor),
    ]
    assert {one.predicate for one in found if one} == {"frame#withdraw"}
    assert {one.language for one in found if one} == {"mul"}
    assert {tuple(argument.role for argument in one.arguments) for one in found if one} == {("subject", "object")}
    assert {one.arguments[1].name for one in found if one} == {"concept#troops"}


def test_a_proposition_without_a_frame_stays_in_its_language(extractor: Extractor) -> None:
    found = said("uk", "Сорока скрекоче на вербі", extractor)
    assert found is None or found.language == "uk"
