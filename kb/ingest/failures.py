"""What failed when it was added, kept in the folder of the store, so that it can be tried again.

A JSON object a line: what was `given` to be added, the `source` in it that failed, and the `reason`. A failure is
written as it happens; when a source has been read to its end, those of an earlier time that are no more are dropped.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from kb.model import Article
from kb.read.source import STDIN, Failure, printable

FILE = "kb.failed.jsonl"
_ADDRESS = re.compile(r"https?://", re.IGNORECASE)
Reader = Callable[[str], Iterator[Article | Failure]]


@dataclass(frozen=True, slots=True)
class Failed:
    """An input that failed the last time: where it was found, its name there, and why."""

    given: str
    source: str
    reason: str

    @property
    def again(self) -> str:
        """What to read to try it again: the file or the address itself, or all that it was found in."""
        is_itself = _ADDRESS.match(self.source) or Path(self.source).is_file()
        return self.source if is_itself else self.given


class Failures:
    """The inputs that failed, in a file; without one they are forgotten with the process."""

    def __init__(self, folder: Path | None) -> None:
        self._file = folder / FILE if folder is not None else None
        self._there = {failed.source: failed for failed in self._read()}
        self._new: dict[str, Failed] = {}
        self._given: dict[str, str] = {}
        self._done: set[str] = set()

    def __iter__(self) -> Iterator[Failed]:
        """What failed, as it was when this was made."""
        return iter(self._there.values())

    def again(self) -> tuple[str, ...]:
        """The sources to read to try again what failed, each once; what came from stdin cannot be asked for."""
        return tuple(dict.fromkeys(failed.again for failed in self if failed.given != STDIN))

    def reading(self, sources: Iterable[str], reader: Reader) -> Iterator[Article | Failure]:
        """What is read from the sources, with a note of where each article is from until it is settled."""
        for source in sources:
            given = _absolute(source)
            for item in reader(source):
                self._given[item.id if isinstance(item, Article) else item.source] = given
                yield item
            self._done.add(given)

    def settle(self, article: str, failure: Failure | None = None) -> None:
        """Enter what became of an article, by its id, or of another input by its name: a failure, or none."""
        given = self._given.pop(article, None)
        if failure is None or given is None:
            return
        source = _absolute(failure.source)
        # Where it was found first stays: a file that is tried again by itself is still one of its folder.
        before = self._there.get(source)
        failed = Failed(before.given if before else given, source, str(failure.error))
        self._new[failed.source] = failed
        if self._file is not None:
            with self._file.open("a", encoding="utf-8") as stream:
                stream.write(_line(failed))

    def close(self) -> None:
        """Keep what has failed now, and of before what was not tried again; for when all sources were read."""
        gone = self._done | set(self._new)
        kept = {each.source: each for each in self if each.given not in gone and each.source not in gone}
        self._there = kept | self._new
        if self._file is None:
            return
        if not self._there:
            self._file.unlink(missing_ok=True)
            return
        unfinished = self._file.with_name(f"{FILE}.part")
        unfinished.write_text("".join(map(_line, self)), encoding="utf-8")
        unfinished.replace(self._file)

    def _read(self) -> Iterator[Failed]:
        """What the file holds; a line that a killed process left unfinished is nothing."""
        if self._file is not None and self._file.exists():
            for line in self._file.read_text(encoding="utf-8", errors="replace").splitlines():
                with suppress(ValueError, TypeError):
                    yield Failed(**json.loads(line))


def _line(failed: Failed) -> str:
    return json.dumps(asdict(failed), ensure_ascii=False) + "\n"


def _absolute(source: str) -> str:
    """The source as it can be found from any folder."""
    if source == STDIN or _ADDRESS.match(source):
        return source
    with suppress(OSError, ValueError):
        path = Path(source)
        if path.exists():
            return printable(path.absolute())
    return source
