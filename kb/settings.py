"""Which store to use, and where to keep what was pulled: flag, environment, file, default, in this order."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path

from kb.errors import KnowledgeBaseError

FILE = Path("kb.toml")
KEY = "store"
VARIABLE = "KB_STORE"
DEFAULT = "oxigraph:kb-store"


class BadSettings(KnowledgeBaseError, ValueError):
    """A settings file that cannot be read, or that sets what is no setting."""


def store_specification(flag: str | None) -> str:
    """The store that the user means: `--store`, else KB_STORE, else `store` in kb.toml, else a folder here."""
    if flag is not None:
        return flag
    return os.environ.get(VARIABLE) or _from_file(FILE) or DEFAULT


def cache_folder(flag: Path | None) -> Path:
    """Where answers from the network are kept: `--cache`, else `kb` in XDG_CACHE_HOME, else ~/.cache/kb."""
    return flag if flag is not None else Path(os.environ.get("XDG_CACHE_HOME") or "~/.cache").expanduser() / "kb"


def _from_file(path: Path) -> str | None:
    try:
        settings = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except OSError as error:
        raise BadSettings(f"{path} cannot be read: {error.strerror or error}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadSettings(f"{path} is not TOML: {error}") from error
    # A misspelt key would silently mean another store.
    if unknown := sorted(settings.keys() - {KEY}):
        raise BadSettings(f"{path}: no setting '{unknown[0]}'; there is: {KEY}")
    found = settings.get(KEY)
    if found is not None and not isinstance(found, str):
        raise BadSettings(f'{path}: {KEY} is a text, as {KEY} = "{DEFAULT}", not {found!r}')
    return found
