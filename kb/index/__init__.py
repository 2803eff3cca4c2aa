"""Claims flat and their texts in SQLite, beside a store: filters, full text and counts.

Only what is asked for is here, since the command line needs it at once: `kb.index.keeping` has the store that keeps an
index in step, `kb.index.asking` the questions.
"""

from kb.index.wanted import BadWanted, By, Wanted

__all__ = ["BadWanted", "By", "Wanted"]
