"""A thing as RDF, as JSON and as a table, with the ids of the store under the address of the server.

The ids of a store are under `urn:kb:`; what is published has the same ids under the address of the server, and says
that both are the same. The vocabulary keeps its names.
"""

from __future__ import annotations

import csv
import io
import json
import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any
from urllib.parse import urlencode

import pyoxigraph as ox

from kb.ask import BASE
from kb.console import FORMULA
from kb.web.documents import Found, Statement, Term
from kb.web.frames import TooLarge
from kb.web.names import OWL_SAME_AS, PREFIXES, RDF, RDFS_SEE_ALSO, SCHEMA, SKOS, XSD

_LISTS = """
type prefLabel altLabel content speaker about mentionsTime argument hasSelector author part
contradicts agrees supersedes differsFrom
"""
MANY = frozenset(_LISTS.split())
"""What may stand more than once, and is a list also where it stands once."""
NUMBERS: Mapping[str, Callable[[str], object]] = {
    f"{XSD}integer": int,
    f"{XSD}decimal": float,
    f"{XSD}double": float,
    f"{XSD}float": float,
    f"{XSD}boolean": lambda text: text in ("true", "1"),
}
COLUMNS = ("claim", "day", "who", "speaker", "text", "speech_act", "polarity", "modality", "headline", "article")
_PUBLISHED = re.compile(rf"{BASE}[a-z]+/.+", re.DOTALL)


def published(iri: str, base: str) -> str:
    """The address at which what has this IRI is published; that of another is its own.

    >>> published("urn:kb:claim/1", "https://kb.example/"), published("urn:kb:ns#Claim", "https://kb.example/")
    ('https://kb.example/claim/1', 'urn:kb:ns#Claim')
    """
    return f"{base}{iri.removeprefix(BASE)}" if _PUBLISHED.fullmatch(iri) else iri


def render(store: ox.Store, found: Found, *, base: str, form: str) -> bytes:
    """What was found in one of the forms `json ttl jsonld csv trig`. Raises `TooLarge` for a table that is cut."""
    return FORMS[form](store, found, base)


# As RDF


def _triples(store: ox.Store, found: Found, base: str, form: ox.RdfFormat) -> bytes:  # noqa: ARG001 - see FORMS
    triples = [ox.Triple(_moved(s, base), p, _moved(o, base)) for said in found.statements.values() for s, p, o in said]
    triples += (quad.triple for quad in _beside(found, base))
    return ox.serialize(triples, format=form, prefixes=dict(PREFIXES)) or b""


def _quads(store: ox.Store, found: Found, base: str) -> bytes:
    own = _graphs(store, found)
    quads: list[ox.Quad] = []
    for node, said in found.statements.items():
        held: dict[object, set[ox.NamedNode]] = {}
        for quad in store.quads_for_pattern(node, None, None, None):
            if isinstance(quad.graph_name, ox.NamedNode):
                held.setdefault((quad.predicate, quad.object), set()).add(quad.graph_name)
        for _, predicate, value in said:
            named = sorted(held.get((predicate, value), ()), key=str)
            # What all articles say of somebody is here what those say that say something of this thing.
            graphs = [graph for graph in named if graph in own] or named[:1]
            told = _moved(node, base), predicate, _moved(value, base)
            quads.extend(ox.Quad(*told, _moved(graph, base)) for graph in graphs)
    quads.sort(key=lambda quad: str(quad.graph_name))
    return ox.serialize([*quads, *_beside(found, base)], format=ox.RdfFormat.TRIG, prefixes=dict(PREFIXES)) or b""


def _graphs(store: ox.Store, found: Found) -> set[object]:
    """The graphs that speak of the thing itself, or of what uses it."""
    if found.is_graph:
        return {found.node}
    nodes = {found.node, *(each for members in found.lists.values() for each in members)}
    return {quad.graph_name for node in nodes for quad in store.quads_for_pattern(node, None, None, None)}


def _beside(found: Found, base: str) -> Iterator[ox.Quad]:
    public = _moved(found.node, base)
    if public != found.node:
        yield ox.Quad(public, ox.NamedNode(OWL_SAME_AS), found.node)
    for name in found.cut:
        yield ox.Quad(public, ox.NamedNode(RDFS_SEE_ALSO), ox.NamedNode(_query(found, name, base)))


def _query(found: Found, name: str, base: str) -> str:
    """The address of the query that lists all of what was cut."""
    path = "/".join(f"^<{step}>" for step in found.shape.uses[name])
    return f"{base}sparql?{urlencode({'query': f'SELECT ?each {{ {found.node} {path} ?each }}'})}"


def _moved(term: Any, base: str) -> Any:
    return ox.NamedNode(published(term.value, base)) if isinstance(term, ox.NamedNode) else term


# As JSON


def _json(store: ox.Store, found: Found, base: str) -> bytes:  # noqa: ARG001 - see FORMS
    tree = _tree(found, found.node, base, path=())
    for name, members in found.lists.items():
        tree[name] = [_tree(found, each, base, path=(found.node,)) for each in members]
    if found.cut:
        tree["cut"] = {name: _query(found, name, base) for name in found.cut}
    return json.dumps(tree, ensure_ascii=False).encode()


def _tree(found: Found, node: ox.NamedNode, base: str, *, path: tuple[ox.NamedNode, ...]) -> dict[str, Any]:
    values: dict[str, list[Any]] = {}
    path = (*path, node)
    for _, predicate, value in found.statements.get(node, ()):
        name = "type" if predicate.value == f"{RDF}type" else re.split(r"[/#]", predicate.value)[-1]
        values.setdefault(name, []).append(_value(found, predicate, value, base, path))
    single = {name: each if name in MANY or len(each) > 1 else each[0] for name, each in sorted(values.items())}
    return {"id": published(node.value, base), **single}


def _value(found: Found, predicate: ox.NamedNode, value: Term, base: str, path: tuple[ox.NamedNode, ...]) -> object:
    if isinstance(value, ox.Literal):
        if value.language:
            return {"value": value.value, "language": value.language}
        return _plain(value)
    if not isinstance(value, ox.NamedNode):
        return str(value)
    if value.value.startswith(f"{predicate.value}-"):  # a closed choice
        return value.value.removeprefix(f"{predicate.value}-")
    if predicate.value in found.shape.parts and value in found.statements and value not in path:
        return _tree(found, value, base, path=path)
    return published(value.value, base)


def _plain(value: ox.Literal) -> object:
    """A number or a truth value as JSON has it; what JSON cannot have, as its text."""
    try:
        meant = NUMBERS.get(value.datatype.value, str)(value.value)
    except ValueError:
        return value.value
    return value.value if isinstance(meant, float) and not math.isfinite(meant) else meant


# As a table


def _csv(store: ox.Store, found: Found, base: str) -> bytes:
    if found.cut:  # of which a table has no place to say so
        raise TooLarge
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, COLUMNS, lineterminator="\r\n")
    writer.writeheader()
    for node, statements in found.statements.items():
        said = _by_name(statements)
        if f"{SCHEMA}Claim" in said.get("type", ()):
            row = _row(store, node, said, base)
            writer.writerow({name: f"'{cell}" if cell.startswith(FORMULA) else cell for name, cell in row.items()})
    return buffer.getvalue().encode()


def _row(store: ox.Store, node: ox.NamedNode, said: Mapping[str, list[str]], base: str) -> dict[str, str]:
    def first(name: str) -> str:
        return next(iter(said.get(name, ())), "")

    speakers = said.get("speaker", [])
    return {
        "claim": published(node.value, base),
        "day": first("saidOn") or first("saidEarliest") or first("saidLatest"),
        "who": "; ".join(_label(store, ox.NamedNode(each)) for each in speakers),
        "speaker": " ".join(published(each, base) for each in speakers),
        "text": first("text"),
        "speech_act": first("speechAct").rpartition("speechAct-")[2],
        "polarity": first("polarity").rpartition("polarity-")[2],
        "modality": first("modality").rpartition("modality-")[2],
        "headline": first("headline") or "false",
        "article": published(first("article"), base),
    }


def _by_name(statements: Iterable[Statement]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for _, predicate, value in statements:
        if isinstance(value, ox.NamedNode | ox.Literal):
            found.setdefault(re.split(r"[/#]", predicate.value)[-1], []).append(value.value)
    return found


def _label(store: ox.Store, node: ox.NamedNode) -> str:
    labels = store.quads_for_pattern(node, ox.NamedNode(f"{SKOS}prefLabel"), None, ox.DefaultGraph())
    return min((str(quad.object.value) for quad in labels if isinstance(quad.object, ox.Literal)), default="")


FORMS: Mapping[str, Callable[[ox.Store, Found, str], bytes]] = {
    "json": _json,
    "ttl": lambda store, found, base: _triples(store, found, base, ox.RdfFormat.TURTLE),
    "jsonld": lambda store, found, base: _triples(store, found, base, ox.RdfFormat.JSON_LD),
    "csv": _csv,
    "trig": _quads,
}
