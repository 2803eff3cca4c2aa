"""Sentences with their trees, put together word by word."""

from __future__ import annotations

from dataclasses import dataclass, field

from kb.training.treebanks import Sentence

# No space stands before one of these.
TIGHT = frozenset({",", ".", "»"})


@dataclass(slots=True)
class Draft:
    """A sentence in the making; `heads` are places in it, a root is its own head."""

    words: list[str] = field(default_factory=list)
    lemmas: list[str] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    feats: list[str] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    relations: list[str] = field(default_factory=list)

    def add(self, form: str, part: str, relation: str, head: int, *, lemma: str = "", feats: str = "") -> int:
        """The place of a word that is added at the end; `head` may be a place still to come."""
        for column, value in (
            (self.words, form),
            (self.lemmas, lemma or form),
            (self.parts, part),
            (self.feats, feats),
            (self.relations, relation),
        ):
            column.append(value)
        self.heads.append(head)
        return len(self.words) - 1

    def insert(self, sentence: Sentence, relation: str, head: int, *, first: bool) -> int:
        """Adds a sentence without its last mark; gives the place of its root."""
        offset = len(self.words)
        root = offset + sentence.relations.index("ROOT")
        for place in range(len(sentence.words) - 1):
            form, part = sentence.words[place], sentence.parts[place]
            if place == 0 and not first and part != "PROPN" and (len(form) == 1 or not form.isupper()):
                form = form[0].lower() + form[1:]
            own = offset + place == root
            self.add(
                form,
                part,
                relation if own else sentence.relations[place],
                head if own else offset + sentence.heads[place],
                lemma=sentence.lemmas[place],
                feats=sentence.feats[place],
            )
        if relation == "ROOT":
            self.heads[root] = root
        return root

    def finish(self) -> Sentence:
        """The sentence, with a capital at its start."""
        words = [self.words[0][0].upper() + self.words[0][1:], *self.words[1:]]
        spaces = [
            following not in TIGHT and word != "«" for word, following in zip(words, [*words[1:], ""], strict=True)
        ]
        return Sentence(
            words=tuple(words),
            spaces=tuple(spaces),
            lemmas=tuple(self.lemmas),
            parts=tuple(self.parts),
            feats=tuple(self.feats),
            heads=tuple(self.heads),
            relations=tuple(self.relations),
            starts_document=True,
        )
