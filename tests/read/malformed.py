"""Sources that are broken in every way that we can think of, made from a seed."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import zipfile
import zlib
from collections.abc import Callable, Iterator
from random import Random

from kb.read import READERS
from tests.read.archives import wacz, warc
from tests.read.pages import BODY, LEAD, page

SUFFIXES = (*READERS, "", ".xml", ".gz", ".zip", ".bin")
_NASTY = (b"\0", b"\xff", b"\xfe\xff", b"<", b">", b"&", b"]]>", b"\r", b"{", b'"', b"\x1b[2J", b"\xed\xa0\x80", b"%")
_TAGS = ("<div>", "<p>", "<b>", "<table><tr><td>", "<li>", "<a href=x>", "<h1>", "<article>", "<![CDATA[", "<!--", "&")


def malformed(count: int, seed: int = 1) -> Iterator[tuple[str, bytes]]:
    """File names with what is in them; of the same seed the same."""
    random = Random(seed)
    sound = [(kind, make()) for kind, make in SOUND.items()]
    for number in range(count):
        if random.random() < 0.3:
            made = random.choice(MADE)
            name, data = made.__name__.strip("_"), made(random)
        else:
            name, data = random.choice(sound)
            for _ in range(random.choice((1, 1, 1, 2, 5))):
                change = random.choice(CHANGES)
                data = change(random, data)
        # Mostly what its name says, now and then anything.
        kind = name if "." in name and random.random() < 0.7 else name.partition(".")[0] + random.choice(SUFFIXES)
        yield f"{number}-{kind}", data


def _feed() -> bytes:
    content = f"<content:encoded><![CDATA[<p>{LEAD}</p><p>{BODY}</p>]]></content:encoded>"
    items = "".join(f"<item><title>Мер</title><link>https://example.org/{i}</link>{content}</item>" for i in range(3))
    head = '<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">'
    return f"{head}<channel><title>Приклад</title>{items}</channel></rss>".encode()


def _lines() -> bytes:
    rows = ({"id": str(i), "text": f"{LEAD}\n\n{BODY}", "date": "2021-12-02"} for i in range(3))
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()


def _archive(*, gzipped: bool) -> bytes:
    pages = ({"url": f"https://example.org/{i}", "body": page(f"Новина {i}")} for i in range(3))
    return warc(*pages, gzipped=gzipped)


SOUND: dict[str, Callable[[], bytes]] = {
    "text.txt": lambda: f"Мер пообіцяв трамвай\n\n{LEAD}\n\n{BODY}\n".encode(),
    "page.html": lambda: page().encode(),
    "lines.jsonl": _lines,
    "lines.jsonl.gz": lambda: gzip.compress(_lines()),
    "feed.xml": _feed,
    "map.xml": lambda: b"<urlset>" + b"<url><loc>https://example.org/a</loc></url>" * 3 + b"</urlset>",
    "list.txt": lambda: b"https://example.org/a\nhttps://example.org/b\n",
    "archive.warc": lambda: _archive(gzipped=False),
    "archive.warc.gz": lambda: _archive(gzipped=True),
    "archive.wacz": lambda: wacz(_archive(gzipped=True), _archive(gzipped=False)),
}


# --- changes to what was sound


def _cut(random: Random, data: bytes) -> bytes:
    return data[: random.randrange(len(data) + 1)]


def _behead(random: Random, data: bytes) -> bytes:
    return data[random.randrange(len(data) + 1) :]


def _flip(random: Random, data: bytes) -> bytes:
    spoilt = bytearray(data)
    for _ in range(random.choice((1, 1, 5, 50)) if spoilt else 0):
        spoilt[random.randrange(len(spoilt))] = random.randrange(256)
    return bytes(spoilt)


def _insert(random: Random, data: bytes) -> bytes:
    at = random.randrange(len(data) + 1)
    return data[:at] + random.choice(_NASTY) * random.choice((1, 3, 1000)) + data[at:]


def _repeat(random: Random, data: bytes) -> bytes:
    at, length = random.randrange(len(data) + 1), random.randrange(1, 200)
    return data[:at] + data[at : at + length] * random.choice((2, 50, 500)) + data[at:]


def _remove(random: Random, data: bytes) -> bytes:
    at = random.randrange(len(data) + 1)
    return data[:at] + data[at + random.randrange(1, 300) :]


def _encode(random: Random, data: bytes) -> bytes:
    """A part of it in another encoding."""
    at = random.randrange(len(data) + 1)
    words = data[at:].decode("utf-8", "ignore")
    return data[:at] + words.encode(random.choice(("cp1251", "utf-16", "koi8-u", "utf-7", "cp866")), "ignore")


def _nest(random: Random, data: bytes) -> bytes:
    at = random.randrange(len(data) + 1)
    return data[:at] + random.choice(_TAGS).encode() * random.choice((10, 300, 20_000)) + data[at:]


def _lengthen(random: Random, data: bytes) -> bytes:
    at = random.randrange(len(data) + 1)
    return data[:at] + random.choice(("слово ", "a", " ", "«", "1", "а, ")).encode() * 100_000 + data[at:]


def _pack(random: Random, data: bytes) -> bytes:
    return random.choice((gzip.compress, zlib.compress, bz2.compress))(data)


CHANGES = (_cut, _behead, _flip, _insert, _repeat, _remove, _encode, _nest, _lengthen, _pack)


# --- what is broken from the start


def _nothing(random: Random) -> bytes:
    return random.choice(
        (b"", b" \n\t", b"\xef\xbb\xbf", b"\xff\xfe", b"\0" * 5000, b"\n" * 200_000, b"<", b"{", b"PK")
    )


def _noise(random: Random) -> bytes:
    return random.choice((b"", b"\x1f\x8b", b"PK\x03\x04", b"WARC/1.0\r\n", b"<rss>", b'{"')) + random.randbytes(3000)


def _gzip_bomb(random: Random) -> bytes:
    bomb = zlib.compressobj(9, zlib.DEFLATED, 31)
    block = random.choice((b"\0", b"\n", b" ", b"<p>", b'{"a":', b"WARC/1.0\r\n")) * 300_000
    return b"".join(bomb.compress(block) for _ in range(random.choice((1, 40)))) + bomb.flush()


def _nested_gzip(random: Random) -> bytes:
    data = b"\0" * 1_000_000
    for _ in range(random.randrange(2, 6)):
        data = gzip.compress(data)
    return data


def _zip_bomb(random: Random) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        for i in range(random.randrange(1, 4)):
            file.writestr(
                f"archive/{i}.warc", random.choice((b"\0", b"WARC/1.0\r\nContent-Length: 9\r\n\r\n")) * 500_000
            )
    return buffer.getvalue()


def _zip(random: Random) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", random.choice((zipfile.ZIP_STORED, zipfile.ZIP_BZIP2))) as file:
        file.writestr(random.choice(("archive/a.warc.gz", "archive/../../a.warc", "a.txt")), random.randbytes(500))
    return _flip(random, buffer.getvalue())


def _warc(random: Random) -> bytes:
    length = random.choice((b"", b"0", b"-1", b"9", b"99999999999999999999", b"abc", b"1" * 5000))
    kind = random.choice((b"response", b"resource", b"nonsense", b""))
    head = b"WARC/1.0\r\nWARC-Type: " + kind + b"\r\nWARC-Target-URI: " + random.choice((b"http://a/", b"", b"\xff"))
    http = random.choice((b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n", b"HTTP\r\n" * 1000, b"", b"\0" * 100))
    tail = random.choice((b"", b"\r\n" * 9, b"X: y\r\n" * 20_000, page().encode()))
    return (head + b"\r\nContent-Length: " + length + b"\r\n\r\n" + http + tail + b"\r\n\r\n") * random.randrange(1, 4)


def _xml(random: Random) -> bytes:
    entities = '<!ENTITY a0 "aaaaaaaaaa">' + "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 12))
    outside = '<!ENTITY a11 SYSTEM "file:///etc/passwd">'
    root = random.choice(("rss", "feed", "urlset", "sitemapindex", "html"))
    inner = random.choice(
        ("<channel><item><title>&a11;</title></item></channel>", "<url><loc>http://a/&a11;</loc></url>")
    )
    doctype = f"<!DOCTYPE {root} [{random.choice((entities, outside))}]>"
    return f"<?xml version='1.0'?>{doctype}<{root}>{inner}</{root}>".encode()


def _json(random: Random) -> bytes:
    deep = '{"a":' * 5000
    row = random.choice(
        (deep, "[" * 50_000, '{"text": ' + "9" * 5000 + "}", '{"text": "\\ud800"}', '{"text": NaN}', "null")
    )
    return (random.choice(("", '{"id": 1}\n', "\ufeff")) + f"{row}\n" * random.choice((1, 3, 1500))).encode()


def _tags(random: Random) -> bytes:
    return (random.choice(_TAGS) * random.choice((100, 10_000, 120_000))).encode() + LEAD.encode()


def _long_line(random: Random) -> bytes:
    return random.choice(("слово ", "https://a/", "{", "a", "<p>слово")).encode() * random.choice((10_000, 500_000))


MADE = (_nothing, _noise, _gzip_bomb, _nested_gzip, _zip_bomb, _zip, _warc, _xml, _json, _tags, _long_line)
