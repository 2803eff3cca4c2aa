"""The commands that list and count claims: claims, index."""

from __future__ import annotations

from typing import Annotated

import typer

from kb.commands import options
from kb.commands.opening import day, open_knowledge_base
from kb.console import choose_style, say, write_rows
from kb.index import By, Wanted
from kb.model import Form, Modality, Polarity, SpeechAct
from kb.settings import store_specification

COLUMNS = ("day", "who", "text", "outlet", "claim")


def claims(
    speaker: Annotated[str, typer.Option(metavar="NAME", help="Part of the speaker's name.")] = "",
    about: Annotated[str, typer.Option(metavar="NAME", help="Part of the name of what it is about.")] = "",
    text: Annotated[
        str, typer.Option(metavar="WORDS", help='Words of it in any form, a "phrase", the beginning* of a word.')
    ] = "",
    source: Annotated[str, typer.Option(metavar="NAME", help="Part of the outlet's name.")] = "",
    since: Annotated[str | None, typer.Option(metavar="DAY", help="Said on this day or later: 2021-12-01.")] = None,
    until: Annotated[str | None, typer.Option(metavar="DAY", help="Said on this day or earlier, or: today.")] = None,
    language: Annotated[str | None, typer.Option(metavar="CODE", help="In an article in this language: uk.")] = None,
    form: Annotated[Form | None, typer.Option(help="How it is rendered.")] = None,
    act: Annotated[SpeechAct | None, typer.Option(help="What the speaker does by saying it.")] = None,
    polarity: Annotated[Polarity | None, typer.Option(help="Whether it affirms or denies.")] = None,
    modality: Annotated[Modality | None, typer.Option(help="How it is put forward.")] = None,
    hedged: Annotated[bool | None, typer.Option("--hedged/--plain", help="Whether the article doubts it.")] = None,
    headline: Annotated[
        bool | None,
        typer.Option("--headline/--no-headline", help="Whether it is a headline of the outlet's own."),
    ] = None,
    confidence: Annotated[
        float | None, typer.Option(min=0, max=1, metavar="NUMBER", help="The least confidence, from 0 to 1.")
    ] = None,
    limit: Annotated[int | None, typer.Option(min=1, metavar="NUMBER", help="List no more than so many.")] = None,
    count: Annotated[bool, typer.Option("--count", help="Only say how many there are.")] = False,
    count_by: Annotated[By | None, typer.Option(help="Say how many there are by each of these.")] = None,
    store: options.Store = None,
    as_json: options.AsJson = False,
    as_csv: options.AsCsv = False,
    output: options.Output = None,
) -> None:
    """List claims, or count them: who said what, when, in which outlet.

    Example: kb claims --speaker блінкен --text "відвести війська" --since 2021-12-01
    """
    style = choose_style(as_json=as_json, as_csv=as_csv, output=output)
    wanted = Wanted(
        speaker=speaker,
        about=about,
        outlet=source,
        text=text,
        since=day(since),
        until=day(until),
        language=language,
        form=form,
        speech_act=act,
        polarity=polarity,
        modality=modality,
        hedged=hedged,
        headline=headline,
        confidence=confidence,
    )
    with open_knowledge_base(store_specification(store), read_only=True) as kb:
        if count or count_by:
            columns = tuple(name for name in (count_by, "claims", count_by in ENTITIES and "entity") if name)
            counted = [
                {str(count_by): each.value, "claims": each.claims, "entity": each.entity}
                for each in kb.count(wanted, by=count_by)
            ]
            write_rows(columns, counted[:limit], style=style, output=output)
        else:
            found = (each._asdict() for each in kb.each_claim(wanted, limit=limit))
            write_rows(COLUMNS, found, style=style, output=output)


ENTITIES = frozenset({By.SPEAKER, By.ABOUT, By.OUTLET})


def index(
    store: options.Store = None,
    again: Annotated[bool, typer.Option("--again", help="Make it anew, whatever there is.")] = False,
) -> None:
    """Bring the index of claims in step with the store.

    It is kept so by every command that writes. Only where it was deleted beside a large store, or where articles were
    written by another program, does it need to be told.

    Example: kb index --again
    """
    from kb.index.keeping import IndexedStore
    from kb.store import open_store

    with IndexedStore(open_store(store_specification(store), read_only=True), most=None) as indexed:
        graphs = indexed.reindex(again=True) if again else indexed.indexed()
    if graphs is None:
        say("this store has no index: it is asked itself")
    else:
        say(f"indexed: {graphs} graph{'' if graphs == 1 else 's'}")
