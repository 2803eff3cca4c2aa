"""Speakers that a text tells by the way it is built, parsed by the pipelines that ship with the package."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pytest

from kb.extract.annotation import Attribution
from kb.extract.document import make_doc, span_at
from kb.extract.entities import find_mentions
from kb.extract.speaker import resolve_speakers
from kb.language import language
from kb.model import Anchor, Article, Block, BlockKind
from kb.parse import load

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Span

# Language, text, the sources and cues of its attributions, and the speaker of the last one.
CASES: dict[str, tuple[str, str, tuple[tuple[str | None, str], ...], str | None]] = {
    "an interview: «я» is whom the question addresses": (
        "uk",
        "– Пані Олено, ви вважаєте, що музей потрібен?\n– Так. Я переконана, що він потрібен місту.",
        (("Я", "переконана"),),
        "Олена",
    ),
    "an interview: «ви» is whom the question addresses": (
        "uk",
        "– Пані Олено, ви вважаєте, що музей потрібен?\n– Так. Я переконана, що він потрібен місту.",
        (("ви", "вважаєте"),),
        "Олена",
    ),
    "a story with dialogue is no interview": (
        "uk",
        "– Олено, ви підете? – спитав він.\n– Піду. Я думаю, що встигну.",
        (("Я", "думаю"),),
        "автор",
    ),
    "a line with a name says who speaks below": (
        "uk",
        "Ігор Ткач:\nНам потрібна нова школа. Я думаю, що її збудують.",
        (("Я", "думаю"),),
        "Ігор Ткач",
    ),
    "nobody is left out where a verb that reports is reflexive": (
        "uk",
        "Ігор Ткач каже, що дах тече. Зазначається, що ремонт почнуть улітку.",
        (("Ігор Ткач", "каже"), (None, "Зазначається")),
        None,
    ),
    "a law in force says what is provided for": (
        "uk",
        "Закон забороняє полювання. Передбачено, що штрафи зростуть.",
        (("Закон", "забороняє"), (None, "Передбачено")),
        "Закон",
    ),
    "a description is not whom it names": (
        "uk",
        "Олена Мельник чекає на рішення. Адвокат Олени Мельник каже, що суд буде в травні.",
        (("Адвокат Олени Мельник", "каже"),),
        "Адвокат Олени Мельник",
    ),
    "nobody is called «наш»": (
        "uk",
        "Наші історики вважають, що замок старший.",
        (("Наші історики", "вважають"),),
        "історики",
    ),
    "a share of people is nobody else": (
        "uk",
        "62% опитаних громадян задоволені. 23% опитаних кажуть, що ціни зросли.",
        (("62% опитаних громадян", "задоволені"), ("23% опитаних", "кажуть")),
        "23% опитаних",
    ),
    "a statement is of who makes it": (
        "ru",
        "В сообщении министерства говорится, что дорогу откроют.",
        (("сообщении министерства", "говорится"),),
        "министерство",
    ),
    "an adjective of a state is the state": (
        "ru",
        "В Токио приехал премьер-министр Японии Кэндзи Ито. Японский премьер заявил, что переговоры продолжатся.",
        (("Японский премьер", "заявил"),),
        "Кэндзи Ито",
    ),
    "a man is «глава» too": (
        "ru",
        "По словам главы ведомства Олега Примерова, дороги готовы.",
        (("главы ведомства Олега Примерова", "По словам"),),
        "Олег Примеров",
    ),
    "names in two scripts are one person": (
        "ru",
        "Мост осмотрел инженер Джон Смит (John Smith). Smith сказал, что мост прочный.",
        (("Smith", "сказал"),),
        "Джон Смит",
    ),
    "a pronoun in the document's sentence is the document": (
        "ru",
        "Суд вынес приговор, согласно которому завод заплатит штраф.",
        (("которому", "согласно"),),
        "приговор",
    ),
}


@cache
def pipeline(code: str) -> Language:
    return load(code)


def read(code: str, text: str) -> Doc:
    """The text, each line a paragraph."""
    starts = [i for i in range(len(text)) if i == 0 or text[i - 1] == "\n"]
    ends = [*(start - 1 for start in starts[1:]), len(text)]
    blocks = tuple(Block(Anchor(a, b), BlockKind.PARAGRAPH) for a, b in zip(starts, ends, strict=True))
    nlp = pipeline(code)
    return nlp(make_doc(nlp, Article(id="text", text=text, language=code, blocks=blocks)))


def place(doc: Doc, text: str, part: str | None, after: int) -> Span | None:
    if part is None:
        return None
    start = text.index(part, after)
    return span_at(doc, Anchor(start, start + len(part)))


@pytest.mark.parametrize(("code", "text", "attributions", "expected"), CASES.values(), ids=CASES)
def test_the_last_speaker(
    code: str, text: str, attributions: tuple[tuple[str | None, str], ...], expected: str | None
) -> None:
    doc = read(code, text)
    found, after = [], 0
    for source, cue in attributions:
        source_span, said = place(doc, text, source, after), place(doc, text, cue, after)
        assert said is not None
        content = (doc[said.sent.end - 2 : said.sent.end],)
        found.append(Attribution(source_span, said, content, "by hand"))
        after = text.index(cue, after) + 1
    speaker = resolve_speakers(doc, found, language(code))[-1]
    assert (speaker.name if speaker else None) == expected


def test_a_short_name_in_brackets_stands_for_the_long_one() -> None:
    doc = read("uk", "Звіт склала Спілка зразкових митців України (СЗМУ). У СЗМУ кажуть, що митців побільшало.")
    assert {mention.entity.name for mention in find_mentions(doc, language("uk")) if "СЗМУ" in mention.name} <= {
        "Спілка зразкових митців України"
    }
