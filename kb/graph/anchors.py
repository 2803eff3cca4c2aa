"""Anchors as IRIs: a revision's with the fragment of RFC 5147, which counts characters in a plain text.

The place is in the name, so that nothing need be said of an anchor; what reads it makes of it an oa:SpecificResource.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from rdflib import URIRef
from rdflib.term import Node

from kb.errors import KnowledgeBaseError
from kb.model import Anchor, Block, BlockKind, placed
from kb.namespaces import KB, SCHEMA

AS_WRITTEN: dict[URIRef, URIRef] = {
    KB.content: SCHEMA.text,
    KB.source: KB.speakerAsWritten,
    KB.cue: KB.cueAsWritten,
    KB.saidAnchor: KB.saidAsWritten,
    KB.anchor: KB.asWritten,
    KB.leftWords: KB.leftAsWritten,
    KB.rightWords: KB.rightAsWritten,
}
"""What points at anchors, and what tells the words that stand there, in the order of the text."""
GAP = " … "
"""What stands between the words of several anchors."""

_BLOCK = re.compile(r"(?P<kind>[a-z]+) (?P<start>\d{1,12}),(?P<end>\d{1,12})")


class NotARevision(KnowledgeBaseError, ValueError):
    """A graph that does not hold exactly one revision of an article, whole."""


def anchor_iri(revision: URIRef, anchor: Anchor) -> URIRef:
    """A stretch of a revision's text.

    >>> str(anchor_iri(URIRef("urn:kb:revision/1"), Anchor(0, 9)))
    'urn:kb:revision/1#char=0,9'
    """
    return URIRef(f"{revision}#char={anchor.start},{anchor.end}")


def anchor_at(node: Node) -> Anchor:
    """The stretch that an anchor names. Raises `NotARevision` where it is none."""
    return _placed(node)[1]


def revision_of(node: Node) -> URIRef:
    """The revision that an anchor is in. Raises `NotARevision` where it is none."""
    return _placed(node)[0]


def _placed(node: Node) -> tuple[URIRef, Anchor]:
    found = placed(str(node))
    if found is None:
        raise NotARevision(f"{node} is no anchor: one is a revision's IRI with #char=FROM,TO")
    return URIRef(found[0]), found[1]


def written_blocks(blocks: Iterable[Block]) -> str:
    """The blocks of a revision in one text.

    >>> written_blocks([Block(Anchor(0, 9), BlockKind.HEADLINE), Block(Anchor(11, 90), BlockKind.PARAGRAPH)])
    'headline 0,9; paragraph 11,90'
    """
    return "; ".join(f"{block.kind} {block.anchor.start},{block.anchor.end}" for block in blocks)


def read_blocks(written: str) -> Iterator[Block]:
    """The blocks that `written_blocks` wrote. Raises `NotARevision` where they are not written so."""
    for each in written.split("; ") if written else ():
        found = _BLOCK.fullmatch(each)
        if found is None or found["kind"] not in set(BlockKind):
            raise NotARevision(f"'{each}' is no block: one is a kind, and from where to where, as 'headline 0,9'")
        yield Block(Anchor(int(found["start"]), int(found["end"])), BlockKind(found["kind"]))
