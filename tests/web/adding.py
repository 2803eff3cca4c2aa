"""Adds articles to a store, as `kb add` does, and replaces a graph: `python -m tests.web.adding FOLDER SECONDS`.

It opens the store for a few articles at a time, says when it begins, and in the end how many it has added.
"""

from __future__ import annotations

import sys
import time
from itertools import count

from kb.graph import to_graph
from kb.store import Store, StoreLocked, open_store
from tests.samples import extraction
from tests.store.writer import version

AT_ONCE = 4
VERSIONS = "urn:g:versions"


def patiently(folder: str) -> Store:
    """The store, as soon as nobody has it."""
    while True:
        try:
            return open_store(f"oxigraph:{folder}")
        except StoreLocked:
            time.sleep(0.02)


if __name__ == "__main__":
    folder, seconds = sys.argv[1:]
    print("adding", flush=True)
    until = time.monotonic() + float(seconds)
    added = 0
    for run in count():
        if time.monotonic() > until:
            break
        with patiently(folder) as store:
            for _ in range(AT_ONCE):
                graph = to_graph(extraction(id=f"added-{added}", text=f"{extraction().article.text}\n№ {added}.\n"))
                added += store.put(str(graph.identifier), graph)
                time.sleep(0.1)  # until the next article is read
            store.put(VERSIONS, version(run))
        time.sleep(0.3)
    print(added)
