"""What is published of a claim, an article, a speaker ... at an address of its own, as it is found in the store."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice

import pyoxigraph as ox

from kb.ask import BASE
from kb.web.annotations import annotated
from kb.web.names import KB, OA, PROV, RDF, SCHEMA

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
Statement = tuple[ox.NamedNode, ox.NamedNode, Term]

MOST = 1_000
"""What a list of a document may have; where there is more, the document says with which query it is to be had."""


def _named(namespace: str, *names: str) -> frozenset[str]:
    return frozenset(f"{namespace}{name}" for name in names)


WORDS = _named(KB, "source", "cue", "content", "saidAnchor", "anchor", "leftWords", "rightWords") | _named(
    OA, "hasSelector"
)
SAID = WORDS | _named(KB, "speaker", "about", "mentionsTime", "proposition", "argument", "entity", "article")
MEANT = _named(RDF, "subject", "predicate", "object") | _named(KB, "argument", "entity")
LEFT_OUT = _named(SCHEMA, "articleBody") | _named(KB, "blocks", "key")
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
        SAID | MEANT | _named(SCHEMA, "publisher") | _named(KB, "extractedBy"),
        {"claims": (f"{KB}article",)},
    ),
    "entity": Shape(frozenset(), {"claims": (f"{KB}speaker",), "links": (f"{KB}linkOf",)}),
    "proposition": Shape(MEANT, {"claims": (f"{KB}proposition",)}),
    "finding": Shape(SAID | _named(KB, "left", "right", "part")),
    "review": Shape(frozenset(), has_claims=False),
    "fact": Shape(MEANT, has_claims=False),
}


@dataclass(frozen=True, slots=True)
class Found:
    """A thing, what is said of it and of its parts, and the lists of what uses it.

    Where it is a graph, that is all that the graph says. A list in `cut` has more members than are named.
    """

    node: ox.NamedNode
    shape: Shape
    is_graph: bool
    lists: Mapping[str, tuple[ox.NamedNode, ...]]
    statements: Mapping[ox.NamedNode, tuple[Statement, ...]]
    cut: tuple[str, ...] = ()


def find(store: ox.Store, kind: str, identifier: str) -> Found | None:
    """The thing of that id, and what belongs to it; None where there is none."""
    node = next((node for node in _candidates(kind, identifier) if _is_there(store, node)), None)
    return node and _found(store, node, SHAPES[kind])


def _candidates(kind: str, identifier: str) -> Iterator[ox.NamedNode]:
    yield ox.NamedNode(f"{BASE}{kind}/{identifier}")
    if kind == "entity":  # that is linked
        yield ox.NamedNode(f"{BASE}who#{identifier}")
        yield ox.NamedNode(f"http://www.wikidata.org/entity/{identifier}")


def _is_there(store: ox.Store, node: ox.NamedNode) -> bool:
    return any(True for _ in store.quads_for_pattern(node, None, None, ox.DefaultGraph()))


def _found(store: ox.Store, node: ox.NamedNode, shape: Shape) -> Found:
    more = {name: _back(store, node, path) for name, path in shape.uses.items()}
    lists = {name: tuple(members[:MOST]) for name, members in more.items()}
    cut = tuple(name for name, members in more.items() if len(members) > MOST)
    if store.contains_named_graph(node):
        return Found(node, shape, True, lists, _of_graph(store, node), cut)
    statements: dict[ox.NamedNode, tuple[Statement, ...]] = {}
    waiting = [node, *(each for members in lists.values() for each in members)]
    followed = {node}
    while waiting:
        each = waiting.pop(0)
        if each in statements:
            continue
        statements[each] = tuple(_statements(store.quads_for_pattern(each, None, None, ox.DefaultGraph())))
        if each in followed and not statements[each]:
            statements |= annotated(store, each)
        elif each in followed:
            parts = [o for _, p, o in statements[each] if p.value in shape.parts and isinstance(o, ox.NamedNode)]
            followed.update(parts)
            waiting.extend(parts)
    return Found(node, shape, False, lists, statements, cut)


def _of_graph(store: ox.Store, graph: ox.NamedNode) -> dict[ox.NamedNode, tuple[Statement, ...]]:
    grouped: dict[ox.NamedNode, list[ox.Quad]] = {graph: []}
    for quad in store.quads_for_pattern(None, None, None, graph):
        if isinstance(quad.subject, ox.NamedNode):
            grouped.setdefault(quad.subject, []).append(quad)
    return {node: tuple(_statements(quads, left_out=frozenset())) for node, quads in grouped.items()}


def _back(store: ox.Store, node: ox.NamedNode, path: Iterable[str]) -> list[ox.NamedNode]:
    nodes = [node]
    for step in path:
        found = (
            quad.subject
            for each in nodes
            for quad in store.quads_for_pattern(None, ox.NamedNode(step), each, ox.DefaultGraph())
        )
        nodes = sorted(islice((each for each in found if isinstance(each, ox.NamedNode)), MOST + 1), key=str)
    return nodes


def _statements(quads: Iterable[ox.Quad], *, left_out: frozenset[str] = LEFT_OUT) -> Iterator[Statement]:
    for quad in sorted(quads, key=lambda quad: (str(quad.predicate), str(quad.object))):
        if quad.predicate.value not in left_out and isinstance(quad.subject, ox.NamedNode):
            yield quad.subject, quad.predicate, quad.object
