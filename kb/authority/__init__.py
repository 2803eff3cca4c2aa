"""Who is who: the authority file, and finding in it what a text calls somebody."""

from kb.authority.entry import Authority, Entry, Sort, Tenure, kind_of
from kb.authority.index import Index
from kb.authority.turtle import BadAuthority, authority_of, read_authority, shipped

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
]
