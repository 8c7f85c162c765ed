"""One parameter of an address: what it names, what of that is known, what is not."""

from collections.abc import Container, Iterable
from dataclasses import dataclass
from itertools import islice

from django.http import QueryDict

from explorer.text import printable, shorten

MOST_SAID = 5
"""How many unknown values are repeated to the reader."""

MOST_READ = 50
"""How many values of one parameter are read at all: more than any form sends."""


@dataclass(frozen=True, slots=True)
class Choice:
    """The values of one parameter: ``a,b`` or repeated. ``given`` is False where the address does not name it.

    A parameter that is named and empty chooses nothing; one that is not named, or names only what is not known here,
    leaves the page its default.
    """

    name: str
    values: tuple[str, ...]
    given: bool

    @classmethod
    def read(cls, query: QueryDict, name: str) -> "Choice":
        """Read a parameter, without blanks and repetitions, in the order given."""
        words = (printable(word.strip()) for value in query.getlist(name) for word in value.split(","))
        values = dict.fromkeys(word for word in words if word)
        return cls(name, tuple(islice(values, MOST_READ)), given=name in query)

    def within(self, known: Iterable[str]) -> tuple[str, ...]:
        """Return the chosen values that are known; all that are known where nothing was said that is."""
        known = list(known)
        chosen = tuple(value for value in self.values if value in known)
        return chosen if chosen or self.is_empty else tuple(known)

    @property
    def is_empty(self) -> bool:
        """Whether the address names the parameter to choose nothing."""
        return self.given and not self.values

    def unknown(self, known: Container[str]) -> tuple[str, ...]:
        """Return the values that are not known, shortened, a few at most."""
        return tuple(shorten(value, 40) for value in self.values if value not in known)[:MOST_SAID]
