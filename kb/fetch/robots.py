"""What a site asks of programs: its robots.txt, as RFC 9309 reads it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from kb.fetch.exchange import Answer
from kb.fetch.policy import PROGRAM, FetchRefused

MOST_BYTES = 500_000  # what RFC 9309 says must be read


class _Rules(Protocol):
    def can_fetch(self, url: str, user_agent: str) -> bool: ...

    def crawl_delay(self, user_agent: str) -> float | None: ...


@dataclass(frozen=True, slots=True)
class Robots:
    """The rules of one site for us; without any everything may be fetched."""

    rules: _Rules | None = None
    closed: str | None = None
    """Why nothing may be fetched, where that is so."""

    @property
    def pause(self) -> float:
        """The seconds that the site wants between two requests."""
        return float((self.rules and self.rules.crawl_delay(PROGRAM)) or 0.0)

    def check(self, url: str) -> None:
        """Raises FetchRefused where the site does not want it fetched."""
        if self.closed:
            raise FetchRefused(self.closed)
        if self.rules and not self.rules.can_fetch(url, PROGRAM):
            raise FetchRefused("its site's robots.txt asks programs not to fetch it; save the page and add the file")


def read_robots(answer: Answer) -> Robots:
    """The rules in what a server answered: none where it has none, nothing allowed where it fails to say."""
    from protego import Protego

    if 200 <= answer.status < 300:
        text = answer.body[:MOST_BYTES].decode("utf-8", "replace")
        return Robots(Protego.parse(text))
    if 400 <= answer.status < 500 and answer.status != 429:
        return Robots()
    return Robots(closed=f"its site's robots.txt could not be read: HTTP {answer.status}; try again later")
