"""The command that compares claims."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kb.commands import options
from kb.commands.opening import extractor
from kb.console import as_json_line, one_line, opened, say

if TYPE_CHECKING:
    from collections.abc import Iterable

FAILED = 1


def compare(
    pairs: Annotated[
        Path | None,
        typer.Option("--pairs", metavar="FILE", help="Judge the pairs of statements in this file, - for stdin."),
    ] = None,
    model: options.Model = None,
    output: Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write to this file.")] = None,
) -> None:
    """Say how statements stand to each other: contradict, agree or different.

    A line of the file is {"id", "a": {"text", "lang", "speaker"?, "date"?}, "b": {...}}; one of the answer is
    {"id", "label", "rule", "score", "reason"}.

    Example: kb compare --pairs pairs.jsonl
    """
    if pairs is None:
        raise typer.BadParameter("what to compare: --pairs FILE")
    raise typer.Exit(FAILED if judge_file(pairs, model=model, output=output) else 0)


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
