"""Reading the authority file, and the one that the package ships."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from pyshacl import validate
from rdflib import Graph

from kb.authority import BadAuthority, Sort, read_authority, shipped, shipped_index
from kb.authority.turtle import WHO, WIKIDATA
from kb.resources import ontology

HEAD = """
@prefix kb: <urn:kb:ns#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix schema: <https://schema.org/> .
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


def test_no_two_things_of_one_sort_have_the_same_preferred_names() -> None:
    things = (entry for entry in shipped().entries.values() if entry.sort is not Sort.PERSON)
    named = Counter((entry.sort, *entry.labels) for entry in things)
    assert {labels: times for labels, times in named.items() if times > 1} == {}


def test_everything_that_is_pointed_at_is_there() -> None:
    authority = shipped()
    pointed = {iri for e in authority.entries.values() for iri in (e.country, e.body, e.stands_for) if iri}
    pointed |= {iri for tenure in authority.tenures for iri in (tenure.holder, tenure.office)}
    assert pointed - authority.entries.keys() == set()


def test_nobody_leaves_an_office_before_coming_into_it() -> None:
    assert [t for t in shipped().tenures if t.since and t.until and t.until < t.since] == []


@pytest.mark.parametrize(
    ("office", "language", "day", "holder"),
    [
        ("держсекретар США", "uk", "2021-12-02", "Antony Blinken"),
        ("держсекретар США", "uk", "2019-05-01", "Mike Pompeo"),
        ("глава Держдепу", "uk", "2016-03-01", "John Kerry"),
        ("президент США", "uk", "2015-06-01", "Barack Obama"),
        ("президент Сполучених Штатів", "uk", "2022-03-01", "Joe Biden"),
        ("президент України", "uk", "2018-03-01", "Petro Poroshenko"),
        ("український президент", "uk", "2022-03-01", "Volodymyr Zelensky"),
        ("міністр оборони України", "uk", "2022-06-01", "Oleksii Reznikov"),
        ("глава МЗС України", "uk", "2021-06-01", "Dmytro Kuleba"),
        ("речниця МЗС РФ", "uk", "2022-01-15", "Maria Zakharova"),
        ("прессекретар Кремля", "uk", "2021-11-18", "Dmitry Peskov"),
        ("генсек НАТО", "uk", "2020-01-10", "Jens Stoltenberg"),
        ("канцлер Німеччини", "uk", "2019-02-01", "Angela Merkel"),
        ("канцлер ФРГ", "ru", "2022-02-15", "Olaf Scholz"),
        ("президент Франции", "ru", "2016-02-15", "François Hollande"),
        ("министр иностранных дел России", "ru", "2015-02-15", "Sergey Lavrov"),
        ("министр обороны РФ", "ru", "2014-08-01", "Sergei Shoigu"),
        ("пресс-секретарь Белого дома", "ru", "2021-12-01", "Jen Psaki"),
        ("глава Пентагона", "ru", "2021-12-01", "Lloyd Austin"),
        ("российский премьер-министр", "ru", "2017-12-01", "Dmitry Medvedev"),
        ("US secretary of state", "en", "2014-06-01", "John Kerry"),
        ("British prime minister", "en", "2020-06-01", "Boris Johnson"),
        ("president of the United States", "en", "2003-06-01", "George W. Bush"),
        ("president of the United States", "en", "1990-06-01", "George H. W. Bush"),
        ("Russia's foreign minister", "en", "2021-12-01", "Sergey Lavrov"),
        ("Turkish president", "en", "2020-12-01", "Recep Tayyip Erdoğan"),
        ("NATO secretary general", "en", "2013-12-01", "Anders Fogh Rasmussen"),
        ("UN secretary-general", "en", "2018-12-01", "António Guterres"),
        ("president of the European Commission", "en", "2021-12-01", "Ursula von der Leyen"),
        ("German chancellor", "en", "2015-12-01", "Angela Merkel"),
    ],
)
def test_an_office_is_held_by_whom_everybody_knows(office: str, language: str, day: str, holder: str) -> None:
    index = shipped_index()
    found = {
        h.name("en") for each in index.offices(office, language) if (h := index.holder(each, date.fromisoformat(day)))
    }
    assert found == {holder}


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


def test_one_person_is_one_in_every_language_and_two_are_two() -> None:
    index = shipped_index()
    written = (("Ентоні Блінкена", "uk"), ("Энтони Блинкену", "ru"), ("Antony Blinken", "en"))
    assert {entry.iri for name, language in written for entry in index.named(name, language)} == {f"{WIKIDATA}Q7821917"}
    bushes = {entry.iri for name in ("George W. Bush", "George H. W. Bush") for entry in index.named(name, "en")}
    assert len(bushes) == 2
