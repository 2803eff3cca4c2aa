"""What a worker and the server say to each other: requests as lines of JSON, answers as frames of bytes."""

from __future__ import annotations

import asyncio
import io
import json
import struct
from enum import IntEnum
from typing import Any, BinaryIO

HEADER = struct.Struct(">BI")
CHUNK = 64 * 1024
"""Bytes of an answer that travel together: no answer is held in memory as a whole."""


class Kind(IntEnum):
    """What a frame holds."""

    HEAD = 1  # of what type the answer is, as JSON
    DATA = 2  # a part of the answer
    END = 3  # nothing: the answer is whole
    ERROR = 4  # what went wrong, as JSON; no answer follows


class TooLarge(Exception):
    """An answer that is larger than allowed."""


class Frames(io.RawIOBase):
    """A stream whose content travels as frames of data, at most `most` bytes of it."""

    def __init__(self, pipe: BinaryIO, *, most: int) -> None:
        self._pipe = pipe
        self._left = most

    def writable(self) -> bool:
        """It is only written."""
        return True

    def write(self, data: Any) -> int:
        """Send the bytes. Raises `TooLarge`."""
        size = len(data)
        self._left -= size
        if self._left < 0:
            raise TooLarge
        send(self._pipe, Kind.DATA, bytes(data))
        return size


def send(pipe: BinaryIO, kind: Kind, data: bytes = b"") -> None:
    """Send one frame."""
    pipe.write(HEADER.pack(kind, len(data)) + data)
    pipe.flush()


def send_json(pipe: BinaryIO, kind: Kind, value: object) -> None:
    """Send one frame of JSON."""
    send(pipe, kind, json.dumps(value).encode())


async def receive(pipe: asyncio.StreamReader) -> tuple[Kind, bytes]:
    """The next frame. Raises `asyncio.IncompleteReadError` where the worker has ended."""
    kind, size = HEADER.unpack(await pipe.readexactly(HEADER.size))
    return Kind(kind), await pipe.readexactly(size)
