from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from kb.model import Extraction
from kb.report import FORMS, write_site
from tests.report.dispute import ALL, FINDINGS, HERALD
from tests.report.example import extraction
from tests.report.pages import Page, extractions


def test_a_site_has_an_index_and_a_file_for_each_article_and_speaker(tmp_path: Path) -> None:
    index = write_site([extraction(), extraction(), extraction(id="other")], tmp_path / "new" / "site")
    names = sorted(path.name for path in index.parent.iterdir())
    assert index.name == "index.html"
    assert [sum(name.startswith(kind) for name in names) for kind in ("article-", "speaker-", "index")] == [2, 4, 1]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(extractions())
def test_every_link_leads_to_a_place_in_a_file_of_the_site(tmp_path: Path, extraction: Extraction) -> None:
    folder = write_site([extraction], tmp_path).parent
    pages = {path.name: Page(path.read_bytes().decode()) for path in folder.iterdir()}
    assert all(re.fullmatch(r"(index|article-\w+|speaker-\w+)\.html", name) for name in pages)
    for name, page in pages.items():
        for link in page.links:
            if link.startswith(("http://", "https://")):
                continue
            file, _, place = link.partition("#")
            assert not place or place in pages[file or name].ids, link
    for path in folder.iterdir():
        path.unlink()


@pytest.mark.parametrize("form", FORMS)
def test_writing_twice_changes_nothing(tmp_path: Path, form: str) -> None:
    def written() -> dict[str, bytes]:
        folder = write_site([extraction()], tmp_path, form=form, language="en").parent
        return {path.name: path.read_bytes() for path in folder.iterdir()}

    assert written() == written()


@pytest.mark.parametrize("form", FORMS)
def test_what_contradicts_what_is_one_of_them_where_it_was_looked_for(form: str, tmp_path: Path) -> None:
    index = write_site(ALL, tmp_path, findings=FINDINGS, form=form)
    (page,) = tmp_path.glob("contradictions.*")
    assert page.name in index.read_text(encoding="utf-8")
    text = page.read_text(encoding="utf-8")
    for found in re.findall(r"article-[0-9a-f]+\.\w+|speaker-[0-9a-f]+\.\w+", text):
        assert (tmp_path / found).is_file()
    assert f"article-{HERALD.article.revision}" in text
