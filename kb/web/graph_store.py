"""Whole named graphs over HTTP, at `/data?graph=IRI` (SPARQL 1.1 Graph Store HTTP Protocol)."""

from __future__ import annotations

import tempfile
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING

import anyio
from starlette.responses import Response

from kb.store.oxigraph import STAGING
from kb.web.answers import Passed, told, unless_gone
from kb.web.endpoint import authorize, not_acceptable, service
from kb.web.formats import GRAPHS, media_type, preferred
from kb.web.problems import Problem
from kb.web.requests import body, pairs

if TYPE_CHECKING:
    from starlette.requests import Request

MOST = 64 << 20
"""Bytes of a graph that is put."""
READS = "GET, HEAD, OPTIONS"
"""What the default graph takes."""


async def graph(request: Request) -> Response:
    """Read a graph; replace, add to or remove a named one."""
    if request.method in ("GET", "HEAD"):
        return await _read(request, _named(request))
    authorize(request)
    iri = _named(request)
    if iri is None:
        detail = "the default graph is the union of the named ones, and is only read"
        raise Problem(HTTPStatus.METHOD_NOT_ALLOWED, detail, {"Allow": READS})
    if request.method == "DELETE":
        await service(request).write({"do": "drop", "graph": iri})
        return Response(status_code=HTTPStatus.NO_CONTENT)
    return await _write(request, iri)


def _named(request: Request) -> str | None:
    """The IRI of the graph that the request names, or None for the default graph."""
    parameters = pairs(request.scope["query_string"])
    match parameters:
        case [("default", "")]:
            return None
        case [("graph", iri)] if ":" in iri and iri != STAGING:
            return iri
    raise Problem(HTTPStatus.BAD_REQUEST, "name one graph: ?graph=IRI, or ?default")


async def _read(request: Request, iri: str | None) -> Response:
    media = preferred(request.headers.getlist("accept"), GRAPHS)
    if media is None:
        raise not_acceptable(GRAPHS)
    serving = service(request)
    found = await unless_gone(request, serving.ask({"do": "graph", "graph": iri, "graphs": (media, GRAPHS[media])}))
    limits = serving.settings.limits
    return Passed(found, headers={**told(limits), "Vary": "Accept"}, limits=limits)


async def _write(request: Request, iri: str) -> Response:
    media = media_type(request.headers.get("content-type"))
    if media not in GRAPHS or media == "text/plain":
        detail = f"the Content-Type is one of {', '.join(GRAPHS)}, not '{media}'"
        raise Problem(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, detail)
    data = await body(request, most=MOST)
    with tempfile.TemporaryDirectory(prefix="kb-put-") as folder:
        path = Path(folder) / "graph"
        await anyio.Path(path).write_bytes(data)
        merge = request.method == "POST"
        done = await service(request).write(
            {"do": "put", "graph": iri, "file": str(path), "form": GRAPHS[media], "merge": merge}
        )
    return Response(status_code=HTTPStatus.CREATED if done["new"] else HTTPStatus.NO_CONTENT)
