from __future__ import annotations

import random
from collections.abc import Callable
from itertools import combinations

import pytest

from kb.compare.likeness import PERMUTATIONS, body_of, shares, sketch
from kb.model import Article
from kb.read import read
from kb.resources import examples
from tests.compare.reports import LONG
from tests.samples import article

AGENCY = "Про це сьогодні вранці повідомляє інформаційна агенція. "
FLASH = "У місті з восьмої ранку до шостої вечора не буде води на вулицях Садовій, Зеленій і Польовій, кажуть у мерії."


def bodies() -> dict[str, str]:
    """What the bundled articles say, by their ids."""
    found = (item for code in ("uk", "ru", "en") for item in read(str(examples(code))) if isinstance(item, Article))
    return {item.id: body_of(item) for item in found}


BODIES = bodies()


def share(one: str, other: str) -> float:
    left, right = sketch(one), sketch(other)
    assert left is not None
    assert right is not None
    return shares(left, [right])[0]


def cut(text: str) -> str:
    words = text.split(" ")
    return " ".join(words[: len(words) * 6 // 10])


def edited(text: str) -> str:
    """Every twentieth word is another."""
    words = text.split(" ")
    return " ".join("інакше" if place % 20 == 10 else word for place, word in enumerate(words))


def in_another_order(text: str) -> str:
    paragraphs = text.split("\n")
    random.Random(1).shuffle(paragraphs)
    return "\n".join(paragraphs)


COPIES: dict[str, Callable[[str], str]] = {
    "the same text": str,
    "in capitals and with other quotes": lambda text: text.upper().replace("«", "“").replace("»", "”"),
    "after the name of the agency": lambda text: AGENCY + text,
    "without its end": cut,
    "edited here and there": edited,
    "with its paragraphs in another order": in_another_order,
    "edited, after the name of the agency": lambda text: AGENCY + edited(text),
}


@pytest.mark.parametrize("name", BODIES)
@pytest.mark.parametrize("copied", COPIES.values(), ids=COPIES)
def test_a_copy_is_nearly_the_same_and_has_a_band_in_common(name: str, copied: Callable[[str], str]) -> None:
    text = BODIES[name]
    one, other = sketch(text), sketch(copied(text))
    assert one is not None
    assert other is not None
    assert shares(one, [other])[0] > 0
    assert not set(one.bands).isdisjoint(other.bands)


def test_no_two_of_the_bundled_articles_are() -> None:
    assert {(one, other) for one, other in combinations(BODIES, 2) if share(BODIES[one], BODIES[other])} == set()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(FLASH, FLASH.replace("Польовій", "Лісовій"), id="a flash of another street"),
        pytest.param(FLASH, " ".join((*BODIES.values(), FLASH)), id="a flash that stands in a long article"),
        pytest.param(LONG, FLASH, id="other news"),
    ],
)
def test_short_texts_are_not_nearly_the_same_for_a_phrase(one: str, other: str) -> None:
    assert share(one, other) == 0.0


def test_a_short_text_and_its_reprint_are() -> None:
    assert share(FLASH, FLASH) == 1.0
    assert share(FLASH, f"{FLASH} {AGENCY}") >= 0.9


@pytest.mark.parametrize("text", ["", "—", "Міст відкрито", "У місті оголосили повітряну тривогу, всі в укриття"])
def test_a_text_of_a_line_has_no_sketch(text: str) -> None:
    assert sketch(text) is None


def test_a_sketch_is_the_same_each_time_and_half_a_kilobyte() -> None:
    one = sketch(LONG)
    assert one is not None
    assert one == sketch(LONG)
    assert len(one.least) == 4 * PERMUTATIONS
    assert len(set(one.bands)) == PERMUTATIONS // 3


def test_the_headline_the_caption_and_the_teaser_are_no_part_of_what_an_article_says() -> None:
    body = body_of(article())
    assert "майже готовий" in body
    assert "обіцяє мерія" not in body
    assert "Читайте також" not in body
