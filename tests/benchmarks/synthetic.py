"""Makes up articles with the shape of real ones: as many as are wanted, always the same for the same number.

Speakers, entities, predicates and words are drawn as news has them: few are in many claims, many in few (Zipf). The
proportions are those of real news: 20 claims and 15 speakers and entities an article, half of these known to an
authority file, three anchors and half a thousand characters of meaning a claim, a proposition in six of ten. Words are
real and inflected, what they say is nonsense.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from hashlib import blake2b
from itertools import accumulate, chain
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox
from rdflib import Graph, Literal
from rdflib.term import Node

from kb.graph import BASE, revision_iri
from kb.graph.write import to_graph
from kb.index.entries import Entries, entries, facts
from kb.index.words import DICTIONARIES, forms
from kb.lexicon import shipped_lexicon
from kb.model import (
    Anchor,
    Argument,
    Article,
    Basis,
    Block,
    BlockKind,
    Claim,
    Dating,
    Entity,
    EntityKind,
    Extraction,
    Form,
    Interval,
    Link,
    LinkMethod,
    Modality,
    Polarity,
    Proposition,
    SpeechAct,
    claim_id,
)
from kb.parse.dictionary import parses
from kb.read import read
from kb.resources import examples
from kb.store.bulk import stream
from kb.store.schema import CURRENT, schema_graph

CLAIMS = 20
SPEAKERS, ENTITIES, OUTLETS = 20_000, 20_000, 60
LANGUAGES = ("uk", "uk", "ru", "en")
FIRST = date(2021, 1, 1)
A_DAY = 33  # articles of one day: a million claims are four years
DATED = 0.95
PROPOSED, WITHIN = 0.6, 0.1
CAST = (9, 6)  # speakers, and others, of one article
KNOWN = 100  # the commonest, which an authority file knows: half of those that articles name
ABOUT = 0.75
WORDS = (6, 14)  # of a claim's content
# So many articles are made by the package itself; the others of a large store are copies with their own ids and days.
# What is no id a store keeps once for all copies, so the disk of real articles is larger by their texts and meanings.
ORIGINALS = 200
EPOCH = "1900-01-01"
# What belongs to one article alone, by its ids; `made-up-0` is how it is called.
_OWN = re.compile(rf"(urn:kb:(?:revision|article|claim|link|time)/)[0-9a-f]{{24}}|made-up-\d+|{EPOCH}")


class Zipf:
    """Draws numbers below `size`, the n-th in proportion to 1/n."""

    def __init__(self, size: int) -> None:
        self._ranks = range(size)
        self._weights = list(accumulate(1 / (rank + 1) for rank in self._ranks))

    def draw(self, chance: random.Random) -> int:
        """One of them."""
        return chance.choices(self._ranks, cum_weights=self._weights)[0]


zipf = cache(Zipf)


@cache
def vocabulary(language: str) -> tuple[str, ...]:
    """The words of the bundled examples in a language, in all their forms where there is a dictionary."""
    articles = (article for article in read(str(examples(language))) if isinstance(article, Article))
    there = {form for article in articles for form in forms(article.text)}
    if language in DICTIONARIES:
        there = {form.word for word in there for parse in parses(word, language)[:1] for form in parse.lexeme}
    ordered = sorted(there)
    random.Random(language).shuffle(ordered)
    return tuple(ordered)


@cache
def frames() -> tuple[str, ...]:
    """What may be said."""
    return tuple(sorted(shipped_lexicon().frame_by_id))


def person(number: int) -> Entity:
    """A speaker; no name is a part of another's."""
    return _known(number, "Промовець", "Speaker", EntityKind.PERSON)


def thing(number: int) -> Entity:
    """Somebody or something that is spoken of."""
    return _known(number + SPEAKERS, "Установа", "Body", EntityKind.ORGANISATION)


def outlet(number: int) -> Entity:
    """A publisher, known to no authority file."""
    return Entity(f"Видання {number:03}", EntityKind.ORGANISATION)


def _known(number: int, cyrillic: str, latin: str, kind: EntityKind) -> Entity:
    labels = (("uk", f"{cyrillic} {number:06}"), ("ru", f"{cyrillic} {number:06}"), ("en", f"{latin} {number:06}"))
    if number % SPEAKERS >= KNOWN:
        return Entity(labels[0][1], kind)
    link = Link(f"http://www.wikidata.org/entity/Q{10_000_000 + number}", LinkMethod.NAME, 100.0, labels)
    return Entity(labels[0][1], kind, link)


class Cast(NamedTuple):
    """Who speaks and who is spoken of in an article."""

    speakers: tuple[Entity, ...]
    others: tuple[Entity, ...]

    @classmethod
    def of(cls, chance: random.Random) -> Cast:
        """Some of all, the commonest most often."""
        speakers = {person(zipf(SPEAKERS).draw(chance)) for _ in range(CAST[0])}
        others = {thing(zipf(ENTITIES).draw(chance)) for _ in range(CAST[1])}
        return cls(*(tuple(sorted(each, key=lambda entity: entity.name)) for each in (speakers, others)))


class News:
    """Makes up articles, as extractions or as what a store loads."""

    def __init__(self) -> None:
        self._originals: list[Original] = []

    def article(self, number: int, *, day: date | None = None) -> Extraction:
        """The article of this number."""
        chance = random.Random(number)
        day = day or FIRST + timedelta(days=number // A_DAY)
        language = chance.choice(LANGUAGES)
        sentences = [self._sentence(chance, language) for _ in range(CLAIMS)]
        text = "\n\n".join(" ".join(words) for words in sentences)
        starts = list(accumulate((len(" ".join(words)) + 2 for words in sentences), initial=0))
        ends = (end - 2 for end in starts[1:])
        blocks = tuple(Block(Anchor(*ends), BlockKind.PARAGRAPH) for ends in zip(starts, ends, strict=False))
        house = outlet(zipf(OUTLETS).draw(chance))
        name = f"made-up-{number}"
        url = f"https://example.org/{name}"
        made = Article(name, text, language, blocks, name, day, house.name, url=url)
        claims: list[Claim] = []
        cast = Cast.of(chance)
        for words, start in zip(sentences, starts, strict=False):
            outer = claims[-1].id if claims and chance.random() < WITHIN else None
            claims.append(self._claim(chance, made, words, start, outer, cast))
        return Extraction(made, tuple(claims), "made-up", "1", house)

    def loaded(self, articles: int) -> Iterator[bytes]:
        """So many articles in TriG, each in its graph and in the default graph, as a store on disk has them."""
        return (self._original(number).copied(number) for number in range(articles))

    def flat(self, articles: int) -> Iterator[tuple[str, Entries]]:
        """The same as an index keeps them, by the IRIs of their graphs."""
        return (self._original(number).flat(number) for number in range(articles))

    def _original(self, number: int) -> Original:
        place = number % ORIGINALS
        if place == len(self._originals):
            self._originals.append(Original.of(self.article(place, day=date.fromisoformat(EPOCH))))
        return self._originals[place]

    @staticmethod
    def _sentence(chance: random.Random, language: str) -> list[str]:
        known = vocabulary(language)
        draws = zipf(len(known))
        return [known[draws.draw(chance)] for _ in range(2 + chance.randint(*WORDS))]

    def _claim(
        self, chance: random.Random, article: Article, words: list[str], start: int, outer: str | None, cast: Cast
    ) -> Claim:
        source = Anchor(start, start + len(words[0]))
        cue = Anchor(source.end + 1, source.end + 1 + len(words[1]))
        content = (Anchor(cue.end + 1, start + len(" ".join(words))),)
        day = article.day
        known = day is not None and chance.random() < DATED
        said = Dating(Basis.INFERRED_FROM_ARTICLE_DATE, Interval(str(day), day, day)) if known else Dating()
        return Claim(
            claim_id(article, source, cue, content),
            source,
            cue,
            content,
            chance.choice(cast.speakers),
            form=chance.choices((Form.INDIRECT, Form.DIRECT, Form.MIXED), (9, 2, 1))[0],
            speech_act=chance.choices(list(SpeechAct), (60, 8, 6, 6, 5, 4, 3, 3, 3, 1, 1))[0],
            polarity=chance.choices(list(Polarity), (3, 1))[0],
            modality=chance.choices(list(Modality), (14, 1, 1, 1, 4, 1, 1, 1))[0],
            hedged=chance.random() < 0.1,
            said=said,
            within=outer,
            about=(chance.choice(cast.others),) if chance.random() < ABOUT else (),
            proposition=self._proposition(chance, words, cast) if chance.random() < PROPOSED else None,
            meaning=_meaning(article.language, words),
            confidence=round(chance.uniform(0.3, 1), 3),
        )

    @staticmethod
    def _proposition(chance: random.Random, words: list[str], cast: Cast) -> Proposition:
        predicate = frames()[zipf(len(frames())).draw(chance)]
        one = chance.choice(cast.others)
        return Proposition("mul", predicate, (Argument("subject", one.name, one), Argument("object", words[-1])))


class Original(NamedTuple):
    """An article as TriG with places for what is its own, `%s` in this order, and as an index keeps it."""

    form: str
    ids: list[str]
    order: list[int]
    graph: str
    entries: Entries

    @classmethod
    def of(cls, extraction: Extraction) -> Original:
        """The article, to be copied."""
        made, graph = to_graph(extraction), str(revision_iri(extraction.article))
        text = _trig(made).replace("%", "%%")
        found = [match[0] for match in _OWN.finditer(text)]
        places = {own: place for place, own in enumerate(dict.fromkeys(found))}
        order = [places[own] for own in found]
        return cls(_OWN.sub("%s", text), list(places), order, graph, entries(facts(made)))

    def copied(self, number: int) -> bytes:
        """The article under this number, on its day."""
        new = [_new(own, number) for own in self.ids]
        return (self.form % tuple(new[place] for place in self.order)).encode()

    def flat(self, number: int) -> tuple[str, Entries]:
        """The same for an index."""
        day = int(_new(EPOCH, number).replace("-", ""))
        claims = tuple(
            replace(
                claim,
                iri=_new(claim.iri, number),
                within=claim.within and _new(claim.within, number),
                first=day if claim.first else claim.first,
                last=day if claim.first else claim.last,
            )
            for claim in self.entries.claims
        )
        return _new(self.graph, number), replace(self.entries, claims=claims)


def _meaning(language: str, words: list[str]) -> str:
    """A text as long as the arrangement of so many words is, with as much of the same in it."""
    told = (f'[{n},{n + 5},"e",["{word}","{word}"],"nsubj",[{n}]]' for n, word in enumerate(words))
    return f'["{language}",0,[{",".join(told)}]]'


def _new(own: str, number: int) -> str:
    """What stands in the copy of this number in the place of what is the original's own."""
    if own == EPOCH:
        return str(FIRST + timedelta(days=number // A_DAY))
    if own.startswith("made-up"):
        return f"made-up-{number}"
    kind = own.rpartition("/")[0]
    return f"{kind}/{blake2b(f'{own} {number}'.encode(), digest_size=12).hexdigest()}"


def _trig(graph: Graph) -> str:
    """The graph as named and in the default graph."""
    triples = "".join(f"{_term(s)} {_term(p)} {_term(o)} .\n" for s, p, o in graph)
    return f"<{graph.identifier}> {{\n{triples}}}\n{{\n{triples}}}\n"


def _term(node: Node) -> str:
    return node.n3() if isinstance(node, Literal) else f"<{node}>"


def fill(folder: Path, articles: int) -> None:
    """Make a store of so many articles in one go."""
    folder.mkdir(parents=True)
    store = ox.Store(folder)
    pieces = chain([_trig(schema_graph(CURRENT, base=BASE)).encode()], News().loaded(articles))
    store.bulk_load(input=stream(pieces), format=ox.RdfFormat.TRIG)
    store.optimize()
    store.flush()
