"""Where the package's own ontology and questions are: beside `kb/` in a checkout, inside it in a wheel."""

from __future__ import annotations

from pathlib import Path

from kb.errors import KnowledgeBaseError

PACKAGE = Path(__file__).parent


class MissingResource(KnowledgeBaseError, FileNotFoundError):
    """A file that ships with the package and is not there: the installation is broken."""


def _folder(name: str) -> Path:
    places = (PACKAGE / "_data" / name, PACKAGE.parent / name)
    for place in places:
        if place.is_dir():
            return place
    raise MissingResource(f"no folder '{name}/' in this installation; looked at {', '.join(map(str, places))}")


def ontology(name: str) -> Path:
    """A file of the ontology: `kb.ttl` or `shapes.ttl`."""
    path = _folder("ontology") / name
    if not path.is_file():
        raise MissingResource(f"no file 'ontology/{name}' in this installation")
    return path


def queries() -> Path:
    """The folder with one `.rq` file for each question."""
    return _folder("queries")


def examples(language: str = "uk") -> Path:
    """The folder with the example articles in a language."""
    return PACKAGE / "examples" / language


def demo_articles() -> tuple[Path, ...]:
    """The folders with the articles of `kb demo`: those in languages whose pipelines are installed."""
    found = sorted(path for path in (PACKAGE / "examples").iterdir() if path.is_dir())
    return tuple(path for path in found if (PACKAGE / "models" / path.name / "meta.json").is_file())
