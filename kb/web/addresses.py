"""Permanent addresses: `/claim/ID`, `/article/ID` ..., each with twins `.json .ttl .jsonld .csv .trig`.

A claim, an article, a revision, a proposition or a finding is a thing that a document can be: its address answers with
it at once. A person is not: the address of an entity says where there is a document about it (303).
"""

from __future__ import annotations

import hashlib
import re
from http import HTTPStatus
from typing import TYPE_CHECKING

from starlette.responses import Response

from kb.web.answers import told, unless_gone
from kb.web.documents import SHAPES
from kb.web.endpoint import not_acceptable, service
from kb.web.formats import DOCUMENTS, preferred, with_charset
from kb.web.problems import Problem

if TYPE_CHECKING:
    from starlette.requests import Request

MOST = 16 << 20
"""Bytes of a document."""
THINGS = frozenset({"entity"})
"""The kinds of what is no document."""
ALSO_CALLED = {"speaker": "entity"}
_ID = re.compile(r"[A-Za-z0-9._~%!$&'()*+,;=:@-]{1,300}")
_MEDIA = {form: media for media, form in DOCUMENTS.items()}


async def thing(request: Request) -> Response:
    """The document about a thing, in the form that its ending names or that the client wants most."""
    # As it was sent: an id may hold what a path would mean otherwise, as %2F.
    raw = request.scope.get("raw_path", request.url.path.encode()).partition(b"?")[0].decode("ascii", "replace")
    kind, _, name = raw.removeprefix("/").partition("/")
    stem, _, ending = name.rpartition(".")
    form = ending if stem and ending in _MEDIA else None
    identifier = stem if form else name
    if (kind not in SHAPES and kind not in ALSO_CALLED) or not _ID.fullmatch(identifier):
        raise Problem(HTTPStatus.NOT_FOUND, "there is nothing at this address; see / for what there is")
    if kind in ALSO_CALLED:
        return _elsewhere(f"/{ALSO_CALLED[kind]}/{name}", HTTPStatus.PERMANENT_REDIRECT)
    if form is None:
        offers = [media for media, each in DOCUMENTS.items() if SHAPES[kind].has_claims or each != "csv"]
        media = preferred(request.headers.getlist("accept"), offers)
        if media is None:
            raise not_acceptable(DOCUMENTS)
        form = DOCUMENTS[media]
        if kind in THINGS:
            return _elsewhere(f"/{kind}/{identifier}.{form}", HTTPStatus.SEE_OTHER)
    elif form == "csv" and not SHAPES[kind].has_claims:
        raise Problem(HTTPStatus.NOT_FOUND, f"a {kind} has no claims to be listed in CSV")
    return await _document(request, kind, identifier, form)


async def _document(request: Request, kind: str, identifier: str, form: str) -> Response:
    serving = service(request)
    wish = {"do": "document", "kind": kind, "id": identifier, "base": serving.settings.base, "form": form}
    answer = await unless_gone(request, serving.ask(wish))
    body: bytes = await answer.whole()
    address = f"/{kind}/{identifier}"
    others = (f'<{address}.{each}>; rel="alternate"; type="{media}"' for each, media in _MEDIA.items() if each != form)
    tag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    headers = {
        **told(serving.settings.limits),
        "Content-Type": with_charset(_MEDIA[form]),
        "Content-Location": f"{address}.{form}",
        "Link": ", ".join(others),
        "ETag": tag,
        "Vary": "Accept",
        "Cache-Control": "no-cache",
    }
    known = [each.strip().removeprefix("W/") for each in request.headers.get("if-none-match", "").split(",")]
    if tag in known or "*" in known:
        del headers["Content-Type"]
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
    return Response(body, headers=headers)


def _elsewhere(address: str, status: int) -> Response:
    return Response(status_code=status, headers={"Location": address, "Vary": "Accept"})
