"""What the labels of an attribution are read from: its cue, its link to the content, the content's first clause."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain as joined
from itertools import islice
from typing import TYPE_CHECKING, TypeVar

from kb.extract.annotation import Attribution, Quotation
from kb.extract.predicate import Predication, is_infinitive, is_negated, predication
from kb.extract.syntax import lemma
from kb.language.labels import LabelLexicon
from kb.model import Modality, SpeechAct

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

Value = TypeVar("Value", SpeechAct, Modality)
OPENING_DASHES = frozenset("-–—―‒")
CLOSING_MARKS = frozenset("»”\"'“’)")
SENTENCE_ENDS = ("?", "!", ".", "…")
# How far from the content its complementizer may stand: «заявив, що», «про те, що», «такими словами: «».
LINK = 4
# Tokens of a content that are looked at: its first clause and some more. Contents run to several hundred.
MOST_READ = 40


@dataclass(frozen=True, slots=True)
class Reading:
    """An attribution as the rules and the classifier see it.

    `act` and `implied` are what the lexicon knows of the cue; `link` is the word or mark that joins content to cue
    (empty where there is none); `order` where the content stands: before the cue, after it, or around it; `quoted`
    the share of the content inside quotation marks, `longest` the most tokens of it in one pair of marks and
    `outside` how many of its words stand in none.
    `content` holds its first tokens, as many as a long clause has.
    """

    doc: Doc
    attribution: Attribution
    content: tuple[Token, ...]
    cue: tuple[Token, ...]
    cue_lemmas: tuple[str, ...]
    act: SpeechAct | None
    implied: Modality | None
    cue_negated: bool
    predication: Predication | None
    first: Token | None
    link: str
    order: str
    quoted: float
    longest: int
    outside: int
    verb_quoted: bool
    dialogue: bool
    ends: tuple[str, str]


def reading_of(doc: Doc, attribution: Attribution, quotations: Sequence[Quotation], lexicon: LabelLexicon) -> Reading:
    """All that the labels are read from, gathered once."""
    content = tuple(islice(joined.from_iterable(attribution.content), MOST_READ))
    cue = tuple(attribution.cue) if attribution.cue is not None else ()
    lemmas = tuple(lemma(token) for token in cue)
    link = _link(doc, attribution, lexicon)
    quoted, longest, outside, verb, dialogue = (
        _quoted(attribution, quotations) if content else (0.0, 0, 0, False, False)
    )
    return Reading(
        doc=doc,
        attribution=attribution,
        content=content,
        cue=cue,
        cue_lemmas=lemmas,
        act=_known(lemmas, link, lexicon.acts),
        implied=_known(lemmas, link, lexicon.implied),
        cue_negated=_cue_negated(cue, lexicon),
        predication=predication(attribution.content, lexicon),
        first=next((token for token in content if not token.is_punct), None),
        link=link,
        order=_order(attribution),
        quoted=quoted,
        longest=longest,
        outside=outside,
        verb_quoted=verb,
        dialogue=dialogue,
        ends=_ends(doc, attribution, content),
    )


def _known(lemmas: Sequence[str], link: str, table: Mapping[str, Value]) -> Value | None:
    """What the table has for the last word of the cue that it knows, with its adposition ("call for") or alone."""
    found = (table.get(f"{word} {link}") or table.get(word) for word in reversed(lemmas))
    return next((value for value in found if value is not None), None)


def is_finite(token: Token) -> bool:
    """Whether the token is a finite verb, or a nominal predicate with a copula or a subject."""
    if "VERB" in token.pos_ or token.pos_ == "AUX":
        return not is_infinitive(token)
    return any(child.dep_.startswith(("nsubj", "cop")) for child in token.children)


def _cue_negated(cue: Sequence[Token], lexicon: LabelLexicon) -> bool:
    inside = any(lemma(token) in lexicon.negators for token in cue)
    return inside or any(is_negated(token, lexicon) for token in cue if token.pos_ in ("VERB", "ADJ", "ADV", "AUX"))


def _quoted(attribution: Attribution, quotations: Sequence[Quotation]) -> tuple[float, int, int, bool, bool]:
    """Share in quotation marks, the longest stretch, words in none, whether a verb is quoted, whether by a dash."""
    doc = attribution.content[0].doc
    size = sum(len(span) for span in attribution.content)
    covered, longest, verb, dialogue = 0, 0, False, False
    within: set[int] = set()
    for quotation in quotations:
        inner = [i for span in attribution.content for i in _overlap(span, quotation.inner)]
        if not inner or _is_inside(attribution, quotation):
            continue
        covered += sum(len(_overlap(span, quotation.outer)) for span in attribution.content)
        longest = max(longest, len(inner))
        within.update(inner)
        verb = verb or len(inner) > MOST_READ or any(doc[i].pos_ == "VERB" for i in inner)
        dialogue = dialogue or quotation.outer[0].text in OPENING_DASHES
    if not covered and _follows_dash(attribution):
        return 1.0, size, 0, True, True
    outside = sum(not t.is_punct and t.i not in within for span in attribution.content for t in span[:MOST_READ])
    return covered / max(size, 1), longest, outside, verb, dialogue


def _overlap(span: Span, quoted: Span) -> range:
    return range(max(span.start, quoted.start), min(span.end, quoted.end))


def _is_inside(attribution: Attribution, quotation: Quotation) -> bool:
    """Whether the quotation holds the cue too, so that it is not the cue's: a claim within somebody's words."""
    cue, inner = attribution.cue, quotation.inner
    if cue is None or not (inner.start <= cue.start and cue.end <= inner.end):
        return False
    return attribution.content[0].start > inner.start + 1


def _follows_dash(attribution: Attribution) -> bool:
    """Whether the content is a line of dialogue: a dash opens its sentence, the cue comes later."""
    start = attribution.content[0].start
    doc = attribution.content[0].doc
    if not start or doc[start - 1].text not in OPENING_DASHES or _order(attribution) == "after":
        return False
    return bool(doc[start - 1].is_sent_start) or (start > 1 and doc[start - 2].text == ":")


def _order(attribution: Attribution) -> str:
    cue, content = attribution.cue, attribution.content
    if cue is None or not content:
        return "alone"
    if content[0].start >= cue.end:
        return "after"
    return "before" if content[-1].end <= cue.start else "around"


def _link(doc: Doc, attribution: Attribution, lexicon: LabelLexicon) -> str:
    """The complementizer before the content, else the mark or adposition that it follows."""
    if not attribution.content:
        return ""
    start = attribution.content[0].start
    cue = attribution.cue
    stop = cue.end if cue is not None and cue.end <= start else max(0, start - LINK)
    between = [doc[i] for i in range(max(stop, start - LINK), start)]
    for token in reversed(between):
        if lemma(token) in lexicon.complementizers:
            return lemma(token)
    for token in reversed(between):
        if token.text == ":" or token.pos_ == "ADP":
            return lemma(token)
    if cue is not None and len(cue) > 1 and cue.end == start and doc[cue.end - 1].pos_ == "ADP":
        return lemma(doc[cue.end - 1])
    return between[-1].text if between and between[-1].is_punct else ""


def _ends(doc: Doc, attribution: Attribution, content: Sequence[Token]) -> tuple[str, str]:
    """The marks that end the content's first sentence and the content as a whole, empty where there is none."""
    first = next((t.text[-1] for t in content if t.is_punct and t.text.endswith(SENTENCE_ENDS)), "")
    if not content:
        return first, ""
    spans = attribution.content
    if len(spans) > 1 and any(t.text == "." for t in doc[spans[0].end : spans[1].start]):
        # "It is late," she said. "Why go on?"
        inside = (t.text[-1] for t in spans[0] if t.is_punct and t.text.endswith(SENTENCE_ENDS))
        first = next(inside, ".")
    start, end = attribution.content[-1].start, attribution.content[-1].end
    for around in (range(end - 1, max(end - 4, start - 1), -1), range(end, min(end + 3, len(doc)))):
        for i in around:
            text = doc[i].text
            if text.endswith(SENTENCE_ENDS):
                return first or text[-1], text[-1]
            if text not in CLOSING_MARKS:
                break
    return first, ""
