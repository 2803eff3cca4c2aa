from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import cast

import pytest
from rdflib import URIRef
from rdflib.namespace import OWL, PROV

from kb.authority import Entry, Sort, Tenure, shipped
from kb.authority.lookup import whole_iri
from kb.authority.turtle import WHO
from kb.curation import BadMerge, BadSplit, Curator
from kb.errors import NotFound
from kb.graph import authority_iri, entity_iri, revision_iri
from kb.knowledge_base import KnowledgeBase
from kb.model import Entity, EntityKind, LinkMethod
from kb.store import Table, open_store
from kb.verify.checks import AUTHORITY_CHECKS
from tests.conftest import LOCAL
from tests.samples import AGENCY, CITY, MELNYK, TKACH, article, extraction

WD = "http://www.wikidata.org/entity/"
DOCTOR = Entry(
    f"{WD}Q900000007", EntityKind.PERSON, Sort.PERSON, {"uk": ("Ігор Ткачук-Ткач", "Ткач І."), "en": ("Ihor Tkach",)}
)
MAYOR = Entry(f"{WD}Q900000008", EntityKind.OTHER, Sort.OFFICE, {"uk": ("мер Нашого міста",)}, country=f"{WD}Q212")
HALL = Entry("urn:kb:entity/hall", EntityKind.ORGANISATION, Sort.OTHER, {"uk": ("Міська управа",)})
SINCE = date(2020, 1, 1)


@pytest.fixture(params=LOCAL)
def kb(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[KnowledgeBase]:
    with KnowledgeBase(open_store(f"{request.param}:{tmp_path / 'store'}")) as found:
        found.put(extraction())
        found.put(extraction(id="other", publisher="Вечірні вісті"))
        yield found


@pytest.fixture
def who(kb: KnowledgeBase) -> Iterator[Curator]:
    """What a user says, and nothing that is said may break the store's shapes."""
    yield kb.who
    assert [flaw for check in AUTHORITY_CHECKS.values() for flaw in check(kb.who.own())] == []


def rows(kb: KnowledgeBase, question: str, **values: str) -> list[dict[str, str]]:
    found = cast("Table", kb.query(question, values))
    return [{name: str(value) for name, value in row.items()} for row in found]


def claims_by(kb: KnowledgeBase, name: str) -> set[str]:
    return {row["claim"] for row in rows(kb, "claims", speaker=name)}


# Adding


def test_what_is_added_is_there_with_where_it_is_from(who: Curator) -> None:
    assert who.add([DOCTOR, MAYOR], [Tenure(DOCTOR.iri, MAYOR.iri, SINCE)], source="https://example.org/sparql") > 0
    authority = who.authority()
    assert authority.entries[DOCTOR.iri].names["uk"][0] == "Ігор Ткачук-Ткач"
    assert authority.holder(MAYOR.iri, date(2021, 1, 1)) == authority.entries[DOCTOR.iri]
    sources, since = who.sources(DOCTOR.iri)
    assert sources == ["https://example.org/sparql"]
    assert since is not None
    assert len(authority.entries) == len(shipped().entries) + 2


def test_adding_twice_changes_nothing(who: Curator) -> None:
    who.add([DOCTOR, MAYOR], [Tenure(DOCTOR.iri, MAYOR.iri, SINCE)])
    assert who.add([DOCTOR, MAYOR], [Tenure(DOCTOR.iri, MAYOR.iri, SINCE)]) == 0


def test_a_tenure_that_has_ended_takes_the_place_of_the_open_one(who: Curator) -> None:
    who.add([DOCTOR, MAYOR], [Tenure(DOCTOR.iri, MAYOR.iri, SINCE)])
    ended = Tenure(DOCTOR.iri, MAYOR.iri, SINCE, date(2021, 5, 1))
    who.add([], [ended])
    assert who.authority().by_office[MAYOR.iri] == [ended]


def test_what_is_known_of_an_entry_stays_and_other_names_come_behind(who: Curator) -> None:
    who.add([DOCTOR])
    other = Entry(
        DOCTOR.iri, EntityKind.PERSON, Sort.PERSON, {"uk": ("Доктор Ткач", "Ткач І."), "ru": ("Ткач",)}, gender="Masc"
    )
    who.add([other], source="elsewhere")
    entry = who.entry(DOCTOR.iri)
    assert entry.names["uk"][0] == "Ігор Ткачук-Ткач"
    assert set(entry.names["uk"]) == {"Ігор Ткачук-Ткач", "Ткач І.", "Доктор Ткач"}
    assert (entry.names["ru"], entry.gender) == (("Ткач",), "Masc")
    assert who.sources(DOCTOR.iri)[0] == ["a user", "elsewhere"]


def test_an_entry_of_the_package_keeps_its_kind_whatever_is_added(who: Curator) -> None:
    who.add([Entry(f"{WD}Q212", EntityKind.ORGANISATION, Sort.COMPANY, {"uk": ("Україна-фірма",)})])
    entry = who.entry("Q212")
    assert (entry.kind, entry.sort) == (EntityKind.PLACE, Sort.STATE)
    assert "Україна-фірма" in entry.names["uk"]


# Finding


def test_finding_says_how_and_how_sure(who: Curator) -> None:
    who.add([DOCTOR, MAYOR])
    found = {
        name: {c.entry.iri: (c.method, c.score) for c in who.find(name)}
        for name in ("Ihor Tkach", "Igor Tkach", "мера Нашого міста")
    }
    assert found["Ihor Tkach"][DOCTOR.iri] == (LinkMethod.NAME, 100.0)
    method, score = found["Igor Tkach"][DOCTOR.iri]
    assert (method, 70 <= score < 100) == (LinkMethod.SPELLING, True)
    assert MAYOR.iri in found["мера Нашого міста"]
    assert DOCTOR.iri not in {c.entry.iri for c in who.find("Ihor Tkach", kind=EntityKind.PLACE)}


@pytest.mark.parametrize("text", ["", " ", "?", "«»", "\x00", "}" * 300, "urn:x y"], ids=ascii)
def test_nobody_is_called_so(text: str, who: Curator) -> None:
    assert who.find(text) == []
    for lookup in (who.entry, who.known_as, who.either):
        with pytest.raises(NotFound):
            lookup(text)


def test_an_entry_is_found_by_id_short_id_and_name(who: Curator) -> None:
    who.add([DOCTOR, HALL])
    for identifier in (DOCTOR.iri, "Q900000007", "wd:Q900000007", "ihor tkach"):
        assert who.entry(identifier).iri == DOCTOR.iri
    assert who.entry("hall").iri == HALL.iri
    with pytest.raises(NotFound, match="kb entities find"):
        who.entry("Нікого Такого")


def test_of_two_entries_of_one_name_the_id_must_be_given(who: Curator) -> None:
    who.add([DOCTOR, Entry("urn:kb:entity/two", EntityKind.PERSON, Sort.PERSON, {"en": ("Ihor Tkach",)})])
    with pytest.raises(NotFound, match="is the name of 2 entries"):
        who.entry("Ihor Tkach")


def test_an_entity_of_the_store_is_found_by_name_id_and_its_beginning(who: Curator) -> None:
    iri = str(entity_iri(TKACH))
    for identifier in (iri, TKACH.id, TKACH.id[:8], "ігор ткач"):
        assert who.known_as(identifier) == TKACH
    assert who.known_as(AGENCY.id).link is not None
    assert who.known_as("Reuters").id == AGENCY.id
    with pytest.raises(NotFound, match="kb entities list"):
        who.known_as("Ткач")


# Merging


def test_who_is_merged_is_found_under_either_name(kb: KnowledgeBase, who: Curator) -> None:
    before = claims_by(kb, "Ігор Ткач")
    who.add([DOCTOR])
    who.merge(TKACH, who.entry(DOCTOR.iri))
    assert before
    for name in ("Ігор Ткач", "Ткачук-Ткач", "Ihor Tkach", "Ткач І."):
        assert claims_by(kb, name) == before
        assert {row["claim"] for row in rows(kb, "by-speaker", speaker=name)} == before


def test_merging_changes_no_article(kb: KnowledgeBase, who: Curator) -> None:
    articles = list(kb.store.graphs())
    before = {iri: set(kb.store.graph(iri)) for iri in articles}
    who.add([DOCTOR])
    who.merge(TKACH, DOCTOR)
    assert {iri: set(kb.store.graph(iri)) for iri in articles} == before
    assert (URIRef(str(entity_iri(TKACH))), OWL.sameAs, URIRef(DOCTOR.iri)) in who.own()


def test_who_is_merged_counts_once(kb: KnowledgeBase, who: Curator) -> None:
    who.add([DOCTOR])
    kb.put(extraction(id="third"))
    speakers = kb.statistics().speakers
    who.merge(TKACH, who.entry(DOCTOR.iri))
    who.split(who.known_as("Ігор Ткач"), ["third"], label="Інший Ткач")
    found = {row["person"]: row["claims"] for row in rows(kb, "most-quoted")}
    assert str(entity_iri(TKACH)) not in found
    assert found[DOCTOR.iri] == "6"
    assert kb.statistics().speakers == speakers + 1


def test_an_article_that_is_linked_later_is_counted_with_those_before_the_merge(
    kb: KnowledgeBase, who: Curator
) -> None:
    from kb.graph.relink import linked_anew
    from kb.model import Link

    who.add([DOCTOR])
    who.merge(TKACH, who.entry(DOCTOR.iri))
    entry = who.entry(DOCTOR.iri)
    link = Link(entry.iri, LinkMethod.NAME, 100.0, entry.labels)
    kb.put(linked_anew(extraction(id="third"), {str(entity_iri(TKACH)): link}))
    assert {row["person"]: row["claims"] for row in rows(kb, "most-quoted")}[DOCTOR.iri] == "9"
    assert {row["revision"] for row in rows(kb, "quoted-in", speaker="Ігор Ткач")} == {
        str(revision_iri(replace(article(), id=one))) for one in ("misto-2021-12-02", "other", "third")
    }
    speaker, extractions = kb.speaker("Ігор Ткач")
    assert (speaker.id, len(extractions)) == (DOCTOR.iri, 3)


def test_the_reports_of_a_merged_speaker_hold_what_was_said_under_both_names(kb: KnowledgeBase, who: Curator) -> None:
    who.add([DOCTOR])
    who.merge(TKACH, who.entry(DOCTOR.iri))
    report = kb.report("speaker", "Ihor Tkach", form="markdown")
    assert "Росія відвела війська" in report
    assert kb.find("other")[0].claims[0] in extraction(id="other", publisher="Вечірні вісті").claims


def test_the_merged_name_is_a_name_of_the_entry(who: Curator) -> None:
    who.add([DOCTOR])
    who.merge(TKACH, who.entry(DOCTOR.iri))
    assert "Ігор Ткач" in who.entry(DOCTOR.iri).names["uk"]
    assert who.entry("Ігор Ткач").iri == DOCTOR.iri


def test_an_entity_may_be_merged_into_an_entry_of_the_package(who: Curator) -> None:
    senate = next(
        e for e in shipped().entries.values() if e.sort is Sort.PARLIAMENT and e.country and e.names.get("uk")
    )
    who.merge(CITY, senate)
    assert set(who.authority().entries[senate.iri].names["uk"]) == {*senate.names["uk"], "Мерія"}


def test_an_offer_that_was_taken_waits_no_longer(kb: KnowledgeBase, who: Curator) -> None:
    who.add([HALL])
    assert [str(row["who"]) for row in kb.entities(offered=True)] == ["Мерія"]
    who.merge(who.known_as("Мерія"), HALL)
    assert kb.entities(offered=True) == []


def test_two_entries_may_be_one(who: Curator) -> None:
    ours = Entry("urn:kb:who#tkach", EntityKind.PERSON, Sort.PERSON, {"uk": ("Ткач Перший",)}, country=f"{WD}Q212")
    who.add([DOCTOR, ours, MAYOR], [Tenure(ours.iri, MAYOR.iri, SINCE)])
    who.merge(ours, DOCTOR)
    authority = who.authority()
    assert ours.iri not in authority.entries
    assert authority.entries[DOCTOR.iri].names["uk"][0] == "Ігор Ткачук-Ткач"
    assert "Ткач Перший" in authority.entries[DOCTOR.iri].names["uk"]
    assert authority.entries[DOCTOR.iri].country == f"{WD}Q212"
    assert [t.holder for t in authority.by_office[MAYOR.iri]] == [DOCTOR.iri]
    assert who.entry("urn:kb:who#tkach").iri == DOCTOR.iri


def test_all_that_are_one_are_found_under_every_name(kb: KnowledgeBase, who: Curator) -> None:
    before = claims_by(kb, "Ігор Ткач") | claims_by(kb, "Олена Мельник")
    who.add([DOCTOR])
    who.merge(TKACH, who.entry(DOCTOR.iri))
    who.merge(MELNYK, who.entry(DOCTOR.iri))
    for name in ("Ігор Ткач", "Олена Мельник", "Ihor Tkach"):
        assert claims_by(kb, name) == before


def test_one_step_leads_from_what_was_merged_to_the_entry(who: Curator) -> None:
    middle = Entry("urn:kb:entity/middle", EntityKind.PERSON, Sort.PERSON, {"uk": ("Посередник",)})
    who.add([middle, DOCTOR])
    who.merge(TKACH, middle)
    who.merge(middle, DOCTOR)
    assert set(who.own().objects(None, OWL.sameAs)) == {URIRef(DOCTOR.iri)}
    assert {link.iri for link in who.merged().values()} == {DOCTOR.iri}


BAD_MERGES: dict[str, tuple[Entity | Entry, Entry, str]] = {
    "who is linked already": (AGENCY, HALL, "is http://www.wikidata.org/entity/Q130879 already"),
    "a person and an organisation": (TKACH, HALL, "they cannot be one"),
    "an entry and itself": (DOCTOR, DOCTOR, "already"),
    "two ids of Wikidata": (DOCTOR, Entry(f"{WD}Q76", EntityKind.PERSON, Sort.PERSON, {}), "two in Wikidata"),
    "anybody and an office": (Entity("Хтось"), MAYOR, "is an office, which nobody is"),
}


@pytest.mark.parametrize(("one", "into", "message"), BAD_MERGES.values(), ids=BAD_MERGES)
def test_what_cannot_be_one_is_refused(one: Entity | Entry, into: Entry, message: str, who: Curator) -> None:
    before = set(who.own())
    with pytest.raises(BadMerge, match=re.escape(message)):
        who.merge(one, into)
    assert set(who.own()) == before


def test_who_was_merged_is_not_merged_again(who: Curator) -> None:
    who.add([DOCTOR])
    who.merge(TKACH, DOCTOR)
    with pytest.raises(BadMerge, match="split it off first"):
        who.merge(TKACH, Entry("urn:kb:entity/x", EntityKind.PERSON, Sort.PERSON, {"uk": ("Хтось",)}))


# Twins


def of_the_package() -> Entry:
    """Somebody in the package's authority file without an id, whose names nobody else has."""
    labels = Counter(entry.labels for entry in shipped().entries.values())
    return next(
        entry
        for entry in shipped().entries.values()
        if entry.iri.startswith(WHO) and entry.gender and len(entry.labels) == 3 and labels[entry.labels] == 1
    )


def test_an_entry_from_elsewhere_meets_the_one_of_the_package_that_has_its_names(who: Curator) -> None:
    ours = of_the_package()
    names = {code: (name,) for code, name in ours.labels}
    pulled = Entry(f"{WD}Q900000009", ours.kind, ours.sort, names)
    assert list(who.twins([pulled])) == [(pulled, ours)]
    opposite = {"Masc": "Fem", "Fem": "Masc"}[ours.gender or ""]
    for other in (
        replace(pulled, names={"uk": names["uk"]}),
        replace(pulled, kind=EntityKind.PLACE, sort=Sort.CITY),
        replace(pulled, gender=opposite),
        replace(pulled, iri=f"{WHO}somebody"),
    ):
        assert list(who.twins([other])) == []


# Splitting


def test_who_is_split_off_is_another_in_those_articles_alone(kb: KnowledgeBase, who: Curator) -> None:
    entry = who.split(TKACH, ["other"], label="Ігор Ткач (лікар)")
    persons = {row["person"]: row["claims"] for row in rows(kb, "most-quoted")}
    assert (persons[entry.iri], persons[str(entity_iri(TKACH))]) == ("3", "3")
    assert entry.only_in == ("other",)
    assert entry.names == {"uk": ("Ігор Ткач (лікар)", "Ігор Ткач")}
    split = next(c.speaker for c in kb.find("other")[0].claims if c.speaker and c.speaker.name == TKACH.name)
    assert split.link is not None
    assert (split.link.method, split.link.iri) == (LinkMethod.USER, entry.iri)
    assert {row["revision"] for row in rows(kb, "quoted-in", speaker="лікар")} == {
        str(revision_iri(kb.find("other")[0].article))
    }


def test_all_revisions_of_an_article_are_split(kb: KnowledgeBase, who: Curator) -> None:
    from tests.samples import TEXT

    first = kb.find("other")[0].article.revision
    edited = extraction(id="other", publisher="Вечірні вісті", text=TEXT + "\nКінець\n")
    kb.put(edited)
    who.split(TKACH, ["other"])
    for revision in (first, edited.article.revision):
        iri = f"urn:kb:revision/{revision}"
        assert (None, None, URIRef(str(entity_iri(TKACH)))) not in kb.store.graph(iri)
    assert (None, PROV.wasRevisionOf, None) in kb.store.graph(f"urn:kb:revision/{edited.article.revision}")


def test_who_was_merged_may_be_split_off_again(kb: KnowledgeBase, who: Curator) -> None:
    who.add([DOCTOR])
    who.merge(TKACH, who.entry(DOCTOR.iri))
    entry = who.split(who.known_as("Ігор Ткач"), ["other"], label="Не він")
    persons = {row["person"]: row["claims"] for row in rows(kb, "most-quoted")}
    assert (persons[DOCTOR.iri], persons[entry.iri]) == ("3", "3")
    assert list(kb.verify()) == []


@pytest.mark.parametrize(
    ("articles", "error", "message"),
    [
        pytest.param([], BadSplit, "name the articles", id="no article"),
        pytest.param(["none"], NotFound, "article none does not speak of", id="an unknown article"),
        pytest.param(["other", "none"], NotFound, "article none", id="one of two that is unknown"),
    ],
)
def test_a_split_of_nothing_is_refused(
    articles: list[str], error: type[Exception], message: str, kb: KnowledgeBase, who: Curator
) -> None:
    before = {iri: set(kb.store.graph(iri)) for iri in kb.store.graphs()}
    with pytest.raises(error, match=message):
        who.split(TKACH, articles)
    assert {iri: set(kb.store.graph(iri)) for iri in kb.store.graphs()} == before


def test_splitting_twice_says_that_it_was_done(who: Curator) -> None:
    who.split(TKACH, ["other"])
    with pytest.raises(NotFound, match="does not speak of"):
        who.split(TKACH, ["other"])


def test_the_graph_of_who_is_who_stands_under_the_base(tmp_path: Path) -> None:
    base = "https://example.org/kb/"
    with KnowledgeBase(open_store("memory:"), base=base) as kb:
        kb.put(extraction())
        kb.who.add([DOCTOR])
        kb.who.merge(kb.who.known_as("Ігор Ткач"), DOCTOR)
        assert str(authority_iri(base=base)) in kb.store
        assert list(kb.verify()) == []
        assert kb.who.split(kb.who.known_as("Олена Мельник"), [article().id]).iri.startswith(f"{base}entity/")
        assert list(kb.verify()) == []


def test_a_flaw_in_what_users_said_is_found(kb: KnowledgeBase) -> None:
    kb.who.add(
        [Entry("urn:kb:entity/x", EntityKind.PERSON, Sort.PERSON, {"uk": ("Хтось",)}, country="urn:kb:who#nowhere")]
    )
    assert [flaw.message.partition(" (")[0] for flaw in kb.verify()] == [
        "an entry belongs to one country at most, a place"
    ]


def test_short_forms_stand_for_iris() -> None:
    assert whole_iri("Q1") == f"{WD}Q1"
    assert whole_iri("Q01") == "Q01"
    assert MELNYK.id == whole_iri(MELNYK.id)
