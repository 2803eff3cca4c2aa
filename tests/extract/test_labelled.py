"""Statements behind a name and a colon, and in titles before a dash and a name, are that person's."""

from __future__ import annotations

import pytest

from kb.extract import Extractor
from kb.language import language
from kb.model import Article, Extraction
from kb.read.blocks import find_blocks

STATEMENTS = {
    "a title with a colon": ("uk", "Шмигаль: Уряд підготує бюджет до вересня\n\nДеталі невідомі.", "Шмигаль", ":"),
    "a title with an organisation": ("ru", "Кремль: Переговоры продолжатся весной\n\nДата неизвестна.", "Кремль", ":"),
    "a capital that stands for its state": ("ru", "Киев: Договор будет пересмотрен\n\nДата неизвестна.", "Киев", ":"),
    "a name and what it speaks of": (
        "ru",
        "Песков о встрече: Дату назовут весной\n\nОна неизвестна.",
        "Песков",
        "о встрече:",
    ),
    "a noun that speaks": ("ru", "СМИ: Завод закроют до конца года\n\nВладельцы молчат.", "СМИ", ":"),
    "a title with a dash": ("uk", "Міст відкриють у січні – Кличко\n\nРоботи тривають.", "Кличко", "–"),
    "a quotation behind a name": (
        "uk",
        "Відповіді жителів.\n\nОлена Коваль: «Ми чекаємо на автобус уже годину».\n\nМісто мовчить.",
        "Олена Коваль",
        ":",
    ),
}
NOTHING = {
    "a list behind a colon": ("uk", "Україна: п'ять областей\n\nПерелік нижче.", ":"),
    "a heading that is no name": ("uk", "Погода: у неділю піде сніг\n\nБуде холодно.", ":"),
    "a place behind a dash": ("uk", "Потяг поїде новим маршрутом Київ – Львів\n\nКвитки вже є.", "–"),
    "a town behind which news stands": ("uk", "Полтава: аварія зупинила трамваї\n\nРух відновили.", ":"),
    "a colon after a verb": ("ru", "Стало известно: завод закроют\n\nВладельцы молчат.", ":"),
}


@pytest.mark.parametrize(("code", "text", "source", "mark"), STATEMENTS.values(), ids=STATEMENTS)
def test_a_statement_behind_a_label_has_its_source(
    extractor: Extractor, code: str, text: str, source: str, mark: str
) -> None:
    found = [
        claim.source.of(text)
        for claim in extracted(extractor, code, text).claims
        if claim.source and claim.cue and claim.cue.of(text) == mark
    ]
    assert found == [source]


@pytest.mark.parametrize(("code", "text", "mark"), NOTHING.values(), ids=NOTHING)
def test_a_mark_that_ties_nothing_to_anybody_is_no_cue(extractor: Extractor, code: str, text: str, mark: str) -> None:
    assert mark not in [claim.cue.of(text) for claim in extracted(extractor, code, text).claims if claim.cue]


def extracted(extractor: Extractor, code: str, text: str) -> Extraction:
    [found] = extractor.extract([Article("article", text, code, find_blocks(text, language(code)))])
    assert isinstance(found, Extraction)
    return found
