from __future__ import annotations

from kb.model import Anchor, Article, Claim, Entity, Extraction
from kb.report.cards import Card, Step, cards, speakers, title
from tests.report.example import article, extraction


def by_words(words: str, speaker: str | None = None) -> Card:
    found = (card for card in cards(extraction()) if words in card.claim.text(card.article))
    return next(card for card in found if speaker in (None, card.name))


def test_claims_are_numbered_in_the_order_of_the_text() -> None:
    found = cards(extraction())
    assert [card.number for card in found] == list(range(1, len(found) + 1))
    assert [card.parts[0].start for card in found] == sorted(card.parts[0].start for card in found)


def test_the_path_runs_from_the_speaker_through_the_agency_to_the_outlet() -> None:
    card = by_words("річка міліє", "Лев Савчук")
    assert card.steps == (
        Step("Лев Савчук", "словами"),
        Step("Степовий телеграф", "передає"),
        Step("Річковий листок", outlet=True),
    )


def test_a_nested_claim_and_the_one_that_holds_it_name_each_other() -> None:
    outer, inner = by_words("За словами"), by_words("річка міліє", "Лев Савчук")
    assert inner.outer == outer.number
    assert outer.inner == (inner.number,)


def test_a_headline_in_the_outlets_own_voice_has_one_station() -> None:
    card = by_words("Пором повернеться")
    assert card.own_voice
    assert card.steps == (Step("Річковий листок", outlet=True),)


def test_an_outlet_that_ends_the_chain_is_not_named_twice() -> None:
    one = Article("a", "Ми писали: дощ", "uk", (), publisher="Вісник")
    claim = Claim("c", None, Anchor(3, 9), (Anchor(11, 14),), speaker=Entity("ВІСНИК"))
    (card,) = cards(Extraction(one, (claim,), "m", "1"))
    assert card.steps == (Step("ВІСНИК", "писали", outlet=True),)


def test_a_speaker_whom_nobody_resolved_goes_by_the_words_of_the_text() -> None:
    one = Article("a", "Хтось каже: дощ", "uk", ())
    claims = (
        Claim("c", Anchor(0, 5), Anchor(6, 10), (Anchor(12, 15),)),
        Claim("d", None, Anchor(6, 10), (Anchor(11, 15),)),
    )
    assert [card.name for card in cards(Extraction(one, claims, "m", "1"))] == [None, "Хтось"]


def test_claims_that_hold_one_another_end() -> None:
    one = Article("a", "Хтось каже: дощ", "uk", ())
    claims = tuple(
        Claim(here, Anchor(0, 5), Anchor(6, 10), (Anchor(12, 15),), within=there) for here, there in ("cd", "dc")
    )
    assert all(len(card.steps) <= 4 for card in cards(Extraction(one, claims, "m", "1")))


def test_an_id_that_would_break_a_link_is_replaced_by_its_digest() -> None:
    one = Article("a", "Хтось каже: дощ", "uk", ())
    claim = Claim('"><x> #', None, None, (Anchor(0, 5),))
    (card,) = cards(Extraction(one, (claim,), "m", "1"))
    assert card.key.isalnum()


def test_an_article_without_a_title_goes_by_its_headline() -> None:
    assert title(article(title=None)) == "Пором повернеться навесні"
    assert title(article(title=None, blocks=())) is None


def test_speakers_come_with_the_most_quoted_first() -> None:
    counts = [len(found) for _, found in speakers(cards(extraction()))]
    assert counts == sorted(counts, reverse=True)
