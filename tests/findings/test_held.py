from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from kb.compare.statement import statement_of
from kb.findings.held import arriving, stored, texts
from kb.graph import BASE, claim_iri, revision_iri, to_triples
from kb.lexicon import shipped_lexicon
from kb.model import Basis, Dating, Entity, EntityKind, Extraction, Interval, Link, LinkMethod, joint
from kb.store import Store
from tests.findings.test_comparer import report

ONE = report("one", "2021-12-01", filler="Про це пише газета.")
MAYOR = Entity("Мер", EntityKind.PERSON)
LINKED = Entity(
    "Байден",
    EntityKind.PERSON,
    Link(
        "http://www.wikidata.org/entity/Q6279",
        LinkMethod.NAME,
        100.0,
        (("en", "Joe Biden"), ("uk", "Джо Байден")),
    ),
)
DAY, LAST = date(2021, 12, 1), date(2021, 12, 5)
CLAIMS: dict[str, dict[str, Any]] = {
    "one speaker on one day": {},
    "a speaker who is known": {"speaker": LINKED},
    "two speakers": {"speaker": joint([MAYOR, LINKED])},
    "two speakers, named the other way round": {"speaker": joint([LINKED, MAYOR])},
    "nobody": {"speaker": None},
    "some day of a week": {
        "said": Dating(Basis.INFERRED_FROM_ARTICLE_DATE, Interval("2021-12-01/2021-12-05", DAY, LAST))
    },
    "no day": {"said": Dating()},
    "a headline": {"headline": True},
}


def with_claim(**changes: Any) -> Extraction:
    return replace(ONE, claims=(replace(ONE.claims[0], **changes),))


@pytest.mark.parametrize("changes", CLAIMS.values(), ids=CLAIMS)
def test_a_claim_of_the_store_is_the_claim_that_arrived(store: Store, changes: dict[str, Any]) -> None:
    one = with_claim(**changes)
    store.put(str(revision_iri(one.article)), to_triples(one))
    (came,) = arriving(one, shipped_lexicon(), base=BASE)
    iri = str(claim_iri(came.id))
    (kept,) = stored(store, [iri, "urn:kb:claim/none"], shipped_lexicon(), base=BASE).values()
    text = texts(store, [kept.revision], base=BASE)[kept.revision]
    assert replace(kept.statement, text=text) == came.statement == statement_of(one.claims[0], one.article)
    assert replace(kept, statement=came.statement) == replace(came, content=(), within=None)


def test_a_statement_says_on_which_day_it_was_made_only_where_it_is_one() -> None:
    days = [statement_of(with_claim(**CLAIMS[name]).claims[0], ONE.article).day for name in CLAIMS]
    assert days == [DAY] * 5 + [None, None, DAY]


def test_those_who_speak_together_are_one_speaker_in_whatever_order() -> None:
    both = [with_claim(speaker=joint(each)).claims[0] for each in ([MAYOR, LINKED], [LINKED, MAYOR])]
    one, other = (statement_of(claim, ONE.article) for claim in both)
    assert one == other
    assert one.speaker_name == "Джо Байден; Мер"
    assert one.speaker not in {MAYOR.id, LINKED.id}


def test_a_claim_of_a_replaced_revision_is_gone(store: Store) -> None:
    later = report("one", "2021-12-01", filler="Це вже виправлено.")
    store.put(str(revision_iri(ONE.article)), to_triples(ONE))
    store.put(str(revision_iri(later.article)), to_triples(later, previous=str(revision_iri(ONE.article))))
    claims = [str(claim_iri(each.claims[0].id)) for each in (ONE, later)]
    assert list(stored(store, claims, shipped_lexicon(), base=BASE)) == claims[1:]
