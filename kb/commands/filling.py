"""The commands that read articles: demo, add, extract; and train, which makes what they read them with."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from kb.commands import options
from kb.commands.codes import ExitCode
from kb.commands.display import show_added, show_answer, show_failure
from kb.commands.opening import extractor, fetcher, open_knowledge_base
from kb.commands.progress import progress
from kb.console import Style, as_json_line, one_line, opened, say, write_text
from kb.settings import store_specification


def demo(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="Where the store and the reports go.")] = Path(
        "kb-demo"
    ),
) -> None:
    """Take the tour on bundled articles.

    Adds them to a store, asks a question, checks every anchor and writes reports to open in a browser. The store is
    there to be asked more afterwards.

    Example: kb demo
    """
    from kb.resources import demo_articles

    store = f"oxigraph:{folder / 'store'}"
    with open_knowledge_base(store) as kb:
        folders = [str(folder) for folder in demo_articles()]
        say(f"1. Add the bundled articles: kb add {' '.join(folders)} --store {store}\n")
        show_added(kb.add(folders))
        say(f"\n2. Who has demanded what? kb query demands --store {store}\n")
        show_answer(kb.query("demands"), style=Style.TABLE)
        say(f"\n3. Is every claim still anchored in its exact words? kb verify --store {store}\n")
        flaws = sum(1 for _ in kb.verify())
        say(f"{flaws} problems" if flaws else "Every anchor, hash and shape holds.")
        say(f"\n4. Write the reports: kb report all -o {folder / 'reports'} --store {store}\n")
        index = kb.write_reports(folder / "reports")
    write_text(f"Open {index.resolve().as_uri()}\n")
    say(f"\nThen ask on: kb claims --speaker макрон --store {store}; kb query lists the questions.")


def add(
    sources: options.OptionalSources = None,
    store: options.Store = None,
    language: options.Language = None,
    model: options.Model = None,
    again: Annotated[bool, typer.Option("--again", help="Extract anew what is there already.")] = False,
    compare: Annotated[
        bool, typer.Option("--compare", help="Compare the claims of each new article with those of the store.")
    ] = False,
    workers: Annotated[
        int, typer.Option("--workers", metavar="N", min=1, max=256, help="Extract in so many processes.")
    ] = 1,
    cluster: Annotated[
        str | None,
        typer.Option(metavar="ADDRESS", help="Extract on a Dask cluster: its scheduler's address, or local:2."),
    ] = None,
    retry_failed: Annotated[
        bool, typer.Option("--retry-failed", help="Try again what failed the last time, with the sources or alone.")
    ] = False,
    offline: options.Offline = False,
    allow_private: options.AllowPrivate = False,
    contact: options.Contact = None,
    cache: options.Cache = None,
    as_json: options.AsJson = False,
) -> None:
    """Add articles to the store.

    An article that is there already is left as it is; one whose text was edited is added as a new revision, and the
    old one stays. Interrupted, it keeps what it has added; the same command goes on from there. What failed is kept
    with the store, for --retry-failed. With --json the last line is the account of it all.

    Example: kb add articles/ --store oxigraph:my-store --workers 4; kb add https://example.org/feed.xml
    """
    from kb.ingest.expected import expected

    if not sources and not retry_failed:
        raise typer.BadParameter("nothing to add; give a file, a folder or an address, or --retry-failed")
    fetching = fetcher(offline=offline, allow_private=allow_private, contact=contact, cache=cache)
    with open_knowledge_base(store_specification(store), model=model) as kb:
        wanted = (*(sources or ()), *(kb.failures.again() if retry_failed else ()))
        before = kb.store.size()
        try:
            where = cluster or workers
            found = kb.add(wanted, language=language, again=again, compare=compare, fetcher=fetching, workers=where)
            account = show_added(progress(found, total=lambda: expected(wanted), unit="articles"), as_json=as_json)
        except KeyboardInterrupt:
            kb.load_gathered()
            say(f"kb: what was added stays, {kb.store.size()} quads; run the same command again to go on")
            raise
        after = kb.store.size()
    if as_json:
        write_text(as_json_line({"account": account.as_json()}))
    say(one_line(str(account)))
    say(f"{after} quads in the store, " + (f"{after - before:+d}" if after != before else "the same as before"))
    raise typer.Exit(ExitCode.SOME_FAILED if account.failed else 0)


def extract(
    sources: options.Sources,
    language: options.Language = None,
    model: options.Model = None,
    offline: options.Offline = False,
    allow_private: options.AllowPrivate = False,
    contact: options.Contact = None,
    cache: options.Cache = None,
    output: Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write to this file.")] = None,
) -> None:
    """Extract claims without a store.

    Writes one JSON object a line for each article: its id and its claims, each with the characters that it stands on.

    Example: kb extract article.txt -o claims.jsonl
    """
    from kb.exchange import to_json
    from kb.knowledge_base import extract as extract_claims
    from kb.read import Failure

    failed = 0
    fetching = fetcher(offline=offline, allow_private=allow_private, contact=contact, cache=cache)
    with opened(output) as stream:
        for found in extract_claims(sources, extractor=extractor(model), language=language, fetcher=fetching):
            if isinstance(found, Failure):
                failed += 1
                show_failure(found)
            else:
                stream.write(as_json_line(to_json(found)))
                stream.flush()
    raise typer.Exit(ExitCode.SOME_FAILED if failed else 0)


def train(
    language: Annotated[
        str | None, typer.Argument(metavar="CODE", help="The language whose pipeline to train, as uk.")
    ] = None,
    corpora: Annotated[Path | None, typer.Option(metavar="FOLDER", help="Where the public corpora are.")] = None,
    gold: Annotated[
        Path | None, typer.Option(metavar="FOLDER", help="Where annotated articles are, to learn what claims are.")
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FOLDER", help="Where the models go; else among the package's own."),
    ] = None,
) -> None:
    """Train the models and measure them.

    With a language, its pipeline: tags, trees, entities. Without one, what tells claims over the pipelines that there
    are, for all languages together. Writes the models with their cards.

    Example: kb train uk --corpora corpora; kb train --gold gold --corpora corpora
    """
    import logging

    from kb.training import train as train_models

    logging.basicConfig(level=logging.INFO, format="%(message)s", stream=sys.stderr)
    train_models(language, corpora=corpora, gold=gold, output=output)
