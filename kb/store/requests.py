"""A copy of a store that another process writes: asked for with `wanted`, made by the process itself, `Answering`.

A store that is being written cannot be opened by another process, and its files change under whoever copies them. So
the asker leaves a file, locked, in `kb.snapshots` of the store's folder; the writer makes the copy beside it, and says
so by renaming the file. The copy never goes where an asker says: the writer may be allowed to write where he is not.
"""

from __future__ import annotations

import contextlib
import os
import re
import secrets
import shutil
import threading
import time
import weakref
from collections.abc import Callable
from pathlib import Path

from kb.store.lock import FILE, holders, is_held, take
from kb.store.protocol import StoreLocked, UnusableStore

FOLDER = "kb.snapshots"
WANTED, GRANTED, FAILED = ".wanted", ".granted", ".failed"
REQUEST = re.compile(rf"([0-9a-f]{{16}})({'|'.join(map(re.escape, (WANTED, GRANTED, FAILED)))})")
PAUSE = 0.2  # seconds between two looks


def wanted(folder: Path, target: Path, *, patience: float) -> None:
    """Have the process that writes the store in `folder` copy it, and move the copy to `target`, which must be new.

    Raises `StoreLocked` where that process does not answer within `patience` seconds or lets go of the store before,
    `UnusableStore` where it cannot copy.
    """
    place = folder / FOLDER
    place.mkdir(exist_ok=True)
    request = place / f"{secrets.token_hex(8)}{WANTED}"
    file = os.open(request, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o644)
    try:
        take(file, shared=False)
        _await(request, folder, patience=patience)
        # Within a file system this is a rename; else it copies, and the copy is complete or not named.
        part = target.with_name(f".{target.name}.part")
        shutil.move(place / request.stem, part)
        part.rename(target)
    finally:
        for suffix in (WANTED, GRANTED, FAILED):
            request.with_suffix(suffix).unlink(missing_ok=True)
        shutil.rmtree(place / request.stem, ignore_errors=True)
        os.close(file)


def _await(request: Path, folder: Path, *, patience: float) -> None:
    end = time.monotonic() + patience
    while not request.with_suffix(GRANTED).exists():
        if (failed := request.with_suffix(FAILED)).exists():
            raise UnusableStore(f"{_who(folder)} could not copy the store: {failed.read_text(encoding='utf-8')}")
        if not is_held(folder / FILE):
            raise StoreLocked(f"the store in {folder} was let go of by whoever had it; try again")
        if time.monotonic() > end:
            raise StoreLocked(
                f"the store in {folder} is in use by {_who(folder)}, which made no copy of it in time; "
                "wait for it to finish or stop it"
            )
        time.sleep(PAUSE / 4)


def _who(folder: Path) -> str:
    return "; ".join(map(str, holders(folder))) or "another process"


class Answering:
    """Looks for requests in the folder of a store from time to time, and answers them with `copy`, until `end`.

    `copy` is a method of the store; a store that nobody has any more is not kept alive for it.
    """

    def __init__(self, folder: Path, copy: Callable[[Path], None]) -> None:
        self._place = folder / FOLDER
        self._copy = weakref.WeakMethod(copy)
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._run, name="kb-snapshots", daemon=True)
        self._thread.start()

    def end(self) -> None:
        """Answer no more; one that is being answered is finished."""
        self._ended.set()
        self._thread.join()

    def _run(self) -> None:
        while True:
            with contextlib.suppress(OSError):  # the folder went away, or is not ours to write in
                self._answer()
            if self._ended.wait(PAUSE) or self._copy() is None:
                return

    def _answer(self) -> None:
        if not self._place.is_dir():
            return
        for path in sorted(self._place.iterdir()):
            found = REQUEST.fullmatch(path.name)
            if found is None:
                continue
            if not is_held(path):  # whoever asked is gone
                self._clear(found[1])
                path.unlink(missing_ok=True)
            elif found[2] == WANTED:
                self._grant(path)

    def _grant(self, request: Path) -> None:
        copy = self._copy()
        if copy is None:
            return
        self._clear(request.stem)
        try:
            copy(self._place / request.stem)
        except OSError as error:
            request.write_text(str(error), encoding="utf-8")
            request.rename(request.with_suffix(FAILED))
        else:
            request.rename(request.with_suffix(GRANTED))

    def _clear(self, name: str) -> None:
        """Remove a copy that nobody wants, or that a process began and was killed."""
        for leftover in (name, f"{name}.tmp"):
            shutil.rmtree(self._place / leftover, ignore_errors=True)
