"""What is known beside the documents: names of people, topics and episodes, and terms that mean the same."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from explorer.search_engine.analysis import foldings, stem, tokens
from explorer.search_engine.types import Facet
from explorer.text import slugify_name

EQUIVALENT = 0.7
"""What a synonym counts beside a word as typed."""

NARROWER = 0.4
"""What a narrower term counts beside a word as typed."""

Run = tuple[str, ...]


class KnownName(NamedTuple):
    """Somebody or something that a query can name: its slug, and its name with aliases."""

    facet: Facet
    slug: str
    names: tuple[str, ...]


class SynonymTerms(NamedTuple):
    """Terms that mean the same, and narrower ones, which they stand for but which do not stand for them."""

    terms: tuple[str, ...]
    narrower: tuple[str, ...] = ()


Pair = tuple[tuple[str, ...], tuple[str, ...]]


class Lexicon:
    """Names and synonyms, ready to be asked."""

    def __init__(self, names: Iterable[KnownName] = (), synonyms: Iterable[SynonymTerms | Pair] = ()) -> None:
        self._names = tuple(names)
        self._expansions: dict[Run, dict[Run, float]] = defaultdict(dict)
        for synonym in synonyms:
            self._relate(SynonymTerms(*synonym))
        self._other_writings()
        self._last_names()
        self._longest = max((len(run) for run in self._expansions), default=0)

    def resolve(self, facet: Facet, value: str) -> tuple[str, ...]:
        """Return the slugs that a value means: of several readings only the closest, which may fit several things."""
        asked = _words(value)
        best: dict[str, int] = {}
        for name in self._names:
            if asked and name.facet == facet and (closeness := _closeness(name, slugify_name(value), asked)):
                best[name.slug] = max(closeness, best.get(name.slug, 0))
        return tuple(slug for slug, closeness in best.items() if closeness == max(best.values()))

    def words(self) -> Mapping[str, int]:
        """Return the words of all names, with how many names have them."""
        counts: dict[str, int] = defaultdict(int)
        for name in self._names:
            if name.facet == Facet.SPEAKER:
                for word in {token.word for text in name.names for token in tokens(text)}:
                    counts[word] += 1
        return counts

    def expansions(self, forms: Sequence[tuple[str, ...]]) -> Iterator[tuple[int, int, Mapping[Run, float]]]:
        """Yield what else ``forms[start:end]`` may be called, with factors; each place lists a word's forms."""
        for start in range(len(forms)):
            for end in range(start + 1, min(start + self._longest, len(forms)) + 1):
                for run in writings(forms[start:end]):
                    if found := self._expansions.get(run):
                        yield start, end, found

    def _relate(self, synonym: SynonymTerms) -> None:
        same = [run for text in synonym.terms for run in _runs(text)]
        narrower = [run for text in synonym.narrower for run in _runs(text)]
        for run in same:
            for other in same:
                self._add(run, other, EQUIVALENT)
            for other in narrower:
                self._add(run, other, NARROWER)

    def _other_writings(self) -> None:
        """Let a name without its accents stand for the one with umlauts written out, and the other way round."""
        for word in self.words():
            written = [stem(plain) for plain in foldings(word)]
            for one in written:
                for other in written:
                    self._add((one,), (other,), 1.0)

    def _last_names(self) -> None:
        """Let a person's last name stand for the whole one, where nobody else is called so."""
        people = [name for name in self._names if name.facet == Facet.SPEAKER]
        last = {name.slug: {run[-1] for text in name.names for run in _runs(text)} for name in people}
        for name in people:
            shared = {word for slug, words in last.items() if slug != name.slug for word in words}
            for run in {run for text in name.names for run in _runs(text) if len(run) > 1}:
                for word in last[name.slug] - shared:
                    self._add(run, (word,), EQUIVALENT)

    def _add(self, run: Run, other: Run, factor: float) -> None:
        if run != other:
            self._expansions[run][other] = max(factor, self._expansions[run].get(other, 0))


def writings(forms: Sequence[tuple[str, ...]], limit: int = 4) -> list[Run]:
    """Return the runs that a text of such forms has, at most ``limit``: a word with an umlaut has two forms."""
    runs: list[Run] = [()]
    for place in forms:
        runs = [(*run, form) for run in runs for form in place][:limit]
    return runs


def _runs(text: str) -> list[Run]:
    """Return a term's forms, as several words and, where these are written with hyphens, as one."""
    words = tokens(text)
    runs = writings([token.forms for token in words])
    if "-" in text and " " not in text:
        runs.append((stem("".join(foldings(token.word)[0] for token in words)),))
    return [run for run in runs if run]


def _words(text: str) -> list[tuple[str, ...]]:
    return [foldings(token.word) for token in tokens(text)]


def _closeness(name: KnownName, slug: str, asked: list[tuple[str, ...]]) -> int:
    """Return how close a name is to what was asked: 4 its slug, 3 a whole name, 2 words of it, 1 beginnings, 0 not."""
    if name.slug == slug:
        return 4
    known = [_words(text) for text in (*name.names, name.slug)]
    if any(len(words) == len(asked) and all(map(_alike, words, asked)) for words in known):
        return 3
    if any(all(any(_alike(word, other) for other in words) for word in asked) for words in known):
        return 2
    return int(any(all(any(_begins(other, word) for other in words) for word in asked) for words in known))


def _alike(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    return not set(one).isdisjoint(other)


def _begins(word: tuple[str, ...], beginning: tuple[str, ...]) -> bool:
    return any(written.startswith(start) for written in word for start in beginning if len(start) > 2)
