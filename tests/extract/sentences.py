"""Sentences parsed by hand: one token a line, «form lemma UPOS head relation [features]», heads counted from 1."""

from __future__ import annotations

import spacy
from spacy.tokens import Doc

from kb.extract.annotation import Attribution, Quotation

UNSPACED = frozenset({"«", "»", "(", ")", "“", "”"})


def parsed(rows: str) -> Doc:
    """The Doc of one or more sentences; `head` counts within the whole Doc and 0 is a root."""
    words, lemmas, parts, heads, relations, features = [], [], [], [], [], []
    for i, row in enumerate(filter(None, map(str.strip, rows.splitlines()))):
        form, lemma, part, head, relation, *rest = row.split()
        words.append(form)
        lemmas.append(lemma)
        parts.append(part)
        heads.append(int(head) - 1 if head != "0" else i)
        relations.append("ROOT" if head == "0" else relation)
        features.append(rest[0] if rest else "")
    return Doc(
        spacy.blank("uk").vocab,
        words=words,
        lemmas=lemmas,
        pos=parts,
        heads=heads,
        deps=relations,
        morphs=features,
    )


def attributed(doc: Doc, *, cue: str | None, content: str, source: str | None = None) -> Attribution:
    """The attribution of the given words, as they stand in the Doc with blanks between; content parts split by |."""

    def span(text: str) -> tuple[int, int]:
        words = text.split()
        forms = [token.text for token in doc]
        start = next(i for i in range(len(forms)) if forms[i : i + len(words)] == words)
        return start, start + len(words)

    parts = [span(part) for part in content.split("|")]
    return Attribution(
        source=doc[slice(*span(source))] if source else None,
        cue=doc[slice(*span(cue))] if cue else None,
        content=tuple(doc[start:end] for start, end in parts),
        construction="by hand",
    )


def quoted(doc: Doc) -> list[Quotation]:
    """The passages in angle quotation marks."""
    found = []
    opening = None
    for token in doc:
        if token.text == "«":
            opening = token.i
        elif token.text == "»" and opening is not None:
            found.append(Quotation(outer=doc[opening : token.i + 1], inner=doc[opening + 1 : token.i]))
    return found
