"""The lexicon as OntoLex-Lemon in Turtle, read with the parser of the store, which is the fastest at hand.

frame:withdraw a kb:Frame, ontolex:LexicalConcept ; kb:frameRole "1 agent", "2 theme", "3 source from|з" ;
kb:opposite frame:deploy .
<urn:kb:lex#uk-v-...> a ontolex:Word ; lexinfo:partOfSpeech lexinfo:verb ; ontolex:canonicalForm <...> ;
ontolex:evokes frame:withdraw . <...> ontolex:writtenRep "відвести"@uk .
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import cache, partial
from pathlib import Path

from kb.errors import KnowledgeBaseError
from kb.lexicon.entry import Concept, Evoked, Frame, PartOfSpeech, Phrase, Role, Words
from kb.lexicon.lexicon import Lexicon
from kb.resources import MissingResource, ontology

ROOT = "urn:kb:"
_KB = "urn:kb:ns#"
_SKOS = "http://www.w3.org/2004/02/skos/core#"
_ONTOLEX = "http://www.w3.org/ns/lemon/ontolex#"
_LEXINFO = "http://www.lexinfo.net/ontology/3.0/lexinfo#"
_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"

Said = dict[str, list[str]]
Triple = tuple[str, str, str, str]
"""Subject, predicate, object as text, language of the object."""


class BadLexicon(KnowledgeBaseError, ValueError):
    """A lexicon that cannot be read."""


@cache
def shipped_lexicon() -> Lexicon:
    """The lexicon of the package: frames and concepts are read once, the words of a language when first asked for."""
    frames, concepts, _ = _entries(_triples(ontology("frames.ttl")))
    return Lexicon(frames, concepts, _shipped_words)


def read_lexicon(*paths: Path, shipped: bool = True) -> Lexicon:
    """The lexicon of one's own Turtle files, added to the package's unless `shipped` is false. Raises `BadLexicon`.

    A frame that is there already gets what the files say of it as well: more opposites, more words.
    """
    own = [triple for path in paths for triple in _triples(path)]
    known = list(_triples(ontology("frames.ttl"))) if shipped else []
    frames, concepts, words = _entries([*known, *own])
    return Lexicon(frames, concepts, partial(_with_shipped, words) if shipped else words)


@cache
def _shipped_words(language: str) -> Words:
    try:
        path = ontology(f"words-{language}.ttl")
    except MissingResource:
        return Words({}, {})
    _, _, words = _entries(_triples(path))
    return words.get(language, Words({}, {}))


def _with_shipped(own: dict[str, Words], language: str) -> Words:
    shipped, added = _shipped_words(language), own.get(language, Words({}, {}))
    single = {**shipped.single}
    for lemma, evoked in added.single.items():
        single[lemma] = tuple(dict.fromkeys((*evoked, *single.get(lemma, ()))))
    phrases = {**shipped.phrases}
    for first, found in added.phrases.items():
        phrases[first] = _longest_first((*found, *phrases.get(first, ())))
    return Words(single, phrases)


def _triples(path: Path) -> Iterable[Triple]:
    from pyoxigraph import Literal, RdfFormat, parse

    try:
        return [
            (
                quad.subject.value,
                quad.predicate.value,
                quad.object.value,
                (quad.object.language or "") if isinstance(quad.object, Literal) else "",
            )
            for quad in parse(path=path, format=RdfFormat.TURTLE)
        ]
    except (SyntaxError, ValueError, OSError) as error:
        raise BadLexicon(f"{path} is no lexicon: {error}") from error


def _entries(triples: Iterable[Triple]) -> tuple[list[Frame], list[Concept], dict[str, Words]]:
    nodes: dict[str, Said] = {}
    written: dict[str, tuple[str, str]] = {}
    for subject, predicate, value, language in triples:
        if predicate == f"{_ONTOLEX}writtenRep":
            written[subject] = (value, language.lower())
            continue
        said = nodes.get(subject)
        if said is None:
            said = nodes[subject] = {}
        said.setdefault(predicate, []).append(value)
    frames, concepts, words = [], [], []
    for iri, said in nodes.items():
        types = said.get(_TYPE, ())
        if f"{_KB}Frame" in types:
            frames.append(_frame(iri, said))
        elif f"{_SKOS}Concept" in types:
            concepts.append(Concept(_id(iri), _ids(said, f"{_KB}opposite"), _ids(said, f"{_SKOS}broader")))
        elif f"{_ONTOLEX}canonicalForm" in said:
            words.append((iri, said))
    return frames, concepts, _words(words, written)


def _frame(iri: str, said: Said) -> Frame:
    return Frame(
        id=_id(iri),
        gloss=min(said.get(f"{_SKOS}definition", ("",))),
        roles=tuple(
            sorted((_role(iri, text) for text in said.get(f"{_KB}frameRole", ())), key=lambda role: role.place)
        ),
        opposites=_ids(said, f"{_KB}opposite"),
        implied=_ids(said, f"{_KB}implies"),
        converse=min(_ids(said, f"{_KB}converse"), default=None),
        single=frozenset(said.get(f"{_KB}singleValued", ())),
    )


def _role(iri: str, text: str) -> Role:
    place, _, rest = text.partition(" ")
    name, _, markers = rest.partition(" ")
    if not place.isdecimal() or not name:
        raise BadLexicon(f"{iri} has the role '{text}'; a role is its place, name and markers, as '3 source from|з'")
    return Role(int(place), name, tuple(mark for mark in markers.split("|") if mark))


def _words(entries: Iterable[tuple[str, Said]], written: dict[str, tuple[str, str]]) -> dict[str, Words]:
    single: dict[str, dict[str, list[Evoked]]] = defaultdict(lambda: defaultdict(list))
    phrases: dict[str, dict[str, list[Phrase]]] = defaultdict(lambda: defaultdict(list))
    for iri, said in entries:
        form = written.get(said[f"{_ONTOLEX}canonicalForm"][0])
        if form is None:
            raise BadLexicon(f"{iri} has a canonical form without ontolex:writtenRep")
        text, language = form
        part = _part_of_speech(iri, said)
        evoked = [Evoked(_id(value), part) for value in said.get(f"{_ONTOLEX}evokes", ())]
        evoked += [Evoked(_id(value), part, turned=True) for value in said.get(f"{_KB}evokesTurned", ())]
        lemmas = tuple(said.get(f"{_KB}lemmas", (text,))[0].lower().split())
        if len(lemmas) == 1:
            for lemma in dict.fromkeys((text.lower(), *lemmas)):
                single[language][lemma] += evoked
        else:
            phrases[language][lemmas[0]].append(Phrase(lemmas, tuple(evoked)))
    return {
        language: Words(
            {lemma: tuple(found) for lemma, found in single[language].items()},
            {first: _longest_first(found) for first, found in phrases[language].items()},
        )
        for language in {*single, *phrases}
    }


def _longest_first(phrases: Iterable[Phrase]) -> tuple[Phrase, ...]:
    return tuple(sorted(phrases, key=lambda phrase: -len(phrase.words)))


def _part_of_speech(iri: str, said: Said) -> PartOfSpeech:
    value = said.get(f"{_LEXINFO}partOfSpeech", ("",))[0].removeprefix(_LEXINFO)
    try:
        return PartOfSpeech(value)
    except ValueError:
        known = ", ".join(f"lexinfo:{part}" for part in PartOfSpeech)
        raise BadLexicon(f"{iri} has no part of speech that is known; there are: {known}") from None


def _id(iri: str) -> str:
    return iri.removeprefix(ROOT)


def _ids(said: Said, term: str) -> frozenset[str]:
    return frozenset(map(_id, said.get(term, ())))
