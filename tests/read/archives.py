"""Web archives as crawlers write them, for the tests."""

from __future__ import annotations

import io
import zipfile
from typing import Any


def warc(*records: dict[str, Any], gzipped: bool = False) -> bytes:
    """An archive of records: `url`, `body`, perhaps `type`, `status` and `headers`, `kind`, `warc` headers."""
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    buffer = io.BytesIO()
    writer = WARCWriter(buffer, gzip=gzipped)
    for record in records:
        kind, body = record.get("kind", "response"), record["body"]
        payload = io.BytesIO(body if isinstance(body, bytes) else body.encode())
        headers = [("Content-Type", record.get("type", "text/html; charset=utf-8")), *record.get("headers", ())]
        http = StatusAndHeaders(record.get("status", "200 OK"), headers, protocol="HTTP/1.1")
        of_http = {"http_headers": http} if kind == "response" else {"warc_content_type": record.get("type")}
        written = writer.create_warc_record(
            record["url"], kind, payload=payload, warc_headers_dict=dict(record.get("warc", ())), **of_http
        )
        writer.write_record(written)
    return buffer.getvalue()


def wacz(*archives: bytes, folder: str = "archive") -> bytes:
    """A zip file of archives."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("datapackage.json", "{}")
        for number, archive in enumerate(archives):
            suffix = ".gz" if archive.startswith(b"\x1f\x8b") else ""
            file.writestr(f"{folder}/{number}.warc{suffix}", archive)
    return buffer.getvalue()
