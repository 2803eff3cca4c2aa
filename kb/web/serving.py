"""Listens at an address until it is told to stop."""

from __future__ import annotations

import signal
import socket
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from kb.errors import KnowledgeBaseError

if TYPE_CHECKING:
    from kb.web.service import Settings

CONNECTIONS = 1_000
GRACE = 3
"""Seconds that answers which are on their way may take when the server is told to stop."""


class CannotListen(KnowledgeBaseError, OSError):
    """An address that cannot be listened at: another program does, or it is none of this machine."""


def listening(host: str, port: int) -> socket.socket:
    """A socket that takes connections at this address; port 0 is one that is free. Raises `CannotListen`."""
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        found = socket.socket(family, socket.SOCK_STREAM)
        found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        found.bind(address)
        found.listen(CONNECTIONS)
    except (OSError, OverflowError) as error:
        said = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise CannotListen(f"cannot listen at {host}, port {port}: {said}; --port names another port") from error
    return found


def run(settings: Settings, listener: socket.socket, *, ready: Callable[[], None]) -> None:
    """Serve until SIGINT or SIGTERM; `ready` is called when the first request can be answered.

    Raises what opening the store raises.
    """
    import asyncio

    with suppress(asyncio.CancelledError):  # told to stop before it had begun
        asyncio.run(_serve(settings, listener, ready))


async def _serve(settings: Settings, listener: socket.socket, ready: Callable[[], None]) -> None:
    import asyncio

    import uvicorn

    from kb.web.app import create_app

    app = create_app(settings)
    config = uvicorn.Config(
        app,
        lifespan="off",
        log_config=None,  # else it closes every handler of the process that it finds
        log_level="critical",
        access_log=False,
        server_header=False,
        limit_concurrency=CONNECTIONS,
        timeout_graceful_shutdown=GRACE,
    )
    server = uvicorn.Server(config)
    starting = asyncio.current_task()

    def interrupt() -> None:
        server.should_exit = True
        if starting:
            starting.cancel()

    # While it serves, uvicorn has these signals; when it has ended it passes them on, and all shall still be put away.
    for each in (signal.SIGINT, signal.SIGTERM):
        with suppress(NotImplementedError):  # Windows
            asyncio.get_running_loop().add_signal_handler(each, interrupt)
    # Started here rather than by uvicorn, so that what goes wrong comes to whoever called.
    async with app.state.service.running():
        starting = None
        ready()
        await server.serve(sockets=[listener])
