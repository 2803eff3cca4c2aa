"""Links articles whose texts are nearly the same: reprints, copies of an agency's report, syndicated versions.

Two revisions of one article are never linked so: the later one says itself what it was made from. The link is a graph
of its own for each pair. An article is in the store first, then its links, and last its sketch, which says that they
are: what was killed in between is linked when articles are added again.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, cast

from rdflib import URIRef

from kb import __version__
from kb.compare.likeness import body_of, sketch
from kb.graph import article_iri, id_of, revision_iri
from kb.graph.iris import BASE
from kb.graph.likeness import Likeness, likeness_iri, likeness_triples
from kb.index.bodies import sketched
from kb.index.catching_up import TOGETHER
from kb.index.sketches import MOST, Sketched, Sketches
from kb.model import Article

if TYPE_CHECKING:
    from kb.index.keeping import IndexedStore
    from kb.store import Table

MOST_READ = 500
"""Articles of a store without an index whose texts are read to be sketched: it takes some two seconds."""
MANY = 2_000
REVISIONS = f"SELECT ?revision {{ ?revision a kb:Revision }} LIMIT {MOST_READ + 1}"
LIKENESSES = "SELECT DISTINCT ?likeness ?revision { ?likeness kb:alike ?revision }"
log = logging.getLogger(__name__)


class NearDuplicates:
    """Finds the articles of a store that are nearly the same, and keeps a graph for each pair.

    In a store on disk the sketches of all texts are in its index. For a store without one, as on a server, they are in
    memory: of the articles that are there, if they are no more than `MOST_READ`, and of those that come.
    """

    def __init__(self, store: IndexedStore, *, base: str = BASE) -> None:
        self._store = store
        self._base = base
        self._has_read = False
        self._waiting = Sketches.in_memory()
        self._expected: dict[str, Sketched] = {}

    def link(self, article: Article, *, again: bool = False) -> tuple[str, ...]:
        """Link a revision that is in the store to those that are nearly the same, given by IRI, the likest first.

        `again` says that what was known of the revision was replaced: its links are made anew.
        """
        one = self._sketched(article)
        if again:
            self._forget(one.revision)
        linked = self._link(one)
        self._store.sketching(lambda sketches: sketches.put(one, seen=True))
        return linked

    def expect(self, article: Article) -> tuple[str, ...]:
        """What `link` would give of a revision that is not in the store yet; `catch_up` links it when it is."""
        if (first := next(iter(self._expected), None)) is not None and first in self._store:
            self.catch_up()
        one = self._sketched(article)
        found = self._store.sketching(lambda sketches: sketches.like(one)) | self._waiting.like(one)
        self._waiting.put(one, seen=True)
        self._expected[one.revision] = one
        return tuple(sorted(found, key=lambda revision: (-found[revision], revision))[:MOST])

    def catch_up(self) -> dict[str, tuple[str, ...]]:
        """Link the revisions of the store that were not yet, as `link` does; gives those that were linked to any.

        Such are what was loaded in bulk, what a killed process has left, and all after the index was made anew.
        """
        for one in [each for each in self._expected.values() if each.revision in self._store]:
            self._keep(one)
            self._waiting.drop(one.revision)
            del self._expected[one.revision]
        behind = iter(self._behind())
        while some := list(islice(behind, TOGETHER)):
            for one in sketched(self._store, some):
                self._keep(one)
        unseen = self._store.sketching(lambda sketches: list(sketches.unseen()))
        if len(unseen) > MANY:
            log.warning("looking for near-duplicates of %d articles that were not linked yet", len(unseen))
        return {one.revision: linked for one in unseen if (linked := self._caught_up(one))}

    def _sketched(self, article: Article) -> Sketched:
        iri = article_iri(article.id, base=self._base)
        return Sketched(str(revision_iri(article, base=self._base)), str(iri), sketch(body_of(article)))

    def _caught_up(self, one: Sketched) -> tuple[str, ...]:
        linked = self._link(one)
        self._store.sketching(lambda sketches: sketches.see(one.revision))
        return linked

    def _keep(self, one: Sketched) -> None:
        self._store.sketching(lambda sketches: sketches.put(one, seen=False))

    def _link(self, one: Sketched) -> tuple[str, ...]:
        found = self._store.sketching(lambda sketches: sketches.like(one))
        return tuple(other for other, share in found.items() if self._put(one.revision, other, share))

    def _put(self, one: str, other: str, share: float) -> bool:
        """Link two revisions, where both are there and are not linked yet; whether they are now."""
        left, right = sorted(map(id_of, (one, other)))
        iri = str(likeness_iri(left, right, base=self._base))
        if iri in self._store:
            return True
        if other not in self._store:
            return False
        return self._store.put(iri, likeness_triples(Likeness(left, right, share, __version__), base=self._base))

    def _forget(self, revision: str) -> None:
        """Drop the links of a revision."""
        found = cast("Table", self._store.query(LIKENESSES, {"revision": URIRef(revision)}))
        for row in found:
            self._store.drop(str(row["likeness"]))

    def _behind(self) -> Iterator[str]:
        """The revisions of which there is no sketch."""
        graphs = self._store.unsketched()
        if graphs is not None:
            yield from graphs
        elif not self._has_read:
            self._has_read = True
            found = cast("Table", self._store.query(REVISIONS))
            if len(found) > MOST_READ:
                log.warning("the store keeps no sketches: near-duplicates are looked for among new articles only")
            else:
                yield from (str(row["revision"]) for row in found)
