"""Signals that are this process's own matter, and not that of those it starts or talks to."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import resource_tracker
from types import FrameType


@contextmanager
def undisturbed() -> Iterator[None]:
    """Processes and threads that are started here are not interrupted by Ctrl-C, which is for this one to deal with.

    It is dealt with at the end of the block: a process that is half started would be known to nobody.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    # It is started with the first process otherwise, and then lets these signals through again.
    resource_tracker.ensure_running()
    with _put_off():
        before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        try:
            yield
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def _put_off() -> Iterator[None]:
    """Ctrl-C is dealt with at the end of the block, also where another thread than this one is told of it."""
    handler = signal.getsignal(signal.SIGINT)
    if threading.current_thread() is not threading.main_thread() or not callable(handler):
        yield
        return
    came: list[FrameType | None] = []
    signal.signal(signal.SIGINT, lambda _, frame: came.append(frame))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, handler)
    if came:
        handler(signal.SIGINT, came[0])


@contextmanager
def without_sigpipe() -> Iterator[None]:
    """What is sent to a worker that died is an error here, also where a pipe that is closed ends the program."""
    is_main = threading.current_thread() is threading.main_thread()
    if not hasattr(signal, "SIGPIPE") or not is_main or signal.getsignal(signal.SIGPIPE) != signal.SIG_DFL:
        yield
        return
    signal.signal(signal.SIGPIPE, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
