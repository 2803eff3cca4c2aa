"""The command that serves a knowledge base over HTTP: serve."""

from __future__ import annotations

import os
from ipaddress import ip_address
from typing import TYPE_CHECKING, Annotated

import typer

from kb.commands import options
from kb.console import say
from kb.settings import store_specification

if TYPE_CHECKING:
    from kb.web.service import Settings

TOKEN = "KB_TOKEN"  # noqa: S105 - the name of the variable that holds one
LOOPBACK = ("localhost", "127.0.0.1", "::1", "[::1]")
OPEN = """\
kb: WARNING: everybody who can reach this machine at {host} can read the whole knowledge base, without a password and
kb: WARNING: without encryption. Without --host only this machine can; for others, put a web server with TLS in front.\
"""


def serve(
    api: Annotated[bool, typer.Option("--api", help="Serve the SPARQL endpoint and the permanent addresses.")] = False,
    host: Annotated[str, typer.Option(metavar="ADDRESS", help="Where to listen; else only to this machine.")] = "",
    port: Annotated[int, typer.Option(metavar="PORT", min=0, max=65535, help="0 for any that is free.")] = 7878,
    base: Annotated[
        str | None,
        typer.Option(metavar="URL", help="The address that others know this server by, as https://kb.example/."),
    ] = None,
    writable: Annotated[
        bool, typer.Option("--writable", help="Take Update and Graph Store requests with the token in KB_TOKEN.")
    ] = False,
    origin: Annotated[
        list[str] | None,
        typer.Option(metavar="ORIGIN", help="Let pages from there read in a browser, as https://yasgui.org."),
    ] = None,
    timeout: Annotated[float, typer.Option(metavar="SECONDS", min=0.1, help="The most that a query may take.")] = 30,
    memory: Annotated[int, typer.Option(metavar="MB", min=128, help="The most memory that a query may take.")] = 1024,
    limit: Annotated[int, typer.Option(metavar="MB", min=1, help="The largest answer.")] = 1024,
    workers: Annotated[int, typer.Option(metavar="N", min=1, help="Queries that run at once.")] = os.cpu_count() or 2,
    queue: Annotated[int, typer.Option(metavar="N", min=0, help="Queries that may wait for a worker.")] = 64,
    store: options.Store = None,
) -> None:
    """Serve the store to programs over HTTP.

    A SPARQL endpoint at /sparql, and every claim, article and speaker at an address of its own. Articles may be added
    by `kb add` meanwhile. Ends at Ctrl-C.

    Example: kb serve --api --port 7878
    """
    from kb.web.pool import Limits
    from kb.web.service import Settings
    from kb.web.serving import listening, run

    if not api:
        raise typer.BadParameter("say what to serve: kb serve --api")
    address = host or LOOPBACK[1]
    listener = listening(address, port)
    here = f"http://{f'[{address}]' if ':' in address else address}:{listener.getsockname()[1]}/"
    settings = Settings(
        store=store_specification(store),
        base=_base(base) if base else here,
        limits=Limits(timeout, memory, limit << 20, workers, queue),
        token=_token() if writable else None,
        hosts=_hosts(base) if _is_local(address) else ("*",),
        origins=tuple(origin or ()),
    )
    if not _is_local(address):
        say(OPEN.format(host=address))
    run(settings, listener, ready=lambda: _ready(here, settings))
    say("stopped")


def _ready(here: str, settings: Settings) -> None:
    say(f"serving {settings.store} at {here}sparql; Ctrl-C ends it")
    if settings.token is not None and not os.environ.get(TOKEN):
        say(f"to write, send this header: Authorization: Bearer {settings.token}")


def _token() -> str:
    import secrets

    return os.environ.get(TOKEN) or secrets.token_urlsafe(32)


def _base(text: str) -> str:
    from urllib.parse import urlsplit

    parts = urlsplit(text)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment:
        raise typer.BadParameter(f"{text!r} is no address of a server, as https://kb.example/")
    return text if text.endswith("/") else f"{text}/"


def _hosts(base: str | None) -> tuple[str, ...]:
    from urllib.parse import urlsplit

    known = urlsplit(base).hostname if base else None
    return (*LOOPBACK, known) if known else LOOPBACK


def _is_local(address: str) -> bool:
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return address == "localhost"
