"""Lines of N-Quads as a stream, for a store that holds every triple in its default graph, too."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from typing import Any

# No text holds a line's end, and an object is never followed by the end of the line.
_GRAPH = re.compile(rb" <[^<> ]*> \.\n")
BUFFER = 1 << 20


def in_both(pieces: Iterable[bytes]) -> Iterator[bytes]:
    r"""Each piece of whole lines, and the same for the default graph.

    >>> list(in_both([b"<s:> <p:> <o:> <g:> .\n"]))
    [b'<s:> <p:> <o:> <g:> .\n', b'<s:> <p:> <o:> .\n']
    """
    for piece in pieces:
        yield piece
        yield _GRAPH.sub(b" .\n", piece)


def stream(pieces: Iterable[bytes]) -> io.BufferedReader:
    """The pieces as one file, each made when it is read."""
    return io.BufferedReader(_Stream(iter(pieces)), BUFFER)


class _Stream(io.RawIOBase):
    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces = pieces
        self._rest = memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        room = memoryview(buffer).cast("B")
        while not self._rest:
            piece = next(self._pieces, None)
            if piece is None:
                return 0
            self._rest = memoryview(piece)
        size = min(len(room), len(self._rest))
        room[:size], self._rest = self._rest[:size], self._rest[size:]
        return size
