"""Names of people as they stand in a query: whole, a last name, or part of a name where only a person can be meant."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Self

from explorer.search_engine.analysis import fold_word, tokenize
from explorer.search_engine.lexicon import KnownName, combine_forms

Spelling = tuple[str, ...]
"""The plain words of a name, in order."""

Bearers = Mapping[Spelling, tuple[str, ...]]
"""The slugs of those who bear a name; several where people share it."""


@dataclass(frozen=True, slots=True)
class PeopleNames:
    """The people whom a query can name, as slugs by the spelling of their names.

    ``whole`` has names, aliases and last names; ``partial`` has the other words of names. ``printed`` are the names as
    readers see them, by slug.
    """

    whole: Bearers = field(default_factory=dict)
    partial: Bearers = field(default_factory=dict)
    printed: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def gather(cls, people: Iterable[KnownName]) -> Self:
        """Gather the spellings of everybody's names."""
        people = list(people)
        whole, partial = _Spellings(), _Spellings()
        for person in people:
            for name in person.names:
                for words in _spell(name):
                    whole.add(words, person.slug)
                    whole.add(words[-1:], person.slug)
                    for word in words[:-1]:
                        partial.add((word,), person.slug)
        return cls(whole.bearers(), partial.bearers(), {person.slug: person.names[0] for person in people})

    @property
    def longest(self) -> int:
        """The number of words of the longest name."""
        return max(map(len, self.whole), default=0)

    def find(self, words: Sequence[Spelling], *, partly: bool = False) -> tuple[str, ...]:
        """Return the slugs of those whom words name, each word given in its plain spellings.

        ``partly`` also takes a word that is only part of a name, such as a first name.
        """
        for spelling in combine_forms(words):
            if found := self.whole.get(spelling) or (self.partial.get(spelling) if partly else None):
                return found
        return ()


class _Spellings:
    """Gathers who bears which name, each person once."""

    def __init__(self) -> None:
        self._slugs: defaultdict[Spelling, dict[str, None]] = defaultdict(dict)

    def add(self, words: Spelling, slug: str) -> None:
        self._slugs[words][slug] = None

    def bearers(self) -> Bearers:
        return {words: tuple(slugs) for words, slugs in self._slugs.items()}


def _spell(name: str) -> list[Spelling]:
    """Return the spellings of a name: with umlauts left plain, and written out."""
    return [words for words in combine_forms([fold_word(token.word) for token in tokenize(name)]) if words]
