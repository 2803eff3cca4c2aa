"""An empty site for each test, and a fetcher that may ask it and waits for nothing."""

from __future__ import annotations

import pytest

from kb.fetch import Fetcher
from tests.sites import HERE, running, site

__all__ = ["running", "site"]


@pytest.fixture
def fetcher() -> Fetcher:
    return Fetcher(HERE)
