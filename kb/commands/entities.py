"""The commands of `kb entities`: who is who in a store, and what its users say of it."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from kb.authority.entry import Sort, kind_of
from kb.commands import options
from kb.commands.entity_cards import entry_card, entry_rows, holder_of, whole_name
from kb.commands.opening import knowledge_base_or_none, open_existing, open_knowledge_base, pair
from kb.commands.pulling import pull
from kb.console import as_json_line, choose_style, say, write_rows, write_text
from kb.errors import KnowledgeBaseError
from kb.model import EntityKind
from kb.settings import store_specification

app = typer.Typer(
    name="entities",
    no_args_is_help=True,
    rich_markup_mode=None,
    help="Say who is who: list, find, show, add, merge, split, pull.",
    epilog="Example: kb entities find Блінкен. The package's authority file is never changed: what you say stands in a "
    "graph of the store, with where it is from and since when.",
)
Kind = Annotated[EntityKind | None, typer.Option(help="Only of this kind.")]


class BadEntry(KnowledgeBaseError, ValueError):
    """An entry that cannot be: of another kind than it is known to be, or without what it needs."""


@app.command(name="list")
def list_entities(
    name: Annotated[str | None, typer.Argument(metavar="NAME", help="Part of the name.", show_default=False)] = None,
    offered: Annotated[
        bool, typer.Option("--offered", help="Only those that wait for review: who may be in the authority file.")
    ] = False,
    kind: Kind = None,
    store: options.Store = None,
    as_json: options.AsJson = False,
    as_csv: options.AsCsv = False,
    output: options.Output = None,
) -> None:
    """List who and what the articles speak of.

    With the number of claims by them and about them, and as whom they are known: how that was found, how sure it is
    (from 90 it is taken to be so, from 70 it is offered), and the entry in the authority file.

    Example: kb entities list --offered
    """
    style = choose_style(as_json=as_json, as_csv=as_csv, output=output)
    with open_knowledge_base(store_specification(store), read_only=True) as kb:
        entries = kb.who.authority().entries
        rows = [
            {**row, "known_as": whole_name(entries.get(str(row["to"]))), "to": row["to"]}
            for row in kb.entities(name or "", offered=offered)
            if kind is None or str(row["kind"]) == kind
        ]
    columns = ("who", "kind", "claims", "about", "method", "score", "known_as", "entity", "to")
    write_rows(columns, rows, style=style, output=output)


@app.command()
def find(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A name, a surname or an office, in any case.")],
    kind: Kind = None,
    day: Annotated[
        str | None, typer.Option("--date", metavar="DAY", help="Say who held an office on this day, or: today.")
    ] = None,
    store: options.Store = None,
    as_json: options.AsJson = False,
    as_csv: options.AsCsv = False,
    output: options.Output = None,
) -> None:
    """Find in the authority file whom a name may mean.

    The likeliest come first, with how they were found and how like the name they are, from 0 to 100.

    Example: kb entities find «держсекретар США» --date 2021-12-02
    """
    style = choose_style(as_json=as_json, as_csv=as_csv, output=output)
    on = _day(day)
    with knowledge_base_or_none(store_specification(store)) as kb:
        authority = kb.who.authority()
        rows = [
            {
                **entry_rows(each.entry),
                "method": each.method,
                "score": each.score,
                "holder": holder_of(each.entry, authority, on),
            }
            for each in kb.who.find(name, kind=kind)
        ]
    if not rows:
        say(f"nobody is called like '{name}' in the authority file; `kb entities add` adds entries, pull fetches them")
    columns = ("name", "kind", "sort", "method", "score", *(("holder",) if on else ()), "id")
    write_rows(columns, rows, style=style, output=output)


@app.command()
def show(
    identifier: Annotated[str, typer.Argument(metavar="ID", help="An id or an exact name.")],
    store: options.Store = None,
    as_json: options.AsJson = False,
) -> None:
    """Show an entry: names, offices with their days, its source.

    Example: kb entities show Q159
    """
    with knowledge_base_or_none(store_specification(store)) as kb:
        entry = kb.who.entry(identifier)
        card = entry_card(entry, kb.who.authority(), *kb.who.sources(entry.iri))
    if as_json:
        write_text(as_json_line(card))
    else:
        lines = (f"{key + ':':<10}{value}\n" for key, values in card.items() for value in values)
        write_text("".join(lines))


@app.command()
def add(
    name: Annotated[str, typer.Argument(metavar="NAME", help="What it is called, in the nominative.")],
    kind: Annotated[EntityKind, typer.Option(help="What it is.")],
    identifier: Annotated[str | None, typer.Option("--id", metavar="QID", help="Its id in Wikidata, if sure.")] = None,
    sort: Annotated[Sort | None, typer.Option(metavar="SORT", help="What it is more exactly, as ministry.")] = None,
    language: Annotated[str, typer.Option(metavar="CODE", help="The language of the name.")] = "uk",
    label: Annotated[
        list[str] | None, typer.Option(metavar="CODE=NAME", help="What it is called in another language.")
    ] = None,
    alias: Annotated[list[str] | None, typer.Option(metavar="CODE=NAME", help="Another name that it has.")] = None,
    gender: Annotated[str | None, typer.Option(metavar="m|f", help="A person's gender.")] = None,
    store: options.Store = None,
) -> None:
    """Add an entry, or names to one that is there.

    It stands in the store's own authority. What is added of articles from now on is linked to it.

    Example: kb entities add "Ігор Ткач" --kind person --label en="Ihor Tkach" --alias uk="Ткач Ігор"
    """
    from kb.authority import Entry
    from kb.authority.lookup import whole_iri
    from kb.authority.wikidata import identifier as wikidata_id

    names: dict[str, list[str]] = {language: [name]}
    for given in (*(label or ()), *(alias or ())):
        code, text = pair(given, "CODE=NAME, as uk=Ткач")
        names.setdefault(code, []).append(text)
    _refuse_bad_names(names)
    _refuse_bad_kind(kind, sort, gender)
    with open_knowledge_base(store_specification(store)) as kb:
        iri = whole_iri(wikidata_id(identifier)) if identifier else kb.who.new_iri(name, kind)
        known = kb.who.authority().entries.get(iri)
        if known and known.kind is not kind:
            raise BadEntry(f"{iri} is '{known.name(language)}', a {known.kind}, not a {kind}")
        entry = Entry(
            iri=iri,
            kind=kind,
            sort=sort or (Sort.PERSON if kind is EntityKind.PERSON else Sort.OTHER),
            names={code: tuple(each) for code, each in names.items()},
            gender=_GENDERS[gender] if gender else None,
        )
        new = kb.who.add([entry])
        spoken_of = next((row for row in kb.entities(name) if str(row["who"]).casefold() == name.casefold()), None)
        kb.store.flush()
    say(f"added: {name} ({kind})" if new else f"already there: {name}")
    if spoken_of is not None and str(spoken_of["entity"]) != iri and spoken_of["to"] is None:
        say(f"articles speak of a '{name}' already; if it is the same: kb entities merge '{name}' {iri}")
    write_text(f"{iri}\n")


@app.command()
def merge(
    entity: Annotated[str, typer.Argument(metavar="ENTITY", help="Its id from `kb entities list`, or its exact name.")],
    into: Annotated[str, typer.Argument(metavar="INTO", help="The entry that it is: an id or an exact name.")],
    store: options.Store = None,
) -> None:
    """Say that an entity of the articles is an entry.

    Or that two entries are one. No article is changed: what was said before is found under either name, and what is
    added later is linked.

    Example: kb entities merge "Блінкен" Q7821917
    """
    with open_existing(store_specification(store)) as kb:
        target = kb.who.entry(into)
        one = kb.who.either(entity)
        kb.who.merge(one, target)
        kb.store.flush()
    say(f"merged: '{whole_name(one)}' is {whole_name(target)} ({target.iri}) in all articles, under either name")


@app.command()
def split(
    entity: Annotated[str, typer.Argument(metavar="ENTITY", help="Its id from `kb entities list`, or its exact name.")],
    article: Annotated[list[str], typer.Option(metavar="ID", help="An article that means somebody else.")],
    label: Annotated[str | None, typer.Option(metavar="NAME", help="What to call who is meant there.")] = None,
    store: options.Store = None,
) -> None:
    """Say that some articles mean somebody else of the same name.

    Who becomes an entry of their own, meant in these articles alone, also when they are added again.

    Example: kb entities split "Джордж Буш" --article misto-2021 --label "Джордж Буш (мер)"
    """
    with open_existing(store_specification(store)) as kb:
        articles = [kb.find(one)[0].article for one in article]
        one = kb.who.known_as(entity)
        entry = kb.who.split(one, (each.id for each in articles), label=label)
        kb.store.flush()
    titles = ", ".join(f"«{each.title or each.id}»" for each in articles)
    say(f"split: in {titles} '{one.name}' is {whole_name(entry)}, and nowhere else")
    write_text(f"{entry.iri}\n")


app.command()(pull)

_GENDERS = {"m": "Masc", "f": "Fem"}


def _day(text: str | None) -> date | None:
    if text is None or text.casefold() == "today":
        return date.today() if text else None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise typer.BadParameter(f"{text!r} is not a day, as 2021-12-02") from error


def _refuse_bad_names(names: dict[str, list[str]]) -> None:
    import re

    from kb.authority.wikidata.answer import name_of

    for code, each in names.items():
        if not re.fullmatch(r"[a-z]{2,3}", code):
            raise BadEntry(f"'{code}' is no code of a language, as uk or en")
        for name in each:
            if name_of(name) != name:
                raise BadEntry(f"{name!a} is no name: two letters at least, 200 at most, on one line")


def _refuse_bad_kind(kind: EntityKind, sort: Sort | None, gender: str | None) -> None:
    if gender is not None and (gender not in _GENDERS or kind is not EntityKind.PERSON):
        raise BadEntry(f"a person's gender is one of: {', '.join(_GENDERS)}")
    if sort is not None and sort is not Sort.OTHER and kind_of(sort) is not kind:
        raise BadEntry(f"a {sort} is of the kind {kind_of(sort)}, not {kind}")
