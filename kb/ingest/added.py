"""What became of an article that was to be added."""

from __future__ import annotations

from dataclasses import dataclass

from kb.model import Article


@dataclass(frozen=True, slots=True)
class Added:
    """An article that is in the store: how many claims and quads it has there, and whether that was new.

    `previous` is the IRI of the revision that this one was made from; `near` are those of the revisions of other
    articles that were found to be nearly the same when it came, the likest first.
    """

    article: Article
    claims: int
    quads: int
    is_new: bool
    previous: str | None = None
    near: tuple[str, ...] = ()
