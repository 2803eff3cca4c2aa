"""Which shape the graphs of a store have: a number in a graph of its own, `<base>store`.

It is written when a store is made and looked at when one is opened. An older store is brought up to date by the steps
of `MIGRATIONS`, a newer one is refused: this version would read wrongly, or write what the newer cannot read.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from kb.errors import KnowledgeBaseError
from kb.store.protocol import ReadOnlyStore, Store

if TYPE_CHECKING:
    from rdflib import Graph, URIRef

CURRENT = 2
log = logging.getLogger(__name__)
KNOWN = Path(__file__).with_name("known.rq")

Migration = Callable[[Store], None]


def say_once(store: Store) -> None:
    """Says once what a graph of an article says: a third of the triples are left."""
    from kb.graph.upgrade import to_2

    for iri in store.graphs():
        store.put(iri, to_2(store.graph(iri)))


# From a version to the next. A step's docstring says what it does; it may be interrupted, and is then begun again: what
# it has done already it must leave as it is.
MIGRATIONS: dict[int, Migration] = {1: say_once}


class WrongSchema(KnowledgeBaseError, RuntimeError):
    """A store whose schema this kb cannot use: a newer one, one that is no number, or an old one opened to be read."""


def schema_iri(*, base: str) -> URIRef:
    """The store itself, and the named graph that says which schema it has."""
    from rdflib import URIRef

    return URIRef(f"{base}store")


def schema_graph(version: int, *, base: str) -> Graph:
    """What a store of this version says of itself."""
    from rdflib import Graph, Literal
    from rdflib.namespace import RDF

    from kb.namespaces import KB

    iri = schema_iri(base=base)
    graph = Graph(identifier=iri)
    graph.add((iri, RDF.type, KB.Store))
    graph.add((iri, KB.schemaVersion, Literal(version)))
    return graph


def version_in(graph: Graph) -> int | None:
    """The version that a store says it has; None where it says nothing. Raises `WrongSchema` where it is no number."""
    from kb.namespaces import KB

    said = [str(value) for value in graph.objects(graph.identifier, KB.schemaVersion)]
    if not said:
        return None
    if len(said) > 1 or not said[0].isdecimal() or int(said[0]) < 1:
        raise WrongSchema(f"the store says that its schema is {', '.join(said)}; it is one whole number from 1 on")
    return int(said[0])


def schema_version(store: Store, *, base: str) -> int | None:
    """The version of the store; None where it holds nothing of ours yet.

    Before there was a version a store did not say which it has: such a one is of version 1.
    """
    said = version_in(store.graph(str(schema_iri(base=base))))
    if said is None and store.query(KNOWN.read_text(encoding="utf-8")) is True:
        return 1
    return said


def refuse_newer(version: int | None, *, current: int = CURRENT) -> None:
    """Raise `WrongSchema` where the version is one that this kb does not know."""
    if version is not None and version > current:
        raise WrongSchema(
            f"the store has schema {version}, and this kb knows schemas up to {current}: "
            "it was written by a newer kb; use that one, or a newer one still"
        )


def prepare(
    store: Store, *, base: str, current: int = CURRENT, migrations: Mapping[int, Migration] = MIGRATIONS
) -> tuple[str, ...]:
    """Make sure that the store can be used: bring an older one up to date, mark a new one; returns what was done.

    Raises `WrongSchema` for one that is newer, and for one that is older and was opened to be read.
    """
    iri = str(schema_iri(base=base))
    said = version_in(store.graph(iri))
    refuse_newer(said, current=current)
    if said == current:
        return ()
    version = said or schema_version(store, base=base) or current
    done = []
    try:
        for old in range(version, current):
            log.warning("the store has schema %d, and this kb writes %d: bringing it up to date", old, current)
            migrations[old](store)
            store.put(iri, schema_graph(old + 1, base=base))
            done.append(f"schema {old} to {old + 1}: {(migrations[old].__doc__ or '').splitlines()[0]}")
        if not done:
            store.put(iri, schema_graph(current, base=base))
    except ReadOnlyStore as error:
        if version < current:
            raise WrongSchema(
                f"the store has schema {version}, and this kb needs {current}: `kb optimize` brings it up to date"
            ) from error
    return tuple(done)
