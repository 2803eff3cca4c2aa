from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.facts.linking import Candidate, LinkedBy, likeness, links
from tests.facts.samples import review

CLAIMED = "Росія відвела війська"


def candidate(**changes: Any) -> Candidate:
    values: dict[str, Any] = {"claim": "urn:c", "text": "Росія відвела свої війська", "speakers": ("Ткач Ігор",)}
    return Candidate(**(values | changes))


HERE = "http://www.misto.example/міст?a=1#top"
LINKED: dict[str, tuple[Candidate, LinkedBy | None]] = {
    "the same speaker in like words": (candidate(), LinkedBy.SPEAKER),
    "the same article in like words": (candidate(speakers=(), address=HERE), LinkedBy.ADDRESS),
    "the article before the speaker": (candidate(address=HERE), LinkedBy.ADDRESS),
    "the article in words that are less alike": (
        candidate(speakers=(), address=HERE, text="що Росія нібито відвела війська від кордону"),
        LinkedBy.ADDRESS,
    ),
    "somebody else": (candidate(speakers=("Олена Мельник",)), None),
    "nobody": (candidate(speakers=()), None),
    "other words": (candidate(text="дорогу вже закінчено"), None),
    "other words of that article": (candidate(text="дорогу вже закінчено", address=HERE), None),
    "a word of it": (candidate(text="Росія"), None),
    "said after the review": (candidate(earliest=date(2022, 1, 1)), None),
    "said before the review": (candidate(earliest=date(2021, 12, 2)), LinkedBy.SPEAKER),
    "another article of that outlet": (candidate(speakers=(), address="https://misto.example/міст?a=2"), None),
}


@pytest.mark.parametrize(("one", "method"), LINKED.values(), ids=LINKED)
def test_a_review_is_linked(one: Candidate, method: LinkedBy | None) -> None:
    assert [link.method for link in links(review(), [one])] == ([method] if method else [])


def test_a_claim_is_linked_once_by_the_better_way() -> None:
    found = links(review(), [candidate(), candidate(address=HERE), candidate(claim="urn:b")])
    assert [(link.claim, link.method) for link in found] == [
        ("urn:b", LinkedBy.SPEAKER),
        ("urn:c", LinkedBy.ADDRESS),
    ]


def test_a_review_without_a_claimant_is_not_linked_by_the_speaker() -> None:
    assert links(review(claimant=None), [candidate()]) == ()


@given(st.text(max_size=50), st.text(max_size=50))
def test_likeness_is_symmetric_and_from_0_to_100(left: str, right: str) -> None:
    assert likeness(left, right) == likeness(right, left)
    assert 0 <= likeness(left, right) <= 100
