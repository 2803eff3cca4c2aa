"""What claims are laid beside in a store: reference statements and the reviews of fact-checkers.

Both stand in graphs of their own, with where they are from. Nothing here says who is right.
"""

from kb.reference.facts import Facts, Held
from kb.reference.reviews import Imported, Reviews

__all__ = ["Facts", "Held", "Imported", "Reviews"]
