"""Findings in the store: an arriving article's claims compared with those of the store that may be findings."""

from __future__ import annotations

from kb.findings.candidates import Candidates
from kb.findings.comparer import Comparer

__all__ = ["Candidates", "Comparer"]
