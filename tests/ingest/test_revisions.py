from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from kb.ingest.revisions import Change, difference
from kb.model import Anchor, Article, Block, BlockKind, Claim, Entity, EntityKind, Extraction, Polarity, claim_id
from tests.conftest import Kb
from tests.ingest.texts import TEXT

MAYOR, POLICE = Entity("Ігор Ткач", EntityKind.PERSON), Entity("Поліція", EntityKind.ORGANISATION)
OPENS, CLOSED, COST = "міст відкриють у травні", "проїзд закрили до ранку", "роботи коштували два мільйони"


def extraction(*said: tuple[Entity, str]) -> Extraction:
    """A revision in which these say this, a line each."""
    text = "\n".join(words for _, words in said)
    article = Article("misto", text, "uk", (Block(Anchor(0, len(text)), BlockKind.PARAGRAPH),))
    claims, start = [], 0
    for who, words in said:
        content = (Anchor(start, start + len(words)),)
        claims.append(Claim(claim_id(article, None, None, content), None, None, content, who))
        start += len(words) + 1
    return Extraction(article, tuple(claims), "none", "1")


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        pytest.param([(MAYOR, OPENS)], [(MAYOR, OPENS)], [], id="nothing"),
        pytest.param([(MAYOR, OPENS), (POLICE, CLOSED)], [(POLICE, CLOSED), (MAYOR, OPENS)], [], id="only their order"),
        pytest.param([(MAYOR, OPENS)], [], [(Change.VANISHED, ())], id="one is no more"),
        pytest.param([], [(MAYOR, OPENS)], [(Change.CAME, ())], id="one is new"),
        pytest.param([(MAYOR, OPENS)] * 2, [(MAYOR, OPENS)], [(Change.VANISHED, ())], id="one of two equal ones"),
        pytest.param(
            [(MAYOR, OPENS)], [(MAYOR, "міст відкриють у червні")], [(Change.CHANGED, ("text",))], id="one of its words"
        ),
        pytest.param([(MAYOR, OPENS)], [(POLICE, OPENS)], [(Change.CHANGED, ("speaker",))], id="who says it"),
        pytest.param(
            [(MAYOR, OPENS)], [(MAYOR, COST)], [(Change.CAME, ()), (Change.VANISHED, ())], id="something else instead"
        ),
    ],
)
def test_what_changes_when_a_text_is_edited(
    before: list[tuple[Entity, str]], after: list[tuple[Entity, str]], expected: list[tuple[Change, tuple[str, ...]]]
) -> None:
    found = difference(extraction(*before), extraction(*after))
    assert sorted((each.kind, each.parts) for each in found.changes) == expected
    assert found.unchanged == len(after) - sum(each.after is not None for each in found.changes)


def test_a_label_that_changes_is_named() -> None:
    before = extraction((MAYOR, OPENS))
    denied = replace(before, claims=tuple(replace(claim, polarity=Polarity.NEGATIVE) for claim in before.claims))
    (found,) = difference(before, denied).changes
    assert found.parts == ("polarity",)


def test_an_edited_article_is_told_claim_by_claim(kb: Kb, tmp_path: Path) -> None:
    text = TEXT.format(number=1)
    (tmp_path / "misto.txt").write_text(text, encoding="utf-8")
    assert kb("add", "misto.txt").code == 0
    found = json.loads(kb("query", "by-article", "article=misto", "--json").out.splitlines()[0])
    assert kb("diff", found["claim"]).code == 4, "there is no other revision yet"
    (tmp_path / "misto.txt").write_text(text.replace("у травні", "у червні"), encoding="utf-8")
    ran = kb("add", "misto.txt")
    assert "1 read: 0 new, 1 revised, 0 unchanged, 0 near-duplicates, 0 failed" in ran.err
    (article,) = json.loads(kb("query", "SELECT ?a { ?r prov:specializationOf ?a } GROUP BY ?a", "--json").out).values()
    ran = kb("diff", article, "--json")
    assert ran.code == 0, ran.err
    rows = [json.loads(line) for line in ran.out.splitlines()]
    assert {row["change"] for row in rows} == {"changed"}
    assert all("травні" in row["before"] and "червні" in row["after"] for row in rows)
    assert kb("diff", "0" * 24).code == 4
