"""What a process that answers questions reads: snapshots of a store on disk, taken as it is written to.

A store that another process writes must not be read (RocksDB), and one that is read cannot be written (its lock). So
whoever serves reads copies, which cost milliseconds, since they share their files with the store by hard links. They
lie inside the store's folder, in `kb.serving`, each held by a lock that ends with the process that reads it; what
nobody holds is removed, so that not even a process that is killed leaves anything for long.
"""

from __future__ import annotations

import os
import secrets
import shutil
from contextlib import suppress
from pathlib import Path

from kb.store.lock import FILE, Lock
from kb.store.protocol import StoreLocked, StoreNotFound, UnusableStore
from kb.store.requests import wanted

FOLDER = "kb.serving"
PATIENCE = 5.0
"""Seconds that a process that writes has to hand out a snapshot."""
KEPT = 2
"""The snapshots held: the last one, and the one before for whoever was just told to read it."""

State = frozenset[tuple[str, int, int]]


class Snapshots:
    """Takes snapshots of the store in a folder, and holds the latest until `close`."""

    def __init__(self, folder: Path) -> None:
        if not (folder / "CURRENT").exists():
            raise StoreNotFound(f"there is no store in {folder}; `kb add` makes one")
        self._folder = folder
        self._held: list[tuple[Path, Lock]] = []
        self._seen: State | None = None

    @property
    def latest(self) -> Path:
        """The folder of the latest snapshot, a store to be opened read-only. Raises `StoreLocked` before the first."""
        if not self._held:
            raise StoreLocked(f"the store in {self._folder} is in use by another process, and it gives no snapshot")
        return self._held[-1][0]

    def refresh(self) -> bool:
        """Take a snapshot where the store was written to since the last one; whether there is a new one.

        Where another process holds the store and gives none, there is none for now.
        """
        seen = state(self._folder)
        if seen == self._seen and self._held:
            return False
        serving = self._folder / FOLDER
        try:
            serving.mkdir(exist_ok=True)
            # Held by whoever makes or removes snapshots, so that nobody removes one that is being made.
            turn = Lock(serving, shared=False)
        except StoreLocked:
            return False
        except OSError as error:
            raise UnusableStore(f"no snapshot can be made in {serving}: {error.strerror or error}") from error
        try:
            path = serving / f"{os.getpid()}-{secrets.token_hex(4)}"
            if not _copied(self._folder, path):
                return False
            self._held.append((path, Lock(path, shared=True)))
            self._seen = seen
            for _, lock in self._held[:-KEPT]:
                lock.release()
            del self._held[:-KEPT]
            _sweep(serving)
        finally:
            turn.release()
        return True

    def close(self) -> None:
        """Let go of the snapshots, and remove those that nobody else holds."""
        for _, lock in self._held:
            lock.release()
        self._held.clear()
        sweep(self._folder)


def state(folder: Path) -> State:
    """What tells whether a store was written to: the names, sizes and times of its files."""
    found = set()
    for entry in os.scandir(folder):
        # LOG is what RocksDB says of itself, and says also when it only reads.
        if entry.name in (FILE, "LOCK") or entry.name.startswith(("LOG", "kb.")):
            continue
        with suppress(FileNotFoundError):
            about = entry.stat()
            found.add((entry.name, about.st_size, about.st_mtime_ns))
    return frozenset(found)


def sweep(folder: Path) -> None:
    """Remove the snapshots of a store that no process holds."""
    serving = folder / FOLDER
    if not serving.is_dir():
        return
    with suppress(StoreLocked):
        turn = Lock(serving, shared=False)
        try:
            _sweep(serving)
        finally:
            turn.release()


def _sweep(serving: Path) -> None:
    for path in serving.iterdir():
        if path.is_dir():
            with suppress(StoreLocked, OSError):
                Lock(path, shared=False).release()
                shutil.rmtree(path, ignore_errors=True)


def _copied(folder: Path, target: Path) -> bool:
    """Whether a copy of the store could be made: by ourselves where nobody writes, else by the one who does."""
    import pyoxigraph as ox

    try:
        lock = Lock(folder, shared=True)
    except StoreLocked:
        return _given(folder, target)
    try:
        ox.Store.read_only(str(folder)).backup(target)
    except (OSError, ValueError) as error:
        raise UnusableStore(f"the store in {folder} cannot be read: {error}") from error
    finally:
        lock.release()
    return True


def _given(folder: Path, target: Path) -> bool:
    try:
        wanted(folder, target, patience=PATIENCE)
    except StoreLocked:
        return False
    return True
