"""Whether the store still holds what it held: texts against hashes, anchors against texts, graphs against shapes.

Nothing is ever repaired: an anchor that no longer matches its text is an orphan, and is not moved to where its words
may stand now.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kb.store import Store


@dataclass(frozen=True, slots=True)
class Flaw:
    """Something that does not hold: the check that found it, in which graph, of what, and what is wrong."""

    code: str
    graph: str
    subject: str
    message: str


def verify(
    store: Store,
    *,
    shapes: bool = True,
    authority: str | None = None,
    facts: str | None = None,
    reviews: str | None = None,
    findings: str | None = None,
    likenesses: str | None = None,
    schema: str | None = None,
) -> Iterator[Flaw]:
    """All that is wrong with the revisions in the store, graph by graph; nothing where all is well.

    The checks are those of `kb.verify.checks.CHECKS`; `shapes` says whether SHACL is one of them: it takes most of the
    time. `authority` is the graph that holds no revision but who is who, `facts` that of reference statements; those of
    reviews begin with `reviews`, those of findings with `findings`, those of texts that are nearly the same with
    `likenesses`; `schema` is the one that says which schema it is.
    """
    from kb.verify.checks import AUTHORITY_CHECKS, CHECKS
    from kb.verify.findings import FINDING_CHECKS, with_what_it_names
    from kb.verify.likeness import LIKENESS_CHECKS, with_its_revisions
    from kb.verify.reference import FACT_CHECKS, REVIEW_CHECKS
    from kb.verify.schema import SCHEMA_CHECKS

    others = {authority: AUTHORITY_CHECKS, facts: FACT_CHECKS, schema: SCHEMA_CHECKS}

    for iri in store.graphs():
        graph = store.graph(iri)
        checks = others.get(iri, CHECKS)
        if reviews is not None and iri.startswith(reviews):
            checks = REVIEW_CHECKS
        if findings is not None and iri.startswith(findings):
            graph, checks = with_what_it_names(graph, store), FINDING_CHECKS
        if likenesses is not None and iri.startswith(likenesses):
            graph, checks = with_its_revisions(graph, store), LIKENESS_CHECKS
        for code, check in checks.items():
            if shapes or code != "shape":
                for subject, message in sorted((str(subject), message) for subject, message in check(graph)):
                    yield Flaw(code, iri, subject, message)
