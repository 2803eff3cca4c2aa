"""Reading ahead in a thread, so that a slow source keeps nobody from what is there already."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from queue import Empty, Full, Queue
from typing import TypeVar

T = TypeVar("T")

MOST = 32
"""Things that are read and not taken yet."""
PATIENCE = 0.1
"""Seconds that the next one is waited for."""


@contextmanager
def ahead(items: Iterable[T]) -> Iterator[Iterator[T | None]]:
    """The items, read in a thread while the block runs, and None whenever the next one is slow to come.

    What is raised there is raised here, in its place.
    """
    queue: Queue[tuple[T] | BaseException | None] = Queue(MOST)
    stopped = threading.Event()

    def put(item: tuple[T] | BaseException | None) -> bool:
        while not stopped.is_set():
            try:
                queue.put(item, timeout=PATIENCE)
            except Full:
                continue
            return True
        return False

    def read() -> None:
        try:
            for item in items:
                if not put((item,)):
                    return
            put(None)
        except BaseException as error:  # noqa: BLE001 - it is raised again, where it is taken
            put(error)

    def taken() -> Iterator[T | None]:
        while True:
            try:
                item = queue.get(timeout=PATIENCE)
            except Empty:
                yield None
                continue
            if item is None:
                return
            if isinstance(item, BaseException):
                raise item
            yield item[0]

    # A daemon: it may wait for ever for somebody to write into a pipe.
    threading.Thread(target=read, daemon=True).start()
    try:
        yield taken()
    finally:
        stopped.set()
