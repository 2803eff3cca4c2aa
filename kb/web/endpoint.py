"""The SPARQL endpoint: `/sparql` to ask, `/update` to change (SPARQL 1.1 Protocol)."""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from http import HTTPStatus
from typing import TYPE_CHECKING, cast

from starlette.responses import Response

from kb.web.answers import Passed, told, unless_gone
from kb.web.description import described
from kb.web.formats import GRAPHS, RESULTS, preferred, with_charset
from kb.web.problems import Problem
from kb.web.requests import Asked, asked
from kb.web.service import Service, refuse_writing

if TYPE_CHECKING:
    from starlette.requests import Request

QUERY, UPDATE, DATA = "/sparql", "/update", "/data"


def service(request: Request) -> Service:
    """What answers for this request."""
    return cast("Service", request.app.state.service)


async def query(request: Request) -> Response:
    """Answer a query; without one, say what this endpoint can do."""
    question = await asked(request, what="query")
    if question is None:
        return _description(request)
    return await answered(request, question)


async def answered(request: Request, question: Asked) -> Response:
    """The answer to a query, in the form that the client wants most."""
    accept = request.headers.getlist("accept")
    wanted = {"results": _wanted(accept, RESULTS), "graphs": _wanted(accept, GRAPHS)}
    if not any(wanted.values()):
        raise not_acceptable({**RESULTS, **GRAPHS})
    serving = service(request)
    found = await unless_gone(
        request,
        serving.ask(
            {
                "do": "query",
                "sparql": question.text,
                "base": f"{serving.settings.base}sparql",
                "default": question.default,
                "named": question.named,
                **wanted,
            }
        ),
    )
    limits = serving.settings.limits
    return Passed(found, headers={**told(limits), "Vary": "Accept", "Cache-Control": "no-cache"}, limits=limits)


async def update(request: Request) -> Response:
    """Change named graphs."""
    authorize(request)
    wish = await asked(request, what="update")
    if wish is None:
        raise Problem(HTTPStatus.BAD_REQUEST, "no update is asked, in the parameter 'update'")
    serving = service(request)
    await serving.write(
        {
            "do": "update",
            "update": wish.text,
            "base": f"{serving.settings.base}update",
            "using": wish.default or [],
            "using_named": wish.named or [],
        }
    )
    return Response(status_code=HTTPStatus.NO_CONTENT, headers=told(serving.settings.limits))


def authorize(request: Request) -> None:
    """Raise `Problem` where the request may not write."""
    token = service(request).settings.token
    if token is None:
        raise refuse_writing()
    scheme, _, given = request.headers.get("authorization", "").partition(" ")
    # Compared in the same time wherever they differ.
    if scheme.casefold() != "bearer" or not hmac.compare_digest(given.strip().encode(), token.encode()):
        header = {"WWW-Authenticate": 'Bearer realm="kb"'}
        raise Problem(HTTPStatus.UNAUTHORIZED, "writing needs the header Authorization: Bearer TOKEN", header)


def not_acceptable(offers: Mapping[str, str]) -> Problem:
    """What is said where the client wants none of the forms that there are."""
    return Problem(HTTPStatus.NOT_ACCEPTABLE, f"there is: {', '.join(offers)}", {"Vary": "Accept"})


def _wanted(accept: list[str], table: Mapping[str, str]) -> tuple[str, str] | None:
    media = preferred(accept, table)
    return (media, table[media]) if media else None


def _description(request: Request) -> Response:
    wanted = _wanted(request.headers.getlist("accept"), GRAPHS)
    if wanted is None:
        raise not_acceptable(GRAPHS)
    media, form = wanted
    settings = service(request).settings
    body = described(settings.base, is_writable=settings.token is not None, form=form)
    headers = {**told(settings.limits), "Vary": "Accept", "Content-Type": with_charset(media)}
    return Response(body, headers=headers)
