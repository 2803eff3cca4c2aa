"""Which lines of a copied page are the article's own."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.language import language
from kb.model import BlockKind
from kb.read.blocks import find_blocks

UK = language("uk")
BODY = "Мер міста Олег Сорока пообіцяв, що новий трамвай запустять навесні наступного року."
MORE = "За його словами, вагони вже замовили, а колії ремонтують від початку літа."


def kinds(text: str, title: str | None = None) -> list[tuple[str, str]]:
    return [(block.kind.value, block.anchor.of(text)) for block in find_blocks(text, UK, title=title)]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        pytest.param("Читайте також: Вагони вже прибули", "teaser", id="a pointer with a colon"),
        pytest.param("читайте такожВагони вже прибули", "teaser", id="a pointer glued to its title"),
        pytest.param("ЧИТАЙТЕ ТАКОЖ Вагони вже прибули", "teaser", id="a pointer in capitals"),
        pytest.param("👉 Дивіться також: Вагони вже прибули", "teaser", id="a pointer after an emoji"),
        pytest.param("До теми: Вагони вже прибули", "teaser", id="another wording of a pointer"),
        pytest.param("(Читайте також: Вагони вже прибули)", "teaser", id="a pointer in brackets"),
        pytest.param("Реклама", "notice", id="an advertising label"),
        pytest.param("Ми використовуємо файли cookie, щоб сайт працював краще.", "notice", id="a cookie notice"),
        pytest.param("Підписуйтесь на наш Telegram-канал", "notice", id="an invitation to subscribe"),
        pytest.param("Помітили помилку? Виділіть її та натисніть Ctrl+Enter", "notice", id="an invitation to correct"),
        pytest.param("Останні новини", "notice", id="the heading of a widget"),
        pytest.param("Головна › Новини › Політика", "notice", id="a breadcrumb"),
        pytest.param("Фото: пресслужба міськради", "caption", id="a photo credit"),
        pytest.param("Мер і депутати / Укрінформ", "caption", id="a caption with its agency"),
        pytest.param("Мер відкриває депо. Фото: пресслужба", "caption", id="a caption that ends in a credit"),
        pytest.param("Автор: Марія Чорна", "byline", id="a byline"),
        pytest.param("Що буде з тролейбусами", "subheading", id="a short line above a paragraph"),
        pytest.param("— Коли поїде трамвай?", "paragraph", id="a question in a dialogue"),
        pytest.param("- закупити двадцять вагонів;", "paragraph", id="an item of a list"),
        pytest.param("Фото з депо опублікував мер міста у своєму акаунті.", "paragraph", id="a sentence about a photo"),
        pytest.param("Ми побачили, що цей канал уже засипали.", "paragraph", id="a sentence about a canal"),
        pytest.param("Стежте за здоров'ям, радять лікарі.", "paragraph", id="advice that names no channel"),
        pytest.param("Автор проєкту Петро Лис заявив, що все готово.", "paragraph", id="a sentence about an author"),
        pytest.param("Рекламу на зупинках заборонять, сказав мер.", "paragraph", id="a sentence about advertising"),
    ],
)
def test_a_line_between_paragraphs(line: str, kind: str) -> None:
    text = f"{BODY}\n{MORE}\n{line}\n{BODY}\n{MORE}"
    assert kinds(text)[2] == (kind, line)


@pytest.mark.parametrize(
    "line",
    [
        "2 грудня 2021, 17:50",
        "Київ, 24 лютого 2022",
        "18.11.2021 10:30",
        "Четвер, 2 грудня 2021, 17:50",
        "Сьогодні, 9:05",
    ],
)
def test_a_dateline_stands_under_the_headline(line: str) -> None:
    found = kinds(f"Мер пообіцяв трамвай\n{line}\n{BODY}\n{MORE}")
    assert [kind for kind, _ in found] == ["headline", "dateline", "paragraph", "paragraph"]


def test_a_date_between_paragraphs_heads_a_part_of_a_chronicle() -> None:
    found = kinds(f"Мер пообіцяв трамвай\n\n{BODY}\n\n{MORE}\n\n24 лютого 2022\n\n{BODY}\n\n{MORE}")
    assert found[3] == ("subheading", "24 лютого 2022")


def test_a_copied_page_yields_its_article() -> None:
    text = (
        "Головна\nНовини\nПолітика\nСпорт\nМер пообіцяв трамвай\n\n18.11.2021 10:30\nМер Сорока\n"
        f"Мер Сорока у депо / Reuters\n\n{BODY}\n\n{MORE}\n\nЧитайте також:\nВагони вже прибули до депо\n\n"
        "Наші стандарти: Редакційна політика сайту Приклад\n\nЗаголовок без крапки\nПрийняти"
    )
    prose = [block.anchor.of(text) for block in find_blocks(text, UK) if block.kind.is_prose]
    assert prose == ["Мер пообіцяв трамвай", BODY, MORE]


def test_a_teaser_after_a_sentence_is_cut_off() -> None:
    assert kinds(f"{BODY} Читайте також: Ціни зростуть\n{MORE}")[:2] == [
        ("paragraph", BODY),
        ("teaser", "Читайте також: Ціни зростуть"),
    ]


def test_a_teaser_in_brackets_ends_with_them() -> None:
    found = kinds(f"{BODY} (Читайте також: Ціни зростуть) {MORE}")
    assert found == [("paragraph", BODY), ("teaser", "(Читайте також: Ціни зростуть)"), ("paragraph", MORE)]


def test_readers_comments_are_not_the_article() -> None:
    found = kinds(f"{BODY}\n{MORE}\nКоментарі (2)\nОлег сказав, що все це вигадки й неправда.")
    assert [kind for kind, _ in found] == ["paragraph", "paragraph", "notice", "notice"]


def test_a_short_sentence_under_a_teaser_stays() -> None:
    assert kinds(f"{BODY}\n{MORE}\nЧитайте також: Ціни\nТак сказав мер.")[-1] == ("paragraph", "Так сказав мер.")


def test_the_title_is_the_headline_wherever_it_stands() -> None:
    found = kinds(f"Приклад\nТрамвай поїде. Навесні.\n{BODY}", title="Трамвай поїде. Навесні")
    assert [kind for kind, _ in found] == ["notice", "headline", "paragraph"]


@pytest.mark.parametrize(
    "first",
    ["Так сказав мер.", "— Коли поїде трамвай", "і це вже не вперше", "Серед причин мер назвав такі:", "Невже це все?"],
)
def test_a_passage_from_the_middle_has_no_headline(first: str) -> None:
    assert kinds(f"{first}\n{BODY}")[0] == ("paragraph", first)


def test_wrapped_lines_are_one_paragraph() -> None:
    first = (
        "Речник міністерства Іван Гай заявив у четвер, що сторони готові повернутися до\n"
        "переговорів, якщо буде дотримано домовленостей. За його словами, консультації\n"
        "тривають, а їхній результат оголосять наступного тижня."
    )
    second = "Представник опозиції не погодився з такою оцінкою і сказав, що жодних підстав\nдля оптимізму немає."
    assert kinds(f"{first}\n{second}") == [("paragraph", first), ("paragraph", second)]


def test_paragraphs_of_one_line_are_not_glued() -> None:
    assert kinds(f"{BODY}\n{MORE}\n{BODY}") == [("paragraph", BODY), ("paragraph", MORE), ("paragraph", BODY)]


def test_verse_keeps_its_lines() -> None:
    lines = ["Пливе човен повен води,", "та все хлюп, хлюп, хлюп,", "а за ним ще один такий,", "тільки менший трохи."]
    assert kinds("\n".join(lines)) == [("paragraph", line) for line in lines]


PHRASES = [
    "Читайте також",
    "Реклама",
    "Фото: ",
    " / Reuters",
    "2 грудня 2021",
    "17:50",
    "Автор: Іван Гай",
    "переговори",
]
MARKS = [*':«"©()’. \n\u2028\u200b\x1c\ud800', "\n\n", "\r\n", "Мер сказав, що так."]
PARTS = st.sampled_from(PHRASES + MARKS)


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(), st.lists(PARTS, max_size=40).map("".join)), st.none() | st.text(max_size=20))
def test_blocks_cover_any_text_once_and_in_order(text: str, title: str | None) -> None:
    blocks = find_blocks(text, UK, title=title)
    ends = [0, *(block.anchor.end for block in blocks)]
    assert all(end <= block.anchor.start < block.anchor.end for end, block in zip(ends, blocks, strict=False))
    covered = {i for block in blocks for i in range(block.anchor.start, block.anchor.end)}
    assert all(i in covered for i, character in enumerate(text) if not character.isspace())
    assert all(isinstance(block.kind, BlockKind) for block in blocks)
