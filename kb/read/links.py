"""Reads a list of addresses, one to a line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from kb.errors import UnreadableSource
from kb.read.source import Failure, Found, Link, Source

MAX_LINE_BYTES = 8192
# Lines one after another that are no addresses: then it is no list of them.
MOST_BROKEN = 1000
# What is longer than any server takes is no address, and would fill the screen.
ADDRESS = re.compile(r"https?://\S{1,2000}", re.IGNORECASE)


def read_links(stream: BinaryIO, source: Source) -> Iterator[Found]:
    """The addresses of a list; empty lines and those that begin with # are passed over, any other is named."""
    empty, broken = True, 0
    for number, line in enumerate(iter(lambda: stream.readline(MAX_LINE_BYTES), b""), 1):
        words = line.decode("utf-8-sig", "replace").strip()
        if not words or words.startswith("#"):
            continue
        empty = False
        if ADDRESS.fullmatch(words):
            broken = 0
            yield Link(words)
            continue
        broken += 1
        yield Failure(f"{source.name}:{number}", UnreadableSource("not an address; https://... was expected"))
        if broken == MOST_BROKEN:
            raise UnreadableSource(f"{MOST_BROKEN:,} lines one after another that are no addresses; no more are read")
    if empty:
        raise UnreadableSource("empty; one address a line was expected")
