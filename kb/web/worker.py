"""The process that answers queries, where it can be ended: `python -m kb.web.worker MEMORY STORE`.

It reads a request from stdin, one line of JSON, and writes the answer to stdout as frames; then the next. It imports
neither rdflib nor spaCy, so that one that was ended is soon replaced.
"""

from __future__ import annotations

import io
import json
import re
import signal
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, BinaryIO

import pyoxigraph as ox

from kb.store.lock import Lock
from kb.store.protocol import QueryError
from kb.store.safety import refuse_service
from kb.web.frames import CHUNK, Frames, Kind, TooLarge, send, send_json
from kb.web.names import PREFIXES

Request = dict[str, Any]

MESSAGE = 300
"""Characters of a message of the parser that are passed on: it lists all that would be right."""
_POSITION = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)


class Refused(Exception):
    """A request that is not answered: the kind of problem, and what to say of it."""

    def __init__(self, kind: str, message: str, **more: object) -> None:
        super().__init__(message)
        self.told = {"kind": kind, "message": message, **more}


class Reader:
    """Has one snapshot open at a time, the one that the last request named."""

    def __init__(self, *, memory: int) -> None:
        self._memory = memory
        self._folder = ""
        self._lock: Lock | None = None
        self._store = ox.Store()

    def at(self, folder: str) -> ox.Store:
        """The snapshot in this folder."""
        if folder != self._folder:
            lock = Lock(Path(folder), shared=True)
            self._store = ox.Store.read_only(folder)
            if self._lock:
                self._lock.release()
            else:  # the stacks of RocksDB's threads, of which there are more on a larger machine, are not the query's
                limit_memory(self._memory)
            self._lock, self._folder = lock, folder
        return self._store


def main() -> None:
    """Answer until stdin ends."""
    reader = Reader(memory=int(sys.argv[1]))
    serve(lambda request, pipe: answer(reader, request, pipe))


def serve(answered: Callable[[Request, BinaryIO], None]) -> None:
    """Answer every line of stdin with frames on stdout; what is refused, with what is wrong."""
    pipe = sys.stdout.buffer
    for line in sys.stdin.buffer:
        request: Request = json.loads(line)
        # Should whoever asks end without ending us, the system does: a query that runs hears nothing else.
        _end_after(request["seconds"])
        try:
            answered(request, pipe)
            send(pipe, Kind.END)
        except Refused as error:
            send_json(pipe, Kind.ERROR, error.told)
        except BrokenPipeError:
            return
        except MemoryError:
            send_json(pipe, Kind.ERROR, {"kind": "memory", "message": "the answer needs too much memory"})
        _end_after(0)


def _end_after(seconds: float) -> None:
    """Have the system end this process then; never where it is 0."""
    if sys.platform != "win32":
        signal.setitimer(signal.ITIMER_REAL, seconds)


def limit_memory(megabytes: int) -> None:
    """Let this process have no more memory than that beside what it has now, and leave no image of it where it ends."""
    try:
        import resource
    except ImportError:  # Windows knows no such limits
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # Not the address space: RocksDB maps its files, and what is mapped is no memory of its own.
    most = _used_memory() + (megabytes << 20)
    resource.setrlimit(resource.RLIMIT_DATA, (most, most))


def _used_memory() -> int:
    """The bytes that count against the limit already; 0 where the system does not tell."""
    try:
        status = Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
    except OSError:
        return 0
    found = re.search(r"^VmData:\s+(\d+) kB$", status, re.MULTILINE)
    return int(found[1]) << 10 if found else 0


def answer(reader: Reader, request: Request, pipe: BinaryIO) -> None:
    """Answer one request."""
    try:
        store = reader.at(request["snapshot"])
    except OSError as error:
        raise Refused("gone", "the snapshot is gone") from error
    try:
        ANSWERS[request["do"]](store, request, pipe)
    except SyntaxError as error:
        raise unreadable(error) from error
    except QueryError as error:
        raise Refused("query", str(error)) from error
    except TooLarge as error:
        raise Refused("large", "the answer is larger than this server gives") from error
    except OSError as error:
        if isinstance(error, BrokenPipeError):
            raise
        # The message may name files.
        raise Refused("store", "the store could not be read") from error
    except (RuntimeError, ValueError) as error:
        raise Refused("query", f"the query failed: {str(error)[:MESSAGE]}") from error


def unreadable(error: SyntaxError) -> Refused:
    """What the parser says, with line and column apart."""
    found = _POSITION.match(str(error.msg))
    if not found:
        return Refused("query", f"cannot be read: {str(error.msg)[:MESSAGE]}")
    line, column, said = int(found[1]), int(found[2]), " ".join(found[3].split())
    said = said if len(said) <= MESSAGE else f"{said[:MESSAGE]}…"
    return Refused("query", f"cannot be read, line {line}, column {column}: {said}", line=line, column=column)


def _open(store: ox.Store, request: Request, pipe: BinaryIO) -> None:  # noqa: ARG001 - all are called alike
    send_json(pipe, Kind.HEAD, {})


def _query(store: ox.Store, request: Request, pipe: BinaryIO) -> None:
    """`sparql`, its `base`, the `default` and `named` graphs or None; the forms wanted of `results` and `graphs`."""
    sparql: str = request["sparql"]
    refuse_service(sparql)
    store, dataset = _dataset(store, request["default"], request["named"])
    found = store.query(sparql, base_iri=request["base"], prefixes=dict(PREFIXES), **dataset)
    is_graph = isinstance(found, ox.QueryTriples)
    wanted: tuple[str, str] | None = request["graphs" if is_graph else "results"]
    if wanted is None:
        raise Refused("form", f"the answer is {'a graph' if is_graph else 'a table'}, which has no such form")
    media, form = wanted
    send_json(pipe, Kind.HEAD, {"media": media})
    with stream(pipe, request) as out:
        if isinstance(found, ox.QueryTriples):
            ox.serialize(found, out, getattr(ox.RdfFormat, form), prefixes=prefixes_of(form))
        else:
            found.serialize(out, getattr(ox.QueryResultsFormat, form))


def _graph(store: ox.Store, request: Request, pipe: BinaryIO) -> None:
    """`graph`: the IRI of a named graph, or null for the default one; `graphs`: the media type that is wanted."""
    name = ox.NamedNode(request["graph"]) if request["graph"] is not None else ox.DefaultGraph()
    if isinstance(name, ox.NamedNode) and not store.contains_named_graph(name):
        raise Refused("none", "there is no such graph")
    media, form = request["graphs"]
    send_json(pipe, Kind.HEAD, {"media": media})
    with stream(pipe, request) as out:
        triples = (quad.triple for quad in store.quads_for_pattern(None, None, None, name))
        ox.serialize(triples, out, getattr(ox.RdfFormat, form), prefixes=prefixes_of(form))


def _document(store: ox.Store, request: Request, pipe: BinaryIO) -> None:
    """`kind` and `id` of a thing, the `base` to publish it under, the `form` that its document shall have."""
    from kb.web.documents import find
    from kb.web.renderings import render

    found = find(store, request["kind"], request["id"])
    if found is None:
        raise Refused("none", "there is nothing of this id")
    body = render(store, found, base=request["base"], form=request["form"])
    send_json(pipe, Kind.HEAD, {})
    with stream(pipe, request) as out:
        out.write(body)


ANSWERS: Mapping[str, Callable[[ox.Store, Request, BinaryIO], None]] = {
    "open": _open,
    "query": _query,
    "graph": _graph,
    "document": _document,
}


def stream(pipe: BinaryIO, request: Request) -> io.BufferedWriter:
    """Where to write an answer, which leaves as frames of some size."""
    return io.BufferedWriter(Frames(pipe, most=request["most"]), CHUNK)


def prefixes_of(form: str) -> dict[str, str] | None:
    """The prefixes that an answer in this form declares; None for a form that has none."""
    return dict(PREFIXES) if form in ("TURTLE", "TRIG", "N3", "RDF_XML") else None


def _dataset(store: ox.Store, default: list[str] | None, named: list[str] | None) -> tuple[ox.Store, dict[str, Any]]:
    """The store and the graphs of it that are asked; a graph of the protocol stands before those of the query."""
    if default is None and named is None:
        return store, {}
    graphs = {
        "default_graph": [ox.NamedNode(iri) for iri in default or ()],
        "named_graphs": [ox.NamedNode(iri) for iri in named or ()],
    }
    if len(graphs["default_graph"]) < 2:
        return store, dict(graphs)
    # Oxigraph finds a triple of two graphs twice in their union, which the standard calls a merge: a set.
    merged = ox.Store()
    for name in graphs["default_graph"]:
        merged.extend(
            ox.Quad(quad.subject, quad.predicate, quad.object)
            for quad in store.quads_for_pattern(None, None, None, name)
        )
    for name in graphs["named_graphs"]:
        merged.extend(store.quads_for_pattern(None, None, None, name))
    return merged, {"default_graph": [ox.DefaultGraph()], "named_graphs": graphs["named_graphs"]}


if __name__ == "__main__":
    main()
