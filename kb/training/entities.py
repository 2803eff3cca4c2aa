"""Reads named-entity corpora: `READERS` has those that recipes may name."""

from __future__ import annotations

import gzip
import tarfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from kb.training.treebanks import group, read_treebank

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

    from kb.training.recipes import EntityCorpus

# NER-UK 2.0 writes four empty lines between paragraphs and one between sentences; some texts have none of the
# former, and are cut at a sentence.
PARAGRAPH_GAP = 4
LONG_PASSAGE = 150
SENTENCES = 3
NO_SPACE_BEFORE = frozenset(".,;:!?)]}»”…%")
NO_SPACE_AFTER = frozenset("([{«“„")


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph of tokens with their IOB labels and the places where sentences start."""

    words: tuple[str, ...]
    labels: tuple[str, ...]
    starts: tuple[bool, ...]


def read_entities(corpus: EntityCorpus, corpora: Path, split: str) -> Iterator[Passage]:
    """The passages of one split of a corpus; none where it has no such split."""
    if split in corpus.parts:
        file, _, part = corpus.parts[split].partition("#")
        yield from READERS[corpus.reader](corpora / file, part)


def read_iob_archive(archive: Path, member: str) -> Iterator[Passage]:
    """The paragraphs of one file inside a tar archive: a token and its label a line, empty lines between sentences."""
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


def read_iob2(path: Path, part: str) -> Iterator[Passage]:
    """Runs of sentences of a file with number, token and label in columns, as Universal NER has it.

    `part` is the share of the documents to take, in hundredths: `0-75`, all of them where it is empty.
    """
    documents: list[list[tuple[str, str, bool]]] = []
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            columns = line.rstrip("\n").split("\t")
            if line.startswith("# newdoc") or not documents:
                documents.append([])
            if columns[0].isdigit():
                documents[-1].append((columns[1], columns[2].replace("-PER", "-PERS"), columns[0] == "1"))
    first, last = (int(share) * len(documents) // 100 for share in (part or "0-100").split("-"))
    for document in documents[first:last]:
        for rows in _runs(document):
            yield _passage(rows)


def read_conllu(path: Path, part: str) -> Iterator[Passage]:  # noqa: ARG001 - there is but one
    """Runs of sentences of a treebank that marks entities."""
    for sentences in group(read_treebank(path), SENTENCES):
        words = tuple(chain.from_iterable(sentence.words for sentence in sentences))
        labels = tuple(chain.from_iterable(sentence.labels for sentence in sentences))
        starts = tuple(index == 0 for sentence in sentences for index in range(len(sentence.words)))
        yield Passage(words, labels, starts)


def read_nerel(archive: Path, folder: str) -> Iterator[Passage]:
    """The lines of the texts in a folder of NEREL's archive."""
    from kb.training.standoff import NEREL, read_standoff

    return read_standoff(archive, folder, NEREL)


READERS: Mapping[str, Callable[[Path, str], Iterator[Passage]]] = {
    "iob archive": read_iob_archive,
    "iob2": read_iob2,
    "conllu": read_conllu,
    "nerel": read_nerel,
}


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


def _runs(rows: Iterable[tuple[str, str, bool]]) -> Iterator[list[tuple[str, str, bool]]]:
    """A document in runs of some sentences."""
    held: list[tuple[str, str, bool]] = []
    sentences = 0
    for row in rows:
        sentences += row[2]
        if held and row[2] and sentences > SENTENCES:
            yield held
            held, sentences = [], 1
        held.append(row)
    if held:
        yield held


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
