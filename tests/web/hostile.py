"""What every answer must be, whatever was asked: KB_HOSTILE=5000 asks so many times, of each sort."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

from tests.web.serving import TOKEN

REQUESTS = int(os.environ.get("KB_HOSTILE", "100"))
MANY = settings(
    max_examples=REQUESTS, deadline=None, database=None, derandomize=True, suppress_health_check=list(HealthCheck)
)
LEAKS = (TOKEN, "Traceback", 'File "', "site-packages", "kb/web", "/store", "kb.serving", "root:x:", ".sst", "rdflib")


def harmless(status: int, text: str, headers: str = "") -> None:
    assert status < 500 or status == 503, text
    assert [leak for leak in LEAKS if leak in text or leak in headers] == []
