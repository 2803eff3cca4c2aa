"""The commands that take care of a store: copy, backup, restore, optimize, doctor."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from kb.commands import options
from kb.commands.codes import ExitCode
from kb.console import Style, choose_style, one_line, say, write_rows
from kb.errors import KnowledgeBaseError
from kb.settings import store_specification

if TYPE_CHECKING:
    from kb.care.copying import Compared, Copied

EVERY = 2.0  # seconds between two lines of progress
MEGABYTE = 1 << 20
T = TypeVar("T")


def copy(
    source: Annotated[str, typer.Argument(metavar="FROM", help="The store to copy, as oxigraph:FOLDER.")],
    target: Annotated[str, typer.Argument(metavar="TO", help="The store that is to hold the same.")],
    check: Annotated[bool, typer.Option("--check", help="Copy nothing; say whether both hold the same.")] = False,
    remove: Annotated[bool, typer.Option("--remove", help="Remove what TO holds and FROM does not.")] = False,
    keep: Annotated[bool, typer.Option("--keep", help="Leave what TO holds and FROM does not.")] = False,
    as_json: options.AsJson = False,
    as_csv: options.AsCsv = False,
    output: options.Output = None,
) -> None:
    """Copy a knowledge base to another store, and prove that both hold the same.

    Interrupted or killed, it goes on when it is run again: what is there already is left alone. In the end every graph
    of both is read and compared by a digest; graphs that differ are listed, with exit code 5.

    Example: kb copy oxigraph:kb-store oxigraph:/srv/kb
    """
    from kb.care.copying import compare, refuse_same
    from kb.care.copying import copy as copy_graphs
    from kb.store import open_store

    style = choose_style(as_json=as_json, as_csv=as_csv, output=output)
    if remove and keep:
        raise typer.BadParameter("--remove or --keep, not both")
    refuse_same(source, target)
    with open_store(source, read_only=True) as first, open_store(target, read_only=check) as second:
        if not check:
            try:
                show_copied(copy_graphs(first, second, remove=remove, keep=keep))
            except (KeyboardInterrupt, KnowledgeBaseError):
                say("kb: the copy is not finished; what was copied stays, and the same command goes on from there")
                raise
        same = show_compared(compare(first, second, keep=keep), style=style, output=output)
    raise typer.Exit(0 if same else ExitCode.CHECK_FAILED)


def backup(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="A new folder for the backup.")],
    store: options.Store = None,
    patience: Annotated[
        float, typer.Option(metavar="SECONDS", help="How long a process that writes the store may take to copy it.")
    ] = 60.0,
    as_json: options.AsJson = False,
) -> None:
    """Back the store up to a folder, also while another command writes it.

    The backup is a store of its own in FOLDER/store, with a manifest that says what it holds. On the disk of the store
    it takes next to no room, but for what is worth keeping name another disk.

    Example: kb backup backups/2026-01-31
    """
    import dataclasses

    from kb.care.backup import back_up

    manifest = back_up(store_specification(store), folder, patience=patience)
    row = dataclasses.asdict(manifest)
    write_rows(tuple(row), [row], style=choose_style(as_json=as_json, as_csv=False, output=None))
    say(f"backed up to {folder}; kb restore {folder} --store STORE brings it back")


def restore(
    folder: Annotated[Path, typer.Argument(metavar="BACKUP", help="The folder of a backup.")],
    store: options.Store = None,
    replace: Annotated[bool, typer.Option("--replace", help="Let the backup take the place of what is there.")] = False,
) -> None:
    """Bring a backup back, to a store of any kind.

    What the backup holds is checked against its manifest first. A store that holds something is left as it is, unless
    --replace says that it may go.

    Example: kb restore backups/2026-01-31 --store oxigraph:kb-store
    """
    from kb.care.backup import restore as bring_back

    specification = store_specification(store)
    manifest = bring_back(folder, specification, replace=replace)
    say(f"{specification} holds what was backed up {manifest.made}: {manifest.graphs} graphs, {manifest.quads} quads")


def optimize(store: options.Store = None) -> None:
    """Write the store anew without what was replaced or removed, and bring it and its index up to date.

    It then takes less room and is read faster. On a server that is for whoever runs it; here what two processes left
    wrong that replaced articles at the same time is put right.

    Example: kb optimize
    """
    from kb.care.doctor import size_of
    from kb.care.places import on_disk, on_server
    from kb.commands.opening import open_existing

    with open_existing(store_specification(store)) as kb:
        for step in kb.migrated:
            say(step)
        graphs = kb.store.inner
        if on_server(graphs):
            graphs.mend()
            say("what all graphs hold together is put right; the rest is for whoever runs the server")
            return
        if not on_disk(graphs):
            say("there is nothing to optimize: the store is not in files of ours")
            return
        folder, before = graphs.folder, size_of(graphs.folder)
        graphs.optimize()
        kb.store.reindex()
    say(f"{before / MEGABYTE:.1f} MB before, {size_of(folder) / MEGABYTE:.1f} MB now")


def doctor(
    store: options.Store = None,
    as_json: options.AsJson = False,
    as_csv: options.AsCsv = False,
    output: options.Output = None,
) -> None:
    """Find out what is wrong with the installation and the store, and what to do.

    Exit code 3 where something is missing or of no use, 5 where something is not as it should be.

    Example: kb doctor
    """
    from kb.care.doctor import State, examine

    style = choose_style(as_json=as_json, as_csv=as_csv, output=output)
    rows = [
        {"check": found.check, "state": found.state.value, "found": one_line(found.found), "advice": found.advice}
        for found in examine(store)
    ]
    write_rows(("check", "state", "found", "advice"), rows, style=style, output=output)
    states = {row["state"] for row in rows}
    wrong = sum(row["state"] in (State.WRONG, State.UNUSABLE) for row in rows)
    say(f"{wrong} problem{'' if wrong == 1 else 's'}" if wrong else "nothing is wrong")
    if State.UNUSABLE in states:
        raise typer.Exit(ExitCode.ENVIRONMENT)
    raise typer.Exit(ExitCode.CHECK_FAILED if State.WRONG in states else 0)


def show_copied(graphs: Iterable[Copied]) -> None:
    """Say now and then how far it is, and in the end how much was copied."""
    copied = removed = alike = 0
    for graph in _told(graphs, lambda graph: f"{graph.number} of {graph.of} graphs"):
        removed += graph.removed
        copied += graph.changed and not graph.removed
        alike += not graph.changed
    say(f"copied: {copied} graphs; there already: {alike}" + (f"; removed: {removed}" if removed else ""))


def show_compared(graphs: Iterable[Compared], *, style: Style, output: Path | None) -> bool:
    """A row for each graph that differs, or one with the size and the digest of both; whether nothing differs."""
    from kb.care.digest import total

    alike, differing = [], []
    for graph in _told(graphs, lambda graph: f"compared up to {graph.iri}"):
        if graph.is_same and graph.here is not None:
            alike.append(graph.here)
        else:
            differing.append({"graph": graph.iri, "difference": graph.difference})
    if differing:
        write_rows(("graph", "difference"), differing, style=style, output=output)
        say(f"kb: {len(differing)} graphs differ, {len(alike)} are the same in both")
        return False
    found = total(alike)
    row = {"graphs": found.graphs, "quads": found.quads, "digest": found.digest}
    write_rows(tuple(row), [row], style=style, output=output)
    say("both hold the same")
    return True


def _told(items: Iterable[T], told: Callable[[T], str]) -> Iterator[T]:
    """The items, and every few seconds a word of the one that was reached."""
    last = time.monotonic()
    for item in items:
        yield item
        if time.monotonic() - last > EVERY:
            say(told(item))
            last = time.monotonic()
