"""What measures on annotated articles: an extractor, where they are there."""

from __future__ import annotations

import os

import pytest

from kb.extract import Extractor
from tests.accuracy.sets import missing


@pytest.fixture(scope="module")
def measuring(extractor: Extractor) -> Extractor:
    """The extractor; without annotated articles the test is skipped, and fails in CI."""
    if reason := missing():
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(reason)
    return extractor
