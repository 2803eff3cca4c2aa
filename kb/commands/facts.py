"""The commands of `kb fact`: reference statements, and the reviews of fact-checkers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kb.commands import options
from kb.commands.codes import ExitCode
from kb.commands.display import show_failure
from kb.commands.opening import knowledge_base_or_none, open_knowledge_base
from kb.console import choose_style, one_line, say, write_rows, write_text
from kb.errors import NotFound
from kb.language import LANGUAGES
from kb.language import language as language_data
from kb.settings import cache_folder, store_specification

if TYPE_CHECKING:
    from kb.facts.fact import Fact
    from kb.knowledge_base import KnowledgeBase
    from kb.read import Failure


app = typer.Typer(
    name="fact",
    no_args_is_help=True,
    rich_markup_mode=None,
    help="Lay claims beside statements and reviews: add, pull, list, remove, compare, import.",
    epilog="Example: kb fact add «Міст відкрили у травні.» --source https://misto.example/m. The knowledge base tells "
    "what agrees and what conflicts; it declares nobody right.",
)


@app.command()
def add(
    text: Annotated[
        str | None, typer.Argument(metavar="TEXT", help="The statement, a whole sentence.", show_default=False)
    ] = None,
    file: Annotated[
        Path | None,
        typer.Option("--file", "-f", metavar="FILE", help="Add those of a table (CSV) or of Turtle instead."),
    ] = None,
    source: Annotated[
        str | None, typer.Option(metavar="URL", help="Who says so: an address or a citation.", show_default=False)
    ] = None,
    since: Annotated[str | None, typer.Option(metavar="DATE", help="It holds from then on: 2014, 2014-03.")] = None,
    until: Annotated[str | None, typer.Option(metavar="DATE", help="It holds until then: 2019, 2019-05-20.")] = None,
    language: Annotated[
        str | None, typer.Option("--lang", metavar="CODE", help="Its language, if its letters do not tell.")
    ] = None,
    store: options.Store = None,
) -> None:
    """Add reference statements, each with its source and the period in which it holds.

    A table has the columns text and source, and perhaps since, until and language; dates are in EDTF. Adding a
    statement twice changes nothing.

    Example: kb fact add "Мостом керує мерія." --source https://misto.example --since 2014
    """
    from kb.facts.fact import make_fact

    if (text is None) == (file is None):
        raise typer.BadParameter("give a statement, or --file FILE with some")
    if text is not None and source is None:
        raise typer.BadParameter("a statement needs --source: who says so")
    failed: list[Failure] = []
    if text is not None and source is not None:
        facts = [make_fact(text, source, since=since, until=until, language=language)]
    else:
        facts = list(_read(file, failed))
    with open_knowledge_base(store_specification(store)) as kb:
        _add(kb, facts)
    raise typer.Exit(ExitCode.SOME_FAILED if failed else 0)


@app.command()
def pull(
    ids: Annotated[list[str], typer.Argument(metavar="QID", help="Ids in Wikidata, as Q212.")],
    properties: Annotated[
        list[str] | None,
        typer.Option("--property", metavar="PID", help="Only by this property, as P36; else all that have a sentence."),
    ] = None,
    language: Annotated[
        list[str] | None, typer.Option("--lang", metavar="CODE", help="Only in this language; else uk, ru and en.")
    ] = None,
    endpoint: options.Endpoint = options.WIKIDATA,
    contact: options.Contact = None,
    cache: options.Cache = None,
    fresh: options.Fresh = False,
    store: options.Store = None,
) -> None:
    """Add what Wikidata states of items as reference statements.

    Capital, head of state and government, offices, members, country, population: each a sentence with its period, and
    Wikidata as the source. It uses the network, as `kb entities pull` does.

    Example: kb fact pull Q212 --property P36
    """
    from kb.authority import Sort, wikidata
    from kb.facts.wikidata import pull_facts

    kept = wikidata.Cache(cache_folder(cache), fresh=fresh)
    asked = wikidata.Endpoint(endpoint, cache=kept, contact=contact, say=say)
    languages = [language_data(code).code for code in language or LANGUAGES]
    with knowledge_base_or_none(store_specification(store)) as kb:
        entries = kb.who.authority().entries
    states = {iri for iri, entry in entries.items() if entry.sort is Sort.STATE}
    facts = list(pull_facts(ids, asked, properties=properties or (), languages=languages, states=states))
    if not facts:
        raise NotFound(f"nothing that there is a sentence for is stated of {', '.join(ids)} at {endpoint}")
    with open_knowledge_base(store_specification(store)) as kb:
        _add(kb, facts)


@app.command(name="list")
def list_facts(
    words: Annotated[
        str | None, typer.Argument(metavar="WORDS", help="Part of the statement or its source.", show_default=False)
    ] = None,
    store: options.Store = None,
    as_json: options.AsJson = False,
    as_csv: options.AsCsv = False,
    output: options.Output = None,
) -> None:
    """List the reference statements of the store.

    Example: kb fact list міст
    """
    style = choose_style(as_json=as_json, as_csv=as_csv, output=output)
    wanted = (words or "").casefold()
    with open_knowledge_base(store_specification(store), read_only=True) as kb:
        rows = [
            {
                "id": fact.id,
                "text": fact.text,
                "source": fact.source,
                "holds": fact.valid.edtf if fact.valid else None,
                "language": fact.language,
                "added": since and since.date(),
            }
            for fact, since in kb.facts
            if wanted in fact.text.casefold() or wanted in fact.source.casefold()
        ]
    write_rows(("id", "text", "source", "holds", "language", "added"), rows, style=style, output=output)


@app.command()
def remove(
    identifiers: Annotated[
        list[str], typer.Argument(metavar="ID", help="Ids of statements or reviews, or beginnings.")
    ],
    store: options.Store = None,
) -> None:
    """Remove reference statements, or reviews that were imported.

    Example: kb fact remove 1a2b3c4d
    """
    with open_knowledge_base(store_specification(store)) as kb:
        for identifier in identifiers:
            say(f"removed: {_remove(kb, identifier)}")
        kb.store.flush()


@app.command()
def compare(
    identifiers: Annotated[
        list[str] | None, typer.Argument(metavar="ID", help="Only these statements.", show_default=False)
    ] = None,
    store: options.Store = None,
    as_json: options.AsJson = False,
    as_csv: options.AsCsv = False,
    output: options.Output = None,
) -> None:
    """Show which claims agree with reference statements, and which conflict with them.

    Both sides are shown with their words and sources; nobody is declared right. A claim about another time than the
    statement holds for only differs.

    Example: kb fact compare
    """
    style = choose_style(as_json=as_json, as_csv=as_csv, output=output)
    with open_knowledge_base(store_specification(store), read_only=True) as kb:
        rows = [
            {
                "finding": _FINDINGS[held.finding.kind],
                "who": held.report.claim.speaker.name if held.report.claim.speaker else None,
                "said": held.report.claim.said.interval.edtf if held.report.claim.said.interval else None,
                "text": held.report.claim.text(held.report.extraction.article),
                "statement": held.fact.text,
                "source": held.fact.source,
                "rule": held.finding.rule,
                "score": held.finding.score,
                "reason": held.finding.reason,
                "claim": held.finding.left,
                "fact": held.finding.right,
            }
            for held in kb.facts.beside(identifiers or ())
        ]
    columns = ("finding", "who", "said", "text", "statement", "source", "rule", "score", "reason", "claim", "fact")
    write_rows(columns, rows, style=style, output=output)


@app.command(name="import")
def bring(
    sources: Annotated[
        list[str],
        typer.Argument(metavar="SOURCE", help="Files (JSON-LD, JSON lines, HTML, RDF), folders, - for stdin."),
    ],
    store: options.Store = None,
    as_json: options.AsJson = False,
    as_csv: options.AsCsv = False,
    output: options.Output = None,
) -> None:
    """Import the reviews of fact-checkers (ClaimReview), and link them to the claims that they are of.

    A rating is kept as it was given. What cannot be taken is named, one a line, and the others are kept.

    Example: kb fact import reviews.jsonl
    """
    from kb.read import Failure

    style = choose_style(as_json=as_json, as_csv=as_csv, output=output)
    rows, failed, new = [], 0, 0
    with open_knowledge_base(store_specification(store)) as kb:
        for item in kb.reviews.bring(sources):
            if isinstance(item, Failure):
                failed += 1
                show_failure(item)
                continue
            new += item.is_new
            review = item.review
            rows.append(
                {
                    "id": review.id,
                    "reviewer": review.reviewer,
                    "published": review.published,
                    "rating": review.rating.name or review.rating.value,
                    "claimant": review.claimant,
                    "claimed": review.claimed,
                    "claims": len(item.links),
                }
            )
        kb.store.flush()
    linked = sum(bool(row["claims"]) for row in rows)
    write_rows(
        ("id", "reviewer", "published", "rating", "claimant", "claimed", "claims"), rows, style=style, output=output
    )
    say(f"{len(rows)} reviews, {new} of them new or changed, {linked} linked to claims; {failed} could not be taken")
    raise typer.Exit(ExitCode.SOME_FAILED if failed else 0)


# How a finding is called here: a claim and a statement that cannot both hold are in conflict.
_FINDINGS = {"agrees": "agrees", "contradicts": "conflicts", "differs": "differs", "supersedes": "differs"}


def _add(kb: KnowledgeBase, facts: list[Fact]) -> None:
    """Add statements to the store: each is told to a person, its id to a program."""
    for fact, is_new in kb.facts.add(facts):
        say(f"{'added' if is_new else 'already there'}: {fact.text}")
        write_text(f"{fact.id}\n")
    kb.store.flush()


def _read(file: Path | None, failed: list[Failure]) -> Iterator[Fact]:
    """The statements of a file; what is none is named and noted."""
    from kb.facts.files import read_facts
    from kb.read import Failure

    for item in read_facts(file) if file is not None else ():
        if isinstance(item, Failure):
            failed.append(item)
            show_failure(item)
        else:
            yield item


def _remove(kb: KnowledgeBase, identifier: str) -> str:
    try:
        return one_line(kb.facts.remove(identifier).text)
    except NotFound as error:
        try:
            return one_line(kb.reviews.remove(identifier).claimed)
        except NotFound:
            raise error from None
