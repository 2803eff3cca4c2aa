"""How much of two texts is the same, told by sketches of them: for finding the few that are alike among very many.

Broder, On the resemblance and containment of documents (1997): what two texts have in common are sequences of words;
the resemblance is their share of all, the containment that of the shorter text's. A sketch of half a kilobyte is enough
to estimate both, the first to within 0.04 at one half; texts that are alike have bands of their sketches in common, so
they can be looked up. The sketches are those of datasketch.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from typing import TYPE_CHECKING

from kb.compare.copies import TINY, shingles
from kb.model import Article, Block, BlockKind

if TYPE_CHECKING:
    from typing import Any

PERMUTATIONS = 126
BAND = 3
"""Numbers of a sketch that are one band. With 42 bands 99 pairs of a hundred that resemble each other by one half have
one in common, 68 by 0.3, and 4 by 0.1."""
NEAR = 2 / 3
"""The share of the shorter text that makes two nearly the same: a word in nine was changed.

Of 924 articles of seven outlets (PolNeAR) the seven pairs of copies and new versions have 0.75 and more in common, the
next pair 0.29; no two of 1,320 Ukrainian and Russian ones have more than 0.27.
"""
RESEMBLING = 0.3
"""The resemblance that they need as well: an agency's report that is a part of a long article is not that article."""
SHORT = 60
"""Word sequences of a text below which most of it may be what news says every day, of another day or place."""
WHOLE = 0.9
"""The share of a short text that has to be in the other."""
BODY = (BlockKind.PARAGRAPH, BlockKind.SUBHEADING)
"""The blocks that are compared: a reprint may have another headline, and captions, teasers and notices of its own."""
_SEED = 1


@dataclass(frozen=True, slots=True)
class Sketch:
    """What is kept of a text: how many word sequences it has, and the least of their hashes in so many orders."""

    size: int
    least: bytes

    @property
    def bands(self) -> tuple[int, ...]:
        """What texts that are alike most probably have in common: whole numbers of 64 bits, signed."""
        step = BAND * 4
        parts = (self.least[start : start + step] for start in range(0, len(self.least), step))
        return tuple(
            int.from_bytes(blake2b(part, digest_size=8, key=bytes([place])).digest(), "big", signed=True)
            for place, part in enumerate(parts)
        )


def body_of(article: Article) -> str:
    """What an article says in the blocks that are compared."""
    return body_in(article.text, article.blocks)


def body_in(text: str, blocks: Iterable[Block]) -> str:
    """The blocks of a text that are compared, each on a line, in their order."""
    return "\n".join(block.anchor.of(text) for block in blocks if block.kind in BODY)


def sketch(text: str) -> Sketch | None:
    """The sketch of a text; None of one so short that others may have the same by chance."""
    found = shingles(text)
    if len(found) < TINY:
        return None
    blank = _blank().copy()
    blank.update_batch([sequence.encode() for sequence in found])
    return Sketch(len(found), blank.hashvalues.astype("<u4").tobytes())


def shares(one: Sketch, others: Sequence[Sketch]) -> list[float]:
    """How much of the shorter text is in the longer, estimated, of one with each of the others.

    From 0 to 1; 0 for those that are not nearly the same.
    """
    import numpy as np

    own = np.frombuffer(one.least, dtype="<u4")
    table = np.frombuffer(b"".join(other.least for other in others), dtype="<u4").reshape(len(others), len(own))
    return [
        _share(one.size, other.size, float(same))
        for other, same in zip(others, (table == own).mean(axis=1), strict=True)
    ]


def _share(one: int, other: int, resemblance: float) -> float:
    fewer = min(one, other)
    share = min(1.0, resemblance / (1 + resemblance) * (one + other) / fewer)
    return round(share, 3) if resemblance >= RESEMBLING and share >= (WHOLE if fewer < SHORT else NEAR) else 0.0


@cache
def _blank() -> Any:
    """The sketch of nothing; a copy of it has the same orders, which take as long to draw as a text to sketch."""
    from datasketch import MinHash

    return MinHash(num_perm=PERMUTATIONS, seed=_SEED, scheme="affine32", hashfunc=zlib.crc32)
