"""The SPARQL servers that are known by name: where they write, where they keep the union of the graphs, their limits.

What a new engine needs is an entry in `ENGINES`; whatever speaks SPARQL 1.1 and keeps a default graph of its own
works as the first of them does, with its addresses in kb.toml.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from rdflib.namespace import XSD

from kb.store.protocol import UnusableStore
from kb.store.sparql_writes import STAGING, UNION, Union

if TYPE_CHECKING:
    from rdflib.term import Node


def _nothing(_: Node) -> str | None:
    return None


@dataclass(frozen=True, slots=True)
class Engine:
    """What to know of a kind of server.

    `sign` is found in what it says of itself. `writes` tells from the end of the address that is asked the ends of
    those to update at and to put graphs to; `writes_with_user` where there is a user, who then says who they are as
    `auth` has it. `union` is where the union of the graphs is kept. `hidden` are the beginnings of the names of graphs
    that are not the knowledge base's. `unkept` says why a term would not come back as it was put, None where it would.
    `misses_empty` says that CONTAINS and the like do not find "" in a text.
    """

    name: str
    sign: str
    writes: Mapping[str, tuple[str, str]]
    writes_with_user: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    union: Union = Union.DEFAULT
    hidden: tuple[str, ...] = (STAGING,)
    unkept: Callable[[Node], str | None] = _nothing
    misses_empty: bool = False
    auth: str = "basic"


def _virtuoso_changes(term: Node) -> str | None:
    """Virtuoso 7 keeps values, not what was written, and longer IRIs not at all; measured on 7.2.5."""
    from rdflib import Literal

    if not isinstance(term, Literal):
        return "its IRIs have at most 1,880 bytes" if len(str(term).encode()) > 1880 else None
    written = str(term)
    if term.datatype in (XSD.double, XSD.float) and re.fullmatch(r"[-+\d.eE]+", written):
        try:
            kept = float(f"{float(written):.6g}") == float(written)
        except ValueError:
            return None
        return None if kept else "it gives back six digits of a double"
    check = _VIRTUOSO_FORMS.get(str(term.datatype))
    return None if check is None or re.fullmatch(check[0], written) else check[1]


_VIRTUOSO_FORMS: dict[str, tuple[str, str]] = {
    str(XSD.integer): (r"-?\d{1,18}", "its integers have at most 18 digits"),
    str(XSD.decimal): (r"-?(?=[\d.]{1,16}$)\d+(\.\d+)?", "its decimals have at most 15 digits"),
    str(XSD.boolean): (r"true|false|0|1", "its truth values are true and false"),
    str(XSD.duration): (r"(?!)", "it gives back a number of seconds"),
    str(XSD.dayTimeDuration): (r"(?!)", "it gives back a number of seconds"),
}

ENGINES: dict[str, Engine] = {
    engine.name: engine
    for engine in (
        Engine("oxigraph", "Oxigraph", {"/query": ("/update", "/store")}),
        Engine(
            "virtuoso",
            "Virtuoso",
            {"/sparql": ("/sparql", "/sparql-graph-crud")},
            {"/sparql": ("/sparql-auth", "/sparql-graph-crud-auth")},
            union=Union.NAMED,
            hidden=(
                STAGING,
                UNION,
                "http://www.openlinksw.com/",
                "http://www.w3.org/ns/ldp#",
                "http://localuriqaserver/",
            ),
            unkept=_virtuoso_changes,
            misses_empty=True,
            auth="digest",
        ),
        Engine("fuseki", "Fuseki", {"/sparql": ("/update", "/data"), "/query": ("/update", "/data")}),
        Engine("graphdb", "GraphDB", {"": ("/statements", "/rdf-graphs/service")}, union=Union.NATIVE),
        Engine("qlever", "QLever", {"": ("", "")}, union=Union.NATIVE),
    )
}


def engine_named(name: str) -> Engine:
    """The engine of that name. Raises `UnusableStore`."""
    if name not in ENGINES:
        raise UnusableStore(f"no engine '{name}'; there are: {', '.join(ENGINES)}")
    return ENGINES[name]


def engine_that_says(what: str, address: str) -> Engine:
    """The engine that says this of itself in its headers, or the one whose addresses look like this."""
    signed = [engine for engine in ENGINES.values() if engine.sign.casefold() in what.casefold()]
    alike = [engine for engine in ENGINES.values() if any(end and address.endswith(end) for end in engine.writes)]
    found = signed or alike
    if not found:
        raise UnusableStore(
            f"{address} does not say what kind of server it is; set engine, update and graphs for it in kb.toml: "
            f"engine is one of {', '.join(ENGINES)}"
        )
    return found[0]


def addresses(engine: Engine, address: str, *, with_user: bool) -> tuple[str, str] | None:
    """Where to update and where to put graphs, for the address that is asked; None where that is not known."""
    table = engine.writes_with_user if with_user and engine.writes_with_user else engine.writes
    for end, (update, graphs) in table.items():
        if address.endswith(end):
            begin = address[: len(address) - len(end)] if end else address.rstrip("/")
            return begin + update, begin + graphs
    return None
