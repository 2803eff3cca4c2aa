"""Measures the endpoint with many clients while articles are added: `python -m tests.benchmarks.serving [SECONDS]`.

The rows that it prints: how many answers, how long they took, what was wrong with them (nothing may be), how long the
first byte and the last of a large answer take, and how much memory the server needs for it.
"""

from __future__ import annotations

import http.client
import tempfile
import time
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from tests.benchmarks.__main__ import show
from tests.benchmarks.results import run as run_benchmark
from tests.web.load import adding, run
from tests.web.serving import fill, served

CLIENTS, SECONDS, ARTICLES = 50, 60.0, 100
ROWS = 2_000_000
LARGE = f"SELECT ?a ?b {{ ?a a ?x . ?b a ?y }} LIMIT {ROWS}"
MOST_MEMORY = 100  # megabytes that the listening process may grow by while it passes on a large answer


def load(store: str, seconds: float) -> None:
    """Fifty clients, and one process that adds articles."""
    with served(store) as server, adding(store.partition(":")[2], seconds) as number:
        seen = run(server.address, clients=CLIENTS, seconds=seconds)
        added = number()
    show(f"{CLIENTS} clients, {seconds:.0f} s", f"{len(seen.seconds):,} answers")
    show("  articles added, seen", f"{added}, {seen.most - ARTICLES}")
    show("  p50", f"{1000 * seen.percentile(0.5):.0f} ms")
    show("  p95", f"{1000 * seen.percentile(0.95):.0f} ms")
    show("  errors and torn articles", str(len(seen.wrong)), "none", good=not seen.wrong)
    for wrong in sorted(set(seen.wrong))[:10]:
        print("   ", wrong)


def streaming(store: str) -> None:
    """A large answer."""
    with served(store, "--timeout", "600") as server:
        before = memory(server.process.pid)
        connection = http.client.HTTPConnection(urlsplit(server.address).netloc)
        start = time.monotonic()
        connection.request("GET", f"/sparql?{urlencode({'query': LARGE})}")
        answer = connection.getresponse()
        size = len(answer.read(1))
        first = time.monotonic() - start
        while part := answer.read(1 << 20):
            size += len(part)
        whole = time.monotonic() - start
        grown = memory(server.process.pid) - before
    show(f"{ROWS:,} rows, {size / 1e6:.0f} MB as JSON", f"{whole:.1f} s")
    show("  first byte", f"{1000 * first:.0f} ms")
    show("  the server grew by", f"{grown:.0f} MB", f"at most {MOST_MEMORY} MB", good=grown <= MOST_MEMORY)


def memory(process: int) -> float:
    """The most megabytes of memory that a process has had."""
    status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


def main(given: list[str]) -> None:
    """Measure a server with many clients, and a large answer."""
    with tempfile.TemporaryDirectory() as name:
        filled = fill(Path(name) / "store", articles=ARTICLES)
        load(filled, float(given[0]) if given else SECONDS)
        streaming(filled)


if __name__ == "__main__":
    run_benchmark("serving", main)
