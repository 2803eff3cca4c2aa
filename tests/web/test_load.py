"""Many clients ask while articles are added: none sees half an article."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.web.load import run
from tests.web.serving import ROOT, fill, served

SECONDS = float(os.environ.get("KB_LOAD", "4"))


def test_no_client_sees_half_an_article(tmp_path: Path) -> None:
    folder = tmp_path / "store"
    command = [sys.executable, "-m", "tests.web.adding", str(folder), str(SECONDS)]
    with (
        served(fill(folder)) as server,
        subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as adding,
    ):
        seen = run(server.address, clients=20, seconds=SECONDS)
        added = int(adding.communicate()[0])
    assert seen.wrong == []
    assert len(seen.seconds) > 20
    assert added > 0
    assert seen.most > 2, "what was added was seen"
