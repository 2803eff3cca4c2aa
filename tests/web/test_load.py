"""Many clients ask while articles are added: none sees half an article."""

from __future__ import annotations

import time
from pathlib import Path

from tests.web.load import adding, run
from tests.web.serving import fill, served

SECONDS, ARTICLES = 4.0, 2


def test_no_client_sees_half_an_article(tmp_path: Path) -> None:
    store = fill(tmp_path / "store", articles=ARTICLES)
    with served(store) as server, adding(str(tmp_path / "store"), SECONDS) as number:
        seen = run(server.address, clients=20, seconds=SECONDS)
        assert seen.wrong == []
        assert len(seen.seconds) > 20
        added = number()
        assert added > 0
        until = time.monotonic() + 20
        while (seen := run(server.address, clients=1, seconds=0.2)).most < ARTICLES + added:
            assert time.monotonic() < until, "what was added is seen"
        assert seen.wrong == []
