"""The commands that ask a store: show, query, report, verify, stats."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast

import typer

from kb.commands import options
from kb.commands.codes import ExitCode
from kb.commands.display import claim_card, near_duplicates, show_answer, show_questions
from kb.commands.opening import day, open_knowledge_base, pair
from kb.console import as_json_line, choose_style, say, write_rows, write_text
from kb.settings import store_specification

if TYPE_CHECKING:
    from kb.store import Table

# An id of a claim, or enough of its beginning to be no word.
IDENTIFIER = re.compile("[0-9a-f]{8,24}|urn:.*|https?:.*")


def show(
    identifier: Annotated[str, typer.Argument(metavar="ID", help="The id of a claim or an article, or its beginning.")],
    store: options.Store = None,
    as_json: options.AsJson = False,
) -> None:
    """Show a claim with its words and its chain, or an article.

    A claim is shown with the words that it is anchored in and the path from its speaker to the outlet; an article as
    a report in Markdown, with those that are nearly the same.

    Example: kb show 544f216c2d54
    """
    from kb.exchange import to_json
    from kb.report import article_report

    with open_knowledge_base(store_specification(store), read_only=True) as kb:
        extraction, claim = kb.find(identifier)
        near = () if as_json or claim else kb.query("near-duplicates", {"article": extraction.article.revision})
    if as_json:
        write_text(as_json_line(to_json(extraction.only(claim) if claim else extraction)))
    else:
        write_text(claim_card(extraction, claim) if claim else article_report(extraction, form="markdown"))
        write_text(near_duplicates(cast("Table", near)))


def query(
    question: Annotated[
        str | None, typer.Argument(metavar="NAME|FILE|SPARQL", help="A question's name, a file, or SPARQL itself.")
    ] = None,
    values: Annotated[
        list[str] | None, typer.Argument(metavar="PARAMETER=VALUE", help="What the question needs to know.")
    ] = None,
    store: options.Store = None,
    as_json: options.AsJson = False,
    as_csv: options.AsCsv = False,
    output: options.Output = None,
) -> None:
    """Ask a question; without one, list them.

    A question is one of those that have a name, a file with a query, or SPARQL itself. What it needs to know is given
    as PARAMETER=VALUE.

    Example: kb query by-speaker speaker=блінкен
    """
    style = choose_style(as_json=as_json, as_csv=as_csv, output=output)
    if question is None:
        show_questions(style=style, output=output)
        return
    given = dict(pair(value, "PARAMETER=VALUE, as speaker=блінкен") for value in values or ())
    with open_knowledge_base(store_specification(store), read_only=True) as kb:
        show_answer(kb.query(question, given), style=style, output=output)


def report(
    name: Annotated[
        str,
        typer.Argument(
            metavar="NAME", help="article, speaker, index, contradictions, stance, coverage, or all of the first three."
        ),
    ],
    what: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="WHAT",
            help="Of which: an article's id, a speaker's name; a topic for contradictions; a speaker and a topic for "
            "stance; a claim's id or a topic for coverage.",
        ),
    ] = None,
    since: Annotated[
        str | None, typer.Option(metavar="DAY", help="Compare what was said on this day or later: 2021-12-01.")
    ] = None,
    until: Annotated[
        str | None, typer.Option(metavar="DAY", help="Compare what was said on this day or earlier.")
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write to this file; for all, this folder.")
    ] = None,
    markdown: Annotated[bool, typer.Option("--markdown", help="Markdown, as for a FILE.md, instead of HTML.")] = False,
    store: options.Store = None,
) -> None:
    """Write a report to check word by word.

    HTML that stands alone, or Markdown.

    Example: kb report stance Блінкен війська -o blinken.html
    """
    from kb.report import Scope

    form = "markdown" if markdown or (output is not None and output.suffix.casefold() == ".md") else "html"
    subject, topic = divided(name, what or [])
    scope = Scope(topic, day(since), day(until))
    with open_knowledge_base(store_specification(store), read_only=True) as kb:
        if name == "all":
            write_text(f"{kb.write_reports(output or Path('kb-reports'), form=form)}\n")
        else:
            write_text(kb.report(name, subject, scope=scope, form=form), output=output)


def divided(name: str, what: list[str]) -> tuple[str | None, str]:
    """What a report is of, and its topic: the name of a speaker comes first, the id of a claim stands alone.

    >>> divided("stance", ["Блінкен", "російські", "війська"]), divided("coverage", ["війська"])
    (('Блінкен', 'російські війська'), (None, 'війська'))
    """
    words = " ".join(what)
    if name == "stance":
        return (what[0] if what else None), " ".join(what[1:])
    if name == "contradictions" or (name == "coverage" and not IDENTIFIER.fullmatch(words)):
        return None, words
    return words or None, ""


def verify(
    store: options.Store = None,
    as_json: options.AsJson = False,
    as_csv: options.AsCsv = False,
    output: options.Output = None,
) -> None:
    """Check every anchor, hash and shape.

    Reports anchors that no longer match their text as orphans, and changes nothing.

    Example: kb verify
    """
    style = choose_style(as_json=as_json, as_csv=as_csv, output=output)
    with open_knowledge_base(store_specification(store), read_only=True) as kb:
        flaws = [
            {"code": flaw.code, "graph": flaw.graph, "subject": flaw.subject, "message": flaw.message}
            for flaw in kb.verify()
        ]
    if not flaws:
        say("every anchor, hash and shape holds")
        return
    write_rows(("code", "graph", "subject", "message"), flaws, style=style, output=output)
    orphans = sum(flaw["code"] == "orphan" for flaw in flaws)
    say(f"kb: {len(flaws)} problems, {orphans} of them orphans; nothing was changed")
    raise typer.Exit(ExitCode.CHECK_FAILED)


def stats(
    store: options.Store = None,
    as_json: options.AsJson = False,
    as_csv: options.AsCsv = False,
    output: options.Output = None,
) -> None:
    """Say how much the store holds.

    Example: kb stats
    """
    import dataclasses

    style = choose_style(as_json=as_json, as_csv=as_csv, output=output)
    with open_knowledge_base(store_specification(store), read_only=True) as kb:
        found = dataclasses.asdict(kb.statistics())
    write_rows(tuple(found), [found], style=style, output=output)
