"""Names are linked to the authority file no worse than they were."""

from __future__ import annotations

import pytest

from kb.extract import Extractor
from tests.accuracy.floors import LINKS, read_floors, worse
from tests.accuracy.linking import CORPUS, LINKED, measure_links


@pytest.mark.parametrize("language", sorted(LINKED))
def test_links(language: str, measuring: Extractor) -> None:
    assert worse(measure_links(measuring), read_floors()[language][LINKS][CORPUS]) == {}
