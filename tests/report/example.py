"""One invented article with claims of every kind that a report shows in its own way."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from typing import Any

from kb.model import (
    Anchor,
    Article,
    Basis,
    Block,
    BlockKind,
    Claim,
    Dating,
    Entity,
    EntityKind,
    Extraction,
    Form,
    Interval,
    Modality,
    Polarity,
    SpeechAct,
    TimeReference,
    claim_id,
)

HRYTSENKO = Entity("Марія Гриценко", EntityKind.PERSON)
SAVCHUK = Entity("Лев Савчук", EntityKind.PERSON)
AGENCY = Entity("Степовий телеграф", EntityKind.ORGANISATION)
OUTLET = Entity("Річковий листок", EntityKind.ORGANISATION)
FERRY = Entity("пором")

BLOCKS = (
    (BlockKind.HEADLINE, "Пором повернеться навесні"),
    (BlockKind.DATELINE, "7 квітня 2023, 09:05"),
    (
        BlockKind.PARAGRAPH,
        "«Пором, — пояснила Марія Гриценко 3 квітня, — вже фарбують». Вона спростувала, що його продали.",
    ),
    (BlockKind.CAPTION, "Пором біля причалу. Фото авторки"),
    (BlockKind.PARAGRAPH, "За словами Лева Савчука, річка міліє, передає Степовий телеграф."),
    (BlockKind.PARAGRAPH, "Вчений просить поглибити русло до 1 червня. Кажуть, нібито влітку пором зупинять."),
    (BlockKind.TEASER, "Читайте також: Як будують пороми"),
    (BlockKind.NOTICE, "Реклама"),
)
TEXT = "\n\n".join(words for _, words in BLOCKS) + "\n"


def at(words: str) -> Anchor:
    """Where the words first stand in the text."""
    start = TEXT.index(words)
    return Anchor(start, start + len(words))


def day(iso: str) -> Interval:
    """One day as an interval."""
    return Interval(iso, date.fromisoformat(iso), date.fromisoformat(iso))


def article(**changes: Any) -> Article:
    """The article; anything may be given otherwise."""
    values: dict[str, Any] = {
        "id": "porom",
        "text": TEXT,
        "language": "uk",
        "blocks": tuple(Block(at(words), kind) for kind, words in BLOCKS),
        "title": BLOCKS[0][1],
        "published": datetime(2023, 4, 7, 9, 5, tzinfo=timezone(timedelta(hours=3))),
        "publisher": OUTLET.name,
        "authors": ("Ніна Лось", "Гнат Юрків"),
        "url": "https://lystok.example/пором?a=1&b=2",
    }
    return Article(**(values | changes))


def extraction(**changes: Any) -> Extraction:
    """The article with its claims: by the outlet, direct, denied, nested, demanded, predicted by nobody named."""
    one = article(**changes)

    def claim(source: str | None, cue: str | None, *content: str, **rest: Any) -> Claim:
        anchors = (at(source) if source else None, at(cue) if cue else None, tuple(map(at, content)))
        return Claim(claim_id(one, *anchors), *anchors, **rest)

    own_day = Dating(Basis.INFERRED_FROM_ARTICLE_DATE, day("2023-04-07"))
    agency = claim("Степовий телеграф", "передає", "За словами Лева Савчука, річка міліє", speaker=AGENCY, said=own_day)
    return Extraction(
        one,
        (
            claim(None, None, "Пором повернеться навесні", headline=True, speaker=OUTLET, said=own_day),
            claim(
                "Марія Гриценко",
                "пояснила",
                "Пором,",
                "вже фарбують",
                speaker=HRYTSENKO,
                form=Form.DIRECT,
                said=Dating(Basis.EXPLICIT_PARTIAL_DATE, day("2023-04-03"), at("3 квітня")),
                about=(FERRY,),
                confidence=0.875,
            ),
            claim(
                "Вона",
                "спростувала",
                "його продали",
                speaker=HRYTSENKO,
                speech_act=SpeechAct.DENY,
                polarity=Polarity.NEGATIVE,
                said=Dating(Basis.EXPLICIT_PARTIAL_DATE, Interval("2023-03", date(2023, 3, 1), date(2023, 3, 31))),
            ),
            agency,
            claim(
                "Лева Савчука",
                "словами",
                "річка міліє",
                speaker=SAVCHUK,
                within=agency.id,
                said=Dating(Basis.EXPLICIT_DATE, day("2023-04-07"), at("7 квітня 2023")),
            ),
            claim(
                "Вчений",
                "просить",
                "поглибити русло до 1 червня",
                speaker=SAVCHUK,
                speech_act=SpeechAct.DEMAND,
                modality=Modality.SHOULD,
                said=Dating(Basis.NONE, Interval("../2023-04-07", None, date(2023, 4, 7))),
                times=(TimeReference(at("до 1 червня"), Interval("../2023-06-01", None, date(2023, 6, 1))),),
            ),
            claim(
                None,
                "Кажуть",
                "влітку пором зупинять",
                speech_act=SpeechAct.PREDICT,
                modality=Modality.WILL,
                form=Form.MIXED,
                hedged=True,
            ),
        ),
        model="uk",
        version="0.1.0",
    )
