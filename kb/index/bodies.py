"""The texts of revisions without their headlines, captions and teasers, as a store has them; and their sketches."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from rdflib import URIRef

from kb.compare.likeness import body_in, sketch
from kb.graph import NotARevision
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
    for revision, article, text, blocks in store.select(TEXTS.read_text(encoding="utf-8"), asked):
        yield Sketched(revision or "", article or "", sketch(_body(text or "", blocks)))


def _body(text: str, blocks: str | None) -> str:
    try:
        return body_in(text, read_blocks(blocks) if blocks else ())
    except NotARevision:  # nothing of ours: `kb verify` names it
        return ""
