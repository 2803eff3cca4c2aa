"""From an address to the bytes behind it: politely, within limits, and only where everybody may go."""

from __future__ import annotations

from kb.fetch.address import web_address
from kb.fetch.cache import Cache
from kb.fetch.fetcher import Fetched, Fetcher
from kb.fetch.inflate import inflate
from kb.fetch.policy import FetchFailed, FetchRefused, Policy

__all__ = ["Cache", "FetchFailed", "FetchRefused", "Fetched", "Fetcher", "Policy", "inflate", "web_address"]
