"""Requests that want to break in: none breaks the server, tells of its insides, or writes.

KB_HOSTILE=5000 makes as many requests of each sort.
"""

from __future__ import annotations

import socket
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from tests.web.hostile import MANY, harmless
from tests.web.serving import BASE, LIMITS, TOKEN, client, contents, fill


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("hostile") / "store"


@pytest.fixture(scope="module")
def target(folder: Path) -> Iterator[TestClient]:
    store = fill(folder, articles=1)
    before = contents(store)
    with client(store, limits=replace(LIMITS, seconds=2), token=TOKEN) as found:
        yield found
    assert contents(store) == before, "nothing was written"


PIECES = (
    *(
        "SELECT",
        "ASK",
        "DESCRIBE",
        "CONSTRUCT",
        "INSERT DATA",
        "DROP ALL",
        "LOAD <file:///etc/passwd>",
        "WHERE",
        "FROM",
    ),
    *("SERVICE <http://127.0.0.1:9/>", "FILTER", "BIND", "VALUES", "GRAPH ?g", "OPTIONAL", "UNION", "MINUS", "LIMIT 1"),
    *("{", "}", "{ ?s ?p ?o }", "?s", "*", "(", ")", "<urn:s>", "'x'", '"', "'", "\\", "\\u0000", "\\U00110000", "#"),
    *("\n", "\0", ";", ".", "1e999", "-0", "<../../etc/passwd>", "<file:///etc/passwd>", "_:b", "a", "||", "^", "+"),
    *("COUNT(*)", "GROUP BY ?s", "HAVING", "ORDER BY RAND()", "REGEX(?s, '(a+)+$')", "BNODE()", "<<( ?s ?p ?o )>>"),
    *("kb:Claim", "CONCAT(?s,?s)", "'; DROP ALL; #", "{{7*7}}", "${jndi:ldap://x}", "<script>", "\ud83d", "\u202e"),
)
ANY_TEXT = st.text(st.characters(codec="utf-8"), max_size=200)
SPARQL = st.one_of(ANY_TEXT, st.lists(st.sampled_from(PIECES), max_size=25).map(" ".join))
ACCEPT = st.one_of(
    st.sampled_from(
        ["*/*", "text/csv", "text/turtle;q=0.0001", "application/json, */*;q=0", "a/b;q=x", ",,,", "*", "/"]
    ),
    st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=60),
)
TYPES = st.sampled_from(
    [
        *("application/x-www-form-urlencoded", "application/sparql-query", "application/sparql-update", "text/turtle"),
        *("multipart/form-data; boundary=x", "application/json", "", "application/sparql-query; charset=utf-16", "x"),
        *("application/rdf+xml", "application/ld+json", "text/plain"),
    ]
)
METHODS = st.sampled_from(["GET", "POST", "PUT", "DELETE", "HEAD", "OPTIONS", "PATCH", "TRACE", "LOAD", "get"])
GRAPHS = st.one_of(
    ANY_TEXT, st.sampled_from(["urn:g:one", "file:///etc/passwd", "urn:kb:staging", "a:b> <c:d", "x:\n"])
)
WORDS = ("claim", "article", "entity", "speaker", "revision", "finding", "fact", "data", "sparql", "update", "static")
TRICKS = (
    "..",
    "%2e%2e",
    "..%2f..%2fetc%2fpasswd",
    "%00",
    "%",
    "%zz",
    "%ff%fe",
    "~",
    ".json",
    ".ttl.json",
    "a.csv",
    "//",
)
ESCAPED = st.binary(max_size=30).map(quote)
PATHS = st.lists(st.one_of(st.sampled_from(WORDS + TRICKS), ESCAPED), max_size=5).map("/".join)


def ask(target: TestClient, method: str, path: str, **rest: object) -> None:
    # As a URL of its own, so that the client does not tidy what is odd.
    found = target.request(method, path, **rest)  # type: ignore[arg-type]
    harmless(found.status_code, found.text if len(found.content) < 100_000 else "", str(found.headers))


@MANY
@given(sparql=SPARQL, accept=ACCEPT, graphs=st.lists(GRAPHS, max_size=2))
def test_queries(target: TestClient, sparql: str, accept: str, graphs: list[str]) -> None:
    try:
        sparql.encode()
    except UnicodeEncodeError:
        return
    pairs = {"query": sparql, "default-graph-uri": graphs}
    ask(target, "GET", "/sparql", params=pairs, headers={"Accept": accept})


@MANY
@given(
    method=METHODS,
    path=st.sampled_from(["/sparql", "/update", "/data?graph=urn:g:one", "/data?default", "/claim/x", "/openapi.json"]),
    kind=TYPES,
    content=st.one_of(st.binary(max_size=300), SPARQL.map(lambda text: text.encode(errors="surrogatepass"))),
    token=st.sampled_from(["", "Bearer", "Bearer x", f"bearer {TOKEN[:-1]}", f"Basic {TOKEN}", "Bearer \xe9"]),
)
def test_bodies(target: TestClient, method: str, path: str, kind: str, content: bytes, token: str) -> None:
    headers = {"Content-Type": kind, "Authorization": token.encode("latin-1")}
    ask(target, method, path, content=content, headers=headers)


@MANY
@given(method=METHODS, path=PATHS, query=st.binary(max_size=40).map(quote), accept=ACCEPT)
def test_paths(target: TestClient, method: str, path: str, query: str, accept: str) -> None:
    ask(target, method, f"{BASE}{path}?{query}", headers={"Accept": accept, "If-None-Match": accept})


HOST = b"Host: 127.0.0.1\r\n"
BROKEN = {
    "no request": b"\r\n\r\n",
    "another protocol": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
    "an address of another server": b"GET http://example.org/ HTTP/1.1\r\nHost: example.org\r\n\r\n",
    "a path above the root": b"GET /../../../etc/passwd HTTP/1.1\r\n" + HOST + b"\r\n",
    "a path that is none": b"GET etc/passwd HTTP/1.1\r\n" + HOST + b"\r\n",
    "bytes that are no text": b"GET /\xff\xfe\x00 HTTP/1.1\r\n" + HOST + b"\r\n",
    "bytes in the name of a thing": b"GET /speaker/\xff HTTP/1.1\r\n" + HOST + b"\r\n",
    "bytes in the query": b"GET /sparql?query=\xd0\xff HTTP/1.1\r\n" + HOST + b"\r\n",
    "no host": b"GET / HTTP/1.1\r\n\r\n",
    "two hosts": b"GET / HTTP/1.1\r\n" + HOST + b"Host: example.org\r\n\r\n",
    "a header that is too long": b"GET / HTTP/1.1\r\n" + HOST + b"X: " + b"a" * 200_000 + b"\r\n\r\n",
    "an address that is too long": b"GET /sparql?query=" + b"a" * 200_000 + b" HTTP/1.1\r\n" + HOST + b"\r\n",
    "too many headers": b"GET / HTTP/1.1\r\n" + HOST + b"X: a\r\n" * 20_000 + b"\r\n",
    "a body of less than nothing": b"POST /sparql HTTP/1.1\r\n" + HOST + b"Content-Length: -1\r\n\r\n",
    "two lengths": b"POST /sparql HTTP/1.1\r\n" + HOST + b"Content-Length: 1\r\nContent-Length: 2\r\n\r\nab",
    "a length and chunks": b"POST /sparql HTTP/1.1\r\n"
    + HOST
    + b"Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /x HTTP/1.1\r\n\r\n",
    "chunks that are none": b"POST /sparql HTTP/1.1\r\n" + HOST + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n",
    "a folded header": b"GET / HTTP/1.1\r\n" + HOST + b"X: a\r\n  b\r\n\r\n",
    "a header with a line break": b"GET / HTTP/1.1\r\n" + HOST + b"X: a\rSet-Cookie: b\r\n\r\n",
    "an upgrade": b"GET /sparql HTTP/1.1\r\n" + HOST + b"Connection: Upgrade\r\nUpgrade: websocket\r\n\r\n",
    "a body that never ends": b"POST /sparql HTTP/1.1\r\n"
    + HOST
    + b"Content-Type: application/sparql-query\r\nContent-Length: 99999999\r\n\r\n"
    + b"#" * (2 << 20),
}


@pytest.mark.parametrize("request_bytes", BROKEN.values(), ids=BROKEN)
def test_broken_http(program: str, request_bytes: bytes) -> None:
    where = urlsplit(program)
    with socket.create_connection((where.hostname, where.port), timeout=5) as connection:
        try:
            connection.sendall(request_bytes)
            connection.shutdown(socket.SHUT_WR)
            answer = b"".join(iter(lambda: connection.recv(1 << 16), b""))
        except OSError:  # it was shown the door
            return
    if answer:
        status = int(answer.split(b" ", 2)[1])
        assert 200 <= status < 500, answer[:200]
        harmless(status, answer.decode("latin-1"))
