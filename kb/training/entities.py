"""Reads named-entity corpora in IOB: one token and its label a line, an empty line between sentences."""

from __future__ import annotations

import tarfile
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from spacy.tokens import Doc
    from spacy.vocab import Vocab

# NER-UK 2.0 writes four empty lines between paragraphs and one between sentences; some texts have none of the
# former, and are cut at a sentence.
PARAGRAPH_GAP = 4
LONG_PASSAGE = 150
NO_SPACE_BEFORE = frozenset(".,;:!?)]}»”…%")
NO_SPACE_AFTER = frozenset("([{«“„")


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph of tokens with their IOB labels and the places where sentences start."""

    words: tuple[str, ...]
    labels: tuple[str, ...]
    starts: tuple[bool, ...]


def read_entities(archive: Path, member: str) -> Iterator[Passage]:
    """The paragraphs of one IOB file inside a tar archive."""
    with tarfile.open(archive) as packed:
        file = packed.extractfile(member)
        if file is None:
            raise FileNotFoundError(f"{archive} holds no file {member}")
        lines = file.read().decode("utf-8").splitlines()
    rows: list[tuple[str, str, bool]] = []
    gap = 1
    for line in lines:
        if not line.strip():
            gap += 1
            continue
        if rows and (gap >= PARAGRAPH_GAP or (gap and len(rows) > LONG_PASSAGE)):
            yield _passage(rows)
            rows = []
        word, _, label = line.rpartition(" ")
        rows.append((word, label, gap > 0))
        gap = 0
    if rows:
        yield _passage(rows)


def to_doc(passage: Passage, vocab: Vocab) -> Doc:
    """A spaCy Doc that carries the gold entities of a passage."""
    from spacy.tokens import Doc

    return Doc(
        vocab,
        words=list(passage.words),
        spaces=list(_spaces(passage.words)),
        ents=list(passage.labels),
        sent_starts=list(passage.starts),
    )


def _passage(rows: Iterable[tuple[str, str, bool]]) -> Passage:
    words, labels, starts = zip(*rows, strict=True)
    return Passage(words=words, labels=tuple(_valid(labels)), starts=starts)


def _spaces(words: tuple[str, ...]) -> Iterator[bool]:
    """IOB loses the spaces: they are put back by punctuation."""
    for word, following in zip(words, (*words[1:], "."), strict=True):
        yield following not in NO_SPACE_BEFORE and word not in NO_SPACE_AFTER


def _valid(labels: Iterable[str]) -> Iterator[str]:
    """Labels in which every entity begins with B, as spaCy demands."""
    before = "O"
    for label in labels:
        same = label.startswith("I-") and before[2:] == label[2:]
        yield label if same or not label.startswith("I-") else "B-" + label[2:]
        before = label
