"""What the commands show of what the knowledge base answers: data on stdout, progress on stderr."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from kb.console import Style, as_json_line, one_line, say, write_rows, write_text

if TYPE_CHECKING:
    from rdflib import Graph

    from kb.ingest.account import Account
    from kb.ingest.added import Added
    from kb.model import Anchor, Article, Claim, Extraction, Finding
    from kb.read import Failure
    from kb.store import Table


def show_failure(failure: Failure) -> None:
    """Name an input that failed, and why, on one line."""
    say(f"kb: {one_line(str(failure))}")


def show_added(found: Iterable[Added | Failure], *, as_json: bool = False) -> Account:
    """A line for each article, as it is added: for a person on stderr, for a program on stdout; gives the account."""
    from kb.ingest.account import Account
    from kb.read import Failure

    account = Account()
    for item in found:
        account.count(item)
        if isinstance(item, Failure):
            show_failure(item)
        elif as_json:
            row = {"id": item.article.id, "claims": item.claims, "quads": item.quads, "new": item.is_new}
            write_text(as_json_line({**row, "near_duplicates": [iri.rpartition("/")[2] for iri in item.near]}))
        else:
            title = one_line(item.article.title or item.article.id)
            near = f", nearly the same as {_count(len(item.near), 'other')}" if item.near else ""
            say(f"{_state(item)}: {title} ({_count(item.claims, 'claim')}, {_count(item.quads, 'quad')}{near})")
    return account


def show_answer(answer: Table | bool | Graph, *, style: Style, output: Path | None = None) -> None:
    """A table as rows, a truth value as one, a graph as Turtle, JSON-LD or rows of three columns."""
    if isinstance(answer, bool):
        write_rows(("answer",), [{"answer": answer}], style=style, output=output)
    elif hasattr(answer, "columns"):
        write_rows(answer.columns, cast("Table", answer), style=style, output=output)
    elif style is Style.CSV:
        columns = ("subject", "predicate", "object")
        write_rows(columns, [dict(zip(columns, triple, strict=True)) for triple in answer], style=style, output=output)
    else:
        is_json = output is not None and output.suffix.casefold() in (".json", ".jsonld")
        write_text(answer.serialize(format="json-ld" if is_json else "turtle"), output=output)


def show_compared(compared: Iterable[tuple[Article, tuple[Finding, ...]]]) -> None:
    """A line for each article as it is compared, with how many findings of each kind there are."""
    for article, findings in compared:
        counted = Counter(finding.kind.value for finding in findings)
        told = ", ".join(f"{kind} {number}" for kind, number in sorted(counted.items())) or "nothing found"
        say(f"compared: {one_line(article.title or article.id)} ({told})")


def show_findings(found: Table, *, style: Style, output: Path | None = None) -> None:
    """Findings with both sides; in a table for a person each side is one column."""
    rows = [dict(row) for row in found]
    columns = ["kind" if column == "finding_kind" else column for column in found.columns]
    plain = [{"kind": row["finding_kind"], **row} for row in rows]
    if style is not Style.TABLE:
        write_rows(columns, plain, style=style, output=output)
        return
    sides = [{**row, "one": _side(row, ""), "other": _side(row, "other_")} for row in plain]
    write_rows(("kind", "rule", "score", "one", "other", "reason"), sides, style=style, output=output)


def _side(row: Mapping[str, Any], prefix: str) -> str:
    """Who said what, when and where."""
    said = [str(row[f"{prefix}{part}"]) for part in ("who", "day", "outlet") if row[f"{prefix}{part}"] is not None]
    return f"{', '.join(said) or 'somebody'}: {row[f'{prefix}text']}"


def show_questions(*, style: Style, output: Path | None = None) -> None:
    """The questions that have a name, with what they need to know."""
    from kb.ask import questions

    rows = (
        {
            "name": question.name,
            "question": question.title,
            "parameters": " ".join(
                f"{p.name}=…" if p.default is None else f"[{p.name}=…]" for p in question.parameters
            ),
        }
        for question in questions()
    )
    write_rows(("name", "question", "parameters"), rows, style=style, output=output)


def claim_card(extraction: Extraction, claim: Claim) -> str:
    """A claim with its words, the words around them, its chain and why it is dated so."""
    from kb.model import chain

    article = extraction.article
    outer = chain(claim, {c.id: c for c in extraction.claims})
    names = [c.speaker.name if c.speaker else "somebody unnamed" for c in (claim, *outer)]
    if article.publisher and names[-1] != article.publisher:
        names.append(article.publisher)

    def quoted(*anchors: Anchor | None) -> str:
        return " … ".join(f"«{a.of(article.text)}» {a.start}-{a.end}" for a in anchors if a)

    said = claim.said.interval.edtf if claim.said.interval else "unknown"
    labels = [claim.form, claim.speech_act, claim.polarity, claim.modality, *["hedged"] * claim.hedged]
    parts = {
        "claim": claim.id,
        "content": quoted(*claim.content),
        "source": quoted(claim.source),
        "cue": quoted(claim.cue),
        "chain": " → ".join(names),
        "within": " → ".join(c.id for c in outer),
        "said on": f"{said} ({claim.said.basis.replace('_', ' ')}) {quoted(claim.said.anchor)}",
        "labels": ", ".join(labels),
        "about": ", ".join(entity.name for entity in claim.about),
        "article": f"{article.title or ''} ({article.id}, {article.day or 'no date'})",
        "address": article.url or "",
        "text": " / ".join(_around(claim, article)),
    }
    return "".join(f"{name + ':':<9}{one_line(text)}\n" for name, text in parts.items() if text)


def near_duplicates(found: Iterable[Mapping[str, Any]]) -> str:
    """A line for each article that is nearly the same as one, as a list in Markdown."""
    lines = []
    for row in found:
        told = [str(row[part]) for part in ("other_title", "other_outlet", "other_published") if row[part] is not None]
        revision = str(row["other"]).rpartition("/")[2]
        lines.append(
            one_line(f"- nearly the same: {', '.join(told)} ({float(str(row['share'])):.0%}, {revision})") + "\n"
        )
    return "".join(["\n", *lines] if lines else [])


def _around(claim: Claim, article: Article) -> list[str]:
    """The blocks that the claim's words stand in."""
    anchors = [anchor for anchor in (claim.source, claim.cue, *claim.content) if anchor]
    return [
        block.anchor.of(article.text)
        for block in article.blocks
        if any(anchor.start < block.anchor.end and block.anchor.start < anchor.end for anchor in anchors)
    ]


def _state(item: Added) -> str:
    if not item.is_new:
        return "already there"
    return "added as a new revision" if item.previous else "added"


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}{'' if number == 1 else 's'}"
