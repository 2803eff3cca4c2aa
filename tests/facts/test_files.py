from __future__ import annotations

from pathlib import Path

import pytest

from kb.errors import KnowledgeBaseError
from kb.facts.fact import Fact, make_fact
from kb.facts.files import read_facts
from kb.read import Failure
from tests.facts.samples import SOURCE

TABLES = {
    "commas": "text,source,since,until,lang\nМіст збудували.,https://a.example,2014,2019-05,uk\n",
    "semicolons and other names": "Statement;URL;From;To;Language\nМіст збудували.;https://a.example;2014;2019-05;uk\n",
    "tabs and a mark of bytes": "\ufeffsource\ttext\tuntil\tsince\nhttps://a.example\tМіст збудували.\t2019-05\t2014\n",
    "quotes and blank lines": 'text,source,since,until\n\n"Міст збудували.","https://a.example",2014,2019-05\n,,,\n',
}
TURTLE = """
@prefix kb: <urn:kb:ns#> . @prefix dcterms: <http://purl.org/dc/terms/> . @prefix schema: <%s> .
[] a kb:Fact ; schema:text "Міст збудували."@uk ; dcterms:source <https://a.example> ; kb:validEdtf "2014/2019-05" .
<urn:x> a kb:Fact ; schema:text "The bridge stands."@en ; dcterms:source "A report" ;
        schema:validFrom "2014-03-18T00:00:00Z" .
<urn:y> a schema:Claim ; schema:text "Мосту немає."@uk .
"""


def facts(path: Path) -> list[Fact]:
    return [found for found in read_facts(path) if isinstance(found, Fact)]


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_a_table_is_read_whatever_stands_between_its_columns(table: str, tmp_path: Path) -> None:
    (tmp_path / "facts.csv").write_text(table, encoding="utf-8")
    expected = make_fact("Міст збудували.", "https://a.example", since="2014", until="2019-05", language="uk")
    assert list(read_facts(tmp_path / "facts.csv")) == [expected]


@pytest.mark.parametrize("schema", ["https://schema.org/", "http://schema.org/"])
def test_turtle_is_read_with_either_address_of_schema_org(schema: str, tmp_path: Path) -> None:
    (tmp_path / "facts.ttl").write_text(TURTLE % schema, encoding="utf-8")
    assert sorted(each.text for each in facts(tmp_path / "facts.ttl")) == ["The bridge stands.", "Міст збудували."]
    english = next(each for each in facts(tmp_path / "facts.ttl") if each.language == "en")
    assert english == make_fact("The bridge stands.", "A report", since="2014-03-18")


BAD_ROWS = {
    "without a source": ("Міст збудували.,", "a source without words"),
    "without words": ("—,https://a.example", "a statement without words"),
    "with no date": ("Міст збудували.,https://a.example,колись", "no date in EDTF"),
    "ending before it begins": ("Міст збудували.,https://a.example,2019,2014", "before it begins"),
    "in a language that is not known": ("Міст збудували.,https://a.example,,,pl", "no language 'pl'"),
    "too long": (f"{'Міст ' * 500},https://a.example", "2,000 at most"),
}


@pytest.mark.parametrize(("row", "why"), BAD_ROWS.values(), ids=BAD_ROWS)
def test_a_bad_row_is_named_and_the_others_are_kept(row: str, why: str, tmp_path: Path) -> None:
    heading, good = "text,source,since,until,language", "Дорогу відкрито.,https://b.example,,,"
    (tmp_path / "facts.csv").write_text(f"{heading}\n{row}\n{good}\n", encoding="utf-8")
    bad, kept = read_facts(tmp_path / "facts.csv")
    assert isinstance(bad, Failure)
    assert bad.source.endswith("facts.csv:2")
    assert why in str(bad)
    assert kept == make_fact("Дорогу відкрито.", "https://b.example")


BAD_FILES = {
    "no such file": ("none.csv", None, "no such file"),
    "another name": ("facts.docx", b"", "no file of reference statements"),
    "no column of sources": ("a.csv", b"text,when\nx,y\n", "no column 'source'"),
    "no UTF-8": ("a.csv", b"text,source\n\xff\xfe,x\n", "not UTF-8"),
    "an open quote": ("a.csv", b'text,source\n"x,y\n', "no table from here on"),
    "no Turtle": ("a.ttl", b"@prefix <x> .", "not RDF"),
}


@pytest.mark.parametrize(("name", "data", "why"), BAD_FILES.values(), ids=BAD_FILES)
def test_a_bad_file_is_named(name: str, data: bytes | None, why: str, tmp_path: Path) -> None:
    if data is not None:
        (tmp_path / name).write_bytes(data)
    (found,) = read_facts(tmp_path / name)
    assert isinstance(found, Failure)
    assert why in str(found)


def test_a_statement_has_one_id_whatever_the_blanks_and_marks_in_it() -> None:
    one, other = make_fact("Міст\n  збудували.", SOURCE), make_fact("Міст \u202eзбудували.", f" {SOURCE}")
    assert one == other
    assert one.id == other.id
    assert one.id != make_fact("Міст збудували.", SOURCE, since="2014").id


@pytest.mark.parametrize(("text", "source"), [("", "x"), ("x" * 2001, "x"), ("Міст збудували.", " ")])
def test_what_is_no_statement_is_refused(text: str, source: str) -> None:
    with pytest.raises(KnowledgeBaseError):
        make_fact(text, source)
