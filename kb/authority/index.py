"""Finding an entry by what a text calls it: a name in any case, a surname, a likely spelling, an office."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache

from kb.authority.entry import OF_A_STATE, Authority, Entry, Sort
from kb.authority.forms import same_words, words_of
from kb.authority.romanise import skeleton, skeletons
from kb.language.cues import words as word_set
from kb.model import EntityKind

Words = tuple[str, ...]
Table = dict[object, list[tuple[Words, str]]]
"""The words of names and the IRIs of the entries that they name."""
Naming = Callable[[Entry, str], Iterator[Words]]
"""A way of calling an entry in a language."""

SHORTEST = 4
"""Letters in a skeleton at least: shorter names are too alike."""
PARTICLES = word_set(
    "де да ді дель ван фон дер ден ля ла ле аль ель эль бен бін бин ібн ибн "
    "de da di del van von der den la le al el ben bin ibn"
)
_SUFFIXES = word_set("jr sr ii iii молодший старший младший старший")
_PLACES = frozenset({Sort.STATE, Sort.TERRITORY})


@dataclass(frozen=True, slots=True)
class Spelling:
    """An entry whose name is spelled almost so: how alike they are, from 0 to 100."""

    iri: str
    name: str
    score: float


class Index:
    """The names of an authority, to be asked for in any case and in several spellings."""

    def __init__(self, authority: Authority) -> None:
        self.authority = authority
        self._tables: dict[tuple[str, str], Table] = {}
        self.named = lru_cache(maxsize=20_000)(self._named)
        self.spelled = lru_cache(maxsize=20_000)(self._spelled)

    def _named(self, name: str, language: str) -> tuple[Entry, ...]:
        """The entries that have this name in the language, inflected or not."""
        return self._lookup(_names, name, language)

    def with_surname(self, surname: str, language: str) -> tuple[Entry, ...]:
        """The persons with this surname, inflected or not."""
        return self._lookup(_surnames, surname, language)

    def of_adjective(self, word: str, language: str) -> tuple[Entry, ...]:
        """The states that the adjective belongs to."""
        return self._lookup(_adjectives, word, language)

    def _spelled(self, name: str, language: str, kind: EntityKind, least: float) -> tuple[Spelling, ...]:
        """The entries of a kind whose names are spelled alike in some language, the likest first.

        Each word must be like its counterpart: two people who share a long surname are two.
        """
        from rapidfuzz import fuzz, process

        ours = skeleton(name, language)
        if len(ours) < SHORTEST:
            return ()
        skeletons, owners = self._skeletons[kind]
        best: dict[str, Spelling] = {}
        for theirs, _, place in process.extract(ours, skeletons, scorer=fuzz.ratio, limit=10, score_cutoff=least):
            iri, label = owners[place]
            score = _by_words(ours, theirs)
            if score >= least and (iri not in best or score > best[iri].score):
                best[iri] = Spelling(iri, label, score)
        return tuple(sorted(best.values(), key=lambda found: (-found.score, found.iri)))

    def offices(self, description: str, language: str) -> tuple[Entry, ...]:
        """The offices that a description names: in full, or with the state's adjective («російський президент»)."""
        whole = tuple(entry for entry in self.named(description, language) if entry.sort is Sort.OFFICE)
        return whole or tuple(e for e in self._of_states(description, language) if e.sort is Sort.OFFICE)

    def bodies(self, description: str, language: str) -> tuple[Entry, ...]:
        """The bodies that a description names by what they are and whose («російське міністерство оборони»)."""
        return tuple(entry for entry in self._of_states(description, language) if entry.sort in OF_A_STATE)

    def _of_states(self, description: str, language: str) -> Iterator[Entry]:
        """What a state has under the name that a description leaves without that of the state."""
        words = words_of(description)
        found: dict[str, None] = {}
        for start, end, state in self._states(words, language):
            rest = (*words[:start], *words[end:])
            for label, iri in self._roles(language).get((state, len(rest)), ()):
                if rest and same_words(rest, label, language):
                    found[iri] = None
        return (self.authority.entries[iri] for iri in found)

    def state(self, name: str, language: str) -> Entry | None:
        """The state of that name or adjective; None where there is none, or several."""
        found = {entry.iri: entry for entry in self.named(name, language) if entry.sort in _PLACES}
        if not found:
            found = {entry.iri: entry for entry in self.of_adjective(name, language)}
        return next(iter(found.values())) if len(found) == 1 else None

    def holder(self, office: Entry, day: date | None) -> Entry | None:
        """Who held the office on that day, None where it is not known."""
        return self.authority.holder(office.iri, day) if day is not None else None

    def _lookup(self, naming: Naming, name: str, language: str) -> tuple[Entry, ...]:
        """The entries that are called so, by some way of calling them, inflected or not."""
        words = words_of(name)
        key = naming.__name__, language
        if key not in self._tables:
            self._tables[key] = _table(self.authority, naming, language)
        found = self._tables[key].get(_bucket(words), ()) if words else ()
        iris = dict.fromkeys(iri for label, iri in found if same_words(words, label, language))
        return tuple(self.authority.entries[iri] for iri in iris)

    def _states(self, words: Words, language: str) -> Iterator[tuple[int, int, str]]:
        """The stretches of a description that name a state."""
        for start, end in _stretches(words):
            state = self.state(" ".join(words[start:end]), language)
            if state is not None:
                yield start, end, state.iri

    def _roles(self, language: str) -> Table:
        """What offices and bodies are called without their state, by state and number of words."""
        key = "roles", language
        if key not in self._tables:
            found: Table = {}
            for entry in self.authority.entries.values():
                if entry.country is None or (entry.sort is not Sort.OFFICE and entry.sort not in OF_A_STATE):
                    continue
                for name in entry.names.get(language, ()):
                    for rest in self._without_state(words_of(name), entry.country, language):
                        found.setdefault((entry.country, len(rest)), []).append((rest, entry.iri))
            self._tables[key] = found
        return self._tables[key]

    @cached_property
    def _skeletons(self) -> dict[EntityKind, tuple[list[str], list[tuple[str, str]]]]:
        names_in: dict[str, list[str]] = {}
        for entry in self.authority.entries.values():
            for language, names in entry.names.items():
                names_in.setdefault(language, []).extend(names)
        folded_in = {language: iter(skeletons(names, language)) for language, names in names_in.items()}
        found: dict[EntityKind, tuple[list[str], list[tuple[str, str]]]] = {kind: ([], []) for kind in EntityKind}
        for entry in self.authority.entries.values():
            of_kind, owners = found[entry.kind]
            for language, names in entry.names.items():
                for name, folded in zip(names, folded_in[language], strict=False):
                    if len(folded) >= SHORTEST:
                        of_kind.append(folded)
                        owners.append((entry.iri, name))
        return found

    def _without_state(self, words: Words, country: str, language: str) -> Iterable[Words]:
        state = self.authority.entries.get(country)
        own = () if state is None else (*_names(state, language), *_adjectives(state, language))
        found = {
            tuple(word for word in (*words[:start], *words[end:]) if word != "of")
            for start, end in _stretches(words)
            # A look at the names of one state, before all states are asked which of them is meant.
            if any(same_words(words[start:end], name, language) for name in own)
            and (named := self.state(" ".join(words[start:end]), language)) is not None
            and named.iri == country
        }
        return found - {()}


def _names(entry: Entry, language: str) -> Iterator[Words]:
    return map(words_of, entry.names.get(language, ()))


def _adjectives(entry: Entry, language: str) -> Iterator[Words]:
    return map(words_of, entry.adjectives.get(language, ()))


def _surnames(entry: Entry, language: str) -> Iterator[Words]:
    names = _names(entry, language) if entry.kind is EntityKind.PERSON else ()
    return (surname for name in names for surname in surnames(name))


def _table(authority: Authority, naming: Naming, language: str) -> Table:
    """All that the entries are called in some way, in buckets small enough to be looked through."""
    found: Table = {}
    for entry in authority.entries.values():
        for words in naming(entry, language):
            if words:
                found.setdefault(_bucket(words), []).append((words, entry.iri))
    return found


def _stretches(words: Words) -> Iterator[tuple[int, int]]:
    """Where the name of a state may stand."""
    for start in range(len(words)):
        for end in range(start + 1, min(start + 5, len(words) + 1)):
            yield start, end


def surnames(words: Words) -> Iterator[Words]:
    """What a person of that name is called for short: the last word, with the particles before it and without."""
    kept = words[:-1] if len(words) > 2 and words[-1] in _SUFFIXES else words
    if len(kept) < 2:
        return
    yield kept[-1:]
    start = len(kept) - 1
    while start > 1 and kept[start - 1] in PARTICLES:
        start -= 1
    if start < len(kept) - 1:
        yield kept[start:]


def _bucket(words: Words) -> tuple[int, str, str]:
    """What inflection leaves alone of nearly every name: «Київ», «Києва» begin with the same two letters."""
    return len(words), words[0][:2], words[-1][:1]


def _by_words(one: str, other: str) -> float:
    """How alike two names are: as the least like of their words, where they have as many, else 0."""
    from rapidfuzz import fuzz

    ours, theirs = one.split(), other.split()
    if len(ours) != len(theirs):
        return 0.0
    return min(fuzz.ratio(left, right) for left, right in zip(ours, theirs, strict=True))
