"""What benchmarks have found is kept by its name."""

from __future__ import annotations

import pytest

from tests.benchmarks.results import with_section

OLD = "# Head\n\nWords.\n\n## one\n\nfirst\n\n## other\n\nkept\n"


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        pytest.param(OLD, "one", OLD.replace("first", "new"), id="replaced where it stood"),
        pytest.param(OLD, "third", OLD + "\n## third\n\nnew\n", id="added at the end"),
        pytest.param("# Head\n", "one", "# Head\n\n## one\n\nnew\n", id="the first"),
    ],
)
def test_a_section_is_replaced_and_the_others_stay(text: str, name: str, expected: str) -> None:
    assert with_section(text, name, "new\n") == expected
