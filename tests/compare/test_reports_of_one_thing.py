from __future__ import annotations

from datetime import date

from kb.authority import shipped
from kb.compare.independence import Bond, Report, carriers_in, origins
from kb.extract import Extractor
from kb.model import Anchor, Article, Block, BlockKind, Extraction

DAY = date(2021, 12, 2)
REPORTS = {
    "Наше місто": ("uk", "Мер Ігор Ткач заявив, що міст відкриють у травні, повідомляє Reuters. Дощ падав цілий день."),
    "Вечірні вісті": ("uk", "Як передає Reuters, мер міста Ігор Ткач заявив, що міст відкриють у травні."),
    "Reuters": ("uk", "Ігор Ткач сказав, що новий міст відкриють у травні. Він додав, що школу теж відремонтують."),
    "Herald": ("en", "The bridge will open in May, Mayor Ihor Tkach said on Thursday, according to Reuters."),
    "Голос": ("uk", "Міст відкриють у травні, заявив мер Ігор Ткач."),
}


def test_five_outlets_of_which_four_have_it_from_one_agency(extractor: Extractor) -> None:
    reports = []
    for outlet, (language, text) in REPORTS.items():
        blocks = (Block(Anchor(0, len(text)), BlockKind.PARAGRAPH),)
        article = Article(outlet, text, language, blocks, publisher=outlet, published=DAY)
        (found,) = extractor.extract([article])
        assert isinstance(found, Extraction)
        told = (claim for claim in found.claims if {"міст", "bridge"} & set(claim.text(article).casefold().split()))
        reports += [Report(found, claim) for claim in told]
    found_origins = origins(reports, media=carriers_in(shipped()))
    assert str(found_origins) == "5 outlets, 2 independent sources"
    assert sorted(len(origin.outlets) for origin in found_origins.origins) == [1, 4]
    bonds = {tie.bond for origin in found_origins.origins for tie in origin.ties}
    assert bonds == {Bond.ARTICLE, Bond.AGENCY}
