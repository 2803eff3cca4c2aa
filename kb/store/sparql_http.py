"""Requests to a SPARQL server: who asks, how long, how often again, and whether the answer is whole.

Nothing that was cut off is ever given on as an answer, and no message names a password or a token.
"""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from kb import __version__
from kb.errors import KnowledgeBaseError
from kb.settings import ServerSettings
from kb.store.protocol import QueryError

if TYPE_CHECKING:
    from requests import Response, Session

WAITS = (0.5, 1.0, 2.0, 4.0, 8.0)
"""Seconds before each further try, together what a server takes to start again."""
LONGEST_WAIT = 120.0
CONNECT = 10.0
"""Seconds to reach a server."""
BUSY = frozenset({429, 502, 503, 504})
LARGEST = 1_000_000_000
"""Bytes of an answer: it is held in memory."""
CHUNK = 1 << 16
RESULTS = "application/sparql-results+json"
_MAX_ROWS, _SQL_STATE = "X-SPARQL-MaxRows", "X-SQL-State"
_TIMED_OUT = "S1T"
"""What the states begin with that Virtuoso is in when its time is over: S1TAT with HTTP 200, S1T00 with 500."""
# Another transaction was in the way (Virtuoso): nothing was done, so it may be tried again.
_DEADLOCK = re.compile(r"\b40001\b")


class ServerError(KnowledgeBaseError, OSError):
    """A SPARQL server that cannot be reached, refuses, or is busy for too long."""


class CutOff(ServerError):
    """An answer of which a part is missing: a limit of the server on rows or on time, or a broken connection.

    `rows` is the limit where it is one on rows, and `columns` are those of the answer.
    """

    def __init__(self, message: str, *, rows: int | None = None, columns: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.rows = rows
        self.columns = columns


class _Again(Exception):
    """What may be tried again, after so many seconds where the server says; and what it is when it stays so."""

    def __init__(self, why: str, wait: float | None = None, kind: type[ServerError] = ServerError) -> None:
        super().__init__(why)
        self.wait = wait
        self.kind = kind


@dataclass
class Client:
    """Sends requests to one server, over connections that stay open; every request of a store may be repeated.

    `sleep` waits. Raises `ServerError` where the address is none.
    """

    address: str
    settings: ServerSettings
    auth: str = "basic"
    sleep: Callable[[float], None] = time.sleep
    _session: Session | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        for address in filter(None, (self.address, self.settings.update, self.settings.graphs)):
            _check(address)

    def query(self, sparql: str) -> tuple[Any, Mapping[str, str]]:
        """The answer to a SELECT or an ASK as JSON, and the headers. Raises `QueryError`, `CutOff`, `ServerError`."""
        return self._query(sparql)

    def _query(self, sparql: str, **options: Any) -> tuple[Any, Mapping[str, str]]:
        from SPARQLWrapper import JSON, POST, SPARQLWrapper

        # It writes the request; sending it, it would follow a redirect, and keep no connection open.
        asked = SPARQLWrapper(self.address, returnFormat=JSON)
        asked.setMethod(POST)
        asked.setOnlyConneg(True)
        asked.setQuery(sparql)
        request = asked._createRequest()
        headers = {"Content-Type": "application/x-www-form-urlencoded; charset=utf-8", "Accept": RESULTS}
        return self._send("POST", self.address, data=request.data, headers=headers, read=_whole_json, **options)

    def update(self, address: str, sparql: str) -> None:
        """Have the server do an update, which must come to the same when it is done twice."""
        self._send("POST", address, data=sparql.encode(), headers={"Content-Type": "application/sparql-update"})

    def put(self, address: str, iri: str, turtle: bytes) -> None:
        """Make the named graph hold this, by the Graph Store Protocol."""
        name = "graph-uri" if "sparql-graph-crud" in address else "graph"
        self._send("PUT", address, params={name: iri}, data=turtle, headers={"Content-Type": "text/turtle"})

    def head(self) -> Mapping[str, str]:
        """The headers with which the server answers: who it says that it is. Asked once: an address may be mistyped."""
        return self._query("ASK {}", waits=())[1]

    def close(self) -> None:
        """Let go of the connections."""
        if self._session is not None:
            self._session.close()
            self._session = None

    def _send(
        self,
        method: str,
        address: str,
        *,
        read: Callable[[str, bytes, Mapping[str, str]], Any] = lambda *_: None,
        waits: tuple[float, ...] = WAITS,
        **request: Any,
    ) -> tuple[Any, Mapping[str, str]]:
        """What the server answers, however often it has to be asked."""
        cuts = 0
        for wait in (*waits, None):
            try:
                body, headers = self._once(method, address, **request)
                return read(self.address, body, headers), headers
            except _Again as again:
                # Broken off once more, it is no accident: Oxigraph does so when its time is over.
                cuts += again.kind is CutOff
                if wait is None or cuts > 1:
                    raise again.kind(f"{address}: {again}; what was done before stays") from again
                self.sleep(min(LONGEST_WAIT, wait if again.wait is None else again.wait))
        raise AssertionError

    def _once(self, method: str, address: str, **request: Any) -> tuple[bytes, Mapping[str, str]]:
        from requests import exceptions

        end = time.monotonic() + self.settings.timeout
        try:
            with self._connected().request(
                method, address, timeout=(CONNECT, self.settings.timeout), stream=True, allow_redirects=False, **request
            ) as response:
                body = _read(response, end)
                if response.status_code >= 300:
                    raise _refusal(address, response, body)
                if (state := response.headers.get(_SQL_STATE, "")).startswith(_TIMED_OUT):
                    raise _out_of_time(address, state)
                return body, response.headers
        except (exceptions.ReadTimeout, TimeoutError) as error:
            raise ServerError(
                f"{address}: no answer within {self.settings.timeout:.0f} s; ask for less, or set a longer timeout "
                "(KB_SERVER_TIMEOUT, or timeout in kb.toml)"
            ) from error
        except exceptions.SSLError as error:
            raise ServerError(f"{address}: the connection is not safe: {_innermost(error)}") from error
        except (exceptions.ConnectTimeout, exceptions.ConnectionError) as error:
            raise _Again(f"cannot be reached: {_innermost(error)}") from error
        except (exceptions.ChunkedEncodingError, exceptions.ContentDecodingError) as error:
            raise _Again("the answer was broken off (a limit on time?)", kind=CutOff) from error
        except exceptions.RequestException as error:
            raise ServerError(f"{address}: {type(error).__name__}") from error

    def _connected(self) -> Session:
        if self._session is None:
            from requests import Session

            self._session = Session()
            self._session.headers["User-Agent"] = f"kb-claims/{__version__}"
            self._session.auth = _credentials(self.settings, self.auth)
        return self._session


def _credentials(settings: ServerSettings, otherwise: str) -> Any:
    from requests.auth import HTTPBasicAuth, HTTPDigestAuth

    kind = settings.auth or ("bearer" if settings.token else otherwise)
    if kind == "bearer" and settings.token:
        return _Bearer(settings.token)
    if settings.user is None:
        return _Nobody()
    user, password = settings.user, settings.password or ""
    # As UTF-8: what is given as text to HTTPBasicAuth goes out as Latin-1.
    return HTTPDigestAuth(user, password) if kind == "digest" else HTTPBasicAuth(user.encode(), password.encode())


class _Bearer:
    """Sends a token with every request (RFC 6750)."""

    def __init__(self, token: str) -> None:
        self._token = token

    def __call__(self, request: Any) -> Any:
        request.headers["Authorization"] = f"Bearer {self._token}"
        return request


class _Nobody:
    """Sends no credentials, not even those that a .netrc holds for the host."""

    def __call__(self, request: Any) -> Any:
        return request


def _check(address: str) -> None:
    try:
        parts = urlsplit(address)
        host, has_user, _ = parts.hostname, parts.username is not None, parts.port
    except ValueError:
        host, has_user = None, False
    if has_user:
        raise ServerError("a server's address holds no user name and no password; set KB_SERVER_USER and so on")
    if not host or parts.scheme not in ("http", "https") or not re.fullmatch(r"[!-~]+", address) or "#" in address:
        raise ServerError(f"'{address}' is no address of a SPARQL server; one is like https://example.org/sparql")


def _read(response: Response, end: float) -> bytes:
    body = bytearray()
    for chunk in response.iter_content(CHUNK):
        body += chunk
        if len(body) > LARGEST:
            raise CutOff(f"{response.url} answers with more than {LARGEST // 1_000_000} MB; ask for less")
        if time.monotonic() > end:
            raise TimeoutError
    return bytes(body)


def _refusal(address: str, response: Response, body: bytes) -> Exception:
    """What a status of 300 or more means."""
    status = response.status_code
    said = _said(body)
    if status in BUSY or (status >= 500 and _DEADLOCK.search(said)):
        asked = response.headers.get("Retry-After", "")
        return _Again(f"busy (HTTP {status})", float(asked) if asked.isdecimal() and len(asked) < 6 else None)
    if status < 400:
        return ServerError(f"{address} redirects to {response.headers.get('Location')!a}; name that, if you trust it")
    if status in (401, 403):
        return ServerError(
            f"{address} wants to know who asks (HTTP {status}); set KB_SERVER_USER and KB_SERVER_PASSWORD, or "
            "KB_SERVER_TOKEN, or user, password, token for it in kb.toml"
        )
    if status == 404:
        return ServerError(f"{address}: there is nothing (HTTP 404); is the address complete, as https://host/sparql?")
    if f"Virtuoso {_TIMED_OUT}" in said:
        return _out_of_time(address, said)
    if status == 400 or "Virtuoso" in said:
        return QueryError(f"the query failed: {said}")
    return ServerError(f"{address} refuses with HTTP {status}: {said}")


def _out_of_time(address: str, said: str) -> CutOff:
    return CutOff(
        f"{address} did not come to an end in the time that it gives itself ({said}); ask for less, or raise "
        "MaxQueryExecutionTime in its configuration"
    )


def _said(body: bytes) -> str:
    """The first line of what a server says of an error, as plain text."""
    text = re.sub(r"<[^>]{0,200}>", " ", body[:CHUNK].decode("utf-8", errors="replace"))
    lines = [line for line in (" ".join(line.split()) for line in text.splitlines()) if line]
    printable = "".join(c for c in " ".join(lines[:2]) if c.isprintable())
    return printable[:300] or "nothing more is said"


def _whole_json(address: str, body: bytes, headers: Mapping[str, str]) -> Any:
    """The answer, where it is whole. Raises `CutOff`."""
    try:
        answer = json.loads(body)
    except ValueError as error:
        end = "".join(c for c in body[-200:].decode("utf-8", errors="replace") if c.isprintable())
        raise CutOff(f"{address} broke its answer off, at: ...{end[-80:]}; its time limit? ask for less") from error
    rows = answer.get("results", {}).get("bindings", []) if isinstance(answer, dict) else []
    limit = headers.get(_MAX_ROWS, "")
    # It stands there also where the last row is just the last that was allowed.
    if limit.isdecimal() and len(rows) >= int(limit):
        raise CutOff(
            f"{address} gives at most {limit} rows, and the answer has as many or more; ask for less (LIMIT), or raise "
            "ResultSetMaxRows in its configuration",
            rows=int(limit),
            columns=tuple(answer["head"]["vars"]),
        )
    return answer


def _innermost(error: BaseException) -> str:
    """The words of the system in an error that others are wrapped around."""
    while (inner := error.__cause__ or error.__context__) is not None and inner is not error:
        error = inner
    return str(getattr(error, "strerror", None) or error)[:200]
