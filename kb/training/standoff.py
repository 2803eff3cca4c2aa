"""Reads entity corpora in brat's stand-off format: a text file, and beside it a file of spans over its characters.

Format: https://brat.nlplab.org/standoff.html. Spans may be nested, overlap, or have several parts; a tagger gives each
token one label, so the outermost is chosen.
"""

from __future__ import annotations

import tarfile
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import takewhile
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

import spacy

from kb.parse.dictionary import parses
from kb.parse.paragraphs import cut
from kb.training.entities import Passage
from kb.training.tokens import CYRILLIC, Tokens, adapt_tokenizer

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

ADJECTIVES = frozenset({"ADJF", "ADJS"})


@dataclass(frozen=True, slots=True)
class Scheme:
    """How the spans of a corpus become the labels of the models, which are those of NER-UK 2.0.

    `types` maps the corpus's types to ours, others are left out. A span of `yielding` types ends where a span of
    another type begins: «[президента] [России]». Spans do not begin with one of `before`: «в [2016 году]».
    Spans of `nouns` types that are one adjective, «[российский]», are left out; the dictionary of the `language`
    tells. Words are those of its tokenizer.
    """

    language: str
    tokens: Tokens
    types: Mapping[str, str]
    yielding: Collection[str] = ()
    before: Collection[str] = ()
    nouns: Collection[str] = ()


BEFORE = "в во до за из к ко на о об около от по после при с со"
NEREL = Scheme(
    language="ru",
    tokens=CYRILLIC,
    types={
        "PERSON": "PERS",
        "ORGANIZATION": "ORG",
        "PROFESSION": "JOB",
        "DATE": "DATE",
        "TIME": "TIME",
        "MONEY": "MON",
        "PERCENT": "PCT",
        "LAW": "DOC",
        **dict.fromkeys(("CITY", "COUNTRY", "DISTRICT", "FACILITY", "LOCATION", "STATE_OR_PROVINCE"), "LOC"),
        **dict.fromkeys(("PRODUCT", "WORK_OF_ART"), "ART"),
    },
    yielding={"JOB"},
    before=frozenset(BEFORE.split()),
    nouns={"LOC", "ORG", "PERS"},
)


@dataclass(frozen=True, slots=True)
class Standoff:
    """A span: characters from `start` to before `end`, and its type."""

    start: int
    end: int
    label: str = field(compare=False)


def read_standoff(archive: Path, folder: str, scheme: Scheme) -> Iterator[Passage]:
    """The paragraphs of all texts in a folder of a tar archive, in the order of their names."""
    nlp = spacy.blank(scheme.language)
    adapt_tokenizer(nlp, scheme.tokens)
    with tarfile.open(archive) as packed:
        members = {PurePosixPath(name) for name in packed.getnames() if PurePosixPath(name).parent.match(folder)}
        for text in sorted(path for path in members if path.suffix == ".txt"):
            content, spans = (_text(packed, path) for path in (text, text.with_suffix(".ann")))
            yield from passages(content, list(read_spans(spans)), nlp=nlp, scheme=scheme)


def read_spans(annotation: str) -> Iterator[Standoff]:
    r"""The spans of an annotation file that have one part only (those of several are 1 in 300).

    >>> list(read_spans("T1\tCITY 3 9\tКиїв\nT2\tPERSON 0 4;9 12\tАнна К.\nR1\tX Arg1:T1 Arg2:T2"))
    [Standoff(start=3, end=9, label='CITY')]
    """
    for line in annotation.splitlines():
        columns = line.split("\t")
        if columns[0].startswith("T") and ";" not in columns[1]:
            label, start, end = columns[1].split()
            yield Standoff(int(start), int(end), label)


def passages(text: str, spans: Iterable[Standoff], *, nlp: Language, scheme: Scheme) -> Iterator[Passage]:
    """The lines of a text, cut where the parser cuts what is too long for it."""
    known = [Standoff(span.start, span.end, scheme.types[span.label]) for span in spans if span.label in scheme.types]
    begin = 0
    for line in text.splitlines(keepends=True):
        doc = nlp.make_doc(line.replace("\xa0", " ").strip())
        offset = begin + len(line) - len(line.lstrip())
        begin += len(line)
        labels = label_tokens(doc, known, offset=offset, scheme=scheme)
        for piece in cut(doc, 0):
            words = [token.text for token in doc[piece.start : piece.end]]
            kept = [index for index, word in enumerate(words) if not word.isspace()]
            if kept:
                yield Passage(
                    words=tuple(words[index] for index in kept),
                    labels=tuple(labels[piece.start + index] for index in kept),
                    starts=tuple(index == kept[0] for index in kept),
                )


def label_tokens(doc: Doc, spans: Iterable[Standoff], *, offset: int, scheme: Scheme) -> list[str]:
    """The IOB labels of a line that begins at `offset`; of nested spans the outermost counts."""
    labels = ["O"] * len(doc)
    for span in sorted(spans, key=lambda span: (span.label in scheme.yielding, span.start - span.end)):
        tokens = doc.char_span(span.start - offset, span.end - offset, alignment_mode="expand")
        if span.start < offset or tokens is None:
            continue
        places = [token.i for token in tokens]
        if tokens[0].lower_ in scheme.before:
            places = places[1:]
        free = list(takewhile(lambda place: labels[place] == "O", places))
        whole = len(free) == len(places) or span.label in scheme.yielding
        if free and whole and not _adjective(doc, free, span, scheme):
            labels[free[0]] = f"B-{span.label}"
            for place in free[1:]:
                labels[place] = f"I-{span.label}"
    return labels


def _adjective(doc: Doc, places: list[int], span: Standoff, scheme: Scheme) -> bool:
    if span.label not in scheme.nouns or len(places) > 1:
        return False
    return {str(parse.tag.POS) for parse in parses(doc[places[0]].text, scheme.language)} <= ADJECTIVES


def _text(packed: tarfile.TarFile, path: PurePosixPath) -> str:
    file = packed.extractfile(str(path))
    if file is None:
        raise FileNotFoundError(f"the archive holds no file {path}")
    return file.read().decode("utf-8")
