"""Measures what comparing one added article costs as a store grows: `python -m tests.benchmarks.comparing`.

The claims are made up, in the proportions of news: few speakers, names, frames and things that are in many claims, and
many that are in few (Zipf). Each store is filled without comparing its own articles, which would take too long.
"""

from __future__ import annotations

import random
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from statistics import median
from typing import Any

import pyoxigraph as ox
from rdflib import Literal
from rdflib.term import Node

from kb.compare.keys import keys
from kb.findings import Comparer
from kb.findings.candidates import COMMON, level
from kb.graph import claim_iri, entity_iri, revision_iri
from kb.graph.write import to_triples
from kb.lexicon import Lexicon, shipped_lexicon
from kb.meaning import Meaning, Unit, UnitKind, meaning_from_json, meaning_to_json
from kb.model import (
    Anchor,
    Article,
    Basis,
    Block,
    BlockKind,
    Claim,
    Dating,
    Entity,
    EntityKind,
    Extraction,
    Interval,
    claim_id,
)
from kb.namespaces import KB
from kb.store import open_store
from tests.benchmarks.__main__ import show
from tests.benchmarks.results import run
from tests.benchmarks.synthetic import zipf

CLAIMS, UNITS = 20, (4, 9)
SIZES = (1_000, 10_000, 100_000)
ARTICLES = 12
MOST = 0.1  # seconds that comparing an added article may take
FIRST = date(2021, 1, 1)
A_DAY = 20  # articles of one day
AT_ONCE = 500_000  # quads
KEY = ox.NamedNode(str(KB.key))
WORD = 9  # characters of a made-up word and the space after it


class News:
    """Makes up articles of 20 claims."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._frames = sorted(lexicon.frame_by_id)
        self._concepts = sorted(lexicon.concept_by_id)

    def article(self, number: int) -> Extraction:
        """The article of this number, always the same."""
        chance = random.Random(number)
        day = FIRST + timedelta(days=number // A_DAY)
        meanings = [self._meaning(chance, n) for n in range(CLAIMS)]
        text = "\n".join(" ".join(unit.lemma[: WORD - 1].ljust(WORD - 1) for unit in each.units) for each in meanings)
        block = Block(Anchor(0, len(text)), BlockKind.PARAGRAPH)
        publisher = f"Outlet {number % 30}"
        one = Article(f"made-up-{number}", text, "en", (block,), f"Article {number}", day, publisher)
        said = Dating(Basis.INFERRED_FROM_ARTICLE_DATE, Interval(day.isoformat(), day, day))
        claims = []
        for meaning in meanings:
            content = (Anchor(meaning.units[0].anchor.start, meaning.units[-1].anchor.end),)
            speaker = Entity(f"Speaker {zipf(1_000).draw(chance)}", EntityKind.PERSON)
            made = claim_id(one, None, None, content)
            claims.append(Claim(made, None, None, content, speaker, said=said, meaning=meaning_to_json(meaning)))
        return Extraction(one, tuple(claims), "made-up", "1")

    def _meaning(self, chance: random.Random, line: int) -> Meaning:
        kinds = [UnitKind.EVENT, UnitKind.NAME, UnitKind.NAME]
        kinds += chance.choices(
            (UnitKind.THING, UnitKind.NAME, UnitKind.QUALITY, UnitKind.EVENT), k=chance.randint(*UNITS) - 3
        )
        longest = line * UNITS[1] * WORD
        units = []
        for n, kind in enumerate(kinds):
            sense = self._sense(chance, kind)
            anchor = Anchor(longest + n * WORD, longest + n * WORD + WORD - 1)
            role = ("", "subject", "object")[n] if n < 3 else "obl"
            units.append(
                Unit(
                    anchor,
                    kind,
                    sense.rpartition("#")[2],
                    (sense,),
                    head=-1 if n == 0 else 0,
                    role=role,
                    negated=n == 0 and chance.random() < 0.15,
                )
            )
        return Meaning("en", tuple(units))

    def _sense(self, chance: random.Random, kind: UnitKind) -> str:
        if kind is UnitKind.NAME:
            return f"http://www.wikidata.org/entity/Q{zipf(3_000).draw(chance)}"
        among: Sequence[str] = self._frames if kind is UnitKind.EVENT else self._concepts
        return among[zipf(len(among)).draw(chance)]


def fill(folder: Path, news: News, lexicon: Lexicon, articles: int) -> None:
    """Write articles, as if each had been compared when it came, into a store."""
    store = ox.Store(folder)
    posted: Counter[str] = Counter()
    quads: list[ox.Quad] = []
    for number in range(articles):
        one = news.article(number)
        name = ox.NamedNode(str(revision_iri(one.article)))
        for s, p, o in to_triples(one):
            triple = _term(s), _term(p), _term(o)
            quads += (ox.Quad(*triple, name), ox.Quad(*triple, ox.DefaultGraph()))
        for claim in one.claims:
            speakers = [str(entity_iri(claim.speaker))] if claim.speaker else []
            node = ox.NamedNode(str(claim_iri(claim.id)))
            for key in keys(meaning_from_json(claim.meaning or ""), lexicon, speakers=speakers):
                kept = level(key, one.article.day, lambda each: posted[each] >= COMMON)
                if posted[kept] < COMMON:
                    posted[kept] += 1
                    quads.append(ox.Quad(node, KEY, ox.Literal(kept)))
        if len(quads) > AT_ONCE:
            store.bulk_extend(quads)
            quads.clear()
    store.bulk_extend(quads)
    store.optimize()
    store.flush()


def _term(node: Node) -> Any:
    if not isinstance(node, Literal):
        return ox.NamedNode(str(node))
    if node.language:
        return ox.Literal(str(node), language=node.language)
    return ox.Literal(str(node), datatype=ox.NamedNode(str(node.datatype)) if node.datatype else None)


def comparing(sizes: Sequence[int]) -> None:
    """Milliseconds of a processor that comparing takes for an article that was just added, by the size of the store."""
    lexicon = shipped_lexicon()
    news = News(lexicon)
    first = None
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            place = Path(folder) / "store"
            fill(place, news, lexicon, size // CLAIMS)
            store = open_store(f"oxigraph:{place}")
            comparer = Comparer(store)
            # The first asks for what stays at hand afterwards: the lexicon, the queries.
            arrived = [news.article(size // CLAIMS + n) for n in range(ARTICLES + 1)]
            times, found = [], 0
            for extraction in arrived:
                store.put(str(revision_iri(extraction.article)), to_triples(extraction))
                start = time.thread_time()
                comparer.compare(extraction)
                times.append(time.thread_time() - start)
                found += len(comparer.found(extraction.article.revision))
            store.close()
        taken = median(times[1:])
        first = first or taken
        what = f"compare an article, {size:,} claims"
        show(what, f"{1000 * taken:.0f} ms", f"at most {1000 * MOST:.0f} ms", good=taken <= MOST)
        show("  times what it took in the first", f"{taken / first:.2f}")
        show("  findings", f"{found / len(arrived):.1f}")


if __name__ == "__main__":
    run("comparing", lambda given: comparing([int(size) for size in given] or SIZES))
