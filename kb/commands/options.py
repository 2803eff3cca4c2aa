"""The options that several commands have: each has one name, one meaning and one help text."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

_SOURCES = typer.Argument(
    metavar="SOURCE",
    help="Files (text, HTML, JSON lines, feeds, sitemaps, lists of addresses, WARC, WACZ; gzip of any), folders of "
    "them, addresses of the web, or - for stdin.",
    show_default=False,
)
Sources = Annotated[list[str], _SOURCES]
OptionalSources = Annotated[list[str] | None, _SOURCES]
Store = Annotated[
    str | None,
    typer.Option(
        "--store",
        metavar="STORE",
        help="oxigraph:FOLDER or memory: ; if not given, KB_STORE, then store in kb.toml, then oxigraph:kb-store.",
    ),
]
Language = Annotated[
    str | None,
    typer.Option("--language", metavar="CODE", help="Take every article to be in this language, as uk."),
]
Model = Annotated[
    list[str] | None,
    typer.Option(
        "--model",
        metavar="CODE=MODEL",
        help="Parse a language with another spaCy pipeline, a package or a folder, as uk=uk_core_news_trf.",
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Write JSON lines, as into a pipe.")]
AsCsv = Annotated[bool, typer.Option("--csv", help="Write CSV.")]
Output = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="FILE", help="Write to this file: CSV if it ends in .csv, else JSON lines."),
]

WIKIDATA = "https://query.wikidata.org/sparql"
Endpoint = Annotated[
    str, typer.Option(metavar="URL", help="A SPARQL endpoint in Wikidata's shape.", envvar="KB_ENDPOINT")
]
Contact = Annotated[
    str | None,
    typer.Option(
        metavar="ADDRESS", help="Your e-mail or web address, told to the servers that are asked.", envvar="KB_CONTACT"
    ),
]
Cache = Annotated[
    Path | None, typer.Option(metavar="FOLDER", help="Where what servers answered is kept; else ~/.cache/kb.")
]
Fresh = Annotated[bool, typer.Option("--fresh", help="Ask again for what is kept.")]
Offline = Annotated[bool, typer.Option("--offline", help="Fetch nothing: of a feed only what it holds itself.")]
AllowPrivate = Annotated[
    bool, typer.Option("--allow-private", help="Fetch from this machine and from private networks, too.")
]
