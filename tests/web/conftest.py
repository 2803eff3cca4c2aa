from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tests.web.serving import TOKEN, client, contents, fetch, fill, served


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A store that nobody writes to."""
    return fill(tmp_path_factory.mktemp("served") / "store")


@pytest.fixture(scope="session")
def web(store: str) -> Iterator[TestClient]:
    """A client of a server that only reads."""
    with client(store) as found:
        yield found


@pytest.fixture(scope="module")
def own_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store that the tests of a module write to."""
    folder = tmp_path_factory.mktemp("written") / "store"
    fill(folder, articles=1)
    return folder


@pytest.fixture(scope="module")
def writing(own_store: Path) -> Iterator[TestClient]:
    """A client of a server that writes; it does not send the token by itself."""
    with client(f"oxigraph:{own_store}", token=TOKEN) as found:
        yield found


@pytest.fixture(scope="session")
def program(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the program itself."""
    store = fill(tmp_path_factory.mktemp("socket") / "store", articles=2)
    before = contents(store)
    with served(store, "--writable", "--timeout", "2", environment={"KB_TOKEN": TOKEN}) as server:
        yield server.address
        assert fetch(f"{server.address}sparql?query=ASK%7B%7D")[0] == 200, "it is still there"
    assert contents(store) == before, "nothing was written"
