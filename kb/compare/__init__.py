"""Comparing what is claimed: what stands to what how, and who merely repeats."""
