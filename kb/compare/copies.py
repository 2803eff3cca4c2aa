"""Which articles are copies or rewrites of one text: word shingles, MinHash and banding, so that not all meet all.

Broder, On the resemblance and containment of documents (1997); the sketches are those of datasketch. A translation has
no words in common with what it translates and is not found here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kb.model import Article

SHINGLE = 3
"""Words of a shingle: with more, a rewrite that changes every fifth word has none left."""
PERMUTATIONS = 128
CANDIDATE = 0.15
"""The resemblance from which on two articles are looked at: low, since a cut report resembles the whole but little."""
CONTAINED = 0.5
"""The share of the shorter text's shingles that make it a copy of the longer: agencies are cut, and added to.

Of 840 articles of seven outlets (PolNeAR) the seven pairs of copies share 0.75 and more, the next pair 0.29.
"""
TINY = 8
"""Shingles of a text below which it is a sentence that anybody may quote: only the same text is a copy of it."""
SHORT = 25
"""Shingles of a text below which half of it may be one quotation, which is nobody's report: it must be all there."""
WHOLE = 0.9
"""The share of a short text that is all of it."""
_SEED = 1
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True, order=True)
class Copy:
    """Two revisions with much of their text in common, and how much: the share of the shorter one, from 0 to 1.

    `left` and `right` are ids of revisions, the smaller first.
    """

    left: str
    right: str
    share: float


def words_of(text: str) -> list[str]:
    """The words of a text as they are compared: without case, punctuation, marks and the spelling of apostrophes.

    >>> words_of("«Об’єкт», — ЗДАНО; її")
    ['обєкт', 'здано', 'її']
    """
    plain = re.sub("['’ʼ`´]", "", unicodedata.normalize("NFKC", text).casefold())
    return _WORD.findall(plain)


def prose_of(article: Article) -> str:
    """What an article says itself: no captions, teasers and notices."""
    return "\n".join(block.anchor.of(article.text) for block in article.blocks if block.kind.is_prose)


def shingles(text: str) -> frozenset[str]:
    """The sequences of three words of a text; of a shorter one all its words as one."""
    words = words_of(text)
    if len(words) < SHINGLE:
        return frozenset([" ".join(words)] if words else ())
    return frozenset(" ".join(words[i : i + SHINGLE]) for i in range(len(words) - SHINGLE + 1))


def containment(left: frozenset[str], right: frozenset[str]) -> float:
    """How much of the smaller set is in the other, from 0 to 1; 0 where it is small and not all of it is."""
    fewer = min(len(left), len(right))
    if fewer < TINY:
        return float(bool(left) and left == right)
    share = len(left & right) / fewer
    return share if fewer >= SHORT or share >= WHOLE else 0.0


def copies(articles: Iterable[Article]) -> Iterator[Copy]:
    """The pairs of articles that are the same text or a rewrite, each once and in order."""
    found = {article.revision: shingles(prose_of(article)) for article in articles}
    for left, right in sorted(_candidates(found)):
        share = containment(found[left], found[right])
        if share >= CONTAINED:
            yield Copy(left, right, round(share, 3))


def _candidates(found: dict[str, frozenset[str]]) -> set[tuple[str, str]]:
    """The pairs whose sketches fall into one band."""
    from datasketch import MinHash, MinHashLSH

    if len(found) < 2:
        return set()
    # Weighed towards missing none: what is no copy is told by the shingles themselves.
    index = MinHashLSH(threshold=CANDIDATE, num_perm=PERMUTATIONS, weights=(0.2, 0.8))
    pairs: set[tuple[str, str]] = set()
    revisions = sorted(revision for revision, sequences in found.items() if sequences)
    data = ([sequence.encode() for sequence in sorted(found[revision])] for revision in revisions)
    for revision, sketch in zip(revisions, MinHash.generator(data, num_perm=PERMUTATIONS, seed=_SEED), strict=True):
        pairs |= {(min(other, revision), max(other, revision)) for other in index.query(sketch)}
        index.insert(revision, sketch)
    return pairs
