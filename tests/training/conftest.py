"""What the tests of training share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

OPTION = "jax_disable_most_optimizations"


@pytest.fixture
def compiled_quickly() -> Iterator[None]:
    """The networks of the tests are so small that their compilation takes all the time: it may be less thorough."""
    jax = pytest.importorskip("jax", reason="training needs jax")
    before = jax.config.read(OPTION)
    jax.config.update(OPTION, True)
    yield
    jax.config.update(OPTION, before)
