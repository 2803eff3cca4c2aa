"""The constructions by which a text reports speech: for each possible cue, every reading of what its content may be.

They over-generate on purpose: a cue gets all its candidate contents, and the ranker (see `ranker`) says which
of them, if any, is meant.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kb.extract.annotation import Attribution
from kb.extract.source_phrase import owner, phrase, source_of, subject
from kb.extract.syntax import CLAUSES, bounds, children, feature, first_child, is_negated, lemma, relation

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

    from kb.extract.context import Context

Bounds = tuple[int, int]
Content = tuple[str, tuple[Bounds, ...]]
# How many tokens of punctuation may stand between a quotation and its cue's clause.
GAP = 3
DASHES = frozenset("-–—―")
VERBAL = frozenset({"VERB", "AUX"})


def find_candidates(context: Context) -> Iterator[Attribution]:
    """Every attribution that the text may hold; several candidates share a cue."""
    cues = context.language.cues
    for token in context.doc:
        word = lemma(token)
        if token.pos_ in VERBAL:
            yield from _candidates(context, token, _verb_contents(context, token, known=word in cues.verbs))
        elif token.pos_ in {"ADJ", "ADV"} and word in cues.predicatives:
            yield from _candidates(context, token, _verb_contents(context, token, known=True))
        elif token.pos_ == "NOUN":
            if word in cues.phrases:
                yield from _phrase_candidates(context, token)
            if word in cues.nouns:
                yield from _noun_candidates(context, token)
        elif token.lower_ in cues.adpositions:
            yield from _adposition_candidates(context, token)
        elif token.lower_ in cues.particles:
            yield from _particle_candidates(context, token)


def _make(context: Context, cue: Span, source: Span | None, content: Content) -> Attribution | None:
    name, pieces = content
    spans = context.spans(*pieces)
    if not spans:
        return None
    return Attribution(
        source=source, cue=cue, content=spans, construction=name, antecedent=name.startswith("antecedent")
    )


def _candidates(context: Context, cue: Token, contents: Iterator[Content]) -> Iterator[Attribution]:
    source: Span | None = None
    found = False
    for content in contents:
        if not found:
            source, found = source_of(context, cue), True
        made = _make(context, _verb_span(context, cue), source, content)
        if made is not None:
            yield made


def _verb_span(context: Context, cue: Token) -> Span:
    """The cue with its negation."""
    negated = is_negated(cue, context.language.cues.negations) and cue.i > 0
    start = cue.i - 1 if negated and cue.nbor(-1).lower_ in context.language.cues.negations else cue.i
    return context.doc[start : cue.i + 1]


# --- verbs and predicatives


def _verb_contents(context: Context, verb: Token, *, known: bool) -> Iterator[Content]:
    clause = _reporting_clause(context, verb)
    subordinate = list(_subordinate(context, verb))
    yield from subordinate
    yield from _quoted(context, verb, clause)
    if relation(verb) == "parataxis" or _introduced_by_as(context, verb) or (known and not subordinate):
        yield from _around(context, clause, "as" if _introduced_by_as(context, verb) else "around", verb.head)
    if not known:
        return
    yield from _dialogue(context, clause)
    yield from _colon(context, clause)
    yield from _infinitive(context, verb)
    yield from _object(context, verb)
    yield from _complements(context, verb)
    yield from _topic(context, verb)


def _reporting_clause(context: Context, verb: Token) -> Bounds:
    """The stretch of tokens that the verb, its subject and its circumstances fill, the content left out."""
    first, last = context.sentence(verb.i)
    start, end = verb.i, verb.i + 1
    keep = []
    for child in verb.children:
        if relation(child) in {"ccomp", "parataxis", "conj", "punct", "csubj", "xcomp", "advcl"} and (
            child.dep_ != "advcl" or child.pos_ in VERBAL
        ):
            continue
        keep.append(bounds(child))
    for left, right in sorted(keep, key=lambda b: -b[1]):
        if right <= verb.i and _adjoins(context, right, start):
            start = min(start, left)
    for left, right in sorted(keep):
        if left > verb.i and _adjoins(context, end, left):
            end = max(end, right)
    return max(first, start), min(last, end)


def _adjoins(context: Context, end: int, start: int) -> bool:
    """Whether nothing but one comma lies between."""
    return start - end <= 1 and all(context.doc[i].text == "," for i in range(end, start))


def _subordinate(context: Context, verb: Token) -> Iterator[Content]:
    """«сказав, що ...»: the clause after the complementizer, to the end of its subtree and of its sentence."""
    cues = context.language.cues
    end_of_sentence = context.sentence(verb.i)[1]
    seen = set()
    for child in verb.children:
        clause = _clause_below(child)
        if clause is None or clause.i < verb.i:
            continue
        start, end = bounds(clause)
        end = min(end, end_of_sentence)
        start = max(start, verb.i + 1)
        while start < end and (context.doc[start].is_punct and context.doc[start].text not in '«„"“'):
            start += 1
        opener = context.doc[start]
        if opener.lower_ in cues.complementizers:
            start += 1
            seen.add(start)
            yield "clause", ((start, end),)
            if end < end_of_sentence - 1:
                yield "clause:sentence", ((start, end_of_sentence),)
            short = _without_afterthoughts(clause, end)
            if start < short < end:
                yield "clause:short", ((start, short),)
            yield from _on_to_next(context, start, "clause:next")
        elif opener.lower_ in cues.question_words or lemma(opener) in cues.question_words:
            seen.add(start)
            yield "question", ((start, end),)
        elif feature(clause, "VerbForm") != "Inf":
            seen.add(start)
            yield "bare", ((start, end),)
            if end < end_of_sentence - 1:
                yield "bare:sentence", ((start, end_of_sentence),)
    for i in range(verb.i + 1, min(verb.i + 12, end_of_sentence - 1)):
        token = context.doc[i]
        opener = context.doc[i + 1]
        if token.text == "," and opener.lower_ in cues.complementizers:
            if i + 2 not in seen:
                yield "clause:surface", ((i + 2, end_of_sentence),)
            break
        if token.text == "," and opener.lower_ in cues.question_words:
            if i + 1 not in seen:
                yield "question:surface", ((i + 1, end_of_sentence),)
            break
        if token.pos_ == "VERB" and token.head is not verb:
            break


def _without_afterthoughts(clause: Token, end: int) -> int:
    """Where a clause ends if what is coordinated with it or explains it is the author's: «..., проте ...»."""
    added = (c.left_edge.i for c in clause.rights if relation(c) in {"conj", "advcl", "parataxis"} and c.pos_ in VERBAL)
    return min(added, default=end)


def _clause_below(child: Token) -> Token | None:
    """The clause that a child of a cue is, or that hangs on its «те»: «про те, що», «тим, що»."""
    if relation(child) in {"ccomp", "csubj"} or (relation(child) == "parataxis" and child.pos_ in VERBAL):
        return child
    if relation(child) in {"advcl", "acl"} and first_child(child, "mark") is not None:
        return child
    if relation(child) in {"obl", "obj", "iobj", "nsubj", "nmod", "expl"} and child.pos_ in {"PRON", "DET"}:
        return first_child(child, "acl", "ccomp", "advcl")
    return None


def _quoted(context: Context, verb: Token, clause: Bounds) -> Iterator[Content]:
    """«...», — сказав X; X сказав: «...»; «..., — сказав X, — ...»."""
    start, end = clause
    block_start, block_end = context.block(verb.i)
    inside = context.quotation_at[verb.i]
    if inside >= 0:
        inner = context.quotations[inside].inner
        if _set_off(context, clause):
            yield "quote:inside", ((inner.start, start), (end, inner.end))
        return
    before = next((i for i in range(start - 1, max(block_start, start - 1 - GAP) - 1, -1) if _quote(context, i)), None)
    after = next((i for i in range(end, min(block_end, end + GAP)) if _quote(context, i)), None)
    left = _inner(context, before) if before is not None else None
    right = _inner(context, after) if after is not None else None
    if left:
        yield "quote:before", (left,)
        sentence = context.sentences[context.sentence_at[left[0]]][0]
        if sentence < left[0] - 1:
            yield "quote:before:sentence", ((max(sentence, block_start), left[1]),)
    if right:
        yield "quote:after", (right,)
        whole = context.sentence(verb.i)[1]
        if right[1] + 2 < whole:
            yield "quote:after:sentence", ((right[0], whole),)
    if left and right:
        yield "quote:both", (left, right)
    if not left and start - block_start <= 1 and context.block_at[verb.i] > 0:
        yield from _quoted_block_before(context, context.block_at[verb.i] - 1)


def _quoted_block_before(context: Context, number: int) -> Iterator[Content]:
    """A quotation that fills the block before the one that the cue begins."""
    start, end = context.blocks[number]
    inner = _inner(context, start) if _quote(context, start) else None
    if inner and end - inner[1] <= GAP:
        yield "quote:block", (inner,)


def _quote(context: Context, i: int) -> bool:
    return context.quotation_at[i] >= 0


def _inner(context: Context, i: int) -> Bounds:
    inner = context.quotations[context.quotation_at[i]].inner
    return inner.start, inner.end


def _set_off(context: Context, clause: Bounds) -> bool:
    """Whether dashes or commas part the reporting clause from the quoted words around it."""
    start, end = clause
    doc = context.doc
    return start > 0 and doc[start - 1].is_punct and end < len(doc) and doc[end].is_punct


def _introduced_by_as(context: Context, verb: Token) -> bool:
    """«як заявив X»: the conjunction opens the verb's clause."""
    return any(child.lower_ in context.language.cues.as_conjunctions for child in verb.lefts)


def _around(context: Context, clause: Bounds, name: str, head: Token | None = None) -> Iterator[Content]:
    """The rest of the sentence before and after the reporting clause, or of the clause that it hangs on."""
    start, end = clause
    first, last = context.sentence(start)
    if start > first and context.doc[start - 1].lower_ in context.language.cues.as_conjunctions:
        start -= 1
    yield from _sides(context, (first, start), (end, last), name)
    if head is not None:
        left, right = bounds(head)
        if (left > first or right < last - 1) and left <= start and right >= end:
            yield from _sides(context, (max(first, left), start), (end, min(last, right)), f"{name}:head")
    if start - first > 2 and first > context.block(start)[0] and context.quotation_at[first] < 0:
        yield f"{name}:before:block", ((context.block(start)[0], start),)
    if last - end > 2:
        pieces = ((end, last),) if start - first < 3 else ((first, start), (end, last))
        for kind, content in _on_to_next(context, end, f"{name}:next"):
            yield kind, (*pieces[:-1], *content)


def _sides(context: Context, before: Bounds, after: Bounds, name: str) -> Iterator[Content]:
    """What stands before the reporting clause, after it, and both."""
    parenthetic = name.startswith(("phrase", "as"))
    long_before = before[1] - before[0] > 2 and (parenthetic or context.doc[before[1] - 1].is_punct)
    long_after = after[1] - after[0] > 2 and (parenthetic or context.doc[after[0]].is_punct)
    if long_before:
        yield f"{name}:before", (before,)
    if long_after:
        yield f"{name}:after", (after,)
    if long_before and long_after:
        yield f"{name}:both", (before, after)


def _on_to_next(context: Context, start: int, name: str) -> Iterator[Content]:
    """From `start` to the end of the next sentence of the block, and of the block: the speech may go on."""
    last = context.sentence(start)[1]
    block_end = context.block(start)[1]
    if last >= block_end or context.quotation_at[last] >= 0:
        return
    following = context.sentence(last)[1]
    yield name, ((start, following),)
    if following < block_end:
        yield f"{name}:block", ((start, block_end),)


def _dialogue(context: Context, clause: Bounds) -> Iterator[Content]:
    """..., — сказав X. — ... without quotation marks: the speech goes on after the dash, to the end of the block."""
    start, end = clause
    doc = context.doc
    block_start, block_end = context.block(start)
    dash = next((i for i in range(end, min(end + GAP, block_end)) if doc[i].text in DASHES), None)
    if dash is None or dash == end or start <= block_start or not doc[start - 1].is_punct:
        return
    first = context.sentence(start)[0]
    after = (dash + 1, block_end)
    yield "dialogue", ((first, start), after)
    if first > block_start:
        yield "dialogue:block", ((block_start, start), after)
    following = context.sentence(min(dash + 1, block_end - 1))[1]
    if following < block_end:
        yield "dialogue:sentence", ((first, start), (dash + 1, following))


def _colon(context: Context, clause: Bounds) -> Iterator[Content]:
    """X сказав: ... to the end of the sentence, and of the block."""
    end = clause[1]
    last, block_end = context.sentence(clause[0])[1], context.block(clause[0])[1]
    for i in range(end, min(end + 2 * GAP, block_end)):
        if context.doc[i].text == ":" and i == block_end - 1:
            if context.block_at[i] + 1 < len(context.blocks):
                yield "colon:next block", (context.blocks[context.block_at[i] + 1],)
            return
        if context.doc[i].text == ":":
            if context.quotation_at[i + 1] >= 0:
                return
            stop = context.sentence(i + 1)[1]
            yield "colon", ((i + 1, max(stop, last)),)
            if max(stop, last) < block_end:
                yield "colon:block", ((i + 1, block_end),)
            return


def _infinitive(context: Context, verb: Token) -> Iterator[Content]:
    """«закликає Москву відвести війська», «має намір провести переговори»: from the addressee to the clause's end."""
    for child in verb.children:
        found = child
        if relation(child) in {"obj", "nsubj", "obl"} and child.pos_ == "NOUN":
            found = first_child(child, "acl", "xcomp") or child
        if feature(found, "VerbForm") != "Inf" or relation(found) == "conj":
            continue
        start, end = bounds(found)
        addressee = min((c.left_edge.i for c in children(verb, "obj", "iobj") if c.i > verb.i), default=start)
        if found.i > verb.i:
            start = max(min(start, addressee), verb.i + 1)
        else:
            end = min(end, verb.i)
            yield "infinitive:front", ((context.sentence(verb.i)[0], end),)
        yield "infinitive", ((start, min(end, context.sentence(verb.i)[1])),)
        if found.i > verb.i and end < context.sentence(verb.i)[1] - 1:
            yield "infinitive:sentence", ((start, context.sentence(verb.i)[1]),)


def _object(context: Context, verb: Token) -> Iterator[Content]:
    """«назвав три досягнення», «планується будівництво»: the noun phrase that is named."""
    who = subject(context, verb)
    for child in verb.children:
        passive = child.dep_ == "nsubj:pass" or (relation(child) == "nsubj" and _is_passive(verb))
        if not (relation(child) in {"obj", "obl"} or passive) or child.pos_ == "PRON" or (child is who and not passive):
            continue
        if relation(child) == "obl" and (first_child(child, "case") is not None or feature(child, "Case") == "Loc"):
            continue
        start, end = bounds(child)
        yield f"{'passive' if passive else relation(child)}", ((start, end),)
        last = _last_dependent(verb)
        if child.i > verb.i and last > end:
            yield "obj:rest", ((start, min(last, context.sentence(verb.i)[1])),)


def _complements(context: Context, verb: Token) -> Iterator[Content]:
    """«екс-міністра підозрюють у ...»: all that the verb governs, on both of its sides, but its subject."""
    first, last = context.sentence(verb.i)
    kept = [c for c in verb.children if relation(c) in {"obj", "iobj", "obl", "xcomp"}]
    before = [bounds(c) for c in kept if c.i < verb.i]
    after = [bounds(c) for c in kept if c.i > verb.i]
    left = (max(first, min(b[0] for b in before)), min(verb.i, max(b[1] for b in before))) if before else None
    right = (max(verb.i + 1, min(b[0] for b in after)), min(last, max(b[1] for b in after))) if after else None
    if left and right:
        yield "complements:both", (left, right)
    elif right:
        yield "complements:after", (right,)
    elif left:
        yield "complements:before", (left,)


def _is_passive(verb: Token) -> bool:
    return verb.lower_.endswith(("ся", "сь", "но", "то")) or feature(verb, "Voice") == "Pass"


def _last_dependent(verb: Token) -> int:
    """End of the verb's complements, coordinated verbs left out."""
    return max((bounds(c)[1] for c in verb.rights if relation(c) not in {"conj", "punct", "parataxis"}), default=0)


def _topic(context: Context, verb: Token) -> Iterator[Content]:
    """«розповів про ...», and «про це повідомив X», whose content stands before."""
    cues = context.language.cues
    for child in children(verb, "obl", "nmod", "obj", "nsubj", "advmod", "iobj"):
        case = first_child(child, "case")
        pointing = (child, *children(child, "det"))
        if any(lemma(t) in cues.pro_forms or t.lower_ in cues.pro_forms for t in pointing):
            if first_child(child, "acl", "ccomp", "advcl") is None:
                yield from _antecedent(context, verb.i)
            if len(pointing) == 1:
                continue
        if case is not None and child.pos_ != "PRON":
            start, end = case.i + 1, bounds(child)[1]
            name = "topic" if lemma(case) in cues.topic_adpositions else "topic:other"
            if start < end:
                yield name, ((start, end),)


def _antecedent(context: Context, i: int) -> Iterator[Content]:
    """What «це» points back to: the sentence before, all of the block before it, the block before."""
    first = context.sentence(i)[0]
    block_start = context.block(i)[0]
    if first > block_start:
        yield "antecedent", (context.sentence(first - 1),)
        if context.sentence(first - 1)[0] > block_start:
            yield "antecedent:block", ((block_start, first),)
    elif context.block_at[i] > 0:
        start, end = context.blocks[context.block_at[i] - 1]
        yield "antecedent:previous", (context.sentence(end - 1),)
        if context.sentence(end - 1)[0] > start:
            yield "antecedent:previous:block", ((start, end),)


# --- nouns, phrases, adpositions, particles


def _phrase_candidates(context: Context, noun: Token) -> Iterator[Attribution]:
    """«за словами X», «на його думку», «за даними слідства»."""
    allowed = context.language.cues.phrases[lemma(noun)]
    case = next((c for c in noun.lefts if relation(c) == "case" and lemma(c) in allowed), None)
    if case is None:
        before = noun.nbor(-1) if noun.i else noun
        if lemma(before) not in allowed and before.lower_ not in allowed:
            return
        case = before
    start, end = min(case.i, noun.left_edge.i), noun.right_edge.i + 1
    clause_end = next((i for i in range(noun.i + 1, end) if context.doc[i].dep_ in {"acl:relcl", "parataxis"}), end)
    source = owner(context, noun)
    adjacent = case.i == noun.i - 1
    cue = context.doc[case.i if adjacent else noun.i : noun.i + 1]
    if source is not None:
        clause_end = max(clause_end, source.end)
    comma = next((i for i in range(noun.i + 1, context.sentence(noun.i)[1]) if context.doc[i].text == ","), clause_end)
    for content in _around(context, (start, comma), "phrase:comma") if comma != clause_end else ():
        made = _make(context, cue, source, content)
        if made is not None:
            yield made
    for content in _around(context, (start, clause_end), "phrase", noun.head):
        made = _make(context, cue, source, content)
        if made is not None:
            yield made


def _adposition_candidates(context: Context, token: Token) -> Iterator[Attribution]:
    """«згідно з документом», «відповідно до закону»."""
    head = token.head if relation(token) in {"case", "fixed"} else first_child(token, "obl", "nmod", "obj")
    if head is None or head.i <= token.i or head.pos_ not in {"NOUN", "PROPN", "PRON", "X"}:
        return
    start, end = min(token.i, bounds(head)[0]), bounds(head)[1]
    cue_end = token.i + 1
    while cue_end < head.i and context.doc[cue_end].pos_ == "ADP":
        cue_end += 1
    source = phrase(context, head)
    for content in _around(context, (start, end), "phrase", head.head):
        made = _make(context, context.doc[token.i : cue_end], source, content)
        if made is not None:
            yield made


def _particle_candidates(context: Context, token: Token) -> Iterator[Attribution]:
    """«..., мовляв, ...»: what follows the particle."""
    end = context.sentence(token.i)[1]
    clause = token.head
    made = _make(
        context, context.doc[token.i : token.i + 1], source_of(context, clause), ("particle", ((token.i + 1, end),))
    )
    if made is not None:
        yield made


def _noun_candidates(context: Context, noun: Token) -> Iterator[Attribution]:
    """«заява про те, що ...», «думка, що ...», «заклик до ...», «дійшли висновку, що ...»."""
    cues = context.language.cues
    verb = noun.head if noun.head.pos_ in VERBAL and relation(noun) in {"obj", "obl", "nsubj", "iobj"} else None
    light = verb is not None and lemma(verb) in cues.light_verbs
    source = owner(context, noun)
    if source is None and verb is not None and relation(noun) != "nsubj":
        source = source_of(context, verb)
    cue = context.doc[noun.i : noun.i + 1]
    if light and verb is not None and abs(verb.i - noun.i) <= GAP:
        cue = context.doc[min(verb.i, noun.i) : max(verb.i, noun.i) + 1]
    for content in _noun_contents(context, noun, verb):
        made = _make(context, cue, source, content)
        if made is not None:
            yield made


def _noun_contents(context: Context, noun: Token, verb: Token | None) -> Iterator[Content]:
    cues = context.language.cues
    yield from (("noun:" + name, pieces) for name, pieces in _subordinate(context, noun))
    yield from (("noun:" + name, pieces) for name, pieces in _topic(context, noun))
    if verb is not None:
        if not any(relation(child) in CLAUSES for child in noun.children):
            yield from (("noun:" + name, pieces) for name, pieces in _subordinate(context, verb))
        yield from (("noun:" + name, pieces) for name, pieces in _quoted(context, noun, bounds(noun)))
        yield from (("noun:" + name, pieces) for name, pieces in _colon(context, bounds(noun)))
    governed = (*noun.rights, *(verb.rights if verb is not None else ()))
    for child in governed:
        if child.i > noun.i and feature(child, "VerbForm") == "Inf" and relation(child) != "conj":
            yield "noun:infinitive", (bounds(child),)
    if any(lemma(child) in cues.pro_forms for child in children(noun, "det")):
        yield from (("noun:" + name, pieces) for name, pieces in _antecedent(context, noun.i))
