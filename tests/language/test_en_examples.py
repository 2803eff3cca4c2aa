"""The English example articles: each is read whole and knows where and when it appeared."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path

import pytest

import kb
from kb.model import Article, BlockKind
from kb.read import Failure, read

EXAMPLES = Path(kb.__file__).parent / "examples"
ARTICLES = tuple(read(str(EXAMPLES / "en")))


def name(found: Article | Failure) -> str:
    return found.id.rsplit("/", 1)[-1] if isinstance(found, Article) else found.source


@pytest.mark.parametrize("found", ARTICLES, ids=name)
def test_is_read_and_knows_where_it_appeared(found: Article | Failure) -> None:
    assert isinstance(found, Article), str(found)
    assert found.publisher in ("The Sample Herald", "The Example Courier")
    assert found.language == "en"
    assert isinstance(found.published, datetime)
    assert found.published.tzinfo


@pytest.mark.parametrize("found", ARTICLES, ids=name)
def test_its_prose_holds_nothing_of_the_page_around_it(found: Article | Failure) -> None:
    assert isinstance(found, Article)
    assert [block.kind for block in found.blocks].count(BlockKind.HEADLINE) == 1
    prose = [block.anchor.of(found.text) for block in found.blocks if block.kind.is_prose]
    furniture = re.compile(r"(?i)read also|read more|follow us|cookie|advertis|rights reserved|photo:|latest news")
    assert not [line for line in prose if furniture.search(line)]


def test_the_readme_names_every_file() -> None:
    readme = (EXAMPLES / "README.md").read_text(encoding="utf-8")
    assert set(re.findall(r"`(en/[^`]+)`", readme)) == {f"en/{path.name}" for path in (EXAMPLES / "en").iterdir()}
