"""Which store to use and how to reach its server, and where to keep what was pulled.

Flag, environment, file, default, in this order. What is secret has no flag, since others see the arguments of a
program: it stands in the environment, or in the file under the server's own address, and goes to no other server.

    store = "https://kb.example.org/sparql"

    [server."https://kb.example.org/sparql"]
    user = "editor"
    password = "..."
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kb.errors import KnowledgeBaseError

FILE = Path("kb.toml")
KEY, SERVER = "store", "server"
VARIABLE = "KB_STORE"
DEFAULT = "oxigraph:kb-store"
AUTHS = ("basic", "digest", "bearer")


class BadSettings(KnowledgeBaseError, ValueError):
    """A settings file that cannot be read, or that sets what is no setting."""


@dataclass(frozen=True, slots=True)
class ServerSettings:
    """How to reach a SPARQL server beyond its address; what is not given is found out from the server.

    `update` and `graphs` are the addresses to write at, by SPARQL Update and by the Graph Store Protocol; `engine` is
    one of `kb.store.sparql_engines.ENGINES`; `timeout` is in seconds, for one request.
    """

    update: str | None = None
    graphs: str | None = None
    engine: str | None = None
    user: str | None = None
    password: str | None = field(default=None, repr=False)
    token: str | None = field(default=None, repr=False)
    auth: str | None = None
    timeout: float = 60.0


def server_settings(address: str) -> ServerSettings:
    """How to reach the server at this address: KB_SERVER_USER and so on, else its table in kb.toml."""
    tables = _from_file(FILE).get(SERVER, {})
    given: dict[str, Any] = {}
    for key, read in _SERVER_KEYS.items():
        value = os.environ.get(f"KB_SERVER_{key.upper()}") or tables.get(address, {}).get(key)
        if value is not None and value != "":
            try:
                given[key] = read(value)
            except (TypeError, ValueError) as error:
                # The value may be a secret.
                raise BadSettings(f"the setting '{key}' of the server {address}: {error}") from error
    return ServerSettings(**given)


def store_specification(flag: str | None) -> str:
    """The store that the user means: `--store`, else KB_STORE, else `store` in kb.toml, else a folder here."""
    if flag is not None:
        return flag
    return os.environ.get(VARIABLE) or _from_file(FILE).get(KEY) or DEFAULT


def cache_folder(flag: Path | None) -> Path:
    """Where answers from the network are kept: `--cache`, else `kb` in XDG_CACHE_HOME, else ~/.cache/kb."""
    return flag if flag is not None else Path(os.environ.get("XDG_CACHE_HOME") or "~/.cache").expanduser() / "kb"


def _from_file(path: Path) -> dict[str, Any]:
    try:
        settings = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise BadSettings(f"{path} cannot be read: {error.strerror or error}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadSettings(f"{path} is not TOML: {error}") from error
    # A misspelt key would silently mean another store.
    _refuse_unknown(path, settings, (KEY, SERVER), "setting")
    found = settings.get(KEY)
    if found is not None and not isinstance(found, str):
        raise BadSettings(f'{path}: {KEY} is a text, as {KEY} = "{DEFAULT}", not {found!r}')
    servers = settings.get(SERVER, {})
    if not isinstance(servers, dict) or not all(isinstance(table, dict) for table in servers.values()):
        raise BadSettings(f'{path}: the settings of a server stand under its address, as [{SERVER}."https://..."]')
    for table in servers.values():
        _refuse_unknown(path, table, _SERVER_KEYS, f"setting of a {SERVER}")
    return settings


def _refuse_unknown(path: Path, given: Iterable[str], known: Collection[str], what: str) -> None:
    if unknown := sorted(set(given) - set(known)):
        raise BadSettings(f"{path}: no {what} '{unknown[0]}'; there are: {', '.join(known)}")


def _text(value: object) -> str:
    if not isinstance(value, str) or not value.isprintable():
        raise TypeError("a text is expected")
    return value


def _auth(value: object) -> str:
    if value not in AUTHS:
        raise ValueError(f"one of {', '.join(AUTHS)} is expected")
    return str(value)


def _seconds(value: object) -> float:
    seconds = float(str(value))
    if not 0 < seconds <= 86_400:
        raise ValueError("a number of seconds is expected, as 60")
    return seconds


_SERVER_KEYS: dict[str, Callable[[object], object]] = {
    "update": _text,
    "graphs": _text,
    "engine": _text,
    "user": _text,
    "password": _text,
    "token": _text,
    "auth": _auth,
    "timeout": _seconds,
}
