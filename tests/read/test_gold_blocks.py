"""Annotated articles: nothing of a page's furniture is prose, no annotated claim is lost to it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from kb.language import language
from kb.model import Block
from kb.read.blocks import find_blocks
from kb.training.gold import read_gold

GOLD = Path(os.environ.get("KB_SHARED", Path(__file__).parents[3] / "shared")) / "gold"
MOST_LOST = 0.003
pytestmark = pytest.mark.skipif(
    not GOLD.is_dir() and os.environ.get("CI") != "true", reason=f"no annotated articles at {GOLD}; set KB_SHARED"
)


def touching(blocks: tuple[Block, ...], span: dict[str, int], *, prose: bool) -> list[Block]:
    overlapping = (b for b in blocks if b.anchor.start < span["end"] and span["start"] < b.anchor.end)
    return [b for b in overlapping if b.kind.is_prose is prose]


def test_a_complete_page() -> None:
    for path in sorted(GOLD.glob("glavred-*.jsonl")):
        for row in read_gold(path):
            blocks = find_blocks(row["text"], language("uk"))
            spans = [s for c in row["claims"] for s in (c["source"], c["cue"], *c["content"]) if s]
            assert not [s for s in row["ignore"] if touching(blocks, s, prose=True)]
            assert not [s for s in spans if touching(blocks, s, prose=False)]
            found = {(b.anchor.start, b.anchor.end): b.kind.value for b in blocks}
            assert {kind: found.get((s["start"], s["end"])) for kind, s in row["structure"].items()} == {
                kind: kind for kind in row["structure"]
            }


@pytest.mark.parametrize("name", ["train_uk.jsonl", "attribution_uk.dev.jsonl"])
def test_passages_lose_no_claims(name: str) -> None:
    lost = total = 0
    for row in read_gold(GOLD / name):
        blocks = find_blocks(row["text"], language("uk"))
        assert not [b for b in blocks if "\n" in b.anchor.of(row["text"])], "paragraphs are glued"
        total += len(row["claims"])
        lost += sum(any(touching(blocks, s, prose=False) for s in c["content"]) for c in row["claims"])
    assert lost <= MOST_LOST * total
