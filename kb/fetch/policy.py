"""How we behave on the network: who we say we are, how long we wait, what we take."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kb import __version__
from kb.errors import KnowledgeBaseError

PROGRAM = "kb-claims"  # what a robots.txt calls us


class FetchRefused(KnowledgeBaseError, PermissionError):
    """An address that we do not ask for: its site forbids it, it is within a private network, it is not of the web."""


class FetchFailed(KnowledgeBaseError, ConnectionError):
    """An address that gave nothing that could be used: no answer, an error, too much, too late."""


@dataclass(frozen=True, slots=True)
class Policy:
    """What is allowed and how much of it; the times are in seconds.

    `pause` is what passes between two requests to one host, where its robots.txt does not ask for more. `within` is
    the time in which an answer must be whole. `most_bytes` is the largest answer, packed or unpacked: 50 MB is the
    largest sitemap there may be.
    """

    contact: str | None = None
    allow_private: bool = False
    pause: float = 1.0
    within: float = 60.0
    most_bytes: int = 50_000_000

    @property
    def user_agent(self) -> str:
        """Who we say we are: the program, its version, and whom to write to.

        >>> Policy(contact="desk@example.org").user_agent.partition("/")[0]
        'kb-claims'
        """
        contact = re.sub(r"[^\x21-\x7e]+|[()\\]", " ", self.contact or "").strip()
        return f"{PROGRAM}/{__version__}" + (f" ({contact})" if contact else "")
