"""The example articles: each is read whole, knows where and when it appeared, and is nobody else's text."""

from __future__ import annotations

import gzip
import os
import re
from collections.abc import Iterator
from datetime import datetime
from functools import cache
from pathlib import Path

import pytest

import kb
from kb.model import Article, BlockKind
from kb.read import Failure, read
from kb.training.gold import read_gold

EXAMPLES = Path(kb.__file__).parent / "examples"
SHARED = Path(os.environ.get("KB_SHARED", Path(__file__).parents[2] / "shared"))
PUBLISHERS = {
    "en": {"The Sample Herald", "The Example Courier"},
    "ru": {"Вестник примеров", "Пример"},
    "uk": {"Вісник прикладів", "Приклад"},
}
FILES = sorted(path for code in PUBLISHERS for path in (EXAMPLES / code).iterdir())
ARTICLES = tuple(found for code in PUBLISHERS for found in read(str(EXAMPLES / code)))
# What stands around an article on its page.
FURNITURE = re.compile(
    r"""(?ix) cookie | ctrl | реклам | фото:
    | читайте | дивіться | підписуйтес | слідкуйте | права\ захищено
    | смотрите | подписывайтес | права\ защищены
    | read\ also | read\ more | follow\ us | advertis | rights\ reserved | photo: | latest\ news"""
)
# A shorter line, such as «Про це він повідомив у Twitter.», may well be written twice.
SHORTEST = 40


def name(found: Article | Failure) -> str:
    return found.id.rsplit("/", 1)[-1] if isinstance(found, Article) else found.source


def prose(article: Article) -> list[str]:
    return [block.anchor.of(article.text) for block in article.blocks if block.kind.is_prose]


def sentences(text: str) -> set[str]:
    """The lines of a text and their sentences, roughly, without the short ones."""
    lines = [" ".join(line.split()) for line in text.splitlines()]
    parts = [part for line in lines for part in re.split(r"(?<=[.!?…»])\s+", line)]
    return {part for part in lines + parts if len(part) >= SHORTEST}


@cache
def foreign() -> frozenset[str]:
    """The lines and sentences of every annotated article and treebank."""

    def texts() -> Iterator[str]:
        for path in (SHARED / "gold").glob("*.txt"):
            yield path.read_text(encoding="utf-8")
        for path in (SHARED / "gold").glob("*.jsonl"):
            yield from (
                side["text"]
                for row in read_gold(path)
                for side in (row, row.get("a", {}), row.get("b", {}))
                if "text" in side
            )
        for path in (SHARED / "corpora").glob("UD_*/*.conllu.gz"):
            with gzip.open(path, "rt", encoding="utf-8") as lines:
                yield from (line.removeprefix("# text = ") for line in lines if line.startswith("# text = "))

    return frozenset(sentence for text in texts() for sentence in sentences(text))


def test_each_language_has_some_in_three_formats() -> None:
    assert len(ARTICLES) == 13
    for code in PUBLISHERS:
        assert {path.suffix for path in (EXAMPLES / code).iterdir()} == {".txt", ".html", ".jsonl"}


@pytest.mark.parametrize("found", ARTICLES, ids=name)
def test_is_read_and_knows_where_it_appeared(found: Article | Failure) -> None:
    assert isinstance(found, Article), str(found)
    assert found.title
    assert found.publisher in PUBLISHERS[found.language]
    assert isinstance(found.published, datetime)
    assert found.published.tzinfo


@pytest.mark.parametrize("found", ARTICLES, ids=name)
def test_its_prose_holds_nothing_of_the_page_around_it(found: Article | Failure) -> None:
    assert isinstance(found, Article)
    assert [block.kind for block in found.blocks].count(BlockKind.HEADLINE) == 1
    assert not [line for line in prose(found) if FURNITURE.search(line)]


def test_the_readme_names_every_file() -> None:
    readme = (EXAMPLES / "README.md").read_text(encoding="utf-8")
    assert set(re.findall(r"`(\w\w/[^`]+)`", readme)) == {f"{path.parent.name}/{path.name}" for path in FILES}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_address_is_one_that_nobody_can_own(path: Path) -> None:
    hosts = re.findall(r"https?://([^/\"\s]+)", path.read_text(encoding="utf-8"))
    assert not [host for host in hosts if not host.endswith(".example") and host != "schema.org"]


@pytest.mark.skipif(
    not (SHARED / "gold").is_dir() and os.environ.get("CI") != "true",
    reason=f"no annotated articles at {SHARED / 'gold'}; set KB_SHARED",
)
def test_no_sentence_is_taken_from_the_annotated_articles_or_the_treebanks() -> None:
    assert foreign(), f"nothing to compare with under {SHARED}"
    own = {
        sentence
        for found in ARTICLES
        if isinstance(found, Article)
        for line in prose(found)
        for sentence in sentences(line)
    }
    assert not own & foreign()
