"""The command that tells how the claims of an article changed as it was edited."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kb.commands import options
from kb.commands.opening import open_knowledge_base
from kb.console import Style, choose_style, say, write_rows
from kb.settings import store_specification

if TYPE_CHECKING:
    from kb.ingest.revisions import Changed, Difference
    from kb.model import Claim, Extraction

COLUMNS = ("change", "who", "before", "after", "parts", "claim_before", "claim_after")
SHOWN = ("change", "who", "before", "after", "parts")
Revision = Annotated[str | None, typer.Option(metavar="ID", help="The id of a revision, or its beginning.")]


def diff(
    article: Annotated[str, typer.Argument(metavar="ARTICLE", help="The id of an article, or its beginning.")],
    before: Revision = None,
    after: Revision = None,
    store: options.Store = None,
    as_json: options.AsJson = False,
    as_csv: options.AsCsv = False,
    output: Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write to this file.")] = None,
) -> None:
    """List the claims that vanished, came or changed when an article was edited.

    Compares its latest revision with the one before, or any two of them.

    Example: kb diff 544f216c2d54
    """
    style = choose_style(as_json=as_json, as_csv=as_csv, output=output)
    with open_knowledge_base(store_specification(store), read_only=True) as kb:
        found = kb.diff(article, before=before, after=after)
    rows = [_row(change, found) for change in found.changes]
    write_rows(SHOWN if style is Style.TABLE else COLUMNS, rows, style=style, output=output)
    say(
        f"revision {found.before.article.revision} to {found.after.article.revision}: "
        f"{len(found.changes)} changed, {found.unchanged} the same"
    )


def _row(change: Changed, found: Difference) -> dict[str, str | None]:
    claim = change.after or change.before
    return {
        "change": change.kind.value,
        "who": claim.speaker.name if claim and claim.speaker else None,
        "before": _text(change.before, found.before),
        "after": _text(change.after, found.after),
        "parts": " ".join(change.parts) or None,
        "claim_before": change.before.id if change.before else None,
        "claim_after": change.after.id if change.after else None,
    }


def _text(claim: Claim | None, extraction: Extraction) -> str | None:
    return claim.text(extraction.article) if claim else None
