"""What is published of a claim, an article, a speaker ... at an address of its own: its triples, and them as JSON or CSV.

The ids of a store are under `urn:kb:`; what is published has the same ids under the address of the server, and says
that both are the same. The vocabulary keeps its names.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import pyoxigraph as ox

from kb.ask import BASE
from kb.console import FORMULA
from kb.web.names import KB, OA, OWL_SAME_AS, PREFIXES, PROV, RDF, SCHEMA, SKOS

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
Statement = tuple[ox.NamedNode, ox.NamedNode, Term]

MOST = 1_000
"""The claims that a document lists: of somebody who said more, a query tells them all."""


def _named(namespace: str, *names: str) -> frozenset[str]:
    return frozenset(f"{namespace}{name}" for name in names)


WORDS = _named(KB, "source", "cue", "content", "saidAnchor", "anchor", "leftWords", "rightWords") | _named(
    OA, "hasSelector"
)
SAID = WORDS | _named(KB, "speaker", "about", "mentionsTime", "proposition", "argument", "entity", "article")
MEANT = _named(RDF, "subject", "predicate", "object") | _named(KB, "argument", "entity")
LEFT_OUT = _named(SCHEMA, "articleBody") | _named(KB, "block", "key")
"""What only the document of a revision has: its text."""


@dataclass(frozen=True, slots=True)
class Shape:
    """What belongs to a thing of a kind: `parts` are followed as far as they go, `uses` are followed backwards.

    Each of `uses` is the name of a list and the properties that lead from its members back to the thing.
    """

    parts: frozenset[str] = frozenset()
    uses: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    has_claims: bool = True


SHAPES: Mapping[str, Shape] = {
    "claim": Shape(
        SAID | MEANT | _named(SCHEMA, "publisher"),
        {"findings": (f"{KB}left",), "findings_of_later": (f"{KB}right",), "carries": (f"{KB}within",)},
    ),
    "article": Shape(
        _named(SCHEMA, "publisher"),
        {
            "revisions": (f"{PROV}specializationOf",),
            "claims": (f"{PROV}specializationOf", f"{KB}article"),
        },
    ),
    "revision": Shape(
        SAID | MEANT | _named(SCHEMA, "publisher") | _named(KB, "block", "extractedBy"),
        {"claims": (f"{KB}article",)},
    ),
    "entity": Shape(frozenset(), {"claims": (f"{KB}speaker",), "links": (f"{KB}linkOf",)}),
    "proposition": Shape(MEANT, {"claims": (f"{KB}proposition",)}),
    "finding": Shape(WORDS | _named(KB, "left", "right", "part")),
    "review": Shape(frozenset(), has_claims=False),
    "fact": Shape(MEANT, has_claims=False),
}
# What may stand more than once, and is a list also where it stands once.
MANY = frozenset(
    ("type", "content", "speaker", "about", "mentionsTime", "argument", "hasSelector", "block", "author", "prefLabel")
    + ("altLabel", "part", "wasAttributedTo", "contradicts", "agrees", "supersedes", "differsFrom")
)
NUMBERS: Mapping[str, Callable[[str], object]] = {
    "integer": int,
    "decimal": float,
    "double": float,
    "float": float,
    "boolean": lambda text: text in ("true", "1"),
}
COLUMNS = ("claim", "day", "who", "speaker", "text", "speech_act", "polarity", "modality", "headline", "article")
_PUBLISHED = re.compile(rf"{BASE}[a-z]+/.+", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Found:
    """A thing, what is said of it and of its parts, and the lists of what uses it."""

    node: ox.NamedNode
    shape: Shape
    nodes: tuple[ox.NamedNode, ...]
    lists: Mapping[str, tuple[ox.NamedNode, ...]]
    statements: Mapping[ox.NamedNode, tuple[Statement, ...]]


def document(store: ox.Store, kind: str, identifier: str, *, base: str, form: str) -> bytes | None:
    """The document of the thing of that id in one of the forms `json ttl jsonld csv trig`; None where there is none."""
    node = next((node for node in _candidates(kind, identifier) if _is_there(store, node)), None)
    if node is None:
        return None
    found = _found(store, node, SHAPES[kind], whole=kind == "revision")
    return FORMS[form](store, found, base)


def published(iri: str, base: str) -> str:
    """The address at which what has this IRI is published; that of another is its own.

    >>> published("urn:kb:claim/1", "https://kb.example/"), published("urn:kb:ns#Claim", "https://kb.example/")
    ('https://kb.example/claim/1', 'urn:kb:ns#Claim')
    """
    return f"{base}{iri.removeprefix(BASE)}" if _PUBLISHED.fullmatch(iri) else iri


def _candidates(kind: str, identifier: str) -> Iterator[ox.NamedNode]:
    yield ox.NamedNode(f"{BASE}{kind}/{identifier}")
    if kind == "entity":  # that is linked
        yield ox.NamedNode(f"{BASE}who#{identifier}")
        yield ox.NamedNode(f"http://www.wikidata.org/entity/{identifier}")


def _is_there(store: ox.Store, node: ox.NamedNode) -> bool:
    return any(True for _ in store.quads_for_pattern(node, None, None, ox.DefaultGraph()))


def _found(store: ox.Store, node: ox.NamedNode, shape: Shape, *, whole: bool) -> Found:
    lists = {name: tuple(_back(store, node, path))[:MOST] for name, path in shape.uses.items()}
    statements: dict[ox.NamedNode, tuple[Statement, ...]] = {}
    waiting = [node, *(each for members in lists.values() for each in members)]
    followed = {node} if not whole else set(waiting)
    while waiting:
        each = waiting.pop(0)
        if each in statements:
            continue
        statements[each] = tuple(_statements(store, each, left_out=frozenset() if whole else LEFT_OUT))
        if each in followed:
            parts = [o for _, p, o in statements[each] if p.value in shape.parts and isinstance(o, ox.NamedNode)]
            followed.update(parts)
            waiting.extend(parts)
    return Found(node, shape, tuple(statements), lists, statements)


def _back(store: ox.Store, node: ox.NamedNode, path: Iterable[str]) -> Iterator[ox.NamedNode]:
    nodes = [node]
    for step in path:
        found = (
            quad.subject
            for each in nodes
            for quad in store.quads_for_pattern(None, ox.NamedNode(step), each, ox.DefaultGraph())
        )
        nodes = sorted({each for each in found if isinstance(each, ox.NamedNode)}, key=str)
    return iter(nodes)


def _statements(store: ox.Store, node: ox.NamedNode, *, left_out: frozenset[str]) -> Iterator[Statement]:
    found = store.quads_for_pattern(node, None, None, ox.DefaultGraph())
    for quad in sorted(found, key=lambda quad: (str(quad.predicate), str(quad.object))):
        if quad.predicate.value not in left_out:
            yield node, quad.predicate, quad.object


# As RDF


def _triples(store: ox.Store, found: Found, base: str, form: ox.RdfFormat) -> bytes:  # noqa: ARG001 - see FORMS
    triples = [
        ox.Triple(_moved(s, base), p, _moved(o, base)) for node in found.nodes for s, p, o in found.statements[node]
    ]
    triples += (quad.triple for quad in _same(found.node, base))
    return ox.serialize(triples, format=form, prefixes=dict(PREFIXES)) or b""


def _quads(store: ox.Store, found: Found, base: str) -> bytes:
    quads = [
        ox.Quad(_moved(node, base), quad.predicate, _moved(quad.object, base), _moved(quad.graph_name, base))
        for node in found.nodes
        for quad in store.quads_for_pattern(node, None, None, None)
        if isinstance(quad.graph_name, ox.NamedNode)
        and (node, quad.predicate, quad.object) in set(found.statements[node])
    ]
    ordered = sorted(quads, key=lambda quad: str(quad.graph_name))
    return ox.serialize([*ordered, *_same(found.node, base)], format=ox.RdfFormat.TRIG, prefixes=dict(PREFIXES)) or b""


def _same(node: ox.NamedNode, base: str) -> Iterator[ox.Quad]:
    public = _moved(node, base)
    if public != node:
        yield ox.Quad(public, ox.NamedNode(OWL_SAME_AS), node)


def _moved(term: Any, base: str) -> Any:
    return ox.NamedNode(published(term.value, base)) if isinstance(term, ox.NamedNode) else term


# As JSON


def _json(store: ox.Store, found: Found, base: str) -> bytes:  # noqa: ARG001 - see FORMS
    tree = _tree(found, found.node, base, path=())
    for name, members in found.lists.items():
        tree[name] = [_tree(found, each, base, path=(found.node,)) for each in members]
    return json.dumps(tree, ensure_ascii=False).encode()


def _tree(found: Found, node: ox.NamedNode, base: str, *, path: tuple[ox.NamedNode, ...]) -> dict[str, Any]:
    values: dict[str, list[Any]] = {}
    path = (*path, node)
    for _, predicate, value in found.statements.get(node, ()):
        name = "type" if predicate.value == f"{RDF}type" else re.split(r"[/#]", predicate.value)[-1]
        values.setdefault(name, []).append(_value(found, predicate, value, base, path))
    single = {name: each if name in MANY or len(each) > 1 else each[0] for name, each in sorted(values.items())}
    return {"id": published(node.value, base), **single}


def _value(
    found: Found, predicate: ox.NamedNode, value: Term, base: str, path: tuple[ox.NamedNode, ...]
) -> object:
    if isinstance(value, ox.Literal):
        if value.language:
            return {"value": value.value, "language": value.language}
        return NUMBERS.get(value.datatype.value.rpartition("#")[2], str)(value.value)
    if not isinstance(value, ox.NamedNode):
        return str(value)
    if value.value.startswith(f"{predicate.value}-"):  # a closed choice
        return value.value.removeprefix(f"{predicate.value}-")
    if predicate.value in found.shape.parts and value in found.statements and value not in path:
        return _tree(found, value, base, path=path)
    return published(value.value, base)


# As a table


def _csv(store: ox.Store, found: Found, base: str) -> bytes:
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, COLUMNS, lineterminator="\r\n")
    writer.writeheader()
    for node in found.nodes:
        said = _by_name(found.statements[node])
        if f"{KB}Claim" in said.get("type", ()):
            row = _row(store, node, said, base)
            writer.writerow({name: f"'{cell}" if cell.startswith(FORMULA) else cell for name, cell in row.items()})
    return buffer.getvalue().encode()


def _row(store: ox.Store, node: ox.NamedNode, said: Mapping[str, list[str]], base: str) -> dict[str, str]:
    def first(name: str) -> str:
        return next(iter(said.get(name, ())), "")

    speakers = said.get("speaker", [])
    return {
        "claim": published(node.value, base),
        "day": first("saidEarliest") or first("saidLatest"),
        "who": "; ".join(_label(store, ox.NamedNode(each)) for each in speakers),
        "speaker": " ".join(published(each, base) for each in speakers),
        "text": first("text"),
        "speech_act": first("speechAct").rpartition("speechAct-")[2],
        "polarity": first("polarity").rpartition("polarity-")[2],
        "modality": first("modality").rpartition("modality-")[2],
        "headline": first("headline"),
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
