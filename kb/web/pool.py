"""The workers: started before they are needed, lent one at a time, ended where a query takes too long."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
from collections import deque
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, cast

from kb.web.frames import Kind, receive
from kb.web.problems import Problem, of_worker

SECRETS = ("KB_TOKEN",)
"""Environment variables that no worker needs to know."""
READING = 10
"""A client may take so many times the time of a query to fetch an answer."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one request may take: seconds, megabytes of memory, bytes of an answer; and how many wait for a worker."""

    seconds: float = 30.0
    memory: int = 1024
    size: int = 1 << 30
    workers: int = 2
    waiting: int = 64


class Ended(Exception):
    """A worker that has ended in the middle of its work."""


class Process:
    """One worker process."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process

    @classmethod
    async def start(cls, module: str, *arguments: str) -> Process:
        """Start a worker of this module."""
        environment = {name: value for name, value in os.environ.items() if name not in SECRETS}
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            module,
            *arguments,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            env=environment,
            # Ctrl-C is for the server, which ends its workers.
            start_new_session=True,
        )
        return cls(process)

    @property
    def has_ended(self) -> bool:
        """Whether it is there no more."""
        return self._process.returncode is not None

    async def ask(self, request: Mapping[str, Any]) -> None:
        """Hand it a request."""
        stdin = cast("asyncio.StreamWriter", self._process.stdin)
        try:
            stdin.write(json.dumps(request).encode() + b"\n")
            await stdin.drain()
        except (BrokenPipeError, ConnectionResetError) as error:
            raise Ended from error

    async def frame(self) -> tuple[Kind, bytes]:
        """The next part of its answer. Raises `Ended`."""
        try:
            return await receive(cast("asyncio.StreamReader", self._process.stdout))
        except (asyncio.IncompleteReadError, ConnectionResetError) as error:
            raise Ended from error

    async def end(self) -> None:
        """End it, whatever it is doing."""
        if self._process.returncode is None:
            # By its id: asyncio's own way of killing takes the exit code from under asyncio's own watcher.
            with suppress(ProcessLookupError):
                os.kill(self._process.pid, getattr(signal, "SIGKILL", signal.SIGTERM))  # Windows has but the latter
        if self._process.stdin and self._process.stdout:
            self._process.stdin.close()
            # What it had said already; asyncio takes a process to be there until its pipes are empty.
            await self._process.stdout.read()
        await self._process.wait()


class Pool:
    """Processes of one module that answer requests, at most so many at a time.

    What `where` gives is put into a request when its turn has come: a snapshot is gone before long.
    """

    def __init__(
        self,
        module: str,
        *arguments: str,
        limits: Limits,
        size: int | None = None,
        where: Callable[[], Mapping[str, str]] = dict,
    ) -> None:
        self._command = (module, *arguments)
        self._limits = limits
        self._where = where
        self._size = limits.workers if size is None else size
        self._idle: deque[Process] = deque()
        self._waiting = 0
        self._slots = asyncio.Semaphore(self._size)
        self._tasks: set[asyncio.Task[None]] = set()
        self._all: set[Process] = set()

    async def start(self) -> None:
        """Start the workers."""
        self._idle.extend([await self._new() for _ in range(self._size)])

    async def close(self) -> None:
        """End the workers."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*(process.end() for process in self._all), return_exceptions=True)
        self._all.clear()
        self._idle.clear()

    async def ask(self, request: Mapping[str, Any]) -> Answer:
        """The beginning of an answer; whoever gets it must close it. Raises `Problem`."""
        process = await self._taken()
        loop = asyncio.get_running_loop()
        until = loop.time() + self._limits.seconds
        answer = Answer(self, process, self._limits)
        try:
            seconds = self._limits.seconds * (READING + 1) + 5
            await process.ask({**request, **self._where(), "seconds": seconds, "most": self._limits.size})
            async with asyncio.timeout_at(until):
                await answer.begin()
        except TimeoutError as error:
            raise Problem(HTTPStatus.SERVICE_UNAVAILABLE, too_long(self._limits)) from error
        except Ended as error:
            raise Problem(HTTPStatus.SERVICE_UNAVAILABLE, too_much(self._limits)) from error
        finally:
            # Also where whoever asked has gone away.
            if not answer.has_begun:
                await answer.close()
        return answer

    async def tell(self, request: Mapping[str, Any]) -> None:
        """Ask every worker that is idle, for what it does, not for what it answers."""
        for _ in range(len(self._idle)):
            if self._waiting or not self._idle:
                return
            with suppress(Problem):
                await (await self.ask(request)).close()

    async def _taken(self) -> Process:
        if self._slots.locked() and self._waiting >= self._limits.waiting:
            raise Problem(HTTPStatus.SERVICE_UNAVAILABLE, "too many queries wait already; ask again in a while")
        self._waiting += 1
        try:
            async with asyncio.timeout(self._limits.seconds):
                await self._slots.acquire()
        except TimeoutError as error:
            detail = f"all workers were busy for {self._limits.seconds:g} seconds; ask again in a while"
            raise Problem(HTTPStatus.SERVICE_UNAVAILABLE, detail) from error
        finally:
            self._waiting -= 1
        try:
            # The one that waited longest, so that all of them come to hear of a new snapshot.
            while self._idle:
                process = self._idle.popleft()
                if not process.has_ended:
                    return process
                self._all.discard(process)
            return await self._new()
        except BaseException:
            self._slots.release()
            raise

    async def _new(self) -> Process:
        process = await Process.start(*self._command)
        self._all.add(process)
        return process

    async def give_back(self, process: Process, *, usable: bool) -> None:
        """Take a worker back; one that is in the middle of something is ended, and another takes its place.

        That goes on where whoever gives it back is not there for the end.
        """
        task = asyncio.ensure_future(self._take_back(process, usable=usable))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        await asyncio.shield(task)

    async def _take_back(self, process: Process, *, usable: bool) -> None:
        try:
            if usable:
                self._idle.append(process)
            else:
                self._all.discard(process)
                await process.end()
                if len(self._idle) < self._size:
                    self._idle.append(await self._new())
        finally:
            self._slots.release()


class Answer:
    """An answer as it comes from a worker: its head, and its parts one by one."""

    def __init__(self, pool: Pool, process: Process, limits: Limits) -> None:
        self.head: dict[str, Any] = {}
        self.has_begun = False
        self._pool = pool
        self._process = process
        self._limits = limits
        self._first: tuple[Kind, bytes] | None = None
        self._is_whole = False
        self._is_closed = False

    async def begin(self) -> None:
        """Wait until the worker has something to say. Raises `Problem` and `Ended`."""
        kind, data = await self._next()
        if kind is Kind.HEAD:
            self.head = json.loads(data)
            # What goes wrong before anything was sent can still be told by a status.
            self._first = kind, data = await self._next()
        if kind is Kind.ERROR:
            raise of_worker(json.loads(data))
        self.has_begun = True

    async def parts(self) -> AsyncIterator[bytes]:
        """The parts of the answer. Raises `Ended` and `TimeoutError` where the rest of it does not come."""
        loop = asyncio.get_running_loop()
        left, until = self._limits.seconds, loop.time() + self._limits.seconds * READING
        kind, data = self._first or (Kind.END, b"")
        while kind is Kind.DATA:
            yield data
            start = loop.time()
            # Only the time that the worker takes counts, not that of a client who reads slowly: up to a bound.
            async with asyncio.timeout_at(min(start + left, until)):
                kind, data = await self._next()
            left -= loop.time() - start
        if kind is Kind.ERROR:
            raise Ended

    async def whole(self) -> bytes:
        """All of the answer, which is known to be small."""
        try:
            return b"".join([part async for part in self.parts()])
        except (Ended, TimeoutError) as error:
            raise Problem(HTTPStatus.SERVICE_UNAVAILABLE, too_long(self._limits)) from error
        finally:
            await self.close()

    async def close(self) -> None:
        """Give the worker back."""
        if not self._is_closed:
            self._is_closed = True
            await self._pool.give_back(self._process, usable=self._is_whole)

    async def _next(self) -> tuple[Kind, bytes]:
        kind, data = await self._process.frame()
        self._is_whole = kind in (Kind.END, Kind.ERROR)
        return kind, data


def too_long(limits: Limits) -> str:
    """What is said of a query that was ended for taking too long."""
    return f"the query took longer than {limits.seconds:g} seconds, and was ended; ask for less"


def too_much(limits: Limits) -> str:
    """What is said where a worker ended by itself."""
    return f"the query needed more than the {limits.memory} MB of memory that it may have; ask for less"
