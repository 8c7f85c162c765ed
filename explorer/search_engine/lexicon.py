"""Names and synonyms with which queries are read: people, topics and episodes, and terms that mean the same."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from explorer.search_engine.analysis import fold_word, stem, tokenize
from explorer.search_engine.types import Facet
from explorer.text import slugify_name

EQUIVALENT = 0.7
"""Factor of a synonym; a word as typed counts 1."""

NARROWER = 0.4
"""Factor of a narrower term; a word as typed counts 1."""

Run = tuple[str, ...]
"""Forms of words that stand next to each other."""


class KnownName(NamedTuple):
    """A person, topic or episode that a query can name: its slug, and its name with aliases."""

    facet: Facet
    slug: str
    names: tuple[str, ...]


class SynonymTerms(NamedTuple):
    """Terms that mean the same, and narrower ones: a search for the terms finds these too, but not the reverse."""

    terms: tuple[str, ...]
    narrower: tuple[str, ...] = ()


class Lexicon:
    """Resolves names to slugs, and expands words by their synonyms."""

    def __init__(self, names: Iterable[KnownName] = (), synonyms: Iterable[SynonymTerms] = ()) -> None:
        self.names = tuple(names)
        self._expansions: dict[Run, dict[Run, float]] = defaultdict(dict)
        for synonym in synonyms:
            self._add_synonym(synonym)
        self._add_umlaut_spellings()
        self._add_last_names()
        self._longest = max((len(run) for run in self._expansions), default=0)

    def resolve(self, facet: Facet, value: str) -> tuple[str, ...]:
        """Return the slugs of what is named most closely; several where names are equally close."""
        asked = _fold_words(value)
        best: dict[str, int] = {}
        for name in self.names:
            if asked and name.facet == facet and (closeness := _rate_closeness(name, slugify_name(value), asked)):
                best[name.slug] = max(closeness, best.get(name.slug, 0))
        return tuple(slug for slug, closeness in best.items() if closeness == max(best.values()))

    def words(self) -> Mapping[str, int]:
        """Return the words of people's names, each with the number of people who have it."""
        counts: dict[str, int] = defaultdict(int)
        for name in self.names:
            if name.facet == Facet.SPEAKER:
                for word in {token.word for text in name.names for token in tokenize(text)}:
                    counts[word] += 1
        return counts

    def expansions(self, forms: Sequence[tuple[str, ...]]) -> Iterator[tuple[int, int, Mapping[Run, float]]]:
        """Yield ``(start, end, runs)``: the runs that mean the same as the words ``forms[start:end]``, with factors.

        Each item of ``forms`` lists the forms of one word.
        """
        for start in range(len(forms)):
            for end in range(start + 1, min(start + self._longest, len(forms)) + 1):
                for run in combine_forms(forms[start:end]):
                    if found := self._expansions.get(run):
                        yield start, end, found

    def _add_synonym(self, synonym: SynonymTerms) -> None:
        same = [run for text in synonym.terms for run in _list_runs(text)]
        narrower = [run for text in synonym.narrower for run in _list_runs(text)]
        for run in same:
            for other in same:
                self._add(run, other, EQUIVALENT)
            for other in narrower:
                self._add(run, other, NARROWER)

    def _add_umlaut_spellings(self) -> None:
        """Equate the spellings of names without accents and with umlauts written out."""
        for word in self.words():
            spellings = [stem(plain) for plain in fold_word(word)]
            for spelling in spellings:
                for other in spellings:
                    self._add((spelling,), (other,), 1.0)

    def _add_last_names(self) -> None:
        """Let a search for a person's full name find the last name too, unless somebody else has the same."""
        people = [name for name in self.names if name.facet == Facet.SPEAKER]
        last = {name.slug: {run[-1] for text in name.names for run in _list_runs(text)} for name in people}
        for name in people:
            shared = {word for slug, words in last.items() if slug != name.slug for word in words}
            for run in {run for text in name.names for run in _list_runs(text) if len(run) > 1}:
                for word in last[name.slug] - shared:
                    self._add(run, (word,), EQUIVALENT)

    def _add(self, run: Run, other: Run, factor: float) -> None:
        if run != other:
            self._expansions[run][other] = max(factor, self._expansions[run].get(other, 0))


def combine_forms(forms: Sequence[tuple[str, ...]], limit: int = 4) -> list[Run]:
    """Return at most ``limit`` runs that take one form of each word: a word with an umlaut has two forms."""
    runs: list[Run] = [()]
    for forms_of_word in forms:
        runs = [(*run, form) for run in runs for form in forms_of_word][:limit]
    return runs


def _list_runs(text: str) -> list[Run]:
    """Return the runs of a term, and for a hyphenated one also the run of its words joined."""
    words = tokenize(text)
    runs = combine_forms([token.forms for token in words])
    if "-" in text and " " not in text:
        runs.append((stem("".join(fold_word(token.word)[0] for token in words)),))
    return [run for run in runs if run]


def _fold_words(text: str) -> list[tuple[str, ...]]:
    return [fold_word(token.word) for token in tokenize(text)]


def _rate_closeness(name: KnownName, slug: str, asked: list[tuple[str, ...]]) -> int:
    """Return how closely a name is meant: 4 by its slug, 3 by a whole name, 2 by words, 1 by beginnings, 0 not."""
    if name.slug == slug:
        return 4
    known = [_fold_words(text) for text in (*name.names, name.slug)]
    if any(len(words) == len(asked) and all(map(_share_spelling, words, asked)) for words in known):
        return 3
    if any(all(any(_share_spelling(word, other) for other in words) for word in asked) for words in known):
        return 2
    return int(any(all(any(_begins_with(other, word) for other in words) for word in asked) for words in known))


def _share_spelling(word: tuple[str, ...], other: tuple[str, ...]) -> bool:
    return not set(word).isdisjoint(other)


def _begins_with(word: tuple[str, ...], beginning: tuple[str, ...]) -> bool:
    return any(spelling.startswith(start) for spelling in word for start in beginning if len(start) > 2)
