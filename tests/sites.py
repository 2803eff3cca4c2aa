"""A web site on this machine, for the tests of what fetches."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socketserver import TCPServer
from threading import Thread

import pytest

from kb.fetch import Policy

# What a fetcher needs to ask a site here, quickly.
HERE = Policy(allow_private=True, pause=0.0, within=5.0, most_bytes=1_000_000)


@dataclass(frozen=True, slots=True)
class Page:
    """What the site answers at a path."""

    body: bytes | str = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)


Answering = Callable[[BaseHTTPRequestHandler], None]


@dataclass(slots=True)
class Site:
    """A running site: what it has, which may be changed, and what it was asked for."""

    port: int
    pages: dict[str, Page | Answering] = field(default_factory=dict)
    asked: list[tuple[str, Message]] = field(default_factory=list)

    def at(self, path: str, host: str = "127.0.0.1") -> str:
        """The address of a path."""
        return f"http://{host}:{self.port}{path}"

    @property
    def paths(self) -> list[str]:
        """The paths that were asked for, the rules for programs left out."""
        return [path for path, _ in self.asked if path != "/robots.txt"]


@contextmanager
def serving() -> Iterator[Site]:
    """A site on a free port, until the end of the block."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            served.asked.append((self.path, self.headers))
            page = served.pages.get(self.path, Page(b"nothing here", 404))
            if not isinstance(page, Page):
                page(self)
                return
            etag = page.headers.get("ETag")
            if etag and self.headers.get("If-None-Match") == etag:
                page = Page(b"", 304, page.headers)
            body = page.body.encode() if isinstance(page.body, str) else page.body
            self.send_response(page.status)
            for name, value in page.headers.items():
                self.send_header(name, value)
            if "Content-Length" not in page.headers:
                self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    class Server(ThreadingHTTPServer):
        daemon_threads = True
        block_on_close = False

        def server_bind(self) -> None:
            # Not HTTPServer's, which asks for this machine's name and may wait long for it.
            TCPServer.server_bind(self)

        def handle_error(self, *_: object) -> None:
            pass

    server = Server(("127.0.0.1", 0), Handler)
    served = Site(server.server_address[1])
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield served
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture(scope="module")
def running() -> Iterator[Site]:
    """A site for all the tests of a module."""
    with serving() as site:
        yield site


@pytest.fixture
def site(running: Site) -> Site:
    """The same, empty."""
    running.pages.clear()
    running.asked.clear()
    return running
