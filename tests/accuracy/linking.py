"""How well names are linked to the authority file: the entities of NEREL, which have Wikidata ids.

NEREL (Loukachevitch et al. 2021, 2023) marks nested names in Russian news; those that Wikidata has carry its id.
"""

from __future__ import annotations

import tarfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from kb.authority import Index
from kb.authority.turtle import WIKIDATA
from kb.extract import Extractor
from kb.extract.components import Annotations
from kb.extract.document import span_at
from kb.extract.link_context import LinkContext
from kb.extract.linking import linked
from kb.extract.names import nominative
from kb.language import language
from kb.model import Anchor, Article, Block, BlockKind, Entity, EntityKind
from tests.accuracy.measure import Figures
from tests.accuracy.sets import CORPORA

# The languages whose links are measured, what on, and what may not get worse.
LINKED = frozenset({"ru"})
CORPUS = "NEREL 1.1"
WITH_FLOOR = ("precision", "recall", "precision of persons", "recall of persons")
ARCHIVE = CORPORA / "NEREL" / "NEREL-v1.1.tar.gz"
KINDS = {
    "PERSON": EntityKind.PERSON,
    "ORGANIZATION": EntityKind.ORGANISATION,
    **dict.fromkeys(("COUNTRY", "CITY", "STATE_OR_PROVINCE", "LOCATION", "DISTRICT", "FACILITY"), EntityKind.PLACE),
}


@dataclass(frozen=True, slots=True)
class Named:
    """A name in a text: where it stands, of what kind it is and its Wikidata id, None where it has none."""

    start: int
    end: int
    kind: EntityKind
    wikidata: str | None


@dataclass(frozen=True, slots=True)
class Judged:
    """A name, as whom it was linked, and as whom it should have been."""

    text: str
    name: str
    kind: EntityKind
    entity: Entity
    expected: str | None

    @property
    def found(self) -> str | None:
        """The IRI that the name was linked to."""
        link = self.entity.link
        return link.iri if link is not None and link.is_sure else None


def read_nerel(folder: str, archive: Path = ARCHIVE) -> Iterator[tuple[str, str, list[Named]]]:
    """The texts of a part of the corpus ("train", "dev", "test") with their names."""
    with tarfile.open(archive) as packed:
        members = sorted(name for name in packed.getnames() if PurePosixPath(name).parent.name == folder)
        for name in members:
            if name.endswith(".txt"):
                text, annotation = (_read(packed, each) for each in (name, name[:-4] + ".ann"))
                yield PurePosixPath(name).stem, text, list(_names(annotation))


def judge(extractor: Extractor, texts: Iterator[tuple[str, str, list[Named]]]) -> Iterator[Judged]:
    """Link each name, given where it stands, as a mention of its text."""
    from kb.extract.components import ARTICLE, mentions
    from kb.extract.context import make_context
    from kb.extract.document import AUTHORITY, make_doc

    nlp, data = extractor.pipeline("ru"), language("ru")
    bare = [name for name in nlp.pipe_names if not name.startswith("kb_") or name in {"kb_parser", "kb_lemmatizer"}]
    for key, text, named in texts:
        article = Article(key, text, "ru", tuple(_lines(text)))
        doc = make_doc(nlp, article)
        doc.user_data.update({ARTICLE: article, AUTHORITY: extractor.index})
        for name in bare:
            doc = nlp.get_pipe(name)(doc)
        found = mentions(Annotations(make_context(doc, data), Path()))
        around = LinkContext(doc, extractor.index, None, found.mentions)
        at = {(m.span.start, m.span.end): m for m in found.mentions}
        for one in named:
            span = span_at(doc, Anchor(one.start, one.end))
            if span is None:
                continue
            mention = at.get((span.start, span.end))
            entity = mention.entity if mention else Entity(nominative(span, data.speakers), one.kind)
            yield Judged(key, text[one.start : one.end], one.kind, linked(entity, around), one.wikidata)


def measure_links(extractor: Extractor, folder: str = "test") -> Figures:
    """Precision and recall of linking on a part of the corpus."""
    return figures(list(judge(extractor, read_nerel(folder))), extractor.index)


def figures(judged: Sequence[Judged], index: Index) -> Figures:
    """Precision over the linked names that have an id, recall over those whose id the authority file holds.

    An entry of ours without a Wikidata id cannot be compared with one, and is left out of the precision; "strict"
    counts it, and every link of a name that NEREL gives no id, as wrong.
    """
    found: Figures = {}
    for name, ones in (
        ("", judged),
        *((f" of {kind}s", [one for one in judged if one.kind is kind]) for kind in (*EntityKind,)[:3]),
    ):
        linked_ = [one for one in ones if one.found]
        known = [one for one in linked_ if one.expected and one.found and one.found.startswith(WIKIDATA)]
        held = [one for one in ones if one.expected in index.authority.entries]
        right = sum(one.found == one.expected for one in linked_)
        found[f"precision{name}"] = right / len(known) if known else 0.0
        found[f"recall{name}"] = right / len(held) if held else 0.0
        found[f"strict precision{name}"] = right / len(linked_) if linked_ else 0.0
    return found


def _read(packed: tarfile.TarFile, name: str) -> str:
    member = packed.extractfile(name)
    assert member is not None
    return member.read().decode("utf-8")


def _names(annotation: str) -> Iterator[Named]:
    ids: dict[str, str | None] = {}
    lines = [line.split("\t") for line in annotation.splitlines()]
    for line in lines:
        if line[0].startswith("N"):
            _, of, reference = line[1].split()
            ids[of] = reference.partition(":")[2]
    for line in lines:
        if line[0].startswith("T") and ";" not in line[1]:
            label, start, end = line[1].split()
            wikidata = ids.get(line[0])
            if label in KINDS and wikidata is not None:
                known = f"{WIKIDATA}{wikidata}" if wikidata.startswith("Q") else None
                yield Named(int(start), int(end), KINDS[label], known)


def _lines(text: str) -> Iterator[Block]:
    start = 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            yield Block(Anchor(start, start + len(line.rstrip())), BlockKind.PARAGRAPH)
        start += len(line)
