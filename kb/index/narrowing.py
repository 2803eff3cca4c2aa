"""Claims asked of the graphs, where there is no index: one is made of some of them, for one question, in memory."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, cast

from rdflib import Literal, URIRef

from kb.index.catching_up import fill
from kb.index.database import IN_MEMORY, Index
from kb.index.entries import ABOUT, PUBLISHER, SPEAKER, Fact, entries
from kb.index.wanted import Wanted
from kb.resources import queries

if TYPE_CHECKING:
    from rdflib.term import Node

    from kb.store import Store, Table

HOLDING = "revision-of.rq"
TOGETHER = 200  # claims that are asked for at once: more would be too long for some servers
DESCRIBED = Path(__file__).with_name("described.rq")
NARROWED = Path(__file__).with_name("narrowed.rq")


def narrowed(store: Store, wanted: Wanted) -> tuple[Index, Wanted]:
    """An index of the claims that are by whom, about whom, where and when they are wanted, and what else is wanted."""
    values: dict[str, Node] = {
        "speaker": Literal(wanted.speaker),
        "about": Literal(wanted.about),
        "publisher": Literal(wanted.outlet),
        "since": Literal(wanted.since or date.min),
        "until": Literal(wanted.until or date.max),
    }
    rows = cast("Table", store.query(NARROWED.read_text(encoding="utf-8"), values)).rows
    claims = {str(claim): str(article) for claim, article in rows}
    of_revision = dict(_described(store, dict.fromkeys(claims.values())))
    of_claim = dict(_described(store, claims))
    said = [fact for found in (*of_revision.values(), *of_claim.values()) for fact in found]
    named = dict.fromkeys(str(value) for _, term, value, _ in said if term in (SPEAKER, ABOUT, PUBLISHER))
    revisions: defaultdict[str, list[Fact]] = defaultdict(list, of_revision)
    for claim, article in claims.items():
        revisions[article] += of_claim.get(claim, [])
    index = Index(IN_MEMORY, new=True)
    with index.changing():
        for revision, found in revisions.items():
            index.put(revision, entries(found))
        for entity, found in _described(store, named):
            index.put(entity, entries(found))
    return index, replace(wanted, speaker="", about="", outlet="")


def _described(store: Store, subjects: Iterable[str]) -> Iterator[tuple[str, list[Fact]]]:
    """What is said of each, asked for many at a time."""
    remaining, asked = iter(subjects), DESCRIBED.read_text(encoding="utf-8")
    while some := list(islice(remaining, TOGETHER)):
        found: dict[str, list[Fact]] = {}
        for row in store.select(asked, {"s": map(URIRef, some)}):
            found.setdefault(str(row[0]), []).append(row)
        yield from found.items()


def around(store: Store, claim: str) -> Index:
    """An index of the revision that holds the claim with this IRI, empty where there is none."""
    found = cast("Table", store.query((queries() / HOLDING).read_text(encoding="utf-8"), {"claim": URIRef(claim)}))
    index = Index(IN_MEMORY, new=True)
    fill(index, store, [str(row["revision"]) for row in found])
    return index
