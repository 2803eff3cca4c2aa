"""Reference statements from Wikidata, or from another endpoint in its shape, each a sentence with its period."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path

from kb.authority.turtle import WIKIDATA
from kb.authority.wikidata.answer import Row, Term, name_of
from kb.authority.wikidata.endpoint import WIKIDATA_ENDPOINT, Endpoint, with_values
from kb.authority.wikidata.pull import BATCH, identifier
from kb.errors import KnowledgeBaseError
from kb.facts.fact import Fact, make_fact
from kb.facts.sentences import OF_STATES, QUANTITIES, SENTENCES

_ITEM = re.compile(re.escape(WIKIDATA) + r"Q[1-9]\d{0,11}")
_NUMBER = re.compile(r"[+-]?\d{1,18}(?:\.\d{1,9})?")
_TIME = re.compile(r"\+?(-?)(\d{4})-(\d\d)-(\d\d)")
# What is left of a day in EDTF, by the precision of the date; for no other precision is there a date.
_PRECISIONS = {"11": "{0}-{1}-{2}", "10": "{0}-{1}", "9": "{0}"}


class UnknownProperty(KnowledgeBaseError, ValueError):
    """A property of Wikidata for which there is no sentence."""


def pull_facts(
    ids: Iterable[str],
    endpoint: Endpoint,
    *,
    properties: Sequence[str] = (),
    languages: Sequence[str] = ("uk", "ru", "en"),
    states: Collection[str] = (),
) -> Iterator[Fact]:
    """What the endpoint states of these items by these properties, by default all of which there are sentences.

    A statement becomes a sentence in each of the languages in which all that it names has a name. One whose dates are
    too vague to be told is left out, and so is what is said of a state where the item is none of `states`, by IRI.
    Raises `BadIdentifier`, `UnknownProperty` and `EndpointError`.
    """
    items = list(dict.fromkeys(f"{WIKIDATA}{identifier(one)}" for one in ids))
    chosen = list(dict.fromkeys(each.upper() for each in properties)) or list(SENTENCES)
    unknown = [each for each in chosen if each not in SENTENCES]
    if unknown:
        raise UnknownProperty(f"no sentence for the property '{unknown[0]}'; there are: {', '.join(SENTENCES)}")
    rows = [row for batch in _batches(items) for row in endpoint.ask(_statements(batch, chosen))]
    rows = [row for row in rows if _is_whole(row, items) and _is_meant(row, states)]
    named = {row[place].value for row in rows for place in ("item", "value") if row[place].is_iri}
    labels = _labels(sorted(named), endpoint)
    # One statement comes in several rows where a qualifier has several values: the first period stands for it.
    each_once = {(row["statement"].value, row["value"].value): row for row in sorted(rows, key=_order, reverse=True)}
    for row in sorted(each_once.values(), key=_order):
        try:
            since, until = _period(row)
        except ValueError:
            continue
        for language in languages:
            if text := _sentence(row, labels, language):
                yield make_fact(text, _source(row, endpoint), since=since, until=until, language=language)


def _statements(items: Iterable[str], properties: Iterable[str]) -> str:
    return with_values(
        _query("statements"),
        {"item": [f"<{iri}>" for iri in items], "property": [f"<{WIKIDATA}{each}>" for each in properties]},
    )


def _is_whole(row: Row, items: Sequence[str]) -> bool:
    """Whether it is a statement of one of the items, whose value is an item or a number."""
    item, said, value = row.get("item"), row.get("property"), row.get("value")
    if not item or not said or not value or "statement" not in row or item.value not in items:
        return False
    is_number = said.value.removeprefix(WIKIDATA) in QUANTITIES
    is_value = (_NUMBER if is_number else _ITEM).fullmatch(value.value)
    return is_value is not None and value.is_iri is not is_number and said.value.removeprefix(WIKIDATA) in SENTENCES


def _is_meant(row: Row, states: Collection[str]) -> bool:
    said = row["property"].value.removeprefix(WIKIDATA)
    return said not in OF_STATES or row["item"].value in states


def _labels(items: list[str], endpoint: Endpoint) -> dict[tuple[str, str], str]:
    """The names of items by language; one in all languages stands for the English one."""
    found: dict[tuple[str, str], str] = {}
    for batch in _batches(items):
        for row in endpoint.ask(with_values(_query("names"), {"item": [f"<{iri}>" for iri in batch]})):
            item, label = row.get("item"), row.get("label")
            name = name_of(label.value) if label is not None else None
            if item is None or label is None or name is None:
                continue
            if label.language == "mul":
                found.setdefault((item.value, "en"), name)
            else:
                found[item.value, label.language] = name
    return found


def _sentence(row: Row, labels: dict[tuple[str, str], str], language: str) -> str | None:
    pattern = SENTENCES[row["property"].value.removeprefix(WIKIDATA)].get(language)
    item, value = (_called(row[place], labels, language) for place in ("item", "value"))
    return pattern.format(item=item, value=value) if pattern and item and value else None


def _called(term: Term, labels: dict[tuple[str, str], str], language: str) -> str | None:
    return labels.get((term.value, language)) if term.is_iri else term.value.removeprefix("+")


def _period(row: Row) -> tuple[str | None, str | None]:
    """From when to when a statement holds, in EDTF. Raises `ValueError` where a date is given and cannot be told."""
    at = _date(row, "at")
    return _date(row, "since") or at, _date(row, "until") or at


def _date(row: Row, name: str) -> str | None:
    found = _TIME.match(row[name].value) if name in row and not row[name].is_iri else None
    if found is None:
        return None  # not given, or given as unknown
    precision = row[f"{name}Precision"].value if f"{name}Precision" in row else "11"
    if found[1] or precision not in _PRECISIONS:
        raise ValueError(row[name].value)  # before our era, or no more than a decade or century
    return _PRECISIONS[precision].format(*found.groups()[1:])


def _source(row: Row, endpoint: Endpoint) -> str:
    qid, said = (row[place].value.removeprefix(WIKIDATA) for place in ("item", "property"))
    if endpoint.address == WIKIDATA_ENDPOINT:
        return f"https://www.wikidata.org/wiki/{qid}#{said}"
    return f"{endpoint.address} ({qid}, {said})"


def _order(row: Row) -> tuple[str, ...]:
    names = ("item", "property", "statement", "value", "since", "until", "at", "sincePrecision", "untilPrecision")
    return tuple(row[name].value if name in row else "" for name in names)


def _batches(items: Sequence[str]) -> Iterator[Sequence[str]]:
    return (items[start : start + BATCH] for start in range(0, len(items), BATCH))


def _query(name: str) -> str:
    return (Path(__file__).parent / f"{name}.rq").read_text(encoding="utf-8")
