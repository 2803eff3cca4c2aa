"""Real SPARQL servers for the tests, on free ports, with a configuration and a data folder of their own.

    with oxigraph_server(folder) as server:
        open_store(server.address, ...)

A server is stopped by its process id. Where a program is missing the test is skipped, and fails in CI.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

import pytest

from kb.settings import ServerSettings
from kb.store import Store
from kb.store.sparql import SparqlStore
from tests.sparql_servers import free_port, oxigraph_binary

START = 60.0
"""Seconds until a server must answer: Virtuoso makes its database in five, on a busy machine in more."""

VIRTUOSO_INI = """
[Database]
DatabaseFile = kb.db
ErrorLogFile = kb.log
LockFile = kb.lck
TransactionFile = kb.trx
xa_persistent_file = kb.pxa
FileExtend = 200
[TempDatabase]
DatabaseFile = kb-temp.db
TransactionFile = kb-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
ServerThreads = 20
CheckpointInterval = 60
NumberOfBuffers = 4000
MaxDirtyBuffers = 3000
CaseMode = 2
DirsAllowed = .
ThreadsPerQuery = 2
AsyncQueueMaxThreads = 2
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = .
ServerThreads = 10
[SPARQL]
ResultSetMaxRows = {rows}
MaxQueryCostEstimationTime = 0
MaxQueryExecutionTime = {seconds}
"""
VIRTUOSO_USER, VIRTUOSO_PASSWORD = "kb", "not-a-secret"
VIRTUOSO_RIGHTS = f"""
DB.DBA.USER_CREATE('{VIRTUOSO_USER}', '{VIRTUOSO_PASSWORD}');
GRANT SPARQL_SELECT TO "{VIRTUOSO_USER}";
GRANT SPARQL_UPDATE TO "{VIRTUOSO_USER}";
DB.DBA.RDF_DEFAULT_USER_PERMS_SET('{VIRTUOSO_USER}', 7);
"""


@dataclass
class Server:
    """A server that can be stopped, killed and started again at the same address with the same data.

    `address` is what `--store` takes; `environment` are the settings that the store needs besides.
    """

    name: str
    address: str
    command: tuple[str, ...]
    folder: Path
    environment: Mapping[str, str] = field(default_factory=dict)
    process: subprocess.Popen[bytes] | None = None

    def opened(self, *, read_only: bool = False) -> SparqlStore:
        """The store on it."""
        settings = {name.removeprefix("KB_SERVER_").lower(): value for name, value in self.environment.items()}
        return SparqlStore(self.address, ServerSettings(**settings), read_only=read_only)  # type: ignore[arg-type]

    def start(self) -> None:
        """Start it and wait until it answers."""
        with (self.folder / "output.log").open("ab") as log:
            self.process = subprocess.Popen(
                self.command, cwd=self.folder, stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT
            )
        end = time.monotonic() + START
        while not _answers(self.address):
            if time.monotonic() > end or self.process.poll() is not None:
                self.kill()
                raise RuntimeError(f"{self.name} does not start:\n{(self.folder / 'output.log').read_text()[-2000:]}")
            time.sleep(0.05)

    def kill(self) -> None:
        """End it at once, as a power cut does."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        """Ask it to end, and end it where it does not."""
        self._end(signal.SIGTERM)

    def _end(self, how: signal.Signals) -> None:
        if self.process is None:
            return
        self.process.send_signal(how)
        try:
            self.process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.process = None


def empty(store: Store) -> None:
    """Take everything out of a store."""
    for iri in store.graphs():
        store.drop(iri)


@contextmanager
def oxigraph_server(folder: Path, *options: str) -> Iterator[Server]:
    """`oxigraph serve` over a folder of its own, with these further options, while the block runs."""
    port = free_port()
    command = (oxigraph_binary(), "serve", "--location", str(folder / "data"), "--bind", f"127.0.0.1:{port}", *options)
    with _running(Server("oxigraph serve", f"http://127.0.0.1:{port}/query", command, folder)) as server:
        yield server


@contextmanager
def virtuoso_server(folder: Path, *, rows: int = 1000, seconds: int = 60) -> Iterator[Server]:
    """Virtuoso over a folder of its own, while the block runs.

    It gives at most so many rows an answer, and spends at most so many seconds on it.
    """
    binary, http, sql = _virtuoso("virtuoso-t"), free_port(), free_port()
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "kb.ini").write_text(VIRTUOSO_INI.format(http=http, sql=sql, rows=rows, seconds=seconds))
    secrets = {"KB_SERVER_USER": VIRTUOSO_USER, "KB_SERVER_PASSWORD": VIRTUOSO_PASSWORD}
    command = (binary, "+foreground", "+wait", "+configfile", "kb.ini")
    with _running(Server("Virtuoso", f"http://127.0.0.1:{http}/sparql", command, folder, secrets)) as server:
        isql = (_virtuoso("isql-vt"), f"127.0.0.1:{sql}", "dba", "dba", "ERRORS=STDOUT")
        done = subprocess.run(isql, input=VIRTUOSO_RIGHTS, capture_output=True, text=True, timeout=60, check=True)
        assert "Error" not in done.stdout, done.stdout
        yield server


@contextmanager
def _running(server: Server) -> Iterator[Server]:
    server.folder.mkdir(parents=True, exist_ok=True)
    server.start()
    try:
        yield server
    finally:
        server.stop()


def _virtuoso(name: str) -> str:
    """A program of Debian's Virtuoso, which needs no service of the system to run."""
    if found := shutil.which(name):
        return found
    reason = f"no program `{name}`: apt-get install virtuoso-opensource-7-bin brings it"
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


def _answers(address: str) -> bool:
    try:
        with urlopen(f"{address}?query=ASK%7B%7D", timeout=5):
            return True
    except HTTPError:
        return True
    except (URLError, OSError):
        return False
