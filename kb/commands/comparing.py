"""The command that compares claims: those of a store, or given pairs of statements."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast

import typer

from kb.commands import options
from kb.commands.codes import ExitCode
from kb.commands.display import show_compared, show_findings
from kb.commands.opening import extractor, open_knowledge_base
from kb.console import as_json_line, choose_style, one_line, opened, say
from kb.model import FindingKind
from kb.settings import store_specification

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kb.store import Table


def compare(
    pairs: Annotated[
        Path | None,
        typer.Option("--pairs", metavar="FILE", help="Judge the pairs of statements in this file, - for stdin."),
    ] = None,
    speaker: Annotated[str | None, typer.Option(metavar="NAME", help="Part of the name of either speaker.")] = None,
    about: Annotated[str | None, typer.Option(metavar="NAME", help="Part of the name of what either is about.")] = None,
    article: Annotated[
        list[str] | None, typer.Option(metavar="ID", help="Of this article; twice: two articles against each other.")
    ] = None,
    source: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="Part of an outlet's name; twice: two outlets against each other."),
    ] = None,
    since: Annotated[str | None, typer.Option(metavar="DAY", help="One side said on this day or later.")] = None,
    kind: Annotated[FindingKind | None, typer.Option(help="Only findings of this kind.")] = None,
    again: Annotated[bool, typer.Option("--again", help="Compare anew what was compared before.")] = False,
    store: options.Store = None,
    model: options.Model = None,
    as_json: options.AsJson = False,
    as_csv: options.AsCsv = False,
    output: options.Output = None,
) -> None:
    """Find who contradicts whom, who changed their mind, who says the same.

    Compares the claims of the articles that were added since the last time with those of the whole store, and lists
    what was found, then and now. With --pairs, statements of a file are judged instead: a line is {"id", "a": {"text",
    "lang", "speaker"?, "date"?}, "b": {...}}; one of the answer is {"id", "label", "rule", "score", "reason"}.

    Example: kb compare --speaker блінкен --kind contradicts
    """
    if pairs is not None:
        raise typer.Exit(ExitCode.SOME_FAILED if judge_file(pairs, model=model, output=output) else 0)
    style = choose_style(as_json=as_json, as_csv=as_csv, output=output)
    given = {"speaker": speaker, "about": about, "since": since, "kind": kind and kind.value}
    with open_knowledge_base(store_specification(store), model=model) as kb:
        ids = [kb.find(each)[0].article.id for each in article or ()]
        given |= _sides("article", ids, "article", "against")
        given |= _sides("source", source or (), "outlet_of", "outlet_against")
        show_compared(kb.compare(again=again))
        values = {name: value for name, value in given.items() if value is not None}
        found = cast("Table", kb.query("findings", values))
        show_findings(found, style=style, output=output)


def _sides(option: str, values: Sequence[str], one: str, other: str) -> dict[str, str | None]:
    """One value or two as parameters of the question."""
    if len(values) > 2:
        raise typer.BadParameter(f"--{option} is given {len(values)} times; two are compared with each other")
    return dict(zip((one, other), values, strict=False))


def judge_file(pairs: Path, *, model: list[str] | None = None, output: Path | None = None) -> int:
    """Write the judgements of a file of pairs, name the lines that cannot be read; gives how many these are."""
    import sys

    from kb.compare.pairs import BadPair, judge_pairs

    failed = 0
    stdin = str(pairs) == "-"
    with nullcontext(sys.stdin) if stdin else pairs.open(encoding="utf-8") as lines, opened(output) as stream:
        given: Iterable[str] = lines
        for found in judge_pairs(given, extractor(model)):
            if isinstance(found, BadPair):
                failed += 1
                say(f"kb: {pairs}: {one_line(str(found))}")
            else:
                stream.write(as_json_line(asdict(found)))
                stream.flush()
    return failed
