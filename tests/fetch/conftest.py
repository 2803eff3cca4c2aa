"""An empty site for each test, and a fetcher that may ask it and waits for nothing."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from kb.fetch import Fetcher, Policy
from tests.web import Site, serving

HERE = Policy(allow_private=True, pause=0.0, within=5.0, most_bytes=1_000_000)


@pytest.fixture(scope="module")
def running() -> Iterator[Site]:
    with serving() as site:
        yield site


@pytest.fixture
def site(running: Site) -> Site:
    running.pages.clear()
    running.asked.clear()
    return running


@pytest.fixture
def fetcher() -> Fetcher:
    return Fetcher(HERE)
