"""What an update from outside may do: change named graphs, and nothing that lies beyond this store.

The default graph is the union of the named ones, so it is not written to; LOAD and SERVICE would make the store fetch
what it is told to; and a graph here has no blank nodes, which not every store can take.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kb.store.oxigraph import STAGING
from kb.store.protocol import QueryError
from kb.store.safety import refuse_service
from kb.web.names import PREFIXES

UNION = Path(__file__).with_name("union.ru")
AMONG = "# among"
DATA = ("InsertData", "DeleteData")
_LOAD = re.compile(r"(?i)(?<![\w?$:])LOAD(?:\s|#[^\n]*\n)*(?:SILENT\b|<|[\w.-]*:)")
_ESCAPED = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_TOKEN = re.compile(
    r"""
    (?P<skipped> \#[^\n]* | \"{3}(?:[^\\]|\\.)*?\"{3} | '{3}(?:[^\\]|\\.)*?'{3}
               | "(?:[^"\\\n]|\\.)*" | '(?:[^'\\\n]|\\.)*' | <[^<>"{}|^`\\\x00-\x20]*> )
    | (?P<brace> [{}] ) | (?P<word> [A-Za-z_?$:][\w:.-]* ) | (?P<other> . )
    """,
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Checked:
    """An update that may be done, and the graphs that it changes: None where it may be any.

    At its end stands the repair of the default graph.
    """

    text: str
    graphs: frozenset[str] | None


def checked(update: str, *, using: Iterable[str] = (), using_named: Iterable[str] = ()) -> Checked:
    """The update, asked of the graphs that the protocol names. Raises `QueryError` where it does what it may not."""
    refuse_service(update)
    if _LOAD.search(_ESCAPED.sub(lambda found: chr(min(int(found[1] or found[2], 16), 0x10FFFF)), update)):
        raise QueryError("LOAD is not allowed: nothing is fetched for an update; PUT a graph instead")
    operations = list(_operations(update))
    for operation in operations:
        REFUSALS.get(operation.name, _nothing)(operation)
    graphs = [f"USING <{_iri(iri)}>" for iri in using] + [f"USING NAMED <{_iri(iri)}>" for iri in using_named]
    if graphs:
        update = _with_dataset(update, " ".join(graphs))
    if not operations:
        return Checked("", frozenset())
    changed = _changed(operations)
    if changed and STAGING in changed:
        raise QueryError(f"<{STAGING}> is the store's own")
    # A line break ends a comment; a semicolon may stand once.
    return Checked(f"{_without_last_semicolon(update)}\n;\n{_repair(operations)}", changed)


def _repair(operations: Iterable[Any]) -> str:
    """What makes the default graph the union again: of the triples that change, where these stand in the update."""
    among = ""
    if all(operation.name in DATA for operation in operations):
        triples = (triple for each in operations for quads in (each.quads or {}).values() for triple in quads)
        rows = sorted({" ".join(term.n3() for term in triple) for triple in triples})
        among = f"VALUES (?s ?p ?o) {{ {' '.join(f'({row})' for row in rows)} }}"
    return UNION.read_text(encoding="utf-8").replace(AMONG, among)


def _changed(operations: Iterable[Any]) -> frozenset[str] | None:
    """The graphs that the operations name; None where they do not say which."""
    named: set[object] = set()
    for operation in operations:
        parts = (operation, operation.delete, operation.insert) if operation.name == "Modify" else (operation,)
        named.update(graph for part in parts if part for graph in (part.quads or {}))
        named.update(each for each in (operation.withClause, operation.graphiri) if each)
        named.update(operation.graph or ())
    named -= {"DEFAULT"}
    # Not a variable, not ALL or NAMED, not what is to be resolved yet.
    is_known = all(_ABSOLUTE.match(str(graph)) for graph in named)
    return frozenset(map(str, named)) if is_known else None


def _operations(update: str) -> Iterator[Any]:
    from pyparsing import ParseException
    from rdflib.plugins.sparql.algebra import translateUpdate
    from rdflib.plugins.sparql.parser import parseUpdate

    try:
        with _as_written():
            translated = translateUpdate(parseUpdate(update), initNs=dict(PREFIXES))
    except ParseException as error:
        raise QueryError(f"cannot be read, line {error.lineno}, column {error.column}: {error.msg}") from error
    except RecursionError as error:
        raise QueryError("the update is nested too deeply") from error
    except Exception as error:  # rdflib raises a bare Exception for an unknown prefix
        raise QueryError(f"cannot be read: {error}") from error
    found: Iterable[Any] = getattr(translated, "algebra", ())
    return iter(found)


@contextmanager
def _as_written() -> Iterator[None]:
    """Literals keep their form: 01 is not 1 for every store, and what is repaired must be what was written."""
    import rdflib

    before, rdflib.NORMALIZE_LITERALS = rdflib.NORMALIZE_LITERALS, False
    try:
        yield
    finally:
        rdflib.NORMALIZE_LITERALS = before


def _nothing(operation: Any) -> None:
    """What is not in the table may be done."""


def _refuse_data(operation: Any) -> None:
    _refuse_parts(operation, is_insert=operation.name == "InsertData", has_graph=False)


def _refuse_modify(operation: Any) -> None:
    for part, is_insert in ((operation.delete, False), (operation.insert, True)):
        if part:
            _refuse_parts(part, is_insert=is_insert, has_graph=bool(operation.withClause))


def _refuse_parts(part: Any, *, is_insert: bool, has_graph: bool) -> None:
    from rdflib import BNode

    if part.triples and not has_graph:
        raise QueryError("the default graph is the union of the named ones; name a graph: GRAPH <…> { … }")
    quads = part.quads or {}
    triples = [*(part.triples or ()), *(triple for triples in quads.values() for triple in triples)]
    if is_insert and any(isinstance(term, BNode) for triple in triples for term in triple):
        raise QueryError("a graph here has no blank nodes; give every node an IRI")


def _refuse_default(operation: Any) -> None:
    if operation.graphiri == "DEFAULT":
        raise QueryError("the default graph is the union of the named ones; clear or drop these")


def _refuse_to_default(operation: Any) -> None:
    changed = operation.graph if operation.name == "Move" else operation.graph[1:]
    if "DEFAULT" in changed:
        raise QueryError("the default graph is the union of the named ones; copy to a named graph")


def _refuse_load(operation: Any) -> None:  # noqa: ARG001 - all are called alike
    raise QueryError("LOAD is not allowed: nothing is fetched for an update; PUT a graph instead")


REFUSALS: Mapping[str, Callable[[Any], None]] = {
    "InsertData": _refuse_data,
    "DeleteData": _refuse_data,
    "DeleteWhere": _refuse_data,
    "Modify": _refuse_modify,
    "Clear": _refuse_default,
    "Drop": _refuse_default,
    "Add": _refuse_to_default,
    "Copy": _refuse_to_default,
    "Move": _refuse_to_default,
    "Load": _refuse_load,
}
"""What is refused of each operation, by the name that rdflib has for it."""


def _iri(iri: str) -> str:
    if not re.fullmatch(r'[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>"{}|\\^`]*', iri):
        raise QueryError(f"'{iri}' is no IRI")
    return iri


def _with_dataset(update: str, clauses: str) -> str:
    """The update with these USING clauses before every WHERE of its own that can have one."""
    parts: list[str] = []
    depth, before = 0, ""
    for token in _TOKEN.finditer(update):
        word = (token["word"] or "").upper()
        if token["brace"]:
            depth += 1 if token["brace"] == "{" else -1
        elif depth == 0 and word in ("USING", "WITH"):
            raise QueryError("the request names the graphs to ask; the update must not, by USING or WITH")
        elif depth == 0 and word == "WHERE":
            if before == "DELETE":
                raise QueryError("DELETE WHERE takes no graphs from the request; write DELETE { … } WHERE { … }")
            parts.append(f"{clauses} ")
        parts.append(token[0])
        if not (token["skipped"] or "").startswith("#") and token[0].strip():
            before = word or token[0]
    return "".join(parts)


def _without_last_semicolon(update: str) -> str:
    end = max(
        (token.start() for token in _TOKEN.finditer(update) if token[0].strip() and not token[0].startswith("#")),
        default=0,
    )
    return update[:end] + update[end + 1 :] if update[end : end + 1] == ";" else update
