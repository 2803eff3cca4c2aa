"""Where the graphs are kept: `open_store` by a specification such as `oxigraph:PATH` or `https://HOST/PATH`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from kb.store.protocol import (
    QueryError,
    ReadOnlyStore,
    Row,
    Store,
    StoreLocked,
    StoreNotFound,
    Table,
    UnknownStore,
    UnusableStore,
)

__all__ = [
    "STORES",
    "QueryError",
    "ReadOnlyStore",
    "Row",
    "Store",
    "StoreLocked",
    "StoreNotFound",
    "Table",
    "UnknownStore",
    "UnusableStore",
    "open_store",
]


def open_memory(place: str, read_only: bool) -> Store:  # noqa: ARG001 - every store is opened alike
    """`memory:`, gone with the process; for tests and for a look at one article."""
    from kb.store.memory import MemoryStore

    return MemoryStore()


def open_oxigraph(place: str, read_only: bool) -> Store:
    """`oxigraph:PATH`, in a folder on disk; one process writes, or several read."""
    from kb.store.oxigraph import OxigraphStore

    if not place:
        raise UnknownStore("a store on disk needs a folder: oxigraph:PATH")
    return OxigraphStore(Path(place).expanduser(), read_only=read_only)


def open_server(place: str, read_only: bool, scheme: str = "https") -> Store:
    """`https://HOST/PATH`, on a server that speaks SPARQL 1.1; several processes read and write.

    How to reach it beyond its address stands in the environment or in kb.toml; see `kb.settings`.
    """
    from kb.settings import server_settings
    from kb.store.sparql import SparqlStore

    address = f"{scheme}:{place}"
    return SparqlStore(address, server_settings(address), read_only=read_only)


def open_server_without_tls(place: str, read_only: bool) -> Store:
    """`http://HOST/PATH`, the same on a network that is trusted: what is sent can be read on the way."""
    return open_server(place, read_only, scheme="http")


STORES: dict[str, Callable[[str, bool], Store]] = {
    "memory": open_memory,
    "oxigraph": open_oxigraph,
    "https": open_server,
    "http": open_server_without_tls,
}


def open_store(specification: str, *, read_only: bool = False) -> Store:
    """The store that `oxigraph:PATH`, `memory:` or an address names; one on disk is made where there is none.

    With `read_only` several processes may have it open at once, and one that does not exist is not made.
    Raises `UnknownStore`, `StoreNotFound`, `StoreLocked`, `UnusableStore`, and of a server `ServerError`.
    """
    name, colon, place = specification.partition(":")
    if not colon or name not in STORES:
        raise UnknownStore(f"no store named '{specification}'; there are: {_known()}")
    return STORES[name](place, read_only)


def _known() -> str:
    return ", ".join((opener.__doc__ or "").split("`")[1] for opener in STORES.values())
