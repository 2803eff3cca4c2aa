"""The texts of revisions without their headlines, captions and teasers, as a store has them; and their sketches."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from rdflib import URIRef

from kb.compare.likeness import BODY, joined, sketch
from kb.graph.anchors import read_blocks
from kb.index.sketches import Sketched

if TYPE_CHECKING:
    from kb.store import Store

TEXTS = Path(__file__).with_name("texts.rq")


def sketched(store: Store, revisions: Collection[str]) -> Iterator[Sketched]:
    """The sketches of these revisions, given by the IRIs of their graphs; what is no revision is left out."""
    if not revisions:
        return
    asked = {"revision": list(map(URIRef, revisions))}
    for revision, article, text, written in store.select(TEXTS.read_text(encoding="utf-8"), asked):
        blocks = (block.anchor for block in read_blocks(written or "") if block.kind in BODY)
        yield Sketched(revision or "", article or "", sketch(joined(text or "", blocks)))
