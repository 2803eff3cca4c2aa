"""What Web Annotation (`oa:`) says of an anchor, made of its IRI and of the revision's text: no store holds it."""

from __future__ import annotations

import pyoxigraph as ox

from kb.model import placed
from kb.web.names import OA, RDF, SCHEMA, XSD

Statement = tuple[ox.NamedNode, ox.NamedNode, ox.NamedNode | ox.Literal]

CONTEXT = 30
"""Characters before and after a quote: enough to tell two equal quotes of an article apart."""
BODY = ox.NamedNode(f"{SCHEMA}articleBody")


def annotated(store: ox.Store, node: ox.NamedNode) -> dict[ox.NamedNode, tuple[Statement, ...]]:
    """An anchor and its two selectors, with what is said of each; nothing where it is none, or its text is gone."""
    found = placed(node.value)
    if found is None:
        return {}
    revision, start, end = ox.NamedNode(found[0]), found[1].start, found[1].end
    text = next((quad.object for quad in store.quads_for_pattern(revision, BODY, None, ox.DefaultGraph())), None)
    if not isinstance(text, ox.Literal) or not text.value[start:end]:
        return {}
    # Beside what it selects from, since an IRI has but one fragment.
    position, quote = (ox.NamedNode(f"{node.value};{kind}") for kind in ("position", "quote"))
    around = {
        "prefix": text.value[max(0, start - CONTEXT) : start],
        "exact": text.value[start:end],
        "suffix": text.value[end : end + CONTEXT],
    }
    return {
        node: (
            (node, _RDF_TYPE, _oa("SpecificResource")),
            (node, _oa("hasSource"), revision),
            (node, _oa("hasSelector"), position),
            (node, _oa("hasSelector"), quote),
        ),
        position: (
            (position, _RDF_TYPE, _oa("TextPositionSelector")),
            (position, _oa("start"), _number(start)),
            (position, _oa("end"), _number(end)),
        ),
        quote: (
            (quote, _RDF_TYPE, _oa("TextQuoteSelector")),
            *((quote, _oa(name), ox.Literal(words)) for name, words in around.items() if words),
        ),
    }


def _oa(name: str) -> ox.NamedNode:
    return ox.NamedNode(f"{OA}{name}")


def _number(value: int) -> ox.Literal:
    return ox.Literal(str(value), datatype=ox.NamedNode(f"{XSD}integer"))


_RDF_TYPE = ox.NamedNode(f"{RDF}type")
