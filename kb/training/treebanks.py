"""Reads Universal Dependencies treebanks (CoNLL-U, plain or gzipped).

Format: https://universaldependencies.org/format.html. Empty nodes are left out, and of a multiword token the words
are kept, as UD's own evaluation does.
"""

from __future__ import annotations

import gzip
import io
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kb.parse.dictionary import normal
from kb.training.mentions import named_labels

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from spacy.tokens import Doc
    from spacy.vocab import Vocab

    from kb.training.recipes import Treebank

# After one of these a sentence of the same text may follow.
FINAL = frozenset('.!?…»”")')


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence with its gold tree; `heads` counts from 0 within the sentence, a root is its own head."""

    words: tuple[str, ...]
    spaces: tuple[bool, ...]
    lemmas: tuple[str, ...]
    parts: tuple[str, ...]
    feats: tuple[str, ...]
    heads: tuple[int, ...]
    relations: tuple[str, ...]
    starts_document: bool = False
    labels: tuple[str, ...] = ()  # of entities, in IOB; none where the treebank has no entities


def read_treebank(path: Path) -> Iterator[Sentence]:
    """The sentences of a CoNLL-U file, in its order."""
    rows: list[list[str]] = []
    starts = marked = False
    with path.open("rb") as packed, gzip.open(packed) if path.suffix == ".gz" else packed as file:
        for line in io.TextIOWrapper(file, encoding="utf-8"):
            columns = line.rstrip("\n").split("\t")
            starts |= line.startswith(("# newdoc id", "# newdoc_id"))
            marked |= line.startswith("# global.Entity")
            if columns[0].isdigit():
                rows.append(columns)
            elif rows and not line.strip():
                yield _sentence(rows, starts, marked)
                rows, starts = [], False
    if rows:
        yield _sentence(rows, starts, marked)


def read_split(treebank: Treebank, corpora: Path, split: str) -> list[Sentence]:
    """The sentences of a split; none where the treebank has no such split.

    What is learnt leaves out what also stands in `unlearnt` files, and takes no sentence for the next of one that
    ends `ragged`.
    """
    if split not in treebank.splits:
        return []
    sentences = list(read_treebank(corpora / treebank.path(split)))
    first, last = (treebank.splits[split].partition("#")[2] or "0-100").split("-")
    sentences = sentences[int(first) * len(sentences) // 100 : int(last) * len(sentences) // 100]
    if split != "train":
        return sentences
    held = {_key(sentence) for file in treebank.unlearnt for sentence in read_treebank(corpora / file)}
    sentences = [sentence for sentence in sentences if _key(sentence) not in held]
    return list(_break(sentences)) if treebank.ragged else sentences


def group(sentences: Iterable[Sentence], size: int) -> Iterator[tuple[Sentence, ...]]:
    """Runs of at most `size` sentences of the same document."""
    held: list[Sentence] = []
    for sentence in sentences:
        if held and (sentence.starts_document or len(held) == size):
            yield tuple(held)
            held = []
        held.append(sentence)
    if held:
        yield tuple(held)


def to_doc(sentences: Iterable[Sentence], vocab: Vocab) -> Doc:
    """A spaCy Doc that carries the gold annotation of some sentences."""
    from spacy.tokens import Doc

    words: list[str] = []
    columns: dict[str, list[str]] = {"lemmas": [], "pos": [], "morphs": [], "deps": []}
    spaces: list[bool] = []
    heads: list[int] = []
    starts: list[bool] = []
    for sentence in sentences:
        heads += [len(words) + head for head in sentence.heads]
        starts += [True, *[False] * (len(sentence.words) - 1)]
        words += sentence.words
        spaces += sentence.spaces
        columns["lemmas"] += sentence.lemmas
        columns["pos"] += sentence.parts
        columns["morphs"] += sentence.feats
        columns["deps"] += sentence.relations
    doc = Doc(vocab, words=words, spaces=spaces, heads=heads, **columns)  # type: ignore[arg-type]
    for token, start in zip(doc, starts, strict=True):
        if token.is_sent_start != start:
            token.is_sent_start = start
    return doc


def _sentence(rows: list[list[str]], starts_document: bool, marked: bool) -> Sentence:
    _, words, lemmas, parts, fine, feats, heads, relations, _, misc = zip(*rows, strict=True)
    return Sentence(
        words=words,
        spaces=tuple("SpaceAfter=No" not in note.split("|") for note in misc),
        lemmas=lemmas,
        parts=parts,
        feats=tuple("" if feat == "_" else feat for feat in feats),
        heads=tuple(int(head) - 1 if head != "0" else index for index, head in enumerate(heads)),
        relations=tuple("ROOT" if relation == "root" else relation for relation in relations),
        starts_document=starts_document,
        labels=tuple(named_labels(words, fine, misc)) if marked else (),
    )


def _key(sentence: Sentence) -> str:
    return "".join(map(normal, sentence.words))


def _break(sentences: Iterable[Sentence]) -> Iterator[Sentence]:
    """The sentences, with a new document wherever one does not show that it goes on."""
    goes_on = False
    for sentence in sentences:
        starts = not goes_on or sentence.words[0][0].islower()
        yield replace(sentence, starts_document=starts or sentence.starts_document)
        goes_on = sentence.words[-1][-1] in FINAL
