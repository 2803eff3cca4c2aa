from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from kb.lexicon import BadLexicon, PartOfSpeech, read_lexicon, shipped_lexicon
from kb.resources import ontology

LANGUAGES = ("uk", "ru", "en")
LEXICON = shipped_lexicon()
# A frame may stand for several verbs of a language, a verb for few frames: else it says nothing.
MOST_SENSES = 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_lemma_resolves(language: str) -> None:
    words = LEXICON.words(language)
    every = [*words.single.values(), *(phrase.evoked for found in words.phrases.values() for phrase in found)]
    assert len(every) > 5000
    known = {*LEXICON.frame_by_id, *LEXICON.concept_by_id}
    assert [evoked for found in every for evoked in found if evoked.id not in known] == []
    assert all(found for found in every)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_phrase_is_found_by_its_lemmas(language: str) -> None:
    phrases = [phrase for found in LEXICON.words(language).phrases.values() for phrase in found]
    assert [p.words for p in phrases if not LEXICON.evoked(" ".join(p.words), language)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_lemma_evokes_many_frames_or_opposite_ones(language: str) -> None:
    for lemma, evoked in LEXICON.words(language).single.items():
        for part in PartOfSpeech:
            frames = [each.id for each in evoked if each.part_of_speech is part and each.id in LEXICON.frame_by_id]
            assert len(set(frames)) <= MOST_SENSES, lemma
            assert not any(b in LEXICON.opposites(a) for a in frames for b in frames), lemma


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_are_in_the_alphabet_of_their_language(language: str) -> None:
    cyrillic = re.compile("[а-яёєіїґ]", re.IGNORECASE)
    other = [w for w in LEXICON.words(language).single if bool(cyrillic.search(w)) == (language == "en")]
    # Names of firms and vaccines are written in Latin everywhere.
    assert [w for w in other if language == "en" or not re.fullmatch(r"[a-z0-9 /-]+", w)] == []


def test_every_opposite_is_mutual_and_known() -> None:
    for table in (LEXICON.frame_by_id, LEXICON.concept_by_id):
        for id_, entry in table.items():
            assert all(id_ in table[other].opposites for other in entry.opposites), id_


def test_no_frame_implies_its_opposite() -> None:
    assert [id_ for id_ in LEXICON.frame_by_id if LEXICON.opposites(id_) & LEXICON.implies(id_)] == []


def test_a_converse_leads_back() -> None:
    for id_, frame in LEXICON.frame_by_id.items():
        if frame.converse:
            assert LEXICON.converse(frame.converse) == id_


def test_roles_stand_in_order_and_single_ones_exist() -> None:
    for id_, frame in LEXICON.frame_by_id.items():
        assert [role.place for role in frame.roles] == list(range(1, len(frame.roles) + 1)), id_
        assert frame.single <= {role.name for role in frame.roles}, id_


def test_the_lexicon_has_several_hundred_frames_in_every_language() -> None:
    for language in LANGUAGES:
        evoked = (each.id for found in LEXICON.words(language).single.values() for each in found)
        assert len({id_ for id_ in Counter(evoked) if id_ in LEXICON.frame_by_id}) > 500


@pytest.mark.parametrize(
    ("lemma", "language", "frame"),
    [
        ("відвести", "uk", "frame#withdraw"),
        ("отвести", "ru", "frame#withdraw"),
        ("withdraw", "en", "frame#withdraw"),
        ("withdrawal", "en", "frame#withdraw"),
        ("вывод", "ru", "frame#withdraw"),
    ],
    ids=["a Ukrainian verb", "a Russian verb", "an English verb", "an English noun", "a Russian noun"],
)
def test_words_of_all_languages_meet_in_a_frame(lemma: str, language: str, frame: str) -> None:
    assert frame in {each.id for each in LEXICON.frames(lemma, language)}


def test_a_word_whose_subject_is_the_second_role_says_so() -> None:
    assert any(each.turned for each in LEXICON.frames("withdraw", "en")) or any(
        each.turned for found in LEXICON.words("uk").single.values() for each in found
    )


OWN = """
@prefix frame: <urn:kb:frame#> . @prefix kb: <urn:kb:ns#> . @prefix o: <http://www.w3.org/ns/lemon/ontolex#> .
@prefix lexinfo: <http://www.lexinfo.net/ontology/3.0/lexinfo#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
frame:moon-land a kb:Frame , o:LexicalConcept ; skos:prefLabel "moon-land"@en ;
    skos:definition "AGENT lands on the Moon."@en ; kb:frameRole "1 agent" ; kb:opposite frame:withdraw .
<urn:x:w> a o:Word ; lexinfo:partOfSpeech lexinfo:verb ; o:canonicalForm <urn:x:w.form> ; o:evokes frame:moon-land .
<urn:x:w.form> o:writtenRep "примісячитися"@uk .
"""


def test_a_user_can_add_a_frame(tmp_path: Path) -> None:
    own = tmp_path / "own.ttl"
    own.write_text(OWN, encoding="utf-8")
    lexicon = read_lexicon(own)
    assert [each.id for each in lexicon.frames("примісячитися", "uk")] == ["frame#moon-land"]
    assert "frame#withdraw" in lexicon.opposites("frame#moon-land")
    assert lexicon.frames("відвести", "uk") == LEXICON.frames("відвести", "uk")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("this is no Turtle", "is no lexicon"),
        (OWN.replace("lexinfo:verb", "lexinfo:particle"), "no part of speech"),
        (OWN.replace("1 agent", "agent"), "a role is its place"),
    ],
    ids=["no Turtle", "an unknown part of speech", "a role without its place"],
)
def test_what_is_wrong_with_a_lexicon_is_named(tmp_path: Path, text: str, message: str) -> None:
    own = tmp_path / "own.ttl"
    own.write_text(text, encoding="utf-8")
    with pytest.raises(BadLexicon, match=message):
        read_lexicon(own).words("uk")


def test_the_lexicon_conforms_to_its_shapes() -> None:
    from pyshacl import validate
    from rdflib import Graph

    graph = Graph().parse(ontology("frames.ttl"))
    lines = ontology("words-uk.ttl").read_text(encoding="utf-8").splitlines()
    entries = [line for line in lines if line.startswith("<#")]
    head = "\n".join(line for line in lines if line.startswith("@"))
    graph.parse(data=head + "\n" + "\n".join(entries[::40]), format="turtle")
    conforms, _, text = validate(graph, shacl_graph=Graph().parse(ontology("frames-shapes.ttl")))
    assert conforms, text[:2000]
