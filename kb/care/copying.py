"""Moving a knowledge base from one store to another, and the proof that both hold the same.

Nothing is noted about how far a copy has come: a copy that was interrupted, by whatever, is begun again, and what is
there already is found by looking. So there is no note that could be wrong.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kb.care.digest import Held, held
from kb.care.places import folder_of
from kb.errors import KnowledgeBaseError
from kb.graph.iris import BASE
from kb.store.schema import WrongSchema, refuse_newer, schema_iri, schema_version

if TYPE_CHECKING:
    from kb.store import Store

SHOWN = 5  # graphs that a message names


class HoldsMore(KnowledgeBaseError, ValueError):
    """A store that a knowledge base is to be copied to, and that holds what is not in it."""


class BadCopy(KnowledgeBaseError, ValueError):
    """A copy of a store to itself, or of one that is empty when it is opened or gone when it is closed."""


@dataclass(frozen=True, slots=True)
class Copied:
    """A graph that is in both stores now, or, if `removed`, in neither: was it changed, and which of how many it is."""

    iri: str
    changed: bool
    number: int
    of: int
    removed: bool = False


@dataclass(frozen=True, slots=True)
class Compared:
    """A graph as the one store holds it and as the other does; None where a store has no such graph."""

    iri: str
    here: Held | None
    there: Held | None

    @property
    def is_same(self) -> bool:
        """Whether both hold it, and the same."""
        return self.here == self.there

    @property
    def difference(self) -> str:
        """What the difference is, in words."""
        if self.here is None:
            return "not in the first"
        if self.there is None:
            return "not in the second"
        return f"{self.here.size} triples in the first, {self.there.size} in the second, not the same"


def copy(source: Store, target: Store, *, remove: bool = False, keep: bool = False) -> Iterator[Copied]:
    """Make the target hold what the source holds, graph by graph, with one in memory at a time.

    A graph that is in the target as it is in the source is left alone, so that a copy that was interrupted goes on
    where it was. What the target holds beyond the source is removed at the end with `remove`, left with `keep`; else
    `HoldsMore` is raised before anything is written. Raises `WrongSchema` where either is of a newer kb, or the
    two are of different versions.
    """
    versions = [schema_version(store, base=BASE) for store in (source, target)]
    for version in versions:
        refuse_newer(version)
    if not remove and None not in versions and versions[0] != versions[1]:
        raise WrongSchema(
            f"the first store has schema {versions[0]}, the second {versions[1]}; `kb optimize` brings one up to date"
        )
    iris, there = list(source.graphs()), set(target.graphs())
    more = sorted(there.difference(iris))
    if more and not (remove or keep):
        raise HoldsMore(
            f"the second store holds {named(more)}, which the first does not; "
            "--remove removes such graphs, --keep leaves them there"
        )
    # The version first: half a knowledge base is of a known schema, too.
    schema = str(schema_iri(base=BASE))
    iris.sort(key=lambda iri: iri != schema)
    gone = more if remove else []
    for number, iri in enumerate(iris, 1):
        # A digest is cheaper than a graph, and most of them are there where a copy goes on.
        is_there = iri in there and held(source, iri) == held(target, iri)
        changed = not is_there and target.put(iri, source.graph(iri))
        yield Copied(iri, changed, number, len(iris) + len(gone))
    for number, iri in enumerate(gone, len(iris) + 1):
        yield Copied(iri, target.drop(iri), number, len(iris) + len(gone), removed=True)
    target.flush()


def refuse_memory(specification: str) -> None:
    """Raise `BadCopy` for a store that is empty when a command begins."""
    if specification.startswith("memory:"):
        raise BadCopy("memory: is empty when a command begins and gone when it ends; name another store")


def refuse_same(source: str, target: str) -> None:
    """Raise `BadCopy` where it makes no sense to copy between the stores of these specifications."""
    refuse_memory(source)
    refuse_memory(target)
    first, second = folder_of(source), folder_of(target)
    if source == target or (first is not None and second is not None and first.resolve() == second.resolve()):
        raise BadCopy(f"{source} and {target} are the same store; name another to copy to")


def compare(source: Store, target: Store, *, keep: bool = False) -> Iterator[Compared]:
    """Each graph as either store holds it, sorted by IRI; with `keep` only those of the source."""
    here, there = set(source.graphs()), set(target.graphs())
    for iri in sorted(here if keep else here | there):
        yield Compared(
            iri,
            held(source, iri) if iri in here else None,
            held(target, iri) if iri in there else None,
        )


def named(iris: list[str]) -> str:
    """The graphs by their IRIs, the first few of them.

    >>> named(["urn:a", "urn:b"])
    '2 graphs (urn:a, urn:b)'
    """
    more = ", …" if len(iris) > SHOWN else ""
    return f"{len(iris)} graph{'' if len(iris) == 1 else 's'} ({', '.join(iris[:SHOWN])}{more})"
