"""One question to one machine, and its answer: whole and in time, or not at all."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from http.client import HTTPConnection, HTTPException, HTTPResponse
from threading import Timer
from urllib.parse import SplitResult

from kb.fetch.address import PORTS, Resolver, machines
from kb.fetch.inflate import inflate
from kb.fetch.policy import FetchFailed, Policy

CONNECT_SECONDS = 10.0
_CHUNK = 65536


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered; the names of the headers are in small letters, the body is unpacked."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class _Clock:
    """Ends what goes on on a socket when the time is over, whoever waits for it.

    A server that sends a byte now and then would satisfy every timeout of a single read.
    """

    def __init__(self, sock: socket.socket, seconds: float) -> None:
        self.is_over = False
        self._sock = sock
        self._timer = Timer(seconds, self._end)
        self._timer.daemon = True

    def __enter__(self) -> _Clock:
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()

    def _end(self) -> None:
        self.is_over = True
        with suppress(OSError):
            # Of the socket below TLS, which has nothing to say any more.
            socket.socket.shutdown(self._sock, socket.SHUT_RDWR)


def exchange(
    address: SplitResult, policy: Policy, *, headers: Mapping[str, str], resolve: Resolver = socket.getaddrinfo
) -> Answer:
    """Ask for an address, following nothing. Raises FetchRefused, FetchFailed.

    The machine that is connected to is the one whose number was found to be allowed.
    """
    host, port = address.hostname or "", address.port or PORTS[address.scheme]
    numbers = machines(host, port, allow_private=policy.allow_private, resolve=resolve)
    late = FetchFailed(f"{host} did not answer within {policy.within:g} s")
    try:
        with _connected(numbers, port) as plain:
            plain.settimeout(policy.within)
            with _secured(plain, host) if address.scheme == "https" else plain as sock:
                with _Clock(sock, policy.within) as clock:
                    try:
                        answer = _ask(sock, address, {"User-Agent": policy.user_agent, **headers}, policy.most_bytes)
                    except (OSError, HTTPException, ValueError):
                        if clock.is_over:
                            raise late from None
                        raise
                if clock.is_over:
                    raise late
                return answer
    except FetchFailed:
        raise
    except ssl.SSLError as error:
        raise FetchFailed(f"no secure connection to {host}: {error.reason or error}") from None
    except TimeoutError:
        raise late from None
    except OSError as error:
        raise FetchFailed(f"no connection to {host}: {error.strerror or error or type(error).__name__}") from None
    except (HTTPException, ValueError) as error:
        raise FetchFailed(f"{host} does not answer as a web server does: {type(error).__name__}") from None


def _connected(numbers: list[str], port: int) -> socket.socket:
    """A connection to the first of the machines that takes one."""
    for number in numbers[:-1]:
        with suppress(OSError):
            return socket.create_connection((number, port), timeout=CONNECT_SECONDS)
    return socket.create_connection((numbers[-1], port), timeout=CONNECT_SECONDS)


def _secured(plain: socket.socket, host: str) -> ssl.SSLSocket:
    # The handshake comes with the first byte that is sent: by then the clock runs.
    return _tls().wrap_socket(plain, server_hostname=host, do_handshake_on_connect=False)


@cache
def _tls() -> ssl.SSLContext:
    return ssl.create_default_context()


def _ask(sock: socket.socket, address: SplitResult, headers: Mapping[str, str], most: int) -> Answer:
    if isinstance(sock, ssl.SSLSocket):
        sock.do_handshake()
    connection = HTTPConnection(address.hostname or "")
    connection.sock = sock
    target = address.path + (f"?{address.query}" if address.query else "")
    sent = {"Host": address.netloc, "Accept": "*/*", "Accept-Encoding": "gzip", "Connection": "close", **headers}
    connection.request("GET", target, headers=sent)
    response = connection.getresponse()
    got = {name.casefold(): value for name, value in response.getheaders()}
    body = _body(response, most)
    return Answer(response.status, got, inflate(body, got.get("content-encoding"), most=most) if body else body)


def _body(response: HTTPResponse, most: int) -> bytes:
    body = bytearray()
    while chunk := response.read(_CHUNK):
        body += chunk
        if len(body) > most:
            raise FetchFailed(f"more than {most // 1_000_000} MB; save it and add the file")
    if response.length:
        raise FetchFailed(f"broken off {response.length:,} bytes before its end")
    return bytes(body)
