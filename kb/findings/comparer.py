"""Compares what arrives with what is there, and records what was found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cached_property
from itertools import combinations
from typing import TYPE_CHECKING

from rdflib import URIRef

from kb import __version__
from kb.compare.copies import CONTAINED, containment, shingles
from kb.compare.denials import nearest_denied
from kb.compare.judge import compare
from kb.compare.keys import in_common
from kb.compare.statement import Statement
from kb.findings.asking import rows
from kb.findings.candidates import Candidates
from kb.findings.held import Held, arriving, stored, texts
from kb.graph import id_of
from kb.graph.findings import Compared, Place, finding_triples, findings_iri, from_findings, without
from kb.graph.iris import BASE
from kb.lexicon import Lexicon, shipped_lexicon
from kb.model import Anchor, Extraction, Finding, FindingKind
from kb.namespaces import KB

if TYPE_CHECKING:
    from kb.store import Store

# How much of the shorter claim the longer one must have before the rules are asked, which costs ten times as much.
LEAST, LEAST_NEAR = 0.5, 0.25
LEAST_ALIKE = 0.75
"""How much of the shorter claim the longer one must have for a difference in scope to be worth telling."""
MOST_COMPARED = 4
"""How many claims of the store the rules are asked about for one that arrives."""
# Claims of the store, common keys and texts that are kept at hand, so that none is asked for again and again.
REMEMBERED = 20_000
REMEMBERED_TEXTS = 2_000


class Comparer:
    """Finds out how claims stand to each other; keeps what it finds in a graph for each revision."""

    def __init__(self, store: Store, *, base: str = BASE, lexicon: Lexicon | None = None) -> None:
        self._store = store
        self._base = base
        self._lexicon = lexicon or shipped_lexicon()
        self._held: dict[str, Held | None] = {}
        self._texts: dict[str, str] = {}
        self._full: dict[str, tuple[str, ...]] = {}

    def compare(self, extraction: Extraction) -> tuple[Finding, ...]:
        """Compare the claims of a revision with each other and with those of the store that were compared before.

        What was found of it earlier is replaced. Returns the findings.
        """
        revision = extraction.article.revision
        self.forget(revision)
        own = list(arriving(extraction, self._lexicon, base=self._base))
        if len(self._full) >= REMEMBERED:
            self._full.clear()
        candidates = Candidates(self._store, self._lexicon, extraction.article.day, own, full=self._full)
        pairs = [*self._within(own), *self._across(own, candidates)]
        found: dict[tuple[str, str], Finding] = {}
        places: dict[str, Place] = {}
        sides: dict[str, Statement] = {}
        copies = _Copies(extraction.article.text)
        for left, right in pairs:
            finding = self._judged(left, right)
            if finding is not None and (left.revision == right.revision or not copies.has(left)):
                found[finding.left, finding.right] = finding
                for side in (left, right):
                    places[side.id] = Place(side.revision, side.statement.text)
                    sides[side.id] = side.statement
        keys = tuple((held.id, key) for held in own for key in candidates.posted(held))
        findings = nearest_denied(found.values(), sides)
        triples = finding_triples(Compared(revision, __version__, findings, keys), places, base=self._base)
        self._store.put(str(findings_iri(revision, base=self._base)), triples)
        return findings

    def is_compared(self, revision: str) -> bool:
        """Whether the revision of this id has been compared with what was there."""
        return str(findings_iri(revision, base=self._base)) in self._store

    def found(self, revision: str) -> tuple[Finding, ...]:
        """What was found when the revision of this id was compared, the surest first."""
        return from_findings(self._store.graph(str(findings_iri(revision, base=self._base))))

    def forget(self, revision: str) -> None:
        """Drop what was found of the claims of a revision, given by its id, wherever it is kept."""
        own = str(findings_iri(revision, base=self._base))
        if own not in self._store:
            return
        self._full.clear()
        touched: dict[str, set[str]] = {}
        found = sorted(map(str, set(self._store.graph(own).subjects(KB.key))))
        for each in found:
            self._held.pop(each, None)
        for graph, claim in rows(self._store, "touching", claim=map(URIRef, found)):
            touched.setdefault(str(graph), set()).add(id_of(claim))
        for graph, claims in touched.items():
            if graph != own:
                kept = without(self._store.graph(graph), claims, base=self._base)
                self._store.put(graph, kept)
        self._store.drop(own)

    def graphs(self) -> list[str]:
        """The IRIs of the graphs that hold what was found."""
        first = str(findings_iri("", base=self._base))
        return [iri for iri in self._store.graphs() if iri.startswith(first)]

    def forget_all(self) -> None:
        """Drop what was found of all claims."""
        for graph in self.graphs():
            self._store.drop(graph)
        self._full.clear()

    def _within(self, own: list[Held]) -> Iterator[tuple[Held, Held]]:
        """The claims of one article against each other, but for those that hold each other's words."""
        holding = _holding(own)
        for one, other in combinations(own, 2):
            if _overlap(one.content, other.content) or other.id in holding[one.id] or one.id in holding[other.id]:
                continue
            denies = one.statement.meaning.denies or other.statement.meaning.denies
            if denies or in_common(one.atoms, other.atoms) >= LEAST_NEAR:
                yield one, other

    def _across(self, own: list[Held], candidates: Candidates) -> Iterator[tuple[Held, Held]]:
        """The claims of an article against those of the store that are likest to them, with their texts."""
        found = {held.id: candidates.of(held) for held in own}
        self._read(claim for each in found.values() for claim in each)
        pairs = [(other, held) for held in own for other in self._likest(held, found[held.id])]
        self._read_texts(other.revision for other, _ in pairs)
        for other, held in pairs:
            text = self._texts.get(other.revision, "")
            yield replace(other, statement=replace(other.statement, text=text)), held

    def _likest(self, held: Held, found: Iterable[str]) -> Iterator[Held]:
        likest = []
        for claim in found:
            other = self._held[claim]
            if other is None or other.statement.article == held.statement.article:
                continue
            likeness = in_common(held.atoms, other.atoms)
            near = not set(held.speakers).isdisjoint(other.speakers)
            if likeness >= (LEAST_NEAR if near else LEAST):
                likest.append((likeness, str(other.latest or ""), claim, other))
        likest.sort(key=lambda each: each[:3], reverse=True)
        return (other for *_, other in likest[:MOST_COMPARED])

    def _judged(self, left: Held, right: Held) -> Finding | None:
        """What the rules say of two claims, the earlier one on the left."""
        if left.latest and right.latest and right.latest < left.latest:
            left, right = right, left
        one, other = left.statement, right.statement
        both = set(left.speakers) & set(right.speakers)
        if both:
            one, other = (replace(each, speaker=min(both)) for each in (one, other))
        found = compare(one, other, lexicon=self._lexicon, strict=True)
        # Most pairs differ; what is told are those that one might take for the same.
        is_told = (
            found is None or found.kind is not FindingKind.DIFFERS or in_common(left.atoms, right.atoms) >= LEAST_ALIKE
        )
        return found if is_told else None

    def _read(self, claims: Iterable[str]) -> None:
        """Have these claims at hand."""
        wanted = list(dict.fromkeys(claims))
        if len(self._held) >= REMEMBERED:
            self._held.clear()
        missing = [claim for claim in wanted if claim not in self._held]
        found = stored(self._store, missing, self._lexicon, base=self._base)
        self._held.update((claim, found.get(claim)) for claim in missing)

    def _read_texts(self, revisions: Iterable[str]) -> None:
        """Have the texts of these revisions at hand, by id."""
        wanted = list(dict.fromkeys(revisions))
        if len(self._texts) >= REMEMBERED_TEXTS:
            self._texts.clear()
        self._texts |= texts(self._store, (each for each in wanted if each not in self._texts), base=self._base)


class _Copies:
    """Tells whose articles are copies or rewrites of one: what they say alike is said once."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._known: dict[str, bool] = {}

    @cached_property
    def _own(self) -> frozenset[str]:
        return shingles(self._text)

    def has(self, held: Held) -> bool:
        """Whether the claim stands in a copy."""
        if held.revision not in self._known:
            self._known[held.revision] = containment(self._own, shingles(held.statement.text)) >= CONTAINED
        return self._known[held.revision]


def _holding(own: list[Held]) -> dict[str, frozenset[str]]:
    """The claims that hold each of these, directly or within another."""
    within = {held.id: held.within for held in own}
    found = {}
    for held in own:
        above: list[str] = []
        outer = held.within
        while outer is not None and outer not in above:
            above.append(outer)
            outer = within.get(outer)
        found[held.id] = frozenset(above)
    return found


def _overlap(one: tuple[Anchor, ...], other: tuple[Anchor, ...]) -> bool:
    return any(a.overlaps(b) for a in one for b in other)
