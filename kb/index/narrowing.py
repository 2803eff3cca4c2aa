"""Claims asked of the graphs, where there is no index: one is made of some of them, for one question, in memory."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, cast

from rdflib import Literal, URIRef

from kb.index.catching_up import fill
from kb.index.database import IN_MEMORY, Index
from kb.index.entries import entries, facts
from kb.index.wanted import Wanted
from kb.resources import queries

if TYPE_CHECKING:
    from rdflib.term import Node

    from kb.store import Store, Table

HOLDING = "revision-of.rq"
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
    revisions: defaultdict[Node, list[tuple[Node, Node, Node]]] = defaultdict(list)
    for article, *triple in cast("Table", store.query(NARROWED.read_text(encoding="utf-8"), values)).rows:
        revisions[cast("Node", article)].append(cast("tuple[Node, Node, Node]", tuple(triple)))
    index = Index(IN_MEMORY, new=True)
    with index.changing():
        for revision, triples in revisions.items():
            index.put(str(revision), entries(facts(triples)))
    return index, replace(wanted, speaker="", about="", outlet="")


def around(store: Store, claim: str) -> Index:
    """An index of the revision that holds the claim with this IRI, empty where there is none."""
    found = cast("Table", store.query((queries() / HOLDING).read_text(encoding="utf-8"), {"claim": URIRef(claim)}))
    index = Index(IN_MEMORY, new=True)
    fill(index, store, [str(row["revision"]) for row in found])
    return index
