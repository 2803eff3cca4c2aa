"""A lock on a folder that the system lets go of when the process ends, however it ends; and who holds it.

`kb.lock` decides. Beside it each holder has a note of its own, `kb.lock.<process>-<number>`, which says who it is and
which it holds a lock on itself: a note without a lock is that of a process that is gone, and is never believed.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import secrets
import socket
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from kb.store.protocol import StoreLocked

FILE = "kb.lock"
NOTE = re.compile(rf"{re.escape(FILE)}\.\d+-[0-9a-f]+")
COMMAND_LENGTH = 200  # characters of a command line in a note
PAUSE = 0.02  # seconds between two tries to lock
TRIES = 3  # a note may be cleared away before it is locked


@dataclass(frozen=True, slots=True)
class Holder:
    """A process that has the folder: its id and its command line, on which machine, since when, and what for."""

    pid: int
    command: str
    host: str
    since: str
    writes: bool

    def __str__(self) -> str:
        where = "" if self.host == socket.gethostname() else f" on {self.host}"
        does = "writes" if self.writes else "reads"
        return f"`{self.command}` (process {self.pid}{where}), which {does} since {self.since}"


class Lock:
    """Holds the folder for one writer, or together with other readers, until `release`.

    One that others hold is waited for, `patience` seconds: a copy of a store takes less. Raises `StoreLocked`.
    """

    def __init__(self, folder: Path, *, shared: bool, patience: float = 0.0) -> None:
        self._file = os.open(folder / FILE, os.O_RDONLY | os.O_CREAT, 0o666)
        end = time.monotonic() + patience
        while True:
            try:
                take(self._file, shared=shared)
            except BlockingIOError as error:
                if time.monotonic() >= end:
                    os.close(self._file)
                    raise StoreLocked(_refusal(folder, shared=shared)) from error
                time.sleep(PAUSE)
            else:
                break
        self._note = _noted(folder, writes=not shared)

    def release(self) -> None:
        """Let others have the folder."""
        if self._note is not None:
            file, path = self._note
            path.unlink(missing_ok=True)
            os.close(file)
        os.close(self._file)


def holders(folder: Path) -> tuple[Holder, ...]:
    """Who has the folder now; notes of processes that are gone are cleared away."""
    return tuple(_holders(folder))


def take(file: int, *, shared: bool) -> None:
    """Lock an open file, for oneself or together with others. Raises `BlockingIOError` where another has it."""
    if sys.platform == "win32":  # RocksDB's own lock still keeps two writers apart
        return
    import fcntl

    fcntl.flock(file, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)


def is_held(path: Path) -> bool:
    """Whether a living process has the file locked."""
    try:
        file = os.open(path, os.O_RDONLY)
    except OSError:
        return False
    try:
        take(file, shared=True)
    except BlockingIOError:
        return True
    finally:
        os.close(file)
    return False


def _refusal(folder: Path, *, shared: bool) -> str:
    who = "; ".join(map(str, holders(folder))) or "another process, which left no word of who it is"
    read = "; to read meanwhile, `kb backup` makes a copy" if shared else ""
    return f"the store in {folder} is in use by {who}; wait for it to finish or stop it{read}"


def _holders(folder: Path) -> Iterator[Holder]:
    for path in sorted(path for path in folder.iterdir() if NOTE.fullmatch(path.name)):
        if is_held(path):
            with contextlib.suppress(OSError, ValueError, TypeError):
                yield Holder(**json.loads(path.read_text(encoding="utf-8")))
        else:
            with contextlib.suppress(OSError):
                path.unlink()


def _noted(folder: Path, *, writes: bool) -> tuple[int, Path] | None:
    """A note of this process, locked; None where none can be left, as in a folder of somebody else."""
    if sys.platform == "win32":
        return None
    text = json.dumps(asdict(_this_process(writes=writes)), ensure_ascii=False)
    for _ in range(TRIES):
        path = folder / f"{FILE}.{os.getpid()}-{secrets.token_hex(4)}"
        try:
            file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o644)
        except OSError:
            return None
        with contextlib.suppress(OSError):
            take(file, shared=False)
            os.write(file, text.encode("utf-8", errors="replace"))
            if path.exists():
                return file, path
        os.close(file)
        with contextlib.suppress(OSError):
            path.unlink()
    return None


def _this_process(*, writes: bool) -> Holder:
    path, *arguments = sys.argv or ["python"]
    program = Path(path).parent if Path(path).name == "__main__.py" else Path(path)  # as of `python -m kb`
    command = " ".join((program.name or "python", *arguments))
    since = datetime.now().astimezone().strftime("%Y-%m-%d %H:%M:%S")
    return Holder(os.getpid(), " ".join(command.split())[:COMMAND_LENGTH], socket.gethostname(), since, writes)
