"""Where a store is: what its specification says of it, and whether it is files of ours."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, TypeGuard
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from kb.store import Store
    from kb.store.oxigraph import OxigraphStore
    from kb.store.sparql import SparqlStore


def folder_of(specification: str) -> Path | None:
    """The folder of a store on disk; None of another.

    >>> folder_of("oxigraph:kb-store"), folder_of("memory:")
    (PosixPath('kb-store'), None)
    """
    kind, _, place = specification.partition(":")
    return Path(place).expanduser() if kind == "oxigraph" and place else None


def public(specification: str) -> str:
    """The specification without a user and a password.

    >>> public("https://me:secret@example.org/sparql")
    'https://example.org/sparql'
    """
    if "://" not in specification:
        return specification
    parts = urlsplit(specification)
    return parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()


def on_disk(store: Store) -> TypeGuard[OxigraphStore]:
    """Whether the store is files of ours, which can be copied as such and written anew."""
    from kb.store.oxigraph import OxigraphStore

    return isinstance(store, OxigraphStore)


def on_server(store: Store) -> TypeGuard[SparqlStore]:
    """Whether the store is somebody's SPARQL server."""
    from kb.store.sparql import SparqlStore

    return isinstance(store, SparqlStore)
