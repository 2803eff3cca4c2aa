from __future__ import annotations

import os
import signal
from collections.abc import Iterable, Iterator
from typing import TypeVar

import pytest

from kb.extract import Extractor, Setup
from kb.ingest.extracting import Here
from kb.ingest.signals import undisturbed
from kb.ingest.workers import CannotWork, Workers
from kb.model import Article, Extraction
from kb.parse import ModelNotFound
from kb.read import Failure, read
from tests.ingest.texts import write

ARTICLES = 40
T = TypeVar("T")


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> list[Article]:
    folder = write(tmp_path_factory.mktemp("articles") / "texts", ARTICLES)
    return [item for item in read(str(folder)) if isinstance(item, Article)]


def same(item: T) -> T:
    return item


def test_workers_give_what_one_process_gives_in_its_order_also_when_one_is_killed(
    articles: list[Article], extractor: Extractor
) -> None:
    with Here(extractor) as here:
        expected = list(here.extract(articles, same))
    with Workers(2, Setup({})) as workers:
        found: list[Extraction | Failure] = []
        for answer in workers.extract(articles, same):
            if not found:
                os.kill(workers.processes[-1], signal.SIGKILL)
            found += [answer] if answer is not None else []
    assert all(isinstance(answer, Extraction) for answer in found), found
    assert found == expected


def test_what_is_no_article_passes_and_what_was_finished_is_kept(articles: list[Article]) -> None:
    with Workers(1, Setup({})) as workers:
        coming = workers.extract([*articles[:16], "in between", articles[16]], same)
        assert next(coming) == "in between"
        first = next(coming)
        assert isinstance(first, Extraction)
        kept = [answer for answer in workers.finished() if isinstance(answer, Extraction)]
        assert [first.article, *(each.article for each in kept)][:16] == articles[:16]


def test_a_missing_model_is_no_failure_of_an_article(articles: list[Article]) -> None:
    with pytest.raises(ModelNotFound), Workers(1, Setup({"uk": "none"})) as workers:
        list(workers.extract(articles, same))


class Deadly(Setup):
    """An extractor that ends its process at the fourth article."""

    def extractor(self) -> Extractor:
        return _Deadly()


class _Deadly(Extractor):
    def extract(self, articles: Iterable[Article]) -> Iterator[Extraction | Failure]:
        for article in articles:
            if "номер 3 " in article.text:
                os.kill(os.getpid(), signal.SIGKILL)
            yield Extraction(article, (), "none", "1")


def test_an_article_that_is_the_end_of_its_worker_twice_has_failed_and_takes_no_other_with_it(
    articles: list[Article],
) -> None:
    with Workers(2, Deadly({})) as workers:
        found = list(workers.extract(articles[:20], same))
    assert [answer.article for answer in found if isinstance(answer, Extraction)] == [*articles[:3], *articles[4:20]]
    (failed,) = (answer for answer in found if isinstance(answer, Failure))
    assert failed.source == articles[3].id
    assert "killed by signal 9" in str(failed)


class Hopeless(Setup):
    """An extractor that cannot be made."""

    def extractor(self) -> Extractor:
        os._exit(1)


def test_workers_that_do_not_start_are_told_of(articles: list[Article]) -> None:
    with pytest.raises(CannotWork, match="exit code 1"), Workers(1, Hopeless({})) as workers:
        list(workers.extract(articles, same))


def test_ctrl_c_waits_for_the_end_of_what_must_not_be_disturbed() -> None:
    reached = []

    def disturbed() -> None:
        with undisturbed():
            os.kill(os.getpid(), signal.SIGINT)
            reached.append("the end")

    with pytest.raises(KeyboardInterrupt):
        disturbed()
    assert reached == ["the end"]
