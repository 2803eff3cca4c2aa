"""What a worker does: it is sent articles and sends back what is extracted from them, with models loaded once."""

from __future__ import annotations

import contextlib
import signal
import threading
from multiprocessing.connection import Connection
from queue import SimpleQueue
from typing import TYPE_CHECKING

from kb.errors import KnowledgeBaseError
from kb.model import Extraction
from kb.read.source import Failure

if TYPE_CHECKING:
    from kb.ingest.batches import Batch
    from kb.ingest.extracting import Extracts, Makes

READY = "ready"
"""What a worker says first."""
Reply = str | KnowledgeBaseError | list[Extraction | Failure]
"""An error is one that is not an article's, as a model that is missing."""


def work(connection: Connection, setup: Makes) -> None:
    """Answer every batch that comes, in order, until the other end is closed or gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's, which then closes the connection
    coming: SimpleQueue[Batch | None] = SimpleQueue()
    # The next batch is taken in while this one is worked on: otherwise who sends it would wait, and we after that.
    threading.Thread(target=_receive, args=(connection, coming), daemon=True).start()
    with contextlib.suppress(OSError):
        extractor = setup.extractor()
        connection.send(READY)
        while (batch := coming.get()) is not None:
            connection.send(answered(extractor, batch))


def answered(extractor: Extracts, batch: Batch) -> Reply:
    """What a worker sends back for a batch."""
    try:
        return list(extractor.extract(batch))
    except KnowledgeBaseError as error:
        return error


def _receive(connection: Connection, coming: SimpleQueue[Batch | None]) -> None:
    with contextlib.suppress(EOFError, OSError):
        while True:
            coming.put(connection.recv())
    coming.put(None)
