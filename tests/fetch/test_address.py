"""Which addresses may be asked."""

from __future__ import annotations

import socket
from typing import Any

import pytest

from kb.fetch import FetchFailed, FetchRefused, web_address
from kb.fetch.address import is_public, machines


@pytest.mark.parametrize(
    ("url", "plain"),
    [
        pytest.param("https://example.org", "https://example.org/", id="a site"),
        pytest.param("HTTPS://Example.ORG:443/a?b=c#d", "https://example.org/a?b=c", id="a port that is usual"),
        pytest.param(
            "https://приклад.укр/новини/а б?т=ї",
            "https://xn--80aikifvh.xn--j1amh/%D0%BD%D0%BE%D0%B2%D0%B8%D0%BD%D0%B8/%D0%B0%20%D0%B1?%D1%82=%D1%97",
            id="letters beyond ASCII",
        ),
        pytest.param("http://[2001:db8::1]:8080/a", "http://[2001:db8::1]:8080/a", id="a numeric address"),
        pytest.param(" http://example.org/%2e%2E ", "http://example.org/%2e%2E", id="what is escaped already"),
    ],
)
def test_an_address_is_written_plainly(url: str, plain: str) -> None:
    assert web_address(url).geturl() == plain


@pytest.mark.parametrize(
    "url",
    [
        pytest.param("file:///etc/passwd", id="a file"),
        pytest.param("ftp://example.org/a", id="another protocol"),
        pytest.param("javascript:alert(1)", id="a program"),
        pytest.param("http://", id="no host"),
        pytest.param("http://a:b@example.org/", id="a password"),
        pytest.param("http://[::1", id="half a bracket"),
        pytest.param("http://example.org:http/", id="a port that is no number"),
        pytest.param("http://example.org:99999/", id="a port that there is not"),
        pytest.param("http://" + "a" * 70 + ".org/", id="a name too long"),
        pytest.param("http://a..b/", id="an empty name"),
        pytest.param("/a/b", id="no host at all"),
    ],
)
def test_what_is_no_address_of_the_web_is_refused(url: str) -> None:
    with pytest.raises(FetchRefused):
        web_address(url)


def test_a_line_break_in_an_address_reaches_no_server() -> None:
    assert "\n" not in web_address("http://example.org/a\r\nHost: b\r\n\r\n").geturl()


@pytest.mark.parametrize(
    "number",
    [
        *("127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0"),
        *("224.0.0.1", "255.255.255.255", "192.0.2.1", "198.18.0.1", "::", "::1", "fe80::1", "fe80::1%eth0"),
        *("fc00::1", "fec0::1", "ff02::1", "::ffff:127.0.0.1", "::ffff:a00:1", "::7f00:1", "64:ff9b::7f00:1"),
        *("64:ff9b:1::1", "2002:7f00:1::", "2001:0:a00:1::1", "2001:db8::1", "localhost", ""),
    ],
)
def test_what_not_everybody_reaches_is_private(number: str) -> None:
    assert not is_public(number)


@pytest.mark.parametrize("number", ["93.184.215.14", "2606:4700::1111", "64:ff9b::808:808", "::ffff:8.8.8.8"])
def test_what_everybody_reaches_is_public(number: str) -> None:
    assert is_public(number)


def resolver(*numbers: str) -> Any:
    return lambda *_, **__: [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (number, 80)) for number in numbers]


def test_of_the_machines_of_a_host_only_the_public_are_connected_to() -> None:
    assert machines("a", 80, allow_private=False, resolve=resolver("10.0.0.1", "1.1.1.1")) == ["1.1.1.1"]


def test_a_host_within_a_private_network_is_refused_by_its_number() -> None:
    with pytest.raises(FetchRefused, match=r"a is 10\.0\.0\.1, within a private network; --allow-private"):
        machines("a", 80, allow_private=False, resolve=resolver("10.0.0.1"))


@pytest.mark.parametrize("host", ["2130706433", "0x7f.1", "localhost", "127.1"])
def test_another_way_to_write_this_machine_is_found_out(host: str) -> None:
    with pytest.raises((FetchRefused, FetchFailed)):
        machines(host, 80, allow_private=False)
