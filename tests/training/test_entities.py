from __future__ import annotations

import gzip
import tarfile
from pathlib import Path

import pytest
from spacy.lang.uk import Ukrainian

from kb.training.entities import READERS, read_iob2, read_iob_archive, to_doc
from kb.training.recipes import RECIPES

IOB = "Оксана B-PERS\nКоваль I-PERS\nпише O\n: O\n\n« O\nУ O\nКиєві I-LOC\n» O\n. O\n\n\n\n\n\nТак O\n"


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    (tmp_path / "sample.iob").write_text(IOB, encoding="utf-8")
    with tarfile.open(tmp_path / "sample.tar.gz", "w:gz") as packed:
        packed.add(tmp_path / "sample.iob", "v/sample.iob")
    return tmp_path / "sample.tar.gz"


def test_passages_end_at_wide_gaps(archive: Path) -> None:
    first, second = read_iob_archive(archive, "v/sample.iob")
    assert first.words[:3] == ("Оксана", "Коваль", "пише")
    assert [index for index, start in enumerate(first.starts) if start] == [0, 4]
    assert second.words == ("Так",)


def test_an_entity_that_begins_inside_is_mended(archive: Path) -> None:
    first, _ = read_iob_archive(archive, "v/sample.iob")
    assert first.labels == ("B-PERS", "I-PERS", "O", "O", "O", "O", "B-LOC", "O", "O")


def test_spaces_are_put_back(archive: Path) -> None:
    first, _ = read_iob_archive(archive, "v/sample.iob")
    doc = to_doc(first, Ukrainian().vocab)
    assert doc.text.strip() == "Оксана Коваль пише: «У Києві»."
    assert [(entity.text, entity.label_) for entity in doc.ents] == [("Оксана Коваль", "PERS"), ("Києві", "LOC")]


def test_iob2_in_columns_is_read_by_documents(tmp_path: Path) -> None:
    one = "# newdoc id = {0}\n# text = Ada left\n1\tAda\tB-PER\t-\t-\n2\tleft\tO\t-\t-\n\n"
    path = tmp_path / "sample.iob2.gz"
    path.write_bytes(gzip.compress((one.format(1) + one.format(2)).encode()))
    assert [passage.words for passage in read_iob2(path, "")] == [("Ada", "left")] * 2
    [passage] = read_iob2(path, "50-100")
    assert (passage.labels, passage.starts) == (("B-PERS", "O"), (True, False))


def test_every_reader_is_named_by_a_recipe() -> None:
    assert {corpus.reader for recipe in RECIPES.values() for corpus in recipe.entities} == set(READERS)
