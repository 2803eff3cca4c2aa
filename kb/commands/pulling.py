"""The command that pulls entries from Wikidata, or from another endpoint in its shape."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from kb.commands import options
from kb.commands.entity_cards import entry_rows, whole_name
from kb.commands.opening import knowledge_base_or_none, open_knowledge_base
from kb.console import choose_style, say, write_rows
from kb.errors import NotFound
from kb.settings import cache_folder, store_specification

if TYPE_CHECKING:
    from kb.authority import Entry
    from kb.authority.wikidata import Pulled
    from kb.knowledge_base import KnowledgeBase


def pull(
    ids: Annotated[
        list[str] | None, typer.Argument(metavar="QID", help="Ids in Wikidata, as Q159.", show_default=False)
    ] = None,
    search: Annotated[
        str | None, typer.Option("--search", metavar="NAME", help="Pull whoever has exactly this name there.")
    ] = None,
    limit: Annotated[int, typer.Option(min=1, max=50, metavar="N", help="Of a search, so many at most.")] = 5,
    endpoint: options.Endpoint = options.WIKIDATA,
    contact: options.Contact = None,
    cache: options.Cache = None,
    fresh: options.Fresh = False,
    apart: Annotated[
        bool, typer.Option("--apart", help="Merge nobody with an entry of the package that has the same names.")
    ] = False,
    store: options.Store = None,
    as_json: options.AsJson = False,
    as_csv: options.AsCsv = False,
    output: options.Output = None,
) -> None:
    """Pull names, offices and their days from Wikidata.

    Into the store's own authority. It is the only command that uses the network. Of a person it pulls also the offices
    held, of an office who held it, with the days, and of all the country; each with where it is from and since when.
    What is there already stays.

    Example: kb entities pull Q159 Q212; kb entities pull --search "Ангела Меркель"
    """
    from kb.authority import wikidata

    style = choose_style(as_json=as_json, as_csv=as_csv, output=output)
    if bool(ids) == (search is not None):
        raise typer.BadParameter("give ids, as Q159, or --search NAME")
    asked = wikidata.Endpoint(
        endpoint, cache=wikidata.Cache(cache_folder(cache), fresh=fresh), contact=contact, say=say
    )
    wanted = [wikidata.identifier(one) for one in ids or ()]
    if search is not None:
        wanted = wikidata.search(search, asked, limit=limit)
        if not wanted:
            raise NotFound(f"nobody is called exactly '{search}' at {endpoint}; the search is for whole names")
    with knowledge_base_or_none(store_specification(store)) as kb:
        known = kb.who.authority().entries
    pulled = wikidata.pull(wanted, asked, known=known)
    entries = {entry.iri: entry for entry in pulled.entries}
    new = _add(pulled, store_specification(store), apart=apart) if entries else 0
    held = [tenure.holder for tenure in pulled.tenures]
    rows = [{**entry_rows(entries[iri]), "offices": held.count(iri)} for iri in pulled.asked]
    write_rows(("name", "kind", "sort", "offices", "id"), rows, style=style, output=output)
    others = len(entries) - len(rows)
    say(f"pulled {len(rows)}, with {others} that belong to them: {new} new triples")
    if pulled.missing:
        told = "; ".join(f"{one} {why}" for one, why in pulled.missing.items())
        raise NotFound(f"{told}{'; the others were added' if rows else ''}")


def _add(pulled: Pulled, specification: str, *, apart: bool) -> int:
    """Add what was pulled to the store; gives the number of new triples."""
    with open_knowledge_base(specification) as kb:
        new = kb.who.add(pulled.entries, pulled.tenures, source=pulled.source)
        _settle_twins(kb, pulled.entries, apart=apart)
        kb.store.flush()
    return new


def _settle_twins(kb: KnowledgeBase, entries: tuple[Entry, ...], *, apart: bool) -> None:
    """Merge entries of the package with those that have their names in two languages, and say so."""
    from kb.model import LinkMethod

    for entry, ours in list(kb.who.twins(entries)):
        if apart:
            say(f"'{whole_name(ours)}' ({ours.iri}) may be {entry.iri}: kb entities merge {ours.iri} {entry.iri}")
        else:
            kb.who.merge(ours, entry, method=LinkMethod.NAME)
            say(f"merged: '{whole_name(ours)}' ({ours.iri}) is {entry.iri}, by its names in two languages")
