"""Answers on their way to a client: what a worker says, passed on as it comes."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from starlette.requests import ClientDisconnect
from starlette.responses import Response

from kb.web.formats import with_charset
from kb.web.pool import Answer, Ended, Limits
from kb.web.problems import Problem

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.types import Receive, Scope, Send


def told(limits: Limits) -> dict[str, str]:
    """The limits, as headers of every answer: seconds, megabytes of memory, bytes of an answer."""
    return {"KB-Timeout": f"{limits.seconds:g}", "KB-Memory": str(limits.memory), "KB-Max-Bytes": str(limits.size)}


class Passed(Response):
    """An answer that a worker is still giving; where its rest does not come, the connection is cut.

    The client then sees that the answer is not whole: its last chunk is missing.
    """

    def __init__(self, answer: Answer, *, headers: Mapping[str, str], limits: Limits) -> None:
        media = with_charset(answer.head["media"])
        super().__init__(headers={**headers, "Content-Type": media})
        del self.headers["content-length"]
        self._answer = answer
        self._limits = limits

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG002 - ASGI
        """Send it, at the pace of the client."""
        try:
            with suppress(ClientDisconnect, OSError, Ended, TimeoutError):
                await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
                if scope["method"] != "HEAD":
                    async for part in self._answer.parts():
                        async with asyncio.timeout(self._limits.seconds):
                            await send({"type": "http.response.body", "body": part, "more_body": True})
                await send({"type": "http.response.body", "body": b"", "more_body": False})
        finally:
            await self._answer.close()


async def unless_gone(request: Request, work: Awaitable[Any]) -> Any:
    """What the work comes to; it is given up where the client goes away before. Raises `Problem`."""
    working = asyncio.ensure_future(work)
    watching = asyncio.ensure_future(_gone(request.receive))
    try:
        await asyncio.wait((working, watching), return_when=asyncio.FIRST_COMPLETED)
        if working.done():
            return working.result()
        raise Problem(HTTPStatus.SERVICE_UNAVAILABLE, "the client has gone away")
    finally:
        for task in (working, watching):
            task.cancel()
        with suppress(asyncio.CancelledError, Problem):
            await working


async def _gone(receive: Callable[[], Awaitable[Any]]) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
