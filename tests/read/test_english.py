"""English pages: the place that opens a report, hours that go round twice, notices, and whose letters count."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from kb.language import language
from kb.model import BlockKind
from kb.read.blocks import find_blocks
from kb.read.dateline import parse_dateline
from kb.read.detect import detect_language

EN = language("en")
STORY = "the mayor of the town said on Friday that the old bridge would be closed until spring."


@pytest.mark.parametrize(
    "place",
    [
        "KYIV, Ukraine (AP) — ",
        "MOSCOW, Dec 2 (Reuters) - ",
        "WASHINGTON — ",
        "NEW YORK, Nov. 19 (UPI) -- ",
        "(CNN) — ",
        "MANCHESTER, N.H. - ",
    ],
)
def test_the_place_that_opens_a_report_is_no_part_of_it(place: str) -> None:
    text = f"{place}The {STORY}"
    blocks = [(block.kind, block.anchor.of(text)) for block in find_blocks(text, EN)]
    assert blocks == [(BlockKind.DATELINE, place.strip()), (BlockKind.PARAGRAPH, f"The {STORY}")]


@pytest.mark.parametrize("opening", ["NATO - as ever - and ", "Kyiv — the capital — and ", "UPDATE: ", "A - B is it: "])
def test_other_openings_stay_in_the_sentence(opening: str) -> None:
    text = f"{opening}the {STORY}"
    assert [block.kind for block in find_blocks(text, EN)] == [BlockKind.PARAGRAPH]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Dec. 2, 2021 5:50 PM ET", "2021-12-02T17:50:00-05:00"),
        ("Published December 2, 2021 at 12:05 a.m. EST", "2021-12-02T00:05:00-05:00"),
        ("Updated 5:50 p.m. GMT, 2 December 2021", "2021-12-02T17:50:00+00:00"),
        ("12/02/2021 17:50 UTC", "2021-12-02T17:50:00+00:00"),
    ],
)
def test_an_hour_gives_a_time_with_zone(line: str, expected: str) -> None:
    found = parse_dateline(line, EN)
    assert isinstance(found, datetime)
    assert found.isoformat() == expected


@pytest.mark.parametrize("line", ["Kyiv, February 24, 2022", "Feb 24, 2022", "Thursday, 24 February 2022", "2/24/2022"])
def test_a_day_alone_gives_a_day(line: str) -> None:
    assert parse_dateline(line, EN) == date(2022, 2, 24)


@pytest.mark.parametrize(
    "line",
    [
        "We use cookies to improve this site.",
        "Follow Jo Sample on Twitter @sample.",
        "Sign up for our newsletter",
        "Jo Sample contributed to this report.",
        "© 2022 The Example. All rights reserved.",
        "Read more:",
    ],
)
def test_what_a_site_says_to_its_readers_is_no_prose(line: str) -> None:
    text = f"The {STORY}\n\nAnd {STORY}\n\n{line}"
    assert not find_blocks(text, EN)[-1].kind.is_prose


def test_a_ukrainian_word_makes_no_ukrainian_article() -> None:
    assert detect_language("The drone is called «Їжачок її їжі», said a government spokesman on Thursday.") == "en"
