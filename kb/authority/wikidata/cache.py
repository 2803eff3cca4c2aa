"""Answers kept on disk: a JSON file for each request, named by a digest of it."""

from __future__ import annotations

import json
import os
import time
from dataclasses import dataclass
from pathlib import Path

from kb.errors import KnowledgeBaseError
from kb.model import digest

OLDEST = 7 * 24 * 3600.0
"""Seconds for which an answer is taken for what the endpoint would answer now: a week."""


class UnusableCache(KnowledgeBaseError, OSError):
    """A folder in which nothing can be kept."""


@dataclass(frozen=True, slots=True)
class Cache:
    """A folder of answers, each good for some seconds; `fresh` reads none and keeps what is answered now."""

    folder: Path
    oldest: float = OLDEST
    fresh: bool = False

    def get(self, address: str, sparql: str) -> bytes | None:
        """What the endpoint answered to the query, where that is known and not too old."""
        path = self._path(address, sparql)
        try:
            if self.fresh or not 0 <= time.time() - path.stat().st_mtime <= self.oldest:
                return None
            kept = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError, RecursionError):
            return None  # nothing there, or nothing that can be read: it is asked for again
        answer = kept.get("answer") if isinstance(kept, dict) and kept.get("query") == sparql else None
        return answer.encode() if isinstance(answer, str) else None

    def put(self, address: str, sparql: str, body: bytes) -> None:
        """Keep an answer. Raises `UnusableCache`."""
        path = self._path(address, sparql)
        kept = {"endpoint": address, "query": sparql, "answer": body.decode("utf-8", errors="replace")}
        unfinished = path.with_name(f".{path.name}.{os.getpid()}.part")
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            unfinished.write_text(json.dumps(kept, ensure_ascii=False), encoding="utf-8")
            unfinished.replace(path)
        except OSError as error:
            raise UnusableCache(
                f"cannot keep answers in {self.folder}: {error.strerror or error}; name another folder with --cache"
            ) from error

    def _path(self, address: str, sparql: str) -> Path:
        return self.folder / f"{digest('answer', address, sparql)}.json"
