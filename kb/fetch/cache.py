"""Pages as they were fetched last, so that a server can be asked whether they have changed."""

from __future__ import annotations

import sqlite3
import time
import zlib
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from kb.fetch.exchange import Answer

FILE = "fetched.sqlite"
MOST_BYTES = 200_000_000  # of packed pages; the ones that were asked for longest ago go first
_PRUNE_EVERY = 100
_TABLE = """CREATE TABLE IF NOT EXISTS page
    (url TEXT PRIMARY KEY, etag TEXT, modified TEXT, type TEXT, body BLOB NOT NULL, size INTEGER NOT NULL, used REAL)"""


@dataclass(frozen=True, slots=True)
class Kept:
    """A page that is kept: what its server said to know it by, its type and its body."""

    etag: str | None
    modified: str | None
    type: str | None
    body: bytes

    @property
    def conditions(self) -> dict[str, str]:
        """The headers that ask for the page only if it is another by now."""
        known = {"If-None-Match": self.etag, "If-Modified-Since": self.modified}
        return {name: value for name, value in known.items() if value}


class Cache:
    """A few pages in a folder. Never the truth: where it cannot be read or written, pages are fetched whole."""

    def __init__(self, folder: Path, *, most_bytes: int = MOST_BYTES) -> None:
        self._path = folder / FILE
        self._most = most_bytes
        self._kept = 0

    def get(self, url: str) -> Kept | None:
        """The page of this address, if it is there."""
        try:
            with closing(self._open()) as database, database:
                row = database.execute("SELECT etag, modified, type, body FROM page WHERE url = ?", (url,)).fetchone()
                database.execute("UPDATE page SET used = ? WHERE url = ?", (time.time(), url))
            return row and Kept(row[0], row[1], row[2], zlib.decompress(row[3]))
        except (sqlite3.Error, OSError, zlib.error):
            return None

    def keep(self, url: str, answer: Answer) -> None:
        """Keep a page that its server can be asked about; others would only take room."""
        etag, modified = answer.headers.get("etag"), answer.headers.get("last-modified")
        if not (etag or modified) or _must_go(answer.headers):
            return
        body = zlib.compress(answer.body)
        row = (url, etag, modified, answer.headers.get("content-type"), body, len(body), time.time())
        try:
            with closing(self._open()) as database, database:
                database.execute("INSERT OR REPLACE INTO page VALUES (?, ?, ?, ?, ?, ?, ?)", row)
                if self._kept % _PRUNE_EVERY == 0:
                    self._prune(database)
                self._kept += 1
        except (sqlite3.Error, OSError):
            return

    def _prune(self, database: sqlite3.Connection) -> None:
        database.execute(
            """DELETE FROM page WHERE url IN (SELECT url FROM
                (SELECT url, SUM(size) OVER (ORDER BY used DESC, url) AS until FROM page) WHERE until > ?)""",
            (self._most,),
        )

    def _open(self) -> sqlite3.Connection:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        try:
            return self._connect()
        except sqlite3.DatabaseError as error:
            if isinstance(error, sqlite3.OperationalError):  # another program has it open
                raise
            self._path.unlink(missing_ok=True)
            return self._connect()

    def _connect(self) -> sqlite3.Connection:
        database = sqlite3.connect(self._path)
        try:
            database.execute(_TABLE)
        except sqlite3.Error:
            database.close()
            raise
        return database


def _must_go(headers: Mapping[str, str]) -> bool:
    return "no-store" in headers.get("cache-control", "").casefold()
