"""Fetches pages as a guest: asks robots.txt first, waits between two requests, asks only for what has changed."""

from __future__ import annotations

import re
import socket
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import SplitResult, urljoin

from kb.errors import KnowledgeBaseError, SourceNotFound
from kb.fetch.address import Resolver, web_address
from kb.fetch.cache import Cache
from kb.fetch.exchange import Answer, exchange
from kb.fetch.policy import FetchFailed, FetchRefused, Policy
from kb.fetch.robots import Robots, read_robots

MOST_REDIRECTS = 5
LONGEST_WAIT = 120.0  # seconds that we wait where a site asks for it
MOST_SILENCES = 5  # answers that a host may owe us, one after another
_REDIRECTS = (301, 302, 303, 307, 308)
_GONE = (404, 410)
_BUSY = (429, 503)


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page: the address it was found at, redirects followed, its bytes, the encoding that the server names."""

    url: str
    body: bytes
    charset: str | None = None


class Fetcher:
    """Fetches pages, and remembers what each site asks for and when it was asked last.

    `resolve` and `sleep` are what finds a host's machines and what waits. Makes no connection before it is asked to.
    """

    def __init__(
        self,
        policy: Policy | None = None,
        *,
        cache: Cache | None = None,
        resolve: Resolver = socket.getaddrinfo,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.policy = policy or Policy()
        self._cache = cache
        self._resolve = resolve
        self._sleep = sleep
        self._robots: dict[str, Robots | KnowledgeBaseError] = {}
        self._free: dict[str, float] = {}  # when a host may be asked again
        self._silences: Counter[str] = Counter()

    def fetch(self, url: str) -> Fetched:
        """The page at an address. Raises FetchRefused, FetchFailed, SourceNotFound."""
        address = web_address(url)
        for _ in range(MOST_REDIRECTS + 1):
            robots = self._robots_of(address)
            robots.check(address.geturl())
            answer = self._answer(address, robots)
            if answer.status not in _REDIRECTS:
                return _fetched(address, answer)
            address = _led_to(address, answer)
        raise FetchFailed(f"redirected more than {MOST_REDIRECTS} times")

    def _answer(self, address: SplitResult, robots: Robots) -> Answer:
        """What the server answers, asked once more where it is busy and says for how long."""
        url = address.geturl()
        kept = self._cache and self._cache.get(url)
        self._wait(address, robots.pause)
        answer = self._exchange(address, kept.conditions if kept else {})
        if answer.status in _BUSY and (pause := _retry_after(answer)) is not None:
            self._wait(address, pause)
            answer = self._exchange(address, kept.conditions if kept else {})
        if answer.status == 304 and kept:
            return Answer(200, {"content-type": kept.type or ""}, kept.body)
        if answer.status == 200 and self._cache:
            self._cache.keep(url, answer)
        return answer

    def _exchange(self, address: SplitResult, conditions: dict[str, str]) -> Answer:
        host = address.netloc
        if self._silences[host] >= MOST_SILENCES:
            raise FetchFailed(f"{host} has failed to answer {MOST_SILENCES} times in a row; it is not asked again")
        try:
            answer = exchange(address, self.policy, headers=conditions, resolve=self._resolve)
        except FetchFailed:
            self._silences[host] += 1
            raise
        finally:
            self._free[host] = time.monotonic() + self.policy.pause
        del self._silences[host]
        return answer

    def _wait(self, address: SplitResult, pause: float) -> None:
        """Wait until the host may be asked again; `pause` is how long it wants, if that is longer than ours."""
        free = self._free.get(address.netloc)
        if free is None:
            return
        seconds = free + max(0.0, pause - self.policy.pause) - time.monotonic()
        if seconds > LONGEST_WAIT:
            raise FetchRefused(f"{address.netloc} asks to be left alone for {seconds:.0f} s; add it later")
        if seconds > 0:
            self._sleep(seconds)

    def _robots_of(self, address: SplitResult) -> Robots:
        """The rules of the site; a site whose rules could not be had is not asked for them at every page."""
        site = f"{address.scheme}://{address.netloc}"
        if site not in self._robots:
            try:
                self._robots[site] = self._read_robots(f"{site}/robots.txt")
            except KnowledgeBaseError as error:
                self._robots[site] = error
        found = self._robots[site]
        if isinstance(found, KnowledgeBaseError):
            raise found
        return found

    def _read_robots(self, url: str) -> Robots:
        address = web_address(url)
        for _ in range(MOST_REDIRECTS + 1):
            answer = exchange(address, self.policy, headers={}, resolve=self._resolve)
            if answer.status not in _REDIRECTS:
                return read_robots(answer)
            address = _led_to(address, answer)
        return Robots()


def _led_to(address: SplitResult, answer: Answer) -> SplitResult:
    location = answer.headers.get("location")
    if not location:
        raise FetchFailed(f"redirected to nowhere: HTTP {answer.status} without a Location")
    # Servers write it in UTF-8, http.client reads headers as Latin-1.
    written = location.encode("latin-1", "replace").decode("utf-8", "replace")
    try:
        return web_address(urljoin(address.geturl(), written))
    except ValueError as error:
        raise FetchFailed(f"redirected to what is no address: {error}") from None


def _fetched(address: SplitResult, answer: Answer) -> Fetched:
    if answer.status in _GONE:
        raise SourceNotFound(f"no such page: HTTP {answer.status}")
    if answer.status != 200:
        raise FetchFailed(f"the server answered HTTP {answer.status}")
    charset = re.search(r"charset\s*=\s*[\"']?([\w.:-]+)", answer.headers.get("content-type", ""), re.IGNORECASE)
    return Fetched(address.geturl(), answer.body, charset[1] if charset else None)


def _retry_after(answer: Answer) -> float | None:
    """The seconds after which a busy server wants to be asked again; a date is too far away to wait for."""
    seconds = answer.headers.get("retry-after", "").strip()
    return float(seconds) if re.fullmatch(r"\d{1,6}", seconds) else None
