"""What can be wrong with a request, as its status and a JSON object (RFC 9457) that says what would be right."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

MEDIA = "application/problem+json"
RETRY = {"Retry-After": "5"}


class Problem(Exception):
    """A request that is not answered: the status, what was wrong, and more that a program may want to know."""

    def __init__(self, status: int, detail: str, headers: Mapping[str, str] | None = None, **more: object) -> None:
        super().__init__(detail)
        self.status = status
        self.headers = dict(headers or (RETRY if status == HTTPStatus.SERVICE_UNAVAILABLE else {}))
        # Half a character, which a path or a header may hold, is no JSON in UTF-8.
        detail = detail.encode(errors="replace").decode()
        self.body: dict[str, Any] = {"title": HTTPStatus(status).phrase, "status": status, "detail": detail, **more}


STATUS: Mapping[str, int] = {
    "query": HTTPStatus.BAD_REQUEST,
    "form": HTTPStatus.NOT_ACCEPTABLE,
    "none": HTTPStatus.NOT_FOUND,
    "locked": HTTPStatus.SERVICE_UNAVAILABLE,
    "memory": HTTPStatus.SERVICE_UNAVAILABLE,
    "large": HTTPStatus.SERVICE_UNAVAILABLE,
    "store": HTTPStatus.SERVICE_UNAVAILABLE,
    "gone": HTTPStatus.SERVICE_UNAVAILABLE,
}
"""The status for each kind of problem that a worker has."""


def of_worker(told: Mapping[str, Any]) -> Problem:
    """The problem that a worker tells of."""
    more = {name: told[name] for name in ("line", "column") if name in told}
    return Problem(STATUS[told["kind"]], str(told["message"]), **more)


def answer(request: Request, error: Exception) -> Response:  # noqa: ARG001 - Starlette calls it so
    """The response to a request that is not answered."""
    from starlette.responses import JSONResponse

    problem = cast("Problem", error)
    return JSONResponse(problem.body, problem.status, problem.headers, media_type=MEDIA)


def not_found(request: Request, error: Exception) -> Response:  # noqa: ARG001 - Starlette calls it so
    """The response where there is nothing at the address."""
    return answer(request, Problem(HTTPStatus.NOT_FOUND, "there is nothing at this address; see / for what there is"))


def not_allowed(request: Request, error: Exception) -> Response:
    """The response to a method that the address does not take."""
    headers = getattr(error, "headers", None) or {}
    takes = headers.get("Allow", "GET")
    return answer(request, Problem(HTTPStatus.METHOD_NOT_ALLOWED, f"this address takes {takes}", headers))


def failed(request: Request, error: Exception) -> Response:
    """The response where this program is wrong: the log says how, the client only that it is so."""
    import traceback

    from kb.console import say

    say("kb: a request could not be answered; this is a mistake of the program:")
    say("".join(traceback.format_exception(error)))
    return answer(request, Problem(HTTPStatus.INTERNAL_SERVER_ERROR, "the server made a mistake, which is in its log"))
