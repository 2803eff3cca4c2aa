"""Extraction on a Dask cluster: other machines, or processes here; this one reads the sources and writes the store.

Whoever can reach the scheduler of a cluster can run programs on it: it belongs in a network that is trusted.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import CancelledError
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from importlib import import_module
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from kb.errors import KnowledgeBaseError
from kb.ingest.ahead import ahead
from kb.ingest.batches import Batch, batches
from kb.ingest.extracting import Answer, Item, Makes, Other, Sift
from kb.ingest.signals import undisturbed
from kb.ingest.work import answered
from kb.read.source import Failure

if TYPE_CHECKING:
    from kb.ingest.extracting import Extracts

LOCAL = "local:"
"""What an address begins with that asks for processes of this machine: local:4."""
AHEAD = 4
"""Batches for each thread of the cluster that are sent and not handed out yet."""
PATIENCE = 20
"""Seconds that a scheduler is waited for."""
LAST_PATIENCE = 5
"""Seconds that an answer is waited for when everything is to end."""
PLUGIN = "kb-extractor"


class NoCluster(KnowledgeBaseError, OSError):
    """A cluster that cannot be reached, or an address that is none."""


class ClusterMissing(KnowledgeBaseError, ImportError):
    """Dask, which is an extra of the package, is not installed."""


class LostOnCluster(KnowledgeBaseError, RuntimeError):
    """An article that was the end of several workers."""


@dataclass(frozen=True, slots=True)
class _Sent:
    """A batch that was sent, and what will be the answer."""

    articles: Batch
    future: Any

    @property
    def is_done(self) -> bool:
        return bool(self.future.done())


class Cluster:
    """Extracts on the workers of a Dask cluster, each with models of its own, loaded once.

    The address is that of a scheduler, or `local:N`. What a worker had to do that dies another does; an article that is
    the end of several is a Failure. Raises `NoCluster` and `ClusterMissing`.
    """

    def __init__(self, address: str, setup: Makes) -> None:
        self._open = ExitStack()
        try:
            self._client: Any = _client(address, self._open)
            self._client.register_plugin(_plugin(setup), name=PLUGIN)
        except BaseException:
            self._open.close()
            raise
        self._sent: deque[_Sent] = deque()
        self._answers: deque[Answer] = deque()

    @property
    def workers(self) -> tuple[int, ...]:
        """The ids of the processes, each on its own machine."""
        return tuple(self._client.run(_process).values())

    def extract(self, items: Iterable[Item], sift: Sift[Item, Other]) -> Iterator[Answer | Other | None]:
        """See `Extracting.extract`; the items are read in a thread, and what is no article is handed on at once."""
        with ahead(items) as coming:
            sifted = (None if item is None else sift(item) for item in coming)
            for found in batches(sifted, hold_back=False):
                if isinstance(found, tuple):
                    self._sent.append(self._send(found))
                else:
                    yield found
                while self._sent and (self._sent[0].is_done or self._is_full()):
                    yield from self._first()
        while self._sent:
            yield from self._first()

    def finished(self) -> Iterator[Answer]:
        """See `Extracting.finished`; what a cluster that is interrupted, too, no longer gives is left."""
        yield from self._answers
        held: set[str] = set()
        for sent in self._sent:
            # A later revision of an article is not to come before an earlier one.
            if sent.is_done and held.isdisjoint(each.id for each in sent.articles):
                with suppress(OSError, CancelledError, KnowledgeBaseError):
                    yield from self._of(sent, patience=LAST_PATIENCE)
                    continue
            held |= {article.id for article in sent.articles}

    def _is_full(self) -> bool:
        threads = sum(map(int, self._client.nthreads().values()))
        return len(self._sent) >= AHEAD * max(1, threads)

    def _send(self, articles: Batch) -> _Sent:
        return _Sent(articles, self._client.submit(_on_worker, articles, pure=False))

    def _first(self) -> Iterator[Answer]:
        """The answers of the first batch, waited for."""
        self._answers.extend(self._of(self._sent[0]))
        self._sent.popleft()
        while self._answers:
            yield self._answers.popleft()

    def _of(self, sent: _Sent, *, patience: float | None = None) -> list[Answer]:
        try:
            reply = sent.future.result(timeout=patience)
        except _distributed().KilledWorker as error:
            if len(sent.articles) > 1:  # one of them it was; the others are not to suffer
                return [answer for each in sent.articles for answer in self._of(self._send((each,)))]
            return [Failure(sent.articles[0].id, LostOnCluster(f"it was the end of several workers: {error}"))]
        if isinstance(reply, KnowledgeBaseError):
            raise reply
        return list(reply)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let go of the cluster, and end one that was made for us."""
        self._open.close()


def _distributed() -> Any:
    """Dask's package, which not everybody has, and which has no types."""
    try:
        return import_module("distributed")
    except ImportError as error:
        raise ClusterMissing("a cluster needs dask: pip install 'kb-claims[cluster]'") from error


def _client(address: str, stack: ExitStack) -> Any:
    """A client of the scheduler at the address, or of one that is made here, until the stack is closed."""
    dask = _distributed()
    number = address.removeprefix(LOCAL)
    if address.startswith(LOCAL) and not (number.isdecimal() and int(number)):
        raise NoCluster(f"'{address}' is no cluster; give the address of a scheduler, or {LOCAL}2 for one of here")
    try:
        if number == address:
            return stack.enter_context(dask.Client(address, timeout=PATIENCE))
        with undisturbed():
            cluster = dask.LocalCluster(n_workers=int(number), threads_per_worker=1, dashboard_address=None)
        return stack.enter_context(dask.Client(stack.enter_context(cluster)))
    except (OSError, ValueError) as error:
        raise NoCluster(f"there is no Dask scheduler at {address}: {error}") from error


def _plugin(setup: Makes) -> Any:
    """What gives each worker of a cluster an extractor, also one that joins it later."""

    class _Extracts(_distributed().WorkerPlugin):  # type: ignore[misc]
        name = PLUGIN

        def setup(self, worker: Any) -> None:
            worker.kb_extractor = setup.extractor()
            worker.kb_one_at_a_time = threading.Lock()

    return _Extracts()


def _on_worker(articles: Batch) -> Any:
    worker = _distributed().get_worker()
    extractor: Extracts = worker.kb_extractor
    with worker.kb_one_at_a_time:
        return answered(extractor, articles)


def _process() -> int:
    import os

    return os.getpid()
