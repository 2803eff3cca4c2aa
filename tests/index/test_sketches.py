from __future__ import annotations

import pytest

from kb.compare.likeness import sketch
from kb.index.sketches import MOST, OF_A_BAND, Sketched, Sketches
from tests.compare.reports import LONG


def sketched(number: int, *, article: str | None = None, text: str = LONG) -> Sketched:
    return Sketched(f"urn:kb:revision/{number}", article or f"urn:kb:article/{number}", sketch(text))


@pytest.fixture
def sketches() -> Sketches:
    return Sketches.in_memory()


def test_a_revision_is_like_those_of_other_articles(sketches: Sketches) -> None:
    for number in range(3):
        sketches.put(sketched(number, article="urn:kb:article/one" if number < 2 else None), seen=True)
    assert sketches.like(sketched(9)) == {f"urn:kb:revision/{number}": 1.0 for number in range(3)}
    assert set(sketches.like(sketched(0, article="urn:kb:article/one"))) == {"urn:kb:revision/2"}


def test_a_text_too_short_is_like_nothing(sketches: Sketches) -> None:
    for number in range(2):
        sketches.put(sketched(number, text="Міст відкрито"), seen=True)
    assert sketches.like(sketched(9, text="Міст відкрито")) == {}
    assert list(sketches.unseen()) == []


def test_of_many_that_are_the_same_some_are_given(sketches: Sketches) -> None:
    for number in range(2 * OF_A_BAND):
        sketches.put(sketched(number), seen=True)
    assert len(sketches.like(sketched(-1))) == MOST


def test_the_likest_come_first(sketches: Sketches) -> None:
    cut = " ".join(LONG.split()[:30])
    grown = f"{cut} Решту міста рух омине до кінця тижня."
    for number, text in enumerate((grown, cut, LONG)):
        sketches.put(sketched(number, text=text), seen=True)
    found = sketches.like(sketched(9))
    assert next(iter(found)) in ("urn:kb:revision/1", "urn:kb:revision/2")
    assert list(found.values()) == sorted(found.values(), reverse=True)


def test_what_is_put_again_replaces_what_was_there_and_what_is_dropped_is_gone(sketches: Sketches) -> None:
    sketches.put(sketched(0), seen=True)
    sketches.put(sketched(0, text=f"Зовсім інший текст про інше, {' '.join('абвгдежзик')}"), seen=True)
    assert sketches.like(sketched(9)) == {}
    sketches.put(sketched(0), seen=True)
    assert list(sketches.like(sketched(9))) == ["urn:kb:revision/0"]
    sketches.drop("urn:kb:revision/0")
    sketches.drop("urn:kb:revision/0")
    assert sketches.like(sketched(9)) == {}


def test_those_that_are_to_be_seen_come_in_their_order_and_once(sketches: Sketches) -> None:
    for number, text in ((2, LONG), (1, "Міст"), (3, LONG)):
        sketches.put(sketched(number, text=text), seen=number == 3)
    unseen = list(sketches.unseen())
    assert unseen == [sketched(2), sketched(1, text="Міст")]
    for one in unseen:
        sketches.see(one.revision)
    assert list(sketches.unseen()) == []
