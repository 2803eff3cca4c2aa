"""The description of the JSON part for programs that write clients, or tests (OpenAPI 3.1)."""

from __future__ import annotations

from typing import Any

from kb import __version__
from kb.web.documents import SHAPES
from kb.web.formats import RESULTS
from kb.web.problems import MEDIA

PROBLEM = {"$ref": "#/components/responses/Problem"}
ID = {
    "name": "id",
    "in": "path",
    "required": True,
    "description": "the id, as it ends the IRI",
    "schema": {"type": "string", "pattern": r"^[A-Za-z0-9_~-]{1,100}$"},
}
MEANINGS = {
    "claim": "A claim, with its words, its speaker, its proposition and the findings of it",
    "article": "An article, with its revisions and their claims",
    "revision": "One revision of an article, with all that is known of it",
    "entity": "Somebody or something, with what they said",
    "proposition": "What claims say, without who says it, with these claims",
    "finding": "How two claims stand to each other",
    "review": "A review of a fact-checker",
    "fact": "A reference statement",
}


def openapi(base: str) -> dict[str, Any]:
    """The description of the server at this address."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "kb",
            "version": __version__,
            "description": "A knowledge base of claims: who said what, when, in which words of which article.",
        },
        "servers": [{"url": base.rstrip("/")}],
        "paths": {
            "/": {"get": _get("What there is", "Addresses", {})},
            "/sparql": {"get": _query(), "post": _posted_query()},
            **{f"/{kind}/{{id}}.json": {"get": _thing(kind)} for kind in SHAPES},
        },
        "components": {"schemas": _schemas(), "responses": {"Problem": _problem()}},
    }


def _get(summary: str, schema: str, problems: dict[str, Any]) -> dict[str, Any]:
    content = {"application/json": {"schema": {"$ref": f"#/components/schemas/{schema}"}}}
    return {"summary": summary, "responses": {"200": {"description": summary, "content": content}, **problems}}


def _thing(kind: str) -> dict[str, Any]:
    found = _get(MEANINGS[kind], "Thing", {"400": PROBLEM, "404": PROBLEM, "503": PROBLEM})
    return {**found, "operationId": kind, "parameters": [ID]}


def _query() -> dict[str, Any]:
    parameters = [
        {"name": "query", "in": "query", "required": True, "schema": {"type": "string"}},
        *(
            {"name": name, "in": "query", "schema": {"type": "array", "items": {"type": "string", "format": "iri"}}}
            for name in ("default-graph-uri", "named-graph-uri")
        ),
    ]
    return {**_answered(), "operationId": "query", "parameters": parameters}


def _posted_query() -> dict[str, Any]:
    form = {"type": "object", "properties": {"query": {"type": "string"}}, "required": ["query"]}
    content = {
        "application/x-www-form-urlencoded": {"schema": form},
        "application/sparql-query": {"schema": {"type": "string"}},
    }
    return {**_answered(), "operationId": "postQuery", "requestBody": {"required": True, "content": content}}


def _answered() -> dict[str, Any]:
    media = next(iter(RESULTS))
    graphs: dict[str, Any] = {name: {"schema": {}} for name in ("text/turtle", "application/ld+json")}
    content = {media: {"schema": {"$ref": "#/components/schemas/Results"}}, **graphs}
    problems = dict.fromkeys(("400", "406", "413", "415", "503"), PROBLEM)
    return {
        "summary": "Ask in SPARQL 1.1",
        "responses": {"200": {"description": "The answer", "content": content}, **problems},
    }


def _problem() -> dict[str, Any]:
    schema = {"$ref": "#/components/schemas/Problem"}
    return {"description": "What was wrong, and what would be right", "content": {MEDIA: {"schema": schema}}}


def _schemas() -> dict[str, Any]:
    text = {"type": "string"}
    term = {"type": "object", "required": ["type", "value"], "properties": {"type": text}}
    return {
        "Addresses": {"type": "object", "additionalProperties": text},
        "Thing": {
            "type": "object",
            "description": "Its properties by their names in the vocabulary; what is part of it stands inside it.",
            "required": ["id"],
            "properties": {"id": {"type": "string", "format": "iri"}, "type": {"type": "array", "items": text}},
        },
        "Results": {
            "type": "object",
            "required": ["head"],
            "properties": {
                "head": {"type": "object"},
                "boolean": {"type": "boolean"},
                "results": {
                    "type": "object",
                    "required": ["bindings"],
                    "properties": {
                        "bindings": {"type": "array", "items": {"type": "object", "additionalProperties": term}}
                    },
                },
            },
        },
        "Problem": {
            "type": "object",
            "required": ["title", "status", "detail"],
            "properties": {
                "title": text,
                "status": {"type": "integer"},
                "detail": text,
                "line": {"type": "integer"},
                "column": {"type": "integer"},
            },
        },
    }
