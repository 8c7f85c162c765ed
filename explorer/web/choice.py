"""One parameter of an address, with a list of values: which of them are known here and which are not."""

from collections.abc import Container, Iterable
from dataclasses import dataclass
from itertools import islice

from django.http import QueryDict

from explorer.text import replace_unprintable, shorten

MOST_SAID = 5
"""The largest number of unknown values that the page tells the reader of."""

MOST_READ = 50
"""The largest number of values that are read. No form sends as many."""


@dataclass(frozen=True, slots=True)
class Choice:
    """The values of one parameter, separated by commas or repeated; ``given`` is true where the address names it.

    A parameter without values chooses nothing. Where the parameter is missing, or none of its values is known here, the
    page shows its default.
    """

    name: str
    values: tuple[str, ...]
    given: bool

    @classmethod
    def read(cls, query: QueryDict, name: str) -> "Choice":
        """Read the values of a parameter in their order, without blank and repeated ones."""
        words = (replace_unprintable(word.strip()) for value in query.getlist(name) for word in value.split(","))
        values = dict.fromkeys(word for word in words if word)
        return cls(name, tuple(islice(values, MOST_READ)), given=name in query)

    def within(self, known: Iterable[str]) -> tuple[str, ...]:
        """Return the chosen values that are known; where none is, all known ones, unless the choice is empty."""
        known = list(known)
        chosen = tuple(value for value in self.values if value in known)
        return chosen if chosen or self.is_empty else tuple(known)

    @property
    def is_empty(self) -> bool:
        """Whether the address names the parameter without a value."""
        return self.given and not self.values

    def unknown(self, known: Container[str]) -> tuple[str, ...]:
        """Return the unknown values, at most ``MOST_SAID``, each shortened to 40 characters."""
        return tuple(shorten(value, 40) for value in self.values if value not in known)[:MOST_SAID]
