"""The command `kb`: each command parses, calls one function, prints."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kb.console import choose_style, print_message, print_rows, print_text
from kb.errors import KnowledgeBaseError
from kb.settings import store_specification

if TYPE_CHECKING:
    from kb.extract import Extractor
    from kb.knowledge_base import KnowledgeBase
    from kb.read import Failure

FAILED, USAGE, ENVIRONMENT, NOT_FOUND, CHECK_FAILED = 1, 2, 3, 4, 5

app = typer.Typer(
    name="kb",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="A knowledge base of claims: who said what, when, through whom, in which exact words of which article.",
    epilog="Start with: kb demo. Exit codes: 0 fine; 1 some inputs failed; 2 usage; 3 environment; 4 not found; "
    "5 a check failed; 130 interrupted.",
)

Sources = Annotated[list[str], typer.Argument(help="Files (text, HTML, JSON lines), folders, - for stdin.")]
StoreOption = Annotated[
    str | None,
    typer.Option("--store", help="oxigraph:PATH or memory: (else KB_STORE, kb.toml, oxigraph:kb-store)."),
]
LanguageOption = Annotated[
    str | None, typer.Option("--language", help="The language of the articles, where it is not to be recognised.")
]
ModelOption = Annotated[
    list[str] | None,
    typer.Option("--model", help="Another spaCy pipeline: LANGUAGE=PACKAGE or FOLDER, as uk=uk_core_news_trf."),
]
JsonOption = Annotated[bool, typer.Option("--json", help="JSON lines, also on a terminal.")]
CsvOption = Annotated[bool, typer.Option("--csv", help="CSV.")]
OutputOption = Annotated[
    Path | None, typer.Option("--output", "-o", help="Write to this file (.csv for CSV, else JSON lines).")
]


def main() -> None:
    """Run the command line; an error of ours is one line on stderr and an exit code."""
    try:
        app()
    except KnowledgeBaseError as error:
        print_message(f"kb: {error}")
        sys.exit(_exit_code(error))
    except BrokenPipeError:
        # Whoever reads our output has seen enough, as `head` does.
        sys.stderr.close()
        sys.exit(0)


@app.command()
def demo(
    folder: Annotated[Path, typer.Argument(help="Where the store and the reports go.")] = Path("kb-demo"),
) -> None:
    """The whole tour on bundled articles; ends with a report to open.

    Example: kb demo
    """
    from kb.resources import examples

    with _open(f"oxigraph:{folder / 'store'}") as kb:
        print_message("1. Adding the bundled articles: kb add")
        _print_added(kb.add([str(examples())]))
        print_message("\n2. Asking who denies what: kb query denials")
        _print_answer(kb.query("denials"), as_json=False, as_csv=False, output=None)
        print_message("\n3. Checking every anchor: kb verify")
        print_message(f"{sum(1 for _ in kb.verify())} problems")
        index = kb.write_reports(folder / "reports")
        print_message("\n4. Writing the reports: kb report all")
    print_text(f"Open {index.resolve().as_uri()}\n")


@app.command()
def add(
    sources: Sources,
    store: StoreOption = None,
    language: LanguageOption = None,
    model: ModelOption = None,
    again: Annotated[bool, typer.Option("--again", help="Extract anew what is there already.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Add articles to the store; what is there already is left as it is.

    Example: kb add articles/ --store oxigraph:my-store
    """
    with _open(store_specification(store), model=model) as kb:
        before = kb.store.size()
        failed = _print_added(kb.add(sources, language=language, again=again), as_json=as_json)
        after = kb.store.size()
    change = f"{after - before:+d}" if after != before else "nothing new"
    print_message(f"{after} quads in the store ({change})")
    raise typer.Exit(FAILED if failed else 0)


@app.command()
def extract(
    sources: Sources, language: LanguageOption = None, model: ModelOption = None, output: OutputOption = None
) -> None:
    """Extract claims without a store: one JSON object per article on stdout.

    Example: kb extract article.txt | jq .claims
    """
    import json

    from kb.exchange import to_json
    from kb.knowledge_base import extract as extract_claims
    from kb.read import Failure

    failed = 0
    lines = []
    for found in extract_claims(sources, extractor=_extractor(model), language=language):
        if isinstance(found, Failure):
            failed += _print_failure(found)
            continue
        line = json.dumps(to_json(found), ensure_ascii=False) + "\n"
        if output is None:
            print_text(line)
        else:
            lines.append(line)
    if output is not None:
        print_text("".join(lines), output=output)
    raise typer.Exit(FAILED if failed else 0)


@app.command()
def claims(
    speaker: Annotated[str, typer.Option(help="Part of the speaker's name.")] = "",
    about: Annotated[str, typer.Option(help="Part of the name of somebody or something spoken of.")] = "",
    text: Annotated[str, typer.Option(help="Part of the content.")] = "",
    source: Annotated[str, typer.Option(help="Part of the name of the outlet.")] = "",
    since: Annotated[str, typer.Option(help="First day said, as 2021-11-01.")] = "",
    until: Annotated[str, typer.Option(help="Last day said.")] = "",
    store: StoreOption = None,
    as_json: JsonOption = False,
    as_csv: CsvOption = False,
    output: OutputOption = None,
) -> None:
    """List claims: who said what, on which day, in which outlet.

    Example: kb claims --speaker блінкен --since 2021-12-01
    """
    given = {"speaker": speaker, "about": about, "words": text, "outlet": source, "since": since, "until": until}
    with _open(store_specification(store), read_only=True) as kb:
        answer = kb.query("claims", {name: value for name, value in given.items() if value})
        _print_answer(answer, as_json=as_json, as_csv=as_csv, output=output)


@app.command()
def show(
    identifier: Annotated[str, typer.Argument(metavar="ID", help="Id or IRI of a claim or an article.")],
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show an article or a claim with its chain and its words.

    Example: kb show 1c3e771d9e
    """
    import json

    from kb.exchange import to_json
    from kb.report import article_report

    with _open(store_specification(store), read_only=True) as kb:
        extraction, claim = kb.find(identifier)
    if claim is not None:
        extraction = extraction.only(claim)
    if as_json:
        print_text(json.dumps(to_json(extraction), ensure_ascii=False) + "\n")
    else:
        print_text(article_report(extraction, form="markdown"))


@app.command()
def query(
    question: Annotated[str | None, typer.Argument(help="A question's name, a file, or SPARQL.")] = None,
    values: Annotated[list[str] | None, typer.Argument(metavar="[NAME=VALUE]...", help="Its parameters.")] = None,
    store: StoreOption = None,
    as_json: JsonOption = False,
    as_csv: CsvOption = False,
    output: OutputOption = None,
) -> None:
    """Ask a named question, a query in a file, or SPARQL; without one, list the questions.

    Example: kb query by-speaker speaker=блінкен
    """
    if question is None:
        _print_questions(as_json=as_json, as_csv=as_csv, output=output)
        return
    given = dict(_pair(value) for value in values or ())
    with _open(store_specification(store), read_only=True) as kb:
        _print_answer(kb.query(question, given), as_json=as_json, as_csv=as_csv, output=output)


@app.command()
def report(
    name: Annotated[str, typer.Argument(help="article, speaker, index or all.")],
    what: Annotated[str | None, typer.Argument(help="An article's id, a speaker's name.")] = None,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="File; for `all` a folder.")] = None,
    markdown: Annotated[bool, typer.Option("--markdown", help="Markdown instead of HTML.")] = False,
    store: StoreOption = None,
) -> None:
    """Write a provenance report: HTML that stands alone, or Markdown.

    Example: kb report speaker Блінкен -o blinken.html
    """
    form = "markdown" if markdown or (output is not None and output.suffix == ".md") else "html"
    with _open(store_specification(store), read_only=True) as kb:
        if name == "all":
            print_message(str(kb.write_reports(output or Path("kb-reports"), form=form)))
            return
        print_text(kb.report(name, what, form=form), output=output)


@app.command()
def verify(store: StoreOption = None, as_json: JsonOption = False, as_csv: CsvOption = False) -> None:
    """Re-slice every anchor, check every hash, run SHACL; change nothing.

    Example: kb verify
    """
    with _open(store_specification(store), read_only=True) as kb:
        found = [{"code": f.code, "subject": f.subject, "message": f.message} for f in kb.verify()]
    if found:
        columns = ("code", "subject", "message")
        print_rows(columns, found, style=choose_style(as_json=as_json, as_csv=as_csv, output=None))
        print_message(f"{len(found)} problems")
        raise typer.Exit(CHECK_FAILED)
    print_message("every anchor, hash and shape holds")


@app.command()
def stats(store: StoreOption = None, as_json: JsonOption = False) -> None:
    """Say how much the store holds.

    Example: kb stats
    """
    import dataclasses

    with _open(store_specification(store), read_only=True) as kb:
        found = dataclasses.asdict(kb.statistics())
    print_rows(tuple(found), [found], style=choose_style(as_json=as_json, as_csv=False, output=None))


@app.command()
def train(
    language: Annotated[str, typer.Argument(help="The language's code, as uk.")],
    corpora: Annotated[Path, typer.Option(help="The folder of the corpora.")],
    gold: Annotated[Path | None, typer.Option(help="The folder of the annotated articles.")] = None,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Folder; by default the package's own.")] = None,
) -> None:
    """Train a language's models from public corpora and annotated articles; prints the figures and writes the card.

    Example: kb train uk --corpora corpora --gold gold
    """
    from kb.training import train as train_models

    train_models(language, corpora, output, gold=gold)


def _open(specification: str, *, model: list[str] | None = None, read_only: bool = False) -> KnowledgeBase:
    from kb.knowledge_base import KnowledgeBase
    from kb.store import open_store

    return KnowledgeBase(open_store(specification, read_only=read_only), extractor=_extractor(model))


def _extractor(model: list[str] | None) -> Extractor:
    from kb.extract import Extractor

    return Extractor(models=dict(_pair(value) for value in model or ()))


def _pair(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals or not name:
        raise typer.BadParameter(f"{text!r} is not NAME=VALUE, as speaker=блінкен")
    return name, value


def _print_added(found: Iterable[Any], *, as_json: bool = False) -> int:
    """One line for each article, on stderr for a person, JSON lines for a program; returns how many failed."""
    from kb.read import Failure

    failed = 0
    for item in found:
        if isinstance(item, Failure):
            failed += _print_failure(item)
        elif as_json:
            row = {"id": item.article.id, "claims": item.claims, "quads": item.quads, "new": item.is_new}
            print_rows((), [row], style=choose_style(as_json=True, as_csv=False, output=None))
        else:
            new = "added" if item.is_new else "already there"
            print_message(f"{new}: {item.article.title or item.article.id} ({item.claims} claims, {item.quads} quads)")
    return failed


def _print_failure(failure: Failure) -> int:
    print_message(f"kb: {failure}")
    return 1


def _print_answer(answer: Any, *, as_json: bool, as_csv: bool, output: Path | None) -> None:
    style = choose_style(as_json=as_json, as_csv=as_csv, output=output)
    if isinstance(answer, bool):
        print_rows(("answer",), [{"answer": answer}], style=style, output=output)
    elif hasattr(answer, "columns"):
        print_rows(answer.columns, answer, style=style, output=output)
    else:
        print_text(answer.serialize(format="turtle"), output=output)


def _print_questions(*, as_json: bool, as_csv: bool, output: Path | None) -> None:
    from kb.ask import questions

    rows: Iterator[dict[str, str]] = (
        {
            "name": question.name,
            "question": question.title,
            "parameters": " ".join(f"{p.name}={p.default or '…'}" for p in question.parameters),
        }
        for question in questions()
    )
    style = choose_style(as_json=as_json, as_csv=as_csv, output=output)
    print_rows(("name", "question", "parameters"), rows, style=style, output=output)


def _exit_code(error: KnowledgeBaseError) -> int:
    """The exit code by what the error refines: not found, not permitted or possible here, or wrongly asked."""
    if isinstance(error, (LookupError, FileNotFoundError)):
        return ENVIRONMENT if type(error).__name__ == "ModelNotFound" else NOT_FOUND
    return ENVIRONMENT if isinstance(error, (OSError, ImportError)) else USAGE
