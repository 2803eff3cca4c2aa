"""What a server packed, unpacked: never more than is allowed, whatever the few bytes promise."""

from __future__ import annotations

import zlib

from kb.fetch.policy import FetchFailed

GZIP = b"\x1f\x8b"
_EITHER = 32 + zlib.MAX_WBITS  # gzip or zlib, by its first bytes
_RAW = -zlib.MAX_WBITS


def inflate(data: bytes, encoding: str | None, *, most: int) -> bytes:
    """A body without its Content-Encoding. Raises FetchFailed where it is broken, unknown or more than `most` bytes."""
    name = (encoding or "identity").strip().casefold()
    if name in ("identity", "") or (name in ("gzip", "x-gzip") and not data.startswith(GZIP)):
        return data  # some servers and archives say gzip of what they have unpacked already
    if name not in ("gzip", "x-gzip", "deflate"):
        raise FetchFailed(f"packed as {name[:20]!r}, which nobody asked for; gzip was expected")
    for bits in (_EITHER, _RAW) if name == "deflate" else (_EITHER,):
        unpacking = zlib.decompressobj(bits)
        try:
            plain = unpacking.decompress(data, most + 1)
        except zlib.error:
            continue
        if len(plain) > most:
            raise FetchFailed(f"unpacks to more than {most // 1_000_000} MB")
        if unpacking.eof:
            return plain
    raise FetchFailed(f"not a whole {name} stream")
