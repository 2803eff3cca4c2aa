"""Who is who: the authority file, and finding in it what a text calls somebody."""

from functools import cache

from kb.authority.entry import Authority, Entry, Sort, Tenure, kind_of
from kb.authority.index import Index
from kb.authority.turtle import BadAuthority, authority_of, read_authority, shipped


@cache
def shipped_index() -> Index:
    """The package's authority file, to be asked for names."""
    return Index(shipped())


def index_of(authority: Authority) -> Index:
    """An authority, to be asked for names; that of the package is made ready once."""
    return shipped_index() if authority is shipped() else Index(authority)


__all__ = [
    "Authority",
    "BadAuthority",
    "Entry",
    "Index",
    "Sort",
    "Tenure",
    "authority_of",
    "index_of",
    "kind_of",
    "read_authority",
    "shipped",
    "shipped_index",
]
