"""What turns articles into extractions while they are added: this process, or several."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from types import TracebackType
from typing import Protocol, Self, TypeVar

from kb.ingest.batches import batches
from kb.model import Article, Extraction
from kb.read.source import Failure

Item = TypeVar("Item")
Other = TypeVar("Other")
Sift = Callable[[Item], Article | Other]
Answer = Extraction | Failure


class Extracts(Protocol):
    """Extracts articles one after the other; models are loaded with the first that need them."""

    def extract(self, articles: Iterable[Article]) -> Iterator[Answer]:
        """What is extracted from each, in their order."""


class Makes(Protocol):
    """What an extractor is made of, small enough to be sent to another process; as `kb.extract.Setup`."""

    def extractor(self) -> Extracts:
        """The extractor."""


class Extracting(Protocol):
    """Extracts articles, here or elsewhere, for the time of a block."""

    def extract(self, items: Iterable[Item], sift: Sift[Item, Other]) -> Iterator[Answer | Other | None]:
        """What is extracted from each article, in their order, all else as it comes, and None where nothing does.

        `sift` is asked what each item is: an article to extract, or something that is handed on as it is.
        """

    def finished(self) -> Iterator[Answer]:
        """What was extracted and not handed out yet: for whoever was interrupted and wants to keep it."""

    def __enter__(self) -> Self:
        """Itself."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let go of what it holds."""


class Here:
    """Extracts in this process."""

    def __init__(self, extractor: Extracts) -> None:
        self._extractor = extractor
        self._answers: deque[Answer] = deque()

    def extract(self, items: Iterable[Item], sift: Sift[Item, Other]) -> Iterator[Answer | Other]:
        """See `Extracting.extract`; everything stays in its place."""
        for found in batches(map(sift, items)):
            if not isinstance(found, tuple):
                yield found
                continue
            self._answers.extend(self._extractor.extract(found))
            while self._answers:
                yield self._answers.popleft()

    def finished(self) -> Iterator[Answer]:
        """See `Extracting.finished`."""
        while self._answers:
            yield self._answers.popleft()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Nothing is held."""
