"""The words of frames of reported speech, as data: lemmas, and phrases in the case that they stand in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Frames:
    """The words of the frames in one language, of which pymorphy has the dictionary."""

    language: str
    verbs: Sequence[str]  # that take «что» and a clause
    sources: Sequence[str]  # a noun, a name or a plural; what follows it stands in the genitive
    adjectives: Sequence[str]  # before a noun
    names: Sequence[str]  # in quotes, after an inanimate noun
    persons: Sequence[str]  # a given name and a surname
    days: Sequence[str]  # a preposition and a noun
    addressees: Sequence[str]  # in the dative
    that: str
    how: str
    about: str  # a preposition and a pronoun, its lemma and its features
    within: str  # a preposition: «в министерстве»
    words: Sequence[str]  # a preposition and a noun: «по словам»


_VERBS = """
    сообщить сообщать заявить заявлять сказать говорить рассказать рассказывать отметить отмечать подчеркнуть
    добавить пояснить уточнить уточнять утверждать написать писать признать подтвердить подтверждать напомнить
    напоминать объяснить предположить полагать считать объявить указать указывать передавать предупредить ответить
    возразить
"""
_SOURCES = """
    премьер, президент, глава комитета, глава ведомства, заместитель директора, представитель штаба, посол, юрист,
    директор института, эксперт, адвокат, депутат, губернатор, спикер парламента, командующий, очевидец, политик,
    издание, агентство, телеканал, газета, журнал, радиостанция, портал, корреспондент издания, министерство,
    министерство финансов, правительство, парламент, посольство, ведомство, полиция, компания, штаб, комитет,
    прокуратура, следствие, суд, совет, управление, источник, источник агентства, аналитик банка, банк, фонд, партия,
    власти, СМИ, врачи, чиновники, следователи, журналисты, жители, родственники, учёные, эксперты, депутаты, военные,
    власти города, представители компании, МВД, МИД, ООН, НАТО, ФСБ, США, Москва, Киев, Вашингтон, Кремль, Россия,
    Украина, Германия, Минобороны
"""
_PERSONS = """
    Анна Орлова, Мария Белова, Ольга Зайцева, Елена Попова, Иван Соколов, Сергей Морозов, Андрей Волков,
    Виктор Лебедев, Джон Картер, Пётр Новиков
"""
_ADJECTIVES = "местный немецкий турецкий британский бывший новый областной городской американский государственный"
_NAMES = "Горизонт Маяк Вестник Заря Орбита Столица Север Прогресс Курьер Эхо"


def _phrases(text: str) -> tuple[str, ...]:
    return tuple(phrase.strip() for phrase in text.split(","))


RUSSIAN = Frames(
    language="ru",
    verbs=_VERBS.split(),
    sources=_phrases(_SOURCES),
    adjectives=_ADJECTIVES.split(),
    names=_NAMES.split(),
    persons=_phrases(_PERSONS),
    days=("в понедельник", "во вторник", "в среду", "в четверг", "в пятницу", "в субботу", "в воскресенье"),
    addressees=("журналистам", "агентству", "изданию", "газете", "телеканалу", "депутатам"),
    that="что",
    how="как",
    about="об этом это Animacy=Inan|Case=Loc|Gender=Neut|Number=Sing",
    within="в",
    words=("по словам", "по данным", "по мнению", "по информации"),
)
