"""What a request of the SPARQL 1.1 Protocol asks for, whichever of its forms it has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from kb.web.formats import media_type
from kb.web.problems import Problem

if TYPE_CHECKING:
    from starlette.requests import Request

FORM = "application/x-www-form-urlencoded"
MOST_TEXT = 1 << 20
"""Bytes of a query or an update."""
MOST_PARAMETERS = 1_000


@dataclass(frozen=True, slots=True)
class Asked:
    """A query or an update, and the graphs that it is to be asked of: None where the request names none."""

    text: str
    default: list[str] | None
    named: list[str] | None


async def asked(request: Request, *, what: str) -> Asked | None:
    """The `query` or the `update` that is asked; None where a GET asks nothing. Raises `Problem`.

    SPARQL 1.1 Protocol, 2.1 and 2.2: a query comes by GET, by POST as a form or as it is; an update only by POST.
    """
    parameters = pairs(request.scope["query_string"])
    texts: list[str]
    if request.method == "POST":
        kind = media_type(request.headers.get("content-type"))
        if kind == FORM:
            if parameters:
                raise Problem(HTTPStatus.BAD_REQUEST, f"a form in the body has all parameters, also {parameters[0][0]}")
            parameters = pairs(await body(request, most=MOST_TEXT))
            texts = [value for name, value in parameters if name == what]
        elif kind == f"application/sparql-{what}":
            texts = [text(await body(request, most=MOST_TEXT)), *(v for name, v in parameters if name == what)]
        else:
            takes = f"{FORM} or application/sparql-{what}"
            header = {"Accept-Post": f"{FORM}, application/sparql-{what}"}
            raise Problem(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, f"the Content-Type is {takes}, not '{kind}'", header)
    else:
        texts = [value for name, value in parameters if name == what]
        if not texts and not parameters:
            return None
    if len(texts) != 1:
        raise Problem(HTTPStatus.BAD_REQUEST, f"one {what} is asked, in the parameter '{what}', not {len(texts)}")
    default, named = _graphs(parameters, what)
    return Asked(texts[0], default, named)


def _graphs(parameters: Sequence[tuple[str, str]], what: str) -> tuple[list[str] | None, list[str] | None]:
    names = {"query": ("default-graph-uri", "named-graph-uri"), "update": ("using-graph-uri", "using-named-graph-uri")}
    default, named = ([value for name, value in parameters if name == each] for each in names[what])
    return (default, named) if default or named else (None, None)


def pairs(data: bytes) -> list[tuple[str, str]]:
    """The names and values of a query string or a form, in UTF-8. Raises `Problem`."""
    try:
        return parse_qsl(
            data.decode("utf-8"),
            keep_blank_values=True,
            encoding="utf-8",
            errors="strict",
            max_num_fields=MOST_PARAMETERS,
        )
    except UnicodeDecodeError as error:
        raise Problem(HTTPStatus.BAD_REQUEST, "the parameters are not in UTF-8") from error
    except ValueError as error:
        raise Problem(HTTPStatus.BAD_REQUEST, f"more than {MOST_PARAMETERS} parameters") from error


def text(data: bytes) -> str:
    """The bytes as UTF-8. Raises `Problem`."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Problem(HTTPStatus.BAD_REQUEST, f"the body is not in UTF-8, from byte {error.start} on") from error


async def body(request: Request, *, most: int) -> bytes:
    """The body of a request. Raises `Problem` where it is larger than that, or packed."""
    packed = request.headers.get("content-encoding", "identity")
    if packed.casefold() != "identity":
        header = {"Accept-Encoding": "identity"}
        raise Problem(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, f"a body is not taken in Content-Encoding '{packed}'", header)
    parts: list[bytes] = []
    size = 0
    async for part in request.stream():
        size += len(part)
        if size > most:
            detail = f"the body has more than the {most} bytes that are taken"
            raise Problem(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, detail, {"Connection": "close"})
        parts.append(part)
    return b"".join(parts)
