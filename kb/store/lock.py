"""A lock on a folder that the system lets go of when the process ends, however it ends."""

from __future__ import annotations

import os
from pathlib import Path

from kb.store.protocol import StoreLocked

FILE = "kb.lock"


class Lock:
    """Holds the folder for one writer, or together with other readers, until `release`."""

    def __init__(self, folder: Path, *, shared: bool) -> None:
        self._file = os.open(folder / FILE, os.O_RDONLY | os.O_CREAT, 0o666)
        try:
            _take(self._file, shared=shared)
        except BlockingIOError as error:
            os.close(self._file)
            raise StoreLocked(
                f"the store in {folder} is in use by another process; wait for it to finish or stop it"
            ) from error

    def release(self) -> None:
        """Let others have the folder."""
        os.close(self._file)


def _take(file: int, *, shared: bool) -> None:
    try:
        import fcntl
    except ImportError:  # Windows: RocksDB's own lock still keeps two writers apart
        return
    fcntl.flock(file, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
