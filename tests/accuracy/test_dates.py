"""Times are read from parsed sentences no worse than they were."""

from __future__ import annotations

import pytest

from kb.language import LANGUAGES
from tests.accuracy.dates import TABLE, answers_of, measure_dates, wrong
from tests.accuracy.floors import DATES, read_floors, worse


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_table_of_dates(language: str) -> None:
    answers = answers_of(language)
    flaws = worse(measure_dates(language, answers), read_floors()[language][DATES][TABLE])
    assert flaws == {}, list(wrong(answers))
