"""The web application: what answers at which address."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from http import HTTPStatus

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from kb.web import endpoint, graph_store, problems
from kb.web.addresses import thing
from kb.web.openapi import openapi
from kb.web.service import Service, Settings

METHODS = {
    endpoint.QUERY: ("GET", "POST", "OPTIONS"),
    endpoint.UPDATE: ("POST", "OPTIONS"),
    endpoint.DATA: ("GET", "PUT", "POST", "DELETE", "OPTIONS"),
    "/{kind}/{id:path}": ("GET", "OPTIONS"),
    "/openapi.json": ("GET", "OPTIONS"),
    "/": ("GET", "OPTIONS"),
}


def create_app(settings: Settings) -> Starlette:
    """The application that serves a knowledge base. Raises what opening the store raises."""
    service = Service(settings)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        async with service.running():
            yield

    app = Starlette(
        routes=[
            _route("/", start),
            _route("/openapi.json", description),
            _route(endpoint.QUERY, endpoint.query),
            _route(endpoint.UPDATE, endpoint.update),
            _route(endpoint.DATA, graph_store.graph),
            _route("/{kind}/{id:path}", thing),
        ],
        middleware=_middleware(settings),
        exception_handlers={
            problems.Problem: problems.answer,
            HTTPStatus.NOT_FOUND: problems.not_found,
            HTTPStatus.METHOD_NOT_ALLOWED: problems.not_allowed,
            Exception: problems.failed,
        },
        lifespan=lifespan,
    )
    app.router.redirect_slashes = False
    app.state.service = service
    return app


async def start(request: Request) -> Response:
    """What there is, for somebody who comes to the address of the server."""
    base = endpoint.service(request).settings.base
    names = {"sparql": "sparql", "openapi": "openapi.json", "claim": "claim/{id}", "article": "article/{id}"}
    return JSONResponse({name: f"{base}{path}" for name, path in names.items()})


async def description(request: Request) -> Response:
    """The description of the JSON part for programs (OpenAPI 3.1)."""
    return JSONResponse(openapi(endpoint.service(request).settings.base))


def _route(path: str, answer: Callable[[Request], Awaitable[Response]]) -> Route:
    async def answered(request: Request) -> Response:
        if request.method == "OPTIONS":
            methods = (*METHODS[path], *(["HEAD"] if "GET" in METHODS[path] else []))
            return Response(status_code=HTTPStatus.NO_CONTENT, headers={"Allow": ", ".join(methods)})
        return await answer(request)

    return Route(path, answered, methods=list(METHODS[path]))


def _middleware(settings: Settings) -> list[Middleware]:
    # A page on the web that has its name point at this machine must not read what only this machine may (rebinding).
    hosts = Middleware(TrustedHostMiddleware, allowed_hosts=list(settings.hosts), www_redirect=False)
    if not settings.origins:
        return [hosts]
    cors = Middleware(
        CORSMiddleware,
        allow_origins=list(settings.origins),
        allow_methods=["GET", "POST", "PUT", "DELETE"],
        allow_headers=["Accept", "Authorization", "Content-Type"],
        expose_headers=["KB-Timeout", "KB-Memory", "KB-Max-Bytes", "Content-Location", "ETag", "Link", "Retry-After"],
    )
    return [hosts, cors]
