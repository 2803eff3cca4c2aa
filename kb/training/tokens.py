"""Brings spaCy's tokenizer of a language nearer to its treebanks; the result is stored with the pipeline."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from spacy.util import compile_infix_regex, compile_suffix_regex

if TYPE_CHECKING:
    from spacy.language import Language

# spaCy's rule that splits letter-hyphen-letter; the one mark by which it is known in every language.
HYPHEN_RULE = "(?:-|–|—|--|---|——|~)"


@dataclass(frozen=True, slots=True)
class Tokens:
    """How the words of the treebanks differ from those of spaCy's tokenizer: patterns in the syntax of `re`."""

    hyphens_split: bool = True
    infixes: Sequence[str] = ()
    suffixes: Sequence[str] = ()
    other_alphabets: bool = True  # whether «ст.» and the like, not written in ASCII, stay one word


# Keeps «прес-секретар» and «по-перше» whole, splits «О.», «ст.» and «2014–2017» as UD does.
# Token F1 on raw dev sentences: ParlaMint 99.4 to 99.9; IU 98.8 to 98.6, as IU splits most compounds of letters.
# They stay whole all the same: pymorphy knows «прем'єр-міністр», and so do cue lists and the entity corpus.
CYRILLIC = Tokens(
    hyphens_split=False,
    infixes=(r"(?<=\w)[–—−](?=\w)",),
    suffixes=(r"(?<=\b[A-ZА-ЯЄІЇҐ])\.", r"[!?]+\.\.|[!?]{2,}"),
    other_alphabets=False,
)

# Splits «COVID-19», «8–10» and «left/right», keeps «!!» whole. spaCy splits "anti-war" and "don't" as the treebanks do.
# Token F1 on raw dev sentences: EWT 97.3 to 97.7, GUM 99.6; what is left is EWT's typing errors («its» for «it's»).
ENGLISH = Tokens(
    infixes=(r"(?<=[A-Za-z])-(?=\d)", r"(?<=\w)[–—−](?=\w)", r"(?<=[A-Za-z])/(?=[A-Za-z])"),
    suffixes=(r"[!?]{2,}",),
)


def adapt_tokenizer(nlp: Language, tokens: Tokens) -> None:
    """Changes the tokenizer of a pipeline."""
    tokenizer: Any = nlp.tokenizer
    infixes = [str(rule) for rule in nlp.Defaults.infixes or ()]
    kept = [rule for rule in infixes if tokens.hyphens_split or HYPHEN_RULE not in rule]
    tokenizer.infix_finditer = compile_infix_regex([*kept, *tokens.infixes]).finditer
    suffixes = [*(nlp.Defaults.suffixes or ()), *tokens.suffixes]
    tokenizer.suffix_search = compile_suffix_regex(suffixes).search
    tokenizer.rules = {
        form: to
        for form, to in tokenizer.rules.items()
        if tokens.other_alphabets or form.isascii() or not form.endswith(".")
    }
