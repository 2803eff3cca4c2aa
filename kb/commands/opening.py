"""What a command works with: the store that it is given and the extractor of this process."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from pathlib import Path

    from kb.extract import Extractor
    from kb.fetch import Fetcher
    from kb.knowledge_base import KnowledgeBase


@cache
def _extractor(models: tuple[tuple[str, str], ...]) -> Extractor:
    from kb.extract import Extractor

    return Extractor(models=dict(models))


def extractor(model: list[str] | None = None) -> Extractor:
    """The one extractor of this process with these models: loading one takes seconds."""
    return _extractor(tuple(pair(value, "CODE=MODEL, as uk=uk_core_news_trf") for value in model or ()))


def open_knowledge_base(
    specification: str, *, model: list[str] | None = None, read_only: bool = False
) -> KnowledgeBase:
    """The knowledge base in the store of this specification, as `oxigraph:kb-store`."""
    from kb.knowledge_base import KnowledgeBase
    from kb.store import open_store

    reader = extractor(model)  # first, as it may refuse: a store that was opened has to be closed
    return KnowledgeBase(open_store(specification, read_only=read_only), extractor=reader)


def open_existing(specification: str) -> KnowledgeBase:
    """The same, to be changed; one that does not exist is not made. Raises `StoreNotFound`."""
    from kb.store import open_store

    open_store(specification, read_only=True).close()
    return open_knowledge_base(specification)


def knowledge_base_or_none(specification: str) -> KnowledgeBase:
    """The same, to be read; an empty one where there is no such store: the package's authority file is there anyway."""
    from kb.store import StoreNotFound

    try:
        return open_knowledge_base(specification, read_only=True)
    except StoreNotFound:
        return open_knowledge_base("memory:")


def fetcher(
    *, offline: bool = False, allow_private: bool = False, contact: str | None = None, cache: Path | None = None
) -> Fetcher | None:
    """What fetches addresses; None where nothing is to be fetched."""
    from kb.fetch import Cache, Fetcher, Policy
    from kb.settings import cache_folder

    if offline:
        return None
    return Fetcher(Policy(contact=contact, allow_private=allow_private), cache=Cache(cache_folder(cache)))


def pair(text: str, expected: str) -> tuple[str, str]:
    """NAME=VALUE as name and value; `expected` says what it should be, where it is not."""
    name, equals, value = text.partition("=")
    if not equals or not name:
        raise typer.BadParameter(f"{text!r} is not {expected}")
    return name, value


def day(text: str | None) -> date | None:
    """An ISO date, or `today`, as a day."""
    try:
        return None if not text else date.today() if text.casefold() == "today" else date.fromisoformat(text)
    except ValueError as error:
        raise typer.BadParameter(f"{text!r} is no day, as 2021-12-01") from error
