"""Bytes as text: which encoding, and what is left out of it."""

from __future__ import annotations

import codecs
import re
import unicodedata
from typing import BinaryIO

from kb.errors import UnreadableSource

# spaCy's own bound for one document; the longest report in the news is a tenth of it.
MAX_CHARACTERS = 1_000_000
MAX_PAGE_BYTES = 10_000_000
_BYTES_A_CHARACTER = 4

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_CHARSET = re.compile(
    rb"<(?:meta[^>]{0,200}?charset\s*=|\?xml[^>]{0,100}?encoding\s*=)\s*[\"']?\s*([\w.:-]{2,30})", re.IGNORECASE
)
# Nothing but one-to-one tables and UTF-8: a page must not choose «unicode_escape».
_PAGE_ENCODINGS = re.compile(r"utf-8|cp125\d|iso8859-\d+|koi8-[ru]|cp866|mac-cyrillic")
# Half a surrogate pair, which JSON-LD may hold, is no character: it cannot even be hashed.
_SURROGATES = range(0xD800, 0xE000)
_CONTROLS = (c for c in range(32) if chr(c) not in "\t\n")
_INVISIBLE = dict.fromkeys([*map(ord, "\ufeff\u00ad\u200b\u200c\u200d\u200e\u200f\u2060"), *_SURROGATES, *_CONTROLS])
_LINE_END = re.compile("\r\n?|[\u0085\u2028\u2029\v\f]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")


def read_text(stream: BinaryIO) -> str:
    """A plain text, normalised: UTF-8, or UTF-16 with its mark."""
    data = _read(stream, _BYTES_A_CHARACTER * MAX_CHARACTERS, f"{MAX_CHARACTERS:,} characters")
    text = normalise(_decode_text(data))
    check_length(text)
    if not text.strip():
        raise UnreadableSource("holds nothing but white space; an article's text was expected")
    return text


def read_page(stream: BinaryIO, charset: str | None = None) -> str:
    """An HTML or XML page in UTF-8, in the encoding that its server or it itself declares, or in windows-1251.

    Old Ukrainian sites leave the last unsaid.
    """
    data = _read(stream, MAX_PAGE_BYTES, f"{MAX_PAGE_BYTES // 1_000_000} MB")
    return re.sub(r"^\s*<\?xml[^>]*\?>", "", _decode_page(data, charset))


def normalise(text: str) -> str:
    r"""The text in NFC, with \n for line ends and without invisible characters.

    >>> normalise("Киі\u0308в\r\n\ufeffсло\u00adво").splitlines()
    ['Київ', 'слово']
    """
    return unicodedata.normalize("NFC", _LINE_END.sub("\n", text).translate(_INVISIBLE))


def check_length(text: str) -> None:
    """Refuse a text that is too long for one article."""
    if len(text) > MAX_CHARACTERS:
        raise UnreadableSource(_too_large(f"{MAX_CHARACTERS:,} characters"))


def _too_large(limit: str) -> str:
    return f"too large for one article: more than {limit}; give many articles as a folder or as JSON lines"


def _read(stream: BinaryIO, most: int, limit: str) -> bytes:
    data = stream.read(most + 1)
    if len(data) > most:
        raise UnreadableSource(_too_large(limit))
    if not data:
        raise UnreadableSource("empty; an article was expected")
    return data


def _decode_text(data: bytes) -> str:
    mark, encoding = _marked(data)
    if encoding == "utf-8" and b"\0" in data:
        raise UnreadableSource(f"binary: a NUL at byte {data.index(0)}; text, HTML or JSON lines were expected")
    try:
        text = data[len(mark) :].decode(encoding)
    except UnicodeDecodeError as error:
        raise _broken(error, encoding, len(mark)) from None
    if len(_CONTROL.findall(text)) > len(text) // 50:
        raise UnreadableSource("binary: control characters; text, HTML or JSON lines were expected")
    return text


def _broken(error: UnicodeDecodeError, encoding: str, skipped: int) -> UnreadableSource:
    at = error.start + skipped
    return UnreadableSource(
        f"not {encoding.upper()} at byte {at} (0x{error.object[error.start]:02x}); save it as UTF-8"
    )


def _marked(data: bytes) -> tuple[bytes, str]:
    return next(((mark, name) for mark, name in _MARKS if data.startswith(mark)), (b"", "utf-8"))


def _decode_page(data: bytes, charset: str | None) -> str:
    try:
        return _decode_text(data)
    except UnreadableSource as error:
        if b"\0" in data:
            raise
        broken = error
    # A page of UTF-8 with one broken byte must not be read as windows-1251, which takes nearly everything.
    if sum("а" <= c <= "я" for c in data.decode("utf-8", "ignore").casefold()) > len(data) // 20:
        raise broken
    declared = _CHARSET.search(data[:4096])
    for name in filter(None, (charset, declared and declared[1].decode("ascii", "ignore"), "cp1251")):
        try:
            if _PAGE_ENCODINGS.fullmatch(codecs.lookup(name).name):
                return data.decode(name)
        except (LookupError, UnicodeDecodeError):
            continue
    raise broken
