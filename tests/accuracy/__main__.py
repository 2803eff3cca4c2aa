"""Prints the accuracy of pipelines and of extraction on what KB_SHARED holds: `make accuracy`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from kb.extract import Extractor
from kb.parse import MODELS
from tests.accuracy.dates import TABLE, WITH_FLOOR, answers_of, measure_dates, wrong
from tests.accuracy.findings import ARTICLES, SEED, told_of
from tests.accuracy.findings import report as report_findings
from tests.accuracy.floors import CLAIMS, DATES, LINKS, PAIRS, PARSE, Floors, raised, read_floors, worse, write_floors
from tests.accuracy.linking import CORPUS, LINKED, measure_links
from tests.accuracy.linking import WITH_FLOOR as LINKS_WITH_FLOOR
from tests.accuracy.measure import Figures, Measured, broken, measure_claims
from tests.accuracy.pairs import ANY_LANGUAGE, measure_pairs, wanted_of
from tests.accuracy.parsing import TREES, cores, measure_parse, names_with_floors
from tests.accuracy.sets import ANNOTATED, SHARED, missing
from tests.accuracy.tables import claims_table, confidence_table, pairs_table, parse_table, task_table

# What a change of threshold moves from one to the other.
WITHOUT_FLOOR = frozenset({"tuple_precision", "tuple_recall"})
WORSE = 1
FINDINGS = "findings"


def main(arguments: Sequence[str] | None = None) -> int:
    """The tables of what is measured; 1 where a figure is worse than its floor: these are named last."""
    given = _parser().parse_args(arguments)
    tasks = [given.only] if given.only else [PARSE, CLAIMS, DATES, LINKS, PAIRS]
    if tasks != [DATES] and (reason := missing()):
        raise SystemExit(reason)
    if tasks == [FINDINGS]:
        return write_findings(given.keep or Path(), given.seed)
    floors = read_floors()
    languages = list(with_model(code for code in ANNOTATED if code in (given.languages or ANNOTATED)))
    parses = {code: measure_parse(code) for code in _announced(languages, "trees")} if PARSE in tasks else {}
    print_parses(parses, floors)
    with TemporaryDirectory() as temporary:
        folder = given.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        claims = dict(claims_of(_announced(languages, "claims"), folder)) if CLAIMS in tasks else {}
    print_claims(claims, floors)
    dates = dict(dates_of(_announced(languages, "dates"))) if DATES in tasks else {}
    if dates:
        show("Times: share of the rows of the table that are right (floor)", task_table(dates, floors, DATES))
    linked = LINKED.intersection(languages) if LINKS in tasks else ()
    links = {code: measure_links(Extractor()) for code in _announced(linked, "links")}
    if links:
        show("Links of given names to the authority file, NEREL's test set (floor)", task_table(links, floors, LINKS))
    pairs = measure_pairs(Extractor()) if PAIRS in tasks else {}
    if pairs:
        limits = floors.get(ANY_LANGUAGE, {}).get(PAIRS, {})
        show("Pairs of statements: precision, recall, F1 of each label (floor)", pairs_table(pairs, limits))
    measured = {
        PARSE: parses,
        CLAIMS: {code: {name: one.figures for name, one in of.items()} for code, of in claims.items()},
        DATES: {code: {TABLE: figures} for code, figures in dates.items()},
        LINKS: {code: {CORPUS: figures} for code, figures in links.items()},
        PAIRS: {ANY_LANGUAGE: pairs},
    }
    if given.raise_floors:
        write_floors(raise_all(floors, measured))
    return report(measured, floors)


def with_model(languages: Iterable[str]) -> Iterator[str]:
    """The languages that have a pipeline; says of each other one that it has none."""
    for code in languages:
        if (MODELS / code / "meta.json").is_file():
            yield code
        else:
            print(f"{code}: nothing of it is measured: no pipeline in kb/models/{code}\n")


def claims_of(languages: Iterable[str], folder: Path) -> Iterator[tuple[str, dict[str, Measured]]]:
    """What came out for each language and each of its sets of articles; says why where nothing can be extracted."""
    extractor = Extractor()
    for code in languages:
        if failure := broken(code, extractor):
            print(f"{code}: no claims of it are measured: {failure.error}\n")
        else:
            yield code, {one.name: measure_claims(one, folder, extractor) for one in ANNOTATED[code]}


def dates_of(languages: Iterable[str]) -> Iterator[tuple[str, Figures]]:
    """The figures of each language on the table of dates; names the rows that are wrong."""
    for code in languages:
        answers = answers_of(code)
        print("\n".join(["Times that are read otherwise", *wrong(answers), ""]))
        yield code, measure_dates(code, answers)


def write_findings(folder: Path, seed: int) -> int:
    """Compares hundreds of articles, and writes what was found, with a sample for a reader, to a file in the folder."""
    with TemporaryDirectory() as store:
        told = told_of(SHARED / ARTICLES, Path(store), Extractor())
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"findings-{seed}.txt"
    file.write_text("\n".join([*report_findings(told, seed=seed), ""]), encoding="utf-8")
    print(file)
    return 0


def print_parses(parses: Mapping[str, Mapping[str, Figures]], floors: Floors) -> None:
    """The tables of trees and tags and of names."""
    core_of = {name: core for code in parses for name, core in cores(code).items()}
    found = {f"{code} {corpus}": figures for code, of in parses.items() for corpus, figures in of.items()}
    limits = {f"{code} {corpus}": limit for code, of in floors.items() for corpus, limit in of[PARSE].items()}
    names = {key: figures for key, figures in found.items() if key.split(" ", 1)[1] in core_of}
    trees = {key: figures for key, figures in found.items() if key not in names}
    if trees:
        show("Trees and tags on test sets, gold tokens, percent (floor)", parse_table(trees, limits, TREES))
    if names:
        columns = dict.fromkeys(name for core in core_of.values() for name in ("+".join(core), *core))
        show("Names on test sets, F1 of exact spans, percent (floor)", parse_table(names, limits, list(columns)))


def print_claims(claims: Mapping[str, Mapping[str, Measured]], floors: Floors) -> None:
    """The tables of claims and of what their confidence is worth."""
    found = {name: measured for of in claims.values() for name, measured in of.items()}
    limits = {name: limit for of in floors.values() for name, limit in of[CLAIMS].items()}
    if found:
        show("Claims: F1 or share, spurious ones in a passage that has none (floor)", claims_table(found, limits))
        show("The share that is right as a tuple of the claims of each confidence", confidence_table(found))


def raise_all(floors: Floors, measured: Mapping[str, Mapping[str, Mapping[str, Figures]]]) -> Floors:
    """The floors, none of them lower, with all that was measured."""
    for code, of in measured[PARSE].items():
        floors = raised(floors, code, PARSE, {name: (of[name], names_with_floors(code, name)) for name in of})
    for code, of in measured[CLAIMS].items():
        found = {name: (figures, [key for key in figures if key not in WITHOUT_FLOOR]) for name, figures in of.items()}
        floors = raised(floors, code, CLAIMS, found)
    for code, of in measured[DATES].items():
        floors = raised(floors, code, DATES, {name: (of[name], WITH_FLOOR) for name in of})
    for code, of in measured[LINKS].items():
        floors = raised(floors, code, LINKS, {name: (of[name], LINKS_WITH_FLOOR) for name in of})
    for code, of in measured[PAIRS].items():
        floors = raised(floors, code, PAIRS, {name: (of[name], wanted_of(name)) for name in of})
    return floors


def report(measured: Mapping[str, Mapping[str, Mapping[str, Figures]]], floors: Floors) -> int:
    """Names the figures that are worse than their floors."""
    flaws = [
        f"{code} {corpus}: {name} is {'not measured' if figure is None else round(figure, 4)}, its floor {floor}"
        for task, languages in measured.items()
        for code, of in languages.items()
        for corpus, figures in of.items()
        for name, (figure, floor) in worse(figures, floors.get(code, {}).get(task, {}).get(corpus, {})).items()
    ]
    print("\n".join(flaws) or "No figure is worse than its floor.")
    return WORSE if flaws else 0


def show(title: str, lines: Iterable[str]) -> None:
    """A table under its title."""
    print("\n".join([title, *lines, ""]), flush=True)


def _announced(languages: Iterable[str], what: str) -> Iterable[str]:
    for language in languages:
        print(f"measuring {language} {what}", file=sys.stderr, flush=True)
        yield language


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.accuracy", description=__doc__)
    parser.add_argument("languages", nargs="*", metavar="LANGUAGE", help="all by default")
    parser.add_argument("--only", choices=(PARSE, CLAIMS, DATES, LINKS, PAIRS, FINDINGS), help="measure only this")
    parser.add_argument("--seed", type=int, default=SEED, help="of the sample of findings, which only --only writes")
    parser.add_argument(
        "--keep",
        type=Path,
        metavar="FOLDER",
        help="keep what is extracted, for `score_claims.py --errors`, or the findings",
    )
    parser.add_argument("--raise-floors", action="store_true", help="raise the floors to these figures; lower none")
    return parser


if __name__ == "__main__":
    raise SystemExit(main())
