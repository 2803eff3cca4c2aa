"""Who is who: the authority file, and finding in it what a text calls somebody."""

from functools import cache

from kb.authority.entry import Authority, Entry, Sort, Tenure, kind_of
from kb.authority.index import Index
from kb.authority.turtle import BadAuthority, authority_of, read_authority, shipped


@cache
def shipped_index() -> Index:
    """The package's authority file, to be asked for names."""
    return Index(shipped())


__all__ = [
    "Authority",
    "BadAuthority",
    "Entry",
    "Index",
    "Sort",
    "Tenure",
    "authority_of",
    "kind_of",
    "read_authority",
    "shipped",
    "shipped_index",
]
