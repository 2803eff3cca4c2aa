"""Many clients at once, and what they must never see: half an article."""

from __future__ import annotations

import http.client
import json
import random
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode, urlsplit

from kb.graph import to_graph
from tests.samples import extraction
from tests.store.writer import SIZE
from tests.web.serving import ROOT

CLAIMS = len(extraction().claims)
TRIPLES = len(to_graph(extraction()))

Rows = list[dict[str, str]]


@dataclass
class Seen:
    """What the clients have seen."""

    seconds: list[float] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    most: int = 0

    def percentile(self, share: float) -> float:
        """The time within which so great a share of the answers was there."""
        return sorted(self.seconds)[min(len(self.seconds) - 1, int(len(self.seconds) * share))]


def whole_articles(rows: Rows) -> str:
    """Every article has all its claims and all its triples, in its graph and in the union."""
    odd = [row for row in rows if (int(row["claims"]), int(row["triples"])) != (CLAIMS, TRIPLES)]
    return f"torn: {odd}" if odd or not rows else ""


def same_union(rows: Rows) -> str:
    """The union has the claims of all articles, each once."""
    return "" if int(rows[0]["claims"]) == CLAIMS * int(rows[0]["revisions"]) else f"torn union: {rows}"


def one_version(rows: Rows) -> str:
    """A graph that is replaced has one version, whole."""
    return "" if rows[0]["n"] in ("0", str(SIZE - 1)) and rows[0]["versions"] in "01" else f"torn graph: {rows}"


def some(rows: Rows) -> str:
    """There is an answer."""
    return "" if rows else "nothing"


BY_ARTICLE = """
SELECT ?g (COUNT(*) AS ?triples) (SUM(IF(?p = kb:confidence, 1, 0)) AS ?claims) {
  GRAPH ?g { ?s ?p ?o } FILTER(STRSTARTS(STR(?g), "urn:kb:revision/"))
} GROUP BY ?g
"""
Question = tuple[str, Callable[[Rows], str]]
OF_ALL: tuple[Question, ...] = (
    (BY_ARTICLE, whole_articles),
    (
        "SELECT (COUNT(DISTINCT ?r) AS ?revisions) (COUNT(?c) AS ?claims) { ?c kb:article ?r }",
        same_union,
    ),
    (
        "SELECT (COUNT(*) AS ?n) (COUNT(DISTINCT ?v) AS ?versions) { ?s <urn:version> ?v FILTER(STRLEN(STR(?s)) > 5) }",
        one_version,
    ),
)
"""What reads the whole store: one client asks nothing else."""
OF_SOME: tuple[Question, ...] = (
    *(
        (f"SELECT ?claim ?text {{ ?claim kb:speaker/skos:prefLabel '{name}'@uk ; schema:text ?text }} LIMIT 20", some)
        for name in ("Ігор Ткач", "Олена Мельник", "Наше місто", "Ігор Ткач", "Олена Мельник", "Мерія")
    ),
    ("SELECT ?claim { ?claim a schema:Claim ; kb:speechAct kb:speechAct-deny } LIMIT 5", some),
)


def run(address: str, *, clients: int, seconds: float) -> Seen:
    """Let so many clients ask, each as soon as it has its answer, for so long."""
    seen = Seen()
    until = time.monotonic() + seconds
    threads = [threading.Thread(target=_client, args=(address, number, until, seen)) for number in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return seen


@contextmanager
def adding(folder: str, seconds: float) -> Iterator[Callable[[], int]]:
    """Another process adds articles to the store in this folder, and has begun; what is given waits for how many."""
    command = [sys.executable, "-m", "tests.web.adding", folder, str(seconds)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "adding\n"
        yield lambda: int(process.communicate()[0])


def _client(address: str, number: int, until: float, seen: Seen) -> None:
    chance = random.Random(number)
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=60)
    while time.monotonic() < until:
        query, check = chance.choice(OF_SOME if number else OF_ALL)
        start = time.monotonic()
        try:
            connection.request("GET", f"/sparql?{urlencode({'query': query})}")
            answer = connection.getresponse()
            body = answer.read()
        except (OSError, http.client.HTTPException) as error:
            seen.wrong.append(f"{type(error).__name__}: {error}")
            connection.close()
            continue
        seen.seconds.append(time.monotonic() - start)
        if answer.status != 200:
            seen.wrong.append(f"{answer.status}: {body[:200]!r}")
            continue
        rows = _rows(json.loads(body))
        if said := check(rows):
            seen.wrong.append(said[:300])
        if check is whole_articles:
            seen.most = max(seen.most, len(rows))


def _rows(answer: Any) -> Rows:
    return [{name: term["value"] for name, term in row.items()} for row in answer["results"]["bindings"]]
