from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.facts.claimreview import reviews_in
from kb.facts.feeds import read_reviews
from kb.facts.review import Rating, Review
from kb.read import Failure
from tests.facts.samples import markup, review

ITEM = markup()["itemReviewed"]
SAME: dict[str, Any] = {
    "one object": markup(),
    "a list": [markup()],
    "a graph": {"@context": "https://schema.org", "@graph": [{"@type": "WebPage"}, markup()]},
    "a feed": {"@type": "DataFeed", "dataFeedElement": [{"@type": "DataFeedItem", "item": [markup()]}]},
    "a part of a page": {"@type": "NewsArticle", "review": markup()},
    "the context of http": markup(**{"@context": "http://schema.org"}),
    "the whole IRI of the class": markup(**{"@type": ["http://schema.org/ClaimReview", "https://schema.org/Review"]}),
    "terms with http": {
        name if name[0] == "@" else f"http://schema.org/{name}": value for name, value in markup().items()
    },
    "terms with a prefix": {
        name if name[0] == "@" else f"schema:{name}": value
        for name, value in markup(**{"@type": "schema:ClaimReview"}).items()
    },
    "expanded values": markup(
        claimReviewed=[{"@value": "Росія відвела війська", "@language": "uk"}],
        url=[{"@id": "https://perevirka.example/vidvedennia"}],
    ),
    "nodes apart": [
        markup(author={"@id": "_:who"}, itemReviewed=[{"@id": "_:what"}]),
        {"@id": "_:who", "name": "Перевірка"},
        {"@id": "_:what", **ITEM},
    ],
    "entities of HTML and blanks": markup(claimReviewed="Росія&nbsp;відвела\n війська"),
    "an author in a list": markup(author=[{"name": "Перевірка"}]),
    "the author as text": markup(author="Перевірка"),
    "the first appearance": markup(
        itemReviewed={**ITEM, "appearance": None, "firstAppearance": {"url": "https://misto.example/міст?a=1"}}
    ),
    "appearances as text": markup(itemReviewed={**ITEM, "appearance": ["https://misto.example/міст?a=1", "не адреса"]}),
    "a creative work": markup(
        itemReviewed={**ITEM, "@type": "CreativeWork", "appearance": None, "url": "https://misto.example/міст?a=1"}
    ),
    "the words in the item": markup(claimReviewed=None, itemReviewed={**ITEM, "text": "Росія відвела війська"}),
    "times for days": markup(datePublished="2021-12-05T10:00:00+02:00"),
    "numbers as text": markup(
        reviewRating={"ratingValue": "2", "bestRating": "5", "worstRating": "1", "alternateName": "Маніпуляція"}
    ),
}


def read(data: Any) -> list[Review | Failure]:
    return list(reviews_in(data, "x"))


@pytest.mark.parametrize("data", SAME.values(), ids=SAME)
def test_one_review_is_read_whichever_way_it_is_written(data: Any) -> None:
    assert read(data) == [review()]


RATINGS: dict[str, tuple[dict[str, Any], Rating, float | None]] = {
    "a scale": ({"ratingValue": 4, "bestRating": 5, "worstRating": 1}, Rating(None, "4", "5", "1"), 0.75),
    "a scale that goes down": ({"ratingValue": 1, "bestRating": 1, "worstRating": 5}, Rating(None, "1", "1", "5"), 1.0),
    "a decimal comma": ({"ratingValue": "2,5", "bestRating": 5, "worstRating": 0}, Rating(None, "2,5", "5", "0"), 0.5),
    "a name alone": ({"alternateName": "Мешанина"}, Rating("Мешанина"), None),
    "a word for a value": ({"ratingValue": "False"}, Rating(None, "False"), None),
    "no ends of the scale": ({"ratingValue": 3}, Rating(None, "3"), None),
    "a value beyond the scale": (
        {"ratingValue": 9, "bestRating": 5, "worstRating": 1},
        Rating(None, "9", "5", "1"),
        None,
    ),
    "a scale of one point": (
        {"ratingValue": -1, "bestRating": -1, "worstRating": -1},
        Rating(None, "-1", "-1", "-1"),
        None,
    ),
    "no number": ({"ratingValue": "nan", "bestRating": 5, "worstRating": 1}, Rating(None, "nan", "5", "1"), None),
}


@pytest.mark.parametrize(("given_", "rating", "position"), RATINGS.values(), ids=RATINGS)
def test_a_rating_is_kept_as_given_with_its_place_on_its_scale(
    given_: dict[str, Any], rating: Rating, position: float | None
) -> None:
    (found,) = read(markup(reviewRating=given_))
    assert isinstance(found, Review)
    assert found.rating == rating
    assert found.rating.position == position


BAD: dict[str, tuple[dict[str, Any], str]] = {
    "nothing reviewed": (markup(claimReviewed=None), "no claimReviewed"),
    "nobody who reviewed": (markup(url="javascript:alert(1)", author=None), "neither url nor author"),
    "too many words": (markup(claimReviewed="слово " * 2000), "characters"),
}


@pytest.mark.parametrize(("data", "why"), BAD.values(), ids=BAD)
def test_a_bad_review_is_named_and_the_others_are_kept(data: dict[str, Any], why: str) -> None:
    bad, good = read([data, markup()])
    assert isinstance(bad, Failure)
    assert str(bad).startswith("x, review 1: ")
    assert why in str(bad)
    assert good == review()


def test_half_a_character_is_left_out() -> None:
    (found,) = read(
        markup(author="Пере\ud800вірка", url="https://perevirka.example/\ud800", sdLicense="https://a.example/\ud800")
    )
    assert isinstance(found, Review)
    assert (found.reviewer, found.url, found.licence) == ("Перевірка", None, None)
    assert found.id


def test_a_node_that_points_at_itself_is_read_once() -> None:
    data = [markup(itemReviewed={"@id": "_:a"}), {"@id": "_:a", "url": {"@id": "_:a"}, "author": {"@id": "_:a"}}]
    (found,) = read(data)
    assert isinstance(found, Review)
    assert found.claimant is None


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=5) | st.just("ClaimReview"),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["@type", "@id", "@value", "url", "author", "claimReviewed", "itemReviewed", "reviewRating", "name"]
            ),
            inner,
            max_size=5,
        )
    ),
    max_leaves=20,
)


@given(JSON)
def test_any_json_gives_reviews_or_failures(data: Any) -> None:
    assert all(isinstance(found, Review | Failure) for found in read(data))


PAGE = "<html><head><script type='application/ld+json'>{}</script><script>var x = '<p>';</script></head></html>"
ONE = json.dumps(markup(), ensure_ascii=False)
CLAIMSKG = """
@prefix s: <http://schema.org/> .
<urn:r> a s:ClaimReview ; s:claimReviewed "Росія відвела війська" ; s:datePublished "2021-12-05" ; s:inLanguage "uk" ;
  s:url <https://perevirka.example/vidvedennia> ; s:author <urn:o> ; s:reviewRating <urn:g> ; s:itemReviewed <urn:c> ;
  s:sdLicense <https://creativecommons.org/licenses/by/4.0> .
<urn:o> a s:Organization ; s:name "Перевірка" .
<urn:g> a s:Rating ; s:alternateName "Маніпуляція" ; s:ratingValue 2 ; s:bestRating 5 ; s:worstRating 1 .
<urn:c> a s:CreativeWork ; s:author [ s:name "Ігор Ткач" ] ; s:datePublished "2021-12-02" ;
  s:url "https://misto.example/міст?a=1" .
"""
FILES: dict[str, tuple[str, str]] = {
    "JSON": ("a.json", ONE),
    "JSON of another name": ("a.feed", f"\ufeff {ONE}"),
    "JSON lines": ("a.jsonl", f"{ONE}\n\n"),
    "JSON lines named JSON": ("a.json", f"{ONE}\n{{}}\n"),
    "a list over lines": ("a.ndjson", f"[\n{ONE},\n]\n"),
    "a page": ("a.html", PAGE.format(ONE)),
    "a page with comments around": ("a.html", PAGE.format(f"//<![CDATA[\n{ONE}\n//]]>")),
    "a page of another name": ("a", f"\n<!DOCTYPE html>{PAGE.format(ONE)}"),
    "RDF with http://schema.org/": ("a.ttl", CLAIMSKG),
}


@pytest.mark.parametrize(("name", "text"), FILES.values(), ids=FILES)
def test_a_file_is_read(name: str, text: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    assert list(read_reviews(str(tmp_path / name))) == [review()]


BAD_FILES: dict[str, tuple[str, bytes, str]] = {
    "no JSON": ("a.json", b'{"@type": "ClaimReview", ', "not JSON"),
    "a broken line": ("a.jsonl", b'{"@type": "ClaimReview", \n', "a.jsonl:1: not JSON"),
    "a page without reviews": ("a.html", b"<html><p>x</p></html>", "holds no ClaimReview"),
    "a page with a broken one": (
        "a.html",
        b"<script type='application/ld+json'>{\"@type\": ClaimReview}</script>",
        "not JSON",
    ),
    "no UTF-8": ("a.json", b"\xff\xfe\x00", "not UTF-8"),
    "nested too deep": ("a.json", b"[" * 20_000 + b"]" * 20_000, ""),
    "nested deep": ("a.json", b'{"a":' * 100 + b"1" + b"}" * 100, "nested too deep"),
    "a number without end": ("a.json", b'{"@type":"ClaimReview","ratingValue":' + b"9" * 5000 + b"}", "not JSON"),
    "nothing": ("a.json", b"", "not JSON"),
    "broken RDF": ("a.nt", b"<x", "not RDF"),
    "an address": ("https://perevirka.example/feed", b"", "nothing is fetched"),
    "a folder without any": (".", b"", "a folder without files"),
}


@pytest.mark.parametrize(("name", "data", "why"), BAD_FILES.values(), ids=BAD_FILES)
def test_a_bad_file_is_named_on_one_line(
    name: str, data: bytes, why: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    if data or name == "a.json":
        Path(name).write_bytes(data)
    found = list(read_reviews(name))
    assert [isinstance(each, Failure) for each in found] == [True]
    assert why in str(found[0])


def test_a_folder_gives_all_its_files_and_passes_over_others(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(ONE, encoding="utf-8")
    (tmp_path / "b.jsonl").write_text(ONE.replace("vidvedennia", "druha"), encoding="utf-8")
    (tmp_path / "notes.txt").write_text("не перевірка", encoding="utf-8")
    assert len(list(read_reviews(str(tmp_path)))) == 2


def test_a_date_that_cannot_be_read_is_left_out() -> None:
    (found,) = read(markup(datePublished="грудень"))
    assert isinstance(found, Review)
    assert found.published is None
    assert found.said_on == date(2021, 12, 2)
