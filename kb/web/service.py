"""What answers for the web: workers on the latest snapshot of a store, and one process that writes to it."""

from __future__ import annotations

import asyncio
import logging
import os
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path
from typing import Any, Protocol

from kb.ask import BASE
from kb.errors import KnowledgeBaseError
from kb.store.protocol import StoreLocked, UnknownStore
from kb.store.schema import refuse_newer, schema_version
from kb.store.snapshots import Snapshots
from kb.web.pool import Answer, Limits, Pool
from kb.web.problems import Problem

log = logging.getLogger(__name__)

LOOK = 0.5
"""Seconds between two looks at whether the store was written to."""
FIRST = 15.0
"""Seconds that the first snapshot may take, where another process writes to the store."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How the knowledge base is served.

    `base` is the address under which its ids are published; without `token` nothing is written.
    """

    store: str
    base: str
    limits: Limits = field(default_factory=Limits)
    token: str | None = None
    hosts: tuple[str, ...] = ("*",)
    origins: tuple[str, ...] = ()


class Source(Protocol):
    """Where the workers read: what a request says of it besides the question."""

    worker: str

    def where(self) -> Mapping[str, str]:
        """The latest state, to be put into a request."""

    def refresh(self) -> bool:
        """Look whether there is a later state."""

    def check(self) -> None:
        """Make sure that it can be served. Raises `WrongSchema`."""

    def close(self) -> None:
        """Let go of what is held."""


class Folder:
    """A store in a folder, read by its snapshots."""

    worker = "kb.web.worker"

    def __init__(self, specification: str) -> None:
        folder = Path(specification.partition(":")[2]).expanduser()
        self._snapshots = Snapshots(folder)
        self.refresh = self._snapshots.refresh
        self.close = self._snapshots.close

    def where(self) -> Mapping[str, str]:
        """The folder of the latest snapshot. Raises `StoreLocked`."""
        return {"snapshot": os.fspath(self._snapshots.latest)}

    def check(self) -> None:
        """Refuse a store that a newer version has written."""
        from kb.store import open_store

        with open_store(f"oxigraph:{self._snapshots.latest}", read_only=True) as store:
            refuse_newer(schema_version(store, base=BASE))


class Server:
    """A SPARQL server, asked as it is."""

    worker = "kb.web.relay"

    def __init__(self, specification: str) -> None:
        self._specification = specification

    def where(self) -> Mapping[str, str]:
        """Nothing: the workers know the server."""
        return {}

    def refresh(self) -> bool:
        """Never: the server has its own latest state."""
        return False

    def check(self) -> None:
        """Refuse a store that a newer version has written."""
        from kb.store import open_store

        with open_store(self._specification, read_only=True) as store:
            refuse_newer(schema_version(store, base=BASE))

    def close(self) -> None:
        """Nothing is held."""


SOURCES: Mapping[str, Callable[[str], Source]] = {"oxigraph": Folder, "http": Server, "https": Server}


def source(specification: str) -> Source:
    """Where the workers read for a store. Raises `UnknownStore` and what opening the store raises."""
    name = specification.partition(":")[0]
    if name not in SOURCES:
        raise UnknownStore(f"'{specification}' cannot be served; a folder or a server can: oxigraph:PATH, https://…")
    return SOURCES[name](specification)


class Service:
    """Answers and writes, as long as `running` runs."""

    def __init__(self, settings: Settings) -> None:
        limits = settings.limits
        self.settings = settings
        self._source = source(settings.store)
        where = self._source.where
        self._readers = Pool(self._source.worker, str(limits.memory), settings.store, limits=limits, where=where)
        self._writer = Pool("kb.web.writer", str(limits.memory), settings.store, limits=limits, size=1)
        # One at a time looks at the store, and nobody while it is written: both lock it for a moment.
        self._turn = asyncio.Lock()

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Start the workers, and end them. Raises `StoreLocked` where there is no first snapshot."""
        looking: asyncio.Task[None] | None = None
        try:
            await self._first()
            await self._readers.start()
            if self.settings.token is not None:
                await self._writer.start()
            looking = asyncio.ensure_future(self._look())
            yield
        finally:
            if looking:
                looking.cancel()
            await self._readers.close()
            await self._writer.close()
            await asyncio.to_thread(self._source.close)

    async def ask(self, request: Mapping[str, Any]) -> Answer:
        """The beginning of the answer of a worker; it must be closed. Raises `Problem`."""
        return await self._readers.ask(request)

    async def write(self, request: Mapping[str, Any]) -> dict[str, Any]:
        """Write, and let the next question see it. Raises `Problem`."""
        async with self._turn:
            answer = await self._writer.ask(request)
            await answer.close()
            await self._refresh()
        return answer.head

    async def _first(self) -> None:
        loop = asyncio.get_running_loop()
        until = loop.time() + FIRST
        while True:
            await asyncio.to_thread(self._source.refresh)
            try:
                self._source.where()
            except StoreLocked:
                if loop.time() > until:
                    raise
                await asyncio.sleep(0.1)
            else:
                await asyncio.to_thread(self._source.check)
                return

    async def _look(self) -> None:
        while True:
            await asyncio.sleep(LOOK)
            async with self._turn:
                await self._refresh()

    async def _refresh(self) -> None:
        try:
            is_new = await asyncio.to_thread(self._source.refresh)
        except (KnowledgeBaseError, OSError) as error:
            # There may be one at the next look; until then the last one answers.
            log.warning("what was written is not served yet: %s", error)
            return
        if is_new:
            # Lets go of the snapshot before, which takes room on the disk.
            await self._readers.tell({"do": "open"})


def refuse_writing() -> Problem:
    """What is said of a write where nothing may be written."""
    return Problem(HTTPStatus.FORBIDDEN, "this server only reads; `kb serve --api --writable` lets write")
