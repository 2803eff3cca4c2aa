"""A SPARQL endpoint, asked politely: who we are, one request at a time, waiting when told to, each answer kept on disk.

What it answers is untrusted: of bounded length, refused where it is not what SPARQL 1.1 says, never a redirect
followed.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http.client import HTTPException
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit

from kb import __version__
from kb.authority.wikidata.answer import BadAnswer, Row, plain, rows_of
from kb.authority.wikidata.cache import Cache
from kb.errors import KnowledgeBaseError

if TYPE_CHECKING:
    from http.client import HTTPResponse

WIKIDATA_ENDPOINT = "https://query.wikidata.org/sparql"
TRIES = 4
BUSY = frozenset({429, 502, 503, 504})
LONGEST_WAIT = 120.0
"""Seconds that we wait before another try; who asks for more is asked another day."""
PAUSE = 1.0
"""Seconds between two requests: Wikidata allows a client 60 seconds of its time in 60."""
LARGEST = 20_000_000
"""Bytes of an answer."""
CHUNK = 65_536
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


class BadEndpoint(KnowledgeBaseError, ValueError):
    """What is no address of a SPARQL endpoint."""


class EndpointError(KnowledgeBaseError, OSError):
    """An endpoint that cannot be reached, is busy, refuses, or does not answer as SPARQL says."""


@dataclass
class Endpoint:
    """A SPARQL endpoint to ask, and how: seconds until we give up, where answers are kept, whom to write to about us.

    `say` is told of waiting; `sleep` waits. Raises `BadEndpoint` where the address is none.
    """

    address: str = WIKIDATA_ENDPOINT
    cache: Cache | None = None
    contact: str | None = None
    timeout: float = 60.0
    say: Callable[[str], None] = lambda _: None
    sleep: Callable[[float], None] = time.sleep
    _last: float | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        try:
            parts = urlsplit(self.address)
            host, has_user, _ = parts.hostname, parts.username is not None, parts.port
        except ValueError:
            host, has_user = None, False
        if not host or parts.scheme not in ("http", "https") or not self.address.isascii() or " " in self.address:
            raise BadEndpoint(f"'{plain(self.address)}' is no SPARQL endpoint; one is like {WIKIDATA_ENDPOINT}")
        if has_user:
            raise BadEndpoint("an endpoint's address holds no user name or password")
        self._own = host in LOOPBACK

    @property
    def agent(self) -> str:
        """Who we say we are, as https://foundation.wikimedia.org/wiki/Policy:User-Agent_policy asks."""
        return f"kb-claims/{__version__} ({plain(self.contact or '') or 'contact: not given'}) SPARQLWrapper/2.0"

    def ask(self, sparql: str) -> list[Row]:
        """The rows that answer a SELECT. Raises `EndpointError`."""
        kept = self.cache.get(self.address, sparql) if self.cache else None
        if kept is not None:
            try:
                return rows_of(kept)
            except BadAnswer:
                pass  # it was damaged: ask again
        body = self._answer(sparql)
        try:
            found = rows_of(body)
        except BadAnswer as error:
            raise EndpointError(f"{self.address} does not answer as a SPARQL endpoint does: {error}") from error
        if self.cache:
            self.cache.put(self.address, sparql, body)
        return found

    def _answer(self, sparql: str) -> bytes:
        """What the server answers, however often it has to be asked."""
        waits = list(self._waits())
        for attempt in range(TRIES):
            self._pause()
            try:
                return self._request(sparql)
            except HTTPError as error:
                with error:
                    wait = self._before_next(error, waits[attempt])
            if attempt + 1 < TRIES:
                self.say(f"{self.address} is busy; trying again in {wait:.0f} s")
                self.sleep(wait)
        raise EndpointError(f"{self.address} is busy and was so {TRIES} times; try again later")

    def _before_next(self, error: HTTPError, otherwise: float) -> float:
        """The seconds to wait before the next try, where there is to be one. Raises `EndpointError`."""
        if error.code in BUSY:
            wait = _retry_after(error.headers.get("Retry-After"))
            wait = otherwise if wait is None else wait
            if wait <= LONGEST_WAIT:
                return wait
            raise EndpointError(f"{self.address} is busy and asks to wait {wait:.0f} s; try again then")
        if 300 <= error.code < 400:
            to = plain(str(error.headers.get("Location")))
            raise EndpointError(f"{self.address} redirects to {to}, which is not followed; if you trust it, --endpoint")
        said = plain(error.read(CHUNK).decode("utf-8", errors="replace").partition("\n")[0])[:200]
        told = f": {said}" if said and not said.startswith("<") else ""
        raise EndpointError(f"{self.address} refuses with HTTP {error.code} {plain(error.reason)}{told}")

    def _request(self, sparql: str) -> bytes:
        from SPARQLWrapper import JSON, POST, SPARQLWrapper

        client = SPARQLWrapper(self.address, returnFormat=JSON, agent=self.agent)
        client.setMethod(POST)
        client.setOnlyConneg(True)
        client.setQuery(sparql)
        end = time.monotonic() + self.timeout
        try:
            # The client's own way to send it would follow a redirect, and without the query.
            with _opener().open(client._createRequest(), timeout=self.timeout) as response:
                return self._read(response, end)
        except HTTPError:
            raise
        except TimeoutError as error:
            raise self._unreachable(f"no answer within {self.timeout:.0f} s") from error
        except URLError as error:
            raise self._unreachable(plain(str(getattr(error.reason, "strerror", None) or error.reason))) from error
        except HTTPException as error:
            raise self._unreachable(f"the answer is cut off ({type(error).__name__})") from error
        except OSError as error:
            raise self._unreachable(error.strerror or str(error)) from error

    def _read(self, response: HTTPResponse, end: float) -> bytes:
        given = response.headers.get("Content-Length") or ""
        promised = int(given) if given.isdecimal() and len(given) < 16 else None
        body = bytearray()
        # As much as there is at a time: who sends a byte a second is not waited for.
        while (promised is None or len(body) < promised) and (chunk := response.read1(CHUNK)):
            body += chunk
            if len(body) > LARGEST:
                raise EndpointError(f"{self.address} answers with more than {LARGEST // 1_000_000} MB; ask for less")
            if time.monotonic() > end:
                raise TimeoutError
        if promised is not None and len(body) < promised:
            raise EndpointError(f"{self.address} cut its answer off; try again")
        return bytes(body)

    def _unreachable(self, why: str) -> EndpointError:
        return EndpointError(
            f"cannot reach {self.address}: {why}; what was pulled before stays; try again online or give --endpoint"
        )

    def _pause(self) -> None:
        if self._last is not None and not self._own and (left := self._last + PAUSE - time.monotonic()) > 0:
            self.sleep(left)
        self._last = time.monotonic()

    @staticmethod
    def _waits() -> Iterator[float]:
        yield from (2.0**attempt for attempt in range(TRIES))


def with_values(sparql: str, values: Mapping[str, Iterable[str]]) -> str:
    """The query with its empty `VALUES ?x { }` filled with terms, each an IRI or a literal as SPARQL writes it."""
    for name, terms in values.items():
        empty = f"VALUES ?{name} {{ }}"
        if empty not in sparql:
            raise ValueError(f"the query has no '{empty}'")
        sparql = sparql.replace(empty, f"VALUES ?{name} {{ {' '.join(terms)} }}")
    return sparql


def read_query(name: str) -> str:
    """The query in the file of this name beside this one."""
    return (Path(__file__).parent / f"{name}.rq").read_text(encoding="utf-8")


def _opener() -> Any:
    """What sends a request: over HTTP and HTTPS alone, and to nowhere else than it was told."""
    from urllib import request

    opener = request.OpenerDirector()
    for handler in (
        request.ProxyHandler,
        request.HTTPHandler,
        request.HTTPSHandler,
        request.HTTPDefaultErrorHandler,
        request.HTTPErrorProcessor,
        request.UnknownHandler,
    ):
        opener.add_handler(handler())
    return opener


def _retry_after(header: str | None) -> float | None:
    """The seconds that a server asks to wait, as a number or until a time (RFC 9110, 10.2.3)."""
    if header is None:
        return None
    text = header.strip()
    if text.isdecimal():
        return float(text[:9])
    try:
        then = parsedate_to_datetime(text)
    except ValueError:
        return None
    then = then if then.tzinfo else then.replace(tzinfo=UTC)
    return max(0.0, (then - datetime.now(UTC)).total_seconds())
