"""What may be wrong with an installation and its store, and what to do about it; works where nothing else does."""

from __future__ import annotations

import os
import platform
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from kb import __version__
from kb.care.places import folder_of, public
from kb.errors import KnowledgeBaseError

SHOWN_PACKAGES = ("pyoxigraph", "rdflib", "spacy", "numpy", "sparqlwrapper")
SPACE = 1 << 30  # bytes that should be free on the disk, at least
MEGABYTE = 1 << 20
CARD_VERSION = re.compile(r"ships with kb (\S+)")


class State(StrEnum):
    """How it is: well; worth knowing; not as it should be; missing, or of no use."""

    FINE = "fine"
    NOTE = "note"
    WRONG = "wrong"
    UNUSABLE = "unusable"


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """What a check found: how it is, what was found, and what to do about it."""

    check: str
    state: State
    found: str
    advice: str = ""


Found = tuple[State, str, str]


def examine(specification: str | None = None) -> Iterator[Diagnosis]:
    """Everything that the checks find, one after another; `specification` is the store as the command line names it."""
    for name, check in CHECKS.items():
        try:
            for state, found, advice in check(specification):
                yield Diagnosis(name, state, found, advice)
        except KnowledgeBaseError as error:
            yield Diagnosis(name, State.UNUSABLE, str(error))
        except Exception as error:  # noqa: BLE001 - whatever is broken, the other checks go on
            yield Diagnosis(name, State.UNUSABLE, f"{type(error).__name__}: {error}", "install the package anew")


def versions(_: str | None) -> Iterator[Found]:
    """Python and the packages are of versions that kb was made for."""
    from importlib import metadata

    from packaging.requirements import Requirement

    yield State.FINE, f"kb {__version__}, Python {platform.python_version()} on {platform.platform()}", ""
    try:
        needed = [Requirement(text) for text in metadata.requires("kb-claims") or ()]
    except metadata.PackageNotFoundError:
        yield State.NOTE, "kb is not installed as a package, so versions cannot be compared", "pip install ."
        return
    needed = [need for need in needed if need.marker is None or need.marker.evaluate({"extra": ""})]
    there = {need.name: _installed(need.name) for need in needed}
    for need in needed:
        if (version := there[need.name]) is None:
            yield State.UNUSABLE, f"{need.name} is not installed", f"pip install '{need}'"
        elif not need.specifier.contains(version, prereleases=True):
            yield State.WRONG, f"{need.name} is {version}, and kb needs {need.specifier}", f"pip install '{need}'"
    shown = (f"{name} {there[name]}" for name in SHOWN_PACKAGES if there.get(name))
    yield State.FINE, ", ".join(shown), ""


def resources(_: str | None) -> Iterator[Found]:
    """The vocabulary, the shapes and the questions are there."""
    from kb.resources import ontology, queries

    ontology("kb.ttl")
    ontology("shapes.ttl")
    yield State.FINE, f"vocabulary, shapes and {len(list(queries().glob('*.rq')))} questions", ""


def models(_: str | None) -> Iterator[Found]:
    """The pipeline of each language loads, and is the one that its card is of."""
    import json

    from kb.extract import Extractor
    from kb.language import LANGUAGES
    from kb.parse import MODELS

    extractor = Extractor()
    again = "install the package anew, or make the pipeline with `kb train {}`"
    for code in LANGUAGES:
        try:
            card = CARD_VERSION.search((MODELS / code / "README.md").read_text(encoding="utf-8"))
            version = str(json.loads((MODELS / code / "meta.json").read_text(encoding="utf-8"))["version"])
            extractor.pipeline(code)
        except Exception as error:  # noqa: BLE001 - a damaged model fails in whatever way
            yield State.UNUSABLE, f"the pipeline of '{code}' does not load: {error}", again.format(code)
            continue
        told = card[1] if card else None
        if told != version:
            yield State.WRONG, f"the pipeline of '{code}' is {version}, and its card is of {told}", again.format(code)
        else:
            yield State.FINE, f"the pipeline of '{code}', {version}, loads", ""


def settings(flag: str | None) -> Iterator[Found]:
    """Which store is meant, and who says so."""
    from kb.settings import DEFAULT, FILE, VARIABLE, store_specification

    specification = store_specification(flag)
    if flag is not None:
        source = "the command line"
    elif os.environ.get(VARIABLE):
        source = f"the variable {VARIABLE}"
    else:
        source = str(FILE.absolute()) if specification != DEFAULT else "nothing that was set: it is the default"
    yield State.FINE, f"the store is {public(specification)}, says {source}", ""


def store(flag: str | None) -> Iterator[Found]:
    """The store opens, nobody has it locked, and its schema is one that this version knows."""
    from kb.graph.iris import BASE
    from kb.settings import store_specification
    from kb.store import StoreLocked, StoreNotFound, UnusableStore, open_store
    from kb.store.lock import holders
    from kb.store.schema import CURRENT, WrongSchema, refuse_newer, schema_version

    folder = folder_of(specification := store_specification(flag))
    for holder in holders(folder) if folder is not None and folder.is_dir() else ():
        yield State.NOTE, f"in use by {holder}", f"to end that process: kill {holder.pid}"
    try:
        with open_store(specification, read_only=True) as opened:
            version = schema_version(opened, base=BASE)
            refuse_newer(version)
    except StoreNotFound as error:
        yield State.NOTE, str(error), ""
        yield from _left_beside(folder)
    except StoreLocked:
        yield State.NOTE, "it is being written, so only the process that does so can look into it", "wait"
    except WrongSchema as error:
        yield State.UNUSABLE, str(error), "pip install --upgrade kb-claims"
    except UnusableStore as error:
        yield State.UNUSABLE, str(error), "" if folder is None else "bring a backup back: kb restore BACKUP --replace"
    else:
        yield State.FINE, f"it opens; {f'schema {version}' if version else 'it is empty'}", ""
        if version is not None and version < CURRENT:
            yield State.NOTE, f"this kb writes schema {CURRENT}", "kb optimize brings the store up to date"
        if folder is not None and not os.access(folder, os.W_OK):
            yield State.NOTE, f"{folder} is not yours to write in", "it can be read, not added to"


def disk(flag: str | None) -> Iterator[Found]:
    """There is room for the store to grow and to be written anew."""
    from kb.settings import store_specification

    folder = folder_of(store_specification(flag))
    if folder is None:
        return
    there = next(place for place in (folder.absolute(), *folder.absolute().parents) if place.is_dir())
    free, size = shutil.disk_usage(there).free, size_of(folder)
    told = f"{free // MEGABYTE:,} MB are free where the store is, which takes {size / MEGABYTE:,.1f} MB"
    if free < max(SPACE, size):
        yield State.WRONG, told, "make room: writing a store anew and backing it up may take as much again"
    else:
        yield State.FINE, told, ""


CHECKS: dict[str, Callable[[str | None], Iterator[Found]]] = {
    "versions": versions,
    "resources": resources,
    "models": models,
    "settings": settings,
    "store": store,
    "disk": disk,
}


def _left_beside(folder: Path | None) -> Iterator[Found]:
    """What `kb restore` leaves where it is killed between taking the old store away and giving the new one its name."""
    if folder is not None and folder.parent.is_dir():
        for path in sorted(folder.parent.glob(f".{folder.name}.*")):
            if (path / "CURRENT").is_file():
                yield State.WRONG, f"{path} is a store that lost its name", f"look into it, then: mv {path} {folder}"


def size_of(folder: Path) -> int:
    """The bytes that the files directly in the folder take; 0 where there is none."""
    return sum(path.stat().st_size for path in folder.iterdir() if path.is_file()) if folder.is_dir() else 0


def _installed(name: str) -> str | None:
    from importlib import metadata

    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None
