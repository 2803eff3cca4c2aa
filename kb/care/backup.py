"""Backups: a copy of the store in a folder, with a manifest that says what it holds.

The copy is a store of its own, to be opened where it lies (`--store oxigraph:FOLDER/store`). The manifest is written
last and the folder gets its name after that: a folder without one is no backup.
"""

from __future__ import annotations

import contextlib
import json
import secrets
import shutil
import time
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from pathlib import Path

from kb import __version__
from kb.care.copying import HoldsMore, compare, copy, named, refuse_memory
from kb.care.digest import Held, Total, all_held, total
from kb.care.places import folder_of, on_disk, public
from kb.errors import CheckFailed, KnowledgeBaseError
from kb.graph.iris import BASE
from kb.store import Store, StoreLocked, UnusableStore, open_store
from kb.store.lock import Lock
from kb.store.requests import wanted
from kb.store.schema import refuse_newer, schema_version

MANIFEST, STORE = "kb-backup.json", "store"
PATIENCE = 60.0  # seconds in which a process that writes the store must copy it


class NotABackup(KnowledgeBaseError, FileNotFoundError):
    """A folder without the manifest of a backup."""


class AlreadyThere(KnowledgeBaseError, FileExistsError):
    """A folder or a store that would be overwritten."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup holds: when it was made, by which kb, of which store and schema; its size and its digest."""

    made: str
    kb: str
    source: str
    schema: int | None
    graphs: int
    quads: int
    digest: str

    @property
    def total(self) -> Total:
        """What the backup must hold."""
        return Total(self.graphs, self.quads, self.digest)


def back_up(specification: str, folder: Path, *, patience: float = PATIENCE) -> Manifest:
    """Copy the store of this specification to a new folder, also while another process writes it.

    What the copy holds is read again for the manifest, after the store was let go of. Raises `StoreLocked` where a
    process that holds the store copies nothing within `patience` seconds, `AlreadyThere`, and what opening raises.
    """
    refuse_memory(specification)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise AlreadyThere(f"{folder} is there already; name a new folder for the backup")
    folder.parent.mkdir(parents=True, exist_ok=True)
    with _unfinished(folder) as part:
        part.mkdir()
        _copied(specification, part / STORE, patience=patience)
        with open_store(f"oxigraph:{part / STORE}", read_only=True) as store:
            schema, found = schema_version(store, base=BASE), total(all_held(store))
        made = datetime.now().astimezone().isoformat(timespec="seconds")
        manifest = Manifest(made, __version__, public(specification), schema, found.graphs, found.quads, found.digest)
        text = json.dumps(asdict(manifest), ensure_ascii=False, indent=2)
        (part / MANIFEST).write_text(f"{text}\n", encoding="utf-8")
        part.rename(folder)
    return manifest


def manifest_of(folder: Path) -> Manifest:
    """What the backup in the folder says of itself. Raises `NotABackup`."""
    try:
        read = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        manifest = Manifest(**{field.name: read[field.name] for field in fields(Manifest)})
    except FileNotFoundError as error:
        raise NotABackup(f"{folder} is no backup: it has no {MANIFEST}, which `kb backup` writes") from error
    except (ValueError, KeyError, TypeError) as error:
        raise CheckFailed(f"{folder / MANIFEST} cannot be read: {error!r}; take another backup") from error
    return manifest


def restore(folder: Path, specification: str, *, replace: bool = False) -> Manifest:
    """Make the store of this specification hold what the backup in the folder holds.

    Raises `AlreadyThere` or `HoldsMore` where the store holds something and `replace` does not say that it may go;
    `CheckFailed` where the backup is not what its manifest says, and then nothing was changed.
    """
    refuse_memory(specification)
    manifest = manifest_of(folder)
    refuse_newer(manifest.schema)
    place = folder_of(specification)
    with open_store(f"oxigraph:{folder / STORE}", read_only=True) as source:
        if place is not None:
            _restore_folder(source, place, manifest, replace=replace)
        else:
            _check(all_held(source), manifest, folder)
            with open_store(specification) as target:
                _restore_graphs(source, target, replace=replace)
    return manifest


def _copied(specification: str, target: Path, *, patience: float) -> None:
    """The store as it is now, in a new folder."""
    end = time.monotonic() + patience
    while True:
        try:
            _copied_here(specification, target)
        except StoreLocked:
            folder = folder_of(specification)
            if folder is None:
                raise
        else:
            return
        try:
            # A process writes it: no other can open it, so that one has to make the copy.
            wanted(folder, target, patience=max(0.0, end - time.monotonic()))
        except StoreLocked:  # perhaps only because it has ended
            if time.monotonic() >= end:
                raise
        else:
            return


def _copied_here(specification: str, target: Path) -> None:
    with open_store(specification, read_only=True) as source:
        if on_disk(source):
            source.backup(target)
        else:
            _copied_graphs(source, target)


def _copied_graphs(source: Store, target: Path) -> None:
    with open_store(f"oxigraph:{target}") as store:
        for _ in copy(source, store):
            pass
        _prove(source, store)


def _restore_graphs(source: Store, target: Store, *, replace: bool) -> None:
    there = list(target.graphs())
    if there and not replace:
        raise HoldsMore(f"the store holds {named(there)}; --replace has the backup take their place")
    for _ in copy(source, target, remove=True):
        pass
    _prove(source, target)


def _prove(source: Store, target: Store) -> None:
    differing = [found.iri for found in compare(source, target) if not found.is_same]
    if differing:
        raise CheckFailed(f"the copy is not the same in {named(differing)}; was it written to meanwhile? Run it again")


def _restore_folder(source: Store, place: Path, manifest: Manifest, *, replace: bool) -> None:
    if place.exists() and not place.is_dir():
        raise UnusableStore(f"{place} is a file; a store is a folder")
    if (place / "CURRENT").exists() and not replace:
        raise AlreadyThere(f"there is a store in {place}; --replace has the backup take its place")
    if place.exists() and any(place.iterdir()) and not (place / "CURRENT").exists():
        raise UnusableStore(f"{place} holds something else than a store; name an empty or a new folder")
    place.parent.mkdir(parents=True, exist_ok=True)
    with _unfinished(place) as part:
        assert on_disk(source)  # noqa: S101 - a backup is one
        source.backup(part)
        with open_store(f"oxigraph:{part}", read_only=True) as copied:
            _check(all_held(copied), manifest, place)
        _swapped(part, place)


def _swapped(part: Path, place: Path) -> None:
    """Give the folder the name of another, which goes; nobody has that one open meanwhile."""
    from kb.store import oxigraph

    if not (place / "CURRENT").exists():
        part.rename(place)
        return
    lock = Lock(place, shared=False, patience=oxigraph.PATIENCE)
    try:
        old = _beside(place)
        place.rename(old)
        part.rename(place)
    finally:
        lock.release()
    shutil.rmtree(old)


def _check(graphs: Iterable[Held], manifest: Manifest, folder: Path) -> None:
    found = total(graphs)
    if found != manifest.total:
        raise CheckFailed(
            f"the backup in {folder} is not what its manifest says: {found.graphs} graphs, {found.quads} quads, digest "
            f"{found.digest[:12]}…, not {manifest.graphs}, {manifest.quads}, {manifest.digest[:12]}…; take another"
        )


@contextlib.contextmanager
def _unfinished(folder: Path) -> Iterator[Path]:
    """A name beside the folder for what is to become it; what still has it in the end is removed."""
    part = _beside(folder)
    try:
        yield part
    finally:
        shutil.rmtree(part, ignore_errors=True)


def _beside(folder: Path) -> Path:
    return folder.absolute().with_name(f".{folder.absolute().name}.{secrets.token_hex(4)}")
