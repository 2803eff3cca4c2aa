"""What the tests of the whole share: one extractor, since loading a model takes seconds, and a way to run `kb`."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from kb.cli import run
from kb.commands.opening import extractor as extractor_of_the_process
from kb.extract import Extractor
from kb.settings import VARIABLE
from kb.store import Store, open_store
from tests.servers import Server, empty, oxigraph_server, virtuoso_server

# How long an example takes says more of what else the machine does than of what is tested.
settings.register_profile("unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("unhurried")

# Where a shell has put the tests in the background Ctrl-C is ignored, by them and by every process that they start.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


@dataclass(frozen=True, slots=True)
class Ran:
    """What a run of `kb` came to."""

    code: int
    out: str
    err: str


Kb = Callable[..., Ran]


@pytest.fixture(scope="session")
def extractor() -> Extractor:
    """The extractor that the commands use, too."""
    return extractor_of_the_process()


@pytest.fixture(scope="session")
def oxigraph_serve(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The one `oxigraph serve` of this process; whoever uses it leaves it empty."""
    with oxigraph_server(tmp_path_factory.mktemp("oxigraph-serve")) as server:
        yield server


@pytest.fixture(scope="session")
def virtuoso(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The one Virtuoso of this process, since it takes seconds to start; whoever uses it leaves it empty."""
    with virtuoso_server(tmp_path_factory.mktemp("virtuoso")) as server:
        yield server


LOCAL = ("memory", "oxigraph")


@pytest.fixture(params=(*LOCAL, "oxigraph_serve", "virtuoso"))
def specification(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A store of each kind as `--store` takes it, empty."""
    if request.param in LOCAL:
        yield f"{request.param}:{tmp_path / 'store'}"
        return
    server: Server = request.getfixturevalue(request.param)
    for name, value in server.environment.items():
        monkeypatch.setenv(name, value)
    yield server.address
    with server.opened() as store:
        empty(store)


@pytest.fixture
def store(specification: str) -> Iterator[Store]:
    """A store of each kind, empty."""
    with open_store(specification) as opened:
        yield opened


@pytest.fixture
def kb(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Kb:
    """Runs `kb` with these arguments, in an empty folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv(VARIABLE, raising=False)

    def kb(*arguments: str | Path) -> Ran:
        capsys.readouterr()
        with pytest.raises(SystemExit) as end:
            run([str(argument) for argument in arguments])
        out, err = capsys.readouterr()
        code = end.value.code
        assert isinstance(code, int | None)
        return Ran(code or 0, out, err)

    return kb
