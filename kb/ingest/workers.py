"""Extraction in several processes; this one reads the sources and writes the store."""

from __future__ import annotations

import contextlib
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from types import TracebackType
from typing import Self

from kb.errors import KnowledgeBaseError
from kb.ingest.ahead import ahead
from kb.ingest.batches import Batch, batches
from kb.ingest.extracting import Answer, Item, Makes, Other, Sift
from kb.ingest.signals import undisturbed, without_sigpipe
from kb.ingest.work import READY, Reply, work
from kb.read.source import Failure
from kb.threads import one_each

SENT = 2
"""Batches that a worker has: one that it works on, and the next, so that it need not wait for us."""
AHEAD = 4
"""Batches for each worker that are read and not handed out yet: what waits for a slow one is in memory."""
TRIES = 2
"""How often an article may be the end of a worker before it is named as failed."""
STARTS = 3
"""Workers that may end one after the other before they are ready, until we give up."""
GRACE = 5.0
"""Seconds that a worker is given to end by itself."""


class WorkerDied(KnowledgeBaseError, RuntimeError):
    """A process that ended while it extracted an article: killed, or out of memory."""


class CannotWork(KnowledgeBaseError, RuntimeError):
    """Processes that end before they are ready."""


@dataclass(slots=True)
class _Order:
    """A batch as it is to be handed out: its answers by their places, as they come."""

    articles: Batch
    answers: dict[int, Answer] = field(default_factory=dict)

    @property
    def is_done(self) -> bool:
        return len(self.answers) == len(self.articles)


@dataclass(frozen=True, slots=True)
class _Job:
    """What is sent to a worker: some articles of a batch, and how often that was the end of one."""

    order: _Order
    places: tuple[int, ...]
    deaths: int = 0

    @property
    def articles(self) -> Batch:
        return tuple(self.order.articles[place] for place in self.places)

    def one_by_one(self) -> Iterator[_Job]:
        """The same again, each article by itself, so that one takes no other with it; none where it had its tries."""
        if self.deaths + 1 < TRIES:
            yield from (_Job(self.order, (place,), self.deaths + 1) for place in self.places)


@dataclass(slots=True)
class _Worker:
    process: SpawnProcess
    connection: Connection
    is_ready: bool = False
    jobs: deque[_Job] = field(default_factory=deque)


class Workers:
    """Extracts in so many processes; each has models of its own, loaded once.

    Memory stays bounded, and the answers come in the order of the articles, so that the store ends as with one process.
    A process that dies is replaced; the articles that it worked on are tried again, each by itself, and one that is
    the end of another is a Failure. Raises `CannotWork` where processes do not even start.
    """

    def __init__(self, number: int, setup: Makes) -> None:
        self._number = number
        self._setup = setup
        self._orders: deque[_Order] = deque()
        self._waiting: deque[_Job] = deque()
        self._answers: deque[Answer] = deque()
        self._failed_starts = 0
        self._workers: list[_Worker] = []

    @property
    def processes(self) -> tuple[int, ...]:
        """The ids of the processes."""
        return tuple(worker.process.pid for worker in self._workers if worker.process.pid is not None)

    def extract(self, items: Iterable[Item], sift: Sift[Item, Other]) -> Iterator[Answer | Other | None]:
        """See `Extracting.extract`; the items are read in a thread, and what is no article is handed on at once."""
        with ahead(items) as coming:
            sifted = (None if item is None else sift(item) for item in coming)
            for found in batches(sifted, hold_back=False):
                if isinstance(found, tuple):
                    self._order(found)
                    while len(self._orders) >= AHEAD * self._number:
                        self._exchange(None)
                        yield from self._first()
                else:
                    yield found
                self._exchange(0)
                yield from self._first()
        while self._orders:
            self._exchange(None)
            yield from self._first()

    def _order(self, articles: Batch) -> None:
        """Have a batch extracted; as long as there are fewer workers than there may be, by one of its own."""
        order = _Order(articles)
        self._orders.append(order)
        self._waiting.append(_Job(order, tuple(range(len(articles)))))
        if len(self._workers) < self._number:
            with undisturbed():
                self._workers.append(self._started())

    def finished(self) -> Iterator[Answer]:
        """What was extracted and not handed out yet, but for later revisions of articles that are not ready."""
        with contextlib.suppress(KnowledgeBaseError):
            self._collect(0)
        while self._answers:
            yield self._answers.popleft()
        held: set[str] = set()
        while self._orders:
            order = self._orders.popleft()
            for place, article in enumerate(order.articles):
                if place in order.answers and article.id not in held:
                    yield order.answers[place]
                else:
                    held.add(article.id)

    def _first(self) -> Iterator[Answer]:
        """The answers of the batches that are ready, as long as none before them is missing."""
        while self._orders and self._orders[0].is_done:
            answers = self._orders.popleft().answers
            self._answers.extend(answers[place] for place in sorted(answers))
            while self._answers:
                yield self._answers.popleft()
                # Whoever was handed one may have taken his time with it; the workers are not to wait for that.
                self._exchange(0)

    def _exchange(self, patience: float | None) -> None:
        """Send what the workers can take, take what they have, and send again; wait so many seconds for it."""
        if not self._workers:
            return
        self._send()
        if self._collect(patience):
            self._send()

    def _send(self) -> None:
        while self._waiting and len((worker := min(self._workers, key=lambda each: len(each.jobs))).jobs) < SENT:
            worker.jobs.append(job := self._waiting.popleft())
            with contextlib.suppress(OSError), without_sigpipe():  # of one that has died `_collect` is told
                worker.connection.send(job.articles)

    def _collect(self, patience: float | None) -> bool:
        """Take what the workers have sent; whether there was something."""
        ready = wait([worker.connection for worker in self._workers], patience)
        for place, worker in enumerate(self._workers):
            if worker.connection in ready:
                try:
                    reply: Reply = worker.connection.recv()
                except (EOFError, OSError):
                    with undisturbed():
                        self._workers[place] = self._replaced(worker)
                else:
                    self._take(worker, reply)
        return bool(ready)

    def _take(self, worker: _Worker, reply: Reply) -> None:
        if isinstance(reply, KnowledgeBaseError):
            raise reply
        if isinstance(reply, list):
            job = worker.jobs.popleft()
            job.order.answers.update(zip(job.places, reply, strict=True))
        elif reply == READY:
            worker.is_ready = True
            self._failed_starts = 0

    def _replaced(self, worker: _Worker) -> _Worker:
        """Another worker for one that died, with what that one had to do before all else."""
        worker.process.join()
        code = worker.process.exitcode or 0
        how = f"exit code {code}" if code >= 0 else f"killed by signal {-code}"
        again = list(worker.jobs)
        if not worker.is_ready:
            self._failed_starts += 1
            if self._failed_starts == STARTS:
                raise CannotWork(f"a process that was to extract ended before it began ({how}); use fewer workers")
        elif again:
            begun = again.pop(0)
            again = [*begun.one_by_one(), *again]
            if begun.deaths + 1 >= TRIES:
                for place in begun.places:
                    died = WorkerDied(f"the process that extracted it ended twice ({how}); out of memory?")
                    begun.order.answers[place] = Failure(begun.order.articles[place].id, died)
        self._waiting.extendleft(reversed(again))
        worker.connection.close()
        return self._started()

    def _started(self) -> _Worker:
        context = get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(target=work, args=(theirs, self._setup), name="kb-worker", daemon=True)
        with one_each():  # several workers that each use all processors are slower than one
            process.start()
        theirs.close()
        return _Worker(process, ours)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the processes: those that have nothing to do by themselves, the others at once."""
        for worker in self._workers:
            worker.connection.close()
            if worker.jobs or not worker.is_ready:
                worker.process.terminate()
        for worker in self._workers:
            worker.process.join(GRACE)
            if worker.process.is_alive():
                worker.process.kill()
                worker.process.join()
