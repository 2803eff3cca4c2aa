from __future__ import annotations

import json
import os
import re
import socket
import threading
import time
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from urllib.parse import parse_qs

import pytest

from kb import __version__
from kb.authority.wikidata import BadEndpoint, Cache, Endpoint, EndpointError, UnusableCache
from kb.authority.wikidata.endpoint import LARGEST, TRIES, with_values
from tests.sparql_servers import Misbehaving, Reply, free_port, misbehaving

QUERY = "SELECT ?x WHERE { ?x ?y ?z }"
GOOD = Reply(json.dumps({"results": {"bindings": [{"x": {"type": "uri", "value": "urn:x"}}]}}).encode())


def busy(status: int = 429, **headers: str) -> Reply:
    return Reply(b"later", status, {name.replace("_", "-"): value for name, value in headers.items()})


def asked_of(server: Misbehaving, **options: object) -> tuple[Endpoint, list[float]]:
    """An endpoint that notes how long it waits instead of waiting."""
    waits: list[float] = []
    return Endpoint(server.address, sleep=waits.append, **options), waits  # type: ignore[arg-type]


# Manners


def test_it_posts_the_query_and_says_who_asks() -> None:
    with misbehaving(GOOD) as server:
        endpoint, _ = asked_of(server, contact="me@example.org")
        assert [row["x"].value for row in endpoint.ask(QUERY)] == ["urn:x"]
    ((command, headers, body),) = server.asked
    assert command == "POST"
    assert parse_qs(body.decode()) == {"query": [QUERY]}
    assert headers["User-Agent"] == f"kb-claims/{__version__} (me@example.org) SPARQLWrapper/2.0"
    assert "application/sparql-results+json" in headers["Accept"]


def test_a_contact_cannot_add_a_header() -> None:
    assert "\n" not in Endpoint(contact="me\r\nX-Other: 1").agent
    assert "contact: not given" in Endpoint().agent


WAITS = {
    "seconds": (busy(Retry_After="7"), (7.0, 7.0)),
    "none": (busy(), (1.0, 1.0)),
    "something else": (busy(Retry_After="soon"), (1.0, 1.0)),
    "a time that is over": (busy(Retry_After="Wed, 01 Jan 2020 00:00:00 GMT"), (0.0, 0.0)),
    "of a service that is down": (busy(503, Retry_After="3"), (3.0, 3.0)),
}


@pytest.mark.parametrize(("reply", "between"), WAITS.values(), ids=WAITS)
def test_it_waits_as_long_as_it_is_told_and_tries_again(reply: Reply, between: tuple[float, float]) -> None:
    said: list[str] = []
    with misbehaving(reply, GOOD) as server:
        endpoint, waits = asked_of(server, say=said.append)
        assert len(endpoint.ask(QUERY)) == 1
    assert between[0] <= waits[0] <= between[1]
    assert len(waits) == len(said) == 1
    assert "is busy; trying again in" in said[0]


def test_it_waits_until_the_time_that_it_is_told() -> None:
    then = format_datetime(datetime.now(UTC) + timedelta(seconds=60))
    with misbehaving(busy(Retry_After=then), GOOD) as server:
        endpoint, waits = asked_of(server)
        endpoint.ask(QUERY)
    assert 30 < waits[0] <= 60


def test_it_gives_up_after_some_tries() -> None:
    with misbehaving(busy(503)) as server:
        endpoint, waits = asked_of(server)
        with pytest.raises(EndpointError, match=f"is busy and was so {TRIES} times"):
            endpoint.ask(QUERY)
    assert len(server.asked) == TRIES
    assert waits == [1.0, 2.0, 4.0]


def test_it_does_not_wait_for_hours() -> None:
    with misbehaving(busy(Retry_After="7200")) as server:
        endpoint, waits = asked_of(server)
        with pytest.raises(EndpointError, match="asks to wait 7200 s"):
            endpoint.ask(QUERY)
    assert (len(server.asked), waits) == (1, [])


def test_it_pauses_between_requests_to_others() -> None:
    waits: list[float] = []
    endpoint = Endpoint("https://example.org/sparql", sleep=waits.append)
    endpoint._pause()
    endpoint._pause()
    assert len(waits) == 1
    assert 0 < waits[0] <= 1


# Misbehaviour

WRONG = {
    "HTML instead of JSON": (Reply(b"<!DOCTYPE html><p>Hello</p>"), "it sends HTML or XML"),
    "text instead of JSON": (Reply(b"hello\x1b[31m"), r"it sends no JSON but 'hello\[31m'"),
    "nothing": (Reply(b""), "it sends no JSON"),
    "JSON that is cut off": (Reply(GOOD.body[:-10]), "its JSON is cut off"),
    "an error after the results": (Reply(GOOD.body + b"\njava.util.concurrent.TimeoutException"), "cut off"),
    "other JSON": (Reply(b'{"boolean": true}'), "no table of results"),
    "a list": (Reply(b"[1, 2]"), "no table of results"),
    "rows that are none": (Reply(b'{"results": {"bindings": [1]}}'), "no table of results"),
    "values that are none": (Reply(b'{"results": {"bindings": [{"x": {"type": "uri", "value": 1}}]}}'), "no table"),
    "deep JSON": (Reply(b'{"results":' + b"[" * 200_000), "nested too deep|cut off"),
    "a body shorter than promised": (Reply(GOOD.body, promised=len(GOOD.body) + 100), "cut its answer off"),
    "a very long answer": (Reply(b" " * (LARGEST + 1)), "more than 20 MB"),
    "a redirect to another host": (
        Reply(b"", 302, {"Location": "http://192.0.2.1/secret"}),
        "redirects to http://192.0.2.1/secret, which is not followed",
    ),
    "a redirect to a file": (Reply(b"", 301, {"Location": "file:///etc/hosts"}), "not followed"),
    "a redirect that keeps the method": (Reply(b"", 307, {"Location": "https://example.org/"}), "not followed"),
    "a refusal": (Reply(b"Forbidden by robots policy", 403), "HTTP 403 Forbidden: Forbidden by robots policy"),
    "no such page": (Reply(b"<html>none</html>", 404), "HTTP 404 Not Found$"),
    "a bad request": (Reply(b"parse error\nat line 1", 400), "HTTP 400 Bad Request: parse error$"),
    "an error of its own": (Reply(b"", 500), "HTTP 500"),
}


@pytest.mark.parametrize(("reply", "message"), WRONG.values(), ids=WRONG)
def test_what_is_no_answer_is_said_on_one_line_and_not_kept(reply: Reply, message: str, tmp_path: Path) -> None:
    with misbehaving(reply) as server:
        endpoint, waits = asked_of(server, cache=Cache(tmp_path))
        with pytest.raises(EndpointError) as raised:
            endpoint.ask(QUERY)
    told = str(raised.value)
    assert re.search(message, told), told
    assert server.address in told
    assert "\n" not in told
    assert len(told) < 400
    assert (len(server.asked), waits) == (1, [])
    assert list(tmp_path.iterdir()) == []


def test_a_server_that_is_not_there() -> None:
    address = f"http://127.0.0.1:{free_port()}/sparql"
    with pytest.raises(
        EndpointError, match=f"cannot reach {address}: Connection refused; what was pulled before stays"
    ):
        Endpoint(address).ask(QUERY)


def test_a_host_that_is_not_known() -> None:
    with pytest.raises(EndpointError, match=r"cannot reach http://nowhere\.invalid/"):
        Endpoint("http://nowhere.invalid/").ask(QUERY)


@pytest.mark.parametrize("drops", [False, True], ids=["a silent server", "a server that sends a byte at a time"])
def test_nobody_is_waited_for_longer_than_it_was_said(drops: bool) -> None:
    def serve() -> None:
        connection, _ = listener.accept()
        with connection, suppress(OSError):
            connection.recv(65_536)
            if drops:
                connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
            while not over.wait(0.05):
                if drops:
                    connection.sendall(b" ")

    over = threading.Event()
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        endpoint = Endpoint(f"http://127.0.0.1:{listener.getsockname()[1]}/", timeout=0.3)
        began = time.monotonic()
        with pytest.raises(EndpointError, match="no answer within"):
            endpoint.ask(QUERY)
        over.set()
        thread.join(timeout=10)
    assert time.monotonic() - began < 5


def test_an_answer_in_chunks_is_read_whole_and_one_that_breaks_off_is_none() -> None:
    chunks = b"".join(b"%x\r\n%b\r\n" % (1, GOOD.body[i : i + 1]) for i in range(len(GOOD.body)))
    coded = {"Transfer-Encoding": "chunked"}
    with misbehaving(Reply(chunks + b"0\r\n\r\n", headers=coded)) as server:
        assert len(asked_of(server)[0].ask(QUERY)) == 1
    with misbehaving(Reply(chunks[:-10], headers=coded)) as server, pytest.raises(EndpointError, match="cut off"):
        asked_of(server)[0].ask(QUERY)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "example.org",
        "ftp://example.org/",
        "file:///etc/hosts",
        "http://",
        "http://a:b@example.org/",
        "http://[",
        "http://example.org:port/",
    ],
)
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(BadEndpoint):
        Endpoint(address)


# Keeping


def test_an_answer_is_kept_until_it_is_old_or_a_fresh_one_is_wanted(tmp_path: Path) -> None:
    with misbehaving(GOOD) as server:
        endpoint, _ = asked_of(server, cache=Cache(tmp_path))
        assert endpoint.ask(QUERY) == endpoint.ask(QUERY)
        assert len(server.asked) == 1
        (file,) = tmp_path.iterdir()
        assert json.loads(file.read_text(encoding="utf-8"))["endpoint"] == server.address
        asked_of(server, cache=Cache(tmp_path, fresh=True))[0].ask(QUERY)
        assert len(server.asked) == 2
        os.utime(file, (0, 0))
        endpoint.ask(QUERY)
        assert len(server.asked) == 3


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b'{"query": 1}', b"\xff"], ids=ascii)
def test_a_damaged_file_is_asked_for_again(damage: bytes, tmp_path: Path) -> None:
    with misbehaving(GOOD) as server:
        endpoint, _ = asked_of(server, cache=Cache(tmp_path))
        endpoint.ask(QUERY)
        (file,) = tmp_path.iterdir()
        file.write_bytes(damage)
        assert len(endpoint.ask(QUERY)) == 1
        assert len(server.asked) == 2


def test_a_damaged_answer_in_a_whole_file_is_asked_for_again(tmp_path: Path) -> None:
    with misbehaving(GOOD) as server:
        endpoint, _ = asked_of(server, cache=Cache(tmp_path))
        endpoint.ask(QUERY)
        (file,) = tmp_path.iterdir()
        file.write_text(json.dumps(json.loads(file.read_text()) | {"answer": "<html>"}))
        assert len(endpoint.ask(QUERY)) == 1


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with misbehaving(GOOD) as server:
        endpoint, _ = asked_of(server, cache=Cache(tmp_path / "file"))
        with pytest.raises(UnusableCache, match="name another folder with --cache"):
            endpoint.ask(QUERY)


def test_a_query_without_the_place_for_its_values_is_a_mistake_of_ours() -> None:
    assert with_values("VALUES ?x { }", {"x": ["<urn:x>"]}) == "VALUES ?x { <urn:x> }"
    with pytest.raises(ValueError, match="VALUES"):
        with_values(QUERY, {"item": []})
