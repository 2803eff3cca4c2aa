from __future__ import annotations

import pytest

from kb.training.mentions import mentions, named_labels


def annotated(*rows: str) -> tuple[list[str], list[str], list[str]]:
    """Words, tags and notes of rows like `Ada/NNP/(1-person-new-n-cf1-1-sgl)`."""
    words, tags, notes = zip(*(row.split("/", 2) for row in rows), strict=True)
    return list(words), list(tags), [f"SpaceAfter=No|Entity={note}" if note else "_" for note in notes]


@pytest.mark.parametrize(
    ("rows", "labels"),
    [
        pytest.param(["Ada/NNP/(1-person-new-n-cf1-1-sgl)"], ["B-PERS"], id="a name"),
        pytest.param(
            ["the/DT/(1-person-new-n-cf1-2-sgl", "president/NN/1)"],
            ["O", "O"],
            id="a description is no name",
        ),
        pytest.param(
            ["President/NNP/(1-person-new-n-cf1-1,2,3-sgl", "Ada/NNP/", "Orr/NNP/1)"],
            ["O", "B-PERS", "I-PERS"],
            id="a title stays outside",
        ),
        pytest.param(["Senator/NNP/(1-person-new-n-cf1-1-sgl)"], ["O"], id="a title alone is no name"),
        pytest.param(["Danes/NNPS/(1-person-new-n-cf1-1-sgl)"], ["O"], id="nor is a people"),
        pytest.param(
            ["Ada/NNP/(1-person-new-n-cf1-1-sgl", ",/,/", "who/WP/", "left/VBD/1)"],
            ["B-PERS", "O", "O", "O"],
            id="a clause stays outside",
        ),
        pytest.param(
            [
                "the/DT/(1-organization-new-n-cf1-2,4-sgl",
                "Bank/NNP/",
                "of/IN/",
                "Orland/NNP/(2-place-new-n-cf2-1-sgl)1)",
            ],
            ["O", "B-ORG", "I-ORG", "I-ORG"],
            id="the outer name counts",
        ),
        pytest.param(
            ["Orland/NNP/(1-person-new-n-cf1-2-sgl(2-place-new-n-cf2-1-sgl)", "voters/NNS/1)"],
            ["B-LOC", "O"],
            id="a name inside a description counts",
        ),
        pytest.param(["May/NNP/(1-time-new-n-cf1-1-sgl)"], ["O"], id="other kinds are left out"),
    ],
)
def test_names_are_told_from_other_mentions(rows: list[str], labels: list[str]) -> None:
    assert list(named_labels(*annotated(*rows))) == labels


def test_a_mention_that_is_not_closed_is_left_out() -> None:
    [mention] = mentions(["Entity=(1-person-new-n-cf1-1-sgl", "Entity=(2-place-new-n-cf1-1-sgl)"])
    assert mention.start == 1
