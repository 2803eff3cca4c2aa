"""A knowledge base of claims: who said what, when, through whom, in which exact words of which article."""

__version__ = "0.1.0"
