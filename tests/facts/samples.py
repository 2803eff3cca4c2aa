"""Reference statements and reviews about invented things."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from kb.facts.fact import Fact, make_fact
from kb.facts.review import Rating, Review

NOW = datetime(2022, 6, 1, 12, 0, tzinfo=UTC)
SOURCE = "https://statystyka.example/mosty"


def fact(text: str = "Росія відвела війська.", **rest: Any) -> Fact:
    """A reference statement; anything may be given otherwise."""
    return make_fact(text, **({"source": SOURCE, "since": "2021-11"} | rest))


def review(**changes: Any) -> Review:
    """A review of what the sample article reports; anything may be given otherwise."""
    values: dict[str, Any] = {
        "claimed": "Росія відвела війська",
        "url": "https://perevirka.example/vidvedennia",
        "reviewer": "Перевірка",
        "published": date(2021, 12, 5),
        "rating": Rating("Маніпуляція", "2", "5", "1"),
        "claimant": "Ігор Ткач",
        "said_on": date(2021, 12, 2),
        "appearances": ("https://misto.example/міст?a=1",),
        "language": "uk",
        "licence": "https://creativecommons.org/licenses/by/4.0",
    }
    return Review(**(values | changes))


def markup(**changes: Any) -> dict[str, Any]:
    """The same review as a fact-checker publishes it."""
    values: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "url": "https://perevirka.example/vidvedennia",
        "claimReviewed": "Росія відвела війська",
        "author": {"@type": "Organization", "name": "Перевірка", "url": "https://perevirka.example"},
        "datePublished": "2021-12-05",
        "inLanguage": "uk",
        "sdLicense": "https://creativecommons.org/licenses/by/4.0",
        "reviewRating": {
            "@type": "Rating",
            "ratingValue": 2,
            "bestRating": 5,
            "worstRating": 1,
            "alternateName": "Маніпуляція",
        },
        "itemReviewed": {
            "@type": "Claim",
            "author": {"@type": "Person", "name": "Ігор Ткач"},
            "datePublished": "2021-12-02",
            "appearance": {"@type": "CreativeWork", "url": "https://misto.example/міст?a=1"},
        },
    }
    return {name: value for name, value in (values | changes).items() if value is not None}
