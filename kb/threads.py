"""How many threads the numerical libraries take: they look at the environment once, when they are loaded.

What is multiplied here are small matrices: threads that share one wait for each other longer than they work.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

VARIABLES = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")


def take_one() -> None:
    """Take one in this process, if NumPy is not loaded yet and nobody has asked for another number."""
    for name in VARIABLES:
        os.environ.setdefault(name, "1")


@contextmanager
def one_each() -> Iterator[None]:
    """Let every process that is started in this block take one, whatever this one takes."""
    before = {name: os.environ.get(name) for name in VARIABLES}
    os.environ.update(dict.fromkeys(VARIABLES, "1"))
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
