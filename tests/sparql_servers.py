"""Real servers for the tests of what asks one: Oxigraph with a small graph, and one that misbehaves as it is told."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

START = 20.0  # seconds until the server must answer


def oxigraph_binary() -> str:
    """The program `oxigraph`, of the package of that name; without it the test is skipped."""
    beside = Path(sys.executable).parent / "oxigraph"
    found = str(beside) if beside.exists() else shutil.which("oxigraph")
    if found is None:
        reason = "no program `oxigraph`: pip install 'kb-claims[dev]' brings it"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    return found


@contextmanager
def oxigraph(turtle: Path, folder: Path) -> Iterator[str]:
    """The address of an Oxigraph server that holds this graph, while the block runs."""
    binary, port = oxigraph_binary(), free_port()
    subprocess.run([binary, "load", "--location", folder, "--file", turtle], check=True, capture_output=True)
    process = subprocess.Popen(
        [binary, "serve", "--location", folder, "--bind", f"127.0.0.1:{port}"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_for(f"http://127.0.0.1:{port}/", process)
        yield f"http://127.0.0.1:{port}/query"
    finally:
        process.terminate()
        process.wait(timeout=10)


def free_port() -> int:
    """A port that nobody listens at."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def _wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + START
    while time.monotonic() < end and process.poll() is None:
        try:
            with urlopen(address, timeout=1):
                return
        except (URLError, OSError):
            time.sleep(0.05)
    raise RuntimeError(f"oxigraph does not answer at {address}")


@dataclass(frozen=True, slots=True)
class Reply:
    """What the misbehaving server answers once: `promised` is the length that it says the body has."""

    body: bytes = b'{"head": {"vars": []}, "results": {"bindings": []}}'
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    promised: int | None = None


@dataclass
class Misbehaving:
    """A server that gives these replies in turn, the last of them for ever, and notes what it was asked."""

    replies: list[Reply]
    address: str = ""
    asked: list[tuple[str, dict[str, str], bytes]] = field(default_factory=list)


@contextmanager
def misbehaving(*replies: Reply) -> Iterator[Misbehaving]:
    """A server on this machine that gives these replies, while the block runs."""
    state = Misbehaving(list(replies))

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            state.asked.append((self.command, dict(self.headers), body))
            reply = state.replies.pop(0) if len(state.replies) > 1 else state.replies[0]
            self.send_response(reply.status)
            for name, value in {"Content-Type": "application/sparql-results+json", **reply.headers}.items():
                self.send_header(name, value)
            if "Transfer-Encoding" not in reply.headers:
                self.send_header("Content-Length", str(len(reply.body) if reply.promised is None else reply.promised))
            self.end_headers()
            with suppress(BrokenPipeError, ConnectionResetError):  # whoever asked has seen enough
                self.wfile.write(reply.body)

        do_GET = do_PUT = do_POST  # noqa: N815

        def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    state.address = f"http://127.0.0.1:{server.server_address[1]}/sparql"
    try:
        yield state
    finally:
        server.shutdown()
        server.server_close()
        thread.join(timeout=10)
