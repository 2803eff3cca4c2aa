"""From the word at the heart of a clause to the name of what it says: the one place where lemmas become frames.

Endings count only where a dictionary confirms the verb; a language without one has its nouns and verbs in tables.
"""

from __future__ import annotations

from functools import lru_cache

from kb.language.propositions import Endings, PropositionLexicon

CACHED_LEMMAS = 20_000
SHORTEST_STEM = 2


def verb_frame(lemma: str, lexicon: PropositionLexicon, dictionary: str | None) -> str:
    """The frame of a verb: the lemma that stands for both aspects where rule or table has one, else itself."""
    if lemma in lexicon.be:
        return lexicon.copula
    bare = lemma.removesuffix(lexicon.reflexive) if lexicon.reflexive else lemma
    suffix = lemma[len(bare) :]
    listed = lexicon.same_verb.get(lemma) or lexicon.same_verb.get(bare, "") + suffix
    if listed != suffix and (listed in lexicon.same_verb.values() or is_verb(listed, dictionary)):
        return listed
    if is_verb(lemma, dictionary, "perf"):
        return lemma
    endings = tuple((old + suffix, new + suffix) for old, new in lexicon.aspect) if suffix else lexicon.aspect
    return rewritten(lemma, endings, dictionary, "perf") or lemma


def participle_frame(lemma: str, lexicon: PropositionLexicon, dictionary: str | None) -> str | None:
    """The frame of the verb that a passive participle is made of, None where none is known."""
    found = rewritten(lemma, lexicon.participles, dictionary, "perf") or rewritten(
        lemma, lexicon.participles, dictionary
    )
    return verb_frame(found, lexicon, dictionary) if found else None


def noun_frame(lemma: str, lexicon: PropositionLexicon, dictionary: str | None) -> str | None:
    """The frame of a noun of action («виведення», «напад»), None where it is none."""
    if lemma in lexicon.things:
        return None
    listed = lexicon.nouns.get(lemma)
    if listed is not None:
        return verb_frame(listed, lexicon, dictionary)
    found = rewritten(lemma, lexicon.verbal_nouns, dictionary, "perf") or rewritten(
        lemma, lexicon.verbal_nouns, dictionary
    )
    return verb_frame(found, lexicon, dictionary) if found else None


def nominal_frame(lemma: str, lexicon: PropositionLexicon) -> str:
    """The frame of being something: «бути:незалежний»."""
    return f"{lexicon.copula}:{lemma}"


def rewritten(lemma: str, endings: Endings, dictionary: str | None, aspect: str | None = None) -> str | None:
    """The verb that one of the endings turns the lemma into, the first that the dictionary knows."""
    for ending, verbal in endings:
        if lemma.endswith(ending) and len(lemma) - len(ending) >= SHORTEST_STEM:
            found = lemma[: -len(ending)] + verbal
            if is_verb(found, dictionary, aspect):
                return found
    return None


@lru_cache(maxsize=CACHED_LEMMAS)
def is_verb(lemma: str, dictionary: str | None, aspect: str | None = None) -> bool:
    """Whether the dictionary knows the lemma as an infinitive, of the given aspect if one is given."""
    if dictionary is None:
        return False
    from kb.parse.dictionary import analyzer, parses

    if not analyzer(dictionary).word_is_known(lemma):
        return False
    return any(
        parse.tag.POS in ("VERB", "INFN") and parse.normal_form == lemma and aspect in (None, parse.tag.aspect)
        for parse in parses(lemma, dictionary)
    )
