"""Which addresses may be asked: those of the web, on machines that everybody may reach."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterable
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import Any
from urllib.parse import SplitResult, quote, urlsplit

from kb.fetch.policy import FetchFailed, FetchRefused

PORTS = {"http": 80, "https": 443}
# A host that moves between several machines has a few; the rest would only be waited for.
MOST_ADDRESSES = 4
_GLOBAL_UNICAST = IPv6Network("2000::/3")
_NAT64 = IPv6Network("64:ff9b::/96")
_SAFE = "/?&=+,;:@!$'()*~%-._"

# What `socket.getaddrinfo` is: a host and a port to the addresses of its machines.
Resolver = Callable[..., Iterable[tuple[Any, ...]]]


def web_address(url: str) -> SplitResult:
    """The parts of an address of the web, in ASCII and without fragment. Raises FetchRefused."""
    try:
        parts = urlsplit(url.strip())
        port = parts.port
        host = (parts.hostname or "").encode("idna").decode()
    except (ValueError, UnicodeError) as error:
        raise FetchRefused(f"not an address: {error}") from None
    if parts.scheme not in PORTS or not host:
        raise FetchRefused("not an address of the web; http://... or https://... was expected")
    if parts.username is not None or parts.password is not None:
        raise FetchRefused("an address with a user name or a password; those are not sent")
    netloc = (f"[{host}]" if ":" in host else host) + (f":{port}" if port not in (None, PORTS[parts.scheme]) else "")
    return SplitResult(parts.scheme, netloc, quote(parts.path or "/", _SAFE), quote(parts.query, _SAFE), "")


def machines(host: str, port: int, *, allow_private: bool, resolve: Resolver = socket.getaddrinfo) -> list[str]:
    """The numeric addresses of a host that may be connected to. Raises FetchRefused, FetchFailed.

    To be connected to as they are: the name asked for a second time may lead elsewhere (DNS rebinding).
    """
    try:
        found = resolve(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise FetchFailed(f"no host {host}: {getattr(error, 'strerror', None) or error}") from None
    numeric = list(dict.fromkeys(str(entry[4][0]) for entry in found))
    allowed = [address for address in numeric if allow_private or is_public(address)]
    if not allowed:
        raise FetchRefused(
            f"{host} is {', '.join(numeric[:MOST_ADDRESSES]) or 'nowhere'}, within a private network; "
            "--allow-private lets it be asked"
        )
    return allowed[:MOST_ADDRESSES]


def is_public(address: str) -> bool:
    """Whether everybody reaches the same machine at this numeric address.

    >>> [is_public(a) for a in ("8.8.8.8", "10.0.0.1", "127.0.0.1", "169.254.169.254", "::1", "::ffff:10.0.0.1")]
    [True, False, False, False, False, False]
    """
    try:
        number = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(number, IPv6Address):
        return all(map(_is_public_v4, inner)) if (inner := _embedded(number)) else _is_public_v6(number)
    return _is_public_v4(number)


def _embedded(number: IPv6Address) -> list[IPv4Address]:
    """The addresses of the old kind that one of the new stands for: what is sent there goes to them."""
    if number in _NAT64:
        return [IPv4Address(int(number) & 0xFFFFFFFF)]
    return [inner for inner in (number.ipv4_mapped, number.sixtofour, *(number.teredo or ())) if inner is not None]


def _is_public_v4(number: IPv4Address) -> bool:
    return number.is_global and not number.is_multicast


def _is_public_v6(number: IPv6Address) -> bool:
    return number in _GLOBAL_UNICAST and number.is_global
