"""Reads a WACZ file: a zip file of WARC files, https://specs.webrecorder.net/wacz/1.1.1/."""

from __future__ import annotations

import io
import re
import shutil
import struct
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import replace
from typing import IO, BinaryIO

from kb.errors import UnreadableSource
from kb.read.source import Failure, Found, Source, guarded
from kb.read.unpack import Unpacked, gunzipped
from kb.read.warc import read_warc

# What zipfile raises at files that are broken, locked or packed in a way that it does not know.
_BROKEN = (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, zlib.error, ValueError, struct.error)
_WARC = re.compile(r"archive/.+\.warc(\.gz)?", re.IGNORECASE)


def read_wacz(stream: BinaryIO, source: Source) -> Iterator[Found]:
    """The articles of the WARC files in a WACZ file."""
    with _seekable(stream) as file:
        try:
            archive = zipfile.ZipFile(file)
        except _BROKEN as error:
            raise UnreadableSource(f"not a whole zip file: {str(error)[:100]}") from None
        with archive:
            for member in _members(archive, file):
                yield from _member(archive, member, replace(source, name=f"{source.name}:{member.filename}"))


def _members(archive: zipfile.ZipFile, file: IO[bytes]) -> list[zipfile.ZipInfo]:
    members = [member for member in archive.infolist() if _WARC.fullmatch(member.filename)]
    if not members:
        raise UnreadableSource("a zip file without archive/*.warc, so no WACZ; unpack it and add the folder")
    if sum(member.compress_size for member in members) > file.seek(0, io.SEEK_END):
        raise UnreadableSource("a zip file whose parts overlap: no articles do that")
    return sorted(members, key=lambda member: member.filename)


def _member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, source: Source) -> Iterator[Found]:
    try:
        with archive.open(member) as packed:
            plain: BinaryIO = io.BufferedReader(Unpacked(packed, lambda: member.compress_size))
            if member.filename.casefold().endswith(".gz"):
                plain = gunzipped(plain)
            yield from guarded(read_warc, plain, source)
    except _BROKEN as error:
        yield Failure(source.name, UnreadableSource(f"broken within its zip file: {str(error)[:100]}"))


def _seekable(stream: BinaryIO) -> IO[bytes]:
    """The stream, or a copy of one that can only be read from beginning to end: a zip file begins at its end."""
    if stream.seekable():
        return stream
    copy = tempfile.TemporaryFile()  # noqa: SIM115 - the caller closes it
    shutil.copyfileobj(stream, copy)
    return copy
