"""Packed streams, unpacked as they are read, and only while that is in proportion."""

from __future__ import annotations

import gzip
import io
import zipfile
import zlib
from collections.abc import Callable
from typing import IO, Any, BinaryIO, cast

from kb.errors import UnreadableSource

GZIP = b"\x1f\x8b"
# News pack to a fifth of their size, the same article again and again to a fiftieth; a bomb to a thousandth.
MOST_TIMES = 200
# What a small file may unpack to in any case, in bytes.
HARMLESS = 10_000_000


class Unpacked(io.RawIOBase):
    """What unpacks from a stream. Raises UnreadableSource where it is broken, or where it grows out of proportion.

    `packed` tells how many packed bytes have been read so far.
    """

    def __init__(self, stream: IO[bytes], packed: Callable[[], int]) -> None:
        self._stream = stream
        self._packed = packed
        self._read = 0

    def readable(self) -> bool:
        """It can be read, and no more."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill the buffer with what comes next."""
        try:
            data = cast(Any, self._stream).read1(len(buffer))
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            raise UnreadableSource(f"not a whole gzip file: {error}") from None
        except zipfile.BadZipFile as error:
            raise UnreadableSource(f"broken within its zip file: {error}") from None
        self._read += len(data)
        if self._read > max(HARMLESS, MOST_TIMES * self._packed()):
            raise UnreadableSource(f"unpacks to more than {MOST_TIMES} times its size: no articles do that")
        buffer[: len(data)] = data
        return len(data)


class _Counted:
    """A stream that knows how much of it was read."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.count = 0

    def read(self, size: int = -1) -> bytes:
        data = self._stream.read(size)
        self.count += len(data)
        return data


def gunzipped(stream: BinaryIO) -> io.BufferedReader:
    """What a gzip stream holds, of one member or many."""
    counted = _Counted(stream)
    return io.BufferedReader(Unpacked(cast(Any, gzip.GzipFile(fileobj=cast(Any, counted))), lambda: counted.count))
