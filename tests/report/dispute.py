"""Invented articles of four outlets on one ferry, in two languages, with findings of every kind between claims."""

from __future__ import annotations

from datetime import date
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
    Finding,
    FindingKind,
    Interval,
    Link,
    LinkMethod,
    Modality,
    Polarity,
    SpeechAct,
    claim_id,
)

FERRY = Entity(
    "пором", EntityKind.OTHER, Link("urn:test:ferry", LinkMethod.NAME, 100.0, (("uk", "пором"), ("en", "the ferry")))
)
HARBOUR = Entity("гавань", EntityKind.PLACE)
MAYOR = Entity(
    "Марія Гриценко",
    EntityKind.PERSON,
    Link("urn:test:mayor", LinkMethod.NAME, 100.0, (("uk", "Марія Гриценко"), ("en", "Maria Hrytsenko"))),
)
CAPTAIN = Entity("Лев Савчук", EntityKind.PERSON)
AGENCY = Entity(
    "Степовий телеграф",
    EntityKind.ORGANISATION,
    Link("urn:test:agency", LinkMethod.NAME, 100.0, (("en", "Steppe Wire"),)),
)


def day(iso: str) -> Interval:
    """One day as an interval."""
    return Interval(iso, date.fromisoformat(iso), date.fromisoformat(iso))


def made(
    id: str,  # noqa: A002 - ids are called so everywhere
    paragraphs: tuple[str, ...],
    claims: tuple[dict[str, Any], ...],
    *,
    published: str,
    publisher: str,
    language: str = "uk",
    **rest: Any,
) -> Extraction:
    """An article, its first line the headline, with the claims whose `content` are words of it."""
    text = "\n\n".join(paragraphs)
    places = [text.index(words) for words in paragraphs]
    blocks = tuple(
        Block(Anchor(at, at + len(words)), BlockKind.PARAGRAPH if at else BlockKind.HEADLINE)
        for at, words in zip(places, paragraphs, strict=True)
    )
    one = Article(id, text, language, blocks, paragraphs[0], date.fromisoformat(published), publisher, **rest)
    found: list[Claim] = []
    for given in claims:
        values = dict(given)
        start = text.rindex(given["content"])
        if given.get("headline"):
            start = 0
        content = (Anchor(start, start + len(given["content"])),)
        said = values.pop("said", None)
        values["said"] = Dating(Basis.EXPLICIT_DATE if said else Basis.NONE, day(said) if said else None)
        values.pop("content", None)
        within = values.pop("within", None)
        found.append(
            Claim(
                claim_id(one, None, None, content),
                None,
                None,
                content,
                within=within and found[within - 1].id,
                **values,
            )
        )
    return Extraction(one, tuple(found), "uk", "0.1.0")


HERALD = made(
    "herald",
    ("Пором повернуть у травні", "Марія Гриценко заявила, що пором повернуть у травні, передає Степовий телеграф."),
    (
        {"content": "Пором повернуть у травні", "headline": True, "said": "2023-04-03", "about": (FERRY,)},
        {"content": "Марія Гриценко заявила, що пором повернуть у травні", "speaker": AGENCY, "said": "2023-04-03"},
        {
            "content": "пором повернуть у травні",
            "speaker": MAYOR,
            "said": "2023-04-03",
            "about": (FERRY,),
            "modality": Modality.WILL,
            "speech_act": SpeechAct.PROMISE,
            "within": 2,
        },
    ),
    published="2023-04-03",
    publisher="Річковий листок",
    url="https://lystok.example/a",
)
COPY = made(
    "copy",
    ("Обіцянка мерки", "За словами Марії Гриценко, пором повернуть у травні, пише Степовий телеграф."),
    (
        {"content": "За словами Марії Гриценко, пором повернуть у травні", "speaker": AGENCY, "said": "2023-04-03"},
        {
            "content": "пором повернуть у травні",
            "speaker": MAYOR,
            "said": "2023-04-03",
            "about": (FERRY,),
            "modality": Modality.WILL,
            "within": 1,
        },
    ),
    published="2023-04-04",
    publisher="Вечірня гавань",
)
COURIER = made(
    "courier",
    ("The ferry is gone for good", "“We will not bring the ferry back in May,” Maria Hrytsenko said on 9 April."),
    (
        {
            "content": "We will not bring the ferry back in May",
            "speaker": MAYOR,
            "said": "2023-04-09",
            "about": (FERRY, HARBOUR),
            "polarity": Polarity.NEGATIVE,
            "modality": Modality.WILL,
        },
    ),
    published="2023-04-10",
    publisher="The River Courier",
    language="en",
    url="https://courier.example/a",
)
SAILOR = made(
    "sailor",
    (
        "Капітан сумнівається",
        "Лев Савчук сказав, що пором може стояти ще рік. Він заперечив, що пором повернуть у травні.",
    ),
    (
        {"content": "пором може стояти ще рік", "speaker": CAPTAIN, "about": (FERRY,), "modality": Modality.MAY},
        {
            "content": "пором повернуть у травні",
            "speaker": CAPTAIN,
            "said": "2023-04-04",
            "about": (FERRY,),
            "polarity": Polarity.NEGATIVE,
            "speech_act": SpeechAct.DENY,
        },
    ),
    published="2023-04-04",
    publisher="Моряк",
)
OTHER = made("other", ("Погода", "Дощ."), (), published="2023-04-04", publisher="Хмара")
ALL = (HERALD, COPY, COURIER, SAILOR, OTHER)

HEADLINE, TOLD, PROMISED = HERALD.claims
REPEATED = COPY.claims[1]
(TURNED,) = COURIER.claims
DOUBTED, DENIED = SAILOR.claims


def part(extraction: Extraction, claim: Claim, words: str) -> Anchor:
    """Where the words stand in the content of a claim."""
    start = extraction.article.text.index(words, claim.content[0].start)
    return Anchor(start, start + len(words))


FINDINGS = (
    Finding(
        FindingKind.SUPERSEDES,
        "negates",
        TURNED.id,
        PROMISED.id,
        0.81,
        "«bring» is affirmed by one side and denied by the other, as «повернуть»",
        ((part(COURIER, TURNED, "bring"), part(HERALD, PROMISED, "повернуть")),),
    ),
    Finding(
        FindingKind.SUPERSEDES,
        "negates",
        TURNED.id,
        REPEATED.id,
        0.8,
        "«bring» is affirmed by one side and denied by the other, as «повернуть»",
        ((part(COURIER, TURNED, "bring"), part(COPY, REPEATED, "повернуть")),),
    ),
    Finding(FindingKind.CONTRADICTS, "denies", DENIED.id, PROMISED.id, 0.93, "«пором» denies «пором»"),
    Finding(FindingKind.AGREES, "says-the-same", PROMISED.id, REPEATED.id, 0.99, "all is in the other"),
    Finding(FindingKind.AGREES, "says-the-same", HEADLINE.id, PROMISED.id, 0.9, "all is in the other"),
    Finding(
        FindingKind.DIFFERS,
        "is-of-another-time",
        DOUBTED.id,
        PROMISED.id,
        0.6,
        "«рік» is another time than «травні»",
        ((part(SAILOR, DOUBTED, "рік"), part(HERALD, PROMISED, "травні")),),
    ),
)
