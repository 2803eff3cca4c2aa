"""Claims flat and their texts in SQLite, beside a store: filters, full text and counts. Importing it imports rdflib."""

from __future__ import annotations

from kb.index.asking import Count, Found, claims, count
from kb.index.keeping import IndexedStore
from kb.index.text import BadText
from kb.index.wanted import BadWanted, By, Wanted

__all__ = ["BadText", "BadWanted", "By", "Count", "Found", "IndexedStore", "Wanted", "claims", "count"]
