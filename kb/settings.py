"""Which store to use: flag, environment, file, default, in this order."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path

from kb.errors import KnowledgeBaseError

FILE = Path("kb.toml")
VARIABLE = "KB_STORE"
DEFAULT = "oxigraph:kb-store"


class BadSettings(KnowledgeBaseError, ValueError):
    """A settings file that cannot be read."""


def store_specification(flag: str | None) -> str:
    """The store that the user means: `--store`, else KB_STORE, else `store` in kb.toml, else a folder here."""
    return flag or os.environ.get(VARIABLE) or _from_file(FILE) or DEFAULT


def _from_file(path: Path) -> str | None:
    if not path.is_file():
        return None
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8")).get("store")
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadSettings(f"{path} is not TOML: {error}") from error
    if found is not None and not isinstance(found, str):
        raise BadSettings(f"{path}: store is a text such as {DEFAULT!r}, not {found!r}")
    return found
