"""The texts of revisions without their headlines, captions and teasers, as a store has them; and their sketches."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from rdflib import URIRef

from kb.compare.likeness import BODY, joined, sketch
from kb.index.sketches import Sketched
from kb.model import Anchor
from kb.namespaces import KB, concept

if TYPE_CHECKING:
    from kb.store import Store

TEXTS, BLOCKS = (Path(__file__).with_name(name) for name in ("texts.rq", "blocks.rq"))
KINDS = frozenset(str(concept(KB.blockKind, kind)) for kind in BODY)


def sketched(store: Store, revisions: Collection[str]) -> Iterator[Sketched]:
    """The sketches of these revisions, given by the IRIs of their graphs; what is no revision is left out."""
    if not revisions:
        return
    asked = {"revision": list(map(URIRef, revisions))}
    blocks: defaultdict[str | None, list[Anchor]] = defaultdict(list)
    for revision, kind, start, end in store.select(BLOCKS.read_text(encoding="utf-8"), asked):
        if kind in KINDS:
            blocks[revision].append(Anchor(int(start or 0), int(end or 0)))
    for revision, article, text in store.select(TEXTS.read_text(encoding="utf-8"), asked):
        body = joined(text or "", sorted(blocks[revision]))
        yield Sketched(revision or "", article or "", sketch(body))
