"""Reading the authority file, and the one that the package ships."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from pyshacl import validate
from rdflib import Graph

from kb.authority import BadAuthority, Sort, read_authority, shipped
from kb.authority.turtle import WHO, WIKIDATA
from kb.resources import ontology

HEAD = """
@prefix kb: <urn:kb:ns#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix schema: <https://schema.org/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
LANGUAGES = {"uk", "ru", "en"}


def written(folder: Path, turtle: str) -> Path:
    path = folder / "who.ttl"
    path.write_text(HEAD + turtle, encoding="utf-8")
    return path


def test_a_tenure_has_the_days_that_are_possible(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        '<urn:t> a kb:Tenure ; kb:holder <urn:h> ; kb:office <urn:o> ; schema:startDate "2020-02"^^xsd:gYearMonth ; '
        'schema:endDate "2021"^^xsd:gYear ; kb:acting true .',
    )
    (tenure,) = read_authority(path).tenures
    assert (tenure.since, tenure.until) == (date(2020, 2, 1), date(2021, 12, 31))
    assert tenure.acting


@pytest.mark.parametrize(
    ("turtle", "message"),
    [
        pytest.param("<urn:t> a kb:Tenure ; kb:office <urn:o> .", "without kb:holder", id="no holder"),
        pytest.param(
            '<urn:t> a kb:Tenure ; kb:holder <urn:h> ; kb:office <urn:o> ; schema:startDate "soon" .',
            "dates are YYYY",
            id="no date",
        ),
        pytest.param("<urn:e> a kb:Place ; kb:sort kb:sort-planet .", "no known sort", id="no sort"),
        pytest.param("<urn:e> a kb:Place", "is no authority file", id="no Turtle"),
    ],
)
def test_what_is_wrong_is_said(turtle: str, message: str, tmp_path: Path) -> None:
    with pytest.raises(BadAuthority, match=message):
        read_authority(written(tmp_path, turtle))


def test_every_id_is_a_wikidata_id_or_one_of_ours() -> None:
    ours = re.compile(rf"{re.escape(WIKIDATA)}Q[1-9]\d*|{re.escape(WHO)}[a-z0-9-]+")
    assert [iri for iri in shipped().entries if not ours.fullmatch(iri)] == []


def test_every_entry_has_a_name_in_each_language() -> None:
    assert [entry.iri for entry in shipped().entries.values() if set(entry.names) != LANGUAGES] == []


def test_no_two_entries_of_one_sort_have_the_same_preferred_names() -> None:
    named = Counter((entry.sort, *entry.labels) for entry in shipped().entries.values())
    assert {labels: times for labels, times in named.items() if times > 1} == {}


def test_everything_that_is_pointed_at_is_there() -> None:
    authority = shipped()
    pointed = {iri for e in authority.entries.values() for iri in (e.country, e.body, e.stands_for) if iri}
    pointed |= {iri for tenure in authority.tenures for iri in (tenure.holder, tenure.office)}
    assert pointed - authority.entries.keys() == set()


def test_nobody_leaves_an_office_before_coming_into_it() -> None:
    assert [t for t in shipped().tenures if t.since and t.until and t.until < t.since] == []


def test_an_office_has_one_holder_at_a_time() -> None:
    """But for the days of a change, and for offices whose dates are known to the month or the year only."""
    authority = shipped()
    torn = []
    for office, tenures in authority.by_office.items():
        dated = sorted((t for t in tenures if t.since and not t.acting), key=lambda t: (t.since, t.until or date.max))
        for one, other in zip(dated, dated[1:], strict=False):
            assert one.since
            assert other.since
            if (
                one.holder != other.holder
                and (one.until or date.max) > other.since
                and (other.since - one.since).days > 31
            ):
                overlap = ((one.until or date.max) - other.since).days
                if overlap > 31 and (one.until is None or (one.until.month, one.until.day) != (12, 31)):
                    torn.append((office, one.holder, other.holder))
    assert torn == []


@pytest.mark.parametrize("sort", [Sort.STATE, Sort.CAPITAL, Sort.MINISTRY, Sort.NEWSAGENCY, Sort.OFFICE, Sort.PERSON])
def test_what_the_news_names_is_there(sort: Sort) -> None:
    least = {Sort.STATE: 193, Sort.CAPITAL: 190, Sort.MINISTRY: 100, Sort.NEWSAGENCY: 20, Sort.OFFICE: 300}
    assert sum(entry.sort is sort for entry in shipped().entries.values()) >= least.get(sort, 600)


def test_the_file_has_its_shape() -> None:
    """Every fortieth entry: the whole takes minutes."""
    whole = Graph().parse(ontology("entities.ttl"))
    shapes = Graph().parse(ontology("entities-shapes.ttl"))
    sample = sorted(map(str, set(whole.subjects())))[::40]
    sound, _, report = validate(whole, shacl_graph=shapes, focus_nodes=sample)
    assert sound, report
