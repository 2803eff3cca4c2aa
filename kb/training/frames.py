"""Puts the sentences of a treebank into the frames of reported speech: more trees of what news is made of.

Treebanks of wiki, fiction and social media have few «..., сообщает агентство», and no source that is inanimate and
stands behind its verb. A sentence with its gold tree in a frame with a known tree is a sentence with a gold tree. The
words of the frames are inflected by the dictionary; they are our own.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from dataclasses import replace

from kb.parse.dictionary import YO
from kb.training.drafts import Draft
from kb.training.frame_words import Frames
from kb.training.inflection import FINITE, NOUN, VERB, features, reading
from kb.training.treebanks import Sentence

SHORTEST, LONGEST = 4, 25
PLURAL = "plur"
UNQUOTED = frozenset('«»“”„":—–')


def fits(sentence: Sentence) -> bool:
    """Whether a sentence can stand in a frame: a plain statement of moderate length."""
    root = sentence.relations.index("ROOT")
    return (
        SHORTEST <= len(sentence.words) <= LONGEST
        and sentence.words[-1] == "."
        and sentence.heads[-1] == root
        and sentence.parts[root] in {"VERB", "ADJ", "NOUN"}
        and sentence.words[0][0].isupper()
        and UNQUOTED.isdisjoint(sentence.words)
        and "nsubj" in {relation.split(":")[0] for relation in sentence.relations}
    )


def framed(sentences: Iterable[Sentence], frames: Frames, *, copies: int, seed: int) -> Iterator[Sentence]:
    """Every sentence that fits, in some frames."""
    rng = random.Random(seed)  # noqa: S311
    for sentence in filter(fits, sentences):
        yield from (report(sentence, frames, rng) for _ in range(copies))


def report(sentence: Sentence, frames: Frames, rng: random.Random) -> Sentence:
    """The sentence in some frame of reported speech."""
    return rng.choice(MADE)(sentence, frames, rng)


def _that(sentence: Sentence, frames: Frames, rng: random.Random) -> Sentence:
    """Makes «Министр заявил во вторник, что X.»."""
    draft = Draft()
    noun, gender = _source(draft, frames, rng, verb=-1)
    if rng.random() < 0.15:
        draft, noun, gender = _place(frames, rng)
    verb = _verb(draft, frames, rng, gender, relation="ROOT", head=-1)
    draft.heads[verb], draft.heads[noun] = verb, verb
    _circumstance(draft, frames, rng, verb)
    comma = draft.add(",", "PUNCT", "punct", -1)
    that = draft.add(frames.that, "SCONJ", "mark", -1)
    root = draft.insert(sentence, "ccomp", verb, first=False)
    draft.heads[comma] = draft.heads[that] = root
    draft.add(".", "PUNCT", "punct", verb)
    return draft.finish()


def _after(sentence: Sentence, frames: Frames, rng: random.Random) -> Sentence:
    """Makes «X, сообщает агентство.», «X, как сообщает агентство.»."""
    draft = Draft()
    root = draft.insert(sentence, "ROOT", 0, first=True)
    comma = draft.add(",", "PUNCT", "punct", -1)
    how = draft.add(frames.how, "SCONJ", "mark", -1) if rng.random() < 0.25 else None
    verb = _inverted(draft, frames, rng, root)
    draft.heads[comma] = verb
    if how is not None:
        draft.heads[how] = verb
    draft.add(".", "PUNCT", "punct", root)
    return draft.finish()


def _quoted(sentence: Sentence, frames: Frames, rng: random.Random) -> Sentence:
    """Makes «X», — сказал министр."""
    draft = Draft()
    opening = draft.add("«", "PUNCT", "punct", -1)
    root = draft.insert(sentence, "ROOT", 0, first=True)
    draft.words[1] = draft.words[1][0].upper() + draft.words[1][1:]
    draft.heads[opening] = root
    draft.add("»", "PUNCT", "punct", root)
    marks = [draft.add(mark, "PUNCT", "punct", -1) for mark in (",", "—")]
    verb = _inverted(draft, frames, rng, root)
    for mark in marks:
        draft.heads[mark] = verb
    draft.add(".", "PUNCT", "punct", root)
    return draft.finish()


def _before(sentence: Sentence, frames: Frames, rng: random.Random) -> Sentence:
    """Makes «Как сообщает агентство, X.»."""
    draft = Draft()
    how = draft.add(frames.how, "SCONJ", "mark", -1)
    verb = _inverted(draft, frames, rng, -1)
    comma = draft.add(",", "PUNCT", "punct", verb)
    draft.heads[how] = verb
    draft.heads[verb] = draft.insert(sentence, "ROOT", 0, first=False)
    draft.add(".", "PUNCT", "punct", draft.heads[verb])
    draft.heads[comma] = verb
    return draft.finish()


def _words(sentence: Sentence, frames: Frames, rng: random.Random) -> Sentence:
    """Makes «По словам министра, X.»."""
    draft = Draft()
    preposition, noun = rng.choice(frames.words).split()
    case = draft.add(preposition, "ADP", "case", 1)
    parse = reading(frames.language, noun, "NOUN", "datv")
    head = draft.add(noun, "NOUN", "parataxis", -1, lemma=parse.normal_form, feats=features(parse, NOUN))
    draft.heads[case] = head
    _phrase(draft, frames, rng, relation="nmod", head=head, case="gent")
    draft.add(",", "PUNCT", "punct", head)
    draft.heads[head] = draft.insert(sentence, "ROOT", 0, first=False)
    draft.add(".", "PUNCT", "punct", draft.heads[head])
    return draft.finish()


def _about(sentence: Sentence, frames: Frames, rng: random.Random) -> Sentence:  # noqa: ARG001 - as its likes
    """Makes «Об этом сообщило министерство.»."""
    draft = Draft()
    preposition, pronoun, lemma, feats = frames.about.split()
    draft.add(preposition, "ADP", "case", 1)
    about = draft.add(pronoun, "PRON", "obl", -1, lemma=lemma, feats=feats)
    verb = _inverted(draft, frames, rng, -1)
    draft.relations[verb], draft.heads[verb], draft.heads[about] = "ROOT", verb, verb
    _circumstance(draft, frames, rng, verb)
    draft.add(".", "PUNCT", "punct", verb)
    return draft.finish()


MADE = (_that, _that, _after, _after, _quoted, _before, _words, _about)


def _inverted(draft: Draft, frames: Frames, rng: random.Random, head: int) -> int:
    """A verb and, behind it, its source."""
    later = Draft()
    _, gender = _source(later, frames, rng, verb=-1)
    verb = _verb(draft, frames, rng, gender, relation="parataxis", head=head)
    if rng.random() < 0.3:
        _circumstance(draft, frames, rng, verb)
    offset = len(draft.words)
    for form, part, relation, to, lemma, feats in zip(
        later.words, later.parts, later.relations, later.heads, later.lemmas, later.feats, strict=True
    ):
        draft.add(form, part, relation, verb if to == -1 else offset + to, lemma=lemma, feats=feats)
    return verb


def _source(draft: Draft, frames: Frames, rng: random.Random, *, verb: int) -> tuple[int, str]:
    """A source in the nominative: the place of its head, and its gender."""
    kind = rng.random()
    if kind < 0.2:
        return _person(draft, frames, rng, relation="nsubj", head=verb)
    place, gender = _phrase(draft, frames, rng, relation="nsubj", head=verb, case="nomn")
    animate = "Animacy=Anim" in draft.feats[place]
    if gender == PLURAL or draft.parts[place] == "PROPN" or draft.words[place].isupper():
        return place, gender
    if kind < 0.4 and not animate:
        draft.add("«", "PUNCT", "punct", len(draft.words) + 1)
        feats = "Animacy=Inan|Case=Nom|Gender=Masc|Number=Sing"
        name = draft.add(rng.choice(frames.names), "PROPN", "appos", place, feats=feats)
        draft.add("»", "PUNCT", "punct", name)
    elif kind < 0.4 and animate:
        _person(draft, frames, rng, relation="appos", head=place)
    return place, gender


def _person(draft: Draft, frames: Frames, rng: random.Random, *, relation: str, head: int) -> tuple[int, str]:
    given, surname = rng.choice(frames.persons).split()
    parse = reading(frames.language, given, "NOUN", "nomn", "sing", "Name")
    feats = features(parse, NOUN)
    place = draft.add(given, "PROPN", relation, head, feats=feats)
    draft.add(surname, "PROPN", "flat:name", place, feats=feats)
    return place, str(parse.tag.gender)


def _phrase(
    draft: Draft, frames: Frames, rng: random.Random, *, relation: str, head: int, case: str
) -> tuple[int, str]:
    """A source in some case, and other nouns in the genitive, each of the one before it: its place and its gender."""
    source, *genitives = rng.choice(frames.sources).split()
    parse = reading(frames.language, source, "NOUN", "nomn")
    number = str(parse.tag.number or "sing")
    gender = PLURAL if number == PLURAL else str(parse.tag.gender or "masc")
    inflected = parse.inflect({case, number})
    name = "Geox" in parse.tag.grammemes
    if not name and not source.isupper() and rng.random() < 0.2:
        _adjective(draft, frames, rng, case, gender)
    form = inflected.word.upper() if source.isupper() else inflected.word
    first = draft.add(
        form.capitalize() if source.istitle() else form,
        "PROPN" if name else "NOUN",
        relation,
        head,
        lemma=source if name or source.isupper() else str(parse.normal_form).translate(YO),
        feats=features(inflected, NOUN),
    )
    place = first
    for form in genitives:
        parse = reading(frames.language, form, "NOUN", "gent")
        place = draft.add(form, "NOUN", "nmod", place, lemma=parse.normal_form, feats=features(parse, NOUN))
    return first, gender


def _adjective(draft: Draft, frames: Frames, rng: random.Random, case: str, gender: str) -> None:
    """An adjective that agrees with the noun to come."""
    parse = reading(frames.language, rng.choice(frames.adjectives), "ADJF", "nomn")
    inflected = parse.inflect({case, PLURAL} if gender == PLURAL else {case, gender, "sing"})
    agreeing = ("Case", "Number") if gender == PLURAL else ("Case", "Gender", "Number")
    feats = features(inflected, agreeing, frozenset({"Degree=Pos"}))
    draft.add(inflected.word, "ADJ", "amod", len(draft.words) + 1, lemma=parse.normal_form, feats=feats)


def _place(frames: Frames, rng: random.Random) -> tuple[Draft, int, str]:
    """«В министерстве», with which the verb stands in the plural."""
    draft = Draft()
    case = draft.add(frames.within, "ADP", "case", -1)
    inanimate = [source for source in frames.sources if "Inan" in _animacy(frames.language, source.split()[0])]
    place, _ = _phrase(draft, replace(frames, sources=inanimate), rng, relation="obl", head=-1, case="loct")
    draft.heads[case] = place
    return draft, place, PLURAL


def _verb(draft: Draft, frames: Frames, rng: random.Random, gender: str, *, relation: str, head: int) -> int:
    lemma = rng.choice(frames.verbs)
    parse = reading(frames.language, lemma, "INFN")
    past = parse.tag.aspect == "perf" or rng.random() < 0.3
    number = {PLURAL} if gender == PLURAL else {"sing"}
    wanted = {"past", *(number if gender == PLURAL else {gender, "sing"})} if past else {"pres", "3per", *number}
    form = parse.inflect(wanted)
    return draft.add(form.word, "VERB", relation, head, lemma=lemma, feats=features(form, VERB, FINITE))


def _circumstance(draft: Draft, frames: Frames, rng: random.Random, verb: int) -> None:
    """A day or an addressee, or neither."""
    kind = rng.random()
    if kind < 0.3:
        preposition, day = rng.choice(frames.days).split()
        parse = reading(frames.language, day, "NOUN", "accs", "sing")
        draft.add(preposition, "ADP", "case", len(draft.words) + 1)
        draft.add(day, "NOUN", "obl", verb, lemma=parse.normal_form, feats=features(parse, NOUN))
    elif kind < 0.5:
        parse = reading(frames.language, rng.choice(frames.addressees), "NOUN", "datv")
        draft.add(parse.word, "NOUN", "iobj", verb, lemma=parse.normal_form, feats=features(parse, NOUN))


def _animacy(language: str, lemma: str) -> str:
    return features(reading(language, lemma, "NOUN", "nomn"), ("Animacy",))
