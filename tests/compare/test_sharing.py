from __future__ import annotations

from dataclasses import replace

from kb.compare.sharing import MOST_OF_ONE, findings_among
from kb.meaning import Meaning, Unit, UnitKind, meaning_to_json
from kb.model import Anchor, Article, Claim, Entity, Extraction, FindingKind

TEXT = "Пором причалить. Пором не причалить."
FERRY, RIVER = Entity("пором"), Entity("річка")


def meaning(start: int, *, negated: bool) -> str:
    thing = Anchor(start, start + 5)
    event = Anchor(start + (9 if negated else 6), start + (18 if negated else 15))
    units = (
        Unit(thing, UnitKind.THING, "пором", ("concept#ferry",), head=1, role="subject"),
        Unit(event, UnitKind.EVENT, "причалити", ("frame#land",), negated=negated),
    )
    return meaning_to_json(Meaning("uk", units))


def told(id: str, *claims: Claim) -> Extraction:  # noqa: A002 - ids are called so everywhere
    return Extraction(Article(id, TEXT, "uk", ()), claims, "uk", "0")


def claim(id: str, *, negated: bool, about: Entity = FERRY) -> Claim:  # noqa: A002
    content = Anchor(17, 36) if negated else Anchor(0, 15)
    return Claim(id, None, None, (content,), about=(about,), meaning=meaning(content.start, negated=negated))


AFFIRMED, DENIED = claim("a", negated=False), claim("b", negated=True)


def test_claims_about_the_same_are_compared_once() -> None:
    both = [told("one", AFFIRMED), told("other", DENIED)]
    (found,) = findings_among([*both, *both])
    assert (found.kind, {found.left, found.right}) == (FindingKind.CONTRADICTS, {"a", "b"})


def test_claims_that_share_nobody_and_claims_without_a_meaning_are_not() -> None:
    elsewhere = claim("b", negated=True, about=RIVER)
    assert not list(findings_among([told("one", AFFIRMED), told("other", elsewhere)]))
    assert not list(findings_among([told("one", AFFIRMED), told("other", replace(DENIED, meaning=None))]))


def test_a_claim_is_not_compared_with_one_that_holds_it() -> None:
    outer = replace(DENIED, id="c", content=(Anchor(0, 36),))
    assert not list(findings_among([told("one", AFFIRMED, outer)]))


def test_of_a_claim_and_what_it_holds_the_inner_is_compared() -> None:
    outer = replace(DENIED, id="c", content=(Anchor(0, 36),))
    both = [told("one", AFFIRMED), told("other", outer, replace(DENIED, within="c"))]
    assert [{found.left, found.right} for found in findings_among(both)] == [{"a", "b"}]


def test_of_one_entity_only_so_many_are_compared() -> None:
    many = [told(str(i), replace(AFFIRMED, id=str(i))) for i in range(MOST_OF_ONE + 5)]
    late = {str(MOST_OF_ONE + i) for i in range(5)}
    assert not any(late & {found.left, found.right} for found in findings_among(many))
