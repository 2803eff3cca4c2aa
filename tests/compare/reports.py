"""Reports of one thing by invented outlets, made by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from kb.compare.independence import Report
from kb.model import (
    Anchor,
    Article,
    Block,
    BlockKind,
    Claim,
    Dating,
    Entity,
    EntityKind,
    Extraction,
    Interval,
    Link,
    LinkMethod,
    claim_id,
)

TKACH = Entity("Ігор Ткач", EntityKind.PERSON, Link("urn:x:tkach", LinkMethod.NAME, 100.0))
HARBOUR = Entity("Гавань", EntityKind.ORGANISATION, Link("urn:x:harbour", LinkMethod.NAME, 100.0))
TIDE = Entity("Tide News", EntityKind.ORGANISATION, Link("urn:x:tide", LinkMethod.NAME, 100.0))
MEDIA = frozenset({"urn:x:harbour", "urn:x:tide"})
BRIDGE = "міст через річку відкриють у травні після ремонту"
LONG = (
    "Будівельники закінчили роботи на новому мосту через річку і вже прибирають риштування. За словами мера, "
    "відкриття відбудеться у травні, щойно комісія підпише всі акти. Рух транспорту пустять обома смугами, а "
    "пішоходам відведуть окрему доріжку з боку старого парку. Рахунок за ремонт місто оплатить до кінця року."
)


def report(
    outlet: str | None,
    words: str = BRIDGE,
    *,
    through: Entity | None = None,
    text: str = "",
    speaker: Entity = TKACH,
    language: str = "uk",
    article: str | None = None,
    said: date | None = None,
) -> Report:
    """A claim that an outlet reports, as somebody else does where `through` says so, in an article with more text."""
    whole = f"{words}\n{text}" if text else words
    blocks = tuple(
        Block(Anchor(whole.index(part), whole.index(part) + len(part)), BlockKind.PARAGRAPH)
        for part in dict.fromkeys(whole.split("\n"))
        if part
    )
    one = Article(article or f"{outlet}:{whole[:20]}", whole, language, blocks, publisher=outlet)
    content = (Anchor(0, len(words)),)
    dating = Dating(interval=Interval(said.isoformat(), said, said)) if said else Dating()
    claim = Claim(claim_id(one, None, None, content), None, None, content, speaker=speaker, said=dating)
    claims = [claim]
    if through is not None:
        outer = replace(claim, id=f"{claim.id}-outer", speaker=through)
        claim = replace(claim, within=outer.id)
        claims = [claim, outer]
    known = {each.name: each for each in (HARBOUR, TIDE)}
    return Report(Extraction(one, tuple(claims), "m", "1", known.get(outlet or "")), claim)
