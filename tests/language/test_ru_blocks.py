"""Which lines of a copied Russian page are the article's own."""

from __future__ import annotations

import pytest

from kb.language import language
from kb.read.blocks import find_blocks

RUSSIAN = language("ru")
BODY = "Мэр города Олег Сорокин пообещал, что новый трамвай пустят весной следующего года."
MORE = "По его словам, вагоны уже заказали, а пути ремонтируют с начала лета."


def kinds(text: str) -> list[tuple[str, str]]:
    return [(block.kind.value, block.anchor.of(text)) for block in find_blocks(text, RUSSIAN)]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        pytest.param("Читайте также: Вагоны уже прибыли", "teaser", id="a pointer with a colon"),
        pytest.param("читайте такжеВагоны уже прибыли", "teaser", id="a pointer glued to its title"),
        pytest.param("👉 Смотрите также: Вагоны уже прибыли", "teaser", id="a pointer after an emoji"),
        pytest.param("По теме: Вагоны уже прибыли", "teaser", id="another wording of a pointer"),
        pytest.param("Подробнее читайте в материале «Вагоны»", "teaser", id="a pointer to a longer article"),
        pytest.param("Реклама", "notice", id="an advertising label"),
        pytest.param("Мы используем файлы cookie, чтобы сайт работал лучше.", "notice", id="a cookie notice"),
        pytest.param("Подписывайтесь на наш Telegram-канал", "notice", id="an invitation to subscribe"),
        pytest.param("Заметили ошибку? Выделите её и нажмите Ctrl+Enter", "notice", id="an invitation to correct"),
        pytest.param("Последние новости", "notice", id="the heading of a widget"),
        pytest.param("Фото: пресс-служба мэрии", "caption", id="a photo credit"),
        pytest.param("Мэр открывает депо. Фото: пресс-служба", "caption", id="a caption that ends in a credit"),
        pytest.param("Автор: Мария Чёрная", "byline", id="a byline"),
        pytest.param("Что будет с троллейбусами", "subheading", id="a short line above a paragraph"),
        pytest.param("— Когда поедет трамвай?", "paragraph", id="a question in a dialogue"),
        pytest.param("Фото из депо опубликовал мэр города в своём аккаунте.", "paragraph", id="a sentence on a photo"),
        pytest.param("Следите за здоровьем, советуют врачи.", "paragraph", id="advice that names no channel"),
        pytest.param("Автор проекта Пётр Лисин заявил, что всё готово.", "paragraph", id="a sentence on an author"),
        pytest.param("Рекламу на остановках запретят, сказал мэр.", "paragraph", id="a sentence on advertising"),
    ],
)
def test_a_line_between_paragraphs(line: str, kind: str) -> None:
    text = f"{BODY}\n{MORE}\n{line}\n{BODY}\n{MORE}"
    assert kinds(text)[2] == (kind, line)


@pytest.mark.parametrize(
    "line",
    ["2 декабря 2021, 17:50", "Москва, 24 февраля 2022", "18.11.2021 10:30", "Четверг, 2 декабря 2021, 17:50 мск"],
)
def test_a_dateline_stands_under_the_headline(line: str) -> None:
    found = kinds(f"Мэр пообещал трамвай\n{line}\n{BODY}\n{MORE}")
    assert [kind for kind, _ in found] == ["headline", "dateline", "paragraph", "paragraph"]


def test_a_copied_page_yields_its_article() -> None:
    text = (
        "Главная\nНовости\nПолитика\nСпорт\nМэр пообещал трамвай\n\n18.11.2021 10:30\nМэр Сорокин\n"
        f"Мэр Сорокин в депо / Reuters\n\n{BODY}\n\n{MORE}\n\nЧитайте также:\nВагоны уже прибыли в депо\n\n"
        "© 2021 Пример. Все права защищены\n\nЗаголовок без точки\nПринять"
    )
    prose = [block.anchor.of(text) for block in find_blocks(text, RUSSIAN) if block.kind.is_prose]
    assert prose == ["Мэр пообещал трамвай", BODY, MORE]
