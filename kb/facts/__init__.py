"""What claims are laid beside: reference statements with their sources, and the reviews of fact-checkers.

Neither is asserted: a reference statement is what a source says, a rating is what a fact-checker gave.
"""
