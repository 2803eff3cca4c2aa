"""Extractions made by hand for the tests of graph, store and questions: invented reports of neutral events."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

from kb.model import (
    Anchor,
    Argument,
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
    Link,
    LinkMethod,
    Modality,
    Polarity,
    Proposition,
    SpeechAct,
    TimeReference,
    claim_id,
)

KYIV = timezone(timedelta(hours=2))
MELNYK = Entity("Олена Мельник", EntityKind.PERSON)
TKACH = Entity("Ігор Ткач", EntityKind.PERSON)
AGENCY = Entity(
    "Reuters",
    EntityKind.ORGANISATION,
    Link(
        "http://www.wikidata.org/entity/Q130879",
        LinkMethod.NAME,
        100.0,
        (("en", "Reuters"), ("ru", "Рейтер"), ("uk", "Reuters")),
    ),
)
CITY = Entity("Мерія", EntityKind.ORGANISATION, Link("urn:kb:who#misto-mayor", LinkMethod.SPELLING, 75.0))
COUNCIL = Entity("Міська рада", EntityKind.ORGANISATION)
RUSSIA = Entity("Росія", EntityKind.PLACE)
BRIDGE = Entity("Дарницький міст")
TROOPS = Entity("війська")

TEXT = """\
Міст відкриють у травні, обіцяє мерія

2 грудня 2021, 17:50

«Міст, — сказала Олена Мельник, — майже готовий». Вона заперечила, що кошти зникли.

За словами Ігоря Ткача, Росія відвела війська, пише Reuters. Ткач закликав раду перевірити рахунки до 1 березня.
Раніше він звинуватив підрядника в недбалості.

Нібито роботи зупинять узимку, повідомляють у мережі.

Читайте також: Як ремонтують мости
"""


def anchor_in(text: str, words: str) -> Anchor:
    """Where the words first stand in the text."""
    start = text.index(words)
    return Anchor(start, start + len(words))


def article(**changes: object) -> Article:
    """The sample article; anything may be given otherwise."""
    kinds = ["headline", "dateline", "paragraph", "paragraph", "paragraph", "teaser"]
    parts = TEXT.strip().split("\n\n")
    blocks = tuple(Block(anchor_in(TEXT, part), BlockKind(kind)) for part, kind in zip(parts, kinds, strict=True))
    values: dict[str, object] = {
        "id": "misto-2021-12-02",
        "text": TEXT,
        "language": "uk",
        "blocks": blocks,
        "title": "Міст відкриють у травні, обіцяє мерія",
        "published": datetime(2021, 12, 2, 17, 50, tzinfo=KYIV),
        "publisher": "Наше місто",
        "authors": ("Ганна Бойко", "Яків Коваль"),
        "url": "https://misto.example/міст?a=1&b=two words",
    }
    return Article(**(values | changes))  # type: ignore[arg-type]


def extraction(**changes: object) -> Extraction:
    """The sample article with its claims, among them one of every kind that the graph tells apart."""
    one = article(**changes)
    text = one.text

    def at(words: str) -> Anchor:
        return anchor_in(text, words)

    published = Dating(Basis.INFERRED_FROM_ARTICLE_DATE, day("2021-12-02"))
    agency = made(
        one,
        source=at("Reuters"),
        cue=at("пише"),
        content=(at("За словами Ігоря Ткача, Росія відвела війська"),),
        speaker=AGENCY,
        said=published,
    )
    return Extraction(
        article=one,
        model="uk",
        version="0.1.0",
        claims=(
            made(
                one,
                content=(at("Міст відкриють у травні"),),
                headline=True,
                speaker=Entity("Наше місто"),
                said=published,
            ),
            made(
                one,
                source=at("Олена Мельник"),
                cue=at("сказала"),
                content=(at("Міст,"), at("майже готовий")),
                speaker=MELNYK,
                form=Form.DIRECT,
                said=published,
                about=(BRIDGE,),
                confidence=0.875,
            ),
            made(
                one,
                source=at("Вона"),
                cue=at("заперечила"),
                content=(at("кошти зникли"),),
                speaker=MELNYK,
                speech_act=SpeechAct.DENY,
                polarity=Polarity.NEGATIVE,
                said=Dating(Basis.EXPLICIT_PARTIAL_DATE, Interval("2021-11", date(2021, 11, 1), date(2021, 11, 30))),
            ),
            agency,
            made(
                one,
                source=at("мерія"),
                cue=at("обіцяє"),
                content=(at("Міст відкриють у травні"),),
                speaker=CITY,
                speech_act=SpeechAct.PROMISE,
                modality=Modality.WILL,
                said=published,
                about=(BRIDGE,),
            ),
            made(
                one,
                source=at("він"),
                cue=at("звинуватив"),
                content=(at("підрядника в недбалості"),),
                speaker=TKACH,
                speech_act=SpeechAct.ACCUSE,
                said=Dating(Basis.NONE),
            ),
            made(
                one,
                source=at("Ігоря Ткача"),
                cue=at("словами"),
                content=(at("Росія відвела війська"),),
                speaker=TKACH,
                within=agency.id,
                about=(RUSSIA, TROOPS),
                proposition=withdrawal(),
                meaning='["uk",0,[[0,3,"e","відвести",["frame#withdraw"]]]]',
                said=Dating(Basis.EXPLICIT_DATE, day("2021-12-02"), at("2 грудня 2021")),
            ),
            made(
                one,
                source=Anchor(at("Ткач закликав").start, at("Ткач закликав").start + len("Ткач")),
                cue=at("закликав"),
                content=(at("перевірити рахунки до 1 березня"),),
                speaker=TKACH,
                speech_act=SpeechAct.DEMAND,
                modality=Modality.SHOULD,
                about=(COUNCIL,),
                said=Dating(Basis.NONE, Interval("../2021-12-02", None, date(2021, 12, 2))),
                times=(TimeReference(at("до 1 березня"), Interval("../2022-03-01", None, date(2022, 3, 1))),),
                proposition=Proposition(
                    "uk",
                    "перевірити",
                    (
                        Argument("subject", "рада", COUNCIL),
                        Argument("object", "рахунки"),
                        Argument("oblique:до", "1 березня 2022 року"),
                    ),
                ),
            ),
            made(
                one,
                cue=at("повідомляють"),
                content=(at("роботи зупинять узимку"),),
                speech_act=SpeechAct.PREDICT,
                modality=Modality.WILL,
                hedged=True,
                form=Form.MIXED,
                said=Dating(Basis.NONE),
                times=(TimeReference(at("узимку"), Interval("2021-21", date(2021, 12, 1), date(2022, 2, 28))),),
            ),
        ),
    )


def withdrawal() -> Proposition:
    """That Russia withdrew troops, whoever says so and whether affirmed or denied."""
    return Proposition("uk", "відвести", (Argument("subject", "Росія", RUSSIA), Argument("object", "війська", TROOPS)))


def day(iso: str) -> Interval:
    """One day as an interval."""
    return Interval(iso, date.fromisoformat(iso), date.fromisoformat(iso))


def made(
    one: Article,
    *,
    content: tuple[Anchor, ...],
    source: Anchor | None = None,
    cue: Anchor | None = None,
    **rest: object,
) -> Claim:
    """A claim of the article, with the id that its anchors give it."""
    return Claim(claim_id(one, source, cue, content), source, cue, content, **rest)  # type: ignore[arg-type]
