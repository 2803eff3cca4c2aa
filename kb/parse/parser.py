"""`kb_parser`: sentences, parts of speech, morphology, dependencies and named entities, all from one network."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice, pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
from spacy.language import Language
from spacy.tokens import Span

from kb.parse.labels import best_labels, to_spans, transitions
from kb.parse.network import Backend, encode, score_arcs, score_labels, score_tokens
from kb.parse.paragraphs import Piece, batch, cut
from kb.parse.tree import best_tree
from kb.parse.weights import Weights, read_weights, write_weights

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from numpy.typing import NDArray
    from spacy.tokens import Doc
    from spacy.vocab import Vocab


def _loop(step: Any, state: Any, inputs: Sequence[Any]) -> tuple[Any, Any]:
    outputs = []
    for given in zip(*inputs, strict=True):
        state, output = step(state, given)
        outputs.append(output)
    return state, np.stack(outputs)


NUMPY = Backend(np=np, scan=_loop, drop=lambda array: array, drop_words=lambda array: array)


@dataclass(frozen=True, slots=True)
class Analysis:
    """What the network says of one piece of a Doc; positions count from the start of the piece."""

    starts: list[int]
    tags: NDArray[np.intp]
    heads: NDArray[np.intp]
    relations: NDArray[np.intp]
    entities: list[tuple[int, int, str]]


@dataclass(frozen=True, slots=True)
class Codes:
    """The hashes under which spaCy knows parts of speech, morphologies and relations."""

    parts: NDArray[np.uint64]
    morphs: NDArray[np.uint64]
    relations: NDArray[np.uint64]


@Language.factory("kb_parser")
def create_parser(nlp: Language, name: str) -> Parser:  # noqa: ARG001 - spaCy passes it
    """A parser without weights: `from_disk` reads them."""
    return Parser(nlp.vocab)


class Parser:
    """Annotates Docs; sentence starts that a Doc brings with it are kept.

    `doc.tensor` holds the states of the encoder afterwards: float32, (tokens, 2 * width).
    """

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab
        self._network: tuple[Weights, Codes] | None = None

    @property
    def weights(self) -> Weights | None:
        """The network, or None before it is set or read."""
        return self._network and self._network[0]

    @weights.setter
    def weights(self, weights: Weights) -> None:
        # The labels are interned here and not while Docs are read: in a memory zone they would not outlast it.
        self._network = weights, codes_of(weights, self.vocab)

    def __call__(self, doc: Doc) -> Doc:
        """Annotates a Doc in place."""
        self.annotate([doc])
        return doc

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 64) -> Iterator[Doc]:
        """Annotates a stream of Docs, `batch_size` at a time."""
        stream = iter(stream)
        while docs := list(islice(stream, batch_size)):
            self.annotate(docs)
            yield from docs

    def annotate(self, docs: Sequence[Doc]) -> None:
        """Annotates some Docs in place."""
        if self._network is None:
            raise ValueError("kb_parser has no weights: load it from a folder that `kb train` wrote")
        weights, codes = self._network
        found: list[dict[Piece, Analysis]] = [{} for _ in docs]
        for doc in docs:
            doc.tensor = np.zeros((len(doc), 2 * weights.shape.width), np.float32)
        for pieces in batch(piece for index, doc in enumerate(docs) for piece in cut(doc, index)):
            for piece, (analysis, states) in zip(pieces, analyse(weights, docs, pieces), strict=True):
                found[piece.doc][piece] = analysis
                docs[piece.doc].tensor[piece.start : piece.end] = states
        for doc, analyses in zip(docs, found, strict=True):
            write(doc, analyses, codes)

    def to_disk(self, path: Path, *, exclude: Iterable[str] = ()) -> None:  # noqa: ARG002
        """Writes the weights into a folder."""
        if self._network:
            write_weights(self._network[0], path)

    def from_disk(self, path: Path, *, exclude: Iterable[str] = ()) -> Parser:  # noqa: ARG002
        """Reads what `to_disk` wrote."""
        self.weights = read_weights(path)
        return self


def analyse(
    weights: Weights, docs: Sequence[Doc], pieces: Sequence[Piece]
) -> Iterator[tuple[Analysis, NDArray[np.float32]]]:
    """Runs the network over some pieces at once: what it says of each, and its states (token, width)."""
    tokens = [docs[piece.doc][piece.start : piece.end] for piece in pieces]
    forms = sorted({token.text for span in tokens for token in span})
    rows = {form: row for row, form in enumerate(forms)}
    time = max(map(len, pieces))
    grid = np.array([[rows[span[t].text] if t < len(span) else 0 for span in tokens] for t in range(time)])
    mask = np.array([[float(t < len(span)) for span in tokens] for t in range(time)], np.float32)
    given = weights.vocabulary.ids(forms)[grid], weights.vocabulary.allowed(forms)[grid]
    states = encode(weights.arrays, *given, mask, shape=weights.shape, backend=NUMPY)
    tags = score_tokens(weights.arrays, states, "tags").argmax(axis=-1)
    starting = score_tokens(weights.arrays, states, "starts")[..., 0]
    arcs = score_arcs(weights.arrays, states, backend=NUMPY)
    starts = [find_starts(span, starting[:, column]) for column, span in enumerate(tokens)]
    heads = np.zeros(grid.shape, np.intp)
    for column, span in enumerate(tokens):
        for begin, end in pairwise([*starts[column], len(span)]):
            heads[begin:end, column] = begin + best_tree(arcs[column, begin:end, begin:end])
    relations = _relations(weights, states, heads)
    entities = _entities(weights, states, pieces)
    for column, span in enumerate(tokens):
        real = slice(0, len(span)), column
        analysis = Analysis(starts[column], tags[real], heads[real], relations[real], entities[column])
        yield analysis, states[real]


def find_starts(span: Span, scores: NDArray[np.float32]) -> list[int]:
    """Where sentences start: what the Doc presets holds, and the first token always is one."""
    preset = (token.is_sent_start for token in span)
    return [
        index
        for index, (start, score) in enumerate(zip(preset, scores, strict=False))
        if index == 0 or start or (start is None and score > 0)
    ]


def codes_of(weights: Weights, vocab: Vocab) -> Codes:
    """What spaCy calls the tags, relations and entity types of a network, which it knows from now on."""
    for label in weights.entities:
        vocab.strings.add(label[2:])
    return Codes(
        np.array([vocab.strings.add(part) for part, _ in weights.tags], np.uint64),
        np.array([vocab.morphology.add(feats) for _, feats in weights.tags], np.uint64),
        np.array([vocab.strings.add(relation) for relation in weights.relations], np.uint64),
    )


def write(doc: Doc, found: dict[Piece, Analysis], codes: Codes) -> None:
    """Writes the analyses of all its pieces into a Doc."""
    if not len(doc):
        return
    rows = np.zeros((len(doc), 4), np.uint64)
    entities = []
    for piece, analysis in found.items():
        own = slice(piece.start, piece.end)
        rows[own, 0], rows[own, 1] = codes.parts[analysis.tags], codes.morphs[analysis.tags]
        rows[own, 2] = (analysis.heads - np.arange(len(piece))).astype(np.int64).astype(np.uint64)
        rows[own, 3] = codes.relations[analysis.relations]
        for begin, end, label in analysis.entities:
            entities.append(Span(doc, piece.start + begin, piece.start + end, label))
    doc.from_array(["POS", "MORPH", "HEAD", "DEP"], rows)  # type: ignore[arg-type]  # spaCy's stub wants a subclass
    doc.ents = entities


def _relations(weights: Weights, states: Any, heads: NDArray[np.intp]) -> NDArray[np.intp]:
    """The relation of every token; only roots, which are their own heads, are called ROOT."""
    scores = score_labels(weights.arrays, states, heads, backend=NUMPY)
    root = weights.relations.index("ROOT")
    scores[..., root] = -np.inf
    roots = heads == np.arange(len(heads))[:, None]
    best: NDArray[np.intp] = np.where(roots, root, scores.argmax(axis=-1))
    return best


def _entities(weights: Weights, states: Any, pieces: Sequence[Piece]) -> list[list[tuple[int, int, str]]]:
    """The entities of each piece; a network may have been trained without."""
    if not weights.entities:
        return [[] for _ in pieces]
    scores = score_tokens(weights.arrays, states, "entities")
    allowed = transitions(weights.entities)
    found = (best_labels(scores[: len(piece), column], allowed) for column, piece in enumerate(pieces))
    return [list(to_spans(weights.entities[label] for label in labels)) for labels in found]
